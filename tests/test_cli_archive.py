"""``aiextract extract`` over many articles: what it reads and writes, and how it tells of it."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

import outputs
from aiextract.records import Document

COMMAND = [
    sys.executable,
    "-m",
    "aiextract",
    "extract",
    "--types",
    "PERCENT",
    "--org-model",
    "none",
    "--lang",
    "en",
]
HTML = """<html><head><title>Sales of plant 5</title></head><body><article><p>Sales of the plant rose by 5.5% in March,
as the company told on Monday, and its costs fell.</p></article></body></html>"""


def run(*arguments: object, stdin: bytes = b"") -> tuple[int, bytes, str]:
    done = subprocess.run([*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, timeout=120)
    return done.returncode, done.stdout, done.stderr.decode()


def surfaces(lines: bytes) -> list[tuple[str | None, str]]:
    documents = [Document.model_validate_json(line) for line in lines.splitlines()]
    return [(document.doc_id, mention.surface) for document in documents for mention in document.mentions]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten articles, the percentages of which count them, in as many forms as are installed here."""
    folder = tmp_path_factory.mktemp("archive")
    (folder / "deep").mkdir()
    (folder / "a1.txt").write_bytes(b"Up 1.5%.")
    (folder / "a2.md").write_bytes(b"# Report\n\nUp 2.5%.")
    (folder / "a3.txt.gz").write_bytes(gzip.compress(b"Up 3.5%."))
    (folder / "a4.csv").write_bytes(b'doc_id,text\nfour,"Up, 4.5%."\n')
    (folder / "a5.jsonl").write_bytes(b'{"doc_id": "five", "text": "Up 5.5%."}\n{"text": "Up 6.5%."}\n')
    (folder / "deep" / "a7.tsv").write_bytes(b"doc_id\ttext\nseven\tUp 7.5%.\n")
    (folder / "deep" / "ignored.pdf").write_bytes(b"%PDF")
    return folder


FOUND = [
    ("a1.txt", "1.5%"), ("a2.md", "2.5%"), ("a3.txt.gz", "3.5%"), ("four", "4.5%"), ("five", "5.5%"),
    ("a5.jsonl:2", "6.5%"), ("seven", "7.5%"),
]  # fmt: skip


def test_a_folder_of_many_forms(folder: Path) -> None:
    status, out, err = run(folder)
    assert (status, err) == (0, "")
    assert surfaces(out) == FOUND


def test_a_glob_that_the_shell_did_not_expand(folder: Path) -> None:
    status, out, _ = run(f"{folder}/**/a[57].*")
    assert (status, surfaces(out)) == (0, [("five", "5.5%"), ("a5.jsonl:2", "6.5%"), ("seven", "7.5%")])


@pytest.mark.parametrize(("name", "data"), [("a.html", HTML.encode()), ("a.jsonl.zst", b"")])
def test_forms_that_need_an_extra(tmp_path: Path, name: str, data: bytes) -> None:
    outputs.need(name)
    path = tmp_path / name
    if name.endswith(".zst"):
        from aiextract.compression import writing

        with writing(path, ".zst") as stream:
            stream.write(b'{"text": "Up 5.5%."}')
    else:
        path.write_bytes(data)
    status, out, err = run(path)
    assert (status, err) == (0, "")
    assert [surface for _, surface in surfaces(out)] == ["5.5%"]


def test_parquet_with_nulls_and_names_of_columns(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="extra arrow")
    import pyarrow.parquet as pq

    rows = {"url": ["a", None, "c"], "body": ["Up 1%.", "Up 2%.", None], "day": [None, "2024-05", None]}
    pq.write_table(pa.table(rows), tmp_path / "in.parquet")
    names = ["--text-column", "body", "--id-column", "url", "--date-column", "day"]
    status, out, err = run(tmp_path / "in.parquet", *names)
    assert (status, surfaces(out)) == (1, [("a", "1%"), ("in:2", "2%")])
    documents = [Document.model_validate_json(line) for line in out.splitlines()]
    assert [document.published for document in documents] == [None, "2024-05", None]
    assert documents[2].meta.error is not None
    assert documents[2].meta.error.place == f"{tmp_path / 'in.parquet'}:3"
    assert "3 documents: 2 done, 1 failed" in err


