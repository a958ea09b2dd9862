"""What names lend each other: short forms, initials, members of one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from operator import itemgetter

from aiextract.organizations.evidence import neutral
from aiextract.organizations.groups import Group
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
    ordered = [
        (span.start, span.end, group)
        for group in groups.values()
        for span in group.spans
        if span.part == "whole"
    ]
    ordered.sort(key=itemgetter(0))
    for (_, end, left), (start, stop, right) in pairwise(ordered):
        if left.score < _SURE and right.score < _SURE:
            continue
        if start - end > _NEAR or "\n" in source.text[end:start]:
            continue
        for name, other in ((left, right), (right, left)):
            if name.score < _SURE <= other.score:
                name.add("near_organization", neutral("near_organization"))
        if 0 < start - end <= _BETWEEN:
            _joined(source.folded, end, start, stop, left, right)
        yield from (left, right)


def _joined(folded: str, end: int, start: int, stop: int, left: Group, right: Group) -> None:
    """Two names with few characters between them: one ends at ``end``, the other is ``[start, stop)``."""
    between = folded[end:start].strip(" \"'")
    if between == "(" and folded[stop : stop + 1] == ")":
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
