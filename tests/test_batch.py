"""Batches of articles in, batches of facts out: whatever the columns, one bad row never costs the others."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow", reason='needs pip install "aiextract[arrow]"')

from aiextract import extract  # noqa: E402
from aiextract.arrow import SCHEMAS, from_arrow, to_arrow  # noqa: E402
from aiextract.batch import ROWS, extract_batch, extract_batches, output_schema, used_columns  # noqa: E402
from aiextract.errors import (  # noqa: E402
    InputError,
    LanguageCodeError,
    ModelError,
    PublishedError,
    UnknownTypeError,
)
from aiextract.readers.inputs import Columns  # noqa: E402
from aiextract.records import Document  # noqa: E402

TYPES = ("MONEY", "PERCENT", "DATE")
TEXTS = [
    "Vendas de US$ 4,5 milhões. Alta de 12% no mês passado.",
    "Le chiffre d'affaires atteint 30 millions d'euros.",
    "Sales fell 7% while the shops were closed, the company said.",
]
LANGS = ["pt", "fr", "en"]


def articles(**columns: Any) -> pa.RecordBatch:
    base = {"doc_id": ["a", "b", "c"], "text": TEXTS, "lang": LANGS}
    return pa.record_batch({key: value for key, value in (base | columns).items() if value is not None})


def found(batch: pa.RecordBatch, **settings: Any) -> list[Document]:
    return list(from_arrow(extract_batch(batch, types=TYPES, **settings)))


def failures(batch: pa.RecordBatch, **settings: Any) -> list[tuple[str, str | None] | None]:
    errors = [document.meta.error for document in found(batch, **settings)]
    return [error and (error.reason, error.place) for error in errors]


def test_each_row_is_the_document_that_extract_gives() -> None:
    batch = extract_batch(articles(published=["2024-08", None, None]), types=TYPES)
    batch.validate(full=True)
    assert batch.schema == SCHEMAS["documents"]
    expected = [
        extract(text, doc_id=doc_id, lang=lang, published=published, types=TYPES)
        for doc_id, text, lang, published in zip("abc", TEXTS, LANGS, ("2024-08", None, None), strict=True)
    ]
    assert list(from_arrow(batch)) == expected
    assert [len(document.mentions) for document in expected] == [3, 1, 1]
    assert expected[0].dates[0].value == "2024-07"
    assert [mention.sentence for mention in expected[0].mentions] == [0, 1, 1]


@pytest.mark.parametrize("table", ["mentions", "events", "articles"])
def test_the_flat_tables_are_those_of_the_documents(table: Any) -> None:
    batch = articles(text=[*TEXTS[:2], "Velmora Foods acquired Kadrin Ltd for $5 million in May 2024."])
    types = (*TYPES, "ORG", "ACQUISITION")
    documents = list(from_arrow(extract_batch(batch, types=types)))
    made = extract_batch(batch, types=types, table=table)
    assert made == to_arrow(documents, table)
    assert made.num_rows > 0


def test_without_a_doc_id_or_a_language() -> None:
    (document,) = found(pa.record_batch({"text": ["Le prix passe de 3 à 5 euros par mois."]}))
    assert (document.doc_id, document.lang, document.money[0].amount_max) == (None, "fr", Decimal(5))


@pytest.mark.parametrize(
    "kind",
    [pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())],
    ids=str,
)
def test_every_type_of_text_reads_alike(kind: pa.DataType) -> None:
    plain = articles()
    other = pa.record_batch({field.name: plain[field.name].cast(kind) for field in plain.schema})
    assert extract_batch(other, types=TYPES) == extract_batch(plain, types=TYPES)


def test_ids_may_be_numbers() -> None:
    batch = articles(doc_id=pa.array([7, None, 2**40], pa.int64()))
    assert [document.doc_id for document in found(batch)] == ["7", None, str(2**40)]


@pytest.mark.parametrize(
    "published",
    [
        pa.array([dt.date(2024, 8, 13)] * 3, pa.date32()),
        pa.array([dt.datetime(2024, 8, 13, 23, 30)] * 3, pa.timestamp("us")),
        pa.array([dt.datetime(2024, 8, 13, 23, 30, tzinfo=dt.UTC)] * 3, pa.timestamp("ns", "UTC")),
        pa.array(["2024-08-13", "2024-08-13T23:30:00+02:00", "2024-08-13 23:30"]),
    ],
    ids=lambda array: str(array.type),
)
def test_dates_of_publication_of_every_type(published: pa.Array) -> None:
    documents = found(articles(published=published))
    assert {document.published for document in documents} == {"2024-08-13"}
    assert documents[0].dates[0].value == "2024-07"


def test_a_row_overrules_the_settings_and_a_null_does_not() -> None:
    batch = articles(lang=[None, "fr", None], published=["2020-03", None, None])
    documents = found(batch, lang="pt-BR", published="2024-08")
    assert [document.lang for document in documents] == ["pt-BR", "fr", "pt-BR"]
    assert [document.published for document in documents] == ["2020-03", "2024-08", "2024-08"]


def test_null_columns_say_nothing() -> None:
    batch = articles(lang=pa.nulls(3), published=pa.nulls(3), doc_id=pa.nulls(3))
    assert [document.lang for document in found(batch)] == ["pt", "fr", "en"]


def test_columns_by_other_names() -> None:
    batch = pa.record_batch({"body": TEXTS[:1], "code": ["x"], "text": pa.array([1.5])})
    assert [d.doc_id for d in found(batch, columns=Columns(text="body", doc_id="code"))] == ["x"]


def test_a_bad_row_costs_itself_alone() -> None:
    batch = articles(
        text=[None, TEXTS[1], "x" * 10_000_001], published=["2024", "8 août", None], lang=["fr", None, None]
    )
    (null, place), (date, _), (long, _) = failures(batch)
    assert (null, place) == ("text is null", None)
    assert "'8 août' is not a publication date" in date
    assert "10,000,001 characters" in long
    (unknown,) = failures(pa.record_batch({"text": ["a"], "lang": ["not a code"]}))
    assert unknown == (unknown[0], "row 1")
    assert "not a language code" in unknown[0]


def test_the_place_is_told_where_no_id_tells_it() -> None:
    rows = [None if number % 100 == 7 else "5 euros" for number in range(2 * ROWS)]
    errors = failures(pa.record_batch({"text": rows}))
    assert {number for number, error in enumerate(errors) if error} == {
        number for number, text in enumerate(rows) if text is None
    }
    assert errors[407] == ("text is null", "row 408")


def test_bytes_that_are_not_text_cost_their_row() -> None:
    offsets = pa.array([0, 7, 10, 17], pa.int32()).buffers()[1]
    broken = pa.StringArray.from_buffers(3, offsets, pa.py_buffer(b"5 euros\xffab7 euros"))
    documents = found(pa.record_batch({"text": broken, "lang": ["en"] * 3}))
    assert [[m.surface for m in document.mentions] for document in documents] == [
        ["5 euros"],
        [],
        ["7 euros"],
    ]
    error = documents[1].meta.error
    assert error is not None
    assert error.reason == "text: is not UTF-8: byte 0xff at offset 0"


def test_a_day_out_of_the_calendar_costs_its_row() -> None:
    days = pa.array([0, 2**30, 0], pa.int32()).cast(pa.date32())
    first, bad, last = failures(articles(published=days))
    assert (first, last) == (None, None)
    assert bad is not None
    assert bad[0].startswith("published: ")


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            {"text": pa.array([b"a"] * 3, pa.binary())},
            r"'text' is of type binary: text wants string \(decode",
        ),
        ({"text": pa.nulls(3)}, "'text' is of type null"),
        ({"text": None}, r"no column 'text' for text: the columns are doc_id \(string\), lang"),
        ({"doc_id": pa.array([1.5] * 3)}, "'doc_id' is of type double: doc_id wants string or a whole"),
        ({"lang": pa.array([1] * 3)}, "'lang' is of type int64: lang wants string"),
        ({"published": pa.array([2024] * 3)}, "'published' is of type int64: published wants string"),
    ],
)
def test_columns_of_wrong_types_are_refused(columns: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        extract_batch(articles(**columns), types=TYPES)


def test_a_column_that_is_named_and_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match=r"no column 'language' for lang: the columns are .*lang \(string\)"):
        extract_batch(articles(), columns=Columns(lang="language"))


def test_two_columns_of_one_name_are_refused() -> None:
    twice = pa.RecordBatch.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["text", "text"])
    with pytest.raises(InputError, match="'text' is there 2 times"):
        extract_batch(twice)


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({"types": ["MONNEY"]}, UnknownTypeError),
        ({"lang": "not a code"}, LanguageCodeError),
        ({"published": "yesterday"}, PublishedError),
        ({"table": "facts"}, InputError),
        ({"keep": ["colour"]}, InputError),
        ({"keep": ["lang"]}, InputError),
    ],
)
def test_wrong_settings_are_refused_before_any_row(settings: dict[str, Any], error: type[Exception]) -> None:
    for batch in (articles(), articles().slice(0, 0)):
        with pytest.raises(error):
            extract_batch(batch, **settings)
    with pytest.raises(error):
        output_schema(articles().schema, **settings)


def test_a_model_that_is_not_there_is_no_row_s_fault() -> None:
    with pytest.raises(ModelError):
        extract_batch(articles(), types=["ORG"], org_model="spacy:no_such_model_at_all")


def test_an_empty_batch_gives_an_empty_one() -> None:
    for table, schema in SCHEMAS.items():
        made = extract_batch(articles().slice(0, 0), table=table)
        assert (made.num_rows, made.schema) == (0, schema)
    kept = extract_batch(articles(url=["u"] * 3).slice(0, 0), keep=["url"])
    assert kept.schema.names == [*SCHEMAS["documents"].names, "url"]


def test_order_holds_over_chunks_and_slices() -> None:
    texts = [f"Price: {number} euros." for number in range(2 * ROWS + 9)]
    table = pa.Table.from_batches(
        [pa.record_batch({"text": texts[:300]}), pa.record_batch({"text": texts[300:]})]
    )
    whole = extract_batch(table, types=["MONEY"], lang="en", table="mentions")
    assert whole["amount_min"].to_pylist() == [Decimal(number) for number in range(len(texts))]
    parts = list(extract_batches([table, table.slice(5, 1)], types=["MONEY"], lang="en", table="mentions"))
    assert [part.num_rows for part in parts] == [ROWS, ROWS, 9, 1]
    assert pa.concat_batches(parts[:3]) == whole
    assert parts[-1]["amount_min"].to_pylist() == [5]


def test_kept_columns_go_with_their_rows() -> None:
    sources = pa.array(["x", None, "y"]).dictionary_encode()
    batch = articles(source=sources, rank=pa.array([1, 2, 3], pa.int16()))
    documents = extract_batch(batch, types=TYPES, keep=["rank", "source"])
    assert documents["rank"].to_pylist() == [1, 2, 3]
    assert documents["source"].to_pylist() == ["x", None, "y"]
    mentions = extract_batch(batch, types=TYPES, keep=["source"], table="mentions")
    assert list(zip(mentions["doc_id"].to_pylist(), mentions["source"].to_pylist(), strict=True)) == [
        ("a", "x"), ("a", "x"), ("a", "x"), ("b", None), ("c", "y"),
    ]  # fmt: skip
    assert mentions.schema.field("source").type == pa.string()
    assert output_schema(batch.schema, table="mentions", keep=["source"]) == mentions.schema


def test_chunks_with_dictionaries_of_their_own() -> None:
    chunks = [articles(source=pa.array([name] * 3).dictionary_encode()) for name in ("x", "y")]
    made = extract_batch(pa.Table.from_batches(chunks), types=TYPES, keep=["source"], table="articles")
    assert made["source"].to_pylist() == ["x"] * 3 + ["y"] * 3


def test_only_the_columns_in_use_are_asked_for() -> None:
    names = ["url", "text", "raw", "lang", "doc_id"]
    assert used_columns(names, {"keep": ["url"]}) == ["url", "text", "lang", "doc_id"]
    assert used_columns(names, {"columns": Columns(text="raw")}) == ["raw", "lang", "doc_id"]
