"""What ``explain`` returns: plain dataclasses, frozen, JSON-like values inside.

Offsets are code points into the text, as in the records. Decimals are plain strings.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

__all__ = [
    "Event",
    "Evidence",
    "Explanation",
    "Judgement",
    "Mention",
    "NotTaken",
    "Place",
    "Slot",
    "Step",
    "Trigger",
    "Unused",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch ``[start, end)`` of the text, with its characters."""

    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step from the characters to the value.

    ``what``: ``number``, ``other_reading``, ``magnitude``, ``currency``, ``unit``, ``qualifier``,
    ``direction``; of dates ``read_as``, ``anchor``, ``tense``, ``order``, ``other`` and ``rule`` (see
    ``scan.Note``). ``place`` is where the text says so, None where it says it nowhere; ``why`` is a sentence.
    """

    what: str
    value: str
    place: Place | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kind of evidence for (weight above 0) or against a name, and the rule that saw it, if one did."""

    kind: str
    weight: float
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What speaks for a name being an organization.

    It ``stands`` where ``score`` is above 0, and without a model only where a rule speaks for it too.
    ``evidence`` is that of all places of the name in the document; its sum is ``rules``. ``model`` is what a
    model said of this place (``model_same`` …, None where none has read the text) and ``model_score`` how
    sure it was. ``score`` is that of the rules, or of both together.
    """

    evidence: tuple[Evidence, ...]
    rules: float
    score: float
    stands: bool
    model: str | None = None
    model_score: float | None = None


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A reading that lost: ``why`` it did, and the mention that it lost to (its ``type``, place and rule)."""

    type: str
    place: Place
    rule: str
    value: str
    fields: dict[str, Any]
    why: str
    to_type: str
    to_place: Place
    to_rule: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention: the rule that made it, how its value came about, and what lost to it.

    ``value`` is for people, ``fields`` are those of the record; ``judgement`` that of an organization by
    evidence.
    """

    type: str
    place: Place
    rule: str
    value: str
    fields: dict[str, Any]
    steps: tuple[Step, ...] = ()
    judgement: Judgement | None = None
    over: tuple[NotTaken, ...] = ()


@dataclass(frozen=True, slots=True)
class Unused:
    """A value or relation that was looked at and did not fill a slot: ``reason`` (a code) and ``why``."""

    what: str
    reason: str
    why: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of an event. ``value`` None: it is missing, and ``unused`` says what was tried."""

    name: str
    value: str | None
    places: tuple[Place, ...] = ()
    rule: str | None = None
    unused: tuple[Unused, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that may tell of an event, and what became of it.

    ``outcome``: ``event`` (``event`` is its number, from 1), ``joined`` (one that another trigger tells of),
    ``dropped`` (it may be any of several events) or ``refused`` (``reason``, a code, and ``why``).
    """

    type: str
    place: Place
    rule: str
    frame: str
    voice: str
    outcome: str
    event: int | None = None
    reason: str | None = None
    why: str | None = None
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """An event: its slots, filled and missing, its evidence, and the triggers that tell of it."""

    type: str
    rule: str
    status: str
    slots: tuple[Slot, ...]
    evidence: tuple[Place, ...]
    triggers: tuple[Trigger, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why ``extract`` says what it says of a text.

    ``rules`` are the languages whose rules read it; ``types`` those asked for. ``not_taken`` are readings
    that lost to a mention that is not among them (of a type that was not asked for); ``doubted`` are names
    with too little evidence; ``triggers`` those that tell of no event.
    """

    text: str = field(repr=False)
    lang: str
    rules: tuple[str, ...]
    published: str | None
    title: str | None
    warnings: tuple[str, ...]
    types: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
    doubted: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    triggers: tuple[Trigger, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The explanation as JSON-like data."""
        return asdict(self)
