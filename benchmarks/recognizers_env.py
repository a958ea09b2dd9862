"""Recognizers-Text wants an old `emoji`: an environment of its own, made once in build/recognizers."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from corpus import ROOT

HOME = ROOT / "build" / "recognizers"
PACKAGES = ("recognizers-text-suite==1.0.2a2", "emoji<2")
# The languages of the eight for which the Python package has all three models.
CULTURES = {"en": "en-us", "fr": "fr-fr", "pt": "pt-br", "es": "es-es"}


def run(code: str, request: object) -> Any:
    """Run code in the environment: the request as JSON on standard input, its answer as JSON from standard output."""
    python = HOME / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", HOME], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    answer = subprocess.run(
        [python, "-W", "ignore", "-c", code],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(answer.stdout)
