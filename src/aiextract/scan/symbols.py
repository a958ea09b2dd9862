"""Symbols and codes of currencies that every language shares (``data/currencies.toml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import tomli

from aiextract.languages import DATA
from aiextract.source import fold

ISO, CRYPTO = "iso4217", "crypto"


class Neutral(NamedTuple):
    """What all languages share. ``written`` holds the ways in which a symbol of letters is written.

    ``first``, ``last``: what a symbol begins or ends with -> the lengths of those that do, the longest first.
    """

    codes: frozenset[str]
    small: frozenset[str]
    words: frozenset[str]
    symbols: dict[str, tuple[str, str]]
    written: dict[str, frozenset[str]]
    last: Mapping[str, tuple[int, ...]]
    first: Mapping[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def neutral() -> Neutral:
    """The tables of ``data/currencies.toml``."""
    raw = tomli.loads((DATA / "currencies.toml").read_text(encoding="utf-8"))
    symbols: dict[str, tuple[str, str]] = {}
    written: dict[str, set[str]] = {}
    rows = [(symbol, code, ISO) for symbol, code in raw["symbols"].items()]
    rows += [(symbol, code, CRYPTO) for code, listed in raw["crypto"].items() for symbol in listed]
    for symbol, code, scheme in rows:
        folded = fold(symbol)
        symbols[folded] = (code, scheme)
        written.setdefault(folded, set()).add(symbol)
        for spaced in (folded.removesuffix("$") + " $", "$ " + folded.removeprefix("$")):
            if len(spaced) == len(folded) + 1 and len(spaced) > 3 and "$" in folded:
                symbols[spaced] = (code, scheme)
    signs = [symbol for symbol in symbols if not symbol.isalpha()]
    return Neutral(
        frozenset(code.lower() for code in raw["codes"]),
        frozenset(code.lower() for code in raw["small"]),
        frozenset(code.lower() for code in raw["words"]),
        symbols,
        {symbol: frozenset(forms) for symbol, forms in written.items()},
        _lengths(signs, -1),
        _lengths(signs, 0),
    )


def _lengths(signs: Iterable[str], at: int) -> Mapping[str, tuple[int, ...]]:
    """Character at the place of a symbol -> the lengths of those that have it there, the longest first."""
    found: dict[str, set[int]] = {}
    for sign in signs:
        found.setdefault(sign[at], set()).add(len(sign))
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}
