"""Relations that reach beyond the noun phrase of a trigger: its predicate, a pair of names, the main clause.

"The acquisition of X is a boon for Y", "l'OPA A-B", "After X was bought, Y plans to …". Nothing here knows a
language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aiextract.events.clauses import Token
from aiextract.events.phrases import ENDS, PREPOSITIONS, Argument
from aiextract.events.roles import Clause

_LISTED = 22  # tokens behind a trigger in which the firms are listed that it speaks of
_ASIDE = 6  # tokens before the copula of a role in which who has it stands


def predicate(clause: Clause) -> Argument | None:
    """Whose step a deal is said to be: "the acquisition of X is a boon for Y", "… the largest of Y"."""
    for i in _behind_copula(clause):
        token = clause.tokens[i]
        allowed = token.has("to") and clause.tokens[i - 1].has("copula")  # "permitirá a Y crecer"
        gains = allowed or (token.has("for") and not token.has("by"))
        if gains or (token.has("of", "by") and _moves(clause, i)):
            found = clause.phrase(i + 1)
            if found is not None and found.names:
                return found
        elif clause.tokens[i].kind == "name" and clause.tokens[i - 1].has("move"):
            return Argument(names=[i])  # "dalam sejarah Y"
    return None


def beneficiary(clause: Clause) -> Argument | None:
    """For whom a deal is the next one: "For Y it is, after the purchase of X, the second deal"."""
    tokens = clause.tokens
    if clause.low > 0 or not tokens[0].has("for"):
        return None
    found = clause.phrase(1)
    if found is None or len(found.names) != 1 or found.end >= clause.at:
        return None
    behind = tokens[found.end : min(found.end + 3, clause.at)]
    return found if any(token.has("be", "copula", "pronoun") for token in behind) else None


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
    named = [i for i in range(min(3, clause.at)) if clause.tokens[i].kind == "name"]
    return Argument(names=named[:1]) if named and clause.tokens[named[0] + 1].text == ":" else None


def dropped(clause: Clause) -> Argument | None:
    """The subject of a verb that needs none, in the sentence before: "[Y grew.] In 2019 bought X"."""
    before = clause.tokens[: clause.verb_start()]
    aside = all(
        token.kind in ("date", "number")
        or token.text == ","
        or token.has("adverb", "preposition", "determiner", "elsewhen", "and")
        for token in before
    )
    return Argument(generic=True, definite=True) if aside else None


def predicate_for(clause: Clause) -> Argument | None:
    """What is bid for: "the offer is the highest so far for X"."""
    for i in _behind_copula(clause):
        if clause.tokens[i].has("for"):
            found = clause.phrase(i + 1)
            if found is not None and found.names:
                return found
    return None


def _behind_copula(clause: Clause) -> Iterator[int]:
    """The tokens of the predicate of the trigger's noun, up to what begins another clause."""
    copula = _ends_in_copula(clause)
    for i in range(clause.at + 1, clause.high):
        token = clause.tokens[i]
        if token.text in ENDS or token.has("relative") or (token.trigger is not None):
            return
        if token.has("be", "copula"):
            copula = True
        elif copula and (token.text == "," or token.has("conjunction", "pronoun") or token.kind == "money"):
            return
        elif copula and token.cue is not None and not token.has(*PREPOSITIONS):
            return  # "is approved for", which is no predicate
        elif copula:
            yield i


def _ends_in_copula(clause: Clause) -> bool:
    """Whether the verb closes the clause: "… dass die Übernahme von X ein Plus für Y wäre"."""
    for i in range(clause.at + 1, clause.high):
        if clause.tokens[i].has("copula"):
            return i + 1 >= len(clause.tokens) or clause.tokens[i + 1].kind == "mark"
        if clause.tokens[i].text in ENDS or clause.tokens[i].text == ",":
            return False
    return False


def _moves(clause: Clause, i: int) -> bool:
    """Whether the noun before the small word at ``i`` is of what a buyer does or has: "history of"."""
    return any(token.has("move") for token in clause.tokens[max(clause.at + 1, i - 3) : i])


