"""The command line: output, messages and exit statuses, on good and on bad input."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aiextract import __version__
from aiextract.cli import main
from aiextract.records import Document

SEEDS = Path(__file__).parent.parent / "seeds"
TEXT = "Le groupe a investi 3,5 millions d'euros le 7 août, soit 12 % de plus que l'an dernier."
COMMAND = [sys.executable, "-m", "aiextract"]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*args: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["aiextract", *map(str, args)])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as caught:
            main()
        status = caught.value.code
        out, err = capsys.readouterr()
        assert isinstance(status, int)
        assert "Traceback" not in err
        return status, out, err

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    return path


def records(out: str) -> list[Document]:
    return [Document.model_validate_json(line) for line in out.splitlines()]


def test_help_answers_at_once() -> None:
    done = subprocess.run([*COMMAND, "--help"], capture_output=True, text=True, check=True)
    assert "extract" in done.stdout
    heavy = "spacy", "pydantic", "rich", "numpy", "babel"
    code = f"import aiextract.cli, sys; print([m for m in {heavy!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


def test_version(run: Run) -> None:
    assert run("--version") == (0, f"{__version__}\n", "")


def test_extract_writes_json_lines_where_no_terminal_is(run: Run, article: Path) -> None:
    status, out, err = run("extract", article, "--lang", "fr", "--published", "2024-08-13")
    assert (status, err) == (0, "")
    (document,) = records(out)
    assert (document.doc_id, document.text, document.published) == ("article", None, "2024-08-13")
    assert [mention.surface for mention in document.mentions][:2] == ["3,5 millions d'euros", "7 août"]


def test_extract_from_standard_input(run: Run) -> None:
    for arguments in ([], ["-"]):
        status, out, _ = run(
            "extract", *arguments, "--types", "percent", "--include-text", stdin=TEXT.encode()
        )
        (document,) = records(out)
        assert (status, document.doc_id, document.text) == (0, "stdin", TEXT)
        assert [mention.type for mention in document.mentions] == ["PERCENT"]


def test_extract_reads_json_lines(run: Run, tmp_path: Path) -> None:
    lines = [
        {"doc_id": "a", "text": TEXT, "lang": "fr", "published": "2024"},
        {"doc_id": "b", "text": "\ud800 12 %"},
        {"doc_id": "c", "text": TEXT, "lang": "not a code"},
        {"doc_id": "d", "text": TEXT, "published": "yesterday"},
        {"doc_id": "e"},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    status, out, err = run("extract", path)
    assert status == 1
    assert [document.doc_id for document in records(out)] == ["a", "b", "c", "d", "a:5"]
    assert records(out)[1].percents[0].surface == "12 %"
    failures = [document.meta.error for document in records(out)[2:]]
    assert [failure.place for failure in failures if failure] == [f"{path}:{n}" for n in (3, 4, 5)]
    *told, summary = err.splitlines()
    assert [line.split(": ")[1] for line in told] == [f"{path}:{n}" for n in (3, 4, 5)]
    assert "5 documents: 2 done, 3 failed" in summary
    assert run("extract", "--jsonl", "-", stdin=path.read_bytes())[1].count("\n") == 5


def test_extract_tables(run: Run, article: Path) -> None:
    status, out, _ = run("extract", article, "--lang", "fr", "--format", "table")
    assert status == 0
    assert "3,5 millions d'euros" in out
    assert "3,500,000 EUR" in out
    assert "fr.money." in out


def test_tables_on_a_terminal(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article.write_bytes(b"Un titre \x1b[2J\n" + TEXT.encode())
    monkeypatch.setattr("aiextract.cli.extracting._on_terminal", lambda: True)
    status, out, _ = run("extract", article, "--lang", "fr")
    assert (status, out.startswith("article  fr")) == (0, True)
    assert "\x1b" not in out


def test_extract_to_a_file(run: Run, article: Path, tmp_path: Path) -> None:
    assert run("extract", article, "-o", tmp_path / "out.jsonl")[:2] == (0, "")
    assert records((tmp_path / "out.jsonl").read_text(encoding="utf-8"))[0].doc_id == "article"
    status, _, err = run("extract", article, "-o", tmp_path)
    assert (status, "cannot be written" in err) == (2, True)


def test_bad_files_are_reported_and_the_others_are_written(run: Run, article: Path, tmp_path: Path) -> None:
    files = {
        "empty.txt": b"",
        "latin.txt": "été".encode("latin1"),
        "binary.txt": b"\x7fELF\x00\x01\x02\xff\x00",
        "control.txt": b"\x00\x0812 %\x1b" + TEXT.encode() * 3,
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    status, out, err = run("extract", *(tmp_path / name for name in files), tmp_path / "none.txt", article)
    assert status == 1
    found = {document.doc_id: document for document in records(out) if document.meta.error is None}
    assert list(found) == ["empty", "control", "article"]
    assert (found["empty"].mentions, found["control"].percents[0].surface) == ((), "12 %")
    assert len(err.splitlines()) == 4  # with the summary
    for word in ("not UTF-8: byte 0xe9 at offset 0", "is binary", "no such file", "3 failed"):
        assert word in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--lang", "français"], "not a language code"),
        (["--published", "13/08/2024"], "not a publication date"),
        (["--published", "2024-02-30"], "not a publication date"),
        (["--types", "MONEY,PRICE"], "unknown type 'PRICE'"),
        (["--format", "xml"], "xml"),
        (["--nothing"], "--nothing"),
    ],
)
def test_bad_usage(run: Run, article: Path, arguments: list[str], message: str) -> None:
    status, out, err = run("extract", article, *arguments)
    assert (status, out) == (2, "")
    assert message in err


def test_a_language_without_a_file_is_a_warning(run: Run, article: Path) -> None:
    status, out, _ = run("extract", article, "--lang", "sw")
    assert status == 0
    assert "sw" in records(out)[0].meta.warnings[0]


def test_a_long_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes((TEXT + " ").encode() * 20_000)  # 1.8 MB
    status, out, _ = run("extract", path, "--lang", "fr", "--types", "PERCENT")
    assert status == 0
    assert len(records(out)[0].percents) == 20_000


def test_a_line_that_is_too_long(run: Run, article: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"12 % " * 10_000_000)  # 50 MB
    status, out, err = run("extract", path, article, "--lang", "fr")
    assert (status, [document.meta.error is None for document in records(out)]) == (1, [False, True])
    assert "split it" in err


def test_closed_pipe_is_quiet(article: Path) -> None:
    command = " ".join(COMMAND) + f" extract {' '.join([str(article)] * 50)} --types PERCENT | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"{command}; echo ${{PIPESTATUS[0]}}"], capture_output=True, text=True
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[1] == "0"


def test_interrupt() -> None:
    process = subprocess.Popen(
        [*COMMAND, "extract", "--jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"text": "12 %"}\n' * 2)
    process.stdin.flush()
    process.stdout.readline()  # it is at work, and waits for more
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in err


def test_evaluate(run: Run, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    status, out, err = run("evaluate", SEEDS / "gold", "--errors", "--write-baseline", "--baseline", baseline)
    assert status == 0
    rows = out.split()
    for kind in ("MONEY", "PERCENT.direction", "MONEY.qualifier", "MONEY.per", "DATE.mod"):
        assert kind in rows
    assert str(baseline) in err
    status, out, err = run("evaluate", SEEDS / "gold", "--baseline", baseline, "--format", "json")
    assert (status, err) == (0, "")
    assert json.loads(out)["documents"] == 5
    counts = json.loads(baseline.read_text())
    counts["counts"]["MONEY/fr/value"]["tp"] += 1
    baseline.write_text(json.dumps(counts))
    status, _, err = run("evaluate", SEEDS / "gold", "--baseline", baseline)
    assert status == 1
    assert "MONEY/fr/value: true positives" in err


def test_evaluate_what_is_no_gold(run: Run, tmp_path: Path) -> None:
    assert run("evaluate", tmp_path / "none")[0] == 2
    status, _, err = run("evaluate", tmp_path)
    assert (status, "no gold file" in err) == (1, True)
    assert run("evaluate", SEEDS / "gold", "--format", "xml")[0] == 2
    assert run("evaluate", SEEDS / "gold", "--texts", tmp_path)[0] == 1


def test_explain(run: Run) -> None:
    status, out, _ = run(
        "explain", TEXT, "--lang", "fr", "--published", "2024-08-13", "--types", "MONEY,DATE"
    )
    assert status == 0
    assert "language: fr" in out
    assert "3,5 millions d'euros" in out
    assert "fr.money." in out
    assert "2024-08-07" in out
    assert "PERCENT" not in out
    assert run("explain", TEXT, "--lang", "?")[0] == 2


def test_languages(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("languages", "list")
    assert status == 0
    assert {line.split()[0] for line in out.splitlines()} >= {"fr", "pt", "id", "en"}
    status, out, _ = run("languages", "show", "fr")
    assert (status, "dates." in out) == (0, True)
    assert run("languages", "show", "xx")[0] == 2
    assert run("languages", "show", "not a code")[0] == 2


def test_check_of_a_language_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    assert run("languages", "check", path)[0] == 2
    path.write_text('code = "xx"\nname = "Test"\n[text]\nfunction_word = ["a"]\n')
    status, _, err = run("languages", "check", path)
    assert (status, "text.function_word" in err) == (2, True)
    path.write_text("code = [")
    assert run("languages", "check", path)[0] == 2
    path.write_text('code = "xx"\nname = "Test"\n[text]\nfunction_words = ["a"]\n')
    status, out, _ = run("languages", "check", path)
    assert (status, out) == (0, "xx  0 rules, 0 problem(s)\n")
    with path.open("a") as file:
        file.write('[[text.examples]]\ntext = "Dr. No. He"\nsentences = ["Dr. No.", "He"]\n')
    status, _, err = run("languages", "check", path)
    assert (status, "xx.text.sentences" in err) == (1, True)


def test_a_pattern_that_does_not_parse(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    rule = 'name = "day"\npattern = "{zz:day}"\nvalue = "{day}"\nexamples = [{ text = "1", expect = {} }]\n'
    path.write_text(f'code = "xx"\nname = "Test"\n[[dates.rules]]\n{rule}')
    status, _, err = run("languages", "check", path)
    assert (status, "no class or part 'zz'" in err) == (2, True)


def test_new_language(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sv.toml"
    assert run("languages", "new", "sv", "-o", path)[0] == 0
    assert 'code = "sv"' in path.read_text(encoding="utf-8")
    assert run("languages", "check", path)[0] == 0
    assert run("languages", "new", "sv", "-o", path)[0] == 2
    assert run("languages", "new", "not a code")[0] == 2


def test_schema(run: Run) -> None:
    status, out, _ = run("schema")
    assert status == 0
    assert json.loads(out)["title"] == "Document"


def test_defaults_are_those_of_what_the_commands_call() -> None:
    from typer.main import get_command

    from aiextract.archive import parts, workers
    from aiextract.cli import app
    from aiextract.readers import Columns
    from aiextract.serving import Settings

    def defaults(command: str) -> dict[str, object]:
        return {one.name: one.default for one in get_command(app).commands[command].params}  # type: ignore[attr-defined]

    extract, serve = defaults("extract"), defaults("serve")
    columns = [extract[f"{name}_column"] for name in ("text", "id", "lang", "date")]
    assert (columns, extract["part_size"], extract["chunk_size"]) == ([*Columns()], parts.PART, workers.CHUNK)
    assert (serve["max_bytes"], serve["timeout"]) == (Settings().max_bytes, Settings().seconds)
