"""Arguments that both stand behind a verb which opens its clause: "Compra la firma Y la cadena X".

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.phrases import ENDS, Argument
from aiextract.events.roles import Clause

_OPENS = ENDS | frozenset("¿¡\"'.-–—")
_ASIDE = frozenset({"date", "money"})
_OBJECT = ("determiner", "organization", "accusative", "with", "whole", "share", "majority", "control")


def verb_first_subject(clause: Clause) -> Argument | None:
    """Who acts: the first of the two, or of one whose verb an amount opens: "3 millones pagará Y por X"."""
    start, i = clause.verb_start(), clause.at + 1
    if i >= clause.high or not _opens(clause, start) or clause.tokens[i].has("accusative", "with"):
        return None
    found = clause.phrase(i)
    if found is None or len(found.names) != 1 or "goods" in found.nouns:
        return None
    paid = start > clause.low and clause.tokens[start - 1].kind == "money"
    return found if paid or _behind(clause, found) is not None else None


def verb_first_object(clause: Clause) -> Argument | None:
    """What it acts on: the second."""
    subject = verb_first_subject(clause)
    return None if subject is None else _behind(clause, subject)


def parted(clause: Clause) -> Argument | None:
    """What a small word leads to behind a verb, only times between: "Y se hizo en 2019 con X"."""
    tokens, i = clause.tokens, clause.at + 1
    while i < clause.high and (
        tokens[i].kind == "date"
        or (tokens[i].has("adverb", "preposition", "determiner") and not tokens[i].has("with"))
    ):
        i += 1
    led = i < clause.high and tokens[i].has("with")
    return clause.phrase(i + 1) if led else None


def _opens(clause: Clause, start: int) -> bool:
    """Whether nothing but a mark, a small word of time or an amount stands before the verb."""
    tokens, i = clause.tokens, start - 1
    while i >= clause.low and (tokens[i].kind in _ASIDE or tokens[i].has("adverb", "reflexive")):
        i -= 1
    return i < 0 or tokens[i].text in _OPENS


def _behind(clause: Clause, subject: Argument) -> Argument | None:
    """The noun phrase right behind the subject, times and amounts between: "Paga Y 3 millones por X"."""
    tokens, i = clause.tokens, subject.end
    paid = False
    while i < clause.high and (tokens[i].kind in _ASIDE or tokens[i].has("adverb")):
        paid = paid or tokens[i].kind == "money"
        i += 1
    if i >= clause.high:
        return None
    led = tokens[i].has("accusative", "with") or (paid and tokens[i].has("for"))
    told_before = led and not paid and _is_past(clause)
    if told_before and tokens[i].has("accusative"):
        return None  # "Compró X a Z": of one told before
    if not led and not tokens[i].has(*_OBJECT) and tokens[i].kind not in ("name", "percent"):
        return None
    found = clause.phrase(i + 1 if led else i)
    return found if found is not None and found.names else None


def _is_past(clause: Clause) -> bool:
    """Whether the trigger by itself tells of what is done."""
    return getattr(clause.tokens[clause.at].trigger, "status", "") == "completed"


FINDERS: dict[str, Callable[[Clause], Argument | None]] = {
    "verb_first_subject": verb_first_subject,
    "verb_first_object": verb_first_object,
    "parted": parted,
}
