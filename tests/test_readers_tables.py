"""Articles in: CSV and TSV."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path
from typing import Any

import pytest

from aiextract import readers
from aiextract.readers import Columns, Form, Input


def articles(path: Path, **options: Any) -> list[Input]:
    return list(readers.read(path, **options))


def table(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def good(found: list[Input]) -> list[tuple[str | None, str]]:
    return [(article.doc_id, article.text) for article in found if article.error is None]


def test_rows_are_articles(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.csv",
        "doc_id,lang,text,published,source\r\n"
        'a,fr,"Un ""groupe"", coté",2024-05-01 08:30:00,x\r\n'
        "\r\n"
        'b,,"Deux\r\nlignes",,\r\n'
        "c,id,Tiga,2023\r\n",
    )
    assert articles(path) == [
        Input(f"{path}:2", "a", 'Un "groupe", coté', "fr", "2024-05-01"),
        Input(f"{path}:4", "b", "Deux\r\nlignes"),
        Input(f"{path}:6", "c", "Tiga", "id", "2023"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_gives_the_column(tmp_path: Path, delimiter: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(
        [["id", "le texte, en entier"], ["1", "un; deux, trois|\t"]]
    )
    path = table(tmp_path / "a.csv", stream.getvalue())
    assert good(articles(path, columns=Columns("le texte, en entier", "id"))) == [("1", "un; deux, trois|\t")]


def test_tsv_has_tabs(tmp_path: Path) -> None:
    path = table(tmp_path / "a.tsv", "text\tnote\nun, deux\tx\n")
    assert good(articles(path)) == [(None, "un, deux")]
    plain = table(tmp_path / "part-0", "text\tnote\nun, deux\tx\n")
    assert good(articles(plain, form=Form.tsv)) == [(None, "un, deux")]


def test_an_absent_column_is_told_with_those_there_are(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "id,Body\n1,Un\n")
    (found,) = articles(path)
    assert found.error == (
        f"{path}: there is no 'text' among its columns (id, Body): name the one that holds the text"
    )


@pytest.mark.parametrize(("data", "number"), [("", 0), ("\ufeff", 0), ("text\n", 0), ("\n\n", 1), ("\0", 1)])
def test_tables_without_rows(tmp_path: Path, data: str, number: int) -> None:
    found = articles(table(tmp_path / "a.csv", data))
    assert len(found) == number
    assert all(article.error for article in found)


def test_the_header_may_be_marked_quoted_and_of_two_lines(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", '\ufeff"text";"the\nnote"\n"un";x\n')
    assert articles(path) == [Input(f"{path}:3", None, "un")]


def test_one_bad_row_costs_no_other(tmp_path: Path) -> None:
    path = table(
        tmp_path / "a.csv",
        b'doc_id,text\n1,"\xc3\xa9t\xc3\xa9"\n2,"two\nl\xe9gal\nlines"\n3,"\xc3\xa0"\n4,a,b\n5\n6,six\n',
    )
    found = articles(path)
    assert good(found) == [("1", "été"), ("3", "à"), ("6", "six")]
    errors = {article.place: article.error or "" for article in found if article.error}
    assert errors[f"{path}:3"].startswith(f"{path}:3: line 4: is not UTF-8: byte 0xe9 at offset 1")
    assert "3 cells, the header 2" in errors[f"{path}:7"]
    assert "ends before its 'text'" in errors[f"{path}:8"]
    assert [article.doc_id for article in found if article.place == f"{path}:8"] == ["5"]


def test_cells_are_as_long_as_an_article_may_be(tmp_path: Path) -> None:
    long = "x" * 1_000_000  # csv's own limit is 131,072
    assert good(articles(table(tmp_path / "a.csv", f'doc_id,text\n1,"{long}"\n2,b\n'))) == [
        ("1", long),
        ("2", "b"),
    ]


def test_what_is_longer_than_any_article_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers.inputs, "MAX_BYTES", 1000)
    monkeypatch.setattr(csv, "field_size_limit", lambda *_: 1000)
    found = articles(table(tmp_path / "a.csv", f"doc_id,text\n1,{'x' * 5000}\n2,b\n"))
    assert good(found) == [("2", "b")]
    assert "more than 1,000 bytes" in (found[0].error or "")


def test_a_quote_that_is_never_closed_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = csv.field_size_limit(2000)
    monkeypatch.setattr(readers.inputs, "MAX_BYTES", 2000)
    try:
        rows = "".join(f"{n},row\n" for n in range(1000))
        found = articles(table(tmp_path / "a.csv", f'doc_id,text\na,"open\n{rows}'))
    finally:
        csv.field_size_limit(before)
    assert "is a closing quote missing?" in (found[0].error or "")
    assert found[0].place.endswith(":2")
    assert good(found)[-1] == ("999", "row")


def test_a_truncated_table_gives_what_came_before(tmp_path: Path) -> None:
    data = gzip.compress(
        ("doc_id,text\n" + "".join(f"{n},text {n * 7919 % 10007}\n" for n in range(20_000))).encode()
    )
    path = table(tmp_path / "a.csv.gz", data[: len(data) // 2])
    *rows, last = articles(path)
    assert len(rows) > 1000
    assert [row.doc_id for row in rows] == [str(n) for n in range(len(rows))]
    assert last.error == f"{path}:{len(rows) + 2}: the compressed data ends too early: is the file truncated?"


FRENCH = "Le bénéfice a augmenté de 12 %, à 3,4 millions d’euros, grâce à l’activité réalisée à l’étranger en août."


def test_tables_of_spreadsheets(tmp_path: Path) -> None:
    rows = f'doc_id;text\r\n1;"{FRENCH}"\r\n2;"Société créée, cédée, fusionnée."\r\n'
    western = table(tmp_path / "western.csv", rows.encode("cp1252"))
    found = articles(western)
    assert good(found) == [("1", FRENCH), ("2", "Société créée, cédée, fusionnée.")]
    assert {article.warning for article in found} == {found[0].warning}
    assert "read as cp1252" in (found[0].warning or "")
    unicode = table(tmp_path / "unicode.csv", ("\ufeff" + rows.replace(";", "\t")).encode("utf-16-le"))
    assert good(articles(unicode)) == good(found)


def test_a_table_is_ascii_far_into_it(tmp_path: Path) -> None:
    rows = "".join(f"{n},plain words\n" for n in range(100_000))
    path = table(tmp_path / "a.csv", b"doc_id,text\n" + rows.encode() + b"last,\xe9t\xe9\n")
    *rest, last = articles(path)
    assert len(rest) == 100_000
    assert "name its encoding" in (last.error or "")
    assert good(articles(path, encoding="cp1252"))[-1] == ("last", "été")
