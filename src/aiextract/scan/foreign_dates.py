"""Dates in languages that have no file of their own: dateparser reads spans that are delimited here.

A span is what the names of months and the words for days, months and years of that one language delimit,
with the digits around them; dateparser never sees running text, where it takes prices and percentages for
dates. What it makes of a span is kept only at the precision that the span has: it never adds a day, a month
or a year.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

from aiextract.scan import Candidate, Note, Region
from aiextract.scan.dates.resolve import Resolver
from aiextract.source import Source, fold

RULE = "dateparser"
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_RELATIVE = re.compile(
    r"(?:(?P<back>\d) (?P<old>day|week|month|year) ago|in (?P<on>\d) (?P<new>day|week|month|year))"
)
# Any day will do: what the span does not say is not taken from what dateparser fills in.
_BASE = dt.datetime(2000, 1, 1)
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def scan(source: Source, regions: Sequence[Region], published: str | None, code: str) -> list[Candidate]:
    """DATE candidates of the regions, read with what dateparser knows of a language (ISO 639 ``code``).

    Nothing where dateparser does not know it. ``published`` as in ``scan.dates.scan``.
    """
    words = _words(code)
    if words is None:
        return []
    resolver = Resolver(published)
    candidates = []
    for region in regions:
        for start, end, value in _read(source.folded, region, words, code):
            resolved = resolver.resolve(value)
            if resolved is None or (value == "REF+0D" and "X" in resolved):
                continue
            resolver.remember(resolved)
            note: tuple[Note, ...] = ()
            if value != resolved:
                note = (Note("read_as", value),)
                if resolver.anchor:
                    note += (Note("anchor", resolver.anchor),)
            fields = {"value": resolved, "mod": None}
            candidates.append(Candidate("DATE", start, end, f"{code}.date.{RULE}", fields, -1, note))
    return candidates


class _Words:
    """What delimits dates in a language: its months, its weekdays and its relative words, in folded text."""

    def __init__(self, info: dict[str, Any]) -> None:
        self.spaced = not info.get("no_word_spacing")
        self.months = {fold(form) for month in _MONTHS for form in info.get(month, ()) if len(form) > 1}
        days = {fold(form) for day in _WEEKDAYS for form in info.get(day, ()) if len(form) > 2}
        self.relative: dict[str, str] = {}
        for key, forms in info.get("relative-type", {}).items():
            if match := _RELATIVE.fullmatch(key):
                shift = f"-{match['back']}" if match["back"] else f"+{match['on']}"
                unit = _UNITS[match["old"] or match["new"]]
                value = f"REF{'+0' if shift == '-0' else shift}{unit}"
                self.relative.update((fold(form), value) for form in forms if len(form) > 2)
        months = _either(self.months)
        link = r"(?:[^\W\d_]{1,3}\.? ){0,1}"
        weekday = rf"(?:(?:{_either(days)})\.?,? (?:[^\W\d_]{{1,3}} )?)?"
        day = rf"(?:{weekday}\d{{1,2}}(?:[.º]|[^\W\d_]{{1,3}})?[ -]{link})"
        year = r"(?:(?:1[5-9]|20)\d\d(?!\d))"
        gap = r"[ ,.-]{1,2}" if self.spaced else r" ?"
        after = rf"(?:{gap}(?:\d{{1,2}}(?:[^\W\d_]{{2}}|[.º])?,? )?{link}{year}|{gap}\d{{1,2}}(?![\d.,:%]))"
        self.date = re.compile(
            rf"(?<![\w.,]){day}(?:{months})(?:\.?{gap}{link}{year})?(?!\w)"
            rf"|(?<![\w.,])(?:{year}[ -])?(?:{months})\.?{after}(?!\w)"
        )
        self.words = re.compile(rf"(?<!\w)(?:{_either(self.relative)})(?!\w)") if self.relative else None


@lru_cache(maxsize=16)
def _words(code: str) -> _Words | None:
    try:
        module = import_module(f"dateparser.data.date_translation_data.{code.lower()}")
    except ImportError:
        return None
    words = _Words(module.info)
    return words if words.months else None


def _either(forms: set[str] | dict[str, str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) or r"(?!)"


def _read(text: str, region: Region, words: _Words, code: str) -> Iterator[tuple[int, int, str]]:
    """Spans and their values as written, in the order of the text."""
    found = [
        (match.start(), match.end(), value)
        for match in words.date.finditer(text, region.start, region.end)
        if (value := _value(match[0], code))
    ]
    if words.words is not None:
        found += [
            (match.start(), match.end(), words.relative[match[0]])
            for match in words.words.finditer(text, region.start, region.end)
        ]
    reach = 0
    for start, end, value in sorted(found):
        if start >= reach:
            reach = end
            yield start, end, value


@lru_cache(maxsize=4096)
def _value(span: str, code: str) -> str | None:
    """The value of a span at its own precision, ``XXXX`` without a year; None if dateparser has none."""
    year = _YEAR.search(span)
    # Without a year, "12 maj" could be May 2012.
    data = _parser(code).get_date_data(span if year else f"{span} {_BASE.year}")
    found = data.date_obj
    if found is None or data.period not in ("day", "month"):
        return None
    numbers = [int(number) for number in re.findall(r"\d+", _YEAR.sub(" ", span))]
    if (year and found.year != int(year[0])) or len(numbers) > 1 or (numbers and found.day != numbers[0]):
        return None
    value = f"{year[0] if year else 'XXXX'}-{found.month:02d}"
    return f"{value}-{found.day:02d}" if numbers else value


@lru_cache(maxsize=16)
def _parser(code: str) -> Any:
    from dateparser.date import DateDataParser

    settings = {"RELATIVE_BASE": _BASE, "PREFER_DAY_OF_MONTH": "first", "REQUIRE_PARTS": ["month"]}
    return DateDataParser(languages=[code], settings=settings)
