"""Whether a purchase without a named target can be one of an organization: "bought the grocer".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiextract.events.clauses import Token
from aiextract.events.phrases import PREPOSITIONS, Argument
from aiextract.events.reading import Reading

NAMELESS = frozenset({"organization", "generic", "business"})  # nouns of a company without a name


def _resolved(reading: Reading) -> bool:
    """Whether a noun is what its subject plans or gives up: "X abandons the purchase of its rival"."""
    clause = reading.clause
    k = clause.at - 1
    while (
        k > clause.low and clause.tokens[k].cue is None and clause.tokens[k].has("determiner", *PREPOSITIONS)
    ):
        k -= 1
    return clause.tokens[k].cue is not None and k > reading.found["acquirer"].names[-1]


def nameless(
    reading: Reading,
    target: Argument,
    acquirers: Sequence[Token],
    sellers: Sequence[Token],
    paid: Token | None,
) -> bool:
    """Whether a purchase without a named target is one of an organization ("the grocer", "it")."""
    if not acquirers or (reading.rules["acquirer"] == "noun.subject" and not _resolved(reading)):
        return False
    if target.nouns & NAMELESS:
        return target.definite or bool(sellers)
    if target.nouns & {"share", "majority"} and not target.names:
        return True  # "buys all shares": small ones are none of an acquisition
    known = not reading.trigger.weak or any(token.mention is not None for token in acquirers)
    return target.generic and not target.nouns and (known or paid is not None)
