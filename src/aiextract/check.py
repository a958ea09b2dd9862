"""A language file's own examples, run: each rule must do what the examples beside it say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from aiextract.documents import Article, read_in
from aiextract.errors import LanguageFileError
from aiextract.events import cite
from aiextract.events.entries import expand
from aiextract.languages import Language
from aiextract.languages.schema import Example, Rule, Section
from aiextract.languages.schema.events import TriggerRule
from aiextract.records import DEFAULT_TYPES, EVENT_TYPES, plain
from aiextract.scan import Candidate, Region, numbers
from aiextract.scan.dates.pattern import PatternError
from aiextract.scanning import SCANS, Reading, events, mention, numbered, scan_all
from aiextract.source import Source

# The section of a language file -> the types of what its rules make.
TYPES = {
    "money": ("MONEY",),
    "percent": ("PERCENT",),
    "dates": ("DATE",),
    "organizations": ("ORG",),
    "events": tuple(EVENT_TYPES),
    **{kind.lower(): (kind,) for kind in EVENT_TYPES},
}
MOST = 8_000  # phrases that a pattern of a trigger stands for: all are held in memory
MENTIONS = tuple(kind for kind in SCANS if kind in DEFAULT_TYPES)


class Problem(NamedTuple):
    """An example that does not come out, a rule without one, or a pattern that stands for too much."""

    rule: str
    text: str
    reason: str


def run(language: Language) -> list[Problem]:
    """The problems of a language file, none where all examples come out.

    Raises LanguageFileError for a pattern that does not parse: no text can be read with it.
    """
    try:
        problems = [one for section, rule in rules(language) for one in _check(language, section, rule)]
        return [*_check_text(language), *_check_numbers(language), *problems]
    except PatternError as error:
        raise LanguageFileError(language.code, f"dates: {error}") from None


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


def _check_numbers(language: Language) -> Iterator[Problem]:
    """The examples of the number words: a text that is one number, and its value."""
    for text, value in language.numbers.examples.items():
        found = numbers.scan(Source(text), Region(0, len(text), language))
        read = [(n.vague, n.value) for n in found]
        wanted = (value.startswith("vague "), Decimal(value.removeprefix("vague ")))
        if read != [wanted] or (found[0].start, found[0].end) != (0, len(text)):
            spans = ", ".join(f"{text[n.start : n.end]!r} = {plain(n.value)}" for n in found)
            yield Problem(f"{language.code}.numbers", text, f"wants {value}, but read {spans or 'nothing'}")


def _check(language: Language, section: str, rule: Rule) -> Iterator[Problem]:
    kinds = TYPES[section]
    name = section if len(kinds) > 1 else kinds[0].lower()
    rule_id = f"{language.code}.{name}.{rule.name}"
    if not rule.examples:
        yield Problem(rule_id, "", "has no example")
    for pattern in rule.words if isinstance(rule, TriggerRule) else ():
        if (count := sum(1 for _ in expand(pattern))) > MOST:
            yield Problem(rule_id, pattern, f"stands for {count} phrases, more than {MOST}: shorten it")
    for example in rule.examples:
        source, article = Source(example.text), read_in(example.text, language, example.published)
        readings = list(scan_all(source, article, MENTIONS))
        if kinds[0] in MENTIONS:
            found = next(reading.winners for reading in readings if reading.type == kinds[0])
            reason = _judge(example, [candidate for candidate in found if candidate.rule == rule_id])
        else:
            reason = _judge_events(
                example, [event for kind in kinds for event in _events(kind, source, article, readings)]
            )
        if reason:
            yield Problem(rule_id, example.text, reason)


def _events(kind: str, source: Source, article: Article, readings: list[Reading]) -> list[dict[str, Any]]:
    """The events of an example as their records will have them."""
    mentions = numbered(mention(source.text, found) for reading in readings for found in reading.winners)
    promoted, found = events(kind, source, article, mentions)
    return cite(found, numbered([*mentions, *(mention(source.text, name) for name in promoted)]))


def _judge_events(example: Example, events: list[dict[str, Any]]) -> str | None:
    """Why the events are not the one (or, of a rejected example, none) that the example wants."""
    if example.reject:
        return f"must not tell of an event, but made {events}" if events else None
    if len(events) == 1 and all(events[0].get(key) == value for key, value in example.expect.items()):
        return None
    return f"wants {example.expect}, but made {events or 'nothing'}"


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
