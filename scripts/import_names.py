"""Make ``data/names/imported.tsv.gz``: listed companies and universities that can be told from other words.

Beside it goes ``places.txt``: countries and towns (of time zones) in eight languages, from CLDR (Babel).

    python scripts/import_names.py GAZETTEER

GAZETTEER is a folder with ``listed_companies.tsv.gz`` (from FinanceDatabase, MIT) and
``universities.tsv.gz`` (from university-domains-list, MIT), each with a header and the columns name, aliases
(separated by ``|``), country, source. A name that is an ordinary word, a given name or a place in one of
eight languages is dropped or marked weak (it then needs support from its context). Word frequencies come from
``wordfreq`` (``pip install wordfreq``), which the package itself does not need and of which nothing is kept.

A line of the result: first word of the key, then its names, each ``rest of the key|name|kind``.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from aiextract.languages import DATA, get_language
from aiextract.organizations.names import key
from aiextract.source import fold

LANGUAGES = ("fr", "pt", "id", "en", "es", "de", "it", "nl")
# Exchange shorthand and instruments rather than companies.
RESIDUE = re.compile(
    r"\b(cert|certs|custodial|etf|etn|warrants?|bond|bonds|notes?|trust units?|rights|pref|preferred|"
    r"adr|gdr|shs|acquisition corp\w*|spac|depositary)\b|[%$#@*=]|\d{3,}|\|",
    re.IGNORECASE,
)
FORM = re.compile(r"^PT |\s+(?:Tbk|\(Persero\))\b\.?")
RARE, COMMON = 2.6, 3.6  # Zipf frequencies


def rows(path: Path) -> Iterator[str]:
    """The names of a list; its aliases only add legal forms, which are read by rule."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["name"]:
                yield FORM.sub("", row["name"].strip())


def territories() -> set[str]:
    """Countries and the towns that stand for a time zone, in all languages, as in the folded text."""
    found: set[str] = set()
    for code in LANGUAGES:
        locale = Locale(code)
        found.update(fold(name) for name in locale.territories.values())
        found.update(fold(zone["city"]) for zone in locale.time_zones.values() if "city" in zone)
    return {name for name in found if len(name) > 2 and name.replace(" ", "").isalpha()}


def places() -> set[str]:
    """Keys of all places that the package knows."""
    found = {key(name) for name in territories()}
    for code in ("und", "fr", "pt", "id", "en"):
        found.update(key(place) for place in get_language(code).organizations.places)
    return found


def strength(name: str, zipf: dict[str, float], avoid: set[str]) -> str | None:
    """``""`` for a name that stands for itself, ``"w"`` or (one word) ``"s"`` for a weak one, else None."""
    words = key(name).split()
    joined = " ".join(words)
    if joined in avoid or len(joined) < 3 or RESIDUE.search(name) or not name[0].isalnum():
        return None
    frequency = min(zipf[word] for word in words)
    if len(words) == 1:
        if frequency >= COMMON:
            return None
        return "s" if frequency >= RARE or len(joined) <= 4 or words[0].isdigit() else ""
    if all(word in avoid or zipf[word] >= COMMON for word in words):
        return None if all(word in avoid for word in words) else "w"
    return "" if frequency < COMMON else "w"


def main() -> None:
    """Read the lists, filter them, write the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gazetteer", type=Path)
    folder: Path = parser.parse_args().gazetteer
    from wordfreq import zipf_frequency

    class Frequencies(dict[str, float]):
        def __missing__(self, word: str) -> float:
            self[word] = max(zipf_frequency(word, code) for code in LANGUAGES)
            return self[word]

    zipf = Frequencies()
    given = {
        key(name)
        for code in ("und", "fr", "pt", "id", "en")
        for name in get_language(code).organizations.given
    }
    avoid = places() | given
    lines: dict[str, dict[str, str]] = defaultdict(dict)
    for name in rows(folder / "listed_companies.tsv.gz"):
        mark = strength(name, zipf, avoid)
        if mark is not None and any(c.isupper() for c in name):
            first, _, rest = key(name).partition(" ")
            lines[first].setdefault(rest, f"{rest}|{name}|l{mark}")
    for name in rows(folder / "universities.tsv.gz"):
        if "|" not in name and len(key(name).split()) > 1:
            first, _, rest = key(name).partition(" ")
            lines[first][rest] = f"{rest}|{name}|u"
    text = "".join(f"{first}\t" + "\t".join(lines[first].values()) + "\n" for first in sorted(lines))
    target = DATA / "names" / "imported.tsv.gz"
    with open(target, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode("utf-8"))
    listed = "".join(f"{name}\n" for name in sorted(territories()))
    (DATA / "names" / "places.txt").write_text(listed, encoding="utf-8")
    print(f"{sum(map(len, lines.values()))} names, {target.stat().st_size} bytes in {target}")


if __name__ == "__main__":
    main()
