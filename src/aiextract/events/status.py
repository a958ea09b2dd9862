"""How far an event is, by the cues around its trigger."""

from __future__ import annotations

from collections.abc import Iterable

from aiextract.events.awaiting import is_pending
from aiextract.events.belonging import arrived, moving
from aiextract.events.brackets import BRACKETED
from aiextract.events.clauses import Token
from aiextract.events.phrases import ENDS, PREPOSITIONS
from aiextract.events.reading import Reading
from aiextract.events.timing import is_ahead

_PROGRESS = {"planned": 1, "announced": 2, "completed": 3}
_NEAR = 4  # tokens from "agreed to" to the noun of a deal: "agreed to a £2m takeover"
_ENDED = "terminated"
_BROKEN = ("denied", _ENDED)
_FIXED = (*_BROKEN, "rumoured")  # what a trigger says that no step of a deal raises
# Rules of what belongs to somebody since a time.
_LASTING = frozenset({"active.since_subject", "active.since_later"})


def status(reading: Reading, date: Token | None = None) -> str:
    """The status that the clause states: what broke it off, else a rumour, else the most advanced step.

    A cue in the verb group ("will", "agreed to") lowers what the form of the trigger says; other cues
    ("announced") only raise it, or say it where the trigger is a noun. ``date`` is the event's: a present
    that tells of a year past is over. What is still to be closed is but announced.
    """
    stated = _stated(reading, date)
    tokens = reading.clause.tokens
    if stated != "completed":
        return stated
    awaited = is_pending(tokens[reading.low : reading.clause.high]) or _comes(reading)
    return "announced" if awaited else stated


def _infinitive(reading: Reading) -> bool:
    """Whether a small word makes the verb an infinitive: "Y to take X private"."""
    start = reading.clause.verb_start()
    before = reading.clause.tokens[start - 1] if start else None
    return reading.trigger.form == "active" and before is not None and before.has("to")


def _comes(reading: Reading) -> bool:
    """Whether a present is of a day to come: "X passes to Y at the turn of the year"."""
    if reading.trigger.form not in ("active", "either", "double") or reading.voice == "noun":
        return False
    for token in reading.clause.tokens[reading.clause.at + 1 : reading.clause.high]:
        if token.kind == "date":
            return is_ahead(token, reading.reader.published)
        if token.text in ENDS or token.text == ",":
            break
    return False


def _stated(reading: Reading, date: Token | None) -> str:
    """The status by the cues of the clause and the form of the trigger."""
    clause = reading.clause
    tokens = clause.tokens
    # The auxiliary of a verb at the end of its clause stands far before it.
    group = reading.low if reading.trigger.form in BRACKETED else clause.verb_start()
    while (
        reading.voice == "noun"
        and group > reading.low
        and tokens[group - 1].has("determiner", "possessive", "adverb")
    ):
        group -= 1  # "negotiates the sale"
        small = tokens[group - 1].has(*PREPOSITIONS) and tokens[group - 1].cue is None
        if group > reading.low + 1 and small and tokens[group - 2].cue is not None:
            group -= 1  # "talks about the sale"
        if tokens[group - 1].cue is not None and group > reading.low:
            group -= 1
            break
    if reading.voice == "noun":
        group = _light(reading, group)
    moved = moving(clause) if "active.moved" in reading.rules.values() else None
    group = group if moved is None else min(group, moved)
    cues = [
        (k, tokens[k].cue)
        for k in range(reading.low, clause.at)
        if tokens[k].cue is not None and not _elsewhere(reading, k)
    ]
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
    if reading.voice == "noun" and not (lowering or others) and not _led(reading):
        # "negotiates with Z the purchase of X", but not "wants to grow by the purchase of X"
        lowering = [
            cue.status
            for k, cue in cues
            if cue.auxiliary
            and (cue.status == "planned" or (cue.status == "announced" and k >= clause.at - _NEAR))
        ]
    bracket = tokens[reading.low : clause.at] if "clause_object" in reading.rules.get("target", "") else []
    if reading.trigger.form in ("active", "double") and any(token.has("have") for token in bracket):
        return "completed"  # the present and the participle are one word: "hat … verkauft"
    if reading.trigger.form == "double" and reading.voice == "passive" and not lowering:
        return "completed"
    if reading.trigger.status in _FIXED:
        return str(reading.trigger.status)
    present = (reading.trigger.form == "either" and reading.voice == "active") or _infinitive(reading)
    own = "announced" if present or _newly(reading) else str(reading.trigger.status)
    if own == "announced" and reading.trigger.frame == "enlist" and tokens[clause.at - 1].has("have"):
        own = "completed"  # the present and the participle are one word: "a rejoint"
    if (moved is not None and arrived(clause, moved)) or not _LASTING.isdisjoint(reading.rules.values()):
        own = "completed"
    if lowering:
        return _furthest((*lowering, *others))
    if others and reading.voice == "noun":
        return _furthest(others)
    if others and own != "completed":
        return _furthest((own, *others))
    return "completed" if own == "announced" and _years_ago(reading, date) else own


