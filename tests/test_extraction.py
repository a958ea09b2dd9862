"""Reading without a Doc: the same records as the spaCy pipeline, and no spaCy."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.lex_attrs import word_shape as shape_of_spacy

import aiextract
from aiextract.tokens import word_shape

TEXTS = {
    "en": "Meridian Foods bought Kestrel Snacks for $1.2 billion on 3 May 2024, up 12% on the year.\n\nIt sold "
    "Kestrel's plant in Leeds last month for 4.5 million pounds.",
    "fr": "Alvéa Santé a racheté la société Pharmadis pour 1,2 milliard d'euros début mars, soit 15 % de plus.",
    "id": "PT Karya Mandiri mengakuisisi 60% saham Sinar Boga senilai Rp2,5 triliun pada 2023.",
    "zh": "公司以3.5亿美元收购了另一家公司，2023年5月增长12%。",
    "und": "",
}


@pytest.mark.parametrize("lang", TEXTS)
@pytest.mark.parametrize("types", [None, ("MONEY", "DATE"), ("QUANTITY",)])
def test_the_record_is_that_of_the_pipeline(lang, types):
    nlp = aiextract.load(lang, types=types)
    doc = nlp.make_doc(TEXTS[lang])
    doc._.published = "2024-06-10"
    record = aiextract.extract(TEXTS[lang], lang=lang, types=types, published="2024-06-10")
    assert record == nlp(doc)._.aiextract
    assert record.meta.pipeline == tuple(nlp.pipe_names)


def test_no_spacy_is_loaded():
    code = (
        "import sys, aiextract\n"
        f"doc = aiextract.extract({TEXTS['en']!r}, lang='en')\n"
        "assert doc.acquisitions and doc.organizations\n"
        "assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.text(max_size=120))
def test_the_shape_is_that_of_spacy(word):
    assert word_shape(word) == shape_of_spacy(word)


@pytest.mark.parametrize(
    "word", ["", "a", "Aa", "AB", "ABCDEFG", "aaaaa\n\n\n\n\n\n", "ǅabc", "Ⓐⓑ", "x" * 100, "ß5²३"]
)
def test_the_shape_of_odd_words_is_that_of_spacy(word):
    assert word_shape(word) == shape_of_spacy(word)
