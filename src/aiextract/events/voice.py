"""Whether a trigger is active, passive or a noun, by the auxiliaries and small words around it.

A frame of the language files gives the arguments of each voice. Nothing here knows a language: words are
known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.brackets import BEHIND, ends_clause
from aiextract.events.phrases import ENDS
from aiextract.events.roles import Clause
from aiextract.events.verb_first import verb_first_object
from aiextract.languages.schema.events import TriggerRule, Voice


def voice(clause: Clause, trigger: TriggerRule) -> Voice:
    """Whether a trigger is active or passive here, by the auxiliaries before it and the agent behind it."""
    if trigger.form in ("active", "noun", "passive"):
        return "active" if trigger.form == "passive" and _reflexive(clause, clause.at) else trigger.form
    if trigger.form == "infinitive":
        return "active"
    if trigger.form in ("final", "double"):
        return _embraced(clause)
    if trigger.form == "either":
        acts = clause.follows_subject() or verb_first_object(clause) is not None
        return "active" if acts else "noun"
    start = clause.verb_start()
    for k in range(clause.at - 1, start - 1, -1):
        if clause.tokens[k].has("be", "have"):
            return "passive" if clause.tokens[k].has("be") and not _reflexive(clause, k) else "active"
    if _agent_follows(clause):
        return "passive"
    if trigger.form == "past" and (not clause.at or _taker_follows(clause) or _says_more(clause)):
        return "passive"
    return "active" if trigger.form == "past" else "passive"


def _reflexive(clause: Clause, k: int) -> bool:
    """Whether the verb that begins at ``k`` is done to who does it: "s'est reprise" is no passive."""
    return k > 0 and clause.tokens[k - 1].has("reflexive")


def _embraced(clause: Clause) -> Voice:
    """The voice of a participle at the end of its clause, by its auxiliary: right behind it or before it."""
    double = clause.form == "double"
    if double and not ends_clause(clause):
        return "active"
    behind = clause.tokens[clause.at + 1 : clause.at + 1 + BEHIND]
    for token in behind:
        if token.has("be", "have"):
            return "passive" if token.has("be") else "active"
        if token.cue is None:
            break
    for token in reversed(clause.tokens[clause.low : clause.at]):
        if token.has("be", "have"):
            return "passive" if token.has("be") else "active"
        if token.text in ENDS or token.trigger is not None:
            break
    return "active" if double else "passive"


def _says_more(clause: Clause) -> bool:
    """Whether the trigger says more of the name before a comma: "…, X, bought in 2012, …"."""
    tokens, start = clause.tokens, clause.verb_start()
    if start < 2 or tokens[start - 1].text not in ",(" or tokens[start - 2].kind != "name":
        return False
    behind = tokens[clause.at + 1] if clause.at + 1 < len(tokens) else None
    timed = behind is not None and (behind.kind == "date" or behind.has("preposition", "from", "for"))
    held = clause.object() if timed else None
    return timed and (held is None or not (held.names or held.nouns))


def _taker_follows(clause: Clause) -> bool:
    """Whether who takes it stands right behind, and nothing that is taken: "X sold to Y"."""
    behind = clause.tokens[clause.at + 1] if clause.at + 1 < len(clause.tokens) else None
    return behind is not None and behind.has("to") and clause.source() is None


def _agent_follows(clause: Clause) -> bool:
    """Whether "by" stands behind the trigger, with nothing but a time or a price between."""
    for token in clause.tokens[clause.at + 1 : clause.at + 7]:
        if token.has("by"):
            return True
        if token.kind not in ("date", "money") and not token.has(
            "preposition", "adverb", "for", "determiner"
        ):
            return False
    return False
