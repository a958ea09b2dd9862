"""Title and date line of an article, found among the lines around its text.

Lines that are no title (navigation, language bars, captions, bylines, dates) are known by their shape or by
words that the ``[text]`` section of the language file gives.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from aiextract.languages import Language, get_language
from aiextract.scan import Region
from aiextract.source import Source, fold

Span = tuple[int, int]

_TOP = 12  # lines at the top in which the title and the date line are looked for
_LONGEST, _LONGEST_FRAME = 220, 300  # characters of a title, of a line of the frame
_SCRAP = 4  # words of a line that is neither a heading nor a sentence
_BODY = 140  # a line of this length that ends like a sentence is the text itself
_DECORATION = "#*_=~ \t\u00a0"
_ENDS_SENTENCE = re.compile(r"[.。;:,：；，]['\"”’»)*\s]*$")
_WORD = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"[A-Z](?<=[^\W\d_A-Z][A-Z])")  # glued words: a capital after a small letter
_BEYOND_ASCII, _ASCII_LETTER = re.compile("[^\x00-\x7f]"), re.compile("[A-Za-z]")
_SEPARATED = re.compile(r"\s[–—-]\s|[|•·\t]|\s{3,}")
_CRUMB = re.compile(r"[>»›/|·•\t]")
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(?:z|[+-]\d{2}:?\d{2})?)?"
)
_PLACE_AND_DAY = re.compile(
    r"(?P<place>[^\W\d][^\d,(]{1,30}?)\s?[,(]\s?(?P<day>[^()]{6,30}?)\)?(?:\s?\([^()]{2,30}\))?\s?(?:[–—]|--?\s|:\s|$)"
)
_TIME = re.compile(r"\d{1,2}\s?[:.h]\s?\d{2}(?::\d{2})?(?:\s?[+-]\d{2}:?\d{2})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_DATE_LINE, _DATE_WORDS = 100, 12  # characters of a line that is a date line, and words of the date in it


@dataclass(frozen=True, slots=True)
class Head:
    """Title and publication date, None where the article states none."""

    title: str | None
    published: str | None


class _Labels(NamedTuple):
    navigation: frozenset[str]
    credit: re.Pattern[str]
    byline: frozenset[str]
    published: re.Pattern[str]
    beside: frozenset[str]


def read(source: Source, paragraphs: Sequence[Span], language: Language, *, date_line: bool = True) -> Head:
    """Title and (if asked for) date line of an article, given its lines."""
    labels = _labels(language)
    published = _published(source, paragraphs, language, labels) if date_line else None
    return Head(_title(source, paragraphs, language, labels), published)


@lru_cache(maxsize=64)
def _labels(language: Language) -> _Labels:
    text, neutral = language.text, get_language("und").text
    return _Labels(
        navigation=frozenset(text.navigation + neutral.navigation),
        credit=_opening(text.credits + neutral.credits, r"\s*[:|：/]"),
        byline=frozenset(text.byline_words),
        published=_opening(text.published_labels + neutral.published_labels, r"(?:\s*[:|：]\s*|\s+)"),
        beside=frozenset(text.date_line_words + neutral.date_line_words),
    )


def _opening(words: Iterable[str], then: str) -> re.Pattern[str]:
    """A line that begins with one of the words (the longest first), then ``then``."""
    ordered = sorted(set(words), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, ordered))}){then}" if ordered else r"(?!)")


# --- the date line ---


def _published(source: Source, paragraphs: Sequence[Span], language: Language, labels: _Labels) -> str | None:
    """The date of the first line near the top that is nothing but a date; a labelled one is preferred."""
    plain: str | None = None
    body = 0
    for start, end in paragraphs[:_TOP]:
        line = source.text[start:end]
        if len(line) > _DATE_LINE:
            plain = plain or _dateline(line, language, labels)
            body += 1
            if body > 1:
                break
            continue
        folded = source.folded[start:end]
        if label := labels.published.match(folded):
            rest = _without_byline(line[label.end() :], labels)
            if value := _date(rest, language, labels, _MONTH) or _date_part(rest, language, labels):
                return value
        elif plain is None and not _ENDS_SENTENCE.search(line):
            plain = _unlabelled(line, language, labels)
    return plain


def _unlabelled(line: str, language: Language, labels: _Labels) -> str | None:
    """The date of a line that is one, with a place or among other things such as the author."""
    return (
        _date(line, language, labels, _MONTH)
        or _date_part(line, language, labels)
        or _dateline(line, language, labels)
    )


def _date_part(line: str, language: Language, labels: _Labels) -> str | None:
    """The day in one part of a line such as ``By Jane Doe | 13 August 2024, 10:30``."""
    parts = [part.strip() for part in _SEPARATED.split(line)]
    if len(parts) < 2 or any(_continues(part, labels) for part in parts):
        return None
    return next(filter(None, (_date(part, language, labels, _DAY) for part in parts)), None)


def _continues(part: str, labels: _Labels) -> bool:
    """Whether a part goes on with a sentence: it begins with a small letter, and is no byline."""
    return part[:1].islower() and fold(part.split()[0]) not in labels.byline | labels.beside


def _dateline(line: str, language: Language, labels: _Labels) -> str | None:
    """The day of ``PARIS, 13 August 2024 (Agency) – The company ...``: a place, then the day, then a dash."""
    match = _PLACE_AND_DAY.match(line)
    if match is None:
        return None
    day = _date(match["day"], language, labels, _DAY)
    return day if day and _names_only(match["place"].split()) else None


def _names_only(words: Sequence[str]) -> bool:
    return all(word[:1].isupper() for word in words)


def _date(text: str, language: Language, labels: _Labels, precision: re.Pattern[str]) -> str | None:
    """The value of a text that is nothing but a date, its time of day left out."""
    folded = fold(text)
    if not any(map(str.isdecimal, folded)) or len(folded.split()) > _DATE_WORDS:
        return None
    label = labels.published.match(folded)
    text, folded = (text[label.end() :], folded[label.end() :]) if label else (text, folded)
    if (iso := _ISO.fullmatch(folded.strip(" ()[],.*"))) and (day := _iso_day(iso)):
        return day
    for start, end, value in _scanned(text, language):
        if precision.match(value) and not _left_over(folded[:start] + " " + folded[end:], labels):
            return value
    return None


def _iso_day(match: re.Match[str]) -> str | None:
    year, month, day = (int(match[i]) for i in (1, 2, 3))
    in_calendar = 1 <= month <= 12 and 1 <= day <= 31 and year > 0
    return f"{year:04}-{month:02}-{day:02}" if in_calendar else None


def _scanned(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Start, end and value of each full date that the language's own grammar reads in a short text."""
    from aiextract.scan import dates

    for candidate in dates.scan(Source(text), (Region(0, len(text), language),), None):
        value = candidate.fields["value"]
        if candidate.fields.get("mod") is None and (_DAY.fullmatch(value) or _MONTH.fullmatch(value)):
            yield candidate.start, candidate.end, value


