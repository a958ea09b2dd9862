"""Records out: the DuckDB database, updated in place, and its views."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import textwrap
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aiextract import extract
from aiextract.api import failed
from aiextract.errors import OutputError
from aiextract.records import Document, Money, Organization
from aiextract.writers import Layout, format_of, json_line

duckdb = pytest.importorskip("duckdb", reason="extra duckdb")
pytest.importorskip("pyarrow", reason="extra arrow")

FORM = format_of("a.duckdb")
TABLES = ("documents", "mentions", "events")
TYPES = ["MONEY", "PERCENT", "DATE", "ORG", "ACQUISITION", "FUNDING"]
ARTICLES = {
    "deal": "Halden Robotics agreed on Monday to acquire Optiqa for $2.4 billion. Optiqa had revenue of $410 million in 2023.",
    "other": "Halden Robotics acquired Brevia Ltd for €30 million in March 2022.",
    "round": "Nuvelta raised $12 million in a Series A round led by Castor Ventures in May 2024.",
}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {
        doc_id: extract(text, doc_id=doc_id, lang="en", published="2024-09-09", types=TYPES, org_model=None)
        for doc_id, text in ARTICLES.items()
    }


def join(out: Path, *parts: Iterable[Document]) -> Path:
    paths = []
    for number, documents in enumerate(parts):
        paths.append(out.with_name(f"part-{number}"))
        with FORM.part(paths[-1]) as part:
            for document in documents:
                part.write([json_line(document).encode()])
    FORM.join(paths, out)
    return out


def ask(path: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as database:
        found: list[tuple[Any, ...]] = database.execute(query).fetchall()
        return found


def counts(path: Path) -> list[int]:
    return [ask(path, f"SELECT count(*) FROM {table}")[0][0] for table in TABLES]


def test_tables_are_typed(tmp_path: Path, documents: dict[str, Document]) -> None:
    path = join(tmp_path / "a.duckdb", documents.values())
    kinds = {
        (table, name): kind
        for table, name, kind in ask(path, "SELECT table_name, column_name, data_type FROM duckdb_columns()")
    }
    assert kinds["mentions", "amount_min"] == kinds["events", "price_amount_min"] == "DECIMAL(38,12)"
    assert kinds["mentions", "start_date"] == kinds["events", "date_end_date"] == "DATE"
    assert kinds["mentions", "start"] == kinds["documents", "mentions"] == "INTEGER"
    assert kinds["events", "co_acquirers"] == "VARCHAR[]"
    assert kinds["events", "slot_rules"] == "MAP(VARCHAR, VARCHAR)"
    assert counts(path) == [
        3,
        sum(len(document.mentions) for document in documents.values()),
        sum(len(document.events) for document in documents.values()),
    ]
    assert ask(path, "SELECT count(*) FROM duckdb_constraints()") == [(0,)]


def test_deals_by_acquirer(tmp_path: Path, documents: dict[str, Document]) -> None:
    path = join(tmp_path / "a.duckdb", documents.values())
    assert ask(
        path,
        "SELECT acquirer, target, amount_min, currency, date, first_day, last_day, doc_id FROM deals_by_acquirer",
    ) == [
        ("Halden Robotics", "Brevia", Decimal(30_000_000), "EUR", "2022-03", dt.date(2022, 3, 1), dt.date(2022, 3, 31), "other"),
        ("Halden Robotics", "Optiqa", Decimal(2_400_000_000), "USD", "2024-09-09", dt.date(2024, 9, 9), dt.date(2024, 9, 9), "deal"),
    ]  # fmt: skip
    assert ask(
        path, "SELECT acquirer, sum(amount_min) FROM deals_by_acquirer WHERE currency = 'USD' GROUP BY ALL"
    ) == [("Halden Robotics", Decimal(2_400_000_000))]


def test_several_acquirers_have_a_row_each(tmp_path: Path, documents: dict[str, Document]) -> None:
    deal = documents["deal"]
    event = deal.events[0].model_copy(update={"co_acquirers": ("Castor Ventures",)})
    path = join(tmp_path / "a.duckdb", [deal.model_copy(update={"events": (event,)})])
    assert ask(path, "SELECT acquirer, target FROM deals_by_acquirer") == [
        ("Castor Ventures", "Optiqa"),
        ("Halden Robotics", "Optiqa"),
    ]


def test_rounds_by_company(tmp_path: Path, documents: dict[str, Document]) -> None:
    path = join(tmp_path / "a.duckdb", documents.values())
    assert ask(path, "SELECT company, lead_investor, amount_min, currency, date FROM rounds_by_company") == [
        ("Nuvelta", "Castor Ventures", Decimal(12_000_000), "USD", "2024-05")
    ]


def test_amounts_of_the_same_sentence(tmp_path: Path, documents: dict[str, Document]) -> None:
    path = join(tmp_path / "a.duckdb", [documents["deal"]])
    assert ask(path, "SELECT organization, surface, sentence FROM amounts_by_organization") == [
        ("Halden Robotics", "$2.4 billion", 0),
        ("Optiqa", "$2.4 billion", 0),
        ("Optiqa", "$410 million", 1),
    ]


def test_the_same_document_again_replaces_its_rows(tmp_path: Path, documents: dict[str, Document]) -> None:
    path = join(tmp_path / "a.duckdb", documents.values())
    before = counts(path)
    join(path, documents.values())
    assert counts(path) == before
    deal = documents["deal"].model_copy(update={"mentions": documents["deal"].mentions[:1], "events": ()})
    join(path, [deal, Document(doc_id="new")])
    assert ask(path, "SELECT doc_id, mentions FROM documents ORDER BY doc_id") == [
        ("deal", 1),
        ("new", 0),
        ("other", len(documents["other"].mentions)),
        ("round", len(documents["round"].mentions)),
    ]
    assert ask(path, "SELECT count(*) FROM mentions WHERE doc_id = 'deal'") == [(1,)]
    assert ask(path, "SELECT DISTINCT target FROM deals_by_acquirer") == [("Brevia",)]


def test_of_one_document_in_a_run_the_last_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def version(number: int, doc_id: str = "a") -> Document:
        return Document(doc_id=doc_id, title=str(number), mentions=(Organization(id="m1", start=0, end=1, surface="O", name=f"O{number}"),))  # fmt: skip

    parts = [[version(1), version(0, "b"), version(2)], [version(3), version(4)], [version(0, "c")]]
    path = join(tmp_path / "a.duckdb", *parts)
    assert ask(
        path, "SELECT doc_id, title, name FROM documents JOIN mentions USING (doc_id) ORDER BY doc_id"
    ) == [
        ("a", "4", "O4"),
        ("b", "0", "O0"),
        ("c", "0", "O0"),
    ]
    monkeypatch.setattr("aiextract.writers.database._PENDING", 1)  # every document is laid down at once
    assert counts(join(tmp_path / "b.duckdb", *parts)) == [3, 3, 0]


def test_failed_documents_and_those_without_an_id(tmp_path: Path) -> None:
    documents = [
        failed("broken", "no text", "feed.jsonl:3"),
        failed(None, "no such file", "gone.txt"),
        Document(sha256="ab"),
    ]
    path = join(tmp_path / "a.duckdb", documents)
    join(path, documents)
    assert ask(path, "SELECT * FROM failures") == [
        ("broken", "no text", "feed.jsonl:3"),
        ("gone.txt", "no such file", "gone.txt"),
    ]
    assert ask(path, "SELECT doc_id FROM documents ORDER BY doc_id") == [("ab",), ("broken",), ("gone.txt",)]


def test_no_value_is_rounded_or_lost(tmp_path: Path) -> None:
    huge, fine = "9" * 40, "0.1234567890123"
    text = "x\"'; DROP TABLE documents; --\x00\u2028\U0001f600"
    mentions = (
        Money(id="m1", start=0, end=1, surface=text, amount_min=huge, amount_max=fine, currency="EUR"),
        Money(id="m2", start=1, end=2, surface="y", amount_min="0.000000000001", amount_max="99999999999999999999999999"),
    )  # fmt: skip
    path = join(tmp_path / "a'b.duckdb", [Document(doc_id=text, title=text, mentions=mentions)])
    join(path, [Document(doc_id=text, title=text, mentions=mentions)])
    assert ask(path, "SELECT doc_id, title FROM documents") == [(text, text)]
    first, second = ask(path, "SELECT surface, amount_min, amount_max, exact FROM mentions ORDER BY id")
    assert first == (text, None, None, {"amount_min": huge, "amount_max": fine})
    assert second[1:] == (Decimal("0.000000000001"), Decimal("99999999999999999999999999"), None)


def test_a_database_of_before_gets_the_new_columns(tmp_path: Path, documents: dict[str, Document]) -> None:
    path = tmp_path / "a.duckdb"
    with duckdb.connect(str(path)) as database:
        database.execute("CREATE TABLE mentions (doc_id VARCHAR, name VARCHAR, note VARCHAR)")
        database.execute("INSERT INTO mentions VALUES ('deal', 'Old', 'x'), ('kept', 'Old', 'x')")
        database.execute("CREATE TABLE mine (a INTEGER)")
    join(path, [documents["deal"]])
    assert ask(path, "SELECT doc_id, note, surface FROM mentions WHERE name = 'Old'") == [("kept", "x", None)]
    assert counts(path)[1] == len(documents["deal"].mentions) + 1
    assert ask(path, "SELECT count(*) FROM mine") == [(0,)]


def test_a_failure_leaves_the_database_as_it_was(tmp_path: Path, documents: dict[str, Document]) -> None:
    path = join(tmp_path / "a.duckdb", documents.values())
    before = counts(path)
    with duckdb.connect(str(path)) as database:  # a type that the rows do not fit
        database.execute("ALTER TABLE events ALTER COLUMN doc_id TYPE INTEGER USING 1")
    with pytest.raises(OutputError, match=r"a\.duckdb: cannot be written"):
        join(path, [Document(doc_id="deal", events=documents["deal"].events)])
    assert counts(path) == before
    assert ask(path, "SELECT count(*) FROM mentions WHERE doc_id = 'deal'") != [(0,)]
    (tmp_path / "part-0").write_bytes(b"no part at all")
    with pytest.raises(OutputError):
        FORM.join([tmp_path / "part-0"], path)
    assert counts(path) == before
    with pytest.raises(OutputError):
        FORM.join([tmp_path / "part-0"], tmp_path / "new.duckdb")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.duckdb", "part-0"]


def test_what_is_no_database_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    path.write_text("a text of somebody's", encoding="utf-8")
    with pytest.raises(OutputError, match="not a valid DuckDB database"):
        join(path, [Document(doc_id="a")])
    assert path.read_text(encoding="utf-8") == "a text of somebody's"


def test_a_database_that_is_in_use_is_an_error(tmp_path: Path) -> None:
    path = join(tmp_path / "a.duckdb", [Document(doc_id="a")])
    script = textwrap.dedent(f"""
        import duckdb
        with duckdb.connect({str(path)!r}):
            print("open", flush=True)
            input()
    """)
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(OutputError, match="lock"):
            join(path, [Document(doc_id="b")])
        other.communicate(b"\n")
    assert counts(path)[0] == 1


def test_a_killed_update_leaves_the_database_as_it_was(
    tmp_path: Path, documents: dict[str, Document]
) -> None:
    path = join(tmp_path / "a.duckdb", documents.values())
    before = counts(path)
    join(tmp_path / "gathered.duckdb", [Document(doc_id="deal"), Document(doc_id="other")])
    script = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from aiextract.writers import database
        database._create_views = lambda _: os.kill(os.getpid(), signal.SIGKILL)  # all rows are in, none for good
        database._update(Path({str(tmp_path / "gathered.duckdb")!r}), Path({str(path)!r}))
    """)
    assert subprocess.run([sys.executable, "-c", script]).returncode == -9
    assert counts(path) == before
    join(path, [Document(doc_id="deal")])
    assert counts(path)[0] == 3


def test_layouts_are_not_for_databases() -> None:
    with pytest.raises(OutputError, match="give no layout"):
        format_of("a.duckdb", Layout.events)
