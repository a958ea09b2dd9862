"""Articles in: web pages."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from aiextract import extract, readers
from aiextract.readers import Input

pytest.importorskip("trafilatura", reason="extra html")

from aiextract.readers.html import main_text

BODY = """
<nav><a href="/">Accueil</a> <a href="/eco">Économie</a> <a href="/abo">Abonnez-vous pour 9,99 €</a></nav>
<article><h1>Orvane rachète Pelune</h1>
<p>Le groupe Orvane a annoncé mardi le rachat de la société Pelune pour 40 millions d’euros, soit 12&nbsp;% de
plus que prévu.</p>
<p>L’opération doit être bouclée en juin. <b>Pelune</b> emploie 200 personnes à Lyon &amp; Nantes.</p>
<p>Fondée en 1998, l’entreprise a réalisé un chiffre d’affaires de 21 millions d’euros l’an dernier.</p>
</article><footer>© 2019 Le Quotidien imaginaire. Tous droits réservés.</footer>
"""


def page(head: str = "", body: str = BODY) -> str:
    return f'<!doctype html><html lang="fr"><head>{head}</head><body>{body}</body></html>'


def articles(path: Path, data: str | bytes, **options: Any) -> list[Input]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(readers.read(path, **options))


def test_the_main_text_and_nothing_around_it(tmp_path: Path) -> None:
    head = '<title>Orvane rachète Pelune | Le Quotidien</title><meta property="article:published_time" content="2024-05-14T08:00:00+02:00">'
    (found,) = articles(tmp_path / "deal.html", page(head))
    assert (found.doc_id, found.published, found.error, found.warning) == ("deal", "2024-05-14", None, None)
    assert "pour 40 millions d’euros" in found.text
    assert "Lyon & Nantes" in found.text
    assert found.text.count("Orvane rachète Pelune") == 1
    for around in ("9,99", "Accueil", "©", "<p>"):
        assert around not in found.text


def test_records_refer_to_the_main_text(tmp_path: Path) -> None:
    (found,) = articles(
        tmp_path / "a.htm", page('<meta property="article:published_time" content="2024-05-14">')
    )
    document = extract(found.text, published=found.published, types=["MONEY", "PERCENT", "DATE"])
    assert {m.surface for m in document.money} == {"40 millions d’euros", "21 millions d’euros"}
    assert all(found.text[m.start : m.end] == m.surface for m in document.mentions)
    assert "2024-06" in {m.value for m in document.dates}


def test_a_title_that_is_not_in_the_text_goes_before_it() -> None:
    body = BODY.replace("<h1>Orvane rachète Pelune</h1>", "")
    text, _ = main_text(page('<meta property="og:title" content="Orvane  rachète Pelune">', body))
    assert text.startswith("Orvane rachète Pelune\nLe groupe Orvane")


def test_a_date_is_taken_from_what_the_page_declares_only() -> None:
    assert main_text(page())[1] is None  # neither "1998" nor "© 2019"
    assert main_text(page('<meta name="date" content="2031-02-03">'))[1] == "2031-02-03"
    late = '<meta property="article:modified_time" content="2024-06-01"><meta property="article:published_time" content="2024-05-14">'
    assert main_text(page(late))[1] == "2024-05-14"


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252"])
def test_the_encoding_that_a_page_declares(tmp_path: Path, declared: str) -> None:
    data = page(f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">').encode("cp1252")
    (found,) = articles(tmp_path / "a.html", data)
    assert "40 millions d’euros" in found.text
    assert found.warning is None


def test_what_a_page_declares_may_be_wrong(tmp_path: Path) -> None:
    (utf8,) = articles(tmp_path / "a.html", page('<meta charset="iso-8859-1">'))
    assert "annoncé" in utf8.text
    for declared in ("utf-8", "no-such-encoding"):
        (found,) = articles(tmp_path / "a.html", page(f'<meta charset="{declared}">').encode("cp1252"))
        assert "annoncé" in found.text
        assert "read as cp1252" in (found.warning or "")
    (named,) = articles(
        tmp_path / "a.html", page('<meta charset="utf-8">').encode("cp1252"), encoding="cp1252"
    )
    assert "annoncé" in named.text
    assert named.warning is None


@pytest.mark.parametrize("data", ["", " \n", "<html></html>", "\0<html>", "<" * 5000])
def test_pages_without_a_text(tmp_path: Path, data: str) -> None:
    (found,) = articles(tmp_path / "a.html", data)
    assert found.error
    assert found.error.startswith(str(tmp_path / "a.html"))


def test_a_page_of_too_many_elements_is_not_read_for_hours(tmp_path: Path) -> None:
    (found,) = articles(tmp_path / "a.html", page(body="<p>Un texte de quelques mots.</p>" * 30_000))
    assert "elements, more than 20,000" in (found.error or "")


def test_deep_nesting_is_no_end(tmp_path: Path) -> None:
    (found,) = articles(tmp_path / "a.html", "<div>" * 19_000 + "<p>Un texte de quelques mots, pas plus.</p>")
    assert found.error or found.text


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refused)
    for data in (
        "http://example.org/a",
        page('<base href="http://example.org/"><link rel="canonical" href="/a">'),
    ):
        (found,) = articles(tmp_path / "a.html", data)
        assert "network" not in (found.error or "")


def test_compressed_pages(tmp_path: Path) -> None:
    (found,) = articles(tmp_path / "a.html.gz", gzip.compress(page().encode()))
    assert found.doc_id == "a"
    assert "40 millions" in found.text
