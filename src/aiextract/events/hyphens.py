"""Names that a hyphen joins to a noun: "die X-Aktien", "die Y-Tochter X", "die Z-Kunden".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.phrases import DASHES
from aiextract.events.roles import Clause


def modifies(clause: Clause, i: int) -> bool:
    """Whether the name at ``i`` only says whose the named company is: "die Y-Tochter X"."""
    behind = clause.tokens[i + 1 : i + 4]
    if len(behind) > 1 and behind[0].has("organization") and behind[1].kind == "name":
        return True  # "der Flensburger Hersteller X"
    if i == 0 and len(behind) > 1 and behind[0].text in DASHES and behind[0].end < behind[1].start:
        return clause.tokens[i].text.isupper()  # where a report is from: "ULM - Y kauft X"
    joined = len(behind) == 3 and behind[0].text == "-" and behind[1].has("organization")
    return joined and behind[2].kind == "name"


def of_people(clause: Clause, i: int) -> bool:
    """Whether the name before ``i`` only says whose somebody is: "X-Kunden", but not "X-Gruppe"."""
    behind = clause.tokens[i : i + 2]
    joined = len(behind) == 2 and behind[0].text == "-" and behind[0].start == clause.tokens[i - 1].end
    return joined and not behind[1].has("organization", "generic", "title", "business")


def of_goods(clause: Clause, i: int) -> bool:
    """Whether the name before ``i`` only says of whom a thing is: "X-Aktien"."""
    behind = clause.tokens[i : i + 2]
    return len(behind) == 2 and behind[0].text == "-" and behind[1].has("goods", "share")
