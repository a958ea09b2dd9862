"""What a deal still waits for: "is subject to approval", "is expected to close in May".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiextract.events.clauses import Token
from aiextract.events.phrases import ENDS, PREPOSITIONS

_NEAR = 10  # tokens between words that speak of one thing: "subject to the approval"
_OBJECT = 5  # tokens from a verb of closing to what is closed
_NOUNS = ("deal", "agreement")
_TELLING = frozenset({"depending", "expected", "completion"})


def is_noun(token: Token) -> bool:
    """Whether a token is a noun for the deal: "the transaction", "the contract", "the purchase"."""
    return token.has(*_NOUNS) or token.form == "noun"


def is_pending(tokens: Sequence[Token]) -> bool:
    """Whether something is still to come: an approval, or the closing itself."""
    for k, token in enumerate(tokens):
        if token.cue is None and token.classes.isdisjoint(_TELLING):
            continue
        if token.has("depending") and any(one.has("approval") for one in (token, *_stretch(tokens, k))):
            return True
        if (token.has("expected") or _means(token)) and _closing(tokens, k):
            return True
        if token.has("completion") and token.has("agreement") and _told(_stretch(tokens, k), "expected"):
            return True  # "Closing is expected in May"
    return False


def _means(token: Token) -> bool:
    """Whether somebody means to do, or will do, what follows: "wants to", "will"."""
    cue = token.cue
    return cue is not None and bool(cue.auxiliary) and cue.status in ("planned", "announced")


def _closing(tokens: Sequence[Token], k: int) -> bool:
    """Whether the closing of a deal is what the word at ``k`` expects."""
    near = (tokens[k], *_stretch(tokens, k))
    at = next((j for j, token in enumerate(near) if token.has("completion")), None)
    if at is None:
        return False
    if near[at].has("agreement") or any(is_noun(one) for one in tokens[k : k + at + _OBJECT]):
        return True  # "expects the closing", "plans to complete the purchase"
    return any(is_noun(tokens[j]) and not _governed(tokens, j) for j in range(k))


def _governed(tokens: Sequence[Token], j: int) -> bool:
    """Whether a small word leads to the noun at ``j``: "after the purchase"."""
    while j > 0 and (tokens[j - 1].has("determiner", "definite") or not tokens[j - 1].classes):
        j -= 1
    return j > 0 and tokens[j - 1].has(*PREPOSITIONS, "conjunction")


def _told(tokens: Sequence[Token], kind: str) -> bool:
    return any(token.has(kind) for token in tokens)


def _stretch(tokens: Sequence[Token], k: int) -> Sequence[Token]:
    """The tokens behind ``k`` up to the next comma."""
    for j in range(k + 1, min(len(tokens), k + _NEAR)):
        if tokens[j].text in ENDS or tokens[j].text in ",.":
            return tokens[k + 1 : j]
    return tokens[k + 1 : k + _NEAR]
