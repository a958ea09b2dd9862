"""The outline of a template: the first two words that it can hold, and what can stand between them.

It is known without trying the expression anywhere, and decides at most places of a text that a rule cannot
match there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

TOKEN = re.compile(r"[^\W\d_]+|\d+")
HINT = 3
ANY = "*"  # any word; any character
_WHOLE = "$"  # behind a word shorter than a hint that nothing can be written to
_DENSE = "\u3040"
_ALNUM = "a"
_NONE = frozenset[str]()


def unaccented(text: str) -> str:
    """The text without the accents of its letters."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def hint(token: str, whole: bool = False) -> str:
    """The beginning of a token by which rules are told apart: ``#`` for digits, letters without accents.

    ``whole``: the token ends where it ends, and stands for no longer one (but in scripts that part no words).
    """
    if token[0].isdecimal():
        return "#"
    start = unaccented(token[:HINT])[:HINT]
    return start + _WHOLE if whole and len(token) < HINT and token < _DENSE else start


def met(word: str, hints: frozenset[str]) -> tuple[str, ...]:
    """The hints that stand for a word (or run of digits) of a text, among others."""
    start = word[:HINT]
    if start < ":" or not start.isascii():
        start = hint(start) if start else ""
    found = [part for part in (start, start[:2], start[:1]) if part in hints]
    if len(word) < HINT and start + _WHOLE in hints:
        found.append(start + _WHOLE)
    return tuple(found)


def begins(word: str, hints: frozenset[str]) -> bool:
    """Whether a word (or run of digits) of a text is one that the hints stand for."""
    return bool(met(word, hints))


def mark(char: str) -> str:
    """What a character between two words counts as: letters and digits are one, and so is white space."""
    return _ALNUM if char.isalnum() else " " if char.isspace() else char


@dataclass(frozen=True, slots=True)
class Outline:
    """Of a stretch of a template: hints of tokens (words, runs of digits), and marks.

    ``first``, ``second``: hints of its first two tokens; ``ones``: of those that can be its only one.
    ``after``: marks that can stand right behind the first token where a second one follows; ``head``: those
    that it can begin with. ``none``: whether it can hold no token; ``empty``: no character; ``open``: whether
    it can end with its first token. A template may write a word in parts (``day[s]``): then the second part
    counts as a token of its own, too, which does no harm.
    """

    first: frozenset[str] = _NONE
    second: frozenset[str] = _NONE
    ones: frozenset[str] = _NONE
    after: frozenset[str] = _NONE
    head: frozenset[str] = _NONE
    none: bool = True
    empty: bool = True
    open: bool = False

    def __add__(self, other: Outline) -> Outline:
        first, second, ones, after = self.first, self.second, _NONE, self.after
        if self.none:
            first |= other.first
            second |= other.second
            ones |= other.ones
            after |= other.after
        if self.ones:
            second |= other.first
            if other.none:
                ones |= self.ones
        if self.open:
            after |= other.head
            if _ALNUM in other.head and {"#"} not in (self.first, other.first):
                after |= {ANY}  # a word in parts
        return Outline(
            first,
            second,
            ones,
            after,
            self.head | other.head if self.empty else self.head,
            self.none and other.none,
            self.empty and other.empty,
            (self.open and other.empty) or (self.none and other.open),
        )

    def __or__(self, other: Outline) -> Outline:
        return Outline(
            self.first | other.first,
            self.second | other.second,
            self.ones | other.ones,
            self.after | other.after,
            self.head | other.head,
            self.none or other.none,
            self.empty or other.empty,
            self.open or other.open,
        )


NOTHING = Outline()


def one_token(*hints: str) -> Outline:
    """A stretch that holds one token, with one of these hints."""
    known = frozenset(hints)
    return Outline(known, ones=known, head=frozenset({_ALNUM}), none=False, empty=False, open=True)


def one_sign(char: str) -> Outline:
    """A stretch of one character that is no letter and no digit."""
    return Outline(head=frozenset({mark(char)}), empty=False)


def of_forms(forms: Iterable[str], whole: bool) -> Outline:
    """The forms of a class; a form's last point may be left out. ``whole``: nothing is written to them."""
    first, second, ones, after, head = (set[str]() for _ in range(5))
    none = is_open = False
    for form in forms:
        head.add(mark(form[0]))
        tokens = list(TOKEN.finditer(form))
        if not tokens:
            none = True
            continue
        last = len(tokens) - 1
        first.add(hint(tokens[0][0], whole or last > 0))
        rest = form[tokens[0].end() :]
        if rest:
            after.add(mark(rest[0]))
        if rest in ("", "."):
            is_open = True
        if last == 0:
            ones.add(hint(tokens[0][0], whole))
        else:
            second.add(hint(tokens[1][0], whole or last > 1))
    return Outline(
        frozenset(first),
        frozenset(second),
        frozenset(ones),
        frozenset(after),
        frozenset(head),
        none,
        False,
        is_open,
    )
