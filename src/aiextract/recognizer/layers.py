"""The operations of the network: linear maps of which the greatest counts, norms, and layers made of them."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.intp]

_EPSILON = 1e-5
_CHUNK = 512  # rows that are worked on at a time: what they take stays in the cache


def maxout(x: Floats, weight: Floats, bias: Floats, width: int) -> Floats:
    """The greatest of several linear maps, which stand side by side in the columns."""
    mapped: Floats = x @ weight
    mapped += bias
    first = mapped[:, :width]
    for at in range(width, mapped.shape[1], width):
        np.maximum(first, mapped[:, at : at + width], out=first)
    return np.ascontiguousarray(first)


class Norm:
    """Layer normalization: each row with mean 0 and variance 1, scaled and shifted."""

    def __init__(self, scale: Floats, shift: Floats) -> None:
        self.scale, self.shift = scale, shift
        self._mean = np.full(len(scale), 1 / len(scale), np.float32)

    def __call__(self, x: Floats) -> Floats:
        """The rows normalized, in place."""
        x -= (x @ self._mean)[:, None]
        spread = np.einsum("ij,ij->i", x, x)
        spread /= x.shape[1]
        spread += _EPSILON
        np.sqrt(spread, out=spread)
        np.divide(1, spread, out=spread)
        x *= spread[:, None]
        x *= self.scale
        x += self.shift
        return x


class Layer:
    """A convolution over a token and two neighbours, added to the token's own vector."""

    def __init__(self, weight: Floats, bias: Floats, norm: Norm) -> None:
        self.weight, self.bias, self.norm = weight, bias, norm

    @cached_property
    def _pairs(self) -> Floats:
        before, own, after = self.weight.reshape(3, -1, len(self.bias))
        return np.stack((before, (before + own + after) / 2, (before - own + after) / 2, after))

    def __call__(self, x: Floats, rows: Places) -> Floats:
        """The vectors of some tokens.

        ``rows`` (tokens x 3) are the places in ``x`` of the neighbour before, the token and the one after.
        """
        given = np.empty((len(rows), x.shape[1]), np.float32)
        for start in range(0, len(rows), _CHUNK):
            part = slice(start, start + _CHUNK)
            windows = x.take(rows[part], axis=0)
            mapped = np.matmul(windows.reshape(len(windows), -1), self.weight, out=given[part])
            mapped += self.bias
            self.finish(mapped, windows[:, 1])
        return given

    def throughout(self, x: Floats, tokens: slice, dilation: int) -> Floats:
        """The vectors of all tokens from one to another, which have noughts around them in ``x``.

        Tokens are read in pairs, one ``dilation`` before the other, with four products instead of six
        (Winograd's minimal filtering F(2, 3)); the sums are the same.
        """
        count, width = tokens.stop - tokens.start, x.shape[1]
        groups = -(-count // (2 * dilation))
        # The first tokens of the pairs, one group more behind; the second ones, one group before.
        rows = tokens.start + np.arange(-dilation, (2 * groups + 1) * dilation).reshape(-1, dilation)
        rows = np.minimum(rows, len(x) - 1)
        first = x.take(rows[1::2].ravel(), axis=0)
        second = x.take(rows[::2].ravel(), axis=0)
        first, next_first = first[:-dilation], first[dilation:]
        last_second, second = second[:-dilation], second[dilation:]
        parts = np.empty((4, len(first), width), np.float32)
        np.subtract(last_second, second, out=parts[0])
        np.add(first, second, out=parts[1])
        np.subtract(second, first, out=parts[2])
        np.subtract(first, next_first, out=parts[3])
        mapped: Floats = np.matmul(parts, self._pairs)
        mapped[0] += mapped[1]
        mapped[0] += mapped[2]
        mapped[1] -= mapped[2]
        mapped[1] -= mapped[3]
        mapped[:2] += self.bias
        given = self.finish(mapped[:2].reshape(-1, width), np.concatenate((first, second)))
        given = given.reshape(2, -1, width)
        in_order = given.reshape(2, groups, -1, width).swapaxes(0, 1).reshape(-1, width)
        return in_order[:count]

    def finish(self, mapped: Floats, own: Floats) -> Floats:
        """The vectors from ``mapped``, the products of the weights and what is read, in its place."""
        np.maximum(mapped, 0, out=mapped)
        self.norm(mapped)
        mapped += own
        return mapped
