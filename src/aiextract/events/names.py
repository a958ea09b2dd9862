"""When two names are one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def _plain(name: str) -> tuple[str, ...]:
    """The words of a name, without case and accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return tuple(_WORD.findall("".join(c for c in decomposed if not unicodedata.combining(c))))


class Names:
    """Whether two names are one: without case, accents and legal forms, whole or one inside the other."""

    def __init__(self, legal_forms: frozenset[str]) -> None:
        self._legal = legal_forms

    def words(self, name: str) -> tuple[str, ...]:
        """The words that make the name."""
        words = _plain(name)
        return tuple(w for w in words if w not in self._legal) or words

    def bare(self, name: str) -> bool:
        """Whether the name is nothing but legal forms ("Inc")."""
        return all(word in self._legal for word in _WORD.findall(name.casefold()))

    def same(self, one: str, other: str) -> bool:
        """Whether the shorter name is the longer one, or a run of words at one of its ends."""
        a, b = self.words(one), self.words(other)
        if a == b or "".join(a) == "".join(b):
            return True
        short, long = (a, b) if len(a) <= len(b) else (b, a)
        if not short or (len(short) == 1 and len(short[0]) < 3):
            return False
        return long[: len(short)] == short or long[-len(short) :] == short
