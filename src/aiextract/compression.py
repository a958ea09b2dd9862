"""Streams of bytes from and to files whose name may end in ``.gz``, ``.bz2`` or ``.zst``."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import IO, Any, BinaryIO, cast

from aiextract.errors import InputError, MissingExtraError

__all__ = ["COMPRESSIONS", "guarded", "open_read", "require", "split", "writing"]

COMPRESSIONS = (".gz", ".bz2", ".zst")
_BUFFER = 1 << 17  # bytes
_EARLY_END = "the compressed data ends too early: is the file truncated?"


def split(name: str) -> tuple[str, str | None]:
    """A name without the ending of its compression, and that ending: ``a.csv.GZ`` -> ``a.csv``, ``.gz``."""
    for ending in COMPRESSIONS:
        if name.lower().endswith(ending):
            return name[: -len(ending)], ending
    return name, None


def require(compression: str | None) -> None:
    """Raise MissingExtraError where the package of a compression is not installed."""
    if compression == ".zst":
        _zstd()


def open_read(path: Path, compression: str | None = None) -> BinaryIO:
    """The bytes of a file, decompressed as they are read.

    Opening raises OSError. Reading raises InputError (that does not name the file) where the data is damaged
    or ends too early, behind all that came before it.
    """
    match compression:
        case ".gz":
            stream: Any = gzip.open(path, "rb")  # noqa: SIM115
            damage: tuple[type[Exception], ...] = (zlib.error, gzip.BadGzipFile)
        case ".bz2":
            stream, damage = bz2.open(path, "rb"), (OSError, ValueError)  # noqa: SIM115
        case ".zst":
            zstd = _zstd()
            stream, damage = zstd.open(path, "rb"), (zstd.ZstdError,)
        case _:
            stream, damage = path.open("rb"), ()
    if compression and path.is_file() and not path.stat().st_size:  # an empty text, to gzip
        stream.close()
        raise InputError(_EARLY_END)
    return guarded(stream, damage)


def guarded(stream: BinaryIO, damage: tuple[type[Exception], ...] = (), *, close: bool = True) -> BinaryIO:
    """A stream whose failures are InputErrors; ``damage`` are those that only wrong data can cause.

    ``close`` False leaves the stream below open at the end.
    """
    return io.BufferedReader(_Guarded(stream, damage, close), _BUFFER)


@contextmanager
def writing(path: Path, compression: str | None = None, *, fast: bool = False) -> Iterator[IO[bytes]]:
    """A new file, compressed as it is written, and on the disk at the end; the same bytes give the same file.

    ``fast`` compresses less, for a file that is soon replaced.
    """
    with path.open("wb") as file:
        match compression:
            case ".gz":  # without a name and a time, which would differ from run to run
                stream: Any = gzip.GzipFile("", "wb", 1 if fast else 6, file, mtime=0)
            case ".bz2":
                stream = bz2.BZ2File(file, "wb", compresslevel=1 if fast else 9)
            case ".zst":
                zstd = _zstd()
                level = zstd.CompressionParameter.compression_level
                checked = zstd.CompressionParameter.checksum_flag
                stream = zstd.open(file, "wb", options={level: 1 if fast else 3, checked: 1})
            case _:
                stream = file
        with stream:
            yield cast(IO[bytes], stream)
            if stream is not file:
                stream.close()
            file.flush()
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # not a device or a pipe
                os.fsync(file.fileno())


class _Guarded(io.RawIOBase):
    """Reads another stream; what it cannot give is an InputError that says why."""

    def __init__(self, stream: BinaryIO, damage: tuple[type[Exception], ...], close: bool) -> None:
        self._stream, self._damage, self._close = stream, damage, close
        self._failed: str | None = None  # once and for all: some streams go on behind damage, with anything

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._failed is None:
            try:
                data: bytes = cast(Any, self._stream).read1(len(buffer))
                buffer[: len(data)] = data
                return len(data)
            except EOFError:
                self._failed = _EARLY_END
            except self._damage as error:
                self._failed = f"the compressed data is damaged: {error}"
            except OSError as error:
                self._failed = f"cannot be read: {error.strerror or error}"
        raise InputError(self._failed)

    def close(self) -> None:
        if self._close:
            self._stream.close()
        super().close()


def _zstd() -> ModuleType:
    """The module of the standard library, which before Python 3.14 comes with the extra.

    The package ``zstandard`` takes a truncated file for a complete one, which loses articles unseen.
    """
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError:
        raise MissingExtraError("a .zst file", "zstd") from None
    module: ModuleType = zstd
    return module
