"""Names of organizations: lists, the words of the names, the words beside them, and the whole document.

Every run of name words gathers *evidence* (kinds of it are weighed in the language files). All mentions
of one name in a document are judged together; a name that is certain once is found wherever it stands.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from aiextract.organizations.canonical import canonical_names
from aiextract.organizations.descriptions import undescribed
from aiextract.organizations.glued import glued_names
from aiextract.organizations.groups import Group, gather
from aiextract.organizations.lexicon import Lexicon, lexicon_of
from aiextract.organizations.linked import made_whole
from aiextract.organizations.model import NameSpan, Opinion
from aiextract.organizations.names import name_list
from aiextract.organizations.neighbours import support
from aiextract.organizations.spans import Span, begins_sentence, candidate_spans
from aiextract.organizations.tokens import without_suffix
from aiextract.scan import Candidate, Region
from aiextract.source import Source

__all__ = ["NameSpan", "canonical_names", "name_spans", "scan"]


_LISTED = ".known"  # the rule of a name that a list has


class _Found(NamedTuple):
    """A name and how sure it is; ``given`` is the score of the model by which it stands."""

    start: int
    end: int
    rule: str
    score: float
    given: float | None = None


def scan(
    source: Source,
    regions: Sequence[Region],
    *,
    taken: Sequence[tuple[int, int]] = (),
    extra: Sequence[NameSpan] | None = None,
    rules: bool = True,
) -> list[Candidate]:
    """The organizations of a text as candidates (``fields["name"]`` is canonical), without overlaps.

    ``taken`` are spans that other mentions hold: no name may overlap them. ``extra`` are the names of all
    kinds that a model found, None where no model has read the text: what it says is added to the evidence
    of the rules, and where spans overlap, the surer one wins. A name that stands by the model alone carries
    its rule and, where it gives one, its score. Without ``rules`` the organizations are those of ``extra``,
    whatever rules and lists say.
    """
    seen = None if extra is None else mended(source, regions, extra)
    if rules:
        found = _found(source, regions, None if seen is None else Opinion(seen))
    else:
        found = [_Found(n.start, n.end, n.rule, 0.0, n.score) for n in seen or () if n.is_organization]
    kept = _without_overlaps(_whole(source, regions, found), taken)
    names = canonical_names(source, [(f.start, f.end) for f in kept])
    return [
        Candidate(
            "ORG",
            f.start,
            f.end,
            f.rule,
            {"name": name} | ({"score": f.given} if f.given is not None else {}),
        )
        for f, name in zip(kept, names, strict=True)
    ]


def mended(source: Source, regions: Sequence[Region], names: Sequence[NameSpan]) -> list[NameSpan]:
    """A model's names with their edges mended by the data of their language.

    White space at an edge goes, since a token may hold some. A suffix goes, unless a list has the name so
    ("Sainsbury's"); so does, before what is a name by itself in a list or elsewhere in the text, an acronym
    of things ("AI Perplexity") or what the name is, where only the sentence begun gives it a capital.
    """
    starts = [region.start for region in regions]
    lexicons = [lexicon_of(region.language) for region in regions]
    alone = {source.folded[name.start : name.end] for name in names if name.is_organization}
    listed = name_list().whole
    bare = []
    for name in names:
        surface = source.text[name.start : name.end]
        kept = surface.strip()
        if not kept:
            continue
        if kept != surface:
            start = name.start + len(surface) - len(surface.lstrip())
            name = name._replace(start=start, end=start + len(kept))
        at = bisect_right(starts, name.start) - 1
        if name.end <= regions[at].end:
            lexicon = lexicons[at]
            stop = without_suffix(source.folded, name.start, name.end, lexicon)
            if stop < name.end and not listed(source.text, name.start, name.end, name.end):
                name = name._replace(end=stop)
            if lexicon.trades:
                name = name._replace(start=undescribed(source, name.start, name.end, lexicon))
            first, _, rest = source.folded[name.start : name.end].partition(" ")
            if rest and _is_stray(source, name.start, first, lexicon):
                start = name.start + len(first) + 1
                if (
                    first in lexicon.opening_verbs
                    or rest in alone
                    or listed(source.text, start, name.end, name.end)
                ):
                    name = name._replace(start=start)
        bare.append(name)
    return bare


def _is_stray(source: Source, start: int, first: str, lexicon: Lexicon) -> bool:
    """Whether the first word of a name may be none of it.

    It is never one, or it is a verb or tells what the name is, and the sentence begins with it.
    """
    if first in lexicon.heads:
        return False
    opens = first in lexicon.opening_verbs or any(c.kind == "class" for c in lexicon.before.get(first, ()))
    return first in lexicon.never or (opens and begins_sentence(source.text, start))


def name_spans(source: Source, region: Region) -> list[tuple[int, int]]:
    """Every maximal run of name words in a region, words that only begin a sentence left out (in order)."""
    memo = ("organizations.name_spans", region.start, region.end, id(region.language))
    if memo not in source.memo:
        source.memo[memo] = [
            (span.start, span.end) for span in _region_spans(source, region) if span.part == "whole"
        ]
    found: list[tuple[int, int]] = source.memo[memo]
    return found


def _region_spans(source: Source, region: Region) -> list[Span]:
    memo = ("organizations.spans", region.start, region.end, id(region.language))
    if memo not in source.memo:
        source.memo[memo] = list(
            candidate_spans(source, region.start, region.end, lexicon_of(region.language))
        )
    found: list[Span] = source.memo[memo]
    return found


def judged(
    source: Source, regions: Sequence[Region], proposals: Iterable[tuple[Span, Lexicon]] = ()
) -> dict[str, Group]:
    """All names of a text with their evidence, weighed; ``proposals`` are further spans."""

    def all_spans() -> Iterator[tuple[Span, Lexicon]]:
        for region in regions:
            known = lexicon_of(region.language)
            for span in _region_spans(source, region):
                yield span, known
        yield from proposals

    groups = gather(source, all_spans())
    support(source, groups)
    return groups


def proposed_spans(source: Source, regions: Sequence[Region], opinion: Opinion) -> list[tuple[Span, Lexicon]]:
    """The organizations of a model that no rule proposes, each with the lexicon of its language."""
    proposals: list[tuple[Span, Lexicon]] = []
    for region in regions:
        lexicon = lexicon_of(region.language)
        known = _region_spans(source, region)
        proposals += ((span, lexicon) for span in opinion.proposals(source, region, known, lexicon))
    return proposals


class Weighed(NamedTuple):
    """A span that may be a name: how sure the rules are of it (``own``), and they and the model together."""

    group: Group
    span: Span
    own: float
    score: float
    proposed: bool  # by the model alone

    def by_rules(self) -> bool:
        """Whether it would stand without a model."""
        return self.own > 0 and self.group.stands()


def weighed(
    source: Source, regions: Sequence[Region], opinion: Opinion | None, above: float = -math.inf
) -> tuple[dict[str, Group], list[Weighed]]:
    """Every span of a text that may be a name and scores ``above``, weighed, and the groups of all."""
    proposals = [] if opinion is None else proposed_spans(source, regions, opinion)
    proposed = {(span.start, span.end) for span, _ in proposals}
    groups = judged(source, regions, proposals)
    rows = []
    for group in groups.values():
        scores = group.scores() if opinion is None else opinion.scores(group, proposed)
        for span, score in zip(group.spans, scores, strict=True):
            if score > above:
                own = group.score_of(span)
                rows.append(Weighed(group, span, own, score, (span.start, span.end) in proposed))
    return groups, rows


def _found(source: Source, regions: Sequence[Region], opinion: Opinion | None) -> list[_Found]:
    groups, rows = weighed(source, regions, opinion, above=0.0)
    found = []
    for row in rows:
        start, end = row.span.start, row.span.end
        if row.by_rules():
            found.append(_Found(start, end, row.group.rule(), row.score))
        elif opinion is not None:
            found.append(_Found(start, end, opinion.rule, row.score, opinion.score(row.span)))
    found += [_Found(*place) for place in glued_names(source, groups)]
    return found


def _whole(source: Source, regions: Sequence[Region], found: Sequence[_Found]) -> list[_Found]:
    """The names, those that go on beyond what tells of them whole: surer than any part."""
    starts = [region.start for region in regions]
    made = []
    for one in found:
        region = regions[bisect_right(starts, one.start) - 1]
        listed = one.rule.endswith(_LISTED)
        start, end = made_whole(source, region.language, (one.start, one.end), listed=listed)
        inside = (start, end) != (one.start, one.end) and region.start <= start and end <= region.end
        made.append(one._replace(start=start, end=end, score=math.inf) if inside else one)
    return made


def _without_overlaps(found: list[_Found], taken: Sequence[tuple[int, int]]) -> list[_Found]:
    """The surest of spans that overlap (of equals the longer, then the earlier), clear of what is taken."""
    held = bytearray(max([f.end for f in found], default=0))
    for start, end in taken:
        held[start:end] = b"\x01" * max(0, min(end, len(held)) - start)
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (-f.score, f.start - f.end, f.start, f.rule)):
        if held.find(1, one.start, one.end) < 0:
            held[one.start : one.end] = b"\x01" * (one.end - one.start)
            kept.append(one)
    return sorted(kept)
