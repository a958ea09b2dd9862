"""Events as cards: who, to whom, and what else their records say, whatever the type of the event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from aiextract import display
from aiextract.records import AnyMention, Document, Event
from aiextract.rendering.verdicts import Verdict

__all__ = ["Card", "Entry", "Slot", "build"]

# A quote longer than this is cut: the whole clause is marked in the text.
QUOTE = 280


class Entry(NamedTuple):
    """A value in a card; ``row`` is the number of the mention that it comes from, where there is one."""

    value: str
    row: int | None = None
    surface: str = ""


class Slot(NamedTuple):
    """A slot with what fills it and the rule that did."""

    label: str
    entries: tuple[Entry, ...]
    rule: str | None = None


class Quote(NamedTuple):
    """A clause that states the event, by its offsets."""

    text: str
    start: int
    end: int


class Card(NamedTuple):
    """An event, ready to be shown. ``sources`` act on ``targets`` (a buyer on what it buys)."""

    type: str
    status: str
    sources: tuple[Entry, ...]
    targets: tuple[Entry, ...]
    slots: tuple[Slot, ...]
    quotes: tuple[Quote, ...]
    rule: str | None
    score: float | None
    optional: bool
    why: tuple[tuple[str, str], ...]
    verdict: Verdict | None = None

    @property
    def title(self) -> str:
        """Who acts on whom: ``Halden Robotics → Optiqa``."""
        sides = (self.sources, self.targets)
        return " → ".join(", ".join(entry.value for entry in side) or "?" for side in sides)

    @property
    def figures(self) -> tuple[str, ...]:
        """The values of the mentions that it cites."""
        cited = (entry for slot in self.slots for entry in slot.entries if entry.surface)
        return tuple(dict.fromkeys(entry.value for entry in cited))


def build(
    event: Event, document: Document, text: str, rows: Mapping[str, int], verdict: Verdict | None
) -> Card:
    """The card of an event of ``document``; ``rows`` gives the number of a mention by its id."""
    cited = {mention.id: mention for mention in document.mentions}
    # The names that an event tells, by their slots, with the mentions that name them best.
    names = {
        cites.name: _names(event, cites.name, slot, rows)
        for slot, cites in type(event).citing().items()
        if cites.name
    }
    source_slots, target_slots = _roles(event)
    heads = {*source_slots, *target_slots}
    slots = []
    for slot in (*type(event).parties, *type(event).slots):
        if slot in heads and slot in type(event).parties:
            continue
        if entries := names[slot] if slot in names else _entries(getattr(event, slot), cited, rows):
            slots.append(Slot(_label(slot), entries, event.slot_rules.get(slot)))
    return Card(
        type=event.type,
        status=getattr(event, "status", ""),
        sources=_distinct(names, source_slots),
        targets=_distinct(names, target_slots),
        slots=tuple(slots),
        quotes=tuple(Quote(_quote(text, *span), *span) for span in event.evidence),
        rule=event.rule,
        score=event.score,
        optional=event.optional,
        why=tuple((_label(slot), rule) for slot, rule in event.slot_rules.items()),
        verdict=verdict,
    )


def _roles(event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The slots whose names act, and those whose names they act on.

    The first party of an event acts on the second. The only party of an event is acted on by all the others
    that it names.
    """
    parties = type(event).parties
    if len(parties) > 1:
        return parties[:1], parties[1:2]
    named = (cites.name for cites in type(event).citing().values())
    return tuple(name for name in named if name and name not in parties), parties


def _names(event: Event, name: str, slot: str, rows: Mapping[str, int]) -> tuple[Entry, ...]:
    values, mentions = getattr(event, name), getattr(event, slot)
    if not isinstance(values, tuple):
        values, mentions = (values,), (mentions,)
    mentions = (*mentions, *[None] * (len(values) - len(mentions)))
    return tuple(Entry(value, rows.get(one)) for value, one in zip(values, mentions, strict=False) if value)


def _distinct(names: Mapping[str, tuple[Entry, ...]], slots: tuple[str, ...]) -> tuple[Entry, ...]:
    by_name: dict[str, Entry] = {}
    for slot in slots:
        for entry in names.get(slot, ()):
            by_name.setdefault(entry.value, entry)
    return tuple(by_name.values())


def _entries(held: Any, cited: Mapping[str, AnyMention], rows: Mapping[str, int]) -> tuple[Entry, ...]:
    """What a slot says: the mentions that it cites, else its own values."""
    values = held if isinstance(held, tuple) else (held,)
    return tuple(
        Entry(display.value(cited[value]), rows.get(value), cited[value].surface)
        if value in cited
        else Entry(_label(str(value)))
        for value in values
        if value is not None
    )


def _label(name: str) -> str:
    return name.replace("_", " ")


def _quote(text: str, start: int, end: int) -> str:
    quote = " ".join(text[start:end].split())
    return quote if len(quote) <= QUOTE else quote[: QUOTE - 1].rstrip() + "…"
