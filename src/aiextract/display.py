"""Values of mentions and slots of events as people read them, for tables, trees and pages."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from aiextract.records import AnyMention, Date, Event, Money, Organization, Percent, plain

__all__ = ["grouped", "slot", "value"]


def value(mention: AnyMention) -> str:
    """The value of a mention: ``about 2,500,000,000 USD``, ``START 2025-03``, ``Alvéa Santé``."""
    if isinstance(mention, Organization):
        return mention.name
    if isinstance(mention, Date):
        return " ".join(filter(None, (mention.mod, mention.value)))
    if isinstance(mention, Money):
        unit, low, high = mention.currency or "", mention.amount_min, mention.amount_max
        if mention.per:
            unit = f"{unit} per {mention.per}"
    else:
        unit, low, high = mention.unit.replace("_", " "), mention.value_min, mention.value_max
    bounds = [grouped(bound) for bound in dict.fromkeys((low, high)) if bound is not None]
    qualifier = "" if mention.qualifier == "exact" else mention.qualifier.replace("_", " ")
    direction = (mention.direction or "") if isinstance(mention, Percent) else ""
    return " ".join(filter(None, (qualifier, " to ".join(bounds), unit, direction)))


def slot(event: Event, name: str, mentions: Mapping[str, AnyMention]) -> str:
    """What a slot of an event says: its names, the value of the mention (by id) that it cites, or nothing."""
    held = getattr(event, name)
    if isinstance(held, tuple):
        return ", ".join(held)
    if name in event.citing():
        return value(mentions[held]) if held in mentions else ""
    return held or ""


def grouped(number: Decimal) -> str:
    """A number with its thousands apart, exact: ``2,500,000.5``."""
    whole, point, decimals = plain(number).partition(".")
    return f"{int(whole):,}{point}{decimals}"
