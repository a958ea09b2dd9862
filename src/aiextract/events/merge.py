"""One deal, one event: drafts of the same parties become one, with all their evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiextract.events.clauses import Token
from aiextract.events.names import Names

_NEAR = 32  # events with a name in common that a new one is compared with
_WORDS, _PARTIES = 6, 4  # of a name, of a deal: what is indexed
_PROGRESS = {"rumoured": 0, "planned": 1, "announced": 2, "completed": 3, "terminated": 4, "denied": 4}


@dataclass(slots=True)
class Draft:
    """An event before it has ids: slots are tokens."""

    acquirers: list[Token]
    target: Token | None
    seller: Token | None
    price: Token | None
    stake: Token | None
    stake_kind: str | None
    date: Token | None
    status: str
    evidence: list[tuple[int, int]]
    rule: str
    slot_rules: dict[str, str] = field(default_factory=dict)

    def cited(self) -> Iterator[Token]:
        """The names that the event cites."""
        yield from self.acquirers
        if self.target is not None:
            yield self.target
        if self.seller is not None:
            yield self.seller

    def record(self) -> dict[str, Any]:
        """The fields of the record, with spans where ids come."""
        first = self.acquirers[0] if self.acquirers else None
        slots = {
            "acquirer": first,
            "target": self.target,
            "seller": self.seller,
            "price": self.price,
            "stake": self.stake,
            "date": self.date,
        }
        return {
            "type": "ACQUISITION",
            "acquirer": first.text if first else None,
            "target": self.target.text if self.target else None,
            "seller": self.seller.text if self.seller else None,
            "acquirer_mention": _span(first),
            "target_mention": _span(self.target),
            "seller_mention": _span(self.seller),
            "co_acquirers": [token.text for token in self.acquirers[1:]],
            "price": _span(self.price),
            "stake": _span(self.stake),
            "stake_kind": self.stake_kind,
            "date": _span(self.date),
            "status": self.status,
            "evidence": _outer(self.evidence),
            "slot_rules": {k: v for k, v in self.slot_rules.items() if slots.get(k) is not None},
            "rule": self.rule,
        }


def _outer(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, without those that lie in another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _span(token: Token | None) -> tuple[int, int] | None:
    return (token.start, token.end) if token is not None else None


def merge(drafts: Sequence[Draft], names: Names) -> list[Draft]:
    """The drafts with those of one deal made one; full ones first, so that a null joins the one it fits."""
    events: list[Draft] = []
    index = _Index(names)
    for _, draft in sorted(enumerate(drafts), key=lambda d: (_missing(d[1]), d[0])):
        fitting = [event for event in index.near(draft) if _compatible(event, draft, names)]
        if fitting and (len(fitting) == 1 or not _missing(draft)):
            _join(fitting[0], draft, names)
        elif not fitting:  # one that may be any of several says nothing new
            events.append(draft)
            index.add(draft)
    return sorted(events, key=lambda event: event.evidence[0])


class _Index:
    """Events by their names, so that merging does not compare each with each."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._by_key: dict[tuple[str, tuple[str, ...]], list[Draft]] = {}

    def add(self, event: Draft) -> None:
        for key in self._keys(event):
            self._by_key.setdefault(key, []).append(event)

    def near(self, draft: Draft) -> list[Draft]:
        """Events with a name in common (of many, the latest), in the order in which they came."""
        found: dict[int, Draft] = {}
        for key in self._keys(draft):
            found.update((id(event), event) for event in self._by_key.get(key, ())[-_NEAR:])
        return list(found.values())

    def _keys(self, draft: Draft) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The beginnings and ends of its names: of two names that are one, the shorter is such a part."""
        sides = [("acquirer", draft.acquirers[:_PARTIES]), ("target", [draft.target] if draft.target else [])]
        for side, tokens in sides:
            for token in tokens:
                words = self._names.words(token.text)[:_WORDS]
                yield side, ("".join(words),)
                for cut in range(1, len(words) + 1):
                    yield side, words[:cut]
                    yield side, words[-cut:]


def _missing(draft: Draft) -> int:
    """How many of the two parties are missing."""
    return (not draft.acquirers) + (draft.target is None)


def _compatible(event: Draft, draft: Draft, names: Names) -> bool:
    if event.target is None or draft.target is None:
        if _missing(draft) and _missing(event) and (draft.target is not None or event.target is not None):
            return False
        if not (event.acquirers and draft.acquirers):
            return False
    elif not names.same(event.target.text, draft.target.text):
        return False
    if event.acquirers and draft.acquirers:
        same = any(names.same(a.text, b.text) for a in event.acquirers for b in draft.acquirers)
        if not same:
            return False
    return not _apart(event.date, draft.date)


def _apart(one: Token | None, other: Token | None) -> bool:
    """Whether two dates are of different times: neither says the other more exactly."""
    if one is None or other is None or one.mention is None or other.mention is None:
        return False
    a, b = str(one.mention.get("value") or ""), str(other.mention.get("value") or "")
    if "X" in a or "X" in b or not a[:4].isdigit() or not b[:4].isdigit():
        return False
    return abs(int(a[:4]) - int(b[:4])) > 1


def _join(event: Draft, draft: Draft, names: Names) -> None:
    if not event.acquirers:
        event.acquirers = draft.acquirers
    if event.target is None:
        event.target = draft.target
    if event.seller is None and draft.seller is not None:
        parties = [t.text for t in (*event.acquirers, event.target) if t is not None]
        if not any(names.same(draft.seller.text, text) for text in parties):
            event.seller = draft.seller
    event.price = event.price or draft.price
    event.stake = event.stake or draft.stake
    event.stake_kind = event.stake_kind or draft.stake_kind
    event.date = event.date or draft.date
    if _PROGRESS[draft.status] > _PROGRESS[event.status]:
        event.status = draft.status
    event.evidence += draft.evidence
    event.slot_rules = {**draft.slot_rules, **event.slot_rules}
