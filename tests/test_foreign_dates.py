"""Dates of languages without a file: dateparser reads delimited spans, never running text."""

import pytest

from aiextract.languages import get_language
from aiextract.scan import Region, dates, foreign_dates
from aiextract.source import Source


def read(text: str, code: str, published: str | None = "2024-08-13") -> list[tuple[str, str]]:
    region = Region(0, len(text), get_language("und"))
    found = foreign_dates.scan(Source(text), [region], published, code)
    return [(text[c.start : c.end], c.fields["value"]) for c in found]


@pytest.mark.parametrize(
    ("code", "text", "wanted"),
    [
        ("sv", "Den 3 oktober 2020 steg priset.", [("3 oktober 2020", "2020-10-03")]),
        ("pl", "Spółka powstała 3 października 2020 r.", [("3 października 2020", "2020-10-03")]),
        ("tr", "Şirket 3 Ekim 2020 tarihinde kuruldu.", [("3 Ekim 2020", "2020-10-03")]),
        ("nl", "In maart 2021 en gisteren.", [("maart 2021", "2021-03"), ("gisteren", "2024-08-12")]),
        ("ro", "Pe 12 mai s-a deschis.", [("12 mai", "2024-05-12")]),
        ("fi", "Yhtiö perustettiin 3. lokakuuta 2020.", [("3. lokakuuta 2020", "2020-10-03")]),
    ],
)
def test_languages_without_a_file(code: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert read(text, code) == wanted


def test_no_day_is_made_up() -> None:
    assert read("I mars 2021 och mars.", "sv") == [("mars 2021", "2021-03")]


def test_numbers_are_left_alone() -> None:
    assert read("Priset steg 3,5 procent till 5 % och 12 kronor.", "sv") == []


def test_without_a_year_and_without_a_publication_date() -> None:
    assert read("Den 12 maj.", "sv", None) == [("12 maj", "XXXX-05-12")]
    assert read("Det sade han igår.", "sv", None) == [("igår", "XXXX-XX-XX")]


def test_a_day_that_does_not_exist() -> None:
    assert read("Den 31 februari 2020.", "sv") == []


@pytest.mark.parametrize("code", ["xx", "zz", "und", "../de"])
def test_a_language_that_dateparser_does_not_know(code: str) -> None:
    assert read("3 oktober 2020", code) == []


def test_the_date_scanner_asks_for_regions_without_a_language_only() -> None:
    text = "Den 3 oktober 2020 steg priset."
    source = Source(text)
    unknown = [Region(0, len(text), get_language("und"))]
    rules = [c.rule for c in dates.scan(source, unknown, None, "sv")]
    assert "sv.date.dateparser" in rules
    assert all(c.rule != "sv.date.dateparser" for c in dates.scan(source, unknown, None))
    french = [Region(0, len(text), get_language("fr"))]
    assert all(c.rule != "sv.date.dateparser" for c in dates.scan(source, french, None, "sv"))
