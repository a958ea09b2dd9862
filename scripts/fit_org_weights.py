"""Fit the weights of the evidence for organizations on annotated names, and print them as TOML.

    python scripts/fit_org_weights.py LANG=FILE[@WEIGHT] [LANG=FILE ...]

Each FILE is JSON lines (``.jsonl.gz``): ``{"text": …, "spans": [[start, end, label], …]}``, label ``ORG``.
A name (all its mentions in a text) is one sample, the kinds of its evidence are its features, and logistic
regression with an L2 penalty gives each kind a weight; each language may then move away from these where its
own names say so. What is printed goes into ``[organizations.weights]`` of ``und.toml`` and of the languages.
Kinds that lean on other names (short forms, neighbours) need a second round with the weights of the first.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from aiextract.languages import get_language
from aiextract.organizations import judged
from aiextract.scan import Region
from aiextract.source import Source

PENALTY, OWN_PENALTY = 3.0, 40.0
OWN_LEAST = 0.25  # a language states a weight of its own only where it differs by this
# A text of the kind that the package reads is about organizations more often than the corpora are.
SHIFT, OWN_SHIFT = 0.25, {"pt": 0.4, "id": 0.3}
# Cues that are sure in business news, whatever general news makes of them.
LEAST = {
    "head_alone": 1.6,
    "class": 1.35,
    "apposition": 1.4,
    "verb": 1.3,
    "role_of": 1.6,
    "deal": 1.5,
    "by": 1.4,
    "known_platform": -0.7,
}
ACRONYM = -0.2  # acronyms of general news are bodies more often than those of business news

Samples = list[tuple[list[str], bool, float]]
Floats = NDArray[np.float64]


def samples(code: str, path: Path, weight: float) -> Samples:
    """The kinds of evidence for each name of a file, whether it is an organization's, and its weight."""
    language = get_language(code)
    found: Samples = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            gold = {(start, end) for start, end, label in case["spans"] if label == "ORG"}
            region = Region(0, len(case["text"]), language)
            for group in judged(Source(case["text"]), [region]).values():
                hits = sum((span.start, span.end) in gold for span in group.spans)
                found.append((list(group.kinds), 2 * hits >= len(group.spans), weight))
    return found


def fit(data: Samples, kinds: list[str], base: Floats, penalty: float) -> Floats:
    """What to add to the weights ``base`` (the bias is the last), by Adam on all samples at once."""
    place = {kind: i for i, kind in enumerate(kinds)}
    size = len(kinds)
    rows = np.repeat(np.arange(len(data)), [len(seen) for seen, _, _ in data])
    columns = np.array([place[kind] for seen, _, _ in data for kind in seen])
    truth = np.array([is_org for _, is_org, _ in data], dtype=float)
    share = np.array([weight for _, _, weight in data])
    added, mean, square = np.zeros(size + 1), np.zeros(size + 1), np.zeros(size + 1)
    for step in range(1, 501):
        weights = base + added
        score = np.bincount(rows, weights[columns], len(data)) + weights[size]
        rest = (1 / (1 + np.exp(-score)) - truth) * share
        slope = np.append(np.bincount(columns, rest[rows], size), rest.sum()) + penalty * added
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        added = added - 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
    return added


def table(kinds: Iterable[str], weights: Floats, shift: float) -> dict[str, float]:
    """Weights by kind, adjusted as said above."""
    found = {kind: round(float(weight), 2) for kind, weight in zip(kinds, weights, strict=True)}
    found["bias"] = round(found["bias"] + shift, 2)
    found["acronym"] = round(found.get("acronym", 0.0) + ACRONYM, 2)
    return {kind: max(weight, LEAST.get(kind, weight)) for kind, weight in found.items()}


def main() -> None:
    """Fit on all files, then on those of each language, and print what differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+", metavar="LANG=FILE")
    data: dict[str, Samples] = {}
    for item in parser.parse_args().files:
        code, _, rest = item.partition("=")
        path, _, weight = rest.partition("@")
        data.setdefault(code, []).extend(samples(code, Path(path), float(weight or 1)))
    everything = [sample for part in data.values() for sample in part]
    kinds = sorted({kind for seen, _, _ in everything for kind in seen})
    names = [*kinds, "bias"]
    base = fit(everything, kinds, np.zeros(len(names)), PENALTY)
    shared = table(names, base, SHIFT)
    print("# und", *(f"{kind} = {weight}" for kind, weight in shared.items()), sep="\n")
    for code, part in data.items():
        added = fit(part, kinds, base, OWN_PENALTY)
        own = table(names, base + added, OWN_SHIFT.get(code, SHIFT))
        changed = [kind for kind, much in zip(names, added, strict=True) if abs(much) > OWN_LEAST]
        print(f"# {code}", *(f"{kind} = {own[kind]}" for kind in changed), sep="\n")


if __name__ == "__main__":
    main()
