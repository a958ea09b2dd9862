"""Numbers as written, in digits and in words, with exact values.

Atoms (a run of digits, a number word) are found first; those that stand together are read as one
number: units add up, a multiplier multiplies what stands before it ("2 mil milhões" = 2 * 1000 * 10^6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from aiextract.languages import Language
from aiextract.scan import Region, digits, fractions
from aiextract.scan.arithmetic import ONE, THOUSAND, multiply, parted, place, plus, times, whole
from aiextract.scan.compounds import PREFIX, Compounds
from aiextract.scan.fractions import Atom
from aiextract.scan.running import is_marked
from aiextract.scan.running import words_of as running_words
from aiextract.scan.words import words as words_of
from aiextract.source import Source

_WORD = re.compile(r"[^\W\d_]+")
# Parts of one number at most: keeps "mil mil mil …" from growing without bound.
_LONGEST = 16
_FAR = 8  # characters between two atoms that are no parts of one number
# What shows that a number is an amount or a share, so that its decimal mark says something of the text.
_MEASURED = frozenset("$€£¥₹%")


class NumberSpan(NamedTuple):
    """A number at ``[start, end)``.

    ``value`` is exact; of a ``vague`` number ("dezenas de milhões") the least one. ``magnitude`` is the
    power that a word of the number gives ("3,5 milhões": 1000000; none: 1), so ``value / magnitude`` is
    what stands before it. ``other`` is the value by the other decimal convention where the digits
    read both ways ("1.335"). ``digits``: written in digits, at least in part.
    """

    start: int
    end: int
    value: Decimal
    magnitude: Decimal = ONE
    vague: bool = False
    other: Decimal | None = None
    digits: bool = True

    @property
    def coefficient(self) -> Decimal:
        """The number without its magnitude."""
        return parted(self.value, self.magnitude)


class Lexicon:
    """The number words of a language, ready for look-up."""

    def __init__(self, language: Language) -> None:
        section = language.numbers
        self.decimal = section.decimal
        self.entries: dict[str, tuple[str, Decimal]] = {}
        for kind, words in (
            ("U", section.units),
            ("M", section.multipliers),
            ("V", section.vague),
            ("H", section.halves),
            ("F", section.fractions),
            ("P", dict.fromkeys(section.points, 0)),
        ):
            for word, value in words.items():
                self.entries[word] = (kind, Decimal(value))
        # First word of an entry -> the second words of the entries that begin with it.
        self.first: dict[str, set[str]] = {entry.split(" ", 1)[0]: set() for entry in self.entries}
        for entry in self.entries:
            if " " in entry:
                head, second, *_ = entry.split(" ")
                self.first[head].add(second)
        self.longest = max((entry.count(" ") + 1 for entry in self.entries), default=0)  # words of an entry
        # Words that no space parts, or that hold marks which no regular expression takes for a letter's.
        self.apart = section.spacing == "words"
        self.begins_apart = section.spacing == "phrases"
        marked = not self.apart or any(map(is_marked, self.entries))
        self.running = running_words(self.entries, self.apart) if marked and self.entries else None
        self.inner = frozenset({" ", "-"} if self.apart else {" ", "-", ""})
        self.compounds = Compounds(self.entries, section.glued) if section.glued else None
        heads = (word[:PREFIX] for word in self.first)
        self.prefixes = self.compounds.prefixes.union(heads) if self.compounds else None
        self.ones = frozenset(section.ones)
        self.plurals = frozenset(section.plurals)
        self.articles = tuple(word + " " for word in section.articles)
        self.gaps = self.inner | {f" {word} " for word in section.joiners}
        counted = {f" {word} " for word in section.counted_by}
        self.digit_gaps = frozenset({"", " ", "-"} | counted)
        self.word_gaps = self.inner | counted
        self.digit_joiners = frozenset(f" {word} " for word in section.digit_joiners)
        self.links = self.inner - {"-"} | {f" {word} " for word in section.links if not word.endswith("'")}
        self.half_before = frozenset({f" {word} " if word else " " for word in section.half_joiners})
        self.half_after = frozenset({" ", "-"}) | {f" {word} " for word in section.half_links}


@lru_cache(maxsize=64)
def lexicon(language: Language) -> Lexicon:
    """The compiled number words of a language (one a Language object)."""
    return Lexicon(language)


def scan(source: Source, region: Region) -> tuple[NumberSpan, ...]:
    """The numbers of a region in the order of the text; they do not overlap. Read once a source."""
    key = ("numbers", region.start, region.end, id(region.language))
    found: tuple[NumberSpan, ...] | None = source.memo.get(key)
    if found is None:
        found = source.memo[key] = tuple(_scan(source, region))
    return found


def _scan(source: Source, region: Region) -> list[NumberSpan]:
    text, words = source.folded, lexicon(region.language)
    atoms = _words(source, region, words) if words.entries else []
    runs = [match.span() for match in digits.RUN.finditer(text, region.start, region.end)]
    if runs:
        magnitudes = {atom.start for atom in atoms if atom.kind == "M"}
        for block in _blocks(text, runs):
            atoms += _digits(text, block, _convention(text, block, words.decimal, magnitudes))
        atoms.sort()
    atoms = fractions.joined(text, region, atoms)
    spans: list[NumberSpan] = []
    at, count = 0, len(atoms)
    reader = _Reader(text, region.start, words)
    while at < count:
        atom = atoms[at]
        if atom.kind in "DU" and (at + 1 == count or atoms[at + 1].start - atom.end > _FAR):
            # Most numbers are one atom, far from any other.
            span: NumberSpan | None
            digits_only = atom.kind == "D"
            span = NumberSpan(atom.start, atom.end, atom.value, ONE, False, atom.other, digits_only)
            at += 1
        else:
            span, at = reader.read(atoms, at)
        if span is not None and not (
            words.begins_apart and text[span.start].isalpha() and text[span.start - 1 : span.start].isalpha()
        ):
            spans.append(span)
    return spans


def _words(source: Source, region: Region, lexicon: Lexicon) -> list[Atom]:
    """The number words of a region, the longest entry at each place."""
    text, entries = source.folded, lexicon.entries
    if lexicon.running is not None:
        found = lexicon.running.finditer(text, region.start, region.end)
        return [Atom(m.start(), m.end(), *entries[m[0]], None, m[0]) for m in found]
    first, compounds = lexicon.first, lexicon.compounds
    words, starts = words_of(source, region)
    # Most words are none of these: the comprehension drops them at the least cost.
    if (prefixes := lexicon.prefixes) is not None:
        known = [i for i, word in enumerate(words) if word[:PREFIX] in prefixes]
    else:
        known = [i for i, word in enumerate(words) if word in first]
    atoms: list[Atom] = []
    reach = 0
    for i in known:
        start = starts[i]
        if start < reach:
            continue
        word = words[i]
        end = start + len(word)
        seconds = first.get(word)
        if seconds is None:
            if compounds and (value := compounds.value(word)) is not None:
                atoms.append(Atom(start, end, "U", value, None, word))
            continue
        if seconds and i + 1 < len(words) and words[i + 1] in seconds:
            word, end = _longest(text, start, end, lexicon.longest, entries)
        entry = entries.get(word)
        if entry is not None:
            atoms.append(Atom(start, end, entry[0], entry[1], None, word))
            reach = end
    return atoms


def _longest(
    text: str, start: int, end: int, count: int, entries: dict[str, tuple[str, Decimal]]
) -> tuple[str, int]:
    """The longest entry of at most ``count`` words that begins at ``start``, and its end."""
    phrase = text[start:end]
    best = (phrase, end)
    for _ in range(count - 1):
        if text[end : end + 1] not in (" ", "-") or not (nxt := _WORD.match(text, end + 1)):
            break
        end = nxt.end()
        phrase = f"{phrase} {nxt.group()}"
        if phrase in entries:
            best = (phrase, end)
    return best


def _blocks(text: str, runs: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The runs between one blank line and the next: a text may be put together from several."""
    block: list[tuple[int, int]] = []
    end = text.find("\n\n", runs[0][0])
    for run in runs:
        if 0 <= end < run[0]:
            yield block
            block = []
            end = text.find("\n\n", run[0])
        block.append(run)
    yield block


