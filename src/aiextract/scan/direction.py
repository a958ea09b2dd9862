"""Which way a share moved, from the words of its clause: increase, decrease or nothing.

Going back from the number: qualifiers and fillers are skipped. A word of change right there decides
("chuté de 30 %", "down 3%"). Where a word of measure or level stands there ("de", "by", "to"), a word of
change may stand further back in the clause ("a diminué sur un an de 8 %"). Members of a list inherit
the direction of the member before, unless they are levels ("rose 5% to 12%").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from aiextract.languages import Language
from aiextract.source import Source

_TOKEN = re.compile(r"\d[\d.,]*%?|[^\W\d_]+'?(?:-[^\W\d_]+)*|[^\w\s]|\n")
_WORD_SPLIT = re.compile(r"[^\W\d_]+'?\*?(?:-[^\W\d_]+\*?)*|[^\w\s]")
_BOUNDARIES = frozenset('.;:!?\n()–%|•"')
_OPENERS = frozenset("(:;,\n")
_SIGNS = {"+": "increase", "-": "decrease", "–": "decrease"}
_WINDOW, _REACH, _SKIPS = 120, 9, 8

Words = tuple[str, ...]


class Phrases:
    """Phrases that may end at a place in a list of tokens."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._exact: dict[str, list[tuple[Words, str]]] = {}
        self._stems: dict[str, list[tuple[Words, str]]] = {}
        for phrase, label in phrases:
            words = tuple(_WORD_SPLIT.findall(phrase))
            stem = words[-1].endswith("*")
            table = self._stems if stem else self._exact
            table.setdefault(words[-1].rstrip("*"), []).append((words, label))
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)

    def ending(self, tokens: list[str], end: int) -> tuple[int, str] | None:
        """Length in tokens and label of the longest phrase that ends at ``end``."""
        word = tokens[end - 1]
        rows = list(self._exact.get(word, ()))
        for length in self._lengths:
            rows += self._stems.get(word[:length], ()) if length <= len(word) else ()
        best: tuple[int, str] | None = None
        for words, label in rows:
            if (best is None or len(words) > best[0]) and _stands(tokens, end, words):
                best = (len(words), label)
        return best


def _stands(tokens: list[str], end: int, words: Words) -> bool:
    begin = end - len(words)
    return begin >= 0 and all(
        token.startswith(word[:-1]) if word[-1] == "*" else token == word
        for token, word in zip(tokens[begin:end], words, strict=True)
    )


def _sign(text: str, start: int, floor: int) -> str | None:
    """A sign that is written to the number: "+3 %"; with a space between only where it opens: "(- 0,2 %)"."""
    at = start - 1
    if text[at : at + 1] == " " and text[at - 1 : at] in _SIGNS:
        opened = text[max(floor, at - 3) : at - 1].rstrip(" ")
        if at - 1 > floor and (not opened or opened[-1] not in _OPENERS):
            return None
        at -= 1
    label = _SIGNS.get(text[at : at + 1]) if at >= floor else None
    return None if label is None or text[at - 1 : at].isalnum() else label


class Directions:
    """The words of change of a language."""

    def __init__(self, language: Language) -> None:
        percent, numbers = language.percent, language.numbers
        self._changes = Phrases((w, label) for label, words in percent.changes.items() for w in words)
        self._near = Phrases(
            (w, label)
            for table in (percent.changes, percent.changes_near)
            for label, words in table.items()
            for w in words
        )
        skipped = (*percent.fillers, *(w for words in numbers.qualifiers.values() for w in words))
        self._glue = Phrases(
            # Of two readings of one phrase the first wins: "hingga" measures, and it qualifies.
            [(w, "measure") for w in (*percent.measures, *numbers.between)]
            + [(w, "level") for w in percent.levels]
            + [(w, "list") for w in (*percent.lists, ",")]
            + [(w, "skip") for w in skipped]
        )
        self._stops = frozenset(percent.stops)
        after = {w: label for label, words in percent.changes_after.items() for w in words}
        ordered = sorted(map(re.escape, after), key=len, reverse=True)
        self._after_labels = after
        self._after = (
            re.compile(rf"(?: [^\W\d_]{{3,16}}(?:-[^\W\d_]{{2,16}})?)?? ({'|'.join(ordered)})(?!\w)")
            if after
            else None
        )

    def find(
        self, source: Source, start: int, end: int, floor: int, before: tuple[int, str | None]
    ) -> str | None:
        """The direction of the share at ``[start, end)``.

        ``before`` is where the last share of the region ended, and its direction.
        """
        text = source.folded
        after = self._after.match(text, end) if self._after else None
        if after:
            return self._after_labels[after.group(1)]
        sign = _sign(text, start, floor)
        if sign is not None:
            return sign
        begin = max(floor, before[0], start - _WINDOW)
        tokens = _TOKEN.findall(text, begin, start)
        at, glue = self._skip(tokens)
        if at and "list" not in glue:
            near = self._near.ending(tokens, at)
            if near is not None:
                return near[1]
        if glue & {"measure", "level"}:
            label = self._further(tokens, at)
            if label is not None:
                return label
        if before[0] == begin and "list" in glue and "level" not in glue:
            return self._inherited(text[before[0] : start], before[1])
        return None

    def _skip(self, tokens: list[str]) -> tuple[int, set[str]]:
        """Where the words that lead to the number begin, and what kinds of them there are."""
        at, glue = len(tokens), set()
        for _ in range(_SKIPS):
            if at == 0:
                break
            found = self._glue.ending(tokens, at)
            if found is None:
                break
            # A cue that ends in the same words wins: "une baisse de", "up".
            near = self._near.ending(tokens, at)
            if near is not None and near[0] >= found[0]:
                break
            at -= found[0]
            glue.add(found[1])
        return at, glue

    def _further(self, tokens: list[str], at: int) -> str | None:
        for end in range(at, max(0, at - _REACH), -1):
            token = tokens[end - 1]
            if token in _BOUNDARIES or token[-1] == "%" or token in self._stops:
                return None
            found = self._changes.ending(tokens, end)
            if found is not None:
                return found[1]
        return None

    @staticmethod
    def _inherited(gap: str, label: str | None) -> str | None:
        tokens = _TOKEN.findall(gap)
        if len(tokens) > _REACH + 3 or any(t in ".;:!?\n" for t in tokens):
            return None
        return label


@lru_cache(maxsize=64)
def directions(language: Language) -> Directions:
    """The compiled words of change of a language (one a Language object)."""
    return Directions(language)
