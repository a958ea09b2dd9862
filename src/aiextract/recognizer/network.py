"""The recognizer's network, forward only: a vector for each word, then convolutions over neighbours.

A word's vector depends on the word alone and is kept, so that a text costs little more than its
convolutions: each reads a token with one neighbour to the left and one to the right, ``dilations`` tokens
away. ``models/training/network.py`` holds the same network for training.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from aiextract.recognizer.words import NGRAMS, Knowledge, WordRows, key, normalize, word_rows

Floats = NDArray[np.float32]
Weights = dict[str, NDArray[np.generic]]

# Letter groups are summed; so scaled, their sum is about as large as the other parts.
NGRAM_SCALE = 0.35
_EPSILON = 1e-5
_BLOCK = 1_000  # tokens that are read at a time: what one layer needs of them stays in the cache
_MOST_WORDS = 50_000  # whose vectors are kept: about 40 MB


class Network:
    """Trained weights, and the vectors of the words met so far. Safe to share between threads."""

    # The number of threads that BLAS takes is the process's: it is set and restored by one network at a time.
    _alone = threading.Lock()

    def __init__(self, weights: Weights) -> None:
        self._blas = ThreadpoolController()

        def floats(name: str) -> Floats:
            return np.ascontiguousarray(weights[name], dtype=np.float32)

        self.dilations: list[int] = [int(x) for x in weights["dilations"]]
        self.known = frozenset(int(x) for x in weights["known"])
        self.knowledge = Knowledge(
            weights["knowledge_keys"].astype(np.uint64), weights["knowledge_values"].astype(np.uint8)
        )
        self._words, self._shapes, self._ngrams = floats("words"), floats("shapes"), floats("ngrams")
        self._list_w, self._list_b = floats("lists_weight"), floats("lists_bias")
        self._mix_w, self._mix_b = floats("mix_weight"), floats("mix_bias")
        self._mix_norm = floats("mix_scale"), floats("mix_shift")
        self._layers = [
            (
                floats(f"layer{i}_weight"),
                floats(f"layer{i}_bias"),
                floats(f"layer{i}_scale"),
                floats(f"layer{i}_shift"),
            )
            for i in range(len(self.dilations))
        ]
        self._out_w, self._out_b = floats("out_weight"), floats("out_bias")
        self.width = len(self._mix_norm[0])
        self.reach = sum(self.dilations)
        self._forget()

    def _forget(self) -> None:
        self._index: dict[str, int] = {}
        self._vectors: Floats = np.zeros((1_000, self.width), np.float32)

    def scores(self, texts: Sequence[Sequence[str]]) -> list[Floats]:
        """The score of each tag for each token, one array (tokens x tags) a text."""
        gap = [None] * max(self.dilations)
        row: list[str | None] = []
        places = []
        for words in texts:
            places.append((len(row), len(row) + len(words)))
            row += words
            row += gap
        # The products are small. Where all cores are busy, BLAS threads that wait for each other take many
        # times as long as one, and there the package is used most: one process a core.
        with self._alone, self._blas.limit(limits=1, user_api="blas"):
            out = np.concatenate([self._block(row, start) for start in range(0, max(1, len(row)), _BLOCK)])
        return [out[start:end] for start, end in places]

    def _block(self, row: Sequence[str | None], start: int) -> Floats:
        """The scores of the block from ``start``, read with as many neighbours as the network reaches."""
        low, high = max(0, start - self.reach), min(len(row), start + _BLOCK + self.reach)
        part = self._places(row[low:high])
        gaps = np.flatnonzero(part < 0)
        x = self._vectors[part]
        x[gaps] = 0
        width, length = self.width, len(x)
        # One array holds the windows of each layer in turn: making it anew costs as much as filling it.
        windows = np.zeros((length, 3 * width), np.float32)
        for dilation, (weight, bias, scale, shift) in zip(self.dilations, self._layers, strict=True):
            near = min(dilation, length)
            windows[near:, :width] = x[: length - near]
            windows[:near, :width] = 0
            windows[:, width : 2 * width] = x
            windows[: length - near, 2 * width :] = x[near:]
            windows[length - near :, 2 * width :] = 0
            x += _normed(_maxout(windows, weight, bias, width), scale, shift)
            x[gaps] = 0
        end = min(len(row), start + _BLOCK)
        return x[start - low : end - low] @ self._out_w + self._out_b

    def _places(self, row: Sequence[str | None]) -> NDArray[np.int64]:
        """The places of the words' vectors, -1 for a gap; those of new words are made first, all at once."""
        if len(self._index) > _MOST_WORDS:
            self._forget()
        index = self._index
        new = [word for word in dict.fromkeys(row) if word is not None and word not in index]
        if new:
            made = self._embedded(new)
            first = len(index)
            while first + len(new) > len(self._vectors):
                self._vectors = np.concatenate((self._vectors, np.zeros_like(self._vectors)))
            self._vectors[first : first + len(new)] = made
            index.update((word, first + i) for i, word in enumerate(new))
        return np.array([-1 if word is None else index[word] for word in row], dtype=np.int64)

    def _embedded(self, words: Sequence[str]) -> Floats:
        norms = [normalize(word) for word in words]
        keys = [key(norm) for norm in norms]
        rows = [word_rows(w, n, k in self.known) for w, n, k in zip(words, norms, keys, strict=True)]
        own = np.array([row.word for row in rows])
        parts = (
            self._words[own[:, 0]] + self._words[own[:, 1]],
            self._shapes[[row.shape for row in rows]],
            self.knowledge.of(np.array(keys, dtype=np.uint64)) @ self._list_w + self._list_b,
            self._ngrams[padded_ngrams(rows)].sum(axis=1) * NGRAM_SCALE,
        )
        mixed = _maxout(np.concatenate(parts, axis=1), self._mix_w, self._mix_b, self.width)
        return _normed(mixed, *self._mix_norm)


def padded_ngrams(rows: Sequence[WordRows]) -> NDArray[np.int64]:
    """The letter groups of some words (words x NGRAMS), padded with row 0."""
    out = np.zeros((len(rows), NGRAMS), dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row.ngrams)] = row.ngrams
    return out


def _maxout(x: Floats, weight: Floats, bias: Floats, width: int) -> Floats:
    """The greatest of several linear maps, which stand side by side in the columns; of a single one and 0."""
    mapped: Floats = x @ weight
    mapped += bias
    if mapped.shape[1] == width:
        return np.maximum(mapped, 0, out=mapped)
    greatest: Floats = mapped.reshape(len(x), -1, width).max(axis=1)
    return greatest


def _normed(x: Floats, scale: Floats, shift: Floats) -> Floats:
    """Each row with mean 0 and variance 1, scaled and shifted (layer normalization)."""
    centred: Floats = x - x.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", centred, centred)[:, None] / x.shape[1]
    centred *= 1 / np.sqrt(variance + _EPSILON)
    centred *= scale
    centred += shift
    return centred
