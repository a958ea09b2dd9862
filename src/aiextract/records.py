"""The records: what is extracted, and nothing else knows their fields.

Offsets are Unicode code points into the text that was given, ``start`` inclusive, ``end``
exclusive, so that ``text[start:end] == surface``. Numbers are exact decimals, written in JSON as
plain strings without exponent. Field names and values are those of the gold files
(``seeds/gold/GUIDELINES.md``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    computed_field,
    model_validator,
)

from aiextract import timex


def plain(value: Decimal) -> str:
    """A decimal as a plain string, without exponent: ``Decimal('2.5E+9')`` -> ``'2500000000'``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


Number = Annotated[
    Decimal,
    PlainSerializer(plain, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}),
]
Offsets = tuple[int, int]

Qualifier = Literal["exact", "about", "more_than", "less_than", "up_to", "at_least", "vague"]
Direction = Literal["increase", "decrease"]
PercentUnit = Literal["percent", "permille", "percentage_point", "basis_point"]
DateMod = Literal["START", "MID", "END", "BEFORE", "AFTER", "APPROX"]
Status = Literal["rumoured", "planned", "announced", "completed", "terminated", "denied"]
StakeKind = Literal["all", "majority", "minority", "control"]
Round = Literal[
    "pre_seed", "seed", "angel", "bridge", "growth",
    "series_a", "series_b", "series_c", "series_d", "series_e", "series_f", "series_g", "series_h",
]  # fmt: skip


