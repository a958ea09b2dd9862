"""Separable verbs: "Y neemt X over" tells of a purchase by the word that closes it."""

from __future__ import annotations

from dataclasses import replace

from aiextract.events.clauses import Token
from aiextract.events.phrases import ENDS

_REACH = 24  # tokens between a verb and its particle


def whole(tokens: list[Token]) -> list[Token]:
    """The tokens, where a verb is no trigger whose particle is missing or another one's ("kaufte … ab")."""
    broken = {k for k, one in enumerate(tokens) if one.trigger is not None and not _complete(tokens, k)}
    if not broken:
        return tokens
    return [replace(one, trigger=None) if k in broken else one for k, one in enumerate(tokens)]


def _complete(tokens: list[Token], k: int) -> bool:
    """Whether one of the particles of the trigger at ``k`` closes a phrase behind it, and none of others."""
    trigger = tokens[k].trigger
    if trigger.particles and not _separated(tokens, k, trigger.particles):
        return False
    return not (trigger.without and _separated(tokens, k, trigger.without))


def _separated(tokens: list[Token], k: int, particles: tuple[str, ...]) -> bool:
    """Whether one of these particles closes a phrase behind the verb at ``k``."""
    for i in range(k + 1, min(len(tokens), k + _REACH)):
        token = tokens[i]
        if token.text in ENDS:
            return False
        if token.text.split()[0] in particles and _closes(tokens, i):
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
