"""Objects that a small word before the verb stands for: "Y l'a racheté", "Y ne ha rilevato il 60%".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.phrases import OWNED, Argument
from aiextract.events.reading import Reading

_NEAR = 5  # tokens from the verb to the percent of what it takes
_PARTS = OWNED | {"whole", "minority"}


def stands_for(reading: Reading) -> Argument | None:
    """The company that a small word before an active verb means, where no object names another one."""
    clause, held = reading.clause, reading.found.get("target")
    if reading.voice != "active" or (held is not None and (held.names or held.nouns - _PARTS)):
        return None
    if reading.trigger.weak and not any(token.mention is not None for token in reading.names("acquirer")):
        return None  # "he bought it": that may be anything
    for k in range(max(clause.low, clause.verb_start() - 1), clause.at):
        token, behind = clause.tokens[k], clause.tokens[k + 1]
        if not (behind.has("have") or k + 1 == clause.at):
            continue
        if token.has("clitic") and held is None:
            break
        if token.has("partitive") and _takes_part(reading, held) and _acts(reading, k - 1):
            break
    else:
        return None
    values = held.values if held is not None else []
    nouns = {"generic"} | (held.nouns if held is not None else set())
    return Argument(nouns=nouns, values=values, end=clause.at + 1, generic=True, definite=True)


def _takes_part(reading: Reading, held: Argument | None) -> bool:
    """Whether the verb takes a part or the control of what "of it" means."""
    behind = reading.clause.tokens[reading.clause.at + 1 : reading.clause.at + 1 + _NEAR]
    itself = " " in reading.clause.tokens[reading.clause.at].text  # "a pris le contrôle"
    return held is not None or itself or any(token.kind == "percent" for token in behind)


def _acts(reading: Reading, i: int) -> bool:
    """Whether who acts stands at ``i``, right before the small word: "Y en rachète", not "en rachetant"."""
    token = reading.clause.tokens[i] if i >= reading.clause.low else None
    return token is not None and (
        token.kind == "name" or token.has("organization", "pronoun", "relative", "generic", "adverb")
    )
