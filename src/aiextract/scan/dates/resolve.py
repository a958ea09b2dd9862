"""From the value as written to the value on the calendar.

Values come in the notation of ``languages.schema.dates``; what they hang on is ``published`` (at its own
precision), the dates before them in the text, and whether the sentence speaks of what is to come. What
cannot be placed keeps ``X``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence

from aiextract import timex
from aiextract.scan.dates import feasts

_UNIT = r"DE|CE|WE|[DWMQHSY]"
_NOTATION = re.compile(
    rf"(?P<side>[-<>=+])?(?:(?P<base>REF|PREV|SAME)(?:(?P<count>[+-]\d+)(?P<unit>{_UNIT}))?(?:-(?P<rest>[^#@]+))?"
    rf"|(?P<value>[^#@]+))(?:#(?P<nth>[^@]+))?(?:@(?P<weekday>[1-7]))?"
)
_NTH = re.compile(
    rf"(?P<first>-?\d+)(?::(?P<last>-?\d+))?(?:WD(?P<weekday>[1-7])|(?P<unit>{_UNIT}))(?P<days>[+-]\d+D)?"
)
_FEAST_OF_NO_YEAR = re.compile(r"XXXX-[A-Z]{4,}")
_FEAST = re.compile(r"(\d{4})-([A-Z]{4,})([+-]\d+)?")
_ORDER = re.compile(r"(\w{4})-(\d{1,2})~(\d{1,2})")
_UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "H": "XXXX-HX",
    "S": "XXXX-XX", "Y": "XXXX", "DE": "XXXX", "CE": "XXXX",
}  # fmt: skip
# How far ahead (days) a date without a year is looked for: where the sentence speaks of what is to come, and
# where it does not (a date eleven months back is written with its year, one next week is not).
_AHEAD = 184
_NEAR = 60
_NEAREST = 550  # days within which the weekday decides the year: farther off it is more likely a slip
_LETTERS = "DWMQHSYECB"


class Resolver:
    """Resolves the readings of one document in the order of the text."""

    def __init__(self, published: str | None) -> None:
        self.published = published
        self.before: list[str] = []  # resolved values, in the order of the text
        self.parts: dict[str, str] = {}  # the last quarter or half of each number: "-Q1" -> "2024-Q1"
        self.anchor: str | None = None  # what the last value was resolved against

    def resolve(self, value: str, *, upcoming: bool = False) -> str | None:
        """The value on the calendar, with X for what stays unknown; None where there is no such date."""
        self.anchor = None
        base, *moves = value.split("^")
        placed = self._resolve(base, upcoming)
        for move in moves:  # "two weeks before Christmas"
            placed = (
                timex.moved(placed, int(move.rstrip(_LETTERS)), move.lstrip("+-0123456789"))
                if placed
                else None
            )
        return placed

    def _resolve(self, value: str, upcoming: bool) -> str | None:
        match = _NOTATION.fullmatch(value)
        if match is None:
            return None
        nth = match["nth"]
        if match["base"]:
            return self._anchored(match, nth)
        partial = match["value"]
        if not partial.startswith("XXXX"):
            return _placed(partial, nth)
        return self._filled(partial, nth, match["side"], upcoming, match["weekday"])

    def remember(self, value: str) -> None:
        """Let later readings hang on this value."""
        value = value.removeprefix("FY")  # "the year before" of a fiscal year
        if timex.days(value):
            self.before.append(value)
            if value[4:6] in ("-Q", "-H"):
                self.parts[value[4:]] = value

    def _anchored(self, match: re.Match[str], nth: str | None) -> str | None:
        base, rest = match["base"], match["rest"]
        count, unit = int(match["count"] or 0), match["unit"] or "Y"
        if base == "SAME":
            return self._same(count, unit)
        period = None
        # "the quarter before", "two days later" where there is none: from now
        for anchor in (*(self.before[:-13:-1] if base == "PREV" else ()), self.published):
            if anchor and (period := timex.shift(anchor, count, unit)) is not None:
                self.anchor = anchor
                break
        if period is None:
            period = _UNKNOWN[unit]
            if base == "REF" and count == 0 and self.published and len(period) > 4:
                period, self.anchor = self.published[:4] + period[4:], self.published
            return f"{period}-{rest}" if rest and unit == "Y" else period
        if nth == "REST":  # from the day of publication to the end of the period
            span = timex.days(period)
            day = self.published if timex.precision(self.published or "") == "D" else None
            return f"{day}/{span[1]}" if day and span and day <= span[1].isoformat() else None
        return _placed(f"{period}-{rest}" if rest else period, nth)

    def _same(self, count: int, unit: str) -> str | None:
        """The last period before in the text (shorter than a year), moved."""
        for value in reversed(self.before[-12:]):
            ends = [timex.moved(end, count, unit) for end in value.split("/")]
            if timex.precision(value) != "Y" and None not in ends:
                self.anchor = value
                return "/".join(end for end in ends if end)
        self.anchor = self.published
        return (timex.shift(self.published, count, unit) if self.published else None) or _UNKNOWN[unit]

    def _filled(
        self, partial: str, nth: str | None, side: str | None, upcoming: bool, weekday: str | None
    ) -> str | None:
        """A value without its year (or week, or month), placed beside ``published``."""
        reference = timex.days(self.published) if self.published else None
        if reference is None and _FEAST_OF_NO_YEAR.match(partial):
            return None
        if reference is None:
            # "the first quarter" of a text that has spoken of one
            self.anchor = self.parts.get(partial[4:]) if nth is None else None
            return (self.anchor or partial) if nth is None else _outer(partial)
        self.anchor = self.published
        found = list(self._options(partial, nth, reference, 12 if side == "+" else 2))
        if weekday:  # "Friday, 17 September": the year in which that day is a Friday, if one is near
            near = reference[0].toordinal()
            fitting = [
                f
                for f in found
                if f[1][0].isoweekday() == int(weekday) and abs(f[1][0].toordinal() - near) <= _NEAREST
            ]
            if not fitting and partial.startswith("XXXX-XX-"):
                return None  # "Tuesday 11 people": no such day
            days = partial.startswith("XXXX-WXX")
            if fitting and (chosen := _chosen(fitting, reference, side, upcoming, days=days)):
                return chosen
        if not found:
            return partial if "XX" in partial[4:] else None
        return _chosen(found, reference, side, upcoming, days=partial.startswith("XXXX-WXX"))

    def _options(
        self, partial: str, nth: str | None, reference: timex.Days, months: int
    ) -> Iterator[tuple[str, timex.Days]]:
        """The dates around the reference that a partial value can be, in order."""
        start, end = reference
        values: Callable[[int], str | None]
        if partial.startswith("XXXX-WXX"):
            if start != end:
                return
            rest = partial[8:]
            first = start.toordinal() // 7
            numbers = range(first - 2, first + 3)
            values = lambda n: f"{timex.period(n, 'W')}{rest}"  # noqa: E731
        elif partial.startswith("XXXX-XX-"):
            if start != end:
                return
            month = start.year * 12 + start.month - 1
            numbers = range(month - months, month + months + 1)
            values = lambda n: f"{timex.period(n, 'M')}{partial[7:]}"  # noqa: E731
        else:
            wide = 8 if partial == "XXXX-02-29" else 2
            numbers = range(start.year - wide, end.year + wide + 1)
            values = lambda n: f"{n:04d}{partial[4:]}"  # noqa: E731
        for number in numbers:
            value = _placed(values(number) or "", nth)
            span = timex.days(value) if value else None
            if value and span:
                yield value, span


def _chosen(
    found: list[tuple[str, timex.Days]],
    reference: timex.Days,
    side: str | None,
    upcoming: bool,
    *,
    days: bool,
) -> str | None:
    """The one of several dates, in order, that is meant beside the reference."""
    start, end = reference
    if side == "=":
        now = (value for value, span in found if span[0] <= start and end <= span[1])
        return next(now, None) or next((v for v, _ in found if v[:4] == f"{start.year:04d}"), None)
    past = [(v, span) for v, span in found if (span[1] < end if side == "<" else span[0] <= end)]
    future = [(v, span) for v, span in found if span[0] > (start if side == ">" else end)]
    if side == "+":
        return next((v for v, span in found if span[1] >= start), None)
    if side in ("<", "-") or not future:
        return past[-1][0] if past else None
    if side == ">" or not past:
        return future[0][0]
    behind, ahead = (start - past[-1][1][1]).days, (future[0][1][0] - end).days
    if days:
        later = upcoming
    elif upcoming:
        later = behind > 0 and ahead <= max(_AHEAD, behind)
    else:
        later = behind > 3 * ahead and ahead <= _NEAR
    return future[0][0] if later else past[-1][0]


def _outer(partial: str) -> str:
    """What is known of a day that is the n-th of a period without year."""
    return (
        partial if len(partial) > 8 or partial.count("X") > 4 else f"{partial}-XX" if partial[4:] else "XXXX"
    )


def _placed(value: str, nth: str | None) -> str | None:
    """A full value in its usual form, its ``#`` part applied; None where there is no such date."""
    if feast := _FEAST.fullmatch(value):
        day = feasts.day_of(feast[2], int(feast[1]))
        return (day + dt.timedelta(days=int(feast[3] or 0))).isoformat() if day else None
    if nth is not None:
        return _nth(value, nth)
    if re.search(r"-W\d\d-[1-7]$", value):
        span = timex.days(value)
        return span[0].isoformat() if span else None
    if value.startswith(("BC", "FY", "P")) or "X" in value:
        return value
    return value if timex.days(value) else None


