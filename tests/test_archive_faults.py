"""Runs that are killed, starved of disk or fed with damaged input: what is done is kept, and comes out the same."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import count, cycle, islice
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import outputs
from aiextract.archive.workers import share_out
from aiextract.cli import main
from aiextract.errors import WorkerError
from aiextract.records import Document

COMMAND = [sys.executable, "-m", "aiextract", "extract", "--types", "MONEY,PERCENT", "--lang", "en"]
ARTICLES = 120


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    lines = [
        json.dumps({"doc_id": str(n), "text": f"Sales rose {n}.5% to ${n} million. " * 20})
        for n in range(ARTICLES)
    ]
    lines[50] = "{damaged"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, **options)  # type: ignore[call-overload,no-any-return]


def ids(path: Path) -> list[str | None]:
    return [Document.model_validate_json(line).doc_id for line in path.read_bytes().splitlines()]


@pytest.fixture
def undisturbed(archive: Path, tmp_path: Path) -> bytes:
    out = tmp_path / "undisturbed.jsonl"
    done = run(archive, "-o", out)
    assert (done.returncode, "119 done, 1 failed" in done.stderr) == (1, True), done.stderr
    assert not Path(f"{out}.parts").exists()
    return out.read_bytes()


def kinds(number: int) -> Iterator[tuple[str, int]]:
    """Formats and numbers of processes, each pair in turn."""
    return islice(cycle([(name, processes) for processes in (1, 2) for name in outputs.NAMES]), number)


# All twenty moments: AIEXTRACT_FAULTS=20 (make faults).
MOMENTS = int(os.environ.get("AIEXTRACT_FAULTS", "5"))


@pytest.mark.parametrize(
    ("moment", "name", "processes"), [(n, *kind) for n, kind in enumerate(kinds(MOMENTS))]
)
def test_a_killed_run_goes_on_where_it_was(
    archive: Path, tmp_path: Path, moment: int, name: str, processes: int
) -> None:
    outputs.need(name)
    whole, out = tmp_path / f"whole-{name}", tmp_path / name
    options = ["-n", processes, "--part-size", 7]
    begun = time.monotonic()
    assert run(archive, "-o", whole, *options).returncode == 1
    length = time.monotonic() - begun
    with subprocess.Popen(
        [*COMMAND, *map(str, [archive, "-o", out, *options])], stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(length * (moment + random.Random(moment).random()) / MOMENTS)
        process.kill()
    assert not out.exists() or outputs.content(out) == outputs.content(whole)
    again = run(archive, "-o", out, "--resume", *options)
    assert (again.returncode, "119 done, 1 failed" in again.stderr) == (1, True), again.stderr
    assert outputs.content(out) == outputs.content(whole)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([archive.name, whole.name, name])


def test_torn_and_missing_pieces_are_made_anew(archive: Path, tmp_path: Path, undisturbed: bytes) -> None:
    out = tmp_path / "out.jsonl"
    limit = len(undisturbed) // 3
    full = run(
        archive,
        "-o",
        out,
        "--part-size",
        10,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    # All parts are there, and the file that they make is too large for the disk.
    assert (full.returncode, "--resume" in full.stderr, "Traceback" in full.stderr) == (1, True, False)
    assert not out.exists()
    folder = Path(f"{out}.parts")
    assert len(list(folder.glob("*.part"))) == 12
    again = run(archive, "-o", out)
    assert (again.returncode, "--restart" in again.stderr) == (2, True)
    other = run(archive, "-o", out, "--resume", "--include-text")
    assert (other.returncode, "include_text was False, now True" in other.stderr) == (2, True)
    (folder / "00000003.part").unlink()
    (folder / "00000005.part").write_bytes(b"short")
    (folder / "00000099.part").write_bytes(b"of no entry")
    with (folder / "journal.jsonl").open("ab") as journal:
        journal.write(b'{"name": "000')
    done = run(archive, "-o", out, "--resume")
    assert (done.returncode, "100 of them before" in done.stderr) == (1, True), done.stderr
    assert out.read_bytes() == undisturbed
    assert not folder.exists()


def test_interrupted_by_the_keyboard(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    command = [*COMMAND, "--jsonl", "-", "-o", str(out), "-n", "2", "--part-size", "1", "--chunk-size", "1"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    assert process.stdin is not None
    process.stdin.write(b'{"text": "12 %"}\n' * 20)
    process.stdin.flush()  # and waits for more
    while not list(tmp_path.glob("out.jsonl.parts/*.part")):
        process.stdin.write(b'{"text": "12 %"}\n')
        process.stdin.flush()
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to all processes
    _, err = process.communicate(timeout=60)
    assert (process.returncode, b"--resume" in err, b"Traceback" in err) == (130, True, False), err
    assert not out.exists()


def test_a_truncated_gzip_costs_what_is_missing(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(gzip.compress(archive.read_bytes())[:-40])
    out = tmp_path / "out.jsonl"
    done = run(path, "-o", out)
    assert (done.returncode, "truncated" in done.stderr, "Traceback" in done.stderr) == (1, True, False)
    assert len(ids(out)) > ARTICLES // 2


def test_a_full_device(archive: Path) -> None:
    for arguments in (["-o", "/dev/full"], []):
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [*COMMAND, str(archive), *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                timeout=60,
            )
        assert (done.returncode, "No space left" in done.stderr) == (1, True), done.stderr
        assert "Traceback" not in done.stderr


class Fragile:
    """Work of which some items end or hold up their process."""

    def prepare(self) -> None:
        pass

    def __call__(self, items: Iterable[str]) -> Iterator[str]:
        return map(self.answer, items)

    def answer(self, item: str) -> str:
        if item == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if item == "hang":
            time.sleep(600)
        if item.startswith("once "):  # the process dies the first time only
            path = Path(item.removeprefix("once "))
            if not path.exists():
                path.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if item == "wrong":
            raise ValueError("wrong item")
        return item.upper()

    def lost(self, item: str, reason: str) -> str:
        return f"{item}: {reason}"

    def size(self, item: str) -> int:
        return len(item)


def test_a_process_that_dies_costs_its_item_alone(tmp_path: Path) -> None:
    once = f"once {tmp_path / 'died'}"
    items = ["a", "b", "kill", "c", "hang", once, *(str(n) for n in range(200))]
    answers = dict(share_out(Fragile(), items, 2, chunk=8, timeout=2))
    assert list(answers) == items
    assert answers.pop("kill") == "kill: the process that read it ended twice (SIGKILL: out of memory?)"
    assert answers.pop("hang") == "hang: took longer than 2 seconds"
    assert all(answer == item.upper() for item, answer in answers.items())


def test_what_an_item_raises_comes_in_its_turn() -> None:
    def items() -> Iterator[str]:
        yield from ("a", "b", "wrong", "c")

    answers = share_out(Fragile(), items(), 2, chunk=2)
    assert [next(answers)[0] for _ in range(2)] == ["a", "b"]
    with pytest.raises(ValueError, match="wrong item"):
        next(answers)


def test_few_items_are_under_way() -> None:
    taken = 0

    def items() -> Iterator[str]:
        nonlocal taken
        for number in range(100_000):
            taken = number
            yield str(number)

    answers = share_out(Fragile(), items(), 2, chunk=4)
    for _ in range(10):
        next(answers)
    assert taken < 200
    answers.close()  # type: ignore[attr-defined]


class Unprepared(Fragile):
    def prepare(self) -> None:
        raise WorkerError("no model")


def test_work_that_cannot_be_prepared_is_an_error() -> None:
    with pytest.raises(WorkerError, match="no model"):
        list(share_out(Unprepared(), ["a"], 2))


def called(*arguments: object, stdin: bytes = b"") -> tuple[int, bytes, str]:
    """Exit status, output and messages of the command, in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with ExitStack() as stack:
        for name, value in {
            "argv": ["aiextract", "extract", *map(str, arguments)],
            "stdin": io.TextIOWrapper(io.BytesIO(stdin)),
            "stdout": out,
            "stderr": err,
        }.items():
            stack.enter_context(patch.object(sys, name, value))
        with pytest.raises(SystemExit) as caught:
            main()
    out.flush()
    err.flush()
    assert isinstance(caught.value.code, int)
    return caught.value.code, out.buffer.getvalue(), err.buffer.getvalue().decode()  # type: ignore[attr-defined]


