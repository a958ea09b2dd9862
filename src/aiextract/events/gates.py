"""Whether a trigger can tell of an event at all: what its sentence must hold, asked before it is read.

Most triggers are everyday words ("take", "sell", "pass"), and reading a sentence costs far more than a look
at its words. A gate stops a trigger only where no reading could fill the roles of its frame: it would be
refused. ``LEADS`` says of a relation what it cannot do without; one that is not listed is always possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from aiextract.events.clauses import MAX_SENTENCE
from aiextract.events.frames import FIRMS
from aiextract.events.lexicon import CUE
from aiextract.events.reader import Reader
from aiextract.languages.schema import Language
from aiextract.languages.schema.events import TriggerRule, Voice

Span = tuple[int, int]
Sides = tuple[bool, bool]  # before the trigger, and behind it
_BOTH = True, True
_VOICES: dict[str, tuple[Voice, ...]] = {
    "active": ("active",),
    "infinitive": ("active",),
    "passive": ("passive",),
    "noun": ("noun",),
    "either": ("active", "noun"),
    "past": ("active", "passive"),
    "participle": ("active", "passive"),
    "final": ("active", "passive"),
}
_ANY: tuple[Voice, ...] = ("active", "passive", "noun")
_PARTICIPLES = frozenset({"participle", "final"})
_HAVE, _POSSESSIVE = frozenset({"have"}), frozenset({"possessive"})
_FIRM = frozenset({"organization"})
_SINCE, _TO = frozenset({"since"}), frozenset({"to"})
_HEADLINE = 6  # words before whose hands something is in: of a headline without a verb, or to its verb
_COMPANY = frozenset({"organization", "business", "generic", "share", "whole", "majority", "control"})
_DATED = frozenset({"since", "since_behind", "since_subject", "since_object", "since_later"})
# Of headlines: the marks of which one stands before the trigger.
_MARKS = {
    "heading": ":", "headline": ":", "proclaimed": ":", "announced": ":",
    "headline_noun": ":,", "headed": ":,", "heading_participle": ":,",
}  # fmt: skip
_VERB_FIRST = frozenset({"verb_first_subject", "verb_first_object"})
_OPENING = 3  # words before a verb that opens its clause


class Lead(NamedTuple):
    """On which sides of the trigger an argument can stand, and the classes of which one word stands there."""

    before: bool
    behind: bool
    classes: frozenset[str] = frozenset()


def _led_to(*classes: str) -> Lead:
    return Lead(before=False, behind=True, classes=frozenset(classes))


def _inner(*classes: str) -> Lead:
    return Lead(before=True, behind=False, classes=frozenset(classes))


_ANYWHERE, _BEFORE, _BEHIND = Lead(True, True), Lead(True, False), Lead(False, True)
LEADS = {
    "by": _led_to("by"),
    "to": _led_to("to"),
    "from": _led_to("from"),
    "for": _led_to("for"),
    "into": _led_to("into"),
    "under": _led_to("under"),
    "moved": _inner("moving"),
    "of": _led_to("of", "by"),
    "source": _led_to("from", "to"),
    "recipient": _led_to("from", "to"),
    "amid_from": _led_to("from"),
    "marked_object": _led_to("accusative"),
    "inner_by": _inner("by", "of"),
    "inner_to": _inner("to"),
    "inner_from": _inner("from"),
    "inner_into": _inner("into"),
    "given": Lead(before=True, behind=True, classes=frozenset({"dative"})),
    "handed": _led_to("dative"),
    "postposed_by": _led_to("by", "from"),
    "answering": _BEHIND,
    "compound_actor": _BEFORE,
    "stake_in": _led_to("holding"),
    "stake_holder": _led_to("holding"),
    "stake_of": _led_to("into"),
    "stake_owner": _led_to("into"),
    "fronted_for": _inner("for"),
    "fronted_to": _inner("to"),
    "successor": _led_to("succeeding"),
    "beyond": _BEHIND,
    "beneficiary": _inner("for"),
    "partner": _inner(CUE, "offer"),
    "held_in": _led_to("owned"),
    "predicate_for": _led_to("for"),
    "offer": _led_to("from", "by", "of"),
    "members": _led_to("called"),
    "possessor": _BEFORE,
    "object": _BEHIND,
    "opened": _BEHIND,
    "bare_behind": _BEHIND,
    "named_behind": _BEHIND,
    "pair_behind": _BEHIND,
    "pair_behind_first": _BEHIND,
    "dislocated": _BEHIND,  # for the name that acts
    "actor_behind": _BEHIND,
    "heading": _BEFORE,
    "heading_participle": _BEFORE,
    "headline": _BEFORE,
    "headline_noun": _BEFORE,
    "headed": _BEFORE,
    "proclaimed": _BEFORE,
    "compound_left": _BEFORE,
    "compound_subject": _BEFORE,
    "judged_bidder": _BEFORE,
    "fronted": _BEHIND,
    "verb_first_subject": _BEHIND,
    "parted": _led_to("with"),
    "relayed": _led_to("moving"),
    "verb_first_object": _BEHIND,
    "later_subject": _BEHIND,
    "cleft": _BEHIND,
    "postposed": _BEHIND,
    "subject": _BEFORE,
    "receiver": _BEFORE,
    "genitive": _BEFORE,
    "compound": _BEFORE,
    "compound_first": _BEFORE,
    "pair": _BEFORE,
    "pair_first": _BEFORE,
}


class Room(NamedTuple):
    """What one of several relations needs: a place on a side, or there a word of one of these classes."""

    before: bool
    behind: bool
    said_before: frozenset[str]
    said_behind: frozenset[str]


def led(relations: Sequence[str]) -> bool:
    """Whether only small words lead to the arguments of these relations."""
    return all(LEADS.get(relation, _ANYWHERE).classes for relation in relations)


@lru_cache(maxsize=1024)
def room(relations: tuple[str, ...]) -> Room:
    """What the arguments of these relations need, of which one is enough."""
    leads = [LEADS.get(relation, _ANYWHERE) for relation in relations]
    free = [lead for lead in leads if not lead.classes]
    return Room(
        any(lead.before for lead in free),
        any(lead.behind for lead in free),
        frozenset().union(*(lead.classes for lead in leads if lead.before)),
        frozenset().union(*(lead.classes for lead in leads if lead.behind)),
    )


class Around:
    """A trigger at ``place`` in a sentence that is not read: what can stand on either side of it."""

    __slots__ = ("_lexicon", "_named", "_place", "_reader", "_words", "language", "span")

    def __init__(self, reader: Reader, language: Language, span: Span, place: int) -> None:
        self.language = language
        self.span = span[0], min(span[1], span[0] + MAX_SENTENCE)  # more of it is never read
        self._place = place
        self._reader = reader
        self._lexicon = reader.lexicon(language)
        self._words: tuple[list[str], list[str]] | None = None
        self._named: Span | None = None

    @property
    def words(self) -> tuple[list[str], list[str]]:
        """The words before the trigger, and those from it on."""
        if self._words is None:
            self._words = self._reader.words(self.span, self._place)
        return self._words

    @property
    def _before(self) -> str:
        """The text of the sentence before the trigger."""
        return self._reader.source.folded[self.span[0] : self._place]

    @property
    def named(self) -> bool:
        """Whether the sentence can hold a name."""
        return self.mentioned("ORG") > 0 or any(self.named_sides)

    @property
    def named_sides(self) -> Sides:
        """Whether a name can stand before the trigger, and whether behind it."""
        if self._named is None:
            self._named = self._reader.named(self.language, self.span)
        return self._named[0] < self._place, self._named[1] > self._place

    @property
    def owned(self) -> bool:
        """Whether an owner can stand before the trigger: "its sale", "Y's sale"."""
        return "s" in self.words[0] or self.says_before(_POSSESSIVE)

    @property
    def dated(self) -> bool:
        """Whether it can be told since when something holds, or by a verb that ends its clause what will."""
        if self.mentioned("DATE") and self.says(_SINCE):
            return True
        verb, *after = self.words[1]
        behind = self._reader.source.folded[self._place + len(verb) : self.span[1]].lstrip()
        return not behind[:1].isalnum() or (bool(after) and self._lexicon.is_cue(after[0]))

    def dealt_in(self, rule: TriggerRule) -> bool:
        """Whether an organization is mentioned, shares are by the trigger, or an amount may be a price."""
        priced = self._reader.has("MONEY", (self.span[0], len(self._reader.source.text)))
        return not _COMPANY.isdisjoint(rule.implies) or self.mentioned("ORG") > 0 or priced

    @property
    def company_sides(self) -> Sides:
        """Whether a company can be spoken of before the trigger, and whether behind its first word."""
        before, behind = self.words
        return self._lexicon.may_say(before, _COMPANY), self._lexicon.may_say(behind[1:], _COMPANY)

    def says_before(self, classes: frozenset[str]) -> bool:
        """Whether a word of one of these classes can stand before the trigger."""
        return self._lexicon.may_say(self.words[0], classes)

    def says_behind(self, classes: frozenset[str]) -> bool:
        """Whether the trigger or a word behind it can be of one of these classes."""
        return self._lexicon.may_say(self.words[1], classes)

    def says(self, classes: frozenset[str]) -> bool:
        """Whether the sentence can hold a word of one of these classes."""
        return self.says_before(classes) or self.says_behind(classes)

    def counts(self, rule: TriggerRule) -> bool:
        """Whether a trigger is one here: a light one beside an amount, a separable verb with its particle.

        One that is told of persons as well needs a firm, or two.
        """
        if rule.light and not self.mentioned("MONEY"):
            return False
        firms = 1 + (rule.frame in ("enlist", "clinch"))
        if rule.frame in FIRMS and not (self.mentioned("ORG") >= firms or self.says(_FIRM)):
            return False
        return not rule.particles or not set(rule.particles).isdisjoint(self.words[1])

    def values(self, kind: str) -> list[str]:
        """The upper bounds of the percents (by ``kind`` of mention) that begin in the sentence."""
        return self._reader.bounds(kind, self.span)

    def mentioned(self, kind: str) -> int:
        """How many mentions of a type begin in the sentence."""
        return self._reader.count(kind, self.span)

    def has_room(self, relations: Sequence[str], sides: Sides = _BOTH) -> bool:
        """Whether one of the relations can have an argument, on the ``sides`` where one can stand."""
        before, behind = sides
        need = room(tuple(relation for relation in relations if self._possible(relation)))
        return (
            (need.before and before)
            or (need.behind and behind)
            or (behind and bool(need.said_behind) and self.says_behind(need.said_behind))
            or (before and bool(need.said_before) and self.says_before(need.said_before))
        )

    def _possible(self, relation: str) -> bool:
        """Whether the sentence has what a relation asks for beside words of a class: a date, a mark."""
        if relation in _DATED:
            return self.dated
        if relation == "possessor":
            return self.owned
        if relation == "fronted_to":
            opening = self._before.replace(":", ",").rpartition(",")[2].split(maxsplit=1)[:1]
            return self._lexicon.may_say(opening, _TO)
        if relation == "stands":
            return len(self.words[0]) <= _HEADLINE
        if relation in _VERB_FIRST:
            return len(self.words[0]) <= _OPENING
        if relation == "moved":
            return self._lexicon.may_say(self.words[0][-_HEADLINE:], LEADS["moved"].classes)
        marks = _MARKS.get(relation)
        return marks is None or any(mark in self._before for mark in marks)


def voices(rule: TriggerRule, around: Around) -> tuple[Voice, ...]:
    """The voices that the words around a trigger can make it."""
    if rule.form not in _PARTICIPLES or around.says_before(_HAVE):
        return _VOICES.get(rule.form, _ANY)
    # Without its auxiliary a participle is passive; at the end of a clause it may stand behind it.
    return ("active", "passive") if rule.form == "final" and around.says_behind(_HAVE) else ("passive",)
