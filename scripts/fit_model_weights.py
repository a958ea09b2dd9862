"""Fit how far the name model is trusted beside the rules, and print the weights as TOML.

    python scripts/fit_model_weights.py LANG=FILE[@WEIGHT] [LANG=FILE ...]

FILES hold annotated names (``.jsonl.gz``: ``{"text": …, "spans": [[start, end, label], …]}``), best of all
such as neither the model nor the rules were made on. One weight after the other is moved, in steps that
become smaller, as long as the weighted mean of the files' F1 (exact spans of ORG) grows. What is printed goes
into ``[organizations.weights]`` of ``und.toml``; ``organizations/model.py`` tells what each weight is for.
"""

from __future__ import annotations

import argparse
import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from aiextract.languages import get_language
from aiextract.org_model import OrgModel, load_default
from aiextract.organizations import judged, mended, proposed_spans
from aiextract.organizations.groups import Group
from aiextract.organizations.lexicon import Lexicon, lexicon_of
from aiextract.organizations.model import Opinion
from aiextract.scan import Region
from aiextract.source import Source

PREFIX = "model_"
STEPS = (0.5, 0.25)
SLOPES = frozenset(("model_rules", "model_sure", "model_against"))  # moved by a third of a step
LEAST_GAIN = 0.0001

Place = tuple[int, int]


@dataclass(frozen=True)
class Case:
    """A text's names with all that is said of them, and the right ones."""

    groups: list[Group]
    opinion: Opinion
    proposed: set[Place]
    gold: set[Place]

    def found(self) -> set[Place]:
        """The organizations by the weights as they stand."""
        scored = sorted(
            (-score, span.start - span.end, span.start, span.end)
            for group in self.groups
            for span, score in zip(group.spans, self.opinion.scores(group, self.proposed), strict=True)
            if score > 0
        )
        held: list[Place] = []
        for _, _, start, end in scored:
            if all(end <= low or high <= start for low, high in held):
                held.append((start, end))
        return set(held)


def read(code: str, path: Path, model: OrgModel) -> list[Case]:
    """The cases of a file."""
    language = get_language(code)
    cases = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            source = Source(row["text"])
            regions = [Region(0, len(source.text), language)]
            opinion = Opinion(mended(source, regions, model.names(source.text)))
            spans = proposed_spans(source, regions, opinion)
            gold = {(start, end) for start, end, label in row["spans"] if label == "ORG"}
            groups = list(judged(source, regions, spans).values())
            cases.append(Case(groups, opinion, {(span.start, span.end) for span, _ in spans}, gold))
    return cases


def mean_f1(files: list[tuple[list[Case], float]]) -> float:
    """The weighted mean of the F1 of each file."""
    total = 0.0
    for cases, weight in files:
        right = found = gold = 0
        for case in cases:
            places = case.found()
            right, found, gold = right + len(places & case.gold), found + len(places), gold + len(case.gold)
        total += weight * 2 * right / ((found + gold) or 1)
    return total / sum(weight for _, weight in files)


def fit(files: list[tuple[list[Case], float]], lexicons: list[Lexicon]) -> dict[str, float]:
    """The best weights that moving one at a time finds; the lexicons' own weights are changed."""
    weights = {kind: value for kind, value in lexicons[0].weights.items() if kind.startswith(PREFIX)}

    def move(kind: str, value: float) -> float:
        for lexicon in lexicons:
            lexicon.weights[kind] = value
        return mean_f1(files)

    best = mean_f1(files)
    for step in STEPS:
        for kind in weights:
            for by in (step, -step):
                by *= 0.3 if kind in SLOPES else 1.0
                while (gained := move(kind, weights[kind] + by)) > best + LEAST_GAIN:
                    best, weights[kind] = gained, weights[kind] + by
                move(kind, weights[kind])
        print(f"# mean F1 {best:.4f}", flush=True)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", metavar="LANG=FILE[@WEIGHT]")
    model = load_default()
    assert model is not None
    files, codes = [], set()
    for argument in parser.parse_args().files:
        code, _, rest = argument.partition("=")
        name, _, weight = rest.partition("@")
        codes.add(code)
        files.append((read(code, Path(name), model), float(weight or 1)))
    for kind, value in sorted(fit(files, [lexicon_of(get_language(code)) for code in sorted(codes)]).items()):
        print(f"{kind} = {value:.2f}")


if __name__ == "__main__":
    main()
