"""Records out: JSON Lines, CSV and Parquet, in parts that are joined."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import os
import resource
import stat
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from aiextract import flat, writers
from aiextract.api import failed
from aiextract.errors import MissingExtraError, OutputError
from aiextract.records import (
    EVENT_TYPES,
    MENTION_TYPES,
    Acquisition,
    Date,
    Document,
    Funding,
    Meta,
    Money,
    Organization,
    Percent,
)
from aiextract.writers import Layout, format_of, json_line

# What articles may hold and programs may stumble over.
HOSTILE = '=HYPERLINK("http://example.org")\r\n"quoted", \ttab; \u2028\u0000 <b>\\N\ud83d\ude00'.encode(
    "utf-16", "surrogatepass"
).decode("utf-16")

DOCUMENTS = [
    Document(
        doc_id="deal",
        lang="fr",
        published="2024-05-14",
        title="Orvane, Pelune",
        mentions=(
            Organization(id="m1", start=0, end=6, surface="Orvane", name="Orvane", sentence=0),
            Money(id="m2", start=7, end=9, surface="+12 €", amount_min="0.10", amount_max="12345678901234567890123456789012345678901", currency="EUR", sentence=0),
            Date(id="m3", start=10, end=14, surface="2024", value="2024", sentence=1),
            Percent(id="m4", start=15, end=19, surface="-7,5", value_min="7.5", value_max="7.5", direction="decrease"),
        ),
        events=(
            Acquisition(id="e1", acquirer="Orvane", target="Pelune", acquirer_mention="m1", price="m2", date="m3", stake="m4", status="announced", co_acquirers=("Halden",), evidence=((0, 9), (10, 19)), slot_rules={"acquirer": "active.subject"}),
            Funding(id="e2", company="Pelune", investors=("Orvane", "Halden"), amount="m2", round="seed", status="completed"),
        ),
        meta=Meta(version="1", warnings=("a, b",)),
    ),
    Document(doc_id=HOSTILE, title=HOSTILE, text=HOSTILE, mentions=(Organization(id="m1", start=0, end=1, surface=HOSTILE, name=HOSTILE),)),
    Document(doc_id="empty"),
    failed("broken", "no text", "feed.jsonl:3"),
    failed(None, "no such file", "gone.txt"),
]  # fmt: skip
RECORDS = [json_line(document).encode() for document in DOCUMENTS]


def made(tmp_path: Path, name: str, layout: Layout, cuts: Sequence[int] = (2,), **options: Any) -> Path:
    """A file made of parts that end after so many documents."""
    form = format_of(name, layout, **options)
    parts = []
    for number, (start, end) in enumerate(zip((0, *cuts), (*cuts, len(RECORDS)), strict=True)):
        parts.append(tmp_path / f"part-{number}")
        with form.part(parts[-1]) as part:
            for record in RECORDS[start:end]:
                part.write([record])
    out = tmp_path / name
    form.join(parts, out)
    assert all(part.exists() for part in parts)
    return out


def unpacked(path: Path) -> bytes:
    unpack: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.decompress, ".bz2": bz2.decompress}
    if path.suffix == ".zst":
        unpack[".zst"] = pytest.importorskip("backports.zstd", reason="extra zstd").decompress
    return unpack.get(path.suffix, bytes)(path.read_bytes())


ENDINGS = ["", ".gz", ".bz2", ".zst"]


def test_writing_to_a_stream() -> None:
    stream = io.StringIO()
    writers.write_json_lines([Document(doc_id="é\n"), Document(doc_id="b")], stream)
    lines = stream.getvalue().splitlines()
    assert [json.loads(line)["doc_id"] for line in lines] == ["é\n", "b"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_json_lines_of_documents_come_back_as_they_were(tmp_path: Path, ending: str) -> None:
    if ending == ".zst":
        pytest.importorskip("backports.zstd", reason="extra zstd")
    data = unpacked(made(tmp_path, f"a.jsonl{ending}", Layout.documents))
    lines = data.split(b"\n")
    assert lines.pop() == b""
    assert [Document.model_validate_json(line) for line in lines] == DOCUMENTS


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_the_same_documents_give_the_same_bytes_however_they_are_parted(
    tmp_path: Path, kind: str, layout: Layout, ending: str
) -> None:
    if ending == ".zst":
        pytest.importorskip("backports.zstd", reason="extra zstd")
    name = f"a.{kind}{ending}"
    first = made(tmp_path, name, layout, (2,)).read_bytes()
    plain = unpacked(tmp_path / name)
    again = made(tmp_path, name, layout, (0, 1, 1, 4)).read_bytes()
    assert first == again
    assert plain == unpacked(made(tmp_path, f"b.{kind}", layout, ()))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_flat_lines(tmp_path: Path) -> None:
    mentions = lines(made(tmp_path, "m.jsonl", Layout.mentions))
    assert [(row["doc_id"], row["id"], row["type"]) for row in mentions] == [
        ("deal", "m1", "ORG"),
        ("deal", "m2", "MONEY"),
        ("deal", "m3", "DATE"),
        ("deal", "m4", "PERCENT"),
        (HOSTILE, "m1", "ORG"),
    ]
    assert mentions[1]["amount_max"] == "12345678901234567890123456789012345678901"
    assert mentions[2]["end_date"] == "2024-12-31"
    assert "amount_min" not in mentions[0]
    deal, funding = lines(made(tmp_path, "e.jsonl", Layout.events))
    assert (deal["type"], deal["acquirer"], deal["price"]) == ("ACQUISITION", "Orvane", "m2")
    assert (deal["price_amount_min"], deal["price_currency"]) == ("0.1", "EUR")
    assert (deal["date_start_date"], deal["stake_value_min"]) == ("2024-01-01", "7.5")
    assert deal["evidence"] == [[0, 9], [10, 19]]
    assert (funding["type"], funding["investors"], funding["amount_amount_min"]) == (
        "FUNDING",
        ["Orvane", "Halden"],
        "0.1",
    )
    assert (deal["lang"], deal["published"]) == ("fr", "2024-05-14")


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(unpacked(path).decode(), newline=""), strict=True))


def test_csv_holds_what_the_records_hold(tmp_path: Path) -> None:
    mentions = rows(made(tmp_path, "m.csv", Layout.mentions))
    assert tuple(mentions[0]) == flat.COLUMNS["mentions"]
    assert mentions[1]["amount_max"] == "12345678901234567890123456789012345678901"
    assert (mentions[1]["amount_min"], mentions[0]["amount_min"], mentions[0]["optional"]) == (
        "0.1",
        "",
        "false",
    )
    assert (mentions[1]["surface"], mentions[3]["surface"]) == ("+12 €", "-7,5")
    assert mentions[4]["surface"] == mentions[4]["doc_id"] == HOSTILE
    events = rows(made(tmp_path, "e.csv", Layout.events))
    assert [event["type"] for event in events] == ["ACQUISITION", "FUNDING"]
    assert json.loads(events[0]["evidence"]) == [[0, 9], [10, 19]]
    assert json.loads(events[0]["co_acquirers"]) == ["Halden"]
    assert json.loads(events[1]["investors"]) == ["Orvane", "Halden"]
    assert (events[0]["amount"], events[1]["amount"], events[1]["round"]) == ("", "m2", "seed")
    articles = rows(made(tmp_path, "d.csv", Layout.documents))
    assert [article["doc_id"] for article in articles] == ["deal", HOSTILE, "empty", "broken", ""]
    assert (articles[0]["mentions"], articles[0]["events"]) == ("4", "2")
    assert (articles[3]["error_reason"], articles[3]["error_place"]) == ("no text", "feed.jsonl:3")
    assert json.loads(articles[0]["warnings"]) == ["a, b"]
    assert articles[1]["text"] == HOSTILE


def test_csv_for_spreadsheets_holds_no_formula(tmp_path: Path) -> None:
    safe = rows(made(tmp_path, "m.csv", Layout.mentions, escape_formulas=True))
    assert [row["surface"] for row in safe] == ["Orvane", "'+12 €", "2024", "'-7,5", f"'{HOSTILE}"]
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in safe for cell in row.values() if cell
    )
    line = json_line(Document(doc_id="-12.5", mentions=(Money(id="m1", start=0, end=1, surface="@x", amount_min="-5", amount_max="-5"),)))  # fmt: skip
    with (form := format_of("a.csv", Layout.mentions, escape_formulas=True)).part(tmp_path / "part") as part:
        part.write([line.encode()])
    form.join([tmp_path / "part"], tmp_path / "a.csv")
    (row,) = rows(tmp_path / "a.csv")
    assert (row["amount_min"], row["surface"]) == ("-5", "'@x")


def test_columns_hold_every_field_of_every_type() -> None:
    for table, types in (("mentions", MENTION_TYPES), ("events", EVENT_TYPES)):
        for record in types.values():
            fields = {*record.model_fields, *record.model_computed_fields} - {"alt"}
            assert fields <= {*flat.COLUMNS[table]}
        assert len(flat.COLUMNS[table]) == len({*flat.COLUMNS[table]})


def test_columns_are_those_of_the_arrow_tables() -> None:
    arrow = pytest.importorskip("aiextract.arrow", reason="extra arrow", exc_type=MissingExtraError)
    for table, columns in flat.COLUMNS.items():
        assert columns == tuple(name for name in arrow.SCHEMAS[table].names if name != "exact")


# Parquet


def test_parquet_tables_hold_the_rows_of_all_parts(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="extra arrow")
    import pyarrow.parquet as pq

    from aiextract.arrow import SCHEMAS, from_arrow, to_arrow

    for layout in Layout:
        out = made(tmp_path, f"{layout}.parquet", layout, (1, 1, 3))
        table = pq.read_table(out)
        assert table.schema.equals(SCHEMAS[layout.value])
        assert table.schema.metadata == SCHEMAS[layout.value].metadata
        assert table.to_pylist() == to_arrow(DOCUMENTS, layout.value).to_pylist()
    assert list(from_arrow(pq.read_table(tmp_path / "documents.parquet"))) == DOCUMENTS
    money = pq.read_table(tmp_path / "mentions.parquet").to_pylist()[1]
    assert money["amount_max"] is None  # too large for a decimal of Arrow: exact, beside it
    assert money["exact"] == [("amount_max", "12345678901234567890123456789012345678901")]


def test_small_parquet_parts_become_one_row_group(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="extra arrow")
    import pyarrow.parquet as pq

    assert pq.ParquetFile(made(tmp_path, "a.parquet", Layout.documents, (1, 2, 3, 4))).num_row_groups == 1


# Names


@pytest.mark.parametrize(
    "name", ["a", "a.txt", "a.gz", "a.parquet.gz", "a.duckdb.zst", "a.xlsx", "a.json", ".csv"]
)
def test_a_name_that_does_not_say_how_to_write(name: str) -> None:
    with pytest.raises(OutputError, match=r"give \.jsonl or \.csv .* \.parquet or \.duckdb"):
        format_of(name)


def test_names_that_say_it() -> None:
    for name in ("a.JSONL", "a.ndjson.gz", Path("x/a.v2.csv.bz2")):
        assert format_of(name)


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins
    import sys

    plain = builtins.__import__

    def without(name: str, *args: Any) -> Any:
        if name.partition(".")[0] in ("pyarrow", "duckdb", "backports"):
            raise ImportError(name)
        return plain(name, *args)

    for module in [
        name for name in sys.modules if name.startswith(("aiextract.arrow", "aiextract.writers."))
    ]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(builtins, "__import__", without)
    for name, extra in (("a.parquet", "arrow"), ("a.duckdb", "duckdb"), ("a.jsonl.zst", "zstd")):
        with pytest.raises(MissingExtraError, match=rf'pip install "aiextract\[{extra}\]"'):
            format_of(name)


# What happens to the file


def test_no_parts_give_a_file_without_rows(tmp_path: Path) -> None:
    for name, content in (("a.jsonl", b""), ("a.csv", f"{','.join(flat.COLUMNS['events'])}\r\n".encode())):
        format_of(name, Layout.events).join([], tmp_path / name)
        assert (tmp_path / name).read_bytes() == content


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv.gz", "a.parquet"])
def test_what_is_no_part_leaves_the_file_as_it_was(tmp_path: Path, name: str) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="extra arrow")
    out = tmp_path / name
    out.write_bytes(b"before")
    (tmp_path / "bad").write_bytes(b"no part" if name != "a.jsonl" else b"")
    bad = tmp_path / ("bad" if name != "a.jsonl" else "gone")
    with pytest.raises((OutputError, FileNotFoundError)):
        format_of(name).join([bad], out)
    assert out.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "bad"])


def test_a_link_stays_and_so_do_permissions(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.jsonl", tmp_path / "a.jsonl"
    target.write_text("before", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    made(tmp_path, "a.jsonl", Layout.documents)
    assert link.is_symlink()
    assert len(target.read_bytes().splitlines()) == len(DOCUMENTS)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_folder_or_a_device_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        format_of("a.jsonl").join([], tmp_path / "a.jsonl")
    part = tmp_path / "part"
    with format_of("a.jsonl").part(part) as opened:
        opened.write(RECORDS)
    format_of("a.jsonl").join([part], Path("/dev/null"))
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    if Path("/dev/full").exists():
        with pytest.raises(OSError, match="No space left"):
            format_of("a.jsonl").join([part], Path("/dev/full"))
        assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv.gz", "a.parquet", "a.duckdb"])
def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, name: str) -> None:
    if name.endswith(("parquet", "duckdb")):
        pytest.importorskip(name[2:].replace("parquet", "pyarrow"), reason="extra archive")
    form = format_of(name, Layout.documents)
    documents = [Document(doc_id=str(n), text=os.urandom(200_000).hex()) for n in range(20)]
    long = [json_line(document).encode() for document in documents]
    out = tmp_path / name
    with form.part(tmp_path / "part") as part:
        part.write(long[:1])
    form.join([tmp_path / "part"], out)
    before = out.read_bytes()
    with form.part(tmp_path / "part") as part:
        part.write(long)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 1_000_000, limits[1]))
    try:
        with pytest.raises((OSError, OutputError), match=r"(?i)file too large|cannot be written"):
            form.join([tmp_path / "part"], out)
        with pytest.raises((OSError, OutputError)), form.part(tmp_path / "other") as part:
            part.write(long)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert out.read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_a_part_that_is_there_is_replaced_and_closes_twice(tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.csv.gz"):
        (tmp_path / "part").write_bytes(b"x" * 1_000_000)
        part = format_of(name).part(tmp_path / "part")
        part.write(RECORDS)
        part.close()
        part.close()
        assert (tmp_path / "part").stat().st_size < 100_000
