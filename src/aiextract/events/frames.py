"""What only the whole frame of a deal shows, once its slots are filled: who else can be meant.

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from itertools import pairwise

from aiextract.events.actors import acting_slot, actor_first, heads_firm
from aiextract.events.brackets import plain
from aiextract.events.clitics import stand_for
from aiextract.events.identities import said_to_be
from aiextract.events.main_clauses import partner as partner_of
from aiextract.events.phrases import Argument
from aiextract.events.reading import Reading
from aiextract.events.roles import Clause

# Told of persons and places as well: "X joins Y", "X takes the helm of Y", "X and Y merge",
# "X passes from Z to Y".
FIRMS = frozenset({"enlist", "steer", "unite", "clinch", "handover", "snatch"})
# Told only with since when: "owns X since 2014".
HELD = frozenset({"held", "holding", "daughter"})
_NAMED = FIRMS | {"sight"}  # told of anything as well: "we joined Y", "Y gives up its plant"
_PASSING = frozenset({"sell", "absorb", "inclusion"})  # whose possessor is what passes: "its sale to Y"
_MODIFIERS = 4  # tokens before a noun that may say more of it


def adjust(reading: Reading) -> None:
    """What only the whole frame shows: relative objects, a noun's subject, one name in two roles."""
    found, rules, clause = reading.found, reading.rules, reading.clause
    if reading.trigger.frame in HELD and "target" not in found:
        return
    _chief(reading)
    _whose(reading)
    _apposed_deal(reading)
    _invert(reading)
    _own(reading)
    target, acquirer = found.get("target"), found.get("acquirer")
    if reading.voice == "active" and target is None and acquirer and acquirer.names:
        antecedent = clause.antecedent(acquirer.names[0], noun=True)
        if antecedent is not None:
            found["target"], rules["target"] = antecedent, "active.relative"
    _relative(reading)
    stand_for(reading)
    frame = reading.trigger.frame
    if reading.voice == "noun" and frame != "bid" and (held := clause.possessor()) is not None:
        # "its purchase of X" is the subject's; "its purchase by Y" and "its sale to Y" are of the subject.
        passed = frame in _PASSING or rules.get("acquirer") == "noun.by"
        slot = "target" if passed else "acquirer"
        if slot not in found or (held.generic and not found[slot].names):
            owner = held if held.names else clause.subject()
            if slot == "target" and (owner is None or not owner.names):
                owner = clause.later_subject()  # "After its purchase by Y, X grew"
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
    if rules.get("acquirer") == "noun.subject" and frame == "bid" and _of_nobody(reading):
        del found["acquirer"], rules["acquirer"]
    if reading.voice == "noun" and not reading.names("target"):
        _judged(reading)
    if frame == "sell" and reading.names("acquirer") and _led_to_taker(reading):
        _untold(reading)
    if reading.voice == "noun" and frame in ("buy", "folding"):
        _agreed(reading)
        _approved(reading)
        if rules.get("acquirer") == "noun.by" and reading.names("acquirer"):
            _untold(reading)
        actor_first(reading)
    beside = clause.tokens[max(clause.low, clause.at - 2) : clause.at + 2]
    if (
        any(token.has("counted") for token in beside)
        and rules.get("target") in ("noun.of", "noun.object")
        and (not reading.names("acquirer") or rules.get("acquirer") == "noun.predicate")
        and reading.names("target")
    ):
        # "The third purchase of Y" is what Y buys.
        found["acquirer"], rules["acquirer"] = found.pop("target"), rules.pop("target")
        if (said := said_to_be(clause, found["acquirer"].end)) is not None:
            found["target"], rules["target"] = said, "noun.identity"
    target, acquirer = found.get("target"), found.get("acquirer")
    if target and acquirer and set(target.names) & set(acquirer.names):
        del found["acquirer" if rules["acquirer"].endswith("subject") else "target"]
    if frame in _NAMED:
        for slot in [slot for slot in found if not found[slot].names]:
            del found[slot], rules[slot]


def _relative(reading: Reading) -> None:
    """A relative object whose subject is a pronoun: "Y owns X, which it bought in 2004"."""
    clause, found = reading.clause, reading.found
    at = clause.verb_start() - 1
    if reading.voice != "active" or "target" in found or at <= clause.low:
        return
    held = clause.antecedent(at) if clause.tokens[at].has("pronoun") else None
    if held is None:
        return
    found["target"], reading.rules["target"] = held, "active.relative"
    buyer = found.get("acquirer")
    if buyer is None or buyer.names == held.names:
        heads = [k for k in range(held.names[0]) if clause.heads(k)]
        found["acquirer"] = Argument(names=heads[-1:], generic=not heads, definite=True)
        reading.rules["acquirer"] = "active.heads"


