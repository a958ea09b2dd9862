"""Currencies beside a number: symbols and codes that every language shares, names of a language."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from aiextract.languages import Language
from aiextract.scan.running import words_of
from aiextract.scan.symbols import CRYPTO, ISO, neutral
from aiextract.source import Source, fold

_LETTERS = re.compile(r"[^\W\d_]+")
# "180 pounds (82 kg)": a weight told twice.
_WEIGHT = re.compile(r" ?\(\D{0,3}\d[\d.,]{0,12} ?(?:kg|g|t)\b")
# Behind a bare number word the name of a currency may begin another word: "zwei Euro-Länder".
_COMPOUND = re.compile(r"-[^\W\d_]")
# Letters of a code in a script that does not part words.
_ASCII = re.compile(r"[a-z]+")


class Found(NamedTuple):
    """A currency at ``[start, end)``. ``kind``: symbol, code or name; ``factor``: a magnitude glued to it."""

    start: int
    end: int
    code: str
    scheme: str
    kind: str
    factor: int = 1
    ratio: str = "1"


class Currencies:
    """The currencies of a language: ``before`` and ``after`` read one beside a number."""

    def __init__(self, language: Language) -> None:
        money = language.money
        self._neutral = neutral()
        self._abbreviations = language.numbers.abbreviations
        self._links = tuple(
            sorted(
                (link if link.endswith("'") else link + " " for link in money.links), key=len, reverse=True
            )
        )
        self._names: dict[str, list[tuple[str, str, str]]] = {}
        self._signed: dict[str, list[tuple[str, str]]] = {}
        rows = [(fold(n), code, "1") for code, names in money.names.items() for n in names]
        rows += [(fold(n), code, "1") for code, names in money.common.items() for n in names]
        rows += [(word, minor.currency, minor.ratio) for word, minor in money.minor.items()]
        table = {name: (code, ratio) for name, code, ratio in rows}
        # Names that stand for all words that begin so.
        self._stems = {name[:-1]: table.pop(name) for name in [n for n in table if n.endswith("*")]}
        self._stem_lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        self._run_on = None
        if language.numbers.spacing != "words":
            self._table, self._run_on = table, words_of(table, apart=False)
        for name, (code, ratio) in sorted(table.items(), key=lambda row: -len(row[0])):
            head = _LETTERS.match(name)
            if head is None:  # a sign with an adjective: "$ canadiens"
                self._signed.setdefault(name[0], []).append((name, code))
            else:
                self._names.setdefault(head.group(), []).append((name, code, ratio))
        # Names of more words than one, by the first: "dollars" begins many, and mostly stands for itself.
        self._longer = {
            head: tuple(name for name, _, _ in rows if name != head) for head, rows in self._names.items()
        }
        self._large = frozenset(map(fold, money.scaled_prefixes))
        before = (*map(fold, money.prefixes), *self._large)
        self._prefixes = {name: table[name][0] for name in before}
        self._longest_prefixes = sorted(self._prefixes, key=len, reverse=True)
        alone = self._neutral.codes.union(filter(str.isalpha, self._neutral.symbols))
        words = [_LETTERS.findall(symbol) for symbol in self._neutral.symbols]
        # The words that a currency can end with before a number, and those that it, or an abbreviated
        # magnitude, can begin with behind one ("us" of "US$", "mn").
        self._closing = alone.union(self._prefixes, (own[-1] for own in words if own))
        self._opening = alone.union(self._names, self._abbreviations, (own[0] for own in words if own))
        self._glued = (*(word for word in language.numbers.multipliers if len(word) > 4), *self._stems)

    def beside(self, text: str, start: int, end: int, floor: int) -> bool:
        """Whether a currency, or a magnitude that counts beside one, may stand beside a number.

        A first look, at a fraction of the cost of ``before`` and ``after``: where it sees none, there is none
        (but for one behind a link).
        """
        left = start - 1 if text[start - 1 : start] in (" ", ":") and start > floor else start
        at = end + 1 if text[end : end + 1] in (" ", "-") else end
        return (left > floor and self._may_end(text, left, floor)) or self._may_begin(text, at)

    def _may_end(self, text: str, end: int, floor: int) -> bool:
        last = text[end - 1]
        if self._run_on is not None:
            return True
        if not last.isalpha():
            return last in self._neutral.last
        word = text[text.rfind(" ", floor, end) + 1 or floor : end]
        return not word.isalpha() or word in self._closing or word[-3:] in self._neutral.codes

    def _may_begin(self, text: str, at: int) -> bool:
        if self._run_on is not None:
            return True
        match = _LETTERS.match(text, at, at + 40)
        if match is None:
            return text[at : at + 1] in self._neutral.first
        word = match[0]
        return word in self._opening or word[-3:] in self._neutral.codes or word.startswith(self._glued)

    def before(self, source: Source, start: int, floor: int) -> Found | None:
        """The currency that ends where the number begins (a space may stand between)."""
        text = source.folded
        end = start - 1 if text[start - 1 : start] in (" ", ":") and start > floor else start
        if end <= floor or not self._may_end(text, end, floor):
            return None
        last = text[end - 1]
        if last in self._neutral.last:
            found = self._symbol_before(source, end, floor)
            if found is not None:
                return found
        return self._word_before(source, end, floor) if last.isalpha() else None

    def is_scaled(self, source: Source, found: Found) -> bool:
        """Whether a currency found before a number stands only before large ones."""
        return source.folded[found.start : found.end] in self._large

    def _symbol_before(self, source: Source, end: int, floor: int) -> Found | None:
        text = source.folded
        for length in self._neutral.last[text[end - 1]]:
            begin = end - length
            if begin < floor:
                continue
            symbol = text[begin:end]
            known = self._neutral.symbols.get(symbol)
            if known and not symbol.isalpha() and self._stands_apart(source, begin, end):
                return Found(begin, end, *known, "symbol")
        return None

    @staticmethod
    def _stands_apart(source: Source, begin: int, end: int) -> bool:
        """Whether a symbol that begins with a letter is no tail of a word ("excederáUS$" glues two)."""
        text = source.text
        if not text[begin].isalpha() or begin == 0 or not text[begin - 1].isalnum():
            return True
        uncased = text[begin - 1].isalpha() and text[begin - 1].lower() == text[begin - 1].upper()
        return text[begin].isupper() and (uncased or text[begin - 1].islower())

    def _word_before(self, source: Source, end: int, floor: int) -> Found | None:
        text = source.folded
        begin = end
        lowest = max(floor, end - 16)
        if self._run_on is not None:
            for name in self._longest_prefixes:
                if end - len(name) >= floor and text.endswith(name, floor, end):
                    return Found(end - len(name), end, self._prefixes[name], ISO, "name")
        while (
            begin > lowest and text[begin - 1].isalpha() and (not self._run_on or text[begin - 1].isascii())
        ):
            begin -= 1
        word = text[begin:end]
        written = source.text[begin:end]
        if word in self._neutral.words:
            return None
        known = self._neutral.symbols.get(word)
        if known and written in self._neutral.written[word]:
            return Found(begin, end, *known, "code" if written.isupper() else "symbol")
        if word in self._neutral.codes and self._is_code(word, written):
            return Found(begin, end, word.upper(), ISO, "code")
        if len(word) == 3 and written.islower():
            return None
        code, factor = self._scaled(word, written)
        if code:
            return Found(begin, end, code, ISO, "code", factor)
        if word in self._prefixes and (word not in self._large or written[0].isupper()):
            return Found(begin, end, self._prefixes[word], ISO, "name")
        return None

    def _is_code(self, word: str, written: str) -> bool:
        return written.isupper() or word in self._neutral.small

    def _scaled(self, word: str, written: str) -> tuple[str, int]:
        """A code with a magnitude glued before it: "MEUR", "kUSD"."""
        if len(word) > 3 and written[-3:].isupper() and word[-3:] in self._neutral.codes:
            factor = self._abbreviations.get(word[:-3])
            if factor:
                return word[-3:].upper(), factor
        return "", 1

    def after(self, source: Source, end: int, linked: bool, glued: bool) -> Found | None:
        """The currency that begins where the number ends.

        ``linked``: a link may stand between ("de"); ``glued``: no space is needed (a number in digits).
        """
        text = source.folded
        at = end + 1 if text[end : end + 1] in (" ", "-") else end
        if at == end and not glued and self._run_on is None:
            return None
        if linked:
            for link in self._links:
                if text.startswith(link, at):
                    at += len(link)
                    at += link[-1] == "'" and text[at : at + 1] == " "  # "d' euros" in tokenised text
                    break
        if not self._may_begin(text, at):
            return None
        char = text[at : at + 1]
        if char in self._neutral.first and char:
            found = self._symbol_after(source, at)
            if found is not None:
                return found
        counted = linked or glued or text[end : end + 1] == "-"
        return self._word_after(source, at, counted) if char.isalpha() else None

    def _symbol_after(self, source: Source, at: int) -> Found | None:
        text = source.folded
        for name, code in self._signed.get(text[at], ()):
            stop = at + len(name)
            if text.startswith(name, at) and not text[stop : stop + 1].isalpha():
                return Found(at, stop, code, ISO, "symbol")
        for length in self._neutral.first[text[at]]:
            stop = at + length
            symbol = text[at:stop]
            known = self._neutral.symbols.get(symbol) if stop <= len(text) else None
            if known is None or symbol.isalpha():
                continue
            if symbol[-1].isalpha() and text[stop : stop + 1].isalpha():
                continue
            if symbol == "$" and source.text[stop : stop + 3].isupper():
                code = text[stop : stop + 3]
                if code in self._neutral.codes and not text[stop + 3 : stop + 4].isalpha():
                    return Found(at, stop + 3, code.upper(), ISO, "symbol")
            return Found(at, stop, *known, "symbol")
        return None

    def _word_after(self, source: Source, at: int, counted: bool) -> Found | None:
        text = source.folded
        if self._run_on is not None and (run := self._run_on.match(text, at)):
            code, ratio = self._table[run.group()]
            return Found(at, run.end(), code, ISO, "name", 1, ratio)
        match = (_LETTERS if self._run_on is None else _ASCII).match(text, at, at + 40)
        if match is None:
            return None
        word = match.group()
        rows = self._names.get(word, ())
        if len(rows) > 1 and not text.startswith(self._longer[word], at):
            rows = [row for row in rows[-1:] if row[0] == word]  # the shortest comes last
        for name, code, ratio in rows:
            stop = at + len(name)
            if text.startswith(name, at) and not text[stop : stop + 1].isalpha():
                if _WEIGHT.match(text, stop) or (not counted and _COMPOUND.match(text, stop)):
                    return None
                return Found(at, stop, code, ISO, "name", 1, ratio)
        stop = match.end()
        for length in self._stem_lengths:
            if known := self._stems.get(word[:length]):
                return Found(at, stop, known[0], ISO, "name", 1, known[1])
        written = source.text[at:stop]
        known = self._neutral.symbols.get(word)
        if known and (written in self._neutral.written[word] or (known[1] == CRYPTO and len(word) > 4)):
            if text[stop : stop + 1] == "." and word + "." in self._neutral.symbols:
                stop += 1
            kind = "code" if written.isupper() else "name" if known[1] == CRYPTO else "symbol"
            return Found(at, stop, *known, kind)
        if word in self._neutral.codes and self._is_code(word, written):
            return Found(at, stop, word.upper(), ISO, "code")
        code, factor = self._scaled(word, written)
        return Found(at, stop, code, ISO, "code", factor) if code else None


@lru_cache(maxsize=64)
def currencies(language: Language) -> Currencies:
    """The compiled currencies of a language (one a Language object)."""
    return Currencies(language)
