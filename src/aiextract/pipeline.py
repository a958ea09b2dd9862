"""``load()``: the components of ``extraction`` as a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Iterable

import spacy
from spacy.language import Language

import aiextract.tokenizer  # noqa: F401  (registers what the configuration below names)
from aiextract.extraction import components
from aiextract.languages import parse_code
from aiextract.org_sources import DEFAULT_MODEL
from aiextract.source import MAX_LENGTH

__all__ = ["load"]


def load(
    lang: str | None = None,
    *,
    types: Iterable[str] | None = None,
    org_model: str | None = DEFAULT_MODEL,
    org_rules: bool = True,
) -> Language:
    """A spaCy pipeline that extracts ``types`` from texts in ``lang``.

    ``lang`` is a BCP 47 tag, or None to have the language of each text detected. ``org_model`` says which
    model joins the rules and name lists for organizations: ``"default"`` the one that this version ships,
    ``"spacy:<package or folder>"`` any installed spaCy pipeline, ``"gliner:<name or folder>"`` a GLiNER model
    (extra ``gliner``), None none. Nothing is downloaded; a model is loaded once a process.
    ``org_rules`` False leaves the rules and lists out: the organizations are the model's.
    The Doc carries ``doc.ents``, ``doc.spans["aiextract"]`` and ``doc._.aiextract`` (a ``records.Document``).
    Set ``doc._.published`` on ``nlp.make_doc(text)`` to resolve relative dates.

    Raises LanguageCodeError, UnknownTypeError and ModelError.
    """
    if lang is not None:
        parse_code(lang)
    wanted = components(types)
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "aiextract.Tokenizer.v1"}}})
    nlp.max_length = MAX_LENGTH
    for name, factory in wanted.items():
        model = {"model": org_model, "rules": org_rules} if name == "ORG" else {}
        nlp.add_pipe(factory, config={"lang": lang, **model})
    return nlp
