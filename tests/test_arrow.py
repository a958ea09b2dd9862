"""Documents as Arrow tables and back: nothing lost, every value typed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow", reason='needs pip install "aiextract[arrow]"')

from aiextract import gold  # noqa: E402
from aiextract.arrow import DECIMAL, SCHEMAS, flatten, from_arrow, to_arrow  # noqa: E402
from aiextract.errors import InputError  # noqa: E402
from aiextract.records import (  # noqa: E402
    EVENT_TYPES,
    MENTION_TYPES,
    Acquisition,
    Date,
    Document,
    Failure,
    Funding,
    Meta,
    Money,
    Organization,
    Percent,
    Quantity,
)

SEEDS = [case.gold for case in gold.read(Path(__file__).parent.parent / "seeds" / "gold")]
FRESH = Path(__file__).parent.parent / "benchmarks" / "fresh" / "gold"


def span(start: int, surface: str, name: str) -> dict[str, object]:
    return {"id": name, "start": start, "end": start + len(surface), "surface": surface, "sentence": 2}


RICH = Document(
    doc_id="d1",
    sha256="0" * 64,
    lang="pt-BR",
    published="2024-08",
    title="Título",
    text="Vêlmora \N{GRINNING FACE} …",
    mentions=(
        Money(
            **span(0, "US$ 0,13", "m1"),
            amount_min=Decimal("0.13"),
            amount_max=Decimal("0.13"),
            currency="USD",
            per="1000000 token",
            rule="pt.money.prefix",
        ),
        Money(
            **span(10, "dezenas de bilhões", "m2"),
            amount_min=Decimal(10**10),
            amount_max=None,
            qualifier="vague",
        ),
        Percent(**span(30, "60 %", "m3"), value_min=Decimal(60), value_max=Decimal(60), direction="decrease"),
        Date(**span(40, "início de agosto", "m4"), value="2024-08", mod="START", alt=((40, 46), (47, 56))),
        Date(**span(60, "7 de agosto", "m5"), value="XXXX-08-07"),
        Organization(**span(80, "Vêlmora", "m6"), name="Vêlmora S.A.", score=0.875, optional=True),
        Quantity(
            **span(90, "150 MW", "m7"), value_min=Decimal(150), value_max=Decimal("150.5"), unit="megawatt"
        ),
    ),
    events=(
        Acquisition(
            id="e1",
            acquirer="Vêlmora S.A.",
            target="Kadrin",
            acquirer_mention="m6",
            co_acquirers=("Halden", "Tessaro"),
            co_acquirer_mentions=(None, "m6"),
            price="m2",
            stake="m3",
            stake_kind="majority",
            date="m4",
            status="completed",
            evidence=((0, 50), (60, 90)),
            slot_rules={"acquirer": "pt.acquisition.buys", "price": "pt.acquisition.price"},
            rule="pt.acquisition",
        ),
        Funding(
            id="e2",
            company="Kadrin",
            investors=("Halden",),
            investor_mentions=("m6",),
            amount="m1",
            round="series_b",
            status="announced",
        ),
    ),
    meta=Meta(version="0.1.0", pipeline=("aiextract_money",), warnings=("a warning",)),
)
FAILED = Document(doc_id="d2", meta=Meta(error=Failure(reason="text is null", place="row 2")))
EMPTY = Document()


@pytest.mark.parametrize("document", SEEDS, ids=lambda document: document.doc_id)
def test_gold_documents_come_back_the_same(document: Document) -> None:
    assert list(from_arrow(to_arrow([document]))) == [document]


def test_everything_that_a_document_can_hold_comes_back() -> None:
    documents = [RICH, FAILED, EMPTY, *SEEDS]
    batch = to_arrow(documents)
    batch.validate(full=True)
    assert batch.schema == SCHEMAS["documents"]
    assert list(from_arrow(batch)) == documents
    assert list(from_arrow(pa.Table.from_batches([batch.slice(0, 2), batch.slice(2)]))) == documents


def test_json_gives_the_same_tables_as_records() -> None:
    documents = [RICH, FAILED, *SEEDS]
    for table in SCHEMAS:
        made = to_arrow(documents, table)
        made.validate(full=True)
        assert made.schema == SCHEMAS[table]
        assert made == to_arrow([one.model_dump_json().encode() for one in documents], table)
        assert made == to_arrow([one.model_dump_json() for one in documents], table)
        assert made == to_arrow([one.model_dump(mode="json") for one in documents], table)


def test_no_document_gives_an_empty_table_with_the_schema() -> None:
    for table, schema in SCHEMAS.items():
        assert to_arrow([], table).schema == schema
        assert to_arrow([], table).num_rows == 0
    assert list(from_arrow(to_arrow([]))) == []


def test_mentions_are_typed_rows_with_their_article() -> None:
    rows = to_arrow([FAILED, RICH], "mentions").to_pylist()
    assert [row["id"] for row in rows] == [mention.id for mention in RICH.mentions]
    assert {(row["doc_id"], row["lang"], row["published"], row["sentence"]) for row in rows} == {
        ("d1", "pt-BR", "2024-08", 2)
    }
    price, vague, percent, month, day, organization, measure = rows
    assert price["amount_min"] == price["amount_max"] == Decimal("0.13")
    assert (price["currency"], price["per"], price["rule"]) == ("USD", "1000000 token", "pt.money.prefix")
    assert (vague["amount_min"], vague["amount_max"], vague["qualifier"]) == (10**10, None, "vague")
    assert (percent["value_min"], percent["unit"], percent["direction"]) == (60, "percent", "decrease")
    assert (month["start_date"], month["end_date"]) == (dt.date(2024, 8, 1), dt.date(2024, 8, 31))
    assert (month["value"], month["mod"]) == ("2024-08", "START")
    assert (day["value"], day["start_date"], day["end_date"]) == ("XXXX-08-07", None, None)
    assert (organization["name"], organization["score"], organization["optional"]) == (
        "Vêlmora S.A.",
        0.875,
        True,
    )
    assert (measure["value_max"], measure["unit"]) == (Decimal("150.5"), "megawatt")
    assert {row["exact"] for row in rows} == {None}
    assert "alt" not in price


def test_events_hold_the_values_that_they_cite() -> None:
    deal, round_ = to_arrow([RICH], "events").to_pylist()
    assert (deal["type"], deal["acquirer"], deal["target"], deal["status"]) == (
        "ACQUISITION",
        "Vêlmora S.A.",
        "Kadrin",
        "completed",
    )
    assert (deal["price"], deal["price_amount_min"], deal["price_amount_max"]) == ("m2", 10**10, None)
    assert (deal["price_qualifier"], deal["price_surface"]) == ("vague", "dezenas de bilhões")
    assert (deal["stake"], deal["stake_value_min"], deal["stake_unit"]) == ("m3", 60, "percent")
    assert (deal["date"], deal["date_value"], deal["date_mod"]) == ("m4", "2024-08", "START")
    assert (deal["date_start_date"], deal["date_end_date"]) == (dt.date(2024, 8, 1), dt.date(2024, 8, 31))
    assert deal["co_acquirers"] == ["Halden", "Tessaro"]
    assert deal["co_acquirer_mentions"] == [None, "m6"]
    assert deal["evidence"] == [{"start": 0, "end": 50}, {"start": 60, "end": 90}]
    assert dict(deal["slot_rules"])["price"] == "pt.acquisition.price"
    assert (round_["type"], round_["company"], round_["round"]) == ("FUNDING", "Kadrin", "series_b")
    assert (round_["amount_amount_min"], round_["amount_currency"]) == (Decimal("0.13"), "USD")
    assert (round_["price"], round_["price_amount_min"], round_["acquirer"]) == (None, None, None)


def test_articles_say_how_each_fared() -> None:
    good, bad = to_arrow([RICH, FAILED], "articles").to_pylist()
    assert (good["doc_id"], good["mentions"], good["events"], good["error_reason"]) == ("d1", 7, 2, None)
    assert (good["warnings"], good["pipeline"], good["text"]) == (
        ["a warning"],
        ["aiextract_money"],
        RICH.text,
    )
    assert (bad["doc_id"], bad["mentions"], bad["error_reason"], bad["error_place"]) == (
        "d2",
        0,
        "text is null",
        "row 2",
    )


@pytest.mark.parametrize(
    ("amount", "fits"),
    [
        ("99999999999999999999999999.999999999999", True),  # the largest
        ("-99999999999999999999999999.999999999999", True),
        ("0.000000000001", True),
        ("100000000000000000000000000", False),  # 27 digits
        ("0.0000000000001", False),  # 13 digits behind the point
        ("1" + "0" * 400, False),
    ],
)
def test_decimals_are_exact_or_null(amount: str, fits: bool) -> None:
    money = Money(**span(0, "$1", "m1"), amount_min=Decimal(amount), amount_max=Decimal(amount))
    deal = Acquisition(id="e1", acquirer="Vêlmora", price="m1", status="announced")
    document = Document(mentions=(money,), events=(deal,))
    (row,) = to_arrow([document], "mentions").to_pylist()
    (event,) = to_arrow([document], "events").to_pylist()
    assert row["amount_min"] == (Decimal(amount) if fits else None)
    assert event["price_amount_min"] == (Decimal(amount) if fits else None)
    assert row["exact"] == (None if fits else [("amount_min", amount), ("amount_max", amount)])
    assert event["exact"] == (None if fits else [("price_amount_min", amount), ("price_amount_max", amount)])
    assert list(from_arrow(to_arrow([document]))) == [document]


def test_a_flat_table_of_documents_is_that_of_the_records() -> None:
    documents = [RICH, FAILED, *SEEDS]
    whole = to_arrow(documents)
    for table in ("mentions", "events", "articles"):
        assert flatten(whole, table) == to_arrow(documents, table)
    widened = pa.Table.from_batches([whole]).append_column("source", pa.array(["x"] * len(documents)))
    assert flatten(widened, "mentions") == to_arrow(documents, "mentions")


def test_every_field_of_the_records_has_a_column() -> None:
    mentions = {name for record in MENTION_TYPES.values() for name in record.model_fields}
    derived = {name for record in MENTION_TYPES.values() for name in record.model_computed_fields}
    events = {name for record in EVENT_TYPES.values() for name in record.model_fields}
    whole = {field.name: field.type for field in SCHEMAS["documents"]}
    assert {*whole} == {*Document.model_fields}
    assert {field.name for field in whole["mentions"].value_type} == mentions | derived
    assert {field.name for field in whole["events"].value_type} == events
    assert {*SCHEMAS["mentions"].names} >= (mentions | derived) - {"alt"}
    assert {*SCHEMAS["events"].names} >= events
    for event in EVENT_TYPES.values():
        for slot, cited in event.citing().items():
            if cited.type == "MONEY":
                assert SCHEMAS["events"].field(f"{slot}_amount_min").type == DECIMAL


@pytest.mark.parametrize("given", [b"{", "[1]", b"\xff\xfe", 5])
def test_what_is_no_document_is_refused(given: object) -> None:
    with pytest.raises(InputError, match="document"):
        to_arrow([given])  # type: ignore[list-item]


def test_a_table_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="choose among documents, mentions, events, articles"):
        to_arrow([], "facts")  # type: ignore[arg-type]


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(InputError, match=r"not a table of documents.*columns text"):
        list(from_arrow(pa.table({"text": ["a"]})))
    with pytest.raises(InputError, match="not a table of documents"):
        flatten(to_arrow([RICH], "mentions"), "events")


def test_a_row_of_another_version_is_named() -> None:
    row = to_arrow([RICH]).to_pylist()[0]
    row["mentions"][0]["type"] = "DISTANCE"
    strange = pa.RecordBatch.from_pylist([row], SCHEMAS["documents"])
    with pytest.raises(InputError, match=r"'d1'.*DISTANCE"):
        list(from_arrow(strange))
