"""The trained name model: a spaCy pipeline that reads a text's own tokens, and the names it sees as spans.

The model has its own vocabulary and tokenizes the characters itself, in training as in use, so that it
answers the same whatever tokenizer made the Doc. A text's answer depends on nothing but that text.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

import aiextract.features  # noqa: F401  (registers the layer that the pipeline's configuration names)
from aiextract.errors import ModelError
from aiextract.organizations.model import ORG_RULE, NameSpan
from aiextract.tokenizer import Tokenizer, create_tokenizer

# Characters of a piece. Pieces are read side by side, which is faster than one long row; a piece that ends
# at a line break loses nothing, since the model looks four words far.
_SHORTEST_PIECE = 300
_LONGEST_PIECE = 4_000
_MARGIN = 1_000  # how far back from the end of a long piece a good place to cut is looked for
_BATCH = 20_000  # characters read side by side: bounds the memory, some 30 MB
# Words that the vocabulary may hold before it is begun anew: each takes about 200 bytes for good.
_MAX_WORDS = 400_000
_SENTENCE_END = re.compile(r"[.!?…。]\s")


class OrgModel:
    """A loaded pipeline with an entity recognizer. Safe to share between threads."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self._lock = threading.Lock()
        self._tokenizer = self._fresh_tokenizer()

    @classmethod
    def from_path(cls, path: str | Path) -> OrgModel:
        """Load a pipeline from a folder; ModelError if there is none that spaCy can read."""
        try:
            # On the CPU, whatever the caller's spaCy uses; numpy's own BLAS is a fifth faster than blis.
            with use_ops("numpy", use_blis=False):
                return cls(spacy.load(path))
        except (OSError, ValueError) as error:
            raise ModelError(f"no organization model can be loaded from {path}: {error}") from error

    def spans(self, doc: Doc | str) -> list[NameSpan]:
        """The organizations of a text, in order, as code-point offsets with rule ``model:org``."""
        return [name for name in self.names(doc) if name.rule == ORG_RULE]

    def names(self, doc: Doc | str) -> list[NameSpan]:
        """The names of all kinds, in order: ``model:org``, ``model:per``, ``model:loc``, ``model:misc``."""
        return [NameSpan(start, end, f"model:{label.lower()}") for start, end, label in self.labelled(doc)]

    def labelled(self, doc: Doc | str) -> list[tuple[int, int, str]]:
        """All names as ``(start, end, label)``, in order, without overlaps; the Doc is not changed.

        The labels are those of the pipeline: ORG, PER, LOC and MISC in the one that is shipped.
        """
        text = doc if isinstance(doc, str) else doc.text
        found: list[tuple[int, int, str]] = []
        with self._lock:
            for batch in _batches(text):
                read = [self._tokenizer(text[start:end]) for start, end in batch]
                for _, pipe in self.nlp.pipeline:
                    read = list(pipe.pipe(read, batch_size=len(read)))  # type: ignore[attr-defined]
                for (start, _), piece in zip(batch, read, strict=True):
                    found += [(start + e.start_char, start + e.end_char, e.label_) for e in piece.ents]
            if len(self._tokenizer.vocab) > _MAX_WORDS:
                self._tokenizer = self._fresh_tokenizer()
        return found

    def _fresh_tokenizer(self) -> Tokenizer:
        blank = spacy.blank("xx")
        for name in self.nlp.pipe_names:
            for label in self.nlp.pipe_labels.get(name, ()):
                blank.vocab.strings.add(label)
        tokenizer = create_tokenizer()(blank)
        assert isinstance(tokenizer, Tokenizer)
        return tokenizer


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text into stretches that cover it, at line breaks or, where there are none, at sentence ends."""
    start = 0
    while start < len(text):
        limit = start + _LONGEST_PIECE
        cut = text.find("\n", start + _SHORTEST_PIECE, limit) + 1
        if not cut and limit >= len(text):
            cut = len(text)
        elif not cut:
            low = limit - _MARGIN
            ends = [match.end() for match in _SENTENCE_END.finditer(text, low, limit)]
            cut = ends[-1] if ends else text.rfind(" ", low, limit) + 1 or limit
        yield start, cut
        start = cut


def _batches(text: str) -> Iterator[list[tuple[int, int]]]:
    batch: list[tuple[int, int]] = []
    for start, end in pieces(text):
        if batch and end - batch[0][0] > _BATCH:
            yield batch
            batch = []
        batch.append((start, end))
    if batch:
        yield batch


@cache
def _load(path: Path) -> OrgModel:
    return OrgModel.from_path(path)


_loading = threading.Lock()


def load_default() -> OrgModel | None:
    """The model that the package ships, loaded once a process; None where it is not installed."""
    with _loading:
        for path in _places():
            if (path / "meta.json").exists():
                return _load(path)
    return None


def _places() -> Iterator[Path]:
    yield Path(str(files("aiextract") / "models" / "org"))  # in the wheel
    yield Path(__file__).resolve().parents[2] / "models" / "org"  # in a checkout
