"""What a model has marked in a document, as the names of parties are read by it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from aiextract.events.clauses import Token
from aiextract.events.runs import within
from aiextract.organizations.model import NameSpan
from aiextract.scan import Region

_NAMES = ("model:org", "model:per", "model:misc")  # the kinds of names that a deal may have
_ELSE = ("model:loc", "model:per")  # the kinds that no company has
_PLACE = "model:loc"
_SURE = 0.95  # how sure of it the model must be

Span = tuple[int, int]


class Marks:
    """The names that a model has marked.

    To it ``doubted`` spans are surely no company, ``companies`` may be one, ``seats`` are a place. ``names``
    are kept only where all nouns have a capital, where the rules alone see too little.
    """

    def __init__(self, seen: Sequence[NameSpan], regions: Iterable[Region]) -> None:
        asked = bool(seen) and any(region.language.text.capital_nouns for region in regions)
        self.names = sorted(name for name in seen if name.rule.startswith(_NAMES)) if asked else []
        self._starts = [name.start for name in self.names]
        self._whole = sorted((name.start, name.end) for name in seen)
        doubted = [name for name in seen if name.rule.startswith(_ELSE) and (name.score or 0) >= _SURE]
        self.doubted = {(name.start, name.end) for name in doubted}
        self.companies = {(name.start, name.end) for name in seen if name.is_organization}
        self.seats = {(name.start, name.end) for name in seen if name.rule.startswith(_PLACE)}

    def whole(self, start: int, end: int) -> Sequence[Span]:
        """The names of all kinds that a sentence holds; none where one crosses its edge."""
        return within(self._whole, start, end) or ()

    def kinds(self, text: str, start: int, end: int, held: Sequence[Token] = ()) -> dict[Span, str]:
        """The ``names`` of a sentence and their kinds.

        What a mention (of ``held``) holds at the end of a name is no part of it ("Norvale 2019").
        """
        found: dict[Span, str] = {}
        if not self.names:
            return found
        for name in self.names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            first, last = name.start, min(name.end, end)
            last = min([token.start for token in held if first < token.start < last], default=last)
            last = first + len(text[first:last].rstrip())
            if first < last:
                found[first, last] = name.rule.split(":")[1]
        return found
