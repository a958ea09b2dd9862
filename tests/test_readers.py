"""Articles in: files, folders, globs and standard input; texts and JSON Lines."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from aiextract import readers
from aiextract.errors import EncodingError, InputError
from aiextract.readers import Columns, Form


def articles(path: Path, **options: Any) -> list[readers.Input]:
    return list(readers.read(path, **options))


def test_text_is_read_as_it_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "\ufeffUn\r\ntexte\rétrange\n\x00"
    path.write_bytes(text.encode("utf-8"))
    assert readers.read_file(path) == text
    assert articles(path) == [readers.Input(str(path), "a", text)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("été".encode("latin1"), "not UTF-8: byte 0xe9 at offset 0"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (bytes(range(32)) * 10, "binary"),
        (b"\xff\xfea\x00b", "not UTF-16-LE: byte 0x62 at offset 4"),
    ],
)
def test_what_is_no_text(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        readers.read_file(path)
    assert str(path) in str(caught.value)
    assert message in (articles(path)[0].error or "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_says_the_encoding_and_stays(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffHausse de 5 % à 3 M€".encode(encoding))
    assert articles(path)[0].text == "\ufeffHausse de 5 % à 3 M€"
    assert articles(path)[0].warning is None


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for form in (Form.text, Form.jsonl):
        assert "no such file" in (articles(tmp_path / "b", form=form)[0].error or "")
        assert "folder" in (articles(tmp_path, form=form)[0].error or "")
    assert "cannot be read" in (articles(Path("a\0b"))[0].error or "")


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        '{"doc_id": "a", "text": "Un", "lang": "fr", "published": "2024"}',
        "",
        '{"doc_id": 7, "text": "\\ud800 Deux", "title": "kept by its owner"}',
        '"Trois"',
        '{"text": 4}',
        '{"text": "Cinq", "lang": 5}',
        "{six",
        "[" * 100_000,
        '{"text": "Huit"}',
    ]
    path.write_bytes(b"\xef\xbb\xbf" + "\n".join(lines).encode() + b'\n{"text": "\xe9"}\n{"text": "Dix"}')
    found = articles(path)
    assert found[0] == readers.Input(f"{path}:1", "a", "Un", "fr", "2024")
    assert found[1] == readers.Input(f"{path}:3", "7", "\ufffd Deux")
    assert [article.text for article in found if article.error is None] == [
        "Un",
        "\ufffd Deux",
        "Trois",
        "Huit",
        "Dix",
    ]
    failed = {article.place: article.error or "" for article in found if article.error}
    assert "text" in failed[f"{path}:5"]
    assert "lang" in failed[f"{path}:6"]
    assert "not JSON" in failed[f"{path}:7"]
    assert "not JSON" in failed[f"{path}:8"]
    assert "0xe9" in failed[f"{path}:10"]


def test_keys_of_json_lines_have_names(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = {"id": "x", "body": "Un", "date": "2024-05-01T08:30:00Z", "year": 2023, "language": "fr"}
    path.write_text(json.dumps(line), encoding="utf-8")
    (found,) = articles(path, columns=Columns("body", "id", "language", "date"))
    assert found[1:5] == ("x", "Un", "fr", "2024-05-01")
    assert articles(path, columns=Columns("body", published="year"))[0].published == "2023"
    error = articles(path)[0].error or ""
    assert "no 'text' among its columns (id, body, date, year, language)" in error


def test_an_article_without_a_text_keeps_its_id(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"doc_id": "a", "text": null}\n', encoding="utf-8")
    (found,) = articles(path)
    assert found.doc_id == "a"
    assert "null" in (found.error or "")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def feed(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    feed("Un été".encode())
    assert list(readers.read("-")) == [readers.Input("standard input", None, "Un été")]
    feed("Un été".encode())
    assert readers.read_file("-") == "Un été"
    feed(b'{"text": "Un"}\n{"text": "Deux", "doc_id": "d"}\n')
    assert [(a.doc_id, a.text) for a in readers.read_all(["-"], form=Form.jsonl)] == [
        ("stdin:1", "Un"),
        ("d", "Deux"),
    ]
    feed(b"id;text\n1;Un\n")
    (row,) = readers.read("-", form=Form.csv)
    assert row.text == "Un"


def test_standard_input_is_not_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"Un"))
    monkeypatch.setattr("sys.stdin", stdin)
    list(readers.read("-"))
    assert not stdin.buffer.closed


def test_a_line_without_an_end_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers.inputs, "MAX_BYTES", 100)
    path = tmp_path / "long.jsonl"
    lines = ['{"text": "5 euros"}', '{"text": "' + "x" * 1000 + '"}', '{"text": "6 euros"}']
    path.write_text("\n".join(lines), encoding="utf-8")
    first, second, third = readers.read(path)
    assert (first.text, third.text) == ("5 euros", "6 euros")
    assert second.error is not None
    assert "long.jsonl:2: more than" in second.error


def test_a_file_that_is_too_long_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers.inputs, "MAX_BYTES", 100)
    path = tmp_path / "long.txt"
    path.write_text("x" * 101, encoding="utf-8")
    with pytest.raises(InputError, match="split it"):
        readers.read_file(path)
    packed = tmp_path / "long.txt.gz"
    packed.write_bytes(gzip.compress(b"x" * 10_000_000))
    assert "split it" in (articles(packed)[0].error or "")


# Compression


def _zstd(data: bytes) -> bytes:
    packed: bytes = pytest.importorskip("backports.zstd", reason="extra zstd").compress(data)
    return packed


PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "zst": _zstd}
LINES = "".join(
    json.dumps({"doc_id": str(n), "text": f"Article {n * 7919 % 10007}"}) + "\n" for n in range(5000)
)


@pytest.mark.parametrize("ending", PACKERS)
def test_compressed_lines_and_texts(tmp_path: Path, ending: str) -> None:
    pack = PACKERS[ending]
    path = tmp_path / f"a.JSONL.{ending.upper()}"
    # Two members, as programs that append to a file leave it.
    path.write_bytes(pack(LINES[:9000].encode()) + pack(LINES[9000:].encode()))
    found = articles(path)
    assert [article.doc_id for article in found] == [str(n) for n in range(5000)]
    text = tmp_path / f"brief.v2.txt.{ending}"
    text.write_bytes(pack("été\r\n".encode()))
    assert articles(text) == [readers.Input(str(text), "brief.v2", "été\r\n")]


@pytest.mark.parametrize("ending", PACKERS)
def test_what_came_before_the_end_of_a_truncated_file_is_kept(tmp_path: Path, ending: str) -> None:
    data = PACKERS[ending](LINES.encode()) if ending != "bz2" else bz2.compress(LINES.encode(), 1)
    path = tmp_path / f"cut.jsonl.{ending}"
    path.write_bytes(data[: 2 * len(data) // 3])
    *good, last = articles(path)
    assert good
    assert [article.doc_id for article in good] == [str(n) for n in range(len(good))]
    assert last.place == f"{path}:{len(good) + 1}"
    assert last.error == f"{last.place}: the compressed data ends too early: is the file truncated?"


@pytest.mark.parametrize("ending", PACKERS)
@pytest.mark.parametrize(("data", "reason"), [(b"", "truncated"), (b"no compressed data at all", "damaged")])
def test_what_is_not_compressed(tmp_path: Path, ending: str, data: bytes, reason: str) -> None:
    PACKERS[ending](b"")  # skips where the package is not there
    for name in ("a.jsonl", "a.txt", "a.csv"):
        path = tmp_path / f"{name}.{ending}"
        path.write_bytes(data)
        (found,) = articles(path)
        assert reason in (found.error or "")
        assert (found.error or "").startswith(f"{path}: ")


def test_damage_in_the_middle_is_not_read_over(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(LINES.encode()))
    data[-6] ^= 0xFF  # of the checksum: everything else can be read
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(bytes(data) + gzip.compress(b'"behind it"\n'))
    *good, last = articles(path)
    assert len(good) == 5000
    assert "damaged" in (last.error or "")


# Folders and globs


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.md",
        "2024/b.txt",
        "2024/05/c.txt.gz",
        ".hidden.txt",
        "_temporary/x.txt",
        "x.png",
    ):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(b"Un") if name.endswith("gz") else b"Un")
    (tmp_path / "news" / "rows.jsonl").write_text(
        '"Un"\n{"text": "Deux", "doc_id": "own"}\n', encoding="utf-8"
    )
    return tmp_path / "news"


def ids(*paths: str | Path, **options: Any) -> list[str | None]:
    return [article.doc_id for article in readers.read_all(paths, **options)]


def test_a_folder_stands_for_its_files_by_name(archive: Path) -> None:
    expected = ["a.md", "b.txt", "rows.jsonl:1", "own", "2024/b.txt", "2024/05/c.txt.gz"]
    assert ids(archive) == expected
    assert ids(f"{archive}/") == expected
    assert not any(article.error for article in readers.read_all([archive]))


def test_a_form_holds_for_all_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "part-00000").write_text('{"text": "Un"}\n', encoding="utf-8")
    (tmp_path / "_SUCCESS").write_text("", encoding="utf-8")
    assert ids(tmp_path, form=Form.jsonl) == ["part-00000:1"]


def test_a_glob_goes_down(archive: Path) -> None:
    assert ids(f"{archive}/**/*.txt*") == ["2024/05/c.txt.gz", "2024/b.txt", "_temporary/x.txt", "b.txt"]
    assert ids(f"{archive}/2024/*.txt") == ["b.txt"]
    (archive / "[x].txt").write_text("Un", encoding="utf-8")
    assert ids(archive / "[x].txt") == ["[x]"]


def test_ids_are_distinct_whatever_is_read_together(archive: Path) -> None:
    one, other = archive / "b.txt", archive / "2024" / "b.txt"
    assert ids(one) == ["b"]
    assert ids(one, other) == [str(one), str(other)]
    found = ids(archive / "2024", archive, other, archive / "a.md")
    assert found[0] == str(archive / "2024" / "b.txt")
    assert found[-1] == "a"
    assert len({*ids(archive, archive / "a.md")}) == 7


def test_what_stands_for_no_file_is_reported_and_the_rest_read(tmp_path: Path, archive: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = list(
        readers.read_all([tmp_path / "empty", f"{tmp_path}/*.none", tmp_path / "gone", archive / "a.md"])
    )
    reasons = [article.error or "" for article in found]
    assert "holds no file to read" in reasons[0]
    assert "no file has such a name" in reasons[1]
    assert "no such file" in reasons[2]
    assert [article.text for article in found] == ["", "", "", "Un"]
    assert all(article.doc_id for article in found)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_reported(archive: Path) -> None:
    (archive / "2024").chmod(0)
    try:
        assert any("cannot be read" in (article.error or "") for article in readers.read_all([archive]))
    finally:
        (archive / "2024").chmod(0o755)


def test_a_pipe_in_a_folder_is_not_waited_for(archive: Path) -> None:
    os.mkfifo(archive / "pipe.txt")
    assert "pipe.txt" not in ids(archive)


# Encodings

FRENCH = (
    "Le groupe a annoncé une hausse de 12 % de ses bénéfices, à 3,4 millions d’euros, grâce à l’activité "
    "réalisée à l’étranger. Le chiffre d’affaires a reculé en août, après une année marquée par la crise."
)
PORTUGUESE = (
    "A empresa informou que não haverá distribuição de lucros até o fim do mês. A operação será concluída em "
    "março, após aprovação dos órgãos de regulação, e as ações caíram 3 % na última sessão."
)
POLISH = "Spółka kupiła większościowy pakiet udziałów, a wartość transakcji wyniosła około pięćdziesięciu milionów złotych."
RUSSIAN = "Компания объявила о покупке завода, сумма сделки составила около пяти миллиардов рублей, сообщили в среду."
GREEK = "Η εταιρεία ανακοίνωσε την εξαγορά του εργοστασίου, το ύψος της συμφωνίας έφτασε τα πέντε εκατομμύρια ευρώ."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (PORTUGUESE, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (GREEK, "cp1253"),
    ],
)
def test_an_encoding_is_detected_and_told(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    (found,) = articles(path)
    assert found.text == text
    assert found.error is None
    assert "read as" in (found.warning or "")
    assert "confidence" in (found.warning or "")
    (named,) = articles(path, encoding=encoding)
    assert (named.text, named.warning) == (text, None)


def test_an_encoding_that_is_named_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "5 z³"}\n{"text": "\x81"}\n'.encode("latin1"))
    good, bad = articles(path, encoding="cp1252")
    assert good.text == "5 z³"
    assert "is not CP1252: byte 0x81 at offset 10" in (bad.error or "")
    assert articles(path, encoding="cp1250")[0].text == "5 zł"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-7"])
def test_lines_in_encodings_that_are_not_bytes_and_newlines(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "Un été"}\n{"text": "Ċ € 😀"}\n'.encode(encoding))
    assert [article.text for article in articles(path, encoding=encoding)] == ["Un été", "Ċ € 😀"]
    if encoding in ("utf-16", "utf-32"):  # the mark says it
        assert [article.text for article in articles(path)] == ["Un été", "Ċ € 😀"]
    path.write_bytes(path.read_bytes()[:-1] if encoding != "utf-7" else b'"a"\n"\xff"\n')
    assert "is not" in (articles(path, encoding=encoding)[-1].error or "")


def test_detection_does_not_touch_what_is_utf8_but_for_some_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"{FRENCH}\n{PORTUGUESE}\n".encode() + b"\xe9t\xe9 \xe0 3 \xf4\n")
    (found,) = articles(path)
    assert "not UTF-8: byte 0xe9" in (found.error or "")


@pytest.mark.parametrize("name", ["no-such-encoding", "rot13", "base64", "a\0b", ""])
def test_a_name_that_is_no_encoding(name: str) -> None:
    with pytest.raises(EncodingError, match="no encoding"):
        readers.read("-", encoding=name)
    with pytest.raises(EncodingError):
        readers.read_all([], encoding=name)


# What is imported


def test_nothing_slow_is_imported_before_it_is_needed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un", encoding="utf-8")
    script = (
        "import sys; from aiextract import readers, writers; list(readers.read_all(sys.argv[1:])); "
        "writers.format_of('a.jsonl.gz'); writers.format_of('a.csv'); "
        "print({'pyarrow', 'duckdb', 'trafilatura', 'charset_normalizer', 'spacy', 'backports'} & {*sys.modules})"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert run.stdout == "set()\n"