def offer(clause: Clause) -> Argument | None:
    """Who makes an offer that the sentence compares a deal with: "above the $58 offer from Y"."""
    for i in range(clause.at + 1, clause.high):
        if clause.tokens[i].has("from", "by", "of") and clause.offered(i):
            found = clause.phrase(i + 1, free=True)
            if found is not None and found.names:
                return found
    return None


def pair_behind(clause: Clause) -> Argument | None:
    """What is taken in "l'OPA A-B": the second name."""
    i = clause.at + 1
    if i + 2 >= clause.high or {clause.tokens[i].kind, clause.tokens[i + 2].kind} != {"name"}:
        return None
    return Argument(names=[i + 2], end=i + 3) if clause.tokens[i + 1].text in "-–/" else None


def pair_behind_first(clause: Clause) -> Argument | None:
    """Who takes in "l'OPA A-B": the first name."""
    return Argument(names=[clause.at + 1]) if pair_behind(clause) else None


def named_behind(clause: Clause) -> Argument | None:
    """Which one somebody's purchase is: "Y's latest purchase is X", "its first purchase, X, was …"."""
    tokens, i = clause.tokens, clause.at + 1
    if i >= clause.high or clause.possessor() is None:
        return None
    linked, aside = tokens[i].has("be", "copula"), tokens[i].text in ",:("
    found = clause.phrase(i + 1) if linked or aside else None
    if found is None or not found.names:
        return None
    closed = found.end >= len(tokens) or tokens[found.end].kind in ("mark", "date")
    return found if closed else None


def head(clause: Clause) -> Argument | None:
    """Who has what a participle behind its comma says more of: "Y owns X, bought in 2012 for 3 million"."""
    start = clause.verb_start()
    if start < 2 or clause.tokens[start - 1].text not in ",(":
        return None
    heads = [k for k in range(start - 2) if clause.heads(k)]
    return Argument(names=heads[-1:]) if heads and clause.tokens[heads[-1]].kind == "name" else None


def members(clause: Clause) -> Argument | None:
    """The names of several firms, told behind a comma: "bought two firms to grow, including A and B"."""
    held = clause.object()
    if held is None or held.names or "organization" not in held.nouns:
        return None
    for k in range(held.end, min(clause.high - 1, clause.at + _LISTED)):
        token = clause.tokens[k]
        if (
            token.text in ENDS
            or token.has("relative", "from", "by", "be", "have")
            or token.trigger is not None
        ):
            return None
        if token.has("called") and clause.tokens[k - 1].text == ",":
            return clause.phrase(k + 1)
    return None


def pronoun_fronted(clause: Clause) -> Argument | None:
    """Whom a pronoun means that stands before its noun: "After Y bought it, X grew"."""
    i = clause.at + 1
    return fronted(clause) if i < clause.high and clause.tokens[i].has("pronoun") else None


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


def identity(clause: Clause) -> Argument | None:
    """Who a role is: "the buyer of X is Y", "buyer: Y", "Y is the new owner of X", "Y, the buyer of X"."""
    tokens, held = clause.tokens, clause.of() or clause.phrase(clause.at + 1)
    i = held.end if held is not None and held.names else clause.at + 1
    while i < clause.high and tokens[i].has("closing", "adverb"):
        i += 1
    if i < clause.high and (tokens[i].has("be", "copula", "naming") or tokens[i].text in ",:("):
        while i + 1 < clause.high and tokens[i + 1].has("be", "adverb"):
            i += 1  # "è stato"
        found = clause.phrase(i + 1) or clause.phrase(_past_time(clause, i + 1))
        if found is not None and found.names and "goods" not in found.nouns:
            return found
    return _named_before(clause)


def _past_time(clause: Clause, i: int) -> int:
    """Behind a small word and what it governs, up to the next article: "wird zum Jahreswechsel der"."""
    if i < clause.high and clause.tokens[i].has("preposition"):
        for j in range(i + 1, min(i + _ASIDE, clause.high)):
            if clause.tokens[j].has("determiner"):
                return j
    return i


