"""A gate stops no trigger that would tell of an event: with and without it the events are the same."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest

from aiextract.documents import read
from aiextract.events.gates import LEADS
from aiextract.events.reader import Reader
from aiextract.events.reasons import Trace
from aiextract.languages.schema.events import Relation
from aiextract.scanning import events, mention, scan_all
from aiextract.source import Source

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*/acquisition.toml"))
CITED = ("MONEY", "PERCENT", "DATE", "ORG")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_gates_stop_no_event(path: Path) -> None:
    """Of every case; who explains asks no gate (a trace)."""
    lang = path.parent.name
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        source = Source(case["text"])
        article = read(source.text, lang=lang, published=case.get("published"), source=source)
        found = [one for reading in scan_all(source, article, CITED) for one in reading.winners]
        mentions = [mention(source.text, one) for one in found]
        told = events("ACQUISITION", source, article, mentions)
        assert told == events("ACQUISITION", source, article, mentions, Trace()), case["text"]


def test_a_stopped_trigger_is_read_only_to_explain_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small stake is not read, unless who explains asks why it is no event."""
    source = Source("Halden Robotics took a 12% stake in Vantorel Foods.")
    article = read(source.text, lang="en", source=source)
    found = [one for reading in scan_all(source, article, CITED) for one in reading.winners]
    mentions = [mention(source.text, one) for one in found]
    trace = Trace()
    events("ACQUISITION", source, article, mentions, trace)
    assert [str(reading.refusal) for reading, _ in trace.readings] == ["small_stake"]

    def tokens(*_: object, **__: object) -> None:
        raise AssertionError("a sentence is read")

    monkeypatch.setattr(Reader, "tokens", tokens)
    assert events("ACQUISITION", source, article, mentions) == ([], [])


def test_leads_are_of_known_relations() -> None:
    """A relation that was renamed would be asked for nothing."""
    assert LEADS.keys() <= set(get_args(Relation))
