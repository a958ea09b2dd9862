"""Sentences as tokens: mentions first, then the names that nobody has mentioned yet, then the words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import Any

from aiextract.events.bare import stands_bare
from aiextract.events.clauses import MAX_SENTENCE, Lexicon, Token
from aiextract.events.names import Names
from aiextract.events.particles import whole
from aiextract.events.title_case import is_headline, parted
from aiextract.languages.schema import Language
from aiextract.languages.schema.events import TriggerRule
from aiextract.organizations import name_spans
from aiextract.organizations.lexicon import lexicon_of as known_names
from aiextract.organizations.model import ORG_RULE, NameSpan
from aiextract.scan import Region
from aiextract.scan.words import words
from aiextract.source import Source

_KEPT = 32  # sentences whose words are kept
_WORD = 40  # characters looked back at for a word
_UNIT = 4  # letters of a unit behind a number
_TICKER = 5  # letters of an abbreviation behind a name
_BEFORE_TICKER = (" ", " (", " <", "(", "<")
_NAME_WORD = re.compile(r"(?:[^\W_]|['.&])+")
_NOUNS = frozenset({"organization", "share", "business", "goods"})
_INITIAL = frozenset({"initial"})
_MARKED = frozenset({"marked"})  # by a model
_PERSON = frozenset({"person"})  # by a model
_TRIMMED = frozenset((
    "determiner", "adverb", "by", "of", "to", "from", "for", "preposition", "and", "relative", "pronoun",
    "possessive", "conjunction", "topic", "be", "have", "title",
))  # fmt: skip
_VERBS = frozenset({"be", "have"})
_SEEN = ("model:org", "model:per")  # the kinds of names that a model marks and a deal may have
_ELSE = ("model:loc", "model:per")  # the kinds that no company has
_SURE = 0.95  # how sure of it the model must be
_DOUBTED = frozenset({"doubted"})
_SLASHED = re.compile(r"(?<=\s[A-Z])/[A-Z](?![^\W_])")
_INITIALLED = re.compile(r"(?<=\s[A-Z])\. (?=[A-Z])")
_LINE = " - "
_ENTITY = {"ORG": "name", "MONEY": "money", "PERCENT": "percent", "DATE": "date"}


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
        self.mentions = [m for m in mentions if m["type"] in _ENTITY]
        self.mentions.sort(key=itemgetter("end"), reverse=True)  # of those with one start, the longest first
        self.mentions.sort(key=itemgetter("start"))
        self._read: dict[tuple[int, int], list[Token]] = {}
        self._starts = [m["start"] for m in self.mentions]
        # Only where all nouns have a capital is it asked what the model has marked.
        asked = any(region.language.text.capital_nouns for region in regions)
        self._seen = sorted(name for name in seen if name.rule.startswith(_SEEN)) if asked else []
        self._seen_starts = [name.start for name in self._seen]
        self._doubted = {
            (name.start, name.end)
            for name in seen
            if name.rule.startswith(_ELSE) and (name.score or 0) >= _SURE
        }
        self._regions = regions
        self._region_starts = [region.start for region in regions]
        self._runs: dict[int, _Runs] = {}  # by the number of the region
        self._known = {source.folded[m["start"] : m["end"]] for m in self.mentions if m["type"] == "ORG"}

    def tokens(self, language: Language, span: tuple[int, int], *, spare: bool = False) -> list[Token]:
        """The tokens of a sentence in this language; with ``spare`` the triggers are the spare ones.

        Sentences beside a trigger are looked at again and again: their words are read once.
        """
        made = self._read.get(span)
        if made is None:
            if len(self._read) == _KEPT:
                self._read.clear()
            made = self._read[span] = self._words(language, span)
        return _weighed(made, spare=spare)

    def lexicon(self, language: Language) -> Lexicon:
        """The words of the event type in a language."""
        found = self._lexicons.get(language.code)
        if found is None:
            found = self._lexicons[language.code] = self._lexicon(language)
        return found

    def has(self, kind: str, span: tuple[int, int]) -> bool:
        """Whether a mention of this type begins in a sentence, which is not read for that."""
        return self.count(kind, span) > 0

    def count(self, kind: str, span: tuple[int, int]) -> int:
        """How many mentions of this type begin in a sentence."""
        low, high = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return len([True for mention in self.mentions[low:high] if mention["type"] == kind])

    def bounds(self, kind: str, span: tuple[int, int]) -> list[str]:
        """The upper bounds of the mentions of this type that begin in a sentence, as they are written."""
        low, high = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return [str(m.get("value_max") or 0) for m in self.mentions[low:high] if m["type"] == kind]

    def may_speak(self, language: Language, span: tuple[int, int], kind: str) -> bool:
        """Whether a sentence can hold a word of a class; it is not read for that."""
        return kind in self.lexicon(language).hints(self.words(span, span[1])[0])

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
        if self._seen:
            found += self._marked(start, end, ())
        if not found:
            return end, start
        return min(found)[0], max([last for _, last in found])

    def _words(self, language: Language, span: tuple[int, int]) -> list[Token]:
        """The tokens of a sentence with all triggers."""
        lexicon = self.lexicon(language)
        start, end = span[0], min(span[1], span[0] + MAX_SENTENCE)
        held = list(self._held(lexicon, start, end, language.text.capital_nouns))
        sentence = self.source.text[start:end]
        if shouted := sentence.isupper():  # a headline in capitals shows no names
            held = [token for token in held if not self._common(lexicon, token)]
        runs: Iterable[tuple[int, int]] = self._names_in(start, end, language)
        marked: dict[tuple[int, int], bool] = {}
        if self._seen:
            marked = self._marked(start, end, held)
        if language.text.capital_nouns:  # runs tell too little there
            runs = {*runs, *marked}
            for run in runs if marked else ():
                if run[0] > start and (part := self._rest(lexicon, run, marked)) is not None:
                    marked[run] = marked[part]
        elif runs and is_headline(sentence):
            taken = [(token.start, token.end) for token in held]
            runs = {
                part for run in runs for part in parted(self.source.folded, run, lexicon, taken, self._known)
            }
        if not shouted:
            self._add_names(lexicon, language, start, runs, marked, held)
        spans = [token for k, token in enumerate(held) if not k or not self._ticker(held[k - 1], token)]
        return whole(lexicon.read(self.source.folded, start, end, spans))

    def _add_names(
        self,
        lexicon: Lexicon,
        language: Language,
        begin: int,
        runs: Iterable[tuple[int, int]],
        marked: Mapping[tuple[int, int], bool],
        held: list[Token],
    ) -> None:
        """Put the names that stand in runs of name words among the mentions of a sentence, in order.

        The surest go first, since none overlaps another: those that a model has marked, then the longest.
        """
        count = len(held)
        runs = set(self._completed(runs))
        for first, last in sorted(runs, key=lambda s: (s not in marked, s[0] - s[1], s[0])):
            if _over(held, first, last, whole=True):
                continue
            token = self._name(lexicon, language, first, last, begin, marked)
            if token is not None and not _over(held, token.start, token.end):
                held += self._pair(lexicon, token)
        if len(held) > count:
            held.sort(key=attrgetter("start"))

    def _completed(self, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The runs, those that a letter's stop or slash cuts made whole: "Harlan D. Merks", "Norsk A/S"."""
        text, held = self.source.text, sorted(runs)
        k = 0
        while k < len(held):
            first, last = held[k]
            if _SLASHED.match(text, last):
                last += 2
            while k + 1 < len(held) and held[k + 1][0] == last + 2 and _INITIALLED.match(text, last):
                k += 1
                last = held[k][1]
            yield first, last
            k += 1

    def _marked(self, start: int, end: int, held: Sequence[Token]) -> dict[tuple[int, int], bool]:
        """The names of a sentence that a model marks, and whether each is of an organization.

        What a mention holds at the end of a name is no part of it ("Norvale 2019").
        """
        found = {}
        for k in range(bisect_left(self._seen_starts, start), bisect_left(self._seen_starts, end)):
            first, last = self._seen[k].start, min(self._seen[k].end, end)
            last = min([token.start for token in held if first < token.start < last], default=last)
            last = first + len(self.source.text[first:last].rstrip())
            if first < last:
                found[first, last] = self._seen[k].is_organization
        return found

    def _rest(
        self, lexicon: Lexicon, run: tuple[int, int], marked: Mapping[tuple[int, int], bool]
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
            runs = self._runs.get(at)
            if runs is None:
                runs = self._runs[at] = _Runs(name_spans(self.source, self._regions[at]))
            inside = runs.within(start, end)
            if inside is not None:
                return inside
        return name_spans(self.source, Region(start, end, language))

    def _common(self, lexicon: Lexicon, token: Token) -> bool:
        """Whether a "name" in capitals ends in a common noun: "BUYS BOARD MAKER"."""
        words = self.source.folded[token.start : token.end].split()
        return token.kind == "name" and bool(words) and bool(lexicon.classes(words[-1]) & _NOUNS)

    def _pair(self, lexicon: Lexicon, token: Token) -> list[Token]:
        """The two names of "the A-B merger", else the one name."""
        folded, text = self.source.folded, self.source.text
        cut = folded.find("-", token.start, token.end)
        letter = cut == token.start + 1 and text[token.start - 1 : token.start] != "&"
        if cut < 0 or letter or not text[cut + 1 : cut + 2].isupper():  # "S-Bahn" is one
            return [token]
        before = folded[max(0, token.start - _WORD) : token.start].split()
        behind = lexicon.trigger_end(folded, token.end + 1) is not None
        if lexicon.compound(folded[cut + 1 : token.end]) & {"organization", "generic"}:
            return [token]  # "the X-Group"
        if not behind and not (before and lexicon.is_noun_trigger(before[-1].rpartition("'")[2])):
            return [token]
        start = token.start
        while start > 1 and folded[start - 1] == "&" and folded[start - 2].isalnum():  # "AT&T"
            start -= 2
            while start and folded[start - 1].isalnum():
                start -= 1
        spans = ((start, cut), (cut + 1, token.end))
        return [Token(start, end, "name", text[start:end]) for start, end in spans]

    def _ticker(self, before: Token, token: Token) -> bool:
        """Whether a name only abbreviates the one right before it: "Medco Energi ME", "Adobe (ADBE)"."""
        text = self.source.text
        return (
            before.kind == token.kind == "name"
            and token.start - before.end < 3
            and token.end - token.start <= _TICKER
            and text[token.start : token.end].isupper()
            and text[before.end : token.start] in _BEFORE_TICKER
        )

    def _held(self, lexicon: Lexicon, start: int, end: int, capital_nouns: bool) -> Iterator[Token]:
        reach = start
        for k in range(bisect_left(self._starts, start), len(self.mentions)):
            m = self.mentions[k]
            if m["start"] >= end:
                return
            word = self.source.folded[m["start"] : m["end"]]
            if m["start"] >= reach and m["end"] <= end and not lexicon.is_trigger(word):
                reach = stop = m["end"]
                text = m.get("name") or m["surface"]
                if m["type"] == "ORG" and lexicon.is_verb(word):
                    continue
                if capital_nouns and m["type"] == "ORG":
                    if lexicon.classes(word):
                        continue  # a common noun, which some model takes for a name
                    head, mark, noun = word.rpartition("-")
                    if mark and head and lexicon.is_trigger(noun):  # "die X-Übernahme"
                        stop = m["start"] + len(head)
                        text = text[: len(head)]
                    first, _, rest = word.partition(" ")
                    guessed = (m.get("rule") or "").startswith(ORG_RULE)
                    if guessed and "topic" in lexicon.classes(first) and lexicon.compound(rest):
                        continue  # "Berliner Fintech"
                begin = m["start"]
                if m["type"] == "ORG" and _LINE in word:  # what an article begins with: "Maine - X"
                    begin += word.rfind(_LINE) + len(_LINE)
                    text = self.source.text[begin:stop]
                token = Token(begin, stop, _ENTITY[m["type"]], text, mention=m)
                pair = self._pair(lexicon, token) if token.kind == "name" else [token]
                yield from pair if len(pair) > 1 else [token]

    def _is_noun(self, language: Language, lexicon: Lexicon, first: int, last: int) -> bool:
        """Whether a single capitalised word, where all nouns are so written, may be any noun."""
        word = self.source.text[first:last]
        plain = word.isalpha() and word[1:].islower() and self.source.text[last : last + 1] != "-"
        head, mark, tail = word.rpartition("-")
        if mark and head and tail.lower().endswith(language.events.noun_endings):
            return True  # "T-Shirts"
        return bool(lexicon.compound(word.lower())) or (plain and not self._noun_before(lexicon, first))

    def _noun_before(self, lexicon: Lexicon, start: int) -> bool:
        """Whether a noun of a company or of its trade stands right before ``start``."""
        before = self.source.folded[max(0, start - _WORD) : start].split()
        return bool(before) and not lexicon.compound(before[-1]).isdisjoint(("organization", "goods"))

    def _behind_trigger(self, lexicon: Lexicon, first: int, last: int, begin: int) -> int:
        """Where a name candidate starts that opens a sentence with the trigger before it: "Pendanaan X"."""
        folded = self.source.folded
        if folded[begin:first].strip(" \"'("):
            return first
        opening = lexicon.trigger_end(folded, first)
        if opening is None or opening == last:
            return first
        behind = min(last, opening + 1)
        return behind if behind == last or not self.names.bare(folded[behind:last]) else first

    def _with_verb(self, lexicon: Lexicon, first: int, begin: int) -> int:
        """Where a name begins whose first word is a verb but for its capital: "São Martinho"."""
        folded = self.source.folded
        word = folded[max(begin, first - _WORD) : first].split()[-1:]
        if not word or folded[first - 1] != " " or not lexicon.classes(word[0]) & _VERBS:
            return first
        start = first - len(word[0]) - 1
        opens = not folded[begin:start].strip(" \"'(") or folded[:start].rstrip()[-1:] in ".!?:"
        return start if self.source.text[start].isupper() and not opens else first

    def _based(self, lexicon: Lexicon, first: int, last: int) -> int | None:
        """Where the name behind its place begins: "Leeds-based X"."""
        cut = self.source.text.find("-", first, last)
        word = _NAME_WORD.match(self.source.folded, cut + 1, last) if cut > first else None
        return word.end() + 1 if word is not None and "based" in lexicon.classes(word[0]) else None

    def _name(
        self,
        lexicon: Lexicon,
        language: Language,
        first: int,
        last: int,
        begin: int,
        marked: Mapping[tuple[int, int], bool],
    ) -> Token | None:
        """A name candidate without words before it that are no part of a name; None if nothing remains.

        One that a model has ``marked`` may be a single word where all nouns have a capital.
        """
        folded, text = self.source.folded, self.source.text
        places = known_names(language).places
        first = self._behind_trigger(lexicon, first, last, begin)
        first = self._with_verb(lexicon, first, begin)
        named_so = first
        if (based := self._based(lexicon, first, last)) is not None:
            first = based
        while first < last:
            first += lexicon.elided(folded, first)
            stop = first
            if (match := _NAME_WORD.match(folded, first, last)) is not None:
                stop = match.end()
            word = folded[first:stop]
            classes = lexicon.compound(word)
            if language.text.capital_nouns and folded[stop : min(stop + 1, last)] == "-":
                end = folded.find(" ", stop, last)  # "IT-Dienstleister X"
                tail = folded[folded.rfind("-", stop, max(end, stop)) + 1 : end] if end > 0 else ""
                if "organization" in lexicon.compound(tail):
                    stop, classes = end, lexicon.compound(tail)
            named = "determiner" in classes and begin < first and text[first].isupper() and stop < last
            if named and self._noun_before(lexicon, first):
                break  # "le quotidien Le Rivage"
            if classes & _VERBS and first == named_so != begin and text[first].isupper() and stop < last:
                break  # "São Martinho"
            if stop < last and word in places and self._noun_before(lexicon, first):
                classes |= _TRIMMED  # "produsen mobil China Longtai"
            if not (classes & _TRIMMED or (classes and stop < last and language.text.capital_nouns)) or (
                stop == last and text[first:last].isupper() and "topic" not in classes
            ):
                break
            first = stop
            while first < last and not folded[first].isalnum():
                first += 1
        if first >= last or not text[first:last].strip():
            return None
        if "demonym" in lexicon.classes(folded[first:last].split()[-1]):
            return None  # "the South African maker"
        head, mark, noun = folded[first:last].rpartition("-")
        if mark and head and lexicon.is_trigger(noun):  # "die X-Übernahme"
            last = first + len(head)
        owner, mark, noun = folded[first:last].rpartition(" ")
        if mark and language.text.capital_nouns and lexicon.is_trigger(noun):
            last = first + len(owner)  # "Ys Übernahme"
        if last - first == 1 or lexicon.is_trigger(folded[first:last]) or self.names.bare(folded[first:last]):
            return None
        known = (first, last) in marked and not lexicon.classes(folded[first:last])
        if language.text.capital_nouns and not known and self._is_noun(language, lexicon, first, last):
            if not stands_bare(self.source, language, lexicon, (first, last), begin):
                return None
            return Token(first, last, "name", text[first:last])
        if last - first <= _UNIT and folded[begin:first].rstrip()[-1:].isdigit():
            return None  # "400 GWh"
        kind = "place" if folded[first:last] in places else "name"
        # A single capitalised word that begins the sentence may be any word.
        before = folded[begin:first].rstrip(" \"'(")
        opens = (not before or before[-1] in ".!?:") and text[first:last].isalpha()
        plain = opens and text[first + 1 : last].islower()
        if plain and (lexicon.opens(folded, first) or lexicon.classes(folded[first:last]) & _NOUNS):
            return None  # "Acaba de …", "Konsorsium yang …"
        if (first, last) in marked:
            seen = _MARKED if marked[first, last] else _PERSON
            return Token(first, last, "name", text[first:last], seen)
        doubted = _DOUBTED if (first, last) in self._doubted else frozenset()
        return Token(first, last, kind, text[first:last], doubted | _INITIAL if plain else doubted)


def _over(held: Iterable[Token], first: int, last: int, *, whole: bool = False) -> bool:
    """Whether one of the tokens overlaps a span, or with ``whole`` holds it."""
    for token in held:
        overlaps = token.start < last and first < token.end
        if overlaps and (not whole or (token.start <= first and last <= token.end)):
            return True
    return False


class _Runs:
    """The runs of name words of a region, to ask for those of a sentence."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._reached = list(accumulate((end for _, end in self._spans), max))

    def within(self, start: int, end: int) -> Sequence[tuple[int, int]] | None:
        """Those that lie in ``[start, end)``; None where one crosses its edge."""
        low, high = bisect_left(self._spans, (start,)), bisect_left(self._spans, (end,))
        crossing = (low and self._reached[low - 1] > start) or (high and self._reached[high - 1] > end)
        return None if crossing else self._spans[low:high]


def _weighed(tokens: list[Token], *, spare: bool) -> list[Token]:
    """The tokens, without the triggers that do not count here.

    A light one counts only beside money, and where there is no firmer one or it has an amount of its own; a
    spare one (with ``spare``: any other) not at all.
    """
    triggers = [token.trigger for token in tokens if token.trigger is not None]
    if not [trigger for trigger in triggers if trigger.light or trigger.spare]:
        return [] if spare else tokens
    firm = any(not trigger.light and trigger.spare is spare for trigger in triggers)
    money = any(token.kind == "money" for token in tokens)

    def counts(k: int, trigger: TriggerRule) -> bool:
        if trigger.spare is not spare:
            return False
        return not trigger.light or (_paid(tokens, k) if firm else money)

    return [
        token if token.trigger is None or counts(k, token.trigger) else replace(token, trigger=None)
        for k, token in enumerate(tokens)
    ]


def _paid(tokens: Sequence[Token], k: int) -> bool:
    """Whether the light trigger at ``k`` has an amount and a name of its own: "paid 3 million for X and"."""
    money = named = False
    for token in tokens[k + 1 :]:
        if token.trigger is not None and not (token.trigger.light or token.trigger.spare):
            return False
        if money and named and token.has("and"):
            return True
        money = money or token.kind == "money"
        named = named or (money and token.kind == "name")
    return False
