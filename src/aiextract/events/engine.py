"""The engine that event types share: from the triggers of a document to the arguments of each.

An event type gives its section of the language files (triggers, cues, word classes, frames). For each trigger
the engine yields a ``Reading``: the clause, the voice, and the argument of each slot with the rule that found
it. What the arguments must be like, and what makes two events one, is the event type's own affair.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiextract.events.bracket_roles import FINDERS as BRACKET_FINDERS
from aiextract.events.brackets import voice as bracket_voice
from aiextract.events.clauses import MAX_SENTENCE, Token
from aiextract.events.gates import Around
from aiextract.events.lexicon import Lexicon
from aiextract.events.names import Names
from aiextract.events.phrases import Argument
from aiextract.events.predicates import FINDERS as PREDICATE_FINDERS
from aiextract.events.reader import Reader
from aiextract.events.reasons import Miss, Refusal
from aiextract.events.roles import FINDERS, Clause
from aiextract.languages.schema import Language
from aiextract.languages.schema.events import EventSection, EventsSection, TriggerRule, Voice
from aiextract.organizations.lexicon import lexicon_of as known_names
from aiextract.organizations.model import NameSpan
from aiextract.scan import Region
from aiextract.source import Source

Span = tuple[int, int]
# What follows these words is looked for behind an object: "sold X to Y".
_CHAIN = 2  # tokens between triggers that speak of one event
_BEHIND_TARGET = frozenset({"to", "from", "owner", "giver", "amid_from"})
_BACK = 3  # sentences looked back at for what a pronoun means
_OPENING = 3  # tokens of a sentence that a name opens
_AHEAD = 4  # sentences looked at for the price of a deal
_FINDERS = {**FINDERS, **BRACKET_FINDERS, **PREDICATE_FINDERS}


def lexicon_of(section: EventSection, shared: EventsSection) -> Lexicon:
    """The compiled triggers, cues and word classes of an event type, with those that all types share."""
    words: dict[str, list[str]] = {}
    for part in (shared.words, section.classes()):
        for kind, members in part.items():
            words.setdefault(kind, []).extend(members)
    return Lexicon(section.triggers, (*shared.cues, *section.cues), words)


@dataclass(slots=True)
class Reading:
    """A trigger with what was read around it.

    ``found`` gives an ``Argument`` by slot, ``rules`` the rule that found it (``passive.by``). ``low`` is
    the token where the view of this trigger begins (behind the one before it). ``alone``: the sentence has
    no other trigger; ``before`` (the nearest first) and ``after`` are sentences beside it, if they are in
    the same stretch. ``nameless`` keeps arguments without a name that gave way to one with. For ``explain``:
    ``missed`` gives what each relation lacked that filled no slot, ``refusal`` why the trigger tells of no
    event.
    """

    reader: Reader
    language: Language
    clause: Clause
    trigger: TriggerRule
    voice: Voice
    low: int
    alone: bool
    sentence: Span
    before: Sequence[Span]
    after: Sequence[Span]
    found: dict[str, Argument] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    nameless: dict[str, Argument] = field(default_factory=dict)
    missed: dict[str, dict[str, Miss]] = field(default_factory=dict)
    refusal: Refusal | None = None

    def names(self, slot: str) -> list[Token]:
        """The names of a slot's argument."""
        argument = self.found.get(slot)
        return [] if argument is None else [self.clause.tokens[i] for i in argument.names]

    def fill(self, target: str, roles: Mapping[str, Sequence[str]]) -> None:
        """Look for the argument of each slot; ``target`` is the slot that other slots stand behind."""
        for slot, relations in roles.items():
            for relation in relations:
                held = self.found.get(target)
                self.clause.past = held.end if held is not None and relation in _BEHIND_TARGET else 0
                argument = _FINDERS[relation](self.clause)
                if argument is None or not (argument.names or argument.generic):
                    self._miss(slot, relation, Miss.NOTHING)
                    continue
                if held is not None and slot == target and held.possessed and relation == "possessor":
                    self._miss(slot, relation, Miss.OWNER)  # "Z's sale of its unit": Z is no target
                    continue
                if argument.names and any(argument.names == other.names for other in self.found.values()):
                    self._miss(slot, relation, Miss.OTHER_ROLE)  # one name plays one role
                    continue
                if not argument.names:
                    self._miss(slot, relation, Miss.NO_NAME)
                if slot in self.found and argument.names and not self.found[slot].names:
                    self.nameless[slot] = self.found[slot]
                if slot not in self.found or (argument.names and not self.found[slot].names):
                    self.found[slot], self.rules[slot] = argument, f"{self.voice}.{relation}"
                if argument.names:
                    break

    def _miss(self, slot: str, relation: str, why: Miss) -> None:
        self.missed.setdefault(slot, {})[relation] = why

    def refuse(self, why: Refusal) -> list[Any]:
        """No events of this trigger, and why."""
        self.refusal = why
        return []

    def linked(self, others: Sequence[Token], *, company: bool = False) -> Token | None:
        """The one name of the sentences before that a pronoun can mean (``others`` are named already).

        With ``company`` a noun asks for one, no person: it may be governed where nobody is free ("the staff
        of X … the company").
        """
        for span in self.before:
            tokens = self.reader.tokens(self.language, span)
            clause = Clause(tokens, len(tokens), 0, len(tokens))
            names = [
                k for k, token in enumerate(tokens) if token.kind == "name" and tokens[k - 1].text != "("
            ]
            if company:  # nor the first word of a sentence, which may be any
                names = [
                    k
                    for k in names
                    if not self._is_person(tokens[k]) and (clause.has_verb(k) or not tokens[k].has("initial"))
                ]
            free = self._apart(others, (tokens[k] for k in names if not clause.governed(k)))
            if len(free) == 1 and free[0].has("initial") and not clause.has_verb(tokens.index(free[0])):
                continue  # the first word of a sentence, which may be any
            if free:
                return free[0] if len(free) == 1 else None
            held = self._apart(others, (tokens[k] for k in names if tokens[k].mention)) if company else []
            if company and not held:
                held = self._apart(others, (tokens[k] for k in names if not tokens[k].has("initial")))
            if held:
                return held[0] if len(held) == 1 else None
        return None

    def _is_person(self, token: Token) -> bool:
        first, _, rest = token.text.partition(" ")
        given = bool(rest) and first.lower() in known_names(self.language).given
        return token.has("person", "doubted") or (given and token.mention is None)

    def linked_after(self, others: Sequence[Token]) -> Token | None:
        """The name that the next sentence opens with, where no sentence before names any.

        "The toolmaker was sold to Y. X has six plants."
        """
        for span in self.before:
            if any(token.kind == "name" for token in self.reader.tokens(self.language, span)):
                return None
        for span in self.after[:1]:
            tokens = self.reader.tokens(self.language, span)
            at = next((k for k, token in enumerate(tokens[:_OPENING]) if token.kind == "name"), None)
            if at is None or at + 1 >= len(tokens) or tokens[at + 1].kind != "word":
                return None
            clause = Clause(tokens, len(tokens), 0, len(tokens))
            free = [] if clause.governed(at) else self._apart(others, [tokens[at]])
            return free[0] if free and not self._is_person(free[0]) else None
        return None

    def linked_here(self, others: Sequence[Token], *, bought: bool = False) -> Token | None:
        """The one name before the trigger in its own sentence that a common noun behind it can mean."""
        tokens = self.clause.tokens[: self.clause.at]
        named = (
            token
            for k, token in enumerate(tokens)
            if token.kind == "name"
            and not (token.has("initial") and not self.clause.has_verb(k))
            and not self.clause.placed(k)
            and not (bought and self._apart_from(k))
            and not (self.clause.tokens[k + 1].text == "-" and token.end == self.clause.tokens[k + 1].start)
        )
        free = self._apart(others, named)
        return free[0] if len(free) == 1 else None

    def _apart_from(self, k: int) -> bool:
        """Whether the name at ``k`` made or owns what the noun means: "the firm, founded by Z, was sold"."""
        governor = self.clause.governor(k)
        return governor is not None and governor.has("by", "business")

    def _apart(self, others: Sequence[Token], tokens: Iterable[Token]) -> list[Token]:
        """The names among the tokens that are none of the others, each once."""
        fitting: dict[str, Token] = {}
        lexicon = self.reader.lexicon(self.language)
        for token in tokens:
            if token.mention is None and lexicon.classes(token.text.lower()):
                continue  # a common noun with a capital: "la Bourse"
            if not any(self.reader.names.same(token.text, other.text) for other in others):
                fitting.setdefault(token.text, token)
        return list(fitting.values())

    def rule(self, kind: str) -> str:
        """What a record says of the rule that made it, for an event type of this name."""
        return f"{self.language.code}.{kind}.{self.trigger.name}"

    def evidence(self) -> Span:
        """The sentence, or of one with several triggers the stretch from the first to the last argument."""
        if self.alone:
            start, end = self.sentence
            return start, min(end, start + MAX_SENTENCE)
        places = [self.clause.at, *(i for argument in self.found.values() for i in argument.names)]
        return self.clause.tokens[min(places)].start, self.clause.tokens[max(places)].end


