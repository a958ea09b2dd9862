"""Records: exact decimals, derived fields, frozen."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from aiextract.records import Acquisition, Date, Document, Money, Percent, plain


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2.5E+9", "2500000000"),
        ("0.13", "0.13"),
        ("0.20", "0.2"),
        ("1E-7", "0.0000001"),
        ("100", "100"),
        ("0", "0"),
        ("0.0", "0"),
    ],
)
def test_decimals_are_plain_strings(value: str, written: str) -> None:
    assert plain(Decimal(value)) == written


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0))
def test_decimals_survive_json_exactly(value: Decimal) -> None:
    money = Money(id="m1", start=0, end=1, surface="x", amount_min=value, amount_max=value)
    data = json.loads(money.model_dump_json())
    assert isinstance(data["amount_min"], str)
    assert "E" not in data["amount_min"]
    assert Money.model_validate(data).amount == value


def test_amount_is_for_points_only() -> None:
    span = {"id": "m1", "start": 0, "end": 1, "surface": "x"}
    assert Money(**span, amount_min="3", amount_max="3").amount == 3
    assert Money(**span, amount_min="3", amount_max="5").amount is None
    assert Money(**span, amount_min="1000000000", qualifier="vague").amount is None


def test_derived_days_are_written_and_ignored_on_reading() -> None:
    date = Date(id="m1", start=0, end=7, surface="2024-02", value="2024-02")
    data = json.loads(date.model_dump_json())
    assert (data["start_date"], data["end_date"]) == ("2024-02-01", "2024-02-29")
    assert Date.model_validate({**data, "start_date": "1999-01-01"}) == date


def test_mentions_are_told_apart_by_type() -> None:
    document = Document.model_validate(
        {
            "mentions": [
                {
                    "type": "PERCENT",
                    "id": "m1",
                    "start": 0,
                    "end": 3,
                    "surface": "5 %",
                    "value_min": "5",
                    "value_max": "5",
                },
                {"type": "ORG", "id": "m2", "start": 4, "end": 7, "surface": "ONU", "name": "ONU"},
            ],
            "events": [{"type": "ACQUISITION", "id": "e1", "target": "ONU", "status": "denied"}],
        }
    )
    assert [type(m).__name__ for m in document.mentions] == ["Percent", "Organization"]
    assert document.percents[0].value_min == Decimal(5)
    assert document.money == document.dates == ()
    assert isinstance(document.acquisitions[0], Acquisition)
    assert document.mention("m2") is document.organizations[0]


def test_records_are_frozen_and_strict() -> None:
    percent = Percent(id="m1", start=0, end=3, surface="5 %", value_min=Decimal(5), value_max=Decimal(5))
    with pytest.raises(ValidationError, match="frozen"):
        percent.value_min = Decimal(6)  # type: ignore[misc]
    with pytest.raises(ValidationError, match="extra"):
        Percent.model_validate({**percent.model_dump(), "colour": "blue"})
