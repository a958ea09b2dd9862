"""Pretraining: the network learns to guess words that are hidden, from the text of all corpora."""

from __future__ import annotations

import gzip
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from corpora import Item
from prepare import Passage
from torch import Tensor, nn

from aiextract.recognizer.words import normalize

if TYPE_CHECKING:
    from train import Trainer

_LINES = 4  # of raw text in a passage
_OFTEN = 2_000  # a word that stands more often than this is hidden less
_SELDOM = 4  # a target stands at least so often


def run(trainer: Trainer) -> None:
    """Write ``pretrained.pt``: a network that has read all text, annotated or not."""
    settings = trainer.config["pretrain"]
    annotated = [[item.text for item in items] for _, items in trainer.uses]
    passages = _passages(trainer, [*annotated, *_raw(trainer)])
    tally = Counter(normalize(word) for passage in passages for word in passage.words)
    targets = [word for word, count in tally.most_common(settings["targets"]) if count >= _SELDOM]
    number = {word: i for i, word in enumerate(targets)}
    often = torch.tensor([tally[word] for word in targets], dtype=torch.float)
    share = settings["hidden"] * (_OFTEN / often).sqrt().clamp(max=1.0)
    print(sum(tally.values()), "tokens", len(targets), "targets", flush=True)

    network = trainer.network()
    guess = nn.Linear(trainer.shape.width, len(targets))
    seen: dict[str, Tensor] = {}
    network.out.register_forward_pre_hook(lambda module, inputs: seen.update(x=inputs[0]))
    optimizer = torch.optim.AdamW([*network.parameters(), *guess.parameters()], weight_decay=0.0)
    hidden = trainer.vocabulary.hidden()
    steps = int(settings["tokens"] / trainer.config["batch"])
    step, total, begun = 0, 0.0, time.monotonic()
    while step < steps:
        trainer.rng.shuffle(passages)
        for batch in trainer.batches(passages):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = settings["rate"] * min(1.0, step / 100) * max(0.01, 1 - step / steps)
            words, _ = trainer.row(batch)
            gap = [-1] * max(trainer.shape.dilations)
            wanted = torch.tensor(
                [n for p in batch for n in (*(number.get(normalize(w), -1) for w in p.words), *gap)]
            )
            chosen = (wanted >= 0) & (torch.rand(len(wanted)) < share[wanted.clamp(min=0)])
            network.train()
            network(trainer.vocabulary, words.masked_fill(chosen, hidden), trainer.dropout)
            others = torch.randint(len(targets), (settings["negatives"],))
            among, place = torch.unique(torch.cat((wanted[chosen], others)), return_inverse=True)
            scores = F.linear(seen["x"][chosen], guess.weight[among], guess.bias[among])
            loss = F.cross_entropy(scores, place[: int(chosen.sum())])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
            if step % 200 == 0 or step == steps:
                print(
                    f"pretrain step {step}/{steps} {time.monotonic() - begun:.0f} s loss {total / 200:.3f}",
                    flush=True,
                )
                total = 0.0
                torch.save(network.state_dict(), trainer.work / "pretrained.pt")
            if step == steps:
                break


def raw_passages(trainer: Trainer) -> list[Passage]:
    """The raw texts, in passages of neighbouring lines."""
    return _passages(trainer, _raw(trainer))


def _raw(trainer: Trainer) -> Iterator[list[str]]:
    for path in sorted((trainer.corpora / "raw").glob("*/*.txt.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield [line.strip() for line in lines]


def _passages(trainer: Trainer, texts: Iterable[list[str]]) -> list[Passage]:
    return [
        _passage(trainer, lines[at : at + _LINES]) for lines in texts for at in range(0, len(lines), _LINES)
    ]


def _passage(trainer: Trainer, lines: list[str]) -> Passage:
    return trainer.encode(Item("", "raw", " ".join(lines), ()))
