"""Sentences of a paragraph, by characters; abbreviations are data.

A mark ends a sentence where what follows can begin one. News comes glued ("setor.Em apenas") and full of
points that end nothing ("Character.AI", "M. Dupont", "3.5"), so that both sides of a point are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from aiextract.languages import Language, get_language
from aiextract.source import fold

Span = tuple[int, int]

# Marks that end a sentence, then what closes with it: quotes, brackets, Markdown asterisks. A pattern that
# begins with a set of characters, not with a repetition, is searched several times faster.
_END = "[.!?…‥。！？｡．؟۔।॥]"
_MARK = re.compile(
    rf"(?P<mark>{_END}{_END}{{0,19}}+)(?P<close>(?:[\"'”’)\]}}」』）】*]|[\s\u00a0\u202f]?»){{0,6}}+)(?P<space>[\s\u00a0\u202f\u3000]*+)"
)
_WIDE = frozenset("。！？｡．؟۔।॥")  # end a sentence whatever follows
_OPENING = frozenset("\"'“‘«([{「『（【*-–—•¿¡")
_BEFORE = 24  # characters read before a point: the longest abbreviation


class _Marks(NamedTuple):
    never: frozenset[str]
    closing: frozenset[str]
    function_words: frozenset[str]
    domains: frozenset[str]
    ordinal: bool


@lru_cache(maxsize=64)
def _marks(language: Language) -> _Marks:
    text, neutral = language.text, get_language("und").text
    return _Marks(
        frozenset(text.abbreviations),
        frozenset(text.closing_abbreviations),
        frozenset(text.function_words),
        frozenset(text.domain_endings + neutral.domain_endings),
        text.ordinal_point,
    )


def split(text: str, start: int, end: int, language: Language) -> Iterator[Span]:
    """Sentences of the paragraph ``[start, end)``, without the white space around them."""
    marks = _marks(language)
    caseless = not any(map(str.isupper, text[start:end]))
    at = start
    for match in _MARK.finditer(text, start, end):
        if match.end() == end or _ends(text, match, end, marks, caseless):
            if (stop := match.end("close")) > at:
                yield at, stop
            at = match.end()
    if at < end:
        yield at, end


def _ends(text: str, match: re.Match[str], end: int, marks: _Marks, caseless: bool) -> bool:
    """Whether a sentence ends at this mark, by what stands on both of its sides."""
    mark = match["mark"]
    if mark != "." and not _WIDE.isdisjoint(mark):
        return True
    first = match.end()
    if first < end and not text[first].isalnum():
        first = _first_letter(text, first, end)
    follows = text[first] if first < end else ""
    if follows.islower() and not caseless:
        return False
    if not match["space"]:
        return _ends_glued(text, match, first, end, marks)
    if mark != ".":
        return True
    word = _word_before(text, match.start())
    folded = fold(word)
    if folded in marks.never:
        return False
    if folded in marks.closing or ("." in word and len(word) < 6):
        return _begins(text, first, end, marks)
    if len(word) == 1 and (word.isupper() or word.islower()):
        return False  # an initial
    return not (marks.ordinal and word.isdecimal() and len(word) < 3)


def _ends_glued(text: str, match: re.Match[str], first: int, end: int, marks: _Marks) -> bool:
    """Whether a mark without a space after it ends a sentence: ``setor.Em`` does, ``Character.AI`` not."""
    if not text[first : first + 1].isupper():
        return False
    word = _word_before(text, match.start())
    if match["mark"] != "." or match["close"] or first > match.end() or not word:
        return True
    following = _word_at(text, first, end)
    number = word[-1].isdecimal()
    if ("." in word and not number) or fold(word) in marks.never or fold(word) == "www":
        return False
    if len(word) == 1 and not number:
        return False  # initials: J.Smith
    if not word[:1].isupper():
        return True
    if following.isupper() and len(following) > 1:
        return False
    return fold(following) in marks.function_words or fold(following) not in marks.domains


def _begins(text: str, first: int, end: int, marks: _Marks) -> bool:
    """Whether the next word is one that begins a sentence: a function word with a capital."""
    return fold(_word_at(text, first, end)).split("'")[0] in marks.function_words


def _first_letter(text: str, at: int, end: int) -> int:
    """Where the next word begins, past what may open a sentence."""
    stop = min(end, at + 6)
    while at < stop and (text[at] in _OPENING or text[at].isspace()):
        at += 1
    return at


def _word_before(text: str, at: int) -> str:
    """The word that ends at ``at``, its inner points included (``U.S`` of ``U.S.``)."""
    start = max(0, at - _BEFORE)
    start = text.rfind(" ", start, at) + 1 or start
    if (word := text[start:at]).isalnum():  # nearly all are letters up to a space
        return word
    start = at
    while start > 0 and at - start < _BEFORE and (text[start - 1].isalnum() or text[start - 1] in "._"):
        start -= 1
    return text[start:at]


def _word_at(text: str, at: int, end: int) -> str:
    stop = at
    while stop < end and stop - at < _BEFORE and (text[stop].isalnum() or text[stop] in "'’"):
        stop += 1
    return text[at:stop]
