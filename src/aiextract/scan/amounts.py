"""Amounts of money one by one: a number with the currency before or behind it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from aiextract.languages import Language
from aiextract.scan import Region
from aiextract.scan.arithmetic import ONE, parted, plus, times, whole
from aiextract.scan.currencies import Currencies, Found, currencies
from aiextract.scan.numbers import NumberSpan
from aiextract.scan.per import units
from aiextract.source import Source

_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_HUNDREDTH, _HALF = Decimal("0.01"), Decimal("0.5")
_MILLION = 1_000_000
_SHORT = 7  # characters in which a million has no room
# A lone sign right before the digits is English style: its comma groups ("$5,000" in any language).
_SIGNS = frozenset("$£€¥")
_EIGHTHS = frozenset(("125", "375", "625", "875"))  # odd ones, which a round amount hardly ends in
_SENTENCE = 120  # characters on both sides in which what a share costs is told
# Nobody writes a price with two idle decimals: "1,500 pesos" and "5,000 millones" are thousands.
_ROUND = re.compile(r"\d{1,3}[.,]\d00(?![\d.,]\d)")


class Amount(NamedTuple):
    """A number with the currency found beside it, if any.

    ``minor``: the currency is a minor unit; ``short``: end and factor of an abbreviated magnitude behind a
    number without a currency of its own; ``evidence``: where the currency is written.
    """

    start: int
    end: int
    value: Decimal
    magnitude: Decimal
    vague: bool
    code: str | None
    scheme: str
    rule: str
    minor: bool = False
    short: tuple[int, int] | None = None
    evidence: tuple[int, int] | None = None

    def scaled(self) -> Amount:
        """With the abbreviated magnitude behind it ("15m"), where the currency stands at another number."""
        if self.short is None:
            return self
        factor = Decimal(self.short[1])
        return self._replace(end=self.short[0], value=times(self.value, factor), magnitude=factor, short=None)


class Magnitudes:
    """Magnitudes of a language that only count beside a currency: "bn", and those glued to a next word."""

    def __init__(self, language: Language) -> None:
        numbers = language.numbers
        self.abbreviations = numbers.abbreviations
        long = sorted((w for w in numbers.multipliers if len(w) > 4), key=len, reverse=True)
        self._glued = re.compile(f" ?({'|'.join(long)})") if long else None
        self._values = numbers.multipliers
        self.counted = bool(numbers.counted_by)  # "75.000 de lei"

        halves = [word for word, value in numbers.halves.items() if value == "0.5"]
        joiners = [joiner for joiner in numbers.half_joiners if joiner]
        self._half = (
            re.compile(rf" (?:{'|'.join(joiners)}) (?:{'|'.join(halves)})(?!\w)")
            if halves and joiners
            else None
        )
        singles, after = (
            sorted(words, key=len, reverse=True)
            for words in (language.money.singles, language.money.singles_after)
        )
        behind = "|".join([r"[.,;:)!?\n]", r"\Z", *(rf" {word}(?!\w)" for word in after)])
        self._single = re.compile(rf"({'|'.join(singles)})(?={behind})") if singles else None

    def cut_short(self, text: str, end: int) -> bool:
        """Whether an abbreviated magnitude and its point end a number: "mld."."""
        word = _LAST_WORD.search(text, max(0, end - 8), end)
        return text[end : end + 1] == "." and word is not None and word.group() in self.abbreviations

    def half(self, text: str, end: int) -> int | None:
        """Where a half behind a currency ends: "veinte dólares y medio"."""
        match = self._half.match(text, end) if self._half else None
        return match.end() if match else None

    def singles(self, text: str, region: Region) -> list[NumberSpan]:
        """Articles that count one of a currency: "for a euro.", but not "a dollar store"."""
        found = self._single.finditer(text, region.start, region.end) if self._single else ()
        return [
            NumberSpan(m.start(), m.start() + m[0].index(" "), ONE, digits=False)
            for m in found
            if not text[m.start() - 1 : m.start()].isalnum()
        ]

    def abbreviated(self, text: str, end: int, digits: bool) -> tuple[int, int] | None:
        """``(end, factor)`` of an abbreviation behind a number ("$5bn", "10k", in words "four mln")."""
        at = end + 1 if text[end : end + 1] == " " else end
        word = _WORD.match(text, at, at + 8)
        factor = self.abbreviations.get(word.group()) if word else None
        if word is None or factor is None or (not digits and (at == end or len(word.group()) == 1)):
            return None
        return word.end(), factor

    def glued(self, text: str, end: int) -> tuple[int, int] | None:
        """``(end, factor)`` of a magnitude to which the next word is glued ("bilhõesenormes")."""
        match = self._glued.match(text, end) if self._glued else None
        if match is None:
            return None
        return match.end(), self._values[match.group(1)]


@lru_cache(maxsize=64)
def magnitudes(language: Language) -> Magnitudes:
    """The compiled magnitudes of a language (one a Language object)."""
    return Magnitudes(language)


def read(source: Source, region: Region, numbers: tuple[NumberSpan, ...]) -> list[Amount]:
    """An Amount for each number of the region; ``code`` is None where no currency stands beside it."""
    if singles := magnitudes(region.language).singles(source.folded, region):
        ends = {number.end for number in numbers} | {number.start for number in numbers}
        more = (
            one
            for one in singles
            if one.end not in ends and one.start not in ends and one.start - 1 not in ends
        )
        numbers = tuple(sorted([*numbers, *more], key=lambda number: number.start))
    reader = _Reader(source, region, numbers)
    amounts: list[Amount] = []
    floor = region.start
    at = 0
    while at < len(numbers):
        number = numbers[at]
        if reader.bare(number, floor):
            at += 1
            amount = Amount(number.start, number.end, number.value, ONE, False, None, "iso4217", "")
        else:
            amount, at = reader.amount(at, floor)
        if (
            amounts
            and amounts[-1].code is not None
            and (whole := reader.with_minor(amounts[-1], amount)) is not None
        ):
            amounts[-1] = whole
        else:
            amounts.append(amount)
        floor = amount.end
    return amounts


class _Reader:
    """Reads the amount of each number of a region."""

    def __init__(self, source: Source, region: Region, numbers: tuple[NumberSpan, ...]) -> None:
        self.source = source
        self.text = source.folded
        self.numbers = numbers
        self.currencies: Currencies = currencies(region.language)
        self.units = units(region.language)
        self.magnitudes = magnitudes(region.language)
        joiners = region.language.money.minor_joiners
        self.joiners = frozenset(f" {word} " if word else " " for word in joiners)
        # "و42": a word that is written together with what follows it.
        self.joiners |= {f" {word}" for word in joiners}
        if region.language.numbers.spacing != "words":
            self.joiners |= set(joiners)

    def bare(self, number: NumberSpan, floor: int) -> bool:
        """Whether a number is plainly no amount: most are not, and this takes a fraction of reading one."""
        start, end = number.start, number.end
        return (
            number.magnitude is ONE
            and number.other is None
            and not number.vague
            and (end - start < _SHORT or number.value < _MILLION)
            and not self.magnitudes.counted
            and not self.currencies.beside(self.text, start, end, floor)
        )

    def _in_eighths(self, number: NumberSpan) -> bool:
        """Whether a number with three digits behind its mark is a share price in eighths: "$20.125"."""
        start, end = number.start, number.end
        if self.text[end - 3 : end] not in _EIGHTHS:
            return False
        low = max(0, start - _SENTENCE)
        low = self.text.rfind("\n", low, start) + 1 or low
        return self.units.told_by_share(self.text, low, end + _SENTENCE)

    def amount(self, index: int, floor: int) -> tuple[Amount, int]:
        """The amount of the number at ``index``, and the index of the next number."""
        number = self.numbers[index]
        value, magnitude, end = number.value, number.magnitude, number.end
        left = self.currencies.before(self.source, number.start, floor) if not number.vague else None
        bare = magnitude == 1
        short = self.magnitudes.abbreviated(self.text, end, number.digits) if bare else None
        linked = not bare or number.vague or value >= _MILLION or self.magnitudes.counted
        right = self._right(index, end, linked)
        if right is None and short is not None:
            right = self._right(index, short[0], True)
            if right is None and self.text[short[0] : short[0] + 1] == ".":  # "1,5 Mio. Euro"
                right = self._right(index, short[0] + 1, True)
            if right is not None or left is not None:
                end, value, magnitude = short[0], times(value, Decimal(short[1])), Decimal(short[1])
        if right is None and not bare and self.magnitudes.cut_short(self.text, end):  # "3,4 mld. eur"
            right = self._right(index, end + 1, True)
        if bare and magnitude == 1 and right is None and number.digits:
            glued = self.magnitudes.glued(self.text, end)
            right = self._right(index, glued[0], True) if glued is not None else None
            if glued is not None and (left is not None or right is not None):
                end, value, magnitude = glued[0], times(value, Decimal(glued[1])), Decimal(glued[1])
        if left is not None and value < _MILLION and self.currencies.is_scaled(self.source, left):
            left = None  # "Euro 2024"
        if number.other is not None and number.value and _ROUND.match(self.text, number.start):
            value = max(value, times(number.other, parted(value, number.value)))
        elif left is not None and magnitude == 1 and number.other is not None:
            sign = self.text[left.start : left.end]
            if sign in _SIGNS and left.end == number.start:
                choose = min if sign == "$" and self._in_eighths(number) else max
                value = choose(value, number.other)
        start = number.start
        after = index + 1
        chosen = right or left
        if left is not None and (right is None or _agree(left, right)):
            start = left.start
            if right is not None and left.kind == "symbol" and right.kind == "symbol":
                right = None if left.code == right.code else right
                chosen = right or left
        if chosen is None:
            return Amount(
                start, end, value, magnitude, number.vague, None, "iso4217", "", False, short
            ), after
        if right is not None:
            end = right.end
        for found in (left if start < number.start else None, right):
            if found is not None and found.factor != 1:
                value, magnitude = times(value, Decimal(found.factor)), Decimal(found.factor)
        if chosen.ratio != "1":
            value = times(value, Decimal(chosen.ratio))
        elif right is not None and right.kind in ("symbol", "code") and magnitude == 1:
            end, value, magnitude, after = self._late_magnitude(after, end, value)
        elif right is not None and right.kind == "name" and magnitude == 1 and not number.vague:
            half = self.magnitudes.half(self.text, end)
            if half is not None and (after == len(self.numbers) or self.numbers[after].start >= half):
                end, value = half, plus(value, _HALF)
        rule = "vague" if number.vague else ("suffix_" if right is not None else "prefix_") + chosen.kind
        return (
            Amount(
                start,
                end,
                value,
                magnitude,
                number.vague,
                chosen.code,
                chosen.scheme,
                rule,
                chosen.ratio != "1",
                evidence=(chosen.start, chosen.end),
            ),
            after,
        )

    def with_minor(self, major: Amount, minor: Amount) -> Amount | None:
        """The amount of a major and a minor unit: "3 dollars and 50 cents", "3 dollars 50"."""
        if major.code is None or major.minor or major.vague or major.magnitude != 1:
            return None
        if minor.vague or minor.magnitude != 1 or minor.start - major.end > 5:
            return None
        if self.text[major.end : minor.start] not in self.joiners or not whole(major.value):
            return None
        if minor.minor and minor.value < 1:
            return major._replace(end=minor.end, value=plus(major.value, minor.value))
        bare = minor.code is None and 10 <= minor.value < 100 and whole(minor.value)
        if bare and (
            major.rule == "suffix_code" or (major.rule != "prefix_symbol" and self._clause_ends(minor.end))
        ):
            return major._replace(end=minor.end, value=plus(major.value, times(minor.value, _HUNDREDTH)))
        return None

    def _clause_ends(self, end: int) -> bool:
        rest = self.text[end : end + 2]
        return not rest or rest[0] in "\n;!?)" or (rest[0] in ".," and rest[1:] in ("", " ", "\n"))

    def _right(self, index: int, end: int, linked: bool) -> Found | None:
        """The currency behind the number, unless it belongs to the next number."""
        found = self.currencies.after(self.source, end, linked, self.numbers[index].digits)
        if found is None or found.kind == "name" or index + 1 == len(self.numbers):
            return found
        if self.numbers[index].magnitude > 1:  # "2,1 miljarder USD 2023-02-01"
            return found
        following = self.numbers[index + 1]
        gap = following.start - found.end
        if following.vague or gap > 1 or (gap == 1 and self.text[found.end] != " "):
            return found
        if found.start == end:  # "10$ 20$": a sign that touches the number belongs to it
            return found
        if gap == 0:  # "3 USD50 cards"
            return None
        own = self.currencies.after(self.source, following.end, True, following.digits)
        return found if own is not None or self._is_part(self.numbers[index], found, following) else None

    def _is_part(self, number: NumberSpan, found: Found, following: NumberSpan) -> bool:
        """Whether two digits behind a code are hundredths of the number before it: "15 USD 50"."""
        return (
            found.kind == "code"
            and number.digits
            and number.magnitude == 1
            and whole(number.value)
            and following.digits
            and following.end - following.start == 2
            and self.magnitudes.abbreviated(self.text, following.end, True) is None
        )

    def _late_magnitude(self, after: int, end: int, value: Decimal) -> tuple[int, Decimal, Decimal, int]:
        """A magnitude behind the currency: "75 USD milhões"."""
        if after < len(self.numbers):
            following = self.numbers[after]
            if following.vague and following.start == end + 1 and following.value == following.magnitude:
                factor = following.magnitude
                return following.end, times(value, factor), factor, after + 1
        return end, value, Decimal(1), after


def _agree(left: Found, right: Found) -> bool:
    """Whether two currencies around one number are one: "$ 5 CAD", "US$ 5 dólares"."""
    return left.code == right.code or (left.kind == "symbol" and right.kind in ("code", "name"))
