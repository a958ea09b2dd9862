"""Two processes beside two single runs side by side, and the peak of memory at two sizes of input.

    python benchmarks/scaling.py [--documents 4000] [--everything]

The rates are of the whole command, start included. On a machine that does other work they vary from run to run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import distinct_text

_MEMORY = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL).returncode
assert status == 0, status
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def write(path: Path, documents: int, seed: int) -> None:
    """Articles of 250 words that do not repeat."""
    words = distinct_text("en", 250 * documents, seed=seed).split(" ")
    with path.open("w", encoding="utf-8") as stream:
        for number in range(documents):
            text = " ".join(words[250 * number : 250 * (number + 1)])
            stream.write(json.dumps({"doc_id": f"{seed}-{number}", "text": text, "lang": "en"}) + "\n")


def seconds(*commands: list[str]) -> float:
    """The time of commands that run at once."""
    begun = time.perf_counter()
    running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for command in commands]
    assert not any(process.wait() for process in running)
    return time.perf_counter() - begun


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=4000)
    parser.add_argument("--everything", action="store_true", help="with organizations and events")
    arguments = parser.parse_args()
    types = [] if arguments.everything else ["--types", "MONEY,PERCENT,DATE"]
    extract = [sys.executable, "-m", "aiextract", "extract", *types]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, two, both = (folder / f"{part}.jsonl" for part in ("one", "two", "both"))
        write(one, arguments.documents, 1)
        write(two, arguments.documents, 2)
        both.write_bytes(one.read_bytes() + two.read_bytes())
        apart = seconds(*([*extract, str(path), "-o", f"{path}.out.jsonl"] for path in (one, two)))
        together = seconds([*extract, str(both), "-o", f"{both}.out.jsonl", "-n", "2"])
        print(
            f"two single runs side by side {apart:6.1f} s; -n 2 {together:6.1f} s; ratio {apart / together:.2f}"
        )
        peaks = []
        for path in (one, both):
            command = [sys.executable, "-c", _MEMORY, *extract, str(path), "-o", f"{path}.memory.jsonl"]
            peaks.append(int(subprocess.run(command, capture_output=True, check=True).stdout) / 1024)
        size = both.stat().st_size / 1e6
        print(
            f"peak {peaks[0]:.0f} MiB at {size / 2:.1f} MB, {peaks[1]:.0f} MiB at {size:.1f} MB: {peaks[1] / peaks[0]:.2f}"
        )


if __name__ == "__main__":
    main()
