"""Calendar arithmetic on TIMEX3 values; no word of any language.

A value is what ``records.Date`` holds: ``2024-08-13``, ``2024-08``, ``2024``, ``2024-Q1``, ``2024-H1``,
``2024-W33``, ``2024-W33-WE``, ``2023-SU``, ``201X``, ``19XX``, an interval ``A/B``; ``X`` stands for what is
not known. A *unit* is one of ``D W WE M Q H S Y DE CE`` (day, week, weekend, month, quarter, half, season,
year, decade, century): each numbers the periods of its kind, so that shifting is adding.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from functools import lru_cache

from aiextract.errors import PublishedError

Days = tuple[dt.date, dt.date]

_VALUE = re.compile(
    r"(?P<century>\d\d)XX|(?P<decade>\d{3})X"
    r"|(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|W(?P<week>\d\d)(?:-(?P<weekday>[1-7]|WE))?|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?",
    re.ASCII,
)
_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
SEASONS = ("SP", "SU", "FA", "WI")
_MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "S": 3, "Y": 12, "DE": 120, "CE": 1200}


def days(value: str) -> Days | None:
    """First and last day that a value covers, both included; None where it cannot be placed.

    Never raises, whatever the string. Seasons are the meteorological ones of the north (winter 2023 =
    December 2023 to February 2024). Durations, fiscal years, years BC and values with an unknown part
    have no days.
    """
    if not isinstance(value, str):
        return None
    if "/" in value:
        first, _, last = value.partition("/")
        start, end = _days(first), _days(last)
        return (start[0], end[1]) if start and end and start[0] <= end[1] else None
    return _days(value)


@lru_cache(maxsize=4096)  # an article names the same days again and again
def _days(value: str) -> Days | None:
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    part = match.groupdict()
    try:
        if part["century"]:
            return _span(int(part["century"]) * 100, 1, 1200)
        if part["decade"]:
            return _span(int(part["decade"]) * 10, 1, 120)
        year = int(part["year"])
        if part["quarter"]:
            return _span(year, int(part["quarter"]) * 3 - 2, 3)
        if part["half"]:
            return _span(year, int(part["half"]) * 6 - 5, 6)
        if part["season"]:
            return _span(year, SEASONS.index(part["season"]) * 3 + 3, 3)
        if part["week"]:
            return _week(year, int(part["week"]), part["weekday"])
        if part["day"]:
            day = dt.date(year, int(part["month"]), int(part["day"]))
            return day, day
        return _span(year, int(part["month"]), 1) if part["month"] else _span(year, 1, 12)
    except (ValueError, OverflowError):
        return None


def _week(year: int, week: int, weekday: str | None) -> Days:
    monday = dt.date.fromisocalendar(year, week, 1)
    if weekday is None:
        return monday, monday + dt.timedelta(days=6)
    if weekday == "WE":
        return monday + dt.timedelta(days=5), monday + dt.timedelta(days=6)
    day = monday + dt.timedelta(days=int(weekday) - 1)
    return day, day


def _span(year: int, month: int, months: int) -> Days:
    """``months`` whole months from the given one; raises ValueError out of the calendar."""
    first = dt.date(year, month, 1)
    end_year, end_month = divmod(year * 12 + month - 1 + months - 1, 12)
    return first, dt.date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])


def parse_published(value: str | dt.date | None) -> str | None:
    """A publication date as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, None for None.

    Raises PublishedError for anything else, a day that does not exist among it.
    """
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if not isinstance(value, str) or not _PUBLISHED.fullmatch(value) or days(value) is None:
        raise PublishedError(value)
    return value


def index(value: str, unit: str) -> int | None:
    """Number of the period of this unit that holds the whole value; None where there is no single one."""
    span = days(value)
    if span is None:
        return None
    first, last = (_index(day, unit) for day in span)
    if unit == "WE":  # the weekend of a week is its last two days
        return first
    return first if first == last else None


def _index(day: dt.date, unit: str) -> int:
    if unit == "D":
        return day.toordinal()
    if unit in ("W", "WE"):
        return (day.toordinal() - 1) // 7
    month = day.year * 12 + day.month - 1
    return (month - 2 if unit == "S" else month) // _MONTHS_IN[unit]


def period(number: int, unit: str) -> str | None:
    """The value of the period with this number, None out of the calendar (years 1 to 9999)."""
    try:
        if unit == "D":
            return dt.date.fromordinal(number).isoformat()
        if unit in ("W", "WE"):
            year, week, _ = dt.date.fromordinal(number * 7 + 1).isocalendar()
            return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    except (ValueError, OverflowError):
        return None
    year, month = divmod(number * _MONTHS_IN[unit] + (2 if unit == "S" else 0), 12)
    if not 1 <= year <= 9999:
        return None
    if unit == "M":
        return f"{year:04d}-{month + 1:02d}"
    if unit == "Q":
        return f"{year:04d}-Q{month // 3 + 1}"
    if unit == "H":
        return f"{year:04d}-H{month // 6 + 1}"
    if unit == "S":
        return f"{year:04d}-{SEASONS[(month - 2) // 3]}"
    text = f"{year:04d}"
    return {"Y": text, "DE": text[:3] + "X", "CE": text[:2] + "XX"}[unit]


def shift(value: str, count: int, unit: str) -> str | None:
    """The period ``count`` units after the one that holds the value, None if unknown."""
    number = index(value, unit)
    return None if number is None else period(number + count, unit)


def moved(value: str, count: int, unit: str) -> str | None:
    """The value moved by whole units at its own precision: ``2024-Q1`` one year back is ``2023-Q1``.

    The day of a month that is too short is its last one; ``B`` counts days from Monday to Friday. None where
    value and unit do not go together.
    """
    own = precision(value)
    if own is None:
        return None
    if unit == "B":
        return _workday(value, count) if own == "D" else None
    if own in ("D", "W", "WE") and unit in ("D", "W", "WE"):
        number = index(value, "D")
        if own != "D" or number is None:
            return shift(value, count, own) if unit != "D" else None
        return period(number + count * (1 if unit == "D" else 7), "D")
    if unit in ("D", "W", "WE") or own in ("W", "WE"):
        return None
    if own == "D":
        month = shift(value[:7], count * _MONTHS_IN[unit], "M")
        span = days(month) if month else None
        return f"{month}-{min(int(value[8:10]), span[1].day):02d}" if span else None
    step, size = count * _MONTHS_IN[unit], _MONTHS_IN[own]
    return shift(value, step // size, own) if step % size == 0 else None


def _workday(value: str, count: int) -> str | None:
    """The day that is ``count`` working days after a day (before it, where negative)."""
    number = index(value, "D")
    if number is None:
        return None
    weeks, rest = divmod(abs(count), 5)
    step = 1 if count > 0 else -1
    number += 7 * weeks * step
    while rest:
        number += step
        rest -= (number - 1) % 7 < 5
    return period(number, "D")


def precision(value: str) -> str | None:
    """The unit that a value is one of (``2024-08`` -> ``M``), None for intervals and unknown values."""
    match = _VALUE.fullmatch(value) if days(value) else None
    if match is None:
        return None
    if match["weekday"]:
        return "WE" if match["weekday"] == "WE" else "D"
    for name, unit in (
        ("century", "CE"), ("decade", "DE"), ("quarter", "Q"), ("half", "H"),
        ("season", "S"), ("week", "W"), ("day", "D"), ("month", "M"),
    ):  # fmt: skip
        if match[name]:
            return unit
    return "Y"


def inside(value: str, first: int, last: int, unit: str) -> str | None:
    """Units ``first`` to ``last`` of a period, counted from 1, or from its end where negative.

    ``inside("2024", 1, 7, "M")`` is ``"2024-01/2024-07"``, ``inside("2015-10", -1, -1, "D")`` is
    ``"2015-10-31"``.
    """
    span = days(value)
    if span is None:
        return None
    start, end = _index(span[0], unit), _index(span[1], unit)
    if unit == "W" and span[1] - span[0] > dt.timedelta(days=6):  # a week belongs where its Thursday is
        start += span[0].isoweekday() > 4
        end -= span[1].isoweekday() < 4
    ends = [(start + number - 1) if number > 0 else (end + number + 1) for number in (first, last)]
    if not start <= ends[0] <= ends[1] <= end:
        return None
    one, other = period(ends[0], unit), period(ends[1], unit)
    return one if one == other else f"{one}/{other}"


def nth_weekday(value: str, number: int, weekday: int) -> str | None:
    """The day that is the n-th of its weekday (1 = Monday) in a period, from the end where negative."""
    span = days(value)
    if span is None:
        return None
    if number > 0:
        day = span[0].toordinal() + (weekday - span[0].isoweekday()) % 7 + 7 * (number - 1)
    else:
        day = span[1].toordinal() - (span[1].isoweekday() - weekday) % 7 + 7 * (number + 1)
    return period(day, "D") if span[0].toordinal() <= day <= span[1].toordinal() else None


def weekday_after(value: str, weekday: int) -> str | None:
    """The first day after a given day that is this weekday (1 = Monday); None where the value is no day."""
    if precision(value) != "D" or (number := index(value, "D")) is None:
        return None
    return period(number + ((weekday - 1 - (number - 1)) % 7 or 7), "D")


def easter(year: int) -> dt.date:
    """Easter Sunday of a year in the Gregorian calendar (the anonymous algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return dt.date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)
