"""Names from any spaCy pipeline and from GLiNER: offsets, labels, rules, and what is said of what is missing."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import aiextract
from aiextract.cli import app
from aiextract.errors import ModelError
from aiextract.org_sources import GlinerSource, SpacySource, name_source, pieces
from aiextract.organizations import NameSpan

PATTERNS = [
    {"label": "ORG", "pattern": "tramway bleu"},
    {"label": "ORGANIZATION", "pattern": [{"TEXT": "Kelvane"}]},
    {"label": "PER", "pattern": "Ana Belmiro"},
    {"label": "GPE", "pattern": "Quimper"},
    {"label": "PRODUCT", "pattern": "Ondine 4"},
    {"label": "DATE", "pattern": "mardi"},
]
TEXT = "Le soir, tramway bleu, à Quimper, Ana Belmiro a montré mardi l'Ondine 4 à Kelvane."
ORGANIZATIONS = ["tramway bleu", "Kelvane"]


@Language.component("sources_test_late", assigns=["token.lemma"])
def late(doc: Doc) -> Doc:
    raise AssertionError("a component that no entity needs was run")


def saved(nlp: Language, folder: Path) -> str:
    nlp.to_disk(folder)
    return f"spacy:{folder}"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> str:
    nlp = spacy.blank("fr", meta={"name": "petit"})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(PATTERNS)  # type: ignore[attr-defined]
    return saved(nlp, tmp_path_factory.mktemp("pipelines") / "small")


def surfaces(text: str, names: list[NameSpan], kind: str) -> list[str]:
    return [text[n.start : n.end] for n in names if n.rule.split(":")[1] == kind]


# --- spaCy ---


def test_labels_of_a_spacy_pipeline(small: str) -> None:
    source = name_source(small)
    assert source is not None
    names = source.names(TEXT)
    assert surfaces(TEXT, names, "org") == ORGANIZATIONS
    assert surfaces(TEXT, names, "per") == ["Ana Belmiro"]
    assert surfaces(TEXT, names, "loc") == ["Quimper"]
    assert surfaces(TEXT, names, "misc") == ["Ondine 4"]
    assert len(names) == 5  # a date is no name
    assert {name.rule for name in names if name.is_organization} == {"model:org:spacy:fr_petit"}


def test_a_source_is_loaded_once(small: str) -> None:
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(name_source(small))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1


def test_offsets_are_code_points_on_odd_text(small: str) -> None:
    source = name_source(small)
    assert source is not None
    text = f"\U0001f680\u200b «Kelvane»\r\n\r\n\ud800 \U0001f680{TEXT}\n"
    names = source.names(text)
    assert surfaces(text, names, "org") == ["Kelvane", *ORGANIZATIONS]
    assert source.names("") == source.names(" \n") == []


def test_a_text_longer_than_the_pipeline_takes(tmp_path: Path) -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("entity_ruler").add_patterns(PATTERNS)  # type: ignore[attr-defined]
    source = SpacySource(saved(nlp, tmp_path / "short").removeprefix("spacy:"))
    source._nlp.max_length = 200
    text = f"{TEXT} " * 40
    assert surfaces(text, source.names(text), "org") == ORGANIZATIONS * 40


def test_records_name_the_pipeline(small: str) -> None:
    doc = aiextract.load("fr", types=["ORG"], org_model=small)(TEXT)
    found = {m.surface: m for m in doc._.aiextract.organizations}
    assert found["tramway bleu"].rule == "model:org:spacy:fr_petit"
    assert found["tramway bleu"].score is None
    alone = aiextract.extract(TEXT, lang="fr", org_model=None)
    assert "tramway bleu" not in {m.surface for m in alone.organizations}
    # What the model takes for a person, a place or a product is doubted.
    assert found.keys() <= {"tramway bleu", "Kelvane"}


def test_every_way_in_takes_a_source(small: str, tmp_path: Path) -> None:
    expected = aiextract.extract(TEXT, lang="fr", org_model=small)
    assert "tramway bleu" in {m.surface for m in expected.organizations}
    for n_process in (1, 2):
        assert list(aiextract.extract_many([TEXT], lang="fr", org_model=small, n_process=n_process)) == [
            expected
        ]
    nlp = spacy.blank("fr")
    nlp.add_pipe("aiextract_org", config={"model": small})
    nlp.to_disk(tmp_path / "own")
    again = spacy.load(tmp_path / "own")
    assert [ent.text for ent in again(TEXT).ents] == [ent.text for ent in nlp(TEXT).ents]
    assert "tramway bleu" in {ent.text for ent in nlp(TEXT).ents}


def test_command_line(small: str) -> None:
    from typer.testing import CliRunner

    runner = CliRunner()
    asked = ["explain", TEXT, "--lang", "fr", "--types", "ORG", "--org-model"]
    assert "model:org:spacy:fr_petit" in runner.invoke(app, [*asked, small]).stdout
    assert "model:" not in runner.invoke(app, [*asked, "none"]).stdout
    command = ["extract", "-", "--lang", "fr", "--org-model"]
    assert '"surface":"tramway bleu"' in runner.invoke(app, [*command, small], input=TEXT).stdout
    missing = runner.invoke(app, [*command, "spacy:xx_missing_sm"], input=TEXT)
    assert missing.exit_code == 2
    assert "python -m spacy download xx_missing_sm" in missing.stderr


def test_the_same_from_threads(small: str) -> None:
    source = name_source(small)
    assert source is not None
    texts = [f"{TEXT} " * n for n in range(1, 9)]
    alone = [source.names(text) for text in texts]
    results: list[list[list[NameSpan]]] = [[] for _ in range(3)]
    threads = [
        threading.Thread(target=lambda into=into: into.extend(source.names(text) for text in texts))
        for into in results
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(into == alone for into in results)


def test_what_follows_the_entities_is_not_run(tmp_path: Path) -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("entity_ruler").add_patterns(PATTERNS)  # type: ignore[attr-defined]
    nlp.add_pipe("sources_test_late")
    source = SpacySource(saved(nlp, tmp_path / "late").removeprefix("spacy:"))
    assert surfaces(TEXT, source.names(TEXT), "org") == ORGANIZATIONS


def test_a_statistical_recognizer_runs_without_taggers(tmp_path: Path) -> None:
    nlp = spacy.blank("fr", meta={"name": "lent"})
    nlp.add_pipe("tagger").add_label("X")  # type: ignore[attr-defined]
    nlp.add_pipe("attribute_ruler")
    nlp.add_pipe("ner").add_label("ORG")  # type: ignore[attr-defined]
    nlp.initialize(lambda: _examples(nlp))
    source = SpacySource(saved(nlp, tmp_path / "lent").removeprefix("spacy:"))
    assert source._nlp.pipe_names == ["ner"]
    assert all(0 <= name.start < name.end <= len(TEXT) for name in source.names(TEXT))


def _examples(nlp: Language) -> Iterator[Any]:
    from spacy.training import Example

    doc = nlp.make_doc("Kelvane vend")
    yield Example.from_dict(doc, {"entities": [(0, 7, "ORG")], "tags": ["X", "X"]})


def test_a_pipeline_without_entities_is_refused(tmp_path: Path) -> None:
    nlp = spacy.blank("fr")
    nlp.add_pipe("sentencizer")
    with pytest.raises(ModelError, match="marks no names"):
        name_source(saved(nlp, tmp_path / "plain"))


@pytest.mark.parametrize(
    ("org_model", "said"),
    [
        ("spacy:xx_missing_sm", "python -m spacy download xx_missing_sm"),
        ("spacy:./nowhere", "holds no spaCy pipeline"),
        ("spacy:", "unknown organization model"),
        ("gliner:", "unknown organization model"),
        ("large", "'spacy:<package or folder>'"),
    ],
)
def test_what_is_missing_is_said(org_model: str, said: str) -> None:
    with pytest.raises(ModelError, match=said):
        aiextract.load("fr", org_model=org_model)
    with pytest.raises(ModelError, match=said):
        next(aiextract.extract_many(["Un texte."], org_model=org_model, on_error="record"))


def test_no_source() -> None:
    assert name_source(None) is None


# --- pieces ---


@pytest.mark.parametrize("limit", [1, 7, 50])
@pytest.mark.parametrize(
    "text", ["", "   ", "Un. Deux trois.\nQuatre", "x" * 99, "a b\n" * 30, "Fin. " * 30 + "\n"]
)
def test_pieces_cover_the_text(text: str, limit: int) -> None:
    places = list(pieces(text, range(1, len(text) + 1), limit))
    assert "".join(text[start:end] for start, end in places) == text
    assert all(0 < end - start <= limit for start, end in places)


def test_pieces_end_with_sentences() -> None:
    text = "Kelvane vend tout. Le groupe se tait. Rien de plus."
    assert [text[s:e] for s, e in pieces(text, range(1, len(text) + 1), 40)] == [
        "Kelvane vend tout. Le groupe se tait.",
        " Rien de plus.",
    ]


# --- GLiNER ---

# Importing its libraries warns of their own future; a text cut off by the model would be our fault.
NOT_INSTALLED = "the extra 'gliner' is not installed: make gliner"
quiet = pytest.mark.filterwarnings("ignore", "error:Sentence of length")


def test_gliner_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "gliner", None)
    with pytest.raises(ModelError, match=r"pip install 'aiextract\[gliner\]'"):
        GlinerSource("owner/model")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A model with random weights: it marks words at random, with scores near one half."""
    gliner = pytest.importorskip("gliner", reason=NOT_INSTALLED)
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("gliner")
    words = "[PAD] [UNK] [CLS] [SEP] [MASK] Kelvane Quimper Ana Belmiro a montré mardi à . ,".split()
    made = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    special = {f"{name}_token": f"[{name.upper()}]" for name in ("pad", "unk", "cls", "sep", "mask")}
    PreTrainedTokenizerFast(tokenizer_object=made, **special).save_pretrained(folder / "encoder")
    BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    ).save_pretrained(folder / "encoder")
    torch.manual_seed(0)
    config = {
        "model_name": str(folder / "encoder"),
        "hidden_size": 16,
        "max_len": 24,
        "max_width": 4,
        "num_rnn_layers": 0,
    }
    gliner.GLiNER.from_config(config, backbone_from_pretrained=False).save_pretrained(folder / "tiny")
    return f"gliner:{folder / 'tiny'}"


