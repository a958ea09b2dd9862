"""Formats whose parts follow one another in one stream of bytes."""

from __future__ import annotations

import shutil
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from aiextract.compression import open_read, require, writing
from aiextract.errors import InputError, OutputError
from aiextract.writers.formats import Format, Layout, Part, replacing

_PIECE = 1 << 20  # bytes copied at a time


class StreamFormat(Format):
    """A format of lines under a header (empty where it has none), compressed or not.

    Each file is compressed anew when parts are joined, since many programs read the first member of a
    compressed file only.
    """

    header = b""

    def __init__(self, layout: Layout, compression: str | None) -> None:
        require(compression)
        self.layout, self.compression = layout, compression

    @abstractmethod
    def lines(self, documents: Sequence[bytes]) -> Iterable[bytes]:
        """What the file holds of some documents."""

    def part(self, path: Path) -> Part:
        """A new part."""
        return _StreamPart(self, path)

    def join(self, parts: Sequence[Path], out: Path) -> None:
        """The lines of all parts in one file, under one header."""
        with replacing(out) as temporary, writing(temporary, self.compression) as target:
            target.write(self.header)
            for path in parts:
                try:
                    with open_read(path, self.compression) as source:
                        if source.read(len(self.header)) != self.header:
                            raise InputError("does not begin with the header")
                        shutil.copyfileobj(source, target, _PIECE)
                except InputError as error:
                    raise OutputError(f"{path}: is no part of {out}: {error}") from None


class _StreamPart(Part):
    def __init__(self, form: StreamFormat, path: Path) -> None:
        self._form = form
        with ExitStack() as stack:
            self._stream = stack.enter_context(writing(path, form.compression, fast=True))
            self._stream.write(form.header)
            self._stack = stack.pop_all()

    def write(self, documents: Sequence[bytes]) -> None:
        self._stream.writelines(self._form.lines(documents))

    def close(self) -> None:
        self._stack.close()
