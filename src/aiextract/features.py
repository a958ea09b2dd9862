"""What the name model reads of a word: the word itself if it is well known, its ends, and its shape.

Words that training saw too seldom share one row, so that a name never seen is met as training met rare
ones: by its form and its context. spaCy's own features give such a word the sum of rows of other words.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import ORTH
from spacy.lang.lex_attrs import word_shape
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)
from thinc.types import Floats2d, Ints2d

COLUMNS = ("word", "prefix", "suffix", "shape", "long_prefix", "long_suffix")
_RARE = hash_string("\x00rare")
_MAX_CACHED = 300_000

Features = Model[list[Doc], list[Ints2d]]


def normalize(word: str) -> str:
    """The form under which a word is known: lower case, one kind of apostrophe, digits all alike."""
    lowered = word.lower().replace("’", "'")
    return "".join("0" if char.isdigit() else char for char in lowered) if not lowered.isalpha() else lowered


def columns(word: str, known: Callable[[int], bool]) -> tuple[int, ...]:
    """The hashes of one word, in the order of COLUMNS."""
    norm = normalize(word)
    key = hash_string(norm)
    return (
        key if known(key) else _RARE,
        hash_string("p" + norm[:3]),
        hash_string("s" + norm[-3:]),
        hash_string(word_shape(word)),
        hash_string("P" + norm[:5]),
        hash_string("S" + norm[-5:]),
    )


def word_features(vocabulary: frozenset[int] | None, dropout: float) -> Features:
    """A layer from Docs to their feature hashes, one row a token.

    ``dropout`` is the share of words that are met as rare ones in training.
    """
    packed = b"" if vocabulary is None else np.array(sorted(vocabulary), dtype="uint64").tobytes()
    return Model("aiextract_word_features", _Forward(), attrs={"vocabulary": packed, "word_dropout": dropout})


class _Forward:
    """The layer's work, with the hashes of the words it has met (they depend on the word alone)."""

    def __init__(self) -> None:
        self.packed: bytes | None = None
        self.known: frozenset[int] = frozenset()
        self.cache: dict[int, tuple[int, ...]] = {}

    def __call__(
        self, model: Features, docs: list[Doc], is_train: bool
    ) -> tuple[list[Ints2d], Callable[[list[Ints2d]], list[Doc]]]:
        packed = model.attrs["vocabulary"]
        if packed is not self.packed:  # a trained model has been loaded into this one
            known = frozenset(np.frombuffer(packed, dtype="uint64").tolist())
            self.packed, self.known, self.cache = packed, known, {}
        if len(self.cache) > _MAX_CACHED:
            self.cache = {}
        rows = [self._features(doc) for doc in docs]
        if is_train:
            for array in rows:
                array[np.random.random(len(array)) < model.attrs["word_dropout"], 0] = _RARE
        made = [model.ops.asarray2i(array, dtype="uint64") for array in rows]  # type: ignore[arg-type]
        return made, _no_gradient

    def _features(self, doc: Doc) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
        cache = self.cache
        keys: list[int] = doc.to_array([ORTH]).ravel().tolist()  # type: ignore[assignment]
        for i, key in enumerate(keys):
            if key not in cache:
                cache[key] = columns(doc[i].text, self.known.__contains__)
        return np.array([cache[key] for key in keys], dtype="uint64").reshape(len(keys), len(COLUMNS))


def _no_gradient(gradients: list[Ints2d]) -> list[Doc]:
    return []


@registry.architectures("aiextract.WordEmbed.v1")  # type: ignore[untyped-decorator]
def word_embed(
    width: int, rows: list[int], widths: list[int], word_dropout: float, vocabulary: str | None
) -> Model[list[Doc], list[Floats2d]]:
    """Embed tokens by hashed features (one entry of ``rows`` and ``widths`` for each of COLUMNS).

    ``vocabulary`` is a file of the well-known words, one a line; None where a trained model is loaded,
    which holds them itself.
    """
    words = None
    if vocabulary is not None:
        words = frozenset(map(hash_string, Path(vocabulary).read_text(encoding="utf-8").split("\n")))
    tables: list[Model[Any, Any]] = [
        HashEmbed(size, row, column=i, seed=8 + i)
        for i, (row, size) in enumerate(zip(rows, widths, strict=True))
    ]
    return chain(
        word_features(words, word_dropout),
        list2ragged(),
        with_array(concatenate(*tables)),
        with_array(Maxout(width, sum(widths), nP=3, dropout=0.0, normalize=True)),
        ragged2list(),
    )
