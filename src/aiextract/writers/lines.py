"""JSON Lines: a document, a mention or an event a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pydantic_core import from_json, to_json

from aiextract import flat
from aiextract.writers.formats import Layout
from aiextract.writers.streams import StreamFormat


class JsonLines(StreamFormat):
    """JSON Lines, compressed or not: documents as they are, mentions and events as flat rows."""

    def lines(self, documents: Sequence[bytes]) -> Iterable[bytes]:
        """The lines of some documents."""
        if self.layout is Layout.documents:
            return (line for document in documents for line in (document, b"\n"))
        return self._rows(documents)

    def _rows(self, documents: Sequence[bytes]) -> Iterator[bytes]:
        for document in documents:
            for row in flat.rows(from_json(document), self.layout):
                yield to_json(row) + b"\n"