def test_standard_input_in_any_form() -> None:
    status, out, _ = run("--input-format", "csv", stdin=b"doc_id;text\na;Up 1%.\nb;Up 2%.\n")
    assert (status, surfaces(out)) == (0, [("a", "1%"), ("b", "2%")])


@pytest.mark.parametrize(
    "name", ["out.jsonl", "out.csv.gz", "out.jsonl.bz2", "out.jsonl.zst", "out.parquet", "out.duckdb"]
)
def test_outputs(folder: Path, tmp_path: Path, name: str) -> None:
    outputs.need(name)
    out = tmp_path / name
    layout = [] if name.endswith("duckdb") else ["--layout", "mentions"]
    status, written, err = run(folder, tmp_path / "none.txt", "-o", out, *layout)
    assert (status, written) == (1, b"")
    *_, summary = err.splitlines()
    assert "8 documents: 7 done, 1 failed" in summary
    if layout:
        errors = tmp_path / f"{name}.errors.jsonl"
        assert str(errors) in summary
        assert json.loads(errors.read_bytes())["place"] == str(tmp_path / "none.txt")
    found = outputs.content(out)
    if isinstance(found, bytes):
        assert found.count(b"\n") == len(FOUND) + ("csv" in name)
    else:
        assert len(found["mentions"] if isinstance(found, dict) else found) == len(FOUND)
    assert not Path(f"{out}.parts").exists()


def test_ids_that_come_twice_are_told_where_the_later_one_replaces_the_other(tmp_path: Path) -> None:
    outputs.need("out.duckdb")
    lines = b'{"doc_id": "a", "text": "Up 1%."}\n{"doc_id": "b", "text": "Up 2%."}\n'
    status, _, err = run("--jsonl", "-", "-o", tmp_path / "out.duckdb", stdin=lines + lines[:34])
    assert status == 0
    assert "warning: 1 of these are not in the database" in err
    assert "warning" not in run("--jsonl", "-", "-o", tmp_path / "out.duckdb", stdin=lines)[2]
    assert "warning" not in run("--jsonl", "-", "-o", tmp_path / "out.csv", stdin=lines + lines)[2]


def test_a_name_that_is_no_text_is_escaped_and_stays_apart(tmp_path: Path) -> None:
    try:
        for name in (b"\xfe.txt", b"\xff.txt"):
            with open(bytes(tmp_path) + b"/" + name, "wb") as stream:
                stream.write(b"Up 5%.")
    except OSError:
        pytest.skip("the file system takes names that are text alone")
    status, out, err = run(tmp_path)
    assert (status, err) == (0, "")
    assert [doc_id for doc_id, _ in surfaces(out)] == ["\\udcfe.txt", "\\udcff.txt"]


@pytest.mark.parametrize("processes", [1, 2])
def test_down_a_pipe_each_document_comes_at_once_and_in_order(processes: int) -> None:
    with subprocess.Popen(
        [*COMMAND, "--jsonl", "-", "-n", str(processes), "--chunk-size", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"".join(b'{"doc_id": "%d", "text": "Up %d%%."}\n' % (n, n) for n in range(40)))
        process.stdin.flush()  # more may come: nothing is held back until the end of the input but what is under way
        first = [process.stdout.readline() for _ in range(10)]
        # Not communicate: it does not see what the line reader holds already.
        process.stdin.close()
        assert process.stderr is not None
        out, err = process.stdout.read(), process.stderr.read()
    assert (process.returncode, err) == (0, b"")
    assert surfaces(b"".join(first) + out) == [(str(n), f"{n}%") for n in range(40)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--resume"], "--output"),
        (["--restart", "-o", "out.jsonl", "--resume"], "not both"),
        (["-o", "out.docx"], "the ending does not say how to write it"),
        (["-o", "out.duckdb", "--layout", "events"], "give no layout"),
        (["-n", "0"], "--processes"),
        (["--timeout", "0"], "--timeout"),
        (["--encoding", "klingon"], "no encoding of text"),
    ],
)
def test_what_is_asked_for_wrongly_is_told_before_anything_is_read(
    arguments: list[str], message: str
) -> None:
    status, out, err = run("none.txt", *arguments)
    assert (status, out) == (2, b"")
    assert message in err
    assert "no such file" not in err
