"""Value F1 beside quantulum3, dateparser, price-parser and Recognizers-Text on sentences of this project's own.

    python benchmarks/peers.py [--lang en] [--half odd|even|all] [--misses]

The sentences are benchmarks/peers/<language>.toml; rules are tuned on the odd ones at most, so the even ones say more.
A mention counts where it overlaps the annotated one and has its value; a range that a reader gives as its
two ends counts as one. The table is Markdown; "-" stands where a reader does not know the language or
the type, or finds nothing of it at all.
`pip install 'aiextract[bench]'` first; Recognizers-Text gets an environment of its own in build/.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import peer_readers as readers
from aiextract import timex
from corpus import ROOT
from recognizers_env import CULTURES

CASES = ROOT / "benchmarks" / "peers"
TYPES = ("MONEY", "PERCENT", "DATE")
Reader = Callable[[str, str, str], list[readers.Found]]


class Gold(NamedTuple):
    """An annotated mention: the readings that count as right; an optional one neither earns nor costs."""

    type: str
    start: int
    end: int
    readings: tuple[tuple[Any, ...], ...]
    optional: bool


class Case(NamedTuple):
    text: str
    lang: str
    published: str
    gold: list[Gold]


def load(lang: str, half: str) -> list[Case]:
    entries = tomllib.loads((CASES / f"{lang}.toml").read_text(encoding="utf-8"))["case"]
    entries = {"all": entries, "odd": entries[::2], "even": entries[1::2]}[half]
    return [
        Case(e["text"], lang, e["published"], [_gold(e["text"], m) for m in e["mentions"]]) for e in entries
    ]


def _gold(text: str, mention: dict[str, Any]) -> Gold:
    start = -1
    for _ in range(mention.get("nth", 1)):
        start = text.index(mention["surface"], start + 1)
    kind = mention["type"]
    if kind == "DATE":
        found: Any = [timex.days(value) or (value,) for value in mention["values"]]
    else:
        field = "amount" if kind == "MONEY" else "value"
        bounds = [Decimal(b) if (b := mention.get(f"{field}_{end}")) else None for end in ("min", "max")]
        # The amount without its currency is for readers that do not say which it is.
        found = [(*bounds, mention["currency"]), tuple(bounds)] if kind == "MONEY" else [tuple(bounds)]
    end = start + len(mention["surface"])
    return Gold(kind, start, end, tuple(found), mention.get("optional", False))


def score(gold: Sequence[Gold], found: Sequence[readers.Found]) -> Counter[str]:
    """Counts of mentions right, given and wanted; matched one to one, those with the right value first."""
    found = _joined(gold, found)
    pairs = sorted(
        (
            (not bool(set(g.readings) & set(f.readings)), i, k)
            for i, g in enumerate(gold)
            for k, f in enumerate(found)
            if f.start < g.end and g.start < f.end
        ),
    )
    right, ignored, used_gold, used_found = 0, 0, set[int](), set[int]()
    for wrong, i, k in pairs:
        if k in used_found or (i in used_gold and not gold[i].optional):
            continue
        used_gold.add(i)
        used_found.add(k)
        ignored += gold[i].optional
        right += not wrong and not gold[i].optional
    return Counter(right=right, given=len(found) - ignored, wanted=sum(not g.optional for g in gold))


def _joined(gold: Sequence[Gold], found: Sequence[readers.Found]) -> list[readers.Found]:
    """The two ends of an annotated range as one mention."""
    out = list(found)
    for g in gold:
        inside = [f for f in out if f.start < g.end and g.start < f.end]
        if len(inside) == 2 and all(len(reading) > 1 for f in inside for reading in f.readings):
            first, last = inside
            whole = tuple((a[0], b[1], *b[2:]) for a in first.readings for b in last.readings)
            if set(whole) & set(g.readings):
                out = [f for f in out if f not in inside]
                out.append(first._replace(end=last.end, readings=whole))
    return out


def f1(counts: Counter[str]) -> float:
    total = counts["given"] + counts["wanted"]
    return 2 * counts["right"] / total if total else 1.0


def tally(
    cases: Sequence[Case], answers: Sequence[Sequence[readers.Found]], misses: bool
) -> dict[str, float]:
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in TYPES}
    for case, found in zip(cases, answers, strict=True):
        for kind in TYPES:
            gold = [g for g in case.gold if g.type == kind]
            given = [f for f in found if f.type == kind]
            one = score(gold, given)
            counts[kind] += one
            if misses and not one["right"] == one["given"] == one["wanted"]:
                print(f"{case.lang} {kind}: {case.text}")
                print("   wanted", [(case.text[g.start : g.end], *g.readings) for g in gold])
                print("   given ", [(case.text[f.start : f.end], *f.readings) for f in given])
    return {kind: f1(counts[kind]) for kind in TYPES}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    languages = sorted(path.stem for path in CASES.glob("*.toml"))
    parser.add_argument("--lang", choices=languages, action="append")
    parser.add_argument("--half", choices=("odd", "even", "all"), default="even")
    parser.add_argument("--misses", action="store_true", help="print our misses, in place of the table")
    arguments = parser.parse_args()
    chosen = arguments.lang or languages
    cases = {lang: load(lang, arguments.half) for lang in chosen}

    def each(read: Reader, lang: str) -> list[list[readers.Found]]:
        return [read(case.text, lang, case.published) for case in cases[lang]]

    rows: dict[tuple[str, str], dict[str, float]] = {}
    for lang in chosen:
        scores = tally(cases[lang], each(readers.ours, lang), arguments.misses)
        rows |= {
            (kind, "aiextract"): rows.get((kind, "aiextract"), {}) | {lang: scores[kind]} for kind in TYPES
        }
    if arguments.misses:
        return

    def put(name: str, lang: str, kinds: Sequence[str], answers: Sequence[Sequence[readers.Found]]) -> None:
        scores = tally(cases[lang], answers, False)
        for kind in kinds:
            if any(f.type == kind for found in answers for f in found):
                rows.setdefault((kind, name), {})[lang] = scores[kind]

    for lang in chosen:
        if lang == "en":
            put("quantulum3", lang, ("MONEY", "PERCENT"), each(readers.quantulum3, lang))
        put("price-parser", lang, ("MONEY",), each(readers.price_parser, lang))
        put("dateparser (search_dates)", lang, ("DATE",), each(readers.dateparser, lang))
        if lang in CULTURES:
            answers = readers.recognizers_text([(c.text, lang, c.published) for c in cases[lang]])
            put("recognizers-text-suite", lang, TYPES, answers)

    print(f"| value F1, {arguments.half} sentences | reader | " + " | ".join(chosen) + " |")
    print("| --- " * (len(chosen) + 2) + "|")
    for kind in TYPES:
        for (of, name), scores in rows.items():
            if of == kind:
                figures = (f"{scores[lang]:.2f}" if lang in scores else "-" for lang in chosen)
                print(f"| `{kind}` | {name} | " + " | ".join(figures) + " |")


if __name__ == "__main__":
    main()
