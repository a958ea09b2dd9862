"""The scanners by type: how one article is read for each, in the order in which mentions are held."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from aiextract.documents import Article
from aiextract.languages import parse_code
from aiextract.scan import Candidate
from aiextract.scan.overlaps import Loss, Span, resolve
from aiextract.source import Source

Scan = Callable[[Source, Article, list[Span]], list[Candidate]]


class Reading(NamedTuple):
    """What the scanner of one type found: the mentions, and what lost to which of them."""

    type: str
    winners: list[Candidate]
    losses: list[Loss]


# Each scanner is imported when it first reads: a pipeline for money alone never loads a name list.
def _money(source: Source, article: Article, taken: list[Span]) -> list[Candidate]:
    from aiextract.scan import money

    return money.scan(source, article.regions)


def _percents(source: Source, article: Article, taken: list[Span]) -> list[Candidate]:
    from aiextract.scan import percent

    return percent.scan(source, article.regions)


def _dates(source: Source, article: Article, taken: list[Span]) -> list[Candidate]:
    from aiextract.scan import dates

    return dates.scan(source, article.regions, article.published, article.lang.partition("-")[0])


def _quantities(source: Source, article: Article, taken: list[Span]) -> list[Candidate]:
    from aiextract.scan import quantity

    return quantity.scan(source, article.regions)


def _organizations(source: Source, article: Article, taken: list[Span]) -> list[Candidate]:
    from aiextract import organizations

    return organizations.scan(source, article.regions, taken=taken)


# The order is the precedence: an earlier type's mention holds its characters.
SCANS: dict[str, Scan] = {
    "MONEY": _money,
    "PERCENT": _percents,
    "DATE": _dates,
    "QUANTITY": _quantities,
    "ORG": _organizations,
}


def scan(source: Source, article: Article, kind: str, taken: list[Span]) -> Reading:
    """The mentions of one type that overlap none of the ``taken`` spans."""
    return Reading(kind, *resolve(SCANS[kind](source, article, taken), taken))


def scan_all(source: Source, article: Article, types: Iterable[str]) -> Iterator[Reading]:
    """The mentions of several types, in the order of SCANS."""
    asked = set(types)
    taken: list[Span] = []
    for kind in SCANS:
        if kind in asked:
            reading = scan(source, article, kind, taken)
            taken += [(found.start, found.end) for found in reading.winners]
            yield reading
