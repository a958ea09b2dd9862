"""A trigger with what was read around it: the argument of each slot, and the names that pronouns can mean.

The ``engine`` makes one of each trigger of a document; an event type asks it to fill its slots and to link
what these leave open to names in the sentences beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiextract.events.clauses import MAX_SENTENCE, Token
from aiextract.events.phrases import Argument
from aiextract.events.reader import Reader
from aiextract.events.reasons import Miss, Refusal
from aiextract.events.relations import RELATIONS
from aiextract.events.roles import Clause
from aiextract.languages.schema import Language
from aiextract.languages.schema.events import TriggerRule, Voice
from aiextract.organizations.lexicon import lexicon_of as known_names

Span = tuple[int, int]
# What follows these words is looked for behind an object: "sold X to Y".
_BEHIND_TARGET = frozenset({"to", "from", "owner", "giver", "amid_from", "cleft"})
_OPENING = 3  # tokens of a sentence that a name opens


@dataclass(slots=True)
class Reading:
    """A trigger with what was read around it.

    ``found`` gives an ``Argument`` by slot, ``rules`` the rule that found it (``passive.by``). ``low`` is
    the token where the view of this trigger begins (behind the one before it). ``alone``: the sentence has
    no other trigger; ``before`` (the nearest first) and ``after`` are sentences beside it, if they are in
    the same stretch; the last of those before is the one that this opens with. ``nameless`` keeps arguments
    without a name that gave way to one with. For ``explain``: ``missed`` gives what each relation lacked that
    filled no slot, ``refusal`` why the trigger tells of no event; ``stopped``: it is read for that alone.
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
    stopped: bool = False

    def names(self, slot: str) -> list[Token]:
        """The names of a slot's argument."""
        argument = self.found.get(slot)
        return [] if argument is None else [self.clause.tokens[i] for i in argument.names]

    def fill(self, target: str, roles: Mapping[str, Sequence[str]]) -> None:
        """Look for the argument of each slot; ``target`` is the slot that other slots stand behind."""
        for slot, relations in roles.items():
            for relation in relations:
                held = self.found.get(target)
                self.clause.past = held.end if held is not None and self._goes_on(target, relation) else 0
                argument = RELATIONS[relation](self.clause)
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

    def _goes_on(self, target: str, relation: str) -> bool:
        """Whether a relation is looked for behind the target, unless that follows all: "Sold to Y, X …"."""
        return relation in _BEHIND_TARGET and not self.rules.get(target, "").endswith(
            ("later_subject", "postposed")
        )

    def _miss(self, slot: str, relation: str, why: Miss) -> None:
        self.missed.setdefault(slot, {})[relation] = why

    def refuse(self, why: Refusal) -> list[Any]:
        """No events of this trigger, and why."""
        self.refusal = why
        return []

    def linked(self, others: Sequence[Token], *, company: bool = False, bought: bool = False) -> Token | None:
        """The one name of the sentences before that a pronoun can mean (``others`` are named already).

        With ``company`` a noun asks for one, no person: it may be governed where nobody is free ("the staff
        of X … the company"). What is ``bought`` is no person either.
        """
        for span in self._naming():
            tokens = self.reader.tokens(self.language, span)
            clause = Clause(tokens, len(tokens), 0, len(tokens))
            told = any(token.trigger is not None for token in tokens)  # who judges, judges a deal
            names = [
                k
                for k, token in enumerate(tokens)
                if token.kind == "name"
                and tokens[k - 1].text != "("
                and not (told and clause.is_judge(k))
                and not _describes(tokens, k)
            ]
            if company or bought:
                names = [
                    k
                    for k in names
                    if not self.is_person(tokens[k]) and not self._any_word(clause, tokens[k], k)
                ]
            free = self._apart(others, (tokens[k] for k in names if not clause.governed(k)))
            if len(free) > 1:  # "Z's parent, Y, grows. It bought X"
                free = self._apart(others, (one for one in free if not _owns(tokens, one))) or free
            if len(free) == 1 and self._any_word(clause, free[0], tokens.index(free[0])):
                continue
            if free:
                return free[0] if len(free) == 1 else None
            held = self._apart(others, (tokens[k] for k in names if tokens[k].mention)) if company else []
            if company and not held:
                held = self._apart(others, (tokens[k] for k in names if not tokens[k].has("initial")))
            if held:
                return held[0] if len(held) == 1 else None
        return None

    def _naming(self) -> Iterator[Span]:
        """The sentences before that have a sure name; all of them where none has."""
        sure = False
        for span in self.before:
            if self._has_sure(span):
                sure = True
                yield span
        if not sure:
            yield from self.before

    def _has_sure(self, span: Span) -> bool:
        """Whether a sentence has a name that is more than a word which opens it."""
        return any(
            token.kind == "name" and (token.mention is not None or not token.has("initial"))
            for token in self.reader.tokens(self.language, span)
        )

    def _any_word(self, clause: Clause, token: Token, k: int) -> bool:
        """Whether the name at ``k`` only begins a sentence, where any word may stand, and is no known one."""
        return token.has("initial") and token.mention is None and not clause.has_verb(k)

    def is_person(self, token: Token) -> bool:
        """Whether a name is of a person, as a model has it or by a given name that it begins with."""
        first, _, rest = token.text.partition(" ")
        given = bool(rest) and first.lower() in known_names(self.language).given
        doubted = token.has("doubted") and not token.has("seat")  # a place may be a name like it
        return doubted or token.has("person") or (given and token.mention is None)

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
            return free[0] if free and not self.is_person(free[0]) else None
        return None

    def linked_here(self, others: Sequence[Token], *, bought: bool = False) -> Token | None:
        """The one name before the trigger in its own sentence that a common noun behind it can mean."""
        tokens = self.clause.tokens[: self.clause.at]
        named = (
            token
            for k, token in enumerate(tokens)
            if token.kind == "name"
            and not _describes(tokens, k)
            and not (token.has("initial") and not self.clause.has_verb(k))
            and (not self.clause.placed(k) or self.headed(k) or self.announces(k))
            and not (bought and (self._apart_from(k) or self._own(k, others) or self._joined_to(k, others)))
            and not (self.clause.tokens[k + 1].text == "-" and token.end == self.clause.tokens[k + 1].start)
        )
        free = self._apart(others, named)
        return free[0] if len(free) == 1 else None

    def headed(self, k: int) -> bool:
        """Whether a headline tells of the name at ``k`` before its colon: "News for Y: the group …"."""
        governor, behind = self.clause.governor(k), self.clause.tokens[k + 1]
        return governor is not None and governor.has("for") and behind.text == ":"

    def announces(self, k: int) -> bool:
        """Whether the name at ``k`` is of who says what follows: "Wie Y mitteilt, kauft der Konzern X"."""
        tokens = self.clause.tokens
        stop = next((j for j in range(k + 1, self.clause.at) if tokens[j].text == ","), k)
        judges = any(token.has("judging") for token in tokens[k + 1 : stop])
        return (
            tokens[0].has("called") and self.clause.governor(k) is tokens[0] and stop > k + 1 and not judges
        )

    def _apart_from(self, k: int) -> bool:
        """Whether the name at ``k`` made or owns what the noun means: "the firm, founded by Z, was sold"."""
        governor = self.clause.governor(k)
        return governor is not None and governor.has("by", "business")

    def _own(self, k: int, others: Sequence[Token]) -> bool:
        """Whether the name at ``k`` is of what one of the others heads: "N, owner of Z, bought the firm"."""
        governor, tokens = self.clause.governor(k), self.clause.tokens
        if governor is None or not governor.has("of") or self.trigger.frame == "sell":
            return False
        at = tokens.index(governor) - 1
        headed = at > 1 and tokens[at].has("title") and tokens[at - 1].text == ","
        return headed and any(tokens[at - 2] is other for other in others)

    def _joined_to(self, k: int, others: Sequence[Token]) -> bool:
        """Whether the name at ``k`` stands beside one of the others: "A and B, which take 100 %"."""
        behind = self.clause.tokens[k + 1 : k + 3]
        return len(behind) == 2 and behind[0].has("and") and any(behind[1] is other for other in others)

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


def _owns(tokens: Sequence[Token], name: Token) -> bool:
    """Whether a name only says whose the noun behind it is."""
    k = next(k for k, token in enumerate(tokens) if token is name)
    return k + 1 < len(tokens) and tokens[k + 1].text == "'s"


def _describes(tokens: Sequence[Token], k: int) -> bool:
    """Whether the name at ``k`` only says more of a firm: "the Leeds brewer X", "Toy chain X"."""
    behind = tokens[k + 1 : k + 3]
    return len(behind) == 2 and behind[0].has("organization") and behind[1].kind == "name"
