"""Who sells, told beside the deal: "The seller is Z", "X, a unit of Z", "Z sells its shares".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from aiextract.events.awaiting import is_noun
from aiextract.events.clauses import Token
from aiextract.events.phrases import Argument
from aiextract.events.reading import Reading
from aiextract.events.relations import RELATIONS
from aiextract.events.roles import Clause
from aiextract.events.voice import voice

_ASIDE = 6  # tokens of a noun phrase from a comma, or a word of owning, to the name
_NEAR = 4  # tokens from a word for a deal to the small word that leads to a partner
_STEPS = ("planned", "announced", "completed")
_AGENTS = ("subject", "heading", "later_subject")
_GIVING = ("sell", "merge", "join")  # frames by which a partner is no seller


def vendor(
    reading: Reading, tokens: list[Token], foreign: Sequence[Token], targets: Sequence[Token]
) -> Token | None:
    """Who sells what a sentence beside the trigger speaks of; ``foreign`` are its names that are no party."""
    if not foreign:
        return None
    clause = Clause(tokens, len(tokens), 0, len(tokens))
    for found in _told(reading, clause, foreign, targets):
        if found is not None and found.names and tokens[found.names[0]] in foreign:
            return family(reading, tokens, tokens[found.names[0]])
    return None


def family(reading: Reading, tokens: Sequence[Token], name: Token) -> Token:
    """The name with the noun of a family beside it ("the Z family", "la famille Z"), else the name alone."""
    if name not in tokens or name.mention is not None:
        return name
    at, start, end = tokens.index(name), name.start, name.end
    if at and tokens[at - 1].has("family"):
        start = tokens[at - 1].start
    elif at + 1 < len(tokens) and tokens[at + 1].has("family"):
        end = tokens[at + 1].end
    return (
        name
        if end - start == name.end - name.start
        else replace(name, start=start, end=end, text=reading.reader.source.text[start:end])
    )


def _told(
    reading: Reading, clause: Clause, foreign: Sequence[Token], targets: Sequence[Token]
) -> Iterator[Argument | None]:
    """Who may be the seller, the surest first."""
    tokens = clause.tokens
    for k, token in enumerate(tokens):
        if token.has("vendor"):
            yield clause.phrase(k + 1 + _led(tokens, k), free=True)
            yield _apposed(tokens, k)
    yield from _sold(reading, tokens, foreign)
    yield from partners(reading, clause)
    paid = False
    for k, token in enumerate(tokens):
        paid = paid or token.has("paying")
        if paid and token.has("to"):
            yield _beside(clause, k)
        if token.has("owned") and token.trigger is None and _is_held(reading, tokens[:k], targets):
            yield clause.held_behind(k)


def partners(reading: Reading, clause: Clause, low: int = 0) -> Iterator[Argument | None]:
    """With whom a purchase is agreed or talked of, from ``low`` on: "a deal with Z to buy X"."""
    for k, token in enumerate(clause.tokens[: clause.high]):
        if (
            k >= low
            and token.has("with")
            and reading.trigger.frame not in _GIVING
            and _dealt(clause.tokens, k)
        ):
            yield _beside(clause, k)


def _beside(clause: Clause, k: int) -> Argument | None:
    """The phrase that the small word at ``k`` leads to, if its name stands near."""
    found = clause.phrase(k + 1, free=True)
    if found is None or not found.names or found.names[0] > k + _ASIDE:
        return None
    between = clause.tokens[k + 1 : found.names[0]]
    return None if any(one.has("verb", "be", "have") or one.cue for one in between) else found


def named_sellers(
    reading: Reading, acquirers: Sequence[Token], targets: Sequence[Token], sellers: Sequence[Token]
) -> list[Token]:
    """The sellers that are no party, or who else sells by the sentence of the trigger."""
    parties = [*acquirers, *targets]
    if not sellers and len(targets) == 1 and (held := _told_beside(reading, parties)) is not None:
        sellers, reading.rules["seller"] = [held], "beside"
    texts = {token.text for token in parties}
    return [family(reading, reading.clause.tokens, one) for one in sellers if one.text not in texts]


def _told_beside(reading: Reading, parties: Sequence[Token]) -> Token | None:
    """Who owns the last of the ``parties``, or with whom its purchase is agreed, by its own sentence."""
    clause, same = reading.clause, reading.reader.names.same
    told = (_holder(clause, parties[-1]), _holder_before(clause, parties[-1]))
    for found in (*told, *partners(reading, clause, reading.low)):
        if found is None or not found.names:
            continue
        name = clause.tokens[found.names[0]]
        if not any(same(name.text, one.text) for one in parties):
            return name
    return None


def _holder(clause: Clause, target: Token) -> Argument | None:
    """To whom the target belongs, told right beside its name: "X, a unit of Z", "Z's unit X"."""
    tokens = clause.tokens
    if target not in tokens:  # told of in another sentence
        return None
    at = tokens.index(target)
    if at >= 2 and tokens[at - 1].has("subsidiary"):
        j = at - 2 - (tokens[at - 2].text in ("-", "'s", "'"))
        if j >= 0 and tokens[j].kind == "name":
            return Argument(names=[j])
    if at + 1 >= len(tokens) or tokens[at + 1].text not in ",(":
        return None
    for j in range(at + 2, min(len(tokens) - 1, at + 2 + _ASIDE)):
        if tokens[j].has("subsidiary"):
            whole = tokens[j].has("of") or " " in tokens[j].text  # "filiale du" is one word
            return clause.phrase(j + 1, free=True) if whole else _owner(clause, j)
        if (
            tokens[j].kind != "word"
            or tokens[j].trigger is not None
            or tokens[j].has("be", "have", "relative")
        ):
            return None
    return None


def _holder_before(clause: Clause, target: Token) -> Argument | None:
    """The same where it opens the sentence: "Owned by Z since 2009, X passes to Y"."""
    tokens = clause.tokens
    if target not in tokens or not tokens[0].has("owned"):
        return None
    # "propriété de" is one word
    found = clause.phrase(1, free=True) if " " in tokens[0].text else clause.held_behind(0)
    at = tokens.index(target)
    if found is None or not found.names or found.end >= at:
        return None
    between = tokens[found.end : at]
    comma = next((k for k, token in enumerate(between) if token.text == ","), None)
    return (
        found if comma is not None and all(token.kind == "word" for token in between[comma + 1 :]) else None
    )


def _owner(clause: Clause, k: int) -> Argument | None:
    """The name that "of" leads to behind the noun at ``k``: "a listed unit of the French Z"."""
    for j in range(k + 1, min(len(clause.tokens) - 1, k + 3)):
        if clause.tokens[j].has("of"):
            return clause.phrase(j + 1, free=True)
        if clause.tokens[j].kind == "name":
            return Argument(names=[j]) if j == k + 1 else None
        if clause.tokens[j].kind != "word":
            break
    return None


def _sold(reading: Reading, tokens: list[Token], foreign: Sequence[Token]) -> Iterator[Argument]:
    """Whom another trigger of the same deal has for its seller: "Z sells its shares", "buys them from Z"."""
    for k, token in enumerate(tokens):
        if token.trigger is None or token.trigger is reading.trigger:
            continue
        clause = Clause(tokens, k, 0, len(tokens))
        roles = reading.language.acquisition.roles(token.trigger.frame, voice(clause, token.trigger))
        for relation in roles.get("seller", ()):
            found = RELATIONS[relation](clause)
            if found is None or not found.names or (relation in _AGENTS and is_noun(token)):
                continue  # who decides on a sale may be anybody
            others = {one.text for one in foreign} - {tokens[i].text for i in found.names}
            if not others:  # else another deal may be told
                yield found


def _led(tokens: Sequence[Token], k: int) -> int:
    """How many tokens lead from the noun at ``k`` to its name: "is", a comma, a colon."""
    led = 0
    while k + 1 + led < len(tokens) and (
        tokens[k + 1 + led].has("be", "copula") or tokens[k + 1 + led].text in ",:"
    ):
        led += 1
    return led


def _apposed(tokens: Sequence[Token], k: int) -> Argument | None:
    """The first of the names that the noun at ``k`` stands in apposition to: "Z and A, the sellers"."""
    j = k - 1
    while j > 0 and tokens[j].has("determiner"):
        j -= 1
    if j < 1 or tokens[j].text != "," or tokens[j - 1].kind != "name":
        return None
    j -= 1
    while j > 1 and tokens[j - 1].has("and") and tokens[j - 2].kind == "name":
        j -= 2
    return Argument(names=[j])


def _dealt(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word for a deal, or a step of it, stands before the small word at ``k``: "a deal with"."""
    return any(
        token.has("deal", "agreement") or (token.cue is not None and token.cue.status in _STEPS)
        for token in tokens[max(0, k - _NEAR) : k]
        if token.kind == "word" and not token.has("be")
    )


def _is_held(reading: Reading, before: Sequence[Token], targets: Sequence[Token]) -> bool:
    """Whether what is said to be owned is the target: it is the name before, if there is one."""
    name = next((token for token in reversed(before) if token.kind == "name"), None)
    return name is None or any(reading.reader.names.same(name.text, one.text) for one in targets)
