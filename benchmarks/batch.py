"""What an archive costs: words a second through ``extract_batch`` into Parquet, and the core hours that follow.

    python benchmarks/batch.py [--words 20000] [--cut 60] [--article 600] [--price 0.04]

Time is that of the processor, so that other work on the machine counts less. ``extract`` alone is measured in
the same run on other articles of the same kind: what the batch takes more is Arrow and Parquet, and less that the
name model reads short articles side by side (``--cut``: articles of so many words).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from aiextract import extract
from aiextract.batch import extract_batch
from corpus import LANGUAGES, articles

KINDS = {"MONEY + PERCENT + DATE": ("MONEY", "PERCENT", "DATE"), "all, with the name model": None}


def read(words: int, seed: int, cut: int | None) -> dict[str, list[str]]:
    """Articles of about ``words`` words in each language, none of them twice, in pieces of ``cut`` words."""
    return {
        lang: [piece for text in articles(lang, words, seed) for piece in pieces(text, cut)]
        for lang in LANGUAGES
    }


def pieces(text: str, length: int | None) -> Iterator[str]:
    if length is None:
        yield text
        return
    parts = text.split(" ")
    for start in range(0, len(parts), length):
        yield " ".join(parts[start : start + length])


def words(texts: dict[str, list[str]]) -> int:
    return sum(len(text.split()) for made in texts.values() for text in made)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def batched(texts: dict[str, list[str]], types: Sequence[str] | None, folder: Path) -> None:
    """The articles of each language through one batch into a file."""
    for lang, made in texts.items():
        batch = pa.record_batch({"text": made, "lang": [lang] * len(made)})
        facts = extract_batch(batch, types=types)
        pq.write_table(pa.Table.from_batches([facts]), folder / f"{lang}.parquet")


def alone(texts: dict[str, list[str]], types: Sequence[str] | None) -> None:
    for lang, made in texts.items():
        for text in made:
            extract(text, lang=lang, types=types)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=20_000, help="words a language, in each of four rounds")
    parser.add_argument("--cut", type=int, help="words of each article that is read; about 400 without")
    parser.add_argument("--article", type=int, default=600, help="words an article of yours")
    parser.add_argument(
        "--price", type=float, default=0.04, help="what a core costs for an hour, in any currency"
    )
    given = parser.parse_args()
    rounds = [read(given.words, seed, given.cut) for seed in range(4)]
    number = sum(map(len, rounds[0].values()))
    length = words(rounds[0]) / number
    print(f"{number} articles of {length:,.0f} words in {', '.join(LANGUAGES)}, twice each way")
    for name, types in KINDS.items():
        alone(read(given.words // 4, 9, given.cut), types)
        # The second way of a round finds caches that the first filled: each is first once.
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder)
            whole = seconds(partial(batched, rounds[0], types, path))
            plain = seconds(partial(alone, rounds[1], types))
            plain += seconds(partial(alone, rounds[2], types))
            whole += seconds(partial(batched, rounds[3], types, path))
            size = sum(file.stat().st_size for file in path.iterdir())
        rate = (words(rounds[0]) + words(rounds[3])) / whole
        bare = (words(rounds[1]) + words(rounds[2])) / plain
        hours = given.article * 1e6 / rate / 3600
        print(
            f"{name}: {rate:,.0f} words/s a core in batches to Parquet, {bare:,.0f} by extract alone "
            f"({rate / bare:.2f}); a million articles of {given.article} words: {hours:,.1f} core hours, "
            f"{hours * given.price:,.2f} at {given.price} an hour, "
            f"{size / words(rounds[3]) * given.article / 1e3:,.1f} GB of Parquet"
        )


if __name__ == "__main__":
    main()
