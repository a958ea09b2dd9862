"""Relations that say who or what a noun is: "the buyer of X is Y", "its purchases: A and B".

The noun is that of a role or a deal, or counts firms ("two firms, including A"), and a copula, a colon or a
comma joins it to the names. Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.phrases import ENDS, PREPOSITIONS, Argument
from aiextract.events.roles import Clause

_LISTED = 22  # tokens behind a trigger in which the firms are listed that it speaks of
_ASIDE = 6  # tokens before the copula of a role in which who has it stands


def named_behind(clause: Clause) -> Argument | None:
    """Which one somebody's purchase is: "Y's latest purchase is X", "its first purchase, X, was …"."""
    tokens, i = clause.tokens, clause.at + 1
    if i >= clause.high or clause.possessor() is None:
        return None
    linked, aside = tokens[i].has("be", "copula"), tokens[i].text in ",:("
    found = clause.phrase(i + 1) if linked or aside else None
    if found is None or not found.names:
        return None
    closed = found.end >= len(tokens) or tokens[found.end].kind in ("mark", "date")
    return found if closed else None


def members(clause: Clause) -> Argument | None:
    """The names of several firms, told behind a comma: "bought two firms to grow, including A and B"."""
    held = clause.object()
    if held is None or held.names or "organization" not in held.nouns:
        return None
    for k in range(held.end, min(clause.high - 1, clause.at + _LISTED)):
        token = clause.tokens[k]
        if (
            token.text in ENDS
            or token.has("relative", "from", "by", "be", "have")
            or token.trigger is not None
        ):
            return None
        if token.has("called") and clause.tokens[k - 1].text == ",":
            return clause.phrase(k + 1)
    return None


def identity(clause: Clause) -> Argument | None:
    """Who a role is: "the buyer of X is Y", "buyer: Y", "Y is the new owner of X", "Y, the buyer of X"."""
    tokens, held = clause.tokens, clause.of() or clause.phrase(clause.at + 1)
    if held is None and clause.at + 1 < clause.high and tokens[clause.at + 1].has("for"):
        held = clause.phrase(clause.at + 2)  # "the buyer for X is Y"
    i = held.end if held is not None and held.names else clause.at + 1
    while i < clause.high and tokens[i].has("closing", "adverb"):
        i += 1
    if i < clause.high and (tokens[i].has("be", "copula", "naming") or tokens[i].text in ",:("):
        while i + 1 < clause.high and tokens[i + 1].has("be", "adverb"):
            i += 1  # "è stato"
        found = clause.phrase(i + 1) or clause.phrase(_past_time(clause, i + 1))
        if found is not None and found.names and "goods" not in found.nouns:
            return found
    return _named_before(clause)


def _past_time(clause: Clause, i: int) -> int:
    """Behind a small word and what it governs, up to the next article: "wird zum Jahreswechsel der"."""
    if i < clause.high and clause.tokens[i].has("preposition"):
        for j in range(i + 1, min(i + _ASIDE, clause.high)):
            if clause.tokens[j].has("determiner"):
                return j
    return i


def _named_before(clause: Clause) -> Argument | None:
    """Who a noun behind the name or its copula says more of: "Y is the new owner", "Y, the buyer"."""
    tokens, i = clause.tokens, clause.at - 1
    some = False
    while i > clause.low and (
        tokens[i].has("determiner", "adverb", "possessive", "counted")
        or (tokens[i].kind == "word" and not tokens[i].classes and tokens[i].cue is None)
    ):
        some = some or tokens[i].has("indefinite")
        i -= 1
    if some and tokens[i].has("naming"):
        return None  # who "gets a new owner" is not the owner
    i = _before_number(clause, i)
    if tokens[i].has("role") and i - 1 > clause.low:
        i -= 1  # "tritt als Käufer auf", "Y gilt als Käufer"
    if tokens[i].kind == "name" and i in (clause.at - 1, clause.at - 2):
        whole = " " in tokens[clause.at].text and not clause.governed(i)  # "Y wird Eigentümer von X"
        bare = (i == clause.low or whole) and i == clause.at - 1
        cleft = i > clause.low and tokens[i - 1].has("be", "copula")
        if bare or cleft:
            return Argument(names=[i])  # "Y nuovo proprietario di X", "è Y il nuovo proprietario"
    comma = tokens[i].text == "," and tokens[i - 1].kind == "name"
    chosen = tokens[i].has("called", "opening") and tokens[i - 1].kind == "name"  # "named Y as the buyer"
    if i <= clause.low or not (comma or chosen or tokens[i].has("be", "copula", "naming")):
        return None
    for j in range(i - 1, max(clause.low, i - _ASIDE) - 1, -1):
        if tokens[j].kind == "name":
            leading = clause.governor(j) if clause.governed(j) else None
            if leading is None or (chosen and leading.has("with")):
                return clause.group(j)  # "starts the year with Y as its new owner"
    return None


