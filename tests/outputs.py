"""What a file of output holds, whatever its format: for tests that compare two of them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from aiextract.compression import open_read, split

NAMES = ("out.jsonl", "out.csv.gz", "out.parquet", "out.duckdb")
_PACKAGES = {".html": "trafilatura", ".parquet": "pyarrow", ".duckdb": "duckdb", ".zst": "backports.zstd"}


def need(name: str) -> None:
    """Skip the test where the package of a format is not installed."""
    package = _PACKAGES.get(Path(name).suffix)
    if package is None:
        return
    try:
        found = importlib.util.find_spec(package) is not None
    except ModuleNotFoundError:
        found = False
    if not found:
        pytest.skip(f'no {package}: pip install "aiextract[archive]"')


def content(path: Path) -> Any:
    """The decompressed bytes of lines, the rows of a table, those of all tables of a database."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        return pq.read_table(path).to_pylist()
    if path.suffix == ".duckdb":
        return {
            table: rows(path, f"FROM {table} ORDER BY ALL") for table in ("documents", "mentions", "events")
        }
    with open_read(path, split(path.name)[1]) as stream:
        return stream.read()


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """The answer of a database."""
    import duckdb

    with duckdb.connect(str(path), read_only=True) as database:
        found: list[tuple[Any, ...]] = database.execute(query).fetchall()
    return found
