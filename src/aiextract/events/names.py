"""When two names are one."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


class Names:
    """Whether two names are one: without case, accents and legal forms, whole or one inside the other."""

    def __init__(self, legal_forms: frozenset[str]) -> None:
        self._legal = legal_forms

    def words(self, name: str) -> tuple[str, ...]:
        """The words that make the name."""
        plain = "".join(
            c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c)
        )
        words = tuple(_WORD.findall(plain))
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
