"""``extract`` and ``extract_many``: texts in, documents out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from aiextract import documents, extraction, source
from aiextract.archive import workers
from aiextract.archive.extraction import FIGURES, failed, reason_of
from aiextract.errors import InputError, ModelError, WorkerError
from aiextract.languages import parse_code
from aiextract.org_sources import DEFAULT_MODEL
from aiextract.records import Document

Published = str | dt.date | None


class Item(NamedTuple):
    """One article of a stream. ``lang`` and ``published`` None: those of the whole stream."""

    doc_id: str | None
    text: str
    lang: str | None = None
    published: Published = None


_KEYS = frozenset(Item._fields)


def extract(
    text: str,
    *,
    doc_id: str | None = None,
    lang: str | None = None,
    published: Published = None,
    types: Iterable[str] | None = None,
    include_text: bool = False,
    org_model: str | None = DEFAULT_MODEL,
) -> Document:
    """The facts of one article.

    ``lang``: BCP 47 tag, None or ``"und"`` to have it detected. ``published``: the day, month or year against
    which "last month" resolves; None: taken from the article's own date line where it has one. ``types``:
    mention and event types, None for MONEY, PERCENT, DATE, ORG and ACQUISITION; an event brings the mentions
    that it cites. ``org_model`` as in ``load``. Offsets are code points into ``text``.

    Raises LanguageCodeError, PublishedError, UnknownTypeError, ModelError, and InputError for what is not a
    text or is longer than ``source.MAX_LENGTH`` characters.
    """
    asked = extraction.parse_types(types)
    text = source.checked(text)
    record = extraction.shared(_language(lang), asked, org_model)(text, documents.parse_published(published))
    return record.model_copy(
        update={
            "doc_id": doc_id and source.clean(doc_id),
            "text": source.clean(text) if include_text else None,
            "mentions": _asked(record, asked),
        }
    )


def _language(lang: str | None) -> str | None:
    """The language that selects a pipeline; None where it is to be detected."""
    return None if lang is None or parse_code(lang)[0] == "und" else lang


def _asked(record: Document, asked: tuple[str, ...]) -> tuple[Any, ...]:
    """The mentions of the types that were asked for, and those that an event cites."""
    cited = {mention for event in record.events for mention in event.cited()}
    return tuple(m for m in record.mentions if m.type in asked or m.id in cited)


def extract_many(
    items: Iterable[Any],
    *,
    lang: str | None = None,
    published: Published = None,
    types: Iterable[str] | None = None,
    n_process: int = 1,
    on_error: Literal["raise", "record"] = "raise",
    org_model: str | None = DEFAULT_MODEL,
) -> Iterator[Document]:
    """The facts of a stream of articles, lazily and in order.

    An item is a text, ``(doc_id, text)``, or a dict with ``text`` and any of ``doc_id``, ``lang``,
    ``published``, which overrule those of the call. With ``on_error="record"`` an item that fails gives a
    Document without mentions and with ``meta.error``, and the rest goes on. ``n_process`` > 1 shares the
    articles out over processes.

    Raises what ``extract`` raises; a wrong argument at the first step, whatever ``on_error`` is.
    """
    if on_error not in ("raise", "record"):
        raise InputError(f"on_error is 'raise' or 'record', not {on_error!r}")
    asked = extraction.parse_types(types)
    _language(lang)
    work = _Many(lang, documents.parse_published(published), asked, on_error, org_model)
    if n_process == 1:
        return (_one(item, **work._asdict()) for item in items)
    shared = workers.share_out(work, items, n_process)
    return (Document.model_validate_json(data) for _, data in shared)


def _one(
    item: Any,
    *,
    lang: str | None,
    published: Published,
    types: tuple[str, ...],
    on_error: str,
    org_model: str | None,
) -> Document:
    doc_id = None
    try:
        article = parse_item(item)
        doc_id = article.doc_id
        return extract(
            article.text,
            doc_id=doc_id,
            lang=article.lang or lang,
            published=article.published or published,
            types=types,
            org_model=org_model,
        )
    except ModelError:
        raise  # no article's fault
    except Exception as error:
        if on_error == "raise":
            raise
        return failed(doc_id, reason_of(error))


def parse_item(item: Any) -> Item:
    """An article of a stream from any of the forms that ``extract_many`` takes; InputError for another."""
    match item:
        case str():
            return Item(None, item)
        case (str() | None as doc_id, str() as text):
            return Item(doc_id, text)
        case dict() if isinstance(item.get("text"), str) and item.keys() <= _KEYS:
            doc_id = item.get("doc_id")
            return Item(**{**item, "doc_id": None if doc_id is None else str(doc_id)})
    raise InputError(
        "an item is a text, (doc_id, text), or a dict with 'text' and any of 'doc_id', 'lang', 'published'; "
        f"this one is {type(item).__name__}{sorted(map(str, item)) if isinstance(item, dict) else ''}"
    )


class _Many(NamedTuple):
    """What worker processes do with an item of ``extract_many``: its document as bytes."""

    lang: str | None
    published: Published
    types: tuple[str, ...]
    on_error: str
    org_model: str | None

    def prepare(self) -> None:
        """Load what the language of the whole stream needs."""
        extract(FIGURES, lang=self.lang, types=self.types, org_model=self.org_model)

    def __call__(self, item: Any) -> bytes:
        """The JSON of the item's document."""
        return _one(item, **self._asdict()).model_dump_json().encode()

    def lost(self, item: Any, reason: str) -> bytes:
        """The document of an item whose process died."""
        if self.on_error == "raise":
            raise WorkerError(reason)
        try:
            doc_id = parse_item(item).doc_id
        except InputError:
            doc_id = None
        return failed(doc_id, reason).model_dump_json().encode()

    def size(self, item: Any) -> int:
        """Characters of the item's text, wherever it stands."""
        held = item.values() if isinstance(item, dict) else item if isinstance(item, tuple) else (item,)
        return sum(len(value) for value in held if isinstance(value, str))
