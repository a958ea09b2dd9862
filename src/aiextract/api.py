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
    item = Item(doc_id, text, lang, published)
    return read(item, types=types, include_text=include_text, org_model=org_model)


def read(
    item: Item,
    *,
    types: Iterable[str] | None,
    include_text: bool = False,
    org_model: str | None,
    names: extraction.Names | None = None,
) -> Document:
    """What ``extract`` gives for an article; ``names`` as ``extraction.with_names`` gives them."""
    asked = extraction.parse_types(types)
    text = source.checked(item.text)
    extractor = extraction.shared(_language(item.lang), asked, org_model)
    record = extractor(text, documents.parse_published(item.published), names)
    return record.model_copy(
        update={
            "doc_id": item.doc_id and source.clean(item.doc_id),
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
    batch_size: int = extraction.AHEAD,
) -> Iterator[Document]:
    """The facts of a stream of articles, lazily and in order.

    An item is a text, ``(doc_id, text)``, or a dict with ``text`` and any of ``doc_id``, ``lang``,
    ``published``, which overrule those of the call. With ``on_error="record"`` an item that fails gives a
    Document without mentions and with ``meta.error``, and the rest goes on. ``n_process`` > 1 shares the
    articles out over processes. ``batch_size`` is how many a process takes at a time: the name model reads
    short articles much faster side by side. With 1, each is taken when its document is asked for.

    Raises what ``extract`` raises; a wrong argument at the first step, whatever ``on_error`` is.
    """
    if on_error not in ("raise", "record"):
        raise InputError(f"on_error is 'raise' or 'record', not {on_error!r}")
    if batch_size < 1:
        raise InputError(f"batch_size is a number of articles from 1 on, not {batch_size}")
    asked = extraction.parse_types(types)
    _language(lang)
    work = _Many(lang, documents.parse_published(published), asked, on_error, org_model)
    if n_process == 1:
        return work.documents(items, batch_size)
    shared = workers.share_out(work, items, n_process, chunk=batch_size)
    return (Document.model_validate_json(data) for _, data in shared)


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


def _text(item: Any) -> str:
    """The text of an item; of none, nothing."""
    try:
        return parse_item(item).text
    except Exception:  # told in its turn
        return ""


class _Many(NamedTuple):
    """What is done with the items of ``extract_many``, in worker processes or here."""

    lang: str | None
    published: Published
    types: tuple[str, ...]
    on_error: str
    org_model: str | None

    def prepare(self) -> None:
        """Load what the language of the whole stream needs."""
        extract(FIGURES, lang=self.lang, types=self.types, org_model=self.org_model)

    def __call__(self, items: Iterable[Any]) -> Iterator[bytes]:
        """The JSON of each item's document."""
        return (document.model_dump_json().encode() for document in self.documents(items))

    def documents(self, items: Iterable[Any], most: int = extraction.AHEAD) -> Iterator[Document]:
        """Each item's document; at most so many items are read side by side."""
        for item, names in extraction.with_names(items, _text, self.types, self.org_model, most):
            yield self._document(item, names)

    def _document(self, item: Any, names: extraction.Names | None) -> Document:
        doc_id = None
        try:
            article = parse_item(item)
            doc_id = article.doc_id
            article = article._replace(
                lang=article.lang or self.lang, published=article.published or self.published
            )
            return read(article, types=self.types, org_model=self.org_model, names=names)
        except ModelError:
            raise  # no article's fault
        except Exception as error:
            if self.on_error == "raise":
                raise
            return failed(doc_id, reason_of(error))

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
