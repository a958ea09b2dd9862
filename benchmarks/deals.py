"""Events found in texts that were written and annotated without sight of the rules.

    python benchmarks/deals.py [--set NAME] [--lang en ...] [--part odd|even|all] [--errors]

The texts of the set `deals` are whole articles, those of `briefs` a headline or some sentences of one, told with
art; those of `wires` are plain news as agencies write it. Those of `training` are like them, and a model
learns from them; those of `wordings` are single sentences, each told by another wording.

A predicted event answers an annotated one strictly where both parties are right (a party that the text does not name
must stay empty), loosely where the target is right (the acquirer, where no target is annotated) and the other party
is right or missing. Pairs are one to one, those of the best assignment. Slots and status are counted over the strict
pairs. An event with `optional = true` is neutral. `--errors` tells each miss, false alarm and wrong slot with its
sentence, of the odd articles alone: the even ones stay unseen, and only their sums are printed.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from aiextract import extract, pairing
from aiextract.documents import read
from aiextract.records import Acquisition, Document
from aiextract.scores import Share, Tally

HERE = Path(__file__).parent
SETS = {name: HERE / name for name in ("deals", "briefs", "wires")}
TRAINING = HERE.parent / "models" / "training" / "data"
SETS |= {"training": TRAINING / "deals", "wordings": TRAINING / "wordings"}
SLOTS = ("price", "stake", "date", "seller")
LEVELS = ("strict", "loose")
ALL = "all"
Gold = dict[str, Any]
Pair = tuple[Gold, Acquisition]


class Article(NamedTuple):
    """An article, its annotated events and what was found in it."""

    lang: str
    number: int
    text: str
    gold: list[Gold]
    document: Document


class Counts:
    """What is counted of a language."""

    def __init__(self) -> None:
        self.articles = self.expected = self.found = 0
        self.events = {level: Tally() for level in LEVELS}
        self.slots = {slot: Tally() for slot in SLOTS}
        self.status, self.kind = Share(), Share()


# --- matching ---


def surfaces(event: Gold, slot: str) -> set[str]:
    """What the text calls a party (any of joint ones) or a slot, folded; empty where it names none."""
    named = [event[slot]] if event.get(slot) else []
    others = (*event.get(f"also_{slot}", ()), *event.get(f"co_{slot}s", ()))
    return {pairing.normalize(name) for name in (*named, *others)}


def names(document: Document, event: Acquisition, slot: str) -> set[str]:
    """What a found event calls a party, folded: its canonical name and the surfaces of that organization."""
    if (name := getattr(event, slot)) is None:
        return set()
    cited = document.mention(getattr(event, f"{slot}_mention"))
    said = [one.surface for one in document.organizations if one.name == name]
    return {pairing.normalize(one) for one in (name, *said, *([cited.surface] if cited else []))}


def level(document: Document, one: Gold, other: Acquisition) -> str | None:
    """How far a found event has the parties of an annotated one."""
    main, side = ("target", "acquirer") if one.get("target") else ("acquirer", "target")
    right = {}
    for slot in (main, side):
        wanted, found = surfaces(one, slot), names(document, other, slot)
        right[slot] = bool(wanted & found) or not (wanted or found)
    if right[main] and right[side]:
        return "strict"
    return "loose" if right[main] and not names(document, other, side) else None


def assigned(
    gold: Sequence[Gold], found: Sequence[Acquisition], worth: Callable[[int, int], int]
) -> list[tuple[int, int]]:
    """The pairs, one to one, whose worth sums up to the most; what is worth nothing is no pair."""

    @cache
    def best(i: int, used: int) -> tuple[int, tuple[tuple[int, int], ...]]:
        if i == len(gold):
            return 0, ()
        options = [best(i + 1, used)]
        for j in range(len(found)):
            if not used >> j & 1 and (value := worth(i, j)):
                rest, pairs = best(i + 1, used | 1 << j)
                options.append((value + rest, ((i, j), *pairs)))
        return max(options, key=lambda option: option[0])

    return list(best(0, 0)[1])


def paired(article: Article, levels: Sequence[str]) -> pairing.Pairs[Any]:
    """Annotated and found events in pairs of one of the levels; of equals, those with more slots right."""
    gold, found = article.gold, pairing.of_type(article.document.events, "ACQUISITION")

    def worth(i: int, j: int) -> int:
        one, other = gold[i], found[j]
        if (reached := level(article.document, one, other)) not in levels:
            return 0
        agreeing = sum(slot_right(article, one, other, slot) is True for slot in SLOTS)
        certain = 0 if one.get("optional") else 10_000  # as many pairs as can be, then the strict ones
        return 100 + certain + 10 * (reached == "strict") + agreeing + int(one["status"] == other.status)

    pairs = assigned(gold, found, worth)
    taken, used = {i for i, _ in pairs}, {j for _, j in pairs}
    return pairing.Pairs(
        matched=[(gold[i], found[j]) for i, j in pairs if not gold[i].get("optional")],
        missed=[one for i, one in enumerate(gold) if i not in taken and not one.get("optional")],
        spurious=[other for j, other in enumerate(found) if j not in used],
    )


def slot_right(article: Article, one: Gold, other: Acquisition, slot: str) -> bool | None:
    """Whether a slot is right; None where it is rightly empty."""
    wanted, document = one.get(slot), article.document
    if slot == "seller":
        said, found = surfaces(one, slot), names(document, other, slot)
        return bool(said & found) if said or found else None
    mention = document.mention(getattr(other, slot))
    if wanted is None or mention is None:
        return None if wanted is None and mention is None else False
    if pairing.normalize(mention.surface) in surfaces(one, slot):
        return True
    written = "|".join(re.escape(surface) for surface in (wanted, *one.get(f"also_{slot}", ())))
    spans = [hit.span() for hit in re.finditer(rf"(?<!\w)(?:{written})(?!\w)", article.text)]
    same = {value(m) for m in document.mentions if m.type == mention.type and (m.start, m.end) in spans}
    if same:
        return value(mention) in same
    return any(start < mention.end and mention.start < end for start, end in spans)


def value(mention: Any) -> tuple[Any, ...]:
    """What a mention is worth."""
    return tuple(getattr(mention, name) for name in pairing.VALUE_FIELDS[mention.type])


# --- counting ---


def count(article: Article, sums: Sequence[Counts]) -> pairing.Pairs[Any]:
    """Add an article to the counts; its strict pairs."""
    strict, loose = paired(article, ("strict",)), paired(article, LEVELS)
    for counts in sums:
        counts.articles += 1
        counts.expected += len(strict.matched) + len(strict.missed)
        counts.found += len(article.document.acquisitions)
        for name, pairs in zip(LEVELS, (strict, loose), strict=True):
            counts.events[name].tp += len(pairs.matched)
            counts.events[name].fn += len(pairs.missed)
            counts.events[name].fp += len(pairs.spurious)
        for one, other in strict.matched:
            for slot in SLOTS:
                right, given = slot_right(article, one, other, slot), bool(getattr(other, slot))
                counts.slots[slot].tp += right is True
                counts.slots[slot].fp += right is False and given
                counts.slots[slot].fn += right is False and bool(one.get(slot))
            counts.status.of += 1
            counts.status.right += one["status"] == other.status
            if "stake_kind" in one:
                counts.kind.of += 1
                counts.kind.right += one["stake_kind"] == other.stake_kind
    return strict


def articles(path: Path, part: str) -> Iterator[Article]:
    """The articles of a language's file with what is found in them."""
    lang = path.stem
    with path.open("rb") as file:
        tables = tomllib.load(file)["article"]
    for table in tables:
        if part == ALL or (table["number"] % 2 == 1) == (part == "odd"):
            document = extract(table["text"], lang=lang, published=table["published"])
            yield Article(lang, table["number"], table["text"], table.get("events", []), document)


