"""Two firms that become one: "A and B merge", "the merger of A and B", "A announced its merger with B".

The first one named counts as who takes, the second as who is taken. Nothing here knows a language: words are
known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.phrases import Argument
from aiextract.events.roles import Clause

_TWO = 2
_KIND = ("determiner", "of", "organization", "demonym", "definite", "title")  # "and the holders of X"
_REACH = 6  # tokens from what joins two names to the second


def united(clause: Clause) -> Argument | None:
    """The second of two firms that merge."""
    names = _names(clause)
    return Argument(names=names[1:], end=max(names) + 1) if names else None


def united_first(clause: Clause) -> Argument | None:
    """The first of them."""
    names = _names(clause)
    return Argument(names=names[:1]) if names else None


def _names(clause: Clause) -> list[int]:
    noun = clause.form == "noun"
    names = _of_noun(clause) if noun else _of_verb(clause)
    return names if len(names) == _TWO else []


def _of_verb(clause: Clause) -> list[int]:
    """Who merges, where a verb has no object: "A and B merge", but not "A and B merge their plants"."""
    behind = clause.tokens[clause.at + 1 : clause.at + 3]
    held = bool(behind) and (behind[0].kind == "name" or behind[0].has("determiner", "possessive"))
    if held and not any(token.kind in ("date", "number") for token in behind):
        return []
    subject = clause.subject()
    return [] if subject is None else subject.names


def _of_noun(clause: Clause) -> list[int]:
    """Who merges by a noun: what stands behind it, or the subject whose merger it is."""
    tokens, i = clause.tokens, clause.at + 1
    while i < clause.high and tokens[i].kind == "word" and not tokens[i].classes and i < clause.at + _TWO:
        i += 1  # "the planned merger", behind its noun
    led = i < clause.high and tokens[i].has("of", "between", "with")
    holds = " " in tokens[clause.at].text  # the trigger may hold the small word: "talks between"
    firm = ("organization", "determiner") if holds else ("organization",)
    if not led and not (i < clause.high and (tokens[i].kind == "name" or tokens[i].has(*firm))):
        told = clause.tokens[clause.at - 1].has("determiner", "indefinite") and (
            i >= clause.high or tokens[i].kind == "mark"
        )
        held = clause.subject(judges=True) if told or clause.possessor() is not None else None
        return [] if held is None else held.names
    found = clause.phrase(i + 1 if led else i)  # "penggabungan A dan B"
    if found is None or not found.names:
        return []
    if tokens[i].has("with"):
        held = clause.subject()
        return [*held.names, *found.names] if held is not None else []
    if len(found.names) == 1 and found.end < clause.high and tokens[found.end].has("with"):
        other = clause.phrase(found.end + 1)
        return [*found.names, *other.names] if other is not None else []
    return found.names if len(found.names) > 1 else _joined(clause, found)


def _joined(clause: Clause, found: Argument) -> list[int]:
    """The two that a noun joins, where a verb stands right behind the second: "the merger of A and B is"."""
    i = found.end
    if i >= clause.high or not clause.tokens[i].has("and"):
        return found.names
    for j in range(i + 1, min(i + _REACH, clause.high)):
        token = clause.tokens[j]
        if token.kind == "name":
            return [*found.names, j]
        if token.kind != "word" or not token.has(*_KIND):
            break
    return found.names


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {"united": united, "united_first": united_first}
