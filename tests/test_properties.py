"""What holds for any string: offsets match, nothing raises, JSON keeps all, joined documents keep their facts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import aiextract
from aiextract.languages import available
from aiextract.records import Document
from aiextract.source import clean

LANGUAGES = available()
relaxed = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

# Pieces that the grammars know, so that random texts reach them, beside any Unicode at all (lone
# surrogates included).
PIECES = (
    "2024-08-13 13/08/2024 août março Maret May 2023 Q1 1er 3º mi- fin akhir tahun deste ano cette année "
    "lalu ago il y a há trimestre semestre kuartal quarter week % pour cent por cento persen ‰ 3,5 1.5 1.234 2,500 1.234,56 "
    "1,234.56 1 234 12 0 00 milliards de bilhões juta triliun bn m k mil cents euros € $ US$ R$ Rp £ USD "
    "EUR dólares dolar entre et a à e to - – ( ) . , ; : « » “ ” ' ’ Microsoft OpenAI Acme SA PT Tbk Inc. "
    "rachète acquired by diakuisisi oleh comprou vendu à pour por for senilai \n \n\n \t \u00a0 \u202f \x00"
).split(" ")
pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30)
texts = st.builds(lambda parts, glue: glue.join(parts), pieces, st.sampled_from(["", " "])) | st.text(
    alphabet=st.characters() | st.characters(categories=["Cs", "Nd", "Sc", "Zs"])
)


@pytest.mark.parametrize("lang", [*LANGUAGES, "sw", None])
@relaxed
@given(text=texts, published=st.sampled_from([None, "2024", "2024-02", "2024-02-29"]))
@example(text="\rE&A", published=None)
def test_any_string_is_read(lang: str | None, text: str, published: str | None) -> None:
    document = aiextract.extract(text, lang=lang, published=published)
    read = clean(text)
    for mention in document.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert read[mention.start : mention.end] == mention.surface == mention.surface.strip()
        assert not any("\ud800" <= char <= "\udfff" for char in text[mention.start : mention.end])
        assert mention.rule
    starts = [mention.start for mention in document.mentions]
    assert starts == sorted(starts)
    ends = [mention.end for mention in document.mentions]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    ids = [mention.id for mention in document.mentions]
    assert len(set(ids)) == len(ids)
    for event in document.acquisitions:
        cited = (event.price, event.stake, event.date, event.acquirer_mention, event.target_mention)
        assert {slot for slot in cited if slot} <= set(ids)
        assert event.acquirer or event.target
        for start, end in event.evidence:
            assert 0 <= start < end <= len(text)
    assert Document.model_validate_json(document.model_dump_json()) == document


YEAR = re.compile(r"\d{4}")
AMOUNTS = {"value_min", "value_max", "amount_min", "amount_max", "unit"}


def absolute(document: Document, start: int, end: int) -> list[tuple[Any, ...]]:
    """The spans within a part of a document, and the values that do not depend on what stands around.

    A date without its year hangs on other dates of the text, and a bare "$" on its other amounts.
    """
    facts = []
    for mention in document.mentions:
        if start <= mention.start and mention.end <= end:
            fields = mention.model_dump(include=AMOUNTS)
            if mention.type == "DATE" and YEAR.search(mention.surface):
                fields["value"] = mention.value
            facts.append((mention.start - start, mention.end - start, mention.type, *fields.values()))
    return facts


@pytest.mark.parametrize("lang", LANGUAGES)
@relaxed
@given(first=texts, second=texts)
def test_joined_documents_keep_their_facts(lang: str, first: str, second: str) -> None:
    types = ["MONEY", "PERCENT", "DATE"]
    read = [
        aiextract.extract(text, lang=lang, published="2024-02-29", types=types) for text in (first, second)
    ]
    joined = aiextract.extract(f"{first}\n\n{second}", lang=lang, published="2024-02-29", types=types)
    shift = len(first) + 2
    assert absolute(joined, 0, len(first)) == absolute(read[0], 0, len(first))
    assert absolute(joined, shift, shift + len(second)) == absolute(read[1], 0, len(second))
