"""Documents as Arrow tables, and back.

``to_arrow(documents)`` gives a document a row, with all that it holds; ``from_arrow`` gives the same
Documents back. ``to_arrow(documents, "mentions")`` and ``"events"`` are flat, a mention or an event a row,
with the ``doc_id``, ``lang`` and ``published`` of its article and typed values (decimals, days); an event's
row holds the values that its slots cite, so that no join is needed. ``"articles"`` is flat too, and says how
each article fared. ``SCHEMAS`` holds the schemas.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel
from pydantic_core import from_json

from aiextract import flat
from aiextract.arrow.schema import DAY, DECIMAL, SCHEMAS, pa
from aiextract.errors import InputError
from aiextract.records import EVENT_TYPES, MENTION_TYPES, Document, Failure, Meta

__all__ = ["DECIMAL", "SCHEMAS", "Given", "Table", "flatten", "from_arrow", "pa", "schema_of", "to_arrow"]

Table = Literal["documents", "mentions", "events", "articles"]
# A document as a record, as the JSON of one (bytes or text), or as that JSON parsed.
Given = Document | bytes | str | Mapping[str, Any]
Row = dict[str, Any]

_WHOLE_DIGITS = DECIMAL.precision - DECIMAL.scale
_DECIMALS = {
    name: tuple(column.name for column in SCHEMAS[name] if column.type == DECIMAL)
    for name in ("mentions", "events")
}
_DATES = {
    name: tuple(column.name for column in SCHEMAS[name] if column.type == DAY)
    for name in ("mentions", "events")
}
# What a table of documents has at least.
_DOCUMENT = {"mentions", "events", "meta"}


def to_arrow(documents: Iterable[Given], table: Table = "documents") -> pa.RecordBatch:
    """The documents as one Arrow batch with the schema ``SCHEMAS[table]``, rows in their order.

    Everything is held in memory: give a stream in portions. Raises InputError for JSON that is no document
    and for a table that does not exist.
    """
    schema = schema_of(table)
    rows = [row for document in documents for row in _rows(_parsed(document), table)]
    arrays = [pa.array([row.get(column.name) for row in rows], column.type) for column in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def schema_of(table: Table) -> pa.Schema:
    """The schema of a table; raises InputError for one that does not exist."""
    if table not in SCHEMAS:
        raise InputError(f"no table {table!r}: choose among {', '.join(SCHEMAS)}")
    return SCHEMAS[table]


def from_arrow(data: pa.RecordBatch | pa.Table) -> Iterator[Document]:
    """The Documents of a ``documents`` table, in its order.

    Columns that it lacks are defaults, further ones are left out. Raises InputError where a row is no
    document.
    """
    names = data.schema.names
    if not _DOCUMENT.issubset(names):
        raise InputError(
            f"not a table of documents: it has the columns {', '.join(names) or 'of none'}; "
            "give what to_arrow(documents) or extract_batch(batch) made, table 'documents'"
        )
    known = data.select([name for name in names if name in SCHEMAS["documents"].names])
    for batch in known.to_batches() if isinstance(known, pa.Table) else [known]:
        for row in batch.to_pylist():
            try:
                yield Document.model_validate(_unpacked(row))
            except ValueError as error:
                raise InputError(f"document {row.get('doc_id')!r}: {error}") from None


def flatten(data: pa.RecordBatch | pa.Table, table: Table) -> pa.RecordBatch:
    """A flat table of what a ``documents`` table holds: the facts of a run in another form.

    Raises InputError as ``from_arrow`` does, and for a table that does not exist.
    """
    return to_arrow(from_arrow(data), table)


def _parsed(document: Given) -> Mapping[str, Any]:
    """A document as the JSON that it is written as."""
    if isinstance(document, Document):
        return document.model_dump(mode="json")
    if isinstance(document, (bytes, str)):
        try:
            document = from_json(document)
        except ValueError as error:
            raise InputError(f"a document that is not JSON: {error}") from None
    if not isinstance(document, Mapping):
        raise InputError(f"a document is an object of JSON, not {type(document).__name__}")
    return document


def _spans(spans: Iterable[Iterable[int]]) -> list[Row]:
    return [dict(zip(("start", "end"), span, strict=True)) for span in spans]


def _packed(record: Mapping[str, Any]) -> Row:
    """A mention or an event with its spans and its map as Arrow wants them."""
    row = dict(record)
    row.setdefault("optional", False)
    for name in ("alt", "evidence"):
        if name in row:
            row[name] = _spans(row[name])
    if "slot_rules" in row:
        row["slot_rules"] = list(row["slot_rules"].items())
    return row


def _rows(document: Mapping[str, Any], table: Table) -> Iterator[Row]:
    if table == "documents":
        yield {
            **document,
            "mentions": [_packed(mention) for mention in document.get("mentions", ())],
            "events": [_packed(event) for event in document.get("events", ())],
        }
    elif table == "articles":
        yield from flat.rows(document, table)
    else:
        for row in flat.rows(document, table):
            yield _typed(_packed(row), table)


def _typed(row: Row, table: str) -> Row:
    """The row with decimals and days for their strings; ``exact`` holds the decimals that have no cell."""
    exact: list[tuple[str, str]] = []
    for name in _DECIMALS[table]:
        if (text := row.get(name)) is not None:
            value = Decimal(text)
            if not _fits(value):
                exact.append((name, text))
            row[name] = value if _fits(value) else None
    for name in _DATES[table]:
        if (text := row.get(name)) is not None:
            row[name] = dt.date.fromisoformat(text)
    row["exact"] = exact or None
    return row


def _fits(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= DECIMAL.scale and value.adjusted() < _WHOLE_DIGITS


def _unpacked(row: Row) -> Row:
    """A row of ``documents`` as the fields of a Document: what is null there has its default."""
    document = _fields(Document, row)
    for name, known in (("mentions", MENTION_TYPES), ("events", EVENT_TYPES)):
        document[name] = [_record(one, known) for one in document.get(name, ())]
    if "meta" in document:
        document["meta"] = meta = _fields(Meta, document["meta"])
        if "error" in meta:
            meta["error"] = _fields(Failure, meta["error"])
    return document


def _record(value: Row, known: Mapping[str, type[BaseModel]]) -> Row:
    """A mention or an event of a row of ``documents``: of all types' columns, those of its own."""
    record = known.get(value["type"])
    if record is None:
        raise InputError(f"unknown type {value['type']!r}: written by another version of aiextract")
    fields = _fields(record, value)
    for name in ("alt", "evidence"):
        if name in fields:
            fields[name] = [tuple(span[key] for key in ("start", "end")) for span in fields[name]]
    if "slot_rules" in fields:
        fields["slot_rules"] = dict(fields["slot_rules"])
    return fields


def _fields(record: type[BaseModel], value: Row) -> Row:
    known = record.model_fields
    return {
        name: value.get(name)
        for name, field in known.items()
        if field.is_required() or value.get(name) is not None
    }
