"""The scanners by type: how one article is read for each, in the order in which mentions are held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from aiextract.documents import Article
from aiextract.languages import parse_code
from aiextract.scan import Candidate
from aiextract.scan.overlaps import Loss, Span, resolve
from aiextract.source import LOST, Source

if TYPE_CHECKING:
    from aiextract.events import EventResult
    from aiextract.events.reasons import Trace
    from aiextract.organizations import NameSpan


class Task(NamedTuple):
    """What a scanner reads: a text, what is known of the article, the spans that earlier mentions hold.

    ``names`` are those of all kinds that a model found, None where no model has read the text; only the
    scanner of organizations and events ask for them, and it alone for whether its ``rules`` are to be used.
    """

    source: Source
    article: Article
    taken: Sequence[Span] = ()
    names: Sequence[NameSpan] | None = None
    rules: bool = True


class Reading(NamedTuple):
    """What the scanner of one type found: the mentions, and what lost to which of them."""

    type: str
    winners: list[Candidate]
    losses: list[Loss]


# Each scanner is imported when it first reads: a pipeline for money alone never loads a name list.
def _money(task: Task) -> list[Candidate]:
    from aiextract.scan import money

    return money.scan(task.source, task.article.regions)


def _percents(task: Task) -> list[Candidate]:
    from aiextract.scan import percent

    return percent.scan(task.source, task.article.regions)


def _dates(task: Task) -> list[Candidate]:
    from aiextract.scan import dates

    article = task.article
    foreign = parse_code(article.lang)[0]
    return dates.scan(task.source, article.regions, article.published, foreign=foreign)


def _quantities(task: Task) -> list[Candidate]:
    from aiextract.scan import quantity

    return quantity.scan(task.source, task.article.regions)


def _organizations(task: Task) -> list[Candidate]:
    from aiextract import organizations

    return organizations.scan(
        task.source, task.article.regions, taken=task.taken, extra=task.names, rules=task.rules
    )


# The order is the precedence: an earlier type's mention holds its characters.
SCANS: dict[str, Callable[[Task], list[Candidate]]] = {
    "MONEY": _money,
    "PERCENT": _percents,
    "DATE": _dates,
    "QUANTITY": _quantities,
    "ORG": _organizations,
}


def candidates(kind: str, task: Task) -> list[Candidate]:
    """What the rules of one type read, overlapping as they may."""
    return _legible(task.source, SCANS[kind](task))


def scan(kind: str, task: Task) -> Reading:
    """The mentions of one type that overlap none of the ``taken`` spans."""
    return Reading(kind, *resolve(candidates(kind, task), task.taken))


def _legible(source: Source, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates without U+FFFD: a character that was lost, a lone surrogate say, is in no mention."""
    if LOST not in source.text:
        return candidates
    return [found for found in candidates if LOST not in source.text[found.start : found.end]]


def scan_all(
    source: Source, article: Article, types: Iterable[str], names: Sequence[NameSpan] | None = None
) -> Iterator[Reading]:
    """The mentions of several types, in the order of SCANS; ``names`` as in Task."""
    asked = set(types)
    taken: list[Span] = []
    for kind in SCANS:
        if kind in asked:
            reading = scan(kind, Task(source, article, taken, names))
            taken += [(found.start, found.end) for found in reading.winners]
            yield reading


def mention(text: str, found: Candidate) -> dict[str, Any]:
    """A candidate as the mention that it becomes, with the fields of its record but for the id."""
    return {
        "type": found.type,
        "start": found.start,
        "end": found.end,
        "surface": text[found.start : found.end],
        "rule": found.rule,
        **found.fields,
    }


def numbered(mentions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The mentions by start, with their ids ``m1``, ``m2`` …."""
    ordered = sorted(mentions, key=lambda m: (m["start"], m["end"]))
    return [{**found, "id": f"m{number}"} for number, found in enumerate(ordered, 1)]


def events(
    kind: str,
    source: Source,
    article: Article,
    mentions: Sequence[Mapping[str, Any]],
    trace: Trace | None = None,
    names: Sequence[NameSpan] | None = None,
) -> tuple[list[Candidate], list[dict[str, Any]]]:
    """The names that only the events of a type tell, and the events (slots are spans: ``EventResult``).

    How they came about is added to ``trace``, if there is one. ``names`` as in Task.
    """
    module = import_module(f"aiextract.events.{kind.lower()}")
    found: EventResult = module.find(
        source, article.regions, article.sentences, mentions, article.published, trace, names or ()
    )
    if not found.promoted:
        return [], found.events
    promoted, _ = resolve(_legible(source, found.promoted), [(m["start"], m["end"]) for m in mentions])
    return promoted, found.events
