"""``load()``: the only place that says which components make a pipeline, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import spacy
from spacy.language import Language

import aiextract.tokenizer  # noqa: F401  (registers what the configuration below names)
from aiextract.errors import UnknownTypeError
from aiextract.languages import parse_code
from aiextract.org_sources import DEFAULT_MODEL
from aiextract.records import CITED_TYPES, DEFAULT_TYPES, EVENT_TYPES, MENTION_TYPES
from aiextract.source import MAX_LENGTH

# The order is the precedence: an earlier component's mention holds its characters. Events come last, since
# they stand on mentions.
FACTORIES = {
    "MONEY": "aiextract_money",
    "PERCENT": "aiextract_percent",
    "DATE": "aiextract_date",
    "QUANTITY": "aiextract_quantity",
    "ORG": "aiextract_org",
    "ACQUISITION": "aiextract_acquisition",
    "FUNDING": "aiextract_funding",
}


def parse_types(types: Iterable[str] | None) -> tuple[str, ...]:
    """The types asked for, in the order of the pipeline; None: the five of DEFAULT_TYPES.

    Raises UnknownTypeError for a type that does not exist.
    """
    known = [*MENTION_TYPES, *EVENT_TYPES]
    asked = DEFAULT_TYPES if types is None else (types,) if isinstance(types, str) else tuple(types)
    for name in asked:
        if name not in known:
            raise UnknownTypeError(name, ", ".join(known))
    return tuple(name for name in FACTORIES if name in asked)


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
    wanted = set(parse_types(types))
    for event, cited in CITED_TYPES.items():
        if event in wanted:
            wanted.update(cited)
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "aiextract.Tokenizer.v1"}}})
    nlp.max_length = MAX_LENGTH
    for name, factory in FACTORIES.items():
        if name in wanted:
            model = {"model": org_model, "rules": org_rules} if name == "ORG" else {}
            nlp.add_pipe(factory, config={"lang": lang, **model})
    return nlp


@lru_cache(maxsize=32)
def shared(lang: str | None, types: tuple[str, ...], org_model: str | None = DEFAULT_MODEL) -> Language:
    """The pipeline that the functions of the package use: made once, and not changed by use."""
    return load(lang, types=types, org_model=org_model)
