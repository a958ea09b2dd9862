"""The date of a deal: which date of the sentence belongs to its trigger, and which to something else.

Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

import re

from aiextract.events.clauses import Token
from aiextract.events.phrases import ENDS, PREPOSITIONS
from aiextract.events.reasons import Unfit
from aiextract.events.roles import Clause

RIGHT = 36  # tokens behind a trigger in which its values stand
_SIGNED = 4  # tokens behind a relative word in which a word tells of the deal: "which closed in 2006"
_LEAD = 9  # tokens of a time that stands before its own name or trigger
_SINCE = 6  # tokens from a small word to the date of its phrase
_HEAD = 5  # tokens of a place at the head of an article
_DASHES = frozenset({"-", "–", "—", "(", "|", "/", ":"})
_LINKS = (*PREPOSITIONS, "conjunction")
_ISO = 10  # characters of a date in full: "2024-06-05"
_CALENDAR = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")
_MONTH = 7  # of one without its day
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_DAY = re.compile(r"XXXX-\d\d(?:-\d\d)?")  # known but for its year


def new_clause(clause: Clause, k: int) -> bool:
    """Whether the name at ``k`` begins a clause of its own: nothing governs it, and a verb follows."""
    if k + 1 >= len(clause.tokens) or clause.governed(k):
        return False
    before, behind = clause.tokens[k - 1], clause.tokens[k + 1]
    return (before.text == "," or before.has("and", "conjunction", "determiner")) and (
        behind.has("be", "have")
        or (behind.cue is not None and not behind.has(*PREPOSITIONS))
        or behind.trigger is not None
    )


def deal_date(clause: Clause, low: int, published: str | None = None) -> Token | None:
    """The date beside the trigger: behind it in the clause, else before it.

    What is still to come when the article is ``published`` is no date of a deal.
    """
    tokens = clause.tokens
    noun = tokens[clause.at].form == "noun"
    if noun and clause.at and _dates(clause, clause.at - 1, published):
        return tokens[clause.at - 1]  # "the 1989 purchase"
    bracket = False
    for k in range(clause.at + 1, min(clause.high, clause.at + RIGHT)):
        token = tokens[k]
        if token.text in ENDS or _other_clause(clause, k):
            break
        bracket = (bracket or token.text == "(") and token.text != ")"
        if not bracket and _dates(clause, k, published):
            return token
    for k in range(clause.at - 1, low - 1, -1):
        token = tokens[k]
        if token.text in ENDS:
            break
        if _dates(clause, k, published):
            return token
    return None


def _other_clause(clause: Clause, k: int) -> bool:
    """Whether another clause begins at ``k``: a name or "and" with a verb, a relative of something else."""
    token = clause.tokens[k]
    if token.kind == "name":
        return new_clause(clause, k)
    if not token.classes:  # mostly
        return False
    behind = clause.tokens[k + 1 : k + 2 + _SIGNED]
    if token.has("and") and _leads_on(clause, k + 1):
        return True
    if token.has("relative") and not token.has(*PREPOSITIONS, "and"):
        return not _signed(clause.tokens[k + 1 : k + 2 + _SIGNED])
    if token.has("and") and len(behind) > 1 and clause.tokens[k - 1].kind != "word":
        unknown = behind[0].kind == "word" and not behind[0].classes and behind[0].cue is None
        return behind[0].has("be", "have", "pronoun") or (unknown and not behind[1].has(*PREPOSITIONS))
    if token.has("conjunction") and behind and behind[0].has("be", "have", "pronoun"):
        # "…, but was split up in 2018", but not "since it was announced in 2018"
        return all(one.cue is None for one in behind)
    if token.has("and") and len(behind) > 2 and behind[0].has("preposition") and behind[1].kind == "date":
        return behind[2].kind == "name" or behind[2].has("determiner", "pronoun")  # "and in 2009 it bought X"
    return token.has("pronoun") and clause.tokens[k - 1].text == ","


def _leads_on(clause: Clause, k: int) -> bool:
    """Whether a time from ``k`` on is that of the next trigger or name: "and two years later B"."""
    tokens, dated = clause.tokens, False
    for token in tokens[k : min(k + _LEAD, len(tokens))]:
        if token.trigger is not None or (token.kind == "name" and token.mention is not None):
            return dated
        dated = dated or token.kind == "date"
        small = token.has("adverb", "determiner", "have", "be", "elsewhen", "organization", *PREPOSITIONS)
        if token.kind not in ("date", "number") and token.text != "," and not small:
            return False
    return False


def _signed(tokens: list[Token]) -> bool:
    """Whether a relative clause tells when the deal itself was made: "a deal that closed in 2006"."""
    for token in tokens:
        if token.kind == "date":
            return True
        if token.cue is None and not token.has("be", "have", "adverb", *PREPOSITIONS):
            return False
    return False


def _dates(clause: Clause, k: int, published: str | None) -> bool:
    """Whether the token at ``k`` is a date that can be the deal's: its year or its day is known."""
    token = clause.tokens[k]
    dated = token.kind == "date" and token.mention is not None and unfit_date(clause, k) is None
    return dated and not is_ahead(token, published)


