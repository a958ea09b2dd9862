"""Every example of the README and of the documentation is run, and what it prints is what stands there."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# What sets up an environment or runs until it is stopped.
COMMANDS = ("pip ", "make ", "aiextract serve", "python models/training/")
BLOCK = re.compile(r"^ *```(\w*)([^\n]*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("examples", ROOT / "scripts" / "examples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_print_what_the_page_says(page: Path, script: ModuleType) -> None:
    text = page.read_text(encoding="utf-8")
    for needed in re.findall(r"^<!-- needs: (.+) -->$", text, re.MULTILINE):
        for module in needed.split():
            pytest.importorskip(module, reason=f"{page.name} needs it: make docs")
    assert script.refreshed(text) == text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_example_escapes_the_tests(page: Path) -> None:
    for lang, info, body in BLOCK.findall(page.read_text(encoding="utf-8")):
        # "py" is what needs a cluster to run.
        assert lang in ("python", "text", "console", "sh", "toml", "json", "jsonl", "py"), (lang, body)
        assert lang != "py" or page.name == "archive.md"
        if lang == "sh" and page.name not in ("README.md", "archive.md"):
            for line in re.sub(r"\\\n", "", body).splitlines():
                bare = line.split("#")[0].strip()
                assert not bare or bare.startswith(COMMANDS), line
        if lang in ("toml", "json", "jsonl"):
            assert "title=" in info, body


def test_the_readme_begins_with_an_example_that_finds_something() -> None:
    first = README.index("```python")
    assert README.index("```text") > first
    assert "->" in README[first : README.index("## ")]
    assert README.count("```python") == README.count("```text")
    assert "$ aiextract" in README


def test_every_command_is_in_the_reference() -> None:
    from typer.main import get_command

    from aiextract.cli import app

    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        for inner in getattr(command, "commands", {"": None}):
            assert f"<!-- options: {f'{name} {inner}'.strip()} -->" in page


def test_output_that_changes_is_noticed(script: ModuleType) -> None:
    page = "```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n\n```console\n$ echo a; exit 3\nb\n```\n"
    now = script.refreshed(page)
    assert "```text\n2\n```" in now
    assert "$ echo a; exit 3\na\n(exit status 3)\n```" in now
    with pytest.raises(ValueError, match="no text block"):
        script.refreshed("```python\nprint(1)\n```\n")


def test_files_and_sources_of_a_page(script: ModuleType) -> None:
    page = '```toml title="a.toml"\nx = 1\n```\n\n```python\nfrom pathlib import Path\nprint(Path("a.toml").read_text())\n```\n\n```text\n```\n'
    assert "```text\nx = 1\n```" in script.refreshed(page)
    shown = script.refreshed('```python title="aiextract.records.plain"\n```\n')
    assert "def plain(value: Decimal) -> str:" in shown
