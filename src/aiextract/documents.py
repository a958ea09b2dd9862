"""A raw article: its language, paragraphs, sentences, title and date of publication.

An article comes with navigation lines, captions, bylines, a language bar, the whole text twice. All of it
stays in the text (offsets hold), and is told from the title and the date line here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from aiextract import detection, headlines, sentences
from aiextract.languages import Language, available, get_language, parse_code
from aiextract.scan import Region
from aiextract.source import Source
from aiextract.timex import parse_published

__all__ = ["Article", "parse_published", "read", "read_in"]

Span = tuple[int, int]
_SUBTAG: dict[int, Callable[[str], str]] = {2: str.upper, 4: str.title}  # region, script


@dataclass(frozen=True)
class Article:
    """What reading a text found out about it; offsets are code points into ``text``.

    ``lang`` is the BCP 47 code in use, ``"und"`` if none was found. ``regions`` cover the whole text, each
    in one language. ``paragraphs`` are its lines without the white space around them, blank ones left out.
    """

    text: str = field(repr=False)
    lang: str
    published: str | None
    title: str | None
    regions: tuple[Region, ...] = field(repr=False)
    paragraphs: tuple[Span, ...] = field(repr=False)
    warnings: tuple[str, ...] = ()

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, in order; each within one paragraph."""
        return tuple(self._split())

    def _split(self) -> Iterator[Span]:
        regions = iter(self.regions)
        region = next(regions)
        for start, end in self.paragraphs:
            while start >= region.end:
                region = next(regions)
            yield from sentences.split(self.text, start, end, region.language)


def read(
    text: str,
    lang: str | None = None,
    published: str | dt.date | None = None,
    *,
    source: Source | None = None,
) -> Article:
    """Read an article.

    ``lang`` (BCP 47) is detected where it is None or ``"und"``; ``published`` is taken from a date line of
    the article where it is None, else it stays unknown. ``source`` is the text's own, where one is at hand.
    Raises LanguageCodeError and PublishedError for arguments that are malformed.
    """
    given = None if published is None else parse_published(published)
    if lang is not None:
        parse_code(lang)
    source = source or Source(text)
    paragraphs = tuple(_paragraphs(text))
    code = _canonical(lang) if lang is not None else detection.UNKNOWN
    if code == detection.UNKNOWN:
        code = detection.document_language(source.folded)
    language = get_language(code)
    regions = tuple(_regions(source, paragraphs, code, language))
    head = headlines.read(source, paragraphs, language, date_line=given is None)
    return Article(
        text=text,
        lang=code,
        published=given or head.published,
        title=head.title,
        regions=regions,
        paragraphs=paragraphs,
        warnings=_warnings(code),
    )


def _canonical(code: str) -> str:
    """A well-formed code as BCP 47 writes it: ``PT_br`` -> ``pt-BR``, ``zh-hant`` -> ``zh-Hant``."""
    language, *rest = code.replace("_", "-").lower().split("-")
    return "-".join([language, *(_SUBTAG.get(len(part), str)(part) for part in rest)])


def read_in(text: str, language: Language, published: str | None = None) -> Article:
    """Read an article as one stretch of a language, which need not be an installed one."""
    source = Source(text)
    paragraphs = tuple(_paragraphs(text))
    head = headlines.read(source, paragraphs, language, date_line=published is None)
    return Article(
        text=text,
        lang=language.code,
        published=published or head.published,
        title=head.title,
        regions=(Region(0, len(text), language),),
        paragraphs=paragraphs,
    )


def _paragraphs(text: str) -> Iterator[Span]:
    """Lines of the text, trimmed, those without anything left out."""
    at = 0
    for line in text.splitlines(keepends=True):
        if kept := line.strip():
            start = at + len(line) - len(line.lstrip())
            yield start, start + len(kept)
        at += len(line)


def _regions(source: Source, paragraphs: tuple[Span, ...], code: str, language: Language) -> Iterator[Region]:
    """The whole text in stretches of one language; a paragraph's blank lines go with what precedes."""
    start, current = 0, language
    for number, (at, end) in enumerate(paragraphs):
        found = detection.paragraph_language(source.folded, at, end, code, language)
        spoken = language if found == code else get_language(found)
        if spoken is not current:
            if number and at > start:
                yield Region(start, at, current)
                start = at
            current = spoken
    yield Region(start, len(source), current)


def _warnings(code: str) -> tuple[str, ...]:
    if code == detection.UNKNOWN:
        return ("no language found: language-neutral rules used",)
    if parse_code(code)[0] not in available():
        return (f"no rules for language {code!r}: language-neutral rules used",)
    return ()
