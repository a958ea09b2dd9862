"""Whether two numbers that follow each other are the ends of one range, or members of one list."""

from __future__ import annotations

import re
from functools import lru_cache

from aiextract.languages import Language
from aiextract.scan.cues import Before
from aiextract.source import Source

_DASH = re.compile(r" ?[-–] ?")
_LONGEST_GAP = 24


class Ranges:
    """The range and list words of a language."""

    def __init__(self, language: Language) -> None:
        numbers = language.numbers
        # "dal 6 all'8 per cento": a word that ends in an apostrophe touches the number.
        self._words = frozenset(f" {word}" if word.endswith("'") else f" {word} " for word in numbers.ranges)
        if numbers.spacing != "words":
            self._words |= set(numbers.ranges)
        self._between = {
            joiner: tuple(sorted(o for o, joiners in numbers.between.items() if joiner in joiners))
            for joiners in numbers.between.values()
            for joiner in joiners
        }
        self._openers = {
            joiner: Before([("open", openers)], numbers.fillers) for joiner, openers in self._between.items()
        }
        self._lists = frozenset(f" {word} " for word in numbers.lists)
        self._moves = Before([("move", numbers.moves), ("change", numbers.changes)], numbers.fillers)

    def joins(
        self, source: Source, start: int, left_end: int, right_start: int, floor: int, own_unit: bool
    ) -> bool:
        """Whether what stands between two numbers makes them a range.

        ``start`` is where the first begins, ``own_unit`` whether it has a unit of its own.
        """
        if right_start - left_end > _LONGEST_GAP or right_start <= left_end:
            return False
        gap = source.folded[left_end:right_start]
        if _DASH.fullmatch(gap):
            return True
        if gap in self._words:
            label = self._moves.find(source, start, floor)
            return label is None or (label == "change" and not own_unit)
        joiner = gap.strip()
        # A conjunction may be written to what follows: "بين 5 و7".
        if gap in (f" {joiner} ", f" {joiner}") and joiner in self._openers:
            return self._openers[joiner].find(source, start, floor) is not None
        return False

    def lists(self, source: Source, left_end: int, right_start: int) -> bool:
        """Whether a coordinating word stands between two numbers."""
        return right_start - left_end <= _LONGEST_GAP and source.folded[left_end:right_start] in self._lists


@lru_cache(maxsize=64)
def ranges(language: Language) -> Ranges:
    """The compiled range words of a language (one a Language object)."""
    return Ranges(language)
