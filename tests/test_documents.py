"""Reading an article: regions, paragraphs, sentences, title, publication date."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from aiextract import documents
from aiextract.errors import LanguageCodeError, PublishedError
from aiextract.languages import get_language

GOLD = sorted((Path(__file__).parent.parent / "seeds" / "gold").glob("*.json"))
FRENCH = (
    "Le constructeur a confirmé mardi qu'il allait fermer deux de ses usines dans le nord du pays, "
    "ce qui menace selon les syndicats près de mille emplois."
)
ENGLISH = (
    "The company said that it would close two of its plants in the north of the country, which the unions "
    "say puts about a thousand jobs at risk."
)
RUSSIAN = (
    "Компания сообщила, что закроет два завода на севере страны, что угрожает тысяче рабочих мест в регионе."
)


def read_seed(path: Path) -> str:
    return (path.parent.parent / f"{path.stem}.txt").read_bytes().decode("utf-8")


def sentences(text: str, lang: str = "fr") -> list[str]:
    return [text[start:end] for start, end in documents.read(text, lang).sentences]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_seeds(path: Path) -> None:
    gold = json.loads(path.read_bytes())
    text = read_seed(path)
    article = documents.read(text)
    assert (article.lang, article.title) == (gold["lang"], gold["title"])
    # Only an article that states its date has one: the two with a date line.
    dated = f"\n{gold['published']}\n" in text
    assert article.published == (gold["published"] if dated else None)


def test_regions_cover_the_text_and_take_foreign_paragraphs_out() -> None:
    text = f"\n{FRENCH}\n{FRENCH}\n\n{ENGLISH}\n{ENGLISH}\n{RUSSIAN}\n{FRENCH}\n"
    article = documents.read(text)
    assert article.lang == "fr"
    assert [region.language.code for region in article.regions] == ["fr", "en", "ru", "fr"]
    assert article.regions[0].start == 0
    assert article.regions[-1].end == len(text)
    assert all(a.end == b.start for a, b in zip(article.regions, article.regions[1:], strict=False))
    assert text[article.regions[1].start :].startswith("The company")


def test_names_and_short_lines_stay_in_the_language_of_the_document() -> None:
    names = "Google, Microsoft, Amazon, Apple, Nvidia, OpenAI, Anthropic, Mistral AI, Samsung Electronics, Sony Group"
    article = documents.read(f"{FRENCH}\n{names}\nRead more about this\n{FRENCH}", "fr")
    assert len(article.regions) == 1


def test_joining_two_documents_changes_no_region() -> None:
    one, two = f"{FRENCH}\n{ENGLISH}", f"{FRENCH}\n{FRENCH}"
    joined = documents.read(f"{one}\n\n{two}", "fr").regions
    assert [region.language.code for region in joined] == ["fr", "en", "fr"]
    assert joined[1].start == documents.read(one, "fr").regions[1].start


def test_variant_and_language_without_a_file() -> None:
    article = documents.read(FRENCH, "fr-CA")
    assert (article.lang, article.regions[0].language.code, article.warnings) == ("fr-CA", "fr", ())
    assert documents.read(FRENCH, "FR_ca").lang == "fr-CA"
    article = documents.read("Habari za leo.", "sw")
    assert (article.lang, article.regions[0].language) == ("sw", get_language("und"))
    assert "sw" in article.warnings[0]
    assert documents.read("", None).lang == "und"
    assert documents.read("12 %", "und").warnings


@pytest.mark.parametrize("text", ["", "\n\n", "\ud800", "\x00", "a"])
def test_texts_without_anything(text: str) -> None:
    article = documents.read(text)
    assert article.regions[0].start == 0
    assert article.regions[-1].end == len(text)
    assert article.title is None


def test_arguments() -> None:
    assert documents.read(FRENCH, "fr", dt.date(2024, 8, 13)).published == "2024-08-13"
    assert documents.read(FRENCH, "fr", "2024-08").published == "2024-08"
    with pytest.raises(PublishedError):
        documents.read(FRENCH, "fr", "13/08/2024")
    with pytest.raises(LanguageCodeError):
        documents.read(FRENCH, "français")


@pytest.mark.parametrize(
    ("lang", "line", "published"),
    [
        ("fr", "2024-08-13", "2024-08-13"),
        ("fr", "2024-08-13T10:30:00+02:00", "2024-08-13"),
        ("fr", "mardi 13 août 2024", "2024-08-13"),
        ("fr", "13/08/2024 à 10h30", "2024-08-13"),
        ("fr", "Publié le 13 août 2024 à 10h30 | Modifié hier", "2024-08-13"),
        ("fr", "Par Anne Morel — 13 août 2024", "2024-08-13"),
        ("pt", "20 de agosto de 2024", "2024-08-20"),
        ("pt", "Publicado em 20/08/2024 às 10h30", "2024-08-20"),
        ("id", "Diterbitkan: 20 Agustus 2024 pukul 10.30 WIB", "2024-08-20"),
        ("en", "August 20, 2024", "2024-08-20"),
        ("en", "Published: 2024-08", "2024-08"),
        ("en", "Published August 20, 2024 by Jane Doe", "2024-08-20"),
        ("id", "Jakarta, 20 Agustus 2024", "2024-08-20"),
        ("fr", "PARIS, 13 août 2024 (Agence) – Le groupe se retire d'un marché difficile", "2024-08-13"),
        ("fr", "Réuni le mardi, 13 août 2024 – Le groupe se retire", None),
        ("fr", "Le 13 août 2024 – date butoir – le groupe se retire", None),
        ("en", "By Jane Doe | 20 August 2024", "2024-08-20"),
        ("fr", "2024", None),
        ("fr", "Actualités du 13 août, notre revue", None),
        ("fr", "Le bilan du 13 août 2024 déçoit les marchés", None),
        ("fr", "Réunis le 13 août 2024, ils ont signé.", None),
    ],
)
def test_date_line(lang: str, line: str, published: str | None) -> None:
    text = f"Un titre pour cet article\n\n{line}\n\n{FRENCH}\n{FRENCH}"
    assert documents.read(text, lang).published == published


def test_date_in_the_body_is_no_date_line() -> None:
    text = f"Un titre pour cet article\n{FRENCH}\n{FRENCH}\n{FRENCH}\n13 août 2024\n{FRENCH}"
    assert documents.read(text, "fr").published is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Deux usines ferment dans le nord\n\n", "Deux usines ferment dans le nord"),
        ("Accueil\nÉconomie\n\nDeux usines ferment dans le nord\n", "Deux usines ferment dans le nord"),
        ("# Deux usines ferment dans le nord\n", "Deux usines ferment dans le nord"),
        ("INDUSTRIE LOURDE\nDeux usines ferment dans le nord\n", "Deux usines ferment dans le nord"),
        ("Crédit photo : Anne Morel\nDeux usines ferment dans le nord\n", "Deux usines ferment dans le nord"),
        (
            "Par Anne Morel\n13 août 2024\nDeux usines ferment dans le nord\n",
            "Deux usines ferment dans le nord",
        ),
        (
            "EnglishFrançaisDeutschItaliano日本語\nDeux usines ferment dans le nord\n",
            "Deux usines ferment dans le nord",
        ),
        (
            "Accueil > Économie > Entreprises\nDeux usines ferment dans le nord\n",
            "Deux usines ferment dans le nord",
        ),
        ("Lecture 3 min\n\nDeux usines ferment dans le nord\n", "Deux usines ferment dans le nord"),
        ("Deux usines ferment - Le Journal\nDeux usines ferment\n", "Deux usines ferment"),
        ("**Deux usines ferment dans le nord**\n", "Deux usines ferment dans le nord"),
        ("", None),
    ],
)
def test_title(head: str, title: str | None) -> None:
    assert documents.read(f"{head}{FRENCH}\n{FRENCH}", "fr").title == title


def test_title_before_the_second_copy() -> None:
    text = f"{FRENCH}\nFin du texte.\nVoir l'original\nDeux usines ferment dans le nord\nSource : Agence\n{FRENCH}"
    assert documents.read(text, "fr").title == "Deux usines ferment dans le nord"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il part. Elle reste.", ["Il part.", "Elle reste."]),
        ("M. Dupont a vu Mme. Durand. Il part.", ["M. Dupont a vu Mme. Durand.", "Il part."]),
        ("Un cours de 3.5 euros. Il monte.", ["Un cours de 3.5 euros.", "Il monte."]),
        (
            "La société Character.AI grandit. Elle recrute.",
            ["La société Character.AI grandit.", "Elle recrute."],
        ),
        ("Voilà le secteur.En mars il chute.", ["Voilà le secteur.", "En mars il chute."]),
        ("C'est à Paris.Il part.", ["C'est à Paris.", "Il part."]),
        ("« Il part. » Elle reste.", ["« Il part. »", "Elle reste."]),
        ('"Il part." Elle reste.', ['"Il part."', "Elle reste."]),
        (
            "Il hésite… puis part. Elle reste... Ils dorment.",
            ["Il hésite… puis part.", "Elle reste...", "Ils dorment."],
        ),
        ("J. Smith part ? Oui ! Il part.", ["J. Smith part ?", "Oui !", "Il part."]),
        ("Une ligne\nUne autre. Fin", ["Une ligne", "Une autre.", "Fin"]),
        ("Acme Inc. Motors monte. Le reste baisse.", ["Acme Inc. Motors monte.", "Le reste baisse."]),
        ("Il dirige Acme Inc. Le reste baisse.", ["Il dirige Acme Inc.", "Le reste baisse."]),
        ("它很好。我们走吧!好", ["它很好。", "我们走吧!好"]),
        ("il part. elle reste.", ["il part.", "elle reste."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected
