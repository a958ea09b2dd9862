"""Tokens in, names out: the network, the decoding of its scores, and the file that its weights are in."""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np

from aiextract.recognizer.decoding import Name, names
from aiextract.recognizer.network import Network, Weights
from aiextract.recognizer.search import scores_of

WEIGHTS = "weights.npz"
_TOGETHER = 6_000  # tokens of texts that are read side by side: more gain nothing, and take memory
# A sign alone is no name.
_LETTERS = re.compile(r"[^\W_]").search


class Recognizer:
    """A trained network; without weights it finds nothing. Safe to share between threads."""

    def __init__(self) -> None:
        self.network: Network | None = None
        self.weights: Weights = {}

    def predict(self, texts: list[list[str]]) -> list[list[Name]]:
        """The names in tokenized texts: (first token, end token, label, least probability of its tags).

        Short texts are read side by side: what a product costs beside its sums counts once.
        """
        if self.network is None:
            return [[] for _ in texts]
        found: list[list[Name]] = []
        first = 0
        while first < len(texts):
            end, size = first + 1, len(texts[first])
            while end < len(texts) and (size := size + len(texts[end])) <= _TOGETHER:
                end += 1
            found += self._together(self.network, texts[first:end])
            first = end
        return found

    @staticmethod
    def _together(network: Network, texts: Sequence[Sequence[str]]) -> list[list[Name]]:
        found: list[list[Name]] = [[] for _ in texts]
        words: list[str] = []
        starts: list[int] = []
        for text in texts:
            if starts:
                words += [""] * network.edge
            starts.append(len(words))
            words += text
        for first, end, label, score in names(scores_of(network, words)):
            if any(map(_LETTERS, words[first:end])):
                at = bisect_right(starts, first) - 1
                found[at].append((first - starts[at], end - starts[at], label, score))
        return found

    def load(self, weights: Weights) -> Self:
        """Take over trained weights (the arrays that ``models/training/network.py`` exports)."""
        self.weights, self.network = weights, Network(weights)
        return self

    def write(self) -> bytes:
        """The weights as a compressed numpy archive."""
        buffer = io.BytesIO()
        np.savez_compressed(buffer, **self.weights)  # type: ignore[arg-type]
        return buffer.getvalue()

    def read(self, data: bytes) -> Self:
        """Load what ``write`` gave; nothing in it is executed."""
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            weights = {name: archive[name] for name in archive.files}
        return self.load(weights) if weights else self

    @classmethod
    def from_folder(cls, folder: Path) -> Self:
        """The recognizer whose weights are in a folder; OSError or ValueError where they cannot be read."""
        return cls().read((folder / WEIGHTS).read_bytes())
