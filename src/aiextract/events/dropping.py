"""Verbs without their subject, where none is needed: "In 2021 [it] bought X", "[It] closed the deal for X".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.phrases import PREPOSITIONS
from aiextract.events.reading import Reading

_BUYING = frozenset({"buy", "pay"})


def drops_subject(reading: Reading) -> bool:
    """Whether the verb of a purchase, or the one whose object its noun is, has no subject in its clause."""
    if not reading.language.events.drops_subjects or reading.trigger.frame not in _BUYING:
        return False
    if reading.voice == "noun":
        return _begins_with_verb(reading)
    clause = reading.clause
    start = clause.verb_start()
    before = clause.tokens[start - 1] if start else None
    edge = before is None or before.kind in ("mark", "date") or before.has("and", "conjunction")
    return reading.voice == "active" and edge


def _begins_with_verb(reading: Reading) -> bool:
    """Whether the sentence begins with the verb of the noun, or nothing but a time before it has.

    "En marzo anunció la compra de X": but not one who judges it, nor "se anunció la compra de X".
    """
    tokens, k = reading.clause.tokens, max(0, reading.clause.at - 1)
    while k > 0 and tokens[k].has("determiner", "possessive"):
        k -= 1
    verb, had = tokens[k], k > 0 and tokens[k - 1].has("have")
    if verb.has(*PREPOSITIONS, "judging") or verb.kind != "word" or verb.trigger is not None:
        return False
    if not (verb.cue is not None or verb.has("verb") or (had and not verb.has("be"))):
        return False
    while k > 0 and tokens[k - 1].has("have", "be"):
        k -= 1
    return all(
        token.kind in ("date", "number")
        or token.text == ","
        or (token.has("adverb", "preposition", "determiner", "elsewhen") and not token.has("reflexive"))
        for token in tokens[:k]
    )
