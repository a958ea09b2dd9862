"""Noun phrases in a clause: which names a phrase holds, and what else stands in it.

Nothing here knows a language or an event type: words are known by their classes alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from aiextract.events.coordination import Coordination

PHRASE = 14  # tokens of a noun phrase before its name
_KIND = 2  # words that tell of what kind a name is
_AHEAD = 8  # tokens from a name that only modifies a noun to the real name
UNKNOWN = 3  # words of no class that may stand in a noun phrase whose head says nothing
# Nouns that say what the phrase is, and which of them own a name behind "of" ("the assets of X").
NOUNS = frozenset({
    "organization", "share", "business", "whole", "majority", "control", "minority", "own", "generic",
})  # fmt: skip
HEADED = frozenset({"organization", "share", "business", "control"})
OWNED = frozenset({"share", "business", "control", "majority"})
HELD = OWNED - {"business"}  # "a stake in X", but not "the business in X"
_COMPANY = frozenset({"organization"})
# What may say more of a company between another name and its own.
_DESCRIBING = _COMPANY | {"called", "title", "based", "demonym", "subsidiary", "owned", "grouped"}
QUOTES = "\"'"
ENDS = frozenset(";:!?")
DASHES = frozenset("-–—")
HEADS = frozenset({"organization", "generic"})
PREPOSITIONS = ("by", "of", "to", "from", "for", "led", "preposition")


@dataclass(slots=True)
class Argument:
    """The names of a noun phrase: indexes of ``names`` in the clause, and of what else was read.

    ``nouns`` are the classes of its nouns (``organization``, ``share``), ``values`` the indexes of money and
    percents in it; ``generic`` tells of a phrase that names nobody ("the company", "it").
    """

    names: list[int] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    values: list[int] = field(default_factory=list)
    end: int = 0
    generic: bool = False
    definite: bool = False
    possessed: bool = False


class Phrases(Coordination):
    """The noun phrases of a sentence, seen from its trigger."""

    def phrase(self, start: int, *, free: bool = False) -> Argument | None:
        """The noun phrase that begins at ``start``; None where it breaks off without name or known noun.

        With ``free`` any words may stand before the name (the agent of a passive, say).
        """
        found = Argument(end=start)
        unknown, of, whose = 0, False, False
        # A trigger of several words may hold the article: "prend le contrôle du groupe".
        determined = (
            bool(start) and self.tokens[start - 1].trigger is not None and " " in self.tokens[start - 1].text
        )
        i = start
        for i in range(start, min(self.high, start + PHRASE)):
            token = self.tokens[i]
            if token.kind == "name":
                if of and self._is_topic(i, found):
                    unknown += 1
                    continue
                before = self.tokens[i - 1]
                if i > start and before.has("title") and not before.has("organization", "of"):
                    found.nouns.add("title")  # "bought out founder Ann Poole"
                if (
                    (of or whose)
                    and unknown
                    and found.nouns <= _COMPANY
                    and not free
                    and (whose or not found.nouns)
                ):
                    return None  # some thing of somebody: "the roof of the old X"
                return self._named(i, found)
            if token.kind in ("money", "percent"):
                found.values.append(i)
                continue
            if token.has("pronoun") and not found.nouns:
                return Argument(end=i + 1, generic=True)
            if token.has("goods") and not self._of_trade(i, found):
                found.nouns.add("goods")
            if self._breaks(i, found, free=free) or (
                token.has("for") and unknown and not (free or found.nouns)
            ):
                break  # "bought books on X"
            small = token.has("determiner", "possessive", "definite")  # "the", "its", "da"
            determined = determined or (small and not token.has("indefinite"))
            found.possessed = found.possessed or token.has("possessive")
            known = token.classes & NOUNS
            if self._people_of(i):
                of = False
            elif known:
                found.nouns |= known
                found.definite = found.definite or determined
                of = of and not known & HEADED
            elif token.has("of"):
                of, whose = True, whose or (unknown > 0 and not found.nouns and self._owned_by(i))
            elif token.has("called", "topic") or token.text == ",":
                of = False
                found.nouns |= {"organization"} if token.has("called") else set()
            elif i > start and self.tokens[i - 1].kind == "number" and token.kind == "word":
                continue  # "12 millones"
            elif token.kind == "word" and not token.has("determiner", "adverb", "possessive", "and", "for"):
                of = False
                unknown += 1
                if unknown > UNKNOWN and not free and not found.nouns:
                    break
        if "organization" in found.nouns and (listed := self._list_behind(i)) is not None:
            return self._named(listed, found)
        found.end, found.generic = i, True
        return found if found.nouns else None

    def _breaks(self, i: int, found: Argument, *, free: bool) -> bool:
        """Whether no noun phrase goes on across the token at ``i``."""
        token = self.tokens[i]
        if token.trigger is not None or "goods" in found.nouns or token.has("pronoun"):
            return True
        if token.text == "'s" and self.tokens[i - 1].kind == "place":
            return False  # "Turkey's X"
        if token.kind == "mark":
            return token.text not in "\"'(<-/" and not (token.text in ":," and self._before_name(i, found))
        if token.has("from") and self.tokens[i - 1].has("closing"):
            return True  # "taman air itu dari Z"
        if token.has("of"):
            # "saham klub dari Z": whose shares they are is told
            told = token.has("from") and found.nouns >= {"share", "organization"}
            names = i + 1 < self.high and self.tokens[i + 1].kind == "name"
            return told and names and self.tokens[i - 1].has("organization")
        if token.has("preposition") and not (token.has("called") or free or found.nouns & HELD):
            return self.tokens[i - 1].kind != "percent"  # "49 Prozent an X"
        if token.has("closing") and i == found.end:
            return True  # "akuisisi itu": nothing more belongs to the noun
        if token.has("led") and "organization" in found.nouns:
            return False  # "a consortium led by X"
        if token.has("for") and free and found.nouns == {"organization"} and not token.has("called", "to"):
            return True  # "bought by funds on X": where they did
        return token.has("relative", "by", "to", "from", "be", "have", "conjunction", "led", "joined")

    def _is_topic(self, i: int, found: Argument) -> bool:
        """Whether the name at ``i`` only says what a company is about: "a maker of Android phones"."""
        if "organization" not in found.nouns or found.nouns & OWNED:
            return False
        return i + 1 >= len(self.tokens) or self.tokens[i + 1].text != "'s"

    def _people_of(self, i: int) -> bool:
        """Whether a company stands behind the word at ``i`` for people of a land: "les Chinois de X"."""
        behind = self.tokens[i + 1 : min(i + 3, self.high)]
        return (
            len(behind) == 2
            and self.tokens[i].has("demonym")
            and behind[0].has("of")
            and behind[1].kind == "name"
        )

    def _of_trade(self, i: int, found: Argument) -> bool:
        """Whether the goods at ``i`` are a company's trade: "an oil producer", "l'éditeur de logiciels"."""
        unit = i + 1 < self.high and self.tokens[i + 1].has("business")  # "its steel division"
        if unit or not found.nouns.isdisjoint(("organization", "business")):
            return True
        near = self.tokens[i : i + 3]
        ahead = [k for k, one in enumerate(near) if one.has("organization") and not one.has("demonym")]
        parted = any(one.has("determiner", "of") for one in near[1 : min(ahead, default=1)])
        return bool(ahead) and not parted and self._noun_ahead(i, 3)  # but "die Schulden der Firma X"

    def _before_name(self, i: int, found: Argument) -> bool:
        """Whether the mark at ``i`` parts an organization's noun from its name: "its rival, X"."""
        j = i + 1
        while j < self.high and self.tokens[j].has("determiner", "called"):
            j += 1  # "several rivals, including X"
        noun = not found.nouns.isdisjoint(("organization", "business"))
        said = found.possessed and j > i + 1 and self._kind_ahead(j)  # "its first firm, the software house X"
        return noun and j < self.high and (said or self.tokens[j].kind == "name")

    def _named(self, i: int, found: Argument) -> Argument | None:
        """The phrase whose first name is at ``i``, with the names coordinated with it."""
        i = self._past_owner(self._apposed_name(i, found), found.nouns)
        if self._whence_firm(i):
            found.nouns.add("organization")
            found.generic, found.definite, found.end = True, True, i + 2
            return found
        found.names.append(i)
        found.end = i + 1
        small = self.tokens[i - 1] if i and self.tokens[i - 1].kind == "word" else None
        while (j := self._next_name(found.end, small)) is not None and len(found.names) < 8:
            found.names.append(j)
            found.end = j + 1
        following = self.tokens[found.end] if found.end < len(self.tokens) else None
        if following is None:
            return found
        if following.text == "'" and not self._possessive(found.end) and found.end + 1 < len(self.tokens):
            found.end += 1  # a mark that closes the name: "took X' private"
            following = self.tokens[found.end]
        if self._possessive(found.end):
            owned = self._owned(found)
            if owned is not None or not self._closes(found.end + 1):
                return owned
            closed = found.end + 1  # behind the "'s"
            while (j := self._next_name(closed, small)) is not None and len(found.names) < 8:
                found.names.append(j)  # "Wendy's and A"
                found.end = closed = j + 1
            return found
        if following.text == "-" and found.end + 1 < len(self.tokens):
            following = self.tokens[found.end + 1]  # "X-Aktien"
        if following.has("goods", "share") and not following.has("organization"):
            found.nouns.add("goods")  # "Boeing jets", "IBM shares"
        beyond = self.tokens[found.end + 1] if found.end + 1 < len(self.tokens) else None
        if following.has("whole") and not (beyond is not None and beyond.has("determiner")):
            found.nouns.add("whole")  # "take X private", but not "take the A1 all the way"
        return found

    def _closes(self, i: int) -> bool:
        """Whether no noun can follow at ``i``: the "'s" before is part of a name ("Wendy's for …")."""
        if i >= len(self.tokens):
            return True
        token = self.tokens[i]
        return token.text in ".,;)" or token.has(*PREPOSITIONS, "and", "relative", "conjunction")

    def _possessive(self, i: int) -> bool:
        """Whether the token at ``i`` marks the name before it as an owner: "X's unit", "Philips' unit"."""
        token = self.tokens[i]
        if token.text != "'":
            return token.text == "'s"
        before, behind = self.tokens[i - 1], self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return (
            before.text[-1:] == "s"
            and behind is not None
            and behind.kind == "word"
            and behind.start > token.end
        )

    def _apposed_name(self, i: int, found: Argument) -> int:
        """Where the name at ``i`` only modifies a noun before the real name: "a Bay Area chain called X"."""
        noun = False
        for j in range(i + 1, min(i + _AHEAD, self.high)):
            token = self.tokens[j]
            if token.kind == "name":
                if noun or self._kind_between(i, j):
                    found.nouns.add("organization")
                    return j
                break
            if token.text == "," and j == i + 1 and self._seated(j + 1):
                noun = True  # "Boise, Idaho-based X"
                continue
            if token.text == "," and noun:
                continue  # "its Suffolk neighbour, X"
            if token.text == "-" and (j == i + 1 or self.tokens[j + 1].has("based")):
                continue  # "die Y-Tochter X"
            if token.kind != "word" or token.trigger is not None:
                break
            noun = (
                noun
                or token.has("organization", "called")
                or (token.has("based") and self.tokens[j - 1].text == "-")
            )
            if token.classes - _DESCRIBING:
                break
        return i

    def _kind_between(self, i: int, j: int) -> bool:
        """Whether plain words tell of what kind the name at ``j`` is: "buys Tasmanian cheesemaker X"."""
        between, behind = self.tokens[i + 1 : j], self.tokens[j + 1 : j + 2]
        plain = all(token.kind == "word" and not token.classes and token.cue is None for token in between)
        ended = not behind or behind[0].kind == "mark" or behind[0].has(*PREPOSITIONS, "and")
        one = self.tokens[i].text.isalpha() and (i > self.at or not self.form)
        noun = self.form == "noun"
        if noun and not any(token.kind == "name" for token in self.tokens[self.low : self.at]):
            return False  # the word is a verb: "Durch die Übernahme von X wächst Y"
        return one and 0 < len(between) <= _KIND and plain and ended

    def _owned(self, found: Argument) -> Argument | None:
        """What is owned stands for its owner, if it is a business without a name: "King's assets"."""
        for j in range(found.end + 1, min(found.end + 7, self.high)):
            token = self.tokens[j]
            if token.has("business", "organization", "share", "control"):
                found.nouns |= token.classes
                if j + 1 < self.high and self.tokens[j + 1].has("organization"):
                    continue  # "X's parent company"
                named = self._own_name(j + 1) if token.has("business", "organization") else None
                if named is not None:
                    found.names, found.end = [named], named + 1
                else:
                    found.nouns.add("business")
                    found.end = j + 1
                return found
            if token.kind == "name" and j == found.end + 1:  # "Sony's Columbia Pictures"
                found.names, found.end = [j], j + 1
                return found
            if token.kind == "name" or token.has(*PREPOSITIONS) or token.has("goods"):
                break
        return None
