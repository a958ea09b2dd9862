"""Names glued to the words beside them ("queOpenAILes"), if the document also writes them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from aiextract.organizations.groups import Group
from aiextract.source import Source

_HUMP = re.compile(r"[A-Z](?<=[a-zß-öø-ÿ].)")  # a pattern that begins with a set is searched faster
_SHORTEST = 5
_LONGEST = 40
_SURE = 1.0


def glued_names(source: Source, groups: Mapping[str, Group]) -> Iterator[tuple[int, int, str, float]]:
    """Place, rule and score of each sure name inside a word, from one change of case to another."""
    text = source.text
    sure: dict[str, Group] = {}
    for group in groups.values():
        if group.score >= _SURE and group.stands() and group.kinds.keys().isdisjoint(("never", "product")):
            for span in group.spans:
                surface = text[span.start : span.end]
                if len(surface) >= _SHORTEST and surface.isalnum():
                    sure[surface] = group
    if not sure:
        return
    lengths = sorted({len(surface) for surface in sure}, reverse=True)
    reached = 0
    for match in _HUMP.finditer(text):
        word = match.start()
        while word > max(reached, match.start() - _LONGEST) and text[word - 1].isalnum():
            word -= 1
        for start in {word, match.start()}:
            for length in lengths:
                end = start + length
                if end > len(text):
                    continue
                group = sure.get(text[start:end])  # type: ignore[assignment]
                whole = not text[end : end + 1].isalnum()
                if group is not None and start >= reached and (whole or text[end : end + 1].isupper()):
                    if not (whole and start == word):  # a word of its own is found without this
                        yield start, end, group.rule(), group.score
                        reached = end
                    break
