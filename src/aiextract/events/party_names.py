"""What of a run of capitalised words is the name of a party: the words around it taken off, or none left."""

from __future__ import annotations

import re
from collections.abc import Mapping

from aiextract.events.bare import hails, may_lead, stands_bare
from aiextract.events.clauses import Token
from aiextract.events.lexicon import Lexicon
from aiextract.events.marks import Marks
from aiextract.events.mentioned import says_kind
from aiextract.events.names import Names
from aiextract.languages.schema import Language
from aiextract.organizations.descriptions import undescribed
from aiextract.organizations.lexicon import lexicon_of as known_names
from aiextract.source import Source

_WORD = 40  # characters looked back at for a word
_KIND = 4  # words from the noun of a company to its name
_UNIT = 4  # letters of a unit behind a number
_DATELINE = re.compile(r"\s[-–—]\s+\Z")  # "(Agency) - "
_NAME_WORD = re.compile(r"(?:[^\W_]|['.&])+")
_NOUNS = frozenset({"organization", "share", "business", "goods"})
_TRADE = frozenset({"organization", "goods", "business"})
_OPENERS = _NOUNS | {"counted", "moving", "majority", "control"}
_INITIAL = frozenset({"initial"})
# The classes of a name by its kind to a model: what is neither a company nor a person may be either.
_SEEN_AS = {"org": frozenset({"marked"}), "per": frozenset({"person"}), "misc": frozenset[str]()}
_TRIMMED = frozenset((
    "determiner", "adverb", "by", "of", "to", "from", "for", "preposition", "and", "relative", "pronoun",
    "possessive", "conjunction", "topic", "be", "have", "title",
))  # fmt: skip
_VERBS = frozenset({"be", "have"})
_OPENING = frozenset({"determiner", "saint"})  # of a name, where they have a capital
_DOUBTED = frozenset({"doubted"})
_SEAT = frozenset({"seat"})
_NOTHING = frozenset[str]()