# --- printing ---


def tell(article: Article, strict: pairing.Pairs[Any]) -> None:
    """Print what is wrong in an article."""
    loose = paired(article, LEVELS)
    nearly = {id(one): other for one, other in loose.matched}
    near = {id(other) for other in nearly.values()}
    for one in strict.missed:
        other = nearly.get(id(one))
        print_error(
            article, "miss" if other is None else "party", gold_parties(one), gold_sentence(article, one)
        )
        if other is not None:
            print(f"      found {other.acquirer!r} -> {other.target!r}")
    for other in strict.spurious:
        if id(other) not in near:
            print_error(
                article, "false alarm", f"{other.acquirer!r} -> {other.target!r}", evidence(article, other)
            )
    for one, other in strict.matched:
        wrong = [slot for slot in SLOTS if slot_right(article, one, other, slot) is False]
        wrong += [
            slot for slot in ("status", "stake_kind") if one.get(slot) and one[slot] != getattr(other, slot)
        ]
        for slot in wrong:
            held = getattr(other, slot)
            mention = article.document.mention(held) if slot in ("price", "stake", "date") else None
            detail = f"{slot}: {mention.surface if mention else held!r}, expected {one.get(slot)!r}"
            print_error(article, "slot", f"{gold_parties(one)}; {detail}", evidence(article, other))


