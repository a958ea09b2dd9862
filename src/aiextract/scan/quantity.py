"""QUANTITY (opt-in): measures with units ("300 MW", "2.5 million tonnes", "40 km²").

Numbers, ranges and qualifiers are those of the language; the units are quantulum3's: symbols in any
language, names in English. They are loaded with the first measure that is asked for (seconds).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from aiextract.records import plain
from aiextract.scan import Candidate, Region, numbers
from aiextract.scan.arithmetic import times
from aiextract.scan.numbers import NumberSpan
from aiextract.scan.qualifiers import qualifiers
from aiextract.scan.ranges import ranges
from aiextract.source import Source

_KINDS = frozenset(
    "area,charge,current,data storage,data transfer rate,electric potential,energy,force,frequency,length,"
    "mass,power,pressure,speed,temperature,volume".split(",")
)
# Of the symbols in small letters only these: the others are words or times of day ("in", "am", "pt").
_SMALL = frozenset("bbl cal cl cm ft g ha hl hp kcal kg km l lb lbs m mg mi ml mm mph nm oz psi t yd".split())
_SINGLE = frozenset("WVL")
_SYMBOL = re.compile(r"([^\W\d_²³]+|[°º][^\W\d_])([²³]|[23](?!\w)|/h\b)?(?![\w/])")
_NAME = re.compile(r"[a-z]+(?:[ -][a-z]+){0,2}")
_POWERS = {"²": "square ", "2": "square ", "³": "cubic ", "3": "cubic "}


@lru_cache(maxsize=1)
def _units() -> tuple[dict[str, str], dict[str, str]]:
    """Symbol -> unit and English name -> unit, where quantulum3 knows one everyday meaning."""
    from quantulum3 import load

    known = load.units("en_US")

    def everyday(table: dict[str, set[object]]) -> dict[str, str]:
        found = {}
        for written, meanings in table.items():
            names = sorted(str(u.name) for u in meanings if str(u.entity.name) in _KINDS)  # type: ignore[attr-defined]
            if len(names) == 1 or written in names:
                found[written] = written if written in names else names[0]
        return found

    symbols = {
        symbol: unit
        for symbol, unit in everyday(known.symbols).items()
        if symbol in _SMALL or symbol in _SINGLE or (len(symbol) > 1 and not symbol.islower())
    }
    return symbols, everyday(known.surfaces)


def _find(source: Source, end: int) -> tuple[int, str] | None:
    """``(end, name)`` of the unit behind a number."""
    symbols, names = _units()
    at = end + 1 if source.folded[end : end + 1] in (" ", "-") else end
    match = _SYMBOL.match(source.text, at, at + 12)
    if match:
        unit = symbols.get(match.group(1).replace("º", "°"))
        suffix = match.group(2) or ""
        if unit and suffix in _POWERS:
            unit = _POWERS[suffix] + unit
        elif unit and suffix:
            unit += " per hour"
        if unit:
            return match.end(), unit
    words = _NAME.match(source.folded, at, at + 48)
    phrase = words.group() if words else ""
    while phrase:
        if phrase in names and not source.folded[at + len(phrase) : at + len(phrase) + 1].isalpha():
            return at + len(phrase), names[phrase]
        phrase = phrase[: max(phrase.rfind(" "), phrase.rfind("-"), 0)]
    return None


def scan(source: Source, regions: Sequence[Region]) -> list[Candidate]:
    """Candidates of type QUANTITY in the regions of a text, in the order of the text."""
    return [candidate for region in regions for candidate in _scan(source, region)]


def _scan(source: Source, region: Region) -> list[Candidate]:
    spans = [span for span in numbers.scan(source, region) if not span.vague]
    # An empty link stands for the space alone, which is tried anyway.
    named = filter(None, region.language.money.links)
    links = tuple(f" {link}" if link[-1] == "'" else f" {link} " for link in named)
    candidates: list[Candidate] = []
    before: NumberSpan | None = None
    floor = region.start
    for span in spans:
        found = _find(source, span.end)
        if found is None and span.magnitude > 1:
            link = next((link for link in links if source.folded.startswith(link, span.end)), None)
            found = _find(source, span.end + len(link) - 1) if link else None
        if found is not None:
            low = _low_end(source, region, before, span, floor)
            start = before.start if before is not None and low is not None else span.start
            candidates.append(
                Candidate(
                    "QUANTITY",
                    start,
                    found[0],
                    f"{region.language.code}.quantity.{'range' if low is not None else 'unit'}",
                    {
                        "value_min": plain(span.value if low is None else low),
                        "value_max": plain(span.value),
                        "unit": found[1],
                        "qualifier": qualifiers(region.language).find(source, start, found[0], floor),
                    },
                )
            )
            floor = found[0]
        before = span
    return candidates


def _low_end(
    source: Source, region: Region, low: NumberSpan | None, high: NumberSpan, floor: int
) -> Decimal | None:
    """The lower bound where the number before is the lower end of a range."""
    if low is None or low.start < floor:
        return None
    if not ranges(region.language).joins(source, low.start, low.end, high.start, floor, own_unit=False):
        return None
    value = low.value
    if low.magnitude == 1 and high.magnitude > 1 and value < high.coefficient:
        value = times(value, high.magnitude)
    return value if value < high.value else None
