"""What a format of output offers: parts, and the file that is made of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self


class Layout(StrEnum):
    """What a row is: a document with all its records, one mention, or one event."""

    documents = "documents"
    mentions = "mentions"
    events = "events"


class Part(ABC):
    """A file with the records of some documents, complete once it is closed: a context manager."""

    @abstractmethod
    def write(self, documents: Sequence[bytes]) -> None:
        """Add documents, each as the JSON of a Document in UTF-8; raises OSError where the disk is full."""

    @abstractmethod
    def close(self) -> None:
        """Complete the file and have it on the disk; once closed, a part cannot be written to."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Format(ABC):
    """A format of output; a part must be joined by the format that made it."""

    @abstractmethod
    def part(self, path: Path) -> Part:
        """A new part; a file that is there is replaced."""

    @abstractmethod
    def join(self, parts: Sequence[Path], out: Path) -> None:
        """Make ``out`` of the parts, in their order.

        It is written beside ``out`` under another name, and takes its place when it is complete. The parts
        stay. Raises OutputError and OSError; ``out`` is then as it was.
        """
