"""Days of feasts that move with the moon, as the `holidays` library computes or knows them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from aiextract import timex

# Name in a date value -> a country that keeps the feast, and what the library calls it.
_KEPT_IN = {
    "LUNARNEWYEAR": ("SG", "Chinese New Year"),
    "DIWALI": ("SG", "Diwali"),
    "VESAK": ("ID", "Vesak Day"),
    "NYEPI": ("ID", "Day of Silence"),
    "EIDALFITR": ("ID", "Eid al-Fitr"),
    "EIDALADHA": ("ID", "Eid al-Adha"),
    "ISLAMICNEWYEAR": ("ID", "Islamic New Year"),
    "MAWLID": ("ID", "Prophet's Birthday"),
}


@lru_cache(maxsize=1024)
def day_of(name: str, year: int) -> dt.date | None:
    """The first day of a feast in a year; None where the name is none or the library does not know it."""
    if name == "EASTER":
        return timex.easter(year)
    if name not in _KEPT_IN:
        return None
    import holidays  # half a second, for texts that name such a feast

    country, called = _KEPT_IN[name]
    kept = holidays.country_holidays(country, years=year, observed=False, language="en_US")
    return min(
        (day for day, title in kept.items() if title.removesuffix(" (estimated)") == called), default=None
    )
