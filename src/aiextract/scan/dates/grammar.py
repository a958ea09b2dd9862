"""A language's date rules, compiled once: a table from gates (first word or length of digits) to rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from aiextract.languages import get_language
from aiextract.languages.schema import Language
from aiextract.languages.schema.dates import DateModifier, DateRule, DatesSection
from aiextract.scan.dates.pattern import (
    HINT,
    Lexicon,
    Pattern,
    alternation,
    compile_pattern,
    context,
    hint,
    unaccented,
)
from aiextract.scan.running import first_letters

NEUTRAL = "und"
_NUMBERS = ("1", "5", "01", "10", "25", "45", "99")


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule and its expressions; ``id`` is ``<language>.date.<name>``."""

    id: str
    rule: DateRule
    pattern: Pattern
    values: tuple[str, ...]
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class CompiledModifier:
    """Words that say which part of a date is meant, as an expression for the text beside it."""

    id: str
    rule: DateModifier
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class YearContext:
    """The guards of a bare year (see ``schema.dates.YearGuards``)."""

    weak: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    plural: re.Pattern[str] | None
    function_words: frozenset[str]
    glued: frozenset[str]
    capital_nouns: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything that reading and resolving need of a language."""

    order: str
    spaced: bool
    tokens: re.Pattern[str]
    gates: dict[str, tuple[CompiledRule, ...]]
    words: frozenset[str]
    little: frozenset[str]  # words that say nothing of their own beside a date
    forms: dict[str, dict[str, str]]
    modifiers_before: tuple[CompiledModifier, ...]
    modifiers_after: tuple[CompiledModifier, ...]
    cues: re.Pattern[str] | None
    joins: re.Pattern[str] | None
    future: re.Pattern[str] | None
    past: re.Pattern[str] | None
    until: re.Pattern[str] | None
    present: re.Pattern[str] | None
    years: YearContext
    _alone: dict[str, tuple[CompiledRule, ...]] = field(default_factory=dict)
    _hints: dict[str, frozenset[str]] = field(default_factory=dict)
    _followed: dict[tuple[str, ...], tuple[CompiledRule, ...]] = field(default_factory=dict)

    def followed(self, key: str, following: str) -> tuple[CompiledRule, ...]:
        """The rules of a gate that can match where ``following`` is the next token (empty: none)."""
        hints = self._hints.get(key)
        if hints is None:
            rules = self.gates[key]
            hints = frozenset[str]().union(*(rule.pattern.second for rule in rules if not rule.pattern.one))
            self._hints[key] = hints
        start = following[:HINT]
        if not start.isascii() or "0" <= start < ":":
            start = hint(start)
        # Most words are none that a rule goes on with: their beginnings all lead to one entry.
        known = [part for part in (start[:1], start[:2], start) if part in hints]
        met = (key, "*", *known) if start else (key,)
        found = self._followed.get(met)
        if found is None:
            found = tuple(
                rule
                for rule in self.gates[key]
                if rule.pattern.one or not rule.pattern.second.isdisjoint(met[1:])
            )
            self._followed[met] = found
        return found

    def alone(self, key: str) -> tuple[CompiledRule, ...]:
        """The rules of a gate of one or two digits that can match the number and nothing behind it."""
        found = self._alone.get(key)
        if found is None:
            found = tuple(
                rule
                for rule in self.gates.get(key, ())
                if any(rule.pattern.regex.fullmatch(number) for number in _NUMBERS)
            )
            self._alone[key] = found
        return found


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
    for rule in rules:
        for key in rule.pattern.gates:
            gates.setdefault(key, []).append(rule)
    starts = [key for key in gates if not key.startswith("#")]
    if (
        not section.spaced
    ):  # the longest beginning is looked up: what a shorter one opens may stand there, too
        shorter = {key: [key[:n] for n in range(1, len(key)) if key[:n] in gates] for key in starts}
        gates.update(
            {key: [*gates[key], *(r for s in found for r in gates[s])] for key, found in shorter.items()}
        )
    tokens = r"[^\W\d_]+|\d+" if section.spaced else r"\d+"
    if starts and not section.spaced:
        tokens = rf"(?=[\d{first_letters(starts)}])(?:\d+|{alternation(starts)})"
    guards = section.years
    return Grammar(
        order=section.order,
        spaced=section.spaced,
        tokens=re.compile(tokens),
        gates={key: tuple(found) for key, found in gates.items()},
        words=frozenset(words),
        little=frozenset(language.text.function_words).union(*(cue.split() for cue in section.cues)),
        forms={name: dict(known) for name, known in forms.items()},
        modifiers_before=tuple(
            _modifier(m, language.code, lexicon) for m in section.modifiers if not m.after
        ),
        modifiers_after=tuple(_modifier(m, language.code, lexicon) for m in section.modifiers if m.after),
        cues=context(section.cues, lexicon, behind=False),
        joins=_between(section.joins, lexicon),
        future=_words(section.future),
        past=_words(section.past),
        until=re.compile(rf"(?<!\w)(?:{section.until}) ?\Z") if section.until else None,
        present=_words(section.present),
        years=YearContext(
            weak=context(guards.weak, lexicon, behind=False),
            not_before=context(guards.not_before, lexicon, behind=False),
            not_after=context(guards.not_after, lexicon, behind=True),
            plural=re.compile(f"(?:{'|'.join(map(re.escape, guards.plurals))})$") if guards.plurals else None,
            function_words=frozenset(guards.function_words) | frozenset(language.text.function_words),
            glued=frozenset(guards.glued),
            capital_nouns=language.text.capital_nouns,
        ),
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
        before=context(rule.before, lexicon, behind=False),
        not_before=context(rule.not_before, lexicon, behind=False),
        after=context(rule.after, lexicon, behind=True),
        not_after=context(rule.not_after, lexicon, behind=True),
    )


def _words(expression: str | None) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{expression})(?!\w)") if expression else None


def _modifier(modifier: DateModifier, code: str, lexicon: Lexicon) -> CompiledModifier:
    regex = context((modifier.pattern,), lexicon, behind=modifier.after)
    assert regex is not None
    return CompiledModifier(f"{code}.date.{modifier.name}", modifier, regex)


def _between(templates: tuple[str, ...], lexicon: Lexicon) -> re.Pattern[str] | None:
    """What stands between two dates of one list or span, spaces around it included."""
    regex = context(templates, lexicon, behind=True)
    return re.compile(regex.pattern + r"[ \t]{0,2}\n?") if regex else None
