"""Records as tables, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TextIO

from rich import box
from rich.table import Table

from aiextract.cli.common import console, on_one_line
from aiextract.records import Acquisition, AnyMention, Date, Document, Money, Organization, Percent, plain


def write(documents: Iterable[Document], stream: TextIO) -> None:
    """Write each document as a heading, a table of its mentions and one of its events."""
    out = console(stream)
    for document in documents:
        out.print(_heading(document), style="bold", soft_wrap=True)
        for warning in document.meta.warnings:
            out.print(f"warning: {warning}", style="yellow", soft_wrap=True)
        if document.mentions:
            out.print(_mentions(document))
        if document.events:
            out.print(_events(document))
        if not document.mentions and not document.events:
            out.print("nothing found")
        out.print()


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
    table = _table("Event", "Buyer -> bought", "Status", "Details")
    for event in document.events:
        buyers = ", ".join([event.acquirer or "?", *event.co_acquirers])
        details = {slot: cited(document, event, slot) for slot in ("price", "stake", "date")}
        details["seller"] = event.seller or ""
        table.add_row(
            event.type,
            on_one_line(f"{buyers} -> {event.target or '?'}"),
            event.status,
            on_one_line("; ".join(f"{slot} {said}" for slot, said in details.items() if said)),
        )
    return table


def _table(*columns: str) -> Table:
    table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        column.overflow = "fold"
        column.no_wrap = column.header in ("Type", "Event", "Status", "At")
    return table


def cited(document: Document, event: Acquisition, slot: str) -> str:
    """What the mention says that a slot of an event cites, or nothing."""
    mention = document.mention(getattr(event, slot))
    return "" if mention is None else value(mention)


def value(mention: AnyMention) -> str:
    """The value of a mention, for people: ``about 2,500,000,000 USD``."""
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
    bounds = [_grouped(bound) for bound in dict.fromkeys((low, high)) if bound is not None]
    qualifier = "" if mention.qualifier == "exact" else mention.qualifier.replace("_", " ")
    direction = (mention.direction or "") if isinstance(mention, Percent) else ""
    return " ".join(filter(None, (qualifier, " to ".join(bounds), unit, direction)))


def _grouped(number: Decimal) -> str:
    whole, point, decimals = plain(number).partition(".")
    return f"{int(whole):,}{point}{decimals}"
