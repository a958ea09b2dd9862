"""Relations between a trigger that is a noun and what is said of it: "the acquisition of X is a boon for Y".

They reach beyond its noun phrase, to its predicate or to what it is compared with. Nothing here knows a
language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aiextract.events.phrases import ENDS, PREPOSITIONS, Argument
from aiextract.events.roles import Clause


def predicate(clause: Clause) -> Argument | None:
    """Whose step a deal is said to be: "the acquisition of X is a boon for Y", "… the largest of Y".

    Or whom it serves: "the acquisition of X gives Y a foothold in Asia".
    """
    if (served := _served(clause)) is not None:
        return served
    for i in _behind_copula(clause):
        token = clause.tokens[i]
        allowed = token.has("to") and clause.tokens[i - 1].has("copula")  # "permitirá a Y crecer"
        gains = allowed or (token.has("for") and not token.has("by"))
        if gains or (token.has("of", "by") and _moves(clause, i)):
            found = clause.phrase(i + 1)
            if found is not None and found.names:
                return found
        elif clause.tokens[i].kind == "name" and clause.tokens[i - 1].has("move"):
            return Argument(names=[i])  # "dalam sejarah Y"
    return None


def _served(clause: Clause) -> Argument | None:
    """Who stands right behind a verb of what a deal does for its buyer."""
    tokens = clause.tokens
    for i in range(clause.at + 1, clause.high - 1):
        if tokens[i].text in ENDS or tokens[i].text == "," or tokens[i].has("relative", "pronoun"):
            return None
        if tokens[i].has("enabling"):
            found = clause.phrase(i + 1)
            owned = found is not None and found.end < len(tokens) and tokens[found.end].text == "'s"
            return found if found is not None and len(found.names) == 1 and not owned else None
    return None


def beneficiary(clause: Clause) -> Argument | None:
    """For whom a deal is the next one: "For Y it is, after the purchase of X, the second deal"."""
    tokens = clause.tokens
    if clause.low > 0 or not tokens[0].has("for"):
        return None
    found = clause.phrase(1)
    if found is None or len(found.names) != 1 or found.end >= clause.at:
        return None
    behind = tokens[found.end : min(found.end + 3, clause.at)]
    return found if any(token.has("be", "copula", "pronoun") for token in behind) else None


def predicate_for(clause: Clause) -> Argument | None:
    """What is bid for: "the offer is the highest so far for X"."""
    for i in _behind_copula(clause):
        if clause.tokens[i].has("for"):
            found = clause.phrase(i + 1)
            if found is not None and found.names:
                return found
    return None


def _behind_copula(clause: Clause) -> Iterator[int]:
    """The tokens of the predicate of the trigger's noun, up to what begins another clause."""
    copula = _ends_in_copula(clause)
    for i in range(clause.at + 1, clause.high):
        token = clause.tokens[i]
        if token.text in ENDS or token.has("relative") or (token.trigger is not None):
            return
        if token.has("be", "copula"):
            copula = True
        elif copula and (token.text == "," or token.has("conjunction", "pronoun") or token.kind == "money"):
            return
        elif copula and token.cue is not None and not token.has(*PREPOSITIONS):
            return  # "is approved for", which is no predicate
        elif copula:
            yield i


def _ends_in_copula(clause: Clause) -> bool:
    """Whether the verb closes the clause: "… dass die Übernahme von X ein Plus für Y wäre"."""
    for i in range(clause.at + 1, clause.high):
        if clause.tokens[i].has("copula"):
            return i + 1 >= len(clause.tokens) or clause.tokens[i + 1].kind == "mark"
        if clause.tokens[i].text in ENDS or clause.tokens[i].text == ",":
            return False
    return False


def _moves(clause: Clause, i: int) -> bool:
    """Whether the noun before the small word at ``i`` is of what a buyer does or has: "history of"."""
    return any(token.has("move", "counted") for token in clause.tokens[max(clause.at + 1, i - 3) : i])


def offer(clause: Clause) -> Argument | None:
    """Who makes an offer that the sentence compares a deal with: "above the $58 offer from Y"."""
    for i in range(clause.at + 1, clause.high):
        if clause.tokens[i].has("from", "by", "of") and clause.offered(i):
            found = clause.phrase(i + 1, free=True)
            if found is not None and found.names:
                return found
    return None


def held_in(clause: Clause) -> Argument | None:
    """In whom a stake is held that is sold: "la cessione della partecipazione detenuta in X"."""
    tokens, share = clause.tokens, False
    for i in range(clause.at + 1, clause.high - 1):
        token = tokens[i]
        share = share or token.has("share")
        if token.text in ENDS or token.trigger is not None:
            return None
        if share and token.has("owned") and tokens[i + 1].has("preposition"):
            found = clause.phrase(i + 2)
            return found if found is not None and found.names else None
    return None


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "beneficiary": beneficiary,
    "predicate": predicate,
    "predicate_for": predicate_for,
    "offer": offer,
    "held_in": held_in,
}
