"""The language of an article and of its paragraphs.

Two means, cheap first. The share of a paragraph's words that are function words of a language (a list in
the ``[text]`` section of each file) costs at most 0.05 s per MB and decides for languages with a file: in
running text it lies between 0.3 and 0.6 for the language itself and under 0.25 for any other but a close
relative. What it leaves open goes to py3langid, which knows 140 languages, is 4.5 MB and loads in 0.6 s.
Alone it was right on 98.8 % of 1289 single news sentences in 11 languages; both together on 99.8 % of them,
on 99.4 % of another 4863 sentences in 8 languages, and on all texts of five sentences. Lingua was no better
than py3langid (98.7 %) for 96 MB, 6.7 s of loading, 1 GB of memory and a thirtieth of the speed; its light
mode was right on 96.9 %.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from aiextract.languages import Language, available, parse_code, text_section

__all__ = ["UNKNOWN", "document_language", "paragraph_language"]

UNKNOWN = "und"
# A word is a run of letters; a Chinese or Japanese character is one by itself. The letters of most words come
# first, as a plain class: it is read faster than one of categories.
_WORD = re.compile(
    r"[a-zß-öø-ÿ]++[^\W\d_\u3040-\u30ff\u3400-\u9fff]*+"
    r"|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff]++"
)
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# What is read of a document and of a paragraph, in characters: enough to be sure, whatever their length.
_DOCUMENT_READ, _PARAGRAPH_READ, _GLANCE = 20_000, 2_000, 240
# A document is told by function words alone from this many words on, at this share, and so far ahead.
_SURE_WORDS, _SURE_SHARE, _SURE_LEAD = 60, 0.25, 0.12
# A paragraph of this share fits the language of its document; one of that share shows another language.
_FITS, _SHOWS = 0.2, 0.2
_MIN_LETTERS, _MIN_WORDS = 60, 8  # of a paragraph that may differ from its document
# A paragraph with two or more of its document's words, at this share, keeps its language where none but a
# near relative has more of them: headlines in a row have few. So have 0.2 % of those in other languages.
_TRACE = 0.05
# The detector's probability: to be heard at all, with other evidence, to be taken at its word.
_SOME, _HEARD, _CONFIDENT = 0.15, 0.4, 0.9
# A paragraph that plainly shows a language with a file, at this share and so far ahead, needs no detector.
_PLAIN_SHARE, _PLAIN_LEAD = 0.35, 0.25


def document_language(folded: str) -> str:
    """Code of the language of a folded text, ``"und"`` where there is too little to tell."""
    words = _WORD.findall(folded, 0, _DOCUMENT_READ)
    if len(words) >= _SURE_WORDS:
        counts = _counts(words)
        # Of equals, the one that names the others as its relatives.
        ranked = sorted(
            ((counts[code] / len(words), code) for code in available()),
            key=lambda found: (found[0], len(text_section(found[1]).similar)),
            reverse=True,
        )
        # A near relative has most of these words as well: the one with more of them is meant.
        second = next((share for share, code in ranked[1:] if not _near(ranked[0][1], code)), 0.0)
        if ranked and ranked[0][0] >= _SURE_SHARE and ranked[0][0] - second >= _SURE_LEAD:
            return ranked[0][1]
    code, probability = _detect(folded[:_DOCUMENT_READ])
    return code if probability >= _SOME else UNKNOWN


def _near(one: str, other: str) -> bool:
    """Whether a detector takes one of two languages for the other."""
    return one in text_section(other).similar or other in text_section(one).similar


def paragraph_language(folded: str, start: int, end: int, code: str, language: Language) -> str:
    """Code of the language of a paragraph ``[start, end)`` of a document in the language ``code``.

    It is that of the document unless the paragraph is long enough and plainly in another one. Nothing but
    the paragraph and the document's language counts.
    """
    if end - start < _MIN_LETTERS // 3:
        return code
    own: float | None = None
    words: list[str] = []
    read = start
    for length in (_GLANCE, _PARAGRAPH_READ):  # the beginning is enough for nearly all
        stop = min(end, start + length)
        if words and folded.endswith(words[-1], start, read):
            read -= len(words.pop())  # it may have been cut
        words += _WORD.findall(folded, read, stop)
        read = stop
        own = _share(words, language.code) if language.text.function_words else None
        if own is not None and own >= _FITS:
            return code
        if stop == end:
            break
    if len(words) < _MIN_WORDS:
        return code
    letters = sum(map(len, words))
    # A dense script says in one character what others say in three letters.
    if letters < _MIN_LETTERS and letters + 2 * len(_DENSE.findall(folded, start, stop)) < _MIN_LETTERS:
        return code
    counts = _counts(words)
    mine = counts.pop(language.code, 0)
    most = max(counts.values(), default=0)
    highest = most / len(words)
    if own is not None and highest >= _PLAIN_SHARE and highest - own >= _PLAIN_LEAD:
        return min(other for other, count in counts.items() if count == most)
    shown = highest >= max(_SHOWS, (own or 0.0) + 0.1)
    # Names and figures in a row are of no language: the detector is asked where another language shows,
    # or where a document's own words are missing altogether.
    if not shown and own is not None:
        if own >= _SHOWS / 2:
            return code
        rivals = (count for other, count in counts.items() if not _near(other, language.code))
        if own >= _TRACE and mine >= max(rivals, default=0) and mine > 1:
            return code
    other, probability = _detect(folded[start:stop])
    if parse_code(other)[0] == parse_code(code)[0]:
        return code
    if other in available():
        return other if counts[other] / len(words) >= _SHOWS else code
    # Another script is proof enough that it is another language.
    foreign = not own and 3 * sum(map(str.isascii, words)) < len(words)
    return other if probability >= (_HEARD if foreign else _CONFIDENT) else code


@lru_cache(maxsize=64)
def _function_words(code: str) -> frozenset[str]:
    return frozenset(text_section(code).function_words)


def _share(words: Sequence[str], code: str) -> float:
    """Share of the words that are function words of the language."""
    return sum(map(_function_words(code).__contains__, words)) / len(words) if words else 0.0


@lru_cache(maxsize=1)
def _speakers() -> dict[str, tuple[str, ...]]:
    """Function word -> codes of the languages that have it."""
    found: dict[str, list[str]] = {}
    for code in available():
        for word in _function_words(code):
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


def _counts(words: Sequence[str]) -> Counter[str]:
    """How many of the words are function words of each language with a file; those with none left out."""
    return Counter(chain.from_iterable(filter(None, map(_speakers().get, words))))


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.6 s: only when it is needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=1)
def _similar() -> dict[str, str]:
    """Code that the detector may give -> language with a file that it probably is."""
    return {code: known for known in available() for code in text_section(known).similar}


def _detect(text: str) -> tuple[str, float]:
    """The detector's answer, and its probability (``"und"`` for no language)."""
    code, probability = _identifier().classify(text)
    if not _is_language(code):
        return UNKNOWN, 0.0
    if probability < _CONFIDENT:
        code = _similar().get(code, code)
    return code, probability


def _is_language(code: str) -> bool:
    """Whether the detector's code names a language (``zxx`` is "no linguistic content")."""
    return code not in ("zxx", "mis", "mul", UNKNOWN)
