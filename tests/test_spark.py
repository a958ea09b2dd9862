"""The Spark job of the examples, run for real on two workers: what it writes is what one process makes."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import archive

ROOT = Path(__file__).parent.parent
if importlib.util.find_spec("pyspark") is None:
    pytest.skip('needs pip install "aiextract[spark]"', allow_module_level=True)
if "JAVA_HOME" not in os.environ and shutil.which("java") is None:
    pytest.skip("needs a Java 17 runtime (apt-get install openjdk-17-jre-headless)", allow_module_level=True)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spark") / "articles"
    archive.write(folder)
    return folder


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    submit = [str(Path(sys.executable).with_name("spark-submit")), "--master", "local[2]"]
    settings = {"spark.driver.memory": "1g", "spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1"}
    options = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    job = [*submit, *options, str(ROOT / "examples" / "spark_job.py"), *map(str, arguments)]
    python = {"PYSPARK_PYTHON": sys.executable}
    return subprocess.run(job, capture_output=True, text=True, check=False, env={**os.environ, **python})


def test_the_job_writes_what_one_process_makes(articles: Path) -> None:
    facts = articles.with_name("facts")
    done = run(articles, facts, "--partitions", 4)
    assert done.returncode == 0, done.stdout + done.stderr
    archive.check(articles, facts)
    again = run(articles, facts)  # what is there is left alone
    assert again.returncode != 0
    assert "already exists" in again.stderr + again.stdout
