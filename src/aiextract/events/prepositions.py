"""What follows a small word around a trigger: an agent behind "by", a target behind "of", a seller, a holder.

Nothing here knows a language or an event type: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.governors import Governed
from aiextract.events.phrases import ENDS, PHRASE, PREPOSITIONS, QUOTES, Argument

ASIDE = 2  # words of no class between a comma and a small word that still belongs to the trigger
INSERTION = 14  # tokens of what commas enclose
VALUES = ("share", "business", "majority", "control", "whole")


class Prepositional(Governed):
    """The arguments that small words lead to."""

    def _past_aside(self, i: int) -> int:
        """Behind what commas enclose at ``i``, where a small word opens it: "bought, through Z, the X"."""
        if (
            i + 1 < self.high
            and self.tokens[i].text == ","
            and (self.tokens[i + 1].has(*PREPOSITIONS) or self.tokens[i + 1].cue is not None)
        ):
            for j in range(i + 2, min(i + INSERTION, self.high)):
                if self.tokens[j].text == ",":
                    return j + 1
                if self.tokens[j].text in ENDS or self.tokens[j].has("be", "have"):
                    break
        return i

    def _past_inserted(self, i: int) -> int:
        """Behind what tells more of a noun before its complement: "l'acquisition, en 2019, de X".

        Also a time, a price or a participle without commas: "le rachat annoncé mardi de X".
        """
        j = self._past_aside(i)
        while j < min(i + INSERTION, self.high):
            token, behind = self.tokens[j], self.tokens[j + 1 : j + 2]
            led = token.has("preposition", "for", "price", "determiner") and not token.has("of", "by")
            told = token.cue is not None and not token.cue.auxiliary
            valued = bool(behind) and (
                behind[0].kind in ("date", "money") or behind[0].has("of", "preposition")
            )
            if token.kind not in ("date", "money") and not ((led or told) and valued):
                break
            j += 1
        return j if j < self.high and self.tokens[j].has("of") else i

    def source(self) -> Argument | None:
        """Who is bought from or sold to, if before the object: "compró a Z la empresa X"."""
        i = self._past_dates(self.at + 1)
        if i >= self.high or not self.tokens[i].has("from", "to"):
            return None
        found = self.phrase(i + 1, free=True)
        if found is None or not found.names or found.end >= self.high:
            return None
        if self.tokens[found.end].kind in ("number", "money"):
            return found  # "compra a Z 300 autobuses", "pagó a Z 3 millones por X"
        if any(token.kind == "percent" for token in self.tokens[found.end : found.end + 2]):
            return found  # "adquiere a Z el 50 %"
        begins = self.tokens[found.end].has("determiner", "possessive", "organization", *VALUES)
        if self.form == "noun" and self.tokens[found.end].has("of"):
            begins = True  # "la cession à Y de X"
        if not begins and self.tokens[found.end].kind != "percent":
            return None
        behind = self.phrase(found.end)
        if any(token.kind == "percent" for token in self.tokens[found.end : found.end + 2]):
            return found  # "comprou à Z os 60% que"
        return found if behind is not None and (behind.names or behind.nouns) else None

    def _past_dates(self, i: int) -> int:
        """Behind the times that stand at ``i``: "compró en 2019 a X"."""
        while i + 1 < self.high and (
            self.tokens[i].kind == "date"
            or (self.tokens[i].has("preposition", "determiner") and self.tokens[i + 1].kind == "date")
        ):
            i += 1
        return i

    def after(self, relation: str, *, reach: int = 22) -> Argument | None:
        """The phrase after the first small word of the class ``relation`` that leads to a name."""
        i = max(self.at + 1, self.past)
        form = self.form
        noun, active = form == "noun", form == "active"
        generic: Argument | None = None
        limit = min(self.high, i + reach)
        if not any(relation in token.classes for token in self.tokens[i:limit]):
            return None
        while i < limit:
            token = self.tokens[i]
            if token.text in ENDS:
                break
            if not token.classes and token.trigger is None:  # mostly
                i += 1
                continue
            if token.trigger is not None or (noun and token.has("be", "have")):
                break
            if token.has("and") and i + 1 < limit and self.tokens[i + 1].has("be", "have"):
                break  # what somebody else does: "bought by Y and was taken off the market"
            if token.has("followed"):
                break  # another one of its kind: "the purchase of X, followed by Y"
            if token.has("owned") and (holder := self.held_behind(i)) is not None and holder.names:
                i = holder.end  # "X, owned by Z": no agent of the trigger
                continue
            if token.has("per") and i + 1 < limit and self.tokens[i + 1].has("share"):
                i += 2  # "a bid of 5 euros per share for X"
                if relation == "for" and active and i < limit and self.tokens[i].has("of"):
                    return self.phrase(i + 1)  # "ofrece 5 euros por acción de X"
                continue
            if relation == "from" and token.has("of") and i - 1 > self.at and self._plain_noun(i - 1):
                i += 1  # "after the collapse of Z"
                continue
            if relation == "by" and token.has("by") and self._judged(i):
                i += 1  # "the purchase, cleared by Z": who judges it is no party
                continue
            if token.has(relation) and self._reached(i) and not (relation == "from" and self.offered(i)):
                found = self.phrase(
                    i + 1, free=relation != "from" and not (active and relation in ("for", "by"))
                )
                if found is not None and found.names:
                    return found
                generic = generic or found
            elif relation != "of" and token.has("relative"):
                closed = self._closing_comma(i)
                if closed is None:
                    break
                i = closed  # "sold X, which it founded in 1998, to Y"
            i += 1
        return generic

    def _plain_noun(self, i: int) -> bool:
        """Whether the word at ``i`` is of no class: what is said "of" somebody behind it is this noun."""
        token = self.tokens[i]
        if self.tokens[i - 1].kind == "name":
            return False  # what only abbreviates or describes the name
        if token.has("title") and self.tokens[i - 1].text == ",":
            return True  # "X, owner of Z": no seller
        return token.kind == "word" and not token.classes and token.cue is None and token.trigger is None

    def giver(self) -> Argument | None:
        """Who gives the target up, where one small word leads to givers and takers: "comprou a X à Y"."""
        i = self.past
        while 0 < i < self.high and (
            self.tokens[i].kind in ("money", "date")
            or (self.tokens[i].has("for", "preposition") and not self.tokens[i].has("giver"))
        ):
            i += 1
        led = 0 < i < self.high and self.tokens[i].has("giver")
        return self.phrase(i + 1, free=True) if led else None

    def _judged(self, i: int) -> bool:
        """Whether the agent behind ``i`` is of one who judges: "cleared (without remedies) by"."""
        for j in range(i - 1, max(self.at, i - 4), -1):
            if self.tokens[j].has("judged"):
                return True
            if self.tokens[j].kind != "word":
                return False
        return False

    def _closing_comma(self, i: int) -> int | None:
        """The comma that ends a relative clause whose phrase a comma opened; None where none does."""
        opened = any(token.text == "," for token in self.tokens[max(self.at + 1, i - 5) : i])
        for j in range(i + 1, min(i + PHRASE, self.high) if opened else i):
            if self.tokens[j].text == ",":
                return j
            if self.tokens[j].text in ENDS or self.tokens[j].trigger is not None:
                break
        return None

    def _reached(self, i: int) -> bool:
        """Whether the small word at ``i`` is of the trigger's clause: behind a comma little else stands."""
        start = max(self.at + 1, self.past)
        comma = next((j for j in range(i - 1, start - 1, -1) if self.tokens[j].text == ","), None)
        if comma is None:
            return True
        between = self.tokens[comma + 1 : i]
        if any(token.has("be", "have", "verb", "pronoun") for token in between):
            return False
        if between and between[-1].has("control", "share"):
            return False  # ", after years of ownership by Z"
        return sum(token.kind == "word" and not token.classes for token in between) <= ASIDE

    def holder(self) -> Argument | None:
        """Whose thing the object is: "led X's round", "led the round of X"."""
        for i in range(self.at + 1, min(self.high, self.at + PHRASE)):
            token = self.tokens[i]
            if token.text in ENDS or token.trigger is not None:
                return None
            if token.kind == "name" and i + 1 < len(self.tokens) and self._possessive(i + 1):
                return Argument(names=[i], end=i + 1)
            if token.has("of"):
                found = self.phrase(i + 1, free=True)
                if found is not None and found.names:
                    return found
        return None

    def owner(self) -> Argument | None:
        """Who holds the target until now: "X, until now the property of Z"."""
        for i in range(self.past or self.high, min(self.high, self.past + 7)):
            token = self.tokens[i]
            if token.has("owned"):
                return self.held_behind(i)
            if token.kind not in ("word", "mark") or token.text in ENDS or token.has("be", "have", "by"):
                return None
        return None

    def held_behind(self, i: int) -> Argument | None:
        """The names behind the word of holding at ``i``."""
        for j in range(i + 1, min(i + 7, self.high)):
            token = self.tokens[j]
            if token.has("by", "of", "to", "from"):
                return self.phrase(j + 1, free=True)
            if token.kind not in ("word", "date") and token.text not in "-'":
                break
        return None

    def of(self) -> Argument | None:
        """The complement of a noun: "the acquisition of X", "l'acquisition par Y de X", "akuisisi X"."""
        i = self.at + 1
        while i < self.high and (self.tokens[i].has("adverb", "earlier") or self.tokens[i].text in QUOTES):
            i += 1
        if i + 1 < self.high and self.tokens[i].text == "," and self.tokens[i + 1].has("by"):
            i += 1  # "la compra, por parte de Y, de X"
        i = self._past_inserted(i)
        if i >= self.high:
            return None
        if self.tokens[i].has("of"):
            return self.phrase(i + 1)
        if self.tokens[i].has("by", "to", "from"):  # the agent comes first, or who takes or gives
            agent = self.phrase(i + 1, free=True)
            for j in range(agent.end if agent else i + 1, min(i + 16, self.high)):
                if self.tokens[j].has("of"):
                    return self.phrase(j + 1)
                if self.tokens[j].trigger is not None or self.tokens[j].has("relative", "be", "have"):
                    break
                if self.tokens[j].has("preposition") and not self.tokens[j].has("by", "for"):
                    break  # "a bid by Y, with the support of Z"
            return None
        return None

    def offered(self, i: int) -> bool:
        """Whether the small word at ``i`` follows the noun of an offer, with at most an amount between."""
        for j in range(i - 1, max(self.at, i - 6), -1):
            token = self.tokens[j]
            if token.has("offer"):
                return True
            if token.kind != "money" and not token.has("per", "share", "of", "indefinite"):
                return False
        return False
