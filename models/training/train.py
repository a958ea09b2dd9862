"""Prepare, train in two stages, slim: ``python train.py WORK [--out DIR]`` reproduces the pipeline.

WORK takes the prepared files and the checkpoints; DIR (default ``models/org``) the pipeline itself. One
thread; about an hour on one core, and 3 GB of memory. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy and blis are loaded

from spacy.cli.train import train
from spacy.training import Example
from spacy.util import load_config, load_model_from_config, registry
from thinc.api import Config, NumpyOps, set_current_ops

import aiextract.features
import aiextract.tokenizer  # noqa: F401  (both register what the config names)

HERE = Path(__file__).resolve().parent
LABEL = "ORG"
SEED = 20261121
META = {
    "name": "org",
    "version": "0.1.0",
    "description": "Names in news of eight languages: organizations, persons, places, and others",
    "author": "The aiextract authors",
    "license": "MIT",
    "spacy_version": ">=3.8,<4",
}


@registry.scorers("aiextract.org_by_language.v1")
def create_scorer() -> Callable[..., dict[str, Any]]:
    """The mean over languages of the mean over their development files of the ORG F1."""
    return score_by_language


def score_by_language(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """``org_mean`` and one value a file; all are F1 of exact ORG spans, from 0 to 1."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for example in examples:
        gold = {(e.start, e.end) for e in example.reference.ents if e.label_ == LABEL}
        found = {(e.start, e.end) for e in example.predicted.ents if e.label_ == LABEL}
        row = counts[example.reference.user_data["corpus"]]
        row[0] += len(gold & found)
        row[1] += len(found)
        row[2] += len(gold)
    files = {name: 2 * right / (found + gold or 1) for name, (right, found, gold) in sorted(counts.items())}
    languages: dict[str, list[float]] = defaultdict(list)
    for name, value in files.items():
        languages[name.split("/")[0]].append(value)
    mean = sum(sum(values) / len(values) for values in languages.values()) / len(languages)
    print(" ".join(f"{name} {100 * value:.1f}" for name, value in files.items()), flush=True)
    return {"org_mean": mean, **{f"org_{name}": value for name, value in files.items()}}


def slim(source: Path, out: Path) -> None:
    """Write a trained pipeline without what only training needs: its strings, its settings, its scorer."""
    config = load_config(source / "config.cfg")
    config["components"]["ner"]["scorer"] = {"@scorers": "spacy.ner_scorer.v1"}
    config["components"]["tok2vec"]["model"]["embed"]["vocabulary"] = None  # it is in the weights file
    nlp = load_model_from_config(
        Config({"nlp": config["nlp"], "components": config["components"]}), auto_fill=True, validate=False
    )
    for name, pipe in nlp.pipeline:
        pipe.from_disk(source / name, exclude=["vocab"])
    nlp.meta.update(META)
    nlp.to_disk(out, exclude=["vocab", "tokenizer"])


def stage(config: Path, work: Path, seed: int, steps: int | None, first: Path | None) -> Path:
    """Run one stage on corpora prepared with ``seed``; return its best checkpoint."""
    if not (work / "train.spacy").exists():
        subprocess.run([sys.executable, HERE / "prepare.py", work, "--seed", str(seed)], check=True)
    overrides: dict[str, Any] = {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
    }
    if first is None:
        overrides["paths.vocabulary"] = str(work / "vocabulary.txt")
    else:
        overrides["paths.first"] = str(first)
    if steps:
        overrides["training.max_steps"] = steps
    train(config, work / "run", overrides=overrides)
    return work / "run" / "model-best"


def main() -> None:
    """Run all steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--out", type=Path, default=HERE.parent / "org")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--steps", type=int, help="steps of each stage, for a trial")
    args = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))  # numpy's own BLAS trains a third faster
    first = stage(HERE / "config.cfg", args.work / "first", args.seed, args.steps, None)
    second = stage(HERE / "finish.cfg", args.work / "second", args.seed + 1, args.steps, first)
    slim(second, args.out)


if __name__ == "__main__":
    main()
