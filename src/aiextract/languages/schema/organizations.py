"""The ``[organizations]`` section of a language file."""

from __future__ import annotations

from typing import Literal

from aiextract.languages.schema.base import Rule, Section


class CueRule(Rule):
    """Words beside a name that speak for an organization, or against one.

    ``words`` are phrases of the folded text that stand directly ``before`` or ``after`` the name (an article
    of ``articles`` may stand between). With ``gap`` up to that many more words may stand between the phrase
    and the name, none of them a word of ``breakers``; with ``bare`` not even an article. ``kind`` names the
    weight (``[organizations.weights]``), with ``_far`` added for a cue that is not next to the name.
    """

    side: Literal["before", "after"]
    kind: str
    words: tuple[str, ...]
    gap: int = 0
    bare: bool = False


class HeadRule(Rule):
    """First words of institutional names ("Université de …", "Bank of …", "Kementerian …").

    A capitalised head is part of the name; one of lower case only with ``lower`` (a ministry, say).
    ``alone`` says that the bare word names a body ("Parliament"). ``inner`` are the small words that may
    stand inside the name after this head, and ``plain`` is how many words of lower case may follow such a small
    word ("Association pour la *recherche*").
    """

    words: tuple[str, ...]
    inner: tuple[str, ...] = ()
    lower: bool = False
    alone: bool = False
    plain: int = 0
    kind: str = "head"


class TailRule(Rule):
    """Last words of names ("Group", "Capital", "GmbH").

    ``kind`` names the weight; a tail of kind ``legal`` may follow the name after a comma. With ``dot`` a full
    stop that follows belongs to the name ("Inc.").
    """

    words: tuple[str, ...]
    kind: str
    dot: bool = False


class ShapeRule(Rule):
    """What the letters of a name say (``internal_caps``, ``domain``); the name of the rule is its kind."""


class OrganizationsSection(Section):
    """Words that name organizations or stand beside their names.

    All words are in lower case, as in the folded text. ``ordinary`` begin a sentence without being part of
    a name; ``never`` are no organization although capitalised (acronyms, months, peoples), nor ``products``;
    ``given`` are given names of people, ``places`` countries, regions and towns; ``branches`` may
    follow a company's name as part of it ("do Brasil"); ``domains`` are what may follow
    a dot or colon inside a name ("ai"); ``endings`` end single words that name companies
    ("-soft"), ``noun_endings`` ordinary nouns; ``weights`` holds a number by kind of evidence; ``suffixes`` are glued
    to names by a hyphen or an apostrophe without being part of them ("'s", "-nya").
    """

    articles: tuple[str, ...] = ()
    elisions: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    breakers: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    noun_endings: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    adjective_endings: tuple[str, ...] = ()
    weights: dict[str, float] = {}
    heads: tuple[HeadRule, ...] = ()
    tails: tuple[TailRule, ...] = ()
    cues: tuple[CueRule, ...] = ()
    shapes: tuple[ShapeRule, ...] = ()
