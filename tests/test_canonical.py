"""Canonical names: one for each organization of a document."""

from __future__ import annotations

import re

import pytest

from aiextract.organizations import canonical_names
from aiextract.organizations.canonical import canonical_by_surface
from aiextract.scan import Candidate
from aiextract.source import Source


@pytest.mark.parametrize(
    ("surfaces", "name"),
    [
        (["Open AI", "OpenAI", "OPENAI"], "OpenAI"),
        (["Inflection Al", "Inflection AI", "Inflection"], "Inflection AI"),
        (["Société Générale", "Societe Generale", "SocGen"], "Société Générale"),
        (["ONU", "Nations unies", "PBB", "United Nations"], "United Nations"),
        (["Nordalis Capital SA", "Nordalis Capital", "Nordalis", "NORDALIS"], "Nordalis Capital"),
        (["PT Nordalis Jaya Tbk", "Nordalis Jaya"], "Nordalis Jaya"),
        (["Instituto Nordalis de Estudos", "Instituto Nordalis"], "Instituto Nordalis de Estudos"),
        (["Vantorel Systems", "Vantorell Systems"], "Vantorel Systems"),
        (["Sintética", "Sintético"], "Sintética"),
        (["Vantorel Media AGI", "Vantorel MediaAGI"], "Vantorel Media AGI"),
        (["Nordalis Pesquisa IA", "Nordalis A Pesquisa IA"], "Nordalis A Pesquisa IA"),
        (["Rede Vantorel", "Vantorel"], "Rede Vantorel"),
        (["Laboratórios Nordalis Azul", "Nordalis Azul"], "Laboratórios Nordalis Azul"),
        (["Instituto Vantorel de Estudos", "Vantorel"], "Instituto Vantorel de Estudos"),
        (["Agência Nordalis de Crédito e Renda", "ANCR"], "Agência Nordalis de Crédito e Renda"),
        (["Fundo das Águas do Norte", "FAN"], "Fundo das Águas do Norte"),
        (["Vantorel Pvt. Ltd.", "Vantorel"], "Vantorel"),
    ],
)
def test_one_name_for_all_ways_of_writing(surfaces: list[str], name: str) -> None:
    assert set(canonical_by_surface(surfaces).values()) == {name}


def test_different_organizations_keep_their_names() -> None:
    names = canonical_by_surface(["Vantorel 1", "Vantorel 2", "Nordalis Bank", "Nordalis Foods", "Nordalis"])
    assert names["Vantorel 1"] != names["Vantorel 2"]
    assert names["Nordalis"] == "Nordalis"  # two longer names: neither is meant for sure
    assert names["Nordalis Bank"] == "Nordalis Bank"


@pytest.mark.parametrize(
    "surfaces",
    [
        ["Nordalis Vantorel", "Nordalis", "Vantorel"],  # a joint name: "Vantorel" is the other one
        ["Rede Vantorel", "Banco Vantorel", "Vantorel"],
        ["Persalba", "Persalta"],  # one letter of a word that is not long
        ["Universidade de Valdará", "Universidade de Valdaraná"],
        ["Nordalis Fund 1", "Nordalis Fund 2"],
        ["Fundo das Águas do Norte", "Fan"],  # no acronym
    ],
)
def test_what_may_be_two_organizations_stays_apart(surfaces: list[str]) -> None:
    names = canonical_by_surface(surfaces)
    assert names[surfaces[-1]] not in {names[surface] for surface in surfaces[:-1]}


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("Badan Vantor Nasional (Bavanas) diam.", "Badan Vantor Nasional", "Bavanas"),
        ("A Agência Vantorel de Renda (« Avantre », em tupi) paga.", "Agência Vantorel de Renda", "Avantre"),
        ("La NCR (Nordalis Capital-Risque) vend.", "Nordalis Capital-Risque", "NCR"),
        ("La Plateforme nordalis (PFN) se tait.", "Plateforme nordalis", "PFN"),
        # In the lists "BEI" may be the European Investment Bank.
        ("Bursa Edar Vantorelia (BEI) tutup.", "Bursa Edar Vantorelia", "BEI"),
    ],
)
def test_brackets_explain_a_short_form(text: str, full: str, short: str) -> None:
    spans = [(text.index(name), text.index(name) + len(name)) for name in (full, short)]
    names = canonical_names(Source(text), spans)
    assert names[0] == names[1] == full


@pytest.mark.parametrize(
    ("text", "one", "two"),
    [
        ("Nordalis Capital (Vantorel) vend.", "Nordalis Capital", "Vantorel"),
        ("Nordalis Capital et NCT vendent.", "Nordalis Capital", "NCT"),
        ("Nordalis Capital vend (NLP aussi).", "Nordalis Capital", "NLP"),
    ],
)
def test_brackets_that_explain_nothing(text: str, one: str, two: str) -> None:
    spans = [(text.index(name), text.index(name) + len(name)) for name in (one, two)]
    assert canonical_names(Source(text), spans) == [one, two]


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Altis rachète Cacao Vantorel à Vantorel.", False),
        ("Vantorel sépare Vantorel Foods.", False),
        ("Altis rachète Cacao Vantorel. Vantorel se tait.", True),
        ("Vantorel Foods monte\nVantorel se tait", True),
    ],
)
def test_two_names_in_one_sentence_are_two(text: str, one: bool) -> None:
    places = [m.span() for m in re.finditer("Altis|Cacao Vantorel|Vantorel Foods|Vantorel", text)]
    names = canonical_names(Source(text), places)
    assert (len(set(names[-2:])) == 1) is one


def test_a_legal_form_leaves_a_name() -> None:
    assert canonical_by_surface(["the company"]) == {"the company": "the company"}


def test_many_names() -> None:
    many = [f"{'Vantorel' * 3}{chr(97 + n % 26)}{n:x} Nordalis {n:o} Capital" for n in range(4_000)]
    assert len(set(canonical_by_surface(many).values())) > 3_000


def test_names_of_promoted_spans_agree_with_those_given() -> None:
    text = "Nordalis Capital SA achète Vantorel. Nordalis se tait."
    source = Source(text)
    given = [Candidate("ORG", 0, 19, "und.org.legal_form", {"name": "Nordalis Capital"})]
    spans = [(37, 45), (27, 35), (0, 19)]
    assert canonical_names(source, spans, given) == ["Nordalis Capital", "Vantorel", "Nordalis Capital"]
    assert canonical_names(source, [], given) == []
