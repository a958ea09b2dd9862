"""Name corpora to training files: ``python prepare.py OUT``.

OUT gets train.spacy and dev.spacy (spaCy's DocBin) and vocabulary.txt (the well-known words). The
corpora folder is ``$AIEXTRACT_CORPORA`` (default: ``../shared/corpora`` beside the repository). All random
choices come from one seed, so that the files are the same on every run.
"""

from __future__ import annotations

import argparse
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from augment import Names, lower, renamed, titled, unaccented, upper
from corpora import Item, read
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from aiextract.features import normalize
from aiextract.tokenizer import create_tokenizer

REPOSITORY = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("AIEXTRACT_CORPORA", REPOSITORY.parent / "shared" / "corpora"))
SEED = 20261121


@dataclass(frozen=True)
class Use:
    """How a corpus is used: how often its items stand in the training file, and what is trusted in it.

    ``no_misc``: MISC is not annotated. ``loose_misc``: annotated after another convention. Both are unknown
    rather than nothing. ``copies``: how many copies with other names each item gets.
    """

    lang: str
    corpus: str
    repeat: int = 1
    copies: int = 1
    no_misc: bool = False
    loose_misc: bool = False
    limit: int = 0


USES = (
    *(Use(lang, "news_names", copies=2) for lang in ("fr", "pt", "id", "en", "es", "de", "it")),
    Use("nl", "news_names", repeat=2, copies=4),
    *(Use(lang, "synthetic_business", copies=3) for lang in ("fr", "pt", "id", "en", "es", "de", "it")),
    *(Use(lang, "gsd_names", copies=2) for lang in ("fr", "es", "de")),
    Use("pt", "brazil_news_names", copies=2),
    Use("id", "antara_names"),
    Use("it", "wikinews_names", copies=2),
    Use("en", "company_names"),
    Use("fr", "winer", copies=2),
    Use("pt", "uner_bosque", no_misc=True),
    Use("id", "idner_news_2k", copies=3, no_misc=True),
    Use("id", "nergrit", copies=0, no_misc=True),
    Use("en", "crossner", copies=0, loose_misc=True),
    Use("en", "wikigold", copies=0, loose_misc=True),
    Use("de", "smartdata", copies=2, no_misc=True),
    Use("de", "germeval2014_devpart", copies=0, loose_misc=True),
    Use("ru", "factrueval2016", copies=0, no_misc=True),
    Use("tr", "turkish_wiki_ner", copies=0, loose_misc=True, limit=2500),
)
DEV = (
    *((lang, "news_names") for lang in ("fr", "pt", "id", "en", "es", "de", "it", "nl")),
    ("fr", "winer"),
    ("pt", "uner_bosque"),
    ("pt", "brazil_news_names"),
    ("id", "idner_news_2k"),
    ("id", "antara_names"),
    ("en", "company_names"),
    ("de", "smartdata"),
    ("it", "wikinews_names"),
)
# Share of items that get a copy in the case of careless text.
NOISE = ((upper, 0.03), (lower, 0.02), (unaccented, 0.03), (titled, 0.03))
# A word is known to the model if it stands in this many places.
WELL_KNOWN = 4
SEPARATORS = (" ", " ", " ", "\n", "\n", "\n\n")


def load(root: Path) -> list[tuple[Use, list[Item]]]:
    """The training items of each corpus, with what a corpus does not tell marked as unknown."""
    read_uses = [(use, list(read(root, use.lang, use.corpus, "train"))) for use in USES]
    misc = Counter(
        item.text[s:e]
        for use, items in read_uses
        if not (use.no_misc or use.loose_misc)
        for item in items
        for s, e, label in item.spans
        if label == "MISC" and len(item.text[s:e]) > 2 and not item.text[s:e].islower()
    )
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(misc, key=len, reverse=True))) + r")\b")
    result = []
    for use, items in read_uses:
        kept = items[: use.limit] if use.limit else items
        result.append((use, [_trusted(item, use, pattern) for item in kept]))
    return result


def _trusted(item: Item, use: Use, misc: re.Pattern[str]) -> Item:
    spans = item.spans
    if use.corpus == "smartdata":  # adjectives of places are LOC there, and nothing elsewhere
        spans = tuple(x for x in spans if not (x[2] == "LOC" and item.text[x[0]].islower()))
    unknown: list[tuple[int, int]] = []
    if use.loose_misc:
        unknown = [(s, e) for s, e, label in spans if label == "MISC"]
        spans = tuple(x for x in spans if x[2] != "MISC")
    elif use.no_misc:
        for match in misc.finditer(item.text):
            if all(match.end() <= s or match.start() >= e for s, e, _ in spans):
                unknown.append(match.span())
    return replace(item, spans=spans, unknown=tuple(unknown))


