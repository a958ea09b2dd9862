"""Documents as flat rows, one a mention, an event or an article: what the tables of all formats share.

A row is a dict of JSON values: decimals and days are strings, spans are pairs. Rows of mentions and events
begin with the ``doc_id``, ``lang`` and ``published`` of their article; that of an event has the values of
the mentions that its slots cite, in columns named ``SLOT_FIELD`` (``price_amount_min``), so that no join is
needed. A row holds the fields of its own type; ``COLUMNS`` are those of all types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, get_origin

from pydantic import BaseModel

from aiextract.records import EVENT_TYPES, MENTION_TYPES, Event, Mention

__all__ = ["COLUMNS", "EVENT_HEAD", "MENTION_HEAD", "VALUES", "Row", "rows"]

Row = dict[str, Any]

# What every mention and every event has, in the order of the columns.
MENTION_HEAD = ("id", "type", "start", "end", "surface", "sentence", "optional", "rule", "score")
EVENT_HEAD = ("id", "type", "optional", "rule", "score")
_ARTICLE = ("doc_id", "lang", "published")
# Other spans that a gold file allows say nothing of the mention.
_LEFT_OUT = "alt"
_ABOUT_ARTICLE = (*_ARTICLE, "sha256", "title", "text")
_ABOUT_RUN = ("warnings", "version", "pipeline")


def _fields(record: type[BaseModel]) -> tuple[str, ...]:
    return (*record.model_fields, *record.model_computed_fields)


def _values(event: type[Event]) -> dict[str, dict[str, str]]:
    """For each slot that cites one value: its fields, and their columns. Names are in the event itself."""
    found = {}
    for slot, cited in event.citing().items():
        if cited.name is None and get_origin(event.model_fields[slot].annotation) is not tuple:
            own = [name for name in _fields(MENTION_TYPES[cited.type]) if name not in _COMMON]
            found[slot] = {name: f"{slot}_{name}" for name in ("surface", *own)}
    return found


_COMMON = frozenset({*Mention.model_fields, "type"})
# Event type -> slot -> field of the value that the slot cites -> column.
VALUES: Mapping[str, Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {name: _values(event) for name, event in EVENT_TYPES.items()}
)


def _columns(head: tuple[str, ...], records: Iterable[type[BaseModel]]) -> list[str]:
    """The fields of all records: first those that all have, then those of each type in turn."""
    return list(dict.fromkeys([*_ARTICLE, *head, *(name for one in records for name in _fields(one))]))


COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "mentions": tuple(
            name for name in _columns(MENTION_HEAD, MENTION_TYPES.values()) if name != _LEFT_OUT
        ),
        "events": tuple(
            dict.fromkeys(
                [
                    *_columns(EVENT_HEAD, EVENT_TYPES.values()),
                    *(name for slots in VALUES.values() for slot in slots.values() for name in slot.values()),
                ]
            )
        ),
        "articles": (
            "doc_id", "sha256", "lang", "published", "title", "mentions", "events",
            "error_reason", "error_place", *_ABOUT_RUN, "text",
        ),
    }
)  # fmt: skip


def rows(document: Mapping[str, Any], table: str) -> Iterator[Row]:
    """The rows of a document (its JSON, parsed) for one of the tables of ``COLUMNS``."""
    return _ROWS[table](document)


def _mentions(document: Mapping[str, Any]) -> Iterator[Row]:
    article = {name: document.get(name) for name in _ARTICLE}
    for mention in document.get("mentions", ()):
        row = {**article, **mention}
        row.pop(_LEFT_OUT, None)
        yield row


def _events(document: Mapping[str, Any]) -> Iterator[Row]:
    article = {name: document.get(name) for name in _ARTICLE}
    mentions = {mention["id"]: mention for mention in document.get("mentions", ())}
    for event in document.get("events", ()):
        row = {**article, **event}
        for slot, fields in VALUES.get(event["type"], {}).items():
            cited = mentions.get(event.get(slot), {})
            row.update({column: cited.get(field) for field, column in fields.items()})
        yield row


def _articles(document: Mapping[str, Any]) -> Iterator[Row]:
    meta = document.get("meta") or {}
    error = meta.get("error") or {}
    yield {
        **{name: document.get(name) for name in _ABOUT_ARTICLE},
        "mentions": len(document.get("mentions", ())),
        "events": len(document.get("events", ())),
        "error_reason": error.get("reason"),
        "error_place": error.get("place"),
        **{name: meta.get(name) for name in _ABOUT_RUN},
    }


_ROWS: dict[str, Callable[[Mapping[str, Any]], Iterator[Row]]] = {
    "mentions": _mentions,
    "events": _events,
    "articles": _articles,
}
