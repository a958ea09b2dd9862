"""Relations to the clause that a trigger depends on or leaves out: "After X was bought, Y plans to …".

Who acts stands in the main clause before or behind, or in the sentence before. Nothing here knows a language:
words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.clauses import Token
from aiextract.events.phrases import ENDS, PREPOSITIONS, Argument
from aiextract.events.roles import Clause

_NEAR = 3  # tokens from the determiner of a subject behind its verb to its name


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


def head(clause: Clause) -> Argument | None:
    """Who has what a participle behind its comma says more of: "Y owns X, bought in 2012 for 3 million"."""
    start = clause.verb_start()
    if start < 2 or clause.tokens[start - 1].text not in ",(":
        return None
    heads = [k for k in range(start - 2) if clause.heads(k)]
    return Argument(names=heads[-1:]) if heads and clause.tokens[heads[-1]].kind == "name" else None


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


def partner_behind(clause: Clause) -> Argument | None:
    """With whom the deal behind the trigger is made: "X goes private in a $3bn deal with Y"."""
    tokens = clause.tokens
    for k in range(clause.at + 1, clause.high):
        if tokens[k].text in ENDS:
            return None
        if tokens[k].has("with") and any(one.has("deal", "agreement") for one in tokens[max(0, k - 2) : k]):
            return clause.phrase(k + 1, free=True)
    return None


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


def cleft(clause: Clause) -> Argument | None:
    """Who a copula behind the object says that it was: "Quem comprou X foi Y"."""
    start, i = clause.verb_start(), clause.past
    opened = start > clause.low and clause.tokens[start - 1].has("personal")
    while 0 < i < clause.high and clause.tokens[i].kind in ("date", "money"):
        i += 1
    if not opened or not 0 < i < clause.high or not clause.tokens[i].has("be", "naming"):
        return None
    return clause.phrase(i + 1)


def postposed(clause: Clause) -> Argument | None:
    """The subject behind a passive that opens its clause: "Foi vendida à Y a X", "Vendida a X à Y"."""
    tokens, start, i = clause.tokens, clause.verb_start(), clause.at + 1
    if start > clause.low and tokens[start - 1].kind not in ("mark", "date"):
        return None
    while i < clause.high and tokens[i].has("be", "adverb") and not tokens[i].has("to", "by", "determiner"):
        i += 1  # "Übernommen wird die X"
    if i < clause.high and tokens[i].has("to", "by", "from"):
        taker = clause.phrase(i + 1, free=True)
        i = taker.end if taker is not None and taker.names else clause.high
    if i >= clause.high or not tokens[i].has("determiner"):
        return None
    found = clause.phrase(i)
    return found if found is not None and found.names and found.names[0] <= i + _NEAR else None


def postposed_by(clause: Clause) -> Argument | None:
    """Who acts behind that subject: "Übernommen wird die X von der Y"."""
    found = postposed(clause)
    if found is None or found.end >= clause.high or not clause.tokens[found.end].has("by", "from"):
        return None
    return clause.phrase(found.end + 1, free=True)


def answering(clause: Clause) -> Argument | None:
    """Who gets what opens the sentence: "Den Zuschlag für X erhielt am Montag die Y"."""
    held, tokens = clause.object(), clause.tokens
    if held is None or not held.names or clause.low or any(t.kind == "name" for t in tokens[: clause.at]):
        return None
    i = held.end
    verb = i < clause.high and (
        tokens[i].has("naming") or (tokens[i].kind == "word" and not tokens[i].classes)
    )
    if not verb:
        return None
    i += 1
    while i < clause.high and (tokens[i].kind == "date" or tokens[i].has("preposition", "adverb")):
        i += 1
    return clause.phrase(i)


def pronoun_fronted(clause: Clause) -> Argument | None:
    """Whom a pronoun means that stands before its noun: "After Y bought it, X grew"."""
    i = clause.at + 1
    return fronted(clause) if i < clause.high and clause.tokens[i].has("pronoun") else None


def _paid_for(clause: Clause) -> int | None:
    """Where the small word stands that opens a relative clause: "X, for which Y paid 3 million"."""
    tokens = clause.tokens
    for k in range(clause.at - 1, max(clause.low, 1), -1):
        if tokens[k].text in ENDS or tokens[k].has("conjunction"):
            return None
        if tokens[k].has("for") and tokens[k - 1].text == ",":
            relative = tokens[k + 1].has("relative", "determiner") and k + 1 < clause.at
            return k if relative and tokens[k - 2].kind == "name" else None
    return None


def paid_for(clause: Clause) -> Argument | None:
    """What was paid for, where a relative clause tells so."""
    k = _paid_for(clause)
    return None if k is None else Argument(names=[k - 2], end=k - 1)


def payer(clause: Clause) -> Argument | None:
    """Who paid it: the one name in that relative clause."""
    k = _paid_for(clause)
    names = [] if k is None else [i for i in range(k + 2, clause.at) if clause.tokens[i].kind == "name"]
    return Argument(names=names) if len(names) == 1 else None


def _verb(token: Token) -> bool:
    return token.has("be", "have", "verb") or (token.cue is not None and not token.has(*PREPOSITIONS))


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "answering": answering,
    "cleft": cleft,
    "dropped": dropped,
    "fronted": fronted,
    "head": head,
    "pronoun_fronted": pronoun_fronted,
    "partner": partner,
    "partner_behind": partner_behind,
    "paid_for": paid_for,
    "payer": payer,
    "postposed": postposed,
    "postposed_by": postposed_by,
}
