"""The name recognizer: finds names of organizations, persons, places and others.

``Recognizer`` reads tokens, ``NameRecognizer`` is the spaCy component on it. Both are imported when first
used: reading texts needs no spaCy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aiextract.recognizer.component import NameRecognizer as NameRecognizer
    from aiextract.recognizer.component import make_names as make_names
    from aiextract.recognizer.reading import Recognizer as Recognizer

__all__ = ["NameRecognizer", "Recognizer", "make_names"]

_HOMES = {"NameRecognizer": "component", "make_names": "component", "Recognizer": "reading"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
