"""A web page that is one article: its main text, under its title, and its date of publication.

Offsets of the records refer to this text, not to the page.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from types import ModuleType

from aiextract.errors import InputError, MissingExtraError
from aiextract.readers.encodings import decode, decode_any
from aiextract.readers.files import Source
from aiextract.readers.inputs import Input, Options
from aiextract.readers.whole import data_of
from aiextract.source import clean

__all__ = ["articles", "main_text"]

_HEAD = 1024  # bytes of a page in which its encoding is declared (HTML standard)
_DECLARED = re.compile(rb"<meta\s[^<>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
# What the web means by these names.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
# The time that trafilatura takes grows faster than the number of elements: 12 s for so many.
_MAX_ELEMENTS = 20_000
# Days that the page declares, not any that stands in its text; none is too late, since no clock is asked.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "9999-12-31"}
_TITLE_AT = 500  # characters of the text in which the title is looked for


def articles(source: Source, options: Options) -> Iterator[Input]:
    """The one article of a page."""
    trafilatura = _trafilatura()
    try:
        page, warning = _decoded(data_of(source), source.name, options.encoding)
        try:
            text, published = _main_text(trafilatura, page)
        except InputError as error:
            raise InputError(f"{source.name}: {error}") from None
        yield Input(source.name, source.doc_id, text, published=published, warning=warning)
    except InputError as error:
        yield Input(source.name, source.doc_id, error=str(error))


def main_text(page: str) -> tuple[str, str | None]:
    """The main text of a page, its title on top, and the day that the page says it was published.

    Raises InputError for a page without a text and for one of too many elements.
    """
    return _main_text(_trafilatura(), page)


def _trafilatura() -> ModuleType:
    try:
        import trafilatura
    except ImportError:
        raise MissingExtraError("a web page (.html)", "html") from None
    module: ModuleType = trafilatura
    return module


def _decoded(data: bytes, name: str, encoding: str | None) -> tuple[str, str | None]:
    """The page; what is not UTF-8 is in the encoding that it declares."""
    try:
        return decode(data, name, encoding), None
    except InputError:
        declared = _DECLARED.search(data, 0, _HEAD)
        if encoding or declared is None:
            return decode_any(data, name, encoding)
    try:
        known = codecs.lookup(declared[1].decode("ascii")).name
        return decode(data, name, _MEANT.get(known, known)), None
    except (LookupError, ValueError):
        return decode_any(data, name)


def _main_text(trafilatura: ModuleType, page: str) -> tuple[str, str | None]:
    tree = trafilatura.load_html(page)
    if tree is None:
        raise InputError("is no web page that can be read")
    if (elements := sum(1 for _ in tree.iter())) > _MAX_ELEMENTS:
        raise InputError(
            f"the page has {elements:,} elements, more than {_MAX_ELEMENTS:,}: extract its text first"
        )
    found = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
    )
    if found is None or not (found.text or "").strip():
        raise InputError("no main text was found in the page")
    text, title = clean(found.text), clean(" ".join((found.title or "").split()))
    if title and title.casefold() not in " ".join(text[:_TITLE_AT].split()).casefold():
        text = f"{title}\n{text}"
    return text, found.date or None
