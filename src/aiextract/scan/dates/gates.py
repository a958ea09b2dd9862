"""Gates: which date rules can match at a place, told from the words around it before any is tried.

What the words of a text are to the rules (their *kind*) is remembered, so that a look-up or two pass over
nearly all places.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from aiextract.scan.dates.outline import HINT, mark, met

if TYPE_CHECKING:
    from aiextract.scan.dates.grammar import CompiledRule

_NUMBERS = ("1", "5", "01", "10", "25", "45", "99")
_MOST_WORDS = 40_000  # beginnings of words that the tables of a grammar know together: some 10 MB


class Kind(NamedTuple):
    """What a word is to the rules: the hints that stand for it, and these as one text."""

    name: str
    hints: tuple[str, ...]


NO_WORD = Kind("", ())


class Words:
    """What the tables of a grammar know of the words met, counted together: beyond a limit all begin anew.

    ``hints`` are all by which the rules tell words apart.
    """

    def __init__(self, hints: Iterable[str]) -> None:
        self._hints = frozenset(hints)
        self._tables: list[dict[str, Any]] = []
        self._size = 0
        # Beginning of a word -> its kind: most words are of none.
        self.kinds: dict[str, Kind] = self.table()
        self._choices: dict[tuple[str, ...], Choice] = {}

    def table(self) -> dict[str, Any]:
        """A new table."""
        self._tables.append({})
        return self._tables[-1]

    def count(self) -> None:
        """One more entry is about to be known."""
        self._size += 1
        if self._size > _MOST_WORDS:
            self._size = 1
            for table in self._tables:
                table.clear()

    def kind(self, word: str) -> Kind:
        """The kind of a word (empty: there is none)."""
        start = word[:HINT]
        found = self.kinds.get(start)
        if found is None:
            self.count()
            hints = met(word, self._hints)
            found = self.kinds[start] = Kind("|".join(hints), hints)
        return found

    def choice(self, rules: Iterable[CompiledRule]) -> Choice:
        """The choice of these rules: one, wherever it is made."""
        chosen = tuple(rules)
        ids = tuple(rule.id for rule in chosen)
        found = self._choices.get(ids)
        if found is None:
            found = self._choices[ids] = Choice(chosen, self)
        return found


class Choice:
    """Rules that may match at a place, by what stands behind its first word."""

    __slots__ = ("_words", "by_third", "led", "rules")

    def __init__(self, rules: tuple[CompiledRule, ...], words: Words) -> None:
        self._words = words
        self.rules = rules
        # Kind of the third word -> what is left of the choice.
        self.by_third: dict[str, Choice] = words.table()
        # Kind of the word before the place -> those of the rules that may stand behind it.
        self.led: dict[str, tuple[CompiledRule, ...]] = words.table()

    def goes_on(self, third: Kind) -> Choice:
        """The rules that can match where ``third`` is the third word, counted from the place."""
        found = self.by_third.get(third.name)
        if found is None:
            self._words.count()
            rules = (rule for rule in self.rules if rule.pattern.goes_on(third.hints))
            found = self.by_third[third.name] = self._words.choice(rules)
        return found

    def after(self, before: Kind) -> tuple[CompiledRule, ...]:
        """The rules that can match where ``before`` is the word before the place."""
        found = self.led.get(before.name)
        if found is None:
            self._words.count()
            found = self.led[before.name] = tuple(
                rule for rule in self.rules if rule.before is None or rule.before.possible(before.hints)
            )
        return found


class Gate:
    """The rules that can begin with one word, or with a run of digits of one length."""

    def __init__(self, word: str, rules: Iterable[CompiledRule], words: Words) -> None:
        self._words = words
        self._word = word
        self.rules = tuple(rules)
        # What stands behind (a character, the kind of the next word) -> the rules that can match there.
        # At most places there are none: one look-up passes them over.
        self.by_next: dict[str, Choice] = words.table()
        self._by_hints: dict[tuple[str, ...], Choice] = {}

    # What few gates are asked for is worked out when the first text comes to them.
    @cached_property
    def bound(self) -> bool:
        """Whether each rule matches only where one of its words follows."""
        return all(rule.pattern.is_bound(self._word) for rule in self.rules)

    @cached_property
    def _hints(self) -> frozenset[str]:
        return frozenset(hint[1:] for rule in self.rules for hint in rule.pattern.outline.second)

    @cached_property
    def _marks(self) -> frozenset[str]:
        return frozenset(sign[1:] for rule in self.rules for sign in rule.pattern.outline.after)

    def followed(self, char: str, following: Kind) -> Choice:
        """The rules that can match where ``char`` stands behind the word, and ``following`` is the next one.

        ``char`` is empty at the end of the text.
        """
        key = char + following.name
        found = self.by_next.get(key)
        if found is None:
            self._words.count()
            sign = mark(char)
            known = sign if sign in self._marks else ""
            hints = tuple(hint for hint in following.hints if hint in self._hints)
            found = self.by_next[key] = self._met(known, hints)
        return found

    def _met(self, sign: str, following: tuple[str, ...]) -> Choice:
        """The same, by what of it rules are told apart by: most words are alike in that."""
        key = (sign, *following)
        found = self._by_hints.get(key)
        if found is None:
            found = self._by_hints[key] = self._words.choice(
                rule for rule in self.rules if rule.pattern.possible(self._word, sign, following)
            )
        return found

    @cached_property
    def alone(self) -> Choice:
        """The rules that can match a number of one or two digits and nothing behind it."""
        return self._words.choice(
            rule
            for rule in self.rules
            if "#" in rule.pattern.outline.ones
            and any(rule.pattern.regex.fullmatch(number) for number in _NUMBERS)
        )
