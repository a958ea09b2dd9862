"""Names that a model has seen whole, of which the runs of name words hold a part: "Olivar de Cazorla"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aiextract.events.lexicon import Lexicon
from aiextract.events.phrases import PREPOSITIONS

_WORD = re.compile(r"[^\W_]+")


def completed_as_seen(
    text: str, lexicon: Lexicon, runs: Iterable[tuple[int, int]], seen: Iterable[tuple[int, int]]
) -> set[tuple[int, int]]:
    """The runs, and for one with which a name begins that a model has seen the name: "Olivar de Cazorla".

    Nothing but words with a capital, numbers and small words may be what the run lacks ("Nortal 88").
    """
    made = set(runs)
    begun = {first: last for first, last in made if last - first > 1}  # "série A de X"
    for first, last in seen:
        rest = _WORD.findall(text[begun.get(first, last) : last])
        if rest and not rest[-1].islower() and all(_may_go_on(lexicon, word) for word in rest):
            made.add((first, last))
    return made


def _may_go_on(lexicon: Lexicon, word: str) -> bool:
    """Whether a name can go on with a word."""
    small = lexicon.classes(word)
    if not word.islower():
        return True
    if not small.isdisjoint(("to", "by", "from")) and "of" not in small:
        return False  # "sells X to Y" are two
    return not small.isdisjoint((*PREPOSITIONS, "determiner", "definite"))
