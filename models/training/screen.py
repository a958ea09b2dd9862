"""Fit the screen of a trained name model: which tokens may be in a name, told by its lower layers.

    python screen.py ../org

The upper layers are read where the screen lets a token through. It is a logistic regression on what the
network itself finds in training text: which tokens are in a name with some probability.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from augment import Names
from corpora import Item
from numpy.typing import NDArray
from prepare import CORPORA, Encoder, Use, epoch, load

from aiextract.recognizer import NameRecognizer
from aiextract.recognizer.network import Network, Weights, Window

LAYERS = 2  # of which what they give is looked at
TOKENS = 400_000  # that are read
CHANCE = 0.05  # least probability of a name's tags for a token that is to pass
# Added to the log odds: so many tokens more pass that of a thousand names one at most is held back.
MARGIN = 3.5
_STEPS, _RIDGE = 12, 1.0
_AT_ONCE = 500  # tokens

Floats = NDArray[np.float32]
Uses = Sequence[tuple[Use, list[Item]]]


def screen(weights: Weights, texts: Sequence[Sequence[str]]) -> Weights:
    """The arrays of a screen for trained weights, fitted on tokenized texts."""
    network = Network({name: value for name, value in weights.items() if not name.startswith("screen_")})
    given, passes = zip(*_seen(network, texts), strict=True)
    found = _logistic(np.concatenate(given), np.concatenate(passes))
    return {
        "screen_layers": np.array(LAYERS, dtype=np.int32),
        "screen_weight": found[:-1].astype(np.float32),
        "screen_bias": np.array(found[-1] + MARGIN, dtype=np.float32),
    }


def read(network: Network, words: Sequence[str]) -> tuple[Window, Floats]:
    """Some words read by all layers, and the scores of all tags for each."""
    with network.alone():
        window = Window(network, network.vectors.places(words))
        return window, window.scores(np.arange(len(words)))


def _seen(network: Network, texts: Sequence[Sequence[str]]) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
    """What the lower layers give for the tokens of each text, and which tokens are to pass."""
    for words in texts:
        for start in range(0, len(words), _AT_ONCE):
            window, scores = read(network, words[start : start + _AT_ONCE])
            chances = np.exp(scores - scores.max(axis=1, keepdims=True))
            yield window.given(LAYERS), 1 - chances[:, 0] / chances.sum(axis=1) > CHANCE


def _logistic(x: Floats, y: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The weights of a logistic regression and its constant, by Newton's method with a ridge."""
    columns = np.concatenate((x, np.ones((len(x), 1), np.float32)), axis=1)
    found = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(columns @ found.astype(np.float32))))
        slope = columns.T @ (chance - y) + _RIDGE * found
        curve = (columns * (chance * (1 - chance))[:, None]).T @ columns + _RIDGE * np.eye(len(found))
        found -= np.linalg.solve(curve.astype(np.float64), slope)
    return found


def texts(uses: Uses, names: Names, rng: random.Random) -> list[list[str]]:
    """Passages of the training text, with copies as in training, ``TOKENS`` tokens in all."""
    passages = epoch(uses, names, Encoder(), rng)
    rng.shuffle(passages)
    sums = np.cumsum([len(passage.words) for passage in passages])
    return [passage.words for passage in passages[: int(np.searchsorted(sums, TOKENS))]]


def main() -> None:
    """Add a screen to the model in a folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--seed", type=int, default=20261122)
    args = parser.parse_args()
    folder = args.model / "names"
    recognizer = NameRecognizer().from_disk(folder)
    weights = recognizer.weights
    uses, kinds = load(args.corpora)
    names = Names(args.corpora, [item for _, items in uses for item in items], kinds)
    found = screen(weights, texts(uses, names, random.Random(args.seed)))
    recognizer.load(weights | found).to_disk(folder)


if __name__ == "__main__":
    main()
