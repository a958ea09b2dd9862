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
from functools import lru_cache
from typing import NamedTuple

from aiextract.languages import DATA
from aiextract.organizations.tokens import WORD
from aiextract.source import Source

NAMES = DATA / "names"
_JOIN = set(" \u00a0\u202f.&'\u2019-\u2010\u2011+/:!*")
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


@lru_cache(maxsize=65536)
def plain_word(word: str) -> str:
    """A word in lower case without accents."""
    word = word.lower()
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """The form under which a name is kept and looked up: ``"AT&T" -> "at t"``."""
    return " ".join(plain_word(word) for word in WORD.findall(name))


class NameList:
    """Names by their first word; an entry is parsed when its first word is met in a text."""

    def __init__(self, written: str, imported: str) -> None:
        self._raw: dict[str, str] = {}
        self._written: dict[str, dict[str, Name]] = {}
        self._parsed: dict[str, dict[str, Name]] = {}
        self._longest: dict[str, int] = {}
        for line in imported.splitlines():
            first, _, rest = line.partition("\t")
            self._raw[first] = rest
        for line in written.splitlines():
            if line and line[0] != "#":
                self._add(line)

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

    def entries(self, first: str) -> dict[str, Name] | None:
        """Names that begin with this word (plain), by what follows it."""
        parsed = self._parsed.get(first)
        if parsed is None:
            raw, written = self._raw.get(first), self._written.get(first)
            if raw is None and written is None:
                return None
            parsed = {}
            for entry in raw.split("\t") if raw else ():
                rest, surface, flag = entry.split("|")
                parsed[rest] = Name(surface, surface, _KINDS[flag])
            parsed.update(written or {})
            self._parsed[first] = parsed  # set at once when it is complete: threads may race
        return parsed

    def _most_words(self, first: str, entries: dict[str, Name]) -> int:
        """How many words follow the first one in the longest name."""
        if first not in self._longest:
            self._longest[first] = max(rest.count(" ") + 1 if rest else 0 for rest in entries)
        return self._longest[first]

    def at(self, source: Source, start: int, limit: int) -> list[tuple[int, Name]]:
        """Names that the text spells from ``start`` on (their ends, longest first), not beyond ``limit``."""
        text = source.text
        match = WORD.match(text, start, limit)
        if match is None:
            return []
        first = plain_word(match[0])
        if not (entries := self.entries(first)):
            return []
        found: list[tuple[int, Name]] = []
        if name := entries.get(""):
            found.append((match.end(), name))
        if len(entries) > len(found):
            rest, end = "", match.end()
            for _ in range(self._most_words(first, entries)):
                if (following := WORD.search(text, end, min(limit, end + 40))) is None:
                    break
                if following.start() - end > 3 or not _JOIN.issuperset(text[end : following.start()]):
                    break
                end = following.end()
                rest = f"{rest} {plain_word(following[0])}" if rest else plain_word(following[0])
                if name := entries.get(rest):
                    found.append((end, name))
        return [
            (end + plus, name)
            for end, name in reversed(found)
            if (plus := name.surface.endswith("+")) <= (text[end : end + 1] == "+")
            and _written_alike(text[start : end + plus], name.surface)
        ]


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
