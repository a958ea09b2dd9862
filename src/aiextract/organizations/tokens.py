"""Words and runs of name words: the ground on which names are looked for.

A *name word* is written with a capital ("Google"), with one inside ("iFlytek"), or with digits and letters
("36Kr", "01.ai"). A *run* is a stretch of name words that stand side by side ("Lightspeed Venture Partners").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from aiextract.organizations.lexicon import Lexicon
from aiextract.source import Source

WORD = re.compile(r"[^\W_]+")
_MAX_RUN = 12  # name words in one run: longer ones are headlines in capitals
_SPACES = " \u00a0\u202f"
# What may stand between two name words of one run.
_GAPS = frozenset((*_SPACES, "&", *(f"{one}&{two}" for one, two in product(_SPACES, repeat=2))))
_WIDEST = max(map(len, _GAPS))

# A name word: its start, its end, and how it is written in the folded text.
Token = tuple[int, int, str]


@lru_cache(maxsize=1)
def upper_class() -> str:
    """All capital letters, as the inside of a character class."""
    ranges: list[list[int]] = []
    for code in (*range(0x41, 0x2E80), *range(0xFF21, 0xFF3B)):
        if chr(code).isupper() or chr(code).istitle():
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(low)}-{chr(high)}" if high > low else chr(low) for low, high in ranges)


@lru_cache(maxsize=32)
def name_word(domains: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of a name word from its first capital or digit on.

    A domain may follow its dot or colon ("Character.AI", "Run:ai"). That the word begins there is checked by
    the caller: a pattern that begins with a set of characters is searched several times faster.
    """
    upper = upper_class()
    ends = "|".join(sorted(map(re.escape, domains), key=len, reverse=True)) or r"(?!)"
    apostrophe = "['\u2019\u02bc\u00b4`]"
    return re.compile(
        rf"[0-9{upper}](?:"
        rf"(?<=[{upper}])(?:\.[{upper}]){{1,5}}+\.?+(?![^\W_])"  # U.S., S.A.
        rf"|(?<=[{upper}])(?:\.[^\W\d_](?![^\W_])){{2,5}}+\.?+"  # S.p.A., S.r.l.
        rf"|(?<=[{upper}]){apostrophe}(?=[{upper}])[^\W_]{{1,40}}+"  # L'Oréal
        rf"|[^\W_]{{0,40}}+(?:-[^\W_]{{1,40}}+){{0,4}}+(?:[.:](?i:{ends})(?![^\W_]))?+(?:\+(?![^\W_])|!(?=\s+[a-z]))?+"
        rf")"
    )


@lru_cache(maxsize=1)
def _numbered() -> re.Pattern[str]:
    """Names that begin with digits: 36Kr, 3M, 01.ai, or a bare "360" before a name word."""
    return re.compile(rf"\d{{1,4}}(?:[{upper_class()}]|[.:][^\W\d_])")


def tokens(source: Source, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """The name words in ``[start, end)``, suffixes such as "'s" and "-nya" left out."""
    found: list[Token] = []
    folded, text, numbered = source.folded, source.text, _numbered()
    for match in name_word(lexicon.domains).finditer(text, start, end):
        low, high = match.span()
        if low > start and text[low - 1].isalnum():
            word = low - 1
            while word > start and low - word < 3 and text[word - 1].isalnum():
                word -= 1
            if low - word > 2 or (word > start and text[word - 1].isalnum()):
                continue  # a capital deep inside a word
            low = word
        if text[low].isdigit() and numbered.match(text, low, high) is None:
            continue
        written = folded[low:high]
        if not written.isalpha() and (not written[-1].isalpha() or "-" in written):
            high = without_suffix(folded, low, high, lexicon)
            written = folded[low:high]
        found.append((low, high, written))
    return found


def without_suffix(folded: str, low: int, high: int, lexicon: Lexicon) -> int:
    """The end of a name at ``[low, high)`` without the suffix that is glued to it ("'s", "-Aktien")."""
    if folded.endswith(lexicon.suffixes, low + 1, high):
        for suffix in lexicon.suffixes:
            if folded.endswith(suffix, low + 1, high):
                return high - len(suffix)
    return high


def runs(source: Source, start: int, end: int, lexicon: Lexicon) -> Iterator[list[Token]]:
    """The runs of name words in ``[start, end)``, at most a dozen words each; a legal form ends a run."""
    text, tails = source.text, lexicon.tails
    run: list[Token] = []
    last = 0
    ended = False
    for token in tokens(source, start, end, lexicon):
        low, high, written = token
        tail = tails.get(written)
        legal = tail is not None and tail.kind == "legal"
        near = low - last <= _WIDEST and text[last:low] in _GAPS and 0 < len(run) < _MAX_RUN
        last = high
        if near and (legal or not ended):
            run.append(token)
            ended = legal and len(run) > 1
            continue
        if run:
            yield run
        run, ended = [token], False
    if run:
        yield run
