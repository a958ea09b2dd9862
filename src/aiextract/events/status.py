"""How far an event is, by the cues around its trigger."""

from __future__ import annotations

from collections.abc import Iterable

from aiextract.events.brackets import BRACKETED
from aiextract.events.engine import Reading
from aiextract.events.phrases import PREPOSITIONS

_PROGRESS = {"planned": 1, "announced": 2, "completed": 3}
_BROKEN = ("denied", "terminated")


def status(reading: Reading) -> str:
    """The status that the clause states: what broke it off, else a rumour, else the most advanced step.

    A cue in the verb group ("will", "agreed to") lowers what the form of the trigger says; other cues
    ("announced") only raise it, or say it where the trigger is a noun.
    """
    clause = reading.clause
    tokens = clause.tokens
    # The auxiliary of a verb at the end of its clause stands far before it.
    group = reading.low if reading.trigger.form in BRACKETED else clause.verb_start()
    cues = [(k, tokens[k].cue) for k in range(reading.low, clause.at) if tokens[k].cue is not None]
    behind = [
        token.cue
        for token in tokens[clause.at + 1 : clause.high]
        if token.cue is not None and token.cue.after
    ]
    stated = [cue.status for _, cue in cues] + [cue.status for cue in behind]
    for broken in stated:
        if broken in _BROKEN:
            return str(broken)
    if "rumoured" in stated:
        return "rumoured"
    lowering = [
        cue.status
        for k, cue in cues
        if cue.auxiliary
        # "paid 3 billion to buy": a verb of paying may stand farther off; "after buying" may not.
        and (k >= group or (cue.status == "completed" and not tokens[k].has(*PREPOSITIONS)))
    ]
    others = [cue.status for _, cue in cues if not cue.auxiliary] + [cue.status for cue in behind]
    bracket = tokens[reading.low : clause.at] if "clause_object" in reading.rules.get("target", "") else []
    if reading.trigger.form == "active" and any(token.has("have") for token in bracket):
        return "completed"  # the present and the participle are one word: "hat … verkauft"
    present = reading.trigger.form == "either" and reading.voice == "active"
    own = "announced" if present else str(reading.trigger.status)
    if lowering:
        return _furthest((*lowering, *others))
    if others and reading.voice == "noun":
        return _furthest(others)
    if others and own != "completed":
        return _furthest((own, *others))
    return own


def _furthest(statuses: Iterable[str]) -> str:
    return max(statuses, key=lambda one: _PROGRESS.get(one, 0))
