"""The name recognizer: its tags, its features, and a network with random weights."""

import itertools
import pickle
import zlib

import numpy as np
import pytest
import spacy

import aiextract.tokenizer  # noqa: F401  (registers the tokenizer)
from aiextract.recognizer import NameRecognizer
from aiextract.recognizer.decoding import BEGIN, INSIDE, LABELS, LAST, TAGS, UNIT, names, tag, viterbi
from aiextract.recognizer.letters import NGRAM_ROWS, NGRAMS, groups
from aiextract.recognizer.network import Network, Window
from aiextract.recognizer.search import scores_of
from aiextract.recognizer.words import SHAPE_ROWS, WORD_ROWS, Knowledge, key, normalize, word_rows

WIDTH, INNER = 12, 10
DILATIONS = (1, 2, 1)
WORDS = "Der Vorstand der Halden Werke AG trat am Montag in Bremen zurück , sagte Ole Brandt .".split()


def make_weights(seed=0, inner=WIDTH, dilations=DILATIONS):
    """A small network with random weights, and layers as wide as the vectors or narrower."""
    rng = np.random.default_rng(seed)

    def draw(*shape):
        return rng.normal(0, 0.5, shape).astype(np.float32)

    weights = {
        "dilations": np.array(dilations, dtype=np.int32),
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
        "out_weight": draw(inner, TAGS),
        "out_bias": draw(TAGS),
    }
    weights["ngrams"][0] = 0  # pads the groups of short words
    if inner != WIDTH:
        weights["own_weight"] = draw(WIDTH, inner)
    for i in range(len(dilations)):
        weights[f"layer{i}_weight"] = draw(3 * inner if i else (2 * dilations[0] + 1) * WIDTH, inner)
        weights[f"layer{i}_bias"] = draw(inner)
        weights[f"layer{i}_scale"] = draw(inner)
        weights[f"layer{i}_shift"] = draw(inner)
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
    rows = word_rows([word], [norm], [True])
    assert rows.words.shape == (1, 2)
    assert ((rows.words > 0) & (rows.words < WORD_ROWS)).all()
    assert 0 < rows.shapes[0] < SHAPE_ROWS
    assert rows.ngrams.shape == (1, NGRAMS)
    assert ((rows.ngrams >= 0) & (rows.ngrams < NGRAM_ROWS)).all()
    assert not word_rows([word], [norm], [False]).words.any()
    assert 0 <= key(norm) < 2**64


def spelled(norm):
    """The groups of letters of a word, one by one."""
    marked = f"<{norm[:20]}>"
    ends = [size for size in (3, 4, 5, 6) if size <= len(marked)]
    parts = [
        *[(f"p{size}", marked[:size]) for size in ends],
        *[(f"s{size}", marked[-size:]) for size in ends],
        *[("t", marked[i : i + 3]) for i in range(1, len(marked) - 3)][:14],
    ]
    hashed = [zlib.crc32(kind.encode() + part.encode("utf-8", "replace")) for kind, part in parts]
    return sorted(1 + value % (NGRAM_ROWS - 1) for value in hashed)


@pytest.mark.parametrize("count", [1, 3, 60])
def test_groups_of_letters_are_the_same_for_one_word_and_for_many(count):
    rng = np.random.default_rng(count)
    letters = list("abcdefgh'0é€ßж東😀\n\ud800")
    norms = ["".join(rng.choice(letters, size=rng.integers(0, 30))) for _ in range(count)]
    for norm, rows in zip(norms, groups(norms), strict=True):
        assert sorted(row for row in rows.tolist() if row) == spelled(norm)
    assert groups([]).shape == (0, NGRAMS)


def test_case_digits_and_apostrophes_do_not_matter_to_what_is_known():
    assert normalize("L’An") == normalize("l'an")
    assert normalize("2024") == normalize("1999")
    upper, lower = word_rows(["AN", "an"], ["an", "an"], [True, True]).shapes
    assert upper != lower


def test_knowledge_of_words_that_are_not_listed_is_nothing():
    weights = make_weights()
    knowledge = Knowledge(weights["knowledge_keys"], weights["knowledge_values"])
    rows = knowledge.of(np.array([key("bremen"), key("ole"), key("zürich"), 2**64 - 1], dtype=np.uint64))
    assert sorted(rows[:2].max(axis=1)) == [1, 1]
    assert not rows[2:].any()


