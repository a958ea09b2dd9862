"""The name recognizer: its tags, its features, and a network with random weights."""

import itertools
import pickle

import numpy as np
import pytest
import spacy

import aiextract.tokenizer  # noqa: F401  (registers the tokenizer)
from aiextract.recognizer import NameRecognizer
from aiextract.recognizer.decoding import BEGIN, INSIDE, LABELS, LAST, TAGS, UNIT, names, tag, viterbi
from aiextract.recognizer.network import Network
from aiextract.recognizer.words import (
    NGRAM_ROWS,
    NGRAMS,
    SHAPE_ROWS,
    WORD_ROWS,
    Knowledge,
    key,
    normalize,
    word_rows,
)

WIDTH = 12
DILATIONS = (1, 2, 1)
WORDS = "Der Vorstand der Halden Werke AG trat am Montag in Bremen zurück , sagte Ole Brandt .".split()


def make_weights(seed=0, pieces=1):
    """A small network with random weights; ``pieces`` maps a layer."""
    rng = np.random.default_rng(seed)

    def draw(*shape):
        return rng.normal(0, 0.5, shape).astype(np.float32)

    weights = {
        "dilations": np.array(DILATIONS, dtype=np.int32),
        "known": np.array(sorted(key(normalize(word)) for word in ("der", "am", "sagte")), dtype=np.uint64),
        "knowledge_keys": np.array(sorted(key(word) for word in ("bremen", "ole")), dtype=np.uint64),
        "knowledge_values": np.array([[255, 0, 51], [0, 255, 0]], dtype=np.uint8),
        "words": draw(WORD_ROWS, 4),
        "shapes": draw(SHAPE_ROWS, 2),
        "ngrams": draw(NGRAM_ROWS, 4),
        "lists_weight": draw(3, 2),
        "lists_bias": draw(2),
        "mix_weight": draw(12, 2 * WIDTH),
        "mix_bias": draw(2 * WIDTH),
        "mix_scale": draw(WIDTH),
        "mix_shift": draw(WIDTH),
        "out_weight": draw(WIDTH, TAGS),
        "out_bias": draw(TAGS),
    }
    for i in range(len(DILATIONS)):
        weights[f"layer{i}_weight"] = draw(3 * WIDTH, pieces * WIDTH)
        weights[f"layer{i}_bias"] = draw(pieces * WIDTH)
        weights[f"layer{i}_scale"] = draw(WIDTH)
        weights[f"layer{i}_shift"] = draw(WIDTH)
    return weights


def decoded(*numbers):
    """The names that scores with these best tags give."""
    scores = np.full((len(numbers), TAGS), -5.0, dtype=np.float32)
    scores[range(len(numbers)), numbers] = 5.0
    return [name[:3] for name in names(scores)]


def test_whole_names_are_read_as_tagged():
    org = [tag("ORG", BEGIN), tag("ORG", INSIDE), tag("ORG", LAST)]
    assert decoded(0, *org, tag("LOC", UNIT), 0) == [(1, 4, "ORG"), (4, 5, "LOC")]
    assert decoded(0, 0) == []
    assert list(names(np.zeros((0, TAGS), dtype=np.float32))) == []


def test_a_name_that_does_not_end_is_mended():
    # The best whole row: a beginning and an inside alone are worth less than what they can become.
    scores = np.zeros((3, TAGS), dtype=np.float32)
    scores[0, tag("PER", BEGIN)] = 4
    scores[1, tag("PER", INSIDE)] = 4
    scores[1, tag("PER", LAST)] = 3.5
    scores[2, 0] = 4
    assert [name[:3] for name in names(scores)] == [(0, 2, "PER")]


