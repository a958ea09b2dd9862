"""One name for each organization of a document, however its mentions are written.

A name of the lists gives its canonical form. Other names are brought together by case, accents, legal form,
short form ("Alpadis" for "Alpadis Capital SA"), initials, and slips of type ("Inflection Al"); the longest
form without its legal form then stands for all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from aiextract.languages import NEUTRAL, get_language
from aiextract.organizations.lexicon import Cue, lexicon_of
from aiextract.organizations.names import key, name_list
from aiextract.scan import Candidate
from aiextract.source import Source

_SPACE = re.compile(r"\s+")
_SLIP_LENGTH = 7  # shorter names differ by a letter and are two names
_SLIP_SCORE = 92.0
_CONFUSED = str.maketrans({"I": "l", "|": "l", "1": "l", "0": "o", "O": "o"})


def canonical_names(
    source: Source, spans: Iterable[tuple[int, int]], given: Sequence[Candidate] = ()
) -> list[str]:
    """The canonical name of each span (offsets into the text), in the order given.

    ``given`` are ORG candidates that have their names already: a span that writes one of their names gets it.
    """
    wanted = [surface_of(source, start, end) for start, end in spans]
    named = {surface_of(source, c.start, c.end): str(c.fields["name"]) for c in given if "name" in c.fields}
    names = canonical_by_surface([*named, *wanted])
    joined = {names[surface]: name for surface, name in named.items()}
    return [named.get(surface) or joined.get(names[surface], names[surface]) for surface in wanted]


def surface_of(source: Source, start: int, end: int) -> str:
    """The text of a span with plain single spaces."""
    return _SPACE.sub(" ", source.text[start:end])


def canonical_by_surface(surfaces: Iterable[str]) -> dict[str, str]:
    """A canonical name by surface, for all names of one document."""
    counts = Counter(surfaces)
    listed: dict[str, str] = {}
    core: dict[str, str] = {}
    for surface in counts:
        name = _listed(surface)
        if name is not None:
            listed[surface] = name
        core[surface] = _without_form(surface)
    groups = _groups(counts, core, listed)
    found: dict[str, str] = {}
    for members in groups:
        names = [listed[m] for m in members if m in listed]
        best = names[0] if names else _best([core[m] for m in members], counts)
        for member in members:
            found[member] = listed.get(member, best)
    return found


def _listed(surface: str) -> str | None:
    source = Source(surface)
    for end, name in name_list().at(source, 0, len(surface)):
        if end == len(surface) or not any(c.isalnum() for c in surface[end:]):
            return name.canonical if name.kind.startswith("known") else None
    return None


def _without_form(surface: str) -> str:
    """The name without a legal form at its end or its beginning ("PT X Tbk" -> "X")."""
    tails = lexicon_of(get_language(NEUTRAL)).tails
    fronts = get_language(NEUTRAL).organizations.fronts
    words = surface.split(" ")
    while len(words) > 1 and _is_form(words[-1], tails):
        words.pop()
    while len(words) > 1 and words[0].isupper() and words[0].lower().strip(".") in fronts:
        words.pop(0)
    return " ".join(words).rstrip(",.&- ") or surface


def _is_form(word: str, tails: dict[str, Cue]) -> bool:
    plain = word.lower().strip(".,")
    found = tails.get(plain) or tails.get(plain.replace(".", ""))  # "S.p.A."
    return found is not None and found.kind == "legal"


def _best(forms: list[str], counts: Counter[str]) -> str:
    """The form with most words; of equals one not in capitals, then the most frequent, then the first."""
    return max(forms, key=lambda f: (f.count(" "), not f.isupper(), counts[f]))


def _groups(counts: Counter[str], core: dict[str, str], listed: dict[str, str]) -> list[list[str]]:
    """The surfaces that write the same name, together."""
    by_key: dict[str, list[str]] = {}
    for surface in counts:
        by_key.setdefault(f"={listed[surface]}" if surface in listed else key(core[surface]), []).append(
            surface
        )
    parent = {k: k for k in by_key}

    def root(k: str) -> str:
        while parent[k] != k:
            k = parent[k]
        return k

    longer: dict[str, list[str]] = {}  # first word, squeezed form or initials -> names that are longer
    for k, members in by_key.items():
        words = key(core[members[0]]).split()
        if len(words) > 1:
            for short in {words[0], " ".join(words[:2]), "".join(words), "".join(w[0] for w in words)}:
                if len(short) > 1:
                    longer.setdefault(short, []).append(k)
    for k, members in by_key.items():
        own = key(core[members[0]])
        candidates = {root(other) for other in longer.get(own, ()) if other != k}
        if len(candidates) == 1 and not k.startswith("="):
            parent[root(k)] = candidates.pop()
    _join_slips(by_key, parent, core)
    groups: dict[str, list[str]] = {}
    for k, members in by_key.items():
        groups.setdefault(root(k), []).extend(members)
    return list(groups.values())


def _join_slips(by_key: dict[str, list[str]], parent: dict[str, str], core: dict[str, str]) -> None:
    """Bring together names that differ by letters that look alike, or by one letter of many."""
    looks: dict[str, str] = {}
    for k, members in by_key.items():
        for look in {core[member].translate(_CONFUSED).lower() for member in members}:
            other = looks.setdefault(look, k)
            if other != k and parent[k] == k and parent[other] != k:
                parent[k] = other
    alone = sorted(k for k in by_key if parent[k] == k and not k.startswith("=") and len(k) >= _SLIP_LENGTH)
    if not 1 < len(alone) <= 400:
        return
    from rapidfuzz import fuzz  # not needed for most documents

    for one, two in pairwise(alone):  # sorted: slips stand side by side
        if one[:3] != two[:3] or _only_digits_differ(one, two):
            continue
        if fuzz.ratio(one, two) >= _SLIP_SCORE:
            parent[two] = one


def _only_digits_differ(one: str, two: str) -> bool:
    return re.sub(r"\d", "", one) == re.sub(r"\d", "", two)
