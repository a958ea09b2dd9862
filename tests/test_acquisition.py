"""Acquisition events: the examples of the language files, links, merging, citing, hostile text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiextract.events import cite
from aiextract.events.acquisition import find
from aiextract.events.entries import expand
from aiextract.languages import available, get_language
from aiextract.scan import Region
from aiextract.source import Source


def test_rules_have_names_of_their_own() -> None:
    for code in available():
        language = get_language(code)
        names = [rule.name for rule in (*language.events.cues, *language.acquisition.triggers)]
        assert len(names) == len(set(names))


def read(text: str, lang: str, *, sentences: Sequence[tuple[int, int]] | None = None) -> list[dict[str, Any]]:
    """The events of a text without any mention: all names come from the events themselves."""
    source = Source(text)
    region = Region(0, len(text), get_language(lang))
    return find(source, [region], sentences or [(0, len(text))], []).events


def parties(events: Sequence[dict[str, Any]]) -> list[tuple[str | None, str | None]]:
    return [(event["acquirer"], event["target"]) for event in events]


def test_braces_expand_to_every_combination() -> None:
    assert list(expand("rachet{é,ée}{,s}")) == ["racheté", "rachetés", "rachetée", "rachetées"]
    assert list(expand("buy")) == ["buy"]


def test_names_that_only_the_event_tells_are_promoted_and_cited() -> None:
    text = "Zorvax rachète Plinoo pour une somme inconnue."
    found = find(Source(text), [Region(0, len(text), get_language("fr"))], [(0, len(text))], [])
    assert [(text[c.start : c.end], c.type) for c in found.promoted] == [("Zorvax", "ORG"), ("Plinoo", "ORG")]
    mentions = [
        {"id": f"m{n}", "type": "ORG", "start": c.start, "end": c.end, "name": c.fields["name"].upper()}
        for n, c in enumerate(found.promoted, 1)
    ]
    (event,) = cite(found.events, mentions)
    assert (event["acquirer_mention"], event["target_mention"]) == ("m1", "m2")
    assert (event["acquirer"], event["target"]) == ("ZORVAX", "PLINOO")


def test_a_span_without_its_mention_cites_the_one_that_overlaps_it() -> None:
    event = {"type": "ACQUISITION", "acquirer": "Zorvax", "acquirer_mention": (0, 6), "price": (9, 12)}
    longer = {"id": "m1", "type": "ORG", "start": 0, "end": 10, "name": "Zorvax SA"}
    assert cite([event], [longer]) == [
        {"type": "ACQUISITION", "acquirer": "Zorvax SA", "acquirer_mention": "m1", "price": None}
    ]


def test_further_buyers_are_cited_name_by_name() -> None:
    text = "Zorvax and Mervent acquired Plinoo."
    found = find(Source(text), [Region(0, len(text), get_language("en"))], [(0, len(text))], [])
    mentions = [
        {"id": f"m{n}", "type": "ORG", "start": c.start, "end": c.end, "name": c.fields["name"].upper()}
        for n, c in enumerate(found.promoted, 1)
    ]
    (event,) = cite(found.events, mentions)
    assert (event["acquirer"], event["acquirer_mention"]) == ("ZORVAX", "m1")
    assert (event["co_acquirers"], event["co_acquirer_mentions"]) == (["MERVENT"], ["m2"])


def test_mentions_of_one_deal_become_one_event_with_all_evidence() -> None:
    text = "Zorvax va racheter Plinoo. L'acquisition de Plinoo par Zorvax SA a été finalisée."
    cut = text.index("L'")
    (event,) = read(text, "fr", sentences=[(0, cut - 1), (cut, len(text))])
    assert event["status"] == "completed"
    assert event["evidence"] == [(0, cut - 1), (cut, len(text))]


def test_a_null_joins_the_one_event_that_it_fits() -> None:
    text = "Zorvax acquired Plinoo. The acquisition of Plinoo surprised investors."
    assert parties(read(text, "en", sentences=[(0, 23), (24, len(text))])) == [("Zorvax", "Plinoo")]


def test_two_deals_stay_two() -> None:
    text = "Zorvax acquired Plinoo. Zorvax acquired Kambra. Mervent acquired Plinoo."
    found = read(text, "en", sentences=[(0, 23), (24, 47), (48, len(text))])
    assert parties(found) == [("Zorvax", "Plinoo"), ("Zorvax", "Kambra"), ("Mervent", "Plinoo")]


def test_a_pronoun_is_linked_only_where_one_name_fits() -> None:
    one = "Zorvax tem sede em casa. Ela adquiriu a startup Plinoo."
    assert parties(read(one, "pt", sentences=[(0, 24), (25, len(one))])) == [("Zorvax", "Plinoo")]
    two = "Zorvax superou Mervent ontem. Ela adquiriu a startup Plinoo."
    assert parties(read(two, "pt", sentences=[(0, 29), (30, len(two))])) == [(None, "Plinoo")]


def test_slots_say_which_rule_filled_them() -> None:
    (event,) = read("Plinoo was acquired by Zorvax.", "en")
    assert event["rule"] == "en.acquisition.acquired"
    assert event["slot_rules"] == {"acquirer": "passive.by", "target": "passive.subject"}
