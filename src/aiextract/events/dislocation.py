"""An object that opens its clause and is taken up by a small word at the verb: "X l'ha comprata Y".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.phrases import Argument
from aiextract.events.roles import Clause


def dislocated(clause: Clause) -> Argument | None:
    """What the small word takes up: the name right before it, where another one stands behind the verb."""
    tokens, k = clause.tokens, clause.verb_start()
    while k < clause.at and not tokens[k].has("clitic"):
        k += 1
    k = k if k < clause.at else clause.verb_start() - 1
    if k <= clause.low or not tokens[k].has("clitic"):
        return None
    start = k
    while start > clause.low + 1 and (tokens[start - 1].text in ",:" or tokens[start - 1].has("adverb")):
        start -= 1
    named = start - 1
    parted = tokens[k - 1].text == ":"  # "X changes hands: Y buys it"
    if parted and tokens[named].kind != "name":
        names = [i for i in range(clause.low, k) if tokens[i].kind == "name"]
        named = names[0] if len(names) == 1 else named  # "X is no family firm any more: Y buys it"
    if tokens[named].kind != "name" or (clause.governed(named) and not parted):
        return None
    acting = clause.object()
    return Argument(names=[named], end=named + 1) if acting is not None and acting.names else None


def actor_behind(clause: Clause) -> Argument | None:
    """Who acts there: the name behind the verb."""
    return clause.object() if dislocated(clause) is not None else None


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "dislocated": dislocated,
    "actor_behind": actor_behind,
}
