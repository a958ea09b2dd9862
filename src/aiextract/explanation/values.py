"""How the value of an amount, a share or a date came about, step by step.

Nothing is noted while articles are extracted: the steps are read again from the text here, with the same
tables. Where a cue stands is found by asking the same question with less and less of the text before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Protocol, TypeVar

from aiextract.explanation.records import Place, Step
from aiextract.records import plain
from aiextract.scan import Candidate, Region, digits, numbers
from aiextract.scan.amounts import Amount
from aiextract.scan.arithmetic import parted, times
from aiextract.scan.direction import directions
from aiextract.scan.money import amounts_of
from aiextract.scan.numbers import NumberSpan
from aiextract.scan.qualifiers import qualifiers
from aiextract.source import Source

_WORD = re.compile(r"\w+|[^\w\s]")
_CUES = 120  # characters before a number in which its cues are looked for
_BEHIND = 40
_WHY = {
    "anchor": "resolved against",
    "tense": "the sentence speaks of what is to come",
    "other": "the numbers read so too",
    "rule": "the rule that read the date inside",
}


def place(text: str, start: int, end: int) -> Place:
    """A stretch of the text."""
    return Place(start, end, text[start:end])


def steps_of(source: Source, regions: Sequence[Region], found: Candidate) -> tuple[Step, ...]:
    """The steps to the value of a candidate of any type."""
    if found.type == "DATE":
        return tuple(Step(note.what, note.value, None, _WHY.get(note.what)) for note in found.notes)
    if found.type == "ORG":
        return ()
    region = regions[bisect_right(regions, found.start, key=lambda one: one.start) - 1]
    return tuple(_measured(source, region, found))


def _measured(source: Source, region: Region, found: Candidate) -> Iterator[Step]:
    inside = _within(source, region, found, numbers.scan)
    amounts = _within(source, region, found, amounts_of) if found.type == "MONEY" else []
    for number in inside:
        amount = next((a for a in amounts if a.start <= number.start and number.end <= a.end), None)
        yield from _number(source, region, number, amount)
    if found.type == "MONEY":
        yield from _currency(source, found, amounts)
    else:
        yield Step("unit", str(found.fields["unit"]), _rest(source, found, inside))
    qualifier, direction = found.fields.get("qualifier"), found.fields.get("direction")
    if qualifier not in (None, "exact", "vague"):
        yield Step("qualifier", str(qualifier), _cue(source, region, found, qualifier, _qualifier(region)))
    if direction:
        where = _cue(source, region, found, direction, _direction(region))
        yield Step(
            "direction", str(direction), where, None if where else "as the share before it in the list"
        )
    if per := found.fields.get("per"):
        yield Step("per", str(per))


class _Placed(Protocol):
    """Something that stands in the text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


P = TypeVar("P", bound=_Placed)


def _within(
    source: Source, region: Region, found: Candidate, read: Callable[[Source, Region], Sequence[P]]
) -> Sequence[P]:
    """What ``read`` finds inside a mention; each region is read once."""
    key = ("explanation", read.__qualname__, region.start, region.end, id(region.language))
    if key not in source.memo:
        rows = read(source, region)
        source.memo[key] = rows, [row.start for row in rows]
    placed, starts = source.memo[key]
    low, high = bisect_left(starts, found.start), bisect_left(starts, found.end)
    return [row for row in placed[low:high] if row.end <= found.end]


def _number(source: Source, region: Region, number: NumberSpan, amount: Amount | None) -> Iterator[Step]:
    """The number, its other reading, and the magnitude that stands beside it."""
    text = source.text
    scale = number.magnitude
    shown = plain(number.coefficient) if scale == 1 else f"{plain(number.coefficient)} × {plain(scale)}"
    yield Step("number", shown, place(text, number.start, number.end))
    factor = amount.magnitude if amount is not None and scale == 1 else Decimal(1)
    if amount is not None and factor != 1:
        yield Step("magnitude", f"× {plain(factor)}", _between(source, number.end, amount))
    if number.other is not None:
        taken, other = number.value, number.other
        grouped = amount is not None and amount.value == times(other, factor) != times(taken, factor)
        if grouped:
            taken, other = other, taken
        why = _by_currency(taken, other) if grouped else _decided(source, region, number)
        yield Step("other_reading", plain(other), None, why)


