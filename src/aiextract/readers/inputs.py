"""What a reader yields, and what it is told about the files."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from aiextract.source import MAX_LENGTH

STDIN = "-"
# A text of more bytes than this is longer than any that is read (a character has four at most): standard
# input, lines and cells may have no end.
MAX_BYTES = 4 * MAX_LENGTH
TOO_LONG = f"more than {MAX_BYTES:,} bytes: split it into articles"


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


class Input(NamedTuple):
    """An article as read, or the reason why it could not be (``error``).

    ``place`` says where it stood: the file, and behind a colon the line (the row of a Parquet file), from 1.
    ``warning`` tells what was guessed on the way (the encoding): all articles of one file say the same.
    """

    place: str
    doc_id: str | None = None
    text: str = ""
    lang: str | None = None
    published: str | None = None
    error: str | None = None
    warning: str | None = None
