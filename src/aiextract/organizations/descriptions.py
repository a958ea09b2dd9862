"""Words before a name that only say what it is, where all nouns have a capital: "Ulmer Lackhersteller X"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aiextract.organizations.lexicon import Lexicon
from aiextract.organizations.tokens import Token
from aiextract.source import Source

_WORD = re.compile(r"[^\W_]++(?:-[^\W_]++)*+")
_BACK = 48  # characters looked back at for an article
_LONG = 8  # letters of a noun that is hardly a surname


def describes(run: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the word at ``at`` of a run only says what the name behind it is, or where that is from.

    It is the noun of a trade ("Lackhersteller X"), or what a town makes of its name before such a noun or a
    head ("Ulmer Lackhersteller X", "Ulmer Bank X").
    """
    if not lexicon.trades or at + 1 >= len(run):
        return False
    word, noun = run[at][2], run[at + 1][2]
    formed = at + 2 < len(run) and run[at + 2][2] in lexicon.tails
    if _is_town(word, noun, lexicon) and (formed or at + 2 >= len(run)):
        return True
    if at + 2 >= len(run):
        return lexicon.is_trade(word) and noun not in lexicon.tails and noun not in lexicon.places
    if lexicon.is_trade(word):
        return True
    described = lexicon.is_trade(noun) or noun in lexicon.heads
    return described and word.endswith(lexicon.demonym_endings) and not formed


def _is_town(word: str, noun: str, lexicon: Lexicon) -> bool:
    """Whether a word is of a town that is known, before what is no common noun: "die Ulmer Nordvalt"."""
    ending = next((one for one in lexicon.demonym_endings if word.endswith(one)), "")
    if not ending or (word not in lexicon.demonyms and word.removesuffix(ending) not in lexicon.places):
        return False
    common = (*lexicon.noun_endings, *lexicon.adjective_endings)
    return noun not in lexicon.heads and noun not in lexicon.tails and not noun.endswith(common)


def undescribed(source: Source, start: int, end: int, lexicon: Lexicon) -> int:
    """Where the name in ``[start, end)`` begins behind the words that only say what it is."""
    if source.folded.find(" ", start, end) < 0:
        return start
    run = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(source.folded, start, end)]
    if run[0][2].endswith(lexicon.demonym_endings) and len(run) > 2 and _acts(source, run, 1, lexicon):
        run = run[2:]
    elif _acts(source, run, 0, lexicon):
        run = run[1:]
    start = run[0][0]
    return next((run[at][0] for at in range(len(run)) if not describes(run, at, lexicon)), start)


def _acts(source: Source, run: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether the word at ``at`` is who does something, by the article before: "den [alten] Dachdecker X"."""
    if len(run) < at + 2 or not lexicon.agents:
        return False
    word, noun = run[at][2], run[at + 1][2]
    common = (*lexicon.noun_endings, *lexicon.adjective_endings)
    if len(word) < _LONG or not word.endswith(lexicon.agents) or {word, noun} & lexicon.heads.keys():
        return False
    if word in lexicon.given or noun in lexicon.tails or (len(run) == at + 2 and noun.endswith(common)):
        return False
    before = source.text[max(0, run[0][0] - _BACK) : run[0][0]].split()[-2:]
    if before and before[-1].islower() and before[-1].endswith(lexicon.adjective_endings):
        if before[-1] in lexicon.gendered:
            return True
        before = before[:-1]
    return bool(before) and before[-1] in lexicon.gendered