def training_items(
    uses: Sequence[tuple[Use, list[Item]]], root: Path, rng: random.Random
) -> Iterator[list[Item]]:
    """The items in lists of neighbours, each list of one corpus: as they stand, then as changed copies."""
    names = Names(root, [item for _, items in uses for item in items])
    for use, items in uses:
        for _ in range(use.repeat):
            yield items
        for _ in range(use.copies):
            yield [copy for item in items if (copy := renamed(item, names, rng)) is not None]
        for change, share in NOISE:
            yield [copy for item in items if rng.random() < share and (copy := change(item)) is not None]


def joined(items: Sequence[Item], rng: random.Random) -> Iterator[Item]:
    """Passages of one to five neighbours: an article is more than a sentence, and has line breaks."""
    at = 0
    while at < len(items):
        count = rng.choice((1, 1, 2, 3, 5))
        text, spans, unknown = "", [], []
        for item in items[at : at + count]:
            text += rng.choice(SEPARATORS) if text else ""
            moved = item.shifted(len(text))
            text, spans, unknown = text + item.text, [*spans, *moved.spans], [*unknown, *moved.unknown]
        yield replace(items[at], text=text, spans=tuple(spans), unknown=tuple(unknown))
        at += count


def to_doc(nlp: Language, item: Item, tally: Counter[str]) -> Doc:
    """A Doc with the item's names; a name that is no row of whole tokens becomes unknown."""
    doc = nlp.make_doc(item.text)
    doc.user_data["corpus"] = f"{item.lang}/{item.corpus}"
    ents, missing = [], []
    for start, end, label in item.spans:
        span = doc.char_span(start, end, label=label)
        tally[f"{item.lang} {label}"] += 1
        if span is not None and not span[0].is_space and not span[-1].is_space:
            ents.append(span)
        else:
            tally["inside a token"] += 1
            missing.append(doc.char_span(start, end, alignment_mode="expand"))
    missing += [doc.char_span(start, end, alignment_mode="expand") for start, end in item.unknown]
    taken = {token.i for span in ents for token in span}
    free = {token.i for span in missing if span is not None for token in span} - taken
    doc.set_ents(ents, missing=[doc[i : i + 1] for i in sorted(free)], default="outside")
    return doc


def vocabulary(uses: Sequence[tuple[Use, list[Item]]], nlp: Language) -> list[str]:
    """The words that stand in enough places that lie apart; the rest are met as rare ones (``features``).

    A block of neighbours is one place, and the same block in several languages (parallel texts) as well:
    the names of one article are rare words, however often and in however many languages it says them.
    """
    places: dict[str, set[str]] = defaultdict(set)
    for use, items in uses:
        for at, item in enumerate(items):
            place = f"{use.corpus} {at // 20}"
            if use.corpus != "news_names":
                place = f"{use.lang} {place}"
            for token in nlp.make_doc(item.text):
                places[normalize(token.text)].add(place)
    return sorted(word for word, seen in places.items() if len(seen) >= WELL_KNOWN and word.strip())


def blank() -> Language:
    """An empty pipeline with the project's tokenizer."""
    nlp = spacy.blank("xx")
    nlp.tokenizer = create_tokenizer()(nlp)
    return nlp


def write(nlp: Language, items: Iterable[Item], path: Path) -> Counter[str]:
    """Write items as a DocBin; return counts of labels, words and passages."""
    tally: Counter[str] = Counter()
    docs = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    for item in items:
        doc = to_doc(nlp, item, tally)
        tally["passages"] += 1
        tally[f"{item.lang} tokens"] += len(doc)
        docs.add(doc)
    docs.to_disk(path)
    return tally


def main() -> None:
    """Write the training and the development file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--seed", type=int, default=SEED, help="of the copies and passages")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(args.seed)
    nlp = blank()
    uses = load(args.corpora)
    words = vocabulary(uses, nlp)
    (args.out / "vocabulary.txt").write_text("\n".join(words), encoding="utf-8")
    print("well-known words", len(words))
    groups = training_items(uses, args.corpora, rng)
    tally = write(
        nlp, (passage for group in groups for passage in joined(group, rng)), args.out / "train.spacy"
    )
    print("train", dict(sorted(tally.items())))
    dev = [item for lang, corpus in DEV for item in read(args.corpora, lang, corpus, "dev")]
    print("dev", dict(sorted(write(nlp, dev, args.out / "dev.spacy").items())))


if __name__ == "__main__":
    main()
