"""The language of a text and of a paragraph."""

from __future__ import annotations

import pytest

from aiextract import detection
from aiextract.languages import available, get_language
from aiextract.source import fold

SENTENCES = {
    "fr": "Les deux entreprises n'ont pas voulu dire combien elles avaient payé pour leurs nouveaux bureaux.",
    "pt": "As duas empresas não quiseram dizer quanto pagaram pelos seus novos escritórios no centro da cidade.",
    "id": "Kedua perusahaan itu tidak mau mengatakan berapa yang telah mereka bayar untuk kantor baru mereka.",
    "en": "Neither of the two companies would say how much they had paid for their new offices in the city.",
    "es": "Ninguna de las dos empresas quiso decir cuánto habían pagado por sus nuevas oficinas en la ciudad.",
    "de": "Keines der beiden Unternehmen wollte sagen, wie viel es für die neuen Büros in der Stadt bezahlt hat.",
    "it": "Nessuna delle due aziende ha voluto dire quanto avessero pagato per i nuovi uffici della città.",
    "ru": "Ни одна из двух компаний не захотела сказать, сколько она заплатила за новые офисы в центре города.",
    "zh": "两家公司都不愿透露他们为市中心的新办公室支付了多少钱,也没有说明何时搬迁以及有多少员工受到影响。",
}


@pytest.mark.parametrize("lang", SENTENCES)
@pytest.mark.parametrize("times", [1, 6])
def test_document(lang: str, times: int) -> None:
    assert detection.document_language(fold("\n".join([SENTENCES[lang]] * times))) == lang


@pytest.mark.parametrize("text", ["", "12,5 % 3 4 5", "\x00\x01", "."])
def test_nothing_to_tell(text: str) -> None:
    assert detection.document_language(text) == detection.UNKNOWN


@pytest.mark.parametrize("own", available())
@pytest.mark.parametrize("lang", SENTENCES)
def test_paragraph(own: str, lang: str) -> None:
    folded = fold(SENTENCES[lang])
    found = detection.paragraph_language(folded, 0, len(folded), own, get_language(own))
    # Close relatives may pass for the document's language, never for a third one.
    assert found in (lang, own)
    if {own, lang} <= {"fr", "pt", "id", "en"} or lang in ("ru", "zh"):
        assert found == lang


def test_a_long_document_in_a_language_with_a_file_needs_no_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detection, "_identifier", lambda: pytest.fail("the detector was loaded"))
    for lang in ("fr", "pt", "id", "en"):
        folded = fold("\n".join([SENTENCES[lang]] * 8))
        assert detection.document_language(folded) == lang
        assert detection.paragraph_language(folded, 0, len(folded), lang, get_language(lang)) == lang


def test_headlines_in_a_row_need_no_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detection, "_identifier", lambda: pytest.fail("the detector was loaded"))
    folded = fold(
        "Harga cabai turun 12 persen di pasar induk. Bank sentral menahan suku bunga acuan. Kapal penumpang baru "
        "melayani rute timur. Petani tebu menolak impor gula. Pelabuhan itu sepi sejak Senin."
    )
    assert detection.paragraph_language(folded, 0, len(folded), "id", get_language("id")) == "id"


def test_similar_language_of_a_short_text() -> None:
    assert detection.document_language(fold("Laba bersih naik tajam pada kuartal pertama tahun ini.")) == "id"