def _nth(value: str, nth: str) -> str | None:
    match = _NTH.fullmatch(nth)
    if match is None or timex.days(value) is None:
        return None
    first = int(match["first"])
    last = int(match["last"] or first)
    if match["weekday"]:
        found = timex.nth_weekday(value, first, int(match["weekday"]))
    else:
        found = timex.inside(value, first, last, match["unit"])
    if found and match["days"]:
        found = timex.shift(found, int(match["days"][:-1]), "D")
    return found


def ordered(value: str, order: str, evident: str | None) -> str:
    """``2024-03~04`` (two numbers: day and month) as month and day, by the numbers or the order given."""
    match = _ORDER.match(value)
    if match is None:
        return value
    year, first, second = match[1], int(match[2]), int(match[3])
    day_first = (evident or order) != "mdy"
    if first > 12:
        day_first = True
    elif second > 12:
        day_first = False
    day, month = (first, second) if day_first else (second, first)
    return f"{year}-{month:02d}-{day:02d}{value[match.end() :]}"


def evident_order(value: str) -> str | None:
    """The order that numbers of a date show by themselves (``2024-13~08`` can only be day, month)."""
    match = _ORDER.match(value)
    if match is None:
        return None
    first, second = int(match[2]), int(match[3])
    if first > 12 >= second:
        return "dmy"
    return "mdy" if second > 12 >= first else None


def share_years(values: Sequence[str | None]) -> list[str | None]:
    """Values of one list or span ("July to August 2010"): each without a year takes its neighbour's."""
    filled = list(values)
    for at in range(len(filled) - 2, -1, -1):
        filled[at] = _borrow(filled[at], filled[at + 1], after=True)
    for at in range(1, len(filled)):
        filled[at] = _borrow(filled[at], filled[at - 1], after=False)
    return filled


def _borrow(value: str | None, other: str | None, *, after: bool) -> str | None:
    if not value or not other or not re.fullmatch(r"XXXX-(?:\d\d(?:-\d\d)?|[QH]\d|SP|SU|FA|WI)", value):
        return value
    if not re.match(r"\d{4}-", other):
        return value
    year = int(other[:4])
    shared = min(len(value), len(other))
    own, theirs = value[5:shared], other[5:shared]
    if own[:1].isdecimal() and theirs[:1].isdecimal():
        # from December to February 2023; December 2023 to February
        year += (own < theirs and not after) - (own > theirs and after)
    return f"{year:04d}{value[4:]}"
