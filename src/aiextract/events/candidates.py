"""The names around a trigger, each with what there is to say of it as a party of the trigger's event.

What is said is a set of features, words like ``side:left`` or ``kind:person``: of the trigger, of where the
name stands and what stands beside it, and of what the rules have made of it. Nothing here knows a language or
an event type: words are known by their classes alone. ``role_model`` weighs the features.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aiextract.events.clauses import Token
from aiextract.events.finding import Told
from aiextract.events.reading import Reading

BEFORE = 3  # sentences before the trigger's whose organizations are looked at
_DISTANCES = (1, 2, 3, 5, 8, 12, 18, 30)  # tokens to the trigger: bounds of what is told apart
_MANY = 3  # names, from which on their number is not told
_KINDS = ("doubted", "seat", "initial", "marked")


@dataclass(slots=True)
class Candidate:
    """A name around a trigger: its first token, whether it stands in the trigger's sentence, its features."""

    token: Token
    here: bool
    features: set[str]


def candidates(reading: Reading, near: Sequence[Told]) -> list[Candidate]:
    """The names of a trigger's sentence, and the organizations of those before it, each once.

    ``near`` is what the triggers around tell, this one among them.
    """
    same, found = reading.reader.names.same, list[Candidate]()

    def known(token: Token) -> Candidate | None:
        return next((one for one in found if same(one.token.text, token.text)), None)

    tokens = reading.clause.tokens
    for k in [k for k, token in enumerate(tokens) if token.kind == "name"]:
        if (held := known(tokens[k])) is None:
            held = Candidate(tokens[k], True, {"where:here", *_placed(reading, k, first=not found)})
            found.append(held)
        held.features.update((*_read(reading, k), *_kinds(reading, tokens[k])))
    named = f"names:{min(len(found), _MANY)}"
    for n, span in enumerate(reading.before[:BEFORE], 1):
        for token in reading.reader.organizations(span):
            if (held := known(token)) is None:
                found.append(Candidate(token, False, {f"where:before{n}", *_kinds(reading, token)}))
            elif held.here:
                held.features.add("also:before")
    event, parties = (named, *_event(reading)), [*_parties(reading, near)]
    for one in found:
        one.features.update(event)
        one.features.update(role for role, name in parties if same(name, one.token.text))
    return found


def _event(reading: Reading) -> Iterator[str]:
    """What is said of the trigger."""
    trigger = reading.trigger
    yield f"frame:{trigger.frame}"
    yield f"trigger:{trigger.name}"
    yield f"form:{trigger.form}"
    yield f"voice:{reading.voice}"
    yield f"refusal:{reading.refusal}"
    if trigger.weak:
        yield "trigger:weak"
    if trigger.light:
        yield "trigger:light"


def _placed(reading: Reading, k: int, *, first: bool) -> Iterator[str]:
    """Where the name at ``k`` stands to the trigger, and what stands beside it."""
    at, tokens = reading.clause.at, reading.clause.tokens
    side = "left" if k < at else "right"
    names = sum(token.kind == "name" for token in tokens[min(k, at) + 1 : max(k, at)])
    yield f"side:{side}"
    yield f"distance:{side}{bisect_left(_DISTANCES, abs(k - at))}"
    yield f"between:{side}{min(names, _MANY)}"
    yield from (f"previous:{kind}" for kind in (_looks(tokens[k - 1]) if k else ("start",)))
    yield from (f"next:{kind}" for kind in (_looks(tokens[k + 1]) if k + 1 < len(tokens) else ("end",)))
    if first:
        yield "first"


def _looks(token: Token) -> Iterable[str]:
    """What kind of token stands beside a name."""
    if token.kind != "word":
        return (token.text if token.kind == "mark" else token.kind,)
    if token.trigger is not None:
        return ("trigger",)
    if token.cue is not None:
        return (f"cue_{token.cue.status}",)
    return token.classes or ("word",)


def _read(reading: Reading, k: int) -> Iterator[str]:
    """The slots of which the rules take the name at ``k`` for the argument."""
    for slot, argument in reading.found.items():
        if k in argument.names:
            yield f"role:{slot}"
            yield f"relation:{slot}.{reading.rules.get(slot)}"


def _kinds(reading: Reading, token: Token) -> Iterator[str]:
    """What is known of a name."""
    yield "kind:named" if token.mention is not None else "kind:unknown"
    if reading.is_person(token):
        yield "kind:person"
    yield from (f"kind:{kind}" for kind in _KINDS if token.has(kind))


def _parties(reading: Reading, near: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """The roles in what this trigger and those around tell, each with the name that plays it."""
    for one in near:
        whose = "own" if one.reading is reading else "told"
        for draft in one.drafts:
            for slot, names in draft.names.items():
                yield from ((f"{whose}:{slot}", name.text) for name in names)
