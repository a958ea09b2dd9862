"""Numbers in digits: which mark groups and which one is the decimal mark.

A mark followed by anything but three digits is a decimal mark, whatever the language ("$103.7
milhões"). Exactly three digits after a single mark read both ways: the language decides, unless the
text around shows the other convention ("103.7" and "1,335" in one text).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

# Digits with marks between them. A space or apostrophe groups, so three digits must follow. The number of
# groups is bounded, so that a run of a million marks costs no more than its length.
# What it can begin with stands first, as one class: so text without digits is passed over at the least cost.
RUN = re.compile(
    r"[\d.,](?:"
    r"(?<=\d)\d*+(?:[.,]\d++|[ '](?=\d{3}(?!\d))\d{3}){0,12}+"
    r"|(?<=[.,])(?<![\w.,][.,])\d{1,12}+(?![.,]?\w)"  # .5
    r")",
    re.ASCII,
)
_MARKS = re.compile(r"[., ']")


class Reading(NamedTuple):
    """A run of digits as a number.

    ``value`` as read; ``other`` where the other convention reads another value; ``length`` of the
    characters read (a run like "2016 300" holds two numbers); ``mark``: the decimal mark where it is
    beyond doubt.
    """

    value: Decimal
    other: Decimal | None
    length: int
    mark: str


@lru_cache(maxsize=8192)
def read(run: str, decimal: str) -> Reading | None:
    """A run of digits and marks as a number, with ``decimal`` as the decimal mark of the text.

    None where the run is no number (a date, a version, an address).
    """
    if run.isdigit():
        return Reading(Decimal(run), None, len(run), "")
    if run[0] in ".,":
        return Reading(Decimal("0." + run[1:]), None, len(run), run[0])
    groups = _MARKS.split(run)
    marks = _MARKS.findall(run)
    spaced = next((i for i, mark in enumerate(marks) if mark in " '"), None)
    if spaced is not None and not _groups_by(groups, marks, spaced):
        head = run[: sum(map(len, groups[: spaced + 1])) + spaced]
        return read(head, decimal)
    if spaced is not None or len(set(marks)) == 2:
        return _mixed(run, groups, marks)
    if len(marks) == 1:
        return _single(run, groups, marks[0], decimal)
    return _repeated(run, groups, marks[0])


def _groups_by(groups: list[str], marks: list[str], at: int) -> bool:
    """Whether the space or apostrophe at ``at`` groups digits: the first mark, one to three digits before."""
    return at == 0 and len(groups[0]) <= 3


def _mixed(run: str, groups: list[str], marks: list[str]) -> Reading | None:
    """Two kinds of marks: the last one is the decimal mark if it is the only one of its kind."""
    whole, rest, mark = groups, "", ""
    if marks.count(marks[-1]) == 1 and len(marks) > 1 and marks[-1] in ".,":
        whole, rest, mark = groups[:-1], groups[-1], marks[-1]
    if len(whole[0]) > 3 or any(len(group) != 3 for group in whole[1:]):
        return None
    digits = "".join(whole)
    return Reading(Decimal(f"{digits}.{rest}" if rest else digits), None, len(run), mark)


def _single(run: str, groups: list[str], mark: str, decimal: str) -> Reading:
    whole, rest = groups
    point = Decimal(f"{whole}.{rest}")
    if len(rest) != 3 or len(whole) > 3 or whole.startswith("0"):
        return Reading(point, None, len(run), mark if len(rest) != 3 else "")
    grouped = Decimal(whole + rest)
    if mark == decimal:
        return Reading(point, grouped, len(run), "")
    return Reading(grouped, point, len(run), "")


def _repeated(run: str, groups: list[str], mark: str) -> Reading | None:
    """One mark several times: groups of three, Indian groups of two, or a stray decimal mark ("1,804,3")."""
    inner, last = groups[1:-1], groups[-1]
    other = "." if mark == "," else ","
    if len(groups[0]) > 3 or run.startswith("0"):
        return None
    if all(len(group) == 3 for group in inner):
        if len(last) == 3:
            return Reading(Decimal("".join(groups)), None, len(run), other)
        if len(last) < 3 and mark == ",":
            return Reading(Decimal("".join(groups[:-1]) + "." + last), None, len(run), "")
    if mark == "," and len(groups[0]) <= 2 and len(last) == 3 and all(len(group) == 2 for group in inner):
        return Reading(Decimal("".join(groups)), None, len(run), other)
    return None
