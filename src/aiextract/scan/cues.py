"""Cues beside a number: words right before it ("plus de", "até") or right behind it ("ou plus")."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aiextract.source import Source, fold

_TOKEN = re.compile(r"[^\W_]+'?|[^\w\s]")
# A word of a cue: it may end in "*", and "*" alone stands for any word.
_PATTERN = re.compile(r"[^\W_]+'?\*?|[^\w\s]")
_HUMP = re.compile(r"(?<=[^\W\d_])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])")
_WINDOW = 72
_FILLERS = 6
_MOST_WORDS = 4096  # whose phrases are known

Row = tuple[tuple[str, ...], str]


class Phrases:
    """Phrases that may end at a place in a list of tokens, each with a label.

    A word that ends in ``*`` is a beginning, and ``*`` alone stands for any word.
    """

    def __init__(self, phrases: Iterable[tuple[str, str]], words: re.Pattern[str] = _PATTERN) -> None:
        self._exact: dict[str, list[Row]] = {}
        self._stems: dict[str, list[Row]] = {}
        for phrase, label in phrases:
            row = tuple(words.findall(phrase))
            last = row[-1]
            table, key = (self._stems, last[:-1]) if last[-1] == "*" else (self._exact, last)
            table.setdefault(key, []).append((row, label))
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        # Word -> the phrases that end in it: most words end none, and come again and again.
        self._known: dict[str, tuple[Row, ...]] = {}

    def _rows(self, word: str) -> tuple[Row, ...]:
        rows = list(self._exact.get(word, ()))
        for length in self._lengths:
            if length <= len(word):
                rows += self._stems.get(word[:length], ())
        if len(self._known) >= _MOST_WORDS:
            self._known.clear()
        found = self._known[word] = tuple(rows)
        return found

    def ending(self, tokens: list[str], end: int) -> tuple[int, str] | None:
        """Length in tokens and label of the longest phrase that ends at ``end``."""
        word = tokens[end - 1]
        rows = self._known.get(word)
        if rows is None:
            rows = self._rows(word)
        best: tuple[int, str] | None = None
        for words, label in rows:
            count = len(words)
            if (best is None or count > best[0]) and (count == 1 or _stands(tokens, end, words)):
                best = (count, label)
        return best


def _stands(tokens: list[str], end: int, words: tuple[str, ...]) -> bool:
    """Whether the words stand before the last token of a phrase, which is known to fit."""
    begin = end - len(words)
    if begin < 0:
        return False
    for at in range(len(words) - 1):
        word, token = words[at], tokens[begin + at]
        if word != token and not (word[-1] == "*" and token.startswith(word[:-1])):
            return False
    return True


class Before:
    """Phrases that stand before a place, each with a label (see ``Phrases``)."""

    def __init__(self, cues: Iterable[tuple[str, Iterable[str]]], fillers: Iterable[str] = ()) -> None:
        self._cues = Phrases((phrase, label) for label, phrases in cues for phrase in phrases)
        self._fillers = Phrases((filler, "") for filler in fillers)

    def find(self, source: Source, start: int, floor: int) -> str | None:
        """The label of the cue that ends at ``start`` (fillers may stand between), or None."""
        begin = max(floor, start - _WINDOW)
        label = self._find(_TOKEN.findall(source.folded, begin, start))
        written = "" if label is not None else source.text[begin:start]
        if written and not written.islower() and _HUMP.search(written):  # glued words: "enfrentarAté US$ 5"
            label = self._find(_TOKEN.findall(fold(_HUMP.sub(" ", written))))
        return label

    def _find(self, tokens: list[str]) -> str | None:
        end = len(tokens)
        for _ in range(_FILLERS):
            if end == 0:
                return None
            if (cue := self._cues.ending(tokens, end)) is not None:
                return cue[1]
            filler = self._fillers.ending(tokens, end)
            if filler is None:
                return None
            end -= filler[0]
        return None


class After:
    """Phrases that stand right behind a place, each with a label."""

    def __init__(self, cues: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._labels = {phrase: label for label, phrases in cues for phrase in phrases}
        ordered = sorted(self._labels, key=len, reverse=True)
        joined = "|".join(re.escape(phrase) for phrase in ordered)
        self._pattern = re.compile(rf" ?\(?({joined})(?!\w)") if ordered else None

    def find(self, text: str, end: int) -> str | None:
        """The label of the cue that begins at ``end``, None where there is none."""
        match = self._pattern.match(text, end) if self._pattern else None
        return self._labels[match.group(1)] if match else None
