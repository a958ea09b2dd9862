from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiextract.languages import available, get_language
from aiextract.records import Percent
from aiextract.scan import Candidate, Region, percent
from aiextract.source import Source

LANGUAGES = (*available(), "und")


def scan(text: str, lang: str) -> list[Candidate]:
    return percent.scan(Source(text), [Region(0, len(text), get_language(lang))])


def directions(text: str, lang: str) -> list[str | None]:
    return [candidate.fields["direction"] for candidate in scan(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "a diminué de 7,8% sur un mois et de 31,2% sur un an", ["decrease", "decrease"]),
        ("fr", "reculé de 17,6% et 30,4% sur un an, soit 19,3%", ["decrease"] * 3),
        ("fr", "une baisse, et 40 % des voix", [None]),
        ("fr", "(+0,4 %) puis (- 1,2 %)", ["increase", "decrease"]),
        ("fr", "une hausse comprise entre 2% et 3%", ["increase"]),
        ("pt", "será reduzido para 49%", ["decrease"]),
        ("pt", "caíram 12% e têm 30% do mercado", ["decrease", None]),
        ("id", "turun 30% menjadi 12%", ["decrease", None]),
        ("en", "rose 5% to 12%", ["increase", None]),
        ("en", "a 5% annual increase", ["increase"]),
        ("en", "up to 5% of staff", [None]),
        # both ends of a way; a neutral verb has the direction of the numbers
        ("en", "fell from 9% a year ago to 7%", ["decrease", "decrease"]),
        ("en", "narrowed to 7% from 9%", ["decrease", "decrease"]),
        ("it", "è passata dal 2% al 5%", ["increase", "increase"]),
        ("fr", "est passé de 8 % à 7 %", ["decrease", "decrease"]),
        # what it is compared with: a change has the direction, a level has not
        ("de", "wuchs um 2 Prozent, nach 1 Prozent im Vorjahr", ["increase", "increase"]),
        ("de", "schrumpfte auf 7 Prozent, nach 9 Prozent im Vorjahr", ["decrease", None]),
        # over an object, over an aside, at the end of the clause
        ("id", "memangkas biaya produksi 10 persen", ["decrease"]),
        ("pt", "cresceram, depois de uma greve e de uma queda, 4%", ["increase"]),
        ("de", "sind 2015 um 6 % auf 221 Milliarden Dollar gestiegen", ["increase"]),
        ("de", "hob den Zins um 1 Prozent auf 4 Prozent an.", ["increase", None]),
        # a part handed over
        ("fr", "Brelan cède 30 % de Nerval", [None]),
        ("fr", "le titre cède 3 % à 14 euros", ["decrease"]),
        ("en", "won 52% of the vote", [None]),
        # heads of compounds, scripts without spaces, the point of an abbreviation
        ("nl", "een omzetdaling van 5 procent", ["decrease"]),
        ("zh", "销售额下降了7.5%", ["decrease"]),
        ("ja", "売上高は7.5%減った", ["decrease"]),
        ("pl", "wzrosły w 2015 r. o 6%", ["increase"]),
    ],
)
def test_directions(lang: str, text: str, expected: list[str | None]) -> None:
    assert directions(text, lang) == expected


@pytest.mark.parametrize("text", ["/search?q=30%25%2020%20", "100 people", "percent of 10", "20%3D"])
def test_not_a_share(text: str) -> None:
    assert scan(text, "en") == []


def test_values_stand_as_written_and_positive() -> None:
    (share,) = scan("-46,25%", "pt")
    assert (share.fields["value_min"], share.fields["direction"], share.start) == ("46.25", "decrease", 1)


def test_moves_are_no_ranges() -> None:
    assert [c.fields["value_min"] for c in scan("passé de 8 % à 9 %", "fr")] == ["8", "9"]
    assert [c.fields["value_min"] for c in scan("de 8 % à 9 %", "fr")] == ["8"]


@settings(deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="0123456789.,-–+%‰ deàto()\n", max_size=80))
def test_any_text_gives_records(text: str) -> None:
    for lang in LANGUAGES:
        for candidate in scan(text, lang):
            surface = text[candidate.start : candidate.end]
            record = Percent(
                id="m1", start=candidate.start, end=candidate.end, surface=surface, **candidate.fields
            )
            assert record.value_min <= record.value_max
