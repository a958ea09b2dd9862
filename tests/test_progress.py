"""How far a run is: the meter of bytes, and the line on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

from aiextract.cli.progress import Meter
from aiextract.readers import read_all


def test_the_meter_ends_where_the_files_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12 % " * 100, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "12 %"}\n' * 50, encoding="utf-8")
    (tmp_path / "c.txt").write_text("é" * 30, encoding="utf-8")
    files = [str(tmp_path)]
    meter = Meter(files)
    assert meter.total == 500 + 50 * 17 + 60
    seen = [meter.done for _ in meter.watched(read_all(files))]
    assert seen == sorted(seen)
    assert seen[0] == 500
    assert seen[50] <= 500 + 50 * 17
    assert seen[-1] == meter.total


def test_what_has_no_size_has_no_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12 %", encoding="utf-8")
    assert Meter(["-"]).total is None
    assert Meter([str(tmp_path / "a.txt"), "-"]).total is None
    (tmp_path / "b.jsonl.gz").write_bytes(b"")
    assert Meter([str(tmp_path)]).total is None


def test_a_terminal_sees_the_rate_and_the_time_left(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "12 %"}\n' * 4000, encoding="utf-8")
    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "aiextract",
        "extract",
        "in.jsonl",
        "--types",
        "PERCENT",
        "-o",
        "o.jsonl",
    ]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=theirs, env=os.environ | {"TERM": "xterm"})
    os.close(theirs)
    shown = b""
    while True:
        try:
            data = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not data:
            break
        shown += data
    os.close(ours)
    assert process.wait() == 0
    assert b"a second" in shown
    assert b"left" in shown
    assert b"4,000 documents: 4,000 done" in shown
