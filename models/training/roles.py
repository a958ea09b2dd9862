"""Learn who plays which role of a deal: ``python roles.py`` writes ``models/roles/weights.json``.

The rules read annotated texts; of each trigger that is looked at again, the names around it are described as
in use (``aiextract.events.candidates``), and a multinomial logistic regression learns the roles that the
annotation gives them. The texts are the news in ``data/deals``, the project's own cases, and real news, of
which no trigger counts that tells of a deal by the rules, and every other one is taken for none.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import corpora
import numpy as np
from prepare import CORPORA
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from aiextract import extract, pairing
from aiextract.events import acquisition, finding
from aiextract.events.candidates import Candidate
from aiextract.events.finding import Told
from aiextract.events.role_model import FILE, NONE
from aiextract.events.second_look import looked_at

HERE = Path(__file__).resolve().parent
PIECES = HERE / "data" / "deals"
CASES = HERE.parents[1] / "tests" / "cases"
_TOGETHER = 8  # sentences of a corpus that are read as one text
_WORTH = {"target": 3.0, "acquirer": 3.0, "seller": 1.0}
_BESIDE = 0.4  # of what a party is worth that another sentence names


class Text(NamedTuple):
    """A text with its annotated events; None where it has no annotation."""

    source: str
    lang: str
    text: str
    published: str | None
    events: Sequence[Mapping[str, Any]] | None


@dataclass
class Example:
    """A name around a trigger: its features, its role, and where the text is from."""

    features: set[str]
    role: str
    source: str


def texts(root: Path, news: Mapping[str, Sequence[str]]) -> Iterator[Text]:
    """All that is learned from; ``news`` names the corpora of real news of each language."""
    for path in sorted(PIECES.glob("*.toml")):
        for piece in tomllib.loads(path.read_text(encoding="utf-8"))["article"]:
            yield Text("pieces", path.stem, piece["text"], piece["published"], piece.get("events", []))
    for path in sorted(CASES.glob("*/acquisition.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield Text("cases", path.parent.name, case["text"], case.get("published"), case.get("events", []))
    for lang, names in news.items():
        for name in names:
            items = [item.text for item in corpora.read(root, lang, name, "train")]
            for at in range(0, len(items), _TOGETHER):
                yield Text("news", lang, " ".join(items[at : at + _TOGETHER]), None, None)


class Watch:
    """While it is on, extraction tells what the rules say of each trigger, and is not looked at again."""

    def __init__(self) -> None:
        self._told: list[Told] = []
        self._kept = acquisition.find

    def __enter__(self) -> Watch:
        acquisition.find = partial(finding.find, replace(acquisition.KIND, again=self._collect))
        return self

    def __exit__(self, *_: object) -> None:
        acquisition.find = self._kept

    def examples(self, text: Text) -> Iterator[Example]:
        """The names around the triggers of a text."""
        self._told = []
        extract(text.text, lang=text.lang, published=text.published)
        for one, names in looked_at(self._told):
            if text.events is None and one.drafts:
                continue  # it may be one
            event = meant(names, text.events or ())
            for name in names:
                yield Example(name.features, role(name, event), text.source)

    def _collect(self, told: Sequence[Told]) -> list[Told]:
        self._told += told
        return list(told)


def meant(names: Sequence[Candidate], events: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The event whose parties are named most around a trigger, or the only one of its text."""
    best, most = (events[0] if len(events) == 1 else None), 0.0
    for event in events:
        worth = 0.0
        for slot, full in _WORTH.items():
            here = [name.here for name in names if folded(name) in called(event, slot)]
            worth += full * max((1.0 if one else _BESIDE for one in here), default=0.0)
        if worth > most:
            best, most = event, worth
    return best


def role(name: Candidate, event: Mapping[str, Any] | None) -> str:
    """The slot of the event that the name fills."""
    return next((slot for slot in _WORTH if event is not None and folded(name) in called(event, slot)), NONE)


def folded(name: Candidate) -> str:
    """The name without differences of case and the like."""
    return pairing.normalize(name.token.text)


def called(event: Mapping[str, Any], slot: str) -> set[str]:
    """What a text calls a party of an annotated event, folded."""
    own = [event[slot]] if event.get(slot) else []
    others = (*event.get(f"also_{slot}", ()), *event.get(f"co_{slot}s", ()))
    return {pairing.normalize(name) for name in (*own, *others)}


def learn(rows: Sequence[Example], settings: Mapping[str, Any]) -> dict[str, Any]:
    """The weights, as ``aiextract.events.role_model`` reads them."""
    seen = Counter(name for row in rows for name in row.features)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(
        [{name: 1.0 for name in sorted(row.features) if seen[name] >= settings["least"]} for row in rows]
    )
    model = LogisticRegression(C=settings["strength"], max_iter=1000)
    model.fit(matrix, [row.role for row in rows], [settings["worth"][row.source] for row in rows])
    weights = np.round(model.coef_, 3)
    return {
        "roles": model.classes_.tolist(),
        "bias": np.round(model.intercept_, 3).tolist(),
        "features": {name: weights[:, at].tolist() for name, at in sorted(vectors.vocabulary_.items())},
    }


def main() -> None:
    """Write the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--out", type=Path, default=HERE.parent / "roles")
    args = parser.parse_args()
    settings = tomllib.loads((HERE / "config.toml").read_text(encoding="utf-8"))["roles"]
    with Watch() as watch:
        rows = [row for text in texts(args.corpora, settings["news"]) for row in watch.examples(text)]
    weights = learn(rows, settings)
    features = weights.pop("features")
    lines = ",\n".join(f"{json.dumps(name)}: {row}" for name, row in features.items())
    args.out.mkdir(parents=True, exist_ok=True)
    head = json.dumps(weights)[:-1]
    (args.out / FILE).write_text(f'{head}, "features": {{\n{lines}\n}}}}\n', encoding="utf-8")
    print(f"{len(features)} features of {len(rows)} names:", dict(Counter((r.source, r.role) for r in rows)))


if __name__ == "__main__":
    main()