# What the formats and the rules give a meaning to is likelier to find what was not thought of.
PIECES = [
    b'{"text": "', b'"}', b'{"text": null}', b'"lang": "fr", ', b'"published": "2024', b"text,doc_id\n", b'"', b"\n", b"\r",
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\\ud83d", b"<html><body><p>", b"<!--", b"</p>", b"PAR1", b"5%",
    b" 1,5 \xe2\x82\xac", b"$1.2bn ", "مليون 3 ".encode(), "3億円".encode(), b" to ", b"-", b"1e999", b"(", b" May 2024 ",
    b"2024-02-30", b"Inc. acquired ", b"Halden Ltd ", b"A" * 300, b"1." * 200, b"\xf0\x9f\x98\x80", b"\xcc\x81" * 50,
]  # fmt: skip
ENDINGS = ["txt", "md", "html", "jsonl", "csv", "tsv", "parquet", "txt.gz", "jsonl.bz2", "csv.zst"]
EXAMPLES = 1000 if "AIEXTRACT_FAULTS" in os.environ else 200
COMPRESS = {"gz": gzip.compress, "bz2": bz2.compress}


@given(
    data=st.one_of(st.binary(max_size=400), st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join)),
    ending=st.sampled_from(ENDINGS),
    lang=st.sampled_from(["en", "ar"]),
    out=st.sampled_from([None, "out.jsonl", "out.csv"]),
    cut=st.integers(0, 8),
    stdin=st.booleans(),
)
@settings(deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow], database=None)
def test_any_bytes_end_in_records_or_reasons(
    data: bytes, ending: str, lang: str, out: str | None, cut: int, stdin: bool
) -> None:
    inner, _, compression = ending.partition(".")
    if inner in ("html", "parquet"):
        outputs.need(f"a.{inner}")
    if compression == "zst":
        outputs.need("a.zst")
    packed = COMPRESS.get(compression, bytes)(data)
    packed = packed[: len(packed) - cut]
    arguments: list[object] = [
        "--org-model",
        "none",
        "--input-format",
        {"txt": "text", "md": "text"}.get(inner, inner),
    ]
    arguments += ["--lang", lang, "--types", "MONEY,PERCENT,DATE"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a.{ending}")
        path.write_bytes(packed)
        arguments += ["-o", Path(folder, out)] if out else []
        status, written, told = called(*arguments, "-" if stdin else path, stdin=packed if stdin else b"")
        assert status in (0, 1), told
        if out is None:
            failed = [Document.model_validate_json(line).meta.error for line in written.splitlines()]
            assert status == any(error is not None for error in failed)
        else:
            assert written == b""
            assert sorted(path.name for path in Path(folder).iterdir()) == sorted([path.name, out])
    assert "Traceback" not in told
    assert "internal error" not in told
    assert all(line.startswith("aiextract: ") for line in told.splitlines())


# Pieces that make a rule begin again and again; a run of each is as long as the last.
HOSTILE = [
    "1,1.1 ",
    "5% to 5% and ",
    "((((",
    "12",
    "$ $ €",
    "----",
    "1/1/1/",
    "a.b.",
    "March 2 ",
    "  ",
    '"«“',
    "A B. Ltd ",
]


def hostile(length: int) -> str:
    """A line without an end, no two parts of which are the same."""
    runs = (f"{number} {HOSTILE[number % len(HOSTILE)] * 10 ** (number % 5)}" for number in count())
    parts: list[str] = []
    size = 0
    while size < length:
        parts.append(next(runs)[:100_000])
        size += len(parts[-1])
    return "".join(parts)[:length]


@pytest.mark.skipif("AIEXTRACT_FAULTS" not in os.environ, reason="takes half a minute: make faults")
def test_a_hostile_line_of_ten_megabytes_takes_time_by_its_length(tmp_path: Path) -> None:
    costs = []
    for length in (100_000, 2_400_000, 9_600_000):  # the first compiles the rules
        path = tmp_path / f"{length}.jsonl"
        path.write_text(json.dumps({"text": hostile(length)}), encoding="utf-8")
        begun = time.process_time()
        status, written, told = called(path, "--lang", "en", "--types", "PERCENT", "--org-model", "none")
        costs.append(time.process_time() - begun)
        assert (status, told) == (0, "")
        assert len(Document.model_validate_json(written).percents) > length // 2000
    assert costs[2] < 8 * costs[1], costs  # four times for four times the length; sixteen were quadratic
