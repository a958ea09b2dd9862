"""What sentences behind a trigger tell of its deal: when it was signed or closed, what it still waits for.

"Y buys X. The deal, announced on Tuesday, is subject to approval." Nothing here knows a language: words are
known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from aiextract.events.awaiting import is_noun, is_pending
from aiextract.events.clauses import Token
from aiextract.events.finding import Told
from aiextract.events.merge import Sequel
from aiextract.events.reading import Reading, Span
from aiextract.events.roles import Clause
from aiextract.events.timing import is_ahead, unfit_date
from aiextract.events.vendors import vendor

_NEAR = 10  # tokens between words that speak of one thing: "subject to the approval", "was signed on Monday"
_DAY = 10  # characters of a date whose day is known
_ROLES = ("by", "of", "to", "from", "for")  # small words that lead to a party
_OPENING = ("deal", "agreement", "vendor")
_STEPS = ("announced", "completed", "terminated")
# Classes of which one word at least tells who sells, or that something is still to come.
_SPEAKING = frozenset({"vendor", "with", "paying", "owned", "depending", "completion"})


def sequel(
    reading: Reading, past: Sequence[Told], acquirers: Sequence[Token], targets: Sequence[Token]
) -> Sequel:
    """What the rest of the sentence and the next ones tell of the deal, up to where another one is told.

    Only the deal that a document tells first is told of at such length.
    """
    made, parties = Sequel(), [*acquirers, *targets]
    if not _is_main(reading, past, parties):
        return made
    for tokens in _sentences(reading):
        foreign = [one for one in tokens if one.kind == "name" and not _is_any(reading, one, parties)]
        told = any(token.trigger is not None for token in tokens)
        if made.vendor is None and len(targets) == 1:
            made.vendor = vendor(reading, tokens, foreign, targets)
        if told and tokens[0].start >= reading.sentence[1] and any(_acts(tokens, one) for one in foreign):
            break
        pending = is_pending(tokens)
        date, closed = _dated(reading, tokens, told=told, pending=pending)
        made.join(Sequel(date, closed, pending=pending))
    return made


def dates_from(reading: Reading, past: Sequence[Told]) -> int:
    """Where the dates of a trigger begin: those beside one before it are that one's, if it told a deal."""
    told = any(one.drafts and one.reading.sentence == reading.sentence for one in past)
    return reading.low if told else 0


def _is_main(reading: Reading, past: Sequence[Told], parties: Sequence[Token]) -> bool:
    """Whether no other deal was told before: the first one is what a piece of news is about."""
    first = next((one.drafts for one in past if one.drafts), None)
    return first is None or any(
        _is_any(reading, token, parties) for draft in first for token in draft.names["target"]
    )


def _is_any(reading: Reading, token: Token, others: Sequence[Token]) -> bool:
    return any(reading.reader.names.same(token.text, other.text) for other in others)


def _sentences(reading: Reading) -> Iterator[list[Token]]:
    """What stands behind the trigger in its sentence, if no other trigger does; the next sentences."""
    rest = reading.clause.tokens[reading.clause.at + 1 :]
    if rest and not any(token.trigger is not None for token in rest):
        yield rest
    for span in reading.after:
        if _may_tell(reading, span) and (tokens := reading.reader.tokens(reading.language, span)):
            yield [_opening(reading, tokens[0]), *tokens[1:]]


def _may_tell(reading: Reading, span: Span) -> bool:
    """Whether a sentence can tell more of a deal, or of another one; it is not read for that."""
    reader, language = reading.reader, reading.language
    return (
        reader.has("DATE", span)
        or reader.may_speak(language, span, _SPEAKING)
        or reader.may_begin(language, span)
    )


def _opening(reading: Reading, token: Token) -> Token:
    """The first word of a sentence, which has a capital for that: "Penjualnya" may be no name."""
    classes = reading.reader.lexicon(reading.language).classes(token.text.lower())
    if token.kind != "name" or token.mention is not None or not classes.intersection(_OPENING):
        return token
    return replace(token, kind="word", classes=classes)


def _acts(tokens: list[Token], name: Token) -> bool:
    """Whether a name can be a party of what is told: no person, nor a place or an exchange "at" or "in"."""
    if name.has("person"):
        return False
    governor = Clause(tokens, len(tokens), 0, len(tokens)).governor(tokens.index(name))
    return governor is None or not governor.has("preposition") or governor.has(*_ROLES)


def _dated(reading: Reading, tokens: list[Token], *, told: bool, pending: bool) -> tuple[Token | None, bool]:
    """The date that a sentence gives for the deal, or for the news of it; whether it is that of the closing.

    ``told``: a trigger in it tells of the same deal; ``pending``: the closing is still to come.
    """
    clause, first = Clause(tokens, 0, 0, len(tokens)), None
    said = told or any(one.has("saying") for one in tokens)
    for k, token in enumerate(tokens):
        if token.kind != "date" or token.mention is None or unfit_date(clause, k) is not None:
            continue
        if is_ahead(token, reading.reader.published, guessed=pending):
            continue
        exact = len(str(token.mention.get("value") or "")) >= _DAY
        noun, cue = _noun_near(tokens, k), _step(tokens, k)
        if noun is not None and cue == "completed" and not pending and not noun.has("agreement"):
            return token, True
        # "The contract was put on paper on Monday"
        passed = noun is not None and exact and any(one.has("be", "have") for one in tokens[:k])
        if (exact and said) or passed or (noun is not None and cue is not None):
            first = first or token
    return first, False


def _step(tokens: Sequence[Token], k: int) -> str | None:
    """The step of the deal that the date at ``k`` is of, by the cue nearest to it."""
    for token in _around(tokens, k):
        cue = token.cue
        if cue is not None and cue.status in _STEPS and not cue.auxiliary:
            return str(cue.status)
    return None


def _noun_near(tokens: Sequence[Token], k: int) -> Token | None:
    """The noun for the deal, or for its contract, that stands nearest to the date at ``k``."""
    return next((token for token in _around(tokens, k) if is_noun(token)), None)


def _around(tokens: Sequence[Token], k: int) -> Iterator[Token]:
    """The tokens near ``k``: those before it, the nearest first, then those behind."""
    yield from reversed(tokens[max(0, k - _NEAR) : k])
    yield from tokens[k + 1 : k + _NEAR]
