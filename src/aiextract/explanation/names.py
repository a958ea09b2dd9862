"""Why a name is an organization: the evidence with its weights, and what a model said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aiextract.explanation.records import Evidence, Judgement
from aiextract.organizations import NameSpan, Weighed, mended, weighed
from aiextract.organizations.groups import Group
from aiextract.organizations.model import Opinion
from aiextract.scan import Region
from aiextract.source import Source


class Name(NamedTuple):
    """A stretch of the text that may be a name, and what speaks for it."""

    start: int
    end: int
    rule: str
    judgement: Judgement


def names_of(source: Source, regions: Sequence[Region], seen: Sequence[NameSpan] | None) -> list[Name]:
    """All stretches that may be names, in the order of the text; ``seen`` as ``extra`` in the scanner."""
    opinion = None if seen is None else Opinion(mended(source, regions, seen))
    _, rows = weighed(source, regions, opinion)
    return sorted((_name(row, opinion) for row in rows), key=lambda name: (name.start, name.end))


def _name(row: Weighed, opinion: Opinion | None) -> Name:
    span, group = row.span, row.group
    model, sure = (None, None)
    if opinion is not None:
        model, said = opinion.read(span, {(span.start, span.end)} if row.proposed else set())
        sure = None if model == "model_none" else round(said, 3)
    rule = group.rule() if row.by_rules() else opinion.rule if opinion is not None else ""
    stands = row.score > 0 and (opinion is not None or row.by_rules())
    judgement = Judgement(
        _evidence(group, span.part), round(row.own, 3), round(row.score, 3), stands, model, sure
    )
    return Name(span.start, span.end, rule, judgement)


def _evidence(group: Group, part: str) -> tuple[Evidence, ...]:
    """The evidence of all places of a name, the weightiest first; what has no weight is left out."""
    weight = group.lexicon.weight
    kinds: dict[str, str | None] = {"bias": None, **group.kinds}
    if part != "whole":
        kinds.setdefault(f"part_{part}", None)
    rows = [Evidence(kind, round(weight(kind), 3), rule) for kind, rule in kinds.items() if weight(kind)]
    return tuple(sorted(rows, key=lambda one: -abs(one.weight)))
