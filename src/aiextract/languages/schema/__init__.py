"""The schema of a language file: one pydantic model a section, unknown keys refused."""

from __future__ import annotations

from typing import Any

from aiextract.languages.schema.acquisition import AcquisitionSection
from aiextract.languages.schema.base import Example, Rule, Section
from aiextract.languages.schema.dates import DatesSection
from aiextract.languages.schema.events import EventsSection
from aiextract.languages.schema.funding import FundingSection
from aiextract.languages.schema.money import MoneySection
from aiextract.languages.schema.numbers import NumbersSection
from aiextract.languages.schema.organizations import OrganizationsSection
from aiextract.languages.schema.percent import PercentSection
from aiextract.languages.schema.text import TextSection

__all__ = ["Example", "Language", "Rule", "Section"]


class Language(Section):
    """One language: everything that the scanners know of it.

    ``variants`` holds, by region, what differs there: tables of the same shape, laid over the file
    (``[variants.PT.numbers]``).
    """

    code: str
    name: str
    text: TextSection = TextSection()
    numbers: NumbersSection = NumbersSection()
    money: MoneySection = MoneySection()
    percent: PercentSection = PercentSection()
    dates: DatesSection = DatesSection()
    organizations: OrganizationsSection = OrganizationsSection()
    events: EventsSection = EventsSection()
    acquisition: AcquisitionSection = AcquisitionSection()
    funding: FundingSection = FundingSection()
    variants: dict[str, dict[str, Any]] = {}

    def __hash__(self) -> int:
        """By identity: a language is loaded once, and compiled grammars are kept by it."""
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other