class Record(BaseModel):
    """Base of every record: frozen, and without fields that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Mention(Record):
    """A span of the text with its value.

    ``rule`` names the rule or model that made it (``fr.money.suffix``, ``model:org``); ``score`` is
    a measured precision or the model's own score, else None. ``sentence`` is the number of the sentence in
    which it starts, counted from 0 over the whole text; None in a gold file. ``alt`` holds other spans that
    a gold file allows.
    """

    id: str
    start: int = Field(ge=0)
    end: int
    surface: str
    optional: bool = False
    rule: str | None = None
    score: float | None = None
    sentence: int | None = Field(default=None, ge=0)
    alt: tuple[Offsets, ...] = ()


class Money(Mention):
    """An amount of money. ``amount_max`` is None only for a vague amount."""

    type: Literal["MONEY"] = "MONEY"
    amount_min: Number | None
    amount_max: Number | None = None
    currency: str | None = None
    currency_scheme: Literal["iso4217", "crypto"] = "iso4217"
    qualifier: Qualifier = "exact"
    per: str | None = None

    @property
    def amount(self) -> Decimal | None:
        """The amount where it is one point, else None."""
        return self.amount_min if self.amount_min == self.amount_max else None


class Percent(Mention):
    """A share or a rate, as written and always positive (``value_min`` = ``value_max`` for a point)."""

    type: Literal["PERCENT"] = "PERCENT"
    value_min: Number
    value_max: Number
    unit: PercentUnit = "percent"
    qualifier: Qualifier = "exact"
    direction: Direction | None = None


class Date(Mention):
    """A calendar date or period as a TIMEX3 value (ISO 8601 with ``Q``, ``H``, ``SU`` …; ``X`` = unknown)."""

    type: Literal["DATE"] = "DATE"
    value: str
    mod: DateMod | None = None

    @model_validator(mode="before")
    @classmethod
    def _drop_derived(cls, data: Any) -> Any:
        """Derived fields are written, and ignored on reading."""
        if isinstance(data, dict) and ("start_date" in data or "end_date" in data):
            return {key: value for key, value in data.items() if key not in ("start_date", "end_date")}
        return data

    @computed_field  # type: ignore[prop-decorator]
    @property
    def start_date(self) -> str | None:
        """First day that the value covers (ISO 8601), None where unknown."""
        days = timex.days(self.value)
        return days[0].isoformat() if days else None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def end_date(self) -> str | None:
        """Last day that the value covers (ISO 8601, included), None where unknown."""
        days = timex.days(self.value)
        return days[1].isoformat() if days else None


class Organization(Mention):
    """A named organization; ``name`` is the same for all its mentions in the document."""

    type: Literal["ORG"] = "ORG"
    name: str


class Quantity(Mention):
    """A measure with a unit (opt-in): ``unit`` is the singular English name of the unit."""

    type: Literal["QUANTITY"] = "QUANTITY"
    value_min: Number
    value_max: Number
    unit: str
    qualifier: Qualifier = "exact"


class Cites(NamedTuple):
    """What a slot of an event cites: the id (or ids) of mentions of ``type``.

    ``name`` is the field that holds the canonical name of what is cited, where there is one.
    """

    type: str
    name: str | None = None


class Event(Record):
    """Something that happened, as the document tells it. ``evidence`` holds one span a clause.

    ``parties`` are the slots that make two events of this type one; ``slots`` are the others that say
    something of it, in the order in which people want them.
    """

    parties: ClassVar[tuple[str, ...]] = ()
    slots: ClassVar[tuple[str, ...]] = ()

    id: str
    type: str
    optional: bool = False
    rule: str | None = None
    score: float | None = None
    evidence: tuple[Offsets, ...] = ()
    slot_rules: dict[str, str] = {}

    @classmethod
    def citing(cls) -> Mapping[str, Cites]:
        """The fields that hold ids of mentions, and what these are."""
        return _citing(cls)

    def cited(self) -> Iterator[str]:
        """The ids of the mentions that the event cites."""
        for slot in self.citing():
            held = getattr(self, slot)
            yield from (one for one in (held if isinstance(held, tuple) else (held,)) if one is not None)


@cache
def _citing(kind: type[Event]) -> Mapping[str, Cites]:
    marks = ((name, mark) for name, field in kind.model_fields.items() for mark in field.metadata)
    return {name: mark for name, mark in marks if isinstance(mark, Cites)}


class Acquisition(Event):
    """One company buys another.

    Names are canonical; ``*_mention``, ``price``, ``stake`` and ``date`` are ids of mentions.
    ``co_acquirer_mentions`` goes with ``co_acquirers``, name by name.
    """

    parties: ClassVar[tuple[str, ...]] = ("acquirer", "target")
    slots: ClassVar[tuple[str, ...]] = ("co_acquirers", "seller", "price", "stake", "stake_kind", "date")

    type: Literal["ACQUISITION"] = "ACQUISITION"
    acquirer: str | None = None
    target: str | None = None
    seller: str | None = None
    acquirer_mention: Annotated[str | None, Cites("ORG", "acquirer")] = None
    target_mention: Annotated[str | None, Cites("ORG", "target")] = None
    seller_mention: Annotated[str | None, Cites("ORG", "seller")] = None
    co_acquirers: tuple[str, ...] = ()
    co_acquirer_mentions: Annotated[tuple[str | None, ...], Cites("ORG", "co_acquirers")] = ()
    price: Annotated[str | None, Cites("MONEY")] = None
    stake: Annotated[str | None, Cites("PERCENT")] = None
    stake_kind: StakeKind | None = None
    date: Annotated[str | None, Cites("DATE")] = None
    status: Status


class Funding(Event):
    """A company raises money from investors in a funding round (opt-in).

    Names are canonical; ``*_mention``, ``amount``, ``valuation`` and ``date`` are ids of mentions.
    ``investors`` are all who take part, the ``lead_investor`` included; ``investor_mentions`` goes with it,
    name by name. ``valuation`` is what the round values the company at.
    """

    parties: ClassVar[tuple[str, ...]] = ("company",)
    slots: ClassVar[tuple[str, ...]] = (
        "lead_investor", "investors", "amount", "round", "valuation", "date",
    )  # fmt: skip

    type: Literal["FUNDING"] = "FUNDING"
    company: str | None = None
    lead_investor: str | None = None
    investors: tuple[str, ...] = ()
    company_mention: Annotated[str | None, Cites("ORG", "company")] = None
    lead_investor_mention: Annotated[str | None, Cites("ORG", "lead_investor")] = None
    investor_mentions: Annotated[tuple[str | None, ...], Cites("ORG", "investors")] = ()
    amount: Annotated[str | None, Cites("MONEY")] = None
    valuation: Annotated[str | None, Cites("MONEY")] = None
    round: Round | None = None
    date: Annotated[str | None, Cites("DATE")] = None
    status: Status


AnyMention = Annotated[Money | Percent | Date | Organization | Quantity, Field(discriminator="type")]
AnyEvent = Annotated[Acquisition | Funding, Field(discriminator="type")]

MENTION_TYPES: dict[str, type[Mention]] = {
    "MONEY": Money,
    "PERCENT": Percent,
    "DATE": Date,
    "ORG": Organization,
    "QUANTITY": Quantity,
}
EVENT_TYPES: dict[str, type[Event]] = {"ACQUISITION": Acquisition, "FUNDING": Funding}
DEFAULT_TYPES: tuple[str, ...] = ("MONEY", "PERCENT", "DATE", "ORG", "ACQUISITION")
# What the slots of an event cite: asking for the event brings these mentions.
CITED_TYPES: dict[str, tuple[str, ...]] = {
    name: tuple(dict.fromkeys(cited.type for cited in event.citing().values()))
    for name, event in EVENT_TYPES.items()
}


class Failure(Record):
    """Why a document has no mentions: a reason, and the place in the input where there is one."""

    reason: str
    place: str | None = None


class Meta(Record):
    """How the records came about."""

    version: str | None = None
    pipeline: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    error: Failure | None = None


class Document(Record):
    """The records of one article. ``mentions`` are sorted by ``start``."""

    doc_id: str | None = None
    sha256: str | None = None
    lang: str = "und"
    published: str | None = None
    title: str | None = None
    mentions: tuple[AnyMention, ...] = ()
    events: tuple[AnyEvent, ...] = ()
    text: str | None = None
    meta: Meta = Meta()

    def _of(self, kind: type[Any]) -> tuple[Any, ...]:
        return tuple(mention for mention in self.mentions if isinstance(mention, kind))

    @property
    def money(self) -> tuple[Money, ...]:
        """The MONEY mentions."""
        return self._of(Money)

    @property
    def percents(self) -> tuple[Percent, ...]:
        """The PERCENT mentions."""
        return self._of(Percent)

    @property
    def dates(self) -> tuple[Date, ...]:
        """The DATE mentions."""
        return self._of(Date)

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """The ORG mentions."""
        return self._of(Organization)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The QUANTITY mentions (opt-in)."""
        return self._of(Quantity)

    @property
    def acquisitions(self) -> tuple[Acquisition, ...]:
        """The ACQUISITION events."""
        return tuple(event for event in self.events if isinstance(event, Acquisition))

    @property
    def fundings(self) -> tuple[Funding, ...]:
        """The FUNDING events (opt-in)."""
        return tuple(event for event in self.events if isinstance(event, Funding))

    def mention(self, mention_id: str | None) -> AnyMention | None:
        """The mention with this id, or None."""
        return next((m for m in self.mentions if m.id == mention_id), None)

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        """The mentions, in the order of the text."""
        return iter(self.mentions)
