"""Many documents at a glance: counts, a timeline, and who acted on whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aiextract.rendering.graph import Component, draw
from aiextract.rendering.timeline import Year, moments, years
from aiextract.rendering.views import View
from aiextract.scores import Tally

__all__ = ["Count", "Overview", "overview"]

# How a verdict counts where values are scored: a value that differs is both wrong and missed.
_RIGHT = ("hit", "field", "span")
# The timeline shows so many moments at once; of more, each year but the last is folded.
_UNFOLDED = 60


class Count(NamedTuple):
    """How often a type was found, with how many different values, and in how many documents.

    ``share`` is that of the most frequent type, in percent.
    """

    type: str
    found: int
    distinct: int
    documents: int
    share: float
    tally: Tally | None


class Overview(NamedTuple):
    """What the first page of several documents shows."""

    counts: tuple[Count, ...]
    languages: Mapping[str, int]
    years: tuple[Year, ...]
    unfolded: bool
    components: tuple[Component, ...]


def overview(views: Sequence[View], order: Sequence[str]) -> Overview:
    """The overview of documents; ``order`` is that of the types."""
    found = years(moment for view in views for moment in moments(view))
    languages: dict[str, int] = {}
    for view in views:
        languages[view.document.lang] = languages.get(view.document.lang, 0) + 1
    return Overview(
        counts=tuple(_counts(views, order)),
        languages=dict(sorted(languages.items(), key=lambda item: (-item[1], item[0]))),
        years=tuple(found),
        unfolded=sum(len(year.moments) for year in found) <= _UNFOLDED,
        components=tuple(draw(views)),
    )


def _counts(views: Sequence[View], order: Sequence[str]) -> list[Count]:
    totals: dict[str, int] = {}
    values: dict[str, set[str]] = {}
    tallies: dict[str, Tally] = {}
    for view in views:
        for kind, count in view.types.items():
            totals[kind] = totals.get(kind, 0) + count
        records = [
            *((row.mention.type, row.value, row.verdict) for row in view.rows),
            *((card.type, card.title, card.verdict) for card in view.cards),
        ]
        for kind, value, verdict in records:
            values.setdefault(kind, set()).add(value)
            if verdict and verdict.kind != "unscored":
                tally = tallies.setdefault(kind, Tally())
                tally.tp += verdict.kind in _RIGHT
                tally.fp += verdict.kind in ("false", "value")
                tally.fn += verdict.kind in ("miss", "value")
    largest = max(totals.values(), default=1)
    kinds = [kind for kind in order if kind in totals]
    return [
        Count(
            type=kind,
            found=totals[kind],
            distinct=len(values[kind]),
            documents=sum(kind in view.types for view in views),
            share=round(100 * totals[kind] / largest, 1),
            tally=tallies.get(kind),
        )
        for kind in (*kinds, *sorted(totals.keys() - set(order)))
    ]
