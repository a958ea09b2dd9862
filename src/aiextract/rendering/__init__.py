"""Pages to look at: articles with what was found in them, in one HTML file that needs nothing else.

``views`` (with ``nesting``, ``cards`` and ``verdicts``) says what a page shows of a document, ``page`` fills
in the templates. All that looks at offsets happens here: a browser counts in UTF-16.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from aiextract.errors import InputError
from aiextract.records import DEFAULT_TYPES, EVENT_TYPES, MENTION_TYPES, Document

__all__ = ["render"]

T = TypeVar("T")


def render(
    documents: Document | Iterable[Document],
    text: str | Sequence[str | None] | None = None,
    *,
    gold: Document | Sequence[Document | None] | None = None,
    title: str | None = None,
) -> str:
    """A page (HTML) that shows documents: one with its text, or several with an overview.

    ``text``: the text that each document was extracted from, in the same order; None where the document
    carries it (``include_text``). ``gold``: what a careful reader found in the same text; the page then tells
    hits, misses and false alarms apart. ``title``: the title of the page, by default that of the document.
    The page is one file without any outside resource, and holds nothing of the text that could run.

    Raises InputError where there is nothing to show, a text is missing, or it is not the one that the records
    were extracted from.
    """
    from aiextract.rendering.page import fill
    from aiextract.rendering.views import view

    shown = [documents] if isinstance(documents, Document) else list(documents)
    if not shown:
        raise InputError("there is no document to render")
    texts = _as_many([text] if text is None or isinstance(text, str) else list(text), len(shown))
    golds = _as_many([gold] if gold is None or isinstance(gold, Document) else list(gold), len(shown))
    order = list(dict.fromkeys((*DEFAULT_TYPES, *MENTION_TYPES, *EVENT_TYPES)))
    views = [view(number, *one, order) for number, one in enumerate(zip(shown, texts, golds, strict=True))]
    if len(views) == 1:
        return fill(views, None, title)
    from aiextract.rendering.corpus import overview

    return fill(views, overview(views, order), title)


def _as_many(given: list[T | None], count: int) -> list[T | None]:
    if given == [None]:
        return given * count
    if len(given) != count:
        raise InputError(f"{count} documents need as many texts (and gold documents), not {len(given)}")
    return given
