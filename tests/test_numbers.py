from __future__ import annotations

from decimal import Decimal, getcontext, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiextract.languages import Language, available, get_language
from aiextract.languages.schema.numbers import NumbersSection
from aiextract.scan import Region, digits, numbers
from aiextract.scan.compounds import PREFIX
from aiextract.source import Source


def spans(text: str, lang: str) -> tuple[numbers.NumberSpan, ...]:
    return numbers.scan(Source(text), Region(0, len(text), get_language(lang)))


def values(text: str, lang: str) -> list[str]:
    return [str(span.value) for span in spans(text, lang)]


@pytest.mark.parametrize("lang", ["en", "fr", "pt", "id"])
def test_every_language_has_examples(lang: str) -> None:
    assert len(get_language(lang).numbers.examples) >= 10


@pytest.mark.parametrize(
    ("run", "decimal", "value"),
    [
        ("1,335", ",", "1.335"),
        ("1,335", ".", "1335"),
        ("1.335", "", "1335"),
        ("0,125", ".", "0.125"),
        ("20000,150", ".", "20000.150"),
        ("103.7", ",", "103.7"),
        ("1.234,50", ".", "1234.50"),
        ("1,234.50", ",", "1234.50"),
        ("1 234,5", ",", "1234.5"),
        ("1'049.95", ".", "1049.95"),
        ("1,804,3", ".", "1804.3"),
        ("12,34,567", ".", "1234567"),
        (",08", ",", "0.08"),
    ],
)
def test_marks(run: str, decimal: str, value: str) -> None:
    reading = digits.read(run, decimal)
    assert reading is not None
    assert reading.value == Decimal(value)
    assert reading.length == len(run)


@pytest.mark.parametrize("run", ["24.08.2023", "192.168.0.1", "1.2.3", "1,2,3"])
def test_dates_versions_and_addresses_are_no_numbers(run: str) -> None:
    assert digits.read(run, ".") is None


def test_both_readings_are_kept() -> None:
    reading = digits.read("1,335", ",")
    assert reading is not None
    assert (reading.value, reading.other) == (Decimal("1.335"), Decimal(1335))


def test_a_year_does_not_group_with_the_number_behind_it() -> None:
    assert values("em 2016 300 pessoas", "pt") == ["2016", "300"]


def test_the_convention_of_the_text_wins_where_it_is_the_only_one_seen() -> None:
    assert values("custou $103.7 milhões e rendeu 1,804 milhões", "pt") == ["103700000.0", "1804000000"]
    assert values("custou 103,7 milhões e rendeu 1,804 milhões", "pt") == ["103700000.0", "1804000.000"]


def test_magnitude_and_coefficient() -> None:
    (span,) = spans("2 mil milhões", "pt")
    assert (span.value, span.magnitude, span.coefficient) == (2 * 10**9, 10**9, 2)


def test_a_bare_magnitude_is_vague_only_in_the_plural() -> None:
    assert spans("le milliard", "fr") == ()
    (span,) = spans("des milliards", "fr")
    assert (span.value, span.vague) == (10**9, True)


def test_hundred_behind_digits_is_a_coin() -> None:
    assert values("15 cents", "fr") == ["15"]
    assert values("cinq cents", "fr") == ["500"]


GLUED = Language(
    code="xx",
    name="A language that glues number words",
    numbers=NumbersSection(
        units={"fünf": 5, "sieben": 7, "fünfzehn": 15, "zwanzig": 20},
        multipliers={"hundert": 100, "tausend": 1000, "millionen": 1_000_000},
        ones=("hundert", "tausend"),
        glued=("und",),
    ),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fünfundzwanzig", 25),
        ("siebenhundertfünfzehn", 715),
        ("fünfundzwanzigtausend", 25_000),
        ("siebenhundertfünfundzwanzig Millionen", 725_000_000),
        ("hundertfünf", 105),
    ],
)
def test_glued_number_words(text: str, expected: int) -> None:
    (span,) = numbers.scan(Source(text), Region(0, len(text), GLUED))
    assert (span.value, span.end) == (expected, len(text))


@pytest.mark.parametrize("text", ["fünfjährig", "siebenfünf", "zwanzigzwanzig", "fünf" * 40])
def test_words_that_only_begin_as_a_number(text: str) -> None:
    assert numbers.scan(Source(text), Region(0, len(text), GLUED)) == ()


def test_numbers_are_read_once_a_source() -> None:
    source = Source("3,5 millions")
    region = Region(0, len(source), get_language("fr"))
    assert numbers.scan(source, region) is numbers.scan(source, region)


def test_a_region_bounds_the_numbers() -> None:
    source = Source("12 34 56")
    found = numbers.scan(source, Region(3, 5, get_language("en")))
    assert [(span.start, span.end) for span in found] == [(3, 5)]


def test_values_are_exact_whatever_the_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 3
        (span,) = spans("123,456.78 million", "en")
    assert span.value == Decimal("123456780000")
    assert getcontext().prec == 28


@settings(deadline=None)
@given(st.text(alphabet="0123456789., '-–$€%eéaoumilh\n", max_size=60))
def test_spans_are_ordered_and_inside(text: str) -> None:
    for lang in ("fr", "pt", "und"):
        reach = 0
        for span in spans(text, lang):
            assert reach <= span.start < span.end <= len(text)
            reach = span.end


def test_fractions_are_counted_or_stand_behind_an_article() -> None:
    language = get_language("es")
    for text, value in {
        "tres quintos": "0.6",
        "un quinto": "0.2",
        "tres cuartos de millón": "750000",
    }.items():
        source = Source(text)
        (number,) = numbers.scan(source, Region(0, len(text), language))
        assert (number.start, number.end, number.value) == (0, len(text), Decimal(value))
    assert numbers.scan(Source("el quinto"), Region(0, 9, language)) == ()


def test_the_evident_decimal_mark_holds_between_blank_lines_only() -> None:
    english, french = "$103.7 millions, $1.234 millions", "3,5 millions d'euros, 1.234 €"
    assert values(english, "fr") == ["103700000.0", "1234000.000"]
    assert values(f"{english}\n\n{french}", "fr") == values(english, "fr") + values(french, "fr")


@pytest.mark.parametrize("lang", [code for code in available() if get_language(code).numbers.glued])
def test_the_first_letters_show_every_number_in_one_word(lang: str) -> None:
    words = numbers.lexicon(get_language(lang))
    assert words.prefixes is not None
    parts = [entry for entry, (kind, _) in words.entries.items() if kind in "UM" and " " not in entry]
    glued = get_language(lang).numbers.glued
    for word in (one + joiner + other for one in parts for joiner in ("", *glued) for other in parts):
        assert word[:PREFIX] in words.prefixes
