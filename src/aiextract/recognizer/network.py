"""The recognizer's network, forward only: a vector for each word, then convolutions over neighbours.

The first convolution reads a token with all neighbours within the first of the ``dilations``, the others with
one to the left and one to the right, so many tokens away; they may be narrower than the vectors.
``models/training/network.py`` holds the same network for training. Here it is computed where it is asked for:
most tokens of a text are in no name, and what the upper layers make of those is not needed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from aiextract.recognizer.layers import Floats, Layer, Norm, Places
from aiextract.recognizer.vectors import Embedding, Vectors

Weights = dict[str, NDArray[np.generic]]
Mask = NDArray[np.bool_]

_MOST_WORDS = 20_000  # whose vectors are kept: about 80 MB
_MOST = 0.8  # share of tokens from which on a layer is read faster for all than for those needed alone


class Screen(NamedTuple):
    """Tells after some layers which tokens may be in a name: those for which a linear map is above 0."""

    layers: int
    weight: Floats  # width
    bias: Floats  # a number


class Network:
    """Trained weights, and the vectors of the words met of late. For one thread at a time (``alone``)."""

    # The number of threads that BLAS takes is the process's: it is set and restored by one network at a time.
    _alone = threading.Lock()

    def __init__(self, weights: Weights) -> None:
        self._blas = ThreadpoolController()

        def floats(name: str) -> Floats:
            return np.ascontiguousarray(weights[name], dtype=np.float32)

        self.dilations: list[int] = [int(x) for x in weights["dilations"]]
        self.layers = [
            Layer(
                floats(f"layer{i}_weight"),
                floats(f"layer{i}_bias"),
                Norm(floats(f"layer{i}_scale"), floats(f"layer{i}_shift")),
            )
            for i in range(len(self.dilations))
        ]
        self.out = floats("out_weight"), floats("out_bias")
        self.screen = (
            Screen(int(weights["screen_layers"]), floats("screen_weight"), floats("screen_bias"))
            if "screen_layers" in weights
            else None
        )
        embed = Embedding(floats, weights)
        self.width = len(self.out[0])
        self.reach = sum(self.dilations)
        self.edge = max(self.dilations)  # noughts between two texts: neither is seen from the other
        own = floats("own_weight") if "own_weight" in weights else None
        self.vectors = Vectors(embed, own, self.layers[0].weight, self.layers[0].bias, _MOST_WORDS)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Holds the network and BLAS for one thread.

        The products are small. Where all cores are busy, BLAS threads that wait for each other take many
        times as long as one, and there the package is used most: one process a core.
        """
        with self._alone, self._blas.limit(limits=1, user_api="blas"):
            yield


class Window:
    """Some tokens of a text, read with as many neighbours as there are.

    What each layer gives is found where it is first needed, and kept as long as the window.
    """

    def __init__(self, network: Network, places: Places) -> None:
        self._network, self._length = network, len(places)
        # Noughts stand before the first token, after the last, and between two texts.
        edge = network.edge
        self._tokens = slice(edge, edge + len(places))
        rows = len(places) + 2 * edge
        self._between: Mask = places == network.vectors.nought
        self._noughts = np.flatnonzero(self._between) + edge
        self._given = [np.empty((rows, network.width), np.float32) for _ in network.layers]
        for given in self._given:
            given[:edge] = given[-edge:] = given[self._noughts] = 0
        self._done = [self._between.copy() for _ in network.layers]
        self._read_words(places)

    def likely(self) -> Mask:
        """The tokens that may be in a name; all, where the network was trained without a screen."""
        screen, every = self._network.screen, ~self._between
        if screen is None:
            return every
        for depth in range(1, screen.layers):
            self._read(depth, every & ~self._done[depth])
        likely: Mask = self.given(screen.layers) @ screen.weight > -screen.bias
        likely &= every
        return likely

    def given(self, layers: int) -> Floats:
        """What the lowest layers give for the tokens (tokens x width), as far as they were read."""
        return self._given[layers - 1][self._tokens]

    def scores(self, at: Places) -> Floats:
        """The score of each tag (tokens x tags) for the tokens at some places of the window."""
        needed = np.zeros(self._length, np.bool_)
        needed[at] = True
        masks = [needed]
        for dilation in reversed(self._network.dilations[1:]):
            masks.append(_spread(masks[-1], dilation))
            if np.count_nonzero(masks[-1]) > _MOST * self._length:
                masks[-1][:] = True
        for depth, mask in enumerate(reversed(masks)):
            self._read(depth, mask & ~self._done[depth])
        weight, bias = self._network.out
        scores: Floats = self._given[-1].take(at + self._tokens.start, axis=0) @ weight
        scores += bias
        return scores

    def _read(self, depth: int, mask: Mask) -> None:
        """One layer for some tokens or all, for which the one below is done as far as it is needed."""
        if not mask.any():
            return
        layer, dilation = self._network.layers[depth], self._network.dilations[depth]
        below = self._given[depth - 1]
        if np.count_nonzero(mask) + len(self._noughts) == self._length:
            self._given[depth][self._tokens] = layer.throughout(below, self._tokens, dilation)
            self._given[depth][self._noughts] = 0
        else:
            rows = np.flatnonzero(mask) + self._tokens.start
            self._given[depth][rows] = layer(below, rows[:, None] + dilation * np.arange(-1, 2))
        self._done[depth] |= mask

    def _read_words(self, places: Places) -> None:
        """The first layer for all tokens, from the products of the words."""
        vectors = self._network.vectors
        joined = vectors.at.take(places, axis=0)
        for distance, (before, after) in enumerate(vectors.beside, start=1):
            joined[distance:] += before.take(places[:-distance], axis=0)
            joined[:-distance] += after.take(places[distance:], axis=0)
        given = self._network.layers[0].finish(joined, vectors.own.take(places, axis=0))
        self._given[0][self._tokens] = given
        self._given[0][self._noughts] = 0
        self._done[0][:] = True


def _spread(mask: Mask, distance: int) -> Mask:
    """The mask and what is so far before and after what it marks."""
    wide = mask.copy()
    wide[distance:] |= mask[:-distance]
    wide[:-distance] |= mask[distance:]
    return wide
