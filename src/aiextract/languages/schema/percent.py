"""The ``[percent]`` section of a language file: how shares and their changes are told."""

from __future__ import annotations

from aiextract.languages.schema.base import Rule, Section
from aiextract.records import Direction, PercentUnit


class PercentSection(Section):
    """Percent words, and the words of change that give a share its direction.

    ``words`` are what a number is followed by, beside the signs that all languages share, ``prefixes`` what
    it is preceded by ("yüzde"); ``fixed`` are whole phrases with their value, whose words are no number
    elsewhere ("un pour cent" = 1, "half a percent" = 0.5).
    ``changes`` are words of change before a number ("baisse", "chut*"), ``changes_near`` those that count
    only right before it ("up"), ``changes_after`` those behind it ("increase"). ``measures`` stand
    between a change and its amount ("de", "by"), ``levels`` between a change and the level reached ("à",
    "to"), ``lists`` between members of a list ("et", "soit"), ``fillers`` anywhere between. ``stops``
    end the clause. A word that ends in ``*`` stands for all words that begin so.
    """

    words: dict[PercentUnit, tuple[str, ...]] = {}
    prefixes: dict[PercentUnit, tuple[str, ...]] = {}
    fixed: dict[PercentUnit, dict[str, str]] = {}
    changes: dict[Direction, tuple[str, ...]] = {}
    changes_near: dict[Direction, tuple[str, ...]] = {}
    changes_after: dict[Direction, tuple[str, ...]] = {}
    measures: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
