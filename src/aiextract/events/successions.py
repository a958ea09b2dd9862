"""Who comes after whom: "Z leaves X, Y comes in", "in the hands of Y 53 % of X", "to Y all of X".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.phrases import ENDS, PREPOSITIONS, Argument
from aiextract.events.roles import Clause

_NEAR = 8  # tokens from what somebody leaves to the word of who comes
_PART = ("determiner", "possessive", "share", "whole", "majority", "control")


def beyond(clause: Clause) -> Argument | None:
    """What stands right behind the object: "handed over to Y all shares of X"."""
    taker = clause.object()
    if taker is None or not taker.names or taker.end >= clause.high:
        return None
    i = taker.end
    while i < clause.high - 1 and clause.tokens[i].has("moving", "be", "adverb"):
        i += 1  # "in Y's hands comes X"
    if not (clause.tokens[i].has(*_PART) or clause.tokens[i].kind == "percent"):
        return None
    found = clause.phrase(i)
    return found if found is not None and found.names else None


def trailing(clause: Clause) -> Argument | None:
    """Who acts behind the object of a verb that nobody stands before: "Wants to buy X the maker Y"."""
    if any(token.kind == "name" for token in clause.tokens[clause.low : clause.at]):
        return None
    found = beyond(clause)
    return found if found is not None and len(found.names) == 1 else None


def apposed_role(clause: Clause) -> Argument | None:
    """Who stands behind the noun of a role, what kind it is between: "to the Swedish buyer Y"."""
    found = clause.phrase(clause.at + 1)
    if found is None or len(found.names) != 1:
        return None
    between = clause.tokens[clause.at + 1 : found.names[0]]
    plain = all(
        token.kind in ("word", "place") and not token.has(*PREPOSITIONS, "be", "have") for token in between
    )
    return found if plain else None


def sole(clause: Clause) -> Argument | None:
    """The one firm that the sentence names before the trigger, whatever it is there."""
    names = [
        k for k, token in enumerate(clause.tokens[: clause.at]) if token.kind == "name" and token.mention
    ]
    return Argument(names=names, end=clause.at + 1) if len(names) == 1 else None


def fronted_to(clause: Clause) -> Argument | None:
    """To whom something goes that stands right behind: "To Y 51 % of X", "Carmaking, to Y control of X"."""
    tokens, start = clause.tokens, clause.verb_start()
    for i in range(start - 1, max(-1, start - _NEAR), -1):
        if tokens[i].has("to") and (i == 0 or tokens[i - 1].text in ",:"):
            found = clause.phrase(i + 1)
            return found if found is not None and len(found.names) == 1 and found.end == start else None
        if tokens[i].text in ENDS or tokens[i].text == ",":
            return None
    return None


def announced(clause: Clause) -> Argument | None:
    """Whom a headline names before its colon, alone: "A coup of Y: X is theirs", "Y grows: X bought"."""
    tokens, start = clause.tokens, clause.verb_start()
    if start < 2 or tokens[start - 1].text != ":":
        return None
    names = [k for k in range(start - 1) if tokens[k].kind == "name"]
    names = [k for k in names if tokens[k].mention is not None or not tokens[k].has("initial")] or names
    return Argument(names=names) if len(names) == 1 else None


def successor(clause: Clause) -> Argument | None:
    """Who comes where somebody leaves: "Z leaves X, Y comes in", "… in its place Y"."""
    left = clause.object()
    if left is None or not left.names:
        return None
    tokens = clause.tokens
    for k in range(left.end, min(left.end + _NEAR, clause.high)):
        if tokens[k].has("succeeding"):
            return clause.phrase(k + 1)
        if tokens[k].kind == "name" or tokens[k].text == ".":
            return None
    return None


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "announced": announced,
    "apposed_role": apposed_role,
    "beyond": beyond,
    "sole": sole,
    "trailing": trailing,
    "fronted_to": fronted_to,
    "successor": successor,
}
