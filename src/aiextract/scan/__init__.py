"""Scanners: a text and a language in, candidates with code-point offsets out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from aiextract.languages.schema import Language

__all__ = ["Candidate", "Region"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible mention: what a rule read at ``[start, end)`` of the text.

    ``fields`` are those of the record of this ``type``, as in JSON (decimals are plain strings).
    ``priority`` decides between rules that read the same span (higher wins). ``notes`` are for
    ``explain``: other readings, and what of the context decided.
    """

    type: str
    start: int
    end: int
    rule: str
    fields: dict[str, Any]
    priority: int = 0
    notes: tuple[str, ...] = field(default=())


class Region(NamedTuple):
    """A stretch ``[start, end)`` of the text in one language."""

    start: int
    end: int
    language: Language
