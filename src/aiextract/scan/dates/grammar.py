"""A language's date rules, compiled once: a table from gates (first word or length of digits) to rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from aiextract.languages import get_language
from aiextract.languages.schema import Language
from aiextract.languages.schema.dates import DateModifier, DateRule, DatesSection
from aiextract.scan.dates.beside import Beside, beside
from aiextract.scan.dates.gates import Gate, Words
from aiextract.scan.dates.outline import unaccented
from aiextract.scan.dates.pattern import Lexicon, Pattern, alternation, compile_pattern
from aiextract.scan.running import first_letters

NEUTRAL = "und"
# A noun, or an adjective and a noun, where nouns have a capital: "1500 neue Anhänger".
_NOUN = r" (?:[^\W\d_]{2,20}%s )?[A-ZÀ-Þ][a-zß-ÿ]"


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
    noun: re.Pattern[str] | None  # that follows, where all nouns have a capital


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
        noun=re.compile(_NOUN % guards.adjectives) if language.text.capital_nouns else None,
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
