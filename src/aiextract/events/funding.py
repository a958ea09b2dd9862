"""FUNDING: who raises money from whom.

The engine reads the arguments of each trigger; here they are checked (a company? a round?) and given their
amount, round, valuation, date and status.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import get_args

from aiextract.events import finding
from aiextract.events.clauses import Token
from aiextract.events.finding import Kind, Told, recent
from aiextract.events.gates import Around
from aiextract.events.merge import Draft
from aiextract.events.phrases import ENDS
from aiextract.events.reading import Reading
from aiextract.events.reasons import Refusal
from aiextract.events.status import status
from aiextract.events.timing import deal_date
from aiextract.events.values import price
from aiextract.languages.schema.events import TriggerRule
from aiextract.records import Funding, Round

_ROUNDS: tuple[str, ...] = get_args(Round)
_OF_ROUNDS = frozenset({"round", *_ROUNDS})
_OBJECT = 6  # tokens from a verb to the amount that is its object
_BESIDE = 12  # tokens on either side of a trigger in which other things show that are raised
_VALUED = 6  # tokens between the word of a valuation and its amount


def _rounds(reading: Reading, past: Sequence[Told]) -> list[Draft]:
    """The round that a trigger tells of, if it is one."""
    clause, trigger = reading.clause, reading.trigger
    reading.fill("company", reading.language.funding.roles(trigger.frame, reading.voice))
    if clause.hypothetical():
        return reading.refuse(Refusal.HYPOTHETICAL)
    if _other_money(reading):
        return reading.refuse(Refusal.GOODS)
    (amount, valuation), kind = _values(reading), _round(reading)
    lead, others = reading.names("lead_investor")[:1], reading.names("investors")
    named = bool(trigger.implies or kind) or any(token.has("round") for token in _view(reading))
    named = named or bool(others and amount is not None and not trigger.weak)
    if not (named or (not trigger.weak and amount is not None and _direct(reading, amount))):
        return reading.refuse(Refusal.NO_ROUND)
    companies = _companies(reading, past, [*lead, *others], named=named)
    if not companies:
        return reading.refuse(Refusal.NO_COMPANY)
    if not (amount or valuation or kind or lead or others):
        return reading.refuse(Refusal.NO_ROUND)
    date = deal_date(clause, reading.low)
    investors = [token for token in (*lead, *others) if token not in companies]
    return [
        Draft(
            {"company": companies, "lead_investor": lead, "investors": list(dict.fromkeys(investors))},
            {"amount": amount, "valuation": valuation, "date": date},
            {"round": kind},
            status(reading, date),
            [reading.evidence()],
            reading.rule("funding"),
            dict(reading.rules),
        )
    ]


def _may_tell(around: Around, rule: TriggerRule, _past: Sequence[Told]) -> bool:
    """Whether the words of a sentence leave it open that a trigger tells of a round (``Kind.gate``)."""
    return bool(rule.implies) or around.mentioned("MONEY") > 0 or around.says(_OF_ROUNDS)


def _other_money(reading: Reading) -> bool:
    """Whether other things are raised or paid for: bonds, a forecast, a factory (but "an insurance firm")."""
    clause = reading.clause
    beside = range(max(reading.low, clause.at - _BESIDE // 2), min(clause.high, clause.at + _BESIDE))
    return any(clause.tokens[k].has("goods") and not clause.names_trade(k) for k in beside)


def _view(reading: Reading) -> list[Token]:
    """The tokens that belong to the trigger and to no other."""
    return reading.clause.tokens[reading.low : reading.clause.high]


def _round(reading: Reading) -> str | None:
    """The kind of round: the one named behind the trigger first, or in it, then the one before it."""
    at = reading.clause.at
    tokens = reading.clause.tokens
    for token in (*tokens[at : reading.clause.high], *reversed(tokens[reading.low : at])):
        if token.has(*_ROUNDS):
            return next(kind for kind in _ROUNDS if token.has(kind))
    return None


def _direct(reading: Reading, amount: Token) -> bool:
    """Whether a known company raises the amount, or a known investor puts it in: "X raised 20 million"."""
    slot = "company" if reading.trigger.frame == "raise" else "investors"
    known = reading.names(slot)
    tokens, at = reading.clause.tokens, reading.clause.at
    before = at - _OBJECT if reading.voice == "noun" else at
    return bool(known) and known[0].mention is not None and amount in tokens[max(0, before) : at + _OBJECT]


def _companies(
    reading: Reading, past: Sequence[Told], investors: Sequence[Token], *, named: bool
) -> list[Token]:
    """The company: as the clause names it, else that of the round told last, else what a pronoun means."""
    held = reading.found.get("company")
    if held is not None and held.names:
        token = reading.names("company")[0]
        known = token.mention is not None or "organization" in held.nouns or named
        return [token] if known and "goods" not in held.nouns else []
    if reading.voice == "noun" or reading.trigger.frame in ("lead", "join"):
        told = next((one.drafts[0] for one in recent(reading, past) if one.drafts), None)
        if told is not None:
            reading.rules["company"] = "round_before"
            return told.names["company"]
    if held is not None and (linked := reading.linked(investors)) is not None:
        reading.rules["company"] = "sentence_before"
        return [linked]
    return []


def _values(reading: Reading) -> tuple[Token | None, Token | None]:
    """The amount that is raised, and what the round values the company at."""
    tokens = _view(reading)
    valued = [token for k, token in enumerate(tokens) if token.kind == "money" and _valued(tokens, k)]
    amount = price(reading.clause, reading.low)
    return None if amount in valued else amount, valued[0] if valued else None


def _valued(tokens: Sequence[Token], k: int) -> bool:
    """Whether the amount at ``k`` is a valuation: "at a valuation of 2 billion", "a 2 billion valuation"."""
    for j in range(k - 1, max(0, k - _VALUED) - 1, -1):
        if tokens[j].has("worth"):
            return True
        if tokens[j].kind == "money" or tokens[j].text in ENDS:
            break
    return k + 1 < len(tokens) and tokens[k + 1].has("worth")


def _apart(event: Draft, draft: Draft) -> bool:
    """Whether two rounds of one company differ: another kind, or without kinds another amount."""
    one, other = event.facts["round"], draft.facts["round"]
    if one and other:
        return one != other
    amounts = [made.values["amount"] for made in (event, draft)]
    sums = [amount.mention for amount in amounts if amount is not None and amount.mention is not None]
    return (
        len(sums) == 2
        and sums[0].get("currency") == sums[1].get("currency")
        and sums[0].get("amount_max") != sums[1].get("amount_max")
    )


find = partial(finding.find, Kind(Funding, lambda language: language.funding, _rounds, _apart, _may_tell))
