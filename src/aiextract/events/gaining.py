"""Who gains whom as an owner: "X bekommt mit Y einen neuen Eigentümer", "In Y hat X einen Käufer gefunden".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.phrases import ENDS, Argument
from aiextract.events.roles import Clause


def _parties(clause: Clause) -> tuple[int, int] | None:
    """The names of who gains and of who is gained before the noun of a role, where there is one of each."""
    tokens, start = clause.tokens, clause.low
    for k in range(clause.at - 1, clause.low - 1, -1):
        if tokens[k].text in ENDS or tokens[k].has("conjunction"):
            start = k + 1
            break
    gaining = any(token.has("have", "gaining") for token in tokens[start : clause.at + 3])
    some = clause.at > start and tokens[clause.at - 1].has("indefinite")
    if not (gaining and some):
        return None
    free: list[int] = []
    led: list[int] = []
    for k in range(start, clause.at):
        if tokens[k].kind == "name":
            governor = clause.governor(k)
            if governor is None:
                free.append(k)
            elif governor.has("gained"):
                led.append(k)
    return (free[0], led[0]) if len(free) == len(led) == 1 else None


def gainer(clause: Clause) -> Argument | None:
    """Who gets a new owner."""
    found = _parties(clause)
    return None if found is None else Argument(names=[found[0]], nouns={"organization"})


def gained(clause: Clause) -> Argument | None:
    """Who is that owner."""
    found = _parties(clause)
    return None if found is None else Argument(names=[found[1]])


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {"gainer": gainer, "gained": gained}
