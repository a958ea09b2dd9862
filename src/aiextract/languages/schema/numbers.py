"""The ``[numbers]`` section of a language file: how numbers are written in digits and in words."""

from __future__ import annotations

from typing import Literal

from aiextract.languages.schema.base import Section
from aiextract.records import Qualifier


class NumbersSection(Section):
    """Words of numbers and beside them, in lower case as in the folded text.

    A hyphen in a phrase of ``units``, ``multipliers``, ``vague`` or ``halves`` is written as a space.

    ``spacing`` says what parts written words: in ``words`` a space does; in ``phrases`` a word may go on with
    others and with endings (Korean); in ``none`` nothing does (Chinese, Thai). It holds for names of
    currencies and percent words as well.

    ``decimal`` is the decimal mark (empty where it is not known: three digits after one mark are
    then a group). ``units`` add up ("vinte" = 20), ``multipliers`` multiply what stands before them
    ("milhões" = 1000000); those in ``ones`` also stand alone for one ("mil"), those in ``plurals``
    stand alone for an unknown number ("milhões de dólares"). ``vague`` words count groups of unknown
    number ("dezenas" = 10, "vários" = 1). ``halves`` are fractions ("meio" = 0.5), ``fractions`` those that
    are counted, or stand behind an article ("tres quintos", "un quinto" = 0.2). ``articles`` mean
    one before a multiplier. ``joiners`` stand between parts of a number ("e"), ``digit_joiners``
    between its parts in digits ("1 bilhão e 200 milhões"), ``links`` between a
    vague word and what it counts ("de"), ``half_joiners`` before a half that follows ("e"),
    ``half_links`` behind a half ("a", "of a"); ``points`` speak the decimal mark. ``glued`` are
    what stands between number words that are written as one ("und", "" for nothing; none: numbers are not
    glued). ``abbreviations``
    are magnitudes that count only beside a currency ("bn").

    ``counted_by`` stands between a number and its multiplier ("45 de milioane").

    ``ranges`` stand between the ends of a range ("à"), ``between`` maps an opener to them ("entre":
    "et"); ``moves`` before them say that something went from one to the other, so that they are two
    numbers, ``changes`` say so where the first has a unit of its own ("réduit de 25 % à 33 %");
    ``lists`` coordinate numbers ("et", "ou").

    ``qualifiers`` are cues before a number, ``qualifiers_after`` behind it (``exact`` shields a longer
    phrase); ``fillers`` may stand between a cue and the number. A word of these that ends in ``*``
    stands for all words that begin so ("dépass*"), and ``*`` alone for any word.

    ``examples`` map a text that is one number to its value ("vague" in front where the value is a
    least one).
    """

    spacing: Literal["words", "phrases", "none"] = "words"
    decimal: Literal[",", ".", ""] = ""
    units: dict[str, int] = {}
    multipliers: dict[str, int] = {}
    ones: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    vague: dict[str, int] = {}
    halves: dict[str, str] = {}
    fractions: dict[str, str] = {}
    articles: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    digit_joiners: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    counted_by: tuple[str, ...] = ()
    half_joiners: tuple[str, ...] = ()
    half_links: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    abbreviations: dict[str, int] = {}
    ranges: tuple[str, ...] = ()
    between: dict[str, tuple[str, ...]] = {}
    lists: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    qualifiers: dict[Qualifier, tuple[str, ...]] = {}
    qualifiers_after: dict[Qualifier, tuple[str, ...]] = {}
    fillers: tuple[str, ...] = ()
    examples: dict[str, str] = {}
