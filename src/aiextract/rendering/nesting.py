"""A text cut into paragraphs and pieces, so that spans that overlap become elements that nest.

Elements of a page cannot cross. Where a span ends inside another that began before it, it is closed
there and goes on behind it; so it is at the end of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush
from typing import Any, NamedTuple

__all__ = ["Layer", "Paragraph", "Piece", "paragraphs"]

# A line with the blank ones behind it.
_PARAGRAPH = re.compile(r"[^\n]*+(?:\n[\r\n]*+)?+")
# Spans within spans that are drawn. More would be illegible, and every level costs time.
MAX_DEPTH = 8


class Layer(NamedTuple):
    """A span ``[start, end)`` to draw, in code points.

    Of equal spans, the one of lower ``rank`` is outside.
    """

    start: int
    end: int
    rank: int
    item: Any


class Piece(NamedTuple):
    """A stretch of text, or the beginning or end of an element.

    ``layer`` None: ``text`` as it is. Else the element of the layer begins (``opens``) or ends; ``first`` on
    the first of the elements of one layer.
    """

    text: str = ""
    layer: Layer | None = None
    opens: bool = False
    first: bool = False


class Paragraph(NamedTuple):
    """A line of the text with its line break, in pieces."""

    text: str
    pieces: tuple[Piece, ...]


def paragraphs(text: str, layers: Iterable[Layer]) -> Iterator[Paragraph]:
    """The paragraphs of a text, which together are the text; layers outside it are left out."""
    waiting = [
        (layer.start, -layer.end, layer.rank, number, True, layer)
        for number, layer in enumerate(layers)
        if 0 <= layer.start < layer.end <= len(text)
    ]
    heapify(waiting)
    for match in _PARAGRAPH.finditer(text):
        if match.end() > match.start():
            yield Paragraph(match[0], tuple(_pieces(text, match.start(), match.end(), waiting)))


def _pieces(text: str, start: int, end: int, waiting: list[Any]) -> Iterator[Piece]:
    """The pieces of ``[start, end)``; takes from the heap what begins there and puts back what goes on."""
    # Open elements: the layer and where it closes. What is inside never closes later.
    stack: list[tuple[Layer, int]] = []
    at = start
    while waiting and waiting[0][0] < end:
        begin, _, rank, number, first, layer = heappop(waiting)
        while stack and stack[-1][1] <= begin:
            closing, stop = stack.pop()
            if stop > at:
                yield Piece(text[at:stop])
                at = stop
            yield Piece(layer=closing)
        if len(stack) == MAX_DEPTH:
            continue
        stop = min(layer.end, stack[-1][1] if stack else end)
        if stop < layer.end:
            heappush(waiting, (stop, -layer.end, rank, number, False, layer))
        if begin > at:
            yield Piece(text[at:begin])
            at = begin
        yield Piece(layer=layer, opens=True, first=first)
        stack.append((layer, stop))
    while stack:
        closing, stop = stack.pop()
        if stop > at:
            yield Piece(text[at:stop])
            at = stop
        yield Piece(layer=closing)
    if at < end:
        yield Piece(text[at:end])
