"""ACQUISITION: who bought whom.

The engine reads the arguments of each trigger; here they are checked (an organization? a majority?), given
their price, stake, date and status, and merged over the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from aiextract.events import finding
from aiextract.events.clauses import Token
from aiextract.events.engine import Reading
from aiextract.events.finding import Kind, Told, recent
from aiextract.events.merge import Draft
from aiextract.events.phrases import PREPOSITIONS, Argument
from aiextract.events.reasons import Refusal
from aiextract.events.roles import Clause
from aiextract.events.status import status
from aiextract.events.values import deal_date, deal_price, own_value, price, stake
from aiextract.organizations.lexicon import lexicon_of as known_names
from aiextract.records import Acquisition

_NEAR_OBJECT = 3  # tokens from the trigger to the end of an object without modifiers
_COMPANY = frozenset({"organization", "share", "business", "control"})


def _deals(reading: Reading, past: Sequence[Told]) -> list[Draft]:
    """The deals that a trigger tells: one a target, none where it tells of something else."""
    reading.fill("target", reading.language.acquisition.roles(reading.trigger.frame, reading.voice))
    _adjust(reading)
    clause, rules = reading.clause, reading.rules
    for argument in reading.found.values():
        argument.nouns.update(reading.trigger.implies)
    target, buyer = reading.found.get("target"), reading.found.get("acquirer")
    if clause.hypothetical():
        return reading.refuse(Refusal.HYPOTHETICAL)
    if target is not None and "goods" in target.nouns:
        return reading.refuse(Refusal.GOODS)
    share = stake(clause, target)
    if share is None:
        return reading.refuse(Refusal.SMALL_STAKE)
    paid = price(clause, reading.low) or deal_price(reading)
    acquirers, targets, sellers = (reading.names(slot) for slot in ("acquirer", "target", "seller"))
    if reading.trigger.frame == "sell" and not acquirers and not _divested(reading, targets, sellers):
        return reading.refuse(Refusal.NO_BUYER)
    if targets and not acquirers and (buyer is not None or _continues(reading)):
        same = _same_buyer(reading, past, targets) if reading.voice == "noun" else None
        if same is not None:
            acquirers, rules["acquirer"] = [same], "deal_before"
        elif buyer is not None:
            linked = reading.linked(targets)
            known = _buyer_before(reading, past, targets, linked)
            if known is not None:
                acquirers, rules["acquirer"] = [known], "deals_before"
            elif linked is not None:
                acquirers, rules["acquirer"] = [linked], "sentence_before"
    elif targets and buyer is None and reading.voice == "noun":
        serial = _serial_buyer(reading, past, targets)
        if serial is not None:
            acquirers, rules["acquirer"] = [serial], "deals_before"
    owner = reading.found.get("seller")
    if owner is not None and owner.generic and not sellers:
        linked = reading.linked([*acquirers, *targets])
        if linked is not None:
            sellers, rules["seller"] = [linked], "sentence_before"
    targets = [token for token in targets if _fits(reading, token, acquirers, paid)]
    if not targets:
        if target is None or target.names:
            return reading.refuse(Refusal.NO_TARGET if target is None else Refusal.NO_ORGANIZATION)
        before = _deal_before(reading, past, acquirers, sellers)
        if not _nameless(reading, target, acquirers, sellers, paid) and before is None:
            return reading.refuse(Refusal.NO_TARGET)
        known = [*acquirers, *sellers]
        if target.possessed:
            pass
        elif before is not None and not acquirers:
            targets, acquirers = before.names["target"], before.names["acquirer"]
            rules["target"] = rules["acquirer"] = "deal_before"
        elif acquirers and (linked := reading.linked_here(known)) is not None:
            targets, rules["target"] = [linked], "noun_before"
        elif acquirers and (linked := reading.linked(known)) is not None:
            targets, rules["target"] = [linked], "sentence_before"
        elif before is not None:
            targets, rules["target"] = before.names["target"], "deal_before"
    parties = (*acquirers, *targets)
    dates = {
        one: own_value(reading, one, targets, "date") or deal_date(clause, reading.low)
        for one in (targets or (None,))
    }
    return [
        Draft(
            {
                "acquirer": [token for token in acquirers if token is not one],
                "target": [] if one is None else [one],
                "seller": [token for token in sellers if token not in parties][:1],
            },
            {
                # One amount for several targets belongs to none of them alone.
                "price": paid if len(targets) < 2 else own_value(reading, one, targets, "money"),
                "stake": share[0],
                "date": dates[one],
            },
            {"stake_kind": share[1]},
            status(reading, dates[one]),
            [reading.evidence()],
            reading.rule("acquisition"),
            dict(rules),
        )
        for one in (targets or (None,))
    ]


def _continues(reading: Reading) -> bool:
    """Whether a noun speaks of further deals of the same buyer: "the earlier acquisitions of X"."""
    at, tokens = reading.clause.at, reading.clause.tokens
    return reading.voice == "noun" and any(token.has("earlier") for token in tokens[max(0, at - 2) : at + 2])


def _same_buyer(reading: Reading, past: Sequence[Told], others: Sequence[Token]) -> Token | None:
    """Who buys in the deal told last, if that is told in the sentence before or in the same one."""
    if not reading.before:
        return None
    for told in recent(reading, past):
        buyers = told.drafts[0].names["acquirer"] if told.drafts else told.reading.names("acquirer")
        if len(buyers) == 1:
            names = reading.reader.names
            return None if any(names.same(buyers[0].text, other.text) for other in others) else buyers[0]
    return None


def _serial_buyer(reading: Reading, past: Sequence[Told], others: Sequence[Token]) -> Token | None:
    """Who bought in both deals told last, in a text that lists them: "A bid for X failed"."""
    told = next(recent(reading, past), None)
    if told is None:
        return None
    if told.reading.sentence == reading.sentence and told.reading.voice == "noun" and not told.drafts:
        named = told.reading.names("acquirer")
        if len(named) == 1:
            return named[0]  # "the third purchase of Y after that of X"
    buyers = [told.drafts[-1].names["acquirer"] for told in past[-6:] if told.drafts][-2:]
    if len(buyers) < 2 or any(len(names) != 1 for names in buyers):
        return None
    same = reading.reader.names.same
    (first,), (last,) = buyers
    apart = not any(same(last.text, other.text) for other in others)
    return last if same(first.text, last.text) and apart else None


def _buyer_before(
    reading: Reading, past: Sequence[Told], others: Sequence[Token], rival: Token | None
) -> Token | None:
    """Who bought in the deal told last, if a sentence before names them no farther off than ``rival``."""
    told = next((one.drafts[-1] for one in reversed(past[-6:]) if one.drafts), None)
    if told is None or len(told.names["acquirer"]) != 1:
        return None
    (buyer,) = told.names["acquirer"]
    same = reading.reader.names.same
    if any(same(buyer.text, other.text) for other in others):
        return None
    bought = [token.text for token in told.names["target"]]
    known = (
        rival is not None and rival.mention is not None and not any(same(rival.text, one) for one in bought)
    )
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


def _deal_before(
    reading: Reading, past: Sequence[Told], acquirers: Sequence[Token], sellers: Sequence[Token]
) -> Draft | None:
    """The deal told last, if this can be more of it, or of its target: "Y buys all shares from Z"."""
    target = reading.found["target"]
    if reading.trigger.frame != "buy" or not (target.definite or target.nouns & {"share", "whole"}):
        return None
    told = next((one.drafts[-1] for one in recent(reading, past) if one.drafts), None)
    if told is None or not told.names["target"] or not (told.names["acquirer"] or acquirers):
        return None
    same = reading.reader.names.same
    if not acquirers and _differs(reading, told):
        return None
    named = [token.text for token in (*acquirers, *sellers)]
    return None if any(same(told.names["target"][0].text, name) for name in named) else told


def _differs(reading: Reading, told: Draft) -> bool:
    """Whether the trigger has a date or an amount that another deal has: "The fund had bought it in 2018"."""
    own = {"price": price(reading.clause, reading.low), "date": deal_date(reading.clause, reading.low)}
    pairs = [(token, told.values.get(slot)) for slot, token in own.items()]
    return any(a is not None and b is not None and a.text != b.text for a, b in pairs)


def _divested(reading: Reading, targets: Sequence[Token], sellers: Sequence[Token]) -> bool:
    """Whether a sale without a buyer is one of an organization: "X sold Y", and both are known."""
    return (
        reading.voice == "active"
        and bool(targets and sellers)
        and all(token.mention is not None for token in (*targets, *sellers))
        and (
            reading.rules["target"] == "active.antecedent"
            or reading.found["target"].end <= reading.clause.at + _NEAR_OBJECT
        )
    )


def _adjust(reading: Reading) -> None:
    """What only the whole frame shows: relative objects, a noun's subject, one name in two roles."""
    found, rules, clause = reading.found, reading.rules, reading.clause
    _invert(reading)
    _own(reading)
    target, acquirer = found.get("target"), found.get("acquirer")
    if reading.voice == "active" and target is None and acquirer and acquirer.names:
        antecedent = clause.antecedent(acquirer.names[0])
        if antecedent is not None:
            found["target"], rules["target"] = antecedent, "active.relative"
    frame = reading.trigger.frame
    if reading.voice == "noun" and frame != "bid" and (held := clause.possessor()) is not None:
        # "its purchase of X" is the subject's; "its purchase by Y" and "its sale to Y" are of the subject.
        slot = "target" if frame == "sell" or rules.get("acquirer") == "noun.by" else "acquirer"
        if slot not in found or (held.generic and not found[slot].names):
            owner = held if held.names else clause.subject()
            if owner is None or not owner.names:
                owner = Argument(nouns={"organization"}, generic=True, definite=True)
            found[slot], rules[slot] = owner, "noun.possessor"
    if rules.get("target") == "noun.receiver" and not ("acquirer" in found and found["acquirer"].names):
        found["acquirer"] = found.pop("target")  # the subject of a bid bids, unless another one does
        rules["acquirer"] = rules.pop("target")
        if (bid_for := reading.nameless.get("target")) is not None:
            found["target"], rules["target"] = bid_for, "noun.for"
    elif rules.get("target") == "noun.receiver" and _complement(reading):
        found["acquirer"], found["target"] = found["target"], found["acquirer"]
        rules["acquirer"], rules["target"] = "noun.subject", "noun.of"
    counted = any(token.has("counted") for token in clause.tokens[max(clause.low, clause.at - 2) : clause.at])
    if (
        counted
        and rules.get("target") == "noun.of"
        and not reading.names("acquirer")
        and reading.names("target")
    ):
        # "The third purchase of Y" is what Y buys.
        found["acquirer"], rules["acquirer"] = found.pop("target"), rules.pop("target")
    target, acquirer = found.get("target"), found.get("acquirer")
    if target and acquirer and set(target.names) & set(acquirer.names):
        del found["acquirer" if rules["acquirer"].endswith("subject") else "target"]


