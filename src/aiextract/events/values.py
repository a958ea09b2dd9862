"""Price, stake and date of a deal: which value of the clause belongs to its trigger."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from aiextract.events.clauses import Token
from aiextract.events.engine import Reading
from aiextract.events.phrases import ENDS, PREPOSITIONS, Argument
from aiextract.events.reasons import Unfit
from aiextract.events.roles import Clause

_LEFT = 14  # tokens that may stand between an amount and the trigger behind it
_RIGHT = 36
_SIGNED = 4  # tokens behind a relative word in which a word tells of the deal: "which closed in 2006"
Stake = tuple[Token | None, str | None]
HALF = Decimal(50)
_LINKS = (*PREPOSITIONS, "conjunction")
_DAY = re.compile(r"XXXX-\d\d(?:-\d\d)?")  # known but for its year


def price(clause: Clause, low: int) -> Token | None:
    """The amount that is paid: behind the trigger first, then before it; no valuation, no price per share."""
    tokens = clause.tokens
    for k in range(clause.at + 1, min(clause.high, clause.at + _RIGHT)):
        token = tokens[k]
        if token.text in ENDS or (token.kind == "name" and _new_clause(clause, k)):
            break
        if token.kind == "money" and _total(clause, k) and not _converted(clause, k):
            return token
    for k in range(clause.at - 1, max(low, clause.at - _LEFT) - 1, -1):
        token = tokens[k]
        if token.text in ENDS or token.has("relative") or (low > 0 and token.has("and")):
            break  # behind another trigger and an "and" it is that one's
        if token.kind == "money" and _total(clause, k) and not _converted(clause, k):
            return token
    return None


def deal_price(reading: Reading) -> Token | None:
    """The amount of the next sentence, where that speaks of "the deal" and of one amount alone."""
    if reading.after is None or not reading.alone or not reading.reader.has("MONEY", reading.after):
        return None
    tokens = reading.reader.tokens(reading.language, reading.after)
    money = [k for k, token in enumerate(tokens) if token.kind == "money"]
    if len(money) != 1 or any(token.trigger is not None and not token.trigger.light for token in tokens):
        return None
    deal = next((k for k in range(money[0] - 1, -1, -1) if tokens[k].has("deal")), None)
    if deal is None:
        return None
    # "The deal is valued at 3 million", but not "the deal values the company at 3 million".
    plain = not any(
        token.kind == "name" or token.has("organization") for token in tokens[deal + 1 : money[0]]
    )
    clause = Clause(tokens, 0, 0, len(tokens))
    return tokens[money[0]] if _total(clause, money[0], deal + 1 if plain else 0, named=plain) else None


def own_value(reading: Reading, one: Token | None, targets: Sequence[Token], kind: str) -> Token | None:
    """The value behind one of several targets, where it alone has it: "A in 2018 and B in 2020"."""
    if one is None or len(targets) < 2:
        return None
    tokens = reading.clause.tokens
    for token in tokens[tokens.index(one) + 1 : reading.clause.high]:
        if token.kind == kind and (one is not targets[-1] or _valued(reading, targets[-2], kind)):
            return token
        if token in targets or token.text in ENDS:
            break
    return None


def _valued(reading: Reading, target: Token, kind: str) -> bool:
    """Whether a value of this kind stands right behind the target."""
    tokens = reading.clause.tokens
    for token in tokens[tokens.index(target) + 1 :]:
        if token.kind != "word":
            return token.kind == kind
    return False


def _converted(clause: Clause, k: int) -> bool:
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
    if mention.get("per"):
        return Unfit.PER_UNIT
    if not named and k and clause.tokens[k - 1].has("pronoun"):
        # What the one has of whom another clause speaks: "seit sie 2 Milliarden verlor".
        return Unfit.POSSESSED
    for j in range(k - 1, max(low, k - 7) - 1, -1):
        token = clause.tokens[j]
        if token.has("valuation") and not named:
            return Unfit.VALUATION
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


def _new_clause(clause: Clause, k: int) -> bool:
    """Whether the name at ``k`` begins a clause of its own: nothing governs it, and a verb follows."""
    if k + 1 >= len(clause.tokens) or clause.governed(k):
        return False
    before, behind = clause.tokens[k - 1], clause.tokens[k + 1]
    return (before.text == "," or before.has("and", "conjunction", "determiner")) and (
        behind.has("be", "have")
        or (behind.cue is not None and not behind.has(*PREPOSITIONS))
        or behind.trigger is not None
    )


def deal_date(clause: Clause, low: int) -> Token | None:
    """The date beside the trigger: behind it in the clause, else before it."""
    tokens = clause.tokens
    for k in range(clause.at + 1, min(clause.high, clause.at + _RIGHT)):
        token = tokens[k]
        if token.text in ENDS or _other_clause(clause, k):
            break
        if _dates(clause, k):
            return token
    for k in range(clause.at - 1, low - 1, -1):
        token = tokens[k]
        if token.text in ENDS:
            break
        if _dates(clause, k):
            return token
    return None


def _other_clause(clause: Clause, k: int) -> bool:
    """Whether another clause begins at ``k``: a name or "and" with a verb, a relative of something else."""
    token, behind = clause.tokens[k], clause.tokens[k + 1 : k + 2 + _SIGNED]
    if token.kind == "name":
        return _new_clause(clause, k)
    if token.has("relative") and not token.has(*PREPOSITIONS, "and"):
        return not any(one.cue is not None for one in behind)  # but "a deal that closed in 2006"
    if token.has("and") and len(behind) > 1 and clause.tokens[k - 1].kind != "word":
        unknown = behind[0].kind == "word" and not behind[0].classes and behind[0].cue is None
        return behind[0].has("be", "have", "pronoun") or (unknown and not behind[1].has(*PREPOSITIONS))
    return token.has("pronoun") and clause.tokens[k - 1].text == ","


def _dates(clause: Clause, k: int) -> bool:
    """Whether the token at ``k`` is a date that can be the deal's: its year or its day is known."""
    token = clause.tokens[k]
    return token.kind == "date" and token.mention is not None and unfit_date(clause, k) is None


