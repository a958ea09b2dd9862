"""CSV and TSV: an article a row, under a row of column names."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import Any

from aiextract.errors import InputError
from aiextract.readers import inputs
from aiextract.readers.encodings import Lines, decode, open_lines
from aiextract.readers.files import Source, opened
from aiextract.readers.inputs import Columns, Form, Input, Options, day, no_text_column
from aiextract.source import clean

# What may stand between the cells of a .csv: the first with which the header has the column of the text.
_DELIMITERS = (",", ";", "\t", "|")


def articles(source: Source, options: Options) -> Iterator[Input]:
    """The articles of all rows that are not blank."""
    # csv has one limit for the whole process and all threads, so that it is raised and never lowered.
    csv.field_size_limit(max(csv.field_size_limit(), inputs.MAX_BYTES))
    try:
        with opened(source) as opening:
            lines = open_lines(opening, source.name, options.encoding, guess=True)
            text = _Text(lines)
            delimiter, names = _header(text, options)
            if names is None:
                return
            if options.columns.text not in names:
                raise InputError(no_text_column(options.columns, names))
            reader = csv.reader(text, delimiter=delimiter)
            for article in _rows(reader, text, names, source.name, options.columns):
                yield article._replace(warning=lines.warning)
    except (InputError, csv.Error) as error:
        yield Input(source.name, error=f"{source.name}: {error}")


class _Text:
    """The lines of a table, decoded: an iterator that can go back over the header.

    Bytes that are wrong for the encoding come as lone surrogates, so that the row is read to its end, and are
    noted in ``problem``; ``number`` is that of the last line.
    """

    def __init__(self, lines: Lines) -> None:
        self._stream, self._encoding = lines.stream, lines.encoding
        self._again: deque[str] = deque()
        self._seen: list[str] | None = []
        self._over = False
        self.number = 0
        self.problem: str | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        self.number += 1
        if self._seen is not None:
            self._seen.append(line)
        return line

    def rewind(self, *, last: bool = False) -> None:
        """Go back to the first line, for the last time or not."""
        assert self._seen is not None
        self._again.extendleft(reversed(self._seen))
        self.number = 0
        self._seen = None if last else []

    def _read(self) -> str:
        data = b"" if self._over else self._line()
        if data is None:
            self.number += 1
            raise InputError(inputs.too_long())
        if not data:
            raise StopIteration
        try:
            return decode(data, f"line {self.number + 1}", self._encoding)
        except InputError as error:
            self.problem = self.problem or str(error)
        try:
            return data.decode(self._encoding, "surrogateescape")
        except UnicodeError:  # a codec of several bytes may refuse all the same
            return data.decode("ascii", "surrogateescape")

    def _line(self) -> bytes | None:
        """The next line, None for one that is too long; nothing comes behind what cannot be read."""
        limit = inputs.MAX_BYTES
        try:
            data = self._stream.readline(limit + 1)
            if len(data) <= limit:
                return data
            while data and not data.endswith(b"\n"):
                data = self._stream.readline(limit)
            return None
        except InputError:
            self._over = True
            raise


def _header(text: _Text, options: Options) -> tuple[str, list[str] | None]:
    """The delimiter, and the names of the columns (None for an empty file); ``text`` is then at the rows."""
    delimiters = ("\t",) if options.form is Form.tsv else _DELIMITERS
    chosen = delimiters[0]
    for delimiter in delimiters:
        names = next(csv.reader(text, delimiter=delimiter), None)
        text.rewind()
        if names and options.columns.text in names:
            chosen = delimiter
            break
    text.rewind(last=True)
    return chosen, next(csv.reader(text, delimiter=chosen), None)


def _rows(reader: Any, text: _Text, names: list[str], name: str, columns: Columns) -> Iterator[Input]:
    while True:
        place, text.problem = f"{name}:{text.number + 1}", None
        try:
            row = next(reader)
            if text.problem:
                raise InputError(text.problem)
            if row:
                yield _article(row, names, place, columns)
        except StopIteration:
            return
        except csv.Error as error:
            yield Input(place, error=f"{place}: {error}: is a closing quote missing?")
        except InputError as error:
            yield Input(place, error=f"{place}: {error}")


def _article(row: list[str], names: list[str], place: str, columns: Columns) -> Input:
    """The article of a row; raises InputError where the row does not fit its header."""
    if len(row) > len(names):
        raise InputError(
            f"the row has {len(row)} cells, the header {len(names)}: is a cell with a comma quoted?"
        )
    cells = dict(zip(names, row, strict=False))
    doc_id, lang, published = (clean(cells.get(key, "")) or None for key in columns[1:])
    if columns.text not in cells:
        return Input(place, doc_id, error=f"{place}: the row ends before its {columns.text!r}")
    return Input(place, doc_id, clean(cells[columns.text]), lang, day(published))
