"""CSV: flat rows in UTF-8 as RFC 4180 has them, with commas, quotes where needed, and CRLF.

The columns are those of ``flat.COLUMNS``; in the layout ``documents`` they say how each article fared (its
mentions and events are counted: the other layouts have them). Decimals are exact. A list or a map is JSON; no
value is an empty cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic_core import from_json, to_json

from aiextract import flat
from aiextract.writers.formats import Layout
from aiextract.writers.streams import StreamFormat

# What a spreadsheet takes for the beginning of a formula; a number below zero is none.
_FORMULA = re.compile(r"[=+\-@\t\r](?!\d+(\.\d+)?\Z)")


class Csv(StreamFormat):
    """CSV, compressed or not.

    A text that begins like a formula ("+12 %", or an article's "=HYPERLINK(…)") stays as it is, so that
    ``surface`` is what stands in the article; ``escape_formulas`` puts an apostrophe before it, for files
    that are opened in a spreadsheet.
    """

    def __init__(self, layout: Layout, compression: str | None, *, escape_formulas: bool = False) -> None:
        super().__init__(layout, compression)
        self._table = "articles" if layout is Layout.documents else layout.value
        self._columns = flat.COLUMNS[self._table]
        self._escape = escape_formulas
        self.header = _written([self._columns])

    def lines(self, documents: Sequence[bytes]) -> Iterable[bytes]:
        """The rows of some documents."""
        rows = (row for document in documents for row in flat.rows(from_json(document), self._table))
        return (_written([self._cell(row.get(name)) for name in self._columns] for row in rows),)

    def _cell(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return f"'{value}" if self._escape and _FORMULA.match(value) else value
        return to_json(value).decode()


def _written(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
