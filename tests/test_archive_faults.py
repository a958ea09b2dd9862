"""Runs that are killed, starved of disk or fed with damaged input: what is done is kept, and comes out the same."""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest

import outputs
from aiextract.archive.workers import share_out
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


def kinds(count: int) -> Iterator[tuple[str, int]]:
    """Formats and numbers of processes, each pair in turn."""
    return islice(cycle([(name, processes) for processes in (1, 2) for name in outputs.NAMES]), count)


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

    def __call__(self, item: str) -> str:
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
