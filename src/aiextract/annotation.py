"""What the components keep in a Doc, and the record made of it.

A Doc holds plain lists and dicts only (``doc.user_data["aiextract"]``), so that ``doc.to_bytes()`` works and
nothing is shared between documents; records are built when ``doc._.aiextract`` is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc, Span

from aiextract import documents, extraction
from aiextract.documents import Article
from aiextract.records import Document
from aiextract.scan import Candidate
from aiextract.scanning import mention
from aiextract.source import source_of

KEY = "aiextract"


def state(doc: Doc) -> dict[str, Any]:
    """The Doc's own ``article``, ``mentions``, ``events`` and ``pipeline``, made on first use.

    Where a model has read the Doc, ``names`` holds what it marked.
    """
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
        article = documents.read(source.text, lang=asked["lang"], published=asked["published"], source=source)
        source.memo[key] = article
    return article


def held(doc: Doc) -> list[tuple[int, int]]:
    """The spans that mentions hold already."""
    return [(m["start"], m["end"]) for m in state(doc)["mentions"]]


def annotate(doc: Doc, candidates: Iterable[Candidate], *, overwrite_ents: bool = False) -> None:
    """Add mentions to the Doc: to its own list, to ``doc.spans["aiextract"]`` and to ``doc.ents``.

    Spans cover whole tokens; the mention keeps its exact characters. Where entities overlap, the first stays
    in ``doc.ents`` (with ``overwrite_ents`` the new one does); the span group holds them all.
    """
    text = source_of(doc).text
    mentions = state(doc)["mentions"]
    spans: list[Span] = []
    for found in candidates:
        mentions.append(mention(text, found))
        span = doc.char_span(found.start, found.end, label=found.type, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[KEY] = [*doc.spans.get(KEY, ()), *spans]
    _set_ents(doc, spans, overwrite_ents)


def _set_ents(doc: Doc, spans: list[Span], overwrite: bool) -> None:
    """Add entities; where they overlap others, the new ones give way, or with ``overwrite`` the others."""
    present = list(doc.ents)
    used: set[int] = set()
    kept = []
    for span in [*spans, *present] if overwrite else [*present, *spans]:
        tokens = range(span.start, span.end)
        if used.isdisjoint(tokens):
            used.update(tokens)
            kept.append(span)
    if overwrite:
        doc.set_ents(kept)
    else:  # what is there already stays as it is: several times faster on a long Doc
        doc.set_ents(kept[len(present) :], default="unmodified")


def document(doc: Doc) -> Document:
    """The record of a processed Doc: mentions by start, ids ``m1``, ``m2`` …, events citing them."""
    kept = state(doc)
    article = article_of(doc, None)
    return extraction.document(
        source_of(doc).text, article, kept["mentions"], kept["events"], kept["pipeline"]
    )
