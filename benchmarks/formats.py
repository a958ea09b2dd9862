"""Files in and out: time beside what the format's own library takes, and memory over 1 and 4 times the input.

    python benchmarks/formats.py [--articles 4000]

Reading is compared with a bare loop over `json.loads`, `csv.reader` or pyarrow's batches; writing, per
document, with the extraction of it by rules alone. Times are of this process's processor, so that other
programs count little.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from aiextract import extract, readers
from aiextract.records import Document
from aiextract.writers import Layout, format_of, json_line
from corpus import LANGUAGES, distinct_text

OUT = (
    ("a.jsonl", "documents"), ("a.jsonl.gz", "documents"), ("a.jsonl", "mentions"), ("a.csv", "mentions"),
    ("a.parquet", "documents"), ("a.parquet", "mentions"), ("a.duckdb", "documents"),
)  # fmt: skip
BATCH = 32  # documents that are written at a time


def articles(number: int) -> Iterator[dict[str, str]]:
    """Articles of some 250 words; every hundredth text is new, the others differ in a number."""
    languages = LANGUAGES
    for n in range(number):
        if n % 100 == 0:
            texts = [distinct_text(lang, 250, seed=n) for lang in languages]
        yield {"doc_id": str(n), "text": f"{n * 7919}. {texts[n % len(texts)]}"}


def make(folder: Path, number: int) -> None:
    names = ("doc_id", "text")
    with (
        (folder / "a.jsonl").open("w", encoding="utf-8") as lines,
        (folder / "a.csv").open("w", encoding="utf-8", newline="") as rows,
        pq.ParquetWriter(folder / "a.parquet", pa.schema([(name, pa.string()) for name in names])) as table,
    ):
        writer = csv.writer(rows)
        writer.writerow(names)
        group: list[dict[str, str]] = []
        for article in articles(number):
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")
            writer.writerow(article.values())
            group.append(article)
            if len(group) == 1000:
                table.write_table(pa.Table.from_pylist(group))
                group = []
        if group:
            table.write_table(pa.Table.from_pylist(group))


def bare(path: Path) -> int:
    """What the library of the format itself takes: articles read."""
    if path.suffix == ".jsonl":
        with path.open("rb") as lines:
            return sum(1 for line in lines if json.loads(line)["text"])
    if path.suffix == ".csv":
        csv.field_size_limit(1 << 30)
        with path.open(encoding="utf-8", newline="") as rows:
            return sum(1 for row in csv.reader(rows) if row[1]) - 1
    return sum(len(batch.to_pylist()) for batch in pq.ParquetFile(path).iter_batches(256, use_threads=False))


def seconds(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def read_all(path: Path) -> None:
    for _ in readers.read(path):
        pass


def reading(folder: Path, number: int) -> None:
    print(f"{'read':<12}{'articles/s':>12}{'times the library':>20}")
    for name in ("a.jsonl", "a.csv", "a.parquet"):
        path = folder / name
        ours = min(seconds(partial(read_all, path)) for _ in range(3))
        peer = min(seconds(partial(bare, path)) for _ in range(3))
        print(f"{name:<12}{number / ours:>12,.0f}{ours / peer:>20.1f}")


def writing(folder: Path) -> None:
    documents: list[Document] = []
    texts = [article["text"] for article in articles(400)]
    extract(texts[0], org_model=None)
    each = seconds(
        lambda: documents.extend(extract(text, doc_id=str(n), org_model=None) for n, text in enumerate(texts))
    ) / len(texts)
    lines = [json_line(document).encode() for document in documents]
    print(
        f"\n{'write':<12}{'':<12}{'documents/s':>12}{'join, documents/s':>20}{'share of the extraction by rules':>36}"
    )
    for name, layout in OUT:
        form, part = format_of(name, Layout(layout)), folder / "part"

        def written(form: Any = form, part: Path = part) -> None:
            with form.part(part) as opened:
                for start in range(0, len(lines), BATCH):
                    opened.write(lines[start : start + BATCH])

        took = min(seconds(written) for _ in range(3)) / len(lines)
        joined = seconds(partial(form.join, [part], folder / f"out-{name}")) / len(lines)
        print(f"{name:<12}{layout:<12}{1 / took:>12,.0f}{1 / joined:>20,.0f}{took / each:>36.2f}")


def memory(folder: Path, number: int) -> None:
    print(f"\n{'peak MB':<12}{number:>12,}{4 * number:>12,} articles")
    for name in ("a.jsonl", "a.csv", "a.parquet"):
        peaks = []
        for times in (1, 4):
            make(folder, times * number)
            command = [sys.executable, __file__, "--read", str(folder / name)]
            peaks.append(int(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        print(f"{name:<12}{peaks[0]:>12,}{peaks[1]:>12,}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--read", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.read:
        for _ in readers.read(arguments.read):
            pass
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), arguments.articles)
        reading(Path(folder), arguments.articles)
        writing(Path(folder))
        memory(Path(folder), arguments.articles)


if __name__ == "__main__":
    main()
