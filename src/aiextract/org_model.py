"""The trained name model that the package ships: its names in a text as spans, tied to their characters.

The model tokenizes the characters itself, in training as in use, so that it answers the same whatever
tokenizer made a Doc. A text's answer depends on nothing but that text.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from aiextract.errors import ModelError
from aiextract.model_files import folder
from aiextract.organizations.model import ORG_RULE, NameSpan, rounds_either_way
from aiextract.recognizer.decoding import Name
from aiextract.recognizer.reading import Recognizer
from aiextract.tokens import tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

# The recognizer's own folder in that of a spaCy pipeline: the name of its component.
_COMPONENT = "names"


class OrgModel:
    """The names that a loaded recognizer finds in texts. Safe to share between threads."""

    def __init__(self, recognizer: Recognizer) -> None:
        self.recognizer = recognizer

    @classmethod
    def from_path(cls, path: str | Path) -> OrgModel:
        """Load the recognizer of the pipeline in a folder, without spaCy; ModelError if there is none."""
        try:
            return cls(Recognizer.from_folder(Path(path) / _COMPONENT))
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"no organization model can be loaded from {path} (a spaCy pipeline whose 'aiextract_names' "
                f"component is called {_COMPONENT!r}): {error}"
            ) from error

    def spans(self, doc: Doc | str) -> list[NameSpan]:
        """The organizations of a text, in order, as code-point offsets with rule ``model:org``."""
        return [name for name in self.names(doc) if name.rule == ORG_RULE]

    def names(self, doc: Doc | str) -> list[NameSpan]:
        """The names of all kinds, in order, without overlaps; the Doc is not changed.

        Rules are ``model:org``, ``model:per``, ``model:loc`` and ``model:misc``; a score is the model's own
        probability, from 0 to 1.
        """
        return self.names_of([doc if isinstance(doc, str) else doc.text])[0]

    def names_of(self, texts: Sequence[str]) -> list[list[NameSpan]]:
        """The names of each text, as ``names`` gives them; short texts take much less time together."""
        read = [tokens(text) for text in texts]
        found = self.recognizer.predict([words for words, _ in read])
        if len(texts) > 1:
            for at, (words, _) in enumerate(read):
                if any(rounds_either_way(score) for *_, score in found[at]):
                    found[at] = self.recognizer.predict([words])[0]
        return [
            [_span(words, starts, name) for name in names]
            for (words, starts), names in zip(read, found, strict=True)
        ]

    def labelled(self, doc: Doc | str) -> list[tuple[int, int, str]]:
        """All names as ``(start, end, label)`` with the labels ORG, PER, LOC and MISC."""
        return [(name.start, name.end, name.rule.removeprefix("model:").upper()) for name in self.names(doc)]


def _span(words: Sequence[str], starts: Sequence[int], name: Name) -> NameSpan:
    """A name of some tokens as a span of the text."""
    first, end, label, score = name
    stop = starts[end - 1] + len(words[end - 1])
    return NameSpan(starts[first], stop, f"model:{label.lower()}", score)


@cache
def _load(path: Path) -> OrgModel:
    return OrgModel.from_path(path)


_loading = threading.Lock()


def load_default() -> OrgModel | None:
    """The model that the package ships, loaded once a process; None where it is not installed."""
    with _loading:
        path = folder("org", "meta.json")
        return None if path is None else _load(path)
