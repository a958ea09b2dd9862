"""Training and development data: corpora to tokens with tags, with copies made anew each epoch."""

from __future__ import annotations

import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import spacy
from augment import Names, lower, renamed, titled, unaccented, upper
from corpora import Item, read, read_annotated, read_written
from numpy.typing import NDArray

from aiextract.recognizer.decoding import BEGIN, INSIDE, LAST, UNIT, tag
from aiextract.recognizer.words import normalize
from aiextract.tokenizer import create_tokenizer

REPOSITORY = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("AIEXTRACT_CORPORA", REPOSITORY.parent / "shared" / "corpora"))
# What this folder's ``data`` holds for a language (``corpora``).
WRITTEN, ANNOTATED = "written", "annotated"
UNKNOWN = -1  # the tag of a token of which a corpus does not tell whether it is part of a name


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
    *(Use(lang, WRITTEN, copies=2) for lang in ("fr", "pt", "id", "en", "es", "de", "it", "nl")),
    *(Use(lang, ANNOTATED) for lang in ("fr", "pt", "id", "en")),
    *(Use(lang, "gsd_names", copies=2) for lang in ("fr", "es", "de")),
    Use("pt", "brazil_news_names", copies=2),
    Use("id", "antara_names"),
    Use("it", "wikinews_names", copies=2),
    Use("en", "company_names"),
    Use("fr", "winer", copies=2),
    Use("pt", "uner_bosque", repeat=2, no_misc=True),
    Use("id", "idner_news_2k", repeat=2, copies=3, no_misc=True),
    Use("id", "nergrit", copies=0, no_misc=True),
    Use("en", "crossner", copies=0, loose_misc=True),
    Use("en", "wikigold", copies=0, loose_misc=True),
    Use("de", "smartdata", repeat=2, copies=2, no_misc=True),
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


@dataclass(frozen=True)
class Passage:
    """Tokens, and the number of the tag of each (``UNKNOWN`` where it is not told)."""

    corpus: str
    words: list[str]
    tags: NDArray[np.int64]


def load(root: Path) -> tuple[list[tuple[Use, list[Item]]], dict[tuple[str, str], str]]:
    """The training items of each corpus, what it does not tell marked as unknown; and the kinds of names.

    The kinds (``company``, ``club`` …) are those of the written passages, by language and name.
    """
    kinds: dict[tuple[str, str], str] = {}
    read_uses = [(use, list(_items(root, use, kinds))) for use in USES]
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
    return result, kinds


def _items(root: Path, use: Use, kinds: dict[tuple[str, str], str]) -> Iterator[Item]:
    if use.corpus == WRITTEN:
        for item, named in read_written(use.lang):
            kinds.update({(use.lang, name): kind for name, kind in named.items()})
            yield item
    elif use.corpus == ANNOTATED:
        yield from read_annotated(root, use.lang)
    else:
        yield from read(root, use.lang, use.corpus, "train")


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
    uses: Sequence[tuple[Use, list[Item]]], names: Names, rng: random.Random
) -> Iterator[list[Item]]:
    """The items in lists of neighbours, each list of one corpus: as they stand, then as changed copies."""
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


class Encoder:
    """Items to passages, with the project's tokenizer."""

    def __init__(self) -> None:
        self._tokenizer = create_tokenizer()(spacy.blank("xx"))

    def __call__(self, item: Item) -> Passage:
        """Tokens and tags; a name that is no row of whole tokens becomes unknown."""
        doc = self._tokenizer(item.text)
        tags = np.zeros(len(doc), dtype=np.int64)
        for start, end in item.unknown:
            if span := doc.char_span(start, end, alignment_mode="expand"):
                tags[span.start : span.end] = UNKNOWN
        for start, end, label in item.spans:
            span = doc.char_span(start, end)
            if span is None or span[0].is_space or span[-1].is_space:
                if span := doc.char_span(start, end, alignment_mode="expand"):
                    tags[span.start : span.end] = UNKNOWN
            elif len(span) == 1:
                tags[span.start] = tag(label, UNIT)
            else:
                tags[span.start] = tag(label, BEGIN)
                tags[span.start + 1 : span.end - 1] = tag(label, INSIDE)
                tags[span.end - 1] = tag(label, LAST)
        return Passage(f"{item.lang}/{item.corpus}", [token.text for token in doc], tags)


def epoch(
    uses: Sequence[tuple[Use, list[Item]]], names: Names, encode: Encoder, rng: random.Random
) -> list[Passage]:
    """All passages of one epoch, with copies drawn anew."""
    return [encode(item) for group in training_items(uses, names, rng) for item in joined(group, rng)]


def development(root: Path, encode: Encoder) -> list[Passage]:
    """The development items, one passage each."""
    return [encode(item) for lang, corpus in DEV for item in read(root, lang, corpus, "dev")]


def well_known(uses: Sequence[tuple[Use, list[Item]]], encode: Encoder) -> list[str]:
    """The words (normalized) that stand in enough places that lie apart; the rest are met as rare ones.

    A block of neighbours is one place, and the same block in several languages (parallel texts) as well:
    the names of one article are rare words, however often and in however many languages it says them.
    """
    places: dict[str, set[str]] = defaultdict(set)
    for use, items in uses:
        for at, item in enumerate(items):
            place = f"{use.corpus} {at // 20}"
            if use.corpus != "news_names":
                place = f"{use.lang} {place}"
            for word in encode(item).words:
                places[normalize(word)].add(place)
    return sorted(word for word, seen in places.items() if len(seen) >= WELL_KNOWN and word.strip())


def counts(passages: Iterable[Passage]) -> dict[str, int]:
    """Tokens by language, for the log."""
    tally: Counter[str] = Counter()
    for passage in passages:
        tally[passage.corpus[:2]] += len(passage.words)
    return dict(sorted(tally.items()))
