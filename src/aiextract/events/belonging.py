"""To whom something belongs since when: "X ist seit 2017 Teil von Y", "Y, propriétaire de X depuis 2014".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.brackets import ends_clause, free_names
from aiextract.events.phrases import Argument
from aiextract.events.roles import Clause

_SINCE = 10  # tokens between a word of belonging and what tells since when


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
    own = k + 1 < len(clause.tokens) and clause.tokens[k + 1].has("possessive")
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


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "under": _under,
    "since": _since,
    "since_behind": _since_behind,
    "since_object": _since_object,
    "since_subject": _since_subject,
}
