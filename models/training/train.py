"""Train the name recognizer: ``python train.py WORK all`` makes it from the corpora, in a night on two cores.

Steps, each by itself too: ``knowledge`` (what lists know of words), ``pretrain`` (masked words), ``train``
(names), ``finish`` (on from there, with more left out), ``distil`` (a narrower network learns from that one),
``export`` (the pipeline folder). Every setting is in ``config.toml``; seeds are fixed.
"""

from __future__ import annotations

import argparse
import copy
import random
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import distil
import numpy as np
import pretrain
import screen
import spacy
import torch
import torch.nn.functional as F
from augment import Names
from knowledge import table
from network import Dropout, Network, Shape, Vocabulary, export
from prepare import CORPORA, UNKNOWN, Encoder, Passage, counts, development, epoch, load, well_known
from torch import Tensor, nn

import aiextract.tokenizer  # noqa: F401  (registers the tokenizer)
from aiextract.recognizer import NameRecognizer, decoding
from aiextract.recognizer.words import Knowledge

HERE = Path(__file__).resolve().parent
LABEL = "ORG"
STEPS = ("knowledge", "pretrain", "train", "finish", "distil", "export")
_WARM_UP = 100  # steps
MOST_DIFFERENCE = 0.05  # of a score, that half precision may make
META = {
    "name": "org",
    "version": "0.3.0",
    "description": "Names in news of eight languages: organizations, persons, places, and others",
    "author": "The aiextract authors",
    "license": "MIT",
    "spacy_version": ">=3.8,<4",
}


