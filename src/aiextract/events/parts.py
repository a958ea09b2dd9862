"""Which percent is the stake that is bought: more than half of the shares or of the company, held by nobody.

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from aiextract.events.clauses import Token
from aiextract.events.phrases import ENDS
from aiextract.events.values import HALF

_NEAR = 3  # tokens from a percent to what it is a part of
_CLOSING = ENDS | set(",()")
_CLAUSE = 8  # tokens around a percent in which somebody holds it


def bought(tokens: list[Token], is_target: Callable[[str], bool]) -> Token | None:
    """The first percent of a sentence that can be the stake of a deal for what ``is_target``."""
    return next((token for k, token in enumerate(tokens) if _fits(tokens, k, is_target)), None)


def kind_of(share: Token) -> str | None:
    """Whether a percent is all or a majority; None of a half."""
    value = _value(share)
    return "all" if value == 100 else "majority" if value > HALF else None


def _value(token: Token) -> Decimal:
    return Decimal(str((token.mention or {}).get("value_max") or 0))


def _fits(tokens: list[Token], k: int, is_target: Callable[[str], bool]) -> bool:
    """Whether the percent at ``k`` is of the shares or of the company, no growth, and held by nobody."""
    token = tokens[k]
    if (
        token.kind != "percent"
        or token.mention is None
        or token.mention.get("direction")
        or _value(token) > 100
    ):
        return False
    before, behind = _clause(tokens[:k][::-1]), _clause(tokens[k + 1 :])
    whole = any(one.has("whole") for one in (*before[:2], *behind[:_NEAR]))
    if _value(token) < HALF and not whole:
        return False
    if any(one.has("owned", "keeping", "depending", "valuation") for one in (*before, *behind)):
        return False
    led = any(one.has("share") for one in before[:2])
    named = any(one.kind == "name" and is_target(one.text) for one in behind[:_NEAR])
    whose = any(one.has("share", "organization", "business") for one in behind[:_NEAR])
    return whole or led or named or whose


def _clause(tokens: list[Token]) -> list[Token]:
    """The tokens from a place on that are of the same clause."""
    near = tokens[:_CLAUSE]
    ends = (
        n for n, one in enumerate(near) if one.kind == "percent" or one.has("and") or one.text in _CLOSING
    )
    return near[: next(ends, len(near))]
