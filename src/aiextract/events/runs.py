"""Runs of name words: which of them a sentence holds, and where a letter's stop or slash does not end one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from aiextract.events.clauses import Token
from aiextract.events.lexicon import Lexicon
from aiextract.organizations.spans import begins_sentence
from aiextract.source import Source

_SLASHED = re.compile(r"(?<=\s[A-Z])/[A-Z](?![^\W_])")
_INITIALLED = re.compile(r"(?<=\s[A-Z])\. (?=[A-Z])")

Span = tuple[int, int]


def within(runs: Sequence[Span], start: int, end: int) -> Sequence[Span] | None:
    """Those of the runs (sorted, apart) that lie in ``[start, end)``; None where one crosses its edge."""
    low, high = bisect_left(runs, (start,)), bisect_left(runs, (end,))
    crossing = (low and runs[low - 1][1] > start) or (high and runs[high - 1][1] > end)
    return None if crossing else runs[low:high]


def completed(text: str, runs: Iterable[Span]) -> Iterator[Span]:
    """The runs, those that a letter's stop or slash cuts made whole: "Harlan D. Merks", "Norsk A/S"."""
    held = sorted(runs)
    k = 0
    while k < len(held):
        first, last = held[k]
        if text[last : last + 1] == "/" and _SLASHED.match(text, last):
            last += 2
        while k + 1 < len(held) and held[k + 1][0] == last + 2 and _INITIALLED.match(text, last):
            k += 1
            last = held[k][1]
        yield first, last
        k += 1


def clipped(runs: Iterable[Span], held: Iterable[Token]) -> Iterator[Span]:
    """The runs, without the unit of an amount at their end: "X Rp" of "X Rp 90 miliar"."""
    values = [token for token in held if token.kind == "money"]
    for first, last in runs:
        cut = next((token.start for token in values if first < token.start < last < token.end), last)
        yield first, cut - (cut < last)


def joined(
    source: Source,
    runs: Iterable[Span],
    held: Sequence[Token],
    lexicon: Lexicon,
    links: Sequence[str],
) -> Iterator[Span]:
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
            and last - first > 1  # "série B de X"
            and not lexicon.classes(source.folded[first:last])
            and not lexicon.is_trigger(source.folded[first:last])
            and not lexicon.classes(source.folded[slice(*spans[k + 1])].split()[0])
            and not begins_sentence(source.text, first)
        ):
            k += 1
            last = spans[k][1]
        yield first, last
        k += 1
