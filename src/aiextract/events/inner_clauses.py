"""Clauses of their own before a verb at the end: what stands in them is no argument of that verb.

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.phrases import Argument
from aiextract.events.roles import Clause

_APPOSED = 12  # tokens of an apposition


def of_other(clause: Clause, behind: int) -> bool:
    """Whether the verb ends a relative clause of another thing than the name: "X prüft das, was es kauft"."""
    opened = [k for k in range(behind + 1, clause.at) if clause.tokens[k].has("relative")]
    if not opened or clause.tokens[opened[-1] - 1].kind == "name":
        return False
    thing = clause.tokens[opened[-1] - 1]
    closed = any(token.text[:1] == "," for token in clause.tokens[opened[-1] + 1 : clause.at])
    return not closed and not thing.has("organization", "generic", "business", "share")


def other_clause(clause: Clause, i: int) -> bool:
    """Whether an "and" behind a comma begins a clause whose subject is a pronoun: "X haftet, und wir …"."""
    if not clause.tokens[i].has("and") or i == clause.low or clause.tokens[i - 1].text != ",":
        return False
    return any(token.has("pronoun") for token in clause.tokens[i + 1 : min(i + 3, clause.at)])


def apposed_from(clause: Clause, comma: int) -> int | None:
    """The comma that opens the apposition which another one closes: "X, eine Tochter der Z, wird"."""
    tokens = clause.tokens
    for k in range(comma - 1, max(clause.low, comma - _APPOSED), -1):
        if tokens[k].text == ",":
            return k if tokens[k + 1].has("indefinite") and tokens[k - 1].kind == "name" else None
        if tokens[k].kind in ("mark", "money", "percent") or tokens[k].has("be", "have", "relative"):
            return None
    return None


def without_seller(clause: Clause, held: Argument | None) -> Argument | None:
    """What is bought of a family has no name: "sämtliche Anteile von der Familie Z"."""
    if held is None or not held.names or "share" not in held.nouns:
        return held
    at = held.names[0]
    family = any(token.has("family") for token in clause.tokens[max(clause.at, at - 2) : at + 1])
    return Argument(nouns=held.nouns, values=held.values, generic=True) if family else held


def opens_clause(clause: Clause, name: int) -> bool:
    """Whether the noun phrase of a name opens a clause behind a colon or a relative word of the object."""
    i = name - 1
    while i > 0 and clause.tokens[i].has("organization", "topic", "demonym"):
        i -= 1
    if i > 0 and clause.tokens[i].has("determiner") and not clause.tokens[i].has("inverting"):
        i -= 1
    return i > 0 and (clause.tokens[i].text == ":" or clause.tokens[i].has("inverting"))
