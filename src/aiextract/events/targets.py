"""What a target must look like: a purchase of goods, land or a player is told in the same words.

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiextract.events.belonging import of_thing
from aiextract.events.clauses import Token
from aiextract.events.finding import Told
from aiextract.events.frames import FIRMS
from aiextract.events.reading import Reading
from aiextract.organizations.lexicon import lexicon_of as known_names

_OFFERS = frozenset({"bid", "offer"})
_ABSORBING = frozenset({"absorb", "folding", "fold"})
BELONGING = frozenset({"join", "pass", "under"})  # frames whose weak triggers tell nothing without a company
_COMPANY = frozenset({"organization", "share", "business", "control", "majority"})
_PART = frozenset({"share", "control", "majority"})
_NEAR = 2  # tokens before a name in which the noun of a company stands


def fits(
    reading: Reading, token: Token, acquirers: Sequence[Token], paid: Token | None, past: Sequence[Told]
) -> bool:
    """Whether a target looks like an organization, as far as the trigger asks for it."""
    phrase, buyer = reading.found.get("target"), reading.found.get("acquirer")
    company = phrase is not None and bool(phrase.nouns & _COMPANY)
    if _says_kind(reading) or (reading.trigger.frame in FIRMS and not _firms(reading, token, acquirers)):
        return False
    if _own_subsidiary(reading, token):
        return False
    if not company and (_item(reading, token) or (phrase is not None and "title" in phrase.nouns)):
        return False  # a thing; "X, who was sold"
    if reading.trigger.frame == "bidding" and not company and paid is None:
        known = token.mention is not None and any(one.mention is not None for one in acquirers)
        known = known or (bool(acquirers) and _formed(reading, token))
        # no bid for a player
        return (known and not _far_offer(reading, token)) or _dealt(reading, token, past)
    if reading.trigger.weak and reading.trigger.frame in _OFFERS and not company and paid is None:
        # "a proposal for X" is of anything, but "bids 42 euros a share for X"
        return (reading.trigger.light and _by_share(reading)) or _dealt(reading, token, past)
    if reading.trigger.weak and reading.trigger.frame in BELONGING and not company and paid is None:
        one_of = reading.found.get("acquirer")
        if (one_of is not None and "goods" in one_of.nouns) or any(
            _common(reading, one) for one in acquirers
        ):
            return False  # "became part of the programme Y", "lands on the Exchange"
        owner = one_of is not None and bool(one_of.nouns & _COMPANY)
        named = any(one.mention is not None for one in (token, *acquirers))
        if not (owner or named or (token in reading.clause.tokens and _firm(reading, token))):
            return False  # "she became part of the cabinet"
        if token.has("doubted") and token.mention is None:
            return False  # "the director, who went to Y"
        if token in reading.clause.tokens and of_thing(reading.clause, reading.clause.tokens.index(token)):
            return False
    if reading.trigger.weak and not (acquirers or company) and _named_as_goods(reading, token):
        return False  # "Villa Rossi is for sale"
    if reading.trigger.weak and not (acquirers or company or paid) and _far(reading, token):
        return False  # "… of the group, a decision that was taken"
    if reading.trigger.frame == "award" and not company and token.mention is None:
        return False  # a prize, a contract
    if reading.trigger.light and buyer is None:
        return False  # nobody pays
    if token.mention is not None or company or token.has("marked"):
        return True
    if token.has("person"):
        return False
    if (_person(reading, token) and (" " in token.text or paid is None)) or _common(reading, token):
        return False  # a player; "the Norwegian"
    retaken = reading.trigger.weak and reading.trigger.frame == "buy" and reading.voice != "passive"
    if retaken and paid is None and token.has("doubted"):
        return " " in token.text  # "retook Kambra": a place, as a model has it
    if paid is not None or any(acquirer.mention is not None for acquirer in acquirers):
        return True
    if acquirers:
        return not (reading.trigger.weak and any(_person(reading, acquirer) for acquirer in acquirers))
    if reading.voice == "noun" and not reading.trigger.weak and _judged(reading):
        return True
    # "The company bought X", but not "she bought X".
    return buyer is not None and buyer.generic and (bool(buyer.nouns) or not reading.trigger.weak)


def _firms(reading: Reading, token: Token, acquirers: Sequence[Token]) -> bool:
    """Whether both sides are companies named here; of two that merge one will do, the other no person."""
    clause, parties = reading.clause, (token, *acquirers)
    if not acquirers or any(one not in clause.tokens or reading.is_person(one) for one in parties):
        return False
    firms = [_firm(reading, one) for one in parties]
    if reading.trigger.frame == "unite":
        return any(firms)
    steers = reading.trigger.frame == "steer"  # what a company leads is one
    acting = acquirers if reading.trigger.frame in ("steer", "clinch") else (token,)
    if not (steers or reading.found["target"].nouns.isdisjoint(_PART)):
        return all(firms)  # "51 % of X is now Y's"
    return all(firms[steers:]) and not any(clause.governed(clause.tokens.index(one)) for one in acting)


def _firm(reading: Reading, token: Token) -> bool:
    """Whether a name is of a company to a model, or by a noun: before it, in it, or behind its comma."""
    tokens = reading.clause.tokens
    at = tokens.index(token)
    behind = tokens[at + 2 : at + 4] if at + 1 < len(tokens) and tokens[at + 1].text == "," else []
    apposed = bool(behind) and behind[behind[0].has("determiner") and len(behind) - 1].has("organization")
    noun = any(one.has("organization") for one in tokens[max(0, at - _NEAR) : at])
    known = reading.reader.lexicon(reading.language)
    part = any("organization" in known.classes(word) for word in token.text.lower().split())
    grouped = at + 1 < len(tokens) and tokens[at + 1].has("grouped")  # "the Hansen family of firms"
    return token.mention is not None or token.has("marked") or noun or apposed or part or grouped


def _own_subsidiary(reading: Reading, token: Token) -> bool:
    """Whether somebody merges what it owns into itself: "Y absorbs its subsidiary X"."""
    if reading.trigger.frame not in _ABSORBING or reading.names("seller"):
        return False
    at = next((k for k, one in enumerate(reading.clause.tokens) if one is token), 0)
    return any(before.has("subsidiary") for before in reading.clause.tokens[max(0, at - 1 - _NEAR) : at])


def _says_kind(reading: Reading) -> bool:
    """Whether the trigger only says what kind of firm is named: "le fonds de rachat X"."""
    tokens, at = reading.clause.tokens, reading.clause.at
    led = at > 1 and tokens[at - 1].has("of") and not tokens[at - 1].has("definite")
    firm = led and tokens[at - 2].has("organization") and not tokens[at - 2].has("deal")
    return reading.voice == "noun" and firm


def _judged(reading: Reading) -> bool:
    """Whether somebody judges the deal before its noun: "the court has cleared the purchase of X"."""
    clause = reading.clause
    return any(token.has("judging") for token in clause.tokens[clause.low : clause.at])


def _far(reading: Reading, token: Token) -> bool:
    """Whether other words than small ones stand between what is bought and a verb in the passive."""
    if reading.voice != "passive" or not reading.rules["target"].endswith(".subject"):
        return False
    tokens = reading.clause.tokens
    between = tokens[tokens.index(token) + 1 : reading.clause.verb_start()]
    return any(one.kind == "word" and (not one.classes or one.has("organization")) for one in between)


def _far_offer(reading: Reading, token: Token) -> bool:
    """Whether other words stand between an offer and the small word of its target: "the bid made by X"."""
    tokens, at = reading.clause.tokens, reading.clause.at
    between = tokens[at + 1 : max(at + 1, tokens.index(token))]
    led = max((k for k, one in enumerate(between) if one.has("by", "for")), default=0)
    return reading.voice == "noun" and any(
        one.kind == "word" and not one.classes and one.cue is None for one in between[:led]
    )


def _by_share(reading: Reading) -> bool:
    """Whether an amount is for each share: "42 euros a share"."""
    tokens = reading.clause.tokens
    return any(
        token.kind == "money"
        and (bool((token.mention or {}).get("per")) or any(one.has("per") for one in tokens[k + 1 : k + 3]))
        for k, token in enumerate(tokens)
    )


def _formed(reading: Reading, token: Token) -> bool:
    """Whether a name has a legal form: "PT X", "X S.A."."""
    names = reading.reader.names
    surface = str((token.mention or {}).get("surface") or token.text)
    return len(names.words(surface)) < len(surface.split())


def _dealt(reading: Reading, token: Token, past: Sequence[Told]) -> bool:
    """Whether a deal for the same target is told before."""
    same = reading.reader.names.same
    targets = (target for told in past for draft in told.drafts for target in draft.names["target"])
    return any(same(token.text, target.text) for target in targets)


def _person(reading: Reading, token: Token) -> bool:
    """Whether the name begins with a given name."""
    return token.text.split()[0].lower() in known_names(reading.language).given


def _item(reading: Reading, token: Token) -> bool:
    """Whether the name is of one thing of a kind: "an Airbus", "114 Airbus", "her Mitsubishi"."""
    tokens = reading.clause.tokens
    at = next((k for k, one in enumerate(tokens) if one is token), 0)
    if not at:
        return False
    before, behind = tokens[at - 1], tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is not None and behind.has("organization", "business", "share"):
        return False  # "a Paris-based maker"
    if before.kind == "number":
        return at > 1 and tokens[at - 2].kind != "date"
    if before.has("of"):
        return False  # an article and a small word may be one: "des"
    phrase = reading.found["target"]
    owned = phrase.possessed and reading.trigger.frame == "buy" and reading.voice == "active"
    return before.has("indefinite") or owned


def _named_as_goods(reading: Reading, token: Token) -> bool:
    """Whether the name of what somebody sells begins with what it is: a castle, a ship."""
    return "goods" in reading.reader.lexicon(reading.language).classes(token.text.split()[0].lower())


def _common(reading: Reading, token: Token) -> bool:
    """Whether a name that nobody mentions is a common noun with a capital: "the Norwegian"."""
    return bool(reading.reader.lexicon(reading.language).classes(token.text.lower()))
