"""DuckDB: the tables ``documents``, ``mentions`` and ``events``, updated in place, and views over them.

The columns are those of the flat Arrow tables (``documents`` is ``articles``, which says how each article
fared). A document is known by its ``doc_id``: what comes later takes the place of what was there, in one run
as from run to run. One without an id is known by the hash of its text, or by where it could not be read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from aiextract.errors import MissingExtraError, OutputError
from aiextract.writers.formats import Format, Part, replacing
from aiextract.writers.views import VIEWS

try:
    import duckdb
except ImportError:
    raise MissingExtraError("a .duckdb file", "duckdb") from None

from aiextract.arrow import SCHEMAS, Table, to_arrow

_TABLES: dict[str, Table] = {"documents": "articles", "mentions": "mentions", "events": "events"}
_PENDING = 1 << 23  # bytes of JSON that become rows at a time
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "memory_limit": "1GB"}


class Database(Format):
    """A DuckDB database; a part is one too, without the views."""

    def part(self, path: Path) -> Part:
        """A new part."""
        return _DatabasePart(path)

    def join(self, parts: Sequence[Path], out: Path) -> int:
        """Put the rows of all parts into the database; those of its other documents stay.

        A database that is there changes in one transaction, so that its readers see all or nothing. Gives
        the number of documents of the parts, of which one that came twice counts once.
        """
        out = Path(os.path.realpath(out))
        gathered = out.with_name(f".{out.name}.tmp")
        if not out.exists():
            _wal(out).unlink(missing_ok=True)  # of a database that was deleted
            with replacing(out) as path:
                return _gather(parts, path, out)
        try:
            count = _gather(parts, gathered, out)
            _update(gathered, out)
            return count
        finally:
            with suppress(OSError):
                _delete(gathered)


class _DatabasePart(Part):
    def __init__(self, path: Path) -> None:
        _delete(path)
        self._path = path
        self._database = duckdb.connect(str(path), config=_SETTINGS)
        _create_tables(self._database)
        self._pending: dict[str, dict[str, Any]] = {}
        self._size = 0
        self._written: set[str] = set()
        self._open = True

    def write(self, documents: Sequence[bytes]) -> None:
        for data in documents:
            document = from_json(data)
            document["doc_id"] = key = _key(document)
            self._pending.pop(key, None)  # the later one stands in its own place
            self._pending[key] = document
            self._size += len(data)
            if self._size >= _PENDING:
                self._flush()

    def close(self) -> None:
        if self._open:
            self._open = False
            with self._database, _reported(self._path):
                self._flush()
                self._database.execute("CHECKPOINT")

    def _flush(self) -> None:
        again = [[key] for key in self._pending if key in self._written]
        with _reported(self._path):
            for table, schema in _TABLES.items():
                if again:
                    self._database.executemany(f"DELETE FROM {table} WHERE doc_id = ?", again)
                _insert(self._database, table, to_arrow(self._pending.values(), schema))
        self._written.update(self._pending)
        self._pending, self._size = {}, 0


def _key(document: dict[str, Any]) -> str:
    """What a document is known by."""
    if document.get("doc_id") is not None:
        return str(document["doc_id"])
    error = (document.get("meta") or {}).get("error") or {}
    return str(document.get("sha256") or error.get("place") or "")


def _create_tables(database: Any) -> None:
    for table, schema in _TABLES.items():
        database.register("rows", SCHEMAS[schema].empty_table())
        database.execute(f"CREATE TABLE {table} AS SELECT * FROM rows")
        database.unregister("rows")


def _insert(database: Any, table: str, rows: Any) -> None:
    if rows.num_rows:
        database.register("rows", rows)
        database.execute(f"INSERT INTO {table} BY NAME SELECT * FROM rows")
        database.unregister("rows")


def _gather(parts: Sequence[Path], path: Path, out: Path) -> int:
    """A new database with the rows of all parts, the last of each document; the number of documents."""
    _delete(path)
    with _reported(out), duckdb.connect(str(path), config=_SETTINGS) as database:
        _create_tables(database)
        for part in parts:
            with _attached(database, part, "part"):
                _replace(database, "part", anew=True)
        _create_views(database)
        database.execute("CHECKPOINT")
        ((count,),) = database.execute("SELECT count(*) FROM documents").fetchall()
        return int(count)


def _update(gathered: Path, out: Path) -> None:
    """Put the rows of one database into another, in one transaction."""
    with (
        _reported(out),
        duckdb.connect(str(out), config=_SETTINGS) as database,
        _attached(database, gathered, "gathered"),
    ):
        database.begin()
        try:
            for table in _TABLES:
                _add_columns(database, table, "gathered")
            _replace(database, "gathered")
            _create_views(database)
            database.commit()
        except BaseException:
            with suppress(duckdb.Error):
                database.rollback()
            raise


def _add_columns(database: Any, table: str, source: str) -> None:
    """Make a table that is not there, or that an earlier version made, have all columns."""
    database.execute(f"CREATE TABLE IF NOT EXISTS {table} AS SELECT * FROM {source}.{table} LIMIT 0")
    known = {name for name, *_ in database.execute(f"DESCRIBE {table}").fetchall()}
    for name, kind, *_ in database.execute(f"DESCRIBE {source}.{table}").fetchall():
        if name not in known:
            database.execute(f'ALTER TABLE {table} ADD COLUMN "{name}" {kind}')


def _replace(database: Any, source: str, *, anew: bool = False) -> None:
    """Rows of another database in the place of those of the same documents.

    ``anew``: there are hardly any of the same, so that the larger tables are not searched for none.
    """
    same = f"SELECT doc_id FROM {source}.documents"
    if not anew or database.execute(f"SELECT 1 FROM documents WHERE doc_id IN ({same}) LIMIT 1").fetchone():
        for table in _TABLES:
            database.execute(f"DELETE FROM {table} WHERE doc_id IN ({same})")
    for table in _TABLES:
        database.execute(f"INSERT INTO {table} BY NAME SELECT * FROM {source}.{table}")


def _create_views(database: Any) -> None:
    for name, query in VIEWS.items():
        database.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")


@contextmanager
def _attached(database: Any, path: Path, name: str) -> Iterator[None]:
    quoted = str(path).replace("'", "''")
    database.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
    yield
    database.execute(f"DETACH {name}")


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    """DuckDB's errors as ours."""
    try:
        yield
    except duckdb.Error as error:
        reason = " ".join(str(error).split())
        raise OutputError(f"{path}: cannot be written: {reason}") from None


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _delete(path: Path) -> None:
    for file in (path, _wal(path)):
        file.unlink(missing_ok=True)
