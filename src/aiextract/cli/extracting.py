"""``aiextract extract``: files in, records out, down a pipe or into a file that can be resumed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import NamedTuple, TextIO

from aiextract import readers
from aiextract.archive import run as archive
from aiextract.archive.extraction import Answer, Extraction
from aiextract.archive.parts import PART, error_record, folder_of
from aiextract.archive.run import Counts, Sharing, Target
from aiextract.cli.common import FAILED, Format, message, usage_error
from aiextract.errors import OutputError, UnfinishedError
from aiextract.languages import parse_code
from aiextract.org_sources import DEFAULT_MODEL
from aiextract.readers import Columns, Form, Input
from aiextract.records import Document
from aiextract.timex import parse_published
from aiextract.writers import Layout, format_of
from aiextract.writers.lines import JsonLines

# Failures that are told one by one on standard error; the files of records hold all of them.
_TOLD = 20


class Settings(NamedTuple):
    """What holds for all articles; one of JSON Lines may say otherwise for itself."""

    lang: str | None
    published: str | None
    types: str | None
    include_text: bool
    org_model: str | None = DEFAULT_MODEL


class Reading(NamedTuple):
    """How the files hold their articles."""

    form: Form | None = None
    columns: Columns = Columns()
    encoding: str | None = None


class Writing(NamedTuple):
    """Where the records go, and how."""

    form: Format | None = None
    output: Path | None = None
    layout: Layout = Layout.documents
    errors: Path | None = None
    part: int = PART
    resume: bool = False
    restart: bool = False


def run(
    files: list[str],
    settings: Settings,
    writing: Writing,
    reading: Reading,
    sharing: Sharing,
) -> int:
    """Extract from files and write the records; 1 where a document failed."""
    if not files and sys.stdin.isatty():
        raise usage_error("name the files to read, or - for standard input")
    out = writing.output
    stored = out is not None and writing.form is not Format.table and (out.is_file() or not out.exists())
    if (writing.resume or writing.restart) and not stored:
        raise usage_error("--resume and --restart go on with a file: name it with --output")
    if writing.resume and writing.restart:
        raise usage_error("give --resume or --restart, not both")
    if out is not None and out.is_dir():
        raise usage_error(f"{out}: cannot be written: it is a folder")
    extraction = _extraction(settings)
    articles = _warned(
        readers.read_all(
            files or [readers.STDIN],
            form=reading.form,
            columns=reading.columns,
            encoding=reading.encoding,
        )
    )
    if out is not None and stored:
        with ExitStack() as stack:
            report = _Report()
            if sys.stderr.isatty():
                from aiextract.cli.progress import Meter, shown

                meter = Meter(files or [readers.STDIN], reading.form)
                articles = meter.watched(articles)
                stack.enter_context(shown(report.counts, meter))
            return _store(articles, extraction, out, writing, sharing, report)
    if sharing.processes == 1 and (not files or readers.STDIN in files):
        sharing = sharing._replace(chunk=1)  # who feeds a pipe may wait for an answer before the next article
    return _stream(articles, extraction, writing, sharing)


def _extraction(settings: Settings) -> Extraction:
    """What is done with each article; raises errors for what was asked for wrongly."""
    asked = parse_types(settings.types)
    if settings.lang is not None:
        parse_code(settings.lang)
    parse_published(settings.published)
    return Extraction(settings.lang, settings.published, asked, settings.include_text, settings.org_model)


def _on_terminal() -> bool:
    return sys.stdout.isatty()


def parse_types(types: str | None) -> tuple[str, ...] | None:
    """The types of a list such as ``MONEY,DATE``; raises UnknownTypeError."""
    if types is None:
        return None
    from aiextract.extraction import parse_types as known

    return known(types)


def documents(
    articles: Iterable[Input], settings: Settings, types: tuple[str, ...] | None, failures: list[str]
) -> Iterator[Document]:
    """The records of each article that can be read; the others are reported and noted in ``failures``."""
    extraction = Extraction(
        settings.lang, settings.published, types, settings.include_text, settings.org_model
    )
    for article, answer in archive.answers(articles, extraction):
        if answer.error is None:
            yield Document.model_validate_json(answer.document)
        else:
            failures.append(f"{article.place}: {answer.error}")
            message(failures[-1])


def _warned(articles: Iterable[Input]) -> Iterator[Input]:
    """The articles; what was guessed about a file is told once."""
    last = None
    for article in articles:
        if article.warning not in (None, last):
            last = article.warning
            message(f"warning: {last}")
        yield article


class _Report:
    """Tells failures as they come, and the sum of a run at its end."""

    def __init__(self) -> None:
        self.counts = Counts()
        self._begun = time.monotonic()
        self._told = 0

    def see(self, article: Input, answer: Answer) -> None:
        """Look at what became of an article."""
        if answer.error is None:
            return
        self._told += 1
        if self._told <= _TOLD:
            message(f"{article.place}: {answer.error}")
        elif self._told == _TOLD + 1:
            message("more articles failed, which are not told one by one")

    def summary(self, errors: Path | None) -> None:
        """How many articles are done, failed and done before, and how fast."""
        counts = self.counts
        rate = (counts.articles - counts.skipped) / max(1e-3, time.monotonic() - self._begun)
        parts = [f"{counts.articles - counts.failed:,} done"]
        if counts.failed:
            parts.append(f"{counts.failed:,} failed" + (f" (see {errors})" if errors else ""))
        if counts.skipped:
            parts.append(f"{counts.skipped:,} of them before")
        message(f"{counts.articles:,} documents: {', '.join(parts)}; {rate:,.1f} a second")
        if counts.replaced:
            message(
                f"warning: {counts.replaced:,} of these are not in the database: later ones of this run have "
                "the same id (or, without ids, the same text)"
            )


def _store(
    articles: Iterable[Input],
    extraction: Extraction,
    out: Path,
    writing: Writing,
    sharing: Sharing,
    report: _Report,
) -> int:
    """Write a file that is complete or not there; 1 where a document failed."""
    lines = writing.form is Format.jsonl and not out.name.endswith((".jsonl", ".ndjson"))
    form = JsonLines(writing.layout, None) if lines else format_of(out, writing.layout)
    errors = writing.errors
    if errors is None and writing.layout is not Layout.documents:
        errors = out.with_name(f"{out.name}.errors.jsonl")
    settings = {"layout": writing.layout.value, "format": type(form).__name__}
    target = Target(out, form, errors, writing.part, writing.resume, writing.restart, settings)
    try:
        archive.into_file(articles, extraction, target, sharing, counts=report.counts, observer=report.see)
    except KeyboardInterrupt:
        message(f"interrupted: what is done is kept in {folder_of(out)}; go on with --resume")
        raise
    report.summary(errors)
    return FAILED if report.counts.failed else 0


def _stream(articles: Iterable[Input], extraction: Extraction, writing: Writing, sharing: Sharing) -> int:
    """Write each document as soon as it is there, in order; 1 where one failed."""
    out = writing.output
    form = writing.form or (Format.table if out is None and _on_terminal() else Format.jsonl)
    report = _Report()
    with ExitStack() as stack:
        stream, errors = (stack.enter_context(_opened(path)) for path in (out, writing.errors))
        seen = _seen(articles, extraction, sharing, report, errors if writing.errors else None)
        try:
            if form is Format.table:
                from aiextract.cli import tables

                found = (answer.document for answer in seen if answer.error is None)
                tables.write(map(Document.model_validate_json, found), stream)
            else:
                lines = JsonLines(writing.layout, None)
                for answer in seen:
                    stream.write(b"".join(lines.lines([answer.document])).decode())
                    stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UnfinishedError(f"the output cannot be written: {error.strerror or error}") from None
    if report.counts.failed:
        report.summary(writing.errors)
    return FAILED if report.counts.failed else 0


def _opened(path: Path | None) -> TextIO | nullcontext[TextIO]:
    if path is None:
        return nullcontext(sys.stdout)
    try:
        return path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from None


def _seen(
    articles: Iterable[Input],
    extraction: Extraction,
    sharing: Sharing,
    report: _Report,
    errors: TextIO | None,
) -> Iterator[Answer]:
    """The answers, each counted and its failure told."""
    for article, answer in archive.answers(articles, extraction, sharing):
        report.counts.articles += 1
        report.see(article, answer)
        if answer.error is not None:
            report.counts.failed += 1
            if errors is not None:
                errors.write(error_record(article, answer.error))
        yield answer
