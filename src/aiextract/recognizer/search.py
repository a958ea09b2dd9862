"""Which tokens the network is asked for: those that may be in a name, and others that a name may reach.

What is seen of a text by the lower layers tells which tokens may be in a name. The upper ones are read for
these; where one says that a name goes on beside it, for the next one too, until every name is followed to its
ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from aiextract.recognizer.decoding import TAGS, reaching
from aiextract.recognizer.layers import Floats, Places
from aiextract.recognizer.network import Network, Window

# Tokens that are read at a time: what one layer needs of them stays in the cache.
_BLOCK = 600


def scores_of(network: Network, words: Sequence[str]) -> Floats:
    """The score of each tag for each token (tokens x tags); where not asked for, tag 0 alone can be.

    ``words`` may be those of several texts, with ``network.edge`` empty words between two of them.
    """
    search = _Search(network, words)
    parts = -(-len(words) // _BLOCK)
    borders = [len(words) * i // parts for i in range(parts + 1)] if words else []
    with network.alone():
        for start, end in pairwise(borders):
            search.read(start, end)
        # Names that stand across two blocks.
        while parts > 1 and len(wanted := search.wanted(0, len(words))):
            search.complete(wanted[wanted < wanted[0] + _BLOCK])
    return search.scores


class _Search:
    """The scores of a text's tokens, as far as they are known."""

    def __init__(self, network: Network, words: Sequence[str]) -> None:
        self._network, self._words = network, words
        self.scores = np.full((len(words), TAGS), -np.inf, np.float32)
        self.scores[:, 0] = 0
        self._known, self._back, self._on = np.zeros((3, len(words)), np.bool_)
        self._between = np.fromiter((not word for word in words), np.bool_, len(words))
        self._known |= self._between

    def read(self, start: int, end: int) -> None:
        """Find the scores that matter to the names between two tokens."""
        low, places = self._places(start, end)
        window = Window(self._network, places)
        at = np.flatnonzero(window.likely()[start - low : end - low]) + start
        while len(at):
            self._know(at, window.scores(at - low))
            at = self.wanted(start, end)

    def complete(self, at: Places) -> None:
        """Find the scores of some tokens, which stand near each other."""
        low, places = self._places(int(at[0]), int(at[-1]) + 1)
        self._know(at, Window(self._network, places).scores(at - low))

    def wanted(self, start: int, end: int) -> Places:
        """The tokens between two whose scores are not known, and to which a name may go on from another."""
        on, back, known = (mask[start:end] for mask in (self._on, self._back, self._known))
        wanted = np.zeros(end - start, np.bool_)
        wanted[1:] |= on[:-1]
        wanted[:-1] |= back[1:]
        return np.flatnonzero(wanted & ~known) + start

    def _places(self, start: int, end: int) -> tuple[int, Places]:
        """The first word that reaches some words, and the places of all that do."""
        low, high = max(0, start - self._network.reach), end + self._network.reach
        places = self._network.vectors.places(self._words[low:high])
        places[self._between[low:high]] = self._network.vectors.nought
        return low, places

    def _know(self, at: Places, scores: Floats) -> None:
        self.scores[at] = scores
        self._known[at] = True
        self._back[at], self._on[at] = reaching(scores)
