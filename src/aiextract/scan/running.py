r"""Words of scripts in which a regular expression does not see where a word ends.

In some no space parts words; in others vowel signs are no letters to ``\\w``, so that a word falls to pieces.
There the words looked for are tried as one expression.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache


def is_marked(word: str) -> bool:
    """Whether the word holds a combining mark."""
    return any(unicodedata.category(char)[0] == "M" for char in word if char > "\u02ff")


@lru_cache(maxsize=1)
def marks() -> str:
    """The combining marks of all scripts, for a character class."""
    return "".join(char for char in map(chr, range(0x300, 0x1B00)) if unicodedata.category(char)[0] == "M")


def words_of(words: Iterable[str], apart: bool) -> re.Pattern[str]:
    """An expression for the words, the longest first; ``apart``: no letter stands beside them."""
    listed = list(words)
    either = "|".join(sorted(map(re.escape, listed), key=len, reverse=True))
    # Most places of a text are passed over by this look ahead alone.
    opening = f"(?=[{first_letters(listed)}])" if listed else ""
    if not apart:
        return re.compile(f"{opening}(?:{either})")
    return re.compile(rf"{opening}(?<![\w{marks()}])(?:{either})(?![\w{marks()}])")


def first_letters(words: Iterable[str]) -> str:
    """What the words can begin with, for a character class."""
    return "".join(sorted({re.escape(word[0]) for word in words}))
