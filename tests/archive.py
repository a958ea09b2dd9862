"""A small archive in Parquet, and what a single process makes of it: for the tests of the engines."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

FILES = 4
# Invented articles; a null text, a malformed language and a missing one are among them.
_TEXTS = [
    ("en", "Velmora Foods acquired Kadrin Ltd for ${} million in May 2024. Sales rose {}% last year."),
    (
        "fr",
        "Le groupe Alvéa Santé a racheté la société Pharmadis pour {} millions d'euros le 3 mars, soit {} %.",
    ),
    ("pt", "A empresa Tessaro comprou a Norvale S.A. por R$ {} milhões no mês passado. Alta de {}%."),
    (None, "Pendapatan perusahaan naik menjadi Rp{} triliun pada semester pertama, atau {}% lebih tinggi."),
    ("en", None),
    ("no such code", "Prices rose by ${} or {}%."),
]


def write(folder: Path) -> None:
    """Write the archive, 48 articles in four files."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows: list[dict[str, Any]] = []
    for number in range(48):
        lang, text = _TEXTS[number % len(_TEXTS)]
        rows.append(
            {
                "doc_id": number,
                "url": f"https://news.example/{number}",
                "lang": lang,
                "published": dt.date(2024, 1 + number % 12, 5),
                "text": text and text.format(number + 2, number + 0.5),
            }
        )
    folder.mkdir()
    for part in range(FILES):
        pq.write_table(pa.Table.from_pylist(rows[part::FILES]), folder / f"part-{part}.parquet")


def check(articles: Path, facts: Path) -> None:
    """Assert that a job wrote what one process makes, row for row, in partitions by language."""
    assert languages(facts / "documents") == {"en", "fr", "pt", "id", "und"}
    for table in ("documents", "mentions", "events"):
        rows = expected(articles, table)
        assert len(rows) >= 24
        assert read(facts / table) == rows


def expected(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table that one process makes of the archive."""
    import pyarrow.parquet as pq

    from aiextract.batch import extract_batch

    return _sorted(extract_batch(pq.read_table(folder), table=table).to_pylist())  # type: ignore[arg-type]


def read(folder: Path) -> list[dict[str, Any]]:
    """The rows of a table that a job wrote in partitions by language."""
    import pyarrow as pa
    from pyarrow import dataset

    by_lang = dataset.partitioning(pa.schema([("lang", pa.string())]), flavor="hive")
    return _sorted(dataset.dataset(folder, partitioning=by_lang).to_table().to_pylist())


def _sorted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (int(row["doc_id"]), row.get("start", 0), row.get("id", "")))


def languages(folder: Path) -> set[str]:
    """The languages that the table is partitioned by."""
    return {path.name.removeprefix("lang=") for path in folder.iterdir() if path.name.startswith("lang=")}
