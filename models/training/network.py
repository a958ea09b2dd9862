"""The recognizer's network in PyTorch, for training; ``aiextract.recognizer.network`` runs its weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from aiextract.recognizer import words as w
from aiextract.recognizer.decoding import TAGS
from aiextract.recognizer.letters import NGRAM_ROWS, NGRAMS
from aiextract.recognizer.network import Weights


@dataclass(frozen=True)
class Shape:
    """The sizes of a network: its vectors and layers, the columns of its tables, how far each layer looks.

    The first layer reads all words so far away, the others one to either side at that distance.
    """

    width: int = 256
    inner: int = 256  # of what the layers give
    word: int = 96
    shape: int = 32
    lists: int = 32
    ngrams: int = 96
    dilations: tuple[int, ...] = (1, 2, 4, 8, 1)
    mixed: int = 3  # maps of which a word's vector is the greatest


@dataclass(frozen=True)
class Dropout:
    """Shares of what is left out in training: vectors, a word's own rows, what lists know of it."""

    vector: float = 0.25
    word: float = 0.15
    lists: float = 0.2


class Vocabulary:
    """The rows of all words met so far, as tensors."""

    def __init__(self, known: Sequence[str], knowledge: w.Knowledge) -> None:
        self.known = frozenset(w.key(norm) for norm in known)
        self.knowledge = knowledge
        self._index: dict[str, int] = {}

        self.words = torch.zeros((1, 2), dtype=torch.long)
        self.shapes = torch.zeros(1, dtype=torch.long)
        self.ngrams = torch.zeros((1, NGRAMS), dtype=torch.long)
        self.lists = torch.zeros((1, knowledge.values.shape[1]))

    def hidden(self) -> int:
        """The place of a word of which nothing is known: it stands for one that is to be guessed."""
        self.add([[""]])
        return self._index[""]

    def add(self, texts: Sequence[Sequence[str]]) -> list[Tensor]:
        """The places of each text's words, after those of new words are made."""
        new = [
            word for word in dict.fromkeys(word for text in texts for word in text) if word not in self._index
        ]
        if new:
            norms = [w.normalize(word) for word in new]
            keys = [w.key(norm) for norm in norms]
            rows = w.word_rows(new, norms, [key in self.known for key in keys])
            first, end = len(self._index), len(self._index) + len(new)
            while end > len(self.words):
                self._grow()
            self.words[first:end] = torch.from_numpy(rows.words)
            self.shapes[first:end] = torch.from_numpy(rows.shapes)
            self.ngrams[first:end] = torch.from_numpy(rows.ngrams)
            self.lists[first:end] = torch.from_numpy(self.knowledge.of(np.array(keys, dtype=np.uint64)))
            self._index.update((word, first + i) for i, word in enumerate(new))
        return [torch.tensor([self._index[word] for word in text], dtype=torch.long) for text in texts]

    def _grow(self) -> None:
        for name in ("words", "shapes", "ngrams", "lists"):
            table = getattr(self, name)
            setattr(self, name, torch.cat((table, torch.zeros_like(table))))


