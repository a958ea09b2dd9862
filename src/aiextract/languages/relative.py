"""What dateparser knows of days, weeks, months and years beside today, as rules of a language file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from aiextract import timex
from aiextract.source import fold

_NEAR = re.compile(r"(?:(\d) (day|week|month|year) ago|in (\d) (day|week|month|year))")
_FAR = {
    "ago": re.compile(r"\\1 (day|week|month|year) ago"),
    "ahead": re.compile(r"in \\1 (day|week|month|year)"),
}
_NUMBER = r"(\d++[.,]?\d*+)"
_SHOWN = "2024-08-13"  # the day of publication in examples
_LITERAL = re.compile(r"[\\\[\](){}<>|]")
_OWN_WORD = re.compile(r"[^\W\d_]{2}|[\u3040-\u9fff\uac00-\ud7af]")


def near_words(code: str) -> dict[str, dict[str, list[str]]]:
    """Unit -> shift from now -> forms: ``{"day": {"-1": ["вчера"], …}, …}``; a form means one shift."""
    found: dict[str, dict[str, list[str]]] = {}
    forms: list[str] = []
    for key, listed in _info(code).get("relative-type", {}).items():
        match = _NEAR.fullmatch(key)
        if match is None:
            continue
        shift = f"-{match[1]}" if match[1] not in (None, "0") else f"+{match[3] or 0}"
        plain = list(dict.fromkeys(fold(form) for form in listed if len(form) > 2 or _dense(form)))
        found.setdefault(match[2] or match[4], {}).setdefault(shift, []).extend(plain)
        forms += plain
    return {
        unit: {
            shift: own
            for shift, listed in shifts.items()
            if (own := [f for f in listed if forms.count(f) == 1])
        }
        for unit, shifts in found.items()
    }


def far_templates(code: str, direction: str) -> dict[str, list[str]]:
    """Unit -> templates of "5 days ago" or "in 5 days" (``direction``: ``ago``, ``ahead``)."""
    found: dict[str, list[str]] = {}
    for key, listed in _info(code).get("relative-type-regex", {}).items():
        match = _FAR[direction].fullmatch(key)
        if match is None:
            continue
        for form in listed:
            before, number, after = form.partition(_NUMBER)
            kept = (
                number
                and before[:1] not in ("−", "–", "-", "+")
                and all(map(_says, (before + after).split()))
            )
            if kept and (before + after).strip():
                written = [_LITERAL.sub(r"\\\g<0>", fold(part)) for part in (before, after)]
                found.setdefault(match[1], []).append("{a_count}".join(written))
    return {unit: list(dict.fromkeys(listed)) for unit, listed in found.items()}


def class_lines(code: str) -> Iterator[str]:
    """The lines of ``[dates.names]``."""
    for unit, shifts in near_words(code).items():
        rows = ", ".join(
            f"{json.dumps(s)} = {json.dumps(f, ensure_ascii=False)}" for s, f in sorted(shifts.items())
        )
        if rows:
            yield f"rel{unit} = {{ {rows} }}"


def rules(code: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Name, pattern, value, example and its value of each rule."""
    for unit, shifts in near_words(code).items():
        for shift, forms in list(shifts.items())[:1]:
            yield (
                f"relative_{unit}",
                f"{{rel{unit}}}",
                f"REF{{rel{unit}}}{unit[0].upper()}",
                forms[0],
                _moved(int(shift), unit),
            )
    for direction, sign in (("ago", -1), ("ahead", 1)):
        for unit, templates in far_templates(code, direction).items():
            yield (
                f"{direction}_{unit}",
                "(" + "|".join(templates) + ")",
                f"REF{'-' if sign < 0 else '+'}{{n}}{unit[0].upper()}",
                re.sub(r"\\(.)", r"\1", templates[0].replace("{a_count}", "5")),
                _moved(5 * sign, unit),
            )


def _moved(count: int, unit: str) -> str:
    return timex.shift(_SHOWN, count, unit[0].upper()) or ""


def _says(word: str) -> bool:
    """Whether a word is more than a letter."""
    return _OWN_WORD.search(word) is not None or len(word) > 2


def _dense(form: str) -> bool:
    return bool(re.search(r"[\u3040-\u9fff\uac00-\ud7af]", form))


def _info(code: str) -> dict[str, Any]:
    try:
        module = import_module(f"dateparser.data.date_translation_data.{code}")
    except ImportError:
        return {}
    info: dict[str, Any] = module.info
    return info
