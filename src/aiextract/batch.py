"""``extract_batch``: articles in an Arrow batch in, their facts in an Arrow batch out.

It is what distributed engines call (``aiextract.engines``), and what any Arrow program can::

    facts = extract_batch(articles, lang="fr")                  # a row a document
    deals = extract_batch(articles, table="events", keep=("source",))

The pipeline is made on the first call in a process and kept. A row that cannot be read costs itself: its
document carries ``meta.error``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypedDict, Unpack

from aiextract import api, extraction
from aiextract.archive.extraction import failed
from aiextract.arrow import Table, pa, schema_of, to_arrow
from aiextract.errors import InputError
from aiextract.languages import parse_code
from aiextract.org_sources import DEFAULT_MODEL
from aiextract.readers.inputs import Columns, day
from aiextract.records import Document
from aiextract.timex import parse_published

__all__ = ["Settings", "extract_batch", "extract_batches", "output_schema", "used_columns", "warm_up"]

# Documents that are Python objects at a time: enough that the work for each batch does not count.
ROWS = 256
_COLUMNS = Columns()
Published = str | dt.date | None


class Settings(TypedDict, total=False):
    """The settings of ``extract_batch``, as the engines hand them on."""

    table: Table
    keep: Sequence[str]
    columns: Columns
    lang: str | None
    published: Published
    types: Iterable[str] | None
    org_model: str | None


def warm_up(settings: Settings) -> None:
    """Make the pipeline of these settings, which takes a second or two, before the first batch comes."""
    texts = pa.record_batch({settings.get("columns", _COLUMNS).text: [""]})
    bare = settings.copy()
    bare["keep"] = ()
    extract_batch(texts, **bare)


def extract_batch(
    batch: pa.RecordBatch | pa.Table,
    *,
    table: Table = "documents",
    keep: Sequence[str] = (),
    columns: Columns = _COLUMNS,
    lang: str | None = None,
    published: Published = None,
    types: Iterable[str] | None = None,
    org_model: str | None = DEFAULT_MODEL,
) -> pa.RecordBatch:
    """The facts of a batch of articles, in the order of its rows.

    ``batch`` has a column of texts and, if you like, of ids (text or whole numbers), BCP 47 languages and
    dates of publication (text, of which a time of day is left out, or an Arrow date or timestamp);
    ``columns`` names them, by default ``text``, ``doc_id``, ``lang`` and ``published``. Text may be
    ``string``, ``large_string``, ``string_view`` or a dictionary of them. A language or date of a row
    overrules that of the call.

    ``table`` says what a row of the result is: a document with all its records (``documents``), a mention, an
    event (``mentions``, ``events``), or how an article fared (``articles``): ``aiextract.arrow.SCHEMAS``.
    ``keep`` names further columns of the input that stand behind them in each row, to partition by, say.

    A null, bytes that are not UTF-8, a malformed date or a text that is too long gives a document without
    mentions, whose ``meta.error`` says why (and in which row of the batch, from 1, where it has no
    ``doc_id``); the others are read. Raises InputError for a column that is missing or of the wrong type, and
    for wrong arguments what ``extract`` raises.
    """
    made = list(
        extract_batches(
            [batch],
            table=table,
            keep=keep,
            columns=columns,
            lang=lang,
            published=published,
            types=types,
            org_model=org_model,
        )
    )
    return pa.concat_batches(made)


def extract_batches(
    batches: Iterable[pa.RecordBatch | pa.Table],
    *,
    table: Table = "documents",
    keep: Sequence[str] = (),
    columns: Columns = _COLUMNS,
    lang: str | None = None,
    published: Published = None,
    types: Iterable[str] | None = None,
    org_model: str | None = DEFAULT_MODEL,
) -> Iterator[pa.RecordBatch]:
    """The facts of a stream of batches, lazily and in order; arguments and errors as in ``extract_batch``.

    A large batch comes back as several, so that memory does not grow with it; an empty one as an empty one.
    """
    asked = extraction.parse_types(types)
    if lang is not None:
        parse_code(lang)
    given = parse_published(published)
    for batch in batches:
        schema = _output(batch.schema, table, keep, columns)
        for start in range(0, max(batch.num_rows, 1), ROWS):
            part = batch.slice(start, ROWS)
            rows = _rows(part, columns, start + 1)
            found = _documents(rows, lang=lang, published=given, types=asked, org_model=org_model)
            yield _with_kept(list(found), part, table, keep, schema)


def output_schema(schema: pa.Schema, **settings: Unpack[Settings]) -> pa.Schema:
    """The schema of what ``extract_batch`` makes of batches of this schema.

    No pipeline is made. Raises what ``extract_batch`` raises for wrong columns and wrong settings.
    """
    return extract_batch(schema.empty_table(), **settings).schema


def used_columns(names: Iterable[str], settings: Settings) -> list[str]:
    """Those of the columns that are read or kept: an engine need not load the others."""
    wanted = {*settings.get("columns", _COLUMNS), *settings.get("keep", ())}
    return [name for name in names if name in wanted]


def _output(schema: pa.Schema, table: Table, keep: Sequence[str], columns: Columns) -> pa.Schema:
    _check(schema, columns)
    out = schema_of(table)
    for name in keep:
        if name not in schema.names:
            raise InputError(f"no column {name!r} to keep: the columns are {_listed(schema)}")
        if name in out.names:
            raise InputError(f"column {name!r} cannot be kept: {table!r} has one of that name; rename yours")
        out = out.append(_plain(schema.field(name)))
    return out


def _plain(field: pa.Field) -> pa.Field:
    """The field without a dictionary, of which each batch would have another."""
    return field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field


class _Row(NamedTuple):
    """A row of a batch: an article, or why it is none."""

    item: dict[str, Any]
    error: str | None
    place: str


def _check(schema: pa.Schema, columns: Columns) -> None:
    """Raise InputError, with the columns that are there, unless these are articles."""
    for key, name in columns._asdict().items():
        # Only the texts must be there; another that is named by hand and is not is a slip.
        if name not in schema.names and (key == "text" or name != _COLUMNS._asdict()[key]):
            raise InputError(
                f"no column {name!r} for {key}: the columns are {_listed(schema)}; "
                f"name yours with columns=Columns({key}=…)"
            )
        if schema.names.count(name) > 1:
            raise InputError(f"column {name!r} is there {schema.names.count(name)} times: leave one")
        if name in schema.names and not _fits(kind := schema.field(name).type, key):
            raise InputError(f"column {name!r} is of type {kind}: {key} wants {_WANTED[key]}")


_WANTED = {
    "text": "string (decode bytes first)",
    "doc_id": "string or a whole number",
    "lang": "string (BCP 47)",
    "published": "string (YYYY, YYYY-MM, YYYY-MM-DD), date or timestamp",
}


def _fits(kind: pa.DataType, key: str) -> bool:
    check = pa.types
    if check.is_dictionary(kind):
        kind = kind.value_type
    texts = check.is_string(kind) or check.is_large_string(kind) or check.is_string_view(kind)
    if texts or (check.is_null(kind) and key != "text"):
        return True
    return (key == "doc_id" and check.is_integer(kind)) or (
        key == "published" and (check.is_date(kind) or check.is_timestamp(kind))
    )


def _listed(schema: pa.Schema) -> str:
    return ", ".join(f"{field.name} ({field.type})" for field in schema) or "none"


def _rows(part: pa.RecordBatch | pa.Table, columns: Columns, first: int) -> Iterator[_Row]:
    """The rows, numbered from ``first``; those that hold no article with the reason."""
    values = {
        key: _values(part.column(name))
        for key, name in columns._asdict().items()
        if name in part.schema.names
    }
    for number in range(part.num_rows):
        place = f"row {first + number}"
        item = {key: cells[number] for key, cells in values.items() if cells[number] is not None}
        wrong = {key: cell.reason for key, cell in item.items() if isinstance(cell, _Unreadable)}
        good = {key: cell for key, cell in item.items() if key not in wrong}
        if isinstance(good.get("published"), str):
            good["published"] = day(good["published"])
        error = next((f"{columns._asdict()[key]}: {reason}" for key, reason in wrong.items()), None)
        if error is None and "text" not in good:
            error = f"{columns.text} is null"
        yield _Row(good, error, place)


class _Unreadable(NamedTuple):
    reason: str


def _values(column: pa.Array | pa.ChunkedArray) -> list[Any]:
    """The cells as Python values; one that Arrow cannot read does not cost the others."""
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):  # bytes that are not UTF-8, a day out of the calendar
        return [_value(cell) for cell in column]


def _value(cell: pa.Scalar) -> Any:
    try:
        return cell.as_py()
    except UnicodeDecodeError as error:
        return _Unreadable(f"is not UTF-8: byte 0x{error.object[error.start]:02x} at offset {error.start}")
    except (ValueError, OverflowError) as error:
        return _Unreadable(str(error))


def _documents(rows: Iterable[_Row], **settings: Any) -> Iterator[Document]:
    """A document a row."""
    rows = list(rows)
    items = [row.item for row in rows if row.error is None]
    read = api.extract_many(items, on_error="record", **settings)
    for row in rows:
        doc_id = row.item.get("doc_id")
        place = row.place if doc_id is None else None
        if row.error is not None:
            yield failed(None if doc_id is None else str(doc_id), row.error, place)
            continue
        document = next(read)
        error = document.meta.error
        yield document if error is None else failed(document.doc_id, error.reason, place)


def _with_kept(
    documents: Sequence[Document],
    part: pa.RecordBatch | pa.Table,
    table: Table,
    keep: Sequence[str],
    schema: pa.Schema,
) -> pa.RecordBatch:
    made = to_arrow(documents, table)
    if not keep:
        return made
    source: list[int] = []  # of each row of the result, its row in the input
    for row, document in enumerate(documents):
        rows = len(getattr(document, table)) if table in ("mentions", "events") else 1
        source += [row] * rows
    indices = pa.array(source, pa.int64())
    kept = [_one_array(part.column(name).take(indices)).cast(schema.field(name).type) for name in keep]
    return pa.RecordBatch.from_arrays([*made.columns, *kept], schema=schema)


def _one_array(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
