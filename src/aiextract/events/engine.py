"""The engine that event types share: from the triggers of a document to a ``Reading`` of each.

An event type gives its section of the language files (triggers, cues, word classes, frames). The engine finds
the sentences worth reading, and for each trigger in them the clause and the voice. What the arguments must be
like, and what makes two events one, is the event type's own affair.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from aiextract.events.clauses import Token
from aiextract.events.gates import Around
from aiextract.events.lexicon import Lexicon
from aiextract.events.names import Names
from aiextract.events.reader import Reader
from aiextract.events.reading import Reading, Span
from aiextract.events.roles import Clause
from aiextract.events.voice import voice
from aiextract.languages.schema import Language
from aiextract.languages.schema.events import EventSection, EventsSection, TriggerRule
from aiextract.organizations.model import NameSpan
from aiextract.scan import Region
from aiextract.source import Source

_CHAIN = 2  # tokens between triggers that speak of one event
_BACK = 3  # sentences looked back at for what a pronoun means
_AHEAD = 4  # sentences looked at for the price of a deal


def lexicon_of(section: EventSection, shared: EventsSection) -> Lexicon:
    """The compiled triggers, cues and word classes of an event type, with those that all types share."""
    words: dict[str, list[str]] = {}
    for part in (shared.words, section.classes()):
        for kind, members in part.items():
            words.setdefault(kind, []).extend(members)
    return Lexicon(section.triggers, (*shared.cues, *section.cues), words)


def readings(
    source: Source,
    regions: Sequence[Region],
    sentences: Sequence[Span],
    mentions: Sequence[Mapping[str, Any]],
    lexicon: Callable[[Language], Lexicon],
    names: Names,
    published: str | None,
    seen: Sequence[NameSpan] = (),
    gate: Callable[[Around, TriggerRule], bool] | None = None,
    *,
    every: bool = False,
) -> Iterator[Reading]:
    """The triggers of a document, in order; ``sentences`` are sorted and do not overlap.

    A sentence is read where the ``gate`` lets one of its triggers pass; with ``every`` the others are as
    well, and their readings are ``stopped``.
    """
    reader = Reader(source, regions, mentions, lexicon, names, published, seen)
    starts = [start for start, _ in sentences]

    def sentence_of(hit: tuple[int, Any]) -> int:
        return bisect_right(starts, hit[0]) - 1

    for region in regions:
        language = region.language
        for k, hits in groupby(lexicon(language).openings.starts(source, region), sentence_of):
            if k < 0:
                continue
            inside = ((place, rules) for place, rules in hits if place < sentences[k][1])
            counting: Iterable[tuple[Around, TriggerRule]] = _counting(reader, language, sentences[k], inside)
            if every:
                counting = [*counting]
            passes = any(gate is None or gate(around, rule) for around, rule in counting)
            if not passes and not (every and counting):
                continue
            before = [s for s in reversed(sentences[max(0, k - _BACK) : k]) if s[0] >= region.start]
            if before and before[-1] > (first := sentences[bisect_left(starts, region.start)]):
                before.append(first)  # what the text is about
            after = [s for s in sentences[k + 1 : k + 1 + _AHEAD] if s[0] < region.end]
            for reading in _sentence(reader, language, sentences[k], before, after):
                reading.stopped = not passes
                yield reading


def _counting(
    reader: Reader, language: Language, span: Span, hits: Iterable[tuple[int, Sequence[TriggerRule]]]
) -> Iterator[tuple[Around, TriggerRule]]:
    """The triggers of a sentence that count, each with what stands around it."""
    for place, rules in hits:
        around = Around(reader, language, span, place)
        yield from ((around, rule) for rule in rules if around.counts(rule))


def _sentence(
    reader: Reader, language: Language, span: Span, before: Sequence[Span], after: Sequence[Span]
) -> Iterator[Reading]:
    """The triggers of one sentence, each with its view between its neighbours.

    Where all of them are refused by who asks for them (or there are none), the spare ones follow.
    """
    made = []
    for reading in _triggers(reader, language, span, before, after, reader.tokens(language, span)):
        made.append(reading)
        yield reading
    if all(reading.refusal is not None for reading in made):
        yield from _triggers(reader, language, span, before, after, reader.tokens(language, span, spare=True))


def _triggers(
    reader: Reader,
    language: Language,
    span: Span,
    before: Sequence[Span],
    after: Sequence[Span],
    tokens: list[Token],
) -> Iterator[Reading]:
    at = [k for k, token in enumerate(tokens) if token.trigger is not None]
    low = 0
    for n, k in enumerate(at):
        clause = Clause(tokens, k, 0, at[n + 1] if n + 1 < len(at) else len(tokens))
        joined = n and (k - at[n - 1] <= _CHAIN or tokens[at[n - 1]].cue is not None)
        if not joined:  # "a bid to acquire", "walked away from its bid" are one
            low = at[n - 1] + 1 if n else 0
        trigger: TriggerRule = tokens[k].trigger
        yield Reading(
            reader, language, clause, trigger, voice(clause, trigger), low, len(at) == 1, span, before, after
        )
