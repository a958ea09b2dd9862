"""A long run of short texts, none like another: memory must stay flat, and the rate steady.

    python benchmarks/soak.py [--documents 200000] [--everything]

Texts of about 60 words are cut from ``corpus.articles`` in eight languages in turn, so that new words never end. Twenty
times on the way the resident memory and the words a second (of processor time) since the last line are printed; at
the end how much memory grew from the first quarter to the last, and the slowest stretch against the mean. The
language of each text is given; with ``--detect`` it is found out.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Iterator
from itertools import count

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import aiextract  # noqa: E402
from corpus import LANGUAGES, articles  # noqa: E402
from held import quarters, resident  # noqa: E402

WORDS = 60
LINES = 20


def pieces(lang: str) -> Iterator[str]:
    """Endless texts of about WORDS words: whole paragraphs, or halves of them."""
    for seed in count():
        for article in articles(lang, 50_000, seed=seed):
            for paragraph in article.split("\n\n"):
                words = paragraph.split(" ")
                for at in range(0, len(words), WORDS):
                    yield " ".join(words[at : at + WORDS])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--everything", action="store_true", help="with organizations and events")
    parser.add_argument("--detect", action="store_true", help="the language is not given")
    arguments = parser.parse_args()
    types = None if arguments.everything else ["MONEY", "PERCENT", "DATE"]
    streams = {lang: pieces(lang) for lang in LANGUAGES}
    step = max(1, arguments.documents // LINES)
    words, mentions, seconds = 0, 0, 0.0
    held: list[float] = []
    rates: list[float] = []
    print(f"{'documents':>10}{'MiB':>8}{'words/s':>10}{'mentions':>10}")
    for number in range(1, arguments.documents + 1):
        lang = LANGUAGES[number % len(LANGUAGES)]
        text = next(streams[lang])
        start = time.process_time()
        document = aiextract.extract(text, lang=None if arguments.detect else lang, types=types)
        seconds += time.process_time() - start
        words += len(text.split())
        mentions += len(document.mentions)
        if number % step == 0:
            held.append(resident())
            rates.append(words / seconds)
            print(f"{number:10,}{held[-1]:8.0f}{rates[-1]:10,.0f}{mentions:10,}", flush=True)
            words, mentions, seconds = 0, 0, 0.0
    first, last = quarters(held)
    print(f"memory: {first:.0f} MiB in the first quarter, {last:.0f} MiB in the last")
    print(f"rate: slowest {min(rates):,.0f} words/s, mean {statistics.mean(rates):,.0f}")


if __name__ == "__main__":
    main()
