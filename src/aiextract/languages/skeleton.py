"""The beginnings of a language file, from what CLDR knows of the language (through Babel).

Already useful for absolute dates, percentages, and money with a symbol, an ISO code or the currency's own
name; everything that needs grammar ("last year", "more than", "billion") is left to whoever goes on with
it.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Collection, Iterator
from itertools import product
from pathlib import Path
from typing import Any

from aiextract.errors import LanguageFileError
from aiextract.languages import parse_code, relative
from aiextract.source import fold

# Languages whose words are written without spaces between them (ISO 639 codes).
_UNSPACED = frozenset({"bo", "dz", "ja", "km", "lo", "my", "th", "zh"})
_FIELD = re.compile(r"'(?P<text>[^']*)'|(?P<field>d+|[ML]+|y+)|(?P<skip>[EGcec]+)|(?P<literal>[^'dMLyEGce]+)")
_CURRENCIES = Path(__file__).parent / "data" / "currencies.toml"


def make(code: str, without: Collection[str] = ()) -> str:
    """The TOML text of a new language file; raises LanguageFileError if CLDR does not know the language.

    ``without``: names of date rules that are left out, ``ago`` and ``ahead`` for those of all units.
    """
    lang = parse_code(code)[0]
    data = _data(lang)
    lines = [f"code = {_quote(lang)}", f"name = {_quote(_name(lang))}", ""]
    for section, body in (
        ("text", _text(data)),
        ("numbers", _numbers(data)),
        ("money", _money(lang, data)),
        ("percent", _percent(data)),
        ("dates", _dates(lang, data, without)),
        ("organizations", ()),
        ("events", ()),
        ("acquisition", ()),
        ("funding", ()),
        ("variants", ()),
    ):
        lines += [f"# ===== {section} =====", *body, ""]
    return "\n".join(lines).rstrip() + "\n"


def names(lang: str, kind: str) -> dict[str, dict[int, list[str]]]:
    """Names of months (1 = January) or days (1 = Monday), folded, as ``{"wide": …, "abbreviated": …}``.

    ``kind`` is ``months`` or ``days``. Each has its forms in a date and alone, where the language knows both
    (Polish "marca", "marzec").
    """
    found: dict[str, dict[int, list[str]]] = {}
    for width in ("wide", "abbreviated"):
        for data, context in product(_written_as(lang), ("format", "stand-alone")):
            forms = data.get(kind, {}).get(context, {}).get(width)
            for number, form in forms.items() if isinstance(forms, dict) else ():
                plain = fold(form)
                known = found.setdefault(width, {}).setdefault(number + (kind == "days"), [])
                if plain not in known and not plain.isdecimal():
                    known.append(plain)
    return found


def _data(lang: str) -> dict[str, Any]:
    """What CLDR itself says of a language, without what it inherits."""
    from babel import localedata
    from babel.core import get_global

    if not localedata.exists(lang):
        raise LanguageFileError(f"{lang}.toml", "CLDR has no data on this language: write the file by hand")
    parent = get_global("parent_exceptions").get(lang)  # Norwegian Bokmål stands under Norwegian
    own = dict(localedata.load(lang, merge_inherited=False))
    return own if parent in (None, "root") else {**localedata.load(parent, merge_inherited=False), **own}


def _written_as(lang: str) -> list[dict[str, Any]]:
    """The data of a language, and what differs in its other scripts (traditional Chinese)."""
    from babel import localedata

    others = (
        code for code in localedata.locale_identifiers() if re.fullmatch(rf"{lang}_[A-Z][a-z]{{3}}", code)
    )
    return [_data(lang), *(dict(localedata.load(code, merge_inherited=False)) for code in sorted(others))]


def _name(lang: str) -> str:
    from babel import Locale

    return str(Locale.parse(lang).english_name)


def _quote(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _listed(values: list[str]) -> str:
    return "[" + ", ".join(map(_quote, values)) + "]"


def _example(text: str, expect: dict[str, str]) -> str:
    fields = ", ".join(f"{key} = {_quote(value)}" for key, value in expect.items())
    return f"examples = [{{ text = {_quote(text)}, expect = {{ {fields} }} }}]"


def _rule(section: str, name: str, *lines: str) -> Iterator[str]:
    yield from ("", f"[[{section}.rules]]", f"name = {_quote(name)}", *lines)


# --- text, numbers, money, percent ---


def _text(data: dict[str, Any]) -> Iterator[str]:
    yield "[text]"
    if re.match(r"d+\.", _format(data, "long")):
        yield "ordinal_point = true"


def _decimal(data: dict[str, Any]) -> str:
    from babel import localedata

    symbols = data.get("number_symbols", {}).get("latn", {})
    shared = localedata.load("root")["number_symbols"]["latn"]
    return fold(str(symbols.get("decimal", shared["decimal"])))


def _numbers(data: dict[str, Any]) -> Iterator[str]:
    mark = _decimal(data)
    yield from (
        "[numbers]",
        f"decimal = {_quote(mark)}",
        "",
        "[numbers.examples]",
        f"{_quote(f'12{mark}5')} = '12.5'",
    )


def _money(lang: str, data: dict[str, Any]) -> Iterator[str]:
    yield "[money]"
    amount = {"amount_min": "12.5", "amount_max": "12.5", "currency": "EUR"}
    written = f"12{_decimal(data)}5"
    for name, text in (
        ("prefix_symbol", f"€{written}"),
        ("prefix_code", f"EUR {written}"),
        ("suffix_symbol", f"{written} €"),
        ("suffix_code", f"{written} EUR"),
    ):
        yield from _rule("money", name, _example(text, amount))
    currencies = dict(_currencies(_written_as(lang)))
    if lang not in _UNSPACED and "EUR" in currencies:
        yield from _rule("money", "suffix_name", _example(f"{written} {currencies['EUR'][0]}", amount))
    yield from ("", "[money.names]")
    for currency, forms in currencies.items():
        yield f"{currency} = {_listed(forms)}"


def _currencies(written: list[dict[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    """ISO code -> names of the currency, singular and plural; a name goes to the first code that has it."""
    codes = tomllib.loads(_CURRENCIES.read_text(encoding="utf-8"))["codes"]
    taken: set[str] = set()
    for code in codes:
        forms: list[str] = []
        for data in written:
            forms += map(str, data.get("currency_names_plural", {}).get(code, {}).values())
            forms.append(str(data.get("currency_names", {}).get(code, "")))
        # CLDR marks the years of an old currency ("(1960-1989)"); no text does.
        plain = dict.fromkeys(re.sub(r" \(.*\)", "", fold(form)) for form in forms)
        kept = [form for form in plain if form and form not in taken and form != code.lower()]
        taken.update(kept)
        if kept:
            yield code, kept


def _percent(data: dict[str, Any]) -> Iterator[str]:
    yield "[percent]"
    share = {"value_min": "12.5", "value_max": "12.5"}
    yield from _rule("percent", "sign", _example(f"12{_decimal(data)}5 %", share))


# --- dates ---


def _format(data: dict[str, Any], width: str) -> str:
    from babel import localedata

    known = data.get("date_formats", {}).get(width) or localedata.load("root")["date_formats"][width]
    return str(known.pattern)


def _order(data: dict[str, Any]) -> str:
    fields = re.sub(r"'[^']*'|[^dMy]", "", _format(data, "short")).replace("M", "m")
    order = "".join(dict.fromkeys(fields))
    return order if order in ("dmy", "mdy", "ymd") else "dmy"


def _dates(lang: str, data: dict[str, Any], without: Collection[str]) -> Iterator[str]:
    months, days = names(lang, "months"), names(lang, "days")
    yield from ("[dates]", f"order = {_quote(_order(data))}")
    if lang in _UNSPACED:
        yield "spaced = false"
    if not months or len(months.get("wide", {})) != 12:
        return
    yield from ("", *class_lines(lang))
    yield from relative.class_lines(lang)
    parts = ["month", "weekday"] if days else ["month"]
    yield from ("", "[dates.parts]", 'a_count = "{n}"')
    for part in parts:
        short = f"short{part}"
        yield f"a_{part} = {_quote(f'({{{part}}}|{{{short}:{part}}})')}"
    gap = "" if lang in _UNSPACED else " "
    weekday = "[{a_weekday}[,] ]" if days and gap else ""
    march = months["wide"][3][0]
    for name, template, value in _templates(data, gap):
        if name in without:
            continue
        example = _example(
            _written(template, march), {"value": value.format(year=2023, month="03", day="09")}
        )
        pattern = (weekday if "day" in value else "") + template
        yield from _rule("dates", name, f"pattern = {_quote(pattern)}", f"value = {_quote(value)}", example)
    for name, pattern, value, text, day in relative.rules(lang):
        if name in without or name.split("_")[0] in without:
            continue
        shown = f'text = {_quote(text)}, published = "2024-08-13", expect = {{ value = "{day}" }}'
        example = f"examples = [{{ {shown} }}]"
        known = ("known = true",) if name in ("relative_day", "ahead_day") else ()
        yield from _rule(
            "dates", name, f"pattern = {_quote(pattern)}", f"value = {_quote(value)}", *known, example
        )


def class_lines(lang: str) -> Iterator[str]:
    """The ``[dates.names]`` table of a language: its months and weekdays, in full and short."""
    yield "[dates.names]"
    for name, kind in (("month", "months"), ("weekday", "days")):
        found = names(lang, kind)
        full = found.get("wide", {})
        taken = {form for forms in full.values() for form in forms}
        # Text writes an abbreviation with or without its point; one letter abbreviates too much.
        short = {
            number: list(dict.fromkeys(f"{f.rstrip('.')}." for f in forms if f not in taken and _long(f)))
            for number, forms in found.get("abbreviated", {}).items()
        }
        yield f"{name} = {_class(full)}"
        yield f"short{name} = {_class(short)}"


def _long(form: str) -> bool:
    return len(form.rstrip(".")) > 1


def _class(found: dict[int, list[str]]) -> str:
    """A table of forms by number, without those that two numbers share."""
    every = [form for forms in found.values() for form in forms]
    own = {number: [form for form in found[number] if every.count(form) == 1] for number in sorted(found)}
    rows = [f"{number} = {_listed(forms)}" for number, forms in own.items() if forms]
    return "{ " + ", ".join(rows) + " }" if rows else "{}"


def _templates(data: dict[str, Any], gap: str) -> Iterator[tuple[str, str, str]]:
    """Name, pattern and value of each way to write a date with the name of a month.

    The language's own long format, what is left of it without the year and without the day, and, where
    words are parted by spaces, day, month and year in the usual orders.
    """
    full, day, month = "{year}-{month}-{day}", "XXXX-{month}-{day}", "{year}-{month}"
    seen: set[str] = set()
    pattern = _format(data, "long")
    if not re.search(r"[ML]{3}", pattern):
        pattern = "d MMMM y"
    parts = list(_parts(pattern))
    ways = [
        ("long", "".join(parts), full),
        ("long_month_day", _without(parts, "{year}"), day),
        ("long_month_year", _without(parts, "{dd:day}"), month),
    ]
    if gap:
        ways += [
            ("day_month_year", "{dd:day}[.] {a_month}[,] {year}", full),
            ("month_day_year", "{a_month} {dd:day}, {year}", full),
            ("day_month", "{dd:day}[.] {a_month}", day),
            ("month_year", "{a_month} {year}", month),
        ]
    for name, template, value in ways:
        plain = re.sub(r"\[.\]", "", template)
        if plain not in seen:
            seen.add(plain)
            yield name, template, value


def _parts(pattern: str) -> Iterator[str]:
    """The fields and literals of a CLDR date pattern as parts of a template."""
    fields = {"d": "{dd:day}", "M": "{a_month}", "L": "{a_month}", "y": "{year}"}
    for match in _FIELD.finditer(pattern.replace("\u202f", " ").replace("\u00a0", " ")):
        if match["field"]:
            yield fields[match["field"][0]]
        elif literal := fold(match["text"] or match["literal"] or ""):
            # A point or comma may be left out; what means something in a template is escaped.
            yield re.sub(r"[.,]", lambda m: f"[{m[0]}]", re.sub(r"[\\\[\](){}<>|]", r"\\\g<0>", literal))


def _without(parts: list[str], field: str) -> str:
    """The parts without a field and the literals that only joined it to the rest."""
    at = parts.index(field)
    kept = parts[:at]
    if at == 0:  # the field comes first: so do its literals
        after = next(i for i, part in enumerate(parts[1:], 1) if part.startswith("{"))
        return "".join(_trimmed(parts[after:]))
    while kept and not kept[-1].startswith("{"):
        kept.pop()
    rest = parts[at + 1 :]
    return "".join(_trimmed(kept + rest if any(p.startswith("{") for p in rest) else kept))


def _trimmed(parts: list[str]) -> list[str]:
    while parts and not parts[-1].startswith("{"):
        parts = parts[:-1]
    return parts


def _written(template: str, month: str) -> str:
    """The date 9 March 2023 as a template writes it."""
    text = template.replace("{dd:day}", "9").replace("{a_month}", month).replace("{year}", "2023")
    return re.sub(r"\\(.)|[\[\]]", r"\1", text).rstrip(" .,")
