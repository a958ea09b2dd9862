"""Runs the examples of Markdown files and writes what they print behind them.

    python scripts/examples.py README.md docs/*.md

A ``python`` block is run, and its output stands in the ``text`` block behind it; the blocks of a file share
their names. A ``console`` block holds commands (``$ aiextract …``), each with its output. A block with a
title (``toml title="ca.toml"``) is written to a file of that name first; one whose title is a dotted name
(``python title="aiextract.records.Funding"``) shows the source of that object. Everything runs in an empty
folder with the project's ``examples`` in it. Blocks in other languages are for reading.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<lang>\w+)(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```$",
    re.DOTALL | re.MULTILINE,
)
_TITLE = re.compile(r'title="([^"]+)"')
_DOTTED = re.compile(r"aiextract(\.\w+)+")
# Wide enough for a table, whatever the terminal.
COLUMNS = "110"
LINKED = ("examples", "benchmarks", "seeds")


def refreshed(markdown: str) -> str:
    """The file with the output of each example as it is now."""
    with tempfile.TemporaryDirectory(prefix="examples-") as folder:
        for name in LINKED:
            if (ROOT / name).exists():
                Path(folder, name).symlink_to(ROOT / name)
        with contextlib.chdir(folder):
            return _Page(markdown, Path(folder)).refreshed()


class _Page:
    """A file, block by block."""

    def __init__(self, markdown: str, folder: Path) -> None:
        self.markdown = markdown
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "example"}
        self.parts: list[str] = []
        self.at = 0

    def refreshed(self) -> str:
        """The text with new output."""
        blocks = list(_BLOCK.finditer(self.markdown))
        for number, block in enumerate(blocks):
            title = _TITLE.search(block["info"])
            if title and _DOTTED.fullmatch(title[1]):
                self._put(block, _source(title[1]))
            elif title:
                (self.folder / title[1]).write_text(_dedented(block), encoding="utf-8")
            elif block["lang"] == "python":
                self._python(block, blocks[number + 1] if number + 1 < len(blocks) else None)
            elif block["lang"] == "console":
                self._put(block, self._console(_dedented(block)))
        return "".join(self.parts) + self.markdown[self.at :]

    def _put(self, block: re.Match[str], body: str) -> None:
        """Give a block another body."""
        lines = [(block["indent"] + line).rstrip() + "\n" for line in body.rstrip("\n").split("\n")]
        self.parts += [self.markdown[self.at : block.start("body")], *lines]
        self.at = block.end("body")

    def _python(self, block: re.Match[str], behind: re.Match[str] | None) -> None:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(_dedented(block), "example", "exec", dont_inherit=True), self.names)
        follows = (
            behind is not None
            and behind["lang"] == "text"
            and not self.markdown[block.end() : behind.start()].strip()
        )
        if follows and behind is not None:
            self._put(behind, printed.getvalue())
        elif printed.getvalue():
            raise ValueError(f"no text block takes the output of:\n{block['body']}")

    def _console(self, body: str) -> str:
        """Commands with what they answer; a status other than 0 stands behind it."""
        lines: list[str] = []
        for command in re.findall(r"^\$ (.*(?:(?<=\\)\n.*)*)$", body, re.MULTILINE):
            done = subprocess.run(
                command,
                shell=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=_environment(),
            )
            lines.append(f"$ {command}")
            lines += map(str.rstrip, done.stdout.decode("utf-8").strip("\n").splitlines())
            lines += [f"(exit status {done.returncode})"] * (done.returncode != 0)
        return "\n".join(lines)


def _environment() -> dict[str, str]:
    """The commands of the running Python first, and nothing that hangs on the terminal."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, "COLUMNS": COLUMNS, "TERM": "dumb", "NO_COLOR": "1"}


def _dedented(block: re.Match[str]) -> str:
    indent = len(block["indent"])
    return "".join(line[indent:] for line in block["body"].splitlines(keepends=True))


def _source(name: str) -> str:
    """The source of a module, or of an object in one."""
    try:
        return inspect.getsource(importlib.import_module(name))
    except ModuleNotFoundError:
        module, _, inner = name.rpartition(".")
        return inspect.getsource(getattr(importlib.import_module(module), inner))


def main() -> None:
    """Rewrite the files named on the command line."""
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
