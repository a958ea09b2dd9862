"""Events over mentions: triggers and role rules in a clause, merged into one event a deal.

An event finder gives ``EventResult``: slots that name mentions hold spans ``(start, end)``, since the names
that only the event tells (``promoted``) have no id yet. ``cite`` puts the ids in, once all mentions have one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiextract.scan import Candidate

__all__ = ["CITING", "EventResult", "cite"]

Span = tuple[int, int]


@dataclass(slots=True)
class EventResult:
    """Events as dicts with the fields of their record (no ``id``; slots are spans), and what they promote.

    In an ACQUISITION, ``acquirer``, ``target``, ``seller`` and ``co_acquirers`` are names as the mention (if
    promoted: the text) gives them; ``acquirer_mention``, ``target_mention``,
    ``seller_mention``, ``price``, ``stake`` and ``date`` are spans or None.
    """

    events: list[dict[str, Any]] = field(default_factory=list)
    promoted: list[Candidate] = field(default_factory=list)


# Slots that cite a mention, and the field that holds the mention's canonical name, if one does.
CITING: dict[str, str | None] = {
    "acquirer_mention": "acquirer",
    "target_mention": "target",
    "seller_mention": "seller",
    "price": None,
    "stake": None,
    "date": None,
}


def _names(mention: Mapping[str, Any], span: Span) -> bool:
    """Whether a mention that overlaps the span names the same: not so "A-B", of which the span is "A"."""
    start, end = mention["start"], mention["end"]
    if not (start < span[1] and span[0] < end):
        return False
    surface = mention.get("surface") or ""
    before, behind = span[0] - start - 1, span[1] - start
    return "-" not in (surface[behind : behind + 1], surface[before : before + 1] if before >= 0 else "")


def cite(events: Iterable[Mapping[str, Any]], mentions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The events with ids for spans and canonical names, given the final mentions (JSON-like dicts).

    A span that no mention has cites the ORG mention that overlaps it, if any, else nothing (the name stays).
    """
    exact = {(m["start"], m["end"]): m for m in mentions}
    cited = []
    for event in events:
        made = dict(event)
        for slot, name in CITING.items():
            span = event.get(slot)
            if span is None:
                continue
            mention = exact.get(tuple(span)) or next(
                (m for m in mentions if m["type"] == "ORG" and _names(m, span)),
                None,
            )
            made[slot] = mention["id"] if mention else None
            if name is not None and mention and mention["type"] == "ORG":
                made[name] = mention["name"]
        cited.append(made)
    return cited
