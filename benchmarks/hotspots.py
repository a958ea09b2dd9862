"""Where the time goes: the ten functions with the most time of their own, and those with the most time under them.

    python benchmarks/hotspots.py [--lang fr] [--words 10000] [--everything]

A deterministic profile of articles that were not read before, after others to warm up. Functions of C count for
themselves. Shares, not seconds, are to be compared: the profiler itself takes time at each call.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import re
import time
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import aiextract  # noqa: E402
from corpus import LANGUAGES, articles  # noqa: E402

PACKAGE = str(Path(aiextract.__file__).parent)
_ELSEWHERE = re.compile(r"^.*/(?:site-packages|python3\.\d+)/")
WARM = 10_000  # words


def name_of(function: tuple[str, int, str]) -> str:
    path, _, name = function
    if path == "~":
        return name.strip("<>")
    short = _ELSEWHERE.sub("", path.removeprefix(PACKAGE)).lstrip("/")
    return f"{short.removesuffix('.py').removesuffix('/__init__')}: {name}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="fr")
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--everything", action="store_true", help="with organizations and events")
    arguments = parser.parse_args()
    types = None if arguments.everything else ["MONEY", "PERCENT", "DATE"]
    for text in articles(arguments.lang, WARM, seed=1):
        aiextract.extract(text, lang=arguments.lang, types=types)
    profile = cProfile.Profile(time.process_time)
    for text in articles(arguments.lang, arguments.words):
        profile.enable()
        aiextract.extract(text, lang=arguments.lang, types=types)
        profile.disable()
    stats = pstats.Stats(profile)
    whole = stats.total_tt  # type: ignore[attr-defined]
    rows = stats.stats.items()  # type: ignore[attr-defined]
    for title, at in (("of its own", 2), ("with what it calls", 3)):
        print(f"\n{title}:")
        ranked = sorted(rows, key=lambda row: -row[1][at])
        for function, row in ranked[:10]:
            print(f"  {100 * row[at] / whole:5.1f} %  {row[1]:9,} calls  {name_of(function)}")


if __name__ == "__main__":
    main()
