"""Clauses of their own before a verb at the end: what stands in them is no argument of that verb.

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.roles import Clause


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
