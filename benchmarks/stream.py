"""One long run of the command over a large file of articles that do not repeat: memory must stay flat.

    python benchmarks/stream.py [--megabytes 2000] [--everything] [--processes 1] [--folder build/stream]

The articles, in eight languages by turns, are written to a JSON Lines file first (one that is in the folder already
is taken as it is); then ``aiextract extract`` reads it
into another one. Every half minute the resident memory of its largest process and what is written are printed; at the
end the peak, and what it held in the first quarter of the time and in the last. Linux.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from corpus import LANGUAGES, ROOT, articles
from held import quarters, resident


def write(path: Path, size: int) -> None:
    """About ``size`` bytes of articles, one a line."""
    number = 0
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as stream:
        for seed in count():
            for lang in LANGUAGES:
                for text in articles(lang, 50_000, seed=seed):
                    line = {"doc_id": f"{lang}-{number}", "text": text, "lang": lang}
                    stream.write(json.dumps(line, ensure_ascii=False) + "\n")
                    number += 1
            if stream.tell() >= size:
                break
    part.rename(path)


def lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(1 for _ in stream)


def _family(process: int) -> list[int]:
    """A process and its children."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        children = []
    return [process, *map(int, children)]


def _written(folder: Path) -> int:
    """Bytes that stand in a folder; files that are being moved count once."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            continue
    return total


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=int, default=2000)
    parser.add_argument("--everything", action="store_true", help="with organizations and events")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "stream")
    arguments = parser.parse_args()
    types = [] if arguments.everything else ["--types", "MONEY,PERCENT,DATE"]
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        out = Path(name)
        source = arguments.folder / f"articles-{arguments.megabytes}.jsonl"
        if not source.exists():
            write(source, arguments.megabytes * 1_000_000)
        documents, size = lines(source), source.stat().st_size / 1e6
        print(f"{documents:,} articles, {size:,.0f} MB", flush=True)
        command = [sys.executable, "-m", "aiextract", "extract", str(source), "-o", str(out / "out.jsonl")]
        begun = time.monotonic()
        with subprocess.Popen([*command, *types, "-n", str(arguments.processes)]) as run:
            held: list[float] = []
            while run.poll() is None:
                held.append(max(map(resident, _family(run.pid))))
                if len(held) % 30 == 0:
                    done = _written(out) / 1e6
                    print(
                        f"{time.monotonic() - begun:8.0f} s{held[-1]:8.0f} MiB{done:10,.0f} MB out",
                        flush=True,
                    )
                time.sleep(1)
        spent = time.monotonic() - begun
        assert run.returncode == 0, run.returncode
        made = lines(out / "out.jsonl")
        assert made == documents, (made, documents)
        first, last = quarters(held)
        print(f"{made:,} records in {spent:,.0f} s, {size / spent:.2f} MB/s")
        print(f"memory: peak {max(held):.0f} MiB, first quarter {first:.0f}, last quarter {last:.0f}")


if __name__ == "__main__":
    main()
