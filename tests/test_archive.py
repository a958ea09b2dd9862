"""The run engine, in this process: parts, the journal, resuming, order, and documents that fail."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import outputs
from aiextract.archive import run as archive
from aiextract.archive.extraction import Extraction
from aiextract.archive.parts import folder_of
from aiextract.archive.run import Counts, Sharing, Target
from aiextract.errors import OutputError, ResumeError, UnfinishedError
from aiextract.extraction import Names
from aiextract.readers import Input
from aiextract.records import Document
from aiextract.writers import Layout, format_of

RULES = Extraction("en", None, ("PERCENT",), False, None)


def article(number: int, text: str | None = None) -> Input:
    text = f"Sales of plant {number} rose by {number}.5% in March." if text is None else text
    return Input(f"in.jsonl:{number + 1}", f"a{number}", text)


ARTICLES = [
    *map(article, range(4)),
    Input("in.jsonl:5", "a4", error="in.jsonl:5: the line is no JSON"),
    *map(article, range(5, 8)),
    article(2),  # the same once more
    Input("in.jsonl:9", "a9", "Costs fell by 3%.", "no such code"),
    Input("in.jsonl:10", "a10", "Les prix ont augmenté de 4,5 %.", "fr", "2024-05", warning="read as cp1252"),
]


def write(
    out: Path, articles: Iterable[Input] = ARTICLES, sharing: Sharing | None = None, **options: Any
) -> Counts:
    extraction = options.pop("extraction", RULES)
    layout = options.pop("layout", Layout.documents)
    target = Target(out, format_of(out, layout), **{"part": 3, **options})
    return archive.into_file(articles, extraction, target, sharing or Sharing())


def stopped(articles: list[Input], after: int) -> Iterator[Input]:
    """Some articles, and then Ctrl-C."""
    yield from articles[:after]
    raise KeyboardInterrupt


def told(counts: Counts) -> tuple[int, int, int]:
    return counts.articles, counts.failed, counts.skipped


def documents(out: Path) -> list[Document]:
    return [Document.model_validate_json(line) for line in out.read_bytes().splitlines()]


@pytest.fixture
def undisturbed(tmp_path: Path) -> bytes:
    assert told(write(tmp_path / "undisturbed.jsonl", part=100)) == (11, 2, 0)
    return (tmp_path / "undisturbed.jsonl").read_bytes()


def test_documents_come_in_order_and_failures_in_their_place(tmp_path: Path, undisturbed: bytes) -> None:
    found = documents(tmp_path / "undisturbed.jsonl")
    assert [document.doc_id for document in found] == [made.doc_id for made in ARTICLES]
    failures = [(d.doc_id, d.meta.error.place, d.meta.error.reason) for d in found if d.meta.error]
    assert failures[0] == ("a4", "in.jsonl:5", "the line is no JSON")
    assert failures[1][:2] == ("a9", "in.jsonl:9")
    assert "not a language code" in failures[1][2]
    assert (found[-1].lang, found[-1].published, found[-1].meta.warnings) == (
        "fr",
        "2024-05",
        ("read as cp1252",),
    )
    assert [mention.surface for document in found for mention in document.mentions][:2] == ["0.5%", "1.5%"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["undisturbed.jsonl"]


@pytest.mark.parametrize(
    ("part", "sharing"),
    [
        (1, Sharing()),
        (4, Sharing(chunk=1)),
        (3, Sharing(2, 1)),
        (100, Sharing(2, 4)),
        (2, Sharing(1, 3, 60.0)),
    ],
)
def test_the_bytes_do_not_hang_on_processes_chunks_or_parts(
    tmp_path: Path, undisturbed: bytes, part: int, sharing: Sharing
) -> None:
    assert told(write(tmp_path / "out.jsonl", ARTICLES, sharing, part=part)) == (11, 2, 0)
    assert (tmp_path / "out.jsonl").read_bytes() == undisturbed


@pytest.mark.parametrize("name", outputs.NAMES)
def test_a_run_that_is_stopped_after_any_article_goes_on(tmp_path: Path, name: str) -> None:
    outputs.need(name)
    whole = tmp_path / f"whole-{name}"
    write(whole)
    few = name.endswith("duckdb")
    for after in (4, len(ARTICLES)) if few else range(len(ARTICLES) + 1):
        out = tmp_path / str(after) / name
        out.parent.mkdir()
        with pytest.raises(KeyboardInterrupt):
            write(out, stopped(ARTICLES, after))
        assert not out.exists()
        if after > 6 and not few:  # and a second time
            with pytest.raises(KeyboardInterrupt):
                write(out, stopped(ARTICLES, after), resume=True)
        assert told(write(out, resume=True)) == (11, 2, after // 3 * 3)
        assert outputs.content(out) == outputs.content(whole)
        assert [path.name for path in out.parent.iterdir()] == [name]


@pytest.mark.parametrize("layout", [Layout.mentions, Layout.events])
def test_error_records_survive_in_a_file_of_their_own(tmp_path: Path, layout: Layout) -> None:
    out, errors = tmp_path / "out.csv", tmp_path / "errors.jsonl"
    with pytest.raises(KeyboardInterrupt):
        write(out, stopped(ARTICLES, 7), layout=layout, errors=errors)
    assert not errors.exists()
    counts = write(out, layout=layout, errors=errors, resume=True)
    assert told(counts) == (11, 2, 6)
    found = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert [(record["doc_id"], record["place"]) for record in found] == [
        ("a4", "in.jsonl:5"),
        ("a9", "in.jsonl:9"),
    ]
    assert all(record.keys() == {"doc_id", "reason", "place"} for record in found)
    assert len(out.read_bytes().splitlines()) == (1 + 9 if layout is Layout.mentions else 1)


def test_what_an_interrupted_run_left_is_neither_overwritten_nor_taken_unasked(
    tmp_path: Path, undisturbed: bytes
) -> None:
    out = tmp_path / "out.jsonl"
    out.write_bytes(b"of an earlier day\n")
    with pytest.raises(KeyboardInterrupt):
        write(out, stopped(ARTICLES, 7))
    (folder_of(out) / "notes.txt").write_bytes(b"the user's own")
    with pytest.raises(ResumeError, match=r"--resume.*--restart"):
        write(out)
    assert out.read_bytes() == b"of an earlier day\n"
    assert told(write(out, restart=True)) == (11, 2, 0)
    assert out.read_bytes() == undisturbed
    assert [path.name for path in folder_of(out).iterdir()] == ["notes.txt"]
    # What is left of the folder is no run; and to go on with none is to begin.
    assert told(write(out)) == told(write(out, resume=True)) == (11, 2, 0)


def test_a_run_that_had_done_nothing_is_begun_again_unasked(tmp_path: Path, undisturbed: bytes) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        write(out, stopped(ARTICLES, 2))
    assert told(write(out)) == (11, 2, 0)
    assert out.read_bytes() == undisturbed


@pytest.mark.parametrize(
    "options",
    [
        {"extraction": RULES._replace(types=("MONEY",))},
        {"extraction": RULES._replace(published="2024")},
        {"extraction": RULES._replace(include_text=True)},
        {"settings": {"layout": "mentions"}},
    ],
)
def test_other_settings_are_refused_and_what_is_done_stays(tmp_path: Path, options: dict[str, Any]) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        write(out, stopped(ARTICLES, 7))
    with pytest.raises(ResumeError, match=r"other settings .* now "):
        write(out, resume=True, **options)
    assert told(write(out, resume=True)) == (11, 2, 6)


def test_the_size_of_parts_and_the_processes_may_change(tmp_path: Path, undisturbed: bytes) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        write(out, stopped(ARTICLES, 7), part=2)
    assert told(write(out, ARTICLES, Sharing(2, 1), part=5, resume=True)) == (11, 2, 6)
    assert out.read_bytes() == undisturbed


@pytest.mark.parametrize(
    ("changed", "skipped"),
    [
        (ARTICLES[1:], 6),  # one is gone: its part is made anew
        ([article(90), *ARTICLES], 9),
        ([*ARTICLES, article(90)], 9),
        ([*ARTICLES[:4], article(4, "Mended: 7%."), *ARTICLES[5:]], 6),
        ([ARTICLES[0]._replace(lang="fr"), *ARTICLES[1:]], 6),
        ([ARTICLES[0]._replace(doc_id="b"), *ARTICLES[1:]], 6),
        ([ARTICLES[0]._replace(place="moved.jsonl:1"), *ARTICLES[1:]], 9),  # no document tells it
        ([*ARTICLES[:4], ARTICLES[4]._replace(place="moved.jsonl:1"), *ARTICLES[5:]], 6),  # this one's does
        (ARTICLES[6:] + ARTICLES[:6], 9),
        (ARTICLES[::-1], 0),
        (ARTICLES * 2, 9),
        ([], 0),
    ],
)
def test_articles_that_have_changed_since_are_done_as_they_are_now(
    tmp_path: Path, changed: list[Input], skipped: int
) -> None:
    out, whole = tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    write(whole, changed)
    with pytest.raises(KeyboardInterrupt):
        write(out, stopped(ARTICLES, 9))
    assert write(out, changed, resume=True).skipped == skipped
    assert out.read_bytes() == whole.read_bytes()


def test_a_journal_that_is_torn_anywhere(tmp_path: Path, undisturbed: bytes) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        write(out, stopped(ARTICLES, 9))
    folder = folder_of(out)
    kept = {path.name: path.read_bytes() for path in folder.iterdir()}
    journal = kept["journal.jsonl"]
    ends = [place + 1 for place, byte in enumerate(journal) if byte == ord("\n")]
    assert len(ends) == 4
    cuts = {0, 1, *(end + step for end in ends for step in (-1, 0, 1)), len(journal)}
    for cut in sorted(cuts):
        folder.mkdir(exist_ok=True)
        for name, data in kept.items():
            (folder / name).write_bytes(data)
        (folder / "journal.jsonl").write_bytes(journal[:cut])
        whole_lines = sum(end <= cut for end in ends)
        assert write(out, resume=True).skipped == max(0, whole_lines - 1) * 3, cut
        assert out.read_bytes() == undisturbed
        assert not folder.exists()


@pytest.mark.parametrize("line", [b"null", b"[1]", b"{}", b'{"name": 1}', b"\xff\x00", b'"x"'])
def test_a_line_of_the_journal_that_is_damaged_costs_its_part(
    tmp_path: Path, undisturbed: bytes, line: bytes
) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        write(out, stopped(ARTICLES, 9))
    journal = folder_of(out) / "journal.jsonl"
    lines = journal.read_bytes().splitlines()
    journal.write_bytes(b"\n".join([*lines[:2], line, lines[3]]) + b"\n")
    assert told(write(out, resume=True)) == (11, 2, 6)
    assert out.read_bytes() == undisturbed


def test_a_journal_without_settings_is_told(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with pytest.raises(KeyboardInterrupt):
        write(out, stopped(ARTICLES, 9))
    journal = folder_of(out) / "journal.jsonl"
    journal.write_bytes(b"\xff\n" + journal.read_bytes().partition(b"\n")[2])
    with pytest.raises(ResumeError, match=r"damaged.*--restart"):
        write(out, resume=True)


def test_a_second_run_into_the_same_file_waits_for_none(tmp_path: Path, undisturbed: bytes) -> None:
    pytest.importorskip("fcntl", reason="only POSIX locks the journal")
    out = tmp_path / "out.jsonl"

    def articles() -> Iterator[Input]:
        yield from ARTICLES[:7]
        for options in ({}, {"resume": True}, {"restart": True}):
            with pytest.raises(ResumeError):
                write(out, **options)
        yield from ARTICLES[7:]

    assert told(write(out, articles())) == (11, 2, 0)
    assert out.read_bytes() == undisturbed


@pytest.mark.parametrize("name", outputs.NAMES)
def test_a_run_that_is_stopped_while_its_parts_are_joined(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs.need(name)
    whole, out = tmp_path / f"whole-{name}", tmp_path / name
    write(whole)
    for step in ("join", "remove"):
        with monkeypatch.context() as patched:
            patched.setattr(f"aiextract.archive.parts.Parts.{step}", interrupted)
            with pytest.raises(KeyboardInterrupt):
                write(out, part=20)
        assert out.exists() is (step == "remove")
        assert told(write(out, part=20, resume=True)) == (11, 2, 0 if step == "join" else 11)
        assert outputs.content(out) == outputs.content(whole)
        out.unlink()


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_no_articles_give_an_empty_file(tmp_path: Path) -> None:
    assert told(write(tmp_path / "out.jsonl", [])) == (0, 0, 0)
    assert (tmp_path / "out.jsonl").read_bytes() == b""
    write(tmp_path / "out.csv", [], layout=Layout.mentions)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"doc_id,")


def test_an_output_that_cannot_be_begun_is_told_before_anything_is_read(tmp_path: Path) -> None:
    def articles() -> Iterator[Input]:
        raise AssertionError
        yield

    with pytest.raises(OutputError, match="cannot be written: No such file or directory"):
        write(tmp_path / "none" / "out.jsonl", articles())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_disk_keeps_what_is_done(
    tmp_path: Path, undisturbed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"
    with monkeypatch.context() as patched:
        begun = 0

        def full(self: Any) -> Path:
            return Path("/dev/full") if begun > 7 else self._folder / f"{self._next:08}.part"

        patched.setattr("aiextract.archive.parts.Parts._path", full)

        def articles() -> Iterator[Input]:
            nonlocal begun
            for made in ARTICLES:
                begun += 1
                yield made

        with pytest.raises(UnfinishedError, match=r"No space left.*--resume"):
            write(out, articles())
    assert not out.exists()
    assert told(write(out, resume=True)) == (11, 2, 6)
    assert out.read_bytes() == undisturbed


def test_a_database_is_updated_in_place(tmp_path: Path) -> None:
    outputs.need("out.duckdb")
    out = tmp_path / "out.duckdb"
    write(out, ARTICLES[:4])
    write(out, [article(1, "Nothing of the kind."), article(50)])
    found = outputs.rows(out, "SELECT doc_id, mentions FROM documents ORDER BY ALL")
    assert found == [("a0", 1), ("a1", 0), ("a2", 1), ("a3", 1), ("a50", 1)]
    surfaces = outputs.rows(out, "SELECT doc_id, surface FROM mentions ORDER BY ALL")
    assert surfaces == [("a0", "0.5%"), ("a2", "2.5%"), ("a3", "3.5%"), ("a50", "50.5%")]
    twice = [*ARTICLES[:3], article(1, "It is 7% now."), *ARTICLES[3:6], article(1, "It is 8% now.")]
    assert write(out, twice).replaced == 2
    assert outputs.rows(out, "SELECT surface FROM mentions WHERE doc_id = 'a1'") == [("8%",)]
    assert write(out, ARTICLES[:4]).replaced == 0  # what another run made is meant to be replaced
    before = outputs.content(out)
    with pytest.raises(KeyboardInterrupt):
        write(out, stopped([article(n, "All 99%.") for n in range(9)], 7))
    assert outputs.content(out) == before
    write(out, [article(n, "All 99%.") for n in range(9)], resume=True)
    assert len(outputs.rows(out, "FROM mentions WHERE surface = '99%'")) == 9


class Fragile(Extraction):
    """Takes too long over some articles, and dies of others."""

    def read(self, article: Input, names: Names | None = None) -> Document:
        if "slow" in article.text:
            time.sleep(600)
        if "deadly" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(article, names)


def test_an_article_that_hangs_or_kills_costs_itself_alone(tmp_path: Path, undisturbed: bytes) -> None:
    articles = [
        *ARTICLES[:4],
        article(20, "a slow one"),
        *ARTICLES[4:8],
        article(30, "a deadly one"),
        *ARTICLES[8:],
    ]
    out = tmp_path / "out.jsonl"
    counts = write(out, articles, Sharing(1, 4, 4.0), extraction=Fragile(*RULES))
    assert told(counts) == (13, 4, 0)
    lines = out.read_bytes().splitlines(keepends=True)
    assert b"".join(lines[:4] + lines[5:9] + lines[10:]) == undisturbed
    slow, deadly = (Document.model_validate_json(lines[n]).meta.error for n in (4, 9))
    assert slow is not None
    assert deadly is not None
    assert (slow.reason, slow.place) == ("took longer than 4 seconds", "in.jsonl:21")
    assert "SIGKILL" in deadly.reason
