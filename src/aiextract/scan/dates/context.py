"""What tells a year, and a number in a date at all, from other numbers."""

from __future__ import annotations

import re

from aiextract.scan.dates.beside import Beside
from aiextract.scan.dates.gates import Kind
from aiextract.scan.dates.grammar import Grammar, YearContext

_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_WORD_AFTER = re.compile(r"[ \t]{0,2}\n?([^\W\d_]+)")
_SIGNS = frozenset("$€£¥₹₽₩₺฿%‰")
_NEVER_BEHIND = _SIGNS | frozenset("º@_=\\#^")
_MONEY = frozenset("$€£¥₹₽₩₺฿%‰#@=_\\&<^+")


def stands_alone(original: str, text: str, at: int, grammar: Grammar) -> bool:
    """Whether a run of digits can begin a date, by what is directly before it."""
    if at == 0:
        return True
    char = text[at - 1]
    before = text[at - 2] if at > 1 else " "
    if char.isalnum():
        if not grammar.spaced or ord(char) > 0x2E7F:
            return True
        word = _WORD_BEFORE.search(text, max(0, at - 20), at)
        return word is not None and (word[0] in grammar.years.glued)
    if char in "-/–":
        if before.isdecimal():  # the second half of 2015-2016, 2013/2014
            return _YEAR_BEFORE.search(text, max(0, at - 7), at - 1) is not None
        return char != "/" and not (before.isalpha() and original[at - 2].isupper())
    if char == ".":  # "7/pojk.2013" is a code
        return not before.isalnum()
    if char in ",:":
        return not before.isdecimal()
    return char not in _MONEY


_YEAR_BEFORE = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d\Z")


def is_year(
    original: str,
    text: str,
    span: tuple[int, int],
    before: Kind,
    left: str,
    right: str,
    joined: bool,
    grammar: Grammar,
) -> bool:
    """Whether four digits are a year, by the guards of the language; ``before`` is the word before."""
    start, end = span
    guards = grammar.years
    follower = right[:1]
    beyond = right[1:2]
    if follower and (follower in _NEVER_BEHIND or (follower in ".,:'" and beyond.isdecimal())):
        return False
    if follower in "-/–" and beyond.isdecimal() and not _YEAR_AFTER.match(right):
        return False
    if follower == "/" and beyond.isalnum() and not beyond.isdecimal():
        return False
    if right[:2].strip()[:1] in _SIGNS:
        return False
    if stands_behind(guards.not_before, before, left):
        return False
    ahead = _ahead(left, grammar)
    if guards.not_before and ahead is not None and guards.not_before.regex.search(ahead):
        return False
    if guards.not_after and guards.not_after.regex.match(right):
        return False
    if _HEADING.match(right) and (not left or left.endswith("\n")):
        return True
    if joined or (left.rstrip()[-1:] in ("(", ",") and _closes(right, grammar, left.rstrip()[-1:])):
        return True
    year = int(text[start : start + 4])
    noun, counted = _followed(original, end, _beyond(right, grammar), len(right), guards)
    weak = stands_behind(guards.weak, before, left)
    strong = not weak and stands_behind(grammar.cues, before, left)
    if year >= 1900:
        return strong or not counted
    if guards.noun is not None and year >= _FIRST_BARE:
        return strong or not guards.noun.match(original, end, end + _LOOK)
    if strong:
        return not counted
    if year < 1400:
        return False
    if weak:
        return not counted if guards.plural else not noun
    # "Tientsin 1858": a name, then the year
    named = _NAME_BEFORE.search(original, max(0, start - _LOOK), start)
    return named is not None and not noun


def stands_behind(guard: Beside | None, before: Kind, left: str) -> bool:
    """Whether ``left``, of which ``before`` is the last word, ends with what a guard looks for."""
    return guard is not None and guard.possible(before.hints) and guard.regex.search(left) is not None


def _ahead(left: str, grammar: Grammar) -> str | None:
    """What stands before the first of two numbers, at the second one: "rose from 1800 to 2020"."""
    first = _FIRST.search(left)
    if first is None or grammar.joins is None or not grammar.joins.fullmatch(left[first.end(1) :]):
        return None
    return left[: first.start(1)]


def _closes(right: str, grammar: Grammar, opened: str) -> bool:
    """Whether a bracket closes behind the year, or behind a second one: "(1890 e 1898)", "(Paris, 1883)"."""
    if opened == ",":
        return right[:1] == ")"
    if right.lstrip(" ")[:1] in (*"),;–/", "-"):
        return True
    join = grammar.joins.match(right) if grammar.joins else None
    return join is not None and _SECOND.match(right, join.end()) is not None


def _beyond(right: str, grammar: Grammar) -> str:
    """What follows the year, or the second one of two ("entre 1200 et 1500 personnes")."""
    join = grammar.joins.match(right) if grammar.joins else None
    second = _SECOND.match(right, join.end()) if join else None
    return right[second.end() :] if second else right


def _followed(original: str, end: int, rest: str, length: int, guards: YearContext) -> tuple[bool, bool]:
    """Whether a noun may follow, and whether it is one that is counted: a plural in small letters."""
    word = _WORD_AFTER.match(rest)
    if word is None or word[1] in guards.function_words or len(word[1]) <= 2:
        return False, False
    small = original[end + length - len(rest) + word.start(1)].islower()
    return small, small and guards.plural is not None and guards.plural.search(word[1]) is not None


_LOOK = 40
_FIRST_BARE = 1400
_HEADING = re.compile(r" ?(?:[:–]|-{1,2} )")  # "1789 : La Révolution", at the beginning of a line
_FIRST = re.compile(r"(?<![\d.,])(\d{3,4})\D{1,12}\Z")
_SECOND = re.compile(r"(?:1\d|20)\d\d(?!\d)")
_YEAR_AFTER = re.compile(r"[-/–](?:1[5-9]|20)?\d\d(?![\d.,]\d|\d|[-/]\d)")
_NAME_BEFORE = re.compile(r"[^\W\d_]+ [A-ZÀ-Þ][^\W\d_]+ \Z")
