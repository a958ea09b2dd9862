"""Time over length: 1, 2, 4 and 8 times the text, ordinary and hostile, should give 1, 2, 4 and 8 times the time.

python benchmarks/linear.py [--everything]
"""

from __future__ import annotations

import argparse
import time

import aiextract
from corpus import distinct_text

HOSTILE = {
    "digits": "7" * 1000,
    "groups": "1," * 500,
    "groups with spaces": "1 234 " * 160,
    "small words": "de " * 330,
    "ranges": "from 1 to 2 to 3 " * 60,
    "percents": "1% " * 330,
    "dates": "2024-01-01 " * 90,
    "capitals": "Aa " * 330,
    "one word": "a" * 1000,
    "symbols": "$" * 1000,
    "deals": "A buys B and C and D, which bought E. " * 26,
    "spaces": " " * 1000,
    "lines": "\n" * 1000,
    "number words": "two hundred million and " * 42,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--everything", action="store_true", help="with organizations and events")
    parser.add_argument("--size", type=int, default=50, help="thousand characters of the smallest text")
    arguments = parser.parse_args()
    nlp = aiextract.load("en", types=None if arguments.everything else ["MONEY", "PERCENT", "DATE"])
    nlp("warm up on 3 May 2024 for $5 million, 3%")
    news = distinct_text("en", arguments.size * 8 * 1000 // 5)
    texts = {"news": news, **{name: unit * (8 * arguments.size) for name, unit in HOSTILE.items()}}
    print(f"{'text':20}{'MB/s':>8}   time against length")
    for name, text in texts.items():
        times = []
        for factor in (1, 2, 4, 8):
            part = text[: factor * arguments.size * 1000]
            start = time.perf_counter()
            nlp(part)
            times.append(time.perf_counter() - start)
        rate = 8 * arguments.size / 1000 / times[-1]
        print(f"{name:20}{rate:8.2f}   " + "  ".join(f"{t / times[0]:5.1f}" for t in times), flush=True)


if __name__ == "__main__":
    main()
