"""Scores: perfect on the gold itself, and every kind of difference counted where it belongs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aiextract import evaluation, pairing
from aiextract.errors import GoldError
from aiextract.records import Document
from aiextract.scores import LEVELS, Scores, Tally, losses

SEEDS = Path(__file__).parent.parent / "seeds" / "gold"
TEXT = "En août 2024, la société Alpha a racheté Bêta à Gamma pour 3 millions d'euros, soit 5 % ou 6 %."
Predictor = Callable[[str, str | None, str | None], Document]


def span(surface: str) -> dict[str, Any]:
    start = TEXT.index(surface)
    return {"start": start, "end": start + len(surface), "surface": surface}


def gold() -> dict[str, Any]:
    return {
        "doc_id": "a",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "lang": "fr",
        "published": "2024-09",
        "title": None,
        "mentions": [
            {"id": "m1", "type": "DATE", **span("août 2024"), "value": "2024-08"},
            {"id": "m2", "type": "ORG", **span("Alpha"), "name": "Alpha SA", "alt": [[14, 30]]},
            {"id": "m3", "type": "ORG", **span("Bêta"), "name": "Beta"},
            {"id": "m4", "type": "ORG", **span("Gamma"), "name": "Gamma"},
            {
                "id": "m5",
                "type": "MONEY",
                **span("3 millions d'euros"),
                "amount_min": "3000000",
                "amount_max": "3000000",
                "currency": "EUR",
                "qualifier": "exact",
                "per": None,
            },
            {
                "id": "m6",
                "type": "PERCENT",
                **span("5 %"),
                "value_min": "5",
                "value_max": "5",
                "unit": "percent",
            },
            {
                "id": "m7",
                "type": "PERCENT",
                **span("6 %"),
                "value_min": "6",
                "value_max": "6",
                "optional": True,
            },
        ],
        "events": [
            {
                "id": "e1",
                "type": "ACQUISITION",
                "acquirer": "Alpha SA",
                "target": "Beta",
                "seller": "Gamma",
                "price": "m5",
                "date": "m1",
                "status": "completed",
                "evidence": [[0, 40]],
            }
        ],
    }


def folder(tmp_path: Path, record: dict[str, Any] | None = None, text: str = TEXT) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text(json.dumps(record or gold()), encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(text.encode())
    return tmp_path / "gold"


def answer(**changes: dict[str, Any] | None) -> Predictor:
    """A predictor that gives the gold with some records changed, or left out (None)."""
    record = gold()
    for part in ("mentions", "events"):
        record[part] = [
            item | (changes.get(item["id"]) or {})
            for item in record[part]
            if changes.get(item["id"], {}) is not None
        ]
    document = Document.model_validate(record)
    return lambda text, lang, published: document


def tally(scores: Scores, kind: str, level: str) -> tuple[int, int, int]:
    counts = scores.mentions[kind, "fr", level]
    assert counts == scores.mentions[kind, "all", level]
    return (counts.tp, counts.fp, counts.fn)


def test_the_gold_scores_one_against_itself() -> None:
    known = {}
    for path in SEEDS.glob("*.json"):
        document = Document.model_validate_json(path.read_bytes())
        known[document.sha256] = document
    scores = evaluation.evaluate(
        SEEDS, predictor=lambda text, lang, published: known[hashlib.sha256(text.encode()).hexdigest()]
    )
    assert scores.documents == 5
    for counts in [*scores.mentions.values(), *scores.events.values()]:
        assert (counts.fp, counts.fn, counts.f1) == (0, 0, 1)
    assert scores.events["ACQUISITION", "all"].tp == 8
    for share in [*scores.fields.values(), *scores.slots.values()]:
        assert share.right == share.of
    assert {finding.kind for finding in scores.findings} <= {"read"}


def test_an_empty_answer_misses_all_but_the_optional(tmp_path: Path) -> None:
    scores = evaluation.evaluate(folder(tmp_path), predictor=lambda text, lang, published: Document())
    assert [tally(scores, kind, "value") for kind in ("DATE", "ORG", "PERCENT")] == [
        (0, 0, 1),
        (0, 0, 3),
        (0, 0, 1),
    ]
    assert scores.events["ACQUISITION", "fr"] == Tally(0, 0, 1)
    assert [finding.kind for finding in scores.findings].count("miss") == 7


def test_levels(tmp_path: Path) -> None:
    path = folder(tmp_path)
    scores = evaluation.evaluate(path, predictor=answer(m1={"start": 0}))
    assert [tally(scores, "DATE", level) for level in LEVELS] == [(0, 1, 1), (1, 0, 0), (1, 0, 0)]
    scores = evaluation.evaluate(path, predictor=answer(m1={"value": "2023-08"}))
    assert [tally(scores, "DATE", level) for level in LEVELS] == [(1, 0, 0), (1, 0, 0), (0, 1, 1)]
    assert any(
        "2023-08" in finding.detail and "[août 2024]" in finding.context for finding in scores.findings
    )
    scores = evaluation.evaluate(path, predictor=answer(m2={"start": 14, "end": 30, "surface": TEXT[14:30]}))
    assert tally(scores, "ORG", "exact") == (3, 0, 0)  # an alternative span


def test_fields_are_scored_beside_the_value(tmp_path: Path) -> None:
    scores = evaluation.evaluate(
        folder(tmp_path), predictor=answer(m5={"qualifier": "about"}, m6={"unit": "permille"})
    )
    assert tally(scores, "MONEY", "value") == (1, 0, 0)
    assert (scores.fields["MONEY.qualifier", "fr"].right, scores.fields["MONEY.per", "fr"].right) == (0, 1)
    assert scores.fields["PERCENT.unit", "fr"].right == 0
    assert ("PERCENT.direction", "fr") not in scores.fields  # not annotated


def test_optional_gold_is_neutral(tmp_path: Path) -> None:
    path = folder(tmp_path)
    for change in (None, {"value_min": "7"}, {"start": TEXT.index("6 %") + 1}):
        assert tally(evaluation.evaluate(path, predictor=answer(m7=change)), "PERCENT", "value") == (1, 0, 0)


def test_names_are_compared_by_what_the_article_calls_them(tmp_path: Path) -> None:
    path = folder(tmp_path)
    scores = evaluation.evaluate(
        path, predictor=answer(m2={"name": "ALPHA"}, e1={"acquirer": "alpha", "target": "Bêta"})
    )
    assert tally(scores, "ORG", "value") == (3, 0, 0)
    assert scores.events["ACQUISITION", "fr"] == Tally(1, 0, 0)
    scores = evaluation.evaluate(path, predictor=answer(m2={"name": "Delta"}, e1={"acquirer": "Delta"}))
    assert tally(scores, "ORG", "value") == (2, 1, 1)
    assert scores.events["ACQUISITION", "fr"] == Tally(0, 1, 1)


def test_groups_of_names() -> None:
    one = [("A", "x"), ("A", "x"), ("B", "y")]
    assert pairing.b_cubed(one) == (3, 3)
    split = [("A", "x"), ("A", "y"), ("A", "y")]  # each mention is with 1/3, 2/3, 2/3 of its group
    assert pairing.b_cubed(split) == pytest.approx((3, 5 / 3))
    joined = [(p, g) for g, p in split]
    assert pairing.b_cubed(joined) == pytest.approx((5 / 3, 3))
    assert pairing.b_cubed([]) == (0, 0)


def test_names_are_grouped_over_exact_mentions(tmp_path: Path) -> None:
    path = folder(tmp_path)
    names = evaluation.evaluate(path, predictor=answer()).names
    assert (names["ORG", "fr"].f1, names["ORG", "all"].of) == (1, 3)
    joined = evaluation.evaluate(path, predictor=answer(m3={"name": "Gamma"}))
    assert joined.names["ORG", "fr"].precision == pytest.approx(2 / 3)
    assert joined.names["ORG", "fr"].recall == 1
    assert joined.to_dict()["names"]["ORG"]["fr"] == {"of": 3, "precision": 0.6667, "recall": 1, "f1": 0.8}
    moved = evaluation.evaluate(path, predictor=answer(m3={"name": "Gamma", "end": 99}))
    assert moved.names["ORG", "fr"].of == 2
    assert evaluation.evaluate(path, predictor=lambda *_: Document()).names["ORG", "fr"].f1 == 1


def test_slots(tmp_path: Path) -> None:
    change = {"price": None, "stake": "m6", "seller": None, "status": "announced", "evidence": [[60, 80]]}
    scores = evaluation.evaluate(folder(tmp_path), predictor=answer(e1=change))
    assert {what: share.right for (what, lang), share in scores.slots.items() if lang == "fr"} == {
        "ACQUISITION.price": 0,
        "ACQUISITION.stake": 0,
        "ACQUISITION.date": 1,
        "ACQUISITION.seller": 0,
        "ACQUISITION.status": 0,
        "ACQUISITION.evidence": 0,
    }


def test_reading_is_scored_without_being_told(tmp_path: Path) -> None:
    scores = evaluation.evaluate(folder(tmp_path), predictor=answer())
    assert {what: share.right for (what, lang), share in scores.reading.items() if lang == "fr"} == {
        "lang": 1,
        "published": 0,
        "title": 1,
    }


def test_scores_as_plain_values(tmp_path: Path) -> None:
    scores = evaluation.evaluate(folder(tmp_path), predictor=answer(m3=None))
    plain = json.loads(json.dumps(scores.to_dict()))
    assert plain["mentions"]["ORG"]["fr"]["value"] == {
        "tp": 2,
        "fp": 0,
        "fn": 1,
        "precision": 1.0,
        "recall": 0.6667,
        "f1": 0.8,
    }
    assert plain["slots"]["ACQUISITION.price"]["all"] == {"right": 1, "of": 1}


def test_gate(tmp_path: Path) -> None:
    path = folder(tmp_path)
    baseline = tmp_path / "baseline.json"
    before = evaluation.evaluate(path, predictor=answer(m3=None))
    baseline.write_text(json.dumps({"counts": before.counts()}))
    assert losses(baseline, before) == []
    assert losses(baseline, evaluation.evaluate(path, predictor=answer())) == []
    worse = losses(baseline, evaluation.evaluate(path, predictor=answer(m3=None, m1={"value": "2023"})))
    assert "DATE/fr/value: true positives 1 -> 0" in worse
    assert "DATE/fr/value: false positives 0 -> 1" in worse
    assert not any(line.startswith("DATE/fr/exact") for line in worse)
    for text in ("", "[]", '{"counts": {"a": 1}}'):
        baseline.write_text(text)
        with pytest.raises(GoldError, match="baseline"):
            losses(baseline, before)
    with pytest.raises(GoldError, match="--write-baseline"):
        losses(tmp_path / "none.json", before)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sha256": "0" * 64}, "not the article that was annotated"),
        ({"mentions": [gold()["mentions"][0] | {"start": 4}]}, "not 'août 2024'"),
        ({"mentions": [gold()["mentions"][0]] * 2}, "two mentions"),
        ({"mentions": [gold()["mentions"][1] | {"alt": [[0, 999]]}]}, "alternative span"),
        ({"events": [gold()["events"][0] | {"price": "m1"}]}, "price 'm1' is not the id of a MONEY mention"),
        ({"events": [gold()["events"][0] | {"evidence": [[5, 3]]}]}, "evidence"),
        ({"events": [gold()["events"][0] | {"status": "done"}]}, "status"),
        ({"doc_id": "b"}, "--texts"),
    ],
)
def test_gold_that_does_not_fit(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    path = folder(tmp_path, gold() | change)
    with pytest.raises(GoldError, match=message) as caught:
        evaluation.evaluate(path, predictor=answer())
    assert "a.json" in str(caught.value)


def test_gold_folder(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no such folder"):
        evaluation.evaluate(tmp_path / "none")
    with pytest.raises(GoldError, match="no gold file"):
        evaluation.evaluate(tmp_path)
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(GoldError, match="not JSON"):
        evaluation.evaluate(tmp_path)


@pytest.mark.parametrize("field", ["MONEY.qualifier", "MONEY.per", "PERCENT.direction", "DATE.mod"])
def test_fields_of_the_seeds_are_right_and_in_the_gate(field: str) -> None:
    scores = evaluation.evaluate(SEEDS, org_model=None)
    share = scores.fields[field, "all"]
    assert share.of >= 20
    assert share.right >= 0.9 * share.of
    gate = json.loads((SEEDS.parent / "baseline.json").read_bytes())["counts"]
    assert gate[f"{field}/all"] == {"right": share.right, "of": share.of}
