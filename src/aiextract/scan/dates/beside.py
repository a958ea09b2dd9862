"""What stands beside a date: templates of guards and modifiers, for the text before or behind a match.

A search through the text before each match would cost more than the match. So the words with which a
template can touch the match are known, by their beginnings: mostly the word that stands there shows at once
that none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from aiextract.scan.dates.outline import ANY
from aiextract.scan.dates.pattern import Lexicon, uncaptured

_GAP = r"[ \t]{0,4}\n?"


@dataclass(frozen=True)
class Beside:
    """Templates of what stands beside a match, as one expression for a slice of the text.

    ``near``: beginnings of the words (runs of digits: ``#``) one of which is the word next to the match where
    the expression finds something; None where that may be any word, or none.
    """

    expression: str
    near: frozenset[str] | None

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a text first asks for it: one article needs few."""
        return re.compile(self.expression)

    def possible(self, hints: Iterable[str]) -> bool:
        """Whether the expression can find something where the next word has these hints."""
        return self.near is None or not self.near.isdisjoint(hints)


def beside(templates: Iterable[str], lexicon: Lexicon, *, behind: bool) -> Beside | None:
    """What may stand directly before (``behind``: after) a match; None where there are no templates."""
    bodies: list[str] = []
    hints: set[str] = set()
    bare = not lexicon.spaced
    for template in templates:
        piece, own = uncaptured(template, lexicon)
        bodies.append(piece.regex)
        hints |= own
        bare = bare or not piece.outline.least
    if not bodies:
        return None
    near = None if bare or ANY in hints else frozenset(hints)
    return Beside(_around("|".join(bodies), lexicon.spaced, behind), near)


def _around(either: str, spaced: bool, behind: bool) -> str:
    if not spaced:
        return rf"{_GAP}(?:{either})" if behind else rf"(?:{either}){_GAP}\Z"
    if behind:
        return rf"{_GAP}(?:{either})(?:(?!\w)|(?<=\W))"
    return rf"(?:(?<!\w)|(?=\W))(?:{either}){_GAP}\Z"
