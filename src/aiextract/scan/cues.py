"""Cues beside a number: words right before it ("plus de", "até") or right behind it ("ou plus")."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aiextract.scan.phrases import Phrases
from aiextract.source import Source, fold

_TOKEN = re.compile(r"[^\W_]+'?|[^\w\s]")
# A word of a cue: it may end in "*", and "*" alone stands for any word.
_PATTERN = re.compile(r"[^\W_]+'?\*?|[^\w\s]")
_HUMP = re.compile(r"(?<=[^\W\d_])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])")
_WINDOW = 72
_FILLERS = 6


class Before:
    """Phrases that stand before a place, each with a label.

    A word that ends in ``*`` is a beginning, and ``*`` alone stands for any word.
    """

    def __init__(self, cues: Iterable[tuple[str, Iterable[str]]], fillers: Iterable[str] = ()) -> None:
        self._cues = Phrases(((phrase, label) for label, phrases in cues for phrase in phrases), _PATTERN)
        self._fillers = Phrases(((filler, "") for filler in fillers), _PATTERN)

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
