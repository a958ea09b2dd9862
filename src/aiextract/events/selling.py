"""Companies that are sold to nobody named: "The brewer X has been sold", "Der Brauer X wird verkauft".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.clauses import Token
from aiextract.events.phrases import ENDS
from aiextract.events.reading import Reading

_VALUES = ("date", "money")


def for_sale(reading: Reading) -> bool:
    """Whether a company that is called one is sold, with nothing told but when and for how much.

    What is sold somewhere or to many is a product: "the brand X is sold in 400 shops".
    """
    clause, held = reading.clause, reading.found.get("target")
    if reading.trigger.frame != "sell" or reading.voice != "passive" or held is None:
        return False
    if len(held.names) != 1 or held.names[0] > clause.at:
        return False
    tokens, name = clause.tokens, held.names[0]
    called = tokens[name - 1].has("organization") and not tokens[name - 1].has("goods")
    between = tokens[name + 1 : clause.at]
    behind = tokens[clause.at + 1 : clause.high]
    passive = any(token.has("be") for token in (*between, *behind[:2]))
    return called and passive and all(map(_plain, between)) and _closes(behind)


def _plain(token: Token) -> bool:
    """Whether a token only helps the verb or says when."""
    return token.kind == "date" or token.has("be", "adverb") or token.cue is not None


def _closes(behind: list[Token]) -> bool:
    """Whether nothing follows the verb but its auxiliary, a time or a price up to the end of the clause."""
    for k, token in enumerate(behind):
        if token.text in (*ENDS, ",", "."):
            return True
        led = token.has("preposition", "for", "price") and k + 1 < len(behind)
        if not (_plain(token) or token.kind in _VALUES or (led and behind[k + 1].kind in _VALUES)):
            return False
    return True
