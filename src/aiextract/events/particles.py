"""Separable verbs: "Y neemt X over" tells of a purchase by the word that closes it."""

from __future__ import annotations

from aiextract.events.clauses import Token
from aiextract.events.phrases import ENDS
from aiextract.events.roles import Clause

_REACH = 24  # tokens between a verb and its particle


def complete(clause: Clause, particles: tuple[str, ...]) -> bool:
    """Whether one of the particles closes a phrase behind the trigger (True where it needs none)."""
    return not particles or separated(clause, particles)


def separated(clause: Clause, particles: tuple[str, ...]) -> bool:
    """Whether one of these particles closes a phrase behind the trigger."""
    if not particles:
        return False
    for i in range(clause.at + 1, min(len(clause.tokens), clause.at + _REACH)):
        token = clause.tokens[i]
        if token.text in ENDS:
            return False
        if token.text.split()[0] in particles and _closes(clause.tokens, i):
            return True
    return False


def _closes(tokens: list[Token], i: int) -> bool:
    """Whether the word at ``i`` governs nothing: "neemt X over", but not "neemt de leiding over X"."""
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is None or " " in tokens[i].text:
        return True
    return behind.kind in ("mark", "money", "date") or behind.has(
        "and", "conjunction", "relative", "by", "of", "to", "from", "for", "preposition"
    )
