"""The groups of letters of words, as rows of a hashed table: their ends, and threes within.

A row is the CRC-32 of a kind (beginning, end or within, and its size) and the letters. Many words are read at
once: a CRC goes on from byte to byte by a table, and since it is linear, what it began with can be exchanged
in the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

# Hashed rows of the table; row 0 is for what is absent.
NGRAM_ROWS = 30_000
_LONGEST = 20  # letters that are read of a word
# The groups of one word: a beginning and an end of each size, and threes within.
_SIZES = (3, 4, 5, 6)
_INNER = 14
NGRAMS = 2 * len(_SIZES) + _INNER
_KINDS = [b"p%d" % size for size in _SIZES] + [b"s%d" % size for size in _SIZES] + [b"t"] * _INNER
_LETTERS = np.array([*_SIZES, *_SIZES, *[_SIZES[0]] * _INNER])
_BYTES = 4 * _SIZES[-1]  # of a group at most
_MANY = 16  # words from which on reading all at once is faster than one by one

Crcs = NDArray[np.uint32]
Rows = NDArray[np.int64]


def _step_table() -> Crcs:
    """What a CRC-32 becomes by each byte, where it was 0."""
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, np.uint32(0xEDB88320) ^ (table >> 1), table >> 1)
    return table


_STEPS = _step_table()
_BEGUN = [crc32(kind) for kind in _KINDS]
# For each kind of group and number of bytes: what makes of the state behind them the CRC-32 that is wanted.
_EXCHANGES: Crcs = np.array(
    [[crc32(bytes(size), begun) for size in range(_BYTES + 1)] for begun in _BEGUN], dtype=np.uint32
)


def groups(norms: Sequence[str]) -> Rows:
    """The rows of normalized words (words x NGRAMS), 0 where a word has fewer groups."""
    marked = [f"<{norm[:_LONGEST]}>" for norm in norms]
    if len(norms) >= _MANY:
        return _of_many(marked)
    return np.array([_of_one(word) for word in marked], np.int64).reshape(-1, NGRAMS)


def _of_one(marked: str) -> list[int]:
    length, within = len(marked), _SIZES[0]
    parts = [marked[:size] if size <= length else "" for size in _SIZES]
    parts += [marked[-size:] if size <= length else "" for size in _SIZES]
    parts += [marked[i : i + within] for i in range(1, min(length - within, _INNER + 1))]
    rows = [
        1 + crc32(part.encode("utf-8", "replace"), begun) % (NGRAM_ROWS - 1) if part else 0
        for part, begun in zip(parts, _BEGUN, strict=False)
    ]
    return rows + [0] * (NGRAMS - len(rows))


def _of_many(marked: Sequence[str]) -> Rows:
    text = "".join(marked).encode("utf-8", "replace")
    data = np.frombuffer(text + bytes(_BYTES), np.uint8)
    # Where letters begin, and for groups that would reach beyond the end, the end.
    heads = np.flatnonzero((data[: len(text)] & 0xC0) != 0x80)
    heads = np.concatenate((heads, np.full(_SIZES[-1], len(text))))
    lengths = np.fromiter(map(len, marked), np.intp, len(marked))[:, None]
    ends = lengths.cumsum()[:, None]
    steps = np.arange(1, _INNER + 1)
    first = np.zeros((len(marked), NGRAMS), np.intp)  # letter of each group
    first[:, len(_SIZES) : 2 * len(_SIZES)] = lengths - _SIZES
    first[:, 2 * len(_SIZES) :] = steps
    fits = lengths >= _LETTERS
    fits[:, 2 * len(_SIZES) :] = steps < lengths - _SIZES[0]
    first += ends - lengths
    first *= fits
    at = heads[first]
    sizes = heads[first + _LETTERS] - at
    crcs = _states(data, int(sizes.max()))[sizes, at] ^ _EXCHANGES[np.arange(NGRAMS), sizes]
    return np.where(fits, 1 + crcs.astype(np.int64) % (NGRAM_ROWS - 1), 0)


def _states(data: NDArray[np.uint8], most: int) -> Crcs:
    """The CRC-32 of as many bytes from each place on, begun with nought and not inverted (bytes x places)."""
    count = len(data) - _BYTES
    states = np.zeros((most + 1, count), np.uint32)
    for size in range(most):
        before = states[size]
        np.take(_STEPS, (before ^ data[size : size + count]) & 0xFF, out=states[size + 1])
        states[size + 1] ^= before >> 8
    return states
