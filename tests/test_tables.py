"""Tables on a terminal: narrow and wide ones, other scripts, names told once."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len

import aiextract
from aiextract.cli import tables
from aiextract.cli.common import on_one_line

LONG = (
    "The Very Long Institute for the Advancement of Interregional Agricultural Development Holdings plc "
    "acquired Vantorel Foods from Quorvex Partners for about $3.4bn on 12 March 2024.\n"
    "Vantorel Foods has sales of €20 million. Vantorel is listed."
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def written(monkeypatch: pytest.MonkeyPatch, columns: int, *texts: str) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    tables.write([aiextract.extract(text) for text in texts], stream)
    return [
        line.replace("\x1b[1m", "").replace("\x1b[0m", "").rstrip() for line in stream.getvalue().split("\n")
    ]


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    lines = written(
        monkeypatch,
        columns,
        LONG,
        "ノルダリス株式会社は2024年3月5日、売上高が前年比12%増の3億5000万円になったと発表した。",
    )
    assert max(map(cell_len, lines)) <= columns
    text = "\n".join(lines)
    assert "3億5000万円" in text
    assert "12 March 2024" in text


def test_rules_stand_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "en.money.prefix_symbol" in "\n".join(written(monkeypatch, 120, LONG))
    assert "prefix" not in "\n".join(written(monkeypatch, 80, LONG))


def test_deals_come_first_and_each_organization_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = written(monkeypatch, 120, LONG)
    heads = [line.split()[0] for line in lines if line.strip().startswith(("Event", "Type", "Organization"))]
    assert heads == ["Event", "Type", "Organization"]
    (row,) = [line for line in lines if line.lstrip().startswith("Vantorel Foods")]
    assert row.split()[2] == "3"
    assert "Vantorel " in row.split("3", 1)[1]
    (deal,) = [line for line in lines if line.lstrip().startswith("ACQUISITION")]
    assert "completed" in deal


def test_text_from_right_to_left_does_not_move_its_neighbours() -> None:
    assert on_one_line("2.5 مليار دولار") == "\u20682.5 مليار دولار\u2069"
    assert on_one_line("30 %") == "30 %"
    assert cell_len(on_one_line("دولار")) == cell_len("دولار")


def test_what_could_steer_the_terminal_is_replaced() -> None:
    assert on_one_line("a\x1b[2Jb\u202ec\n d") == "a\ufffd[2Jb\ufffdc d"
    assert on_one_line("می\u200cخواهد") == "\u2068می\u200cخواهد\u2069"


def test_nothing_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nothing found" in written(monkeypatch, 80, "The weather was fine.")
