"""The qualifier of a number ("environ", "plus de", "ou mais") from the words beside it."""

from __future__ import annotations

from functools import lru_cache

from aiextract.languages import Language
from aiextract.scan.cues import After, Before
from aiextract.source import Source


class Qualifiers:
    """The qualifier cues of a language."""

    def __init__(self, language: Language) -> None:
        numbers = language.numbers
        self._before = Before(numbers.qualifiers.items(), numbers.fillers)
        self._after = After(numbers.qualifiers_after.items())

    def find(self, source: Source, start: int, end: int, floor: int) -> str:
        """The qualifier of what stands at ``[start, end)``: ``exact`` where no cue is there.

        A cue behind it that is labelled ``exact`` shields from a shorter one
        ("more expensive" from "more").
        """
        after = self._after.find(source.folded, end)
        if after is not None and after != "exact":
            return after
        return self._before.find(source, start, floor) or "exact"


@lru_cache(maxsize=64)
def qualifiers(language: Language) -> Qualifiers:
    """The compiled qualifier cues of a language (one a Language object)."""
    return Qualifiers(language)
