"""Price and stake of a deal: which value of the clause belongs to its trigger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from aiextract.events.clauses import Token
from aiextract.events.phrases import ENDS, Argument
from aiextract.events.reading import Reading
from aiextract.events.reasons import Unfit
from aiextract.events.roles import Clause
from aiextract.events.timing import RIGHT, new_clause

_LEFT = 14  # tokens that may stand between an amount and the trigger behind it
Stake = tuple[Token | None, str | None]
HALF = Decimal(50)
_LEADING = ("by", "of", "to", "from", "for")  # small words before what is no subject
_DEAL = frozenset({"deal"})
_EACH = 6  # tokens before an amount that can say that it is for one share
_SHARE = 200  # less than this, with cents, is a price per share
_AS = 3  # tokens behind a target in which it is told as what somebody comes: "as majority shareholder"
_STAKE = 8  # tokens before a target in which the stake in it is told
_STAKES = frozenset({"share", "majority", "control", "whole"})
_PARTING = ("be", "have", "verb", "relative", "pronoun", "and", "conjunction", "by", "for", "preposition")
_TOTAL = 100  # times a price per share that a price as a whole is at least


def price(clause: Clause, low: int) -> Token | None:
    """The amount that is paid: behind the trigger first, then before it; no valuation, no price per share."""
    tokens = clause.tokens
    for k in range(clause.at + 1, min(clause.high, clause.at + RIGHT)):
        token = tokens[k]
        if token.text in ENDS or (token.kind == "name" and new_clause(clause, k)):
            break
        if token.kind == "money" and _total(clause, k) and not converted(clause, k):
            return token
    for k in range(clause.at - 1, max(low, clause.at - _LEFT) - 1, -1):
        token = tokens[k]
        other = low > 0 and (token.has("and") or token.text == ",")
        if token.text in ENDS or token.has("relative") or other:
            break  # behind another trigger and an "and" or a comma it is that one's
        if token.kind == "money" and _total(clause, k) and not converted(clause, k):
            return token
    return None


def deal_price(reading: Reading) -> Token | None:
    """The amount that one of the next sentences gives for "the deal", up to where another one is told."""
    tokens = reading.clause.tokens
    reader = reading.reader
    if any(token.trigger is not None for token in tokens[reading.clause.at + 1 :]):
        return None
    with_money = [
        n
        for n, span in enumerate(reading.after)
        if reader.has("MONEY", span) and reader.may_speak(reading.language, span, _DEAL)
    ]
    for n in range(with_money[-1] + 1 if with_money else 0):
        tokens = reader.tokens(reading.language, reading.after[n])
        if any(token.trigger is not None and not token.trigger.light for token in tokens):
            return None
        paid = _for_the_deal(tokens) if n in with_money else None
        if paid is not None:
            return paid
    return None


def _for_the_deal(tokens: list[Token]) -> Token | None:
    """The first amount behind a word for the deal or its price."""
    deal = next((k for k, token in enumerate(tokens) if token.has("deal")), len(tokens))
    k = next((k for k in range(deal + 1, min(len(tokens), deal + _LEFT)) if tokens[k].kind == "money"), None)
    if k is None:
        return None
    parted = any(token.text in ENDS and token.text != ":" for token in tokens[deal:k])
    if parted and sum(token.kind == "money" for token in tokens) > 1:
        return None
    # "The deal is valued at 3 million", but not "the deal values the company at 3 million".
    plain = not any(token.kind == "name" or token.has("organization") for token in tokens[deal + 1 : k])
    clause = Clause(tokens, 0, 0, len(tokens))
    return tokens[k] if _total(clause, k, deal + 1 if plain else 0, named=plain) else None


def own_value(reading: Reading, one: Token | None, targets: Sequence[Token], kind: str) -> Token | None:
    """The value behind one of several targets, where it alone has it: "A in 2018 and B in 2020"."""
    if one is None or len(targets) < 2:
        return None
    tokens = reading.clause.tokens
    for token in tokens[tokens.index(one) + 1 : reading.clause.high]:
        if token.kind == kind and (one is not targets[-1] or _valued(reading, targets[-2], kind)):
            return token
        if token in targets or token.text in ENDS or (kind == "date" and token.has("and")):
            break
    return _leading_date(reading, one, targets) if kind == "date" else None


def _leading_date(reading: Reading, one: Token, targets: Sequence[Token]) -> Token | None:
    """The date before one of several targets: "A and, two years later, B"."""
    tokens = reading.clause.tokens
    for token in reversed(tokens[: tokens.index(one)]):
        if token.kind == "date" and one is not targets[0]:
            return token
        if token in targets or token.trigger is not None or token.has("and") or token.text in ENDS:
            return None
    return None


def _valued(reading: Reading, target: Token, kind: str) -> bool:
    """Whether a value of this kind stands right behind the target."""
    tokens = reading.clause.tokens
    for token in tokens[tokens.index(target) + 1 :]:
        if token.kind != "word" and token.text not in "(,":
            return token.kind == kind
    return False


def converted(clause: Clause, k: int) -> bool:
    """Whether the amount at ``k`` only says the one before it in another currency: "2 billion euros (…)"."""
    return k > 1 and clause.tokens[k - 1].text == "(" and clause.tokens[k - 2].kind == "money"


def _total(clause: Clause, k: int, low: int = 0, *, named: bool = False) -> bool:
    """Whether the amount at ``k`` can be a price as a whole (``named``: words from ``low`` on say so)."""
    return unfit_price(clause, k, low, named=named) is None


def unfit_price(clause: Clause, k: int, low: int = 0, *, named: bool = False) -> Unfit | None:
    """Why the amount at ``k`` is no price as a whole, None where it can be one (arguments of ``_total``)."""
    mention: Mapping[str, Any] | None = clause.tokens[k].mention
    if mention is None or mention.get("qualifier") == "vague":
        return Unfit.VAGUE
    # A company may go for one euro, or for a hundred; with cents it is a share: "a bid at 6.20 euros".
    each = _worth(clause.tokens[k]) < _SHARE and bool(_worth(clause.tokens[k]) % 1)
    if each or mention.get("per") or _each(clause, k) or _share_sized(clause, k):
        return Unfit.PER_UNIT
    if (
        not named
        and k > 1
        and clause.tokens[k - 1].has("pronoun")
        and not clause.tokens[k - 2].has(*_LEADING)
    ):
        # What the one has of whom another clause speaks: "seit sie 2 Milliarden verlor".
        return Unfit.POSSESSED
    for j in range(k - 1, max(low, k - 7) - 1, -1):
        token = clause.tokens[j]
        if token.has("valuation") and not named:
            # "A deal valued north of 3 million", but not "a company valued at 3 million".
            return None if clause.tokens[j - 1].has("deal") else Unfit.VALUATION
        if token.has("price") or token.kind in ("name", "money") or token.trigger is not None:
            break
    following = clause.tokens[k + 1 : k + 4]
    for n, token in enumerate(following):
        if token.has("called") or token.text in ",;" or token.kind == "money":
            break  # "including debt", or another amount's word
        if token.has("per") and n + 1 < len(following) and following[n + 1].has("share"):
            return Unfit.PER_UNIT
        if token.has("valuation") and n < 2:
            return Unfit.VALUATION
    return None


def _each(clause: Clause, k: int) -> bool:
    """Whether words before the amount at ``k`` say that it is for one share: "je Aktie 38 Euro"."""
    before = clause.tokens[max(0, k - _EACH) : k]
    others = any(one.kind in ("money", "mark") for one in before)
    return not others and any(one.has("per") and two.has("share") for one, two in pairwise(before))


def _share_sized(clause: Clause, k: int) -> bool:
    """Whether the amount at ``k`` is of the size of a price per share beside it: "from 20 a share to 62"."""
    return any(
        token.mention["per"] and _worth(clause.tokens[k]) < _TOTAL * _worth(token)
        for token in clause.tokens
        if token.kind == "money" and token.mention is not None and "per" in token.mention
    )


def _worth(token: Token) -> Decimal:
    return Decimal(str((token.mention or {}).get("amount_max") or 0))


def stake(clause: Clause, target: Argument | None, implied: Sequence[str] = ()) -> Stake | None:
    """The percent that is bought and its kind; None where it is a minority (no acquisition).

    Where the trigger has ``implied`` a share, the percent may stand anywhere behind it ("steigt mit 75
    Prozent bei X ein"); of two the last one is what is held then ("von 40 auf 70 Prozent").
    """
    nouns = set(target.nouns) if target is not None else set()
    percents = [
        clause.tokens[i] for i in (target.values if target else ()) if clause.tokens[i].kind == "percent"
    ]
    if not percents and target is not None:
        percents = _beside(clause, target) or _before(clause, target, nouns)
    if not percents and "share" in implied:
        percents = [token for token in clause.tokens[clause.low : clause.high] if token.kind == "percent"][
            -1:
        ]
        held = clause.tokens[clause.at : target.end + _AS if target is not None else clause.at]
        if not percents and any(token.has("majority") for token in held):
            return None, "majority"
    if percents:
        value = Decimal(str((percents[0].mention or {}).get("value_max") or 0))
        if value < HALF:
            return (percents[0], "all") if "whole" in nouns else None  # "the remaining 30 percent"
        kind = "all" if value == 100 else "majority" if value > HALF else None
        return percents[0], "control" if kind is None and "control" in nouns else kind
    if "own" in nouns or "minority" in nouns:
        return None
    if "majority" in nouns:
        return None, "majority"
    if "control" in nouns:
        return None, "control"
    if "share" in nouns:
        return (None, "all") if "whole" in nouns else None
    return None, "all" if "whole" in nouns else None


def _reached(clause: Clause, k: int) -> Token:
    """The percent at ``k``, or the one up to which the stake grows: "from 40 to 75 percent"."""
    for j in range(k + 1, min(k + 5, clause.high)):
        token = clause.tokens[j]
        if token.kind == "percent":
            return token
        if token.kind != "word" or token.has("and", "relative", "by"):
            break
    return clause.tokens[k]


def _before(clause: Clause, target: Argument, nouns: set[str]) -> list[Token]:
    """A percent before a target that stands left of its verb; what else is said of the stake joins ``nouns``.

    "55 persen saham X dibeli Y", "the majority of X was bought"
    """
    first = target.names[0] if target.names else clause.at
    said: set[str] = set()
    for k in range(first - 1, max(clause.low, first - _STAKE) - 1, -1) if first < clause.at else ():
        token = clause.tokens[k]
        if token.kind == "percent":
            return [token]
        if token.kind != "word" or token.trigger is not None:
            break
        if token.has(*_PARTING) and not token.has("of"):
            break
        said |= token.classes & _STAKES
    if said - {"share"} and ("share" in said or "majority" in said):
        nouns |= said
    return []


def _beside(clause: Clause, target: Argument) -> list[Token]:
    """A percent right behind the target: "akuisisi X sebesar 75 persen", "… X (75 %)"."""
    for k in range(target.end, min(target.end + 4, clause.high)):
        token = clause.tokens[k]
        if token.kind == "percent":
            return [_reached(clause, k)]
        if token.kind not in ("word", "mark") or token.text in ENDS or token.text == ",":
            break
    return []