class Trainer:
    """The data, the vocabulary and the settings that all steps share."""

    def __init__(self, work: Path, corpora: Path, config: dict[str, Any], seed: int) -> None:
        self.work, self.corpora, self.config = work, corpora, config
        self.rng = random.Random(seed)
        torch.manual_seed(seed)
        self.encode = Encoder()
        self.uses, kinds = load(corpora)
        self.names = Names(corpora, [item for _, items in self.uses for item in items], kinds)
        with np.load(work / "knowledge.npz") as archive:
            knowledge = Knowledge(archive["keys"], archive["values"])
        listed = work / "known.txt"
        if not listed.exists():
            listed.write_text("\n".join(well_known(self.uses, self.encode)), encoding="utf-8")
        self.vocabulary = Vocabulary(listed.read_text(encoding="utf-8").split("\n"), knowledge)
        shape = config["shape"]
        self.shape = Shape(**(shape | {"dilations": tuple(shape["dilations"])}))
        self.dropout = Dropout(**config["dropout"])
        self.dev = development(corpora, self.encode)

    def network(self, state: Path | None = None, shape: Shape | None = None) -> Network:
        """A new network, with the weights of a file if one is given."""
        network = Network(shape or self.shape, self.vocabulary.knowledge.values.shape[1])
        if state is not None:
            network.load_state_dict(torch.load(state, weights_only=True))
        return network

    def batches(self, passages: Sequence[Passage], tokens: int = 0) -> Iterator[list[Passage]]:
        """Passages in batches of about so many tokens (by default ``batch``)."""
        batch: list[Passage] = []
        size = 0
        for passage in passages:
            batch.append(passage)
            size += len(passage.words)
            if size >= (tokens or self.config["batch"]):
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def row(self, batch: Sequence[Passage]) -> tuple[Tensor, Tensor]:
        """A batch as one row of words and one of tags, with gaps between the texts."""
        gap = max(self.shape.dilations)
        apart = torch.full((gap,), -1)
        words = self.vocabulary.add([passage.words for passage in batch])
        tags = [torch.from_numpy(passage.tags) for passage in batch]
        return (
            torch.cat([part for text in words for part in (text, apart)]),
            torch.cat([part for text in tags for part in (text, apart)]),
        )

    def evaluate(self, network: Network) -> tuple[float, dict[str, float]]:
        """The mean over languages of the mean over their files of the ORG F1, and the F1 of each file."""
        right, found, gold = defaultdict(int), defaultdict(int), defaultdict(int)
        network.eval()
        for batch in self.batches(self.dev):
            with torch.no_grad():
                scores = network(self.vocabulary, self.row(batch)[0], self.dropout).float().numpy()
            at = 0
            for passage in batch:
                own = scores[at : at + len(passage.words)]
                at += len(passage.words) + max(self.shape.dilations)
                seen = {name[:2] for name in decoding.names(own) if name[2] == LABEL}
                true = {name[:2] for name in decoding.spans(passage.tags.tolist()) if name[2] == LABEL}
                right[passage.corpus] += len(seen & true)
                found[passage.corpus] += len(seen)
                gold[passage.corpus] += len(true)
        files = {name: 200 * right[name] / (found[name] + gold[name] or 1) for name in sorted(gold)}
        languages: dict[str, list[float]] = defaultdict(list)
        for name, value in files.items():
            languages[name.split("/")[0]].append(value)
        return sum(sum(v) / len(v) for v in languages.values()) / len(languages), files

    def fit(
        self,
        name: str,
        network: Network,
        loss: Callable[[list[Passage]], Tensor],
        batches: Iterator[list[Passage]],
        settings: dict[str, Any],
        aside: nn.Module | None = None,
    ) -> None:
        """Train on batches; write the averaged weights that do best on the development files.

        ``aside`` is learned together with the network and not kept.
        """
        average = copy.deepcopy(network)
        tables = network.tables()
        rest = [p for p in network.parameters() if all(p is not table for table in tables)]
        rest += aside.parameters() if aside else []
        optimizer = torch.optim.AdamW(
            [{"params": tables, "weight_decay": 0.0}, {"params": rest, "weight_decay": settings["decay"]}],
            betas=(0.9, 0.99),
        )
        steps = int(settings["tokens"] / settings["batch"])
        every = max(1, steps // settings["evaluations"])
        best, total, begun = -1.0, 0.0, time.monotonic()
        for step, batch in zip(range(1, steps + 1), batches, strict=False):
            for group in optimizer.param_groups:
                group["lr"] = settings["rate"] * min(1.0, step / _WARM_UP) * (1 - (step - 1) / steps)
            network.train()
            value = loss(batch)
            optimizer.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_([*tables, *rest], 1.0)
            optimizer.step()
            total += value.item()
            with torch.no_grad():
                keep = min(settings["average"], step / (step + 9))
                for mean, now in zip(average.parameters(), network.parameters(), strict=True):
                    mean.lerp_(now, 1 - keep)
            if step == steps or (step % every == 0 and steps - step >= every):
                score, files = self.evaluate(average)
                listed = " ".join(f"{file} {value:.1f}" for file, value in files.items())
                print(
                    f"{name} step {step}/{steps} {time.monotonic() - begun:.0f} s loss {total / every:.4f} "
                    f"mean {score:.2f} | {listed}",
                    flush=True,
                )
                total = 0.0
                if score > best:
                    best = score
                    torch.save(average.state_dict(), self.work / f"{name}.pt")

    def epochs(self, raw: Sequence[Passage] = (), share: float = 0.0) -> Iterator[list[Passage]]:
        """Epochs drawn anew, without end, with so large a share of raw passages added to each."""
        while True:
            passages = epoch(self.uses, self.names, self.encode, self.rng)
            passages += self.rng.choices(raw, k=int(share * len(passages))) if raw else []
            print("epoch", counts(passages), flush=True)
            self.rng.shuffle(passages)
            yield passages

    def learn(self, name: str, start: Path | None, settings: dict[str, Any]) -> None:
        """Learn names from the annotation."""
        network = self.network(start)

        def loss(batch: list[Passage]) -> Tensor:
            words, tags = self.row(batch)
            return F.cross_entropy(network(self.vocabulary, words, self.dropout), tags, ignore_index=UNKNOWN)

        batches = chain.from_iterable(map(self.batches, self.epochs()))
        self.fit(name, network, loss, batches, {"batch": self.config["batch"]} | settings)

    def train(self, seed: int) -> None:
        """Learn names, from where pretraining ended."""
        start = self.work / "pretrained.pt"
        self.learn(f"train-{seed}", start if start.exists() else None, self.config["train"])

    def finish(self, seed: int) -> None:
        """Learn on from what ``train`` has left, more slowly and with more left out."""
        settings = self.config["finish"]
        self.dropout = Dropout(**settings["dropout"])
        self.learn(f"finished-{seed}", self.work / f"train-{seed}.pt", self.config["train"] | settings)

    def export(self, state: Path, shape: Shape, out: Path) -> None:
        """Write the pipeline folder; the exported weights must score what the trained ones did."""
        network = self.network(state, shape).eval()
        weights = export(network, self.vocabulary)
        recognizer = NameRecognizer().load(weights)
        words, _ = self.row(self.dev[:50])
        with torch.no_grad():
            trained = network(self.vocabulary, words, self.dropout).numpy()[(words >= 0).numpy()]
        assert recognizer.network is not None
        exported = np.concatenate([screen.read(recognizer.network, p.words)[1] for p in self.dev[:50]])
        difference = float(np.abs(trained - exported).max())
        if difference > MOST_DIFFERENCE:
            raise ValueError(f"a score of the exported weights is {difference:.3f} off: the networks differ")
        weights |= screen.screen(weights, screen.texts(self.uses, self.names, self.rng))
        nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "aiextract.Tokenizer.v1"}}})
        nlp.add_pipe("aiextract_names", name="names").load(weights)
        nlp.meta.update(META)
        nlp.to_disk(out, exclude=["vocab", "tokenizer"])


def main() -> None:
    """Run one step, or all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("work", type=Path)
    parser.add_argument("step", choices=(*STEPS, "all"))
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--out", type=Path, default=HERE.parent / "org")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--wide", action="store_true", help="export the finished network, not the distilled")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    config = tomllib.loads(args.config.read_text(encoding="utf-8"))
    seed = config["seed"] if args.seed is None else args.seed
    args.work.mkdir(parents=True, exist_ok=True)
    if args.step in ("knowledge", "all"):
        keys, values = table(args.corpora)
        np.savez_compressed(args.work / "knowledge.npz", keys=keys, values=values)
        if args.step == "knowledge":
            return
    trainer = Trainer(args.work, args.corpora, config, seed)
    if args.step in ("pretrain", "all"):
        pretrain.run(trainer)
    if args.step in ("train", "all"):
        trainer.train(seed)
    if args.step in ("finish", "all"):
        trainer.finish(seed)
    finished, distilled = args.work / f"finished-{seed}.pt", args.work / f"distilled-{seed}.pt"
    if args.step in ("distil", "all"):
        distil.run(trainer, finished, distilled.stem)
    if args.step in ("export", "all"):
        if args.wide:
            trainer.export(finished, trainer.shape, args.out)
        else:
            trainer.export(distilled, distil.narrow(trainer), args.out)


if __name__ == "__main__":
    main()
