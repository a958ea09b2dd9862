"""Where the names come from: the shipped model, any installed spaCy pipeline, a GLiNER model, or nowhere.

A source is named by a string (``"default"``, ``"spacy:fr_core_news_lg"``, ``"gliner:folder"``) and is loaded
once a process. Only what is on this machine is loaded, nothing is ever downloaded. Its names carry the rule
``model:<kind>:<library>:<model>``, so that each record says which model found it.
"""

from __future__ import annotations

import os
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from aiextract.errors import ModelError
from aiextract.languages import NEUTRAL, get_language
from aiextract.organizations.model import NameSpan
from aiextract.sentences import split
from aiextract.source import clean

if TYPE_CHECKING:
    from spacy.language import Language

# The organization model that this version ships.
DEFAULT_MODEL = "default"
_SPACY, _GLINER = "spacy:", "gliner:"

# What the labels of spaCy's pipelines mean here; names of anything else (dates, amounts) are left out.
_KINDS = {
    "org": "ORG ORGANIZATION ORGANISATION ORGNAME GPE_ORG OG",
    "per": "PER PERSON PERSNAME PRS PS",
    "loc": "LOC LOCATION GPE FAC FACILITY PLACENAME GEOGNAME GPE_LOC LC",
    "misc": "MISC PRODUCT EVENT WORK_OF_ART LAW NORP LANGUAGE PROD EVT DRV",
}
_KIND = {label: kind for kind, labels in _KINDS.items() for label in labels.split()}
_PIECE = 100_000  # characters that a spaCy pipeline reads at once: its memory grows with them
_READS_VECTORS_ONLY = frozenset(("ner", "beam_ner"))
_UNDECLARED = {"attribute_ruler": ["token.tag"]}  # factories that do not say what they set

# What GLiNER is asked for.
_LABELS = {"organization": "org", "person": "per", "location": "loc", "product": "misc"}
# Of the words that a GLiNER model takes: its encoder must hold their pieces and the labels too.
_SHARE = 2 / 3
_WORD = 10  # characters of a longer word that count as one
_BATCH = 4


class NameSource(Protocol):
    """Finds names in texts. Safe to share between threads."""

    def names(self, text: str) -> list[NameSpan]:
        """The names of all kinds, in order, without overlaps, as code-point offsets."""


@runtime_checkable
class SideBySide(NameSource, Protocol):
    """One that reads several short texts in less time than one after the other."""

    def names_of(self, texts: Sequence[str]) -> list[list[NameSpan]]:
        """What ``names`` gives for each text."""


def name_source(org_model: str | None) -> NameSource | None:
    """The source that a string names, loaded on the first call; None for rules alone.

    ``"default"`` is the shipped model (None where it is not installed), ``"spacy:<package or folder>"`` a
    spaCy pipeline, ``"gliner:<name or folder>"`` a GLiNER model. Raises ModelError for what is not here.
    """
    if org_model is None:
        return None
    if org_model == DEFAULT_MODEL:
        from aiextract.org_model import load_default

        return load_default()
    with _loading:
        return _load(org_model)


_loading = threading.Lock()


@cache
def _load(org_model: str) -> NameSource:
    for prefix, source in ((_SPACY, SpacySource), (_GLINER, GlinerSource)):
        if org_model.startswith(prefix) and org_model != prefix:
            return source(os.path.expanduser(org_model.removeprefix(prefix)))
    raise ModelError(
        f"unknown organization model {org_model!r}: give 'default', 'spacy:<package or folder>', "
        "'gliner:<name or folder>', or None for rules alone"
    )


class SpacySource:
    """The entities of a spaCy pipeline, read with its own tokenizer."""

    def __init__(self, name: str) -> None:
        """Load a package or a folder; ModelError where there is none, or it marks no organizations."""
        import spacy

        try:
            self._nlp = spacy.load(name)
        except OSError:
            raise ModelError(
                f"the folder {name!r} holds no spaCy pipeline"
                if _is_path(name)
                else f"{name!r} is not installed: get it with `python -m spacy download {name}`"
            ) from None
        except (ImportError, ValueError) as error:  # a library or a factory that it needs
            raise ModelError(f"the spaCy pipeline {name!r} cannot be loaded: {error}") from error
        _drop_needless(self._nlp, name)
        self._rule = f"{_SPACY}{self._nlp.lang}_{self._nlp.meta.get('name', '')}"
        self._lock = threading.Lock()

    def names(self, text: str) -> list[NameSpan]:
        """The entities whose labels tell organizations, persons, places or other names."""
        text = clean(text)
        found = []
        with self._lock:
            for start, end in pieces(text, range(1, len(text) + 1), min(_PIECE, self._nlp.max_length)):
                for entity in self._nlp(text[start:end]).ents:
                    kind = _KIND.get(entity.label_.upper())
                    if kind is not None:
                        place = start + entity.start_char, start + entity.end_char
                        found.append(NameSpan(*_trimmed(text, *place), f"model:{kind}:{self._rule}"))
        return [name for name in found if name.start < name.end]


