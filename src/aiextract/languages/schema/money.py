"""The ``[money]`` section of a language file: how currencies are named and prices are told."""

from __future__ import annotations

from aiextract.languages.schema.base import Rule, Section


class Minor(Section):
    """A minor unit: the currency that it stands for alone, and its part of the major unit."""

    currency: str
    ratio: str = "0.01"


class Per(Section):
    """What an amount is charged for.

    ``words`` stand before the noun ("par"), ``near`` do so right behind the amount only ("le baril",
    before ``near_nouns`` only where these are given). ``nouns`` are in the singular, with their other
    written forms; no number stands before those in ``periods`` ("por 3 anos" is a duration). Words in
    ``unless`` behind the noun make it something else ("a year ago"). ``shares`` are the nouns whose price
    American exchanges told in eighths of a dollar until 2001 ("$20.125").
    """

    words: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    near_nouns: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    nouns: dict[str, tuple[str, ...]] = {}
    shares: tuple[str, ...] = ()


class MoneySection(Section):
    """Currencies, and what amounts are charged for.

    ``names`` (from CLDR) and ``common`` (as news write them) hold the names of each currency by ISO 4217
    code; those in ``prefixes`` also stand before the number, those in ``scaled_prefixes`` do so with a
    capital, before a million or more ("Euro 22,4 milioni", but not "Euro 2024"). ``links`` stand between a
    magnitude and a currency ("de"). ``minor`` are minor units, ``minor_joiners`` stand before them ("3 euros
    et 20 cents").
    ``singles`` count one by an article, where the clause ends behind them or one of ``singles_after`` follows
    ("for a dollar.", "un euro par jour"). ``rules`` are the ways in which an amount is written, which all
    languages share; each language shows them with examples of its own.
    """

    names: dict[str, tuple[str, ...]] = {}
    common: dict[str, tuple[str, ...]] = {}
    links: tuple[str, ...] = ()
    minor: dict[str, Minor] = {}
    minor_joiners: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    scaled_prefixes: tuple[str, ...] = ()
    singles: tuple[str, ...] = ()
    singles_after: tuple[str, ...] = ()
    per: Per = Per()
    rules: tuple[Rule, ...] = ()