def plain(weights, words, layers=None):
    """What the network is, token by token: what the lowest layers give, and the scores (tokens x tags)."""
    known, x = set(weights["known"].tolist()), []
    knowledge = Knowledge(weights["knowledge_keys"], weights["knowledge_values"])
    for word in words:
        norm = normalize(word)
        rows = word_rows([word], [norm], [key(norm) in known])
        lists = knowledge.of(np.array([key(norm)], dtype=np.uint64))[0]
        parts = (
            weights["words"][rows.words[0]].sum(axis=0),
            weights["shapes"][rows.shapes[0]],
            lists @ weights["lists_weight"] + weights["lists_bias"],
            0.35 * weights["ngrams"][rows.ngrams[0]].sum(axis=0),
        )
        mixed = np.concatenate(parts) @ weights["mix_weight"] + weights["mix_bias"]
        x.append(normed(mixed.reshape(-1, WIDTH).max(axis=0), weights, "mix"))
    inner = weights["out_weight"].shape[0]
    for i, dilation in enumerate(weights["dilations"].tolist()[:layers]):
        reach = range(-dilation, dilation + 1) if i == 0 else (-dilation, 0, dilation)
        beside = [np.zeros(inner if i else WIDTH)] * dilation
        row = [*beside, *x, *beside]
        for at in range(len(words)):
            window = np.concatenate([row[at + dilation + by] for by in reach])
            mapped = window @ weights[f"layer{i}_weight"] + weights[f"layer{i}_bias"]
            own = x[at] @ weights["own_weight"] if i == 0 and inner != WIDTH else x[at]
            x[at] = own + normed(np.maximum(mapped, 0), weights, f"layer{i}")
    given = np.array(x).reshape(-1, inner)
    return given, given @ weights["out_weight"] + weights["out_bias"]


def normed(x, weights, name):
    scaled = (x - x.mean()) / np.sqrt(x.var() + 1e-5)
    return scaled * weights[f"{name}_scale"] + weights[f"{name}_shift"]


def drawn(rng, length):
    """A text of random words, many of them again and again."""
    return [WORDS[i] if i < len(WORDS) else f"w{i}é"[: i % 7 + 1] for i in rng.integers(60, size=length)]


def screened(weights, layers=2, share=0.3, seed=7):
    """The weights with a screen that lets about a share of tokens through."""
    rng = np.random.default_rng(seed)
    weight = rng.normal(size=len(weights["out_weight"])).astype(np.float32)
    given, _ = plain(weights, drawn(rng, 200), layers)
    bias = np.float32(-np.quantile(given @ weight, 1 - share))
    return weights | {
        "screen_layers": np.array(layers, dtype=np.int32),
        "screen_weight": weight,
        "screen_bias": np.array(bias),
    }


@pytest.mark.parametrize("inner", [WIDTH, INNER])
@pytest.mark.parametrize("dilations", [(1, 2, 1), (1,), (2, 1, 4, 8, 1), (3, 3)])
def test_scores_asked_for_piece_by_piece_are_those_of_the_whole_network(dilations, inner):
    rng = np.random.default_rng(sum(dilations) + inner)
    weights = make_weights(seed=inner, inner=inner, dilations=dilations)
    network = Network(weights)
    for length in (1, 2, 3, 5, 8, 9, 17, 40, 90):
        words = drawn(rng, length)
        _, whole = plain(weights, words)
        for share in (0.02, 0.1, 0.5, 1):
            window = Window(network, network.vectors.places(words))
            # what was asked for first is there when others are asked for, which may lie between
            for _ in range(3):
                at = np.flatnonzero(rng.random(length) < share)
                np.testing.assert_allclose(window.scores(at), whole[at], atol=2e-3, rtol=1e-3)


def test_the_screen_says_which_tokens_may_be_in_a_name():
    rng = np.random.default_rng(2)
    for layers in (1, 2, 3):
        weights = screened(make_weights(inner=INNER, dilations=(2, 2, 1)), layers=layers)
        network = Network(weights)
        words = drawn(rng, 80)
        chances = plain(weights, words, layers)[0] @ weights["screen_weight"] + weights["screen_bias"]
        clear = abs(chances) > 1e-3
        likely = Window(network, network.vectors.places(words)).likely()
        assert 0 < np.count_nonzero(likely) < 80
        np.testing.assert_array_equal(likely[clear], chances[clear] > 0)


def test_without_a_screen_every_token_is_read():
    weights = make_weights()
    words = drawn(np.random.default_rng(3), 70)
    np.testing.assert_allclose(scores_of(Network(weights), words), plain(weights, words)[1], atol=2e-3)


