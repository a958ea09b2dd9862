"""MONEY: amounts with a currency, ranges, and members of a list that share a currency."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from aiextract.records import plain
from aiextract.scan import Candidate, Region, numbers
from aiextract.scan.amounts import Amount, read
from aiextract.scan.arithmetic import times
from aiextract.scan.per import units
from aiextract.scan.qualifiers import qualifiers
from aiextract.scan.ranges import ranges
from aiextract.source import Source

# A bare number below this may be a year: no lower end of millions, no member of a list of amounts.
_BARE = 10_000
_ENDS = frozenset(".,;:)!?")


def scan(source: Source, regions: Sequence[Region]) -> list[Candidate]:
    """Candidates of type MONEY in the regions of a text, in the order of the text."""
    return [candidate for region in regions for candidate in _scan(source, region)]


def _scan(source: Source, region: Region) -> list[Candidate]:
    spans = numbers.scan(source, region)
    amounts = amounts_of(source, region)
    if not any(amount.code for amount in amounts):
        return []
    builder = _Builder(source, region, {span.start: span for span in spans})
    candidates = []
    at = 0
    floor = region.start
    while at < len(amounts):
        candidate, at = builder.candidate(amounts, at, floor)
        if candidate is not None:
            candidates.append(candidate)
            floor = candidate.end
    return candidates


def amounts_of(source: Source, region: Region) -> list[Amount]:
    """Each number of a region with its currency, that of a list shared among its members."""
    amounts = read(source, region, numbers.scan(source, region))
    if any(amount.code for amount in amounts):
        _Lists(source, region).share(amounts)
    return amounts


class _Lists:
    """Gives members of a list the currency of the last one ("2 milliards et 1,4 milliard de livres")."""

    def __init__(self, source: Source, region: Region) -> None:
        self._source = source
        self._ranges = ranges(region.language)

    def share(self, amounts: list[Amount]) -> None:
        """Change ``amounts`` in place, from the last to the first."""
        listed = False
        for at in range(len(amounts) - 2, -1, -1):
            left, right = amounts[at], amounts[at + 1]
            joined = self._ranges.lists(self._source, left.end, right.start) or (
                listed and self._source.folded[left.end : right.start] == ", "
            )
            listed = False
            if not joined:
                continue
            if left.code is None and right.code is not None and self._is_suffix(right):
                if left.magnitude > 1 or left.value >= _BARE:
                    amounts[at] = _shared(left, right)
                    listed = True
            elif left.rule.startswith("prefix") and right.code is None and right.magnitude > 1:
                after = self._source.folded[right.end : right.end + 1]
                if after in _ENDS:
                    amounts[at + 1] = _shared(right, left)

    @staticmethod
    def _is_suffix(amount: Amount) -> bool:
        return amount.rule.startswith(("suffix", "coordination", "vague"))


def _shared(amount: Amount, other: Amount) -> Amount:
    """A member of a list with the currency of another one."""
    return amount._replace(code=other.code, scheme=other.scheme, rule="coordination", evidence=other.evidence)


class _Builder:
    """Makes candidates of amounts."""

    def __init__(self, source: Source, region: Region, by_start: dict[int, numbers.NumberSpan]) -> None:
        language = region.language
        self.source = source
        self.code = language.code
        self.by_start = by_start
        self.ranges = ranges(language)
        self.qualifiers = qualifiers(language)
        self.units = units(language)

    def candidate(self, amounts: list[Amount], at: int, floor: int) -> tuple[Candidate | None, int]:
        """The candidate that begins with the amount at ``at`` (None: no money), and the next index."""
        amount = amounts[at]
        following = amounts[at + 1] if at + 1 < len(amounts) else None
        if following is not None and (amount.code is not None or following.code is not None):
            pair = self._range(amount, following, floor)
            if pair is not None:
                return self._make(*pair, floor), at + 2
        if amount.code is None:
            return None, at + 1
        return self._make(amount, amount.value, None if amount.vague else amount.value, floor), at + 1

    def _range(self, low: Amount, high: Amount, floor: int) -> tuple[Amount, Decimal, Decimal | None] | None:
        """One amount that spans two, with its bounds, where they are the ends of a range."""
        code = low.code or high.code
        if low.code is None:
            low = low.scaled()
        elif high.code is None and low.rule.startswith("prefix"):
            high = high.scaled()
        if code is None or low.vague or (low.code and high.code and low.code != high.code):
            return None
        if low.code is None and not high.rule.startswith("suffix"):
            return None
        if high.code is None and not self._open_end(low, high):
            return None
        if not self.ranges.joins(self.source, low.start, low.end, high.start, floor, low.code is not None):
            return None
        least, most = low.value, high.value
        if low.magnitude == 1 and high.magnitude > 1 and least < most / high.magnitude:
            least = times(least, high.magnitude)
        elif low.code is None and low.magnitude == 1 and high.magnitude > 1 and least < _BARE:
            return None  # "en 2015 à 221 milliards": a year
        if least >= most:
            return None
        scheme = low.scheme if low.code else high.scheme
        whole = low._replace(end=high.end, code=code, scheme=scheme, rule="range")
        return whole, least, most

    def _open_end(self, low: Amount, high: Amount) -> bool:
        """Whether a number without currency can end a range ("$10-15", but not "$10 to 15 people")."""
        if not low.rule.startswith("prefix"):
            return False
        text = self.source.folded
        between, after = text[low.end : high.start], text[high.end : high.end + 2]
        return high.magnitude > 1 or not between.strip(" -–") or not after[1:].isalpha()

    def _make(self, amount: Amount, low: Decimal, high: Decimal | None, floor: int) -> Candidate:
        qualifier = (
            "vague" if amount.vague else self.qualifiers.find(self.source, amount.start, amount.end, floor)
        )
        fields: dict[str, Any] = {
            "amount_min": plain(low),
            "amount_max": None if high is None else plain(high),
            "currency": amount.code,
            "currency_scheme": amount.scheme,
            "qualifier": qualifier,
            "per": self.units.find(self.source.folded, amount.end, self.by_start),
        }
        return Candidate("MONEY", amount.start, amount.end, f"{self.code}.money.{amount.rule}", fields)
