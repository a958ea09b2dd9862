"""The parts of an output: files beside it that hold what is done, until they are joined."""

from __future__ import annotations

import json
import os
import re
import time
from contextlib import suppress
from pathlib import Path

from aiextract.archive import journal
from aiextract.archive.extraction import Answer
from aiextract.archive.journal import Entry, Journal
from aiextract.archive.resuming import Keyed, digest, first_key
from aiextract.readers import Input
from aiextract.writers import Format, Part
from aiextract.writers.formats import replacing, sync

__all__ = ["PART", "Parts", "error_record", "folder_of"]

# Articles in a part, characters of their texts, seconds for which it is open: what an interruption may cost.
PART = 1000
_PART_SIZE = 1 << 22
_PART_SECONDS = 10.0
# Documents that are written at a time, since a format may make a table of them.
_BATCH = 64
_NAME = re.compile(r"(\d{8})\.(part|errors)")


def folder_of(out: Path) -> Path:
    """The folder in which a run keeps what is done of an output."""
    return out.with_name(f"{out.name}.parts")


def error_record(article: Input, reason: str) -> str:
    """A failed article as a line of JSON: its id, the reason, and its place in the input."""
    record = {"doc_id": article.doc_id, "reason": reason, "place": article.place}
    return json.dumps(record, ensure_ascii=False) + "\n"


def _errors_of(name: str) -> str:
    """The name of the file with the error records of a part."""
    return f"{Path(name).stem}.errors"


class Parts:
    """The parts of one run, in the order of their articles."""

    def __init__(self, folder: Path, form: Format, book: Journal, most: int = PART) -> None:
        self._folder, self._form, self._journal, self._most = folder, form, book, most
        self._next = 1 + max((int(m[1]) for name in book.names if (m := _NAME.fullmatch(name))), default=0)
        self._done: list[Entry] = []
        self._part: Part | None = None
        self._clear({entry.name for entry in book.entries})

    def add(self, keyed: Keyed, answer: Answer) -> None:
        """Put a document behind the others."""
        if self._part is None:
            self._begin()
        if answer.error is not None:
            self._failed.append(len(self._articles))
            with self._errors().open("a", encoding="utf-8", errors="backslashreplace") as stream:
                stream.write(error_record(keyed.article, answer.error))
        self._size += len(keyed.article.text)
        # Of an article, its key and place are wanted from now on.
        self._articles.append(keyed._replace(article=Input(keyed.article.place)))
        self._documents.append(answer.document)
        if len(self._documents) >= _BATCH:
            self._write()
        if (
            len(self._articles) >= self._most
            or self._size >= _PART_SIZE
            or time.monotonic() - self._begun >= _PART_SECONDS
        ):
            self.commit()

    def take_over(self, entry: Entry) -> None:
        """Put a part of an earlier run behind the others."""
        self.commit()
        self._done.append(entry)

    def commit(self) -> None:
        """Complete the part that is being written, if there is one; from now on it survives."""
        if self._part is None:
            return
        self._write()
        self._part.close()
        self._part = None
        if self._failed:
            sync(self._errors())
        entry = Entry(
            self._path().name,
            self._path().stat().st_size,
            first_key(self._articles),
            digest(self._articles, self._failed),
            len(self._articles),
            tuple(self._failed),
        )
        self._journal.add(entry)
        self._done.append(entry)
        self._next += 1

    def join(self, out: Path, errors: Path | None) -> int:
        """Make the output of the parts, and the file of error records.

        Gives the number of articles whose place in the output a later one has taken.
        """
        self.commit()
        if not self._done:
            self._begin()
            self.commit()
        kept = self._form.join([self._folder / entry.name for entry in self._done], out)
        if errors is not None:
            with replacing(errors) as path, path.open("wb") as stream:
                for entry in self._done:
                    if entry.failed:
                        stream.write((self._folder / _errors_of(entry.name)).read_bytes())
                stream.flush()
                os.fsync(stream.fileno())
        return 0 if kept is None else sum(entry.articles for entry in self._done) - kept

    @property
    def failed(self) -> int:
        """Articles in the parts that are complete which have no records."""
        return sum(len(entry.failed) for entry in self._done)

    def abandon(self) -> None:
        """Close what is open; the part that is not complete is lost."""
        if self._part is not None:
            with suppress(Exception):  # whatever went wrong is known already
                self._part.close()
            self._part = None

    def remove(self) -> None:
        """Delete the parts and the journal, and the folder if nothing else is in it."""
        self._clear(set())
        (self._folder / journal.NAME).unlink()
        with suppress(OSError):
            self._folder.rmdir()

    def _begin(self) -> None:
        self._part = self._form.part(self._path())
        self._articles: list[Keyed] = []
        self._documents: list[bytes] = []
        self._failed: list[int] = []
        self._size = 0
        self._begun = time.monotonic()

    def _path(self) -> Path:
        return self._folder / f"{self._next:08}.part"

    def _errors(self) -> Path:
        return self._folder / _errors_of(self._path().name)

    def _write(self) -> None:
        if self._part is not None and self._documents:
            self._part.write(self._documents)
            self._documents = []

    def _clear(self, kept: set[str]) -> None:
        """Delete all parts but some, and nothing that is not ours."""
        for path in self._folder.iterdir():
            if (match := _NAME.fullmatch(path.name)) and f"{match[1]}.part" not in kept:
                path.unlink()