def test_a_name_is_followed_to_tokens_that_the_screen_held_back():
    weights = screened(make_weights(seed=2), share=0.1)
    network = Network(weights)
    rng = np.random.default_rng(4)
    further = 0
    for _ in range(20):
        words = drawn(rng, 60)
        _, whole = plain(weights, words)
        scores = scores_of(network, words)
        known = np.isfinite(scores).all(axis=1)
        np.testing.assert_allclose(scores[known], whole[known], atol=2e-3, rtol=1e-3)
        likely = Window(network, network.vectors.places(words)).likely()
        assert known[likely].all()
        further += np.count_nonzero(known & ~likely)
        chances = np.exp(whole) / np.exp(whole).sum(axis=1, keepdims=True)
        for label in LABELS:
            on = chances[:, [tag(label, BEGIN), tag(label, INSIDE)]].sum(axis=1) > 0.06
            back = chances[:, [tag(label, INSIDE), tag(label, LAST)]].sum(axis=1) > 0.06
            assert known[1:][known[:-1] & on[:-1]].all()
            assert known[:-1][known[1:] & back[1:]].all()
        assert (scores[~known].argmax(axis=1) == 0).all()
    assert further


def test_a_screen_that_passes_every_token_changes_no_name():
    weights = make_weights(seed=3)
    open_wide = screened(weights) | {"screen_bias": np.array(1e6, dtype=np.float32)}
    words = drawn(np.random.default_rng(6), 300)
    found = NameRecognizer().load(open_wide).predict([words])[0]
    assert found
    assert found == NameRecognizer().load(weights).predict([words])[0]


@pytest.mark.parametrize("share", [0.05, 0.5, None])
def test_blocks_of_a_long_text_join_without_a_seam(monkeypatch, share):
    """Names across the border of two blocks are those of the text read in one piece."""
    weights = make_weights(seed=5) if share is None else screened(make_weights(seed=5), share=share)
    words = drawn(np.random.default_rng(5), 900)
    monkeypatch.setattr("aiextract.recognizer.search._BLOCK", 10_000)
    whole = scores_of(Network(weights), words)
    for block in (7, 100, 333):
        monkeypatch.setattr("aiextract.recognizer.search._BLOCK", block)
        np.testing.assert_allclose(scores_of(Network(weights), words), whole, atol=2e-3)


@pytest.mark.parametrize("together", [100, 6_000])
@pytest.mark.parametrize("share", [0.3, None])
def test_texts_side_by_side_are_read_as_each_alone(monkeypatch, share, together):
    weights = make_weights(seed=8) if share is None else screened(make_weights(seed=8), share=share)
    rng = np.random.default_rng(8)
    texts = [drawn(rng, length) for length in (40, 1, 0, 90, 2, 300, 17)] + [WORDS]
    monkeypatch.setattr("aiextract.recognizer.search._BLOCK", 250)  # a border is inside a text
    monkeypatch.setattr("aiextract.recognizer.reading._TOGETHER", together)
    recognizer = NameRecognizer().load(weights)
    alone = [recognizer.predict([words])[0] for words in texts]
    together = recognizer.predict(texts)
    assert sum(map(len, alone)) > 20
    for one, other in zip(alone, together, strict=True):
        assert [name[:3] for name in one] == [name[:3] for name in other]
        np.testing.assert_allclose([name[3] for name in one], [name[3] for name in other], atol=1e-4)


def test_many_different_words_do_not_stay_in_memory(monkeypatch):
    monkeypatch.setattr("aiextract.recognizer.network._MOST_WORDS", 1_500)
    network = Network(make_weights(inner=INNER))
    before = scores_of(network, WORDS)
    scores_of(network, WORDS)  # they are met again
    rows = len(network.vectors.own)
    scores_of(network, [f"w{i}" for i in range(1_600)])
    assert set(WORDS) <= set(network.vectors)
    assert len(network.vectors) < 1_500
    scores_of(network, [f"w{i}" for i in range(5_000)])
    assert len(network.vectors) <= rows == len(network.vectors.own)
    np.testing.assert_allclose(scores_of(network, WORDS), before, atol=1e-4)
    again = [f"again{i}" for i in range(1_200)]
    for _ in range(3):  # too many of these to keep
        scores_of(network, again)
        scores_of(network, WORDS)
    scores_of(network, [f"x{i}" for i in range(400)])
    np.testing.assert_allclose(scores_of(network, WORDS), before, atol=1e-4)


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
