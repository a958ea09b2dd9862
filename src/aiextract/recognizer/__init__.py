"""The name recognizer: a spaCy component that finds names of organizations, persons, places and others.

``add_pipe("aiextract_names")`` is of use once its weights are loaded (``spacy.load("models/org")``, or
``NameRecognizer.from_disk``); it reads Docs of the project's own tokenizer (``aiextract.Tokenizer.v1``).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import minibatch

from aiextract.recognizer.decoding import LABELS, Name, names
from aiextract.recognizer.network import Network, Weights

WEIGHTS = "weights.npz"
# A sign alone is no name.
_LETTERS = re.compile(r"[^\W_]").search


class NameRecognizer:
    """Sets ``doc.ents`` to the names that a trained network sees; without weights, to none."""

    def __init__(self, name: str = "names") -> None:
        self.name = name
        self.network: Network | None = None
        self._weights: Weights = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """ORG, PER, LOC, MISC."""
        return LABELS

    def __call__(self, doc: Doc) -> Doc:
        """Mark the names of one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Mark the names of a stream of Docs, some of them at a time."""
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            found = self.predict([[token.text for token in doc] for doc in batch])
            for doc, spans in zip(batch, found, strict=True):
                doc.set_ents([Span(doc, start, end, label=label) for start, end, label, _ in spans])
                yield doc

    def predict(self, texts: list[list[str]]) -> list[list[Name]]:
        """The names in tokenized texts: (first token, end token, label, least probability of its tags)."""
        if self.network is None:
            return [[] for _ in texts]
        return [
            [name for name in names(scores) if any(map(_LETTERS, words[name[0] : name[1]]))]
            for words, scores in zip(texts, self.network.scores(texts), strict=True)
        ]

    def load(self, weights: Weights) -> NameRecognizer:
        """Take over trained weights (the arrays that ``models/training/network.py`` exports)."""
        self._weights, self.network = weights, Network(weights)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """What a process that is started anew needs (``nlp.pipe(n_process=…)``): the weights, no caches."""
        return _restored, (self.name, self._weights)

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Precision, recall and F1 of ``doc.ents`` (spaCy's ``score_spans``)."""
        return Scorer.score_spans(examples, "ents", **kwargs)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """The weights as a compressed numpy archive."""
        buffer = io.BytesIO()
        np.savez_compressed(buffer, **self._weights)  # type: ignore[arg-type]
        return buffer.getvalue()

    def from_bytes(self, data: bytes, **kwargs: Any) -> NameRecognizer:
        """Load what ``to_bytes`` gave; nothing in it is executed."""
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            weights = {name: archive[name] for name in archive.files}
        return self.load(weights) if weights else self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write the weights into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / WEIGHTS).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **kwargs: Any) -> NameRecognizer:
        """Load the weights from a folder."""
        return self.from_bytes((Path(path) / WEIGHTS).read_bytes())


def _restored(name: str, weights: Weights) -> NameRecognizer:
    made = NameRecognizer(name)
    return made.load(weights) if weights else made


@Language.factory("aiextract_names", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_names(nlp: Language, name: str) -> NameRecognizer:
    """The factory of the component."""
    return NameRecognizer(name)
