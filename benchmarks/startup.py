"""Seconds from nothing: the help page, and the records of a 500-word article in a cold process.

    python benchmarks/startup.py

The measure beside them is `import spacy` alone: `extract` does without it. Seconds are those of the processor; the
best of five counts, since a cold disk and other programs only ever add.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus import LANGUAGES, distinct_text


def best(command: list[str]) -> float:
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def main() -> None:
    peer = best([sys.executable, "-c", "import spacy"])
    print(f"import spacy                      {peer:6.2f} s")
    print(f"aiextract --help                  {best([sys.executable, '-m', 'aiextract', '--help']):6.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        for lang in LANGUAGES:
            article = Path(folder) / f"{lang}.txt"
            article.write_text(distinct_text(lang, 500), encoding="utf-8")
            seconds = best([sys.executable, "-m", "aiextract", "extract", str(article)])
            print(
                f"aiextract extract, 500 words {lang}   {seconds:6.2f} s   {seconds / peer:.1f} times import spacy"
            )


if __name__ == "__main__":
    main()
