"""The compiled ``[organizations]`` sections: the neutral one and that of the language, side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from aiextract.languages import DATA, NEUTRAL, get_language
from aiextract.languages.schema import Language
from aiextract.languages.schema.organizations import HeadRule, OrganizationsSection

COMPOUND = "*"  # before the ending of words that are compounds: "*kette"
PHRASE_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*+'?|[^\w\s]")


class Cue(NamedTuple):
    """What words say of a name: the kind of evidence and the rule id.

    ``gap`` is how many words may stand between, ``bare`` that no article may; ``dot`` that a full stop
    belongs to the word ("Inc."), ``lower`` that it may be written in lower case ("plc").
    """

    kind: str
    rule: str
    gap: int = 0
    dot: bool = False
    bare: bool = False
    lower: bool = False


class Reach(NamedTuple):
    """How many words the cues with one word at their edge have, the longest first, and their widest gap."""

    lengths: tuple[int, ...]
    gap: int


class Head(NamedTuple):
    """A head word or phrase, with the rule that it belongs to."""

    rule_id: str
    rule: HeadRule


def phrase(words: str) -> list[str]:
    """The words and signs of a phrase, an elided word with its apostrophe ("pdg d'")."""
    return PHRASE_WORD.findall(words)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All words of a language that have to do with names of organizations (folded)."""

    code: str
    domains: tuple[str, ...]
    endings: tuple[str, ...]
    noun_endings: tuple[str, ...]
    branches: tuple[str, ...]
    branch_starts: tuple[str, ...]  # the same with the space before them
    suffixes: tuple[str, ...]
    articles: frozenset[str]
    definite: frozenset[str]
    conjunctions: frozenset[str]
    breakers: frozenset[str]
    ordinary: frozenset[str]
    opening_verbs: frozenset[str]
    never: frozenset[str]
    products: frozenset[str]
    given: frozenset[str]
    places: frozenset[str]
    adjective_endings: tuple[str, ...]
    trades: tuple[str, ...]  # how nouns end that say what a name is
    compounds: tuple[str, ...]  # the same of those that are compounds alone
    agents: tuple[str, ...]  # how those end that only an article of their gender tells from names
    gendered: frozenset[str]
    demonym_endings: tuple[str, ...]
    demonyms: frozenset[str]
    weights: dict[str, float]
    before: dict[str, list[Cue]] = field(default_factory=dict)
    after: dict[str, list[Cue]] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    tails: dict[str, Cue] = field(default_factory=dict)
    place_phrases: dict[str, list[str]] = field(default_factory=dict)
    # By the last word of cues before a name, and by the first of those after one.
    before_ends: dict[str, Reach] = field(default_factory=dict)
    after_starts: dict[str, Reach] = field(default_factory=dict)
    before_gap: int = 0  # the widest gap of all cues before a name
    after_gap: int = 0
    head_starts: frozenset[str] = frozenset()  # first words of heads of several words
    idle: frozenset[str] = frozenset()  # words that alone are no name
    skipped: frozenset[str] = frozenset()  # words that may stand before a name in its run
    small: frozenset[str] = frozenset()  # small words that stand inside names
    shapes: frozenset[str] = frozenset()  # ids of the rules without words
    lower_forms: frozenset[str] = frozenset()  # first letters of legal forms that count in lower case too
    lower_heads: tuple[str, ...] = ()  # heads that count in lower case too

    def is_trade(self, word: str) -> bool:
        """Whether a noun says by its ending what the name behind it is."""
        compound = word.endswith(self.compounds) and word not in self.compounds
        return compound or word.endswith(self.trades)

    def weight(self, kind: str) -> float:
        """The weight of a kind of evidence, 0 where the data give none."""
        return self.weights.get(kind, 0.0)


@lru_cache(maxsize=1)
def _territories() -> tuple[str, ...]:
    """Names of countries and towns in several languages, made by ``scripts/import_names.py`` from CLDR."""
    return tuple((DATA / "names" / "places.txt").read_text(encoding="utf-8").splitlines())


