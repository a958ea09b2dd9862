"""The script that runs a job folder by folder: it goes on where it was stopped."""

from __future__ import annotations

import subprocess
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "examples" / "by_folder.sh"
# Stands in for a job: it fails in the middle of a folder that holds a file "bad", and notes each run.
JOB = """
echo "$1" >> runs
mkdir "$2"
touch "$2/half"
[ ! -e "$1/bad" ]
cp "$1/in" "$2/out"
"""


def run(folder: Path) -> int:
    job = ["sh", "-ec", JOB, "job"]
    return subprocess.run([str(SCRIPT), "articles", "facts", *job], cwd=folder, check=False).returncode


def test_what_is_complete_is_not_done_again(tmp_path: Path) -> None:
    for month in ("month=1", "month=2", "month=3 a"):
        (tmp_path / "articles" / month).mkdir(parents=True)
        (tmp_path / "articles" / month / "in").write_text(month)
    (tmp_path / "articles" / "month=2" / "bad").touch()
    assert run(tmp_path) != 0
    assert (tmp_path / "facts" / "month=2" / "half").exists()
    assert not (tmp_path / "facts" / "month=2.complete").exists()
    (tmp_path / "articles" / "month=2" / "bad").unlink()
    assert run(tmp_path) == 0
    assert run(tmp_path) == 0
    runs = (tmp_path / "runs").read_text().splitlines()
    assert runs == [f"articles/{month}" for month in ("month=1", "month=2", "month=2", "month=3 a")]
    for month in ("month=1", "month=2", "month=3 a"):
        assert (tmp_path / "facts" / month / "out").read_text() == month
