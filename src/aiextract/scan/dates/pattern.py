"""Templates of the ``[dates]`` section compiled to regular expressions (see ``languages.schema.dates``).

A template is parsed into a small tree, so that what a match can begin with (its *gates*: words, or runs of
digits by their length) and what can follow the first word is known without trying it anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from aiextract.languages.schema.dates import NUMBER_CLASSES
from aiextract.scan.dates.outline import (
    ANY,
    NOTHING,
    TOKEN,
    Outline,
    begins,
    either_way,
    hint,
    made_of,
    of_forms,
    one_sign,
    one_token,
    unaccented,
)

# One or two spaces or one line break: text is wrapped, and paragraphs are parted by two.
_SPACE = r"(?:[ \t]{1,3}|[ \t]?\r?\n)"
# The end of a word, or any place after a character of a script that does not part its words. A class of so
# many characters takes a millisecond to compile: it is left out where nothing of the kind can be matched.
_END = r"(?!\w)"
_DENSE_END = r"(?:(?!\w)|(?<=[\u3040-\u9fff]))"
_DENSE = re.compile(r"[\u3040-\u9fff]")
# Behind one of these in a template, the word before it has ended.
_PARTING = frozenset(" .,:;'/-–")
_NAME = re.compile(r"\{(\w+)(?::(\w+))?\}")
# Lengths of the runs of digits that a number class can begin with.
_LENGTHS = {
    "year": (4,),
    "modern": (4,), "anyyear": (1, 2, 3, 4), "yy": (2,), "lateyy": (2,),
    "mm": (1, 2), "mm2": (2,), "dd": (1, 2), "dd2": (2,),
    "clock": (2,),
    "week": (1, 2), "n": (1, 2, 3), "q": (1,), "h": (1,), "decade": (2, 4),
}  # fmt: skip
_THREE = 3
_ROMAN = tuple("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split())


class PatternError(ValueError):
    """A template that does not parse."""


class Forms(NamedTuple):
    """The forms of a class: their expression, their gates, the hints of all their words, their outline."""

    regex: str
    gates: frozenset[str]
    hints: frozenset[str]
    outline: Outline


@dataclass(slots=True)
class Lexicon:
    """What templates refer to: classes (form -> value) and parts (templates)."""

    classes: Mapping[str, Mapping[str, str]]
    parts: Mapping[str, str]
    spaced: bool = True
    plain: bool = False
    words: set[str] = field(default_factory=set)  # every word that a template or a form holds
    _known: dict[tuple[str, bool], Forms] = field(default_factory=dict)

    def forms(self, name: str, whole: bool) -> Forms:
        """The forms of a class, which many templates name; ``whole`` as in ``outline.of_forms``."""
        found = self._known.get((name, whole))
        if found is None:
            forms = self.classes[name]
            tokens = [TOKEN.findall(form) for form in forms]
            words = frozenset(word for own in tokens for word in own)
            self.words |= words
            found = self._known[name, whole] = Forms(
                alternation(forms),
                frozenset(gate(own[0]) for own in tokens if own),
                frozenset(map(hint, words)),
                of_forms(forms, whole),
            )
        return found


@dataclass(slots=True)
class Piece:
    """A stretch of a template: its expression, its gates, whether it can be empty, and its outline."""

    regex: str = ""
    gates: frozenset[str] = frozenset()
    empty: bool = True
    outline: Outline = NOTHING

    def __add__(self, other: Piece) -> Piece:
        gates = self.gates | other.gates if self.empty else self.gates
        return Piece(
            self.regex + other.regex, gates, self.empty and other.empty, self.outline + other.outline
        )


@dataclass(slots=True)
class _Parser:
    template: str
    lexicon: Lexicon
    labels: list[tuple[str, str]]  # (label, class) of each capturing group, in order; marks are ("<", "")
    capture: bool = True
    depth: int = 0
    at: int = field(default=0)
    hints: set[str] = field(default_factory=set)  # of all tokens

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
        outline = reduce(or_, (option.outline for option in options))
        return Piece(regex, gates, any(option.empty for option in options), outline)

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
            return Piece(f"(?:{inner.regex})?", inner.gates, True, inner.outline | NOTHING)
        if char == "<":
            self.labels.append(("<", ""))
            inner = self.alternatives(">")
            return Piece(f"({inner.regex})", inner.gates, inner.empty, inner.outline)
        if char == " ":
            if self.lexicon.spaced:
                return Piece(_SPACE, frozenset(), False, one_sign(" "))
            return Piece(f"{_SPACE}?", frozenset(), True, one_sign(" ") | NOTHING)
        if char == "\\":
            char = self.peek()
            self.at += 1
        elif token := TOKEN.match(self.template, self.at - 1):
            return self.word(token)
        outline = one_token(hint(char)) if char.isalnum() else one_sign(char)
        self.hints |= outline.first
        return Piece(re.escape(char), frozenset({char}), False, outline)

    def word(self, token: re.Match[str]) -> Piece:
        """A word that stands for itself."""
        self.at = token.end()
        word = token[0]
        own = hint(word, self.parted())
        self.hints.add(own)
        self.lexicon.words.update((word, unaccented(word)))
        if self.lexicon.plain and not word.isascii():
            return Piece(either_way(word), frozenset({word, unaccented(word)}), False, one_token(own))
        return Piece(re.escape(word), frozenset({gate(word)}), False, one_token(own))

    def parted(self) -> bool:
        """Whether what comes next in the template shows that a word ends here."""
        following = self.peek()
        return following in _PARTING if following else self.depth == 0

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
                self.lexicon.parts[name],
                self.lexicon,
                self.labels,
                self.capture,
                self.depth + 1,
                hints=self.hints,
            ).alternatives("")
            if match[2]:  # {day:day2}: what the part captures gets the new label
                self.labels[first:] = [(label, cls) for _, cls in self.labels[first:]]
            return part
        if name in self.lexicon.classes:
            regex, gates, hints, outline = self.lexicon.forms(name, self.parted())
            self.hints |= hints
        elif name in NUMBER_CLASSES:
            regex = NUMBER_CLASSES[name]
            lengths = _LENGTHS.get(name)
            gates = frozenset(f"#{length}" for length in lengths) if lengths else frozenset(_ROMAN)
            outline = one_token("#") if lengths else _OTHER_CLASSES[name]
            self.hints |= outline.first
        else:
            raise PatternError(f"{self.template!r}: there is no class or part {name!r}")
        if self.capture:
            self.labels.append((label, name))
        return Piece(f"({regex})" if self.capture else f"(?:{regex})", gates, False, outline)


# Of the number classes that hold something else than digits.
_OTHER_CLASSES = {
    "word": one_token(ANY),
    "roman": one_token("i", "v", "x"),
    "start": NOTHING,
    "end": NOTHING,
}


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
    """A compiled template; ``labels`` are those of its groups, ``hints`` those of all its tokens."""

    expression: str
    gates: frozenset[str]
    labels: tuple[tuple[str, str], ...]
    outline: Outline
    hints: frozenset[str]

    def possible(self, word: str, sign: str, following: tuple[str, ...]) -> bool:
        """Whether it can match where it begins with ``word``.

        ``sign`` is the mark of the character behind that, ``following`` the hints that the next word meets.
        """
        known, made = self.outline, made_of(word)
        if begins(word, known.ones):
            return True
        return not known.after.isdisjoint((made + sign, made + ANY)) and not known.second.isdisjoint(
            (made + ANY, *(made + hint for hint in following))
        )

    def is_bound(self, word: str) -> bool:
        """Whether it can match where it begins with ``word`` only if one of its words follows that."""
        return not begins(word, self.outline.ones) and made_of(word) + ANY not in self.outline.second

    def goes_on(self, third: tuple[str, ...]) -> bool:
        """Whether it can match where the third word has these hints: it does where it needs only two."""
        return self.outline.least < _THREE or not self.hints.isdisjoint((ANY, *third))

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a text first comes to a gate: one article needs few of the rules."""
        return re.compile(self.expression)


def uncaptured(template: str, lexicon: Lexicon) -> tuple[Piece, set[str]]:
    """A template of what stands beside a match, without groups, and the hints of all its words."""
    parser = _Parser(template, lexicon, [], capture=False)
    return parser.alternatives(""), parser.hints


def compile_pattern(template: str, lexicon: Lexicon) -> Pattern:
    """Compile a rule's template; raises PatternError where it does not parse or could match nothing."""
    labels: list[tuple[str, str]] = []
    parser = _Parser(template, lexicon, labels)
    piece = parser.alternatives("")
    if piece.empty or any(not g[0].isalnum() and g[0] != "#" for g in piece.gates):
        raise PatternError(f"{template!r}: must begin with a word or a number")
    any_word = any(name == "word" for _, name in labels)
    end = _DENSE_END if any_word or _DENSE.search(piece.regex) else _END
    if not lexicon.spaced:
        end = r"(?!\d)"
    return Pattern(piece.regex + end, piece.gates, tuple(labels), piece.outline, frozenset(parser.hints))
