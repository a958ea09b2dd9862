"""Who acts where no small word tells it: "akuisisi Y terhadap X", "pendiri X menjual perusahaannya".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.reading import Reading


def acting_slot(reading: Reading) -> str:
    """The slot of who acts: who sells, or who buys."""
    return "seller" if reading.trigger.frame == "sell" else "acquirer"


def actor_first(reading: Reading) -> None:
    """Who acts stands right behind the noun, before what is bought: "akuisisi Y terhadap X"."""
    found, rules, clause = reading.found, reading.rules, reading.clause
    if rules.get("target") != "noun.object" or len(found["target"].names) != 1 or reading.names("acquirer"):
        return
    end = found["target"].end
    led = end < clause.high and clause.tokens[end].has("of") and clause.tokens[end].has("for")
    bought = clause.phrase(end + 1) if led else None
    if bought is not None and bought.names:
        found["acquirer"], rules["acquirer"] = found["target"], "noun.object"
        found["target"], rules["target"] = bought, "noun.of"


def heads_firm(reading: Reading, i: int) -> bool:
    """Whether a title right before the name at ``i`` is of who heads the company named: "pendiri X"."""
    token = reading.clause.tokens[i]
    return token.mention is not None and not reading.is_person(token)