def allowed(left, right):
    """The definition of a valid pair of tags, spelled out anew."""
    opens = left and (left - 1) % 4 in (BEGIN, INSIDE)
    starts = right == 0 or (right - 1) % 4 in (BEGIN, UNIT)
    return (not starts and (left - 1) // 4 == (right - 1) // 4) if opens else starts


def test_viterbi_finds_the_best_valid_row():
    rng = np.random.default_rng(3)
    rows = [
        row
        for row in itertools.product(range(TAGS), repeat=3)
        if all(allowed(a, b) for a, b in itertools.pairwise((0, *row, 0)))
    ]
    for _ in range(20):
        scores = rng.normal(0, 2, (3, TAGS)).astype(np.float32)
        best = max(rows, key=lambda row: sum(scores[i, t] for i, t in enumerate(row)))
        assert tuple(viterbi(scores)) == best


def test_names_never_overlap_and_are_in_order():
    rng = np.random.default_rng(4)
    for _ in range(30):
        found = list(names(rng.normal(0, 2, (60, TAGS)).astype(np.float32)))
        assert found
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
        assert all(start < end and label in LABELS and 0 < score <= 1 for start, end, label, score in found)


def test_a_score_is_the_least_probability_of_the_tags():
    scores = np.zeros((2, TAGS), dtype=np.float32)
    scores[0, tag("ORG", BEGIN)] = 9
    scores[1, tag("ORG", LAST)] = 3
    ((_, _, _, score),) = names(scores)
    assert score == pytest.approx(np.exp(3) / (np.exp(3) + TAGS - 1))


@pytest.mark.parametrize(
    "word", ["Renault", "a", "’", "2024", "\n\n", "ÉNERGIE", "東京", "x" * 500, "\ud800", ""]
)
def test_rows_are_within_the_tables(word):
    norm = normalize(word)
    rows = word_rows(word, norm, known=True)
    assert all(0 < row < WORD_ROWS for row in rows.word)
    assert 0 < rows.shape < SHAPE_ROWS
    assert len(rows.ngrams) <= NGRAMS
    assert all(0 < row < NGRAM_ROWS for row in rows.ngrams)
    assert word_rows(word, norm, known=False).word == (0, 0)
    assert 0 <= key(norm) < 2**64


def test_case_digits_and_apostrophes_do_not_matter_to_what_is_known():
    assert normalize("L’An") == normalize("l'an")
    assert normalize("2024") == normalize("1999")
    assert word_rows("AN", "an", True).shape != word_rows("an", "an", True).shape


def test_knowledge_of_words_that_are_not_listed_is_nothing():
    weights = make_weights()
    knowledge = Knowledge(weights["knowledge_keys"], weights["knowledge_values"])
    rows = knowledge.of(np.array([key("bremen"), key("ole"), key("zürich"), 2**64 - 1], dtype=np.uint64))
    assert sorted(rows[:2].max(axis=1)) == [1, 1]
    assert not rows[2:].any()


@pytest.mark.parametrize("pieces", [1, 2])
def test_a_text_scores_the_same_alone_and_beside_others(pieces):
    network = Network(make_weights(pieces=pieces))
    other = ["Acme", "Ltd"] * 40
    alone = network.scores([WORDS])[0]
    beside = network.scores([other, WORDS, [], other])
    assert alone.shape == (len(WORDS), TAGS)
    assert [len(scores) for scores in beside] == [80, len(WORDS), 0, 80]
    np.testing.assert_allclose(beside[1], alone, atol=1e-4)


def test_blocks_of_a_long_text_join_without_a_seam():
    rng = np.random.default_rng(5)
    words = [WORDS[i] for i in rng.integers(len(WORDS), size=2_600)]
    network = Network(make_weights())
    whole = network.scores([words])[0]
    for start in (0, 990, 1_990, 2_580):
        low, high = max(0, start - 20), min(len(words), start + 40)
        part = network.scores([words[low:high]])[0]
        reach = sum(DILATIONS)
        inner = slice(0 if low == 0 else reach, high - low if high == len(words) else high - low - reach)
        np.testing.assert_allclose(part[inner], whole[low:high][inner], atol=1e-4)


def test_many_different_words_do_not_stay_in_memory(monkeypatch):
    monkeypatch.setattr("aiextract.recognizer.network._MOST_WORDS", 500)
    network = Network(make_weights())
    before = network.scores([WORDS])[0]
    network.scores([[f"w{i}" for i in range(5_000)]])
    assert len(network._index) < 2_600  # one block beyond the limit
    np.testing.assert_allclose(network.scores([WORDS])[0], before, atol=1e-4)


def test_the_component_in_a_pipeline_and_on_disk(tmp_path):
    config = {"nlp": {"tokenizer": {"@tokenizers": "aiextract.Tokenizer.v1"}}}
    nlp = spacy.blank("xx", config=config)
    recognizer = nlp.add_pipe("aiextract_names")
    text = " ".join(WORDS)
    assert nlp(text).ents == ()  # without weights it sees nothing
    assert recognizer.labels == LABELS
    recognizer.load(make_weights(seed=1))
    found = [(ent.start, ent.end, ent.label_) for ent in nlp(text).ents]
    assert found
    assert [[(e.start, e.end, e.label_) for e in doc.ents] for doc in nlp.pipe([text, "", text])] == [
        found,
        [],
        found,
    ]
    nlp.to_disk(tmp_path / "made")
    again = spacy.load(tmp_path / "made")
    assert [(ent.start, ent.end, ent.label_) for ent in again(text).ents] == found


def test_a_process_started_anew_gets_the_same_recognizer():
    recognizer = NameRecognizer("mine").load(make_weights(seed=1))
    again = pickle.loads(pickle.dumps(recognizer))
    assert again.name == "mine"
    assert again.predict([WORDS]) == recognizer.predict([WORDS]) != [[]]
    assert pickle.loads(pickle.dumps(NameRecognizer())).predict([WORDS]) == [[]]


def test_nothing_is_unpickled(tmp_path):
    np.savez(tmp_path / "weights.npz", dilations=np.array([{"a": 1}], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        NameRecognizer().from_disk(tmp_path)
