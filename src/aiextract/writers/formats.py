"""What a format of output offers: parts, and the file that is made of them."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from aiextract.errors import OutputError

__all__ = ["Format", "Layout", "Part", "replacing", "sync"]


class Layout(StrEnum):
    """What a row is: a document with all its records, one mention, or one event."""

    documents = "documents"
    mentions = "mentions"
    events = "events"


class Part(ABC):
    """A file with the records of some documents, complete once it is closed: a context manager."""

    @abstractmethod
    def write(self, documents: Sequence[bytes]) -> None:
        """Add documents, each as the JSON of a Document in UTF-8.

        Raises OSError, or OutputError for a database, where the disk is full.
        """

    @abstractmethod
    def close(self) -> None:
        """Complete the file and have it on the disk; a second call does nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Format(ABC):
    """A format of output; parts are joined by the format (of the same layout and ending) that made them."""

    @abstractmethod
    def part(self, path: Path) -> Part:
        """A new part; a file that is there is replaced."""

    @abstractmethod
    def join(self, parts: Sequence[Path], out: Path) -> int | None:
        """Make ``out`` of the parts, in their order, in memory that does not grow with them.

        Where one document of the parts may take the place of another, the number of those that stayed.

        It is written beside ``out`` under another name and takes its place when it is complete and on the
        disk. The parts stay. Raises OutputError and OSError; ``out`` is then as it was.
        """


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """The name under which to write a file that takes the place of ``out`` at the end, if all goes well.

    A device or a pipe is itself written to.
    """
    out = Path(os.path.realpath(out))  # a link stays one
    if out.is_dir():
        raise OutputError(f"{out}: is a folder: name a file")
    if out.exists() and not out.is_file():
        yield out
        return
    temporary = out.with_name(f".{out.name}.tmp")
    try:
        temporary.unlink(missing_ok=True)
        yield temporary
        if out.exists():
            temporary.chmod(out.stat().st_mode)
        temporary.replace(out)
        sync(out.parent)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    with suppress(PermissionError):  # some systems open no folders
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
