"""What a page shows of a document: paragraphs in pieces, rows of facts, cards of events."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from aiextract import display
from aiextract.errors import InputError
from aiextract.records import AnyMention, Date, Document
from aiextract.rendering import cards
from aiextract.rendering.cards import Card
from aiextract.rendering.nesting import Layer, Paragraph, paragraphs
from aiextract.rendering.verdicts import LABELS, Judgement, Verdict, judge
from aiextract.source import LOST, clean

__all__ = ["Row", "View", "checked_text", "view"]

# Control characters: a page cannot hold some of them, and shows none.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Evidence encloses the mentions that stand in it.
_OUTER, _INNER = 0, 1


class Row(NamedTuple):
    """A mention as a row of the table of facts. Rows with the same ``group`` have the same value."""

    number: int
    mention: AnyMention
    surface: str
    value: str
    note: str
    group: int
    verdict: Verdict | None


class Evidence(NamedTuple):
    """A clause that states an event, by the number of the event's card and its own among the clauses."""

    card: int
    quote: int


class View(NamedTuple):
    """A document, ready to be shown. ``types`` and ``verdicts`` are counts, in the order of the page."""

    number: int
    document: Document
    text: str
    name: str
    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...]
    cards: tuple[Card, ...]
    types: Mapping[str, int]
    verdicts: Mapping[str, int]
    record: Any


def view(
    number: int, document: Document, text: str | None, gold: Document | None, order: Sequence[str]
) -> View:
    """What to show of a document; ``order`` is that of the types.

    Raises InputError where the text is missing or is not the one that the records were extracted from.
    """
    text = _CONTROL.sub(LOST, checked_text(document, text))
    judgement = judge(gold, document) if gold else None
    mentions: list[AnyMention] = [*document.mentions, *(judgement.missed if judgement else ())]
    rows = _rows(mentions, len(document.mentions), judgement)
    events = _cards(document, gold, judgement, text, mentions)
    layers = [
        *(Layer(row.mention.start, row.mention.end, _INNER, row) for row in rows),
        *(
            Layer(quote.start, quote.end, _OUTER, Evidence(index, position))
            for index, card in enumerate(events)
            for position, quote in enumerate(card.quotes)
        ),
    ]
    counted = Counter([*(row.mention.type for row in rows), *(card.type for card in events)])
    judged = Counter(
        one.kind for one in [*(row.verdict for row in rows), *(card.verdict for card in events)] if one
    )
    return View(
        number=number,
        document=document,
        text=text,
        name=document.title or document.doc_id or f"Document {number + 1}",
        paragraphs=tuple(paragraphs(text, layers)),
        rows=rows,
        cards=events,
        types={
            kind: counted[kind] for kind in (*order, *sorted(counted.keys() - set(order))) if counted[kind]
        },
        verdicts={kind: judged[kind] for kind in LABELS if judged[kind]},
        record=document.model_dump(mode="json", exclude={"text"}),
    )


def checked_text(document: Document, text: str | None = None) -> str:
    """The text of a document, its own where none is given.

    Raises InputError where there is none, or not all mentions stand in it where they say.
    """
    name = document.doc_id or "the document"
    text = document.text if text is None else text
    if text is None:
        raise InputError(
            f"{name} has no text: pass the text that it was extracted from, or extract with "
            "include_text=True (on the command line: --include-text)"
        )
    text = clean(text)
    for mention in document.mentions:
        if (found := text[mention.start : mention.end]) != mention.surface:
            raise InputError(
                f"{name}: mention {mention.id} is {mention.surface!r} at {mention.start}-{mention.end}, "
                f"where the text has {found[:80]!r}: pass the very text that it was extracted from"
            )
    return text


def _rows(mentions: list[AnyMention], predicted: int, judgement: Judgement | None) -> tuple[Row, ...]:
    groups: dict[tuple[str, str], int] = {}
    rows = []
    for number, mention in enumerate(mentions):
        value = display.value(mention)
        verdict = None
        if judgement:
            verdict = judgement.of(mention) if number < predicted else Verdict("miss")
        group = groups.setdefault((mention.type, value), len(groups))
        rows.append(Row(number, mention, mention.surface, value, _note(mention), group, verdict))
    return tuple(sorted(rows, key=lambda row: (row.mention.start, row.mention.end)))


def _note(mention: AnyMention) -> str:
    """What a value means, where it is not plain: the days that a date covers."""
    if isinstance(mention, Date) and mention.start_date and mention.start_date != mention.end_date:
        return f"{mention.start_date} to {mention.end_date}"
    return ""


def _cards(
    document: Document,
    gold: Document | None,
    judgement: Judgement | None,
    text: str,
    mentions: list[AnyMention],
) -> tuple[Card, ...]:
    numbers = {mention.id: number for number, mention in enumerate(document.mentions)}
    found = [
        cards.build(event, document, text, numbers, judgement.of(event) if judgement else None)
        for event in document.events
    ]
    if gold and judgement:
        # A missed event cites gold mentions: those that were missed too have a row of their own.
        own = {id(mention): number for number, mention in enumerate(mentions)}
        missed = {mention.id: own[id(mention)] for mention in gold.mentions if id(mention) in own}
        found += [
            cards.build(event, gold, text, missed, Verdict("miss")) for event in judgement.missed_events
        ]
    return tuple(found)
