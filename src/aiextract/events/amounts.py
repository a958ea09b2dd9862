"""What an amount is: the price of a deal, something else, or an amount of which nothing is told.

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from enum import Enum, auto

from aiextract.events.awaiting import is_noun
from aiextract.events.clauses import Token
from aiextract.events.phrases import ENDS
from aiextract.events.reasons import Unfit
from aiextract.events.roles import Clause
from aiextract.events.values import converted, unfit_price

_BEFORE, _BEHIND = 16, 5  # tokens before an amount and behind it that can say what it is
_NEAR = 9  # tokens before an amount in which a word makes it something else
_SUBJECT = 22  # tokens from a deal to the verb that tells what it values a company at
_OFFERS = frozenset({"bid", "offer", "pay"})  # frames of those who lay an amount on the table
_UNFIT = frozenset({Unfit.VAGUE, Unfit.PER_UNIT, Unfit.POSSESSED})


class Sign(Enum):
    """What an amount looks like: something else, nothing told, a price."""

    OTHER = auto()
    BARE = auto()
    PRICE = auto()


def named(tokens: list[Token]) -> Token | None:
    """The first amount that words tell to be a price."""
    for k, token in enumerate(tokens):
        if token.kind == "money" and sign(tokens, k) is Sign.PRICE:
            return token
    return None


def alone(tokens: list[Token]) -> Token | None:
    """The one amount of which nothing tells that it is something else."""
    found = [
        token for k, token in enumerate(tokens) if token.kind == "money" and sign(tokens, k) is not Sign.OTHER
    ]
    return found[0] if len(found) == 1 else None


def sign(tokens: list[Token], k: int) -> Sign:
    """What the amount at ``k`` looks like, by the nearest word that tells."""
    clause = Clause(tokens, 0, 0, len(tokens))
    if unfit_price(clause, k) in _UNFIT or converted(clause, k):
        return Sign.OTHER
    behind = Sign.BARE
    for token in tokens[k + 1 : k + 1 + _BEHIND]:
        if (
            token.kind == "money"
            or (token.kind == "mark" and token.text != "-")
            or token.has("called", "and")
        ):
            break
        if token.has("valuation"):
            return Sign.OTHER
        if _pays(token) or token.has("deal"):
            behind = Sign.PRICE
    apart = False
    for j in range(k - 1, max(-1, k - 1 - _BEFORE), -1):
        token = tokens[j]
        if token.kind == "money" or (token.text in ENDS and token.text != ":"):
            break
        if _pays(token) or token.has("deal", "offer") or token.form == "noun":
            return Sign.PRICE
        if token.has("valuation") and not apart and k - j <= _NEAR:
            return Sign.PRICE if _of_deal(tokens, j) else Sign.OTHER
        apart = apart or token.trigger is not None
    return behind


def _of_deal(tokens: list[Token], j: int) -> bool:
    """Whether what tells a value at ``j`` does so of a deal, not of a company: "a deal valued at 3 million".

    Where it is a verb, a deal may be its subject far before: "the offer of Y values X at 3 million".
    """
    if j and tokens[j - 1].has("deal"):
        return True
    far = tokens[max(0, j - _SUBJECT) : j] if tokens[j].has("valuing") else []
    ended = max((n for n, one in enumerate(far) if one.text in ENDS), default=-1)
    return any(one.has("offer") or is_noun(one) for one in far[ended + 1 :])


def _pays(token: Token) -> bool:
    """Whether a word is a verb of paying or of offering."""
    trigger = token.trigger
    return token.has("paying") or (trigger is not None and trigger.light and trigger.frame in _OFFERS)