def _convention(text: str, runs: list[tuple[int, int]], decimal: str, magnitudes: set[int]) -> str:
    """The decimal mark of a block: that of the language unless the block only shows the other one.

    Only numbers beside a currency sign, a percent sign or a magnitude are asked.
    """
    other = {",": ".", ".": ","}.get(decimal, "")
    if not other:
        return decimal
    seen_other = False
    for start, end in runs:
        if text[start:end].isdigit():  # most: they show no mark
            continue
        near = text[end : end + 1]
        after = end + 1 if near == " " else end
        if not (
            near in _MEASURED
            or text[after : after + 1] in _MEASURED
            or text[start - 1 : start] in _MEASURED
            or text[max(0, start - 2) : start - 1] in _MEASURED
            or after in magnitudes
        ):
            continue
        reading = digits.read(text[start:end], decimal)
        mark = reading.mark if reading else ""
        if mark == decimal:
            return decimal
        seen_other = seen_other or mark == other
    return other if seen_other else decimal


def _digits(text: str, runs: list[tuple[int, int]], decimal: str) -> list[Atom]:
    atoms = []
    for start, end in runs:
        while start < end:
            reading = digits.read(text[start:end], decimal) if end - start < 64 else None
            if reading is None:
                break
            stop = start + reading.length
            atoms.append(Atom(start, stop, "D", reading.value, reading.other, ""))
            start = stop + 1
    return atoms


