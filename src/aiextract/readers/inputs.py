"""What a reader yields, and what it is told about the files."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any, NamedTuple

from aiextract.source import MAX_LENGTH

STDIN = "-"
# A text of more bytes than this is longer than any that is read (a character has four at most): standard
# input, lines and cells may have no end.
MAX_BYTES = 4 * MAX_LENGTH
_TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d")


class Form(StrEnum):
    """How a file holds its articles: one in the whole file, or one a line or row."""

    text = "text"
    html = "html"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"
    parquet = "parquet"


class Columns(NamedTuple):
    """Names of the columns (CSV, Parquet) or keys (JSON Lines) of an article; only ``text`` must be there."""

    text: str = "text"
    doc_id: str = "doc_id"
    lang: str = "lang"
    published: str = "published"


class Options(NamedTuple):
    """How to read files whose names do not say it all."""

    form: Form | None = None
    columns: Columns = Columns()
    encoding: str | None = None


class Input(NamedTuple):
    """An article as read, or the reason why it could not be (``error``).

    ``place`` says where it stood: the file, and behind a colon the line (the row of a Parquet file), from 1.
    ``warning`` tells what was guessed on the way (the encoding); all articles of a file have the same.
    ``record`` is all that a line of JSON Lines holds where it is no bare article but has mentions too.
    """

    place: str
    doc_id: str | None = None
    text: str = ""
    lang: str | None = None
    published: str | None = None
    error: str | None = None
    warning: str | None = None
    record: dict[str, Any] | None = None


def escaped(text: str) -> str:
    """The text with escapes for what is no character: the name of a file or column may hold any bytes."""
    return text.encode(errors="backslashreplace").decode()


def printable(article: Input) -> Input:
    """The article with its place and error as text."""
    if article.error is None:
        return article._replace(place=escaped(article.place))
    return article._replace(place=escaped(article.place), error=escaped(article.error))


def too_long() -> str:
    """Why a text, a line or a cell was not read."""
    return f"more than {MAX_BYTES:,} bytes: split it into articles"


def no_text_column(columns: Columns, present: list[str]) -> str:
    """Why a table or an object holds no article: what it has instead of the column of the text."""
    found = ", ".join(present[:50]) or "none"
    return f"there is no {columns.text!r} among its columns ({found}): name the one that holds the text"


def day(published: str | None) -> str | None:
    """A publication date without its time of day: ``2024-05-01T08:30:00Z`` -> ``2024-05-01``."""
    stamp = _TIMESTAMP.match(published) if published else None
    return stamp[1] if stamp else published
