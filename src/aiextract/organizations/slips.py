"""Slips of the pen: names that differ by letters that look alike, or by one letter of a long word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

_CONFUSED = str.maketrans({"I": "l", "|": "l", "1": "l", "0": "o", "O": "o"})
_ADDED_LENGTH = 7  # letters of the shorter word, where one has a letter more than the other
_CHANGED_LENGTH = 9  # where one letter is another, or two have changed places
_SIDE = (_ADDED_LENGTH - 1) // 2  # letters at either end: one slip cannot touch both
_MOST_NAMES = 5_000  # more are not compared


def look_of(name: str) -> str:
    """A name as a careless eye sees it: "Inflection Al" and "Inflection AI" alike."""
    return name.translate(_CONFUSED).lower()


def slips(names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The pairs of names, given as their plain words, of which one is the other with a slip."""
    if not 1 < len(names) <= _MOST_NAMES:
        return
    near: dict[str, list[str]] = {}  # name without one of its letters -> the names that give it
    long = [name for name, words in names.items() if max(map(len, words), default=0) >= _ADDED_LENGTH]
    for name in _alike(long):
        for form in _without_a_letter(name):
            near.setdefault(form, []).append(name)
    seen: set[tuple[str, str]] = set()
    for one, *others in near.values():
        for other in others:
            if one != other and (one, other) not in seen:
                seen.add((one, other))
                if _is_slip(names[one], names[other]):
                    yield one, other


def _alike(names: Sequence[str]) -> list[str]:
    """The names that have the first or the last letters of another one: a slip leaves one side as it is."""
    sides = [(name[:_SIDE], f"{name[0]} {name[-_SIDE:]}") for name in names]
    counts = Counter(chain.from_iterable(sides))
    return [name for name, (one, two) in zip(names, sides, strict=True) if counts[one] + counts[two] > 2]


def _without_a_letter(name: str) -> Iterable[str]:
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _is_slip(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether one long word has one letter wrong, or a letter stands alone between the words."""
    if abs(len(one) - len(two)) == 1:
        longer, shorter = (one, two) if len(one) > len(two) else (two, one)
        return any(
            len(word) == 1 and word.isalpha() and [*longer[:at], *longer[at + 1 :]] == list(shorter)
            for at, word in enumerate(longer[1:-1], 1)
        )
    differing = [pair for pair in zip(one, two, strict=False) if pair[0] != pair[1]]
    if len(one) != len(two) or len(differing) != 1:
        return False
    from rapidfuzz.distance import OSA  # not needed for most documents

    wrong, right = differing[0]
    least = _CHANGED_LENGTH if len(wrong) == len(right) else _ADDED_LENGTH
    return (
        wrong[0] == right[0]
        and min(len(wrong), len(right)) >= least
        and wrong.isalpha()
        and right.isalpha()
        and OSA.distance(wrong, right, score_cutoff=1) == 1
    )
