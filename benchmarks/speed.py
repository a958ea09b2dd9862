"""Words a second of MONEY + PERCENT + DATE, beside other extractors on the same text in the same run.

    python benchmarks/speed.py [--lang en] [--words 200000] [--everything]

The peers read a sample (they are slow): their rate is of that sample. Recognizers-Text runs in an
environment of its own (recognizers_env.py).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import recognizers_env
from corpus import ARTICLES, distinct_text
from recognizers_env import CULTURES

# Read by the interpreter of recognizers_env: text on standard input, seconds on standard output.
RECOGNIZERS_CODE = """
import json, sys, time
from recognizers_date_time import recognize_datetime
from recognizers_number import recognize_percentage
from recognizers_number_with_unit import recognize_currency
text, culture = json.load(sys.stdin)
readers = (recognize_currency, recognize_percentage, recognize_datetime)
for read in readers:
    read("in 2024, 5% of $3", culture)
start = time.perf_counter()
for paragraph in text.split("\\n\\n"):
    for read in readers:
        read(paragraph, culture)
print(time.perf_counter() - start)
"""


KINDS = {"MONEY + PERCENT + DATE": ["MONEY", "PERCENT", "DATE"], "everything": None}


def timed(read: Callable[[str], object], warm: str, texts: list[str]) -> float:
    """Words a second over texts that were not read before, after a warm-up on another; the best of them."""
    read(warm)
    rates = []
    for text in texts:
        start = time.perf_counter()
        read(text)
        rates.append(len(text.split()) / (time.perf_counter() - start))
    return max(rates)


def by_paragraph(read: Callable[[str], object]) -> Callable[[str], object]:
    return lambda text: [read(paragraph) for paragraph in text.split("\n\n")]


def quantulum(text: str) -> object:
    from quantulum3 import parser

    return parser.parse(text)


def dateparser_search(*languages: str) -> Callable[[str], object]:
    """``search_dates`` in the languages given, or, without any, in the one that it finds by itself."""
    from dateparser.search import search_dates

    return lambda text: search_dates(text, languages=list(languages) or None)


def recognizers(text: str, lang: str) -> float | None:
    if lang not in CULTURES:
        return None
    return float(recognizers_env.run(RECOGNIZERS_CODE, [text, CULTURES[lang]]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lang", choices=sorted(ARTICLES), action="append")
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--sample", type=int, default=5_000, help="words that the peers read")
    parser.add_argument("--text", type=Path, help="read this text instead (one language: --lang)")
    parser.add_argument("--everything", action="store_true", help="with organizations and events too")
    parser.add_argument("--no-peers", action="store_true")
    arguments = parser.parse_args()

    import aiextract

    for lang in arguments.lang or sorted(ARTICLES):
        if arguments.text:
            long = arguments.text.read_text(encoding="utf-8")
        else:
            long = distinct_text(lang, arguments.words)
        warm = distinct_text(lang, 3_000, seed=1)
        samples = [distinct_text(lang, arguments.sample, seed=seed) for seed in (2, 3, 4)]
        print(f"{lang}: {len(long.split()):,} words, then {arguments.sample:,} words beside the peers")
        rates: dict[str, float] = {}
        for name, types in KINDS.items():
            if types is not None or arguments.everything:
                nlp = aiextract.load(lang, types=types)
                rate = timed(lambda text, nlp=nlp: nlp(text)._.aiextract, warm, [long])
                print(f"  {name:36}{rate:10,.0f} words/s")
                if types is not None:
                    rates[name] = timed(lambda text, nlp=nlp: nlp(text)._.aiextract, warm, samples)
        if not arguments.no_peers:
            rates["dateparser.search (dates only)"] = timed(dateparser_search(), warm[:500], samples)
            rates["dateparser.search, language given"] = timed(dateparser_search(lang), warm[:500], samples)
            if lang == "en":
                rates["quantulum3"] = timed(by_paragraph(quantulum), warm[:500], samples)
            if (seconds := recognizers(samples[0], lang)) is not None:
                rates["recognizers-text-suite"] = len(samples[0].split()) / seconds
            ours = next(iter(rates.values()))
            for name, rate in rates.items():
                print(f"  {name:36}{rate:10,.0f} words/s  {ours / rate:7.1f} times as long", flush=True)


if __name__ == "__main__":
    main()
