"""The vectors of the words met of late, each with what the network's first layer makes of it.

All of these depend on the word alone. They are kept in arrays of a fixed size; when these are full, the words
that were met again stay and the others, most of which never come back, make room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from aiextract.recognizer.layers import Floats, Norm, maxout
from aiextract.recognizer.letters import NGRAMS
from aiextract.recognizer.words import NGRAM_SCALE, Knowledge, key, normalize, word_rows

_ROWS = 8  # vectors are made by so many


class Embedding:
    """Makes the vectors of words: tables of rows, and the map that mixes them."""

    def __init__(self, floats: Callable[[str], Floats], weights: Mapping[str, NDArray[np.generic]]) -> None:
        self._known = frozenset(weights["known"].tolist())
        self._knowledge = Knowledge(
            weights["knowledge_keys"].astype(np.uint64), weights["knowledge_values"].astype(np.uint8)
        )
        self._words, self._shapes, self._ngrams = floats("words"), floats("shapes"), floats("ngrams")
        self._list_w, self._list_b = floats("lists_weight"), floats("lists_bias")
        self._mix_w, self._mix_b = floats("mix_weight"), floats("mix_bias")
        self._norm = Norm(floats("mix_scale"), floats("mix_shift"))
        self._scales = np.full((1, NGRAMS), NGRAM_SCALE, np.float32)
        self.width = len(self._norm.scale)

    def __call__(self, words: Sequence[str]) -> Floats:
        """A vector for each word (words x width)."""
        norms = [normalize(word) for word in words]
        keys = [key(norm) for norm in norms]
        rows = word_rows(words, norms, [known in self._known for known in keys])
        first, second = rows.words.T
        spelled = np.matmul(self._scales, self._ngrams.take(rows.ngrams, axis=0))
        parts = (
            self._words[first] + self._words[second],
            self._shapes[rows.shapes],
            self._knowledge.of(np.array(keys, dtype=np.uint64)) @ self._list_w + self._list_b,
            spelled[:, 0],
        )
        return self._norm(maxout(np.concatenate(parts, axis=1), self._mix_w, self._mix_b, self.width))


class Vectors:
    """The words met of late: arrays with a row each, to be taken at the places that ``places`` gives.

    ``own`` holds the vectors, or what ``own`` makes of them (as many columns as layers have); ``at`` and
    ``beside`` the products of the vector with the first layer's weights for the word that is read, with the
    bias, and for words that stand one, two … places before it and after it. All hold noughts in row
    ``nought``, that of what stands between two texts.
    """

    def __init__(self, embed: Embedding, own: Floats | None, weight: Floats, bias: Floats, most: int) -> None:
        self._embed, self._most, self._bias = embed, most, bias
        columns = len(bias)
        maps = weight.reshape(-1, embed.width, columns)
        self._maps = [own, *maps]
        self.nought = most
        # Pages of memory are taken as the rows are filled.
        self.own, *tables = self._tables = [np.empty((most + 1, columns), np.float32) for _ in self._maps]
        for table in self._tables:
            table[self.nought] = 0
        middle = len(maps) // 2
        self.at = tables[middle]
        self.beside = list(zip(reversed(tables[:middle]), tables[middle + 1 :], strict=True))
        self._again = np.zeros(most, np.bool_)
        self._index: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._index)

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def places(self, words: Sequence[str]) -> NDArray[np.intp]:
        """The rows of the words (no more than the arrays have); those of new words are made, all at once."""
        index = self._index
        new = [word for word in dict.fromkeys(words) if word not in index]
        if len(index) + len(new) > self._most:
            self._make_room(len(new))
            index = self._index
            new = [word for word in dict.fromkeys(words) if word not in index]
        old = len(index)
        if new:
            self._add(new)
        places = np.fromiter(map(index.__getitem__, words), np.intp, len(words))
        self._again[places[places < old]] = True
        return places

    def _add(self, words: Sequence[str]) -> None:
        # For a few rows BLAS sums in another order: a word's vector must not depend on how many are new.
        made = self._embed([*words, *[words[0]] * (-len(words) % _ROWS)])[: len(words)]
        first = len(self._index)
        rows = slice(first, first + len(words))
        for weight, table in zip(self._maps, self._tables, strict=True):
            if weight is None:
                table[rows] = made
            else:
                np.matmul(made, weight, out=table[rows])
        self.at[rows] += self._bias
        self._again[rows] = False
        self._index.update(zip(words, range(rows.start, rows.stop), strict=True))

    def _make_room(self, count: int) -> None:
        """Forget the words that were not met again; all, where these leave less than half of the rows."""
        stay = np.flatnonzero(self._again[: len(self._index)])
        if len(stay) + count > self._most // 2:
            stay = stay[:0]
        for table in self._tables:
            table[: len(stay)] = table[stay]
        self._again[: len(stay)] = False
        words = list(self._index)
        self._index = {words[old]: new for new, old in enumerate(stay.tolist())}
