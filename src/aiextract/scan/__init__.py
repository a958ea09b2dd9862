"""Scanners: a text and a language in, candidates with code-point offsets out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from aiextract.languages.schema import Language

__all__ = ["Candidate", "Note", "Region"]


class Note(NamedTuple):
    """How a value came about, one step of it: for ``explain``.

    ``what``: ``read_as`` (the value before it was resolved), ``anchor`` (what it was resolved against),
    ``tense`` (of its sentence, where that decided), ``order`` (of day and month), ``other`` (the value by the
    other order), ``rule`` (the one that read the core, where a modifier's names the mention).
    """

    what: str
    value: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible mention: what a rule read at ``[start, end)`` of the text.

    ``fields`` are those of the record of this ``type``, as in JSON (decimals are plain strings).
    ``priority`` decides between rules that read the same span (higher wins). ``notes`` are for
    ``explain``: how the value came about, other readings, and what of the context decided.
    """

    type: str
    start: int
    end: int
    rule: str
    fields: dict[str, Any]
    priority: int = 0
    notes: tuple[Note, ...] = field(default=())


class Region(NamedTuple):
    """A stretch ``[start, end)`` of the text in one language."""

    start: int
    end: int
    language: Language
