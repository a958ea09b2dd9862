"""Why events are there or not: each trigger with what became of it, each slot with what was tried for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aiextract import display
from aiextract.events.reading import Reading
from aiextract.events.reasons import Miss, Refusal, Trace, Unfit
from aiextract.events.timing import unfit_date
from aiextract.events.values import unfit_price
from aiextract.explanation.records import Event, Place, Slot, Trigger, Unused
from aiextract.records import EVENT_TYPES, AnyMention, Cites
from aiextract.records import Event as Record

_MISS = {
    Miss.NOTHING: "nothing stands there",
    Miss.NO_NAME: "a pronoun or common noun stands there, no name",
    Miss.OTHER_ROLE: "the name there plays another role already",
    Miss.OWNER: "the name there owns the target, and is not it",
}
_UNLINKED = "a pronoun or common noun stands there, and no single name before it can be meant"
_REFUSAL = {
    Refusal.HYPOTHETICAL: "a word before it makes it advice or a wish",
    Refusal.GOODS: "what is bought is goods, no organization",
    Refusal.SMALL_STAKE: "what is bought is a small or an own stake",
    Refusal.NO_BUYER: "a sale without a buyer, and not plainly one of an organization",
    Refusal.NO_TARGET: "nothing there can be the target",
    Refusal.NO_ORGANIZATION: "what stands as target does not look like an organization",
    Refusal.NO_ROUND: "nothing beside it tells of a funding round",
    Refusal.NO_COMPANY: "nothing there can be the company",
    Refusal.UNLIKELY: "what stands as target is hardly likely to be one, by the weights of models/roles",
}
_UNFIT = {
    Unfit.PER_UNIT: "it is charged for a unit, a share say",
    Unfit.VAGUE: "it is vague",
    Unfit.POSSESSED: "it belongs to another clause",
    Unfit.VALUATION: "the words beside it make it a valuation, a revenue or the like",
    Unfit.CONVERTED: "it says the amount before it in another currency",
    Unfit.OTHER_TIME: "the words beside it date something else",
    Unfit.NO_YEAR: "its year or its day is unknown",
}
_ELSEWHERE = "it stands too far off, or in another clause"
_UNSAID = "its sentence says none"
_SEVERAL = "it may be any of several events"
_OTHER = "its arguments do not look the part"
_UNFIT_BY = {"MONEY": unfit_price, "DATE": unfit_date}


def explained_events(
    kind: str, text: str, trace: Trace, records: Sequence[Record], mentions: Mapping[str, AnyMention]
) -> tuple[list[Event], list[Trigger]]:
    """The events of one type (``records``, in the order of ``trace.events``), and the triggers of none.

    ``mentions`` are those of the document by id.
    """
    told: dict[int, list[tuple[Trigger, Reading]]] = {}
    idle: list[Trigger] = []
    own = {id(event): number for number, event in enumerate(trace.events, 1)}
    joined: dict[tuple[int, int], int] = {}
    for place, event in enumerate(trace.events, 1):
        for span in event.evidence:
            joined.setdefault(span, place)
    for reading, drafts in trace.readings:
        for draft in drafts or [None]:
            number = None if draft is None else own.get(id(draft), joined.get(draft.evidence[0]))
            outcome = "refused" if draft is None else "event" if id(draft) in own else "joined"
            trigger = _trigger(kind, text, reading, outcome if number or draft is None else "dropped", number)
            if trigger.event is None:
                idle.append(trigger)
            else:
                told.setdefault(trigger.event, []).append((trigger, reading))
    events = []
    for number, record in enumerate(records, 1):
        triggers = told.get(number, [])
        events.append(
            Event(
                record.type,
                record.rule or "",
                str(getattr(record, "status", "")),
                tuple(_slots(text, record, [reading for _, reading in triggers], mentions)),
                tuple(Place(start, end, text[start:end]) for start, end in record.evidence),
                tuple(trigger for trigger, _ in triggers),
            )
        )
    return events, idle


def _trigger(kind: str, text: str, reading: Reading, outcome: str, number: int | None) -> Trigger:
    token = reading.clause.tokens[reading.clause.at]
    reason, why = None, _SEVERAL if outcome == "dropped" else None
    if outcome == "refused":
        reason = str(reading.refusal) if reading.refusal else "unfit"
        why = _REFUSAL[reading.refusal] if reading.refusal else _OTHER
    roles = EVENT_TYPES[kind].parties if outcome == "refused" else ()
    return Trigger(
        kind,
        Place(token.start, token.end, text[token.start : token.end]),
        f"{reading.language.code}.{kind.lower()}.{reading.trigger.name}",
        reading.trigger.frame,
        reading.voice,
        outcome,
        number,
        reason,
        why,
        tuple(_read(text, reading, slot) for slot in roles),
    )


def _read(text: str, reading: Reading, slot: str) -> Slot:
    """What a trigger that was refused has for a slot."""
    names = reading.names(slot)
    places = tuple(Place(name.start, name.end, text[name.start : name.end]) for name in names)
    said = ", ".join(one.surface for one in places) or None
    return Slot(slot, said, places, reading.rules.get(slot), () if said else tuple(_tried(reading, slot)))


def _slots(
    text: str, record: Record, readings: Sequence[Reading], mentions: Mapping[str, AnyMention]
) -> Iterator[Slot]:
    """The slots of an event, filled or with what was tried; a list of further names only where it has any."""
    citing = record.citing()
    by_name = {mark.name: field for field, mark in citing.items() if mark.name}
    for slot in (*record.parties, *record.slots):
        own, citation = getattr(record, slot), by_name.get(slot, slot)
        ids = getattr(record, citation) if citation in citing else ()
        held = [mentions[one] for one in (ids if isinstance(ids, tuple) else (ids,)) if one in mentions]
        places = tuple(Place(m.start, m.end, m.surface) for m in held)
        said = display.slot(record, slot, mentions)
        if not said and isinstance(own, tuple):
            continue
        unused: list[Unused] = []
        for reading in () if said else readings:
            if slot in citing:
                unused += _values(text, reading, citing[slot], record, mentions)
            else:
                unused += _tried(reading, slot)
        yield Slot(slot, said or None, places, record.slot_rules.get(slot), tuple(dict.fromkeys(unused)))


def _tried(reading: Reading, slot: str) -> Iterator[Unused]:
    """The relations that gave no name for a slot."""
    for relation, miss in reading.missed.get(slot, {}).items():
        yield Unused(f"{reading.voice}.{relation}", str(miss), _MISS[miss])
    argument = reading.found.get(slot)
    if argument is not None and not argument.names:
        yield Unused(reading.rules.get(slot, slot), "unlinked", _UNLINKED)
    if argument is None and slot not in reading.missed:
        yield Unused(slot, "unsaid", _UNSAID)


def _values(
    text: str, reading: Reading, mark: Cites, record: Record, mentions: Mapping[str, AnyMention]
) -> Iterator[Unused]:
    """The values of a type in the sentence of a trigger that the event does not cite, and why not."""
    taken = {(m.start, m.end) for m in map(mentions.get, record.cited()) if m is not None}
    unfit = _UNFIT_BY.get(mark.type)
    tokens = reading.clause.tokens
    left = [
        k
        for k, one in enumerate(tokens)
        if one.kind == mark.type.lower() and (one.start, one.end) not in taken
    ]
    for k in left:
        start, end = tokens[k].start, tokens[k].end
        reason = unfit(reading.clause, k) if unfit else None
        why = _UNFIT[reason] if reason else _ELSEWHERE
        yield Unused(mark.type, str(reason or "elsewhere"), why, Place(start, end, text[start:end]))
    if not left:
        yield Unused(mark.type, "unsaid", _UNSAID)
