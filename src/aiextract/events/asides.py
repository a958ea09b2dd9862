"""What a clause says aside before it names somebody: "buys a chain that has 40 shops, X".

Nothing here knows a language or an event type: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiextract.events.clauses import Token

_REACH = 10  # tokens of a relative clause before the name of what it tells of


def named_behind_relative(tokens: Sequence[Token], i: int, high: int) -> int | None:
    """The name that a comma joins to a noun, at the end, where a relative clause at ``i`` tells of it."""
    for j in range(i + 1, min(i + _REACH, high - 1)):
        if tokens[j].text == ",":
            closed = j + 2 >= len(tokens) or tokens[j + 2].text in ".;"
            return j + 1 if closed and tokens[j + 1].kind == "name" else None
        if tokens[j].kind == "mark" or tokens[j].trigger is not None:
            return None
    return None