def _own(reading: Reading) -> None:
    """Who stands for a company buys "the company": "the new owner of X bought the company"."""
    found, rules, clause = reading.found, reading.rules, reading.clause
    target, buyer = found.get("target"), found.get("acquirer")
    if reading.voice != "active" or target is None or buyer is None or target.names or target.possessed:
        return
    if len(buyer.names) != 1 or not (target.definite and "organization" in target.nouns):
        return
    at = buyer.names[0]
    before = clause.tokens[max(0, at - 4) : at]
    if any(
        token.has("title") and (token.has("of") or behind.has("of", "determiner"))
        for token, behind in pairwise(before)
    ) or (before and before[-1].has("title") and before[-1].has("of")):
        buyer.nouns.add("organization")
        found["target"], rules["target"] = buyer, "active.owned"
        del found["acquirer"], rules["acquirer"]


def _complement(reading: Reading) -> bool:
    """Whether the name behind a bid is what is bid for: its subject bids, since it does not judge."""
    bidder, clause = reading.found["acquirer"], reading.clause
    word = clause.governor(bidder.names[0])
    if reading.trigger.light or word is None or not word.has("of"):
        return False
    held = clause.subject()
    return held is not None and held.names == reading.found["target"].names


def _invert(reading: Reading) -> None:
    """An object relative whose subject stands behind its verb: "X, que vend Z"."""
    clause, held = reading.clause, reading.found.get("target")
    j = clause.verb_start() - 1
    if reading.voice != "active" or held is None or j <= clause.low or not clause.tokens[j].has("inverting"):
        return
    if (antecedent := clause.antecedent(j + 1)) is None or not held.names:
        return
    slot = "seller" if reading.trigger.frame == "sell" else "acquirer"
    reading.found[slot], reading.rules[slot] = held, "active.inverted"
    reading.found["target"], reading.rules["target"] = antecedent, "active.antecedent"