def _judged(reading: Reading) -> None:
    """Whose sale or purchase it is that its holders judge: "the shareholders of X cleared its sale to Y"."""
    found, clause = reading.found, reading.clause
    held = clause.subject(judges=True) if reading.names("acquirer") else None
    if held is None or len(held.names) != 1 or not clause.is_judge(held.names[0]):
        return
    governor = clause.governor(held.names[0])
    if held.names == found["acquirer"].names or not (
        (governor is not None and governor.has("of")) or clause.held_by(held.names[0])
    ):
        return
    if "seller" in found and found["seller"].names == held.names:
        del found["seller"], reading.rules["seller"]
    found["target"], reading.rules["target"] = held, "noun.judged"


def _approved(reading: Reading) -> None:
    """Whose board clears a purchase that names no buyer: "The board of Y approved the purchase of X"."""
    found, clause = reading.found, reading.clause
    if reading.names("acquirer") or not reading.names("target"):
        return
    held = clause.subject(judges=True)
    if held is None or len(held.names) != 1:
        return
    at = held.names[0]
    governor = clause.governor(at)
    board = clause.tokens[clause.tokens.index(governor) - 1] if governor is not None else None
    led = governor is not None and governor.has("of") and board is not None and board.has("holders")
    if clause.is_judge(at) and (led or clause.held_by(at)) and held.names != found["target"].names:
        found["acquirer"], reading.rules["acquirer"] = held, "noun.judged"


def _led_to_taker(reading: Reading) -> bool:
    """Whether who takes stands right behind the noun of a sale: "the sale to Y"."""
    tokens, at = reading.clause.tokens, reading.clause.at
    return reading.rules["acquirer"] == "noun.to" and tokens[at + 1].has("to")


def _untold(reading: Reading) -> None:
    """What is bought where a noun has its agent alone: "After the purchase by Y, X grew"."""
    found, rules, clause = reading.found, reading.rules, reading.clause
    if "target" in found:
        return
    later = clause.later_subject()
    if later is not None and later.names != found["acquirer"].names:
        found["target"], rules["target"] = later, "noun.later_subject"
    elif clause.at and clause.tokens[_opening(clause)].has("determiner", "definite", "to", "of"):
        found["target"] = Argument(nouns={"organization"}, generic=True, definite=True)
        rules["target"] = "noun.untold"


def _opening(clause: Clause) -> int:
    """Where the words begin that stand before the trigger in its noun phrase: "a £212m cash takeover"."""
    i = clause.at - 1
    while i and (clause.tokens[i].kind == "money" or plain(clause.tokens[i])) and clause.at - i < _MODIFIERS:
        i -= 1
    return i


def _of_nobody(reading: Reading) -> bool:
    """Whether a bid is of somebody who has no name there: "Y says that the offer of the Poles is …"."""
    behind = reading.clause.tokens[reading.clause.at + 1 : reading.clause.at + 4]
    if len(behind) < 3 or not behind[0].has("definite") or behind[2].kind == "name":
        return False
    return behind[1].has("topic") and not behind[2].has("of")


def _agreed(reading: Reading) -> None:
    """With whom a purchase is talked of that names nobody: "X, in talks with Y about its takeover"."""
    found, rules, clause = reading.found, reading.rules, reading.clause
    owned = clause.possessor() is not None
    if reading.names("target") or (not owned and found.get("target") is not None):
        return
    partner = partner_of(clause)
    subject = None if partner is None else clause.subject()
    if partner is None or subject is None or len(subject.names) != 1 or subject.names == partner.names:
        return
    one, other = ("target", "acquirer") if owned else ("acquirer", "target")
    found[one], found[other] = subject, partner
    rules[one], rules[other] = "noun.subject", "noun.partner"


