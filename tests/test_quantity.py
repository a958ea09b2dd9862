from __future__ import annotations

import subprocess
import sys

import pytest

from aiextract.languages import get_language
from aiextract.scan import Region, quantity
from aiextract.source import Source


def read(text: str, lang: str) -> list[tuple[str, str, str, str, str]]:
    found = quantity.scan(Source(text), [Region(0, len(text), get_language(lang))])
    return [
        (text[c.start : c.end], *(c.fields[key] for key in ("value_min", "value_max", "unit", "qualifier")))
        for c in found
    ]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "un parc de 300 MW", ("300 MW", "300", "300", "megawatt", "exact")),
        ("fr", "plus de 2,5 millions de km²", ("2,5 millions de km²", "2500000", "2500000", "square kilometre", "more_than")),
        ("pt", "de 3 a 5 kg de arroz", ("3 a 5 kg", "3", "5", "kilogram", "exact")),
        ("id", "sekitar 12,5 GB data", ("12,5 GB", "12.5", "12.5", "gigabyte", "about")),
        ("en", "2.5 million tonnes of steel", ("2.5 million tonnes", "2500000", "2500000", "tonne", "exact")),
        ("en", "it ran at 200 km/h", ("200 km/h", "200", "200", "kilometre per hour", "exact")),
        ("nl", "een park van 300 MW", ("300 MW", "300", "300", "megawatt", "exact")),
        ("en", "five square kilometres", ("five square kilometres", "5", "5", "square kilometre", "exact")),
    ],
)  # fmt: skip
def test_measures(lang: str, text: str, expected: tuple[str, str, str, str, str]) -> None:
    assert read(text, lang) == [expected]


@pytest.mark.parametrize("text", ["at 5 am", "born in 1999 in Rome", "$5 million", "30 % of it", "5 a day"])
def test_not_a_measure(text: str) -> None:
    assert read(text, "en") == []


def test_units_are_loaded_only_when_asked_for() -> None:
    code = "import sys, aiextract.scan.quantity; sys.exit('quantulum3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
