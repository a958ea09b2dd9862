"""What a gold file says of each record: right, wrong in a way, missed, or not to be judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from aiextract import display, pairing
from aiextract.pairing import OTHER_FIELDS, VALUE_FIELDS
from aiextract.records import EVENT_TYPES, AnyMention, Document, Event

__all__ = ["LABELS", "Judgement", "Verdict", "judge"]

# From right to wrong, as the page lists them.
LABELS = {
    "hit": "Hit",
    "field": "Other field differs",
    "span": "Span differs",
    "value": "Value differs",
    "miss": "Miss",
    "false": "False alarm",
    "unscored": "Not scored",
}


class Verdict(NamedTuple):
    """``kind`` is a key of ``LABELS``; ``expected`` says what the gold has where that differs."""

    kind: str
    expected: str = ""


@dataclass(slots=True)
class Judgement:
    """Verdicts by the ``id()`` of a predicted record, and the gold records that nothing answers."""

    verdicts: dict[int, Verdict] = field(default_factory=dict)
    missed: list[AnyMention] = field(default_factory=list)
    missed_events: list[Event] = field(default_factory=list)

    def of(self, record: Any) -> Verdict:
        """The verdict on a predicted record; what meets only optional gold is not scored."""
        return self.verdicts.get(id(record), Verdict("unscored"))


def judge(gold: Document, predicted: Document) -> Judgement:
    """The verdict on every record of a document, by the rules of ``evaluate``."""
    found = Judgement()
    known = pairing.aliases(gold)
    for kind in VALUE_FIELDS:
        pairs = pairing.mentions(
            pairing.of_type(gold.mentions, kind), pairing.of_type(predicted.mentions, kind)
        )
        for one, other in pairs.matched:
            found.verdicts[id(other)] = _mention(one, other, known)
        found.missed.extend(pairs.missed)
        found.verdicts.update((id(other), Verdict("false")) for other in pairs.spurious)
    _judge_events(found, gold, predicted)
    found.missed.sort(key=lambda mention: mention.start)
    return found


def _mention(one: AnyMention, other: AnyMention, known: dict[str, frozenset[str]]) -> Verdict:
    said = f"{display.value(one)} (“{one.surface}”, {one.start}–{one.end})"
    for name in VALUE_FIELDS[one.type]:
        expected, answer = getattr(one, name), getattr(other, name)
        if not (pairing.same_name(expected, answer, known) if one.type == "ORG" else expected == answer):
            return Verdict("value", said)
    if (other.start, other.end) not in pairing.spans(one):
        return Verdict("span", said)
    differing = [
        f"{name}: {getattr(one, name)}"
        for name in OTHER_FIELDS.get(one.type, ())
        if name in one.model_fields_set and getattr(one, name) != getattr(other, name)
    ]
    return Verdict("field", "; ".join(differing)) if differing else Verdict("hit")


def _judge_events(found: Judgement, gold: Document, predicted: Document) -> None:
    for kind in EVENT_TYPES:
        pairs = pairing.events(gold, predicted, kind)
        for one, other in pairs.matched:
            found.verdicts[id(other)] = _event(gold, one, predicted, other)
        found.verdicts.update((id(other), Verdict("false")) for other in pairs.spurious)
        found.missed_events.extend(pairs.missed)


def _event(gold: Document, one: Event, predicted: Document, other: Event) -> Verdict:
    """The parties are right: which of the other slots are not, and what they should hold."""
    from aiextract.evaluation import annotated, compare_slot

    differing = []
    for slot in (*one.slots, "status"):
        if annotated(one, slot):
            expected, _, same = compare_slot(slot, gold, one, predicted, other)
            if not same:
                said = ", ".join(expected) if isinstance(expected, tuple) else expected
                differing.append(f"{slot.replace('_', ' ')}: {said or 'none'}")
    return Verdict("field", "; ".join(differing)) if differing else Verdict("hit")