def _left_over(rest: str, labels: _Labels) -> bool:
    """Whether anything but a time of day, marks and small words stands beside the date."""
    rest = _TIME.sub(" ", rest)
    return any(c.isdecimal() for c in rest) or any(w not in labels.beside for w in _WORD.findall(rest))


# --- the title ---


def _title(source: Source, paragraphs: Sequence[Span], language: Language, labels: _Labels) -> str | None:
    lines = [source.text[start:end] for start, end in paragraphs[:_TOP]]
    content = [_plain(line) for line in lines if not _is_frame(line, language, labels)]
    # What is left of the frame: labels, buttons, reading times. The text itself ends like a sentence.
    while len(content) > 2 and _is_scrap(content[0]):
        del content[0]
    if len(content) < 2 or not _is_heading(content[0]):
        return _title_of_copy(source, paragraphs, language, labels)
    first, second = content[:2]
    if len(content) > 2 and _is_heading(second) and (_is_kicker(first) or _is_with_site(first, second)):
        return second
    return first


def _title_of_copy(
    source: Source, paragraphs: Sequence[Span], language: Language, labels: _Labels
) -> str | None:
    """The title that stands before the second copy, where the text comes twice."""
    text = source.text
    body = next(((s, e) for s, e in paragraphs[:_TOP] if e - s >= _BODY), None)
    if body is None:
        return None
    copy = text.find("\n" + text[slice(*body)], body[1])
    if copy < 0:
        return None
    before = text[max(0, copy - 4 * _LONGEST) : copy].splitlines()[-_TOP // 2 :]
    for line in reversed([line.strip() for line in before if line.strip()]):
        if not _is_frame(line, language, labels):
            return _plain(line) if _is_heading(_plain(line)) else None
    return None


def _plain(line: str) -> str:
    return line.strip(_DECORATION)


def _is_heading(line: str) -> bool:
    """Whether a line can be a title: short, of several words, not ended like a sentence."""
    if len(line) > _LONGEST or _ENDS_SENTENCE.search(line) or line[:2] in ("- ", "• "):
        return False
    words = _WORD.findall(line)
    return sum(len(word) > 3 for word in words) >= 2 or any(len(w) > 4 and not w.isascii() for w in words)


def _is_scrap(line: str) -> bool:
    return len(line.split()) <= _SCRAP and not _is_heading(line) and not _ENDS_SENTENCE.search(line)


def _is_kicker(line: str) -> bool:
    """Whether a heading may be the name of a section above the title: two words, or capitals."""
    words = line.split()
    return len(words) <= 2 or (len(words) <= 4 and line.isupper())


def _is_with_site(line: str, title: str) -> bool:
    """Whether a line is the title with the name of the site behind it."""
    return line.startswith(title) and _SEPARATED.match(line, len(title)) is not None


def _is_frame(line: str, language: Language, labels: _Labels) -> bool:
    """Whether a line is no part of the article: navigation, language bar, caption, byline, date, number."""
    plain = _plain(line)
    if len(plain) > _LONGEST_FRAME:
        return False
    folded = fold(plain)
    if not _WORD.search(plain):
        return True
    return (
        plain[0] in "©®"
        or _is_navigation(folded, labels)
        or labels.credit.match(folded) is not None
        or _is_byline(plain, folded, labels)
        or _is_language_bar(plain)
        or (len(plain) <= _DATE_LINE and _is_date_line(plain, language, labels))
    )


def _is_navigation(folded: str, labels: _Labels) -> bool:
    """A navigation label, or a path or menu of which at least half are."""
    parts = [part.strip(" :…") for part in _CRUMB.split(folded)]
    parts = [part for part in parts if part]
    return bool(parts) and 2 * sum(part in labels.navigation for part in parts) >= len(parts)


def _without_byline(text: str, labels: _Labels) -> str:
    """What stands before the author's name: ``13 August 2024 by Jane Doe``."""
    words = text.split(" ")
    for number, word in enumerate(words):
        if fold(word) in labels.byline and number and _names_only(words[number + 1 :]):
            return " ".join(words[:number])
    return text


def _is_date_line(line: str, language: Language, labels: _Labels) -> bool:
    return _unlabelled(line, language, labels) is not None


def _is_byline(line: str, folded: str, labels: _Labels) -> bool:
    """``By Jane Doe``: a word of authorship, then names."""
    opener, _, names = folded.partition(" ")
    if opener not in labels.byline or len(line) > 80 or not names:
        return False
    words = line.split()[1:]
    return words[0][:1].isupper() and 2 * sum(w[:1].isupper() for w in words) > len(words)


def _is_language_bar(line: str) -> bool:
    """Names of languages in a row: three scripts in one line, or many words glued together."""
    if line.isascii():
        return False
    scripts = set(map(_script, filter(str.isalpha, set(_BEYOND_ASCII.findall(line)))))
    if len(scripts) == 2 and _ASCII_LETTER.search(line):
        scripts.add("LATIN")
    return len(scripts) >= 3 or len(_JOINT.findall(line)) >= 4


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """The script of a letter, as the first word of its name gives it."""
    return unicodedata.name(letter, "?").split(" ", 1)[0]
