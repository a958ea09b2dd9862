"""What an evaluation counts, the ratios that follow, and what is worse than in a baseline."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from aiextract.errors import GoldError

__all__ = ["ALL", "LEVELS", "Finding", "Grouping", "Scores", "Share", "Tally", "losses"]

LEVELS = ("exact", "overlap", "value")
ALL = "all"  # over all languages


@dataclass(slots=True)
class Tally:
    """Counts of true positives, false positives and false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """Share of what was predicted that is right; 1 where nothing was."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where there is none."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there is nothing to find and nothing found."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else 1.0


@dataclass(slots=True)
class Share:
    """How many of some answers are right."""

    right: int = 0
    of: int = 0


@dataclass(slots=True)
class Grouping:
    """B³ of the names of mentions: its precision and recall, summed up over them."""

    precisions: float = 0.0
    recalls: float = 0.0
    of: int = 0

    @property
    def precision(self) -> float:
        """How pure the groups are; 1 where there is nothing to group."""
        return self.precisions / self.of if self.of else 1.0

    @property
    def recall(self) -> float:
        """How whole the groups are; 1 where there is nothing to group."""
        return self.recalls / self.of if self.of else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


class Finding(NamedTuple):
    """One difference from the gold. ``kind``: miss, false alarm, value, span, field, slot, read."""

    kind: str
    type: str
    doc_id: str | None
    start: int
    surface: str
    detail: str
    context: str


@dataclass
class Scores:
    """Counts by ``(type, language, level)`` and ``(what, language)``; the language ``all`` sums them up."""

    mentions: dict[tuple[str, str, str], Tally] = field(default_factory=dict)
    names: dict[tuple[str, str], Grouping] = field(default_factory=dict)
    fields: dict[tuple[str, str], Share] = field(default_factory=dict)
    events: dict[tuple[str, str], Tally] = field(default_factory=dict)
    slots: dict[tuple[str, str], Share] = field(default_factory=dict)
    reading: dict[tuple[str, str], Share] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    documents: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The scores as plain values: counts with the ratios that follow from them."""
        return {
            "documents": self.documents,
            "mentions": _nested({key: _rated(tally) for key, tally in self.mentions.items()}),
            "names": _nested({key: _grouped(grouping) for key, grouping in self.names.items()}),
            "fields": _nested({key: _shared(share) for key, share in self.fields.items()}),
            "events": _nested({key: _rated(tally) for key, tally in self.events.items()}),
            "slots": _nested({key: _shared(share) for key, share in self.slots.items()}),
            "reading": _nested({key: _shared(share) for key, share in self.reading.items()}),
        }

    def counts(self) -> dict[str, dict[str, int]]:
        """The counts alone, by a name such as ``MONEY/fr/value``: what a baseline file holds.

        B³ is not among them: it may fall because more mentions are found.
        """
        found: dict[str, dict[str, int]] = {}
        for key, tally in [*self.mentions.items(), *self.events.items()]:
            found["/".join(key)] = {"tp": tally.tp, "fp": tally.fp, "fn": tally.fn}
        for what, share in [*self.fields.items(), *self.slots.items(), *self.reading.items()]:
            found["/".join(what)] = {"right": share.right, "of": share.of}
        return dict(sorted(found.items()))


def losses(baseline: str | Path, scores: Scores) -> list[str]:
    """What is worse than in a baseline file: fewer right, more wrong or more missed, a line each.

    Raises GoldError where the file is no baseline.
    """
    path = Path(baseline)
    try:
        before = json.loads(path.read_bytes())["counts"]
        old = {name: {key: int(n) for key, n in counts.items()} for name, counts in before.items()}
    except OSError as error:
        reason = f"cannot be read: {error.strerror}; make it with --write-baseline"
        raise GoldError(f"{path}: {reason}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise GoldError(f"{path}: is no baseline; make it with --write-baseline") from None
    found = []
    now = scores.counts()
    for name, counts in old.items():
        current = now.get(name, dict.fromkeys(counts, 0))
        for key, words, sign in (
            ("tp", "true positives", -1),
            ("fp", "false positives", 1),
            ("fn", "misses", 1),
            ("right", "right answers", -1),
        ):
            if key in counts and sign * (current.get(key, 0) - counts[key]) > 0:
                found.append(f"{name}: {words} {counts[key]} -> {current.get(key, 0)}")
    return found


def _rated(tally: Tally) -> dict[str, float]:
    ratios = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    return {"tp": tally.tp, "fp": tally.fp, "fn": tally.fn} | {k: round(v, 4) for k, v in ratios.items()}


def _grouped(grouping: Grouping) -> dict[str, float]:
    ratios = {"precision": grouping.precision, "recall": grouping.recall, "f1": grouping.f1}
    return {"of": grouping.of} | {name: round(ratio, 4) for name, ratio in ratios.items()}


def _shared(share: Share) -> dict[str, int]:
    return {"right": share.right, "of": share.of}


def _nested(flat: Mapping[tuple[str, ...], Any]) -> dict[str, Any]:
    """``{("MONEY", "fr"): x}`` -> ``{"MONEY": {"fr": x}}``."""
    nested: dict[str, Any] = {}
    for key, value in flat.items():
        level = nested
        for part in key[:-1]:
            level = level.setdefault(part, {})
        level[key[-1]] = value
    return nested
