"""The Ray job of the examples, run for real on two actors: what it writes is what one process makes."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

import archive

ROOT = Path(__file__).parent.parent
if importlib.util.find_spec("ray") is None:
    pytest.skip('needs pip install "aiextract[ray]"', allow_module_level=True)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ray") / "articles"
    archive.write(folder)
    return folder


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    job = [sys.executable, str(ROOT / "examples" / "ray_job.py"), *map(str, arguments)]
    quiet = {"RAY_DATA_DISABLE_PROGRESS_BARS": "1", "RAY_USAGE_STATS_ENABLED": "0"}
    return subprocess.run(job, capture_output=True, text=True, check=False, env={**os.environ, **quiet})


def test_the_job_writes_what_one_process_makes(articles: Path) -> None:
    facts = articles.with_name("facts")
    done = run(articles, facts, "--actors", 2, "--cpus", 3, "--batch-size", 8)
    assert done.returncode == 0, done.stdout + done.stderr
    archive.check(articles, facts)


def test_wrong_columns_are_told_before_anything_runs(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"body": ["5 euros"]}), tmp_path / "articles.parquet")
    done = run(tmp_path / "articles.parquet", tmp_path / "facts", "--cpus", 2)
    assert done.returncode != 0
    assert "no column 'text' for text: the columns are body (string)" in done.stderr
    assert not (tmp_path / "facts").exists()
