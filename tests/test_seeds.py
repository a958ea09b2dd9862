"""The seeds are as they were given, and their gold is a Document that comes back the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from aiextract.records import Document

SEEDS = Path(__file__).parent.parent / "seeds"
GOLD = sorted((SEEDS / "gold").glob("*.json"))


def test_five_articles_have_gold() -> None:
    assert len(GOLD) == 5
    assert {path.stem for path in GOLD} == {path.stem for path in SEEDS.glob("*.txt")}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_article_is_the_one_annotated(path: Path) -> None:
    gold = json.loads(path.read_bytes())
    article = (SEEDS / f"{gold['doc_id']}.txt").read_bytes()
    assert hashlib.sha256(article).hexdigest() == gold["sha256"]
    text = article.decode("utf-8")
    for mention in gold["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["surface"]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_round_trip(path: Path) -> None:
    gold = json.loads(path.read_bytes())
    document = Document.model_validate(gold)
    back = json.loads(document.model_dump_json())
    assert Document.model_validate(back) == document
    assert_covers(back, gold)


def assert_covers(record: Any, gold: Any) -> None:
    """All that the gold says stands in the record."""
    if isinstance(gold, dict):
        for key, value in gold.items():
            assert_covers(record[key], value)
    elif isinstance(gold, list):
        assert len(record) == len(gold)
        for inner, value in zip(record, gold, strict=True):
            assert_covers(inner, value)
    else:
        assert record == gold
