"""Who takes what is sold, told by a clause behind it: "Z sells X, which passes to Y".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.phrases import Argument
from aiextract.events.roles import Clause

_NEAR = 5  # tokens from the relative word to the small word of who takes


def relayed(clause: Clause) -> Argument | None:
    """Who takes: behind the object, a comma and a relative word, a verb of moving and its small word."""
    held, tokens = clause.object(), clause.tokens
    i = held.end if held is not None and held.names else len(tokens)
    if i + 2 >= len(tokens) or tokens[i].text != "," or not tokens[i + 1].has("relative"):
        return None
    moved = False
    for k in range(i + 2, min(i + 2 + _NEAR, len(tokens) - 1)):
        token = tokens[k]
        if moved and token.has("to", "accusative"):
            return Clause(tokens, clause.at, clause.low, len(tokens)).phrase(k + 1, free=True)
        if token.has("moving"):
            moved = True
        elif token.kind not in ("word", "date") or not (moved or token.has("be", "have", "adverb")):
            return None
    return None


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {"relayed": relayed}
