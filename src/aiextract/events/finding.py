"""What all event types do alike: read the triggers of a document, merge what they tell, promote names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, NamedTuple

from aiextract.events import EventResult
from aiextract.events.engine import lexicon_of, readings
from aiextract.events.gates import Around
from aiextract.events.lexicon import Lexicon
from aiextract.events.merge import Draft, Merger
from aiextract.events.names import Names
from aiextract.events.reading import Reading
from aiextract.events.reasons import Trace
from aiextract.languages import NEUTRAL, get_language
from aiextract.languages.schema import Language
from aiextract.languages.schema.events import EventSection, TriggerRule
from aiextract.organizations import NameSpan, canonical_names
from aiextract.organizations.names import plain_word
from aiextract.organizations.slips import look_of
from aiextract.records import Event
from aiextract.scan import Candidate, Region
from aiextract.source import Source

_WORD_START = re.compile(r"(?<![^\W_])[^\W_]")
_NEAR = 1000  # characters between two events that a text tells of in a row


class Told(NamedTuple):
    """A trigger and what it tells."""

    reading: Reading
    drafts: list[Draft]


def recent(reading: Reading, past: Sequence[Told]) -> Iterator[Told]:
    """What the sentence before and this one tell before the trigger, the last first."""
    start = reading.before[0][0] if reading.before else reading.sentence[0]
    for told in reversed(past):
        if told.reading.evidence()[1] <= start:
            return
        yield told


def lately(past: Sequence[Told], place: int) -> Iterator[Told]:
    """What is told not far before a place in the text, the last first."""
    for told in reversed(past):
        if place - told.reading.sentence[1] > _NEAR:
            return
        yield told


def _never(_event: Draft, _draft: Draft) -> bool:
    return False


@dataclass(frozen=True, eq=False)
class Kind:
    """An event type.

    ``record`` names its slots; ``section`` its words in a language. ``read`` gives the events that a trigger
    tells of, none where it tells of something else; it is given those of the triggers before. ``apart`` says
    whether two events of the same parties differ all the same. ``gate`` says before a sentence is read
    whether a trigger in it can tell of an event; without one, all that hold a trigger are read. Of a slot in
    ``further`` that has more than one name, the others go to the slot named there. ``again`` looks once more
    at what all triggers tell. ``complete`` may fill what the merged events still lack.
    """

    record: type[Event]
    section: Callable[[Language], EventSection]
    read: Callable[[Reading, Sequence[Told]], list[Draft]]
    apart: Callable[[Draft, Draft], bool] = _never
    gate: Callable[[Around, TriggerRule, Sequence[Told]], bool] | None = None
    further: Mapping[str, str] = field(default_factory=dict)
    again: Callable[[Sequence[Told]], list[Told]] | None = None
    complete: Callable[[Sequence[Draft], Sequence[Told]], None] | None = None


@lru_cache(maxsize=256)
def _lexicon(kind: Kind, language: Language) -> Lexicon:
    return lexicon_of(kind.section(language), language.events)


@lru_cache(maxsize=64)
def _names(language: Language) -> Names:
    neutral = get_language(NEUTRAL).events
    return Names(frozenset((*neutral.legal_forms, *language.events.legal_forms)))


def find(
    kind: Kind,
    source: Source,
    regions: Sequence[Region],
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mapping[str, Any]],
    published: str | None = None,
    trace: Trace | None = None,
    seen: Sequence[NameSpan] = (),
) -> EventResult:
    """The events of one type in a document (``EventResult`` says how slots are given).

    ``mentions`` are the records found so far, as JSON-like dicts; ``sentences`` are sorted; ``published`` is
    when the article came out; ``seen`` are the names that a model has marked. What was read and became of it
    is added to ``trace``, if there is one.
    """
    if not regions:
        return EventResult()
    names = _names(regions[0].language)
    told: list[Told] = []
    asked = kind.gate
    gate = None if asked is None else lambda around, rule: asked(around, rule, told)
    # Who explains tells of each trigger why it gives no event.
    every, lexicon = trace is not None, partial(_lexicon, kind)
    for reading in readings(
        source, regions, sentences, mentions, lexicon, names, published, seen, gate, every=every
    ):
        told.append(Told(reading, kind.read(reading, told)))
    if kind.again is not None:
        told = kind.again(told)
    events = Merger(kind.record, names, kind.apart).merge([draft for one in told for draft in one.drafts])
    if kind.complete is not None:
        kind.complete(events, told)
    if trace is not None:
        trace.readings += told
        trace.events += events
    for event in events:
        for slot, rest in kind.further.items():
            event.names[slot], event.names[rest] = event.names[slot][:1], event.names[slot][1:]
    return EventResult([event.record(kind.record) for event in events], _promoted(source, events, mentions))


def _initials(source: Source, start: int, end: int) -> set[str]:
    """The letters with which the words of a name begin, without accents, those that look alike as one."""
    return set(map(_initial, _WORD_START.findall(source.folded, start, end)))


@lru_cache(maxsize=1024)
def _initial(char: str) -> str:
    return look_of((plain_word(char)[:1] or char).upper())


def _promoted(
    source: Source, events: Sequence[Draft], mentions: Sequence[Mapping[str, Any]]
) -> list[Candidate]:
    """The names that no mention has yet, called as the mentions of the same organization are."""
    rules = {
        (token.start, token.end): event.rule
        for event in reversed(events)
        for token in event.cited()
        if token.mention is None
    }
    if not rules:
        return []
    spans = sorted(rules)
    begun = set().union(*(_initials(source, *span) for span in spans))
    # Names that are one, in full, in short, by initials or but for a slip, have words that begin alike.
    given = [
        Candidate("ORG", m["start"], m["end"], m.get("rule") or "", {"name": m["name"]})
        for m in mentions
        if m["type"] == "ORG" and not begun.isdisjoint(_initials(source, m["start"], m["end"]))
    ]
    names = canonical_names(source, spans, given)
    return [
        Candidate("ORG", *span, rules[span], {"name": name}) for span, name in zip(spans, names, strict=True)
    ]
