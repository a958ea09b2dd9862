"""Articles in: plain text and JSON Lines, as bytes that are decoded without any conversion.

A byte-order mark stays a character and newlines stay as they are, since offsets refer to the text as it is
stored.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from aiextract.errors import InputError
from aiextract.readers import inputs
from aiextract.readers.inputs import STDIN, Columns, Form, Input
from aiextract.source import clean

__all__ = ["STDIN", "Columns", "Form", "Input", "decode", "read", "read_all", "read_file"]

JSON_LINES = (".jsonl", ".ndjson")
_KEYS = ("doc_id", "text", "lang", "published")
_COLUMNS = Columns()
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 8192  # characters in which control characters are counted
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, name: object) -> str:
    """The text of a file's bytes.

    Raises InputError for what is not UTF-8 (with the place of the first wrong byte) or not a text at all.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data[:2] in _UTF16:
            raise InputError(f"{name}: is UTF-16, not UTF-8: convert it first (iconv -t utf-8)") from None
        if b"\0" in data[:_SAMPLE]:
            raise InputError(f"{name}: is binary, not a text in UTF-8") from None
        raise InputError(
            f"{name}: is not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}; "
            "convert it first (iconv -f latin1 -t utf-8, say)"
        ) from None
    sample = text[:_SAMPLE]
    if 10 * len(_CONTROL.findall(sample)) > len(sample):
        raise InputError(
            f"{name}: is binary, not a text: every tenth character or more is a control character"
        )
    return text


def read_file(path: str | Path) -> str:
    """The text of a file, of standard input for ``"-"``; raises InputError where it cannot be read."""
    if str(path) == STDIN:
        return decode(_bounded(sys.stdin.buffer, "standard input"), "standard input")
    path = Path(path)
    try:
        with path.open("rb") as stream:
            return decode(_bounded(stream, path), path)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a folder; name its files ({path}/*.txt)") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None


def _bounded(stream: BinaryIO, name: object) -> bytes:
    data = stream.read(inputs.MAX_BYTES + 1)
    if len(data) > inputs.MAX_BYTES:
        raise InputError(f"{name}: {inputs.TOO_LONG}")
    return data


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream; None in place of one that is too long."""
    while line := stream.readline(inputs.MAX_BYTES + 1):
        if len(line) <= inputs.MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(inputs.MAX_BYTES)
        yield None


def read_all(
    paths: Iterable[str | Path],
    *,
    json_lines: bool | None = None,
    form: Form | None = None,
    columns: Columns = _COLUMNS,
    encoding: str | None = None,
) -> Iterator[Input]:
    """The articles of files, folders, globs and standard input (``"-"``), in order."""
    for path in paths:
        yield from read(path, json_lines=json_lines, form=form, columns=columns, encoding=encoding)


def read(
    path: str | Path,
    *,
    json_lines: bool | None = None,
    form: Form | None = None,
    columns: Columns = _COLUMNS,
    encoding: str | None = None,
) -> Iterator[Input]:
    """The articles of a file: one of a plain text, one a line of JSON Lines, in order.

    ``json_lines`` None: by the ending of the name. What cannot be read comes as an Input with ``error``,
    and the next line is read.
    """
    name = "standard input" if str(path) == STDIN else str(path)
    if json_lines is None:
        json_lines = Path(path).suffix.lower() in JSON_LINES
    if json_lines:
        yield from _read_lines(path, name)
        return
    try:
        doc_id = None if str(path) == STDIN else clean(Path(path).stem)
        yield Input(name, doc_id, read_file(path))
    except InputError as error:
        yield Input(name, doc_id, error=str(error))


def _read_lines(path: str | Path, name: str) -> Iterator[Input]:
    if str(path) == STDIN:
        yield from _articles(sys.stdin.buffer, name)
        return
    try:
        with Path(path).open("rb") as lines:
            yield from _articles(lines, name)
    except IsADirectoryError:
        yield Input(name, error=f"{name}: is a folder; name its files")
    except FileNotFoundError:
        yield Input(name, error=f"{name}: no such file")
    except OSError as error:
        yield Input(name, error=f"{name}: cannot be read: {error.strerror}")


def _articles(stream: BinaryIO, name: str) -> Iterator[Input]:
    for number, line in enumerate(_lines(stream), 1):
        place = f"{name}:{number}"
        if line is None:
            yield Input(place, error=f"{place}: {inputs.TOO_LONG}")
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            yield _article(decode(line, place), place)
        except InputError as error:
            yield Input(place, error=str(error))


def _article(line: str, place: str) -> Input:
    """The article of a line of JSON; raises InputError that names the key that is wrong."""
    try:
        item: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place}: is not JSON: {error}") from None
    if isinstance(item, str):
        return Input(place, text=clean(item))
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise InputError(f'{place}: is no article: give an object with "text" and any of {", ".join(_KEYS)}')
    values: dict[str, str | None] = {}
    for key in _KEYS:
        value = item.get(key)
        if key == "doc_id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            raise InputError(f"{place}: {key} is a string or null, not {json.dumps(value)[:60]}")
        values[key] = None if value is None else clean(value)
    return Input(place, values["doc_id"], values["text"] or "", values["lang"], values["published"])