@quiet
def test_gliner_names(tiny: str) -> None:
    source = name_source(tiny)
    assert source is not None
    text = f"\U0001f680 {TEXT} {'x' * 3_000}\n" * 8
    names = source.names(text)
    assert names
    assert names == source.names(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(names))
    for name in names:
        surface = text[name.start : name.end]
        assert surface
        assert surface == surface.strip()
        assert name.rule.split(":")[1] in ("org", "per", "loc", "misc")
        assert name.rule.endswith(":gliner:tiny")
        assert name.score is not None
        assert 0.5 <= name.score <= 1
    assert names[-1].end > 7 / 8 * len(text)  # far beyond the 24 words that the model takes
    assert source.names("") == source.names("\n ") == []


@quiet
def test_gliner_in_records(tiny: str) -> None:
    source = name_source(tiny)
    assert source is not None
    scores = {(name.start, name.end): round(name.score or 0, 3) for name in source.names(TEXT)}
    found = aiextract.extract(TEXT, lang="fr", org_model=tiny).organizations
    for mention in found:
        by_model = mention.rule == "model:org:gliner:tiny"
        assert mention.score == (scores.get((mention.start, mention.end)) if by_model else None)


@quiet
@pytest.mark.parametrize(
    ("name", "said"),
    [("nobody/no-such-model", "hf download nobody/no-such-model"), ("./nowhere", "save_pretrained")],
)
def test_gliner_model_missing(name: str, said: str) -> None:
    pytest.importorskip("gliner", reason=NOT_INSTALLED)
    with pytest.raises(ModelError, match=said):
        name_source(f"gliner:{name}")
