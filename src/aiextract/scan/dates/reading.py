"""Dates as written: spans with an unresolved value, by the rules of one language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from aiextract.scan import Note, Region
from aiextract.scan.dates.context import is_year, stands_alone, stands_behind
from aiextract.scan.dates.gates import NO_WORD, Kind
from aiextract.scan.dates.grammar import CompiledRule, Grammar
from aiextract.scan.dates.outline import HINT
from aiextract.scan.dates.values import values_of
from aiextract.scan.words import DIGITS
from aiextract.scan.words import words as words_of
from aiextract.source import Source

_LOOK = 40  # characters before and after a match that guards may read


@dataclass(slots=True)
class Reading:
    """A date as written. ``value`` is in the notation of ``schema.dates`` (``XXXX-08-07``, ``REF-1M``).

    ``rule`` is the modifier that joined the span, if any, else the rule itself (``core``).
    """

    start: int
    end: int
    rule: str
    core: str
    value: str
    mod: str | None
    known: bool
    tense: str | None
    grammar: Grammar
    priority: int = 0
    joined: bool = False  # part of a list or span with the reading before it
    notes: tuple[Note, ...] = ()


def read(source: Source, region: Region, grammar: Grammar) -> Iterator[Reading]:
    """The readings of a region from left to right, none overlapping: the longest match at each place wins."""
    reach = region.start
    last: Reading | None = None
    for at, before, rules in (_among_words if grammar.spaced else _anywhere)(source, region, grammar):
        if at >= reach and (found := _best(source, at, before, region, grammar, rules, last)):
            last, reach = found[-1], max(found[-1].end, at + 1)
            yield from found


Place = tuple[int, Kind, tuple[CompiledRule, ...]]


def _among_words(source: Source, region: Region, grammar: Grammar) -> Iterator[Place]:
    """Where a date can begin, by the words before and behind: the place, the word before it, the rules."""
    text, gates, lengths, known = source.folded, grammar.gates, grammar.lengths, grammar.known
    kinds, kind_of = grammar.words.kinds, grammar.words.kind
    words, starts = words_of(source, region)
    last = len(words) - 1
    # Most words are no gate: the comprehension drops them at the least cost.
    for i in [i for i, word in enumerate(words) if word in gates or word < DIGITS]:
        word, start = words[i], starts[i]
        following = words[i + 1] if i < last else ""
        if word > DIGITS:
            gate = gates[word]
        elif len(word) in lengths:
            gate = lengths[len(word)]
        else:
            continue
        behind = kinds.get(following[:HINT]) or kind_of(following)
        if gate.bound and not behind.name:
            continue
        end = start + len(word)
        char = text[end : end + 1]
        choice = gate.by_next.get(char + behind.name) or gate.followed(char, behind)
        if word < DIGITS and len(word) < 3 and following > DIGITS and following not in known:
            gap = starts[i + 1] - 1
            if len(following) > 1 and gap == end and text[gap] in " \t":  # "12 people"
                choice = gate.alone
        if not choice.rules:
            continue
        third = kind_of(words[i + 2]) if i + 1 < last else NO_WORD
        choice = choice.by_third.get(third.name) or choice.goes_on(third)
        before = kind_of(words[i - 1]) if i else NO_WORD
        rules = choice.led.get(before.name)
        if rules is None:
            rules = choice.after(before)
        if rules:
            yield start, before, rules


def _anywhere(source: Source, region: Region, grammar: Grammar) -> Iterator[Place]:
    """The same where no space parts words: all rules, and no word before the place."""
    assert grammar.tokens is not None
    for token in grammar.tokens.finditer(source.folded, region.start, region.end):
        word = token[0]
        gate = grammar.gates.get(word) if word > DIGITS else grammar.lengths.get(len(word))
        if gate is not None:
            yield token.start(), NO_WORD, gate.rules


def _best(
    source: Source,
    at: int,
    before: Kind,
    region: Region,
    grammar: Grammar,
    rules: tuple[CompiledRule, ...],
    last: Reading | None,
) -> list[Reading]:
    text = source.folded
    if text[at] < DIGITS and not stands_alone(source.text, text, at, grammar):
        return []
    matches = []
    for compiled in rules:
        match = compiled.pattern.regex.match(text, at, region.end)
        if match is not None:
            matches.append((match.end(), compiled.rule.priority, compiled, match))
    if len(matches) > 1:
        matches.sort(key=itemgetter(0, 1), reverse=True)
    for _, _, compiled, match in matches:
        if found := _accept(source, region, grammar, compiled, match, before, last):
            return found
    return []


def _accept(
    source: Source,
    region: Region,
    grammar: Grammar,
    compiled: CompiledRule,
    match: re.Match[str],
    before: Kind,
    last: Reading | None,
) -> list[Reading]:
    """The readings of a match, none where a guard of its rule is against it."""
    text, rule = source.folded, compiled.rule
    start, end = match.span()
    if rule.case and source.text[_named(compiled, match)].isupper() != (rule.case == "upper"):
        return []
    left = text[max(region.start, start - _LOOK, last.end if last else 0) : start]
    right = text[end : min(region.end, end + _LOOK)]
    if (compiled.before and not compiled.before.regex.search(left)) or stands_behind(
        compiled.not_before, before, left
    ):
        return []
    if (compiled.after and not compiled.after.regex.match(right)) or (
        compiled.not_after and compiled.not_after.regex.match(right)
    ):
        return []
    joined = bool(last and start - last.end <= _LOOK and _joins(grammar, text[last.end : start]))
    spans, values = values_of(compiled, match, grammar)
    if not _rises(values) or (text[start - 1 : start] == "-" and _counts(compiled)):
        return []
    mod: str | None = rule.mod
    name = compiled.id
    first = spans[0][0]
    if mod is None and not _is_day(values[0]):
        for modifier in grammar.modifiers_before:
            if modifier.beside.possible(before.hints) and (led := modifier.beside.regex.search(left)):
                mod, first, name = modifier.rule.mod, start - len(left) + led.start(), modifier.id
                break
    if rule.cued and not (mod or joined or stands_behind(grammar.cues, before, left)):
        return []
    if (
        rule.kind == "year"
        and not (mod and not rule.mod)
        and not is_year(source.text, text, match.span(), before, left, right, joined, grammar)
    ):
        return []
    for lead in rule.lead:
        if first == start and left.endswith(lead) and not left[: -len(lead)][-1:].isalnum():
            first = start - len(lead)
            break
    readings = []
    for number, ((begin, stop), value) in enumerate(zip(spans, values, strict=True)):
        begin = first if number == 0 else begin
        readings.append(
            Reading(begin, stop, name if number == 0 else compiled.id, compiled.id, value, mod, rule.known,
                rule.tense,
                    grammar, rule.priority, joined if number == 0 else True)
        )  # fmt: skip
    if rule.mod is None and mod is None and not _is_day(values[-1]):
        for modifier in grammar.modifiers_after:
            if after := modifier.beside.regex.match(right):
                last_one = readings[-1]
                last_one.mod, last_one.end, last_one.rule = modifier.rule.mod, end + after.end(), modifier.id
                break
    return readings


def _rises(values: list[str]) -> bool:
    """False for two years that are no span: ``2016/11`` is a month, ``2015-16`` and ``2011-12`` are spans."""
    if len(values) != 2 or not all(len(value) == 4 and value.isdecimal() for value in values):
        return True
    first, last = (int(value) for value in values)
    return first < last <= first + 20 and (last % 100 > 12 or last == first + 1)


def _counts(compiled: CompiledRule) -> bool:
    """Whether the rule counts units: "forty-five years" must not be read from its middle."""
    return any(label == "n" for label, _ in compiled.pattern.labels)


def _named(compiled: CompiledRule, match: re.Match[str]) -> int:
    """Where the name of a month or weekday begins in a match, else where the match does."""
    for number, (label, _) in enumerate(compiled.pattern.labels, 1):
        if label in ("month", "weekday") and match[number] is not None:
            return match.start(number)
    return match.start()


def _joins(grammar: Grammar, between: str) -> bool:
    return bool(grammar.joins and grammar.joins.fullmatch(between))


_DAY = re.compile(r"-\d\d-\d\d(?:@\d)?(?:$|\^)|D(?:$|\^)")


def _is_day(value: str) -> bool:
    return _DAY.search(value) is not None
