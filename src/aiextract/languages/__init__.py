"""Languages are data: one TOML file each, validated, loaded once.

``get_language("pt-PT")`` reads ``data/pt.toml`` and lays its variant ``PT`` over it. A language without
a file gets the language-neutral rules (``data/und.toml``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli  # the standard library's tomllib, compiled: a language loads in half the time
from pydantic import ValidationError

from aiextract.errors import LanguageCodeError, LanguageFileError
from aiextract.languages.schema import Language
from aiextract.languages.schema.text import TextSection

__all__ = ["Language", "available", "get_language", "load_language", "parse_code", "text_section"]

DATA = Path(__file__).parent / "data"
NEUTRAL = "und"
# What CLDR and dateparser say of some languages (scripts/import_languages.py); their files lie over it.
GENERATED = "generated"
# BCP 47: language, then script, region, variants, extensions and private use (RFC 5646, section 2.1).
_BCP47 = re.compile(
    r"(?P<lang>[a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
# The header of the first table that is not [text].
_OTHER_SECTION = re.compile(r"^\[\[?+(?!text\b)", re.MULTILINE)


def parse_code(code: str) -> tuple[str, str | None]:
    """Language and region of a BCP 47 tag: ``"pt-BR"`` -> ``("pt", "BR")``.

    Raises LanguageCodeError where the tag is malformed.
    """
    if not isinstance(code, str):
        raise LanguageCodeError(code)
    return _parsed(code)


@lru_cache(maxsize=1024)
def _parsed(code: str) -> tuple[str, str | None]:
    match = _BCP47.fullmatch(code.replace("_", "-"))
    if match is None:
        raise LanguageCodeError(code)
    region = match["region"]
    return match["lang"].lower(), region.upper() if region else None


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """Codes of the languages that have a file, in alphabetical order."""
    return tuple(
        sorted(path.stem for path in DATA.glob("*.toml") if path.stem not in (NEUTRAL, "currencies"))
    )


def load_language(path: Path, region: str | None = None) -> Language:
    """Read and validate a language file; raises LanguageFileError with the key that is wrong."""
    raw = _read(path)
    generated = path.parent / GENERATED / path.name
    if generated.exists():
        raw = _overlay(_read(generated), raw)
    if region is not None and isinstance(variants := raw.get("variants"), dict) and region in variants:
        raw = _overlay(raw, variants[region])
    try:
        return Language.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise LanguageFileError(
            path, f"{place}: {first['msg']} ({error.error_count()} problem(s) in all)"
        ) from None


@lru_cache(maxsize=256)
def text_section(code: str) -> TextSection:
    """The ``[text]`` section of an installed language.

    It stands first in each file and is read without the rest: telling the languages apart needs the
    function words of all, and nothing else of most.
    """
    path = DATA / f"{code}.toml"
    whole = path.read_text(encoding="utf-8")
    rest = _OTHER_SECTION.search(whole)
    try:
        head = tomli.loads(whole[: rest.start()] if rest else whole)
        return TextSection.model_validate(head["text"]) if "text" in head else get_language(code).text
    except (tomli.TOMLDecodeError, ValidationError):
        return load_language(path).text  # says what is wrong, and where


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LanguageFileError(path, "there is no such file") from None
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise LanguageFileError(path, f"is not a TOML file: {error}") from None


def _overlay(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Tables are laid over each other key by key, lists of rules rule by rule."""
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            value = _overlay(below, value)
        elif key == "rules" and below:
            own = {rule["name"] for rule in value}
            value = [rule for rule in below if rule["name"] not in own] + value
        merged[key] = value
    return merged


@lru_cache(maxsize=64)
def _load(code: str, region: str | None) -> Language:
    return load_language(DATA / f"{code}.toml", region)


def get_language(code: str) -> Language:
    """The language of a BCP 47 tag, or the neutral one where it has no file (``language.code == "und"``).

    Raises LanguageCodeError where the tag is malformed.
    """
    lang, region = parse_code(code)
    if lang not in available():
        return _load(NEUTRAL, None)
    known = _load(lang, None)
    return _load(lang, region) if region in known.variants else known
