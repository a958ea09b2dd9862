"""Runs the examples of a Markdown file and writes what they print behind them.

    python scripts/readme.py README.md

A ``python`` block is run, and its output stands in the ``text`` block behind it; a ``console`` block holds
commands of the project (``$ aiextract …``) with their output.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
_PYTHON = re.compile(r"(?P<head>```python\n(?P<code>.*?)```\n\n```text\n).*?(?P<tail>```)", re.DOTALL)
_CONSOLE = re.compile(
    r"(?P<head>```console\n)\$ aiextract (?P<arguments>[^\n]*)\n.*?(?P<tail>```)", re.DOTALL
)
# Wide enough for a table, whatever the terminal.
COLUMNS = "110"


def refreshed(markdown: str) -> str:
    """The file with the output of each example as it is now."""
    return _CONSOLE.sub(_console, _PYTHON.sub(_python, markdown))


def _python(block: re.Match[str]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block["code"], "example", "exec"), {"__name__": "example"})
    return block["head"] + printed.getvalue() + block["tail"]


def _console(block: re.Match[str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "aiextract", *shlex.split(block["arguments"])],
        capture_output=True,
        cwd=ROOT,
        check=True,
        env={**os.environ, "COLUMNS": COLUMNS, "TERM": "dumb"},
    )
    lines = [line.rstrip() for line in done.stdout.decode("utf-8").strip("\n").split("\n")]
    return f"{block['head']}$ aiextract {block['arguments']}\n" + "\n".join(lines) + "\n" + block["tail"]


def main() -> None:
    """Rewrite the files named on the command line."""
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
