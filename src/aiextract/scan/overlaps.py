"""Who wins where candidates overlap: the longer one, then the higher priority, then the earlier."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from aiextract.scan import Candidate

Loss = tuple[Candidate, Candidate]


def resolve(
    candidates: Iterable[Candidate], taken: Iterable[tuple[int, int]] = ()
) -> tuple[list[Candidate], list[Loss]]:
    """Winners in the order of the text, and each loser with the candidate that it lost to.

    ``taken`` are spans that earlier mentions hold already: what overlaps them is dropped.
    """
    ranked = sorted(candidates, key=lambda c: (c.start - c.end, -c.priority, c.start, c.rule))
    spans = sorted(taken)
    starts = [span[0] for span in spans]
    owners: list[Candidate | None] = [None] * len(spans)
    winners: list[Candidate] = []
    losses: list[Loss] = []
    for candidate in ranked:
        # Held spans never overlap each other, so only the two neighbours can overlap the candidate.
        at = bisect_right(starts, candidate.start)
        rival = next(
            (
                i
                for i in (at - 1, at)
                if 0 <= i < len(spans) and spans[i][0] < candidate.end and candidate.start < spans[i][1]
            ),
            None,
        )
        if rival is not None:
            if (owner := owners[rival]) is not None:
                losses.append((candidate, owner))
            continue
        spans.insert(at, (candidate.start, candidate.end))
        starts.insert(at, candidate.start)
        owners.insert(at, candidate)
        winners.append(candidate)
    winners.sort(key=lambda c: c.start)
    return winners, losses
