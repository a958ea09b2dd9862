"""The public calls: arguments, streams, errors."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import aiextract
from aiextract.errors import InputError, LanguageCodeError, PublishedError, UnknownTypeError
from aiextract.records import Document

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
TEXT = "Le groupe a investi 3,5 millions d'euros le 7 août, soit 12 % de plus que l'an dernier."


def texts() -> list[tuple[str, str]]:
    return [(path.stem, path.read_text(encoding="utf-8")) for path in EXAMPLES]


def test_extract_gives_a_document() -> None:
    document = aiextract.extract(TEXT, doc_id="a", lang="fr", published="2024-08-13", include_text=True)
    assert (document.doc_id, document.lang, document.published, document.text) == (
        "a",
        "fr",
        "2024-08-13",
        TEXT,
    )
    assert document.money[0].amount == 3_500_000
    assert document.dates[0].value == "2024-08-07"
    assert document.percents[0].value_min == 12
    assert document.meta.version == aiextract.__version__
    assert document.meta.pipeline == (
        "aiextract_money",
        "aiextract_percent",
        "aiextract_date",
        "aiextract_org",
        "aiextract_acquisition",
    )
    assert document.meta.error is None
    assert aiextract.extract(TEXT, lang="fr").text is None


def test_published_at_any_precision() -> None:
    def value(published: str | dt.date | None) -> str:
        return aiextract.extract(TEXT, lang="fr", published=published, types=["DATE"]).dates[0].value

    assert value(dt.date(2024, 8, 13)) == value("2024-08-13") == "2024-08-07"
    assert value("2024") == "2024-08-07"
    assert value(None) == "XXXX-08-07"


def test_types_select_mentions() -> None:
    document = aiextract.extract(TEXT, lang="fr", types=["PERCENT"])
    assert {mention.type for mention in document.mentions} == {"PERCENT"}
    assert document.meta.pipeline == ("aiextract_percent",)


def test_an_event_brings_the_mentions_it_cites_and_no_others() -> None:
    text = "Microsoft a racheté LinkedIn pour 26 milliards de dollars. Le chiffre d'affaires atteint 3 millions d'euros."
    document = aiextract.extract(text, lang="fr", types=["ACQUISITION"])
    (event,) = document.acquisitions
    cited = {event.acquirer_mention, event.target_mention, event.price}
    assert {mention.id for mention in document.mentions} == cited
    price = document.mention(event.price)
    assert price is not None
    assert price.surface == "26 milliards de dollars"


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"lang": "français"}, LanguageCodeError, "BCP 47"),
        ({"lang": ""}, LanguageCodeError, "BCP 47"),
        ({"published": "13/08/2024"}, PublishedError, "YYYY-MM-DD"),
        ({"published": "2024-02-30"}, PublishedError, "YYYY-MM-DD"),
        ({"types": ["MONNAIE"]}, UnknownTypeError, "MONEY"),
    ],
)
def test_wrong_arguments_say_what_to_do(
    arguments: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        aiextract.extract("x", **arguments)  # type: ignore[arg-type]


def test_bytes_are_no_text() -> None:
    with pytest.raises(InputError, match="decode"):
        aiextract.extract(b"abc")  # type: ignore[arg-type]


def test_length_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aiextract.source.MAX_LENGTH", 100)
    with pytest.raises(InputError, match="101 characters"):
        aiextract.extract("x" * 101)


def test_regions_and_languages_without_a_file() -> None:
    assert aiextract.extract("R$ 5 milhões", lang="pt-BR").money[0].currency == "BRL"
    document = aiextract.extract("Bei ilikuwa USD 500, asilimia 5 (5%).", lang="sw")
    assert document.lang == "sw"
    assert document.meta.warnings
    assert document.money[0].currency == "USD"


def test_a_stream_is_lazy_and_in_order() -> None:
    taken: list[int] = []

    def endless() -> Iterator[tuple[str, str]]:
        number = 0
        while True:
            taken.append(number)
            yield str(number), f"{number} euros"
            number += 1

    stream = aiextract.extract_many(endless(), lang="fr", types=["MONEY"])
    assert [next(stream).doc_id for _ in range(3)] == ["0", "1", "2"]
    assert len(taken) <= 4


def test_short_articles_are_read_side_by_side_and_the_records_are_those_of_each_alone() -> None:
    short = [text for _, text in texts() for text in text.split("\n\n")] * 2
    whole = [text for _, text in texts()]
    mixed = [*short, "", *whole, "\ud800 Vantorel SA", *short[:5]]
    assert len(mixed) > 32
    alone = [aiextract.extract(text) for text in mixed]
    assert sum(len(document.organizations) for document in alone) > 20
    for size in (32, 5, 1):
        assert list(aiextract.extract_many(mixed, batch_size=size)) == alone


def test_a_batch_is_taken_before_its_first_document_and_no_more() -> None:
    taken: list[int] = []

    def texts() -> Iterator[str]:
        for number in range(100):
            taken.append(number)
            yield f"{number} euros"

    for size, most in ((10, 10), (1, 1)):
        taken.clear()
        stream = aiextract.extract_many(texts(), lang="fr", batch_size=size)
        assert next(stream).money
        assert len(taken) == most


def test_what_a_stream_raises_comes_after_its_articles() -> None:
    def broken() -> Iterator[str]:
        yield from ("1 euro", "2 euros")
        raise OSError("the disk is gone")

    stream = aiextract.extract_many(broken(), lang="fr", on_error="record")
    assert [next(stream).money[0].amount for _ in range(2)] == [1, 2]
    with pytest.raises(OSError, match="gone"):
        next(stream)


def test_items_of_each_form() -> None:
    items = [TEXT, ("b", TEXT), {"doc_id": "c", "text": TEXT, "lang": "fr", "published": "2023"}]
    documents = list(aiextract.extract_many(items, lang="fr", published="2024"))
    assert [d.doc_id for d in documents] == [None, "b", "c"]
    assert [d.dates[0].value for d in documents] == ["2024-08-07", "2024-08-07", "2023-08-07"]


def test_a_failing_item_costs_no_other() -> None:
    items = [
        ("a", TEXT),
        ("b", None),
        {"doc_id": "c", "text": TEXT, "lang": "?"},
        {"title": "x"},
        ("e", TEXT),
    ]
    documents = list(aiextract.extract_many(items, lang="fr", on_error="record"))
    assert [d.doc_id for d in documents] == ["a", None, "c", None, "e"]
    errors = [d.meta.error for d in documents]
    assert [error is None for error in errors] == [True, False, False, False, True]
    assert errors[2] is not None
    assert "BCP 47" in errors[2].reason
    assert documents[0].mentions == documents[4].mentions != ()
    with pytest.raises(InputError, match="an item is"):
        list(aiextract.extract_many(items, lang="fr"))


def test_wrong_arguments_of_a_stream_raise_at_once() -> None:
    with pytest.raises(LanguageCodeError):
        aiextract.extract_many([], lang="?", on_error="record")
    with pytest.raises(InputError, match="on_error"):
        aiextract.extract_many([], on_error="ignore")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="batch_size"):
        aiextract.extract_many([], batch_size=0)


def test_processes_and_threads_give_the_same_records() -> None:
    alone = [aiextract.extract(text, doc_id=name) for name, text in texts()]
    assert all(document.mentions for document in alone)
    assert list(aiextract.extract_many(texts() * 20, n_process=2)) == alone * 20
    with ThreadPoolExecutor(4) as pool:
        threaded = list(pool.map(lambda item: aiextract.extract(item[1], doc_id=item[0]), texts() * 5))
    assert threaded == alone * 5


def test_lone_surrogates_count_as_replacement_characters() -> None:
    document = aiextract.extract("\ud800 5 euros \udfff", lang="fr", include_text=True)
    assert document.text == "\ufffd 5 euros \ufffd"
    assert (document.money[0].start, document.money[0].end) == (2, 9)
    assert json.loads(document.model_dump_json())["mentions"][0]["surface"] == "5 euros"


def test_no_mention_holds_a_lost_character() -> None:
    text = "PT Nus\ud800ntara Digital Tbk mengakuisisi Kiri\udfffmin senilai Rp1,5 triliun."
    document = aiextract.extract(text, lang="id")
    assert [m.surface for m in document.mentions if m.type == "MONEY"] == ["Rp1,5 triliun"]
    assert not any("\ufffd" in mention.surface for mention in document.mentions)


def test_records_survive_json() -> None:
    for name, text in texts():
        document = aiextract.extract(text, doc_id=name)
        assert Document.model_validate_json(document.model_dump_json()) == document


def test_import_costs_nothing() -> None:
    import subprocess
    import sys

    code = (
        "import sys, aiextract; print(sorted(m for m in ('spacy', 'pydantic', 'babel') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_types_as_a_list_in_a_text() -> None:
    text = "Sales rose 5 % to $3 million in 2024."
    assert [m.type for m in aiextract.extract(text, lang="en", types="percent, DATE").mentions] == [
        "PERCENT",
        "DATE",
    ]
