"""What the documents say of when: events, and sentences with a date and a figure, in order of time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple

from aiextract import sentences, timex
from aiextract.errors import LanguageCodeError
from aiextract.languages import Language, get_language
from aiextract.records import Date, Event, Organization
from aiextract.rendering.cards import Card
from aiextract.rendering.views import Row, View

__all__ = ["Moment", "Year", "moments", "years"]

# Characters of a sentence that are shown on each side of its date.
_AROUND = 110
_PAUSE = re.compile("[,;:،؛，、；：]")
_LINE = re.compile(r"[^\n\r]+")


class Moment(NamedTuple):
    """An event, or a sentence with figures, at a date.

    ``value`` is the date as TIMEX3, ``day`` its first day. ``row`` is the date's own; where an event has no
    date, it is None and the day of publication counts. ``card`` is the number of the event with its card;
    ``facts`` are the figures of the sentence, which is ``before``, ``surface`` (of the date) and ``after``.
    """

    day: str
    value: str
    view: View
    row: Row | None
    card: tuple[int, Card] | None = None
    facts: tuple[Row, ...] = ()
    before: str = ""
    surface: str = ""
    after: str = ""


class Year(NamedTuple):
    """The moments of a year, in order."""

    year: str
    moments: tuple[Moment, ...]

    @property
    def events(self) -> int:
        """How many of them are events."""
        return sum(moment.card is not None for moment in self.moments)


def years(found: Iterable[Moment]) -> list[Year]:
    """Moments by year, the latest year first."""
    ordered = sorted(found, key=lambda moment: (moment.day, moment.card is None, moment.view.number))
    return [Year(year, tuple(group)) for year, group in groupby(ordered, key=lambda m: m.day[:4])][::-1]


def moments(view: View) -> Iterator[Moment]:
    """The moments of a document: its events, then sentences that say a figure and when."""
    predicted = len(view.document.mentions)
    rows = {view.document.mentions[row.number].id: row for row in view.rows if row.number < predicted}
    for number, event in enumerate(view.document.events):
        row = next((rows[one] for one in _dates(event) if one in rows), None)
        if row is not None and (day := _day(row)):
            yield Moment(day, row.value, view, row, (number, view.cards[number]))
        elif (published := view.document.published) and (days := timex.days(published)):
            yield Moment(days[0].isoformat(), published, view, None, (number, view.cards[number]))
    cited = (one for event in view.document.events for one in event.cited())
    told = {rows[one].group for one in cited if one in rows}
    yield from _sentences(view, [row for row in rows.values() if _day(row) or _is_news(row, told)])


def _dates(event: Event) -> Iterator[str]:
    """The ids of the dates that an event cites."""
    for slot, cites in event.citing().items():
        if cites.type == "DATE" and (held := getattr(event, slot)) is not None:
            yield from held if isinstance(held, tuple) else (held,)


def _day(row: Row) -> str | None:
    return row.mention.start_date if isinstance(row.mention, Date) else None


def _is_news(row: Row, told: set[int]) -> bool:
    """Whether a row is a figure whose value no event tells already."""
    return not isinstance(row.mention, Date | Organization) and row.group not in told


def _sentences(view: View, rows: list[Row]) -> Iterator[Moment]:
    """The moments of the sentences: each figure counts at the date next to it."""
    dates = [row for row in rows if _day(row)]
    lines = [match.span() for match in _LINE.finditer(view.text)]
    if not dates or len(dates) == len(rows) or not lines:
        return
    starts = [start for start, _ in lines]
    language = _language(view.document.lang)
    inside: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        inside[max(0, bisect_right(starts, row.mention.start) - 1)].append(row)
    for line, found in inside.items():
        if not any(map(_day, found)):
            continue
        spans = list(sentences.split(view.text, *lines[line], language)) or [lines[line]]
        begins = [start for start, _ in spans]
        by_sentence: dict[int, list[Row]] = defaultdict(list)
        for row in found:
            by_sentence[max(0, bisect_right(begins, row.mention.start) - 1)].append(row)
        for place, together in by_sentence.items():
            yield from _together(view, *spans[place], together)


def _together(view: View, start: int, end: int, rows: list[Row]) -> Iterator[Moment]:
    """The moments of one sentence."""
    dates = [row for row in rows if _day(row)]
    if not dates:
        return
    begins = [date.mention.start for date in dates]
    pauses = [match.start() for match in _PAUSE.finditer(view.text, start, end)]

    def distance(row: Row, date: Row) -> tuple[int, int]:
        """How far a figure is from a date: the pauses between them, then the characters."""
        low, high = sorted((row.mention.start, date.mention.start))
        return bisect_right(pauses, high) - bisect_right(pauses, low), high - low

    nearest: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if not _day(row):
            behind = bisect_right(begins, row.mention.start)
            beside = dates[max(0, behind - 1) : behind + 1]
            nearest[min(beside, key=partial(distance, row)).number].append(row)
    for date in dates:
        if facts := nearest.get(date.number):
            at, behind = date.mention.start, date.mention.end
            low, high = max(start, at - _AROUND), min(end, behind + _AROUND)
            yield Moment(
                _day(date) or "",
                date.value,
                view,
                date,
                facts=tuple(facts),
                before=("…" if low > start else "") + view.text[low:at],
                surface=date.surface,
                after=view.text[behind:high] + ("…" if high < end else ""),
            )


def _language(code: str) -> Language:
    """The language of a record, which may come from anywhere."""
    try:
        return get_language(code)
    except LanguageCodeError:
        return get_language("und")
