"""Why a trigger tells of no event, and why a slot stays empty: what ``explain`` asks the event types for.

The reasons are codes for programs; ``explanation`` has the sentences for people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aiextract.events.reading import Reading

__all__ = ["Miss", "Refusal", "Trace", "Unfit"]


class Miss(StrEnum):
    """What a relation around a trigger lacked."""

    NOTHING = "nothing"
    NO_NAME = "no_name"
    OTHER_ROLE = "other_role"
    OWNER = "owner"


class Refusal(StrEnum):
    """Why a trigger tells of no event."""

    HYPOTHETICAL = "hypothetical"
    GOODS = "goods"
    SMALL_STAKE = "small_stake"
    NO_BUYER = "no_buyer"
    NO_TARGET = "no_target"
    NO_ORGANIZATION = "no_organization"
    NO_ROUND = "no_round"
    NO_COMPANY = "no_company"
    UNLIKELY = "unlikely"


class Unfit(StrEnum):
    """Why a value beside a trigger is not the event's."""

    PER_UNIT = "per_unit"
    VAGUE = "vague"
    POSSESSED = "possessed"
    VALUATION = "valuation"
    CONVERTED = "converted"
    OTHER_TIME = "other_time"
    NO_YEAR = "no_year"


@dataclass(slots=True)
class Trace:
    """What an event finder did: each trigger with the drafts it gave, and the events that these became.

    A draft that is no event itself has joined one, or was dropped as it fits several.
    """

    readings: list[tuple[Reading, list[Any]]] = field(default_factory=list)
    events: list[Any] = field(default_factory=list)
