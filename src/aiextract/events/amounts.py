"""What a deal costs where its own clause does not tell: amounts of its sentence and of those behind it.

An amount is the price by what names it ("the price is", "6 million the consideration"), by a verb of paying
("Y pays", "the family receives"), or since it is the only one there and nothing says what else it is.
Nothing here knows a language: words are known by their classes alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum, auto

from aiextract.events.clauses import Token
from aiextract.events.finding import Told
from aiextract.events.merge import Draft
from aiextract.events.phrases import ENDS
from aiextract.events.reading import Reading, Span
from aiextract.events.reasons import Unfit
from aiextract.events.roles import Clause
from aiextract.events.values import converted, unfit_price

_BEFORE, _BEHIND = 16, 5  # tokens before an amount and behind it that can say what it is
_NEAR = 9  # tokens before an amount in which a word makes it something else
_NAMED, _BARE = 3, 1  # sentences behind a deal that can tell its price, where words name it and where none do
_OFFERS = frozenset({"bid", "offer", "pay"})  # frames of those who lay an amount on the table
_UNFIT = frozenset({Unfit.VAGUE, Unfit.PER_UNIT, Unfit.POSSESSED})


class Sign(Enum):
    """What an amount looks like: something else, nothing told, a price."""

    OTHER = auto()
    BARE = auto()
    PRICE = auto()


def complete(events: Sequence[Draft], told: Sequence[Told]) -> None:
    """Give events without a price the amount that the text tells beside them."""
    if all(event.values.get("price") is not None for event in events):
        return
    readings = _readings(events, told)
    owners: dict[Span, set[int]] = {}
    for number, made in readings.items():
        for reading in made:
            owners.setdefault(reading.sentence, set()).add(number)
    used = {_place(paid) for event in events if (paid := event.values.get("price")) is not None}
    for event in events:
        if event.values.get("price") is not None:
            continue
        made = readings.get(id(event), [])
        paid = _first(made, owners, id(event), _named, _NAMED, used)
        paid = paid or _first(made, owners, id(event), _alone, _BARE, used)
        if paid is not None:
            event.values["price"] = paid
            used.add(_place(paid))


def _readings(events: Sequence[Draft], told: Sequence[Told]) -> dict[int, list[Reading]]:
    """The triggers that tell of each event, by its id()."""
    telling: dict[Span, list[Draft]] = {}
    for event in events:
        for span in event.evidence:
            telling.setdefault(span, []).append(event)
    found: dict[int, list[Reading]] = {}
    for one in told:
        for event in telling.get(one.reading.evidence(), ()) if one.drafts else ():
            found.setdefault(id(event), []).append(one.reading)
    return found


def _place(token: Token) -> Span:
    return token.start, token.end


def _first(
    readings: Sequence[Reading],
    owners: Mapping[Span, set[int]],
    event: int,
    find: Callable[[list[Token]], Token | None],
    ahead: int,
    used: set[Span],
) -> Token | None:
    """The first amount found in the sentences that tell of an event and those behind them."""
    for reading in readings:
        for span in _spans(reading, owners, event, ahead):
            tokens = reading.reader.tokens(reading.language, span)
            if span != reading.sentence and _long_ago(reading, tokens):
                continue
            paid = find(tokens)
            if paid is not None and _place(paid) not in used:
                return paid
    return None


def _spans(reading: Reading, owners: Mapping[Span, set[int]], event: int, ahead: int) -> Iterator[Span]:
    """The sentence of a deal and those behind it with an amount, up to where another deal is told."""
    for span in (reading.sentence, *reading.after[:ahead]):
        if owners.get(span, {event}) != {event}:
            return
        if reading.reader.has("MONEY", span):
            yield span


def _long_ago(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether a sentence tells of a year before that of the article."""
    published = (reading.reader.published or "")[:4]
    years = (str((token.mention or {}).get("value") or "")[:4] for token in tokens if token.kind == "date")
    return any(year.isdecimal() and year < published for year in years)


def _named(tokens: list[Token]) -> Token | None:
    """The first amount that words tell to be a price."""
    for k, token in enumerate(tokens):
        if token.kind == "money" and sign(tokens, k) is Sign.PRICE:
            return token
    return None


def _alone(tokens: list[Token]) -> Token | None:
    """The one amount of which nothing tells that it is something else."""
    found = [
        token for k, token in enumerate(tokens) if token.kind == "money" and sign(tokens, k) is not Sign.OTHER
    ]
    return found[0] if len(found) == 1 else None


def sign(tokens: list[Token], k: int) -> Sign:
    """What the amount at ``k`` looks like, by the nearest word that tells."""
    clause = Clause(tokens, 0, 0, len(tokens))
    if unfit_price(clause, k) in _UNFIT or converted(clause, k):
        return Sign.OTHER
    behind = Sign.BARE
    for token in tokens[k + 1 : k + 1 + _BEHIND]:
        if token.kind in ("money", "mark") or token.has("called", "and"):
            break
        if token.has("valuation"):
            return Sign.OTHER
        if _pays(token) or token.has("deal"):
            behind = Sign.PRICE
    apart = False
    for j in range(k - 1, max(-1, k - 1 - _BEFORE), -1):
        token = tokens[j]
        if token.kind == "money" or (token.text in ENDS and token.text != ":"):
            break
        if _pays(token) or token.has("deal", "offer") or getattr(token.trigger, "form", "") == "noun":
            return Sign.PRICE
        apart = apart or token.trigger is not None or k - j > _NEAR
        if token.has("valuation") and not apart:
            # "a deal valued at 3 million", but not "a company valued at 3 million"
            return Sign.PRICE if j and tokens[j - 1].has("deal") else Sign.OTHER
    return behind


def _pays(token: Token) -> bool:
    """Whether a word is a verb of paying or of offering."""
    trigger = token.trigger
    return token.has("paying") or (trigger is not None and trigger.light and trigger.frame in _OFFERS)
