"""Copies of annotated items with other names and with the case and accents of careless text."""

from __future__ import annotations

import csv
import gzip
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from corpora import Item

_ACRONYM = re.compile(r"[A-Z]{2,6}")
_WORD = re.compile(r"[A-Za-z]+")
_VOWELS = "aeiouàáâéèêíóôúh"
# Stem of "university" in all eight languages, and of nearly all names of the gazetteer.
_UNIVERSITY = re.compile(r"\buniv", re.IGNORECASE)
# Corpora of business text, where an ORG of capitalised words is nearly always a firm.
_BUSINESS = frozenset(("synthetic_business", "company_names"))


# Kinds for which any firm may stand.
_FIRMS = frozenset(("company", "finance"))


class Names:
    """Names to put in the place of others: gazetteers, what the corpora hold, and invented ones.

    ``kinds`` tells the kind of some organizations, by language and name: they are exchanged for their like.
    """

    def __init__(
        self, root: Path, items: Sequence[Item], kinds: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        self.kinds = kinds or {}
        self.like: dict[tuple[str, str], list[str]] = defaultdict(list)
        for (lang, name), kind in self.kinds.items():
            self.like[lang, kind].append(name)
        self.firms: list[str] = []
        self.full_firms: list[str] = []
        self.universities: list[str] = []
        self._read(root)
        self.known = {name.casefold() for name in self.firms + self.full_firms}
        self.pools: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.acronyms: dict[str, list[str]] = defaultdict(list)
        for item in items:
            for start, end, label in item.spans:
                surface = item.text[start:end]
                if label == "ORG" and _ACRONYM.fullmatch(surface):
                    self.acronyms[item.lang].append(surface)
                elif label != "MISC":
                    self.pools[item.lang, label].append(surface)
        self._kin = self._sharing_heads()
        self._words = Counter(word for name in self.firms for word in name.split()[1:] if word.isalpha())
        self._tails = [word for word, count in self._words.most_common(150) if len(word) > 3]
        self._chain: dict[str, list[str]] = defaultdict(list)
        for name in self.firms:
            for word in _WORD.findall(name)[:1]:
                if 4 <= len(word) <= 12 and not word.isupper():
                    padded = f"^^{word.lower()}$"
                    for i in range(len(padded) - 2):
                        self._chain[padded[i : i + 2]].append(padded[i + 2])

    def _read(self, root: Path) -> None:
        with gzip.open(root / "gazetteer" / "listed_companies.tsv.gz", "rt", encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                name, alias = row["name"], (row["aliases"] or "").split("|")[0]
                if len(name) <= 40 and "Sponsored" not in name and "NVDR" not in name:
                    self.firms.append(name)
                    if alias and len(alias) <= 48:
                        self.full_firms.append(alias)
        with gzip.open(root / "gazetteer" / "universities.tsv.gz", "rt", encoding="utf-8") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if len(row["name"]) <= 60 and " - " not in row["name"]:
                    self.universities.append(row["name"])

    def _sharing_heads(self) -> dict[tuple[str, int, str], list[str]]:
        """Institutions by language and by first or last word: ministries, parties, clubs, courts."""
        kin: dict[tuple[str, int, str], set[str]] = defaultdict(set)
        for (lang, label), surfaces in self.pools.items():
            for surface in surfaces if label == "ORG" else ():
                words = surface.split()
                if len(words) > 1:
                    for side in (0, -1):
                        if len(words[side]) > 3:
                            kin[lang, side, words[side]].add(surface)
        return {key: sorted(found) for key, found in kin.items() if len(found) >= 4}

    def of_a_kind(self, surface: str, rng: random.Random, lang: str) -> str:
        """Another name that begins or ends with the same word; the name itself if there is none."""
        words = surface.split()
        for side in (0, -1) if rng.random() < 0.5 else (-1, 0):
            found = self._kin.get((lang, side, words[side]))
            if len(words) > 1 and found:
                return rng.choice(found)
        return surface

    def invented(self, rng: random.Random) -> str:
        """A word that sounds like a firm, at times with a second word, inner capitals or digits."""
        word = ""
        for _ in range(20):
            state, letters = "^^", ""
            while len(letters) < 11:
                letter = rng.choice(self._chain[state])
                if letter == "$":
                    break
                letters, state = letters + letter, state[1] + letter
            if len(letters) >= 4:
                word = letters
                break
        word = word.capitalize() or "Novela"
        draw = rng.random()
        if draw < 0.35:
            word = f"{word} {rng.choice(self._tails)}"
        elif draw < 0.42:
            word = word + rng.choice(self._tails)
        elif draw < 0.46:
            word = word + rng.choice((".ai", ".io", ".com", "AI", "X", "24", "One"))
        elif draw < 0.49:
            word = word.lower()
        elif draw < 0.52:
            word = word.upper()
        elif draw < 0.56:
            word += rng.choice(("'s", "’s"))  # a shop's own name, not a possessive
        return word

    def firm(self, rng: random.Random, lang: str) -> str:
        """A firm of any kind."""
        draw = rng.random()
        if draw < 0.45:
            return rng.choice(self.firms)
        if draw < 0.58:
            return rng.choice(self.full_firms)
        if draw < 0.7 and self.pools["en", "ORG"]:
            return rng.choice(self.pools[rng.choice(("en", lang)), "ORG"] or self.firms)
        return self.invented(rng)

    def acronym(self, rng: random.Random, lang: str) -> str:
        """An acronym of the language's corpora, or letters at random."""
        pool = self.acronyms[lang]
        if pool and rng.random() < 0.85:
            return rng.choice(pool)
        return "".join(rng.choice("ABCDEFGHIKLMNOPRSTUV") for _ in range(rng.choice((2, 3, 3, 3, 4, 4, 5))))


def renamed(item: Item, names: Names, rng: random.Random) -> Item | None:
    """The item with other firms, universities, acronyms, persons and places; None if no ORG changes."""
    chosen: dict[tuple[str, str], str] = {}
    changed = False
    for start, end, label in item.spans:
        surface = item.text[start:end]
        key = (surface, label)
        if key not in chosen:
            chosen[key] = _other(item, start, surface, label, names, rng)
            changed |= label == "ORG" and chosen[key] != surface
    if not changed:
        return None
    text, spans, unknown, last = "", [], [], 0
    marks = [(s, e, label) for s, e, label in item.spans] + [(s, e, "") for s, e in item.unknown]
    for start, end, label in sorted(marks):
        if start < last:
            return None
        text += item.text[last:start]
        new = chosen[item.text[start:end], label] if label else item.text[start:end]
        if label:
            spans.append((len(text), len(text) + len(new), label))
        else:
            unknown.append((len(text), len(text) + len(new)))
        text, last = text + new, end
    return replace(item, text=text + item.text[last:], spans=tuple(spans), unknown=tuple(unknown))


def _other(item: Item, start: int, surface: str, label: str, names: Names, rng: random.Random) -> str:
    if label == "ORG":
        new = _other_org(item, surface, names, rng)
    elif label in ("PER", "LOC") and rng.random() < 0.3:
        new = rng.choice(names.pools[item.lang, label])
        if len(new.split()) != len(surface.split()):
            new = surface
    else:
        return surface
    elided = start > 0 and item.text[start - 1] in "'’"
    if elided and new[0].lower() not in _VOWELS:
        return surface
    return new


def _other_org(item: Item, surface: str, names: Names, rng: random.Random) -> str:
    if _UNIVERSITY.search(surface):
        return rng.choice(names.universities)
    if _ACRONYM.fullmatch(surface):
        return names.acronym(rng, item.lang)
    kind = names.kinds.get((item.lang, surface))
    if kind and (kind not in _FIRMS or rng.random() < 0.4):
        return rng.choice(names.like[item.lang, kind])
    if kind:
        return names.firm(rng, item.lang)
    plain = all(not word[0].islower() for word in surface.split())
    if surface.casefold() in names.known or (item.corpus in _BUSINESS and plain):
        return names.firm(rng, item.lang)
    return names.of_a_kind(surface, rng, item.lang)


def _recased(item: Item, change: Callable[[str], str]) -> Item | None:
    text = "".join(new if len(new := change(char)) == 1 else char for char in item.text)
    return replace(item, text=text) if text != item.text else None


def upper(item: Item) -> Item | None:
    """All capitals, as in a headline."""
    return _recased(item, str.upper)


def lower(item: Item) -> Item | None:
    """No capitals at all."""
    return _recased(item, str.lower)


def unaccented(item: Item) -> Item | None:
    """No accents."""
    return _recased(item, lambda char: unicodedata.normalize("NFD", char)[:1])


def titled(item: Item) -> Item | None:
    """Every longer word with a capital, as in an English headline."""
    text = re.sub(r"(?<![\w'’])[^\W\d_]{4,}", lambda m: m[0][0].upper() + m[0][1:], item.text)
    return replace(item, text=text) if len(text) == len(item.text) and text != item.text else None
