"""Time over length: 1, 2, 4 and 8 times the text, ordinary and hostile, should give 1, 2, 4 and 8 times the time.

    python benchmarks/linear.py [--everything] [--lang en] [--size 50]

Seconds are those of the processor; the best of two counts.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from functools import partial

import aiextract
from aiextract.records import DEFAULT_TYPES
from corpus import LANGUAGES, distinct_text

# What is repeated: one unit for each shape that could make a grammar go back and forth.
HOSTILE = (
    *(
        "1",
        "1,",
        "1 234 ",
        "$",
        "$1 ",
        "1%",
        "from 1 to 2 to 3 ",
        "two hundred million and ",
        "3% on £12,000 – ",
    ),
    *("1.1.", "1-", "$1–", "5% to ", "½ ", "one point one point ", "a half "),
    *("2024-01-01 ", "2020-", "1/", "May ", "May and ", "the 1st ", "ago "),
    *("12 May and ", "from May to ", "1 and 2 May, ", "monday next ", "two weeks before "),
    *("a", "de ", "Aa ", "A.", "aB", "PT X ", "University of ", "Google, ", '"', "Google'", "3M "),
    *("acquired ", "Zorvax acquired ", "Zorvax, ", "the acquisition of ", "(Zorvax ", "by Zorvax by "),
    "Zorvax takes the plan ",  # a separable verb without its particle
    *("A buys B and C and D, which bought E. ", ". ", ".» ", "。", "\n", " "),
    *(
        "(",
        ") ",
        "(Aa ",
        "« ",
        "“Aa” ",
        "Aa and Bb and ",
        "from $1 to $2 to ",
        "between 1 and ",
        "Aa's ",
        "Aa-Bb-",
    ),
)


def endings(count: int) -> Iterator[str]:
    """Letters that make names distinct."""
    return ("".join(chr(97 + int(digit)) for digit in str(number)) for number in range(count))


def deals(length: int) -> str:
    """Sentences with a deal each, no two between the same parties."""
    return " ".join(f"Zork{name} acquired Plim{name}." for name in endings(length // 20))[:length]


def rounds(length: int) -> str:
    """One funding round, told again and again with another investor."""
    told = "Plim raised $5 million in a Series B round led by Zork{} Capital."
    return " ".join(map(told.format, endings(length // 40)))[:length]


def mixed(length: int) -> str:
    """Paragraphs in two languages by turns."""
    paragraphs = (
        "The company said that sales of the firm rose 12% to $3.4bn last month in the market.\n\n"
        "La société a annoncé que les ventes ont augmenté de 12 % à 3,4 milliards d'euros le mois dernier.\n\n"
    )
    return (paragraphs * (1 + length // len(paragraphs)))[:length]


def seconds(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--everything", action="store_true", help="with organizations and events")
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    parser.add_argument("--size", type=int, default=50, help="thousand characters of the smallest text")
    arguments = parser.parse_args()
    types = [*DEFAULT_TYPES, "FUNDING"] if arguments.everything else ["MONEY", "PERCENT", "DATE"]
    read = partial(aiextract.extract, lang=arguments.lang, types=types)
    read("warm up on 3 May 2024 for $5 million, 3%, said Zorvax Inc.")
    longest = 8 * 1000 * arguments.size
    texts = {"news": distinct_text(arguments.lang, longest // 5), "deals": deals(longest)}
    texts |= {"rounds": rounds(longest), "mixed": mixed(longest)}
    texts |= {repr(unit): unit * (longest // len(unit)) for unit in HOSTILE}
    print(f"{'text':40}{'MB/s':>8}   time against length")
    for name, text in texts.items():
        times = []
        for factor in (1, 2, 4, 8):
            part = text[: factor * 1000 * arguments.size]
            times.append(min(seconds(read, part) for _ in range(2)))
        rate = longest / 1e6 / times[-1]
        print(f"{name:40}{rate:8.2f}   " + "  ".join(f"{t / times[0]:5.1f}" for t in times), flush=True)


if __name__ == "__main__":
    main()
