"""Parquet: the typed tables of ``aiextract.arrow``, in row groups of some megabytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aiextract.errors import MissingExtraError, OutputError
from aiextract.writers.formats import Format, Layout, Part, replacing, sync

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:
    raise MissingExtraError("a .parquet file", "arrow") from None

from aiextract.arrow import SCHEMAS, Table, to_arrow

_PENDING = 1 << 23  # bytes of JSON that become one batch
_GROUP = 1 << 25  # bytes of Arrow tables that become one row group


class Parquet(Format):
    """Parquet with the schema ``aiextract.arrow.SCHEMAS[layout]``."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def part(self, path: Path) -> Part:
        """A new part."""
        return _ParquetPart(path, self._layout)

    def join(self, parts: Sequence[Path], out: Path) -> None:
        """The rows of all parts in one file."""
        with replacing(out) as temporary:
            with _writer(temporary, self._layout) as writer:
                groups = _Groups(writer)
                for path in parts:
                    try:
                        with pq.ParquetFile(path) as part:
                            for number in range(part.num_row_groups):
                                groups.add(part.read_row_group(number, use_threads=False))
                    except pa.ArrowException as error:
                        raise OutputError(f"{path}: is no part of {out}: {error}") from None
                groups.flush()
            sync(temporary)


class _Groups:
    """Collects small tables until they make a row group."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._tables: list[Any] = []
        self._size = 0

    def add(self, table: Any) -> None:
        self._tables.append(table)
        self._size += table.nbytes
        if self._size >= _GROUP:
            self.flush()

    def flush(self) -> None:
        if self._tables:
            self._writer.write_table(pa.concat_tables(self._tables))
        self._tables, self._size = [], 0


class _ParquetPart(Part):
    def __init__(self, path: Path, layout: Layout) -> None:
        self._path = path
        self._table: Table = layout.value
        self._writer = _writer(path, layout)
        self._pending: list[bytes] = []
        self._size = 0
        self._open = True

    def write(self, documents: Sequence[bytes]) -> None:
        for document in documents:
            self._pending.append(document)
            self._size += len(document)
            if self._size >= _PENDING:
                self._flush()

    def close(self) -> None:
        if self._open:
            self._open = False
            with self._writer:
                self._flush()
            sync(self._path)

    def _flush(self) -> None:
        if self._pending:
            self._writer.write_batch(to_arrow(self._pending, self._table))
        self._pending, self._size = [], 0


def _writer(path: Path, layout: Layout) -> Any:
    return pq.ParquetWriter(path, SCHEMAS[layout.value], compression="zstd")
