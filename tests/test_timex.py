import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiextract import timex
from aiextract.errors import PublishedError


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-08-13", "2024-08-13", "2024-08-13"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-W33", "2024-08-12", "2024-08-18"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2024-W33-WE", "2024-08-17", "2024-08-18"),
        ("2024-W33-3", "2024-08-14", "2024-08-14"),
        ("2023-SU", "2023-06-01", "2023-08-31"),
        ("2023-WI", "2023-12-01", "2024-02-29"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2024-01/2024-07", "2024-01-01", "2024-07-31"),
        ("2023-12-30/2024-01-02", "2023-12-30", "2024-01-02"),
    ],
)
def test_days(value: str, first: str, last: str) -> None:
    found = timex.days(value)
    assert found is not None
    assert (found[0].isoformat(), found[1].isoformat()) == (first, last)


@pytest.mark.parametrize(
    "value",
    ["", "BC0044", "FY2024", "P3Y", "XXXX-04", "XXXX", "XXXX-WXX-2", "2024-13", "2023-02-30", "2023-W53",
     "2024-Q5", "0000", "9999-WI", "2024-07/2024-01", "2024/", "/", "２０２４", "2024-8"],
)  # fmt: skip
def test_values_without_days(value: str) -> None:
    assert timex.days(value) is None


@given(st.text())
def test_days_never_raises(value: str) -> None:
    timex.days(value)
    timex.precision(value)


def test_published_is_kept_at_its_precision() -> None:
    assert timex.parse_published(None) is None
    assert timex.parse_published("2024") == "2024"
    assert timex.parse_published("2024-08") == "2024-08"
    assert timex.parse_published("2024-08-13") == "2024-08-13"
    assert timex.parse_published(dt.date(2024, 8, 13)) == "2024-08-13"
    assert timex.parse_published(dt.datetime(2024, 8, 13, 23, 59)) == "2024-08-13"


@pytest.mark.parametrize(
    "value", ["", "13/08/2024", "2024-13", "2023-02-29", "yesterday", "24", "2024-Q1", 2024]
)
def test_published_must_be_a_date(value: object) -> None:
    with pytest.raises(PublishedError, match="YYYY-MM-DD"):
        timex.parse_published(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "count", "unit", "wanted"),
    [
        ("2024-08-13", -1, "M", "2024-07"),
        ("2024-01-13", -1, "M", "2023-12"),
        ("2024-08-13", -1, "W", "2024-W32"),
        ("2024-08-13", 0, "WE", "2024-W33-WE"),
        ("2024-01-13", 0, "S", "2023-WI"),
        ("2024-08-13", -1, "Q", "2024-Q2"),
        ("2024", -1, "DE", "201X"),
        ("2024", 1, "CE", "21XX"),
        ("2024", -1, "M", None),
        ("2024-08", -1, "D", None),
        ("2024", 9000, "Y", None),
        ("XXXX-08", -1, "Y", None),
    ],
)
def test_shift(value: str, count: int, unit: str, wanted: str | None) -> None:
    assert timex.shift(value, count, unit) == wanted


@pytest.mark.parametrize(
    ("value", "count", "unit", "wanted"),
    [
        ("2024-Q1", -1, "Y", "2023-Q1"),
        ("2024-02-29", -1, "Y", "2023-02-28"),
        ("2024-08-13", 2, "W", "2024-08-27"),
        ("2024-W33", -1, "W", "2024-W32"),
        ("2024", -1, "M", None),
        ("2024-08", 1, "D", None),
    ],
)
def test_moved_keeps_the_precision(value: str, count: int, unit: str, wanted: str | None) -> None:
    assert timex.moved(value, count, unit) == wanted


def test_parts_of_a_period() -> None:
    assert timex.inside("2024", 1, 7, "M") == "2024-01/2024-07"
    assert timex.inside("2023", -3, -1, "M") == "2023-10/2023-12"
    assert timex.inside("2015-10", -1, -1, "D") == "2015-10-31"
    assert timex.inside("2019", 1, 1, "W") == "2019-W01"
    assert timex.inside("2015", -1, -1, "W") == "2015-W53"
    assert timex.inside("2024", 1, 13, "M") is None
    assert timex.nth_weekday("2024-06", 1, 1) == "2024-06-03"
    assert timex.nth_weekday("2013-05", -1, 1) == "2013-05-27"
    assert timex.nth_weekday("2024-06", 5, 1) is None


@pytest.mark.parametrize("day", ["2016-03-27", "2017-04-16", "2019-04-21", "2024-03-31", "2025-04-20"])
def test_easter(day: str) -> None:
    assert timex.easter(int(day[:4])).isoformat() == day


@given(st.integers(100, 9899), st.sampled_from(["D", "W", "M", "Q", "H", "S", "Y", "DE", "CE"]))
def test_every_period_is_its_own_value(year: int, unit: str) -> None:
    value = timex.shift(f"{year:04d}-05-17", 0, unit)
    assert value is not None
    assert timex.precision(value) == unit
    assert timex.shift(value, 0, unit) == value


def test_working_days_leave_out_the_weekend() -> None:
    assert timex.moved("2024-08-16", 1, "B") == "2024-08-19"
    assert timex.moved("2024-08-17", 1, "B") == "2024-08-19"
    assert timex.moved("2024-08-14", -8, "B") == "2024-08-02"
    assert timex.moved("2024-08", 3, "B") is None
