"""How likely a name plays which role of an event, by weights learned from annotated news.

A multinomial logistic regression over the features of ``candidates``: each feature adds its weights to the
scores of the roles. ``models/training/roles.py`` learns them, ``models/roles`` holds them with their card.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path

from aiextract.errors import ModelError
from aiextract.model_files import folder

FILE = "weights.json"
NONE = "none"  # the role of who is no party


class RoleModel:
    """Weights of features for each of the ``roles``; the chances of all roles sum up to 1."""

    def __init__(
        self, roles: Sequence[str], bias: Sequence[float], features: Mapping[str, Sequence[float]]
    ) -> None:
        self.roles = tuple(roles)
        self._bias = tuple(bias)
        self._features = {name: tuple(weights) for name, weights in features.items()}
        if any(len(row) != len(self.roles) for row in (self._bias, *self._features.values())):
            raise ValueError("not one weight for each role")

    @classmethod
    def from_path(cls, path: Path) -> RoleModel:
        """Read the weights in a folder; ModelError where they cannot be read."""
        try:
            return cls(**json.loads((path / FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise ModelError(f"no weights of roles can be read from {path / FILE}: {error}") from error

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """The chance of each role for a name of which this is said; unknown features say nothing."""
        known = [row for name in features if (row := self._features.get(name)) is not None]
        scores = [sum(column) for column in zip(self._bias, *known, strict=True)]
        most = max(scores)
        worth = [exp(score - most) for score in scores]
        total = sum(worth)
        return {role: one / total for role, one in zip(self.roles, worth, strict=True)}

    def reasons(self, features: Iterable[str], role: str) -> list[tuple[str, float]]:
        """The features that speak for a role rather than for none, with how much, the strongest first."""
        at, none = self.roles.index(role), self.roles.index(NONE)
        known = [(name, row) for name in features if (row := self._features.get(name)) is not None]
        return sorted(((name, row[at] - row[none]) for name, row in known), key=lambda one: -one[1])


@cache
def shipped() -> RoleModel | None:
    """The weights that the package ships, read once a process; None where they are not installed."""
    path = folder("roles", FILE)
    return None if path is None else RoleModel.from_path(path)
