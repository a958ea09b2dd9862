"""The names written and marked for the model: the files hold what their README says."""

import gzip
import re
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

TRAINING = Path(__file__).parent.parent / "models" / "training"
sys.path.insert(0, str(TRAINING))

import corpora  # noqa: E402

LANGUAGES = ("fr", "pt", "id", "en", "es", "de", "it", "nl")
STATUSES = ("rumoured", "planned", "announced", "completed", "terminated", "denied")
DEALS = sorted((TRAINING / "data" / "deals").glob("*.toml"))
ANNOTATED = sorted((TRAINING / "data" / "annotated").glob("*.tsv"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_written_passages(lang):
    items = list(corpora.read_written(lang))
    assert len(items) > 1_000
    for item, kinds in items:
        assert "[" not in item.text
        assert "]" not in item.text
        last = 0
        for start, end, label in item.spans:
            assert last <= start < end <= len(item.text)
            assert item.text[start:end] == item.text[start:end].strip()
            assert label in corpora.LABELS
            last = end
        named = {item.text[start:end] for start, end, label in item.spans if label == "ORG"}
        assert set(kinds) == named
        assert set(kinds.values()) <= corpora.ORGANIZATIONS


@pytest.mark.parametrize("path", DEALS, ids=lambda path: path.stem)
def test_news_of_deals(path):
    pieces = tomllib.loads(path.read_text(encoding="utf-8"))["article"]
    assert len(pieces) > 250
    assert all(one["number"] + 1 == other["number"] for one, other in pairwise(pieces))
    told = [event for piece in pieces for event in piece.get("events", ())]
    assert len(told) > 200
    assert {event["status"] for event in told} == set(STATUSES)
    for piece in pieces:
        for event in piece.get("events", ()):
            for slot in ("acquirer", "target", "seller", "price", "stake", "date"):
                named = [event[slot]] if slot in event else []
                for name in (*named, *event.get(f"also_{slot}", ())):
                    assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", piece["text"]), name
        for name in piece.get("organizations", ()):
            assert name in piece["text"]


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.stem)
def test_marked_lines(path):
    numbers = set()
    for row in path.read_text(encoding="utf-8").splitlines():
        number, *fields = row.split("\t")
        assert number not in numbers
        numbers.add(number)
        for field in fields:
            assert re.fullmatch(r"[OPLMN]: \S.*", field)
    assert len(numbers) > 100


def test_marks_are_found_in_their_line(tmp_path, monkeypatch):
    monkeypatch.setattr(corpora, "DATA", tmp_path / "data")
    (tmp_path / "data" / "annotated").mkdir(parents=True)
    (tmp_path / "data" / "annotated" / "id.news.tsv").write_text(
        "1\tO: BRI; BRI Life\tL: AS\tN: dolar AS\n2\n"
    )
    (tmp_path / "raw" / "id").mkdir(parents=True)
    lines = "tidak dibaca: BRI\nBRI Life dan BRI di AS menukar dolar AS.\nKosong.\n"
    (tmp_path / "raw" / "id" / "news.txt.gz").write_bytes(gzip.compress(lines.encode()))
    first, second = corpora.read_annotated(tmp_path, "id")
    marked = [(first.text[start:end], label) for start, end, label in first.spans]
    assert marked == [("BRI Life", "ORG"), ("BRI", "ORG"), ("AS", "LOC")]
    assert second.spans == ()
