"""The words of an event type in one language, compiled: where its triggers begin, what each word is.

Only sentences that hold a trigger are read at all: triggers are looked up by their first two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from typing import Any, Protocol

from aiextract.events.clauses import Token
from aiextract.events.entries import Entry, Phrases, expand, trie
from aiextract.scan import Region
from aiextract.scan.words import words
from aiextract.source import Source

COMPOUND = "*"  # before the ending of words that are compounds: "*hersteller"
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_NOTHING: frozenset[str] = frozenset()
_KEPT = 8192  # words whose endings are kept


class WordRule(Protocol):
    """What the engine needs to know of a cue, whatever the type of the event."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words or phrases, with braces for alternatives."""


class Triggering(WordRule, Protocol):
    """What it needs to know of a trigger."""

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
                elided.add(phrase)
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
                    found.trigger = trigger
                    if trigger.spare:  # where it does not count, it is a noun like others
                        found.classes.update(trigger.implies)
                    starts.add(phrase)
        elisions = trie(elided)
        self._word = re.compile(
            (rf"(?:{elisions})(?=[^\W_]|\Z)|" if elisions else "")
            + r"'s(?![^\W_])|[^\W\d_]++|\d++(?:[.,]\d++)*+|[^\w\s]|_"
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
        self.spare = any(trigger.spare for trigger in triggers)
        self._triggers = frozenset(starts)
        self._cues = frozenset(phrase for phrase, found in entries.items() if found.cue is not None)
        # By the first word of triggers and the second, if they have one: the phrases and their triggers.
        self._begun: dict[str, dict[str, list[tuple[str, Any]]]] = {}
        for phrase in starts:
            if parts := _PARTS.findall(phrase):
                second = parts[1] if len(parts) > 1 else ""
                said = self._begun.setdefault(parts[0], {}).setdefault(second, [])
                said.append((phrase, entries[phrase].trigger))
        # By the longest word of phrases, which is the rarest, the classes that it may tell of; and those of
        # what has no word at all.
        hints: dict[str, set[str]] = {}
        for phrase, found in entries.items():
            hints.setdefault(max(_PARTS.findall(phrase), key=len, default=""), set()).update(found.classes)
        self._hinted = frozenset(hints.pop("", ()))
        self._hints = {word: frozenset(kinds) for word, kinds in hints.items() if kinds}

    def elided(self, folded: str, at: int) -> int:
        """How many characters at ``at`` are an elided small word ("l'")."""
        match = self._elision.match(folded, at)
        return len(match.group()) if match else 0

    def is_trigger(self, phrase: str) -> bool:
        """Whether a phrase of the folded text is a trigger."""
        return phrase in self._triggers

    def is_noun_trigger(self, word: str) -> bool:
        """Whether a single word is a trigger that is a noun and no verb."""
        begun = self._phrases.get(word)
        found = begun.alone.trigger if begun is not None and begun.alone is not None else None
        return getattr(found, "form", "") == "noun"

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

    def trigger_end(self, folded: str, at: int) -> int | None:
        """Where the trigger ends that begins at ``at``, the longest; None where none does."""
        first = _PARTS.match(folded, at)
        behind = self._begun.get(first[0]) if first is not None else None
        if first is None or behind is None:
            return None
        second = _PARTS.search(folded, first.end())
        said = _said(folded, at, len(folded), behind, second[0] if second is not None else "")
        return max([at + len(phrase) for phrase, _ in said], default=None)

    def trigger_starts(self, source: Source, region: Region) -> Iterator[tuple[int, list[Any]]]:
        """Where the triggers in a region begin, in order, and which ones begin there."""
        if not self._triggers:
            return
        read = words(source, region)
        words_read, begun, last = read.words, self._begun, len(read.words) - 1
        for i in compress(range(len(words_read)), map(begun.__contains__, words_read)):
            behind, second = begun[words_read[i]], words_read[i + 1] if i < last else ""
            if ("" in behind or second in behind) and (
                said := _said(source.folded, read.starts[i], region.end, behind, second)
            ):
                yield read.starts[i], [trigger for _, trigger in said]

    def hints(self, words: Iterable[str]) -> set[str]:
        """The classes that phrases of these words can be of: of all that hold one of them."""
        found = set(self._hinted).union(*filter(None, map(self._hints.get, words)))
        if self._ending is not None:
            found.update(*map(self.compound, words))
        return found

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

    @staticmethod
    def _longer(begun: Phrases, word: str) -> Sequence[tuple[list[str], Entry]]:
        """The phrases of several words that go on with a word, or with the first of an elided pair."""
        longer = begun.longer.get(word, ())
        return (*longer, *begun.longer.get(word.partition(" ")[0], ())) if " " in word else longer

    def _words(self, folded: str, start: int, end: int, tokens: list[Token]) -> None:
        words, phrases = self._word.findall(folded, start, end), self._phrases
        find, count = folded.find, len(words)
        at, i = start, 0
        while i < count:
            word = words[i]
            first = find(word, at)  # nothing but white space stands before it
            at = first + len(word)
            i += 1
            begun = phrases.get(word)
            found = None
            if begun is not None:
                found = begun.alone
                for parts, longer in self._longer(begun, words[i]) if begun.longer and i < count else ():
                    said = words[i : i + len(parts)]
                    if said == parts or _elided(said, parts):
                        for part in said:
                            at = find(part, at) + len(part)
                        i, found, word = i + len(parts), longer, folded[first:at]
                        break
            if found is not None:
                tokens.append(Token(first, at, "word", word, found.fixed, found.trigger, found.cue))
            elif word[0].isalpha():
                classes = _NOTHING if self._ending is None else self._ended(word)
                tokens.append(Token(first, at, "word", word, classes))
            else:
                tokens.append(Token(first, at, "number" if word[0].isdigit() else "mark", word))


def _elided(said: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether words are those of a phrase but for an elided article behind it: "propriétaire de l'"."""
    return len(said) == len(parts) and said[-1].startswith(parts[-1] + " ") and said[:-1] == parts[:-1]


def _said(
    folded: str, at: int, high: int, behind: Mapping[str, list[tuple[str, Any]]], second: str
) -> list[tuple[str, Any]]:
    """The phrases that stand whole at ``at``, below ``high``, and their triggers.

    ``behind`` are those that begin with the word there, by their next word. An elided word stands right
    before the next one: "tombe aux mains d'X".
    """
    if at and folded[at - 1].isalnum():
        return []
    choices = behind.get("", []) + (behind.get(second, []) if second else [])
    return [
        (phrase, trigger)
        for phrase, trigger in choices
        if folded.startswith(phrase, at, high)
        and (phrase[-1] == "'" or not folded[at + len(phrase) : min(at + len(phrase) + 1, high)].isalnum())
    ]
