"""What a deal takes from those told before it: its buyer, its target, or all of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from aiextract.events.clauses import Token
from aiextract.events.finding import Told, lately, recent
from aiextract.events.merge import Draft
from aiextract.events.phrases import Argument
from aiextract.events.reading import Reading
from aiextract.events.roles import Clause
from aiextract.events.timing import deal_date
from aiextract.events.values import price


def resold(reading: Reading, past: Sequence[Told]) -> None:
    """Whose shares a deal told in the same sentence was of: "Y took control of X after buying 60 % from Z".

    Where one small word leads to sellers and to whose shares they are, what was told before decides.
    """
    found, told = reading.found, past[-1] if past else None
    target = found.get("target")
    if told is None or target is None or len(target.names) != 1 or told.reading.sentence != reading.sentence:
        return
    led = max(0, target.names[0] - 1)
    small = reading.clause.tokens[led - 1 if led and reading.clause.tokens[led].has("family") else led]
    if not target.nouns or target.nouns - {"share", "whole"} or "seller" in found or not told.drafts:
        return
    before, buyers = told.drafts[-1].names["target"], reading.names("acquirer")
    same = reading.reader.names.same
    again = [one for one in told.drafts[-1].names["acquirer"] if any(same(one.text, b.text) for b in buyers)]
    name = reading.clause.tokens[target.names[0]]
    if small.has("of") and small.has("from") and again and before and not same(before[0].text, name.text):
        at = next((k for k, token in enumerate(reading.clause.tokens) if token is before[0]), None)
        if at is not None:
            found["seller"], reading.rules["seller"] = target, reading.rules["target"]
            found["target"] = Argument(names=[at], nouns=target.nouns, values=target.values, end=target.end)
            reading.rules["target"] = "deal_before"


def continues(reading: Reading) -> bool:
    """Whether a noun speaks of further deals of the same buyer: "the earlier acquisitions of X"."""
    at, tokens = reading.clause.at, reading.clause.tokens
    return reading.voice == "noun" and any(token.has("earlier") for token in tokens[max(0, at - 2) : at + 2])


def same_buyer(reading: Reading, past: Sequence[Told], others: Sequence[Token]) -> Token | None:
    """Who buys in the deal told last, if that is told in the sentence before or in the same one."""
    if not reading.before:
        return None
    for told in recent(reading, past):
        buyers = told.drafts[0].names["acquirer"] if told.drafts else told.reading.names("acquirer")
        if len(buyers) == 1:
            names = reading.reader.names
            return None if any(names.same(buyers[0].text, other.text) for other in others) else buyers[0]
    return None


def joined_buyer(reading: Reading, past: Sequence[Told], others: Sequence[Token]) -> list[Token]:
    """Who buys by the verb before, to which this one is joined: "Y bought X in 2021 and snapped up Z"."""
    told = past[-1] if past else None
    clause = reading.clause
    if told is None or not told.drafts or told.reading.sentence != reading.sentence:
        return []
    if reading.voice != told.reading.voice or reading.voice != "active" or reading.trigger.frame == "sell":
        return []
    between = clause.tokens[told.reading.clause.at + 1 : clause.verb_start()]
    buyers = told.drafts[-1].names["acquirer"]
    same = reading.reader.names.same
    apart = not any(same(one.text, other.text) for one in buyers for other in others)
    return list(buyers) if apart and any(token.has("and") for token in between) else []


def serial_buyer(reading: Reading, past: Sequence[Told], others: Sequence[Token]) -> Token | None:
    """Who bought in both deals told last, in a text that lists them: "A bid for X failed"."""
    told = next(recent(reading, past), None)
    if told is None:
        return None
    if told.reading.sentence == reading.sentence and told.reading.voice == "noun" and not told.drafts:
        named = told.reading.names("acquirer")
        if len(named) == 1:
            return named[0]  # "the third purchase of Y after that of X"
    deals = (one.drafts[-1] for one in lately(past, reading.sentence[0]) if one.drafts)
    buyers = [deal.names["acquirer"] for deal in islice(deals, 2)]
    if len(buyers) < 2 or any(len(names) != 1 for names in buyers):
        return None
    same = reading.reader.names.same
    (last,), (first,) = buyers
    apart = not any(same(last.text, other.text) for other in others)
    return last if same(first.text, last.text) and apart else None


def buyer_before(
    reading: Reading, past: Sequence[Told], others: Sequence[Token], rival: Token | None
) -> Token | None:
    """Who bought in the deal told last, if a sentence before names them no farther off than ``rival``."""
    told = next((one.drafts[-1] for one in lately(past, reading.sentence[0]) if one.drafts), None)
    if told is None or len(told.names["acquirer"]) != 1:
        return None
    (buyer,) = told.names["acquirer"]
    same = reading.reader.names.same
    if any(same(buyer.text, other.text) for other in others):
        return None
    bought = [token.text for token in told.names["target"]]
    again = any(same(name, other.text) for name in bought for other in others)
    if again and told.names["seller"] and _earlier(reading, told):
        return told.names["seller"][0]  # who sells it now had bought it then
    new = rival is not None and not any(same(rival.text, name) for name in bought)
    for start, end in reading.before:
        tokens = reading.reader.tokens(reading.language, (start, end))
        clause = Clause(tokens, len(tokens), 0, len(tokens))
        at = [k for k, token in enumerate(tokens) if token.kind == "name" and same(token.text, buyer.text)]
        beside = rival is not None and start <= rival.start < end
        if at:
            # Of both in one sentence the rival is meant, who is free there, unless the buyer is so too.
            return buyer if not beside or not all(clause.governed(k) for k in at) else None
        if beside and new and rival is not None and rival.mention is not None:
            return None
    return None


def sold_before(reading: Reading, past: Sequence[Told], acquirers: Sequence[Token]) -> list[Token]:
    """What the buyer sells by a deal told before: "Z sells X to Y. … Z had bought the firm in 2017"."""
    target, same = reading.found["target"], reading.reader.names.same
    if reading.trigger.frame != "buy" or not target.definite or "generic" in target.nouns:
        return []
    for told in lately(past, reading.sentence[0]):
        for draft in told.drafts:
            if any(same(one.text, other.text) for one in draft.names["seller"] for other in acquirers):
                return draft.names["target"]
    return []


def _place(reading: Reading) -> int:
    """Where the trigger stands in the text."""
    return reading.clause.tokens[reading.clause.at].start


def put_up(
    reading: Reading, past: Sequence[Told], acquirers: Sequence[Token], sellers: Sequence[Token]
) -> list[Token]:
    """What is sold to nobody right before its buyer is told: "X is sold. The buyer is Y".

    Or what somebody enters who buys shares: "Y steigt bei X ein und kauft 80 Prozent der Anteile".
    """
    asked = {"buyer": "sell", "buy": "enter"}.get(reading.trigger.frame)
    if asked is None or not acquirers:
        return []
    same = reading.reader.names.same
    for told in recent(reading, past):
        if told.drafts:
            return []
        if _place(told.reading) > _place(reading):
            continue  # told behind it
        if told.reading.trigger.frame == asked and not told.reading.stopped:
            sold = told.reading.names("target")
            known = any(same(sold[0].text, one.text) for one in (*acquirers, *sellers)) if sold else True
            return [] if len(sold) != 1 or known else sold
    return []


def deal_before(
    reading: Reading, past: Sequence[Told], acquirers: Sequence[Token], sellers: Sequence[Token]
) -> Draft | None:
    """The deal told last, if this can be more of it, or of its target: "Y buys all shares from Z"."""
    target = reading.found["target"]
    if reading.trigger.frame not in ("buy", "buyer", "folding") or not (
        target.definite or target.nouns & {"share", "whole"}
    ):
        return None
    told = next((one.drafts[-1] for one in recent(reading, past) if one.drafts), None)
    if told is None or not told.names["target"] or not (told.names["acquirer"] or acquirers):
        return None
    same = reading.reader.names.same
    if not acquirers and _differs(reading, told):
        return None
    named = [token.text for token in (*acquirers, *sellers)]
    return None if any(same(told.names["target"][0].text, name) for name in named) else told


def _earlier(reading: Reading, told: Draft) -> bool:
    """Whether the trigger has a date of its own, which is not that of another deal."""
    own, other = deal_date(reading.clause, reading.low), told.values.get("date")
    return own is not None and (other is None or own.text != other.text)


def _differs(reading: Reading, told: Draft) -> bool:
    """Whether the trigger has a date or an amount that another deal has: "The fund had bought it in 2018"."""
    own = {"price": price(reading.clause, reading.low), "date": deal_date(reading.clause, reading.low)}
    pairs = [(token, told.values.get(slot)) for slot, token in own.items()]
    return any(a is not None and b is not None and a.text != b.text for a, b in pairs)
