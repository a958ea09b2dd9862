"""``aiextract extract``: files in, records out, one document after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple, TextIO

from aiextract import readers
from aiextract.cli.common import FAILED, Format, message, usage_error
from aiextract.errors import AiextractError, ModelError
from aiextract.languages import parse_code
from aiextract.org_sources import DEFAULT_MODEL
from aiextract.records import Document
from aiextract.timex import parse_published
from aiextract.writers import json_line


class Settings(NamedTuple):
    """What holds for all articles; one of JSON Lines may say otherwise for itself."""

    lang: str | None
    published: str | None
    types: str | None
    include_text: bool
    json_lines: bool | None = None
    org_model: str | None = DEFAULT_MODEL


def run(files: list[str], settings: Settings, form: Format | None, output: Path | None) -> int:
    """Extract from files and write the records; 1 where a document failed."""
    if not files and sys.stdin.isatty():
        raise usage_error("name the files to read, or - for standard input")
    asked = parse_types(settings.types)
    if settings.lang is not None:
        parse_code(settings.lang)
    parse_published(settings.published)
    failures: list[str] = []
    if form is None:
        form = Format.table if output is None and _on_terminal() else Format.jsonl
    documents = _documents(files or [readers.STDIN], settings, asked, failures)
    try:
        opened = output.open("w", encoding="utf-8", newline="\n") if output else nullcontext(sys.stdout)
    except OSError as error:
        raise usage_error(f"{output}: cannot be written: {error.strerror}") from None
    with opened as stream:
        if form is Format.jsonl:
            _write_lines(documents, stream)
        else:
            from aiextract.cli import tables

            tables.write(documents, stream)
    return FAILED if failures else 0


def _on_terminal() -> bool:
    return sys.stdout.isatty()


def parse_types(types: str | None) -> tuple[str, ...] | None:
    """The types of a list such as ``MONEY,DATE``; raises UnknownTypeError."""
    if types is None:
        return None
    from aiextract.extraction import parse_types as known

    return known([name.strip().upper() for name in types.split(",") if name.strip()])


def _documents(
    files: list[str], settings: Settings, types: tuple[str, ...] | None, failures: list[str]
) -> Iterator[Document]:
    for path in files:
        yield from documents(readers.read(path, json_lines=settings.json_lines), settings, types, failures)


def documents(
    articles: Iterable[readers.Input], settings: Settings, types: tuple[str, ...] | None, failures: list[str]
) -> Iterator[Document]:
    """The records of each article that can be read; the others are reported and noted in ``failures``."""
    from aiextract.api import extract

    for article in articles:
        reason = article.error
        if reason is None:
            try:
                yield extract(
                    article.text,
                    doc_id=article.doc_id,
                    lang=article.lang or settings.lang,
                    published=article.published or settings.published,
                    types=types,
                    include_text=settings.include_text,
                    org_model=settings.org_model,
                )
            except ModelError:
                raise  # no article's fault
            except AiextractError as error:
                reason = f"{article.place}: {error}"
            except Exception as error:
                # One article must not cost the records of the others.
                reason = f"{article.place}: internal error, please report it: {error!r}"
        if reason is not None:
            failures.append(reason)
            message(reason)


def _write_lines(documents: Iterator[Document], stream: TextIO) -> None:
    """A line a document, each handed on as soon as it is there."""
    for document in documents:
        stream.write(json_line(document) + "\n")
        stream.flush()
