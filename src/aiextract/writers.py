"""Records out: JSON Lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from aiextract.records import Document

__all__ = ["json_line", "write_json_lines"]


def json_line(document: Document) -> str:
    """A document as one line of JSON, without its newline."""
    return document.model_dump_json()


def write_json_lines(documents: Iterable[Document], stream: TextIO) -> None:
    """Write documents to a text stream, a line each, as they come."""
    for document in documents:
        stream.write(json_line(document) + "\n")
