"""Short forms of names: what a document may call an organization once it has given its full name.

Words are compared as ``names.plain_word`` writes them: in lower case, without accents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aiextract.organizations.names import plain_word
from aiextract.organizations.tokens import WORD
from aiextract.source import Source

_MOST_WORDS = 12  # of a name whose parts are looked for
_LINKING = 3  # letters of a word in lower case that initials may pass over: "de", "and"
_MOST_LETTERS = 10  # of a short form in brackets
_NEIGHBOURS = 6  # names that follow one in its sentence
_STOP = re.compile(r"[.!?…。\n]\s|\n")
_OPENED = re.compile(r"[\"'»*_]{0,3}\s{0,2}[(（\[]\s?[\"'«*_]{0,3}\s?")
_LONGEST_OPENING = 11  # characters that _OPENED can match
_CLOSED = re.compile(r"\s?[\"'»*_]{0,3}\s?[)）\],;:]")


def words_of(name: str) -> list[str]:
    """The plain words of a name."""
    return [plain_word(name)] if name.isalnum() else [plain_word(word) for word in WORD.findall(name)]


def beginnings(words: Sequence[str]) -> Iterator[str]:
    """The first words of a name, joined, without the whole: "Alpadis" of "Alpadis Capital Partners"."""
    for count in range(1, min(len(words), _MOST_WORDS)):
        yield "".join(words[:count])


def endings_and_middles(words: Sequence[str]) -> Iterator[str]:
    """The other words of a name that stand side by side, joined: "Serra Azul" of "Grupo Serra Azul"."""
    count = min(len(words), _MOST_WORDS)
    for first in range(1, count):
        for stop in range(first + 1, count + 1):
            yield "".join(words[first:stop])


def initials(name: str) -> set[str]:
    """The acronyms that a name may have: of all words, of those with a capital, of all but linking words."""
    words = WORD.findall(name)
    small = [word.islower() for word in words]
    letters = [plain_word(word)[:1] for word in words]
    made = {"".join(letters)}
    if any(small):
        made.add("".join(first for first, low in zip(letters, small, strict=True) if not low))
        linking = (low and len(word) <= _LINKING for word, low in zip(words, small, strict=True))
        made.add("".join(first for first, left_out in zip(letters, linking, strict=True) if not left_out))
    return {acronym for acronym in made if len(acronym) > 1}


def in_brackets(source: Source, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names that another one explains: "Badan Pangan Nasional (Bapanas)", "Bapanas (Badan Pangan Nasional)".

    Gives the indexes of the full name and of the short one in ``spans``, which are in the order of the text.
    """
    found = []
    for one in range(len(spans) - 1):
        (start, end), (opened, closed) = spans[one], spans[one + 1]
        if opened - end > _LONGEST_OPENING or not _OPENED.fullmatch(source.text, end, opened):
            continue
        if not _CLOSED.match(source.text, closed):
            continue
        before, inside = source.text[start:end], source.text[opened:closed]
        if abbreviates(inside, before):
            found.append((one, one + 1))
        elif abbreviates(before, inside):
            found.append((one + 1, one))
    return found


def side_by_side(source: Source, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Indexes of the names that stand in one sentence: a short form mostly stands in a later one."""
    text = source.text
    for one, (_, end) in enumerate(spans[:-1], 1):
        others = spans[one : one + _NEIGHBOURS - 1]
        last = others[-1][0]
        stop = _STOP.search(text, end, last)
        # A line break alone is a stop, too: it counts where the space behind it is out of reach.
        reach = last + 1 if stop is None else stop.start() + 1 if stop[0][0] == "\n" else stop.end()
        for two, (start, _) in enumerate(others, one):
            if start >= reach:
                break
            yield one - 1, two


def abbreviates(short: str, name: str) -> bool:
    """Whether one word may be made of letters of a longer name, in their order, beginning with its first."""
    words, letters = words_of(name), words_of(short)
    if len(letters) != 1 or len(words) < 2 or not 1 < len(letters[0]) <= _MOST_LETTERS:
        return False
    if not any(char.isupper() for char in short) or letters[0][0] != words[0][0]:
        return False
    rest = iter("".join(words))
    return all(letter in rest for letter in letters[0])
