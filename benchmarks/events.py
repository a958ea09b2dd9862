"""Time of the event finders over given mentions: microseconds a word, and the share of the other rules' time.

    python benchmarks/events.py [--lang en] [--words 8000] [--articles FILE.jsonl]

Three texts a language: ordinary news, with as many amounts, percentages and dates as the seed articles have;
business news, with several times as many and twice the deals (both invented, no sentence twice: corpus.py); and the
articles of benchmarks/fresh, most of which tell of deals. The other rules are those of MONEY, PERCENT, DATE and ORG
without the name model: the faster they become, the higher the share of the same events. Invented news holds far
more deals than real one, so articles of your own can be measured too (JSON Lines with `text` and `lang`). Rules and events read each
article anew by turns in every run; the sentences, which the records need in any case, are split beforehand. Seconds
of the processor; of each article the least of several runs counts, after a first that does not.
"""

from __future__ import annotations

import argparse
import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from aiextract.documents import Article, read
from aiextract.records import EVENT_TYPES
from aiextract.scanning import SCANS, events, mention, numbered, scan_all
from aiextract.source import Source
from corpus import DENSITIES, LANGUAGES, articles

FRESH = Path(__file__).parent / "fresh"
RULES = tuple(kind for kind in SCANS if kind != "QUANTITY")
RUNS = 4  # that are counted


def mentions(source: Source, article: Article) -> list[dict[str, Any]]:
    """The mentions by rules alone."""
    found = [winner for reading in scan_all(source, article, RULES) for winner in reading.winners]
    return numbered(mention(source.text, one) for one in found)


def once(article: Article) -> list[float]:
    """Seconds of the rules, and of the finder of each type of event over what the rules have read."""
    seconds = [time.process_time()]
    source = Source(article.text)
    made = mentions(source, article)
    seconds.append(time.process_time())
    for kind in EVENT_TYPES:
        events(kind, source, article, made)
        seconds.append(time.process_time())
    return [after - before for before, after in pairwise(seconds)]


def measure(texts: list[str], lang: str) -> list[float]:
    """What ``once`` gives, the least of several runs, summed over the articles."""
    read_once = [read(text, lang) for text in texts]
    for article in read_once:
        _ = article.sentences
    runs = [[once(article) for article in read_once] for _ in range(RUNS + 1)][1:]
    least = [[min(times) for times in zip(*of_one, strict=True)] for of_one in zip(*runs, strict=True)]
    return [sum(seconds) for seconds in zip(*least, strict=True)]


def own(path: Path, lang: str) -> list[str]:
    """The texts of a file in a language."""
    with path.open(encoding="utf-8") as lines:
        return [row["text"] for row in map(json.loads, lines) if row["lang"] == lang]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lang", choices=LANGUAGES, action="append", help="(default: all)")
    parser.add_argument("--words", type=int, default=8_000, help="of invented text in each language")
    parser.add_argument("--articles", type=Path, help="JSON Lines with text and lang: measured as well")
    arguments = parser.parse_args()
    print("microseconds a word, and the share of the rules")
    print(f"{'':14}{'words':>8}{'rules':>9}" + "".join(f"{kind.lower():>17}" for kind in EVENT_TYPES))
    for lang in arguments.lang or LANGUAGES:
        samples = {density: list(articles(lang, arguments.words, density=density)) for density in DENSITIES}
        samples["deals"] = [path.read_text(encoding="utf-8") for path in sorted(FRESH.glob(f"{lang}_*.txt"))]
        if arguments.articles:
            samples["own"] = own(arguments.articles, lang)
        for name, texts in samples.items():
            if not texts:
                continue
            rules, *found = measure(texts, lang)
            size = sum(len(text.split()) for text in texts)
            a_word = 1e6 / size
            finders = "".join(f"{spent * a_word:>9.2f}{spent / rules:>8.1%}" for spent in found)
            print(f"{lang} {name:11}{size:>8,}{rules * a_word:>9.2f}{finders}", flush=True)


if __name__ == "__main__":
    main()
