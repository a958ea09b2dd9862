"""What an amount is charged for: "par action", "por 1 milhão de tokens", "a share", "le baril"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from aiextract.languages import Language
from aiextract.records import plain
from aiextract.scan.arithmetic import times
from aiextract.scan.numbers import NumberSpan
from aiextract.source import fold

_LETTERS = re.compile(r"[^\W\d_]+")
# Words that may stand between the amount and "per": "£125 in prizes per year".
_BETWEEN = 2


class Units:
    """The words and nouns of a language that say what an amount is charged for."""

    def __init__(self, language: Language) -> None:
        per = language.money.per
        self._nouns = {
            fold(form): fold(singular) for singular, forms in per.nouns.items() for form in (singular, *forms)
        }
        self._near_nouns = frozenset(map(fold, per.near_nouns)) or frozenset(self._nouns.values())
        self._periods = frozenset(map(fold, per.periods))
        unless = "|".join(map(re.escape, per.unless))
        self._unless = re.compile(rf" (?:\d|(?:{unless or '(?!)'})(?!\w))")
        self._heads: dict[str, list[str]] = {}
        for noun in sorted(self._nouns, key=len, reverse=True):
            self._heads.setdefault(noun.split(" ", 1)[0], []).append(noun)
        self._words = self._pattern(per.words)
        self._near = self._pattern(per.near)
        shares = (noun for noun, singular in self._nouns.items() if singular in map(fold, per.shares))
        self._shares = self._pattern((*per.words, *per.near), shares)
        self._links = tuple(f" {word} " for word in language.money.links if not word.endswith("'"))
        self._scale = language.numbers.abbreviations
        self._powers = language.numbers.multipliers

    @staticmethod
    def _pattern(words: Iterable[str], nouns: Iterable[str] = ("",)) -> re.Pattern[str]:
        """The words, each with its space; with ``nouns`` also one of these behind it."""
        first, last = (sorted(map(re.escape, some), key=len, reverse=True) for some in (words, nouns))
        if not first or not last:
            return re.compile(r"(?!)")
        behind = rf"(?:{'|'.join(last)})(?!\w)" if last != [""] else ""
        return re.compile(rf"(?:{'|'.join(first)})(?:(?<=')|[ -]){behind}")

    def told_by_share(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch of text tells what something costs a share."""
        return self._shares.search(text, start, end) is not None

    def find(self, text: str, end: int, numbers: Mapping[int, NumberSpan]) -> str | None:
        """The unit of the amount that ends at ``end`` ("share", "1000000 token"), or None."""
        at = end
        if text[at : at + 1] == "/" or text.startswith(" / ", at):
            return self._noun(text, at + (1 if text[at] == "/" else 3), numbers)
        if text[at : at + 1] in (" ", "-") and (match := self._near.match(text, at + 1)):
            found = self._noun(text, match.end(), numbers)
            if found in self._near_nouns:
                return found
        for _ in range(_BETWEEN + 1):
            if text[at : at + 1] == "," and at > end:
                at += 1
            if text[at : at + 1] != " ":
                return None
            at += 1
            match = self._words.match(text, at)
            if match and (found := self._noun(text, match.end(), numbers)):
                return found
            word = _LETTERS.match(text, at, at + 32)
            if word is None:
                return None
            at = word.end()
        if text.startswith(", ", at) and (match := self._words.match(text, at + 2)):
            return self._noun(text, match.end(), numbers)
        return None

    def _noun(self, text: str, at: int, numbers: Mapping[int, NumberSpan]) -> str | None:
        count = ""
        number = numbers.get(at)
        power = _LETTERS.match(text, at, at + 32) if number is None else None
        if number is not None or (power and power.group() in self._powers):  # "par million de tokens"
            value = number.value if number else Decimal(self._powers[power.group()]) if power else Decimal(1)
            count = plain(value) + " "
            at = number.end if number else power.end() if power else at
            link = next((link for link in self._links if text.startswith(link, at)), " ")
            if not text.startswith(link, at):
                return None
            at += len(link)
        head = _LETTERS.match(text, at, at + 32)
        if head is None:
            return None
        for noun in self._heads.get(head.group(), ()):
            stop = at + len(noun)
            if not text.startswith(noun, at) or text[stop : stop + 1].isalpha():
                continue
            if self._unless.match(text, stop) or (count and self._nouns[noun] in self._periods):
                return None
            return (count or self._count_after(text, stop, numbers)) + self._nouns[noun]
        return None

    def _count_after(self, text: str, at: int, numbers: Mapping[int, NumberSpan]) -> str:
        """The count that follows its noun: "por tokens de 8K"."""
        for link in self._links:
            number = numbers.get(at + len(link)) if text.startswith(link, at) else None
            if number is not None:
                word = _LETTERS.match(text, number.end, number.end + 8)
                scale = self._scale.get(word.group(), 0) if word else 1
                return plain(times(number.value, Decimal(scale))) + " " if scale else ""
        return ""


@lru_cache(maxsize=64)
def units(language: Language) -> Units:
    """The compiled units of charge of a language (one a Language object)."""
    return Units(language)
