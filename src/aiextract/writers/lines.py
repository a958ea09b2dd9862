"""JSON Lines: a document, a mention or an event a line."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from aiextract.compression import open_read, open_write
from aiextract.writers.formats import Format, Layout, Part


class JsonLines(Format):
    """JSON Lines, compressed or not."""

    def __init__(self, layout: Layout, compression: str | None) -> None:
        self.layout, self.compression = layout, compression

    def part(self, path: Path) -> Part:
        """A new part."""
        return LinesPart(path, self.compression)

    def join(self, parts: Sequence[Path], out: Path) -> None:
        """The lines of all parts in one file."""
        temporary = out.with_name(f".{out.name}.{os.getpid()}.tmp")
        with open_write(temporary, self.compression) as target:
            for path in parts:
                with open_read(path, self.compression) as source:
                    shutil.copyfileobj(source, target, 1 << 20)
        temporary.replace(out)


class LinesPart(Part):
    """A part of JSON Lines."""

    def __init__(self, path: Path, compression: str | None) -> None:
        self._stream = open_write(path, compression)

    def write(self, documents: Sequence[bytes]) -> None:
        """A line each."""
        self._stream.writelines(line for document in documents for line in (document, b"\n"))

    def close(self) -> None:
        """Complete the file."""
        self._stream.close()