def _before_number(clause: Clause, i: int) -> int:
    """Before the words that make who has a role one of several: "is among the bidders", "is one of"."""
    tokens = clause.tokens
    if tokens[i].has("of") and i - 1 > clause.low:
        i -= 1
    counted = tokens[i].kind in ("word", "number") and not tokens[i].has("be", "copula", "naming", "called")
    linked = i > clause.low and tokens[i - 1].has("be", "copula")
    return i - 1 if counted and linked else i


def told_behind(clause: Clause) -> Argument | None:
    """Which one a deal is that a colon at the end tells: "Y seals the largest purchase of its history: X"."""
    tokens = clause.tokens
    for i in range(clause.at + 1, min(clause.at + _ASIDE, clause.high)):
        if tokens[i].text == ":":
            found = clause.phrase(i + 1)
            closed = found is not None and found.names and found.end >= len(tokens) - 1
            return found if closed else None
        if tokens[i].kind == "name" or tokens[i].kind == "mark":
            return None
    return None


def apposed_behind(clause: Clause) -> Argument | None:
    """Who a comma behind the noun of a role says has it: "X has a new owner, Y"."""
    tokens, i = clause.tokens, clause.at + 1
    if i + 1 >= clause.high or tokens[i].text != ",":
        return None
    found = clause.phrase(i + 1)
    if found is None or not found.names:
        return None
    closed = found.end >= len(tokens) or tokens[found.end].kind == "mark"
    return found if closed else None


def listed(clause: Clause) -> Argument | None:
    """What a list behind a noun names: "its purchases: A in 2012, B in 2014", "its purchases include A"."""
    tokens = clause.tokens
    for i in range(clause.at + 1, min(clause.at + 1 + _ASIDE, clause.high)):
        token = tokens[i]
        if token.text in ":(" or token.has("called", "naming"):
            found = clause.phrase(i + 1)
            return found if found is not None and found.names and "goods" not in found.nouns else None
        if token.text != "," and (token.kind != "word" or token.has("be", "have", "relative", *PREPOSITIONS)):
            return None
    return None


def said_to_be(clause: Clause, i: int) -> Argument | None:
    """Which one a noun phrase that ends before ``i`` is: "the latest purchase of Y is X"."""
    tokens = clause.tokens
    while i < clause.high and (tokens[i].kind == "date" or tokens[i].has("adverb")):
        i += 1
    if i >= clause.high or not (tokens[i].has("be", "copula", "naming") or tokens[i].text in ",:"):
        return None
    found = clause.phrase(i + 1)
    return found if found is not None and found.names and "goods" not in found.nouns else None


def disclosed(clause: Clause) -> Argument | None:
    """Who is told behind the object: "found a buyer for X: Y", "… for its unit, X, namely Y"."""
    held = clause.object()
    return said_to_be(clause, held.end) if held is not None and held.names else None


def meant(clause: Clause) -> Argument | None:
    """The company that a role takes for granted: "the buyer is Y"."""
    return Argument(nouns={"organization"}, end=clause.at + 1, generic=True, definite=True)


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "named_behind": named_behind,
    "members": members,
    "identity": identity,
    "told_behind": told_behind,
    "meant": meant,
    "apposed_behind": apposed_behind,
    "disclosed": disclosed,
    "listed": listed,
}
