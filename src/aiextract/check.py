"""A language file's own examples, run: each rule must do what the examples beside it say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from aiextract.documents import read_in
from aiextract.languages import Language
from aiextract.languages.schema import Example, Rule, Section
from aiextract.records import DEFAULT_TYPES
from aiextract.scan import Candidate
from aiextract.scanning import SCANS, scan_all
from aiextract.source import Source

# The section of a language file -> the type of what its rules make.
TYPES = {"money": "MONEY", "percent": "PERCENT", "dates": "DATE", "organizations": "ORG"}


class Problem(NamedTuple):
    """An example that does not come out, or a rule without one."""

    rule: str
    text: str
    reason: str


def run(language: Language) -> list[Problem]:
    """The problems of a language file, none where all examples come out."""
    problems = [problem for section, rule in rules(language) for problem in _check(language, section, rule)]
    return [*_check_text(language), *problems]


def rules(language: Language) -> Iterator[tuple[str, Rule]]:
    """Every rule of a language with the name of its section."""
    for section in TYPES:
        for rule in _walk(getattr(language, section)):
            yield section, rule


def _walk(node: Any) -> Iterator[Rule]:
    if isinstance(node, Rule):
        yield node
    if isinstance(node, Section):
        node = [value for _, value in node]
    elif isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, (list, tuple)):
        for value in node:
            if isinstance(value, (Section, dict, list, tuple)):
                yield from _walk(value)


def _check_text(language: Language) -> Iterator[Problem]:
    """The examples of the ``[text]`` section: sentences, title and date line of whole articles."""
    for example in language.text.examples:
        article = read_in(example.text, language)
        found = {
            "sentences": tuple(example.text[start:end] for start, end in article.sentences),
            "title": article.title,
            "published": article.published,
        }
        for name, value in found.items():
            if (wanted := getattr(example, name)) is not None and value != wanted:
                rule = f"{language.code}.text.{name}"
                yield Problem(rule, example.text, f"wants {wanted!r}, but found {value!r}")


def _check(language: Language, section: str, rule: Rule) -> Iterator[Problem]:
    kind = TYPES[section]
    rule_id = f"{language.code}.{kind.lower()}.{rule.name}"
    if not rule.examples:
        yield Problem(rule_id, "", "has no example")
    for example in rule.examples:
        found = [c for c in _read(language, example, kind) if c.rule == rule_id]
        if reason := _judge(example, found):
            yield Problem(rule_id, example.text, reason)


def _read(language: Language, example: Example, kind: str) -> list[Candidate]:
    """The mentions of one type in an example, among those of the types that come before it."""
    order = list(SCANS)
    wanted = [t for t in DEFAULT_TYPES if t in SCANS and order.index(t) <= order.index(kind)]
    readings = scan_all(Source(example.text), read_in(example.text, language, example.published), wanted)
    return [found for reading in readings if reading.type == kind for found in reading.winners]


def _judge(example: Example, found: list[Candidate]) -> str | None:
    """Why the mentions are not what the example wants, or None."""
    seen = [f"{example.text[c.start : c.end]!r} {c.fields}" for c in found]
    if example.reject:
        return f"must not fire, but made {', '.join(seen)}" if found else None
    surface = example.text if example.surface is None else example.surface
    for candidate in found:
        if example.text[candidate.start : candidate.end] == surface and all(
            candidate.fields.get(key) == value for key, value in example.expect.items()
        ):
            return None
    return f"wants {surface!r} {example.expect}, but made {', '.join(seen) or 'nothing'}"