class Network(nn.Module):
    """Scores of tags for tokens; see ``aiextract.recognizer.network`` for what each part is."""

    def __init__(self, shape: Shape, known_lists: int) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(w.WORD_ROWS, shape.word)
        self.shapes = nn.Embedding(w.SHAPE_ROWS, shape.shape)
        self.ngrams = nn.EmbeddingBag(NGRAM_ROWS, shape.ngrams, mode="sum", padding_idx=0)
        for table in (self.words, self.shapes, self.ngrams):
            nn.init.normal_(table.weight, 0, 0.1)
        with torch.no_grad():
            self.ngrams.weight[0] = 0
        self.lists = nn.Linear(known_lists, shape.lists)
        parts = shape.word + shape.shape + shape.lists + shape.ngrams
        self.mix = nn.Linear(parts, shape.width * shape.mixed)
        self.mix_norm = nn.LayerNorm(shape.width)
        narrow = shape.inner != shape.width
        self.own = nn.Linear(shape.width, shape.inner, bias=False) if narrow else nn.Identity()
        first, *upper = shape.dilations
        self.layers = nn.ModuleList(
            nn.Linear(columns, shape.inner)
            for columns in ((2 * first + 1) * shape.width, *(3 * shape.inner for _ in upper))
        )
        self.norms = nn.ModuleList(nn.LayerNorm(shape.inner) for _ in shape.dilations)
        self.out = nn.Linear(shape.inner, TAGS)

    def tables(self) -> list[nn.Parameter]:
        """The tables of rows, which are not to decay: most rows are seldom met."""
        return [self.words.weight, self.shapes.weight, self.ngrams.weight]

    def forward(self, vocabulary: Vocabulary, index: Tensor, dropout: Dropout) -> Tensor:
        """Scores (tokens x tags) for a row of places of words; -1 stands between texts."""
        *_, last = self.given(self.vectors(vocabulary, index, dropout), index >= 0, dropout.vector)
        return self.out(last)

    def vectors(self, vocabulary: Vocabulary, index: Tensor, dropout: Dropout) -> Tensor:
        """The vectors of a row of words (tokens x width), noughts between texts."""
        met, place = torch.unique(index.clamp(min=0), return_inverse=True)
        return self.mixed(self.parts(vocabulary, met, dropout))[place] * (index >= 0).unsqueeze(1)

    def given(self, x: Tensor, inside: Tensor, dropout: float) -> list[Tensor]:
        """What each layer gives for vectors of words (tokens x inner); ``inside`` is false between texts."""
        found, within = [], inside.unsqueeze(1)
        x = F.dropout(x, dropout, self.training)
        for layer, norm, dilation in zip(self.layers, self.norms, self.shape.dilations, strict=True):
            reach = range(-dilation, dilation + 1) if not found else (-dilation, 0, dilation)
            padded = F.pad(x, (0, 0, dilation, dilation))
            windows = torch.cat([padded[dilation + by : dilation + by + len(x)] for by in reach], dim=1)
            y = F.dropout(norm(F.relu(layer(windows))), dropout, self.training)
            x = ((x if found else self.own(x)) + y) * within
            found.append(x)
        return found

    def parts(self, vocabulary: Vocabulary, met: Tensor, dropout: Dropout) -> Tensor:
        """What the tables hold of some words, side by side."""
        words, lists = vocabulary.words[met], vocabulary.lists[met]
        if self.training:
            words = words.masked_fill(torch.rand(len(met), 1) < dropout.word, 0)
            lists = lists * (torch.rand(len(met), 1) > dropout.lists)
        return torch.cat(
            (
                self.words(words).sum(1),
                self.shapes(vocabulary.shapes[met]),
                self.lists(lists),
                self.ngrams(vocabulary.ngrams[met]) * w.NGRAM_SCALE,
            ),
            dim=1,
        )

    def mixed(self, parts: Tensor) -> Tensor:
        """The vectors of words (words x width) from their parts."""
        return self.mix_norm(self.mix(parts).view(len(parts), self.shape.mixed, -1).amax(1))


def export(network: Network, vocabulary: Vocabulary) -> Weights:
    """The arrays that ``aiextract.recognizer`` reads, in half precision; matrices stand to the right."""

    def half(tensor: Tensor) -> np.ndarray:
        return tensor.detach().numpy().astype(np.float16)

    weights: Weights = {
        "dilations": np.array(network.shape.dilations, dtype=np.int32),
        "known": np.array(sorted(vocabulary.known), dtype=np.uint64),
        "knowledge_keys": vocabulary.knowledge.keys,
        "knowledge_values": vocabulary.knowledge.values,
        "words": half(network.words.weight),
        "shapes": half(network.shapes.weight),
        "ngrams": half(network.ngrams.weight),
    }
    for name, layer in (("lists", network.lists), ("mix", network.mix), ("out", network.out)):
        weights |= {f"{name}_weight": half(layer.weight.T), f"{name}_bias": half(layer.bias)}
    weights |= {"mix_scale": half(network.mix_norm.weight), "mix_shift": half(network.mix_norm.bias)}
    if network.shape.inner != network.shape.width:
        weights["own_weight"] = half(network.own.weight.T)
    for i, (layer, norm) in enumerate(zip(network.layers, network.norms, strict=True)):
        weights |= {f"layer{i}_weight": half(layer.weight.T), f"layer{i}_bias": half(layer.bias)}
        weights |= {f"layer{i}_scale": half(norm.weight), f"layer{i}_shift": half(norm.bias)}
    return weights
