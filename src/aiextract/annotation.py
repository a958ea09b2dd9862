"""What the components keep in a Doc, and the record made of it.

A Doc holds plain lists and dicts only (``doc.user_data["aiextract"]``), so that ``doc.to_bytes()`` works and
nothing is shared between documents; records are built when ``doc._.aiextract`` is read.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc, Span

from aiextract import __version__, documents
from aiextract.documents import Article
from aiextract.events import cite
from aiextract.records import Document
from aiextract.scan import Candidate
from aiextract.source import Source

KEY = "aiextract"


class _Last(threading.local):
    """The text that this thread read last: the components of a pipeline read the same one in turn."""

    source: Source | None = None


_last = _Last()


def source_of(doc: Doc) -> Source:
    """The text of a Doc with its folded view."""
    text = doc.text
    if _last.source is None or _last.source.text != text:
        _last.source = Source(text)
    return _last.source


def state(doc: Doc) -> dict[str, Any]:
    """The Doc's own ``article``, ``mentions``, ``events`` and ``pipeline``, made on first use."""
    kept: dict[str, Any] = doc.user_data.setdefault(
        KEY, {"article": None, "mentions": [], "events": [], "pipeline": []}
    )
    return kept


def article_of(doc: Doc, lang: str | None) -> Article:
    """Language, publication date, title and regions of a Doc; ``lang`` None: detected.

    The first component of a pipeline to ask decides, so that all read the article in one way.
    """
    kept = state(doc)
    if kept["article"] is None:
        kept["article"] = {"lang": lang, "published": doc._.published}
    asked = kept["article"]
    source = source_of(doc)
    article: Article | None = source.memo.get(key := (Article, asked["lang"], asked["published"]))
    if article is None:
        article = documents.read(
            source.text, lang=asked["lang"], published=asked["published"], source=source
        )
        source.memo[key] = article
    return article


def held(doc: Doc) -> list[tuple[int, int]]:
    """The spans that mentions hold already."""
    return [(mention["start"], mention["end"]) for mention in state(doc)["mentions"]]


def annotate(doc: Doc, candidates: Iterable[Candidate], *, overwrite_ents: bool = False) -> None:
    """Add mentions to the Doc: to its own list, to ``doc.spans["aiextract"]`` and to ``doc.ents``.

    Spans cover whole tokens; the mention keeps its exact characters. Where entities overlap, the first stays
    in ``doc.ents`` (with ``overwrite_ents`` the new one does); the span group holds them all.
    """
    text = source_of(doc).text
    mentions = state(doc)["mentions"]
    spans: list[Span] = []
    for found in candidates:
        surface = text[found.start : found.end]
        mentions.append(
            {
                "type": found.type,
                "start": found.start,
                "end": found.end,
                "surface": surface,
                "rule": found.rule,
                **found.fields,
            }
        )
        span = doc.char_span(found.start, found.end, label=found.type, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[KEY] = [*doc.spans.get(KEY, ()), *spans]
    _set_ents(doc, [*spans, *doc.ents] if overwrite_ents else [*doc.ents, *spans])


def _set_ents(doc: Doc, ranked: list[Span]) -> None:
    """The entities of a Doc, where the first of overlapping ones stays."""
    used: set[int] = set()
    kept = []
    for span in ranked:
        tokens = range(span.start, span.end)
        if used.isdisjoint(tokens):
            used.update(tokens)
            kept.append(span)
    doc.set_ents(kept)


def document(doc: Doc) -> Document:
    """The record of a processed Doc: mentions by start, ids ``m1``, ``m2`` …, events citing them."""
    kept = state(doc)
    article = article_of(doc, None)
    text = source_of(doc).text
    mentions = sorted(kept["mentions"], key=lambda m: (m["start"], m["end"]))
    numbered = [{**mention, "id": f"m{number}"} for number, mention in enumerate(mentions, 1)]
    events = [{**event, "id": f"e{n}"} for n, event in enumerate(cite(kept["events"], numbered), 1)]
    return Document.model_validate(
        {
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "lang": article.lang,
            "published": article.published,
            "title": article.title,
            "mentions": numbered,
            "events": events,
            "meta": {
                "version": __version__,
                "pipeline": kept["pipeline"],
                "warnings": article.warnings,
            },
        }
    )
