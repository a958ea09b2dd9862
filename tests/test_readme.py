"""Every example of the README is run, and what it prints is what the README says."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# A python block and the output block behind it; or a console block, commands and output in one.
_PYTHON = re.compile(r"```python\n(?P<code>.*?)```\n\n```(?:text|json)\n(?P<output>.*?)```", re.DOTALL)
_CONSOLE = re.compile(r"```console\n(?P<session>.*?)```", re.DOTALL)
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "match", _PYTHON.finditer(README), ids=lambda m: f"line {README[: m.start()].count(chr(10)) + 1}"
)
def test_python_block(match: re.Match[str]) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(match["code"], "README.md", "exec"), {"__name__": "__readme__"})
    assert printed.getvalue() == match["output"]


def sessions() -> list[tuple[str, str]]:
    found = []
    for block in _CONSOLE.finditer(README):
        for part in re.split(r"^\$ ", block["session"], flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), sessions())
def test_console_block(command: str, output: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "aiextract", "only the project's own command is shown with its output"
    done = subprocess.run(
        [sys.executable, "-m", "aiextract", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
        env={"PATH": "", "COLUMNS": "100", "LC_ALL": "C.UTF-8", "TERM": "dumb"},
    )
    assert done.stdout.strip() == output.strip()


def test_the_readme_has_examples() -> None:
    assert len(list(_PYTHON.finditer(README))) >= 1
    assert sessions()
