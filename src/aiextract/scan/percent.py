"""PERCENT: numbers with a percent sign or word, per mille, percentage points and basis points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from aiextract.languages import Language
from aiextract.records import plain
from aiextract.scan import Candidate, Region, numbers
from aiextract.scan.arithmetic import ONE, plus
from aiextract.scan.direction import NOTHING_TOLD, directions
from aiextract.scan.numbers import NumberSpan
from aiextract.scan.qualifiers import qualifiers
from aiextract.scan.ranges import ranges
from aiextract.scan.running import words_of as running_words
from aiextract.scan.words import words as words_of
from aiextract.source import Source

_WORD = re.compile(r"[^\W\d_]+|%")
_ENDING = 8  # letters at the end of a phrase that few texts hold: " percent"
_SIGNS = {"%": "percent", "‰": "permille", "‱": "basis_point"}


class Share(NamedTuple):
    """A number with the end of its sign or word, or of itself where there is none (``unit`` empty)."""

    number: NumberSpan
    start: int
    end: int
    unit: str
    rule: str


class Units:
    """The percent words of a language."""

    def __init__(self, language: Language) -> None:
        self._words: dict[str, list[tuple[str, str]]] = {}
        for unit, words in language.percent.words.items():
            for word in sorted(words, key=len, reverse=True):
                head = _WORD.match(word)
                if head:
                    self._words.setdefault(head.group(), []).append((word, unit))
        for rows in self._words.values():
            rows.sort(key=lambda row: -len(row[0]))
        apart = language.numbers.spacing == "words"
        units: list[tuple[str, str]] = [
            (word, unit) for unit, words in language.percent.words.items() for word in words
        ]
        self._run_on = None if apart or not units else running_words([word for word, _ in units], apart=False)
        self._units = dict(units)
        stems = sorted(((w[:-1], unit) for w, unit in units if w.endswith("*")), key=lambda row: -len(row[0]))
        self._stems = dict(stems)
        self._prefixes: list[tuple[str, str]] = [
            (prefix, unit) for unit, words in language.percent.prefixes.items() for prefix in words
        ]
        self._first = frozenset(word[0] for word in (*self._words, *self._stems, *_SIGNS))
        self._apart = apart
        self.anywhere = bool(self._prefixes) or self._run_on is not None  # not told by one character
        self._fixed = {
            phrase: (Decimal(value), unit)
            for unit, phrases in language.percent.fixed.items()
            for phrase, value in phrases.items()
        }
        either = "|".join(map(re.escape, sorted(self._fixed, key=len, reverse=True)))
        self._phrases = re.compile(rf"(?:{either})(?!\w)") if either else None
        self._endings = tuple({phrase[-_ENDING:] for phrase in self._fixed})
        # The words that the phrases begin with, where each begins with one.
        heads = [_WORD.match(phrase) for phrase in self._fixed]
        self._heads = frozenset(head[0] for head in heads if head) if apart and all(heads) else None

    def phrases(self, source: Source, region: Region) -> list[Share]:
        """Phrases with a value of their own: "un pour cent", "half a percent"."""
        text = source.folded
        if not any(ending in text for ending in self._endings):
            return []
        return [self._phrase(match) for match in self._matches(source, region)]

    def _matches(self, source: Source, region: Region) -> Iterator[re.Match[str]]:
        assert self._phrases is not None
        text = source.folded
        if self._heads is None:
            for match in self._phrases.finditer(text, region.start, region.end):
                if not text[match.start() - 1 : match.start()].isalnum():
                    yield match
            return
        words, starts = words_of(source, region)
        heads, reach = self._heads, region.start
        for start in [starts[i] for i, word in enumerate(words) if word in heads]:
            if start >= reach and (found := self._phrases.match(text, start, region.end)):
                if not text[start - 1 : start].isalnum():
                    yield found
                reach = found.end()

    def _phrase(self, match: re.Match[str]) -> Share:
        start, end = match.span()
        value, unit = self._fixed[match[0]]
        return Share(NumberSpan(start, end, value, digits=False), start, end, unit, "word")

    def beside(self, text: str, number: NumberSpan) -> bool:
        """Whether a sign or the beginning of a word may stand beside a number."""
        end = number.end
        char = text[end : end + 1]
        return (text[end + 1 : end + 2] if char in (" ", "-") else char) in self._first or text[
            number.start - 1 : number.start
        ] == "%"

    def share(self, text: str, number: NumberSpan, floor: int) -> Share:
        """The number with the sign or word beside it, without a unit where there is none."""
        start, end = number.start, number.end
        if number.vague:
            return Share(number, start, end, "", "")
        found = self.find(text, end)
        if found is not None and text[start - 1 : start] in ("%", "=") and start > floor:
            found = None  # an address: "q=30%25%20"
        if found is None and _leads(text, number, floor):
            start, found = start - 1, (end, "percent", "sign")
        if found is None and (prefix := self.before(text, start, floor)):
            start, found = prefix[0], (end, prefix[1], "prefix")
        return Share(number, start, *(found or (end, "", "")))

    def before(self, text: str, start: int, floor: int) -> tuple[int, str] | None:
        """``(start, unit)`` of the word before a number."""
        end = start - 1 if text[start - 1 : start] == " " else start
        for prefix, unit in self._prefixes:
            begin = end - len(prefix)
            stands = not self._apart or not text[begin - 1 : begin].isalnum()
            if stands and begin >= floor and text.startswith(prefix, begin):
                return begin, unit
        return None

    def find(self, text: str, end: int) -> tuple[int, str, str] | None:
        """``(end, unit, rule)`` of the sign or word behind a number."""
        at = end + 1 if text[end : end + 1] in (" ", "-") else end
        char = text[at : at + 1]
        if self._run_on is not None and (run := self._run_on.match(text, at)):
            unit = self._units[run.group()]
            return run.end(), unit, "word" if unit == "percent" else unit
        if char not in self._first:
            return None
        match = _WORD.match(text, at, at + 32)
        for word, named in self._words.get(match.group(), ()) if match else ():
            if text.startswith(word, at) and not text[at + len(word) : at + len(word) + 1].isalnum():
                return at + len(word), named, "word" if named == "percent" else named
        if self._stems and match:
            for stem, named in self._stems.items():
                if match.group().startswith(stem):
                    return match.end(), named, "word" if named == "percent" else named
        if char in _SIGNS and not text[at + 1 : at + 2].isdigit() and text[end : end + 1] != "-":
            unit = _SIGNS[char]
            return at + 1, unit, "sign" if unit == "percent" else unit
        return None


@lru_cache(maxsize=64)
def units(language: Language) -> Units:
    """The compiled percent words of a language (one a Language object)."""
    return Units(language)


def scan(source: Source, regions: Sequence[Region]) -> list[Candidate]:
    """Candidates of type PERCENT in the regions of a text, in the order of the text."""
    return [candidate for region in regions for candidate in _scan(source, region)]


def _scan(source: Source, region: Region) -> list[Candidate]:
    text, known = source.folded, units(region.language)
    spans: Sequence[NumberSpan] = numbers.scan(source, region)
    phrases = known.phrases(source, region)
    if not phrases and not known.anywhere:
        # Most numbers are no shares: what counts are those with a sign or word beside them, and the one
        # before each, which can be the lower end of its range.
        beside = {i for i, number in enumerate(spans) if known.beside(text, number)}
        spans = [spans[i] for i in sorted(beside | {i - 1 for i in beside if i})]
    shares = [known.share(text, number, region.start) for number in spans]
    if phrases:
        shares = _merged(shares, phrases)
    return _Builder(source, region).candidates(shares) if any(share.unit for share in shares) else []


def _merged(shares: list[Share], phrases: list[Share]) -> list[Share]:
    """Shares and fixed phrases in the order of the text; of two that overlap, the one that begins first.

    A number in words right before a phrase is part of it: "cent un pour cent", "dua setengah persen".
    """
    merged: list[Share] = []
    for share in sorted([*shares, *phrases], key=lambda share: (share.start, -share.end)):
        last = merged[-1] if merged else None
        if last is None or share.start > last.end + 1 or last.unit or last.number.digits:
            if last is None or share.start >= last.end:
                merged.append(share)
        elif share.start == last.end + 1 and share.rule == "word" and share.number.value <= ONE:
            value = plus(last.number.value, share.number.value)
            number = share.number._replace(start=last.start, value=value)
            merged[-1] = share._replace(number=number, start=last.start)
        elif share.end > last.end:
            merged[-1] = share
    return merged


def _leads(text: str, number: NumberSpan, floor: int) -> bool:
    """Whether a percent sign stands before the number ("%40" in Turkish), and not in an address ("a%20b")."""
    at = number.start - 1
    return (
        at >= floor
        and text[at] == "%"
        and not text[max(floor, at - 1) : at].strip(" \n(\"'")
        and not text[number.end : number.end + 1].isalnum()
        and text[number.end : number.end + 1] != "%"
    )


class _Builder:
    """Makes candidates of shares."""

    def __init__(self, source: Source, region: Region) -> None:
        self.source = source
        self.region = region
        self.ranges = ranges(region.language)
        self.qualifiers = qualifiers(region.language)
        self.directions = directions(region.language)
        self.before = NOTHING_TOLD

    def candidates(self, shares: list[Share]) -> list[Candidate]:
        found = []
        at, floor = 0, self.region.start
        while at < len(shares):
            share = shares[at]
            following = shares[at + 1] if at + 1 < len(shares) else None
            if following is not None and self._is_range(share, following, floor):
                low, high = share.number.value, following.number.value
                unit = following.unit or share.unit
                found.append(self._make(share.start, following, low, high, unit, "range", floor))
                at += 2
            elif share.unit:
                value = share.number.value
                found.append(self._make(share.start, share, value, value, share.unit, share.rule, floor))
                at += 1
            else:
                at += 1
                continue
            if self.before.way:  # "went from 8% to 7%": only both together say which way
                found[-2].fields["direction"] = self.before.direction
            floor = found[-1].end
        return found

    def _is_range(self, low: Share, high: Share, floor: int) -> bool:
        return (
            ((high.unit != "" and low.unit in ("", high.unit)) or (low.rule == "prefix" and high.unit == ""))
            and not low.number.vague
            and low.number.value < high.number.value
            and self.ranges.joins(self.source, low.start, low.end, high.start, floor, low.unit != "")
            and not (low.unit != "" and self.directions.begins_way(self.source, low.start, floor))
        )

    def _make(
        self, start: int, last: Share, low: Decimal, high: Decimal, unit: str, rule: str, floor: int
    ) -> Candidate:
        floor_of_cues, value = self.region.start, low if low == high else None
        self.before = self.directions.find(self.source, start, last.end, floor_of_cues, self.before, value)
        fields = {
            "value_min": plain(low),
            "value_max": plain(high),
            "unit": unit,
            "qualifier": self.qualifiers.find(self.source, start, last.end, floor),
            "direction": self.before.direction,
        }
        return Candidate("PERCENT", start, last.end, f"{self.region.language.code}.percent.{rule}", fields)
