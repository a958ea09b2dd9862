"""The outline of a template: its first two words, what can stand between them, and how many words it has.

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
DIGITS, LETTERS = "#", "a"  # what a token is made of
_NONE = frozenset[str]()


def unaccented(text: str) -> str:
    """The text without the accents of its letters."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def either_way(word: str) -> str:
    """A word as an expression that its spelling without accents matches as well."""
    return "".join(c if c.isascii() else f"[{c}{unaccented(c)}]" for c in word)


def hint(token: str, whole: bool = False) -> str:
    """The beginning of a token by which rules are told apart: DIGITS, or letters without accents.

    ``whole``: the token ends where it ends, and stands for no longer one (but in scripts that part no words).
    """
    if token[0].isdecimal():
        return DIGITS
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


def made_of(token: str) -> str:
    """What a token, or one that a hint stands for, is made of: DIGITS or LETTERS."""
    return DIGITS if token == DIGITS or token[0].isdecimal() else LETTERS


def mark(char: str) -> str:
    """What a character between two words counts as: letters and digits are one, and so is white space."""
    return _ALNUM if char.isalnum() else " " if char.isspace() else char


@dataclass(frozen=True, slots=True)
class Outline:
    """Of a stretch of a template: hints of tokens (words, runs of digits), and marks.

    ``first``: hints of its first token; ``ones``: of those that can be its only one. ``second``: hints of its
    second token, ``after``: marks that can stand right behind the first one where a second one follows, each
    written behind what the first token is made of. ``head``: marks that it can begin with. ``least``: number
    of tokens that it holds at least. ``empty``: whether it can hold no character; ``open``: what its first
    token can be made of where it ends with that; ``joins``: whether it can end with a token to which a next
    one may be written.
    A template may write a word in parts (``day[s]``): then the second part counts as a token of its own, too,
    which does no harm.
    """

    first: frozenset[str] = _NONE
    second: frozenset[str] = _NONE
    ones: frozenset[str] = _NONE
    after: frozenset[str] = _NONE
    head: frozenset[str] = _NONE
    least: int = 0
    empty: bool = True
    open: frozenset[str] = _NONE
    joins: bool = False

    def __add__(self, other: Outline) -> Outline:
        if self is NOTHING or other is NOTHING:
            return other if self is NOTHING else self
        first, second, ones, after, is_open = self.first, self.second, _NONE, self.after, _NONE
        least = self.least + other.least
        if not self.least:
            first |= other.first
            second |= other.second
            ones |= other.ones
            after |= other.after
            is_open |= other.open
        if not other.least:
            ones |= self.ones
        if other.empty:
            is_open |= self.open
        if self.ones:
            second |= {made + hint for made in set(map(made_of, self.ones)) for hint in other.first}
        after |= {made + sign for made in self.open for sign in other.head}
        if _ALNUM in other.head:
            after |= {made + ANY for made in self.open.intersection(map(made_of, other.first))}  # in parts
            least -= self.joins and self.least > 0 and other.least > 0
        return Outline(
            first,
            second,
            ones,
            after,
            self.head | other.head if self.empty else self.head,
            least,
            self.empty and other.empty,
            is_open,
            other.joins or (other.empty and self.joins),
        )

    def __or__(self, other: Outline) -> Outline:
        return Outline(
            self.first | other.first,
            self.second | other.second,
            self.ones | other.ones,
            self.after | other.after,
            self.head | other.head,
            min(self.least, other.least),
            self.empty or other.empty,
            self.open | other.open,
            self.joins or other.joins,
        )


NOTHING = Outline()


def one_token(*hints: str) -> Outline:
    """A stretch that holds one token, with one of these hints."""
    known = frozenset(hints)
    made = frozenset(map(made_of, known))
    return Outline(known, ones=known, head=frozenset({_ALNUM}), least=1, empty=False, open=made, joins=True)


def one_sign(char: str) -> Outline:
    """A stretch of one character that is no letter and no digit."""
    return Outline(head=frozenset({mark(char)}), empty=False)


def of_forms(forms: Iterable[str], whole: bool) -> Outline:
    """The forms of a class; a form's last point may be left out. ``whole``: nothing is written to them."""
    first, second, ones, after, head, is_open = (set[str]() for _ in range(6))
    counts: set[int] = set()
    for form in forms:
        head.add(mark(form[0]))
        tokens = list(TOKEN.finditer(form))
        counts.add(len(tokens))
        if not tokens:
            continue
        last = len(tokens) - 1
        made = made_of(tokens[0][0])
        first.add(hint(tokens[0][0], whole or last > 0))
        rest = form[tokens[0].end() :]
        if rest:
            after.add(made + mark(rest[0]))
        if rest in ("", "."):
            is_open.add(made)
        if last == 0:
            ones.add(hint(tokens[0][0], whole))
        else:
            second.add(made + hint(tokens[1][0], whole or last > 1))
    return Outline(
        frozenset(first),
        frozenset(second),
        frozenset(ones),
        frozenset(after),
        frozenset(head),
        min(counts, default=0),
        False,
        frozenset(is_open),
        True,
    )
