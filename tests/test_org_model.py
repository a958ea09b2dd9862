"""The shipped name model: it loads, finds plain names in eight languages, and disturbs nothing."""

import itertools
import threading
from pathlib import Path

import pytest
import spacy

from aiextract.errors import ModelError
from aiextract.org_model import OrgModel, load_default
from aiextract.organizations.model import rounds_either_way

PLAIN = {
    "fr": ("Le groupe Renault a annoncé mardi la fermeture de son usine de Flins.", "Renault"),
    "pt": ("A Petrobras anunciou nesta terça-feira um novo plano de investimentos.", "Petrobras"),
    "id": ("Komisi Pemberantasan Korupsi (KPK) menahan dua pejabat di Jakarta, Senin.", "KPK"),
    "en": ("Shares of Microsoft fell on Tuesday after the company cut its outlook.", "Microsoft"),
    "es": ("El Banco Santander presentó ayer en Madrid sus resultados anuales.", "Banco Santander"),
    "de": ("Der Autobauer Volkswagen will in Wolfsburg tausend Stellen streichen.", "Volkswagen"),
    "it": ("La Fiat ha venduto lo stabilimento di Termini Imerese, ha detto il ministro.", "Fiat"),
    "nl": ("Het Amerikaanse bedrijf Google opent een nieuw datacentrum in Groningen.", "Google"),
}
ODD = "\u200b \U0001f680\U0001f680 «Microsoft»\r\n\r\n\ud800\tShares of Microsoft\u00a0fell…\n" + "\n" * 5


@pytest.fixture(scope="module")
def model() -> OrgModel:
    loaded = load_default()
    assert loaded is not None
    return loaded


@pytest.mark.parametrize("lang", PLAIN)
def test_plain_name(model, lang):
    text, name = PLAIN[lang]
    found = model.spans(text)
    assert name in {text[span.start : span.end] for span in found}
    assert {span.rule for span in found} == {"model:org"}


def test_loaded_once(model):
    assert load_default() is model


def test_the_given_doc_is_not_changed(model):
    nlp = spacy.blank("en")
    doc = nlp(PLAIN["en"][0])
    doc.set_ents([doc.char_span(0, 6, label="OTHER")])
    words = len(nlp.vocab)
    assert model.spans(doc) == model.spans(doc.text)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Shares", "OTHER")]
    assert len(nlp.vocab) == words


def test_offsets_hold_on_odd_text(model):
    found = model.spans(ODD)
    assert "Microsoft" in {ODD[span.start : span.end] for span in found}
    for span in found:
        surface = ODD[span.start : span.end]
        assert surface
        assert surface == surface.strip()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "1", "。"])
def test_nothing_to_read(model, text):
    assert model.spans(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Компания Газпром сообщила о прибыли.",
        "东京电力公司周二宣布",
        "トヨタ自動車は発表した",
        "삼성전자가 밝혔다",
    ],
)
def test_other_scripts_do_not_fail(model, text):
    assert all(0 <= start < end <= len(text) for start, end, _ in model.labelled(text))


def test_all_labels_in_order_without_overlap(model):
    text = " ".join(sentence for sentence, _ in PLAIN.values())
    found = model.labelled(text)
    assert {"ORG", "LOC"} <= {label for _, _, label in found} <= {"ORG", "PER", "LOC", "MISC"}
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))


def test_the_same_from_threads_as_one_by_one(model):
    texts = [sentence for sentence, _ in PLAIN.values()] * 5
    alone = [model.labelled(text) for text in texts]
    results = [[] for _ in range(4)]

    def read(into):
        into.extend(model.labelled(text) for text in texts)

    threads = [threading.Thread(target=read, args=(into,)) for into in results]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(into == alone for into in results)


def test_a_long_text_is_read_to_its_end(model):
    line = PLAIN["en"][0] + "\n"
    text = line * 700
    place = line.index("Microsoft")
    starts = {span.start for span in model.spans(text)}
    assert starts >= {place + i * len(line) for i in range(700)}


def test_texts_read_together_have_the_names_of_each_alone(model, monkeypatch):
    texts = [text for text, _ in PLAIN.values()] * 3 + ["", ODD]
    alone = [model.names(text) for text in texts]
    for one, other in zip(alone, model.names_of(texts), strict=True):
        assert [name[:3] for name in one] == [name[:3] for name in other]
        assert [round(name.score, 3) for name in one] == [round(name.score, 3) for name in other]
    # where the last digit that is told hangs on the other texts, the text is read alone
    monkeypatch.setattr("aiextract.org_model.rounds_either_way", lambda score: True)
    assert model.names_of(texts) == alone


def test_which_scores_round_either_way():
    assert all(map(rounds_either_way, (0.9875, 0.9874999, 0.9875001, 0.0005)))
    assert not any(map(rounds_either_way, (0.987, 0.98751, 0.98749, 1.0, 0.0)))


def test_a_name_says_how_sure_the_model_is(model):
    for sentence, _ in PLAIN.values():
        assert all(0 < name.score <= 1 for name in model.names(sentence))


def test_an_unreadable_folder_is_named(tmp_path: Path):
    with pytest.raises(ModelError, match="no organization model"):
        OrgModel.from_path(tmp_path)


def test_a_pipeline_without_the_recognizer_is_refused(tmp_path: Path):
    spacy.blank("fr").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="aiextract_names"):
        OrgModel.from_path(tmp_path / "blank")
