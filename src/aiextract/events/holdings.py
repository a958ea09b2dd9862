"""Stakes that somebody holds in a company, as the object of a deal: "buys the 51 % stake that Z holds in X".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.phrases import ENDS, Argument
from aiextract.events.roles import Clause

_REACH = 16  # tokens from the trigger to the relative word
_KIND = 4  # tokens from the small word to the name, what kind it is between
_NEAR = 9  # tokens from the relative word to its verb


def held(clause: Clause) -> Argument | None:
    """In whom the stake is held that is dealt in."""
    found = _read(clause)
    return None if found is None else found[0]


def holder(clause: Clause) -> Argument | None:
    """Who holds that stake, where the clause names them: the subject of a sale need not be named again."""
    found = _read(clause)
    return None if found is None else found[1]


def _read(clause: Clause) -> tuple[Argument, Argument | None] | None:
    tokens, share = clause.tokens, False
    for i in range(clause.at + 1, min(clause.at + _REACH, clause.high - 2)):
        token = tokens[i]
        if token.text in ENDS or token.trigger is not None or (share and token.kind == "name"):
            return None
        share = share or token.kind == "percent" or token.has("share")
        if share and token.has("relative"):
            found = _clause(clause, i + 1)
            if found is not None:
                found[0].values += [k for k in range(clause.at + 1, i) if tokens[k].kind == "percent"]
            return found
    return None


def _clause(clause: Clause, start: int) -> tuple[Argument, Argument | None] | None:
    """What is held and by whom, in the relative clause that begins at ``start``."""
    tokens, who = clause.tokens, None
    for i in range(start, min(start + _NEAR, clause.high - 2)):
        token = tokens[i]
        if token.has("holding"):
            break
        if token.kind == "name":
            who = Argument(names=[i], end=i + 1)
        elif token.kind not in ("word", "place") or token.trigger is not None:
            return None
    else:
        return None
    i += 1
    while i < clause.high - 1 and tokens[i].has("adverb", "by"):
        i += 1  # "yang dimiliki oleh Z di X"
    if who is None and tokens[i].kind == "name":
        who, i = Argument(names=[i], end=i + 1), i + 1
    own = who is None and tokens[i].has("of")  # "os 60% que ainda não tinha da X"
    if i >= clause.high - 1 or not (own or tokens[i].has("preposition", "into")):
        return None
    found = clause.phrase(i + 1)
    if found is None or not found.names:
        return None
    found.nouns.add("share")
    return found, who


def held_of(clause: Clause) -> Argument | None:
    """In whom somebody's stake is dealt in, its holder between: "buys the shares of Z in X"."""
    found = _of(clause)
    return None if found is None else found[0]


def holder_of(clause: Clause) -> Argument | None:
    """Who holds it."""
    found = _of(clause)
    return None if found is None else found[1]


def _of(clause: Clause) -> tuple[Argument, Argument] | None:
    tokens, share = clause.tokens, False
    for i in range(clause.at + 1, min(clause.at + _REACH, clause.high - 2)):
        token = tokens[i]
        if token.text in ENDS or token.trigger is not None or token.kind == "name" or token.has("relative"):
            return None
        share = share or token.kind == "percent" or token.has("share")
        who = clause.phrase(i + 1) if share and token.has("of") else None
        if (
            who is None
            or len(who.names) != 1
            or who.end >= clause.high - 1
            or not tokens[who.end].has("into")
        ):
            continue
        found = clause.phrase(who.end + 1)
        if found is None or len(found.names) != 1 or found.names[0] > who.end + _KIND:
            return None
        found.nouns.add("share")
        found.values += [k for k in range(clause.at + 1, who.end) if tokens[k].kind == "percent"]
        found.values += _told(clause, found.end)
        return found, who
    return None


def _told(clause: Clause, i: int) -> list[int]:
    """The percent of the shares told behind a comma at ``i``: "…, or 55 percent of the capital"."""
    tokens = clause.tokens
    if i >= clause.high or tokens[i].text != ",":
        return []
    k = next((k for k in range(i + 1, min(i + _KIND, clause.high)) if tokens[k].kind == "percent"), None)
    shares = k is not None and any(token.has("share") for token in tokens[k + 1 : k + _KIND])
    return [k] if k is not None and shares else []


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "stake_in": held,
    "stake_holder": holder,
    "stake_of": held_of,
    "stake_owner": holder_of,
}
