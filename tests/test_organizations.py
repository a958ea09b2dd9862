"""Organizations: what is found, by which rule, and how sources of spans are merged."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiextract import organizations
from aiextract.languages import get_language
from aiextract.organizations import NameSpan
from aiextract.organizations.names import key, name_list
from aiextract.scan import Candidate, Region
from aiextract.source import Source


def scan(text: str, lang: str = "en", **more: object) -> list[Candidate]:
    return organizations.scan(Source(text), [Region(0, len(text), get_language(lang))], **more)  # type: ignore[arg-type]


def found(text: str, lang: str = "en") -> list[str]:
    return [text[c.start : c.end] for c in scan(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("fr", "Le rachat de Vantorel par Microsoft a été annoncé.", ["Vantorel", "Microsoft"]),
        ("fr", "Selon Paul Durand, PDG de Nordalis, la banque attendra.", ["Nordalis"]),
        (
            "fr",
            "Le ministère de la Transition écologique répondra.",
            ["ministère de la Transition écologique"],
        ),
        ("pt", "A compra da Vantorel pelo Banco do Brasil foi adiada.", ["Vantorel", "Banco do Brasil"]),
        ("pt", "A startup chilena Nordalis captou US$ 3 milhões.", ["Nordalis"]),
        ("id", "PT Vantorel Jaya Tbk mengakuisisi saham Telkomsel.", ["PT Vantorel Jaya Tbk", "Telkomsel"]),
        ("id", "Ia mengajar di Universitas Nordalis.", ["Universitas Nordalis"]),
        ("en", "The deal values Vantorel GmbH at a third of Siemens.", ["Vantorel GmbH", "Siemens"]),
        (
            "en",
            "She left the University of Nordalis for Vantorel Capital.",
            ["University of Nordalis", "Vantorel Capital"],
        ),
    ],
)
def test_names_in_context(lang: str, text: str, names: list[str]) -> None:
    assert found(text, lang) == names


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Mme Vantorel habite à Lyon depuis janvier."),
        ("fr", "La Chine et les États-Unis négocient lundi."),
        ("pt", "O modelo GPT-4 e o ChatGPT mudaram o Brasil."),
        ("id", "Presiden Joko Widodo tiba di Jakarta pada hari Senin."),
        ("en", "The meta tags and the orange shell are on target."),
        ("en", "The Nobel Prize went to John Smith of New York."),
    ],
)
def test_people_places_products_and_words_are_no_organizations(lang: str, text: str) -> None:
    assert found(text, lang) == []


def test_a_legal_form_keeps_its_stop_inside_a_sentence_only() -> None:
    assert found("Shares of Vantorel Inc. rose.") == ["Vantorel Inc."]
    assert found("He works for Vantorel Inc.") == ["Vantorel Inc"]


def test_initials_of_a_legal_form_may_be_small_letters() -> None:
    assert found("Il bilancio della Vantorel S.p.A. è in utile.", "it") == ["Vantorel S.p.A."]
    assert found("La Vantorel S.r.l. cresce.", "it") == ["Vantorel S.r.l."]


def test_a_name_certain_once_is_found_in_its_short_form() -> None:
    text = "Nordalis Capital SA a levé un fonds. Hier soir encore, Nordalis hésitait."
    assert found(text, "fr") == ["Nordalis Capital SA", "Nordalis"]
    assert {c.fields["name"] for c in scan(text, "fr")} == {"Nordalis Capital"}


def test_initials_in_brackets_name_the_same_organization() -> None:
    text = "A Fundação Oswaldo Nordalis (FON) abriu vagas. A FON fica no Rio de Janeiro."
    made = scan(text, "pt")
    assert [text[c.start : c.end] for c in made] == ["Fundação Oswaldo Nordalis", "FON", "FON"]
    assert {c.fields["name"] for c in made} == {"Fundação Oswaldo Nordalis"}


def test_a_name_glued_to_its_neighbours_is_found_if_it_also_stands_apart() -> None:
    text = "OpenAI recrute. On sait queOpenAILes membres partent."
    assert [(c.start, c.end) for c in scan(text, "fr")] == [(0, 6), (27, 33)]


def test_a_glued_name_at_the_end_of_the_text_ends_there() -> None:
    read = scan("2024-08-13Microsoft.aoûtMicrosoft", extra=[NameSpan(10, 19, "model:org")])
    assert [(c.start, c.end) for c in read] == [(10, 19), (24, 33)]


def test_a_sign_with_a_capital_form_is_no_name() -> None:
    assert found("Ⓐ") == found("La Ⓐ a annoncé, selon Ⓐ Ⓑ.", "fr") == []


def test_every_mention_says_its_rule() -> None:
    rules = {
        text: scan(text, "fr")[0].rule for text in ("Airbus recrute.", "On parle de la société Vantorel.")
    }
    assert list(rules.values()) == ["und.org.known", "fr.org.class"]


def test_what_is_taken_is_not_overlapped() -> None:
    text = "Microsoft et Airbus."
    assert [c.start for c in scan(text, "fr", taken=[(0, 5)])] == [13]


def test_spans_of_a_model_join_and_yield_to_surer_rules() -> None:
    text = "Le constructeur Airbus attend les Grands Gris de Lyon."
    extra = [NameSpan(16, 29, "model:org", 0.4), NameSpan(34, 45, "model:org"), NameSpan(49, 53, "model:loc")]
    made = scan(text, "fr", extra=extra)
    assert [(text[c.start : c.end], c.rule) for c in made] == [
        ("Airbus", "und.org.known"),
        ("Grands Gris", "model:org"),
    ]


def test_a_model_doubts_a_name_and_knows_it_again() -> None:
    text = "La décision de Kervala est tombée. Selon Kervala, rien ne presse."
    places = [(15, 22), (41, 48)]
    assert [(c.start, c.end) for c in scan(text, "fr", extra=[NameSpan(15, 22, "model:org")])] == places
    assert not scan(text, "fr", extra=[NameSpan(s, e, "model:per") for s, e in places])


def test_what_is_on_the_list_of_things_is_none_however_sure_a_model_is() -> None:
    text = "Le PIB recule, dit la BNB."
    extra = [NameSpan(3, 6, "model:org", 0.99), NameSpan(22, 25, "model:org", 0.99)]
    assert [text[c.start : c.end] for c in scan(text, "fr", extra=extra)] == ["BNB"]


def test_an_acronym_of_things_before_a_name_is_no_part_of_it() -> None:
    text = "Une start-up, IA Vantorel, recrute. Vantorel est à Lyon. IA Nordalis ferme. IA Airbus vole."
    surfaces = ["IA Vantorel", "IA Nordalis", "IA Airbus"]
    extra = [NameSpan(text.index(x), text.index(x) + len(x), "model:org", 0.95) for x in surfaces]
    extra.append(NameSpan(36, 44, "model:org", 0.95))
    made = [text[c.start : c.end] for c in scan(text, "fr", extra=extra)]
    assert made == ["Vantorel", "Vantorel", "IA Nordalis", "Airbus"]


def test_how_sure_a_model_is_counts() -> None:
    text = "On a vu Kervala hier."
    assert scan(text, "fr", extra=[NameSpan(8, 15, "model:org", 0.97)])
    assert not scan(text, "fr", extra=[NameSpan(8, 15, "model:org", 0.2)])


def test_name_spans_are_whole_runs_without_the_words_that_begin_a_sentence() -> None:
    text = "Selon Run:ai, 36Kr et Paul Durand, iFlytek Group a parlé."
    source = Source(text)
    region = Region(0, len(text), get_language("fr"))
    spans = organizations.name_spans(source, region)
    assert [text[a:b] for a, b in spans] == ["Run:ai", "36Kr", "Paul Durand", "iFlytek Group"]
    assert organizations.name_spans(source, region) is spans


def test_regions_have_their_own_language() -> None:
    text = "Le PDG de Vantorel dort.\nPemilik PT Nordalis Jaya tidur."
    cut = text.index("\n")
    regions = [Region(0, cut, get_language("fr")), Region(cut, len(text), get_language("id"))]
    made = organizations.scan(Source(text), regions)
    assert [text[c.start : c.end] for c in made] == ["Vantorel", "PT Nordalis Jaya"]


def test_listed_names_respect_capitals() -> None:
    assert key("AT&T") == "at t"
    assert key("Société Générale") == "societe generale"
    assert [n.canonical for _, n in name_list().at("L'Oreal", 0, 7)] == ["L'Oréal"]
    assert name_list().at("Who", 0, 3) == []
    assert name_list().at("meta", 0, 4) == []


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_spans_inside_it_without_overlaps(text: str) -> None:
    made = scan(text, "fr")
    assert all(0 <= c.start < c.end <= len(text) for c in made)
    assert all(a.end <= b.start for a, b in pairwise(made))