class _Reader:
    """Reads one number from a list of atoms."""

    def __init__(self, text: str, floor: int, words: Lexicon) -> None:
        self.text = text
        self.floor = floor
        self.words = words

    def read(self, atoms: list[Atom], at: int) -> tuple[NumberSpan | None, int]:
        """The number that begins with the atom at ``at`` (None: no number), and the next atom to look at."""
        head = atoms[at]
        terms: list[Decimal] = []
        others: list[Decimal] | None = None
        magnitude = ONE
        start = head.start
        vague = head.kind == "V"
        if head.kind in "DU":
            terms = [head.value]
            others = [head.other] if head.other is not None else None
        elif head.kind == "V":
            terms = [head.value]
        elif head.kind == "P":  # "un virgule cinq"
            start = self._article(head.start)
            point = self._spoken(atoms, at) if start < head.start else None
            if point is None:
                return None, at + 1
            terms = [plus(ONE, point[0])]
            at = point[1] - 1
            head = atoms[at]
        elif head.kind in "HF":
            terms = [head.value]
            start = self._article(head.start)
            if head.kind == "F" and start == head.start:
                return None, at + 1
        elif head.kind == "M":
            start = self._article(head.start)
            if start == head.start and head.word not in self.words.ones:
                if head.word not in self.words.plurals:
                    return None, at + 1
                vague = True
            terms = [head.value]
            magnitude = head.value if head.value >= THOUSAND else ONE
        else:
            return None, at + 1
        last = head
        at += 1
        limit = min(len(atoms), at + _LONGEST)
        while at < limit:
            atom = atoms[at]
            gap = self.text[last.end : atom.start] if atom.start - last.end <= _FAR else "\n"
            if atom.kind == "P" and last.kind in "UM" and gap in self.words.inner - {"-"}:
                point = self._spoken(atoms, at)
                if point is None:
                    break
                terms[-1] = plus(terms[-1], point[0])
                at, last = point[1], atoms[point[1] - 1]
                continue
            if not self._fits(last, atom, gap, terms, atoms, at):
                break
            if atom.kind == "M":
                terms, changed = multiply(terms, atom.value)
                if others is not None:
                    others, _ = multiply(others, atom.value)
                if atom.value >= THOUSAND:
                    magnitude = times(magnitude, atom.value) if len(terms) == 1 and changed else atom.value
            elif atom.kind == "H":
                terms.append(times(atom.value, last.value if last.kind == "M" else ONE))
                if last.kind in "DU":
                    # "eine halbe Million": the article counts nothing.
                    article = last.word + " " in self.words.articles and gap == " "
                    terms = [*terms[:-2], terms[-1] if article else plus(terms[-2], terms[-1])]
            elif atom.kind in "VF":
                terms = [times(terms[-1], atom.value)]
            else:
                terms.append(atom.value)
            last = atom
            at += 1
        if head.kind == "H" and last is head and head.value < ONE:  # "anderthalb" is a number of its own
            return None, at
        if head.kind == "V" and last is head and head.value == ONE:
            return None, at
        value = plus(*terms)
        if len(terms) > 1 and magnitude > min(terms):
            magnitude = magnitude if whole(value, magnitude) or last.kind == "H" else ONE
        other = plus(*others) if others is not None and len(others) == len(terms) else None
        return NumberSpan(start, last.end, value, magnitude, vague, other, head.kind == "D"), at

    def _fits(
        self, last: Atom, atom: Atom, gap: str, terms: list[Decimal], atoms: list[Atom], at: int
    ) -> bool:
        """Whether the atom goes on with the number that ends with ``last``."""
        words = self.words
        kinds = last.kind + atom.kind
        if kinds == "DM":
            return gap in words.digit_gaps and (atom.value >= THOUSAND or not words.apart)
        if kinds == "UM":
            # "cinq cents" is 500, "vingt cents" is an amount in cents.
            return gap in words.word_gaps and (atom.value != 100 or terms[-1] < 10)
        if kinds == "MM":
            return gap in words.word_gaps or (gap in words.links and last.word in words.plurals)
        if kinds in ("VM", "VV"):
            return gap in words.links
        if kinds in ("HM", "FM"):
            return gap in words.half_after
        if kinds in ("DF", "UF"):  # "tres quintos"
            return gap == " " and len(terms) == 1 and ONE < last.value < 100
        if kinds in ("DV", "UV"):  # "20 jutaan", "deux dizaines de milliers"
            return gap == " " and atom.value > 1
        if kinds in ("MU", "UU"):
            if kinds == "MU" and gap == " " and atom.word + gap in words.articles:  # "nahm 40 Millionen ein"
                return False
            return gap in words.gaps and atom.value < place(terms[-1])
        if kinds == "MD" and (gap == "" or words.begins_apart):  # "3億5000万"
            return gap in words.inner and atom.value < place(terms[-1])
        if kinds == "MD":
            if gap in words.digit_joiners:  # "1 bilhão e 200 milhões"
                following = atoms[at + 1] if at + 1 < len(atoms) else None
                return (
                    following is not None
                    and following.kind == "M"
                    and self.text[atom.end : following.start] == " "
                    and atom.value < THOUSAND <= following.value < last.value
                )
            return (
                gap == " "
                and atom.end - atom.start >= 3
                and atom.value < place(terms[-1])
                and atom.value == atom.value.to_integral_value()
            )
        if atom.kind == "H" and last.kind in "DUM":
            gap = gap.replace("-", " ")
            if gap not in words.half_before:
                return False
            # "dua setengah juta": without a word between, the half counts only before a multiplier.
            return last.kind == "M" or gap != " " or (at + 1 < len(atoms) and atoms[at + 1].kind == "M")
        return False

    def _spoken(self, atoms: list[Atom], at: int) -> tuple[Decimal, int] | None:
        """The decimals of "one point three five" behind the point at ``at``, and the atom after them."""
        spoken = ""
        end = atoms[at].end
        nxt = at + 1
        while nxt < len(atoms) and len(spoken) < 12:
            atom = atoms[nxt]
            if (
                atom.kind != "U"
                or self.text[end : atom.start] not in self.words.inner
                or (spoken and atom.value > 9)
            ):
                break
            spoken += str(atom.value)
            end = atom.end
            nxt += 1
        return (Decimal("0." + spoken), nxt) if spoken else None

    def _article(self, start: int) -> int:
        """Where an article that means one begins before ``start`` ("un milliard"), else ``start``."""
        for article in self.words.articles:
            begin = start - len(article)
            if (
                begin >= self.floor
                and self.text.startswith(article, begin)
                and not self.text[begin - 1 : begin].isalnum()
            ):
                return begin
        return start
