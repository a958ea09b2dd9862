"""What the name recognizer reads of a word: rows of its tables, and what open lists know of it.

A word well known from training has rows of its own; all others share row 0, so that a name never seen is met
as training met rare words: by its letters, its shape, and by how frequent it is in eight languages and
whether it is a first name, a town or the like (``Knowledge``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from aiextract.recognizer.letters import groups
from aiextract.tokens import word_shape

# Hashed rows of each table (that of letter groups: ``letters``); row 0 is for what is absent.
WORD_ROWS = 20_000
SHAPE_ROWS = 1_000
# Letter groups are summed; so scaled, their sum is about as large as the other parts.
NGRAM_SCALE = 0.35
# Rows are CRC-32 of a kind and the letters; of the kind it is computed here.
_KNOWN = crc32(b"w"), crc32(b"v")


class WordRows(NamedTuple):
    """The rows of some words in the tables."""

    words: NDArray[np.int64]  # words x 2
    shapes: NDArray[np.int64]  # words
    ngrams: NDArray[np.int64]  # words x NGRAMS, padded with row 0


def normalize(word: str) -> str:
    """The form under which a word is known: lower case, one kind of apostrophe, digits all alike."""
    lowered = word.lower().replace("’", "'")
    return "".join("0" if char.isdigit() else char for char in lowered) if not lowered.isalpha() else lowered


def key(norm: str) -> int:
    """The 64-bit key of a normalized word in the tables of known words (two CRC-32 side by side)."""
    data = norm.encode("utf-8", "replace")
    return crc32(data) << 32 | crc32(data[::-1], 1)


def word_rows(words: Sequence[str], norms: Sequence[str], known: Sequence[bool]) -> WordRows:
    """The rows of words as they stand; ``known`` tells of each whether it has rows of its own."""
    own = [_own_rows(norm) if its else (0, 0) for norm, its in zip(norms, known, strict=True)]
    return WordRows(
        np.array(own, np.int64).reshape(-1, 2),
        np.array([_shape_row(word_shape(word)) for word in words], np.int64),
        groups(norms),
    )


def _own_rows(norm: str) -> tuple[int, int]:
    data = norm.encode("utf-8", "replace")
    return _row(data, WORD_ROWS, _KNOWN[0]), _row(data, WORD_ROWS, _KNOWN[1])


@lru_cache(maxsize=SHAPE_ROWS)
def _shape_row(shape: str) -> int:
    return _row(shape.encode("utf-8", "replace"), SHAPE_ROWS)


def _row(data: bytes, rows: int, begun: int = 0) -> int:
    return 1 + crc32(data, begun) % (rows - 1)


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
