"""Templates of the ``[dates]`` section compiled to regular expressions (see ``languages.schema.dates``).

A template is parsed into a small tree, so that what a match can begin with (its *gates*: words, or runs of
digits by their length) and what can follow the first word is known without trying it anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from aiextract.languages.schema.dates import NUMBER_CLASSES

# One or two spaces or one line break: text is wrapped, and paragraphs are parted by two.
_SPACE = r"(?:[ \t]{1,3}|[ \t]?\r?\n)"
_GAP = r"[ \t]{0,4}\n?"
# The end of a word, or any place after a character of a script that does not part its words. A class of so
# many characters takes a millisecond to compile: it is left out where nothing of the kind can be matched.
_END = r"(?!\w)"
_DENSE_END = r"(?:(?!\w)|(?<=[\u3040-\u9fff]))"
_DENSE = re.compile(r"[\u3040-\u9fff]")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_NAME = re.compile(r"\{(\w+)(?::(\w+))?\}")
# Lengths of the runs of digits that a number class can begin with.
_LENGTHS = {
    "year": (4,),
    "modern": (4,), "anyyear": (1, 2, 3, 4), "yy": (2,), "lateyy": (2,),
    "mm": (1, 2), "mm2": (2,), "dd": (1, 2), "dd2": (2,),
    "clock": (2,),
    "week": (1, 2), "n": (1, 2, 3), "q": (1,), "h": (1,), "decade": (2, 4),
}  # fmt: skip
_ROMAN = tuple("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split())


class PatternError(ValueError):
    """A template that does not parse."""


@dataclass(slots=True)
class Lexicon:
    """What templates refer to: classes (form -> value) and parts (templates)."""

    classes: Mapping[str, Mapping[str, str]]
    parts: Mapping[str, str]
    spaced: bool = True
    plain: bool = False
    words: set[str] = field(default_factory=set)  # every word that a template or a form holds


@dataclass(frozen=True, slots=True)
class Tokens:
    """The first two tokens (words, runs of digits) that a stretch of a template can hold, by their ``hint``.

    ``none``, ``one``: whether it can hold no token, or one alone. A template may write a word in parts
    (``day[s]``): then the second part counts as a token of its own, too, which does no harm.
    """

    first: frozenset[str] = frozenset()
    second: frozenset[str] = frozenset()
    none: bool = True
    one: bool = False

    def __add__(self, other: Tokens) -> Tokens:
        first = self.first | other.first if self.none else self.first
        second = self.second
        if self.one:
            second |= other.first
        if self.none:
            second |= other.second
        one = (self.one and other.none) or (self.none and other.one)
        return Tokens(first, second, self.none and other.none, one)

    def __or__(self, other: Tokens) -> Tokens:
        first, second = self.first | other.first, self.second | other.second
        return Tokens(first, second, self.none or other.none, self.one or other.one)


NO_TOKEN = Tokens()


def one_token(*hints: str) -> Tokens:
    """A stretch that holds one token with one of these beginnings."""
    return Tokens(frozenset(hints), none=False, one=True)


@dataclass(slots=True)
class Piece:
    """A stretch of a template: its expression, its gates, whether it can be empty, and its tokens."""

    regex: str = ""
    gates: frozenset[str] = frozenset()
    empty: bool = True
    tokens: Tokens = NO_TOKEN

    def __add__(self, other: Piece) -> Piece:
        gates = self.gates | other.gates if self.empty else self.gates
        return Piece(self.regex + other.regex, gates, self.empty and other.empty, self.tokens + other.tokens)


@dataclass(slots=True)
class _Parser:
    template: str
    lexicon: Lexicon
    labels: list[tuple[str, str]]  # (label, class) of each capturing group, in order; marks are ("<", "")
    capture: bool = True
    depth: int = 0
    at: int = field(default=0)

    def alternatives(self, closing: str) -> Piece:
        options = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            options.append(self.sequence())
        if self.peek() != closing:
            raise PatternError(f"{self.template!r}: {closing or 'end'!r} expected at {self.at}")
        self.at += 1
        if len(options) == 1:
            return options[0]
        regex = "(?:" + "|".join(option.regex for option in options) + ")"
        gates = frozenset[str]().union(*(option.gates for option in options))
        tokens = reduce(or_, (option.tokens for option in options))
        return Piece(regex, gates, any(option.empty for option in options), tokens)

    def peek(self) -> str:
        return self.template[self.at : self.at + 1]

    def sequence(self) -> Piece:
        whole = Piece()
        while (char := self.peek()) and char not in ")]|>":
            whole += self.item(char)
        return whole

    def item(self, char: str) -> Piece:
        if char == "{":
            return self.reference()
        self.at += 1
        if char == "(":
            return self.alternatives(")")
        if char == "[":
            inner = self.alternatives("]")
            return Piece(f"(?:{inner.regex})?", inner.gates, True, inner.tokens | NO_TOKEN)
        if char == "<":
            self.labels.append(("<", ""))
            inner = self.alternatives(">")
            return Piece(f"({inner.regex})", inner.gates, inner.empty, inner.tokens)
        if char == " ":
            return Piece(
                _SPACE if self.lexicon.spaced else f"{_SPACE}?", frozenset(), not self.lexicon.spaced
            )
        if char == "\\":
            char = self.peek()
            self.at += 1
        elif token := _TOKEN.match(self.template, self.at - 1):
            self.at = token.end()
            self.lexicon.words.update((token[0], unaccented(token[0])))
            if self.lexicon.plain and not token[0].isascii():
                gates = frozenset({token[0], unaccented(token[0])})
                return Piece(either_way(token[0]), gates, False, one_token(hint(token[0])))
            return Piece(re.escape(token[0]), frozenset({gate(token[0])}), False, one_token(hint(token[0])))
        tokens = one_token(hint(char)) if char.isalnum() else NO_TOKEN
        return Piece(re.escape(char), frozenset({char}), False, tokens)

    def reference(self) -> Piece:
        match = _NAME.match(self.template, self.at)
        if match is None:
            raise PatternError(f"{self.template!r}: {{name}} or {{name:label}} expected at {self.at}")
        self.at = match.end()
        name, label = match[1], match[2] or match[1]
        if name in self.lexicon.parts:
            if self.depth > 8:
                raise PatternError(f"{self.template!r}: part {name!r} refers to itself")
            first = len(self.labels)
            part = _Parser(
                self.lexicon.parts[name], self.lexicon, self.labels, self.capture, self.depth + 1
            ).alternatives("")
            if match[2]:  # {day:day2}: what the part captures gets the new label
                self.labels[first:] = [(label, cls) for _, cls in self.labels[first:]]
            return part
        if name in self.lexicon.classes:
            forms = self.lexicon.classes[name]
            regex = alternation(forms)
            self.lexicon.words.update(word for form in forms for word in _TOKEN.findall(form))
            gates = frozenset(gate(token[0]) for form in forms if (token := _TOKEN.match(form)))
            tokens = form_tokens(forms)
        elif name in NUMBER_CLASSES:
            regex = NUMBER_CLASSES[name]
            lengths = _LENGTHS.get(name)
            gates = frozenset(f"#{length}" for length in lengths) if lengths else frozenset(_ROMAN)
            tokens = one_token("#") if lengths else _OTHER_CLASSES[name]
        else:
            raise PatternError(f"{self.template!r}: there is no class or part {name!r}")
        if self.capture:
            self.labels.append((label, name))
        return Piece(f"({regex})" if self.capture else f"(?:{regex})", gates, False, tokens)


def unaccented(text: str) -> str:
    """The text without the accents of its letters."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def either_way(word: str) -> str:
    """A word as an expression that its spelling without accents matches as well."""
    return "".join(c if c.isascii() else f"[{c}{unaccented(c)}]" for c in word)


