"""``aiextract render``: articles, or records that carry their text, as a page to look at."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from aiextract import gold, readers
from aiextract.cli.common import FAILED, message, usage_error
from aiextract.cli.extracting import Settings, documents, parse_types
from aiextract.errors import InputError
from aiextract.gold import Case
from aiextract.languages import parse_code
from aiextract.readers import Form
from aiextract.records import DEFAULT_TYPES, EVENT_TYPES, Document
from aiextract.rendering import render
from aiextract.rendering.views import checked_text
from aiextract.source import clean
from aiextract.timex import parse_published


def run(
    files: list[str],
    settings: Settings,
    form: Form | None,
    output: Path | None,
    gold_dir: Path | None,
    texts: Path | None,
    title: str | None,
) -> int:
    """Render articles, or those of a gold folder where none are named; 1 where one failed."""
    if not files and gold_dir is None and sys.stdin.isatty():
        raise usage_error("name the files to render, or - for standard input")
    if output is None and sys.stdout.isatty():
        raise usage_error("a page is no text for a terminal: name a file with -o report.html")
    asked = parse_types(settings.types)
    if settings.lang is not None:
        parse_code(settings.lang)
    parse_published(settings.published)
    cases = {case.gold.doc_id: case for case in gold.read(gold_dir, texts)} if gold_dir else {}
    if cases and asked is None:  # opt-in events too, where the gold has such ones
        held = {event.type for case in cases.values() for event in case.gold.events}
        asked = (*DEFAULT_TYPES, *(kind for kind in EVENT_TYPES if kind in held - {*DEFAULT_TYPES}))
    failures: list[str] = []
    shown: list[Document] = []
    for article in _articles(files, settings, form, cases):
        if article.record is None:
            shown.extend(documents([article], settings, asked, failures))
            continue
        try:
            shown.append(_recorded(article))
        except InputError as error:
            _fail(str(error), failures)
    if not shown:
        raise InputError("there is nothing to render")
    golds = [_gold(document, cases, failures) for document in shown]
    page = render(shown, gold=golds if cases else None, title=title)
    if output is None:
        sys.stdout.write(page)
        return FAILED if failures else 0
    try:
        output.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise usage_error(f"{output}: cannot be written: {error.strerror}") from None
    return FAILED if failures else 0


def _articles(
    files: list[str], settings: Settings, form: Form | None, cases: dict[str | None, Case]
) -> Iterator[readers.Input]:
    """The articles of the files; without any, those of the gold files.

    An article with a gold file is read in its language and as of its date, as ``evaluate`` does.
    """
    named: Iterable[readers.Input] = (
        readers.read_all(files or [readers.STDIN], form=form)
        if files or not cases
        else (readers.Input(str(doc_id), doc_id, case.text) for doc_id, case in cases.items())
    )
    for article in named:
        case = cases.get(article.doc_id)
        if case is not None:
            lang = None if case.gold.lang == "und" else case.gold.lang
            article = article._replace(
                lang=article.lang or settings.lang or lang,
                published=article.published or settings.published or case.gold.published,
            )
        yield article


def _recorded(article: readers.Input) -> Document:
    """The document of a line that holds records and their text; raises InputError where it is none."""
    try:
        document = Document.model_validate(article.record)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InputError(f"{article.place}: is no record: {place}: {first['msg']}") from None
    document = document.model_copy(update={"doc_id": article.doc_id, "text": article.text})
    checked_text(document)
    return document


def _gold(document: Document, cases: dict[str | None, Case], failures: list[str]) -> Document | None:
    """The gold of a document, if there is any for its text."""
    case = cases.get(document.doc_id)
    if case is not None and clean(case.text) != document.text:
        _fail(f"{document.doc_id}: the gold file of this name is for another text", failures)
        return None
    return case and case.gold


def _fail(reason: str, failures: list[str]) -> None:
    failures.append(reason)
    message(reason)
