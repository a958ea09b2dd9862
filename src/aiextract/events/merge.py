"""One event, told once or often: drafts of the same parties become one, with all their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from aiextract.events.clauses import Token
from aiextract.events.names import Known, Names
from aiextract.records import Event

_NEAR = 32  # events with a name in common that a new one is compared with
_WORDS, _PARTIES = 6, 4  # of a name, of an event: what is indexed
_PROGRESS = {"rumoured": 0, "planned": 1, "announced": 2, "completed": 3, "terminated": 4, "denied": 4}


@dataclass(slots=True)
class Sequel:
    """What sentences behind a trigger tell of its event.

    ``date`` is that of the news or, where ``closed``, of the closing; ``vendor`` who sells; ``pending``:
    something is still to come.
    """

    date: Token | None = None
    closed: bool = False
    vendor: Token | None = None
    pending: bool = False

    def join(self, other: Sequel) -> None:
        """Take over what another one tells besides."""
        if other.date is not None and (self.date is None or (other.closed and not self.closed)):
            self.date, self.closed = other.date, other.closed
        self.vendor = self.vendor or other.vendor
        self.pending = self.pending or other.pending


@dataclass(slots=True)
class Draft:
    """An event before it has ids.

    ``names`` gives tokens by slot (of a slot for one name, the first counts), ``values`` the token of a
    mention by slot, ``facts`` what other slots hold.
    """

    names: dict[str, list[Token]]
    values: dict[str, Token | None]
    facts: dict[str, str | None]
    status: str
    evidence: list[tuple[int, int]]
    rule: str
    slot_rules: dict[str, str] = field(default_factory=dict)
    sequel: Sequel = field(default_factory=Sequel)

    def settle(self) -> None:
        """Fill what no clause of the event itself tells from the sentences behind."""
        told = self.sequel
        if told.pending and not told.closed and self.status == "completed":
            self.status = "announced"
        if told.closed and self.status == "announced" and not told.pending:
            self.status = "completed"
        if told.date is not None and (
            self.values.get("date") is None or (told.closed and self.status == "completed")
        ):
            self.values["date"], self.slot_rules["date"] = told.date, "sentence_after"
        if told.vendor is not None and not self.names.get("seller"):
            self.names["seller"], self.slot_rules["seller"] = [told.vendor], "sentence_after"

    def cited(self) -> Iterator[Token]:
        """The names that the event cites."""
        for tokens in self.names.values():
            yield from tokens

    def record(self, kind: type[Event]) -> dict[str, Any]:
        """The fields of the record, with spans where ids come."""
        made: dict[str, Any] = {}
        for citing, cited in kind.citing().items():
            if cited.name is None:
                made[citing] = _span(self.values.get(citing))
                continue
            tokens = self.names.get(cited.name, [])
            if _many(kind, cited.name):
                made[cited.name] = [token.text for token in tokens]
                made[citing] = [_span(token) for token in tokens]
            else:
                made[cited.name] = tokens[0].text if tokens else None
                made[citing] = _span(tokens[0] if tokens else None)
        return {
            "type": kind.model_fields["type"].default,
            **made,
            **self.facts,
            "status": self.status,
            "evidence": _outer(self.evidence),
            "slot_rules": {slot: rule for slot, rule in self.slot_rules.items() if made.get(slot)},
            "rule": self.rule,
        }


@lru_cache(maxsize=64)
def _many(kind: type[Event], slot: str) -> bool:
    """Whether a slot holds several names."""
    return isinstance(kind.model_fields[slot].default, tuple)


def _outer(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, without those that lie in another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _span(token: Token | None) -> tuple[int, int] | None:
    return (token.start, token.end) if token is not None else None


class Merger:
    """The drafts of a document, those of one event made one.

    ``kind`` says which slots are the parties; ``apart`` may tell two events of the same parties apart.
    """

    def __init__(self, kind: type[Event], names: Names, apart: Callable[[Draft, Draft], bool]) -> None:
        self._kind = kind
        self._names = names
        self._apart = apart
        self._by_key: dict[tuple[str, tuple[str, ...]], list[Draft]] = {}
        self._listed: dict[tuple[int, str], Known] = {}  # by the id() of an event and its slot

    def merge(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The events in the order of the text. Full drafts go first, so that a null joins the one it fits."""
        events: list[Draft] = []
        for _, draft in sorted(enumerate(drafts), key=lambda d: (self._missing(d[1]), d[0])):
            fitting = [event for event in self._near(draft) if self._compatible(event, draft)]
            if fitting and (len(fitting) == 1 or not self._missing(draft)):
                self._join(fitting[0], draft)
            elif not fitting:  # one that may be any of several says nothing new
                events.append(draft)
                self._add(draft)
        for event in events:
            event.settle()
        return sorted(events, key=lambda event: event.evidence[0])

    def _missing(self, draft: Draft) -> int:
        """How many of the parties are missing."""
        return sum(not draft.names.get(slot) for slot in self._kind.parties)

    # ----- events by their names, so that merging does not compare each with each

    def _add(self, event: Draft) -> None:
        for key in self._keys(event):
            self._by_key.setdefault(key, []).append(event)

    def _near(self, draft: Draft) -> list[Draft]:
        """Events with a name in common (of many, the latest), in the order in which they came."""
        found: dict[int, Draft] = {}
        for key in self._keys(draft):
            found.update((id(event), event) for event in self._by_key.get(key, ())[-_NEAR:])
        return list(found.values())

    def _keys(self, draft: Draft) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The beginnings and ends of its names: of two names that are one, the shorter is such a part."""
        for slot in self._kind.parties:
            for token in draft.names.get(slot, ())[:_PARTIES]:
                words = self._names.words(token.text)[:_WORDS]
                yield slot, ("".join(words),)
                for cut in range(1, len(words) + 1):
                    yield slot, words[:cut]
                    yield slot, words[-cut:]

    # ----- what makes two drafts one

    def _compatible(self, event: Draft, draft: Draft) -> bool:
        """Whether both share a party, differ in none, and are not told apart by time or otherwise."""
        shared = False
        for slot in self._kind.parties:
            one, other = event.names.get(slot), draft.names.get(slot)
            if one and other:
                if not any(self._same(a, b) for a in one for b in other):
                    return False
                shared = True
        times = _years(event.values.get("date")), _years(draft.values.get("date"))
        if times[0] is not None and times[1] is not None and abs(times[0] - times[1]) > 1:
            return False
        return shared and not self._apart(event, draft)

    def _same(self, one: Token, other: Token) -> bool:
        return self._names.same(one.text, other.text)

    def _join(self, event: Draft, draft: Draft) -> None:
        for slot, tokens in draft.names.items():
            held = event.names.setdefault(slot, [])
            if slot in self._kind.parties:
                held += [] if held else tokens
            elif _many(self._kind, slot):
                held += self._new(event, slot, held, tokens)
            elif not held and not self._is_party(event, tokens):
                held += tokens
        for slot, token in draft.values.items():
            event.values[slot] = event.values.get(slot) or token
        for slot, fact in draft.facts.items():
            event.facts[slot] = event.facts.get(slot) or fact
        if _PROGRESS[draft.status] > _PROGRESS[event.status]:
            event.status = draft.status
        event.sequel.join(draft.sequel)
        event.evidence += draft.evidence
        event.slot_rules = {**draft.slot_rules, **event.slot_rules}

    def _new(self, event: Draft, slot: str, held: Sequence[Token], tokens: Sequence[Token]) -> list[Token]:
        """Those of the names that a slot for many does not hold yet."""
        known = self._listed.get((id(event), slot))
        if known is None:
            known = self._listed[id(event), slot] = Known(self._names)
            known.update(token.text for token in held)
        new = [token for token in tokens if token.text not in known]
        known.update(token.text for token in new)
        return new

    def _is_party(self, event: Draft, tokens: Sequence[Token]) -> bool:
        parties = [token for slot in self._kind.parties for token in event.names.get(slot, ())]
        return any(self._same(token, party) for token in tokens for party in parties)


def _years(date: Token | None) -> int | None:
    """The year of a date, where it is known. Dates of one event may differ in how exact they are."""
    value = "" if date is None or date.mention is None else str(date.mention.get("value") or "")
    return int(value[:4]) if "X" not in value and value[:4].isdigit() else None
