"""Clauses as rows of tokens: a name or value is one token, words carry the classes of their language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_SENTENCE = 4000  # characters read of one sentence: a hostile text has no ends


@dataclass(slots=True, eq=False)
class Token:
    """A word, a punctuation mark, or a whole mention at ``[start, end)`` of the text; never changed.

    ``kind``: ``word``, ``number``, ``mark``, ``name``, or the type of a mention in lower case (``money`` …).
    """

    start: int
    end: int
    kind: str
    text: str
    classes: frozenset[str] = frozenset()
    trigger: Any = None
    cue: Any = None
    mention: Mapping[str, Any] | None = None

    @property
    def form(self) -> str:
        """The form of the trigger that it is; empty where it is none."""
        return "" if self.trigger is None else str(self.trigger.form)

    def has(self, *classes: str) -> bool:
        """Whether the token is of one of these classes."""
        return bool(self.classes) and not self.classes.isdisjoint(classes)
