"""Headlines that write each word with a capital: where one name ends and the next one begins.

"Norvik Buys Halden Foods" is one run of name words. What tells of an event, or how far it is, parts it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from operator import itemgetter

from aiextract.events.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")  # a headline writes it with a capital
_FEW = 3  # such words that a headline has at least
_MOST = 0.8  # of its words
_BACK, _LEADING = 40, 3  # letters and words before a run in which a trigger may begin
_SMALL = frozenset({"adverb", "be", "have", "relative", "conjunction"})

Span = tuple[int, int]


def is_headline(text: str) -> bool:
    """Whether nearly all words of a sentence begin with a capital."""
    words = _LONG_WORD.findall(text)
    if len(words) < _FEW:
        return False
    return sum(map(str.isupper, map(itemgetter(0), words))) >= _MOST * len(words)


def parted(
    folded: str, run: Span, lexicon: Lexicon, taken: Sequence[Span], known: Collection[str]
) -> Iterator[Span]:
    """The names that a run of words in a headline holds; the run itself where nothing parts it.

    Mentions have ``taken`` their spans. A piece that ends in one of the ``known`` names of the document is
    that name alone ("Startup Kirimaja").
    """
    first, last = run
    cut = _reached(folded, first, lexicon)
    begin = end = cut + (cut > first)  # behind the space
    for match in _WORD.finditer(folded, first, last):
        if match.start() < cut:
            continue
        stop = next((high for low, high in taken if low <= match.start() < high), None)
        stop = lexicon.openings.end(folded, match.start()) if stop is None else stop
        classes = lexicon.classes(match[0])
        small = lexicon.is_verb(match[0]) or classes & _SMALL or (begin == end and "goods" in classes)
        if stop is None and small:
            stop = match.end()
        if stop is None:
            end = match.end()
            continue
        if begin < end and not _generic(lexicon, folded[begin:end], known):
            yield _known(folded, begin, folded[begin : match.start()].rstrip(), known)
        begin = end = cut = stop
        while begin < last and not folded[begin].isalnum():
            begin += 1
        end = begin
    if begin < last and not _generic(lexicon, folded[begin:last], known):
        yield _known(folded, begin, folded[begin:last].rstrip(), known)


def _reached(folded: str, first: int, lexicon: Lexicon) -> int:
    """Where a trigger ends that begins before ``first`` and goes on there: "Falls into the Hands of X"."""
    before = [match.start() for match in _WORD.finditer(folded, max(0, first - _BACK), first)]
    ends = (lexicon.openings.end(folded, start) for start in before[-_LEADING:])
    return max((end for end in ends if end is not None and end > first), default=first)


def _generic(lexicon: Lexicon, piece: str, known: Collection[str]) -> bool:
    """Whether a piece that is no known name begins with a noun for any company: "Perusahaan Galangan"."""
    return "generic" in lexicon.classes(piece.split()[0]) and piece.rstrip() not in known


def _known(folded: str, begin: int, piece: str, known: Collection[str]) -> Span:
    for match in _WORD.finditer(piece):
        if piece[match.start() :] in known:
            return begin + match.start(), begin + len(piece)
    return begin, begin + len(piece)