def _between(source: Source, start: int, amount: Amount) -> Place | None:
    """What stands behind a number and before its currency: the word of its magnitude."""
    low = amount.evidence[0] if amount.evidence else amount.end
    end = low if start <= low < amount.end else amount.end
    surface = source.text[start:end]
    first, last = start + len(surface) - len(surface.lstrip()), start + len(surface.rstrip())
    return place(source.text, first, last) if first < last else None


def _by_currency(taken: Decimal, other: Decimal) -> str:
    """Why the currency beside a number decided between its two readings."""
    if taken < other:
        return "the price of a share in dollars has eighths"
    return "the currency decided: the mark groups digits here"


def _decided(source: Source, region: Region, number: NumberSpan) -> str:
    """What decided between the two readings of a number."""
    decimal = region.language.numbers.decimal
    run = digits.RUN.match(source.folded, number.start)
    own = digits.read(run[0], decimal) if run else None
    if own is not None and own.value == parted(number.value, number.magnitude):
        return f"the decimal mark of {region.language.code} is {decimal!r}"
    return f"the numbers around it show another decimal mark than the {decimal!r} of {region.language.code}"


def _currency(source: Source, found: Candidate, amounts: Sequence[Amount]) -> Iterator[Step]:
    """Where the currency is written: in the mention, or in another member of its list."""
    for amount in amounts:
        if amount.evidence:
            start, end = amount.evidence
            shared = not (found.start <= start and end <= found.end)
            why = "shared with the other members of the list" if shared else None
            if amount.minor:
                why = "a minor unit: so many hundredths (or the like) of the currency"
            yield Step("currency", str(amount.code), place(source.text, start, end), why)
            return


def _rest(source: Source, found: Candidate, inside: Sequence[NumberSpan]) -> Place | None:
    """What of a mention is no number: its sign or its word."""
    if not inside:
        return None
    start, end = inside[-1].end, found.end
    if start >= end:
        start, end = found.start, inside[0].start
    surface = source.text[start:end]
    start, end = end - len(surface.lstrip(" \u00a0\u202f-")), start + len(surface.rstrip())
    return place(source.text, start, end) if start < end else None


# The label that the words beside ``[start, end)`` of a text give, of those behind ``floor``.
Ask = Callable[[Source, int, int, int], str | None]


def _qualifier(region: Region) -> Ask:
    table = qualifiers(region.language)
    return lambda source, start, end, floor: table.find(source, start, end, floor)


def _direction(region: Region) -> Ask:
    table = directions(region.language)
    return lambda source, start, end, floor: table.find(source, start, end, floor).direction


def _cue(source: Source, region: Region, found: Candidate, label: str, ask: Ask) -> Place | None:
    """Where the words stand that give a label: the text beside is cut word by word until it is there."""
    text, start, end = source.text, found.start, found.end
    size = end - start
    window = text[start : min(region.end, end + _BEHIND)]
    if ask(Source(window), 0, size, 0) == label:
        for word in _WORD.finditer(window, size):
            if ask(Source(window[: word.end()]), 0, size, 0) == label:
                first = size + len(window[size:]) - len(window[size:].lstrip())
                return place(text, start + first, start + word.end())
    for word in reversed(list(_WORD.finditer(text, max(region.start, start - _CUES), start))):
        if ask(source, start, end, word.start()) == label:
            stop = word.start() + len(text[word.start() : start].rstrip())
            return place(text, word.start(), stop)
    return None
