"""The spaCy component ``aiextract_names``: marks the names that a trained network sees in a Doc.

``add_pipe("aiextract_names")`` is of use once its weights are loaded (``spacy.load("models/org")``, or
``NameRecognizer.from_disk``); it reads Docs of the project's own tokenizer (``aiextract.Tokenizer.v1``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import minibatch

from aiextract.recognizer.decoding import LABELS
from aiextract.recognizer.network import Weights
from aiextract.recognizer.reading import WEIGHTS, Recognizer


class NameRecognizer(Recognizer):
    """Sets ``doc.ents`` to the names that a trained network sees; without weights, to none."""

    def __init__(self, name: str = "names") -> None:
        super().__init__()
        self.name = name

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

    def __reduce__(self) -> tuple[Any, ...]:
        """What a process that is started anew needs (``nlp.pipe(n_process=…)``): the weights, no caches."""
        return _restored, (self.name, self.weights)

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Precision, recall and F1 of ``doc.ents`` (spaCy's ``score_spans``)."""
        return Scorer.score_spans(examples, "ents", **kwargs)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """The weights as a compressed numpy archive."""
        return self.write()

    def from_bytes(self, data: bytes, **kwargs: Any) -> NameRecognizer:
        """Load what ``to_bytes`` gave; nothing in it is executed."""
        return self.read(data)

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Write the weights into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / WEIGHTS).write_bytes(self.write())

    def from_disk(self, path: str | Path, **kwargs: Any) -> NameRecognizer:
        """Load the weights from a folder."""
        return self.read((Path(path) / WEIGHTS).read_bytes())


def _restored(name: str, weights: Weights) -> NameRecognizer:
    made = NameRecognizer(name)
    return made.load(weights) if weights else made


@Language.factory("aiextract_names", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_names(nlp: Language, name: str) -> NameRecognizer:
    """The factory of the component."""
    return NameRecognizer(name)
