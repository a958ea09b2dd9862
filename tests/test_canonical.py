"""Canonical names: one for each organization of a document."""

from __future__ import annotations

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
    ],
)
def test_one_name_for_all_ways_of_writing(surfaces: list[str], name: str) -> None:
    assert set(canonical_by_surface(surfaces).values()) == {name}


def test_different_organizations_keep_their_names() -> None:
    names = canonical_by_surface(["Vantorel 1", "Vantorel 2", "Nordalis Bank", "Nordalis Foods", "Nordalis"])
    assert names["Vantorel 1"] != names["Vantorel 2"]
    assert names["Nordalis"] == "Nordalis"  # two longer names: neither is meant for sure
    assert names["Nordalis Bank"] == "Nordalis Bank"


def test_names_of_promoted_spans_agree_with_those_given() -> None:
    text = "Nordalis Capital SA achète Vantorel. Nordalis se tait."
    source = Source(text)
    given = [Candidate("ORG", 0, 19, "und.org.legal_form", {"name": "Nordalis Capital"})]
    spans = [(37, 45), (27, 35), (0, 19)]
    assert canonical_names(source, spans, given) == ["Nordalis Capital", "Vantorel", "Nordalis Capital"]
    assert canonical_names(source, [], given) == []
