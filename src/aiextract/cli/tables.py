"""Records as tables, for a terminal: the events of a document, its values, its organizations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.table import Table

from aiextract.cli.common import console, on_one_line
from aiextract.display import slot, value
from aiextract.records import AnyMention, Document, Organization

# Columns of a terminal in which a rule still stands on one line beside the rest.
_WIDE = 100


def write(documents: Iterable[Document], stream: TextIO) -> None:
    """Write each document as a heading, and tables of its events, values and organizations."""
    out = console(stream)
    rules = out.width >= _WIDE
    for document in documents:
        out.print(_heading(document), style="bold", soft_wrap=True)
        for warning in document.meta.warnings:
            out.print(f"warning: {warning}", style="yellow", soft_wrap=True)
        organizations = [m for m in document.mentions if isinstance(m, Organization)]
        values = [m for m in document.mentions if not isinstance(m, Organization)]
        if document.events:
            out.print(_events(document))
        if values:
            out.print(_values(values, rules))
        if organizations:
            out.print(_organizations(organizations, rules))
        if not document.mentions and not document.events:
            out.print("nothing found")
        out.print()


def _heading(document: Document) -> str:
    published = document.published or "date unknown"
    parts = [document.doc_id, document.lang, published, document.title]
    return "  ".join(on_one_line(part) for part in parts if part)


def _events(document: Document) -> Table:
    table = _table("Event", "Who", "Status", "Details")
    mentions = {mention.id: mention for mention in document.mentions}
    for event in document.events:
        details = {name: slot(event, name, mentions) for name in event.slots}
        table.add_row(
            event.type,
            on_one_line(" -> ".join(slot(event, name, mentions) or "?" for name in event.parties)),
            event.status,
            "\n".join(
                on_one_line(f"{name.replace('_', ' ')} {words}") for name, words in details.items() if words
            ),
        )
    return table


def _values(mentions: Iterable[AnyMention], rules: bool) -> Table:
    """The values in the order of the text."""
    table = _table("Type", "Text", "Value", *(["Rule"] if rules else []), "At")
    for mention in mentions:
        texts = on_one_line(mention.surface), on_one_line(value(mention))
        place = f"{mention.start}-{mention.end}"
        table.add_row(mention.type, *texts, *([mention.rule or ""] if rules else []), place)
    return table


def _organizations(mentions: Iterable[Organization], rules: bool) -> Table:
    """Each organization once, with how often and how the text names it."""
    named: dict[str, list[Organization]] = {}
    for mention in mentions:
        named.setdefault(mention.name, []).append(mention)
    table = _table("Organization", "Times", "Also written", *(["Rule"] if rules else []), "First at")
    for name, group in named.items():
        forms = dict.fromkeys(on_one_line(one.surface) for one in group if one.surface != name)
        first = group[0]
        table.add_row(
            on_one_line(name),
            str(len(group)),
            ", ".join(forms),
            *([first.rule or ""] if rules else []),
            f"{first.start}-{first.end}",
        )
    return table


def _table(*columns: str) -> Table:
    table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        column.overflow = "fold"
        column.no_wrap = column.header not in (
            "Text",
            "Value",
            "Who",
            "Details",
            "Organization",
            "Also written",
        )
    return table
