"""To whom something is given where an article alone tells it: "verkaufte dem Konzern Y die Tochter X".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.phrases import PREPOSITIONS, Argument
from aiextract.events.roles import Clause

_NEAR = 4  # tokens between the article and the name


def is_given(clause: Clause, name: int) -> bool:
    """Whether the article of the name at ``name`` says that something is given to it."""
    tokens = clause.tokens
    for k in range(name - 1, max(-1, name - 2 - _NEAR), -1):
        if tokens[k].has("dative"):
            return not k or not tokens[k - 1].has(*PREPOSITIONS, "and")
        if tokens[k].kind != "word" or tokens[k].has("determiner", "possessive", "be", "have", *PREPOSITIONS):
            return False
    return False


def given(clause: Clause) -> Argument | None:
    """To whom the clause says that something is given."""
    for k in range(clause.low, clause.high):
        if clause.tokens[k].kind == "name" and is_given(clause, k):
            return Argument(names=[k], nouns={"organization"}, end=k + 1)
    return None


def handed(clause: Clause) -> Argument | None:
    """What is given right behind to whom: "verkauft dem Konzern Y die Tochter X"."""
    taker = clause.phrase(clause.at + 1)
    if taker is None or not taker.names or not is_given(clause, taker.names[0]):
        return None
    return clause.phrase(taker.end)


FINDERS = {"given": given, "handed": handed}
