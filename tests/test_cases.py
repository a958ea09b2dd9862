"""The hand-written cases of tests/cases: a text, and exactly the records that must come out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import aiextract
from aiextract.records import EVENT_TYPES, MENTION_TYPES, Document

CASES = Path(__file__).parent / "cases"


def load_cases() -> list[Any]:
    params = []
    for path in sorted(CASES.glob("*/*.toml")):
        cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        for number, case in enumerate(cases, 1):
            lang = path.parent.name
            params.append(pytest.param(lang, case, id=f"{lang}-{path.stem}-{number}", marks=_marks(case)))
    return params


def _marks(case: dict[str, Any]) -> list[pytest.MarkDecorator]:
    """A case with ``fails`` says why it does; it must then fail, so that mending it is noticed."""
    return [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []


def place(text: str, mention: dict[str, Any]) -> tuple[int, int]:
    """The span of the nth occurrence of a surface."""
    start = -1
    for _ in range(mention.get("nth", 1)):
        start = text.find(mention["surface"], start + 1)
        assert start >= 0, f"the case's own surface {mention['surface']!r} is not in its text"
    return start, start + len(mention["surface"])


def surfaces(document: Document, event: dict[str, Any]) -> dict[str, Any]:
    """An event with the surfaces of the mentions that it cites in place of their ids, but for names."""
    by_id = {mention.id: mention.surface for mention in document.mentions}
    cited = {slot for slot, mark in EVENT_TYPES[event["type"]].citing().items() if mark.name is None}
    return {slot: by_id.get(value) if slot in cited else value for slot, value in event.items()}


@pytest.mark.parametrize(("lang", "case"), load_cases())
def test_case(lang: str, case: dict[str, Any]) -> None:
    text, types = case["text"], case["types"]
    known = {"text", "published", "origin", "types", "mentions", "events", "lang", "fails"}
    assert set(case) <= known, f"unknown keys {set(case) - known}"
    assert set(types) <= {*MENTION_TYPES, *EVENT_TYPES}, types
    document = aiextract.extract(
        text, lang=case.get("lang", lang), published=case.get("published"), types=types
    )
    found = document.model_dump(mode="json")

    wanted = {place(text, mention): mention for mention in case.get("mentions", [])}
    got = {(m["start"], m["end"]): m for m in found["mentions"] if m["type"] in types}
    assert sorted((text[a:b]) for a, b in got) == sorted(text[a:b] for a, b in wanted)
    assert got.keys() == wanted.keys()
    for span, mention in wanted.items():
        # TOML has no null: an empty string says that a field holds nothing.
        expected = {key: None if value == "" else value for key, value in mention.items() if key != "nth"}
        assert {key: got[span].get(key) for key in expected} == expected

    if set(types) & EVENT_TYPES.keys():
        events = [surfaces(document, event) for event in found["events"]]
        matched = []
        for wish in case.get("events", []):
            hit = next((e for e in events if e not in matched and _fits(e, wish)), None)
            assert hit is not None, f"no event fits {wish} among {events}"
            matched.append(hit)
        assert len(events) == len(matched), f"more events than expected: {events}"


def _fits(event: dict[str, Any], wish: dict[str, Any]) -> bool:
    """Whether an event has what is wished of it; an empty string asks for a slot that is empty."""
    return all(event.get(slot) == (value or None) for slot, value in wish.items())
