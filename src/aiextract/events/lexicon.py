"""The words of an event type in one language, compiled: where its triggers begin, what each word is.

Only sentences that hold a trigger are read at all (``openings``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import accumulate
from typing import Protocol

from aiextract.events.clauses import Token
from aiextract.events.entries import Entry, Phrases, expand, trie
from aiextract.events.openings import PARTS, Openings
from aiextract.organizations.lexicon import COMPOUND

CUE = "cue"  # asked for as a class is (``may_say``)
_NOTHING: frozenset[str] = frozenset()
_KEPT = 8192  # words whose endings are kept
_ASKED = 256  # sets of classes whose words are kept


class WordRule(Protocol):
    """What the engine needs to know of a cue, whatever the type of the event."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words or phrases, with braces for alternatives."""


class Triggering(WordRule, Protocol):
    """What it needs to know of a trigger."""

    @property
    def form(self) -> str:
        """How their arguments are found."""

    @property
    def spare(self) -> bool:
        """Whether it counts only where no other trigger does."""

    @property
    def implies(self) -> tuple[str, ...]:
        """Classes of nouns that it holds."""


class Lexicon:
    """The triggers, cues and word classes of one event type in one language, ready for reading."""

    def __init__(
        self, triggers: Sequence[Triggering], cues: Sequence[WordRule], words: Mapping[str, Iterable[str]]
    ) -> None:
        entries: dict[str, Entry] = {}
        starts: set[str] = set()
        elided: set[str] = set()

        def entry(phrase: str) -> Entry:
            if phrase.endswith("'"):
                elided.add(phrase.rpartition(" ")[2])
            return entries.setdefault(phrase, Entry())

        endings: dict[str, set[str]] = {}
        for kind, patterns in words.items():
            for pattern in patterns:
                for phrase in expand(pattern):
                    if phrase[:1] == COMPOUND:
                        endings.setdefault(phrase[1:], set()).add(kind)
                    else:
                        entry(phrase).classes.add(kind)
        self._endings = {ending: frozenset(kinds) for ending, kinds in endings.items()}
        self._ending = re.compile(trie(ending[::-1] for ending in endings)) if endings else None
        for cue in cues:
            for pattern in cue.words:
                for phrase in expand(pattern):
                    entry(phrase).cue = cue
        for trigger in triggers:
            for pattern in trigger.words:
                for phrase in expand(pattern):
                    found = entry(phrase)
                    found.take(trigger)
                    if trigger.spare:  # where it does not count, it is a noun like others
                        found.classes.update(trigger.implies)
                    starts.add(phrase)
        elisions = trie(elided)
        self._word = re.compile(
            (rf"((?:{elisions})(?=[^\W_]|\Z)|" if elisions else "(")
            + r"'s(?![^\W_])|[a-zß-öø-ÿ]++[^\W\d_]*+|[^\W\d_]++|\d++(?:[.,]\d++)*+|[^\w\s]|_)"
        )
        self._elision = re.compile(elisions or r"(?!)")
        self._phrases: dict[str, Phrases] = {}
        for phrase, found in entries.items():
            found.fixed = frozenset(found.classes)
            if parts := self._word.findall(phrase):
                self._phrases.setdefault(parts[0], Phrases()).add(parts, found)
        for begun in self._phrases.values():
            begun.sort()
        self._classes = {word: p.alone.fixed for word, p in self._phrases.items() if p.alone is not None}
        # "start-up" is one word where a whole word is asked for.
        self._classes |= {
            word: found.fixed for word, found in entries.items() if "-" in word and " " not in word
        }
        self._ended = lru_cache(maxsize=_KEPT)(self._by_ending)
        self._triggers = frozenset(starts)
        self._trigger_ends = frozenset(phrase.rpartition(" ")[2] for phrase in starts)
        self._cues = frozenset(phrase for phrase, found in entries.items() if found.cue is not None)
        self.openings = Openings({phrase: entries[phrase].trigger for phrase in starts})
        # By the longest word of phrases, mostly the rarest, their other words and the classes that they have.
        self._hints: dict[str, list[tuple[frozenset[str], set[str]]]] = {}
        for phrase, found in entries.items():
            parts = PARTS.findall(phrase)
            longest = max(parts, key=len, default="")
            kinds = found.classes if found.cue is None else {*found.classes, CUE}
            self._hints.setdefault(longest, []).append((frozenset(parts) - {longest}, kinds))
        self._hinting = lru_cache(maxsize=_ASKED)(self._words_of)
        self._ended_so = frozenset().union(*self._endings.values())

    def elided(self, folded: str, at: int) -> int:
        """How many characters at ``at`` are an elided small word ("l'")."""
        match = self._elision.match(folded, at)
        return len(match.group()) if match else 0

    def is_trigger(self, phrase: str) -> bool:
        """Whether a phrase of the folded text is a trigger."""
        return phrase in self._triggers

    def ends_trigger(self, word: str) -> bool:
        """Whether a trigger is this word, or of several words and ends in it."""
        return word in self._trigger_ends

    def is_noun_trigger(self, word: str) -> bool:
        """Whether a single word is a trigger that is a noun and no verb."""
        begun = self._phrases.get(word)
        found = begun.alone.trigger if begun is not None and begun.alone is not None else None
        return found is not None and found.form == "noun"

    def is_cue(self, word: str) -> bool:
        """Whether a single word says how far an event is."""
        return word in self._cues

    def is_verb(self, word: str) -> bool:
        """Whether a single word is a verb or a cue, and so no name."""
        return word in self._cues or "verb" in self.classes(word)

    def opens(self, folded: str, at: int) -> bool:
        """Whether a trigger or a cue begins at ``at``, of however many words."""
        word = self._word.match(folded, at)
        begun = self._phrases.get(word[0]) if word is not None else None
        if word is None or begun is None:
            return False
        return (begun.alone is not None and begun.alone.tells()) or any(
            found.tells() and folded.startswith(" ".join((word[0], *parts)), at)
            for choices in begun.longer.values()
            for parts, found in choices
        )

    def may_say(self, words: Sequence[str], classes: frozenset[str]) -> bool:
        """Whether a phrase of one of the classes can stand among these words: they hold all of its own."""
        alone, longer = self._hinting(classes)
        if "" in alone or not alone.isdisjoint(words):  # some have no word at all
            return True
        if not longer.keys().isdisjoint(words):
            held = frozenset(words)
            if any(rest <= held for word in held & longer.keys() for rest in longer[word]):
                return True
        asked = not self._ended_so.isdisjoint(classes)
        return asked and any(not self.compound(word).isdisjoint(classes) for word in words)

    def _words_of(self, classes: frozenset[str]) -> tuple[Set[str], Mapping[str, Sequence[frozenset[str]]]]:
        """The words of the phrases of these classes: those that are one, and of others the longest's rest."""
        alone: set[str] = set()
        longer: dict[str, list[frozenset[str]]] = {}
        for word, told in self._hints.items():
            rests = [rest for rest, kinds in told if not kinds.isdisjoint(classes)]
            if frozenset() in rests:
                alone.add(word)
            elif rests:
                longer[word] = rests
        return alone, longer

    def classes(self, word: str) -> frozenset[str]:
        """The classes of a single word."""
        return self._classes.get(word, _NOTHING)

    def compound(self, word: str) -> frozenset[str]:
        """The classes of a single word: its own, or of a compound those of its longest known ending."""
        known = self._classes.get(word)
        return self._ended(word) if known is None else known

    def _by_ending(self, word: str) -> frozenset[str]:
        match = None if self._ending is None else self._ending.match(word[::-1])
        return self._endings[match.group()[::-1]] if match and match.end() < len(word) else _NOTHING

    def read(self, folded: str, start: int, end: int, spans: Sequence[Token]) -> list[Token]:
        """The tokens of ``[start, end)``: the given ones (sorted, apart) and the words between them."""
        tokens: list[Token] = []
        at = start
        for span in spans:
            self._words(folded, at, span.start, tokens)
            tokens.append(span)
            at = span.end
        self._words(folded, at, end, tokens)
        return tokens

    def _words(self, folded: str, start: int, end: int, tokens: list[Token]) -> None:
        # Words and what stands between them by turns: their lengths add up to the places.
        parts = self._word.split(folded[start:end])
        words, starts = parts[1::2], list(accumulate(map(len, parts), initial=start))[1::2]
        phrases, count, i = self._phrases, len(words), 0
        while i < count:
            word, first = words[i], starts[i]
            i += 1
            begun = phrases.get(word)
            if begun is not None:
                found, behind = begun.alone, 0
                if begun.longer and i < count:
                    behind, found = _longest(begun, words, i)
                if behind:
                    i += behind
                    word = folded[first : starts[i - 1] + len(words[i - 1])]
                if found is not None:
                    at, trigger = first + len(word), found.trigger
                    if found.participle is not None and not _leads(tokens):
                        led = i < count and "of" in self.classes(words[i])
                        trigger = trigger if led else found.participle
                    tokens.append(Token(first, at, "word", word, found.fixed, trigger, found.cue))
                    continue
            if word[0].isalpha():
                classes = _NOTHING if self._ending is None else self._ended(word)
                tokens.append(Token(first, first + len(word), "word", word, classes))
            else:
                kind = "number" if word[0].isdigit() else "mark"
                tokens.append(Token(first, first + len(word), kind, word))


def _leads(tokens: Sequence[Token]) -> bool:
    """Whether a noun can stand behind the last token: a small word or an adjective, but no verb or name."""
    last = tokens[-1] if tokens else None
    return last is not None and last.kind == "word" and not last.has("be", "have", "adverb")


def _longest(begun: Phrases, words: Sequence[str], i: int) -> tuple[int, Entry | None]:
    """The longest phrase that goes on at ``i``: how many words it has there, and what it is."""
    for parts, found in begun.longer.get(words[i], ()):
        if words[i : i + len(parts)] == parts:
            return len(parts), found
    return 0, begun.alone
