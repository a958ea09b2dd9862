"""Articles in, records out."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from aiextract import readers, writers
from aiextract.errors import InputError
from aiextract.records import Document


def articles(path: Path, **options: bool) -> list[readers.Input]:
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
    ],
)
def test_what_is_no_text(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        readers.read_file(path)
    assert str(path) in str(caught.value)
    assert message in (articles(path)[0].error or "")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for json_lines in (False, True):
        assert "no such file" in (articles(tmp_path / "b", json_lines=json_lines)[0].error or "")
        assert "folder" in (articles(tmp_path, json_lines=json_lines)[0].error or "")


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


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO("Un été".encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    assert list(readers.read("-")) == [readers.Input("standard input", None, "Un été")]


def test_writing() -> None:
    stream = io.StringIO()
    writers.write_json_lines([Document(doc_id="é\n"), Document(doc_id="b")], stream)
    lines = stream.getvalue().splitlines()
    assert [json.loads(line)["doc_id"] for line in lines] == ["é\n", "b"]


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
