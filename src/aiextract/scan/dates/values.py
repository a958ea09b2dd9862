"""From what a match of a date rule captured to the values as written."""

from __future__ import annotations

import re

from aiextract.scan.dates.grammar import CompiledRule, Grammar


def values_of(
    compiled: CompiledRule, match: re.Match[str], grammar: Grammar
) -> tuple[list[tuple[int, int]], list[str]]:
    """Spans of the mentions that a match holds, and their values with what was captured filled in."""
    captured: dict[str, str] = {}
    spans = []
    for number, text in enumerate(match.groups(), 1):
        if text is None:
            continue
        label, name = compiled.pattern.labels[number - 1]
        if label == "<":
            spans.append(match.span(number))
            continue
        value = _captured(label, name, text, grammar)
        if label.startswith("add"):  # "two thousand" "and" "fourteen": parts of one number
            label = label.removeprefix("add")
            value = _format(label, str(int(value) + int(captured.get(label, "0"))))
        captured[label] = value
    spans = spans or [match.span()]
    if shift := captured.get("ryear"):  # "of last year"
        captured["year"] = f"REF{shift}Y"
    elif shift := captured.get("pyear"):  # "of the same year"
        captured["year"] = f"PREV{shift}Y"
    values = [_fill(template, captured) for template in compiled.values]
    if (weekday := captured.get("weekday")) and len(values) == 1 and "weekday}" not in compiled.values[0]:
        values = [f"{value}@{weekday}" if value.startswith("XXXX-") else value for value in values]
    if side := captured.get("side"):  # "last", "next" before or after a month, a weekday
        values = [side + value if value.startswith("XXXX") else value for value in values]
    return spans, values


def _captured(label: str, name: str, text: str, grammar: Grammar) -> str:
    forms = grammar.forms.get(name)
    if forms is not None:
        value = forms.get(text) or _by_form(forms, " ".join(text.split()))
    elif name == "roman":
        value = str(_roman(text))
    else:
        value = text
    return _format(label.rstrip("0123456789"), value)


def _by_form(forms: dict[str, str], text: str) -> str:
    """The value of a form, of which the last point may be left out or be one too many."""
    return forms.get(text) or forms.get(text + ".") or forms[text.rstrip(".")]


def _format(label: str, value: str) -> str:
    """A captured value as its label writes it: two digits for a month, ``199X`` for a decade."""
    if not value.isdecimal():
        return value
    number = int(value)
    if label == "year":
        return str(number + (1900 if number >= 70 else 2000)) if len(value) == 2 else f"{number:04d}"
    if label == "era":
        return f"{number:04d}"
    if label in ("month", "day", "week"):
        return f"{number:02d}"
    if label == "decade":
        if len(value) == 4:
            return value[:3] + "X"
        return ("20" if number < 20 else "19") + value[:1] + "X"
    if label == "century":
        return f"{number - 1:02d}XX"
    return str(number)


def _roman(text: str) -> int:
    digits = [{"i": 1, "v": 5, "x": 10}[char] for char in text]
    return sum(-d if i + 1 < len(digits) and d < digits[i + 1] else d for i, d in enumerate(digits))


_UNKNOWN = {"year": "XXXX", "month": "XX", "day": "XX", "n": "1"}
_LABEL = re.compile(r"\{(\w+)\}")


def _fill(template: str, captured: dict[str, str]) -> str:
    if "{" not in template:
        return template
    return _LABEL.sub(lambda m: captured.get(m[1]) or _UNKNOWN.get(m[1].rstrip("0123456789"), "X"), template)
