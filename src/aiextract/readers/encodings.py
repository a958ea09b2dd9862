"""Bytes to text: UTF-8, UTF-16 that says so, an encoding that the user names, or one that is detected.

Nothing is dropped or replaced: bytes that are wrong for the encoding are an error that names their place.
"""

from __future__ import annotations

import codecs
import io
import re
from contextlib import suppress
from typing import Any, BinaryIO, NamedTuple, cast

from aiextract.errors import EncodingError, InputError

__all__ = ["Lines", "check", "decode", "decode_any", "open_lines"]

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 8192  # characters in which control characters are counted
_HEAD = 1 << 20  # bytes of a table in which an encoding is looked for
_UTF8_MARK = codecs.BOM_UTF8
# Which encoding a byte-order mark announces; that of UTF-32 begins like one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = bytes(range(0x20, 0x7F)) + b"\t\n\r"
_ADVICE = "name its encoding (--encoding), or convert it (iconv -f latin1 -t utf-8, say)"


class Lines(NamedTuple):
    """A stream whose lines end in the byte 10, their encoding, and what was guessed about it."""

    stream: BinaryIO
    encoding: str
    warning: str | None = None


def check(encoding: str | None) -> None:
    """Raise EncodingError for a name that is no encoding of text."""
    try:
        known = encoding is None or "a".encode(encoding) is not None
    except (LookupError, UnicodeError, ValueError):
        known = False
    if not known:
        raise EncodingError(encoding)


def decode(data: bytes, name: object, encoding: str | None = None) -> str:
    """The text of some bytes; ``encoding`` None: UTF-8, or UTF-16 or -32 with a byte-order mark, which stays.

    Raises InputError for bytes that are wrong for the encoding (with the place of the first) and for what is
    not a text at all.
    """
    encoding = encoding or _marked(data) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        if encoding == "utf-8" and b"\0" in data[:_SAMPLE]:
            raise InputError(f"{name}: is binary, not a text in UTF-8") from None
        raise InputError(f"{name}: is not {encoding.upper()}: {_wrong(error)}; {_ADVICE}") from None
    sample = text[:_SAMPLE]
    if 10 * len(_CONTROL.findall(sample)) > len(sample):
        raise InputError(
            f"{name}: is binary, not a text: every tenth character or more is a control character"
        )
    return text


def decode_any(data: bytes, name: object, encoding: str | None = None) -> tuple[str, str | None]:
    """What ``decode`` gives, else the text in a detected encoding with a warning that names it.

    Raises InputError where none is detected with some confidence.
    """
    try:
        return decode(data, name, encoding), None
    except InputError:
        if encoding or _marked(data) or b"\0" in data[:_SAMPLE] or _is_utf8(data):
            raise
        from aiextract.readers import guessing

        guess = guessing.encoding_of(data)
        if guess is None:
            raise
    return decode(data, name, guess.encoding), guess.warning(name)


def open_lines(stream: BinaryIO, name: object, encoding: str | None, *, guess: bool = False) -> Lines:
    """The lines of a stream, without a byte-order mark.

    ``encoding`` None: UTF-8, or what a byte-order mark says, or with ``guess`` what the first lines that are
    not ASCII show. Lines in UTF-16 and the like become UTF-8 as they are read.
    """
    warning = None
    if guess and encoding is None:
        head = _head(stream)
        stream = io.BufferedReader(_Chained(head, stream))
    else:
        head = stream.peek(4) if isinstance(stream, io.BufferedReader) else b""
    marked = _marked(head)
    encoding = encoding or marked
    if encoding is None and guess and not _is_utf8(head):
        from aiextract.readers import guessing

        if found := guessing.encoding_of(head):
            encoding, warning = found.encoding, found.warning(name)
    if encoding is None or codecs.lookup(encoding).name in ("utf-8", "utf-8-sig"):
        if head.startswith(_UTF8_MARK):
            stream.read(len(_UTF8_MARK))
        return Lines(stream, "utf-8", warning)
    if _ASCII.decode(encoding, "replace") == _ASCII.decode():
        return Lines(stream, encoding, warning)
    return Lines(io.BufferedReader(_Recoded(stream, encoding)), "utf-8", warning)


def _head(stream: BinaryIO) -> bytes:
    """The beginning of a stream, as far as it can be read: whatever fails does so again behind it."""
    head = b""
    with suppress(InputError):
        while len(head) < _HEAD and (more := cast(io.BufferedReader, stream).read1(_HEAD)):
            head += more
    return head


def _wrong(error: UnicodeError) -> str:
    """Which byte is wrong; some encodings do not say."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
    return str(error)


def _marked(data: bytes) -> str | None:
    """The encoding that a byte-order mark announces, other than UTF-8."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _is_utf8(data: bytes) -> bool:
    """Whether more of the lines beyond ASCII are UTF-8 than not: one that is damaged tells nothing."""
    good = bad = 0
    for line in data.splitlines():
        if not line.isascii():
            try:
                line.decode()
                good += 1
            except UnicodeDecodeError:
                bad += 1
    return good >= bad


class _Chained(io.RawIOBase):
    """Bytes that were read already, then the rest of their stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


class _Recoded(io.RawIOBase):
    """A stream in some encoding, as UTF-8 without a byte-order mark."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream, self._encoding = stream, encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._read = 0
        self._ready = b""
        self._begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready:
            data = self._stream.read(io.DEFAULT_BUFFER_SIZE)
            try:
                text = self._decoder.decode(data, final=not data)
            except UnicodeError as error:
                wrong = f"{_wrong(error)} behind the first {self._read:,}"
                raise InputError(f"is not {self._encoding.upper()}: {wrong}; {_ADVICE}") from None
            self._read += len(data)
            if text and not self._begun:
                self._begun, text = True, text.removeprefix("\ufeff")
            # A lone surrogate, which UTF-16 can hold, is no character.
            self._ready = text.encode("utf-8", "replace")
            if not data:
                break
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size
