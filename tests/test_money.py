from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiextract.languages import available, get_language
from aiextract.records import Money
from aiextract.scan import Candidate, Region, money
from aiextract.scan.currencies import Currencies
from aiextract.source import Source

LANGUAGES = (*available(), "und")


def scan(text: str, lang: str) -> list[Candidate]:
    return money.scan(Source(text), [Region(0, len(text), get_language(lang))])


def read(text: str, lang: str) -> list[tuple[str, str, str | None, str]]:
    return [
        (text[c.start : c.end], c.fields["amount_min"], c.fields["amount_max"], c.fields["currency"])
        for c in scan(text, lang)
    ]


def only(text: str, lang: str) -> dict[str, Any]:
    (candidate,) = scan(text, lang)
    return candidate.fields


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        # English style in other languages, and their own style.
        ("pt", "$5,000 por pessoa", ("$5,000", "5000", "5000", "USD")),
        ("pt", "R$ 5,899 o litro", ("R$ 5,899", "5.899", "5.899", "BRL")),
        ("id", "6,251 juta dolar AS", ("6,251 juta dolar AS", "6251000", "6251000", "USD")),
        # Glued words.
        ("pt", "excederáUS$ 25 bilhões", ("US$ 25 bilhões", "25000000000", "25000000000", "USD")),
        ("pt", "US$ 5 bilhõesenormes perdas", ("US$ 5 bilhões", "5000000000", "5000000000", "USD")),
        # Currency behind a sign, spaced signs, codes with a magnitude.
        ("fr", "16 millions de $CAD", ("16 millions de $CAD", "16000000", "16000000", "CAD")),
        ("fr", "1,5 million d' euros", ("1,5 million d' euros", "1500000", "1500000", "EUR")),
        ("fr", "68,65 $US", ("68,65 $US", "68.65", "68.65", "USD")),
        ("pt", "R $ 43 mil", ("R $ 43 mil", "43000", "43000", "BRL")),
        ("en", "48.5 MGBP", ("48.5 MGBP", "48500000", "48500000", "GBP")),
        ("pt", "75 USD milhões", ("75 USD milhões", "75000000", "75000000", "USD")),
        # A magnitude shared by a range.
        ("en", "$3 to $5 million", ("$3 to $5 million", "3000000", "5000000", "USD")),
        ("fr", "de 500 000 à 1 million d'euros", ("500 000 à 1 million d'euros", "500000", "1000000", "EUR")),
    ],
)
def test_single_amounts(lang: str, text: str, expected: tuple[str, str, str, str]) -> None:
    assert read(text, lang) == [expected]


def test_a_sign_between_two_numbers_belongs_to_the_one_it_touches() -> None:
    assert [row[0] for row in read("10$ 20$", "en")] == ["10$", "20$"]
    assert [row[0] for row in read("$10 $20", "en")] == ["$10", "$20"]
    assert [row[0] for row in read("in 2019 USD 700 billion", "en")] == ["USD 700 billion"]


def test_a_year_is_no_lower_end() -> None:
    assert [row[0] for row in read("en 2015 à 221 milliards de dollars", "fr")] == [
        "221 milliards de dollars"
    ]


def test_falling_bounds_are_two_amounts() -> None:
    assert [row[1] for row in read("3% on £12,000 – £360", "en")] == ["12000", "360"]


@pytest.mark.parametrize(
    "text",
    ["€uro 2024", "dollar store", "ALL 5 solutions", "TOP 500", "1100 ft", "they all try 5 tops", "US$ only"],
)
def test_not_money(text: str) -> None:
    assert scan(text, "en") == []


@pytest.mark.parametrize(
    ("lang", "text", "qualifier"),
    [
        ("fr", "pouvant atteindre 3 euros", "up_to"),
        ("fr", "près d'un million d'euros", "about"),
        ("fr", "3 millions d'euros environ", "about"),
        ("pt", "ultrapassou a marca dos 3 bilhões de reais", "more_than"),
        ("pt", "chegarAté US$ 5 milhões", "up_to"),
        ("id", "15 juta rupiah lebih", "more_than"),
        ("id", "15 juta rupiah lebih besar dari target", "exact"),
        ("en", "$5 million or more", "at_least"),
        ("en", "$5 million", "exact"),
    ],
)
def test_qualifiers_leave_the_bounds_alone(lang: str, text: str, qualifier: str) -> None:
    fields = only(text, lang)
    assert fields["qualifier"] == qualifier
    assert fields["amount_min"] == fields["amount_max"]


def test_vague_amounts_have_no_upper_bound() -> None:
    fields = only("dezenas de milhares de milhões de dólares", "pt")
    assert (fields["amount_min"], fields["amount_max"], fields["qualifier"]) == ("10000000000", None, "vague")


@pytest.mark.parametrize(
    ("lang", "text", "per"),
    [
        ("pt", "US$ 0,20 por tokens de 8K", "8000 token"),
        ("en", "$28 a share", "share"),
        ("en", "£125 in prizes per year", "year"),
        ("fr", "80 dollars le baril", "baril"),
        ("en", "$15.4/hour", "hour"),
        ("fr", "100 millions d'euros par emprunt", None),
        ("fr", "5 millions d'euros la semaine dernière", None),
        ("en", "$3 billion a year earlier", None),
        ("en", "a $2m-a-year contract", "year"),
        ("pt", "US$ 5 milhões por 3 anos", None),
        ("fr", "20 dollars par million de tokens", "1000000 token"),
    ],
)
def test_per(lang: str, text: str, per: str | None) -> None:
    assert only(text, lang)["per"] == per


def test_regions_have_languages_of_their_own() -> None:
    source = Source("3 milliards d'euros | 3 bilhões de reais")
    regions = [Region(0, 21, get_language("fr")), Region(21, len(source), get_language("pt"))]
    assert [c.fields["currency"] for c in money.scan(source, regions)] == ["EUR", "BRL"]


@settings(deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="$€£RUSDp 0123456789.,-–mkbn%'\n", max_size=80))
def test_any_text_gives_records(text: str) -> None:
    for lang in LANGUAGES:
        for candidate in scan(text, lang):
            surface = text[candidate.start : candidate.end]
            assert surface
            record = Money(
                id="m1", start=candidate.start, end=candidate.end, surface=surface, **candidate.fields
            )
            assert (
                record.amount_max is None
                or record.amount_min is None
                or record.amount_min <= record.amount_max
            )


def test_a_price_with_two_idle_decimals_is_thousands() -> None:
    for text, amount in {
        "1,500 pesos": "1500",
        "$ 5,000 millones": "5000000000",
        "1,459 euros": "1.459",
    }.items():
        source = Source(text)
        (found,) = money.scan(source, [Region(0, len(text), get_language("es"))])
        assert found.fields["amount_min"] == amount


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_amount_is_lost_to_the_first_look(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    examples = [example.text for rule in get_language(lang).money.rules for example in rule.examples]
    text = "; ".join(
        [*examples, "US$ 5", "5 US$", "$ us 5", "5 zl", "5k$", "CHF5", "5 MEUR", "kUSD 5", "a 5 b"]
    )
    seen = read(text, lang)
    for look in ("_may_end", "_may_begin"):
        monkeypatch.setattr(Currencies, look, lambda self, *place: True)
    assert seen == read(text, lang)
    assert seen
