"""Reads an article type by type, as the components of a pipeline do, and keeps why."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from aiextract.display import value
from aiextract.documents import Article
from aiextract.events import cite
from aiextract.events.reasons import Trace
from aiextract.explanation.events import explained_events
from aiextract.explanation.names import Name, names_of
from aiextract.explanation.records import Event, Explanation, Mention, NotTaken, Place, Trigger
from aiextract.explanation.values import place, steps_of
from aiextract.organizations import NameSpan
from aiextract.records import EVENT_TYPES, MENTION_TYPES, AnyMention
from aiextract.scan import Candidate
from aiextract.scan.overlaps import resolve
from aiextract.scanning import Task, candidates, events, mention, numbered
from aiextract.source import Source

_DOUBTED = 40  # names with too little evidence that are shown: the nearest to standing first


class _Loser(NamedTuple):
    """A reading that lost, and the mention that it lost to."""

    found: Candidate
    why: str
    to: Candidate


class _Held:
    """Mentions by place; none overlaps another."""

    def __init__(self, mentions: Sequence[Candidate]) -> None:
        self._ordered = sorted(mentions, key=lambda one: one.start)
        self._starts = [one.start for one in self._ordered]

    def over(self, start: int, end: int) -> Candidate | None:
        """The last mention that overlaps a span."""
        at = bisect_left(self._starts, end) - 1
        return self._ordered[at] if at >= 0 and self._ordered[at].end > start else None


class Reader:
    """Reads one article; ``seen`` are the names that a model found in it, None where none has read it."""

    def __init__(self, source: Source, article: Article, seen: Sequence[NameSpan] | None) -> None:
        self.source = source
        self.article = article
        self.seen = seen
        self.mentions: list[Candidate] = []
        self.losers: list[_Loser] = []
        self.judged: dict[tuple[int, int], Name] = {}
        self.told: list[tuple[str, Trace, list[dict[str, Any]]]] = []

    def scan(self, kind: str) -> None:
        """Read the mentions of a type, with what lost to them or to those of the types before."""
        taken = [(one.start, one.end) for one in self.mentions]
        found = candidates(kind, Task(self.source, self.article, taken, self.seen))
        winners, losses = resolve(found, taken)
        self.losers += [_Loser(one, _why(one, rival), rival) for one, rival in losses]
        settled = {id(one) for one in winners} | {id(one) for one, _ in losses}
        self._held([one for one in found if id(one) not in settled])
        self.mentions += winners
        if kind == "ORG":
            self._judge(winners)

    def _held(self, found: Sequence[Candidate]) -> None:
        """Note the readings that overlap a mention of a type before."""
        held = _Held(self.mentions)
        for one in found:
            if (holder := held.over(one.start, one.end)) is not None:
                self.losers.append(_Loser(one, f"{holder.type} comes first", holder))

    def _judge(self, winners: Sequence[Candidate]) -> None:
        """Keep what speaks for each name, and note those that stand but for a surer one in their place."""
        self.judged = {
            (name.start, name.end): name for name in names_of(self.source, self.article.regions, self.seen)
        }
        won = {(one.start, one.end) for one in winners}
        held = _Held(self.mentions)
        for name in self.judged.values():
            if not name.judgement.stands or (name.start, name.end) in won:
                continue
            if (rival := held.over(name.start, name.end)) is not None:
                why = "less sure, or shorter" if rival.type == "ORG" else f"{rival.type} comes first"
                self.losers.append(_Loser(Candidate("ORG", name.start, name.end, name.rule, {}), why, rival))

    def find(self, kind: str) -> None:
        """Find the events of a type over the mentions that are there, and keep how."""
        trace = Trace()
        promoted, found = events(kind, self.source, self.article, self._raw(), trace, self.seen)
        self.mentions += promoted
        self.told.append((kind, trace, found))

    def _raw(self) -> list[dict[str, Any]]:
        return [mention(self.source.text, one) for one in self.mentions]

    def result(self, types: tuple[str, ...]) -> Explanation:
        """The explanation, with the mentions of these types and those that an event cites."""
        numbered_mentions = numbered(self._raw())
        known = {one["id"]: _record(one) for one in numbered_mentions}
        happened: list[Event] = []
        idle: list[Trigger] = []
        cited: set[str] = set()
        for kind, trace, found in self.told:
            records = [
                EVENT_TYPES[kind].model_validate({**one, "id": f"e{number}"})
                for number, one in enumerate(cite(found, numbered_mentions), 1)
            ]
            told, silent = explained_events(kind, self.source.text, trace, records, known)
            happened += told
            idle += silent
            cited.update(one for record in records for one in record.cited())
        spans = {(known[one].start, known[one].end) for one in cited}
        shown = [one for one in self.mentions if one.type in types or (one.start, one.end) in spans]
        places = {(one.start, one.end) for one in shown}
        beaten: dict[int, list[_Loser]] = {}
        for loser in self.losers:
            beaten.setdefault(id(loser.to), []).append(loser)
        article = self.article
        return Explanation(
            text=self.source.text,
            lang=article.lang,
            rules=tuple(dict.fromkeys(region.language.code for region in article.regions)),
            published=article.published,
            title=article.title,
            warnings=article.warnings,
            types=types,
            mentions=tuple(
                self._mention(one, beaten.get(id(one), ()))
                for one in sorted(shown, key=lambda one: one.start)
            ),
            not_taken=tuple(
                self._not_taken(one)
                for one in self.losers
                if one.found.type in types and (one.to.start, one.to.end) not in places
            ),
            doubted=self._doubted() if "ORG" in types else (),
            events=tuple(happened),
            triggers=tuple(idle),
        )

    def _mention(self, found: Candidate, beaten: Sequence[_Loser]) -> Mention:
        name = self.judged.get((found.start, found.end)) if found.type == "ORG" else None
        return Mention(
            found.type,
            self._place(found),
            found.rule,
            self._value(found),
            found.fields,
            steps_of(self.source, self.article.regions, found),
            name.judgement if name else None,
            tuple(map(self._not_taken, beaten)),
        )

    def _not_taken(self, loser: _Loser) -> NotTaken:
        found, to = loser.found, loser.to
        steps = steps_of(self.source, self.article.regions, found)
        place_of = self._place
        return NotTaken(
            found.type,
            place_of(found),
            found.rule,
            self._value(found),
            found.fields,
            loser.why,
            to.type,
            place_of(to),
            to.rule,
            steps,
        )

    def _doubted(self) -> tuple[Mention, ...]:
        """Names with too little evidence, those nearest to standing, none inside or over a mention."""
        covered = bytearray(len(self.source))
        for one in self.mentions:
            covered[one.start : one.end] = b"\x01" * (one.end - one.start)
        left = []
        doubted = (name for name in self.judged.values() if not name.judgement.stands)
        for name in sorted(doubted, key=lambda name: (name.start - name.end, name.start)):
            if not any(covered[name.start : name.end]):
                covered[name.start : name.end] = b"\x01" * (name.end - name.start)
                left.append(name)
        nearest = sorted(left, key=lambda name: (-name.judgement.score, name.start))[:_DOUBTED]
        return tuple(
            Mention(
                "ORG", place(self.source.text, name.start, name.end), name.rule, "", {}, (), name.judgement
            )
            for name in sorted(nearest, key=lambda name: name.start)
        )

    def _place(self, found: Candidate) -> Place:
        return place(self.source.text, found.start, found.end)

    def _value(self, found: Candidate) -> str:
        """The value as people read it; nothing of a name that was only weighed."""
        return value(_record({**mention(self.source.text, found), "id": ""})) if found.fields else ""


def _record(fields: Mapping[str, Any]) -> AnyMention:
    """The record of a mention."""
    return cast("AnyMention", MENTION_TYPES[fields["type"]].model_validate(fields))


def _why(loser: Candidate, winner: Candidate) -> str:
    """Why one candidate lost to another (the order is that of ``scan.overlaps``)."""
    if loser.end - loser.start < winner.end - winner.start:
        return "shorter"
    return "its rule comes later" if loser.priority < winner.priority else "begins later"
