"""What the name recognizer reads of a word: rows of its tables, and what open lists know of it.

A word well known from training has rows of its own; all others share row 0, so that a name never seen is met
as training met rare words: by its letters, its shape, and by how frequent it is in eight languages and
whether it is a first name, a town or the like (``Knowledge``).
"""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from aiextract.tokens import word_shape

# Hashed rows of each table; row 0 is for what is absent.
WORD_ROWS = 20_000
NGRAM_ROWS = 30_000
SHAPE_ROWS = 1_000
# Hashed rows of the letter groups of one word: the ends of three to six letters, and threes within.
NGRAMS = 22
_ENDS = (3, 4, 5, 6)
_INNER = 14
_LONGEST = 20  # letters that are read of a word


class WordRows(NamedTuple):
    """The rows of one word in the tables."""

    word: tuple[int, int]
    shape: int
    ngrams: tuple[int, ...]


def normalize(word: str) -> str:
    """The form under which a word is known: lower case, one kind of apostrophe, digits all alike."""
    lowered = word.lower().replace("’", "'")
    return "".join("0" if char.isdigit() else char for char in lowered) if not lowered.isalpha() else lowered


def key(norm: str) -> int:
    """The 64-bit key of a normalized word in the tables of known words (two CRC-32 side by side)."""
    data = norm.encode("utf-8", "replace")
    return crc32(data) << 32 | crc32(data[::-1], 1)


def word_rows(word: str, norm: str, known: bool) -> WordRows:
    """The rows of a word as it stands; ``known`` tells whether it has rows of its own."""
    own = (_row("w" + norm, WORD_ROWS), _row("v" + norm, WORD_ROWS)) if known else (0, 0)
    marked = f"<{norm[:_LONGEST]}>"
    groups: list[str] = []
    for length in _ENDS:
        if len(marked) >= length:
            groups += (f"p{length}{marked[:length]}", f"s{length}{marked[-length:]}")
    groups += ["t" + marked[i : i + 3] for i in range(1, min(len(marked) - 3, _INNER + 1))]
    ngrams = tuple([1 + crc32(group.encode("utf-8", "replace")) % (NGRAM_ROWS - 1) for group in groups])
    return WordRows(own, _row(word_shape(word), SHAPE_ROWS), ngrams)


def _row(text: str, rows: int) -> int:
    return 1 + crc32(text.encode("utf-8", "replace")) % (rows - 1)


class Knowledge:
    """A table of words: for each a row of numbers from 0 to 255 (see ``models/training/knowledge.py``).

    ``keys`` are sorted (uint64, N), ``values`` (uint8, N x K).
    """

    def __init__(self, keys: NDArray[np.uint64], values: NDArray[np.uint8]) -> None:
        self.keys, self.values = keys, values

    def of(self, keys: NDArray[np.uint64]) -> NDArray[np.float32]:
        """The rows of some keys, as numbers from 0 to 1; noughts for a word that is not in the table."""
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        found = self.keys[at] == keys
        rows: NDArray[np.float32] = self.values[at].astype(np.float32) / 255 * found[:, None]
        return rows