def _light(reading: Reading, group: int) -> int:
    """Where the verb group begins that only a verb without a meaning of its own parts from the noun.

    "va procéder au rachat", "will make the acquisition"
    """
    tokens, k = reading.clause.tokens, group - 1
    if k > reading.low and tokens[k].has(*PREPOSITIONS) and tokens[k].cue is None:
        k -= 1
    if k <= reading.low or tokens[k].kind != "word" or tokens[k].classes - {"verb"}:
        return group
    before = tokens[k - 1].cue
    meant = before is not None and before.auxiliary and before.status != "completed"
    return k - 1 if meant and tokens[k].cue is None else group


def _led(reading: Reading) -> bool:
    """Whether a small word leads to the noun of the trigger."""
    tokens, k = reading.clause.tokens, reading.clause.at - 1
    while k > reading.low and tokens[k].has("determiner", "possessive"):
        k -= 1
    return k < reading.low or tokens[k].has(*PREPOSITIONS, "conjunction")


def _newly(reading: Reading) -> bool:
    """Whether a noun tells of news: "with the purchase of X Y grows", "X gets a new owner in Y"."""
    if reading.voice != "noun":
        return False
    tokens, k = reading.clause.tokens, reading.clause.at - 1
    while k > reading.low and tokens[k].has("determiner", "possessive"):
        k -= 1
    means = k >= reading.low and tokens[k].has("means")
    if not means:
        return reading.rules.get("acquirer") == "noun.gained"
    return not any(token.has("bygone", "since") for token in tokens[reading.low : reading.clause.high])


def _years_ago(reading: Reading, date: Token | None) -> bool:
    """Whether a year before that of the article is told of: "In 2015 the group buys X"."""
    if reading.voice == "passive" or date is None or date.mention is None:
        return False
    year, published = str(date.mention.get("value") or "")[:4], (reading.reader.published or "")[:4]
    return year.isdecimal() and published.isdecimal() and int(year) < int(published)


def _elsewhere(reading: Reading, k: int) -> bool:
    """Whether the cue at ``k`` is of another clause: "the bid collapsed, and later the group sold X"."""
    tokens, joined = reading.clause.tokens, False
    if tokens[k].cue.status == _ENDED and _linked(reading, k):
        return True
    if reading.voice == "noun":
        return False
    for i in range(k + 1, reading.clause.verb_start()):
        if tokens[i].has("relative"):
            return False
        if joined and (
            tokens[i].kind == "name"
            or tokens[i].has("pronoun")
            or (tokens[i].has("organization", "generic") and tokens[i - 1].has("determiner"))
        ):
            return True
        joined = joined or (tokens[i].has("and") and tokens[i - 1].text == ",")
    return False


def _linked(reading: Reading, k: int) -> bool:
    """Whether a conjunction parts the cue at ``k`` from the trigger: "the work ended after Y bought X"."""
    tokens = reading.clause.tokens
    return any(
        tokens[i].has("conjunction") and tokens[i + 1].kind not in ("date", "number")
        for i in range(k + 1, reading.clause.at)
    )


def _furthest(statuses: Iterable[str]) -> str:
    return max(statuses, key=lambda one: _PROGRESS.get(one, 0))
