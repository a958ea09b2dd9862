"""Which files to read: named ones, those of a folder, those of a glob; how they are opened."""

from __future__ import annotations

import glob
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from aiextract import compression
from aiextract.errors import InputError
from aiextract.readers.inputs import STDIN, Form, Input, escaped

__all__ = ["FORMS", "Source", "expand", "named", "opened"]

# What the ending of a name says, once that of a compression is off.
FORMS = {
    ".txt": Form.text,
    ".md": Form.text,
    ".html": Form.html,
    ".htm": Form.html,
    ".jsonl": Form.jsonl,
    ".ndjson": Form.jsonl,
    ".csv": Form.csv,
    ".tsv": Form.tsv,
    ".parquet": Form.parquet,
}
_HIDDEN = (".", "_")  # of a folder: the user's system keeps them, or the job that wrote the others
_STDIN_NAME = "standard input"


class Source(NamedTuple):
    """A file to read, or standard input (``"-"``); ``doc_id`` is that of an article that is a whole file."""

    path: str | Path
    name: str
    doc_id: str | None
    form: Form | None

    @property
    def compression(self) -> str | None:
        """The ending of its compression."""
        return compression.split(self.name)[1] if str(self.path) != STDIN else None


def named(path: str | Path) -> Source:
    """A file that is named by itself: its articles are called after its name without endings."""
    if str(path) == STDIN:
        return Source(STDIN, _STDIN_NAME, None, None)
    inner, _ = compression.split(Path(path).name)
    return Source(path, str(path), escaped(Path(inner).stem), _form(inner))


def _form(inner: str) -> Form | None:
    return FORMS.get(Path(inner).suffix.lower())


def expand(paths: Sequence[str | Path], form: Form | None) -> Iterator[Source | Input]:
    """The files that the names stand for, in order; an Input with ``error`` for a name that stands for none.

    ``form`` given: the files of a folder have it whatever they are called.
    """
    stems = Counter(named(path).doc_id for path in paths)
    for path in paths:
        if str(path) != STDIN and os.path.isdir(path):
            found, root = _walk(Path(path), form), Path(path)
        elif str(path) != STDIN and glob.has_magic(str(path)) and not os.path.lexists(path):
            found, root = _matches(str(path)), _fixed(str(path))
        else:
            source = named(path)
            double = stems[source.doc_id] > 1
            yield (
                source._replace(doc_id=escaped(Path(path).as_posix())) if double and source.doc_id else source
            )
            continue
        empty = True
        for file in found:
            empty = False
            if isinstance(file, Input):
                yield file
                continue
            # With other names beside it, what is under one root may be under another as well.
            doc_id = (file.relative_to(root) if len(paths) == 1 else file).as_posix()
            yield named(file)._replace(doc_id=escaped(doc_id))
        if empty:
            yield Input(str(path), str(path), error=_nothing(path))


def _nothing(path: str | Path) -> str:
    if os.path.isdir(path):
        return f"{path}: holds no file to read ({', '.join(FORMS)}, or compressed)"
    return f"{path}: no file has such a name"


def _walk(root: Path, form: Form | None) -> Iterator[Path | Input]:
    """The files of a folder and the folders in it, each folder's own by name and then its folders."""
    problems: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        for name in sorted(files):
            known = form is not None or _form(compression.split(name)[0]) is not None
            path = Path(folder, name)
            if known and not name.startswith(_HIDDEN) and path.is_file():
                yield path
        while problems:
            yield _unreadable(problems.pop())
    while problems:
        yield _unreadable(problems.pop())


def _unreadable(error: OSError) -> Input:
    return Input(
        str(error.filename), str(error.filename), error=f"{error.filename}: cannot be read: {error.strerror}"
    )


def _matches(pattern: str) -> Iterator[Path]:
    yield from sorted(path for path in map(Path, glob.glob(pattern, recursive=True)) if path.is_file())


def _fixed(pattern: str) -> Path:
    """The folders of a glob before the first that is not spelled out."""
    parts = Path(pattern).parts
    return Path(*parts[: next(n for n, part in enumerate(parts) if glob.has_magic(part))])


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The bytes of a source, decompressed; raises InputError where it cannot be opened or read.

    The error says why, without the name.
    """
    if str(source.path) == STDIN:
        with compression.guarded(sys.stdin.buffer, close=False) as stream:
            yield stream
        return
    try:
        stream = compression.open_read(Path(source.path), source.compression)
    except FileNotFoundError:
        raise InputError("no such file") from None
    except IsADirectoryError:
        raise InputError(f"is a folder; name its files ({source.name}/*.txt)") from None
    except InputError:
        raise
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        raise InputError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    with stream:
        yield stream
