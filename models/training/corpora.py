"""Reading annotated names: project files (``*.jsonl.gz``), IOB files of others, and this folder's ``data``.

``data/LANG.txt`` holds passages written for the project, one a line, with names as ``[kind:Name]``;
``data/annotated/LANG.RAW.tsv`` the names in lines of ``raw/LANG/RAW.txt.gz`` of the corpora: the number of
the line (from 0), then fields like ``O: name; name``. A line that is not listed there has not been read.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

LABELS = ("ORG", "PER", "LOC", "MISC")
DATA = Path(__file__).resolve().parent / "data"
# Kinds of names in the written passages, and the label of each.
ORGANIZATIONS = frozenset(
    "company finance agency ministry party parliament court police army university school hospital club "
    "league media ngo intl union band institute culture church group".split()
)
_KINDS = {"person": "PER", "place": "LOC", **dict.fromkeys(ORGANIZATIONS, "ORG")}
_KINDS |= dict.fromkeys("product work event law award index misc".split(), "MISC")
_INLINE = re.compile(r"\[(\w+):([^\[\]]+)\]")
_LETTERS = {"N": "", **{label[0]: label for label in LABELS}}  # N: no name, though a shorter one stands in it
_NO_SPACE_BEFORE = frozenset(".,;:!?%)]}»”’…")
_NO_SPACE_AFTER = frozenset("([{«“‘")
_ELISION = re.compile(r"[A-Za-zÀ-ÿ]['’]$")


@dataclass(frozen=True)
class Item:
    """A text with its names as ``(start, end, label)`` in code points.

    ``unknown`` holds stretches of which the corpus does not tell whether they are names.
    """

    lang: str
    corpus: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    unknown: tuple[tuple[int, int], ...] = ()
    document: str = field(default="", compare=False)

    def shifted(self, by: int) -> Item:
        """The same names in a text that begins ``by`` characters earlier (the text itself is left)."""
        return replace(
            self,
            spans=tuple((s + by, e + by, label) for s, e, label in self.spans),
            unknown=tuple((s + by, e + by) for s, e in self.unknown),
        )


def read(root: Path, lang: str, corpus: str, part: str) -> Iterator[Item]:
    """The items of one part (``train``, ``dev``) of a corpus under ``root/ner/lang``."""
    stem = root / "ner" / lang / f"{corpus}.{part}"
    jsonl = stem.with_name(stem.name + ".jsonl.gz")
    yield from read_file(jsonl if jsonl.exists() else stem.with_name(stem.name + ".iob.gz"), lang, corpus)


def read_file(path: Path, lang: str, corpus: str) -> Iterator[Item]:
    """The items of one file, JSON lines or IOB by its name."""
    yield from (_read_iob if path.name.endswith(".iob.gz") else _read_jsonl)(path, lang, corpus)


def read_written(lang: str) -> Iterator[tuple[Item, dict[str, str]]]:
    """The passages written in a language, each with the kind of every organization named in it."""
    path = DATA / f"{lang}.txt"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        text, spans, kinds, last = "", [], {}, 0
        for match in _INLINE.finditer(line):
            kind, name = match[1], match[2]
            text += line[last : match.start()]
            spans.append((len(text), len(text) + len(name), _KINDS[kind]))
            if kind in ORGANIZATIONS:
                kinds[name] = kind
            text, last = text + name, match.end()
        if text := text + line[last:]:
            yield Item(lang, "written", text, tuple(spans)), kinds


def read_annotated(root: Path, lang: str) -> Iterator[Item]:
    """The lines of raw text whose names were marked for the project."""
    for path in sorted((DATA / "annotated").glob(f"{lang}.*.tsv")):
        raw = path.stem.split(".", 1)[1]
        with gzip.open(root / "raw" / lang / f"{raw}.txt.gz", "rt", encoding="utf-8") as lines:
            texts = [line.strip() for line in lines]
        for row in path.read_text(encoding="utf-8").splitlines():
            number, *fields = row.split("\t")
            text = texts[int(number)]
            labels = {name: _LETTERS[field[0]] for field in fields for name in field[3:].split("; ")}
            yield Item(lang, f"annotated/{raw}", text, tuple(_occurrences(text, labels)))


def _occurrences(text: str, labels: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Each place of each name; of two that overlap the longer, of the same length the first."""
    if not labels:
        return
    longest_first = sorted(labels, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    for match in pattern.finditer(text):
        if labels[match[0]]:
            yield match.start(), match.end(), labels[match[0]]


def _read_jsonl(path: Path, lang: str, corpus: str) -> Iterator[Item]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            spans = tuple(sorted((s, e, label) for s, e, label in row["spans"]))
            yield Item(lang, corpus, row["text"], spans, document=row["id"])


def _read_iob(path: Path, lang: str, corpus: str) -> Iterator[Item]:
    tokens: list[str] = []
    tags: list[str] = []
    block = 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, ""]:
            line = line.rstrip("\n")
            if line.startswith("-DOCSTART-"):
                block += 1
            elif line:
                token, tag = line.split("\t")
                tokens.append(token.replace("_", " ") if len(token) > 1 else token)
                tags.append(tag)
            elif tokens:
                text, places = detokenise(tokens)
                yield Item(lang, corpus, text, tuple(_names(places, tags)), document=f"block-{block}")
                tokens, tags = [], []


def detokenise(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Join tokens into text; return it with the place of each token.

    Signs are glued as print has them, an elided article to its noun; straight quotes open and close in turn.
    """
    text, places, quoted = "", [], False
    for i, token in enumerate(tokens):
        glue = not text or token[0] in _NO_SPACE_BEFORE or text[-1] in _NO_SPACE_AFTER
        glue |= bool(text and _ELISION.search(text) and len(tokens[i - 1]) <= 8)
        glue |= token.startswith(("'s", "’s", "n't"))
        if token == '"':
            glue = quoted or not text
            quoted = not quoted
        elif i and tokens[i - 1] == '"' and quoted:
            glue = True
        if not glue:
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places


def _names(places: Sequence[tuple[int, int]], tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start, end, label = -1, -1, ""
    for (s, e), tag in [*zip(places, tags, strict=True), ((0, 0), "O")]:
        if start >= 0 and tag != f"I-{label}":
            yield start, end, label
            start = -1
        if tag != "O":
            if start < 0:
                start, label = s, tag[2:]
            end = e