class PartyNames:
    """The names of parties in a document, of which a model has its ``marks``."""

    def __init__(self, source: Source, names: Names, marks: Marks) -> None:
        self.source = source
        self.names = names
        self._marks = marks

    def trimmed(
        self,
        lexicon: Lexicon,
        language: Language,
        first: int,
        last: int,
        begin: int,
        marked: Mapping[tuple[int, int], str],
    ) -> Token | None:
        """A name candidate without words before it that are no part of a name; None if nothing remains.

        One that a model has ``marked`` may be a single word where all nouns have a capital.
        """
        asked = language.text.capital_nouns and (first, last) not in marked
        if asked and self._any_noun(lexicon, language, first, last, begin):
            return None
        folded, text = self.source.folded, self.source.text
        if language.text.capital_nouns and text[last : last + 2] == "- ":
            return None  # "Rüstungs- und Elektronikkonzern"
        first = self._begun(lexicon, language, first, last, begin)
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
        described = False
        if language.text.capital_nouns:
            bare, first = first, undescribed(self.source, first, last, known_names(language))
            described = first > bare
            first = self._styled(lexicon, first, begin)
        span, word, name = (first, last), text[first:last], folded[first:last]
        classes = lexicon.classes(name)
        if last - first == 1 or "business" in classes or lexicon.is_trigger(name) or self.names.bare(name):
            return None  # "a SAF do clube"
        known = span in marked and not (classes or says_kind(self.source, lexicon, first, last))
        told = described or hails(self.source, language, span)
        known = known or (told and not lexicon.compound(name))
        if language.text.capital_nouns and not known and self._is_noun(language, lexicon, first, last):
            bare = stands_bare(self.source, language, lexicon, span, begin)
            return Token(first, last, "name", word) if bare else None
        if last - first <= _UNIT and folded[begin:first].rstrip()[-1:].isdigit():
            return None  # "400 GWh"
        # A single capitalised word that begins the sentence may be any word.
        plain = word.isalpha() and word[1:].islower() and self._opens(first, begin)
        if plain and (lexicon.opens(folded, first) or classes & _OPENERS):
            return None  # "Acaba de …", "Konsorsium yang …"
        if span in marked:
            return Token(first, last, "name", word, _SEEN_AS[marked[span]])
        kind = "place" if name in known_names(language).places else "name"
        return Token(first, last, kind, word, self._seen_as(span, any_word=plain))

    def _styled(self, lexicon: Lexicon, first: int, begin: int) -> int:
        """Where a name begins that the noun of its trade opens, all nouns having capitals: "Bäckerei X"."""
        text = self.source.text
        before = text.rfind(" ", max(begin, first - _WORD), first - 1) + 1
        word = text[before : first - 1]
        opens = text[first - 1 : first] == " " and word[:1].isupper()
        return before if opens and "styled" in lexicon.classes(word.lower()) else first

    def _seen_as(self, span: tuple[int, int], *, any_word: bool) -> frozenset[str]:
        """The classes of a name that no rule of a model gave, by what the model says of it."""
        seen = _DOUBTED if span in self._marks.doubted else _NOTHING
        if span in self._marks.seats:
            seen |= _SEAT
        return seen | _INITIAL if any_word and span not in self._marks.companies else seen

    def _opens(self, first: int, begin: int) -> bool:
        """Whether what stands at ``first`` opens a sentence, or what a colon or the dash of a place opens."""
        folded = self.source.folded
        before = folded[begin:first].rstrip(" \"'(")
        return (
            not before
            or before[-1] in ".!?:"
            or bool(_DATELINE.search(folded, max(begin, first - _WORD), first))
        )

    def _begun(self, lexicon: Lexicon, language: Language, first: int, last: int, begin: int) -> int:
        """Where the name of a candidate begins, behind the words that are no part of it."""
        folded, text = self.source.folded, self.source.text
        places = known_names(language).places
        first = self._behind_trigger(lexicon, first, last, begin)
        bare, first = self._opened(lexicon, language, first, begin)
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
            if named and (first < bare or self._noun_before(lexicon, first)):
                break  # "le quotidien Le Rivage"
            if "styled" in classes and stop < last:
                break  # "die Bäckerei X"
            if classes & _VERBS and first == named_so != begin and text[first].isupper() and stop < last:
                break  # "São Martinho"
            held = (first, last) not in self._marks.seats  # but "produsen teh di Jawa Barat"
            if held and stop < last and word in places and self._kind_before(lexicon, first):
                classes |= _TRIMMED  # "produsen mobil listrik China Longtai"
            if not (classes & _TRIMMED or (classes and stop < last and language.text.capital_nouns)) or (
                stop == last and text[first:last].isupper() and "topic" not in classes
            ):
                break
            first = stop
            while first < last and not folded[first].isalnum():
                first += 1
        return first

    def _any_noun(self, lexicon: Lexicon, language: Language, first: int, last: int, begin: int) -> bool:
        """Whether a run is one noun like any other: most are, and need no closer look."""
        text = self.source.text
        word = text[first:last]
        if not (word.isalpha() and word[1:].islower()) or text[last : last + 1] == "-":
            return False
        if hails(self.source, language, (first, last)):
            return bool(lexicon.compound(word.lower()))
        start = text.rfind(" ", begin, first - 1) + 1
        if not (begin < start < first - 1 and text[start].islower() and text[first - 2].isalnum()):
            return False
        lead = self.source.folded[start:first].removesuffix(" ")
        if lead.isalpha() and not may_lead(lexicon, lead):
            return True  # behind a word that tells nothing of it
        return not self._noun_before(lexicon, first) and not stands_bare(
            self.source, language, lexicon, (first, last), begin
        )

    def _is_noun(self, language: Language, lexicon: Lexicon, first: int, last: int) -> bool:
        """Whether a single capitalised word, where all nouns are so written, may be any noun."""
        word = self.source.text[first:last]
        plain = word.isalpha() and word[1:].islower() and self.source.text[last : last + 1] != "-"
        head, mark, tail = word.rpartition("-")
        if (
            mark
            and head
            and tail.lower().endswith(language.events.noun_endings + language.events.plural_endings)
        ):
            return True  # "T-Shirts"
        return bool(lexicon.compound(word.lower())) or (plain and not self._noun_before(lexicon, first))

    def _noun_before(self, lexicon: Lexicon, start: int) -> bool:
        """Whether a noun of a company or of its trade stands right before ``start``."""
        before = self.source.folded[max(0, start - _WORD) : start].split()
        return bool(before) and not lexicon.compound(before[-1]).isdisjoint(_TRADE)

    def _kind_before(self, lexicon: Lexicon, start: int) -> bool:
        """Whether a noun of a company or of its trade stands before ``start``, with little else between."""
        for word in reversed(self.source.text[max(0, start - _WORD) : start].split()[-_KIND:]):
            if not word.isalpha() or not word.islower():
                return False
            if not lexicon.compound(word).isdisjoint(("organization", "goods")):
                return True
        return False

    def _opened(self, lexicon: Lexicon, language: Language, first: int, begin: int) -> tuple[int, int]:
        """Where a name begins with a verb that has a capital before it, and with an article that has one."""
        text = self.source.text
        before = max(begin, text.rfind(" ", begin, first - 1) + 1)
        if not text[before : before + 1].isupper():  # mostly
            return first, first
        bare = self._with_verb(lexicon, first, begin)
        return bare, self._with_article(lexicon, language, bare, begin)

    def _with_article(self, lexicon: Lexicon, language: Language, first: int, begin: int) -> int:
        """Where a name begins whose article has a capital behind a word without one: "racheter Le Goff".

        A saint's title, which otherwise tells of a person, opens one too: "compró San Roque".
        """
        words = self.source.text[max(begin, first - _WORD) : first].split(" ")[-3:]
        if len(words) < 3 or words[2] or not (words[0].isalpha() and words[0].islower()):
            return first
        opening = words[1][:1].isupper() and lexicon.classes(words[1].lower()) & _OPENING
        return first - len(words[1]) - 1 if opening and not language.text.capital_nouns else first

    def _behind_trigger(self, lexicon: Lexicon, first: int, last: int, begin: int) -> int:
        """Where a name candidate starts that opens a sentence with the trigger before it: "Pendanaan X"."""
        folded = self.source.folded
        if folded[begin:first].strip(" \"'("):
            return first
        opening = lexicon.openings.end(folded, first)
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


def is_common(source: Source, lexicon: Lexicon, token: Token) -> bool:
    """Whether a "name" in capitals ends in a common noun: "BUYS BOARD MAKER"."""
    words = source.folded[token.start : token.end].split()
    return token.kind == "name" and bool(words) and bool(lexicon.classes(words[-1]) & _NOUNS)
