"""Names that go on beyond what tells of them: "Refrescos" of "Refrescos del Caribe", "PL" of "3PL Andino".

A text that has neither of two words without the other, and a small word between, means one name by them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from aiextract.languages.schema import Language
from aiextract.organizations.lexicon import Lexicon, lexicon_of
from aiextract.organizations.spans import begins_sentence
from aiextract.source import Source

_CAPITALS = re.compile(r"\b[^\W\d_]\w*")
_NAME = re.compile(r"[^\W\d_]\w*+(?: [^\W\d_]\w*+){0,2}+")
_BACK = 40  # characters looked back at for a word

Span = tuple[int, int]


class _Uses(NamedTuple):
    """How often a text has each word with a capital, and each two of them with a link between."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]


def made_whole(source: Source, language: Language, span: Span, *, listed: bool) -> Span:
    """Where a name begins and ends of which ``span`` is known; one that is ``listed`` needs no more words.

    Only languages that have ``name_links`` make names so.
    """
    links = language.events.name_links
    if not links:
        return span
    lexicon = lexicon_of(language)
    start = _figured(source.text, span[0])
    end = span[1] if start == span[0] else _capitals(source.text, span[1])
    end = _closed(source, lexicon, links, (start, end), listed=listed)
    return _opened(source, lexicon, _led(source, lexicon, links, start)), end


def _figured(text: str, start: int) -> int:
    """Where a name begins to which a figure is glued: "3PL"."""
    while start and text[start - 1].isdigit() and text[start].isalpha():
        start -= 1
    return start


def _capitals(text: str, end: int) -> int:
    """Where words with a capital end that follow."""
    following = _NAME.match(text, end + 1) if text[end : end + 1] == " " else None
    named = _leading(following[0].split(" ")) if following is not None else ""
    return end + 1 + len(named) if named else end


def _leading(words: Sequence[str]) -> str:
    """The words with a capital, up to the first without."""
    return " ".join(takewhile(lambda word: word[0].isupper(), words))


def _opened(source: Source, lexicon: Lexicon, start: int) -> int:
    """Where a name begins that a trade's noun with a capital opens: "Petrolera El Trébol"."""
    text = source.text
    words = text[max(0, start - _BACK) : start].split(" ")
    if len(words) < 3 or words[-1]:
        return start
    article = words[-2][:1].isupper() and words[-2].lower() in lexicon.articles
    parts = words[-3:-1] if article else words[-2:-1]
    noun = parts[0]
    if not (noun.isalpha() and noun.istitle()):
        return start
    trade = noun.lower() in lexicon.heads
    if not trade and not any(cue.kind == "class" for cue in lexicon.before.get(noun.lower(), ())):
        return start
    first = start - sum(len(part) + 1 for part in parts)
    inside = article or _word_at(source.folded, start) in lexicon.articles
    return start if not inside and begins_sentence(text, first) else first


def _word_at(folded: str, start: int) -> str:
    return folded[start : start + _BACK].partition(" ")[0]


def _closed(source: Source, lexicon: Lexicon, links: Sequence[str], span: Span, *, listed: bool) -> int:
    """Where a name ends that goes on behind a small word."""
    text, (start, end) = source.text, span
    link = next((f" {one} " for one in links if text.startswith(f" {one} ", end)), None)
    following = None if link is None else _NAME.match(text, end + len(link))
    head = _CAPITALS.findall(text, start, end)[-1:]
    if link is None or following is None or not head or not following[0][0].isupper():
        return end
    parts = following[0].split(" ")
    if not _one(source, lexicon, links, (head[0], parts[0]), start, listed=listed):
        return end
    return end + len(link) + len(_leading(parts))


def _led(source: Source, lexicon: Lexicon, links: Sequence[str], start: int) -> int:
    """Where a name begins of which what stands behind a small word is known."""
    text = source.text
    link = next((f" {one} " for one in links if text.endswith(f" {one} ", 0, start)), None)
    tail = _CAPITALS.match(text, start)
    if link is None or tail is None:
        return start
    head = text[max(0, start - len(link) - _BACK) : start - len(link)].split(" ")[-1]
    first = start - len(link) - len(head)
    if not (head[:1].isupper() and head.isalpha()):
        return start
    return first if _one(source, lexicon, links, (head, tail[0]), first, listed=True) else start


def _one(
    source: Source, lexicon: Lexicon, links: Sequence[str], pair: tuple[str, str], start: int, *, listed: bool
) -> bool:
    """Whether two words with a link between, the first at ``start``, are of one name."""
    uses, tail = _uses(source, links), pair[1].lower()
    if not uses.pairs[pair] == uses.words[pair[0]] == uses.words[pair[1]]:
        return False
    if tail in lexicon.given or tail in lexicon.heads or tail in lexicon.before:
        return False  # somebody's, or another company's
    if uses.pairs[pair] > 1:
        return True
    before = source.folded[max(0, start - _BACK) : start].split(" ")[-2:-1]
    return tail in lexicon.places and not listed and not any(word in lexicon.articles for word in before)


@lru_cache(maxsize=64)
def _pairs(links: Sequence[str]) -> re.Pattern[str]:
    small = "|".join(map(re.escape, sorted(links, key=len, reverse=True)))
    return re.compile(rf"\b(?=([^\W\d_]\w*) (?:{small}) ([^\W\d_]\w*))")


def _uses(source: Source, links: Sequence[str]) -> _Uses:
    memo = ("organizations.linked", links)
    if memo not in source.memo:
        found = _pairs(links).findall(source.text)
        source.memo[memo] = _Uses(
            Counter(word for word in _CAPITALS.findall(source.text) if word[0].isupper()),
            Counter(pair for pair in found if pair[0][0].isupper() and pair[1][0].isupper()),
        )
    uses: _Uses = source.memo[memo]
    return uses
