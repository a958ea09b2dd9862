"""What a lexicon is made of: the words of a pattern, the phrases of a word, and how any of many is found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Entry:
    """What a phrase of the lexicon is.

    A word that is a noun and a participle has two triggers ("reprise"): the second is its ``participle``.
    """

    classes: set[str] = field(default_factory=set)
    trigger: Any = None
    participle: Any = None
    cue: Any = None
    fixed: frozenset[str] = frozenset()  # the classes, once all are known

    def take(self, trigger: Any) -> None:
        """Take in a trigger: a participle beside a noun, else in place of the one before."""
        forms = self.trigger.form if self.trigger is not None else "", trigger.form
        if forms == ("participle", "noun"):
            self.participle, self.trigger = self.trigger, trigger
        elif forms == ("noun", "participle"):
            self.participle = trigger
        else:
            self.trigger = trigger

    def tells(self) -> bool:
        """Whether it tells of an event, or how far one is."""
        return self.trigger is not None or self.cue is not None


@dataclass(slots=True)
class Phrases:
    """The phrases of the lexicon that begin with one word.

    ``alone`` is what the word is by itself; ``longer`` gives by the second word the words behind the first
    and what the phrase is, the longest phrase first.
    """

    alone: Entry | None = None
    longer: dict[str, list[tuple[list[str], Entry]]] = field(default_factory=dict)

    def add(self, parts: list[str], found: Entry) -> None:
        """Take in a phrase."""
        if len(parts) > 1:
            self.longer.setdefault(parts[1], []).append((parts[1:], found))
        elif self.alone is None:
            self.alone = found

    def sort(self) -> None:
        """Put the longest phrases first."""
        for choices in self.longer.values():
            choices.sort(key=lambda choice: -len(choice[0]))


def expand(pattern: str) -> Iterator[str]:
    """The words that a pattern with braces stands for: ``"rachet{é,ée}"`` -> racheté, rachetée.

    Braces may stand in braces: ``"{un {seul,unique},aucun}"`` -> un seul, un unique, aucun.
    """
    opening = pattern.find("{")
    if opening < 0:
        yield pattern
        return
    choices, closing = _choices(pattern, opening)
    tails = list(expand(pattern[closing + 1 :]))
    for choice in choices:
        for word in expand(choice):
            yield from (pattern[:opening] + word + tail for tail in tails)


def _choices(pattern: str, opening: int) -> tuple[list[str], int]:
    """What the brace at ``opening`` lets choose from, and where it closes."""
    depth, begun, choices = 0, opening + 1, list[str]()
    for at in range(opening, len(pattern)):
        char = pattern[at]
        depth += (char == "{") - (char == "}")
        if depth == 0 or (depth == 1 and char == ","):
            choices.append(pattern[begun:at])
            begun = at + 1
        if depth == 0:
            return choices, at
    raise ValueError(f"a brace is not closed in {pattern!r}")


def trie(words: Iterable[str]) -> str:
    """A regular expression for any of the words that looks at each character once."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: dict[str, Any]) -> str:
    branches = [re.escape(char) + _pattern(below) for char, below in sorted(node.items()) if char]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return joined + "?" if "" in node else joined
