"""Arrow schemas, made from the records, so that a field added there has its column here.

How a field becomes a column:

| field | ``documents`` | flat tables |
| --- | --- | --- |
| text, id, choice among words | ``string`` | ``string`` |
| offset, count | ``int32`` | ``int32`` |
| score | ``float64`` | ``float64`` |
| decimal | ``string``, plain, exact whatever its size | ``decimal128(38, 12)``, see ``DECIMAL`` |
| first and last day of a date | ``string`` (ISO 8601) | ``date32`` |
| offsets | ``struct<start: int32, end: int32>`` | the same |
| several of one kind | ``list`` | ``list`` |
| ``slot_rules`` | ``map<string, string>`` | the same |
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from aiextract import flat
from aiextract.errors import MissingExtraError
from aiextract.records import EVENT_TYPES, MENTION_TYPES, Document, Offsets

try:
    import pyarrow as pa
except ImportError:
    raise MissingExtraError("an Arrow table", "arrow") from None

__all__ = ["DAY", "DECIMAL", "SCHEMAS", "arrow_type", "pa"]

# 26 digits before the point and 12 after it: any amount of money, and prices of a fraction of a satoshi.
# Engines know no wider decimal than one of 38 digits. A value that does not fit is never rounded: its cell is
# null, and the row's ``exact`` holds it.
DECIMAL = pa.decimal128(38, 12)
DAY = pa.date32()
SPAN = pa.struct([pa.field("start", pa.int32(), nullable=False), pa.field("end", pa.int32(), nullable=False)])
TEXTS = pa.map_(pa.string(), pa.string())
# The decimals of a row that its cells cannot hold.
_EXACT = pa.field("exact", TEXTS)

# Days, which JSON holds as text.
_DAYS = ("start_date", "end_date")
_REQUIRED = frozenset({"id", "type", "start", "end", "surface", "optional"})


def arrow_type(annotation: Any, *, typed: bool) -> pa.DataType:
    """The Arrow type of a record's field; ``typed`` False: decimals stay exact strings.

    Raises TypeError for an annotation that no record has so far.
    """
    if annotation == Offsets:
        return SPAN
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return arrow_type(args[0], typed=typed)
    if origin in (Union, types.UnionType):
        options = [arg for arg in args if arg is not type(None)]
        if len(options) == 1:
            return arrow_type(options[0], typed=typed)
        return pa.struct(merged(options, typed=typed))
    if origin is Literal:
        return pa.string()
    if origin is tuple:
        return pa.list_(arrow_type(args[0], typed=typed))
    if origin is dict:
        return TEXTS
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct(merged([annotation], typed=typed))
    known = {str: pa.string(), int: pa.int32(), float: pa.float64(), bool: pa.bool_()}
    known[Decimal] = DECIMAL if typed else pa.string()
    if annotation not in known:
        raise TypeError(f"no Arrow type is known for the annotation {annotation!r}")
    return known[annotation]


def columns(record: type[BaseModel], *, typed: bool) -> Iterator[pa.Field]:
    """The columns of a record's fields, those that are derived included."""
    for name, field in record.model_fields.items():
        yield pa.field(name, arrow_type(field.annotation, typed=typed), nullable=name not in _REQUIRED)
    for name, derived in record.model_computed_fields.items():
        day = typed and name in _DAYS
        yield pa.field(name, DAY if day else arrow_type(derived.return_type, typed=typed))


def merged(records: Iterable[type[BaseModel]], *, typed: bool) -> list[pa.Field]:
    """One column for each field that any of the records has; those of one name are of one type.

    Raises TypeError where they are not.
    """
    found: dict[str, pa.Field] = {}
    for record in records:
        for column in columns(record, typed=typed):
            if not found.setdefault(column.name, column).type.equals(column.type):
                raise TypeError(
                    f"field {column.name!r} has two Arrow types: {found[column.name].type}, {column.type}"
                )
    heads = (flat.MENTION_HEAD, flat.EVENT_HEAD)
    head = next((names for names in heads if found.keys() >= {*names}), ())
    return [found[name] for name in head] + [found[name] for name in found if name not in head]


def _flat(table: str, fields: Iterable[pa.Field], *more: pa.Field) -> pa.Schema:
    """A flat table: the columns of ``flat.COLUMNS``, among them those of the article, and some more."""
    known = {column.name: column for column in (*columns(Document, typed=True), *fields)}
    return _schema(table, [*(known[name] for name in flat.COLUMNS[table]), *more])


def _values() -> Iterator[pa.Field]:
    """The columns of the values that the slots of events cite."""
    for name, slots in flat.VALUES.items():
        for slot, names in slots.items():
            cited = MENTION_TYPES[EVENT_TYPES[name].citing()[slot].type]
            kinds = {column.name: column.type for column in columns(cited, typed=True)}
            yield from (pa.field(column, kinds[field]) for field, column in names.items())


def _articles() -> Iterator[pa.Field]:
    for name in ("mentions", "events"):
        yield pa.field(name, pa.int32(), nullable=False)
    for name in ("error_reason", "error_place", "version"):
        yield pa.field(name, pa.string())
    for name in ("warnings", "pipeline"):
        yield pa.field(name, pa.list_(pa.string()))


def _schema(name: str, fields: list[pa.Field]) -> pa.Schema:
    return pa.schema(fields, metadata={"aiextract.table": name})


# The tables, by name. ``documents`` is a document a row, with everything: it gives the Documents back. The
# others are flat: ``mentions`` and ``events`` have a row for each of them, ``articles`` says how each article
# fared.
SCHEMAS: Mapping[str, pa.Schema] = types.MappingProxyType(
    {
        "documents": _schema("documents", list(columns(Document, typed=False))),
        "mentions": _flat("mentions", merged(MENTION_TYPES.values(), typed=True), _EXACT),
        "events": _flat("events", (*merged(EVENT_TYPES.values(), typed=True), *_values()), _EXACT),
        "articles": _flat("articles", _articles()),
    }
)
