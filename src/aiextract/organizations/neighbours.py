"""What names lend each other: short forms, initials, members of one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from aiextract.organizations.evidence import neutral
from aiextract.organizations.groups import Group
from aiextract.organizations.spans import Span
from aiextract.source import Source

_SURE = 1.0  # score from which a name vouches for its neighbours
_BETWEEN = 8  # characters between two names that are joined
_NEAR = 100  # and between two that are near each other


def support(source: Source, groups: Mapping[str, Group]) -> None:
    """Weigh all groups; then let the sure ones support the others, and weigh those again."""
    for group in groups.values():
        group.weigh()
    sure = {name: group for name, group in groups.items() if group.score >= _SURE}
    if sure:
        for group in [*_short_forms(groups, sure), *_lists(source, groups)]:
            group.weigh()


def _short_forms(groups: Mapping[str, Group], sure: Mapping[str, Group]) -> Iterator[Group]:
    """Short forms and initials of sure names; gives the groups that they are."""
    shorts: dict[str, str] = {}
    for name in sure:
        words = name.split()
        for length in range(1, len(words)):
            shorts.setdefault(" ".join(words[:length]), "short_form")
        for initials in ("".join(w[0] for w in words), "".join(w[0] for w in words if len(w) > 3)):
            if len(initials) > 1:
                shorts.setdefault(initials, "initials")
    for short, kind in shorts.items():
        group = groups.get(short)
        if group is not None and any(span.part == "whole" for span in group.spans):
            group.add(kind, neutral(kind))
            yield group


def _lists(source: Source, groups: Mapping[str, Group]) -> Iterator[Group]:
    """Names joined to a sure one by a comma or conjunction, initials in brackets, names near one."""
    ordered: list[tuple[Span, Group]] = sorted(
        ((span, group) for group in groups.values() for span in group.spans if span.part == "whole"),
        key=lambda pair: pair[0].start,
    )
    for (one, left), (two, right) in pairwise(ordered):
        if left.score < _SURE and right.score < _SURE:
            continue
        if two.start - one.end > _NEAR or "\n" in source.text[one.end : two.start]:
            continue
        for name, other in ((left, right), (right, left)):
            if name.score < _SURE <= other.score:
                name.add("near_organization", neutral("near_organization"))
        if 0 < two.start - one.end <= _BETWEEN:
            _joined(source, (one, left), (two, right))
        yield from (left, right)


def _joined(source: Source, first: tuple[Span, Group], second: tuple[Span, Group]) -> None:
    (one, left), (two, right) = first, second
    between = source.folded[one.end : two.start].strip(" \"'")
    if between == "(" and source.folded[two.end : two.end + 1] == ")":
        if left.score >= _SURE:
            right.add("bracketed", neutral("bracketed"))
    elif (
        between == ","
        or between in left.lexicon.conjunctions
        or between.strip(", ") in left.lexicon.conjunctions
    ):
        if left.score >= _SURE:
            right.add("beside", neutral("beside"))
        if right.score >= _SURE:
            left.add("beside", neutral("beside"))
