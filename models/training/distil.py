"""Distillation: a narrower network learns to say what the finished one says, of all text.

The vectors of words are the finished network's and stay as they are. Both networks read the same ones, with
words' own rows and what lists know left out at random, so that the narrower one learns what to say of names
that nobody knows. What its layers below the screen give is to tell which tokens may be in a name.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from network import Dropout, Shape
from prepare import Passage
from pretrain import raw_passages
from screen import CHANCE, LAYERS
from torch import Tensor, nn

if TYPE_CHECKING:
    from train import Trainer

# Of the network, what makes the vectors of words.
_VECTORS = ("words", "shapes", "ngrams", "lists", "mix", "mix_norm")


def narrow(trainer: Trainer) -> Shape:
    """The narrower network's shape."""
    settings = trainer.config["distil"]
    return replace(trainer.shape, inner=settings["inner"], dilations=tuple(settings["dilations"]))


def run(trainer: Trainer, finished: Path, name: str) -> None:
    """Write ``NAME.pt``: the weights of the narrower network that do best on the development files."""
    settings = trainer.config["distil"]
    dropout = Dropout(vector=0.0, word=settings["word"], lists=settings["lists"])
    teacher = trainer.network(finished).train().requires_grad_(False)
    student = trainer.network(shape=narrow(trainer))
    for part in _VECTORS:
        module = student.get_submodule(part).requires_grad_(False)
        module.load_state_dict(teacher.get_submodule(part).state_dict())
    likely = nn.Linear(student.shape.inner, 1)

    def loss(batch: list[Passage]) -> Tensor:
        index, _ = trainer.row(batch)
        inside = index >= 0
        # Products in bfloat16: several times as fast on processors that have them.
        with torch.autocast("cpu", torch.bfloat16):
            with torch.no_grad():
                vectors = teacher.vectors(trainer.vocabulary, index, dropout)
                told = teacher.out(teacher.given(vectors, inside, 0.0)[-1])[inside].float()
            given = student.given(vectors, inside, 0.0)
            said = student.out(given[-1])[inside].float()
            passes = likely(given[LAYERS - 1])[inside].squeeze(1).float()
        heat = settings["heat"]
        flat = [F.log_softmax(scores / heat, dim=1) for scores in (said, told)]
        matched = F.kl_div(*flat, reduction="batchmean", log_target=True)
        named = (1 - told.softmax(1)[:, 0] > CHANCE).float()
        return heat**2 * matched + settings["likely"] * F.binary_cross_entropy_with_logits(passes, named)

    epochs = trainer.epochs(raw_passages(trainer), settings["raw"])
    batches = chain.from_iterable(trainer.batches(passages, settings["batch"]) for passages in epochs)
    trainer.fit(name, student, loss, batches, settings, aside=likely)
