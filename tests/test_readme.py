"""Every example of the README is run, and what it prints is what the README says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_examples_print_what_the_readme_says() -> None:
    spec = importlib.util.spec_from_file_location("readme", ROOT / "scripts" / "readme.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.refreshed(README) == README


def test_the_readme_begins_with_an_example_that_finds_something() -> None:
    first = README.index("```python")
    assert README.index("```text") > first
    assert "->" in README[first : README.index("## ")]
    assert README.count("```python") == README.count("```text")
    assert "$ aiextract" in README
