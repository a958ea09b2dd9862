"""A text and its folded view: the same length, one way of writing each thing.

Grammars read ``folded`` (lower case, plain spaces, ASCII digits and punctuation, one apostrophe, one
hyphen, one dash), and report offsets that hold for ``text`` as well, since folding maps one code
point to one code point. The text itself is never altered.
"""

from __future__ import annotations

import re
import threading
import unicodedata
import weakref
from functools import lru_cache
from typing import Any

from aiextract.errors import InputError

# Longest text in characters (code points): one takes about 55 bytes of memory a character while it is read.
MAX_LENGTH = 10_000_000

# What stands in the place of a character that cannot be read.
LOST = "\ufffd"

_SURROGATE = re.compile("[\ud800-\udfff]")
# Spaces of other widths, apostrophes, quotes, hyphens, dashes, slashes: the character that grammars use.
_UNIFIED = {
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "'": "\u2018\u2019\u201b\u02bc\u02b9\u2032\u00b4\u0060\uff07",
    '"': "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02",
    "-": "\u2010\u2011\u00ad\ufe63\uff0d",
    "–": "\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58",
    "/": "\u2044\u2215\uff0f",
    "%": "\u066a\ufe6a\uff05",
    "‰": "\u0609",
    ",": "\u066b\u060c",
    ".": "\u06d4",
    "º": "°",
}


_PLAIN = {c: plain for plain, variants in _UNIFIED.items() for c in variants}
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    """What a character beyond ASCII is written as in the folded view (one code point)."""
    if char in _PLAIN:
        return _PLAIN[char]
    if "\uff01" <= char <= "\uff5e":  # full-width form of an ASCII character
        return chr(ord(char) - 0xFEE0).lower()
    digit = unicodedata.decimal(char, None)  # decimal digits of every script
    return char if digit is None else str(digit)


def fold(text: str) -> str:
    """The text in one way of writing, as long as the text itself (offsets are shared)."""
    folded = text.lower()
    if len(folded) != len(text):  # a few capitals have a lower case of two code points
        folded = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    if folded.isascii():
        return folded
    # One `replace` a distinct character is several times faster than `translate` over the text.
    for char in set(_BEYOND_ASCII.findall(folded)):
        if (plain := _fold_char(char)) != char:
            folded = folded.replace(char, plain)
    return folded


def checked(text: object) -> str:
    """The text of an article; raises InputError for what is not a text or is longer than MAX_LENGTH."""
    if not isinstance(text, str):
        raise InputError(f"an article is a str, not {type(text).__name__}: decode bytes first")
    if len(text) > MAX_LENGTH:
        raise InputError(f"the article has {len(text):,} characters, more than {MAX_LENGTH:,}: split it")
    return text


def clean(text: str) -> str:
    """The text with every lone surrogate replaced by U+FFFD (same length)."""
    try:
        text.encode()  # nearly all texts can be: this is ten times as fast as a search
    except UnicodeEncodeError:
        return _SURROGATE.sub(LOST, text)
    return text


class Source:
    """A text (offsets are code points into it) and its folded view of the same length.

    ``memo`` keeps what several scanners derive from the text (its numbers, say), so that it is read once.
    """

    __slots__ = ("folded", "memo", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.memo: dict[Any, Any] = {}

    def __len__(self) -> int:
        return len(self.text)


class _Last(threading.local):
    """What this thread read last: the components of a pipeline read the same Doc in turn."""

    doc: weakref.ref[Any] | None = None
    text: str = ""
    source: Source | None = None


_last = _Last()


def remember(doc: Any, text: str) -> None:
    """Keep the text of a Doc that was just made: ``doc.text`` joins all tokens each time it is asked."""
    _last.doc, _last.text, _last.source = weakref.ref(doc), text, None


def source_of(doc: Any) -> Source:
    """The text of a Doc with its folded view, made once for the components of a pipeline."""
    if _last.doc is None or _last.doc() is not doc:
        remember(doc, doc.text)
    if _last.source is None:
        _last.source = Source(_last.text)
    return _last.source
