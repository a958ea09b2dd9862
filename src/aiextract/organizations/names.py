"""Lists of known names: read once, on first use, and looked up word by word.

``data/names/organizations.tsv`` is written by hand (canonical name, aliases, flag);
``data/names/imported.tsv.gz`` is made by ``scripts/import_names.py``. A *key* is the name in lower case
without accents, its words joined by one space, so that "Character.AI", "AT&T" and "Société Générale" are
found however they are punctuated.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from aiextract.languages import DATA
from aiextract.organizations.tokens import WORD

NAMES = DATA / "names"
# The next word of a name, with what may stand before it.
_NEXT = re.compile(r"[ \u00a0\u202f.&'\u2019\-\u2010\u2011+/:!*]{1,3}+([^\W_]+)")
_WINDOW = 40  # characters that hold the next word
_LONGEST_WORD = 100  # characters: no name begins with a longer one
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_KINDS = {
    "k": "known",
    "km": "known_mid",
    "kw": "known_weak",
    "kp": "known_platform",
    "l": "listed",
    "lw": "listed_weak",
    "ls": "listed_word",
    "u": "university",
}


class Name(NamedTuple):
    """A name of the lists: canonical form, the form listed, and the kind of evidence that a match is."""

    canonical: str
    surface: str
    kind: str


def plain_word(word: str) -> str:
    """A word in lower case without accents."""
    word = word.lower()
    return word if word.isascii() else _without_accents(word)


@lru_cache(maxsize=16384)
def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def key(name: str) -> str:
    """The form under which a name is kept and looked up: ``"AT&T" -> "at t"``."""
    return " ".join(plain_word(word) for word in WORD.findall(name))


class Entries(NamedTuple):
    """The names that begin with one word, by the plain words that follow it, joined by spaces."""

    names: dict[str, Name]
    longest: int  # most words that follow
    seconds: frozenset[str]  # the words that may be the second one


class NameList:
    """Names by their first word; an entry is parsed when its first word is met in a text."""

    def __init__(self, written: str, imported: str) -> None:
        self._raw: dict[str, str] = {}
        self._written: dict[str, dict[str, Name]] = {}
        self._parsed: dict[str, Entries] = {}
        for line in imported.splitlines():
            first, _, rest = line.partition("\t")
            self._raw[first] = rest
        for line in written.splitlines():
            if line and line[0] != "#":
                self._add(line)
        for first in self._written:
            self._raw.setdefault(first, "")
        self.firsts: Collection[str] = self._raw.keys()  # the plain words that a name may begin with

    def _add(self, line: str) -> None:
        canonical, _, rest = line.partition("\t")
        aliases, _, flag = rest.partition("\t")
        surfaces = [canonical, *(alias for alias in aliases.split("|") if alias)]
        humped = [_HUMP.sub(" ", s) for s in surfaces if " " not in s and _HUMP.search(s)]
        for surface in (*surfaces, *humped):
            mark = flag
            if surface.endswith(("?", "~")):  # one alias that needs support although the name does not
                mark, surface = {"?": "w", "~": "m"}[surface[-1]], surface[:-1]
            words = key(surface).split(" ", 1)
            entries = self._written.setdefault(words[0], {})
            entries.setdefault(
                words[1] if len(words) > 1 else "", Name(canonical, surface, _KINDS["k" + mark])
            )

    def entries(self, first: str) -> Entries | None:
        """Names that begin with this word (plain)."""
        parsed = self._parsed.get(first)
        if parsed is None and (raw := self._raw.get(first)) is not None:
            names: dict[str, Name] = {}
            for entry in raw.split("\t") if raw else ():
                rest, surface, flag = entry.split("|")
                names[rest] = Name(surface, surface, _KINDS[flag])
            names.update(self._written.get(first, ()))
            following = [rest.split(" ") for rest in names if rest]
            longest = max(map(len, following), default=0)
            # Set at once when it is complete: threads may race.
            parsed = self._parsed[first] = Entries(names, longest, frozenset(words[0] for words in following))
        return parsed

    def at(self, text: str, start: int, limit: int) -> list[tuple[int, Name]]:
        """Names that the text spells from ``start`` on (their ends, longest first), not beyond ``limit``."""
        match = WORD.match(text, start, min(limit, start + _LONGEST_WORD))
        entries = self.entries(plain_word(match[0])) if match is not None else None
        if match is None or entries is None:
            return []
        end = match.end()
        found: list[tuple[int, Name]] = []
        if name := entries.names.get(""):
            found.append((end, name))
        rest = ""
        for _ in range(entries.longest):
            if (following := _NEXT.match(text, end, min(limit, end + _WINDOW))) is None:
                break
            end = following.end()
            word = plain_word(following[1])
            if rest:
                rest = f"{rest} {word}"
            elif word in entries.seconds:
                rest = word
            else:
                break
            if name := entries.names.get(rest):
                found.append((end, name))
        return [
            (end + plus, name)
            for end, name in reversed(found)
            if (plus := name.surface.endswith("+")) <= (text[end : end + 1] == "+")
            and _written_alike(text[start : end + plus], name.surface)
        ]

    def whole(self, text: str, start: int, end: int, limit: int) -> Name | None:
        """The name that the text spells at ``[start, end)``, its last word read up to ``limit``."""
        return next((name for stop, name in self.at(text, start, limit) if stop == end), None)


def _written_alike(seen: str, listed: str) -> bool:
    """Whether the capitals of the text allow this name ("Meta" is not "meta", "WHO" not "who" or "Who")."""
    if seen == listed or ("." in listed and seen.lower() == listed.lower()):
        return True
    if len(listed) <= 5 and listed.isupper() and listed.isalpha():
        return False
    if seen.isupper():
        return len(seen) > 3
    if not (seen[0].isupper() or seen[0].isdigit()):
        return False
    words, listed_words = WORD.findall(seen), WORD.findall(listed)
    return len(words) != len(listed_words) or not any(
        b[0].isupper() and a[0].islower() for a, b in zip(words, listed_words, strict=True)
    )


@lru_cache(maxsize=1)
def name_list() -> NameList:
    """The lists, read from the package data on the first call."""
    imported = NAMES / "imported.tsv.gz"
    return NameList(
        (NAMES / "organizations.tsv").read_text(encoding="utf-8"),
        gzip.decompress(imported.read_bytes()).decode("utf-8"),
    )
