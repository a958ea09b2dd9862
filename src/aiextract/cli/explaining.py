"""``aiextract explain``: which rule read what, and what lost to it."""

from __future__ import annotations

from rich.tree import Tree

from aiextract import readers
from aiextract.api import extract
from aiextract.cli.common import console, on_one_line
from aiextract.cli.extracting import parse_types
from aiextract.cli.tables import cited
from aiextract.documents import Article, read
from aiextract.org_sources import name_source
from aiextract.records import CITED_TYPES, DEFAULT_TYPES, Acquisition, Document
from aiextract.scan import Candidate
from aiextract.scanning import SCANS, Reading, scan_all
from aiextract.source import Source, clean


def run(text: str, lang: str | None, published: str | None, types: str | None, org_model: str | None) -> int:
    """Print a tree of the readings of a text."""
    text = clean(readers.read_file(text) if text == readers.STDIN else text)
    asked = parse_types(types) or DEFAULT_TYPES
    source = Source(text)
    article = read(text, lang, published)
    tree = Tree(_article(article))
    wanted = {cited for kind in asked for cited in (kind, *CITED_TYPES.get(kind, ()))}
    source_of_names = name_source(org_model) if "ORG" in wanted else None
    names = source_of_names.names(text) if source_of_names else None
    for reading in scan_all(source, article, wanted, names):
        if reading.type in asked:
            _add_reading(tree, text, reading)
    if any(kind not in SCANS for kind in asked):
        found = extract(text, lang=lang, published=published, types=asked, org_model=org_model)
        _add_events(tree, text, found)
    console().print(tree)
    return 0


def _article(article: Article) -> str:
    spoken = dict.fromkeys(region.language.code for region in article.regions)
    facts = (
        ("language", article.lang),
        ("rules", ", ".join(spoken)),
        ("published", article.published or "unknown"),
        ("title", article.title),
        *(("warning", warning) for warning in article.warnings),
    )
    return "; ".join(f"{name}: {value}" for name, value in facts if value)


def _add_reading(tree: Tree, text: str, reading: Reading) -> None:
    branch = tree.add(reading.type if reading.winners else f"{reading.type}: nothing")
    for winner in reading.winners:
        leaf = branch.add(_candidate(text, winner))
        for note in winner.notes:
            leaf.add(note)
        for loser, rival in reading.losses:
            if rival is winner:
                lost = leaf.add(f"over {_candidate(text, loser)}")
                for note in loser.notes:
                    lost.add(note)


def _candidate(text: str, found: Candidate) -> str:
    fields = ", ".join(f"{name}: {value}" for name, value in found.fields.items() if value is not None)
    surface = on_one_line(text[found.start : found.end])
    return f'"{surface}" [{found.start}, {found.end}) {found.rule} -> {fields}'


def _add_events(tree: Tree, text: str, document: Document) -> None:
    for event in document.events:
        branch = tree.add(f"{event.type} {event.rule or ''}: {event.status}")
        for slot in ("acquirer", "target", "seller", "price", "stake", "stake_kind", "date"):
            if (value := _slot(document, event, slot)) is not None:
                rule = event.slot_rules.get(slot)
                branch.add(f"{slot}: {value}" + (f" ({rule})" if rule else ""))
        for start, end in event.evidence:
            branch.add(f'evidence [{start}, {end}) "{on_one_line(text[start:end])}"')
    if not document.events:
        tree.add("ACQUISITION: nothing")


def _slot(document: Document, event: Acquisition, slot: str) -> str | None:
    value: str | None = getattr(event, slot)
    return cited(document, event, slot) if value and slot in ("price", "stake", "date") else value
