"""Scores of a predictor on a gold folder, by type and language, and the gate that they must not fall below.

A mention is right at three levels: ``exact`` (its span), ``overlap`` (any common character) and ``value``
(overlap, and the same value). Optional gold is neutral. How well the mentions of one organization share one
name is measured by B³, over the mentions whose spans are exact. An event is right where its parties are
(acquirer and target, say); its slots are scored on the right ones, those that the gold annotates. The
predictor is given the gold's language and publication date; finding these and the title out is scored apart.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from aiextract import documents, gold, pairing
from aiextract.errors import GoldError
from aiextract.org_sources import DEFAULT_MODEL
from aiextract.pairing import OTHER_FIELDS, VALUE_FIELDS
from aiextract.records import DEFAULT_TYPES, EVENT_TYPES, AnyMention, Document, Event, Organization

__all__ = ["Finding", "Scores", "Tally", "annotated", "compare_slot", "evaluate", "losses"]

Predictor = Callable[[str, str | None, str | None], Document]
LEVELS = ("exact", "overlap", "value")
ALL = "all"  # over all languages
_CONTEXT = 40  # characters on each side of a finding


@dataclass(slots=True)
class Tally:
    """Counts of true positives, false positives and false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right; 1 where nothing was."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where there is none."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there is nothing to find and nothing found."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else 1.0


@dataclass(slots=True)
class Share:
    """How many of some answers are right."""

    right: int = 0
    of: int = 0


@dataclass(slots=True)
class Grouping:
    """B³ of the names of mentions: its precision and recall, summed up over them."""

    precisions: float = 0.0
    recalls: float = 0.0
    of: int = 0

    @property
    def precision(self) -> float:
        """How pure the groups are; 1 where there is nothing to group."""
        return self.precisions / self.of if self.of else 1.0

    @property
    def recall(self) -> float:
        """How whole the groups are; 1 where there is nothing to group."""
        return self.recalls / self.of if self.of else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


class Finding(NamedTuple):
    """One difference from the gold. ``kind``: miss, false alarm, value, span, field, slot, read."""

    kind: str
    type: str
    doc_id: str | None
    start: int
    surface: str
    detail: str
    context: str


