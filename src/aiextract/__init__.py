"""aiextract: money, percentages, dates, organizations and acquisitions from multilingual news.

``extract`` and ``extract_many`` give records (``aiextract.records``), ``load`` a spaCy pipeline,
``evaluate`` the scores on a gold folder, ``explain`` why a text is read so, ``render`` a page to look at.
They are imported when first used, so that ``import aiextract`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aiextract.api import extract as extract
    from aiextract.api import extract_many as extract_many
    from aiextract.evaluation import evaluate as evaluate
    from aiextract.explanation import explain as explain
    from aiextract.pipeline import load as load
    from aiextract.rendering import render as render

__version__ = "0.1.0"
__all__ = ["__version__", "evaluate", "explain", "extract", "extract_many", "load", "render"]

_HOMES = {
    "extract": "api",
    "extract_many": "api",
    "load": "pipeline",
    "evaluate": "evaluation",
    "explain": "explanation",
    "render": "rendering",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'aiextract' has no attribute {name!r}")
    return getattr(import_module(f"aiextract.{_HOMES[name]}"), name)
