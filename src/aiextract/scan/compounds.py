"""Numbers written as one word: German "fünfundzwanzigtausend", Italian "duecentocinquanta"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from aiextract.scan.arithmetic import multiply, place, plus

PREFIX = 4  # letters by which most words show that they are no numbers
_LONGEST = 48
_TEN, _HUNDRED = Decimal(10), Decimal(100)


class Compounds:
    """Splits a word into the number words of a language; ``joiners`` may stand between them ("und")."""

    def __init__(self, entries: Mapping[str, tuple[str, Decimal]], joiners: Sequence[str]) -> None:
        parts = sorted((e for e, (kind, _) in entries.items() if kind in "UM" and " " not in e), key=len)
        self._entries = entries
        self.prefixes = _prefixes(parts, ("", *joiners))
        between = "|".join(sorted(map(re.escape, filter(None, joiners)), key=len, reverse=True))
        self._part = re.compile(f"({between})??({'|'.join(reversed(parts))})") if parts else None

    def value(self, word: str) -> Decimal | None:
        """The value of a word that is several number words in one, None where it is none."""
        if self._part is None or len(word) > _LONGEST or word[:PREFIX] not in self.prefixes:
            return None
        terms: list[Decimal] = []
        before = ""
        at = 0
        while at < len(word):
            match = self._part.match(word, at)
            if match is None:
                return None
            joiner, part = match.groups()
            kind, value = self._entries[part]
            if kind == "M":
                terms, _ = multiply(terms, value)
            elif joiner and before == "U" and terms[-1] < _TEN <= value < _HUNDRED:  # "fünf-und-zwanzig"
                terms[-1] = plus(terms[-1], value)
            elif not terms or value < place(terms[-1]):
                terms.append(value)
            else:
                return None
            before = kind
            at = match.end()
        return plus(*terms)


def _prefixes(parts: Sequence[str], joiners: Sequence[str]) -> frozenset[str]:
    """What a number that begins with one of the parts can begin with, in PREFIX letters."""
    found, short = set[str](), set(parts)
    while short:
        found |= {word[:PREFIX] for word in short}
        longer = (word + joiner for word in short if len(word) < PREFIX for joiner in joiners)
        short = {word + part for word in longer for part in parts}
    return frozenset(found)