def _fits(reading: Reading, token: Token, acquirers: Sequence[Token], paid: Token | None) -> bool:
    """Whether a target looks like an organization, as far as the trigger asks for it."""
    if token.mention is not None:
        return True
    phrase, buyer = reading.found.get("target"), reading.found.get("acquirer")
    if phrase is not None and phrase.nouns & _COMPANY:
        return True
    words = token.text.split()
    if len(words) > 1 and words[0].lower() in known_names(reading.language).given:
        return False  # a player
    if paid is not None or any(acquirer.mention is not None for acquirer in acquirers):
        return True
    if words[0].lower() in known_names(reading.language).given:
        return False
    # "The company bought X", but not "she bought X".
    return bool(acquirers) or (
        buyer is not None and buyer.generic and (bool(buyer.nouns) or not reading.trigger.weak)
    )


def _resolved(reading: Reading) -> bool:
    """Whether a noun is what its subject plans or gives up: "X abandons the purchase of its rival"."""
    clause = reading.clause
    k = clause.at - 1
    while (
        k > clause.low and clause.tokens[k].cue is None and clause.tokens[k].has("determiner", *PREPOSITIONS)
    ):
        k -= 1
    return clause.tokens[k].cue is not None and k > reading.found["acquirer"].names[-1]


def _nameless(
    reading: Reading,
    target: Argument,
    acquirers: Sequence[Token],
    sellers: Sequence[Token],
    paid: Token | None,
) -> bool:
    """Whether a purchase without a named target is one of an organization ("the grocer", "it")."""
    if not acquirers or (reading.rules["acquirer"] == "noun.subject" and not _resolved(reading)):
        return False
    if target.nouns & {"organization", "generic", "business"}:
        return target.definite or bool(sellers)
    known = not reading.trigger.weak or any(token.mention is not None for token in acquirers)
    return target.generic and not target.nouns and (known or paid is not None)


find = partial(
    finding.find,
    Kind(Acquisition, lambda language: language.acquisition, _deals, further={"acquirer": "co_acquirers"}),
)
