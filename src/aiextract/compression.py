"""Streams of bytes from and to files whose name may end in ``.gz``, ``.bz2`` or ``.zst``."""

from __future__ import annotations

import bz2
import gzip
from pathlib import Path
from typing import IO, BinaryIO, cast

from aiextract.errors import MissingExtraError

__all__ = ["COMPRESSIONS", "open_read", "open_write", "split"]

COMPRESSIONS = (".gz", ".bz2", ".zst")


def split(name: str) -> tuple[str, str | None]:
    """A name without the ending of its compression, and that ending: ``a.csv.GZ`` -> ``a.csv``, ``.gz``."""
    for ending in COMPRESSIONS:
        if name.lower().endswith(ending):
            return name[: -len(ending)], ending
    return name, None


def open_read(path: Path, compression: str | None) -> BinaryIO:
    """The bytes of a file, decompressed as they are read."""
    match compression:
        case ".gz":
            return cast(BinaryIO, gzip.open(path, "rb"))
        case ".bz2":
            return bz2.open(path, "rb")
        case ".zst":
            return cast(BinaryIO, _zstandard().open(path, "rb"))
    return path.open("rb")


def open_write(path: Path, compression: str | None) -> IO[bytes]:
    """A new file whose bytes are compressed as they are written; the same bytes give the same file."""
    match compression:
        case ".gz":
            return gzip.GzipFile(filename="", mode="wb", fileobj=path.open("wb"), mtime=0)
        case ".bz2":
            return bz2.open(path, "wb")
        case ".zst":
            return cast(IO[bytes], _zstandard().open(path, "wb"))
    return path.open("wb")


def _zstandard():  # type: ignore[no-untyped-def]
    try:
        import zstandard
    except ImportError:
        raise MissingExtraError("a .zst file", "zstd") from None
    return zstandard
