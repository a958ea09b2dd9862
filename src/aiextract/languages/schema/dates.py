r"""The ``[dates]`` section of a language file.

A pattern is a template over the folded text: ``{name}`` is a lexical class (``[dates.classes]``), a part
(``[dates.parts]``) or a number class (``NUMBER_CLASSES``); ``{name:label}`` captures it under another label;
``[...]`` may be left out, ``(a|b)`` is a choice, a space stands for space in the text, ``\`` takes the next
character as it is, and every other character stands for itself. ``<...>`` marks the mentions where a pattern
holds more than one, or more text than its mention.

A value is a template over labels, filled with what was captured, and read in this notation
(``scan.dates.resolve``): a TIMEX3 value whose missing labels are ``X``; ``REF``, ``PREV`` or ``SAME`` (the
publication date, the date before in the text at the precision of the unit, that date at its own precision)
with a shift (``REF-1M``, ``REF+0Y-Q1``); ``<``, ``>`` or ``=`` before it for the one before, after or in
the same year, ``+`` for the first that is not over, ``-`` for the last that has begun; ``#2WD1``, ``#-1D``,
``#1:7M`` after it for the second Monday, the last day, the first seven months of it, ``#REST`` for what is
left of it; ``@3`` for a date that is a Wednesday; ``^-2W`` at the end for two weeks before that, at its own
precision (``^+3B``: three working days after it). Captures whose label begins with ``add`` are added up
(``{thousands:addyear} {tens:addyear}`` is ``year``).
"""

from __future__ import annotations

from typing import Literal

from aiextract.languages.schema.base import Rule, Section

Mod = Literal["START", "MID", "END", "BEFORE", "AFTER", "APPROX"]

# Classes of digits that every language has, as regular expressions over the folded text.
NUMBER_CLASSES: dict[str, str] = {
    "year": r"(?:1\d|20)\d\d",
    "modern": r"(?:19|20)\d\d",
    "anyyear": r"\d{1,4}",
    "yy": r"\d\d",
    "lateyy": r"3[2-9]|[4-9]\d",
    "mm": r"0?[1-9]|1[0-2]",
    "mm2": r"0[1-9]|1[0-2]",
    "dd": r"0?[1-9]|[12]\d|3[01]",
    "dd2": r"0[1-9]|[12]\d|3[01]",
    "clock": r"[0-5]\d",
    "week": r"0?[1-9]|[1-4]\d|5[0-3]",
    "n": r"\d{1,3}",
    "q": r"[1-4]",
    "h": r"[12]",
    "decade": r"(?:1\d|20)\d0|\d0",
    "word": r"[^\W\d_]+",
    "start": r"(?<![^\n])",  # of a line
    "end": r"(?![^\n])",
    "roman": r"xx?i?[xv]|x{0,2}vi{0,3}|x{1,2}i{0,3}|i{1,3}",
}


class DateRule(Rule):
    """A pattern and the value that it has.

    ``value``: a template, one a mention. ``mod``: of every mention. ``before`` / ``not_before``: templates
    of what must, or must not, stand directly before; ``after`` / ``not_after`` the same behind. ``case``:
    how the first letter of the month or weekday, else of the match, is written in the text. ``lead``: words
    that join the span where they stand before it. ``cued``: only after a word of time (``cues``), a mod, or
    in a list of dates. ``kind``: ``year`` puts the guards of ``[dates.years]`` around it. ``tense``: only
    in a sentence that speaks of it. ``known``: only where the publication date says which day it is.
    """

    pattern: str
    value: str | tuple[str, ...]
    mod: Mod | None = None
    before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    case: Literal["upper", "lower"] | None = None
    cued: bool = False
    kind: Literal["year"] | None = None
    known: bool = False
    tense: Literal["past", "future"] | None = None
    priority: int = 0


class DateModifier(Rule):
    """Words before (or ``after``) a date of a week or more that say which part is meant; in the span."""

    pattern: str
    mod: Mod
    after: bool = False


class YearGuards(Section):
    """What tells a year from another number of four digits.

    ``weak``: words before that leave it open (a noun must not follow). ``not_before``: words before it that
    make it a count or a number of something. ``not_after``: words after it that it counts. ``plurals``:
    endings of nouns that it counts. ``adjectives``: a regular expression of how adjectives before them end,
    where all nouns have a capital. ``glued``: words that may be written together with the year, in untidy
    text.
    """

    weak: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    adjectives: str = ""
    function_words: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()


class DatesSection(Section):
    """Classes map a value to its forms in folded text; a form's last point may be left out.

    ``names`` are those that CLDR gives (scripts/import_cldr_dates.py); ``classes`` add to them, ``parts``
    are templates by name. ``order``: of day, month and year in numbers. ``cues``: words of time directly
    before a date. ``joins``: what stands between two dates that share a year or a month. ``future``,
    ``past``, ``present``: regular expressions of what, in a sentence, says of which time it speaks; ``until``
    of what stands right before a date that, in a sentence not of the past, is to come.
    ``spaced`` is false where words are written without spaces; ``plain`` is true where people also write
    words without their accents.
    """

    order: Literal["dmy", "mdy", "ymd"] = "dmy"
    spaced: bool = True
    plain: bool = False
    names: dict[str, dict[str, tuple[str, ...]]] = {}
    classes: dict[str, dict[str, tuple[str, ...]]] = {}
    parts: dict[str, str] = {}
    cues: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    future: str | None = None
    past: str | None = None
    present: str | None = None
    until: str | None = None
    years: YearGuards = YearGuards()
    modifiers: tuple[DateModifier, ...] = ()
    rules: tuple[DateRule, ...] = ()
