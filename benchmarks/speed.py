"""Words a second on one core, beside other extractors on the same articles in the same run, and their peak memory.

    python benchmarks/speed.py [--lang en] [--words 200000] [--density ordinary] [--no-peers]

Three pipelines of ours: MONEY + PERCENT + DATE ("rules only"); all five types by rules and name lists
(``org_model=None``); everything, with the name model. The peers are slow and read the first articles only. Each reader runs in a process of its
own, reads some articles to warm up, then others, in five parts; the best part counts, since other programs only
ever add. Time is processor time, so that waiting for a core does not count.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate
from multiprocessing import get_context
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # one core, for all

import recognizers_env  # noqa: E402
from corpus import DENSITIES, LANGUAGES, articles  # noqa: E402

Reader = Callable[[str], object]
PARTS = 5
WARM = 3_000  # words
RECOGNIZERS_CODE = """
import json, sys, time
from recognizers_date_time import recognize_datetime
from recognizers_number import recognize_percentage
from recognizers_number_with_unit import recognize_currency
texts, culture = json.load(sys.stdin)
readers = (recognize_currency, recognize_percentage, recognize_datetime)
for read in readers:
    read("in 2024, 5% of $3", culture)
times = []
for text in texts:
    start = time.process_time()
    for paragraph in text.split("\\n\\n"):
        for read in readers:
            try:
                read(paragraph, culture)
            except Exception:
                pass  # it breaks down on some sentences
    times.append(time.process_time() - start)
json.dump(times, sys.stdout)
"""


def ours(lang: str, **settings: Any) -> Reader:
    import aiextract

    return lambda text: aiextract.extract(text, lang=lang, **settings)


def quantulum(lang: str) -> Reader:
    from quantulum3 import parser

    return lambda text: [parser.parse(paragraph) for paragraph in text.split("\n\n")]


def dateparser_search(lang: str) -> Reader:
    from dateparser.search import search_dates

    return lambda text: search_dates(text, languages=[lang])


def spacy_ner(lang: str) -> Reader:
    from aiextract.org_model import load_default
    from names import peer

    model = load_default()
    assert model is not None
    assert model.recognizer.network is not None
    return peer(model.recognizer.network.width)


OURS: dict[str, Callable[[str], Reader]] = {
    "MONEY + PERCENT + DATE": lambda lang: ours(lang, types=["MONEY", "PERCENT", "DATE"]),
    "all five, rules alone": lambda lang: ours(lang, org_model=None),
    "everything": ours,
}
PEERS: dict[str, Callable[[str], Reader]] = {
    "dateparser.search, language given": dateparser_search,
    "quantulum3": quantulum,
    "spaCy: blank and ner, same width": spacy_ner,
}


def parts_of(lang: str, words: int, density: str) -> list[list[str]]:
    """Articles in PARTS parts of about as many words each."""
    texts = list(articles(lang, words, density=density))
    ends = accumulate(len(text.split()) for text in texts)
    parts: list[list[str]] = [[] for _ in range(PARTS)]
    for text, end in zip(texts, ends, strict=True):
        parts[min(PARTS - 1, (end - 1) * PARTS // words)].append(text)
    return [part for part in parts if part]


def measure(name: str, lang: str, words: int, density: str) -> tuple[float, float]:
    """Words a second of the best part, and the peak memory of the process in MiB. Runs in a process of its own."""
    read = {**OURS, **PEERS}[name](lang)
    for text in articles(lang, WARM if name in OURS else 300, seed=1, density=density):
        read(text)
    rates = []
    for part in parts_of(lang, words, density):
        start = time.process_time()
        for text in part:
            read(text)
        rates.append(sum(len(text.split()) for text in part) / (time.process_time() - start))
    return max(rates), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def recognizers(lang: str, words: int, density: str) -> float:
    """Words a second of Recognizers-Text, for money, percentages and dates."""
    parts = ["\n\n".join(part) for part in parts_of(lang, words, density)]
    times: list[float] = recognizers_env.run(RECOGNIZERS_CODE, [parts, recognizers_env.CULTURES[lang]])
    return max(len(part.split()) / seconds for part, seconds in zip(parts, times, strict=True))


def alone(name: str, lang: str, words: int, density: str) -> tuple[float, float]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, name, lang, words, density).result()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lang", choices=LANGUAGES, action="append")
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--sample", type=int, default=5_000, help="words that the peers read")
    parser.add_argument("--only", choices=OURS, action="append", help="of our own pipelines")
    parser.add_argument(
        "--density", choices=DENSITIES, default="business", help="how many facts the news has"
    )
    parser.add_argument("--no-peers", action="store_true")
    arguments = parser.parse_args()
    for lang in arguments.lang or LANGUAGES:
        print(
            f"{lang}: {arguments.words:,} words of {arguments.density} news, the peers {arguments.sample:,}"
        )
        rates: dict[str, float] = {}
        for name in arguments.only or OURS:
            rates[name], peak = alone(name, lang, arguments.words, arguments.density)
            print(f"  {name:36}{rates[name]:10,.0f} words/s  {peak:6,.0f} MiB", flush=True)
        if arguments.no_peers:
            continue
        first = next(iter(rates.values()))
        for name in PEERS:
            if name != "quantulum3" or lang == "en":
                rate, peak = alone(name, lang, arguments.sample, arguments.density)
                print(
                    f"  {name:36}{rate:10,.0f} words/s  {peak:6,.0f} MiB  {first / rate:6.1f} times as long",
                    flush=True,
                )
        if lang in recognizers_env.CULTURES:
            rate = recognizers(lang, arguments.sample, arguments.density)
            print(f"  {'recognizers-text-suite':36}{rate:10,.0f} words/s{first / rate:18.1f} times as long")


if __name__ == "__main__":
    main()
