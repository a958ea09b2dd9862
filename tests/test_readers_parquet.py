"""Articles in: Parquet."""

from __future__ import annotations

import datetime as dt
import gzip
import io
from pathlib import Path
from typing import Any

import pytest

from aiextract import readers
from aiextract.readers import Columns, Form, Input

pa = pytest.importorskip("pyarrow", reason="extra arrow")
pq = pytest.importorskip("pyarrow.parquet")


def articles(path: Path, **options: Any) -> list[Input]:
    return list(readers.read(path, **options))


def table(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def parquet(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


def test_parquet_rows_and_nulls(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "a.parquet",
        {
            "doc_id": pa.array([1, 2, None, 4], pa.int64()),
            "text": ["Un", None, "Trois\x00", ""],
            "lang": pa.array(["fr", None, "fr", None]).dictionary_encode(),
            "published": [dt.date(2024, 5, 1), None, None, dt.date(2023, 1, 2)],
            "other": [b"x", None, None, None],
        },
        row_group_size=2,
    )
    assert articles(path) == [
        Input(f"{path}:1", "1", "Un", "fr", "2024-05-01"),
        Input(f"{path}:2", "2", error=f"{path}:2: text is null, not a text"),
        Input(f"{path}:3", None, "Trois\x00", "fr"),
        Input(f"{path}:4", "4", "", None, "2023-01-02"),
    ]
    assert [article.doc_id for article in readers.read_all([path])] == ["1", "2", "a:3", "4"]


def test_parquet_times_and_column_names(tmp_path: Path) -> None:
    stamps = pa.array([dt.datetime(2024, 5, 1, 23, 30), None], pa.timestamp("us", tz="UTC"))
    path = parquet(tmp_path / "a.parquet", {"body": ["Un", "Deux"], "at": stamps, "size": [1.5, 2.5]})
    first, second = articles(path, columns=Columns("body", published="at"))
    assert (first.published, second.published) == ("2024-05-01", None)
    assert "no 'text' among its columns (body, at, size)" in (articles(path)[0].error or "")
    assert "size is of type float" in (articles(path, columns=Columns("size"))[0].error or "")
    assert "size is of type float" in (articles(path, columns=Columns("body", doc_id="size"))[0].error or "")


def test_parquet_without_rows_and_what_is_no_parquet(tmp_path: Path) -> None:
    assert articles(parquet(tmp_path / "a.parquet", {"text": pa.array([], pa.string())})) == []
    for data in (b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1", b"no Parquet at all"):
        (found,) = articles(table(tmp_path / "b.parquet", data))
        assert "is no Parquet file that can be read" in (found.error or "")
    assert "no such file" in (articles(tmp_path / "gone.parquet")[0].error or "")


def test_damage_costs_its_row_group_only(tmp_path: Path) -> None:
    texts = [f"Article {n * 7919 % 10007}" for n in range(3000)]
    path = parquet(tmp_path / "a.parquet", {"text": texts}, row_group_size=1000, use_dictionary=False)
    place = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[place : place + 64] = b"\xff" * 64
    path.write_bytes(bytes(data))
    found = articles(path)
    assert [article.text for article in found if article.error is None] == texts[:1000] + texts[2000:]
    (failed,) = (article for article in found if article.error)
    assert "rows 1001 to 2000 cannot be read" in (failed.error or "")


def test_parquet_that_is_compressed_once_more_or_on_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = parquet(tmp_path / "a.parquet", {"text": ["Un", "Deux"]}).read_bytes()
    packed = table(tmp_path / "a.parquet.gz", gzip.compress(data))
    assert [article.text for article in articles(packed)] == ["Un", "Deux"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [article.text for article in readers.read("-", form=Form.parquet)] == ["Un", "Deux"]
