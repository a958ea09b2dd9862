"""Records as tables, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table

from aiextract.cli.common import on_one_line
from aiextract.records import Acquisition, AnyMention, Date, Document, Money, Organization, Percent, plain


def write(documents: Iterable[Document], stream: TextIO) -> None:
    """Write each document as a heading, a table of its mentions and one of its events."""
    width = None if stream.isatty() else 120
    console = Console(file=stream, markup=False, highlight=False, emoji=False, width=width)
    for document in documents:
        console.print(_heading(document), style="bold", soft_wrap=True)
        for warning in document.meta.warnings:
            console.print(f"warning: {warning}", style="yellow", soft_wrap=True)
        if document.mentions:
            console.print(_mentions(document))
        if document.events:
            console.print(_events(document))
        if not document.mentions and not document.events:
            console.print("nothing found")
        console.print()


def _heading(document: Document) -> str:
    published = document.published or "date unknown"
    parts = [document.doc_id, document.lang, published, document.title]
    return "  ".join(on_one_line(part) for part in parts if part)


def _mentions(document: Document) -> Table:
    table = _table("Type", "Text", "Value", "Rule", "At")
    for mention in document.mentions:
        place = f"{mention.start}-{mention.end}"
        table.add_row(mention.type, on_one_line(mention.surface), value(mention), mention.rule or "", place)
    return table


def _events(document: Document) -> Table:
    table = _table("Event", "Acquirer", "Target", "Status", "Price", "Stake", "Date", "Seller")
    for event in document.events:
        table.add_row(
            event.type,
            on_one_line(", ".join([event.acquirer or "?", *event.co_acquirers])),
            on_one_line(event.target or "?"),
            event.status,
            *(cited(document, event, slot) for slot in ("price", "stake", "date")),
            on_one_line(event.seller or ""),
        )
    return table


def _table(*columns: str) -> Table:
    table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        column.overflow = "fold"
    return table


def cited(document: Document, event: Acquisition, slot: str) -> str:
    """What the mention says that a slot of an event cites, or nothing."""
    mention = document.mention(getattr(event, slot))
    return "" if mention is None else value(mention)


def value(mention: AnyMention) -> str:
    """The value of a mention, for people: ``about 2500000000 USD``."""
    if isinstance(mention, Organization):
        return on_one_line(mention.name)
    if isinstance(mention, Date):
        return " ".join(filter(None, (mention.mod, mention.value)))
    if isinstance(mention, Money):
        unit, low, high = mention.currency or "", mention.amount_min, mention.amount_max
        if mention.per:
            unit = f"{unit} per {mention.per}"
    else:
        unit, low, high = mention.unit, mention.value_min, mention.value_max
    bounds = [plain(bound) for bound in dict.fromkeys((low, high)) if bound is not None]
    qualifier = "" if mention.qualifier == "exact" else mention.qualifier.replace("_", " ")
    direction = (mention.direction or "") if isinstance(mention, Percent) else ""
    return " ".join(filter(None, (qualifier, "-".join(bounds), unit, direction)))
