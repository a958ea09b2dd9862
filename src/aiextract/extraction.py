"""One article to one record: its language and date, the scanners in their order, the events, the Document.

This is what ``extract`` runs. No spaCy Doc is made: it would cost as much as the scanners, and each new word
would stay in its vocabulary. ``pipeline.load`` does the same in components, for who wants Docs.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from aiextract import __version__, documents
from aiextract.documents import Article
from aiextract.errors import UnknownTypeError
from aiextract.events import cite
from aiextract.languages import parse_code
from aiextract.org_sources import DEFAULT_MODEL, SideBySide, name_source
from aiextract.organizations.model import NameSpan
from aiextract.records import CITED_TYPES, DEFAULT_TYPES, EVENT_TYPES, MENTION_TYPES, Document
from aiextract.scanning import Task, events, mention, numbered, scan
from aiextract.source import Source, clean

_Item = TypeVar("_Item")
Names = Sequence[NameSpan]

# The order is the precedence: an earlier component's mention holds its characters. Events come last, since
# they stand on mentions.
COMPONENTS = {
    "MONEY": "aiextract_money",
    "PERCENT": "aiextract_percent",
    "DATE": "aiextract_date",
    "QUANTITY": "aiextract_quantity",
    "ORG": "aiextract_org",
    "ACQUISITION": "aiextract_acquisition",
    "FUNDING": "aiextract_funding",
}


# Articles that are taken ahead so that the names of short ones are read side by side, and characters of them:
# the first record comes soon. A longer text gains nothing.
AHEAD = 32
_AHEAD_SIZE = 1 << 13
_SHORT = 2_000


def parse_types(types: Iterable[str] | None) -> tuple[str, ...]:
    """The types asked for, in the order of the pipeline; None: the five of DEFAULT_TYPES.

    A text is a list by comma, in letters of either case.

    Raises UnknownTypeError for a type that does not exist.
    """
    known = [*MENTION_TYPES, *EVENT_TYPES]
    if isinstance(types, str):
        types = [name.strip().upper() for name in types.split(",") if name.strip()]
    asked = DEFAULT_TYPES if types is None else tuple(types)
    for name in asked:
        if name not in known:
            raise UnknownTypeError(name, ", ".join(known))
    return tuple(name for name in COMPONENTS if name in asked)


def components(types: Iterable[str] | None) -> dict[str, str]:
    """The component of each type that is asked for, or that an event cites, in the order of the pipeline."""
    wanted = set(parse_types(types))
    for event, cited in CITED_TYPES.items():
        if event in wanted:
            wanted.update(cited)
    return {kind: component for kind, component in COMPONENTS.items() if kind in wanted}


class Extractor:
    """Reads articles in one language (None: in that of each). Nothing changes by use: threads may share it.

    Raises LanguageCodeError, UnknownTypeError and ModelError, as ``pipeline.load`` does.
    """

    def __init__(self, lang: str | None, types: Iterable[str] | None, org_model: str | None) -> None:
        if lang is not None:
            parse_code(lang)
        self._lang = lang
        self._components = components(types)
        self._model = name_source(org_model) if "ORG" in self._components else None

    def __call__(self, text: str, published: str | None, names: Names | None = None) -> Document:
        """The record of an article; ``published`` as ``documents.parse_published`` gives it.

        ``names`` are those that the model sees in the text, if it has been read before (``with_names``).
        """
        source = Source(clean(text))
        article = documents.read(source.text, lang=self._lang, published=published, source=source)
        mentions: list[dict[str, Any]] = []
        told: list[dict[str, Any]] = []
        for kind in self._components:
            if kind in EVENT_TYPES:
                candidates, found = events(kind, source, article, mentions, names=names)
                told += found
            else:
                if self._model and kind == "ORG" and names is None:
                    names = self._model.names(source.text)
                taken = [(held["start"], held["end"]) for held in mentions]
                candidates = scan(kind, Task(source, article, taken, names)).winners
            mentions += [mention(source.text, candidate) for candidate in candidates]
        return document(source.text, article, mentions, told, [*self._components.values()])


@lru_cache(maxsize=32)
def shared(lang: str | None, types: tuple[str, ...], org_model: str | None = DEFAULT_MODEL) -> Extractor:
    """The extractor that the functions of the package use: made once."""
    return Extractor(lang, types, org_model)


def with_names(
    items: Iterable[_Item],
    text_of: Callable[[_Item], str],
    types: Iterable[str] | None,
    org_model: str | None,
    most: int = AHEAD,
) -> Iterator[tuple[_Item, Names | None]]:
    """Each item with the names that the model sees in its text; None where the extractor is to ask for them.

    The model reads short texts side by side, so that up to ``most`` items are taken before the first is given
    back; without a model that does so, none. Raises what ``items`` raises, after the items before it.
    """
    model = name_source(org_model) if "ORG" in components(types) else None
    if most == 1 or not isinstance(model, SideBySide):
        for item in items:
            yield item, None
        return
    stream, end = iter(items), None
    while end is None:
        taken: list[_Item] = []
        texts: list[str] = []
        while len(taken) < most and sum(map(len, texts)) < _AHEAD_SIZE:
            try:
                taken.append(next(stream))
            except Exception as error:
                end = error
                break
            texts.append(text_of(taken[-1]))
        yield from zip(taken, _names(model, texts), strict=True)
    if not isinstance(end, StopIteration):
        raise end


def _names(model: SideBySide, texts: Sequence[str]) -> list[Names | None]:
    short = [text for text in texts if len(text) < _SHORT]
    try:
        found = iter(model.names_of(short) if len(short) > 1 else ())
    except Exception:  # each is read alone, and the one that is to blame tells why
        return [None] * len(texts)
    return [next(found, None) if len(text) < _SHORT else None for text in texts]


def document(
    text: str,
    article: Article,
    mentions: Iterable[Mapping[str, Any]],
    told: Iterable[Mapping[str, Any]],
    used: Sequence[str],
) -> Document:
    """The record of an article: mentions by start, ids ``m1``, ``m2`` …, events (``told``) citing them.

    ``used`` names the components that it comes from.
    """
    found = numbered(mentions)
    starts = [start for start, _ in article.sentences] if found else []
    for one in found:
        one["sentence"] = max(0, bisect_right(starts, one["start"]) - 1)
    return Document.model_validate(
        {
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "lang": article.lang,
            "published": article.published,
            "title": article.title,
            "mentions": found,
            "events": [{**event, "id": f"e{n}"} for n, event in enumerate(cite(told, found), 1)],
            "meta": {"version": __version__, "pipeline": used, "warnings": article.warnings},
        }
    )
