"""One name for each organization of a document, however its mentions are written.

A name of the lists gives its canonical form. Other names are brought together by case, accents, legal form,
short form ("Alpadis" for "Alpadis Capital SA", "Serra Azul" for "Grupo Serra Azul"), acronym, what brackets
explain ("Badan Pangan Nasional (Bapanas)"), and slips ("Inflection Al"); the longest form without its legal
form then stands for all. A short form that could be that of several names is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from aiextract.languages import NEUTRAL, get_language
from aiextract.organizations.lexicon import Cue, lexicon_of
from aiextract.organizations.names import Name, name_list
from aiextract.organizations.short_forms import (
    beginnings,
    endings_and_middles,
    in_brackets,
    initials,
    side_by_side,
    words_of,
)
from aiextract.organizations.slips import look_of, slips
from aiextract.scan import Candidate
from aiextract.source import Source

Span = tuple[int, int]
_SPACE = re.compile(r"\s+")


def canonical_names(source: Source, spans: Iterable[Span], given: Sequence[Candidate] = ()) -> list[str]:
    """The canonical name of each span (offsets into the text), in the order given.

    ``given`` are ORG candidates that have their names already: a span that writes one of their names gets it.
    """
    wanted = list(spans)
    named = {surface_of(source, c.start, c.end): str(c.fields["name"]) for c in given if "name" in c.fields}
    places = sorted({*wanted, *((c.start, c.end) for c in given)})
    surface = {place: surface_of(source, *place) for place in places}
    surfaces = list(surface.values())
    explained = [(surfaces[full], surfaces[short]) for full, short in in_brackets(source, places)]
    apart = {(surfaces[one], surfaces[two]) for one, two in side_by_side(source, places)}
    names = canonical_by_surface([*named, *surfaces], explained, apart)
    joined = {names[surface]: name for surface, name in named.items()}
    return [
        named.get(one) or joined.get(names[one], names[one]) for one in (surface[place] for place in wanted)
    ]


def surface_of(source: Source, start: int, end: int) -> str:
    """The text of a span with plain single spaces."""
    surface = source.text[start:end]
    return surface if surface.isalnum() else _SPACE.sub(" ", surface)


def canonical_by_surface(
    surfaces: Iterable[str],
    explained: Iterable[tuple[str, str]] = (),
    apart: Collection[tuple[str, str]] = (),
) -> dict[str, str]:
    """A canonical name by surface, for all names of one document.

    ``explained`` are pairs of a full name and the short one that the document introduces for it, ``apart``
    pairs of which one is no part of the other's name used as a short form, in either order.
    """
    counts = Counter(surfaces)
    known = {surface: name for surface in counts if (name := _listed(surface)) is not None}
    pairs = list(explained)
    for full, short in pairs:
        # What the document says of a short form is surer than a list where it is one of several meanings.
        if short in known and known[short].kind == "known_weak":
            del known[short]
        elif short in known and full not in known:
            known[full] = known[short]
    listed = {surface: name.canonical for surface, name in known.items()}
    core = {surface: _without_form(surface) for surface in counts}
    found: dict[str, str] = {}
    for members in _groups(core, listed, pairs, apart):
        names = [listed[m] for m in members if m in listed]
        best = names[0] if names else _best([core[m] for m in members], counts)
        for member in members:
            found[member] = listed.get(member, best)
    return found


# Events ask for the names of a document again, with those that they alone tell.
@lru_cache(maxsize=4096)
def _listed(surface: str) -> Name | None:
    for end, name in name_list().at(surface, 0, len(surface)):
        if end == len(surface) or not any(c.isalnum() for c in surface[end:]):
            return name if name.kind.startswith("known") else None
    return None


@lru_cache(maxsize=1)
def _forms() -> tuple[Mapping[str, Cue], frozenset[str]]:
    """The words that may be a legal form: at the end of a name, and at its beginning."""
    neutral = get_language(NEUTRAL)
    return lexicon_of(neutral).tails, frozenset(neutral.organizations.fronts)


@lru_cache(maxsize=4096)
def _without_form(surface: str) -> str:
    """The name without a legal form at its end or its beginning ("PT X Tbk" -> "X")."""
    tails, fronts = _forms()
    words = surface.split(" ")
    while len(words) > 1 and _is_form(words[-1], tails):
        words.pop()
    while len(words) > 1 and words[0].isupper() and words[0].lower().strip(".") in fronts:
        words.pop(0)
    name = " ".join(words).rstrip(",.&- ")
    return surface if not name or name.islower() else name


def _is_form(word: str, tails: Mapping[str, Cue]) -> bool:
    plain = word.lower().strip(".,")
    found = tails.get(plain) or tails.get(plain.replace(".", ""))  # "S.p.A."
    return found is not None and found.kind == "legal"


def _best(forms: list[str], counts: Counter[str]) -> str:
    """The form with most words; of equals one not in capitals, then the most frequent, then the first."""
    if len(forms) == 1:
        return forms[0]
    return max(forms, key=lambda f: (f.count(" "), not f.isupper(), counts[f]))


class _Groups:
    """Keys of names, brought together. The key of a listed name begins with "="."""

    def __init__(
        self, core: Mapping[str, str], words: Mapping[str, Sequence[str]], listed: Mapping[str, str]
    ) -> None:
        self.members: dict[str, list[str]] = {}
        self.key: dict[str, str] = {}
        for surface, name in core.items():
            key = f"={listed[surface]}" if surface in listed else "".join(words[surface]) or name
            self.key[surface] = key
            self.members.setdefault(key, []).append(surface)
        self._parent = {key: key for key in self.members}

    def root(self, key: str) -> str:
        """The key that stands for the group of this one."""
        while self._parent[key] != key:
            self._parent[key] = key = self._parent[self._parent[key]]
        return key

    def alone(self) -> list[str]:
        """The names that are in no list and were brought to no other."""
        return [key for key, parent in self._parent.items() if key == parent and not key.startswith("=")]

    def join(self, key: str, other: str) -> None:
        """Bring a name to another one; two names of the lists stay apart."""
        one, two = self.root(key), self.root(other)
        if one.startswith("="):
            one, two = two, one
        if not one.startswith("="):
            self._parent[one] = two

    def result(self) -> list[list[str]]:
        """The surfaces of each group."""
        groups: dict[str, list[str]] = {}
        for key, members in self.members.items():
            groups.setdefault(self.root(key), []).extend(members)
        return list(groups.values())


def _groups(
    core: Mapping[str, str],
    listed: Mapping[str, str],
    explained: Iterable[tuple[str, str]],
    apart: Iterable[tuple[str, str]],
) -> list[list[str]]:
    """The surfaces that write the same name, together."""
    words = {surface: words_of(name) for surface, name in core.items()}
    groups = _Groups(core, words, listed)
    for full, short in explained:
        groups.join(groups.key[short], groups.key[full])
    longer = {surface: some for surface, some in words.items() if len(some) > 1}  # may have a short form
    if longer:
        acronyms = {groups.key[surface] for surface, name in core.items() if name.isupper()}
        if acronyms:
            _join_short(groups, {surface: acronyms & initials(core[surface]) for surface in longer})
        # Two names in one sentence are two: "Vantorel Foods bought from Vantorel".
        pairs = [(groups.key[one], groups.key[two]) for one, two in apart]
        keys = {*pairs, *((two, one) for one, two in pairs)}
        begun = _join_short(groups, {one: beginnings(some) for one, some in longer.items()}, (), keys)
        # "Vantorel" is not short for "Nordalis Vantorel" where "Nordalis" is.
        _join_short(groups, {one: endings_and_middles(some) for one, some in longer.items()}, begun, keys)
    _join_slips(groups, core, words)
    return groups.result()


def _join_short(
    groups: _Groups,
    forms: Mapping[str, Iterable[str]],
    but: Iterable[str] = (),
    apart: Collection[tuple[str, str]] = (),
) -> set[str]:
    """Bring each name to the only one that it can be a short form of; gives the groups that got one.

    ``forms`` are the short forms that a surface may have, joined; ``apart`` holds each pair both ways round.
    """
    alone = {key for key in groups.alone() if len(key) > 1}
    longer: dict[str, set[str]] = {}
    for surface, short in forms.items():
        key = groups.key[surface]
        for form in short:
            if form in alone and (form, key) not in apart:
                longer.setdefault(form, set()).add(key)
    left_out = {groups.root(key) for key in but}
    joined = set()
    for key in groups.members:
        if key not in longer:
            continue
        candidates = {groups.root(other) for other in longer[key]} - {key}
        if len(candidates) == 1 and not candidates <= left_out:
            groups.join(key, other := candidates.pop())
            joined.add(other)
    return joined


def _join_slips(groups: _Groups, core: Mapping[str, str], words: Mapping[str, list[str]]) -> None:
    """Bring together names that differ by letters that look alike, or by one letter of many."""
    looks: dict[str, str] = {}
    for surface, key in groups.key.items():
        other = looks.setdefault(look_of(core[surface]), key)
        if other != key:
            groups.join(key, other)
    written = {"".join(some): surface for surface, some in words.items()}
    for one, other in slips({name: words[surface] for name, surface in written.items()}):
        groups.join(groups.key[written[other]], groups.key[written[one]])
