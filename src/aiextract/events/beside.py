"""What the sentences beside a deal tell of it: its price and its stake, where its own clause tells neither.

A sentence behind a deal goes on with it where it names what is bought, or no other deal, up to where another
deal is told. An amount there is the price by what names it ("the price is", "6 million the consideration"),
by a verb of paying ("Y pays", "the family receives"), or since it is alone and nothing says what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from aiextract.events import amounts, parts
from aiextract.events.clauses import Token
from aiextract.events.finding import Told
from aiextract.events.merge import Draft
from aiextract.events.reading import Reading, Span

Finder = Callable[[list[Token]], Token | None]
_NAMED, _BARE = 4, 1  # sentences behind a deal that can tell its price, where words name it and where none do
_STAKE = 2  # sentences behind a deal that can tell its stake


class Surroundings:
    """The events of a document, each with the triggers that tell of it and their sentences."""

    def __init__(self, events: Sequence[Draft], told: Sequence[Told]) -> None:
        self._same = told[0].reading.reader.names.same
        self._readings: dict[int, list[Reading]] = {}  # by the id() of the event
        self._owners: dict[Span, set[int]] = {}  # by the sentence, the id() of the events told in it
        telling: dict[Span, list[Draft]] = {}
        for event in events:
            for span in event.evidence:
                telling.setdefault(span, []).append(event)
        for one in told:
            for event in telling.get(one.reading.evidence(), ()) if one.drafts else ():
                self._readings.setdefault(id(event), []).append(one.reading)
                self._owners.setdefault(one.reading.sentence, set()).add(id(event))

    def find(self, event: Draft, kind: str, finder: Finder, ahead: int, used: set[Span]) -> Token | None:
        """The first value of a kind of mention that a finder sees in the sentences of an event."""
        for reading in self._readings.get(id(event), ()):
            for span in self._spans(reading, event, kind, ahead):
                found = finder(reading.reader.tokens(reading.language, span))
                if found is not None and (found.start, found.end) not in used:
                    return found
        return None

    def _spans(self, reading: Reading, event: Draft, kind: str, ahead: int) -> Iterator[Span]:
        """The sentence of a trigger and those behind it that go on with its event and hold such a mention."""
        shared = self._owners[reading.sentence] != {id(event)}
        if not shared and reading.reader.has(kind, reading.sentence):
            yield reading.sentence
        for span in reading.after[:ahead]:
            if self._owners.get(span, {id(event)}) != {id(event)}:
                return
            if reading.reader.has(kind, span) and self._goes_on(reading, event, span, shared=shared):
                yield span

    def _goes_on(self, reading: Reading, event: Draft, span: Span, *, shared: bool) -> bool:
        """Whether a sentence behind a deal goes on with it: it names what is bought, or no other deal."""
        tokens = reading.reader.tokens(reading.language, span)
        if _long_ago(reading, tokens):
            return False
        if any(token.kind == "name" and self.is_target(event, token.text) for token in tokens):
            return True
        return not shared and all(
            any(self._same(token.text, party.text) for party in event.cited()) for token in _dealt(tokens)
        )

    def is_target(self, event: Draft, name: str) -> bool:
        """Whether a name is of what is bought."""
        return any(self._same(name, target.text) for target in event.names["target"])


def complete(events: Sequence[Draft], told: Sequence[Told]) -> None:
    """Give events what they lack of price and stake and the text tells beside them."""
    if not events:
        return
    beside = Surroundings(events, told)
    _drop_prices_each(events, told[0].reading)
    used = {(one.start, one.end) for event in events for one in event.values.values() if one is not None}
    for event in events:
        if event.values.get("price") is None:
            paid = beside.find(event, "MONEY", amounts.named, _NAMED, used)
            _put(event, "price", paid or beside.find(event, "MONEY", amounts.alone, _BARE, used), used)
        if event.values.get("stake") is None:
            bought = partial(parts.bought, is_target=partial(beside.is_target, event))
            _put(event, "stake", beside.find(event, "PERCENT", bought, _STAKE, used), used)
            if (share := event.values.get("stake")) is not None:
                event.facts["stake_kind"] = event.facts.get("stake_kind") or parts.kind_of(share)


def _dealt(tokens: Sequence[Token]) -> Iterator[Token]:
    """The names of which a price or a deal is told: "the price of X"."""
    for k, token in enumerate(tokens):
        if token.has("deal") or token.form == "noun":
            behind = k + 1
            while behind < len(tokens) and tokens[behind].has("of", "for", "determiner"):
                behind += 1
            if k + 1 < behind < len(tokens) and tokens[behind].kind == "name":
                yield tokens[behind]


def _drop_prices_each(events: Sequence[Draft], reading: Reading) -> None:
    """Take away prices that the text tells elsewhere to be for each share: "X offers 6 euros for Y"."""
    each = {_worth(mention) for mention in reading.reader.mentions if mention.get("per")}
    for event in events:
        paid = event.values.get("price")
        if paid is not None and paid.mention is not None and _worth(paid.mention) in each:
            event.values["price"] = None


def _worth(mention: Mapping[str, Any]) -> tuple[Any, Any]:
    return mention.get("amount_max"), mention.get("currency")


def _put(event: Draft, slot: str, value: Token | None, used: set[Span]) -> None:
    if value is not None:
        event.values[slot] = value
        used.add((value.start, value.end))


def _long_ago(reading: Reading, tokens: Sequence[Token]) -> bool:
    """Whether a sentence tells of a year well before that of the article."""
    published = (reading.reader.published or "")[:4]
    years = (str((token.mention or {}).get("value") or "")[:4] for token in tokens if token.kind == "date")
    return published.isdecimal() and any(y.isdecimal() and int(y) < int(published) - 1 for y in years)
