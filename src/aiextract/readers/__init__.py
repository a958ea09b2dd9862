"""Articles in: texts, web pages, JSON Lines, CSV and Parquet, from files, folders and standard input.

A text is decoded without any conversion: a byte-order mark stays a character and newlines stay as they are,
since offsets refer to the text as it is stored. Lines and tables are streamed: memory holds a line, or a
batch of rows. What cannot be read is an ``Input`` with ``error`` in its place, and reading goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from aiextract.readers import encodings, files
from aiextract.readers.encodings import decode
from aiextract.readers.files import Source
from aiextract.readers.inputs import STDIN, Columns, Form, Input, Options, printable

__all__ = ["STDIN", "Columns", "Form", "Input", "decode", "read", "read_all", "read_file"]

_COLUMNS = Columns()
_STDIN_ID = "stdin"


def read_file(path: str | Path) -> str:
    """The text of a file, of standard input for ``"-"``; raises InputError where it cannot be read.

    No encoding is detected here: what is neither UTF-8 nor UTF-16 with a byte-order mark is wrong.
    """
    from aiextract.readers import whole

    return whole.text_of(files.named(path))


def read_all(
    paths: Iterable[str | Path],
    *,
    form: Form | None = None,
    columns: Columns = _COLUMNS,
    encoding: str | None = None,
) -> Iterator[Input]:
    """The articles of files, folders, globs and standard input (``"-"``), in order.

    A folder stands for the files in it and below whose ending is known, by name; a name with ``*``, ``?`` or
    ``[`` that is no file is a glob, where ``**`` goes down. Options are those of ``read``.

    Every article has a ``doc_id``, the same in every run: its own in a line or row that has one, else
    ``FILE`` for a whole file and ``FILE:LINE`` for a line or row. FILE is the file's name without its ending,
    or the path below the folder (the glob's fixed part) that it was found in; where two would be the same,
    the path as given; ``stdin`` for standard input.
    """
    return _all(list(paths), _options(form, columns, encoding))


def read(
    path: str | Path,
    *,
    form: Form | None = None,
    columns: Columns = _COLUMNS,
    encoding: str | None = None,
) -> Iterator[Input]:
    """The articles of a file: one of a text or web page, one a line of JSON Lines, one a row of a table.

    ``form`` None: by the ending of the name; ``.gz``, ``.bz2`` and ``.zst`` behind it are decompressed.
    ``columns`` names the columns or keys of an article. ``encoding`` None: UTF-8, or UTF-16 with a byte-order
    mark; what is neither is detected for texts and CSV (``Input.warning``) and an error in JSON Lines.

    What cannot be read comes as an Input with ``error``, and the next article is read. Raises
    MissingExtraError for a format whose package is not installed and EncodingError for an unknown encoding.
    """
    return _articles(files.named(path), _options(form, columns, encoding))


def _options(form: Form | None, columns: Columns, encoding: str | None) -> Options:
    encodings.check(encoding)
    return Options(form, columns, encoding)


def _all(paths: list[str | Path], options: Options) -> Iterator[Input]:
    for source in files.expand(paths, options.form):
        if isinstance(source, Input):
            yield printable(source)
            continue
        for article in _articles(source, options):
            if article.doc_id is None:  # the place is the name of the source, with a line or row behind it
                behind = article.place.removeprefix(source.name)
                article = article._replace(doc_id=f"{source.doc_id or _STDIN_ID}{behind}")
            yield printable(article)


def _articles(source: Source, options: Options) -> Iterator[Input]:
    options = options._replace(form=options.form or source.form)
    match options.form:
        case Form.jsonl:
            from aiextract.readers.json_lines import articles
        case Form.csv | Form.tsv:
            from aiextract.readers.tables import articles
        case Form.parquet:
            from aiextract.readers.parquet import articles
        case Form.html:
            from aiextract.readers.html import articles
        case _:
            from aiextract.readers.whole import articles
    return articles(source, options)
