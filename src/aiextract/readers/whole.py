"""A file that is one article: a plain text or Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from aiextract.errors import InputError
from aiextract.readers import inputs
from aiextract.readers.encodings import decode, decode_any
from aiextract.readers.files import Source, opened
from aiextract.readers.inputs import Input, Options


def articles(source: Source, options: Options) -> Iterator[Input]:
    """The one article of a text."""
    try:
        text, warning = decode_any(data_of(source), source.name, options.encoding)
        yield Input(source.name, source.doc_id, text, warning=warning)
    except InputError as error:
        yield Input(source.name, source.doc_id, error=str(error))


def text_of(source: Source) -> str:
    """The text of a source; raises InputError where it is none."""
    return decode(data_of(source), source.name)


def data_of(source: Source) -> bytes:
    """All bytes of a source that is not too long; raises InputError where it is, or cannot be read."""
    try:
        with opened(source) as stream:
            return _bounded(stream)
    except InputError as error:
        raise InputError(f"{source.name}: {error}") from None


def _bounded(stream: BinaryIO) -> bytes:
    data = stream.read(inputs.MAX_BYTES + 1)
    if len(data) > inputs.MAX_BYTES:
        raise InputError(inputs.too_long())
    return data
