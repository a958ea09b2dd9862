"""Where triggers stand in a text, before a sentence is read: they are looked up by their first two words."""

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


_NONE = _Choices((), ())


class Openings:
    """The triggers of a lexicon, given by phrase, as they begin."""

    def __init__(self, triggers: Mapping[str, Any]) -> None:
        begun: dict[str, dict[str, dict[str, Any]]] = {}
        for phrase, rule in triggers.items():
            if parts := PARTS.findall(phrase):
                second = parts[1] if len(parts) > 1 else ""
                begun.setdefault(parts[0], {}).setdefault(second, {})[phrase] = rule
        self._begun = {
            first: {second: _Choices(tuple(said), tuple(said.values())) for second, said in behind.items()}
            for first, behind in begun.items()
        }

    def starts(self, source: Source, region: Region) -> Iterator[tuple[int, list[Any]]]:
        """Where the triggers in a region begin, in order, and which ones begin there."""
        read = words(source, region)
        for i, behind, second in self._begin(read.words):
            if said := _said(source.folded, read.starts[i], region.end, behind, second):
                yield read.starts[i], [rule for _, rule in said]

    def may_begin(self, words: Sequence[str]) -> bool:
        """Whether a trigger can stand among the words of a sentence: the first two of one do."""
        return next(self._begin(words), None) is not None

    def _begin(self, words: Sequence[str]) -> Iterator[tuple[int, Mapping[str, _Choices], str]]:
        """Where the first two words of triggers stand: what begins with the first, and the second."""
        begun, last = self._begun, len(words) - 1
        for i in compress(range(len(words)), map(begun.__contains__, words)):
            behind, second = begun[words[i]], words[i + 1] if i < last else ""
            if "" in behind or second in behind:
                yield i, behind, second

    def end(self, folded: str, at: int) -> int | None:
        """Where the trigger ends that begins at ``at``, the longest; None where none does."""
        first = PARTS.match(folded, at)
        behind = self._begun.get(first[0]) if first is not None else None
        if first is None or behind is None:
            return None
        second = PARTS.search(folded, first.end())
        said = _said(folded, at, len(folded), behind, second[0] if second is not None else "")
        return max([at + len(phrase) for phrase, _ in said], default=None)


def _said(
    folded: str, at: int, high: int, behind: Mapping[str, _Choices], second: str
) -> list[tuple[str, Any]]:
    """The phrases that stand whole at ``at``, below ``high``, and their triggers.

    ``behind`` are those that begin with the word there, by their next word. An elided word stands right
    before the next one: "tombe aux mains d'X".
    """
    if at and folded[at - 1].isalnum():
        return []
    return [
        (phrase, rule)
        for choices in (behind.get("", _NONE), behind.get(second, _NONE) if second else _NONE)
        if folded.startswith(choices.phrases, at, high)
        for phrase, rule in zip(*choices, strict=True)
        if folded.startswith(phrase, at, high)
        and (phrase[-1] == "'" or not folded[at + len(phrase) : min(at + len(phrase) + 1, high)].isalnum())
    ]
