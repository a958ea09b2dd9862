"""The words and runs of digits of a region, found once for all scanners that look words up."""

from __future__ import annotations

import re
from array import array
from itertools import accumulate
from typing import NamedTuple

from aiextract.scan import Region
from aiextract.source import Source

# A run of digits sorts before this, a word behind it.
DIGITS = ":"
# The letters of most words come first, as a plain class: it is read twice as fast as one of categories.
_TOKEN = re.compile(r"([a-zß-öø-ÿ]++[^\W\d_]*+|[^\W\d_]++|\d++)")


class Words(NamedTuple):
    """The words and runs of digits of a stretch of folded text, and where each begins."""

    words: list[str]
    starts: array[int]


def words(source: Source, region: Region) -> Words:
    """The words of a region, in the order of the text."""
    key = ("words", region.start, region.end)
    found: Words | None = source.memo.get(key)
    if found is None:
        # Words and what stands between them by turns: their lengths add up to the places.
        parts = _TOKEN.split(source.folded[region.start : region.end])
        starts = array("i", list(accumulate(map(len, parts), initial=region.start)))
        found = source.memo[key] = Words(parts[1::2], starts[1:-1:2])
    return found