def gold_parties(one: Gold) -> str:
    """The parties of an annotated event."""
    return f"{one.get('acquirer')!r} -> {one.get('target')!r}"


def print_error(article: Article, kind: str, what: str, sentence: str) -> None:
    """One error and its sentence."""
    print(f"{article.lang} {article.number:2} {kind}: {what}\n      {' '.join(sentence.split())}")


def gold_sentence(article: Article, one: Gold) -> str:
    """The sentence that holds the most of an annotated event."""
    said = [[one.get(slot), *one.get(f"also_{slot}", ())] for slot in ("target", "acquirer", *SLOTS)]

    def worth(sentence: str) -> list[bool]:
        held = [any(name and name in sentence for name in written) for written in said]
        return [held[0] and any(held[1:]), *held]

    sentences = [article.text[start:end] for start, end in read(article.text, article.lang).sentences]
    return max(sentences, key=worth, default="")


def evidence(article: Article, other: Acquisition) -> str:
    """The clauses that a found event rests on."""
    return " […] ".join(article.text[start:end] for start, end in other.evidence)


def line(name: str, counts: Counts) -> str:
    """A row of the table."""
    row = f"{name:4}{counts.articles:>4}{counts.found:>6}/{counts.expected:<4}"
    for tally in counts.events.values():
        row += f"  {tally.precision:.2f} {tally.recall:.2f} {tally.f1:.2f}"
    for tally in counts.slots.values():
        row += f"  {tally.precision:.2f} {tally.recall:.2f}"
    return row + "".join(f"{f'{share.right}/{share.of}':>9}" for share in (counts.status, counts.kind))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", choices=SETS, default="deals", help="articles, or short pieces of news")
    parser.add_argument("--lang", nargs="+", help="the languages (all)")
    parser.add_argument(
        "--part", choices=("odd", "even", "all"), default="odd", help="numbers of the articles"
    )
    parser.add_argument("--errors", action="store_true", help="tell each error (of the odd articles alone)")
    arguments = parser.parse_args()
    if arguments.errors and arguments.part != "odd":
        parser.error("--errors tells of the odd articles alone: the even ones stay unseen")
    written = {path.stem: path for path in sorted(SETS[arguments.set].glob("*.toml"))}
    chosen = arguments.lang or list(written)
    if missing := set(chosen) - set(written):
        parser.error(f"no {arguments.set} in {', '.join(sorted(missing))}: choose of {', '.join(written)}")
    total, rows = Counts(), []
    for lang in chosen:
        counts = Counts()
        for article in articles(written[lang], arguments.part):
            strict = count(article, (counts, total))
            if arguments.errors:
                tell(article, strict)
        rows.append(line(lang, counts))
    print(f"{'':20}{'strict':16}{'loose':16}" + "".join(f"{slot:11}" for slot in SLOTS) + "  status    kind")
    print("     art found/exp " + "   P    R    F1 " * 2 + "   P    R  " * len(SLOTS))
    print("\n".join([*rows, line(ALL, total)]))


if __name__ == "__main__":
    main()
