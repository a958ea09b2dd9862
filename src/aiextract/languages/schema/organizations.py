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
    stand inside the name after this head, and ``plain`` is how many words of lower case may follow such a
    small word ("Association pour la *recherche*").
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
    stop that follows belongs to the name ("Inc."); with ``lower`` it may be written in lower case ("plc").
    """

    words: tuple[str, ...]
    kind: str
    dot: bool = False
    lower: bool = False


class ShapeRule(Rule):
    """What the letters of a name say (``internal_caps``, ``domain``); the name of the rule is its kind."""


class OrganizationsSection(Section):
    """Words that name organizations or stand beside their names, in lower case as in the folded text.

    Beside names: ``articles`` (also melted with a preposition) may stand between a cue and a name; after one
    of the ``conjunctions`` a ``definite`` article begins another name; ``breakers`` end the bond between a
    cue and a name further on.

    No names: ``ordinary`` words begin a sentence, and so do ``opening_verbs``, which are no part of a name
    even where a model takes one for it ("Compra Y la cadena X"); ``never`` are capitalised without naming an
    organization
    (acronyms, months, peoples), nor are ``products``, ``given`` names of people, ``places``, and single words
    with one of the ``noun_endings``.

    Parts of names: ``fronts`` are legal forms before one ("PT"), ``branches`` follow one ("do Brasil"),
    ``domains`` follow a dot or colon inside one ("ai"), ``endings`` make one of a word ("-soft"), while
    ``suffixes`` are glued to one and are no part of it ("'s", "-nya"); ``adjective_endings`` tell the
    adjectives that may stand inside a name or before it.

    Where all nouns have a capital, ``trades`` are how nouns end that say what the name behind them is
    ("*hersteller* X"), and ``demonym_endings`` how a town's adjective does before such a noun; ``demonyms``
    are such adjectives that stand before names as well. ``trades`` that begin with ``*`` are compounds alone.
    Behind one of the ``gendered`` articles, which no company has, nouns that end like ``agents`` do the same
    ("den *Dachdecker* X").

    ``weights`` holds a number by kind of evidence: a name counts as an organization when the sum of what
    speaks for and against it is above zero. They were fitted on annotated news; those of a language go before
    the neutral ones.
    """

    articles: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    breakers: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    opening_verbs: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    fronts: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    noun_endings: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    adjective_endings: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    gendered: tuple[str, ...] = ()
    demonym_endings: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    weights: dict[str, float] = {}
    heads: tuple[HeadRule, ...] = ()
    tails: tuple[TailRule, ...] = ()
    cues: tuple[CueRule, ...] = ()
    shapes: tuple[ShapeRule, ...] = ()
