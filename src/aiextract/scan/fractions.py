"""Fractions in digits, alone and behind a whole number: "¾ %", "5½ %", "5 1/4 %", "3/4%"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from aiextract.scan import Region
from aiextract.scan.arithmetic import parted, plus, whole

# Those with an exact decimal value.
_SIGNS = {
    "¼": "0.25",
    "½": "0.5",
    "¾": "0.75",
    "⅕": "0.2",
    "⅖": "0.4",
    "⅗": "0.6",
    "⅘": "0.8",
    "⅛": "0.125",
    "⅜": "0.375",
    "⅝": "0.625",
    "⅞": "0.875",
}
_FRACTION = re.compile(rf"[{''.join(_SIGNS)}](?![\w/])|/(?:2|4|5|8|16|32)(?![\w/.,-])")
_OPENING = (*_SIGNS, "/")
_SHARE = re.compile(r" ?[%‰]")
_MOST_WHOLE = 1000


class Atom(NamedTuple):
    """A part of a number. Kinds: D digits, U unit, M multiplier, V vague, H half, F part, P decimal point."""

    start: int
    end: int
    kind: str
    value: Decimal
    other: Decimal | None
    word: str


def joined(text: str, region: Region, atoms: list[Atom]) -> list[Atom]:
    """The atoms of a region, sorted, with those of a fraction as one.

    Two numbers with a slash between them are a fraction behind a whole number or before a percent sign:
    elsewhere "3/4" is a date, a score or an issue.
    """
    if not any(sign in text for sign in _OPENING):
        return atoms
    found = list(_FRACTION.finditer(text, region.start, region.end))
    if not found:
        return atoms
    by_end = {atom.end: atom for atom in atoms if atom.kind == "D"}
    gone: set[int] = set()
    made: list[Atom] = []
    for match in found:
        start, end = match.span()
        if match[0] in _SIGNS:
            part = Atom(start, end, "D", Decimal(_SIGNS[match[0]]), None, "")
            parts: tuple[Atom, ...] = ()
        else:
            over, under = by_end.get(start), by_end.get(end)
            if over is None or under is None or not whole(over.value) or not 0 < over.value < under.value:
                continue
            part = Atom(over.start, end, "D", parted(over.value, under.value), None, "")
            parts = (over, under)
        before = by_end.get(part.start - 1) if text[part.start - 1 : part.start] in " -" else None
        if match[0] in _SIGNS:
            before = by_end.get(part.start) or before
        if before is not None and (not whole(before.value) or before.value >= _MOST_WHOLE):
            before = None
        if before is None and (
            (parts and not _SHARE.match(text, end)) or text[part.start - 1 : part.start].isalnum()
        ):
            continue
        if before is not None:
            parts = (*parts, before)
            part = part._replace(start=before.start, value=plus(before.value, part.value))
        if gone.isdisjoint(atom.start for atom in parts):
            gone.update(atom.start for atom in parts)
            made.append(part)
    return sorted([*(atom for atom in atoms if atom.start not in gone), *made])
