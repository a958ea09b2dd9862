"""``explain``: why ``extract`` says what it says of a text, as plain dataclasses.

Which rule read what, what lost to what, how a value came about, what speaks for and against a name, which
slot of an event is missing and why. The cost is the user's who asks: extraction notes next to nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from aiextract import documents
from aiextract.explanation.reading import Reader
from aiextract.explanation.records import (
    Event,
    Evidence,
    Explanation,
    Judgement,
    Mention,
    NotTaken,
    Place,
    Slot,
    Step,
    Trigger,
    Unused,
)
from aiextract.extraction import components, parse_types
from aiextract.org_sources import DEFAULT_MODEL, name_source
from aiextract.records import EVENT_TYPES
from aiextract.source import Source, checked, clean

__all__ = [
    "Event",
    "Evidence",
    "Explanation",
    "Judgement",
    "Mention",
    "NotTaken",
    "Place",
    "Slot",
    "Step",
    "Trigger",
    "Unused",
    "explain",
]


def explain(
    text: str,
    *,
    lang: str | None = None,
    published: str | dt.date | None = None,
    types: Iterable[str] | None = None,
    org_model: str | None = DEFAULT_MODEL,
) -> Explanation:
    """Why ``extract`` finds what it finds in a text; arguments and errors as there."""
    asked = parse_types(types)
    text = clean(checked(text))
    source = Source(text)
    article = documents.read(text, lang, published, source=source)
    wanted = components(asked)
    model = name_source(org_model) if "ORG" in wanted else None
    seen = model.names(text) if model is not None else None
    reader = Reader(source, article, seen)
    for kind in wanted:
        (reader.find if kind in EVENT_TYPES else reader.scan)(kind)
    return reader.result(asked)
