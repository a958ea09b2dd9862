"""Who wins where candidates overlap: the longer one, then the higher priority, then the earlier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aiextract.scan import Candidate

Span = tuple[int, int]
Loss = tuple[Candidate, Candidate]


def resolve(
    candidates: Iterable[Candidate], taken: Iterable[Span] = ()
) -> tuple[list[Candidate], list[Loss]]:
    """Winners in the order of the text, and each loser with the candidate that it lost to.

    ``taken`` are spans that earlier mentions hold already: what overlaps them is dropped.
    """
    winners: list[Candidate] = []
    losses: list[Loss] = []
    for cluster in _clusters(_free(candidates, sorted(taken))):
        if len(cluster) == 1:
            winners += cluster
            continue
        held: list[Candidate] = []
        for candidate in sorted(cluster, key=lambda c: (c.start - c.end, -c.priority, c.start, c.rule)):
            rival = next((h for h in held if h.start < candidate.end and candidate.start < h.end), None)
            if rival is None:
                held.append(candidate)
            else:
                losses.append((candidate, rival))
        winners += sorted(held, key=lambda c: c.start)
    return winners, losses


def _free(candidates: Iterable[Candidate], taken: list[Span]) -> Iterator[Candidate]:
    """The candidates by start, without those that overlap a held span (spans never overlap each other)."""
    at = 0
    for candidate in sorted(candidates, key=lambda c: c.start):
        while at < len(taken) and taken[at][1] <= candidate.start:
            at += 1
        if at == len(taken) or candidate.end <= taken[at][0]:
            yield candidate


def _clusters(ordered: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Runs of candidates that overlap, one after the other."""
    cluster: list[Candidate] = []
    reach = 0
    for candidate in ordered:
        if cluster and candidate.start >= reach:
            yield cluster
            cluster = []
        cluster.append(candidate)
        reach = max(reach, candidate.end) if len(cluster) > 1 else candidate.end
    if cluster:
        yield cluster
