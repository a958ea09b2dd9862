"""Grammatical relations around a trigger, read from word classes: subject, object, what follows "by" or "of".

Nothing here knows a language or an event type. A relation gives an ``Argument``: the names of one noun phrase
(several where they are coordinated) and what else the phrase holds.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.phrases import ENDS, Argument
from aiextract.events.subjects import Subjects


class Clause(Subjects):
    """A clause seen from its trigger: where its subject, object and the like stand."""

    parties: tuple[Argument | None, Argument | None] | None = None  # of a verb that embraces them, once read

    def object(self) -> Argument | None:
        """What stands right after the trigger (a time, a price or an aside may come between)."""
        i = self._past_aside(self.at + 1)
        form = self.form
        if form == "passive" and i < self.high and self.tokens[i].has("from"):
            return None  # "dibeli dari Z": no agent
        noun = form == "noun"
        i = i if noun else self._past_vehicle(self._past_place(i))
        i = self._past_bracket(i) if noun else i  # "perjanjian jual beli saham (CSPA)"
        if self._seller_first(i):
            source = self.source()
            return None if source is None else self.phrase(source.end)
        if i < self.high and self.tokens[i].text == ":" and not noun:
            i += 1 + (i + 1 < self.high and self.tokens[i + 1].has("be"))  # "X has a new owner: [it is] Y"
        for j in range(i, min(i + 5, self.high)):
            if self.tokens[j].kind == "date" or (self.tokens[j].kind == "money" and j > i):
                i = self._past_aside(j + 1)
                break
            if not self.tokens[j].has("preposition", "determiner", "adverb", "elsewhen", "price"):
                break
        source = self.source()
        return self.phrase(source.end if source is not None else self._past_source(i))

    def _past_place(self, i: int) -> int:
        """Behind where something is bought: "ha rilevato in Brasile la X"."""
        behind = self.tokens[i : min(i + 3, self.high)]
        placed = len(behind) == 3 and behind[0].has("preposition") and behind[1].kind == "place"
        if not placed:
            return i
        named = behind[2].has("determiner", "organization") or behind[2].kind in ("name", "percent")
        return i + 2 if named else i

    def _seller_first(self, i: int) -> bool:
        """Whether a verb of one word has who gives behind it at ``i``: "comprou da Z"."""
        token = self.tokens[self.at]
        bare = " " not in token.text and token.form != "noun"
        return bare and i < self.high and self.tokens[i].has("definite") and self.tokens[i].has("from")

    def _past_vehicle(self, i: int) -> int:
        """Behind the subsidiary through which somebody buys: "compra attraverso la controllata Z la X"."""
        if i >= self.high or not self.tokens[i].has("preposition"):
            return i
        vehicle = False
        for j in range(i + 1, min(i + 6, self.high - 1)):
            token, behind = self.tokens[j], self.tokens[j + 1]
            if vehicle and token.kind == "name":
                begins = behind.kind == "percent" or behind.has("determiner", "organization")
                return j + 1 if begins else i
            vehicle = vehicle or token.has("subsidiary")
            if token.kind not in ("word", "place"):
                break
        return i

    def _past_source(self, i: int) -> int:
        """Behind a seller without a name: "rileva dalla famiglia il pacchetto di maggioranza"."""
        if i >= self.high or not self.tokens[i].has("from"):
            return i
        for j in range(i + 1, min(i + 5, self.high)):
            if j > i + 1 and self.tokens[j].has("determiner"):
                return j
            if self.tokens[j].kind != "word" or self.tokens[j].has(
                "of", "by", "to", "from", "and", "be", "have"
            ):
                break
        return i

    def marked_object(self) -> Argument | None:
        """An object right after the trigger that a small word marks: "compró a X"."""
        i = self._past_dates(self.at + 1)
        if i >= self.high or not self.tokens[i].has("accusative") or self.source() is not None:
            return None
        if self.at > self.low and self.tokens[self.at - 1].has("clitic"):
            return None  # "la compró a Z": who sold it
        return self.phrase(i + 1)

    def possessor(self) -> Argument | None:
        """Who has the noun: "Y's [proposed $3bn] acquisition", "its acquisition"."""
        for j in range(self.at - 1, max(self.low, self.at - 8) - 1, -1):
            token = self.tokens[j]
            if token.text == "'s":
                if j and self.tokens[j - 1].kind == "name":
                    return Argument(names=[j - 1])
                return Argument(generic=True)
            if token.has("possessive"):
                return Argument(generic=True)
            if (
                token.kind == "name"
                or token.has("of", "by", "to", "relative")
                or token.text in ENDS
                or token.text == ","
            ):
                return None
        return None

    def pair(self) -> Argument | None:
        """What is taken in "the A-B takeover": the second name."""
        j = self.at - 1
        if j - 2 < self.low or {self.tokens[j].kind, self.tokens[j - 2].kind} != {"name"}:
            return None
        return Argument(names=[j]) if self.tokens[j - 1].text in "-–/" else None

    def pair_first(self) -> Argument | None:
        """Who takes in "the A-B takeover": the first name."""
        return Argument(names=[self.at - 3]) if self.pair() else None


Finder = Callable[[Clause], Argument | None]
FINDERS: dict[str, Finder] = {
    "subject": Clause.subject,
    "object": Clause.object,
    "marked_object": Clause.marked_object,
    "possessor": Clause.possessor,
    "pair": Clause.pair,
    "pair_first": Clause.pair_first,
    "later_subject": Clause.later_subject,
    "receiver": lambda clause: clause.subject(judges=True),
    "owner": Clause.owner,
    "giver": Clause.giver,
    "source": Clause.source,
    "recipient": Clause.source,
    "of": Clause.of,
    "by": lambda clause: clause.after("by"),
    "to": lambda clause: clause.after("to"),
    "from": lambda clause: clause.after("from"),
    "for": lambda clause: clause.after("for", reach=6),
    "into": lambda clause: clause.after("into", reach=8),
    "worth": lambda clause: clause.after("worth", reach=4),
    "led": lambda clause: clause.after("led"),
    "joined": lambda clause: clause.after("joined"),
    "holder": Clause.holder,
    "enclitic": lambda _: Argument(nouns={"generic"}, generic=True, definite=True),  # "acquisirla"
}
