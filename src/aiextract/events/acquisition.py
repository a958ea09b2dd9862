"""ACQUISITION: who bought whom.

The engine reads the arguments of each trigger; here they are checked (an organization? a majority?), given
their price, stake, date and status, and merged over the document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from aiextract.events import finding
from aiextract.events.beside import complete
from aiextract.events.clauses import Token
from aiextract.events.deals import drafts
from aiextract.events.dropping import drops_subject
from aiextract.events.finding import Kind, Told, lately
from aiextract.events.frames import FIRMS, HELD, adjust
from aiextract.events.gates import Around, Sides, led, voices
from aiextract.events.links import (
    buyer_before,
    continues,
    deal_before,
    joined_buyer,
    put_up,
    resold,
    same_buyer,
    serial_buyer,
    sold_before,
)
from aiextract.events.merge import Draft
from aiextract.events.nameless import NAMELESS, nameless
from aiextract.events.phrases import Argument
from aiextract.events.reading import Reading
from aiextract.events.reasons import Refusal
from aiextract.events.second_look import look_again
from aiextract.events.selling import for_sale
from aiextract.events.targets import BELONGING, fits
from aiextract.events.values import HALF, deal_price, price, stake
from aiextract.languages.schema.events import Relation, TriggerRule, Voice
from aiextract.records import Acquisition

# Frames that tell nothing without a buyer.
_HANDED_OVER = frozenset({
    "sell", "pass", "join", "court", "absorb", "enlist", "bidding", "buyer_of", "held", "daughter", "sight",
    "award", "under", "transfer", "owning", "integrate", "hand", "grip", "exit", "wholly", "boast", "owns",
    "named", *FIRMS,
})  # fmt: skip
_OFFERS = ("bid", "offer", "court")  # frames of what is told even where somebody recommends it
_MORE = frozenset({"buy", "buyer", "folding"})  # frames that can tell more of a deal told before
_MOST, _ALL, _SHARES = frozenset({"majority", "control"}), frozenset({"whole"}), frozenset({"share"})
_WHOLE = _MOST | _ALL  # nouns by which a stake is more than a small one
_NAMED = frozenset({"buyer", "pass", "covet", "court"})  # frames that tell nothing without a named target
# Where the buyer stands by a noun whose target need not be told: "the sale to Y", "the purchase by Y".
_UNTOLD: dict[str, tuple[Relation, ...]] = {
    "sell": ("to",),
    "buy": ("by", "partner"),
    "folding": ("by", "partner"),
}
_SINCE = frozenset({"since", "elsewhen"})
_RELATIVE, _JUDGING = frozenset({"relative", "inverting"}), frozenset({"judging"})
_CALLED = frozenset({"organization", "called"})
_NEAR_OBJECT = 3  # tokens from the trigger to the end of an object without modifiers


def _deals(reading: Reading, past: Sequence[Told]) -> list[Draft]:
    """The deals that a trigger tells: one a target, none where it tells of something else."""
    reading.fill("target", reading.language.acquisition.roles(reading.trigger.frame, reading.voice))
    adjust(reading)
    resold(reading, past)
    clause, rules = reading.clause, reading.rules
    if dropped := "acquirer" not in reading.found and drops_subject(reading):
        reading.found["acquirer"] = Argument(generic=True, definite=True)
    for argument in reading.found.values():
        argument.nouns.update(reading.trigger.implies)
    target, buyer = reading.found.get("target"), reading.found.get("acquirer")
    if clause.hypothetical() and reading.trigger.frame not in _OFFERS:
        return reading.refuse(Refusal.HYPOTHETICAL)
    if target is not None and "goods" in target.nouns:
        return reading.refuse(Refusal.GOODS)
    share = stake(clause, target, reading.trigger.implies)
    if share is None:
        return reading.refuse(Refusal.SMALL_STAKE)
    acquirers, targets, sellers = (reading.names(slot) for slot in ("acquirer", "target", "seller"))
    if reading.trigger.frame in _HANDED_OVER and not acquirers and not _divested(reading, targets, sellers):
        return reading.refuse(Refusal.NO_BUYER)
    if reading.trigger.frame == "buyer" and reading.voice == "noun" and not acquirers:
        return reading.refuse(Refusal.NO_BUYER)
    if targets and buyer is None and (joined := joined_buyer(reading, past, targets)):
        acquirers, rules["acquirer"] = joined, "verb_before"
    if targets and not acquirers and (buyer is not None or continues(reading)):
        same = same_buyer(reading, past, targets) if reading.voice == "noun" else None
        if same is not None:
            acquirers, rules["acquirer"] = [same], "deal_before"
        elif buyer is not None:
            here = dropped or _bracketed(reading) or _behind_colon(reading)
            linked = reading.linked_here(targets) if here else None
            at = None if linked is None else clause.tokens.index(linked)
            if at is not None and not (reading.headed(at) or reading.announces(at)) and clause.governed(at):
                linked = None  # "of the Z family", which is no subject
            linked = linked or reading.linked(targets, company="organization" in buyer.nouns)
            if (again := buyer_before(reading, past, targets, linked)) is not None:
                acquirers, rules["acquirer"] = [again], "deals_before"
            elif linked is not None:
                acquirers, rules["acquirer"] = [linked], "sentence_before"
            elif (
                buyer.definite
                and "organization" in buyer.nouns
                and (linked := reading.linked_after([*targets, *sellers])) is not None
            ):
                acquirers, rules["acquirer"] = [linked], "sentence_after"
    elif targets and buyer is None and reading.voice == "noun":
        serial = serial_buyer(reading, past, targets)
        if serial is not None:
            acquirers, rules["acquirer"] = [serial], "deals_before"
    owner = reading.found.get("seller")
    if owner is not None and owner.generic and not sellers:
        linked = reading.linked([*acquirers, *targets])
        if linked is not None:
            sellers, rules["seller"] = [linked], "sentence_before"
    if dropped and not acquirers:
        del reading.found["acquirer"]
    if target is None:
        return reading.refuse(Refusal.NO_TARGET)
    paid = price(clause, reading.low) or deal_price(reading)
    targets = [
        token
        for token in targets
        if fits(reading, token, acquirers, paid, past) and not (dropped and token.mention is None)
    ]
    if not targets:
        if target.names:
            return reading.refuse(Refusal.NO_ORGANIZATION)
        before = deal_before(reading, past, acquirers, sellers)
        known = [*acquirers, *sellers]
        company = target.definite and "organization" in target.nouns
        # "Y enters X by the purchase of 70 % of the company"
        rest = company or "whole" in target.nouns  # "Y, which had 45 % of X, bought the remaining 55 %"
        meant = rest and bool(acquirers) and reading.linked_here(known, bought=True) is not None
        offered = put_up(reading, past, acquirers, sellers)
        meant = meant or bool(offered)
        if not (meant or before is not None or nameless(reading, target, acquirers, sellers, paid)):
            return reading.refuse(Refusal.NO_TARGET)
        if target.possessed:
            pass
        elif sold := offered or sold_before(reading, past, acquirers):
            targets, rules["target"] = sold, "deals_before"
        elif before is not None and reading.trigger.frame == "buyer":
            targets, rules["target"] = before.names["target"], "deal_before"
        elif before is not None and not acquirers:
            targets, acquirers = before.names["target"], before.names["acquirer"]
            rules["target"] = rules["acquirer"] = "deal_before"
        elif acquirers and (linked := reading.linked_here(known, bought=True)) is not None:
            targets, rules["target"] = [linked], "noun_before"
        elif acquirers and (linked := reading.linked(known, company=company, bought=True)) is not None:
            targets, rules["target"] = [linked], "sentence_before"
        elif acquirers and company and (linked := reading.linked_after(known)) is not None:
            targets, rules["target"] = [linked], "sentence_after"
        elif before is not None:
            targets, rules["target"] = before.names["target"], "deal_before"
    untold = target.nouns & {"share", "majority"} and not target.nouns & NAMELESS
    untold = untold or rules.get("target") in ("noun.untold", "active.clitic", "active.enclitic")
    person = bool(acquirers) and all(reading.is_person(token) for token in acquirers)
    if not targets and (untold or reading.trigger.frame in _NAMED or (person and paid is None)):
        return reading.refuse(Refusal.NO_TARGET)
    parties = {"acquirer": acquirers, "target": targets, "seller": sellers}
    return drafts(reading, past, parties, share, paid)


def _likely_deal(reading: Reading, past: Sequence[Told], acquirer: Token, target: Token) -> list[Draft]:
    """The deal of a trigger whose parties are likely these (``second_look``)."""
    share = stake(reading.clause, reading.found.get("target"), reading.trigger.implies)
    percents = reading.reader.bounds("PERCENT", reading.sentence)
    if share is None or (percents and all(Decimal(value) < HALF for value in percents)):
        return reading.refuse(Refusal.SMALL_STAKE)
    paid = price(reading.clause, reading.low) or deal_price(reading)
    parties = {"acquirer": [acquirer], "target": [target], "seller": reading.names("seller")}
    return drafts(reading, past, parties, share, paid)


def _may_tell(around: Around, rule: TriggerRule, past: Sequence[Told]) -> bool:
    """Whether the words of a sentence leave it open that a trigger tells of a deal (``Kind.gate``)."""
    if not around.named:  # "The group bought all shares" of whom the sentence before tells
        return rule.frame in _MORE and any(told.drafts for told in lately(past, around.span[0]))
    if "share" in rule.implies and not _WHOLE.intersection(rule.implies):
        percents = around.values("PERCENT")
        told = around.mentioned("ORG") > 0 or around.says(_SHARES)
        whole = around.says(_MOST) or (told and around.says(_ALL))
        if not any(Decimal(value) >= HALF for value in percents) and not whole:
            return False  # a small stake, or none
    if rule.frame in HELD and "elsewhen" in rule.implies and not around.says(_SINCE):
        return False  # "the gardens that belong to the town"
    roles = around.language.acquisition.roles
    sides = (True, True)  # where the target can stand
    if rule.weak and not (around.dealt_in(rule) or _dealt(around, past)):
        spoken = around.company_sides
        if rule.frame in BELONGING and not any(spoken):
            return False  # "the price went to Y"
        before, behind = around.named_sides
        sides = before or spoken[0], behind or spoken[1]
    return any(
        _has_roles(around, rule.frame, voice, roles(rule.frame, voice), sides)
        for voice in voices(rule, around)
    )


def _dealt(around: Around, past: Sequence[Told]) -> bool:
    """Whether a deal is told not far before, or that somebody enters a company."""
    return any(told.drafts or told.reading.trigger.frame == "enter" for told in lately(past, around.span[0]))


def _has_roles(
    around: Around, frame: str, voice: Voice, relations: Mapping[str, Sequence[str]], sides: Sides
) -> bool:
    """Whether the buyer and the target of a frame can stand in the sentence, by one relation or another.

    The target is looked for on these ``sides`` of the trigger; that of a buyer's noun is taken for granted,
    and so is that of a deal's noun with its taker alone.
    """
    target, buyer = relations.get("target", ()), relations.get("acquirer", ())
    has_target = around.has_room(target) if frame == "buyer" else around.has_room(target, sides)
    has_target = has_target or "receiver" in target
    if voice == "noun" and not has_target:
        has_target = around.has_room(_UNTOLD.get(frame, ()), around.named_sides)
    if has_target and frame not in _HANDED_OVER:
        return True
    free = voice == "active" and frame not in HELD and not led(buyer)
    relative = free and around.says_before(_RELATIVE)
    owned = voice == "noun" and (around.owned or around.says_before(_JUDGING))
    if not (has_target or relative or owned):
        return False
    if frame not in _HANDED_OVER or relative or around.has_room(buyer, around.named_sides):
        return True
    if frame != "sell":
        return voice == "noun" and around.named_sides[0]
    # "X sold Y": both are known, or what is sold is called a company; where verbs end clauses, both before.
    apart = "clause_object" in target or all(around.named_sides)
    known = around.mentioned("ORG") > 1 or around.says(_CALLED)
    return voice == "active" and apart and known


def _bracketed(reading: Reading) -> bool:
    """Whether the buyer is a pronoun in a clause whose verb stands second: "Wie Y mitteilt, kauft sie X"."""
    return reading.rules.get("acquirer") == "active.clause_subject"


def _behind_colon(reading: Reading) -> bool:
    """Whether a colon parts the buyer from who it may be: "Y rises on the exchange: the group buys X"."""
    buyer = reading.found.get("acquirer")
    if buyer is None or not buyer.nouns or reading.rules.get("acquirer") != "active.subject":
        return False
    return any(token.text == ":" for token in reading.clause.tokens[: reading.clause.at])


def _divested(reading: Reading, targets: Sequence[Token], sellers: Sequence[Token]) -> bool:
    """Whether a sale without a buyer is one of an organization: "X sold Y", and both are known."""
    return for_sale(reading) or (
        reading.trigger.frame == "sell"
        and reading.voice == "active"
        and bool(targets and sellers)
        and (
            (
                all(token.mention is not None for token in (*targets, *sellers))
                and (
                    reading.rules["target"] == "active.antecedent"
                    or reading.found["target"].end <= reading.clause.at + _NEAR_OBJECT
                )
            )
            or "organization" in reading.found["target"].nouns
        )
    )


KIND = Kind(
    Acquisition,
    lambda language: language.acquisition,
    _deals,
    gate=_may_tell,
    further={"acquirer": "co_acquirers"},
    again=partial(look_again, draw=_likely_deal),
    complete=complete,
)
find = partial(finding.find, KIND)
