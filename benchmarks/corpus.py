"""News that does not repeat, in eight languages, made from the project's own sentences.

    python benchmarks/corpus.py [--words 200000] [--out build/corpus]

An article is drawn from the passages written for the name model (models/training/data), the example articles and,
for as many facts as business news has, the sentences of the test cases. In it digits are drawn anew, names are
replaced by invented ones, the same throughout the article, and longer words now and then by words made of the
language's own syllables: no sentence comes twice, and no cache and no vocabulary can answer for the reader.
"""

from __future__ import annotations

import argparse
import random
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
LANGUAGES = ("fr", "pt", "id", "en", "es", "de", "it", "nl")
LENGTH = 400  # words of an article


class Density(NamedTuple):
    """How often a sentence is one of the test cases, and how often it tells of a deal."""

    facts: float
    deals: float


# Ordinary news has 9 to 18 amounts, percentages and dates in a thousand words (the seed articles 11), dense
# business news 20 to 35.
DENSITIES = {"ordinary": Density(0.0, 0.015), "business": Density(0.15, 0.03)}
# How often a name is another one in each article, and a longer word a new one: about as many words are new as in
# ten thousand articles of a feed.
RENAMED, FRESH = 0.7, 0.1
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*\s*")
_NAME = re.compile(r"\[\w+:([^\]]+)\]")
_PART = re.compile(r"\[\w+:[^\]]+\]|\d+|\b[^\W\d_A-Z]{5,}\b")
_CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_A-Z]{3,}\b")


@cache
def _passages(lang: str) -> tuple[str, ...]:
    """What was written to train names, a passage a line, with its names as ``[kind:Name]``; example articles."""
    lines = (ROOT / "models" / "training" / "data" / f"{lang}.txt").read_text(encoding="utf-8").splitlines()
    if (example := ROOT / "examples" / f"{lang}.txt").exists():
        lines += [s.strip() for s in _SENTENCE.findall(example.read_text(encoding="utf-8")) if len(s) > 30]
    return tuple(line for line in lines if line.strip())


@cache
def _cases(lang: str, kind: str) -> tuple[str, ...]:
    """The sentences of the test cases of one type, in a line each."""
    with (ROOT / "tests" / "cases" / lang / f"{kind}.toml").open("rb") as file:
        texts = [" ".join(case["text"].split()) for case in tomllib.load(file)["case"]]
    return tuple(text for text in texts if text.count(" ") > 3)


@cache
def _syllables(lang: str) -> tuple[str, ...]:
    words = re.findall(r"\b[^\W\d_A-Z]{5,}\b", "\n".join(_passages(lang)))
    return tuple(word[i : i + 3] for word in words for i in range(0, len(word) - 3, 3))


class _Article:
    """One article: its names are the same throughout."""

    def __init__(self, lang: str, draw: random.Random) -> None:
        self.draw, self.syllables = draw, _syllables(lang)
        self.names: dict[str, str] = {}

    def word(self) -> str:
        return "".join(self.draw.choice(self.syllables) for _ in range(self.draw.randint(2, 4)))

    def name(self, known: str) -> str:
        if known not in self.names:
            new = self.draw.random() < RENAMED
            self.names[known] = _CAPITAL.sub(lambda _: self.word().capitalize(), known) if new else known
        return self.names[known]

    def part(self, match: re.Match[str]) -> str:
        if match[0][0] == "[":
            return self.name(match[0].split(":", 1)[1][:-1])
        if not match[0][0].isdigit():
            return self.word() if self.draw.random() < FRESH else match[0]
        if len(match[0]) == 4 and match[0].startswith(("19", "20")):  # years stay years
            return str(self.draw.randint(1960, 2026))
        if len(match[0]) == 3 and match[0] == "000":
            return match[0]
        # no number begins with a zero that it did not have, and days of a month stay some
        first = self.draw.randint(1, max(1, min(2, int(match[0][0])))) if len(match[0]) == 2 else 0
        return str(first or self.draw.randint(1, 9)) + "".join(
            str(self.draw.randint(0, 9)) for _ in match[0][1:]
        )

    def sentence(self, text: str) -> str:
        return _PART.sub(self.part, text)


def articles(lang: str, words: int, seed: int = 0, density: str = "business") -> Iterator[str]:
    """Articles of about ``LENGTH`` words in paragraphs of four passages, ``words`` in all, no sentence twice."""
    facts, deals = DENSITIES[density]
    draw = random.Random(f"{lang} {seed}")
    seen: set[int] = set()
    count = 0
    while count < words:
        article = _Article(lang, draw)
        parts: list[str] = []
        length = 0
        while length < min(LENGTH, words - count):
            chance = draw.random()
            if chance < facts:
                pool = _cases(lang, draw.choice(("money", "percent", "date")))
            else:
                pool = _cases(lang, "acquisition") if chance < facts + deals else _passages(lang)
            sentence = article.sentence(draw.choice(pool))
            if hash(sentence) in seen:
                continue
            seen.add(hash(sentence))
            parts.append(sentence)
            length += len(sentence.split())
        count += length
        yield "\n\n".join(" ".join(parts[at : at + 4]) for at in range(0, len(parts), 4))


def distinct_text(lang: str, words: int, seed: int = 0) -> str:
    """About ``words`` words of articles, one behind the other."""
    return "\n\n".join(articles(lang, words, seed))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=200_000, help="in each language")
    parser.add_argument("--out", type=Path, help="folder to write LANG.jsonl to: an article a line")
    arguments = parser.parse_args()
    from aiextract.tokens import tokens

    print(f"{'':4}{'articles':>9}{'words':>10}{'MB':>7}{'distinct words':>16}")
    for lang in LANGUAGES:
        texts = list(articles(lang, arguments.words))
        size = sum(len(text.encode()) for text in texts) / 1e6
        distinct = len({word for text in texts for word in tokens(text)[0]})
        words = sum(len(text.split()) for text in texts)
        print(f"{lang:4}{len(texts):9,}{words:10,}{size:7.2f}{distinct:16,}")
        if arguments.out:
            import json

            arguments.out.mkdir(parents=True, exist_ok=True)
            lines = (json.dumps({"text": text, "lang": lang}, ensure_ascii=False) for text in texts)
            (arguments.out / f"{lang}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
