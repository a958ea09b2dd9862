"""Where companies are at home: a place beside a name, which is no party even where nobody knows the place.

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from dataclasses import replace

from aiextract.events.clauses import Token


def seated(tokens: list[Token]) -> list[Token]:
    """The tokens, where the name of a seat is a place: "Y, de Peniche, comprou X", "a rede de Anápolis"."""
    return [
        replace(token, kind="place", mention=None) if token.kind == "name" and _is_seat(tokens, k) else token
        for k, token in enumerate(tokens)
    ]


def _is_seat(tokens: list[Token], k: int) -> bool:
    """Whether a small word of seats leads to the name at ``k``, from a company or its noun."""
    if k < 2 or not tokens[k - 1].has("hailing") or tokens[k].has("person"):
        return False
    before = tokens[k - 2]
    if before.text == ",":
        closed = k + 1 >= len(tokens) or tokens[k + 1].kind == "mark" or tokens[k + 1].has("and")
        return closed and k > 2 and (tokens[k - 3].kind == "name" or tokens[k - 3].text == ")")
    alone = before.has("organization") and not before.has("title", "subsidiary", "owned", "business")
    return alone and tokens[k].mention is None and " " not in tokens[k].text