def _drop_needless(nlp: Language, name: str) -> None:
    """Disable the components that the entities do not need; ModelError where none sets entities.

    What follows the last that sets entities is not needed, nor, where these are statistical recognizers
    (which read vectors only), taggers, parsers and lemmatizers. A component that declares nothing is kept.
    """
    factories = {pipe: nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names}
    assigns = {
        pipe: nlp.get_pipe_meta(pipe).assigns or _UNDECLARED.get(factory, [])
        for pipe, factory in factories.items()
    }
    setters = [pipe for pipe, assigned in assigns.items() if not assigned or "doc.ents" in assigned]
    if not setters:
        raise ModelError(
            f"the spaCy pipeline {name!r} marks no names: give one with an entity recognizer, not only "
            f"{', '.join(nlp.pipe_names) or 'a tokenizer'}"
        )
    simple = all(factories[pipe] in _READS_VECTORS_ONLY for pipe in setters)
    last = nlp.pipe_names.index(setters[-1])
    for pipe in nlp.pipe_names[last + 1 :]:
        nlp.disable_pipe(pipe)
    for pipe in nlp.pipe_names:
        if simple and all(what.startswith(("token.", "doc.sents", "doc.cats")) for what in assigns[pipe]):
            nlp.disable_pipe(pipe)


class GlinerSource:
    """The entities that a GLiNER model finds, with its own scores."""

    def __init__(self, name: str) -> None:
        """Load a folder or a model of the local Hugging Face cache; ModelError where there is none."""
        try:
            from gliner import GLiNER
        except ImportError:
            raise ModelError(
                "GLiNER is not installed: get it with `pip install 'aiextract[gliner]'`"
            ) from None
        try:
            self._model: Any = GLiNER.from_pretrained(name, local_files_only=True)
        except (OSError, ValueError, RuntimeError) as error:
            advice = (
                "give a folder that GLiNER's save_pretrained has written"
                if _is_path(name)
                else f"get it with `hf download {name}`, and in the same way the encoder that its "
                "gliner_config.json names as model_name"
            )
            raise ModelError(
                f"the GLiNER model {name!r} is not complete on this machine: {advice} ({error})"
            ) from error
        self._rule = f"{_GLINER}{Path(name).name}"
        self._lock = threading.Lock()

    def names(self, text: str) -> list[NameSpan]:
        """The entities labelled organization, person, location or product."""
        text = clean(text)
        with self._lock:
            ends: list[int] = []
            for _, start, end in self._model.data_processor.words_splitter(text):
                ends += range(start + _WORD, end, _WORD)
                ends.append(end)
            places = list(pieces(text, ends, max(1, int(self._model.config.max_len * _SHARE))))
            if not places:
                return []
            read = self._model.inference(
                [text[start:end] for start, end in places], list(_LABELS), flat_ner=True, batch_size=_BATCH
            )
        return sorted(
            NameSpan(
                start + entity["start"],
                start + entity["end"],
                f"model:{_LABELS[entity['label']]}:{self._rule}",
                float(entity["score"]),
            )
            for (start, _), entities in zip(places, read, strict=True)
            for entity in entities
        )


def pieces(text: str, ends: Sequence[int], limit: int) -> Iterator[tuple[int, int]]:
    """Stretches of at most ``limit`` words that cover the text, cut at sentence ends where there are any.

    ``ends`` says where each word ends; a text without words has no pieces. A stretch without a sentence end
    is cut at a line break, or else at the end of a word.
    """
    stops = [end for _, end in split(text, 0, len(text), get_language(NEUTRAL))] if len(ends) > limit else []
    start = first = 0
    while first < len(ends):
        stop = len(text)
        if len(ends) - first > limit:
            high = ends[first + limit - 1]
            last = bisect_right(stops, high) - 1
            stop = stops[last] if last >= 0 and stops[last] > start else 0
            stop = stop or text.rfind("\n", start, high) + 1 or high
        yield start, stop
        start, first = stop, bisect_left(ends, stop + 1)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends."""
    name = text[start:end]
    return start + len(name) - len(name.lstrip()), start + len(name.rstrip())


def _is_path(name: str) -> bool:
    """Whether a name is meant as a folder; ``owner/model`` is not."""
    return Path(name).exists() or name.startswith((".", "/")) or "\\" in name or name.count("/") > 1
