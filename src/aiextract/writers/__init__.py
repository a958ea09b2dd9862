"""Records out: JSON Lines, CSV, Parquet and a DuckDB database, in part files that are joined at the end.

A run writes parts and then the file that was asked for::

    form = format_of(Path("facts.csv.gz"), Layout.mentions)
    with form.part(Path("facts.part-0")) as part:
        part.write([json_line(document).encode() for document in documents])
    form.join([Path("facts.part-0")], Path("facts.csv.gz"))
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from aiextract.compression import COMPRESSIONS, split
from aiextract.errors import OutputError
from aiextract.writers.formats import Format, Layout, Part

if TYPE_CHECKING:  # the command line names layouts before it imports anything slow
    from aiextract.records import Document

__all__ = ["Format", "Layout", "Part", "format_of", "json_line", "write_json_lines"]


def json_line(document: Document) -> str:
    """A document as one line of JSON, without its newline."""
    return document.model_dump_json()


def write_json_lines(documents: Iterable[Document], stream: TextIO) -> None:
    """Write documents to a text stream, a line each, as they come."""
    for document in documents:
        stream.write(json_line(document) + "\n")


def format_of(
    path: str | Path, layout: Layout = Layout.documents, *, escape_formulas: bool = False
) -> Format:
    """The format that the ending of a name asks for.

    ``escape_formulas`` makes a CSV file safe to open in a spreadsheet, at the cost of its exact texts. Raises
    OutputError for an ending that is none of ours, MissingExtraError where its package is not installed.
    """
    path = Path(path)
    inner, compression = split(path.name)
    match Path(inner).suffix.lower(), compression:
        case ".jsonl" | ".ndjson", _:
            from aiextract.writers.lines import JsonLines

            return JsonLines(layout, compression)
        case ".csv", _:
            from aiextract.writers.tables import Csv

            return Csv(layout, compression, escape_formulas=escape_formulas)
        case ".parquet", None:
            from aiextract.writers.parquet import Parquet

            return Parquet(layout)
        case ".duckdb", None:
            from aiextract.writers.database import Database

            if layout is not Layout.documents:
                raise OutputError(f"{path}: a database has documents, mentions and events: give no layout")
            return Database()
    raise OutputError(
        f"{path}: the ending does not say how to write it: give .jsonl or .csv (either also with "
        f"{', '.join(COMPRESSIONS)}), .parquet or .duckdb"
    )
