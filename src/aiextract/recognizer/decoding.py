"""From scores of BILUO tags to names: the best row of tags in which every name is whole.

Tag 0 is outside; then for each label begin, inside, last, unit, in this order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

LABELS = ("ORG", "PER", "LOC", "MISC")
BEGIN, INSIDE, LAST, UNIT = range(4)
TAGS = 1 + 4 * len(LABELS)
_FORBIDDEN = -1e9

Name = tuple[int, int, str, float]


def tag(label: str, position: int) -> int:
    """The number of a tag."""
    return 1 + 4 * LABELS.index(label) + position


def _opens(number: int) -> bool:
    """Whether a name goes on after the tag."""
    return number > 0 and (number - 1) % 4 in (BEGIN, INSIDE)


def _starts(number: int) -> bool:
    """Whether the tag can stand where no name is open."""
    return number == 0 or (number - 1) % 4 in (BEGIN, UNIT)


def _follows(left: int, right: int) -> bool:
    if not _opens(left):
        return _starts(right)
    return not _starts(right) and (left - 1) // 4 == (right - 1) // 4


_ALLOWED = np.array([[_follows(i, j) for j in range(TAGS)] for i in range(TAGS)])
_STEP = np.where(_ALLOWED, 0.0, _FORBIDDEN).astype(np.float32)
_FIRST = np.where([_starts(j) for j in range(TAGS)], 0.0, _FORBIDDEN).astype(np.float32)
_FINAL = np.where([not _opens(j) for j in range(TAGS)], 0.0, _FORBIDDEN).astype(np.float32)


def names(scores: NDArray[np.float32]) -> Iterator[Name]:
    """The names in one text, in order, as (first token, end token, label, score).

    ``scores`` is tokens x tags, unscaled. A name's score is the least probability of its tags.
    """
    best = scores.argmax(axis=1)
    marked = np.flatnonzero(best)
    if not len(marked):
        return
    exps = np.exp(scores - scores.max(axis=1, keepdims=True))
    sure = exps / exps.sum(axis=1, keepdims=True)
    # Stretches with two tokens of tag 0 between them are decided one by one. Where the best tags of a stretch
    # make whole names, they are the best row; else it is looked for.
    for stretch in np.split(marked, np.flatnonzero(np.diff(marked) > 2) + 1):
        start, end = int(stretch[0]), int(stretch[-1]) + 1
        tags = best[start:end].tolist()
        if not _whole(tags):
            # a token to either side may be part of a name after all
            start, end = max(0, start - 1), min(len(scores), end + 1)
            tags = viterbi(scores[start:end])
        for first, stop, label in spans(tags):
            least = min(sure[start + at, tags[at]] for at in range(first, stop))
            yield start + first, start + stop, label, float(least)


def _whole(tags: Sequence[int]) -> bool:
    return _starts(tags[0]) and not _opens(tags[-1]) and all(_ALLOWED[a, b] for a, b in pairwise(tags))


def viterbi(scores: NDArray[np.float32]) -> list[int]:
    """The best row of tags in which every name begins and ends."""
    total = scores[0] + _FIRST
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        paths = total[:, None] + _STEP
        back[i] = paths.argmax(axis=0)
        total = paths[back[i], np.arange(TAGS)] + scores[i]
    tags = [int((total + _FINAL).argmax())]
    for i in range(len(scores) - 1, 0, -1):
        tags.append(int(back[i, tags[-1]]))
    return tags[::-1]


def spans(tags: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """The names that a row of tags holds, as (first token, end token, label); tags below 0 are as 0."""
    first = 0
    for i, number in enumerate(tags):
        if number <= 0:
            continue
        label, position = divmod(number - 1, 4)
        if position in (BEGIN, UNIT):
            first = i
        if position in (LAST, UNIT):
            yield first, i + 1, LABELS[label]
