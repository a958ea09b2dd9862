"""The words and signs beside a name: the text is taken apart once, for all its names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Set
from itertools import accumulate

from aiextract.organizations.lexicon import PHRASE_WORD
from aiextract.organizations.tokens import WORD

BREAK = "\n"  # stands among the words where a line ends
_PIECE = re.compile(rf"({PHRASE_WORD.pattern}|{BREAK})")
_NEAR = 44  # characters on each side in which a whole word must stand
_BEFORE, _AFTER = 11, 9  # words and signs, at most


class Surroundings:
    """The words and signs of a folded text, and where each begins."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        parts = _PIECE.split(folded)  # by turns what stands between words, and a word
        self._words = parts[1::2]
        self._starts = [*accumulate(map(len, parts))][:-1:2]

    def beside(self, start: int, end: int) -> tuple[list[str], list[str]]:
        """Words and signs before a name and after it, in the order of the text, ends of lines among them."""
        words, starts = self._words, self._starts
        at = bisect_left(starts, start)
        first = bisect_left(starts, start - _NEAR, max(0, at - _BEFORE), at)
        before = words[first:at]
        if before and starts[at - 1] + len(before[-1]) > start:  # the name begins inside a word
            before[-1:] = PHRASE_WORD.findall(self._folded, starts[at - 1], start)
        at = bisect_left(starts, end, at)
        last = bisect_left(starts, end + _NEAR, at, min(at + _AFTER, len(starts)))
        after = words[at:last]
        if after and starts[last - 1] + len(after[-1]) > end + _NEAR:
            after.pop()
        if at and (stop := starts[at - 1] + len(words[at - 1])) > end:  # the name ends inside a word
            after[:0] = PHRASE_WORD.findall(self._folded, end, stop)
        return before, after

    def written(self, words: Set[str], text: str) -> set[str]:
        """Those of the words, given in lower case, that the text has just so."""
        found: set[str] = set()
        for piece, start in zip(self._words, self._starts, strict=True):
            if piece in words:
                if text.startswith(piece, start):
                    found.add(piece)
            elif len(piece) > 1 and not piece.isalnum():  # joined by hyphens, elided
                found.update(words & {*WORD.findall(text, start, start + len(piece))})
        return found
