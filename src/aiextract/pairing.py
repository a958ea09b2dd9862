"""Which prediction answers which gold record.

Pairs are one to one, the best first: the same span before an overlap, a longer overlap before a shorter
one. What meets nothing but optional gold is set aside, neither rewarded nor punished.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from aiextract.records import AnyMention, Document, Event

R = TypeVar("R")
Span = tuple[int, int]

# The fields that make the value of a mention, and those that are scored besides where the value is right.
VALUE_FIELDS = {
    "MONEY": ("amount_min", "amount_max", "currency"),
    "PERCENT": ("value_min", "value_max"),
    "DATE": ("value",),
    "ORG": ("name",),
    "QUANTITY": ("value_min", "value_max", "unit"),
}
OTHER_FIELDS = {
    "MONEY": ("qualifier", "per"),
    "PERCENT": ("qualifier", "direction", "unit"),
    "DATE": ("mod",),
    "QUANTITY": ("qualifier",),
}


class Pairs(NamedTuple, Generic[R]):
    """Gold and prediction in pairs; what is left over on each side."""

    matched: list[tuple[R, R]]
    missed: list[R]
    spurious: list[R]


def normalize(name: str | None) -> str:
    """A name without case, accents and punctuation: ``"Crédit S.A."`` -> ``"credit s a"``."""
    decomposed = unicodedata.normalize("NFKD", name or "").casefold()
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in decomposed if not unicodedata.combining(c))))


def aliases(gold: Document) -> dict[str, frozenset[str]]:
    """Canonical name -> all that the article calls it, normalised, the name itself included."""
    found: dict[str, set[str]] = {}
    for mention in gold.organizations:
        found.setdefault(mention.name, {normalize(mention.name)}).add(normalize(mention.surface))
    return {name: frozenset(names) for name, names in found.items()}


def same_name(gold: str | None, predicted: str | None, known: dict[str, frozenset[str]]) -> bool:
    """Whether a predicted name is one of the names of the gold one."""
    if gold is None or predicted is None:
        return gold is predicted
    return normalize(predicted) in known.get(gold, {normalize(gold)})


def mentions(gold: Sequence[AnyMention], predicted: Sequence[AnyMention]) -> Pairs[AnyMention]:
    """Pairs of mentions of one type that overlap."""

    def score(one: AnyMention, other: AnyMention) -> tuple[Any, ...] | None:
        overlap = max(min(end, other.end) - max(start, other.start) for start, end in spans(one))
        if overlap <= 0:
            return None
        return ((other.start, other.end) in spans(one), not one.optional, overlap)

    return _pair(gold, predicted, score)


def events(gold: Document, predicted: Document, kind: str) -> Pairs[Event]:
    """Pairs of events of a type with the same parties; a gold null is a wildcard.

    Of several with the same parties, those whose values agree are paired first.
    """
    known = aliases(gold)

    def score(one: Event, other: Event) -> tuple[Any, ...] | None:
        parties = [
            (getattr(one, slot), getattr(other, slot))
            for slot in one.parties
            if getattr(one, slot) is not None
        ]
        if not all(same_name(name, answer, known) for name, answer in parties):
            return None
        return (not one.optional, len(parties), len(_said(one, gold) & _said(other, predicted)))

    return _pair(of_type(gold.events, kind), of_type(predicted.events, kind), score)


def _said(event: Event, document: Document) -> set[tuple[str, Any]]:
    """What the slots of an event say: the values of the mentions that they cite, else names and facts."""
    citing = event.citing()
    said: set[tuple[str, Any]] = set()
    for slot in event.slots:
        held = getattr(event, slot)
        if slot in citing:
            mention = document.mention(held)
            held = mention and tuple(getattr(mention, name) for name in VALUE_FIELDS[mention.type])
        if held:
            said.add((slot, held))
    return said


def spans(mention: AnyMention) -> tuple[Span, ...]:
    """The spans that count as exact."""
    return ((mention.start, mention.end), *mention.alt)


def _pair(
    gold: Sequence[R], predicted: Sequence[R], score: Callable[[R, R], tuple[Any, ...] | None]
) -> Pairs[R]:
    ranked = sorted(
        (
            (value, -i, -j)
            for i, one in enumerate(gold)
            for j, other in enumerate(predicted)
            if (value := score(one, other)) is not None
        ),
        reverse=True,
    )
    answers: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in ranked:
        if -i not in answers and -j not in used:
            answers[-i] = -j
            used.add(-j)
    optional = {i for i, one in enumerate(gold) if getattr(one, "optional", False)}
    beside_optional = {-j for _, i, j in ranked if -i in optional}
    return Pairs(
        matched=[(gold[i], predicted[j]) for i, j in sorted(answers.items()) if i not in optional],
        missed=[one for i, one in enumerate(gold) if i not in answers and i not in optional],
        spurious=[other for j, other in enumerate(predicted) if j not in used and j not in beside_optional],
    )


def b_cubed(names: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """How well mentions are grouped by name: B³ precision and recall, each summed up over the mentions.

    ``names`` holds the gold and the predicted name of each mention of one document. A mention's precision is
    the share of the mentions with its predicted name that have its gold name too, its recall the reverse.
    """
    both, gold, predicted = Counter(names), Counter(g for g, _ in names), Counter(p for _, p in names)
    return (
        sum(count * count / predicted[p] for (_, p), count in both.items()),
        sum(count * count / gold[g] for (g, _), count in both.items()),
    )


def of_type(records: Iterable[Any], kind: str) -> list[Any]:
    """The records of a type, in order."""
    return [record for record in records if record.type == kind]
