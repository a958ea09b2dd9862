"""What an archive costs: words a second through ``extract_batch`` into Parquet, and the core hours that follow.

    python benchmarks/batch.py [--words 60000] [--article 600] [--price 0.04]

Time is that of the processor, so that other work on the machine counts less. ``extract`` alone is measured in
the same run on other articles of the same kind: what the batch takes more is Arrow and Parquet.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from aiextract import extract
from aiextract.batch import extract_batch
from corpus import LANGUAGES, distinct_text

KINDS = {"MONEY + PERCENT + DATE": ("MONEY", "PERCENT", "DATE"), "all, with the name model": None}


def articles(lang: str, words: int, length: int, seed: int) -> list[str]:
    """Articles of about ``length`` words, of sentences that do not repeat."""
    made: list[str] = []
    count = 0
    for paragraph in distinct_text(lang, words, seed).split("\n\n"):
        if not made or count >= length:
            made.append(paragraph)
            count = 0
        else:
            made[-1] += "\n\n" + paragraph
        count += len(paragraph.split())
    return made


def words(texts: dict[str, list[str]]) -> int:
    return sum(len(text.split()) for made in texts.values() for text in made)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=60_000, help="words a language")
    parser.add_argument("--article", type=int, default=600, help="words an article")
    parser.add_argument(
        "--price", type=float, default=0.04, help="what a core costs for an hour, in any currency"
    )
    given = parser.parse_args()
    texts = {lang: articles(lang, given.words, given.article, seed=1) for lang in LANGUAGES}
    others = {lang: articles(lang, given.words, given.article, seed=2) for lang in LANGUAGES}
    warm = {lang: articles(lang, 3 * given.article, given.article, seed=3) for lang in LANGUAGES}
    total = words(texts)
    number = sum(map(len, texts.values()))
    print(f"{number} articles of {total / number:,.0f} words in {', '.join(texts)}")
    for name, types in KINDS.items():
        alone = batched = size = 0.0
        with tempfile.TemporaryDirectory() as folder:
            for lang, made in texts.items():
                batch = pa.record_batch({"text": made, "lang": [lang] * len(made)})
                for text in warm[lang]:
                    extract(text, lang=lang, types=types)
                path = Path(folder, f"{lang}.parquet")
                batched += seconds(
                    lambda batch=batch, path=path, types=types: pq.write_table(
                        pa.Table.from_batches([extract_batch(batch, types=types)]), path
                    )
                )
                alone += seconds(
                    lambda lang=lang, types=types: [
                        extract(text, lang=lang, types=types) for text in others[lang]
                    ]
                )
                size += path.stat().st_size
        rate, plain = total / batched, words(others) / alone
        hours = given.article * 1e6 / rate / 3600
        print(
            f"{name}: {rate:,.0f} words/s a core in batches to Parquet, {plain:,.0f} by extract alone "
            f"({rate / plain:.2f}); a million articles of {given.article} words: {hours:,.1f} core hours, "
            f"{hours * given.price:,.2f} at {given.price} an hour, {size / number * 1e6 / 1e9:,.1f} GB of Parquet"
        )


if __name__ == "__main__":
    main()
