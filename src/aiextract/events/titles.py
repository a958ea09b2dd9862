"""What a headline or the news of a share price names before it says who acts.

"X takeover: Y lifts its offer", "Shares in X rose after Y announced a bid". Nothing here knows a language:
words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.headlines import judged_bidder
from aiextract.events.phrases import PREPOSITIONS, Argument
from aiextract.events.roles import Clause

_WORD = 1  # words that may stand between the noun and its colon: "X takeover battle: …"
_OPENING = 2  # tokens of a sentence in which the shares stand that it speaks of


def titled(clause: Clause) -> Argument | None:
    """What is taken in a headline that opens with it and its noun: "X takeover: Y lifts its offer"."""
    return Argument(names=[clause.at - 1]) if titled_actor(clause) else None


def titled_actor(clause: Clause) -> Argument | None:
    """Who acts behind the colon there."""
    tokens, at = clause.tokens, clause.at
    if (
        at not in (1, 2)
        or tokens[at - 1].kind != "name"
        or any(one.kind == "name" for one in tokens[: at - 1])
    ):
        return None
    colon = next((k for k in range(at + 1, min(at + 2 + _WORD, len(tokens))) if tokens[k].text == ":"), None)
    found = None if colon is None else clause.phrase(colon + 1)
    if found is None or len(found.names) != 1 or found.end >= len(tokens):
        return None
    behind = tokens[found.end]
    acts = behind.kind == "word" and not behind.has(*PREPOSITIONS, "and", "relative", "conjunction")
    return found if acts else None


def quoted(clause: Clause) -> Argument | None:
    """Whose shares move since somebody acts: "Shares in X rose after Y announced a bid"."""
    tokens = clause.tokens
    share = next((k for k in range(min(_OPENING, clause.at)) if tokens[k].has("share")), None)
    if (
        share is None
        or clause.possessor() is not None
        or not tokens[share + 1].has("preposition", "of", "into")
    ):
        return None
    found = clause.phrase(share + 2)
    if found is None or len(found.names) != 1 or found.end >= clause.at:
        return None
    between = tokens[found.end : clause.at]
    told = any(one.has("conjunction", "preposition", "opening") for one in between)
    agent = clause.at + 1 < len(tokens) and tokens[clause.at + 1].has("by", "from")
    acts = agent or any(one.kind == "name" for one in between)
    return Argument(names=found.names, end=clause.at) if told and acts else None


def judging(clause: Clause) -> Argument | None:
    """Who judges an offer in a headline, which is made for it: "X rejects Y bid"."""
    bidder = judged_bidder(clause)
    if bidder is None:
        return None
    tokens, k = clause.tokens, bidder.names[0]
    while k > clause.low and not tokens[k].has("judging"):
        k -= 1
    while k > clause.low and tokens[k - 1].has("have", "adverb"):
        k -= 1
    named = k > clause.low and tokens[k - 1].kind == "name" and not clause.governed(k - 1)
    return Argument(names=[k - 1]) if named else None


def owned_pair(clause: Clause) -> Argument | None:
    """What is taken where its name stands between its taker's and the noun: "Y's $3bn X takeover"."""
    return Argument(names=[clause.at - 1]) if owned_pair_first(clause) else None


def owned_pair_first(clause: Clause) -> Argument | None:
    """Who takes it there."""
    tokens, i = clause.tokens, clause.at - 2
    if i <= clause.low or tokens[i + 1].kind != "name":
        return None
    while i > clause.low + 1 and (tokens[i].kind == "money" or tokens[i].cue is not None):
        i -= 1
    named = i > clause.low and tokens[i].text == "'s" and tokens[i - 1].kind == "name"
    return Argument(names=[i - 1]) if named else None


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "titled": titled,
    "titled_actor": titled_actor,
    "quoted": quoted,
    "judging": judging,
    "owned_pair": owned_pair,
    "owned_pair_first": owned_pair_first,
}