def readings(
    source: Source,
    regions: Sequence[Region],
    sentences: Sequence[Span],
    mentions: Sequence[Mapping[str, Any]],
    lexicon: Callable[[Language], Lexicon],
    names: Names,
    published: str | None,
    seen: Sequence[NameSpan] = (),
    gate: Callable[[Around, TriggerRule], bool] | None = None,
) -> Iterator[Reading]:
    """The triggers of a document, in order; ``sentences`` are sorted and do not overlap.

    A sentence is read where the ``gate`` lets one of its triggers pass.
    """
    reader = Reader(source, regions, mentions, lexicon, names, published, seen)
    starts = [start for start, _ in sentences]
    for region in regions:
        last = -1
        for hit, rules in lexicon(region.language).trigger_starts(source, region):
            k = bisect_right(starts, hit) - 1
            if k <= last or hit >= sentences[k][1]:
                continue
            if not _worth_reading(reader, region.language, sentences[k], hit, rules, gate):
                continue
            last = k
            before = [s for s in reversed(sentences[max(0, k - _BACK) : k]) if s[0] >= region.start]
            after = [s for s in sentences[k + 1 : k + 1 + _AHEAD] if s[0] < region.end]
            yield from _sentence(reader, region.language, sentences[k], before, after)


def _worth_reading(
    reader: Reader,
    language: Language,
    span: Span,
    place: int,
    rules: Sequence[TriggerRule],
    gate: Callable[[Around, TriggerRule], bool] | None,
) -> bool:
    """Whether a trigger at a place counts (a light one beside an amount) and can tell of an event."""
    counting = [rule for rule in rules if not rule.light or reader.has("MONEY", span)]
    if gate is None or not counting:
        return bool(counting)
    around = Around(reader, language, span, place)
    return any(gate(around, rule) for rule in counting)


