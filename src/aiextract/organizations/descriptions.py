"""Words before a name that only say what it is, where all nouns have a capital: "Ulmer Lackhersteller X"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aiextract.organizations.lexicon import Lexicon
from aiextract.organizations.tokens import Token
from aiextract.source import Source

_WORD = re.compile(r"[^\W_]++(?:-[^\W_]++)*+")


def describes(run: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the word at ``at`` of a run only says what the name behind it is, or where that is from.

    It is the noun of a trade ("Lackhersteller X"), or what a town makes of its name before such a noun or a
    head ("Ulmer Lackhersteller X", "Ulmer Bank X").
    """
    if not lexicon.trades or at + 1 >= len(run):
        return False
    word, noun = run[at][2], run[at + 1][2]
    if noun in lexicon.tails:
        return False
    if word.endswith(lexicon.trades):
        return True
    if at + 2 >= len(run) or not word.endswith(lexicon.demonym_endings) or run[at + 2][2] in lexicon.tails:
        return False
    return noun.endswith(lexicon.trades) or noun in lexicon.heads


def undescribed(source: Source, start: int, end: int, lexicon: Lexicon) -> int:
    """Where the name in ``[start, end)`` begins behind the words that only say what it is."""
    run = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(source.folded, start, end)]
    return next((run[at][0] for at in range(len(run)) if not describes(run, at, lexicon)), start)