def _named_before(clause: Clause) -> Argument | None:
    """Who a noun behind the name or its copula says more of: "Y is the new owner", "Y, the buyer"."""
    tokens, i = clause.tokens, clause.at - 1
    while i > clause.low and (
        tokens[i].has("determiner", "adverb", "possessive", "counted")
        or (tokens[i].kind == "word" and not tokens[i].classes and tokens[i].cue is None)
    ):
        i -= 1
    comma = tokens[i].text == "," and tokens[i - 1].kind == "name"
    chosen = tokens[i].has("called") and tokens[i - 1].kind == "name"  # "named Y as the buyer of X"
    if i <= clause.low or not (comma or chosen or tokens[i].has("be", "copula", "naming")):
        return None
    for j in range(i - 1, max(clause.low, i - _ASIDE) - 1, -1):
        if tokens[j].kind == "name" and not clause.governed(j):
            return clause.group(j)
    return None


def held_in(clause: Clause) -> Argument | None:
    """In whom a stake is held that is sold: "la cessione della partecipazione detenuta in X"."""
    tokens, share = clause.tokens, False
    for i in range(clause.at + 1, clause.high - 1):
        token = tokens[i]
        share = share or token.has("share")
        if token.text in ENDS or token.trigger is not None:
            return None
        if share and token.has("owned") and tokens[i + 1].has("preposition"):
            found = clause.phrase(i + 2)
            return found if found is not None and found.names else None
    return None


def listed(clause: Clause) -> Argument | None:
    """What a list behind a noun names: "its purchases: A in 2012, B in 2014", "its purchases include A"."""
    tokens = clause.tokens
    for i in range(clause.at + 1, min(clause.at + 1 + _ASIDE, clause.high)):
        token = tokens[i]
        if token.text in ":(" or token.has("called", "naming"):
            found = clause.phrase(i + 1)
            return found if found is not None and found.names and "goods" not in found.nouns else None
        if token.text != "," and (token.kind != "word" or token.has("be", "have", "relative", *PREPOSITIONS)):
            return None
    return None


def partner(clause: Clause) -> Argument | None:
    """With whom somebody deals: "an agreement with Y to sell X", "in talks with Y about the sale"."""
    for i in range(clause.at - 1, clause.low, -1):
        token = clause.tokens[i]
        if token.text in ENDS:
            return None
        governor = clause.governor(i) if token.kind == "name" else None
        if (
            governor is None
            or not governor.has("preposition")
            or governor.has("of", "by", "to", "from", "for")
        ):
            continue
        j = clause.tokens.index(governor) - 1
        while j > clause.low and clause.tokens[j].kind == "word" and not clause.tokens[j].classes:
            if clause.tokens[j].cue is not None:
                break
            j -= 1
        if clause.tokens[j].cue is not None or clause.tokens[j].has("offer"):
            return Argument(names=[i])
    return None


def meant(clause: Clause) -> Argument | None:
    """The company that a role takes for granted: "the buyer is Y"."""
    return Argument(nouns={"organization"}, end=clause.at + 1, generic=True, definite=True)


def fronted(clause: Clause) -> Argument | None:
    """The subject of the main clause behind a fronted one: "After X was bought, Y plans to …"."""
    tokens = clause.tokens
    if not tokens[0].has("conjunction", "preposition") or clause.low > 1:
        return None
    for i in range(clause.at + 1, clause.high):
        if tokens[i].text in ENDS:
            return None
        if tokens[i].text != ",":
            continue
        second = i + 2 < clause.high and _verb(tokens[i + 1])  # the verb stands second
        found = clause.phrase(i + 2 if second else i + 1)
        if found is None or len(found.names) != 1:
            continue
        if second or (found.end < len(tokens) and _verb(tokens[found.end])):
            return found
    return None


def _verb(token: Token) -> bool:
    return token.has("be", "have", "verb") or (token.cue is not None and not token.has(*PREPOSITIONS))


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "beneficiary": beneficiary,
    "heading": heading,
    "headline": headline,
    "dropped": dropped,
    "predicate": predicate,
    "predicate_for": predicate_for,
    "offer": offer,
    "fronted": fronted,
    "named_behind": named_behind,
    "head": head,
    "members": members,
    "pronoun_fronted": pronoun_fronted,
    "compound_left": compound_left,
    "compound_subject": compound_subject,
    "identity": identity,
    "meant": meant,
    "listed": listed,
    "held_in": held_in,
    "partner": partner,
    "pair_behind": pair_behind,
    "pair_behind_first": pair_behind_first,
}
