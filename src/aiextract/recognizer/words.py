"""What the name recognizer reads of a word: rows of its tables, and what open lists know of it.

A word well known from training has rows of its own; all others share row 0, so that a name never seen is met
as training met rare words: by its letters, its shape, and by how frequent it is in eight languages and
whether it is a first name, a town or the like (``Knowledge``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
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
_INNER = 14
_LONGEST = 20  # letters that are read of a word
# Letter groups are summed; so scaled, their sum is about as large as the other parts.
NGRAM_SCALE = 0.35
# Rows are CRC-32 of a kind and the letters; of the kind it is computed here.
_KNOWN = crc32(b"w"), crc32(b"v")
_ENDS = tuple((size, crc32(b"p%d" % size), crc32(b"s%d" % size)) for size in (3, 4, 5, 6))
_WITHIN = crc32(b"t")


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
    own = (0, 0)
    if known:
        data = norm.encode("utf-8", "replace")
        own = (_row(data, WORD_ROWS, _KNOWN[0]), _row(data, WORD_ROWS, _KNOWN[1]))
    shape = _row(word_shape(word).encode("utf-8", "replace"), SHAPE_ROWS)
    return WordRows(own, shape, _groups(f"<{norm[:_LONGEST]}>"))


def _row(data: bytes, rows: int, begun: int = 0) -> int:
    return 1 + crc32(data, begun) % (rows - 1)


def _groups(marked: str) -> tuple[int, ...]:
    """The rows of the letter groups of a word: its ends, and threes within."""
    length, rows = len(marked), NGRAM_ROWS - 1
    ends = [end for end in _ENDS if end[0] <= length]
    inner = range(1, min(length - 3, _INNER + 1))
    if marked.isascii():
        data = marked.encode()
        return (
            *[1 + crc32(data[:size], begun) % rows for size, begun, _ in ends],
            *[1 + crc32(data[-size:], begun) % rows for size, _, begun in ends],
            *[1 + crc32(data[i : i + 3], _WITHIN) % rows for i in inner],
        )
    return (
        *[1 + crc32(marked[:size].encode("utf-8", "replace"), begun) % rows for size, begun, _ in ends],
        *[1 + crc32(marked[-size:].encode("utf-8", "replace"), begun) % rows for size, _, begun in ends],
        *[1 + crc32(marked[i : i + 3].encode("utf-8", "replace"), _WITHIN) % rows for i in inner],
    )


def padded_ngrams(rows: Sequence[WordRows]) -> NDArray[np.int64]:
    """The letter groups of some words (words x NGRAMS), padded with row 0."""
    out = np.zeros((len(rows), NGRAMS), dtype=np.int64)
    columns = list(zip_longest(*[row.ngrams for row in rows], fillvalue=0))
    if columns:
        out[:, : len(columns)] = np.array(columns).T
    return out


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