def unfit_date(clause: Clause, k: int) -> Unfit | None:
    """Why the date at ``k`` is not the deal's, None where it can be."""
    if _other(clause, k) or _told_then(clause, k):
        return Unfit.OTHER_TIME
    value = str((clause.tokens[k].mention or {}).get("value") or "")
    return Unfit.NO_YEAR if "X" in value and not _DAY.fullmatch(value) else None


def _other(clause: Clause, k: int) -> bool:
    """Whether the date at ``k`` dates something else: "since 2001", "founded in 1999", a bracket."""
    before = clause.tokens[max(0, k - 3) : k]
    if any(token.has("valuation", "elsewhen") for token in before):
        return True
    if len(before) < 2 or k < clause.at:
        return False
    # "the deal with X (2015)"; "was opposed at the trial of this Wednesday"
    noun = before[-2].kind == "word" and not before[-2].classes and before[-2].cue is None
    return before[-1].text == "(" or (before[-1].has("of") and noun)


def _told_then(clause: Clause, k: int) -> bool:
    """Whether the date before the trigger only says when somebody told of it: "a report today said that X …".

    Of a party ("X said on Monday that it had bought …") or at the head of its clause it is the deal's.
    """
    tokens = clause.tokens
    if k > clause.at or not any(token.kind == "name" for token in tokens[k + 1 : clause.at]):
        return False
    end = k
    while end and tokens[end - 1].has("preposition", "for", "determiner"):
        end -= 1
    start = end
    while start and _plain(tokens[start - 1]):
        start -= 1
    head = tokens[start:end]
    if not head or (start and tokens[start - 1].text not in (*ENDS, ".")):
        return False
    party = any(token.has("organization", "generic", "pronoun", "title") or token.cue for token in head)
    return head[0].has("determiner") and not head[-1].classes and not party


def _plain(token: Token) -> bool:
    """Whether a token can be of a noun phrase that names no organization: "an Italian press report"."""
    named = token.kind in ("name", "place") and token.mention is None
    return named or (token.kind == "word" and not token.has(*_LINKS))


def stake(clause: Clause, target: Argument | None, implied: Sequence[str] = ()) -> Stake | None:
    """The percent that is bought and its kind; None where it is a minority (no acquisition).

    Where the trigger has ``implied`` a share, the percent may stand anywhere behind it ("steigt mit 75
    Prozent bei X ein"); of two the last one is what is held then ("von 40 auf 70 Prozent").
    """
    nouns = target.nouns if target is not None else set()
    percents = [
        clause.tokens[i] for i in (target.values if target else ()) if clause.tokens[i].kind == "percent"
    ]
    if not percents and target is not None:
        percents = _beside(clause, target)
    if not percents and "share" in implied:
        percents = [token for token in clause.tokens[clause.at : clause.high] if token.kind == "percent"][-1:]
        held = clause.tokens[clause.at : target.end if target is not None else clause.at]
        if not percents and any(token.has("majority") for token in held):
            return None, "majority"
    if percents:
        value = Decimal(str((percents[0].mention or {}).get("value_max") or 0))
        if value < HALF:
            return None
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


def _beside(clause: Clause, target: Argument) -> list[Token]:
    """A percent right behind the target: "akuisisi X sebesar 75 persen", "… X (75 %)"."""
    for k in range(target.end, min(target.end + 4, clause.high)):
        token = clause.tokens[k]
        if token.kind == "percent":
            return [_reached(clause, k)]
        if token.kind not in ("word", "mark") or token.text in ENDS or token.text == ",":
            break
    return []
