"""Objects that a small word before the verb stands for: "Y l'a racheté", "Y ne ha rilevato il 60%".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.clauses import Token
from aiextract.events.phrases import OWNED, Argument
from aiextract.events.reading import Reading

_NEAR = 5  # tokens from the verb to the percent of what it takes
_PARTS = OWNED | {"whole", "minority"}
_KEEPING = frozenset({"held", "holding"})  # frames of what is told with since when: "la controllata X"


def stand_for(reading: Reading) -> None:
    """Give a small word before an active verb its part: it is what is taken, where no object names another.

    What follows the verb then acts, where nothing before it does: "X cambia padrone: la acquista Y".
    """
    if reading.trigger.frame == "holding":
        return  # "a dona de X": a noun with its article
    found, held = reading.found, reading.found.get("target")
    asked = reading.voice == "active" and reading.trigger.frame not in _KEEPING
    word = _word(reading) if asked else None
    if word is None:
        _part_alone(reading)
        return
    nouns, values = {"generic"}, []
    if held is not None and held.names:
        if word.has("partitive") or reading.names("acquirer"):
            return
        found["acquirer"], reading.rules["acquirer"] = held, "active.object"
    elif held is not None:
        nouns, values = nouns | held.nouns, held.values
    if reading.trigger.weak and not any(token.mention is not None for token in reading.names("acquirer")):
        return  # "he bought it": that may be anything
    end = reading.clause.at + 1
    found["target"] = Argument(nouns=nouns, values=values, end=end, generic=True, definite=True)
    reading.rules["target"] = "active.clitic"


def _part_alone(reading: Reading) -> None:
    """Take a percent behind a verb for shares of whom the text told before: "Y a racheté 71 %"."""
    clause = reading.clause
    i = clause.at + 1
    while i < clause.high and clause.tokens[i].has("determiner", "preposition"):
        i += 1
    behind = clause.tokens[i : i + 2]
    # "bought 20 % more of X and now holds 65 %"
    taken = "share" in reading.trigger.implies and any(
        one.trigger is not None for one in clause.tokens[: clause.at]
    )
    buys = (
        reading.voice == "active" and reading.trigger.frame == "buy" and (taken or not reading.trigger.weak)
    )
    if not buys or "target" in reading.found or not behind or behind[0].kind != "percent":
        return
    if len(behind) == 2 and behind[1].has("of"):
        return  # "71 % of the market"
    nouns = {"share", "organization"} if taken else {"share"}
    reading.found["target"] = Argument(nouns=nouns, values=[i], end=i + 1, generic=True, definite=True)
    reading.rules["target"] = "active.part"


def _word(reading: Reading) -> Token | None:
    """The small word before the verb that stands for a company, or for a part of it."""
    clause, held = reading.clause, reading.found.get("target")
    for k in range(max(clause.low, clause.verb_start() - 1), clause.at):
        token, behind = clause.tokens[k], clause.tokens[k + 1]
        if not (behind.has("have") or k + 1 == clause.at):
            continue
        if token.has("clitic") and (held is None or held.names):
            return token
        parts = held is None or not (held.names or held.nouns - _PARTS)
        if token.has("partitive") and parts and _takes_part(reading, held) and _acts(reading, k - 1):
            return token
    return None


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
