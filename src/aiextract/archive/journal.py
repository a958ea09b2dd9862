"""The journal of a run: which parts are complete, and what they were made of.

A line of JSON each. The first tells the settings of the run; every other was written when its part was
complete and on the disk. A line that is torn, or whose part is not there as it says, counts for nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Any, NamedTuple, Self

from aiextract.errors import ResumeError

__all__ = ["Entry", "Journal"]

NAME = "journal.jsonl"


class Entry(NamedTuple):
    """A part: its file, the bytes in it, and the articles that it was made of.

    ``first`` is the key of the first article, ``digest`` that of all of them (``resuming``), ``articles``
    their number; ``failed`` says which of them, from 0, have no records.
    """

    name: str
    bytes: int
    first: str
    digest: str
    articles: int
    failed: tuple[int, ...] = ()


class Journal:
    """An open journal; no other run can open it meanwhile."""

    def __init__(self, stream: FileIO, entries: list[Entry], names: list[str]) -> None:
        self._stream = stream
        self.entries = entries
        self.names = names  # of all parts that ever were, some of which may be gone

    @classmethod
    @contextmanager
    def opened(cls, folder: Path, settings: Mapping[str, Any], *, fresh: bool) -> Iterator[Self]:
        """The journal in a folder, with the entries of parts that are complete; ``fresh``: none.

        Raises ResumeError where its run had other settings or another run is at work, and OSError.
        """
        with FileIO(folder / NAME, "a+") as stream:
            _lock(stream, folder)
            stream.seek(0)
            whole, _, _ = stream.readall().rpartition(b"\n")
            lines = [] if fresh or not whole else [_parsed(line) for line in whole.split(b"\n")]
            if len(lines) > 1:
                _compare(lines[0], settings, folder)
                stream.truncate(len(whole) + 1)
            else:
                lines = []
                stream.truncate(0)
            entries = [entry for line in lines[1:] if (entry := _entry(line)) is not None]
            found = [entry for entry in entries if _size(folder / entry.name) == entry.bytes]
            journal = cls(stream, found, [entry.name for entry in entries])
            if not lines:
                journal._write({"settings": dict(settings)})
            yield journal

    @staticmethod
    def is_in(folder: Path) -> bool:
        """Whether a run that is not complete has left a part there."""
        try:
            with (folder / NAME).open("rb") as stream:
                return stream.readline().endswith(b"\n") and stream.readline().endswith(b"\n")
        except OSError:
            return False

    def add(self, entry: Entry) -> None:
        """Note that a part is complete; on the disk on return."""
        self._write(entry._asdict())

    def _write(self, line: Mapping[str, Any]) -> None:
        data = json.dumps(line).encode() + b"\n"
        while data:
            data = data[self._stream.write(data) :]
        os.fsync(self._stream.fileno())


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _entry(line: Any) -> Entry | None:
    try:
        return Entry(**{**line, "failed": tuple(line["failed"])})
    except (TypeError, KeyError):
        return None


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _compare(line: Any, settings: Mapping[str, Any], folder: Path) -> None:
    before = line.get("settings") if isinstance(line, dict) else None
    if not isinstance(before, dict):
        raise ResumeError(f"{folder}: the journal is damaged: start again with --restart")
    wrong = [name for name in settings if before.get(name) != settings[name]]
    if wrong:
        changes = "; ".join(f"{name} was {before.get(name)!r}, now {settings[name]!r}" for name in wrong)
        raise ResumeError(
            f"{folder}: the interrupted run had other settings ({changes}): give the same, or start again "
            "with --restart"
        )


def _lock(stream: FileIO, folder: Path) -> None:
    """Keep other runs out until the stream is closed, however this process ends."""
    try:
        import fcntl
    except ImportError:  # only POSIX has it
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ResumeError(f"{folder}: another run is at work there") from None
