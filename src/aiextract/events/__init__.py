"""Events over mentions: triggers and role rules in a clause, merged into one event a deal.

An event finder gives ``EventResult``: slots that cite mentions hold spans ``(start, end)``, since the names
that only the event tells (``promoted``) have no id yet. ``cite`` puts the ids in, once all mentions have one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from aiextract.records import EVENT_TYPES
from aiextract.scan import Candidate

__all__ = ["EventResult", "cite"]

Span = tuple[int, int]


@dataclass(slots=True)
class EventResult:
    """Events as dicts with the fields of their record (no ``id``; slots are spans), and what they promote.

    Slots that cite mentions (``Event.citing``) hold spans or None, those of many names a list of spans. Slots
    that hold names hold them as the mention (if promoted: the text) gives them.
    """

    events: list[dict[str, Any]] = field(default_factory=list)
    promoted: list[Candidate] = field(default_factory=list)


def _names(mention: Mapping[str, Any], span: Span) -> bool:
    """Whether a mention that overlaps the span names the same: not so "A-B", of which the span is "A"."""
    start, end = mention["start"], mention["end"]
    if not (start < span[1] and span[0] < end):
        return False
    surface = mention.get("surface") or ""
    before, behind = span[0] - start - 1, span[1] - start
    return "-" not in (surface[behind : behind + 1], surface[: max(before + 1, 0)].rstrip()[-1:])


def cite(events: Iterable[Mapping[str, Any]], mentions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The events with ids for spans and canonical names, given the final mentions (JSON-like dicts).

    A span that no mention has cites the ORG mention that overlaps it, if any, else nothing (the name stays).
    """
    exact = {(m["start"], m["end"]): m for m in mentions}
    organizations = sorted((m for m in mentions if m["type"] == "ORG"), key=lambda m: m["start"])
    starts = [m["start"] for m in organizations]
    reached = list(accumulate((m["end"] for m in organizations), max))

    def over(span: Span) -> Mapping[str, Any] | None:
        """The first organization that overlaps a span and names the same."""
        found, at = None, bisect_left(starts, span[1]) - 1
        while at >= 0 and reached[at] > span[0]:
            found = organizations[at] if _names(organizations[at], span) else found
            at -= 1
        return found

    def cited(span: Span | None, name: str | None) -> tuple[str | None, str | None]:
        """The id of the mention of a span, and its canonical name in place of ``name``."""
        if span is None:
            return None, name
        mention = exact.get((span[0], span[1]))
        if mention is None and name is not None:
            mention = over(span)
        if mention is None:
            return None, name
        return mention["id"], mention["name"] if mention["type"] == "ORG" else name

    made = []
    for event in events:
        filled = dict(event)
        for slot, mark in EVENT_TYPES[event["type"]].citing().items():
            held, names = event.get(slot), event.get(mark.name) if mark.name else None
            if isinstance(names, (list, tuple)):  # a Doc that was stored comes back with tuples for lists
                pairs = [cited(span, name) for span, name in zip(held or (), names, strict=True)]
                filled[slot] = [one for one, _ in pairs]
                filled[str(mark.name)] = [name for _, name in pairs]
            elif held is not None:
                filled[slot], name = cited(held, names)
                if mark.name:
                    filled[mark.name] = name
        made.append(filled)
    return made
