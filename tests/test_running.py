"""Words of scripts in which a regular expression does not see where a word ends."""

from decimal import Decimal

import pytest

from aiextract.languages import get_language
from aiextract.scan import Region, money, numbers, percent
from aiextract.scan.running import is_marked, words_of
from aiextract.source import Source


def test_the_longest_word_wins() -> None:
    assert words_of(["万", "万亿"], apart=False).findall("1万亿元") == ["万亿"]


def test_a_word_that_stands_apart_has_no_letter_or_mark_beside_it() -> None:
    pattern = words_of(["लाख"], apart=True)
    assert pattern.findall("3 लाख रुपये") == ["लाख"]
    assert pattern.findall("3 लाखों रुपये") == []


def test_marks() -> None:
    assert is_marked("करोड़")
    assert not is_marked("миллион")


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("ja", "3億5000万", 350_000_000),
        ("zh", "两千三百五十万", 23_500_000),
        ("zh", "四千五百萬", 45_000_000),
        ("ko", "1억 8천 6백만", 186_000_000),
        ("hi", "३.५ करोड़", 35_000_000),
        ("ar", "٣٫٥ مليون", 3_500_000),
        ("th", "3.5 ล้าน", 3_500_000),
    ],
)
def test_numbers(code: str, text: str, value: int) -> None:
    found = numbers.scan(Source(text), Region(0, len(text), get_language(code)))
    assert [n.value for n in found] == [Decimal(value)]


def test_a_korean_number_does_not_begin_inside_a_word() -> None:
    text = "시장이 원하는 가격"
    assert money.scan(Source(text), [Region(0, len(text), get_language("ko"))]) == []


def test_a_percent_word_before_the_number() -> None:
    text = "Pay yüzde 5 ila 7 arttı."
    (found,) = percent.scan(Source(text), [Region(0, len(text), get_language("tr"))])
    assert (found.fields["value_min"], found.fields["value_max"]) == ("5", "7")
    assert found.rule == "tr.percent.range"


@pytest.mark.parametrize("part", ["三億", "百", "万", "3万", "만", "लाख "])
def test_a_long_run_costs_no_more_than_its_length(part: str) -> None:
    text = part * 20_000
    for code in ("ja", "ko", "hi"):
        assert money.scan(Source(text), [Region(0, len(text), get_language(code))]) == []
