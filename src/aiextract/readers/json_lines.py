"""JSON Lines: an article a line, an object with a text or a text alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from aiextract.errors import InputError
from aiextract.readers import inputs
from aiextract.readers.encodings import decode, open_lines
from aiextract.readers.files import Source, opened
from aiextract.readers.inputs import Columns, Input, Options, day, no_text_column
from aiextract.source import clean


def articles(source: Source, options: Options) -> Iterator[Input]:
    """The articles of all lines that are not blank."""
    number = 0
    try:
        with opened(source) as opening:
            lines = open_lines(opening, source.name, options.encoding)
            for number, line in enumerate(_lines(lines.stream), 1):
                if line is None or line.strip():
                    yield _article(line, f"{source.name}:{number}", lines.encoding, options.columns)
    except InputError as error:
        place = f"{source.name}:{number + 1}" if number else source.name
        yield Input(place, error=f"{place}: {error}")


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream; None in place of one that is too long."""
    limit = inputs.MAX_BYTES
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield None


def _article(line: bytes | None, place: str, encoding: str, columns: Columns) -> Input:
    """The article of a line, or an Input that says what is wrong with it."""
    try:
        if line is None:
            raise InputError(f"{place}: {inputs.too_long()}")
        return _parsed(decode(line, place, encoding), place, columns)
    except InputError as error:
        return Input(place, error=str(error))


def _parsed(line: str, place: str, columns: Columns) -> Input:
    """The article of a line of JSON; raises InputError that names the key that is wrong."""
    try:
        item: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: is not JSON: {error}") from None
    if isinstance(item, str):
        return Input(place, text=clean(item))
    if not isinstance(item, dict):
        raise InputError(f"{place}: is no article: give an object with {columns.text!r}")
    if columns.text not in item:
        raise InputError(f"{place}: {no_text_column(columns, list(map(str, item)))}")
    doc_id, published = (_value(item, key, place, int) for key in (columns.doc_id, columns.published))
    lang, text = _value(item, columns.lang, place), item[columns.text]
    if not isinstance(text, str):
        return Input(place, doc_id, error=f"{place}: {columns.text} is a string, not {_shown(text)}")
    record = item if "mentions" in item else None
    return Input(place, doc_id, clean(text), lang, day(published), record=record)


def _value(item: dict[str, Any], key: str, place: str, *also: type) -> str | None:
    """A value that is a string, or of another type that stands for one (an id, a year)."""
    value = item.get(key)
    if type(value) in also:
        return str(value)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{place}: {key} is a string or null, not {_shown(value)}")
    return None if value is None else clean(value)


def _shown(value: Any) -> str:
    return json.dumps(value)[:60]