@lru_cache(maxsize=64)
def lexicon_of(language: Language) -> Lexicon:
    """The lexicon of a language (compiled once)."""
    neutral = get_language(NEUTRAL)
    parts: list[tuple[str, OrganizationsSection]] = [("und", neutral.organizations)]
    if language is not neutral:
        parts.append((language.code, language.organizations))
    sections = [section for _, section in parts]

    def words(name: str) -> tuple[str, ...]:
        return tuple(word for section in sections for word in getattr(section, name))

    ordinary = (*words("ordinary"), *words("opening_verbs"))
    cues = [cue for section in sections for cue in section.cues]
    cues_before = {" ".join(phrase(word)) for cue in cues if cue.side == "before" for word in cue.words}
    made = Lexicon(
        code=language.code,
        domains=words("domains"),
        before_gap=max((cue.gap for cue in cues if cue.side == "before"), default=0),
        after_gap=max((cue.gap for cue in cues if cue.side == "after"), default=0),
        endings=words("endings"),
        noun_endings=words("noun_endings"),
        branches=words("branches"),
        branch_starts=tuple(f" {branch}" for branch in words("branches")),
        suffixes=words("suffixes"),
        articles=frozenset(words("articles")),
        definite=frozenset(words("definite")),
        conjunctions=frozenset(words("conjunctions")),
        breakers=frozenset(words("breakers")),
        ordinary=frozenset(ordinary),
        opening_verbs=frozenset(words("opening_verbs")),
        never=frozenset(words("never")),
        products=frozenset(words("products")),
        given=frozenset(words("given")),
        places=frozenset((*words("places"), *_territories())),
        adjective_endings=words("adjective_endings"),
        trades=tuple(word for word in words("trades") if word[:1] != COMPOUND),
        compounds=tuple(word[1:] for word in words("trades") if word[:1] == COMPOUND),
        agents=words("agents"),
        gendered=frozenset(words("gendered")),
        demonym_endings=words("demonym_endings"),
        demonyms=frozenset(words("demonyms")),
        weights={kind: weight for section in sections for kind, weight in section.weights.items()},
        head_starts=frozenset(
            word.split()[0] for s in sections for head in s.heads for word in head.words if " " in word
        ),
        idle=frozenset((*words("articles"), *ordinary, *words("never"))),
        skipped=frozenset((*cues_before, *words("articles"), *ordinary)),
        small=frozenset(word for s in sections for head in s.heads for word in head.inner),
        shapes=frozenset(f"{code}.org.{rule.name}" for code, part in parts for rule in part.shapes),
        lower_forms=frozenset(
            word[0] for s in sections for tail in s.tails if tail.lower for word in tail.words
        ),
        lower_heads=tuple(
            word for s in sections for head in s.heads if head.lower for word in head.words if " " not in word
        ),
    )
    for code, section in parts:
        for cue in section.cues:
            before = cue.side == "before"
            table, reach = (made.before, made.before_ends) if before else (made.after, made.after_starts)
            for words_of_cue in map(phrase, cue.words):
                table.setdefault(" ".join(words_of_cue), []).append(
                    Cue(cue.kind, f"{code}.org.{cue.name}", cue.gap, False, cue.bare)
                )
                edge = words_of_cue[-1 if before else 0]
                lengths, gap = reach.get(edge, Reach((), 0))
                longest_first = sorted({*lengths, len(words_of_cue)}, reverse=True)
                reach[edge] = Reach(tuple(longest_first), max(gap, cue.gap))
        for head in section.heads:
            for word in head.words:
                made.heads[word] = Head(f"{code}.org.{head.name}", head)
        for tail in section.tails:
            for word in tail.words:
                made.tails[word] = Cue(tail.kind, f"{code}.org.{tail.name}", 0, tail.dot, False, tail.lower)
    for place in made.places:
        if " " in place:
            made.place_phrases.setdefault(place.split()[0], []).append(place)
    return made