def _sentence(
    reader: Reader, language: Language, span: Span, before: Sequence[Span], after: Sequence[Span]
) -> Iterator[Reading]:
    """The triggers of one sentence, each with its view between its neighbours.

    Where all of them are refused by who asks for them (or there are none), the spare ones follow.
    """
    made = []
    for reading in _triggers(reader, language, span, before, after, reader.tokens(language, span)):
        made.append(reading)
        yield reading
    if reader.lexicon(language).spare and all(reading.refusal is not None for reading in made):
        tokens = reader.tokens(language, span, spare=True)
        yield from _triggers(reader, language, span, before, after, tokens)


def _triggers(
    reader: Reader,
    language: Language,
    span: Span,
    before: Sequence[Span],
    after: Sequence[Span],
    tokens: list[Token],
) -> Iterator[Reading]:
    at = [k for k, token in enumerate(tokens) if token.trigger is not None]
    low = 0
    for n, k in enumerate(at):
        clause = Clause(tokens, k, 0, at[n + 1] if n + 1 < len(at) else len(tokens))
        joined = n and (k - at[n - 1] <= _CHAIN or tokens[at[n - 1]].cue is not None)
        if not joined:  # "a bid to acquire", "walked away from its bid" are one
            low = at[n - 1] + 1 if n else 0
        trigger: TriggerRule = tokens[k].trigger
        yield Reading(
            reader, language, clause, trigger, voice(clause, trigger), low, len(at) == 1, span, before, after
        )


def voice(clause: Clause, trigger: TriggerRule) -> Voice:
    """Whether a trigger is active or passive here, by the auxiliaries before it and the agent behind it."""
    if trigger.form in ("active", "noun", "passive"):
        return trigger.form
    if trigger.form == "infinitive":
        return "active"
    if trigger.form in ("final", "double"):
        return bracket_voice(clause)
    if trigger.form == "either":
        return "active" if clause.follows_subject() else "noun"
    group = clause.tokens[clause.verb_start() : clause.at]
    nearest = next((token for token in reversed(group) if token.has("be", "have")), None)
    if nearest is not None:
        return "passive" if nearest.has("be") else "active"
    if _agent_follows(clause):
        return "passive"
    if trigger.form == "past" and (not clause.at or _taker_follows(clause) or _says_more(clause)):
        return "passive"
    return "active" if trigger.form == "past" else "passive"


def _says_more(clause: Clause) -> bool:
    """Whether the trigger says more of the name before a comma: "…, X, bought in 2012, …"."""
    tokens, start = clause.tokens, clause.verb_start()
    if start < 2 or tokens[start - 1].text not in ",(" or tokens[start - 2].kind != "name":
        return False
    behind = tokens[clause.at + 1] if clause.at + 1 < len(tokens) else None
    timed = behind is not None and (behind.kind == "date" or behind.has("preposition", "from", "for"))
    held = clause.object() if timed else None
    return timed and (held is None or not (held.names or held.nouns))


def _taker_follows(clause: Clause) -> bool:
    """Whether who takes it stands right behind, and nothing that is taken: "X sold to Y"."""
    behind = clause.tokens[clause.at + 1] if clause.at + 1 < len(clause.tokens) else None
    return behind is not None and behind.has("to") and clause.source() is None


def _agent_follows(clause: Clause) -> bool:
    """Whether "by" stands behind the trigger, with nothing but a time or a price between."""
    for token in clause.tokens[clause.at + 1 : clause.at + 7]:
        if token.has("by"):
            return True
        if token.kind not in ("date", "money") and not token.has(
            "preposition", "adverb", "for", "determiner"
        ):
            return False
    return False
