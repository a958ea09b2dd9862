"""``aiextract evaluate``: scores on a gold folder, and the gate."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from aiextract.cli.common import FAILED, console, message, usage_error
from aiextract.evaluation import evaluate
from aiextract.scores import ALL, Grouping, Scores, Tally, losses


def run(
    gold: Path,
    texts: Path | None,
    errors: bool,
    as_json: bool,
    baseline: Path | None,
    write: bool,
    org_model: str | None,
) -> int:
    """Score and print; 1 where a count is worse than in the baseline."""
    if not gold.is_dir():
        raise usage_error(f"{gold}: no such folder; give the folder that holds the gold files (*.json)")
    scores = evaluate(gold, texts, org_model=org_model)
    # The gate is read before the file can be written anew.
    lost = losses(baseline, scores) if baseline and not write else []
    if as_json:
        _print_json(scores, errors, lost)
    else:
        _print_tables(scores)
        if errors:
            _print_findings(scores)
    for line in lost:
        message(f"worse than {baseline}: {line}")
    if write:
        target = baseline or gold.resolve().parent / "baseline.json"
        _write(target, scores)
        message(f"counts written to {target}")
    return FAILED if lost else 0


def _write(path: Path, scores: Scores) -> None:
    """One line a count, so that a change of it shows as one."""
    lines = ",\n".join(
        f"  {json.dumps(name)}: {json.dumps(counts)}" for name, counts in scores.counts().items()
    )
    try:
        path.write_text(f'{{"counts": {{\n{lines}\n}}}}\n', encoding="utf-8")
    except OSError as error:
        raise usage_error(f"{path}: cannot be written: {error.strerror}") from None


def _print_json(scores: Scores, errors: bool, lost: list[str]) -> None:
    result = scores.to_dict()
    if errors:
        result["errors"] = [finding._asdict() for finding in scores.findings]
    if lost:
        result["losses"] = lost
    typer.echo(json.dumps(result, indent=1, ensure_ascii=False))


def _print_tables(scores: Scores) -> None:
    from rich import box
    from rich.table import Table

    out = console()
    table = Table(
        "Type",
        "Lang",
        "Level",
        "P",
        "R",
        "F1",
        "Right",
        "Wrong",
        "Missed",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    tallies = [*scores.mentions.items(), *(((*key, "event"), tally) for key, tally in scores.events.items())]
    for (kind, lang, level), tally in sorted(tallies, key=lambda item: _order(scores, item[0])):
        table.add_row(kind, lang, level, *_ratios(tally), *map(str, (tally.tp, tally.fp, tally.fn)))
    for (kind, lang), names in sorted(scores.names.items(), key=lambda item: item[0][1] != ALL):
        table.add_row(f"{kind} names", lang, "B³", *_ratios(names), str(names.of))
    out.print(table)
    shares = Table("Answer", "Lang", "Right", "Of", box=box.SIMPLE_HEAD, pad_edge=False)
    for group in (scores.fields, scores.slots, scores.reading):
        for (what, lang), share in sorted(group.items(), key=lambda item: (item[0][0], item[0][1] != ALL)):
            shares.add_row(what, lang, str(share.right), str(share.of))
    out.print(shares)


def _ratios(scored: Tally | Grouping) -> list[str]:
    return [f"{ratio:.3f}" for ratio in (scored.precision, scored.recall, scored.f1)]


def _order(scores: Scores, key: tuple[str, str, str]) -> tuple[object, ...]:
    kind, lang, level = key
    kinds = list(dict.fromkeys(kind for kind, _, _ in scores.mentions))
    return (kinds.index(kind) if kind in kinds else len(kinds), lang != ALL, lang, level)


def _print_findings(scores: Scores) -> None:
    out = console()
    for kind, name, doc_id, start, surface, detail, context in scores.findings:
        out.print(f"{kind:<12}{name:<12}{doc_id}:{start}  {surface!r}  {detail}", soft_wrap=True)
        if context:
            out.print(f"{'':12}{context}", soft_wrap=True, style="dim")
