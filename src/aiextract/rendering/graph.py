"""Who acted on whom in all documents, in columns from left to right, as the page draws it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from aiextract.pairing import normalize
from aiextract.rendering.cards import Card
from aiextract.rendering.views import View

__all__ = ["Component", "Deal", "Node", "draw"]

# Columns of a component at most: more would be too narrow to read. What is deeper shares the last one.
COLUMNS = 4


class Deal(NamedTuple):
    """An event on its way from the node ``source``, told by the card ``number`` of a document."""

    source: int
    view: int
    number: int
    card: Card


class Node(NamedTuple):
    """A name, with the events that act on it."""

    number: int
    name: str
    deals: tuple[Deal, ...]


class Component(NamedTuple):
    """Names that hang together, by columns: what acts stands left of what it acts on."""

    columns: tuple[tuple[Node, ...], ...]


def draw(views: Iterable[View]) -> list[Component]:
    """The events of all documents that name both sides, the components with most names first.

    Names that differ in case, accents or punctuation alone are one.
    """
    names: dict[str, str] = {}
    deals: dict[str, list[tuple[str, Deal]]] = defaultdict(list)
    numbers: dict[str, int] = {}
    for view in views:
        for number, card in enumerate(view.cards):
            sources, targets = (
                [
                    names.setdefault(key, entry.value) and key
                    for entry in side
                    if (key := normalize(entry.value))
                ]
                for side in (card.sources, card.targets)
            )
            for target in targets:
                for source in sources:
                    if source == target:
                        continue
                    for key in (source, target):
                        numbers.setdefault(key, len(numbers))
                    deal = Deal(numbers[source], view.number, number, card)
                    deals[target].append((source, deal))
    components = []
    for keys in _components(numbers, deals):
        edges = [(source, target) for target in sorted(keys) for source, _ in deals.get(target, ())]
        ranks = _ranks(keys, edges)
        columns: list[list[str]] = [[] for _ in range(max(ranks.values()) + 1)]
        for key in sorted(keys, key=numbers.__getitem__):
            columns[ranks[key]].append(key)
        _order(columns, edges)
        components.append(
            Component(
                tuple(
                    tuple(
                        Node(numbers[key], names[key], tuple(deal for _, deal in deals.get(key, ())))
                        for key in column
                    )
                    for column in columns
                )
            )
        )
    return sorted(components, key=lambda one: -sum(map(len, one.columns)))


def _components(keys: Iterable[str], deals: Mapping[str, Sequence[tuple[str, Deal]]]) -> list[set[str]]:
    near: dict[str, set[str]] = defaultdict(set)
    for target, found in deals.items():
        for source, _ in found:
            near[source].add(target)
            near[target].add(source)
    components: list[set[str]] = []
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            continue
        component, waiting = {key}, [key]
        while waiting:
            for other in near[waiting.pop()] - component:
                component.add(other)
                waiting.append(other)
        seen |= component
        components.append(component)
    return components


def _ranks(keys: set[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """The column of each name: one behind the last of those that act on it.

    A circle is cut where it closes.
    """
    behind: dict[str, list[str]] = defaultdict(list)
    waiting_for = dict.fromkeys(keys, 0)
    for source, target in dict.fromkeys(edges):
        behind[source].append(target)
        waiting_for[target] += 1
    ranks = dict.fromkeys(keys, 0)
    left = set(keys)
    others = iter(sorted(keys))
    ready = [key for key in sorted(keys) if not waiting_for[key]]
    while left:
        # Of a circle, any can go first.
        key = ready.pop() if ready else next(others)
        if key not in left:
            continue
        left.remove(key)
        for other in behind[key]:
            if other in left:
                ranks[other] = max(ranks[other], min(ranks[key] + 1, COLUMNS - 1))
                waiting_for[other] -= 1
                if not waiting_for[other]:
                    ready.append(other)
    return ranks


def _order(columns: list[list[str]], edges: Sequence[tuple[str, str]]) -> None:
    """Puts the names of each column near what acts on them, so that few lines cross."""
    near: dict[str, list[str]] = defaultdict(list)
    for source, target in edges:
        near[target].append(source)
    place: dict[str, float] = {}
    for column in columns:
        middles = {
            key: sum(found) / len(found) if (found := [place[k] for k in near[key] if k in place]) else 0.0
            for key in column
        }
        column.sort(key=middles.__getitem__)
        place.update((key, i / len(column)) for i, key in enumerate(column))
