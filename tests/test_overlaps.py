"""Overlaps: the longer, then the higher priority, then the earlier wins, as a slow check by pairs confirms."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from aiextract.scan import Candidate
from aiextract.scan.overlaps import resolve


def candidate(start: int, end: int, rule: str = "r", priority: int = 0) -> Candidate:
    return Candidate("MONEY", start, end, rule, {}, priority)


candidates = st.lists(
    st.builds(
        lambda start, length, rule, priority: candidate(start, start + length, rule, priority),
        st.integers(0, 40),
        st.integers(1, 12),
        st.sampled_from("abc"),
        st.integers(0, 2),
    ),
    max_size=25,
)


def beats(a: Candidate, b: Candidate) -> bool:
    key = lambda c: (c.end - c.start, c.priority, -c.start)  # noqa: E731
    return key(a) >= key(b)


def overlap(a: Candidate, b: Candidate) -> bool:
    return a.start < b.end and b.start < a.end


@given(candidates)
def test_winners_are_disjoint_and_losers_name_a_stronger_rival(found: list[Candidate]) -> None:
    winners, losses = resolve(found)
    assert all(a.end <= b.start for a, b in pairwise(winners))
    assert len(winners) + len(losses) == len(found)
    for loser, winner in losses:
        assert winner in winners
        assert overlap(loser, winner)
        assert beats(winner, loser)


@given(candidates, st.sets(st.integers(0, 12)))
def test_nothing_overlaps_held_spans(found: list[Candidate], starts: set[int]) -> None:
    taken = [(start * 4, start * 4 + 3) for start in starts]
    winners, _ = resolve(found, taken)
    assert not any(w.start < end and start < w.end for w in winners for start, end in taken)


def test_longest_then_priority() -> None:
    long, short, strong = candidate(0, 9), candidate(2, 5), candidate(0, 9, "s", 1)
    winners, losses = resolve([short, long, strong])
    assert winners == [strong]
    assert {loser.rule for loser, _ in losses} == {"r"}
