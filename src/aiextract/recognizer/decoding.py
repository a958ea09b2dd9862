"""From scores of BILUO tags to names: the best row of tags in which every name is whole.

Tag 0 is outside; then for each label begin, inside, last, unit, in this order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

import numpy as np
from numpy.typing import NDArray

LABELS = ("ORG", "PER", "LOC", "MISC")
BEGIN, INSIDE, LAST, UNIT = range(4)
TAGS = 1 + 4 * len(LABELS)

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


_TAGS = np.arange(TAGS)
_FIRST = (_TAGS > 0) & np.isin((_TAGS - 1) % 4, (BEGIN, UNIT))
_FINAL = (_TAGS > 0) & np.isin((_TAGS - 1) % 4, (LAST, UNIT))

# Tags that a name has behind its first token, and before its last.
_SIDES = np.zeros((TAGS, 2), np.float32)
for _number in range(1, TAGS):
    _SIDES[_number] = (_number - 1) % 4 in (INSIDE, LAST), (_number - 1) % 4 in (BEGIN, INSIDE)
_LEAST = 0.05  # probability of these together; the best of all tags has more


def _broken(best: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """The stretches of a row of tags that do not make whole names.

    A stretch has no two tokens of tag 0 between its tokens: each is decided by itself.
    """
    beside = np.zeros(len(best) + 2, np.intp)
    beside[1:-1] = best
    wrong = ~_ALLOWED[beside[:-1], beside[1:]]
    if not wrong.any():
        return
    marked = np.flatnonzero(best)
    cuts = np.flatnonzero(np.diff(marked) > 2)
    starts = marked[np.concatenate(([0], cuts + 1))]
    ends = marked[np.concatenate((cuts, [len(marked) - 1]))] + 1
    before = np.concatenate(([0], wrong.cumsum()))
    for i in np.flatnonzero(before[ends + 1] > before[starts]).tolist():
        yield int(starts[i]), int(ends[i])


def reaching(scores: NDArray[np.float32]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """For some tokens (scores are tokens x tags), whether a name may come from the one before, and go on."""
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    sides = chances @ _SIDES > _LEAST * chances.sum(axis=1, keepdims=True)
    return sides[:, 0], sides[:, 1]


def names(scores: NDArray[np.float32]) -> Iterator[Name]:
    """The names in one text, in order, as (first token, end token, label, score).

    ``scores`` is tokens x tags, unscaled. A name's score is the least probability of
    its tags.
    """
    best = scores.argmax(axis=1)
    for start, end in _broken(best):
        # A token to either side may be part of a name after all.
        around = slice(max(0, start - 1), end + 1)
        best[around] = viterbi(scores[around])
    starts = np.flatnonzero(_FIRST[best])
    if not len(starts):
        return
    marked = np.flatnonzero(best)
    tags, rows = best[marked], scores[marked]
    top = rows.max(axis=1)
    sure = np.exp(rows[np.arange(len(rows)), tags] - top) / np.exp(rows - top[:, None]).sum(axis=1)
    least = np.minimum.reduceat(sure, np.searchsorted(marked, starts)).tolist()
    ends = np.flatnonzero(_FINAL[best]) + 1
    labels = ((best[starts] - 1) // 4).tolist()
    for first, stop, label, score in zip(starts.tolist(), ends.tolist(), labels, least, strict=True):
        yield first, stop, LABELS[label], score


def viterbi(scores: NDArray[np.float32]) -> list[int]:
    """The best row of tags in which every name begins and ends."""
    closed, opened = (
        0.0,
        [-inf] * len(LABELS),
    )  # the best rows so far that end in no name, and in one of a label
    steps: list[tuple[int, list[int]]] = []
    for row in scores.tolist():
        best, best_tag = closed + row[0], 0
        going, going_tags = [], []
        for number, before in zip(range(1, TAGS, 4), opened, strict=True):
            begin, inside, last, unit = row[number : number + 4]
            if closed + begin >= before + inside:
                going.append(closed + begin)
                going_tags.append(number + BEGIN)
            else:
                going.append(before + inside)
                going_tags.append(number + INSIDE)
            if before + last > best:
                best, best_tag = before + last, number + LAST
            if closed + unit > best:
                best, best_tag = closed + unit, number + UNIT
        steps.append((best_tag, going_tags))
        closed, opened = best, going
    tags: list[int] = []
    label = -1  # of the name that is open behind the token, read backwards
    for ended, going_tags in reversed(steps):
        number = ended if label < 0 else going_tags[label]
        tags.append(number)
        label = (number - 1) // 4 if number and (number - 1) % 4 in (INSIDE, LAST) else -1
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
