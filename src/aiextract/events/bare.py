"""Names by what an event says of them, where all nouns have a capital: "Y kauft Fitbit", "Kauf von Fitbit".

A common noun hardly stands there without a determiner, unless it is a plural or of some stuff ("kauft
Aktien"), which its ending tells or the lexicon knows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from aiextract.events.entries import expand
from aiextract.events.lexicon import Lexicon
from aiextract.events.phrases import PREPOSITIONS
from aiextract.languages.schema import Language
from aiextract.source import Source

_WORD = re.compile(r"[^\W_]+")
_BACK = 96  # characters looked back at
_LEAD = 40  # of them for an article with its adjective
_LEAST = 3  # letters of a name
_NEAR = 2  # words between a name and a verb that ends its clause, with it
_PHRASE = 3  # words of a trigger before a name
_LONGEST = 5  # words of a trigger before a small word and a name
_LEADING = frozenset({"have", "be", *PREPOSITIONS, "organization", "goods"})


def may_lead(lexicon: Lexicon, word: str) -> bool:
    """Whether a word can tell, by itself or with others, that the capitalised one behind it is a name."""
    return (
        lexicon.ends_trigger(word) or lexicon.is_cue(word) or not lexicon.compound(word).isdisjoint(_LEADING)
    )


@lru_cache(maxsize=16)
def _leads(patterns: tuple[str, ...]) -> frozenset[str]:
    return frozenset(lead for pattern in patterns for lead in expand(pattern))


def hails(source: Source, language: Language, span: tuple[int, int]) -> bool:
    """Whether a capitalised word is named by where it comes from: "die dänische X"; no plural is."""
    first, last = span
    patterns = language.events.name_leads
    if not patterns or source.folded[first - 1 : first] != " ":
        return False
    folded = source.folded
    before = folded[max(0, first - _LEAD) : first - 1].rsplit(" ", 2)[-2:]
    if " ".join(before) not in _leads(patterns):
        return False
    events = language.events
    word = folded[first:last]
    return last - first >= _LEAST and not word.endswith(events.noun_endings + events.plural_endings)


def stands_bare(
    source: Source, language: Language, lexicon: Lexicon, span: tuple[int, int], begin: int
) -> bool:
    """Whether a capitalised word that nothing else tells to be a name is one by where it stands.

    It stands right behind a verb of an event ("kauft X") or behind its noun and one small word ("Kauf von
    X"), behind an auxiliary, or behind a small word before the verb ("von X gekauft").
    """
    first, last = span
    folded = source.folded
    word = folded[first:last]
    if not word.isalpha() or last - first < _LEAST or lexicon.compound(word) or lexicon.opens(folded, first):
        return False
    gap = folded[max(begin, first - _BACK) : first]
    before = _WORD.findall(gap)
    # A plural in "s" is rarely who acts or gets: "an Malzers".
    agent = bool(before) and not lexicon.classes(before[-1]).isdisjoint(("by", "to"))
    word = word.removesuffix("s" if agent else "")
    if word.endswith(language.events.noun_endings):
        return False
    if not before:
        return _acts_alone(folded, lexicon, language, last)
    oblique = "of" in lexicon.classes(before[-1]) and language.events.plural_oblique_endings
    if word.endswith(oblique or language.events.plural_endings) or not gap[-1:].isspace():
        return False
    return _led(lexicon, before) or (
        not lexicon.classes(before[-1]).isdisjoint(("by", "of", "to"))
        and any(map(lexicon.is_trigger, _WORD.findall(folded, last, last + _BACK)[:_NEAR]))
    )


def _acts_alone(folded: str, lexicon: Lexicon, language: Language, last: int) -> bool:
    """Whether a verb in the singular follows the word that opens a sentence and ends at ``last``.

    A common noun in the singular has a determiner there: "Bristone kauft", but "Firmen kaufen".
    """
    behind = _WORD.match(folded, last + 1)
    if (
        behind is None
        or folded[last : last + 1] != " "
        or behind[0].endswith(language.events.plural_verb_endings)
    ):
        return False
    verb = lexicon.classes(behind[0]) & {"have", "be", "verb"} or lexicon.is_cue(behind[0])
    return bool(verb) or (lexicon.opens(folded, behind.start()) and not lexicon.is_noun_trigger(behind[0]))


def _led(lexicon: Lexicon, before: list[str]) -> bool:
    """Whether the words right before a name are of an event."""
    last = lexicon.classes(before[-1])
    phrases = (" ".join(before[-n:]) for n in range(1, _PHRASE + 1))
    if last & {"have", "be"} or lexicon.is_cue(before[-1]) or any(map(lexicon.is_trigger, phrases)):
        return True
    if len(before) < 2 or last.isdisjoint(PREPOSITIONS):
        return False
    if not lexicon.classes(before[-2]).isdisjoint(("share", "majority", "control")):
        return True  # "seine Beteiligung an X"
    # "von X durch Y", "an Y", "bietet 3 Milliarden für X", "steigt mit 51 Prozent bei X ein"
    if last & {"by", "to", "for", "into"} and any(map(lexicon.is_trigger, before[:-1])):
        return True
    # "Kauf von X", "ist nun in der Hand von X"
    told = (" ".join(before[-n:-1]) for n in range(2, _LONGEST + 2))
    return lexicon.ends_trigger(before[-2]) and any(map(lexicon.is_trigger, told))
