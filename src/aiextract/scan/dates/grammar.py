"""A language's date rules, compiled once: a table from gates (first word or length of digits) to rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from aiextract.languages import get_language
from aiextract.languages.schema import Language
from aiextract.languages.schema.dates import DateModifier, DateRule, DatesSection
from aiextract.scan.dates.beside import Beside, beside
from aiextract.scan.dates.outline import HINT, mark, met, unaccented
from aiextract.scan.dates.pattern import Lexicon, Pattern, alternation, compile_pattern
from aiextract.scan.running import first_letters

NEUTRAL = "und"
_NUMBERS = ("1", "5", "01", "10", "25", "45", "99")
_MOST_WORDS = 40_000  # beginnings of words that the tables of a grammar know together: some 10 MB


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule and its expressions; ``id`` is ``<language>.date.<name>``."""

    id: str
    rule: DateRule
    pattern: Pattern
    values: tuple[str, ...]
    before: Beside | None
    not_before: Beside | None
    after: Beside | None
    not_after: Beside | None


@dataclass(frozen=True, slots=True)
class CompiledModifier:
    """Words that say which part of a date is meant, as an expression for the text beside it."""

    id: str
    rule: DateModifier
    beside: Beside


@dataclass(frozen=True, slots=True)
class YearContext:
    """The guards of a bare year (see ``schema.dates.YearGuards``)."""

    weak: Beside | None
    not_before: Beside | None
    not_after: Beside | None
    plural: re.Pattern[str] | None
    function_words: frozenset[str]
    glued: frozenset[str]
    capital_nouns: bool


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


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything that reading and resolving need of a language.

    ``gates`` are by word, ``lengths`` those of digits by their number. ``tokens`` finds the places where a
    date can begin, in a language that does not part words. ``known`` holds the words of all templates,
    ``words`` what those met in texts are to the rules.
    """

    order: str
    spaced: bool
    tokens: re.Pattern[str] | None
    gates: dict[str, Gate]
    lengths: dict[int, Gate]
    known: frozenset[str]
    words: Words
    little: frozenset[str]  # words that say nothing of their own beside a date
    forms: dict[str, dict[str, str]]
    modifiers_before: tuple[CompiledModifier, ...]
    modifiers_after: tuple[CompiledModifier, ...]
    cues: Beside | None
    joins: re.Pattern[str] | None
    future: re.Pattern[str] | None
    past: re.Pattern[str] | None
    until: re.Pattern[str] | None
    present: re.Pattern[str] | None
    years: YearContext


@lru_cache(maxsize=64)
def grammar(language: Language) -> Grammar:
    """The compiled grammar of a language with the neutral rules; raises PatternError for a bad template."""
    section = language.dates
    neutral = get_language(NEUTRAL)
    forms = _forms(section)
    words: set[str] = set()
    lexicon = Lexicon(forms, section.parts, section.spaced, section.plain, words)
    rules = [_rule(rule, language.code, lexicon) for rule in section.rules]
    if neutral is not language and language.code != NEUTRAL:
        shared = Lexicon(_forms(neutral.dates), neutral.dates.parts, section.spaced, words=words)
        own = {rule.name for rule in section.rules}
        rules += [_rule(rule, NEUTRAL, shared) for rule in neutral.dates.rules if rule.name not in own]
        forms = {**_forms(neutral.dates), **forms}
    gates: dict[str, list[CompiledRule]] = {}
    lengths: dict[int, list[CompiledRule]] = {}
    for rule in rules:
        for key in rule.pattern.gates:
            if key[0] == "#":
                lengths.setdefault(int(key[1:]), []).append(rule)
            else:
                gates.setdefault(key, []).append(rule)
    tokens = None
    if not section.spaced:
        # The longest beginning is looked up: what a shorter one opens may stand there, too.
        shorter = {key: [key[:n] for n in range(1, len(key)) if key[:n] in gates] for key in gates}
        gates.update(
            {key: [*gates[key], *(r for s in found for r in gates[s])] for key, found in shorter.items()}
        )
        opening = rf"(?=[\d{first_letters(gates)}])" if gates else ""
        tokens = re.compile(rf"{opening}(?:\d+|{alternation(gates)})")
    guards = section.years
    years = YearContext(
        weak=beside(guards.weak, lexicon, behind=False),
        not_before=beside(guards.not_before, lexicon, behind=False),
        not_after=beside(guards.not_after, lexicon, behind=True),
        plural=re.compile(f"(?:{'|'.join(map(re.escape, guards.plurals))})$") if guards.plurals else None,
        function_words=frozenset(guards.function_words) | frozenset(language.text.function_words),
        glued=frozenset(guards.glued),
        capital_nouns=language.text.capital_nouns,
    )
    cues = beside(section.cues, lexicon, behind=False)
    modifiers = [_modifier(modifier, language.code, lexicon) for modifier in section.modifiers]
    met_words = Words(_hints(rules, [cues, years.weak, years.not_before, *(m.beside for m in modifiers)]))
    return Grammar(
        order=section.order,
        spaced=section.spaced,
        tokens=tokens,
        gates={key: Gate(key, found, met_words) for key, found in gates.items()},
        lengths={length: Gate("#", found, met_words) for length, found in lengths.items()},
        known=frozenset(words),
        words=met_words,
        little=frozenset(language.text.function_words).union(*(cue.split() for cue in section.cues)),
        forms={name: dict(known) for name, known in forms.items()},
        modifiers_before=tuple(modifier for modifier in modifiers if not modifier.rule.after),
        modifiers_after=tuple(modifier for modifier in modifiers if modifier.rule.after),
        cues=cues,
        joins=_between(section.joins, lexicon),
        future=_words(section.future),
        past=_words(section.past),
        until=re.compile(rf"(?<!\w)(?:{section.until}) ?\Z") if section.until else None,
        present=_words(section.present),
        years=years,
    )


def _forms(section: DatesSection) -> dict[str, dict[str, str]]:
    """Class -> form -> value: the names of CLDR, and what the language file adds to them."""
    found: dict[str, dict[str, str]] = {}
    for table in (section.names, section.classes):
        for name, values in table.items():
            known = found.setdefault(name, {})
            known.update((form, value) for value, forms in values.items() for form in forms)
    if section.plain:
        for known in found.values():
            for form in [form for form in known if not form.isascii()]:
                known.setdefault(unaccented(form), known[form])
    return found


def _rule(rule: DateRule, code: str, lexicon: Lexicon) -> CompiledRule:
    return CompiledRule(
        id=f"{code}.date.{rule.name}",
        rule=rule,
        pattern=compile_pattern(rule.pattern, lexicon),
        values=(rule.value,) if isinstance(rule.value, str) else rule.value,
        before=beside(rule.before, lexicon, behind=False),
        not_before=beside(rule.not_before, lexicon, behind=False),
        after=beside(rule.after, lexicon, behind=True),
        not_after=beside(rule.not_after, lexicon, behind=True),
    )


def _hints(rules: Iterable[CompiledRule], beside_all: Iterable[Beside | None]) -> Iterator[str]:
    """All hints of the words of dates, and of those that stand before them."""
    stands = list(beside_all)
    for rule in rules:
        yield from rule.pattern.hints
        yield from (hint[1:] for hint in rule.pattern.outline.second)
        stands += (rule.before, rule.not_before)
    for templates in stands:
        yield from (templates and templates.near) or ()


def _words(expression: str | None) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{expression})(?!\w)") if expression else None


def _modifier(modifier: DateModifier, code: str, lexicon: Lexicon) -> CompiledModifier:
    found = beside((modifier.pattern,), lexicon, behind=modifier.after)
    assert found is not None
    return CompiledModifier(f"{code}.date.{modifier.name}", modifier, found)


def _between(templates: tuple[str, ...], lexicon: Lexicon) -> re.Pattern[str] | None:
    """What stands between two dates of one list or span, spaces around it included."""
    found = beside(templates, lexicon, behind=True)
    return re.compile(found.expression + r"[ \t]{0,2}\n?") if found else None
