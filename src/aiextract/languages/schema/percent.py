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
    only right before it ("up"), ``changes_after`` those behind it ("increase"),
    ``changes_closing`` those that end its clause ("um 5 % auf 12 Millionen gestiegen"). ``measures`` stand
    between a change and its amount ("de", "by"), ``levels`` between a change and the level reached ("à",
    "to"), ``lists`` between members of a list ("et", "soit"), ``fillers`` anywhere between. ``stops``
    end the clause. A word that ends in ``*`` stands for all words that begin so.

    ``origins`` stand before the level that a change began at ("from"); a word that is in ``measures`` as well
    does either ("von"). ``comparisons`` stand before an earlier change or level ("against", "après").
    ``objects`` is how many words of an object may stand between a change and a number that nothing leads to
    ("raised its fares 5%"; none unless it is said), ``bridges`` the function words that may be among them.
    ``parts`` maps words of change to what behind the share makes it a part of something ("cède 30 % de
    Nerval"), and ``*`` to what does so after any of them ("of the votes"). ``partitives`` stand between a
    share and its whole ("of"): there a change counts only right before it.
    """

    words: dict[PercentUnit, tuple[str, ...]] = {}
    prefixes: dict[PercentUnit, tuple[str, ...]] = {}
    fixed: dict[PercentUnit, dict[str, str]] = {}
    changes: dict[Direction, tuple[str, ...]] = {}
    changes_near: dict[Direction, tuple[str, ...]] = {}
    changes_after: dict[Direction, tuple[str, ...]] = {}
    changes_closing: dict[Direction, tuple[str, ...]] = {}
    measures: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    comparisons: tuple[str, ...] = ()
    objects: int = 0
    bridges: tuple[str, ...] = ()
    parts: dict[str, tuple[str, ...]] = {}
    partitives: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
