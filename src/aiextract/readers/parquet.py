"""Parquet: an article a row, read in batches of some rows."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from aiextract.errors import InputError, MissingExtraError
from aiextract.readers.files import Source, opened
from aiextract.readers.inputs import STDIN, Columns, Input, Options, day, no_text_column
from aiextract.source import clean

_ROWS = 256  # read at a time: articles have some kilobytes


def articles(source: Source, options: Options) -> Iterator[Input]:
    """The articles of all rows, in order; a row without a text is an Input with ``error``.

    A row group that cannot be read costs its rows only.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtraError("a .parquet file", "arrow") from None
    try:
        with opened(source) as stream, _seekable(stream, source) as file:
            try:
                table = pq.ParquetFile(file)
                names = table.schema_arrow.names
            except (pa.ArrowException, OSError, ValueError) as error:
                raise InputError(f"is no Parquet file that can be read: {_said(error)}") from None
            with table:
                yield from _tables(table, names, source.name, options.columns, pa.ArrowException)
    except InputError as error:
        yield Input(source.name, error=f"{source.name}: {error}")


def _seekable(stream: BinaryIO, source: Source) -> Any:
    """A Parquet file is read from its end: what cannot be gone back in is laid down in a file first."""
    if source.compression is None and source.path != STDIN:
        return Path(source.path).open("rb")
    spooled = tempfile.TemporaryFile()  # noqa: SIM115
    shutil.copyfileobj(stream, spooled)
    spooled.seek(0)
    return spooled


def _tables(
    table: Any, names: list[str], name: str, columns: Columns, damage: type[Exception]
) -> Iterator[Input]:
    if columns.text not in names:
        raise InputError(no_text_column(columns, names))
    wanted = [column for column in dict.fromkeys(columns) if column in names]
    first = 1
    for group in range(table.num_row_groups):
        row = first
        first += table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(_ROWS, row_groups=[group], columns=wanted, use_threads=False):
                for record in batch.to_pylist():
                    yield _article(record, f"{name}:{row}", columns)
                    row += 1
        except (damage, OSError) as error:
            place = f"{name}:{row}"
            yield Input(place, error=f"{place}: rows {row} to {first - 1} cannot be read: {_said(error)}")


def _article(record: dict[str, Any], place: str, columns: Columns) -> Input:
    doc_id = None
    try:
        doc_id = _value(record.get(columns.doc_id), columns.doc_id)
        lang, published = (_value(record.get(key), key) for key in (columns.lang, columns.published))
        text = record[columns.text]
        if not isinstance(text, str):
            raise InputError(f"{columns.text} is {_kind(text)}, not a text")
    except InputError as error:
        return Input(place, doc_id, error=f"{place}: {error}")
    return Input(place, doc_id, clean(text), lang, day(published))


def _value(value: Any, key: str) -> str | None:
    """A cell as a string: days and whole numbers (an id, a year) are written out."""
    if value is None or isinstance(value, str):
        return None if value is None else clean(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InputError(f"{key} is {_kind(value)}, not a string")


def _kind(value: Any) -> str:
    return "null" if value is None else f"of type {type(value).__name__}"


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