@dataclass
class Scores:
    """Counts by ``(type, language, level)`` and ``(what, language)``; the language ``all`` sums them up."""

    mentions: dict[tuple[str, str, str], Tally] = field(default_factory=dict)
    names: dict[tuple[str, str], Grouping] = field(default_factory=dict)
    fields: dict[tuple[str, str], Share] = field(default_factory=dict)
    events: dict[tuple[str, str], Tally] = field(default_factory=dict)
    slots: dict[tuple[str, str], Share] = field(default_factory=dict)
    reading: dict[tuple[str, str], Share] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    documents: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The scores as plain values: counts with the ratios that follow from them."""
        return {
            "documents": self.documents,
            "mentions": _nested({key: _rated(tally) for key, tally in self.mentions.items()}),
            "names": _nested({key: _grouped(grouping) for key, grouping in self.names.items()}),
            "fields": _nested({key: _shared(share) for key, share in self.fields.items()}),
            "events": _nested({key: _rated(tally) for key, tally in self.events.items()}),
            "slots": _nested({key: _shared(share) for key, share in self.slots.items()}),
            "reading": _nested({key: _shared(share) for key, share in self.reading.items()}),
        }

    def counts(self) -> dict[str, dict[str, int]]:
        """The counts alone, by a name such as ``MONEY/fr/value``: what a baseline file holds.

        B³ is not among them: it may fall because more mentions are found.
        """
        found: dict[str, dict[str, int]] = {}
        for key, tally in [*self.mentions.items(), *self.events.items()]:
            found["/".join(key)] = {"tp": tally.tp, "fp": tally.fp, "fn": tally.fn}
        for what, share in [*self.fields.items(), *self.slots.items(), *self.reading.items()]:
            found["/".join(what)] = {"right": share.right, "of": share.of}
        return dict(sorted(found.items()))


def evaluate(
    gold_dir: str | Path,
    texts: str | Path | None = None,
    *,
    predictor: Predictor | None = None,
    org_model: str | None = DEFAULT_MODEL,
) -> Scores:
    """Score a predictor (the package's own where none is given) on a gold folder.

    The articles are in the parent of ``gold_dir`` unless ``texts`` names their folder. ``predictor`` is
    called with the text, the gold's language and its publication date; ``org_model`` is that of the package's
    own, as in ``load``, which is asked for opt-in events where a gold file holds such ones. Raises
    GoldError for a gold file that does not fit its article, and ModelError.
    """
    cases = list(gold.read(Path(gold_dir), None if texts is None else Path(texts)))
    held = {event.type for case in cases for event in case.gold.events}
    types = (*DEFAULT_TYPES, *(kind for kind in EVENT_TYPES if kind in held - {*DEFAULT_TYPES}))
    predict = predictor or partial(_extract, types=types, org_model=org_model)
    scores = Scores()
    for case in cases:
        scores.documents += 1
        known = None if case.gold.lang == "und" else case.gold.lang
        predicted = predict(case.text, known, case.gold.published)
        for finding in _score(scores, case, predicted):
            scores.findings.append(finding)
    return scores


def losses(baseline: str | Path, scores: Scores) -> list[str]:
    """What is worse than in a baseline file: fewer right, more wrong or more missed, a line each.

    Raises GoldError where the file is no baseline.
    """
    path = Path(baseline)
    try:
        before = json.loads(path.read_bytes())["counts"]
        old = {name: {key: int(n) for key, n in counts.items()} for name, counts in before.items()}
    except OSError as error:
        reason = f"cannot be read: {error.strerror}; make it with --write-baseline"
        raise GoldError(f"{path}: {reason}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise GoldError(f"{path}: is no baseline; make it with --write-baseline") from None
    found = []
    now = scores.counts()
    for name, counts in old.items():
        current = now.get(name, dict.fromkeys(counts, 0))
        for key, words, sign in (
            ("tp", "true positives", -1),
            ("fp", "false positives", 1),
            ("fn", "misses", 1),
            ("right", "right answers", -1),
        ):
            if key in counts and sign * (current.get(key, 0) - counts[key]) > 0:
                found.append(f"{name}: {words} {counts[key]} -> {current.get(key, 0)}")
    return found


def _extract(
    text: str, lang: str | None, published: str | None, *, types: tuple[str, ...], org_model: str | None
) -> Document:
    from aiextract.api import extract

    return extract(text, lang=lang, published=published, types=types, org_model=org_model)


# --- one document ---


def _score(scores: Scores, case: gold.Case, predicted: Document) -> Iterator[Finding]:
    for kind in VALUE_FIELDS:
        expected = pairing.of_type(case.gold.mentions, kind)
        answers = pairing.of_type(predicted.mentions, kind)
        if expected or answers:
            pairs = pairing.mentions(expected, answers)
            yield from _score_mentions(scores, case, kind, pairs)
            if kind == "ORG":
                _score_names(scores, case, pairs)
    for kind in EVENT_TYPES:
        if kind in DEFAULT_TYPES or pairing.of_type((*case.gold.events, *predicted.events), kind):
            yield from _score_events(scores, case, kind, predicted)
    yield from _score_reading(scores, case)


def _score_mentions(
    scores: Scores, case: gold.Case, kind: str, pairs: pairing.Pairs[AnyMention]
) -> Iterator[Finding]:
    known = pairing.aliases(case.gold)
    right = {"exact": 0, "overlap": len(pairs.matched), "value": 0}
    for one, other in pairs.matched:
        surface = f"{one.surface!r}, predicted {other.surface!r} ({other.rule})"
        if exact := (other.start, other.end) in pairing.spans(one):
            right["exact"] += 1
        else:
            yield _finding("span", case, one, surface)
        if differing := [name for name in VALUE_FIELDS[kind] if not _same(one, other, name, known)]:
            detail = _differences(one, other, differing)
            yield _finding("value", case, one, detail if exact else f"{detail}; {surface}")
            continue
        right["value"] += 1
        for name in OTHER_FIELDS.get(kind, ()):
            if name not in one.model_fields_set:
                continue  # not annotated
            same = getattr(one, name) == getattr(other, name)
            _count(scores.fields, f"{kind}.{name}", case.gold.lang, same)
            if not same:
                yield _finding("field", case, one, _differences(one, other, [name]))
    for level in LEVELS:
        wrong = len(pairs.matched) - right[level]
        for lang in (case.gold.lang, ALL):
            tally = scores.mentions.setdefault((kind, lang, level), Tally())
            tally.tp += right[level]
            tally.fp += len(pairs.spurious) + wrong
            tally.fn += len(pairs.missed) + wrong
    for one in pairs.missed:
        yield _finding("miss", case, one, _value(one))
    for other in pairs.spurious:
        yield _finding("false alarm", case, other, f"{_value(other)} ({other.rule})")


def _score_names(scores: Scores, case: gold.Case, pairs: pairing.Pairs[AnyMention]) -> None:
    names = [
        (one.name, other.name)
        for one, other in pairs.matched
        if isinstance(one, Organization)
        and isinstance(other, Organization)
        and (other.start, other.end) in pairing.spans(one)
    ]
    precisions, recalls = pairing.b_cubed(names)
    for lang in (case.gold.lang, ALL):
        grouping = scores.names.setdefault(("ORG", lang), Grouping())
        grouping.precisions += precisions
        grouping.recalls += recalls
        grouping.of += len(names)


def _score_events(scores: Scores, case: gold.Case, kind: str, predicted: Document) -> Iterator[Finding]:
    pairs = pairing.events(case.gold, predicted, kind)
    for lang in (case.gold.lang, ALL):
        tally = scores.events.setdefault((kind, lang), Tally())
        tally.tp += len(pairs.matched)
        tally.fp += len(pairs.spurious)
        tally.fn += len(pairs.missed)
    for one, other in pairs.matched:
        for slot in (*one.slots, "status", "evidence"):
            if not annotated(one, slot):
                continue
            expected, answer, same = compare_slot(slot, case.gold, one, predicted, other)
            _count(scores.slots, f"{kind}.{slot}", case.gold.lang, same)
            if not same:
                yield _event_finding("slot", case, one, f"{slot}: {answer!r}, expected {expected!r}")
    for one in pairs.missed:
        yield _event_finding("miss", case, one, "")
    for other in pairs.spurious:
        yield _event_finding("false alarm", case, other, f"({other.rule})")


def annotated(one: Event, slot: str) -> bool:
    """Whether the gold says what a slot holds: one left out is empty, but for kinds and lists of names."""
    cited = one.citing()
    names = {mark.name for mark in cited.values() if not isinstance(getattr(one, slot), tuple)}
    return slot in one.model_fields_set or slot in cited or slot in names or slot in ("status", "evidence")


def compare_slot(
    slot: str, gold_doc: Document, one: Event, predicted: Document, other: Event
) -> tuple[object, object, bool]:
    """What a slot should hold, what it holds, and whether that is right."""
    expected, answer = getattr(one, slot), getattr(other, slot)
    if slot == "evidence":
        meets = any(s < end and start < e for s, e in expected for start, end in answer)
        return expected, answer, meets or not expected
    citing = one.citing()
    if slot in citing:
        cited, found = gold_doc.mention(expected), predicted.mention(answer)
        if cited is None or found is None:
            # A slot that cites an optional mention may stay empty.
            right = cited is found or (found is None and cited is not None and cited.optional)
        else:
            same_place = any(s < found.end and found.start < e for s, e in pairing.spans(cited))
            right = same_place or _value(cited) == _value(found)
        return cited and cited.surface, found and found.surface, right
    if slot not in {mark.name for mark in citing.values()}:
        return expected, answer, expected == answer
    known = pairing.aliases(gold_doc)
    if not isinstance(expected, tuple):
        return expected, answer, pairing.same_name(expected, answer, known)
    each = all(any(pairing.same_name(name, found, known) for found in answer) for name in expected)
    return expected, answer, each and len(expected) == len(answer)


def _score_reading(scores: Scores, case: gold.Case) -> Iterator[Finding]:
    """Language, publication date and title, found without being given any of them."""
    article = documents.read(case.text)
    for name in ("lang", "published", "title"):
        expected, answer = getattr(case.gold, name), getattr(article, name)
        same = expected == answer
        _count(scores.reading, name, case.gold.lang, same)
        if not same:
            detail = f"{answer!r}, expected {expected!r}"
            yield Finding("read", name, case.gold.doc_id, 0, str(expected), detail, "")


# --- values, counts, findings ---


def _same(one: AnyMention, other: AnyMention, name: str, known: Mapping[str, frozenset[str]]) -> bool:
    expected, answer = getattr(one, name), getattr(other, name)
    return pairing.same_name(expected, answer, dict(known)) if one.type == "ORG" else bool(expected == answer)


def _value(mention: AnyMention) -> str:
    return ", ".join(str(getattr(mention, name)) for name in VALUE_FIELDS[mention.type])


def _differences(one: AnyMention, other: AnyMention, names: list[str]) -> str:
    return "; ".join(f"{n}: {getattr(other, n)}, expected {getattr(one, n)}" for n in names)


def _count(shares: dict[tuple[str, str], Share], what: str, lang: str, right: bool) -> None:
    for key in ((what, lang), (what, ALL)):
        share = shares.setdefault(key, Share())
        share.of += 1
        share.right += right


def _finding(kind: str, case: gold.Case, mention: AnyMention, detail: str) -> Finding:
    context = _context(case.text, mention.start, mention.end)
    return Finding(kind, mention.type, case.gold.doc_id, mention.start, mention.surface, detail, context)


def _event_finding(kind: str, case: gold.Case, event: Event, detail: str) -> Finding:
    start, end = event.evidence[0] if event.evidence else (0, 0)
    parties = " -> ".join(str(getattr(event, slot)) for slot in event.parties)
    context = _context(case.text, start, end)
    return Finding(kind, event.type, case.gold.doc_id, start, parties, detail, context)


def _context(text: str, start: int, end: int) -> str:
    """The text around a span, on one line, the span in brackets."""
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return " ".join(f"{before}[{text[start:end]}]{after}".split())


def _rated(tally: Tally) -> dict[str, float]:
    ratios = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    return {"tp": tally.tp, "fp": tally.fp, "fn": tally.fn} | {k: round(v, 4) for k, v in ratios.items()}


def _grouped(grouping: Grouping) -> dict[str, float]:
    ratios = {"precision": grouping.precision, "recall": grouping.recall, "f1": grouping.f1}
    return {"of": grouping.of} | {name: round(ratio, 4) for name, ratio in ratios.items()}


def _shared(share: Share) -> dict[str, int]:
    return {"right": share.right, "of": share.of}


def _nested(flat: Mapping[tuple[str, ...], Any]) -> dict[str, Any]:
    """``{("MONEY", "fr"): x}`` -> ``{"MONEY": {"fr": x}}``."""
    nested: dict[str, Any] = {}
    for key, value in flat.items():
        level = nested
        for part in key[:-1]:
            level = level.setdefault(part, {})
        level[key[-1]] = value
    return nested
