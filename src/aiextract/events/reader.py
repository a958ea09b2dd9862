"""Sentences as tokens: mentions first, then the names that nobody has mentioned yet, then the words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any

from aiextract.events.clauses import MAX_SENTENCE, Token
from aiextract.events.lexicon import Lexicon
from aiextract.events.marks import Marks
from aiextract.events.mentioned import ENTITIES, is_ticker, mention_tokens, pair
from aiextract.events.names import Names
from aiextract.events.particles import whole
from aiextract.events.party_names import PartyNames, is_common
from aiextract.events.runs import clipped, joined, within
from aiextract.events.seats import seated
from aiextract.events.title_case import is_headline, parted
from aiextract.events.weighing import weighed
from aiextract.events.wholes import completed_as_seen
from aiextract.languages.schema import Language
from aiextract.organizations import name_spans
from aiextract.organizations.model import NameSpan
from aiextract.scan import Region
from aiextract.scan.words import words
from aiextract.source import Source

_KEPT = 32  # sentences whose words are kept


class Reader:
    """Tokens of sentences: mentions first, then the names that nobody has mentioned yet."""

    def __init__(
        self,
        source: Source,
        regions: Sequence[Region],
        mentions: Sequence[Mapping[str, Any]],
        lexicon: Callable[[Language], Lexicon],
        names: Names,
        published: str | None,
        seen: Sequence[NameSpan] = (),
    ) -> None:
        self.source = source
        self.published = published
        self._lexicon = lexicon
        self._lexicons: dict[str, Lexicon] = {}  # by language
        self.names = names
        self.mentions = [m for m in mentions if m["type"] in ENTITIES]
        self.mentions.sort(key=itemgetter("end"), reverse=True)  # of those with one start, the longest first
        self.mentions.sort(key=itemgetter("start"))
        self._read: dict[tuple[int, int], tuple[list[Token], list[Token]]] = {}
        self._starts = [m["start"] for m in self.mentions]
        self._marks = Marks(seen, regions)
        self._parties = PartyNames(source, names, self._marks)
        self._regions = regions
        self._region_starts = [region.start for region in regions]

    def tokens(self, language: Language, span: tuple[int, int], *, spare: bool = False) -> list[Token]:
        """The tokens of a sentence in this language; with ``spare`` its triggers are the spare ones, if any.

        Sentences beside a trigger are looked at again and again: their words are read once.
        """
        made = self._read.get(span)
        if made is None:
            if len(self._read) == _KEPT:
                self._read.clear()
            made = self._read[span] = weighed(self._words(language, span))
        return made[spare]

    def lexicon(self, language: Language) -> Lexicon:
        """The words of the event type in a language."""
        found = self._lexicons.get(language.code)
        if found is None:
            found = self._lexicons[language.code] = self._lexicon(language)
        return found

    @cached_property
    def _known(self) -> set[str]:
        """The organizations mentioned in the document, as a headline may write them."""
        folded = self.source.folded
        return {folded[m["start"] : m["end"]] for m in self.mentions if m["type"] == "ORG"}

    def has(self, kind: str, span: tuple[int, int]) -> bool:
        """Whether a mention of this type begins in a sentence, which is not read for that."""
        return self.count(kind, span) > 0

    def count(self, kind: str, span: tuple[int, int]) -> int:
        """How many mentions of this type begin in a sentence."""
        low, high = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return len([True for mention in self.mentions[low:high] if mention["type"] == kind])

    def organizations(self, span: tuple[int, int]) -> Iterator[Token]:
        """The organizations mentioned in a sentence, which is not read for that."""
        low, high = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        for m in self.mentions[low:high]:
            if m["type"] == "ORG":
                start, end = m["start"], m["end"]
                yield Token(start, end, "name", self.source.text[start:end], mention=m)

    def bounds(self, kind: str, span: tuple[int, int]) -> list[str]:
        """The upper bounds of the mentions of this type that begin in a sentence, as they are written."""
        low, high = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return [str(m.get("value_max") or 0) for m in self.mentions[low:high] if m["type"] == kind]

    def may_speak(self, language: Language, span: tuple[int, int], classes: frozenset[str]) -> bool:
        """Whether a sentence can hold a word of one of the classes; it is not read for that."""
        return self.lexicon(language).may_say(self.words(span, span[1])[0], classes)

    def may_begin(self, language: Language, span: tuple[int, int]) -> bool:
        """Whether a sentence can hold a trigger; it is not read for that."""
        return self.lexicon(language).openings.may_begin(self.words(span, span[1])[0])

    def words(self, span: tuple[int, int], place: int) -> tuple[list[str], list[str]]:
        """The words of a sentence before ``place`` and from there on; it is not read for that."""
        read = words(self.source, self._regions[bisect_right(self._region_starts, span[0]) - 1])
        low, high = bisect_left(read.starts, span[0]), bisect_left(read.starts, span[1])
        cut = bisect_left(read.starts, place, low, high)
        return read.words[low:cut], read.words[cut:high]

    def named(self, language: Language, span: tuple[int, int]) -> tuple[int, int]:
        """Where the first name of a sentence can begin and the last end; without any its end and start."""
        start, end = span
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found = [*self._names_in(start, end, language)]
        found += [(m["start"], m["end"]) for m in self.mentions[low:high] if m["type"] == "ORG"]
        found += self._marks.kinds(self.source.text, start, end)
        if not found:
            return end, start
        return min(found)[0], max([last for _, last in found])

    def _words(self, language: Language, span: tuple[int, int]) -> list[Token]:
        """The tokens of a sentence with all triggers."""
        lexicon = self.lexicon(language)
        start, end = span[0], min(span[1], span[0] + MAX_SENTENCE)
        begun = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        held = list(mention_tokens(self.source, lexicon, begun, end, language.text.capital_nouns))
        sentence = self.source.text[start:end]
        if shouted := sentence.isupper():  # a headline in capitals shows no names
            held = [token for token in held if not is_common(self.source, lexicon, token)]
        runs: Iterable[tuple[int, int]] = self._names_in(start, end, language)
        marked = self._marks.kinds(self.source.text, start, end, held)
        if language.text.capital_nouns:  # runs tell too little there
            # A thing is a name where the rules see the same: "Münchner Start-up" is none.
            marked = {span: kind for span, kind in marked.items() if kind != "misc" or span in runs}
            runs = {*runs, *marked}
            for run in runs if marked else ():
                if run[0] > start and (part := self._rest(lexicon, run, marked)) is not None:
                    marked[run] = marked[part]
        elif runs and is_headline(sentence):
            taken = [(token.start, token.end) for token in held]
            folded = self.source.folded
            runs = {part for run in runs for part in parted(folded, run, lexicon, taken, self._known)}
        else:
            runs = completed_as_seen(self.source.text, lexicon, runs, self._marks.whole(start, end))
        if not shouted:
            self._add_names(lexicon, language, start, runs, marked, held)
        text = self.source.text
        spans = [token for k, token in enumerate(held) if not k or not is_ticker(text, held[k - 1], token)]
        return seated(whole(lexicon.read(self.source.folded, start, end, spans)))

    def _add_names(
        self,
        lexicon: Lexicon,
        language: Language,
        begin: int,
        runs: Iterable[tuple[int, int]],
        marked: Mapping[tuple[int, int], str],
        held: list[Token],
    ) -> None:
        """Put the names that stand in runs of name words among the mentions of a sentence, in order.

        The surest go first, since none overlaps another: those that a model has marked, then the longest.
        """
        count = len(held)
        runs = set(joined(self.source, clipped(runs, held), held, lexicon, language.events.name_links))
        for first, last in sorted(runs, key=lambda s: (s not in marked, s[0] - s[1], s[0])):
            if _over(held, first, last, whole=True):
                continue
            token = self._parties.trimmed(lexicon, language, first, last, begin, marked)
            if token is not None and not _over(held, token.start, token.end):
                held += pair(self.source, lexicon, token)
        if len(held) > count:
            held.sort(key=attrgetter("start"))

    def _rest(
        self, lexicon: Lexicon, run: tuple[int, int], marked: Mapping[tuple[int, int], str]
    ) -> tuple[int, int] | None:
        """What a model marks of a run of two words, where the first is no common noun: "Agrartechnik Y"."""
        first, _, second = self.source.folded[run[0] : run[1]].partition(" ")
        part = (run[1] - len(second), run[1])
        named = part in marked and not lexicon.compound(first) and not lexicon.is_trigger(first)
        return part if named else None

    def _names_in(self, start: int, end: int, language: Language) -> Sequence[tuple[int, int]]:
        """The runs of name words of a sentence: those found in its region, where none crosses its edges."""
        at = bisect_right(self._region_starts, start) - 1
        if at >= 0 and self._regions[at].end >= end and self._regions[at].language is language:
            inside = within(name_spans(self.source, self._regions[at]), start, end)
            if inside is not None:
                return inside
        return name_spans(self.source, Region(start, end, language))


def _over(held: Iterable[Token], first: int, last: int, *, whole: bool = False) -> bool:
    """Whether one of the tokens overlaps a span, or with ``whole`` holds it."""
    for token in held:
        overlaps = token.start < last and first < token.end
        if overlaps and (not whole or (token.start <= first and last <= token.end)):
            return True
    return False
