"""Where triggers stand in a text, before a sentence is read: they are looked up by their first words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import Any, NamedTuple

from aiextract.scan import Region
from aiextract.scan.words import words
from aiextract.source import Source

PARTS = re.compile(r"[^\W\d_]+|\d+")


class _Choices(NamedTuple):
    """The triggers that begin with the same two words, or with a single one."""

    phrases: tuple[str, ...]
    rules: tuple[Any, ...]

    def said(self, folded: str, at: int, high: int) -> list[tuple[str, Any]]:
        """The phrases that stand whole at ``at``, below ``high``, and their triggers.

        An elided word stands right before the next one: "tombe aux mains d'X".
        """
        if not folded.startswith(self.phrases, at, high) or (at and folded[at - 1].isalnum()):
            return []
        return [
            (phrase, rule)
            for phrase, rule in zip(*self, strict=True)
            if folded.startswith(phrase, at, high)
            and (
                phrase[-1] == "'" or not folded[at + len(phrase) : min(at + len(phrase) + 1, high)].isalnum()
            )
        ]


class _Told(NamedTuple):
    """The triggers that a word tells of: alone, by the one behind it, or by the one before it."""

    alone: _Choices | None
    behind: Mapping[str, _Choices]
    before: Mapping[str, _Choices]


_NOTHING = _Told(None, {}, {})


class Openings:
    """The triggers of a lexicon, given by phrase, as they begin: by the longer of their first two words.

    It is rarer than the other, an auxiliary mostly; so is a number ("il 51% alla").
    """

    def __init__(self, triggers: Mapping[str, Any]) -> None:
        begun: dict[tuple[str, str], dict[str, Any]] = {}
        for phrase, rule in triggers.items():
            if parts := PARTS.findall(phrase):
                begun.setdefault((parts[0], parts[1] if len(parts) > 1 else ""), {})[phrase] = rule
        alone: dict[str, _Choices] = {}
        behind: dict[str, dict[str, _Choices]] = {}
        before: dict[str, dict[str, _Choices]] = {}
        for (first, second), said in begun.items():
            choices = _Choices(tuple(said), tuple(said.values()))
            if not second:
                alone[first] = choices
            elif second.isdigit() or len(second) > len(first):
                before.setdefault(second, {})[first] = choices
            else:
                behind.setdefault(first, {})[second] = choices
        self._told = {
            word: _Told(alone.get(word), behind.get(word, {}), before.get(word, {}))
            for word in {*alone, *behind, *before}
        }

    def starts(self, source: Source, region: Region) -> Iterator[tuple[int, list[Any]]]:
        """Where triggers in a region begin, in order, and which ones; a place may come more than once."""
        read = words(source, region)
        for i, choices in self._begin(read.words):
            if said := choices.said(source.folded, read.starts[i], region.end):
                yield read.starts[i], [rule for _, rule in said]

    def may_begin(self, words: Sequence[str]) -> bool:
        """Whether a trigger can stand among the words of a sentence: the first two of one do."""
        return next(self._begin(words), None) is not None

    def _begin(self, words: Sequence[str]) -> Iterator[tuple[int, _Choices]]:
        """Where the first two words of triggers stand, or the only one."""
        told, last = self._told, len(words) - 1
        for i in compress(range(len(words)), map(told.__contains__, words)):
            alone, behind, before = told[words[i]]
            if before and i and (choices := before.get(words[i - 1])) is not None:
                yield i - 1, choices
            if alone is not None:
                yield i, alone
            if behind and i < last and (choices := behind.get(words[i + 1])) is not None:
                yield i, choices

    def end(self, folded: str, at: int) -> int | None:
        """Where the trigger ends that begins at ``at``, the longest; None where none does."""
        first = PARTS.match(folded, at)
        if first is None:
            return None
        second = PARTS.search(folded, first.end())
        one, other = first[0], second[0] if second is not None else ""
        begun = self._told.get(one, _NOTHING)
        found = (begun.alone, begun.behind.get(other), self._told.get(other, _NOTHING).before.get(one))
        ends = [
            at + len(phrase)
            for choices in found
            if choices is not None
            for phrase, _ in choices.said(folded, at, len(folded))
        ]
        return max(ends, default=None)
