"""To whom something belongs since when: "X ist seit 2017 Teil von Y", "Y, propriétaire de X depuis 2014".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.brackets import ends_clause, free_names
from aiextract.events.phrases import DASHES, ENDS, HEADED, OWNED, Argument
from aiextract.events.roles import Clause

_SINCE = 10  # tokens between a word of belonging and what tells since when
_WAY = 6  # tokens from a verb of moving to the words for whose hands
_OPENING = 3  # tokens of a headline before a name
# Nouns that stand for the company they are of, or tell that it comes into the hands of another.
_OWNED = HEADED | OWNED | {"whole", "owned", "title", "moving"}


def _since(clause: Clause) -> Argument | None:
    """What belongs to somebody since a time that the clause tells: "X ist seit 2017 Teil von Y"."""
    left = free_names(clause) if _dated(clause) else []
    return left[0] if left else None


def _since_subject(clause: Clause) -> Argument | None:
    """The same where the subject stands before its verb: "X has been part of Y since 2017"."""
    return clause.subject() if _dated(clause) else None


def _since_behind(clause: Clause) -> Argument | None:
    """The same behind the verb: "Seit 2017 gehört X zu Y"."""
    if not _dated(clause) or free_names(clause):
        return None
    i = clause.at + 1
    while i < clause.high and (clause.tokens[i].kind == "date" or clause.tokens[i].has("since", "adverb")):
        i += 1
    return clause.phrase(i)


def _dated(clause: Clause) -> bool:
    """Whether the clause tells since when something holds, or that it will: "wird künftig zu Y gehören"."""
    tokens = clause.tokens
    if ends_clause(clause) and any(token.cue is not None for token in tokens[clause.low : clause.at]):
        return True
    return any(
        tokens[k].has("since")
        and any(token.kind == "date" for token in tokens[k + 1 : k + _reach(clause, k)])
        for k in range(max(clause.low, clause.at - _SINCE), min(clause.high, clause.at + _SINCE, len(tokens)))
    )


def _reach(clause: Clause, k: int) -> int:
    """How far behind the word at ``k`` its date may stand: "since 2014", "since its purchase in 2014"."""
    own = k + 1 < len(clause.tokens) and clause.tokens[k + 1].has("possessive", "determiner")
    return 6 if own else 3


def _since_object(clause: Clause) -> Argument | None:
    """What somebody owns since a time that the clause tells: "Y possède X depuis 2014"."""
    return clause.object() or clause.of() if _dated(clause) else None


def _under(clause: Clause) -> Argument | None:
    """Under whom something passes, a time between: "X est passé en 2008 sous le contrôle de Y"."""
    tokens = clause.tokens
    for i in range(clause.at + 1, min(clause.at + _SINCE, len(tokens))):
        if tokens[i].has("under"):  # which may be a trigger of its own
            return Clause(tokens, i, clause.low, len(tokens)).phrase(i + 1, free=True)
        if tokens[i].kind != "date" and not tokens[i].has("adverb", "preposition", "determiner"):
            return None
    return None


def moving(clause: Clause) -> int | None:
    """The verb by which something comes into the hands of another: "passe hier sous la coupe de"."""
    for k in range(clause.at - 1, max(clause.low, clause.at - _WAY) - 1, -1):
        token = clause.tokens[k]
        if token.has("moving"):
            return k
        if token.kind != "date" and not token.has("adverb", "preposition", "determiner", "since"):
            return None
    return None


def arrived(clause: Clause, k: int) -> bool:
    """Whether it has come there by the verb at ``k``: "est passé sous la coupe de", "passé en 2018 sous"."""
    before = clause.tokens[max(clause.low, k - 3) : k]
    return k == 0 or clause.tokens[k].has("be") or any(token.has("be", "have") for token in before)


def _moved(clause: Clause) -> Argument | None:
    """What comes into the hands of another, before the verb for that or behind all: "Passé sous …, X"."""
    k = moving(clause)
    if k is None:
        return _entering(clause)
    if k == 0:
        return clause.later_subject()
    held = Clause(clause.tokens, k, clause.low, clause.high).subject()
    return None if held is not None and held.names and of_thing(clause, held.names[0]) else held


def of_thing(clause: Clause, i: int) -> bool:
    """Whether the name at ``i`` only says of what a thing is: "the future of X is in the hands of Y"."""
    governor = clause.governor(i)
    if governor is None or not governor.has("of"):
        return False
    noun = clause.tokens[clause.tokens.index(governor) - 1]
    return noun.kind == "word" and noun.classes.isdisjoint(_OWNED)


def _entering(clause: Clause) -> Argument | None:
    """What a noun of moving is of: "l'entrée de X dans le giron de Y", "fait de Y le propriétaire de"."""
    i = clause.at - 1
    governor = clause.governor(i) if i > clause.low and clause.tokens[i].kind == "name" else None
    if governor is None or not governor.has("of"):
        return None
    led = (governor, clause.tokens[clause.tokens.index(governor) - 1])
    return Argument(names=[i], end=i + 1) if any(token.has("moving") for token in led) else None


def _since_later(clause: Clause) -> Argument | None:
    """What is there since a time that the clause tells: "Sous l'aile de Y depuis 2017, X grandit"."""
    return clause.later_subject() if _dated(clause) else None


def _stands(clause: Clause) -> Argument | None:
    """What a headline without a verb names: "X dans le giron de Y"."""
    tokens, i = clause.tokens, clause.at - 1
    while i > 0 and tokens[i].has("adverb"):
        i -= 1
    opens = i < _OPENING or (i and (tokens[i - 1].text in ENDS or tokens[i - 1].text in DASHES))
    if i < 0 or tokens[i].kind != "name" or not opens:
        return None
    taker = clause.object()
    ended = taker is not None and all(token.kind == "mark" for token in tokens[taker.end :])
    return Argument(names=[i], end=i + 1) if ended else None


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "under": _under,
    "moved": _moved,
    "stands": _stands,
    "since": _since,
    "since_later": _since_later,
    "since_behind": _since_behind,
    "since_object": _since_object,
    "since_subject": _since_subject,
}