HINT = 3
# Of the number classes that hold something else than digits.
_OTHER_CLASSES = {
    "word": one_token("*"),
    "roman": one_token("i", "v", "x"),
    "start": NO_TOKEN,
    "end": NO_TOKEN,
}


def hint(token: str) -> str:
    """The beginning of a token by which rules are told apart: ``#`` for digits, letters without accents."""
    return "#" if token[0].isdecimal() else unaccented(token[:HINT])[:HINT]


def form_tokens(forms: Iterable[str]) -> Tokens:
    """The tokens of the forms of a class."""
    tokens = [_TOKEN.findall(form) for form in forms]
    return Tokens(
        frozenset(hint(own[0]) for own in tokens if own),
        frozenset(hint(own[1]) for own in tokens if len(own) > 1),
        any(not own for own in tokens),
        any(len(own) == 1 for own in tokens),
    )


def gate(token: str) -> str:
    """The gate of a word (itself) or of a run of digits (``#`` and its length)."""
    return f"#{len(token)}" if token[0].isdecimal() else token


def alternation(forms: Iterable[str]) -> str:
    """The forms as one expression, the longest first; a form's last point may be left out."""
    written = []
    for form in sorted(forms, key=len, reverse=True):
        escaped = re.escape(form[:-1]) + r"\.?" if form.endswith(".") else re.escape(form)
        written.append(escaped.replace(r"\ ", _SPACE))
    return "|".join(written) or "(?!)"


@dataclass(frozen=True)
class Pattern:
    """A compiled template; ``labels`` are those of its groups, ``second`` the hints of its second token.

    ``one``: whether it can match one token alone.
    """

    expression: str
    gates: frozenset[str]
    labels: tuple[tuple[str, str], ...]
    second: frozenset[str]
    one: bool

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a text first comes to a gate: one article needs few of the rules."""
        return re.compile(self.expression)


def compile_pattern(template: str, lexicon: Lexicon) -> Pattern:
    """Compile a rule's template; raises PatternError where it does not parse or could match nothing."""
    labels: list[tuple[str, str]] = []
    piece = _Parser(template, lexicon, labels).alternatives("")
    if piece.empty or any(not g[0].isalnum() and g[0] != "#" for g in piece.gates):
        raise PatternError(f"{template!r}: must begin with a word or a number")
    any_word = any(name == "word" for _, name in labels)
    end = _DENSE_END if any_word or _DENSE.search(piece.regex) else _END
    if not lexicon.spaced:
        end = r"(?!\d)"
    return Pattern(piece.regex + end, piece.gates, tuple(labels), piece.tokens.second, piece.tokens.one)


def context(templates: Iterable[str], lexicon: Lexicon, *, behind: bool) -> re.Pattern[str] | None:
    """What may stand directly before (``behind``: after) a match: an expression for a slice of the text."""
    bodies = []
    for template in templates:
        body = _Parser(template, lexicon, [], capture=False).alternatives("").regex
        bodies.append(body)
    if not bodies:
        return None
    either = "|".join(bodies)
    if not lexicon.spaced:
        return re.compile(rf"{_GAP}(?:{either})" if behind else rf"(?:{either}){_GAP}\Z")
    if behind:
        return re.compile(rf"{_GAP}(?:{either})(?:(?!\w)|(?<=\W))")
    return re.compile(rf"(?:(?<!\w)|(?=\W))(?:{either}){_GAP}\Z")
