"""Time of the event finders over given mentions: microseconds a word, and the share of the other rules' time.

    python benchmarks/events.py [--words 50000]

Two texts a language: ordinary news that does not repeat, and the articles of benchmarks/fresh, most of which tell of
deals. The other rules are those of MONEY, PERCENT, DATE and ORG without the name model: the faster they become, the
higher the share of the same events. Both read each text anew in every run; the sentences, which the records need in
any case, are split beforehand. Seconds of the processor, the best of several runs, after a first that is not counted.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

from aiextract.documents import Article, read
from aiextract.records import EVENT_TYPES
from aiextract.scanning import SCANS, events, mention, numbered, scan_all
from aiextract.source import Source
from corpus import LANGUAGES, distinct_text

FRESH = Path(__file__).parent / "fresh"
RULES = tuple(kind for kind in SCANS if kind != "QUANTITY")
RUNS = 3  # that are counted
SIZE = 400  # words of an article of the ordinary text


def mentions(source: Source, article: Article) -> list[dict[str, Any]]:
    """The mentions by rules alone."""
    found = [winner for reading in scan_all(source, article, RULES) for winner in reading.winners]
    return numbered(mention(source.text, one) for one in found)


def once(articles: list[Article]) -> tuple[float, dict[str, float]]:
    """Seconds of the rules, and by type of event those of its finder over what the rules have read."""
    rules, found = 0.0, dict.fromkeys(EVENT_TYPES, 0.0)
    for article in articles:
        start = time.process_time()
        source = Source(article.text)
        made = mentions(source, article)
        rules += time.process_time() - start
        for kind in found:
            start = time.process_time()
            events(kind, source, article, made)
            found[kind] += time.process_time() - start
    return rules, found


def measure(texts: list[str], lang: str) -> tuple[float, dict[str, float]]:
    """The least seconds of several runs, as ``once`` gives them."""
    articles = [read(text, lang) for text in texts]
    for article in articles:
        _ = article.sentences
    runs = [once(articles) for _ in range(RUNS + 1)][1:]
    return min(rules for rules, _ in runs), {
        kind: min(found[kind] for _, found in runs) for kind in EVENT_TYPES
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=20_000, help="of ordinary text in each language")
    arguments = parser.parse_args()
    print("microseconds a word, and the share of the rules")
    print(f"{'':14}{'words':>8}{'rules':>9}" + "".join(f"{kind.lower():>17}" for kind in EVENT_TYPES))
    for lang in LANGUAGES:
        words = distinct_text(lang, arguments.words).split(" ")
        news = [" ".join(words[i : i + SIZE]) for i in range(0, len(words), SIZE)]
        deals = [path.read_text(encoding="utf-8") for path in sorted(FRESH.glob(f"{lang}_*.txt"))]
        for name, texts in (("news", news), ("deals", deals)):
            if not texts:
                continue
            base, found = measure(texts, lang)
            size = sum(len(text.split()) for text in texts)
            a_word = 1e6 / size
            finders = "".join(f"{spent * a_word:>9.2f}{spent / base:>8.1%}" for spent in found.values())
            print(f"{lang} {name:11}{size:>8,}{base * a_word:>9.2f}{finders}")


if __name__ == "__main__":
    main()
