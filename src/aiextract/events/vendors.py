"""Who sells, told beside the deal: "The seller is Z", "Z and A, the sellers, …".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiextract.events.clauses import Token
from aiextract.events.reading import Reading
from aiextract.events.roles import Clause

_NEAR = 3  # tokens between the noun of who sells and the name


def vendor(reading: Reading, tokens: list[Token], foreign: Sequence[Token]) -> Token | None:
    """The name that a noun for who sells stands for; ``foreign`` are the names that are no party."""
    clause = Clause(tokens, 0, 0, len(tokens))
    for k, token in enumerate(tokens):
        if not token.has("vendor"):
            continue
        found = clause.phrase(k + 1 + _led(tokens, k), free=True)
        if found is not None and found.names and tokens[found.names[0]] in foreign:
            return tokens[found.names[0]]
        before = _apposed(tokens, k)
        if before is not None and before in foreign:
            return before
    return None


def _led(tokens: Sequence[Token], k: int) -> int:
    """How many tokens lead from the noun at ``k`` to its name: "is", a comma, a colon."""
    led = 0
    while k + 1 + led < len(tokens) and (
        tokens[k + 1 + led].has("be", "copula") or tokens[k + 1 + led].text in ",:"
    ):
        led += 1
    return led


def _apposed(tokens: Sequence[Token], k: int) -> Token | None:
    """The first of the names that the noun at ``k`` stands in apposition to: "Z and A, the sellers"."""
    j = k - 1
    while j > 0 and tokens[j].has("determiner"):
        j -= 1
    if j < 1 or tokens[j].text != "," or tokens[j - 1].kind != "name":
        return None
    j -= 1
    while j > 1 and tokens[j - 1].has("and") and tokens[j - 2].kind == "name":
        j -= 2
    return tokens[j]
