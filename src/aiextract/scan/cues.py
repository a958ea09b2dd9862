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


def _fits(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern[-1] == "*" else word == pattern


class Before:
    """Phrases that stand before a place, each with a label. A word that ends in ``*`` is a beginning."""

    def __init__(self, cues: Iterable[tuple[str, Iterable[str]]], fillers: Iterable[str] = ()) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for label, phrases in cues:
            for phrase in phrases:
                words = tuple(_PATTERN.findall(phrase))
                table, key = (
                    (self._stems, words[-1][:-1]) if words[-1][-1] == "*" else (self._exact, words[-1])
                )
                table.setdefault(key, []).append((words, label))
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        self._fillers: dict[str, list[tuple[str, ...]]] = {}
        for filler in fillers:
            words = tuple(_PATTERN.findall(filler))
            self._fillers.setdefault(words[-1], []).append(words)

    def find(self, source: Source, start: int, floor: int) -> str | None:
        """The label of the cue that ends at ``start`` (fillers may stand between), or None."""
        begin = max(floor, start - _WINDOW)
        window = source.folded[begin:start]
        label = self._find(_TOKEN.findall(window))
        if label is None and _HUMP.search(source.text, begin, start):  # glued words: "enfrentarAté US$ 5"
            split = fold(_HUMP.sub(" ", source.text[begin:start]))
            label = self._find(_TOKEN.findall(split))
        return label

    def _find(self, tokens: list[str]) -> str | None:
        end = len(tokens)
        for _ in range(_FILLERS):
            if end == 0:
                return None
            if (label := self._match(tokens, end)) is not None:
                return label
            filler = max(
                (len(f) for f in self._fillers.get(tokens[end - 1], ()) if self._stands(tokens, end, f)),
                default=0,
            )
            if filler == 0:
                return None
            end -= filler
        return None

    def _match(self, tokens: list[str], end: int) -> str | None:
        word = tokens[end - 1]
        best: tuple[int, str] | None = None
        rows = list(self._exact.get(word, ()))
        for length in self._lengths:
            if length <= len(word):
                rows += self._stems.get(word[:length], ())
        for words, label in rows:
            if (best is None or len(words) > best[0]) and self._stands(tokens, end, words):
                best = (len(words), label)
        return best[1] if best else None

    @staticmethod
    def _stands(tokens: list[str], end: int, words: tuple[str, ...]) -> bool:
        begin = end - len(words)
        return begin >= 0 and all(_fits(t, w) for t, w in zip(tokens[begin:end], words, strict=True))


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
