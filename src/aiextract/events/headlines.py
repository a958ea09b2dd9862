"""Relations of headlines and of noun phrases as short: "Y: purchase of X", "l'OPA A-B", "Y seals X bid".

Names stand there without the verbs and small words that show their roles elsewhere. Nothing here knows a
language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.phrases import PREPOSITIONS, Argument
from aiextract.events.roles import Clause

_OPENING = 10  # tokens from the beginning of a sentence to an offer for what it begins with


def heading(clause: Clause) -> Argument | None:
    """Who stands before the colon that opens a headline: "Y: purchase of X completed"."""
    tokens = clause.tokens
    i = next((j for j in range(min(3, clause.at)) if tokens[j].kind == "name"), None)
    if i is None or i + 1 >= clause.at or tokens[i + 1].text != ":":
        return None
    alone = not any(token.kind == "name" for token in tokens[i + 2 : clause.at])
    return Argument(names=[i]) if alone else None


def headline(clause: Clause) -> Argument | None:
    """What a headline names before its colon: "X: Y buys all of it"."""
    named = _opening(clause)
    return Argument(names=[named]) if named is not None and clause.tokens[named + 1].text == ":" else None


def headline_noun(clause: Clause) -> Argument | None:
    """The same beside a noun that ends the headline, or before who acts: "X, Y seals the purchase"."""
    tokens, behind = clause.tokens, clause.tokens[clause.at + 1 : clause.at + 2]
    ends = not behind or behind[0].kind != "word" or behind[0].has(*PREPOSITIONS)
    i = _opening(clause)
    if i is None or not ends or not tokens[clause.at - 1].has("determiner", "possessive"):
        return None
    acts = tokens[i + 2].kind == "name" and tokens[i + 3].kind == "word" and tokens[i].mention is not None
    parted = tokens[i + 1].text == "," and acts and not tokens[i + 3].has(*PREPOSITIONS, "and")
    return Argument(names=[i]) if parted or tokens[i + 1].text == ":" else None


def _opening(clause: Clause) -> int | None:
    """The name that opens a sentence before the trigger."""
    return next((i for i in range(min(3, clause.at)) if clause.tokens[i].kind == "name"), None)


def bare_behind(clause: Clause) -> Argument | None:
    """What is named right behind a noun without an article: "Y: perfezionata acquisizione X"."""
    i = clause.at + 1
    before = clause.tokens[clause.at - 1] if clause.at else None
    bare = before is None or not before.has("determiner", "possessive", "definite", "of")
    return (
        Argument(names=[i], end=i + 1)
        if bare and i < clause.high and clause.tokens[i].kind == "name"
        else None
    )


def pair_behind(clause: Clause) -> Argument | None:
    """What is taken in "l'OPA A-B": the second name."""
    i = clause.at + 1
    if i + 2 >= clause.high or {clause.tokens[i].kind, clause.tokens[i + 2].kind} != {"name"}:
        return None
    return Argument(names=[i + 2], end=i + 3) if clause.tokens[i + 1].text in "-–/" else None


def pair_behind_first(clause: Clause) -> Argument | None:
    """Who takes in "l'OPA A-B": the first name."""
    return Argument(names=[clause.at + 1]) if pair_behind(clause) else None


def compound_left(clause: Clause) -> Argument | None:
    """What is taken in a headline whose noun holds the name: "Y seals X takeover", "Y drops $3 bn X bid"."""
    return Argument(names=[clause.at - 1]) if compound_subject(clause) else None


def compound_subject(clause: Clause) -> Argument | None:
    """Who takes it there: the subject of the verb before."""
    tokens, i = clause.tokens, clause.at - 2
    if i <= clause.low or tokens[clause.at - 1].kind != "name":
        return None
    behind = tokens[clause.at + 1] if clause.at + 1 < len(tokens) else None
    ended = behind is None or behind.kind != "word" or behind.has(*PREPOSITIONS, "conjunction", "and", "be")
    if not ended:
        return None  # "hires X takeover experts"
    while i > clause.low and (tokens[i].kind == "money" or tokens[i].has("determiner", "adverb")):
        i -= 1
    told = tokens[i].has("verb") or (tokens[i].cue is not None and not tokens[i].has(*PREPOSITIONS))
    if not told or tokens[i].has("judging"):
        return None
    while i > clause.low and tokens[i - 1].has("have", "be", "adverb"):
        i -= 1
    subject = i - 1
    if subject < clause.low or tokens[subject].kind != "name" or clause.governed(subject):
        return None
    return Argument(names=[subject])


def judged_bidder(clause: Clause) -> Argument | None:
    """Who makes an offer that another one judges in a headline: "X rejects Y bid"."""
    tokens, i = clause.tokens, clause.at - 1
    if i <= clause.low + 1 or tokens[i].kind != "name":
        return None
    while i > clause.low and (tokens[i - 1].kind == "money" or tokens[i - 1].has("determiner", "adverb")):
        i -= 1
    return Argument(names=[clause.at - 1]) if tokens[i - 1].has("judging") else None


def opened(clause: Clause) -> Argument | None:
    """What stands behind a participle that opens its clause: "Ceduta la X a Y", "Y cresce: presa la X".

    Or behind the name that opens a headline: "Y, presa la X".
    """
    start = clause.verb_start()
    before = clause.tokens[start - 1].text if start else ":"
    held = clause.object() if before in ":.;" or (before == "," and _opening(clause) == start - 2) else None
    return held if before != "," or (held is not None and held.names) else None


def proclaimed(clause: Clause) -> Argument | None:
    """What a headline says behind its colon to be somebody's: "It is done: X is Y's"."""
    tokens, i = clause.tokens, clause.verb_start() - 1
    before = i - 2 if i > 1 and tokens[i - 1].has("determiner") else i - 1
    if before < 0 or tokens[i].kind != "name" or tokens[before].text != ":":
        return None
    owner = clause.object()
    if owner is None or not owner.names:
        return None
    closed = owner.end >= len(tokens) or tokens[owner.end].kind == "mark"
    return Argument(names=[i], end=i + 1) if closed else None


def headed(clause: Clause) -> Argument | None:
    """What a headline names before its noun: "X, opa di Y", "X: cessione a Y"."""
    i = _opening(clause)
    if i is None or i + 2 > clause.at or clause.tokens[i + 1].text not in ",:":
        return None
    between = clause.tokens[i + 2 : clause.at]
    if clause.tokens[i + 1].text == "," and any(not token.has("determiner") for token in between):
        return None
    return None if any(token.kind == "name" for token in between) else Argument(names=[i])


def heading_participle(clause: Clause) -> Argument | None:
    """Who opens the headline of a participle that has its object behind it: "Y: presa la X"."""
    start = clause.verb_start()
    i = _opening(clause)
    return Argument(names=[i]) if i is not None and i == start - 2 and opened(clause) is not None else None


def fronted_for(clause: Clause) -> Argument | None:
    """What opens the clause of an offer: "Sur X, l'offre de Y"."""
    if not clause.tokens[0].has("for") or clause.at > _OPENING:
        return None
    found = clause.phrase(1)
    return found if found is not None and len(found.names) == 1 and found.end < clause.at else None


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "heading": heading,
    "headline": headline,
    "headline_noun": headline_noun,
    "bare_behind": bare_behind,
    "opened": opened,
    "headed": headed,
    "proclaimed": proclaimed,
    "heading_participle": heading_participle,
    "fronted_for": fronted_for,
    "compound_left": compound_left,
    "compound_subject": compound_subject,
    "judged_bidder": judged_bidder,
    "pair_behind": pair_behind,
    "pair_behind_first": pair_behind_first,
}