def is_ahead(date: Token, published: str | None, *, guessed: bool = False) -> bool:
    """Whether a date lies behind that of the article: what is still to come is no date of a deal.

    The year of a bare month is but ``guessed`` ("agreed in January").
    """
    mention = date.mention or {}
    value, today = str(mention.get("value") or ""), str(published or "")
    if quarter := _QUARTER.fullmatch(value):
        value = f"{quarter[1]}-{3 * int(quarter[2]) - 2:02}"
    if today and not _CALENDAR.fullmatch(value):
        value = value[:4]  # a season or a week of this year may have begun
    if not today or not _CALENDAR.fullmatch(value):
        return False
    if not (guessed or len(value) != _MONTH or any(c.isdigit() for c in date.text)):
        return False
    known = min(len(value), len(today))  # of some articles only the year is
    if value[:known] != today[:known]:
        return value[:known] > today[:known]
    return known == len(value) < _ISO and mention.get("mod") == "END"


def unfit_date(clause: Clause, k: int) -> Unfit | None:
    """Why the date at ``k`` is not the deal's, None where it can be."""
    if _other(clause, k) or _told_then(clause, k) or _dateline(clause, k):
        return Unfit.OTHER_TIME
    value = str((clause.tokens[k].mention or {}).get("value") or "")
    return Unfit.NO_YEAR if "X" in value and not _DAY.fullmatch(value) else None


def _other(clause: Clause, k: int) -> bool:
    """Whether the date at ``k`` dates something else: "since 2001", "founded in 1999", a bracket."""
    before = clause.tokens[max(0, k - 3) : k]
    trigger = clause.tokens[clause.at].trigger if clause.at < len(clause.tokens) else None
    since = "elsewhen" in getattr(trigger, "implies", ())  # "belongs to Y since 2017"
    if any(token.has("valuation", "elsewhen") for token in before) and not since:
        return True
    start = k
    while start > max(0, k - _SINCE) and _plain(clause.tokens[start - 1], linked=True):
        start -= 1  # "since its founding by the town in 1999"
    if any(token.has("elsewhen") for token in clause.tokens[start:k]) and not since:
        return True
    if len(before) < 2 or k < clause.at:
        return False
    # "the deal with X (2015)"; "was opposed at the trial of this Wednesday"
    noun = before[-2].kind == "word" and not before[-2].classes and before[-2].cue is None
    return before[-1].text == "(" or (before[-1].has("of") and noun)


def _dateline(clause: Clause, k: int) -> bool:
    """Whether the date at ``k`` is that of the article: "LEEDS, 2 May (Agency) - …"."""
    before, behind = clause.tokens[:k], clause.tokens[k + 1 : k + 2]
    if not before or not behind or len(before) > _HEAD or behind[0].text not in _DASHES:
        return False
    return before[-1].text == "," or all(one.kind in ("place", "name", "mark") for one in before)


def _told_then(clause: Clause, k: int) -> bool:
    """Whether the date before the trigger only says when somebody told of it: "a report today said that X …".

    Of a party ("X said on Monday that it had bought …") or at the head of its clause it is the deal's.
    """
    tokens = clause.tokens
    if k > clause.at or not any(token.kind == "name" for token in tokens[k + 1 : clause.at]):
        return False
    end = k
    while end and tokens[end - 1].has("preposition", "for", "determiner"):
        end -= 1
    start = end
    while start and _plain(tokens[start - 1]):
        start -= 1
    head = tokens[start:end]
    if not head or (start and tokens[start - 1].text not in (*ENDS, ".")):
        return False
    party = any(token.has("organization", "generic", "pronoun", "title") or token.cue for token in head)
    return head[0].has("determiner") and not head[-1].classes and not party


def _plain(token: Token, *, linked: bool = False) -> bool:
    """Whether a token can be of a noun phrase that names no organization: "an Italian press report".

    With ``linked`` of several, joined by small words: "its founding by the town".
    """
    named = token.kind in ("name", "place") and token.mention is None
    if linked and (token.trigger or token.cue or token.has("be", "have", "pronoun")):
        return False
    return named or (token.kind == "word" and (linked or not token.has(*_LINKS)))
