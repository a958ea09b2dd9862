"""Whether a trigger can tell of an event at all: what its sentence must hold, asked before it is read.

Most triggers are everyday words ("take", "sell", "pass"), and reading a sentence costs far more than a look
at its words. A gate stops a trigger only where no reading could fill the roles of its frame: it would be
refused. ``LEADS`` says of a relation what it cannot do without; one that is not listed is always possible.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from aiextract.events.reader import Reader
from aiextract.languages.schema import Language
from aiextract.languages.schema.events import TriggerRule, Voice

Span = tuple[int, int]
_VOICES: dict[str, tuple[Voice, ...]] = {
    "active": ("active",),
    "infinitive": ("active",),
    "passive": ("passive",),
    "noun": ("noun",),
    "either": ("active", "noun"),
}


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
    "of": _led_to("of", "by"),
    "source": _led_to("from", "to"),
    "recipient": _led_to("from", "to"),
    "amid_from": _led_to("from"),
    "marked_object": _led_to("accusative"),
    "inner_by": _inner("by", "of"),
    "inner_to": _inner("to"),
    "inner_from": _inner("from"),
    "inner_into": _inner("into"),
    "object": _BEHIND,
    "fronted": _BEHIND,
    "later_subject": _BEHIND,
    "subject": _BEFORE,
    "receiver": _BEFORE,
    "genitive": _BEFORE,
    "compound": _BEFORE,
    "compound_first": _BEFORE,
    "pair": _BEFORE,
    "pair_first": _BEFORE,
}


class Around:
    """A trigger at ``place`` in a sentence that is not read: what can stand on either side of it."""

    def __init__(self, reader: Reader, language: Language, span: Span, place: int) -> None:
        self._reader = reader
        self.language = language
        self.span = span
        self.place = place

    @cached_property
    def _words(self) -> tuple[list[str], list[str]]:
        return self._reader.words(self.span, self.place)

    @cached_property
    def _named(self) -> tuple[bool, bool]:
        first, last = self._reader.named(self.language, self.span)
        return first < self.place, last > self.place

    @cached_property
    def before(self) -> set[str]:
        """The classes that the words before the trigger can be of."""
        return self._reader.lexicon(self.language).hints(self._words[0])

    @cached_property
    def behind(self) -> set[str]:
        """The classes that the trigger and the words behind it can be of."""
        return self._reader.lexicon(self.language).hints(self._words[1])

    @property
    def owned(self) -> bool:
        """Whether an owner can stand before the trigger: "its sale", "Y's sale"."""
        return "possessive" in self.before or "s" in self._words[0]

    @property
    def named(self) -> bool:
        """Whether the sentence can hold a name."""
        return any(self._named)

    @property
    def enclosed(self) -> bool:
        """Whether names can stand on both sides of the trigger."""
        return all(self._named)

    def says(self, *classes: str) -> bool:
        """Whether the sentence can hold a word of one of these classes."""
        return not (self.before.isdisjoint(classes) and self.behind.isdisjoint(classes))

    def values(self, kind: str) -> list[str]:
        """The upper bounds of the percents or amounts (by ``kind`` of mention) that begin in the sentence."""
        return self._reader.bounds(kind, self.span)

    def leads(self, relations: Iterable[str], *, named: bool) -> bool:
        """Whether one of the relations can have an argument, with ``named`` one that is a name."""
        return any(self._leads(LEADS.get(relation, _ANYWHERE), named=named) for relation in relations)

    def _leads(self, lead: Lead, *, named: bool) -> bool:
        before, behind = self._named if named else (True, True)
        if lead.classes:
            before = lead.before and before and not lead.classes.isdisjoint(self.before)
            return before or (lead.behind and behind and not lead.classes.isdisjoint(self.behind))
        return (lead.before and before) or (lead.behind and behind)


def voices(rule: TriggerRule) -> tuple[Voice, ...]:
    """The voices that the words around a trigger can make it."""
    return _VOICES.get(rule.form, ("active", "passive"))
