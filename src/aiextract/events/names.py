"""When two names are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_MOST = 12  # words of a name that is a part of another
_KEPT = 4096  # names, and pairs of them, whose answers are kept: those of a document are asked for often


@lru_cache(maxsize=_KEPT)
def _plain(name: str) -> tuple[str, ...]:
    """The words of a name, without case and accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return tuple(_WORD.findall("".join(c for c in decomposed if not unicodedata.combining(c))))


class Names:
    """Whether two names are one: without case, accents and legal forms, whole or one inside the other."""

    def __init__(self, legal_forms: frozenset[str]) -> None:
        self._legal = legal_forms
        self.words = lru_cache(maxsize=_KEPT)(self._words)
        self.same = lru_cache(maxsize=_KEPT)(self._same)

    def _words(self, name: str) -> tuple[str, ...]:
        """The words that make the name."""
        words = _plain(name)
        return tuple(w for w in words if w not in self._legal) or words

    def bare(self, name: str) -> bool:
        """Whether the name is nothing but legal forms ("Inc")."""
        return self._legal.issuperset(_WORD.findall(name.casefold()))

    def _same(self, one: str, other: str) -> bool:
        """Whether the shorter name is the longer one, or a run of words at one of its ends."""
        a, b = self.words(one), self.words(other)
        if a == b or "".join(a) == "".join(b):
            return True
        short, long = (a, b) if len(a) <= len(b) else (b, a)
        return _tells(short) and (long[: len(short)] == short or long[-len(short) :] == short)


def _tells(words: tuple[str, ...]) -> bool:
    """Whether the words can stand for a longer name: a word of one or two letters cannot."""
    return bool(words) and (len(words) > 1 or len(words[0]) > 2)


class Known:
    """Names that are known, to ask for those that are one with another, however many there are."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._joined: set[str] = set()
        self._wholes: set[tuple[str, ...]] = set()
        self._parts: set[tuple[str, ...]] = set()

    def update(self, names: Iterable[str]) -> None:
        """Take names in."""
        for name in names:
            words = self._names.words(name)
            self._joined.add("".join(words))
            self._wholes.add(words)
            self._parts.update(_parts(words))

    def __contains__(self, name: str) -> bool:
        """Whether a name is one with any of them, as ``Names.same`` has it."""
        words = self._names.words(name)
        return (
            "".join(words) in self._joined
            or (_tells(words) and words in self._parts)
            or any(part in self._wholes for part in _parts(words) if _tells(part))
        )


def _parts(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The beginnings and ends of a name, none longer than a name ever is."""
    for cut in range(1, min(len(words), _MOST) + 1):
        yield words[:cut]
        yield words[-cut:]
