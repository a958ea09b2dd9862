"""DATE: dates and periods that can be placed on the calendar, read as written and then resolved.

``scan`` is the only entry. Rules are data (``[dates]`` of a language file); ``grammar`` compiles them,
``reading`` finds dates as written, ``resolve`` places them beside ``published`` and the dates before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aiextract import timex
from aiextract.scan import Candidate, Note, Region
from aiextract.scan.dates.grammar import NEUTRAL, grammar
from aiextract.scan.dates.reading import Reading, read
from aiextract.scan.dates.resolve import Resolver, evident_order, ordered, share_years
from aiextract.source import Source

__all__ = ["scan"]

_SENTENCE = 160  # characters around a date in which its sentence is looked for
_BESIDE = 15  # characters beside a date in a text that is nothing else
_UNTIL = 20  # characters before a date in which a word like "until" ends
_MONTH = re.compile(r"XXXX-\d\d")
_PART_OF_YEAR = re.compile(r"XXXX-[QH]\d$")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_STOP = re.compile(r"[.!?;](?=\s)|\n")


def scan(
    source: Source, regions: Sequence[Region], published: str | None, foreign: str | None = None
) -> list[Candidate]:
    """DATE candidates of the text; fields ``value`` and ``mod``.

    ``published`` is the date (``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``) beside which relative dates are
    resolved. ``notes`` of a candidate say how it was read before that. ``foreign`` is the language (ISO
    639) of the regions whose language has no file: there, dateparser reads what the neutral rules do not.
    """
    resolver = Resolver(published)
    candidates: list[Candidate] = []
    for region in regions:
        readings = list(read(source, region, grammar(region.language)))
        _order_numbers(source, readings)
        for group in _groups(readings):
            candidates += _resolved(source, region, group, resolver)
    unknown = [region for region in regions if region.language.code == NEUTRAL]
    if foreign and foreign != NEUTRAL and unknown:
        from aiextract.scan import foreign_dates

        candidates += foreign_dates.scan(source, unknown, published, foreign)
    return candidates


def _order_numbers(source: Source, readings: list[Reading]) -> None:
    """Decide between day-month and month-day, by what the other dates of the same paragraph show."""
    numeric = [reading for reading in readings if "~" in reading.value]
    shown: dict[int, str] = {}
    paragraphs: list[int] = []
    at = paragraph = 0
    for reading in numeric:
        paragraph += source.folded.count("\n\n", at, reading.start)
        at = reading.start
        paragraphs.append(paragraph)
        if order := evident_order(reading.value):
            shown.setdefault(paragraph, order)
    for reading, number in zip(numeric, paragraphs, strict=True):
        own, evident = reading.value, shown.get(number)
        reading.value = ordered(own, reading.grammar.order, evident)
        if evident_order(own) is None:  # both orders give a date
            used = evident or reading.grammar.order
            other = ordered(own, "dmy" if used == "mdy" else "mdy", None)
            if other != reading.value:
                by = "text" if evident else "language"
                reading.notes = (Note("order", f"{used} ({by})"), Note("other", other))


def _groups(readings: list[Reading]) -> list[list[Reading]]:
    """Runs of readings that are one list or span; "fifty years later" counts from the date before it."""
    groups: list[list[Reading]] = []
    for reading in readings:
        if reading.joined and groups and not reading.value.startswith(("PREV", "SAME")):
            groups[-1].append(reading)
        else:
            groups.append([reading])
    return groups


def _resolved(source: Source, region: Region, group: list[Reading], resolver: Resolver) -> list[Candidate]:
    """The candidates of one list or span."""
    alone = _alone(source, group)
    found = []
    before: str | None = None
    for reading, (value, anchor) in zip(group, _shared(source, region, group, resolver, alone), strict=True):
        if before and value and (weekday := _WEEKDAY.fullmatch(value)):  # "from next Monday to Friday"
            value = timex.weekday_after(before, int(weekday[1])) or value
            anchor = before
        upcoming = False
        if value is not None and not reading.value.startswith(("REF", "PREV", "SAME")):
            value, upcoming = _ahead(source, region, reading, value, alone, resolver)
            value = resolver.resolve(value, upcoming=upcoming)
            anchor = resolver.anchor or anchor
        if value is None or (reading.known and "X" in value):
            continue
        if reading.tense and reading.tense != ("future" if alone else _tense(source, region, reading)):
            continue
        resolver.remember(value)
        before = value
        found.append(
            Candidate(
                "DATE",
                reading.start,
                reading.end,
                reading.rule,
                {"value": value, "mod": reading.mod},
                reading.priority,
                _notes(reading, value, anchor, upcoming and not alone),
            )
        )
    return found


def _shared(
    source: Source, region: Region, group: list[Reading], resolver: Resolver, alone: bool
) -> list[tuple[str | None, str | None]]:
    """What the members of one list or span give each other: values, and what each was resolved against."""
    values: list[str | None] = []
    anchors: list[str | None] = []
    for reading in group:
        relative = reading.value.startswith(("REF", "PREV", "SAME"))
        values.append(resolver.resolve(reading.value) if relative else reading.value)
        anchors.append(resolver.anchor if relative else None)
    if len(values) == 1:
        return [(values[0], anchors[0])]
    own, values = values, share_years(values)
    if values[-1] and values[-1].startswith("XXXX-") and all(v and _MONTH.match(v) for v in values):
        # "from January to October": the last one decides for all
        last, upcoming = _ahead(source, region, group[-1], values[-1], alone, resolver)
        values[-1] = own[-1] = resolver.resolve(last, upcoming=upcoming)
        anchors[-1] = resolver.anchor
        values = share_years(values)
    full = [value for value in own if value and not value.startswith("XXXX")]
    return [
        (value, full[0] if value != before and full else anchor)
        for value, before, anchor in zip(values, own, anchors, strict=True)
    ]


def _notes(reading: Reading, value: str, anchor: str | None, upcoming: bool) -> tuple[Note, ...]:
    notes = reading.notes
    if value != reading.value:
        notes += (Note("read_as", reading.value),)
        if anchor is not None:
            notes += (Note("anchor", anchor),)
        if upcoming:
            notes += (Note("tense", "future"),)
    return notes if reading.core == reading.rule else (*notes, Note("rule", reading.core))


def _ahead(
    source: Source, region: Region, reading: Reading, value: str, alone: bool, resolver: Resolver
) -> tuple[str, bool]:
    """The value, and whether its sentence speaks of what is to come; without one, the first such date.

    Where there is no date of publication, no date lies ahead of it.
    """
    if not value.startswith("XXXX") or resolver.published is None:
        return value, False
    if alone:
        return "+" + value, True
    tense = _tense(source, region, reading)
    until, begin = reading.grammar.until, max(region.start, reading.start - _UNTIL)
    if tense != "past" and until is not None and until.search(source.folded, begin, reading.start):
        tense = "future"
    if tense == "past" and _PART_OF_YEAR.match(value):  # "fell in the fourth quarter": not in one to come
        return "-" + value, False
    return value, tense == "future"


def _tense(source: Source, region: Region, reading: Reading) -> str | None:
    """``past``, ``present`` or ``future``: by the last cue before the date, else the first one after it."""
    text, grammar = source.folded, reading.grammar
    left = text[max(region.start, reading.start - _SENTENCE) : reading.start]
    if stops := list(_STOP.finditer(left)):
        left = left[stops[-1].end() :]
    right = text[reading.end : min(region.end, reading.end + _SENTENCE)]
    if stop := _STOP.search(right):
        right = right[: stop.start()]
    cues = [("future", grammar.future), ("past", grammar.past), ("present", grammar.present)]
    behind = [(m.end(), tense) for tense, cue in cues if cue for m in cue.finditer(left)]
    if behind:  # of two cues for the same word ("expected") the first one in the order above
        return max(behind, key=lambda found: found[0])[1]
    ahead = [(m.start(), tense) for tense, cue in cues if cue and (m := cue.search(right))]
    return min(ahead)[1] if ahead else None


def _alone(source: Source, group: list[Reading]) -> bool:
    """Whether the text is one date, list or span that is asked for, not told.

    At most one word stands beside it, or a few before it that say nothing of their own ("from the").
    """
    text, start, end = source.folded, group[0].start, group[-1].end
    if len(text) - (end - start) > _BESIDE:
        return False
    before, after = text[:start].split(), text[end:].split()
    if len(before) + len(after) < 2:
        return all(word.isalpha() for word in before + after)
    return not after and group[0].grammar.little.issuperset(before)
