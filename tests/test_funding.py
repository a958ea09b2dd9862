"""FUNDING events: asked for only, merged by company and round, linked over sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

import aiextract
from aiextract import evaluation, pairing
from aiextract.languages import available, get_language
from aiextract.records import EVENT_TYPES, Document, Funding

ROUND = "Oakline Bikes has raised $20 million in a Series A round led by Cyclade Ventures."


def rounds(text: str, lang: str = "en") -> Document:
    return aiextract.extract(text, lang=lang, published="2024-05-02", types=["FUNDING"], org_model=None)


def test_it_is_never_produced_unless_asked_for() -> None:
    assert not aiextract.extract(ROUND, lang="en", org_model=None).events
    (event,) = rounds(ROUND).fundings
    assert isinstance(event, Funding)
    assert (event.company, event.lead_investor, event.round) == (
        "Oakline Bikes",
        "Cyclade Ventures",
        "series_a",
    )


def test_both_event_types_in_one_document() -> None:
    text = f"{ROUND} Norvik Shipping was acquired by Hanseatic Lines in March 2019."
    found = aiextract.extract(
        text, lang="en", published="2024-05-02", types=["ACQUISITION", "FUNDING"], org_model=None
    )
    assert [event.type for event in found.events] == ["ACQUISITION", "FUNDING"]
    assert [event.id for event in found.events] == ["e1", "e2"]


def test_slots_cite_mentions_and_say_their_rules() -> None:
    document = rounds(ROUND)
    (event,) = document.fundings
    assert {m.id for m in document.mentions} == {*event.cited()}
    assert event.rule == "en.funding.raised"
    assert event.slot_rules == {"company": "active.subject", "lead_investor": "active.led"}
    assert len(event.investors) == len(event.investor_mentions) == 1


def test_a_record_comes_back_the_same() -> None:
    document = rounds(ROUND)
    assert Document.model_validate_json(document.model_dump_json()) == document


def test_what_several_sentences_tell_of_a_round_is_one_event() -> None:
    text = (
        "Oakline Bikes has raised $20 million. The round was led by Cyclade Ventures. "
        "Norvik Capital also participated in the round."
    )
    (event,) = rounds(text).fundings
    assert event.lead_investor == "Cyclade Ventures"
    assert event.investors == ("Cyclade Ventures", "Norvik Capital")
    assert len(event.evidence) == 3


@pytest.mark.parametrize(
    "other",
    [
        "In 2021 Oakline Bikes raised $5 million in seed funding.",
        "Oakline Bikes raised $7 million in 2021.",
        "Plumwood Foods raised $20 million in a Series A round.",
    ],
)
def test_other_rounds_stay_apart(other: str) -> None:
    assert len(rounds(f"{ROUND} {other}").fundings) == 2


def test_rules_have_names_of_their_own() -> None:
    for code in available():
        names = [rule.name for rule in get_language(code).funding.triggers]
        assert len(names) == len(set(names))


def test_rounds_of_one_company_are_paired_by_what_they_say() -> None:
    def holding(*events: tuple[str, str]) -> Document:
        made = [{"type": "FUNDING", "company": "Oakline", "status": "completed"} for _ in events]
        records = [
            {**event, "id": key, "round": kind} for event, (key, kind) in zip(made, events, strict=True)
        ]
        return Document.model_validate({"events": records})

    gold, found = holding(("a", "seed"), ("b", "series_a")), holding(("x", "series_a"), ("y", "seed"))
    pairs = pairing.events(gold, found, "FUNDING")
    assert {(one.id, other.id) for one, other in pairs.matched} == {("a", "y"), ("b", "x")}


def test_evaluation_asks_for_what_the_gold_holds(tmp_path: Any) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "a.txt").write_text(ROUND, encoding="utf-8")
    gold = rounds(ROUND).model_copy(update={"doc_id": "a"})
    (tmp_path / "gold" / "a.json").write_text(gold.model_dump_json(), encoding="utf-8")
    scores = evaluation.evaluate(tmp_path / "gold", org_model=None)
    assert scores.events["FUNDING", "en"].f1 == 1
    assert scores.slots["FUNDING.round", "en"].right == 1


def test_parties_and_slots_are_fields_of_the_record() -> None:
    def fields(kind: str) -> Sequence[str]:
        return [*EVENT_TYPES[kind].parties, *EVENT_TYPES[kind].slots]

    assert all(set(fields(kind)) <= EVENT_TYPES[kind].model_fields.keys() for kind in EVENT_TYPES)
