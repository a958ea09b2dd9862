"""The components as citizens of spaCy: alone, saved, as bytes, in batches and processes."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

import aiextract
from aiextract.records import Document

TEXT = (
    "Microsoft a racheté LinkedIn pour 26 milliards de dollars le 13 juin 2016, soit 50 % de plus que prévu."
)
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return aiextract.load("fr")


def test_doc_carries_everything(nlp: Language) -> None:
    doc = nlp(TEXT)
    labels = [(ent.text, ent.label_) for ent in doc.ents]
    assert ("26 milliards de dollars", "MONEY") in labels
    assert ("13 juin 2016", "DATE") in labels
    assert ("50 %", "PERCENT") in labels
    assert ("Microsoft", "ORG") in labels
    assert sorted((s.start_char, s.label_) for s in doc.spans["aiextract"]) == sorted(
        (e.start_char, e.label_) for e in doc.ents
    )
    record = doc._.aiextract
    assert isinstance(record, Document)
    assert len(record.mentions) == len(doc.spans["aiextract"])
    assert [(e.acquirer, e.target) for e in record.acquisitions] == [("Microsoft", "LinkedIn")]


def test_published_is_set_on_the_doc(nlp: Language) -> None:
    doc = nlp.make_doc("Les ventes ont baissé le mois dernier.")
    doc._.published = "2024-08"
    assert nlp(doc)._.aiextract.dates[0].value == "2024-07"


@pytest.mark.parametrize(
    ("factory", "label"),
    [
        ("aiextract_money", "MONEY"),
        ("aiextract_percent", "PERCENT"),
        ("aiextract_date", "DATE"),
        ("aiextract_org", "ORG"),
    ],
)
def test_each_component_alone_in_a_pipeline_of_spacy(factory: str, label: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(factory)
    doc = nlp("Microsoft paid $26 billion in June 2016, 50% more.")
    assert {ent.label_ for ent in doc.ents} == {label}
    assert doc._.aiextract.meta.pipeline == (factory,)
    assert doc._.aiextract.lang == "en"


def test_entities_of_others_stay_unless_overwritten() -> None:
    for overwrite, wanted in ((False, ["OLD"]), (True, ["MONEY"])):
        nlp = spacy.blank("en")
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "OLD", "pattern": "26 billion"}])
        nlp.add_pipe("aiextract_money", config={"overwrite_ents": overwrite})
        doc = nlp("They paid $26 billion.")
        assert [ent.label_ for ent in doc.ents] == wanted
        assert [span.label_ for span in doc.spans["aiextract"]] == ["MONEY"]


def test_components_declare_what_they_do() -> None:
    meta = Language.get_factory_meta("aiextract_money")
    assert "doc.ents" in meta.assigns
    assert meta.default_score_weights["money_f"] == 1.0
    assert Language.get_factory_meta("aiextract_acquisition").requires == ["doc.user_data"]


def test_score_is_spacys(nlp: Language) -> None:
    predicted, reference = nlp(TEXT), nlp(TEXT)
    scores = nlp.get_pipe("aiextract_money").score([Example(predicted, reference)])
    assert scores["money_f"] == 1.0
    reference.set_ents([])
    assert nlp.get_pipe("aiextract_money").score([Example(predicted, reference)])["money_f"] in (0.0, None)


def test_disk_round_trip(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again.pipe_names == nlp.pipe_names
    assert again(TEXT)._.aiextract == nlp(TEXT)._.aiextract


def test_bytes_round_trip(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.aiextract == doc._.aiextract
    assert [e.text for e in again.ents] == [e.text for e in doc.ents]


@pytest.mark.parametrize("n_process", [1, 2])
def test_pipe_gives_the_same_records(n_process: int) -> None:
    nlp = aiextract.load()
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES] * 2
    alone = [nlp(text)._.aiextract for text in texts]
    assert [doc._.aiextract for doc in nlp.pipe(texts, n_process=n_process, batch_size=3)] == alone


def test_text_is_kept_to_the_character(nlp: Language) -> None:
    for text in ("", " ", "a  b\n\n\tc ", "l'été d’Oréal's", "１２％ \u00a0x", "x" * 50 + "\r\n"):
        assert nlp.make_doc(text).text == text


def test_two_documents_do_not_disturb_each_other(nlp: Language) -> None:
    first, second = nlp(TEXT), nlp("Rien à signaler.")
    assert first._.aiextract.mentions
    assert second._.aiextract.mentions == ()
    assert nlp(TEXT)._.aiextract == first._.aiextract


def test_rules_and_model_can_each_be_left_out() -> None:
    text = "Le cabinet Vantorel Conseil attend Microsoft à Lyon."
    both, rules, model, none = (
        [
            (m.surface, m.rule)
            for m in aiextract.load("fr", types=["ORG"], **options)(text)._.aiextract.mentions
        ]
        for options in (
            {},
            {"org_model": None},
            {"org_rules": False},
            {"org_model": None, "org_rules": False},
        )
    )
    assert {surface for surface, _ in both} == {"Vantorel Conseil", "Microsoft"}
    assert rules
    assert not any(rule.startswith("model:") for _, rule in rules)
    assert model
    assert {rule for _, rule in model} == {"model:org"}
    assert none == []


def test_in_a_memory_zone_no_word_stays():
    nlp = aiextract.load("en", types=["MONEY", "DATE"])
    known = len(nlp.vocab.strings)
    with nlp.memory_zone():
        record = nlp("Zorvaxian Plimtree raised $3 million in May 2024.")._.aiextract
    assert [m.type for m in record.mentions] == ["MONEY", "DATE"]
    assert len(nlp.vocab.strings) == known
