"""Time of the event finders over given mentions, as a share of the time of the rules that found the mentions.

    python benchmarks/events.py [--words 50000]

Two texts a language: ordinary news that does not repeat, and the articles of benchmarks/fresh, most of which tell of
deals. The rules are those of MONEY, PERCENT, DATE and ORG without the name model. Seconds of the processor, the best
of three runs.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiextract.documents import Article, read
from aiextract.records import EVENT_TYPES
from aiextract.scanning import SCANS, events, mention, numbered, scan_all
from aiextract.source import Source
from corpus import LANGUAGES, distinct_text

FRESH = Path(__file__).parent / "fresh"
RULES = tuple(kind for kind in SCANS if kind != "QUANTITY")
RUNS = 3
SIZE = 400  # words of an article of the ordinary text


def seconds(work: Callable[[], Any]) -> float:
    """The least time of several runs."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def mentions(source: Source, article: Article) -> list[dict[str, Any]]:
    """The mentions by rules alone."""
    found = [winner for reading in scan_all(source, article, RULES) for winner in reading.winners]
    return numbered(mention(source.text, one) for one in found)


def measure(texts: list[str], lang: str) -> tuple[float, dict[str, float]]:
    """Seconds of the rules, and by type of event those of its finder."""
    articles = [read(text, lang) for text in texts]
    made = [mentions(Source(text), article) for text, article in zip(texts, articles, strict=True)]

    def rules() -> None:
        for text, article in zip(texts, articles, strict=True):
            mentions(Source(text), article)

    def finder(kind: str) -> Callable[[], None]:
        def work() -> None:
            for source, article, given in zip(sources, articles, made, strict=True):
                events(kind, source, article, given)

        return work

    sources = [Source(text) for text in texts]
    for source in sources:
        _ = source.folded  # the rules have folded it already
    return seconds(rules), {kind: seconds(finder(kind)) for kind in EVENT_TYPES}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=20_000, help="of ordinary text in each language")
    arguments = parser.parse_args()
    print(f"{'':14}{'words':>8}{'rules s':>9}" + "".join(f"{kind.lower():>13}" for kind in EVENT_TYPES))
    for lang in LANGUAGES:
        words = distinct_text(lang, arguments.words).split(" ")
        news = [" ".join(words[i : i + SIZE]) for i in range(0, len(words), SIZE)]
        deals = [path.read_text(encoding="utf-8") for path in sorted(FRESH.glob(f"{lang}_*.txt"))]
        for name, texts in (("news", news), ("deals", deals)):
            if not texts:
                continue
            base, found = measure(texts, lang)
            size = sum(len(text.split()) for text in texts)
            shares = "".join(f"{share / base:>12.1%} " for share in found.values())
            print(f"{lang} {name:11}{size:>8,}{base:>9.2f}{shares}")


if __name__ == "__main__":
    main()
