"""A second look at the triggers of a document: who their parties likely are where the rules leave it open.

The rules read each trigger by its grammar. Here the names around it are weighed (``candidates``,
``role_model``): a trigger for which they found no target or no buyer tells of the likeliest pair, if that is
likely enough; a deal without a buyer gets the one name that is likely it; and a deal whose target is hardly
likely to be one is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import permutations

from aiextract.events.candidates import BEFORE, Candidate, candidates
from aiextract.events.clauses import Token
from aiextract.events.finding import Told
from aiextract.events.merge import Draft
from aiextract.events.names import Known
from aiextract.events.phrases import Argument
from aiextract.events.reading import Reading
from aiextract.events.reasons import Refusal
from aiextract.events.role_model import RoleModel, shipped

# Draws the deals of a trigger, given what those before it tell, its buyer and its target.
Drawing = Callable[[Reading, Sequence[Told], Token, Token], list[Draft]]
Weighed = tuple[Candidate, dict[str, float]]

_OPEN = frozenset({Refusal.NO_TARGET, Refusal.NO_BUYER})
# Frames that tell of a deal only beside a time or behind a colon: "owns X since", "It is done: X is Y's".
_STATES = frozenset({"held", "holding", "proclaimed", "under", "transfer", "owning", "snatch"})
_GIVING = frozenset({"sell"})  # frames whose subject is neither buyer nor target
# Least chances: of a buyer and a target together, of a buyer alone, and of a target that the rules found.
_PAIR, _BUYER, _TARGET = 0.15, 0.25, 0.2
_NEAR = 8  # triggers before and behind whose deals are looked at
_REASONS = 3  # features that are told as the reason


def look_again(told: Sequence[Told], draw: Drawing) -> list[Told]:
    """What the triggers of a document tell, each looked at again."""
    model = shipped()
    if model is None or not told:
        return list(told)
    parties = Known(told[0].reading.reader.names)  # of whom no other deal is guessed
    parties.update(name for one in told for draft in one.drafts for name in _settled(draft))
    seen: list[Told] = []
    for (reading, drafts), found in looked_at(told):
        names = [(name, model.chances(name.features)) for name in found]
        if drafts:
            drafts = _checked(model, reading, drafts, names)
        elif (pair := _likeliest(reading, names)) is not None and pair[1][0].token.text not in parties:
            drafts = _drawn(model, reading, seen, draw, pair)
            parties.update(name for draft in drafts for name in _settled(draft))
        seen.append(Told(reading, drafts))
    return seen


def looked_at(told: Sequence[Told]) -> Iterator[tuple[Told, list[Candidate]]]:
    """The triggers of a document, with the names around those that tell of a deal or may do so."""
    for n, one in enumerate(told):
        open_ = bool(one.drafts) or _may_be_guessed(one.reading)
        near = told[max(0, n - _NEAR) : n + _NEAR + 1] if open_ else ()
        yield one, candidates(one.reading, near) if open_ else []


def _settled(draft: Draft) -> Iterable[str]:
    """The parties of a deal; the target of one without a buyer may still get it."""
    tokens = (*draft.names["acquirer"], *(draft.names["target"] if draft.names["acquirer"] else ()))
    return (token.text for token in tokens)


def _may_be_guessed(reading: Reading) -> bool:
    """Whether the rules left the parties of a trigger open, and an organization and another name are near."""
    if reading.stopped or reading.refusal not in _OPEN or reading.trigger.frame in _STATES:
        return False
    names = [token for token in reading.clause.tokens if token.kind == "name"]
    if not any(token.mention is not None for token in names):
        return False
    return len(names) > 1 or any(reading.reader.has("ORG", span) for span in reading.before[:BEFORE])


def _checked(
    model: RoleModel, reading: Reading, drafts: list[Draft], names: Sequence[Weighed]
) -> list[Draft]:
    """The deals of a trigger, if a target is likely enough, with their buyers where these were missing."""
    same = reading.reader.names.same
    bought = [token for draft in drafts for token in draft.names["target"]]
    # Of coordinated targets one tells for all; one that another sentence names is not known by its place.
    chances = [
        odds["target"] if "role:target" in name.features else 1.0
        for name, odds in names
        if any(same(name.token.text, token.text) for token in bought)
    ]
    if chances and max(chances) < _TARGET:
        return reading.refuse(Refusal.UNLIKELY)
    for draft in drafts:
        if draft.names["target"] and not draft.names["acquirer"]:
            parties = [token.text for token in draft.cited()]
            likely = [
                name
                for name, odds in names
                if odds["acquirer"] > _BUYER
                and _acts(reading, name)
                and not any(same(name.token.text, text) for text in parties)
            ]
            if len(likely) == 1:
                draft.names["acquirer"] = [likely[0].token]
                draft.slot_rules["acquirer"] = _rule(model, likely[0], "acquirer")
    return drafts


def _likeliest(reading: Reading, names: Sequence[Weighed]) -> tuple[Weighed, Weighed] | None:
    """The likeliest buyer and target of those weighed, if they are likely enough; none is a person."""
    if reading.trigger.frame in _GIVING and reading.voice == "active" and len(names) < 3:
        return None
    pairs = (
        (chance, (a, b))
        for a, b in permutations(names, 2)
        if (chance := a[1]["acquirer"] * b[1]["target"]) >= _PAIR
        and _acts(reading, a[0])
        and not (reading.is_person(a[0].token) or reading.is_person(b[0].token))
        and not _of_thing(reading, b[0])
    )
    return max(pairs, key=lambda one: one[0], default=(0.0, None))[1]


def _acts(reading: Reading, name: Candidate) -> bool:
    """Whether a name can be a buyer: it does not report or judge what others do."""
    return not (name.here and reading.clause.is_judge(reading.clause.tokens.index(name.token)))


def _of_thing(reading: Reading, name: Candidate) -> bool:
    """Whether a thing is bought from the one named, or done for it: "kauft Regale beim Hersteller X"."""
    clause = reading.clause
    if reading.trigger.frame != "buy" or reading.voice != "active" or not name.here:
        return False
    governor = clause.governor(clause.tokens.index(name.token))
    if governor is None or governor.has("of") or not governor.has("preposition", "from", "for", "into"):
        return False
    k = clause.tokens.index(governor) - 1
    return k > clause.at and clause.tokens[k].kind == "word" and not clause.tokens[k].classes


def _drawn(
    model: RoleModel, reading: Reading, past: Sequence[Told], draw: Drawing, pair: tuple[Weighed, Weighed]
) -> list[Draft]:
    """The deals of a trigger of which these are the parties."""
    for slot, (name, _) in zip(("acquirer", "target"), pair, strict=True):
        reading.rules[slot] = _rule(model, name, slot)
        at = [reading.clause.tokens.index(name.token)] if name.here else []
        reading.found[slot] = Argument(names=at, nouns=set(reading.trigger.implies))
    return draw(reading, past, pair[0][0].token, pair[1][0].token)


def _rule(model: RoleModel, name: Candidate, role: str) -> str:
    """What ``slot_rules`` says of a slot that is filled here: what speaks most for it."""
    reasons = [feature for feature, _ in model.reasons(name.features, role)[:_REASONS]]
    return f"likely ({', '.join(reasons)})"
