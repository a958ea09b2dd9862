"""Phrases with labels, looked for where they end in a list of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\*?[^\W\d_]+'?\*?(?:-[^\W\d_]+\*?)*|[^\w\s]")
_MOST_WORDS = 4096  # whose phrases are known

Words = tuple[str, ...]
Rows = tuple[tuple[Words, str], ...]


class Phrases:
    """Phrases that may end at a place in a list of tokens; ``*`` is a missing end or beginning of a word.

    ``words`` finds the tokens of a phrase.
    """

    def __init__(self, phrases: Iterable[tuple[str, str]], words: re.Pattern[str] = _WORD) -> None:
        self._exact: dict[str, list[tuple[Words, str]]] = {}
        self._stems: dict[str, list[tuple[Words, str]]] = {}
        self._tails: dict[str, list[tuple[Words, str]]] = {}
        for phrase, label in phrases:
            row = tuple(words.findall(phrase))
            last = row[-1]
            table = self._stems if last[-1] == "*" else self._tails if last[0] == "*" else self._exact
            table.setdefault(last.strip("*"), []).append((row, label))
        self._stem_lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        self._tail_lengths = sorted({len(tail) for tail in self._tails}, reverse=True)
        # Word -> the phrases that end in it: most words end none, and the same come again and again.
        self._known: dict[str, Rows] = {}

    @property
    def empty(self) -> bool:
        """Whether there is no phrase."""
        return not (self._exact or self._stems or self._tails)

    def ending(self, tokens: list[str], end: int) -> tuple[int, str] | None:
        """Length in tokens and label of the longest phrase that ends at ``end``."""
        rows = self._known.get(tokens[end - 1])
        if rows is None:
            rows = self._rows(tokens[end - 1])
        best: tuple[int, str] | None = None
        for words, label in rows:
            count = len(words)
            if (best is None or count > best[0]) and (count == 1 or _stands(tokens, end, words)):
                best = (count, label)
        return best

    def _rows(self, word: str) -> Rows:
        rows = list(self._exact.get(word, ()))
        if word[0].isalpha():
            for length in self._stem_lengths:
                rows += self._stems.get(word[:length], ()) if length <= len(word) else ()
        for length in self._tail_lengths:
            rows += self._tails.get(word[-length:], ()) if length < len(word) else ()
        if len(self._known) >= _MOST_WORDS:
            self._known.clear()
        found = self._known[word] = tuple(rows)
        return found


def _stands(tokens: list[str], end: int, words: Words) -> bool:
    """Whether a phrase ends at ``end``, of which the last word is known to fit; read from there."""
    begin = end - len(words)
    if begin < 0:
        return False
    for at in range(len(words) - 2, -1, -1):
        if tokens[begin + at] != words[at] and not _fits(tokens[begin + at], words[at]):
            return False
    return True


def _fits(token: str, word: str) -> bool:
    """Whether a token is one that a word with a star stands for."""
    if word[-1] == "*":
        return token.startswith(word[:-1]) and token[0].isalpha()
    return word[0] == "*" and token.endswith(word[1:])
