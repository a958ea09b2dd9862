"""The words and signs beside a name: the text is taken apart once, for all its names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Set

from aiextract.organizations.lexicon import PHRASE_WORD
from aiextract.organizations.tokens import WORD

BREAK = "\n"  # stands among the words where a line ends
_PIECE = re.compile(rf"{PHRASE_WORD.pattern}|{BREAK}")
_NEAR = 44  # characters on each side in which a whole word must stand
_BEFORE, _AFTER = 11, 9  # words and signs, at most


class Surroundings:
    """The words and signs of a folded text, and where each begins."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        pieces = list(_PIECE.finditer(folded))
        self._words = [piece[0] for piece in pieces]
        self._starts = [piece.start() for piece in pieces]

    def before(self, start: int) -> list[str]:
        """Words and signs before a name, in the order of the text, the end of a line among them."""
        words, starts = self._words, self._starts
        at = bisect_left(starts, start)
        first = bisect_left(starts, start - _NEAR, max(0, at - _BEFORE), at)
        if first < at and starts[at - 1] + len(words[at - 1]) > start:  # the name begins inside a word
            return words[first : at - 1] + PHRASE_WORD.findall(self._folded, starts[at - 1], start)
        return words[first:at]

    def after(self, end: int) -> list[str]:
        """Words and signs after a name, the end of a line among them."""
        words, starts = self._words, self._starts
        at = bisect_left(starts, end)
        last = bisect_left(starts, end + _NEAR, at, min(at + _AFTER, len(starts)))
        if last > at and starts[last - 1] + len(words[last - 1]) > end + _NEAR:
            last -= 1
        if at and (stop := starts[at - 1] + len(words[at - 1])) > end:  # the name ends inside a word
            return PHRASE_WORD.findall(self._folded, end, stop) + words[at:last]
        return words[at:last]

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
