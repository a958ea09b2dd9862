"""Runs of name words: which of them a sentence holds, and where a letter's stop or slash does not end one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from aiextract.events.clauses import Token
from aiextract.events.lexicon import Lexicon
from aiextract.organizations.spans import begins_sentence
from aiextract.source import Source

_SLASHED = re.compile(r"(?<=\s[A-Z])/[A-Z](?![^\W_])")
_INITIALLED = re.compile(r"(?<=\s[A-Z])\. (?=[A-Z])")


class Runs:
    """The runs of name words of a region, to ask for those of a sentence."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._reached = list(accumulate((end for _, end in self._spans), max))

    def within(self, start: int, end: int) -> Sequence[tuple[int, int]] | None:
        """Those that lie in ``[start, end)``; None where one crosses its edge."""
        low, high = bisect_left(self._spans, (start,)), bisect_left(self._spans, (end,))
        crossing = (low and self._reached[low - 1] > start) or (high and self._reached[high - 1] > end)
        return None if crossing else self._spans[low:high]


def completed(text: str, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The runs, those that a letter's stop or slash cuts made whole: "Harlan D. Merks", "Norsk A/S"."""
    held = sorted(runs)
    k = 0
    while k < len(held):
        first, last = held[k]
        if _SLASHED.match(text, last):
            last += 2
        while k + 1 < len(held) and held[k + 1][0] == last + 2 and _INITIALLED.match(text, last):
            k += 1
            last = held[k][1]
        yield first, last
        k += 1


def joined(
    source: Source,
    runs: Iterable[tuple[int, int]],
    held: Sequence[Token],
    lexicon: Lexicon,
    links: Sequence[str],
) -> Iterator[tuple[int, int]]:
    """The runs, two of them made one where a small word links them: "Aceites de Jaén", "Hijos de Ana Ruiz".

    Neither may hold a mention (of ``held``), since a company of another is two names. Nor may the first open
    its sentence or be a common noun of what deals are told by: "Presidente de X", "Compra de X".
    """
    spans = sorted(completed(source.text, runs))
    k = 0
    while k < len(spans):
        first, last = spans[k]
        while (
            k + 1 < len(spans)
            and source.folded[last : spans[k + 1][0]].strip(" ") in links
            and not any(token.start < spans[k + 1][1] and first < token.end for token in held)
            and not lexicon.classes(source.folded[first:last])
            and not lexicon.is_trigger(source.folded[first:last])
            and not lexicon.classes(source.folded[slice(*spans[k + 1])].split()[0])
            and not begins_sentence(source.text, first)
        ):
            k += 1
            last = spans[k][1]
        yield first, last
        k += 1