def _own(reading: Reading) -> None:
    """Who stands for a company buys or sells it: "the new owner of X bought the company"."""
    found, rules, clause = reading.found, reading.rules, reading.clause
    slot = acting_slot(reading)
    target, buyer = found.get("target"), found.get(slot)
    if reading.voice != "active" or target is None or buyer is None or target.names:
        return
    own = "organization" in target.nouns or ("share" in target.nouns and target.possessed)
    if len(buyer.names) != 1 or not ((target.definite and own) or "generic" in target.nouns):
        return
    at = buyer.names[0]
    before = clause.tokens[max(0, at - 4) : at]
    if clause.tokens[at + 1].text == "," and clause.tokens[at + 2].has("relative"):
        return  # "says the head of Y, which bought the company"
    if any(
        token.has("title") and (token.has("of") or behind.has("of", "determiner"))
        for token, behind in pairwise(before)
    ) or (before and before[-1].has("title") and (before[-1].has("of") or heads_firm(reading, at))):
        buyer.nouns.add("organization")
        found["target"], rules["target"] = buyer, "active.owned"
        del found[slot], rules[slot]


def _chief(reading: Reading) -> None:
    """A company acts by who heads it: "X-Chef Meier will Z kaufen"."""
    buyer, tokens = reading.found.get("acquirer"), reading.clause.tokens
    if buyer is None or len(buyer.names) != 1 or buyer.names[0] < 3:
        return
    at = buyer.names[0]
    hyphen = tokens[at - 2].text == "-" and tokens[at - 2].start == tokens[at - 3].end
    if tokens[at - 1].has("title") and hyphen and tokens[at - 3].kind == "name":
        buyer.names[0] = at - 3


def _whose(reading: Reading) -> None:
    """Whose deal a relative possessive tells of: "X, cuja compra a Y anunciou"."""
    clause, found, at = reading.clause, reading.found, reading.clause.at
    if reading.voice == "active":
        _whose_shares(reading)
    if reading.voice != "noun" or at < clause.low + 2 or not clause.tokens[at - 1].has("relative"):
        return
    named = at - 3 if clause.tokens[at - 2].text == "," else at - 2
    if named < 0 or not clause.tokens[at - 1].has("possessive") or clause.tokens[named].kind != "name":
        return
    taker = found.get("acquirer")
    if taker is None or named in taker.names:
        taker = clause.phrase(at + 1) if reading.trigger.frame != "sell" else None
        found.pop("acquirer", None)
        reading.rules.pop("acquirer", None)
        if taker is not None and taker.names:
            found["acquirer"], reading.rules["acquirer"] = taker, "noun.whose"
    found["target"], reading.rules["target"] = Argument(names=[named]), "noun.whose"


def _apposed_deal(reading: Reading) -> None:
    """What a noun behind its comma says to be the latest deal of somebody: "X, the latest purchase of Y"."""
    clause, found, rules = reading.clause, reading.found, reading.rules
    tokens, i = clause.tokens, clause.at - 1
    if rules.get("target") != "noun.of" or rules.get("acquirer") not in (None, "noun.subject"):
        return
    while i > clause.low and tokens[i].has("counted", "determiner", "earlier") and not tokens[i].has("be"):
        i -= 1
    said = i < clause.at - 1 and any(one.has("counted") for one in tokens[i : clause.at])
    told = tokens[i].text == "," or tokens[i].has("be")  # "X is the latest purchase of Y"
    if said and i > clause.low and told and tokens[i - 1].kind == "name":
        found["acquirer"], rules["acquirer"] = found["target"], "noun.of"
        found["target"], rules["target"] = Argument(names=[i - 1]), "noun.apposed"


def _whose_shares(reading: Reading) -> None:
    """Whose shares a relative possessive tells of, their buyer behind: "X, cuyo capital compró Y"."""
    clause, found = reading.clause, reading.found
    tokens, k = clause.tokens, clause.verb_start() - 1
    if k < clause.low + 3 or not tokens[k].has("share", "control", "majority"):
        return
    opened = tokens[k - 1].has("relative") and tokens[k - 1].has("possessive") and tokens[k - 2].text == ","
    taker = clause.object()
    if not opened or tokens[k - 3].kind != "name" or taker is None or not taker.names:
        return
    slot = acting_slot(reading)
    found[slot], reading.rules[slot] = taker, "active.whose"
    found["target"], reading.rules["target"] = Argument(names=[k - 3], nouns={"share"}), "active.whose"


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
    slot = acting_slot(reading)
    reading.found[slot], reading.rules[slot] = held, "active.inverted"
    reading.found["target"], reading.rules["target"] = antecedent, "active.antecedent"
