"""Scores of a predictor on a gold folder, by type and language.

A mention is right at three levels: ``exact`` (its span), ``overlap`` (any common character) and ``value``
(overlap, and the same value). Optional gold is neutral. How well the mentions of one organization share one
name is measured by B³, over the mentions whose spans are exact. An event is right where its parties are
(acquirer and target, say); its slots are scored on the right ones, those that the gold annotates. The
predictor is given the gold's language and publication date; finding these and the title out is scored apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from aiextract import documents, gold, pairing
from aiextract.org_sources import DEFAULT_MODEL
from aiextract.pairing import OTHER_FIELDS, VALUE_FIELDS
from aiextract.records import DEFAULT_TYPES, EVENT_TYPES, AnyMention, Document, Event, Organization
from aiextract.scores import ALL, LEVELS, Finding, Grouping, Scores, Share, Tally

__all__ = ["annotated", "compare_slot", "evaluate"]

Predictor = Callable[[str, str | None, str | None], Document]
_CONTEXT = 40  # characters on each side of a finding


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
