"""What each peer finds in a sentence, in one form: type, start, end (exclusive) and the readings that it offers.

A reading of a date is its first and last day; of money (least, most, ISO 4217 code); of a percentage (least, most).
Where a peer offers several readings, any of them may be right; where it names no ISO code but a sign or a word ("Dollar",
"Cent"), the amount alone is compared, as units and as hundredths.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, NamedTuple

import recognizers_env
from aiextract import records, timex

RECOGNIZERS_CODE = """
import datetime, json, sys
from recognizers_date_time import recognize_datetime
from recognizers_number import recognize_percentage
from recognizers_number_with_unit import recognize_currency
answers = []
for text, published, culture in json.load(sys.stdin):
    found = []
    reference = datetime.datetime.fromisoformat(published)
    for read, more in ((recognize_currency, {}), (recognize_percentage, {}), (recognize_datetime, {"reference": reference})):
        try:
            results = read(text, culture, **more)
        except Exception:
            continue  # a sentence on which it breaks down counts as one without findings
        found += [(r.start, r.end + 1, r.type_name, r.resolution) for r in results]
    answers.append(found)
json.dump(answers, sys.stdout)
"""


class Found(NamedTuple):
    """A mention that a reader found, with every reading that it offers."""

    type: str
    start: int
    end: int
    readings: tuple[tuple[Any, ...], ...]


def ours(text: str, lang: str, published: str) -> list[Found]:
    import aiextract

    document = aiextract.extract(text, lang=lang, published=published, types=["MONEY", "PERCENT", "DATE"])
    found = []
    for m in document.mentions:
        if isinstance(m, records.Date):
            reading: tuple[Any, ...] = timex.days(m.value) or (m.value,)
        elif isinstance(m, records.Percent):
            reading = (m.value_min, m.value_max)
        elif isinstance(m, records.Money):
            reading = (m.amount_min, m.amount_max, m.currency)
        else:
            continue
        found.append(Found(m.type, m.start, m.end, (reading,)))
    return found


@cache
def _quantulum() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it asks for its classifier, which it can do without
        from quantulum3 import parser
    return parser


def quantulum3(text: str, lang: str, published: str) -> list[Found]:
    del lang, published
    found = []
    for quantity in _quantulum().parse(text):
        start, end = quantity.span
        spread = Decimal(str(quantity.uncertainty or 0))
        least, most = (Decimal(str(quantity.value)) + sign * spread for sign in (-1, 1))
        if quantity.unit.name == "percentage":
            found.append(Found("PERCENT", start, end, ((least, most),)))
        elif quantity.unit.entity.name == "currency":
            reading = _money(least, most, quantity.unit.currency_code)
            found.append(Found("MONEY", start, end, reading))
    return found


def dateparser(text: str, lang: str, published: str) -> list[Found]:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    settings: Any = {"RELATIVE_BASE": dt.datetime.fromisoformat(published)}
    # search_dates gives a day even for "May 2024"; the parser behind it says how precise the phrase is.
    phrase = DateDataParser(languages=[lang], settings=settings)
    found, at = [], 0
    for surface, moment in search_dates(text, languages=[lang], settings=settings) or []:
        start = text.find(surface, at)
        if start < 0:
            continue
        at = start + len(surface)
        days = _period(moment.date(), phrase.get_date_data(surface).period)
        found.append(Found("DATE", start, at, (days,)))
    return found


def _period(day: dt.date, period: str | None) -> tuple[dt.date, dt.date]:
    iso = day.isoformat()
    year, week, _ = day.isocalendar()
    value = {"year": iso[:4], "month": iso[:7], "week": f"{year}-W{week:02}"}.get(period or "", iso)
    return timex.days(value) or (day, day)


def price_parser(text: str, lang: str, published: str) -> list[Found]:
    """Its one price for a sentence; it gives no offsets, so that its number is looked up in the text."""
    del lang, published
    from price_parser import Price

    price = Price.fromstring(text)
    if price.amount is None or price.currency is None:
        return []
    start = text.find(price.amount_text or "")
    return [
        Found("MONEY", start, start + len(price.amount_text or ""), _money(price.amount, price.amount, None))
    ]


def recognizers_text(sentences: list[tuple[str, str, str]]) -> list[list[Found]]:
    """All sentences at once, since it runs in a process of its own: (text, language, published)."""
    request = [(text, published, recognizers_env.CULTURES[lang]) for text, lang, published in sentences]
    answers = recognizers_env.run(RECOGNIZERS_CODE, request)
    return [
        [f for start, end, kind, value in answer for f in _recognized(start, end, kind, value, lang)]
        for (_, lang, _), answer in zip(sentences, answers, strict=True)
    ]


def _recognized(start: int, end: int, kind: str, resolution: Any, lang: str) -> Iterator[Found]:
    if kind == "currency" and resolution:
        amount = _decimal(resolution["value"], lang)
        if amount is not None:
            reading = _money(amount, amount, resolution.get("isoCurrency"))
            yield Found("MONEY", start, end, reading)
    elif kind == "percentage" and resolution:
        value = _decimal(resolution["value"].rstrip("%"), lang)
        if value is not None:
            yield Found("PERCENT", start, end, ((value, value),))
    elif kind.startswith("datetimeV2.date"):
        days = tuple(d for v in (resolution or {}).get("values", ()) if (d := _recognized_days(v)))
        yield Found("DATE", start, end, days)


def _recognized_days(value: dict[str, str]) -> tuple[dt.date, dt.date] | None:
    """Its ranges do not hold their last day; with "since" or "before" only one end is there, and the point counts."""
    if days := timex.days(value.get("timex", "")):
        return days
    try:
        first = dt.date.fromisoformat((value.get("value") or value.get("start") or "")[:10])
        last = dt.date.fromisoformat(value["end"][:10]) if "end" in value else first
    except ValueError:
        return None
    if "end" in value and len(value["end"]) == len("2025-01-01"):
        last -= dt.timedelta(days=1)
    return first, last


def _money(least: Decimal, most: Decimal, code: str | None) -> tuple[tuple[Any, ...], ...]:
    """Without a code: readings without a currency."""
    return ((least, most, code),) if code else ((least, most), (least / 100, most / 100))


def _decimal(text: str | None, lang: str) -> Decimal | None:
    if not text:
        return None
    try:
        return Decimal(text.replace(",", "") if lang == "en" else text.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None
