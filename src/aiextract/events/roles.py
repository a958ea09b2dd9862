"""Grammatical relations around a trigger, read from word classes: subject, object, what follows "by" or "of".

Nothing here knows a language or an event type. A relation gives an ``Argument``: the names of one noun phrase
(several where they are coordinated) and what else the phrase holds.
"""

from __future__ import annotations

from collections.abc import Callable

from aiextract.events.clauses import Token
from aiextract.events.governors import Governed
from aiextract.events.phrases import ENDS, HEADS, PHRASE, PREPOSITIONS, QUOTES, Argument

VALUES = ("share", "business", "majority", "control", "whole")


class Clause(Governed):
    """A clause seen from its trigger: where its subject, object and the like stand."""

    def object(self) -> Argument | None:
        """What stands right after the trigger (a time may come between)."""
        i = self.at + 1
        for j in range(i, min(i + 5, self.high)):
            if self.tokens[j].kind == "date":
                i = j + 1
                break
            if not self.tokens[j].has("preposition", "determiner", "adverb", "elsewhen"):
                break
        return self.phrase(source.end if (source := self.source()) is not None else i)

    def source(self) -> Argument | None:
        """Who is bought from or sold to, if before the object: "compró a Z la empresa X"."""
        i = self.at + 1
        if i >= self.high or not self.tokens[i].has("from", "to"):
            return None
        found = self.phrase(i + 1, free=True)
        if found is None or not found.names or found.end >= self.high:
            return None
        if not self.tokens[found.end].has("determiner", "possessive", "organization", *VALUES):
            return None
        behind = self.phrase(found.end)
        return found if behind is not None and (behind.names or behind.nouns) else None

    def marked_object(self) -> Argument | None:
        """An object right after the trigger that a small word marks: "compró a X"."""
        i = self.at + 1
        if i >= self.high or not self.tokens[i].has("accusative") or self.source() is not None:
            return None
        return self.phrase(i + 1)

    def after(self, relation: str, *, reach: int = 22) -> Argument | None:
        """The phrase after the first small word of the class ``relation`` that leads to a name."""
        i = max(self.at + 1, self.past)
        noun = getattr(self.tokens[self.at].trigger, "form", "") == "noun"
        generic: Argument | None = None
        limit = min(self.high, i + reach)
        while i < limit:
            token = self.tokens[i]
            if token.text in ENDS:
                break
            if token.trigger is not None or (noun and token.has("be", "have")):
                break
            if token.has("followed"):
                break  # another one of its kind: "the purchase of X, followed by Y"
            if token.has("owned") and (holder := self._holder(i)) is not None and holder.names:
                i = holder.end  # "X, owned by Z": no agent of the trigger
                continue
            if token.has(relation) and not (relation == "from" and self.offered(i)):
                found = self.phrase(i + 1, free=relation != "from")
                if found is not None and found.names:
                    return found
                generic = generic or found
            elif relation != "of" and token.has("relative"):
                break
            i += 1
        return generic

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
                return self._holder(i)
            if token.kind not in ("word", "mark") or token.text in ENDS or token.has("be", "have", "by"):
                return None
        return None

    def _holder(self, i: int) -> Argument | None:
        """The names behind the word of holding at ``i``."""
        for j in range(i + 1, min(i + 7, self.high)):
            token = self.tokens[j]
            if token.has("by", "of", "to", "from"):
                return self.phrase(j + 1, free=True)
            if token.kind != "word":
                break
        return None

    def of(self) -> Argument | None:
        """The complement of a noun: "the acquisition of X", "l'acquisition par Y de X", "akuisisi X"."""
        i = self.at + 1
        while i < self.high and (self.tokens[i].has("adverb", "earlier") or self.tokens[i].text in QUOTES):
            i += 1
        if i >= self.high:
            return None
        if self.tokens[i].has("of"):
            return self.phrase(i + 1)
        if self.tokens[i].has("by"):  # the agent comes first
            agent = self.phrase(i + 1, free=True)
            for j in range(agent.end if agent else i + 1, min(i + 16, self.high)):
                if self.tokens[j].has("of"):
                    return self.phrase(j + 1)
                if self.tokens[j].trigger is not None or self.tokens[j].has("relative", "be", "have"):
                    break
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

    # ----- leftwards

    def verb_start(self) -> int:
        """Where the verb group of the trigger begins: its auxiliaries, adverbs and cues are skipped."""
        i = self.at
        while i > self.low:
            token = self.tokens[i - 1]
            if token.has("be", "have", "adverb") or token.cue is not None or token.text in QUOTES:
                i -= 1
            else:
                break
        return i

    def hypothetical(self) -> bool:
        """Whether a word right before the trigger makes it a mere advice or wish: "recommends buying X"."""
        return any(token.has("hypothetical") for token in self.tokens[max(self.low, self.at - 4) : self.at])

    def follows_subject(self) -> bool:
        """Whether a name, pronoun or auxiliary stands right before the trigger, which is then a verb."""
        if self.at <= self.low:
            return False
        token = self.tokens[self.at - 1]
        return (
            token.kind == "name" or token.text in ",)" or token.has("pronoun", "relative", "adverb", "have")
        )

    def subject(self, *, judges: bool = False) -> Argument | None:
        """The nearest name on the left that no small word governs; a pronoun on the way is looked through.

        One who only judges a deal is passed over, unless ``judges`` are asked for.
        """
        i = self.verb_start() - 1
        if self._common_noun(i):
            return None
        generic: Argument | None = None
        noun = getattr(self.tokens[self.at].trigger, "form", "") == "noun"
        governed: list[int] = []
        owned: int | None = None
        relative = False
        passed = False
        while i >= self.low:
            token = self.tokens[i]
            if (
                token.kind == "name"
                and (not token.has("initial") or self._has_verb(i))
                and not self._adjective(i)
            ):
                if relative:
                    return Argument(names=[i], end=i + 1)
                if judges or not self._judges(i):
                    governor = self.governor(i)
                    if generic is not None and governor is None and self._done_to(i):
                        governed.append(i)
                    elif governor is None or self._offers(governor):
                        return self._group(i)
                    else:
                        governed.append(i)
                    if (
                        owned is None
                        and governor is not None
                        and governor.has("of")
                        and not self._of_goods(governor)
                    ):
                        owned = i
            elif token.text == ")":
                i = self._bracket_start(i)
            elif token.text == "(" or (
                token.text in ENDS and generic is None and (passed or token.text != ";")
            ):
                break  # but a pronoun may mean who stands before: "X goes on: it bought Y"
            elif token.has("relative") and not passed:
                relative = True
            elif token.has("pronoun") or (token.has("generic", "organization") and self._definite(i)):
                if generic is None:
                    generic = Argument(nouns=set(token.classes & HEADS), generic=True, definite=True)
                    if token.has("pronoun") and not noun:
                        governed, owned = [], None  # what stands behind the pronoun is not meant by it
                relative = False
            if token.kind == "word" and not token.has("relative", "adverb", "have", "be", "determiner"):
                passed = True
            if token.text not in ",\"'" and token.kind != "name" and not token.has("relative"):
                relative = relative and token.kind in ("date", "mark")
            i -= 1
        listed = [i for i in governed if self.tokens[i].mention is not None]
        if generic is None:
            return None if owned is None else Argument(names=[owned])
        if len({self.tokens[i].text for i in listed}) == 1:
            return Argument(names=listed[:1])
        return generic

    def _done_to(self, i: int) -> bool:
        """Whether the name at ``i`` ends what is said of somebody else: "Y, which had X when it bought …"."""
        behind = self.tokens[i + 1]
        return behind.has("conjunction") or behind.text in ENDS

    def _common_noun(self, i: int) -> bool:
        """Whether the subject is some other thing: "the chip can be bought"."""
        if getattr(self.tokens[self.at].trigger, "form", "") in ("noun", "either"):
            return False
        j = i
        while j > self.low and i - j < 3 and self.tokens[j].kind == "word" and not self.tokens[j].classes:
            j -= 1
        if j == i or not self.tokens[j].has("determiner"):
            return False
        return j == 0 or not self.tokens[j - 1].has(*PREPOSITIONS, "and")

    def _of_goods(self, governor: Token) -> bool:
        """Whether some thing of the name is meant: "the debt of X was bought"."""
        before = self._before(governor)
        return before is not None and before.has("goods", "share", "valuation")

    def _before(self, token: Token) -> Token | None:
        at = self.tokens.index(token)
        return self.tokens[at - 1] if at else None

    def _offers(self, governor: Token) -> bool:
        """Whether the name behind "from" is of one who makes an offer: "an offer from X to buy Y"."""
        if not governor.has("from", "by"):
            return False
        before = self._before(governor)
        return before is not None and before.cue is not None and not before.cue.auxiliary

    def _has_verb(self, i: int) -> bool:
        """Whether a verb that the language file knows follows the name at ``i``."""
        for behind in self.tokens[i + 1 : self.at + 1]:
            if (
                behind.has("be", "have", "adverb", "verb")
                or behind.cue is not None
                or (behind.trigger is not None and behind.trigger.form != "noun")
            ):
                return True
            if behind.text == "," and (self._noun_ahead(i + 2, 4) or self._enclosing(i + 1)):
                return True  # an apposition: "X, a maker of chips, …"
            if behind.text != "," and not behind.has("relative"):
                return False
        return False

    def _enclosing(self, comma: int) -> bool:
        """Whether the comma and one right before the verb group enclose something: "X, aged 81, bought"."""
        return comma < (end := self.verb_start() - 1) and self.tokens[end].text == ","

    def _adjective(self, i: int) -> bool:
        """Whether the word at ``i`` only opens the noun phrase of the trigger: "Several takeovers"."""
        token = self.tokens[i]
        if i != self.at - 1 or self.at >= len(self.tokens) or token.mention is not None:
            return False
        return token.has("initial") and getattr(self.tokens[self.at].trigger, "form", "") == "noun"

    def _judges(self, i: int) -> bool:
        """Whether the name at ``i`` is of one who judges a deal: "the FTC cleared its purchase"."""
        j = i + 1
        while j < self.at and self.tokens[j].has("have", "be", "adverb", "pronoun"):
            j += 1
        return j < self.at and self.tokens[j].has("judging")

    def later_subject(self) -> Argument | None:
        """The subject behind a fronted trigger: "Since the acquisition of X, Y has …"."""
        if not self._fronted_trigger():
            return None
        if (found := self._unparted_subject()) is not None:
            return found
        i = self.at + 1
        for _ in range(3):  # a date may stand between commas of its own
            i = next((j for j in range(i, min(i + 14, self.high)) if self._ends_front(j)), self.high) + 1
            if i > self.high or self.tokens[i - 1].text != ",":
                return None
            found = self.phrase(i)
            if found is not None and found.names:
                ended = len(found.names) == 1 and found.end < len(self.tokens)
                return found if ended and self.tokens[found.end].kind == "word" else None
        return None

    def _unparted_subject(self) -> Argument | None:
        """The subject right behind the object, where no comma parts them."""
        noun = getattr(self.tokens[self.at].trigger, "form", "") == "noun"
        held = self.of() if noun else None
        if held is None or len(held.names) != 1 or held.end >= self.high:
            return None
        parted = not self.tokens[held.end].has("determiner", "organization")
        found = None if parted else self.phrase(held.end)
        if found is None or len(found.names) != 1 or found.end >= len(self.tokens):
            return None
        behind = self.tokens[found.end]
        joined = behind.has(*PREPOSITIONS, "and", "relative", "conjunction")
        return found if behind.kind == "word" and not joined else None

    def _ends_front(self, i: int) -> bool:
        token = self.tokens[i]
        return token.text == "," or token.text in ENDS or token.has("relative", "have", "be")

    def _fronted_trigger(self) -> bool:
        """Whether a small word or auxiliary opens the clause of the trigger, and nobody stands before it."""
        before = self.tokens[max(self.low, self.at - 4) : self.at]
        if all(token.has("adverb") for token in before) and len(before) == self.at:
            return True  # "Bought by Y in 2019, X has …"
        opens = any(token.has("preposition", "elsewhen") for token in before)
        if not opens and not (before and before[0].has("have") and len(before) == self.at):
            return False
        return not any(token.kind == "name" for token in before)

    def _definite(self, i: int) -> bool:
        """Whether a noun has a determiner, and no name beside it: "the company", "perusahaan itu"."""
        beside = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        before = self.tokens[i - 1] if i else None
        if beside is not None and beside.kind == "name":
            return False
        return self.tokens[i].has("generic") or (before is not None and before.has("determiner"))

    def _group(self, i: int) -> Argument:
        """The name at ``i`` with those coordinated on its left, in the order of the text."""
        names = [i]
        while True:
            j = names[0] - 1
            joined = False
            while j >= self.low and self.tokens[j].kind != "name":
                token = self.tokens[j]
                if token.has("and") or (token.text == "," and (joined or len(names) > 1)):
                    joined = True
                elif not token.has("determiner", "organization", "possessive"):
                    break
                j -= 1
            if not joined or j < self.low or self.tokens[j].kind != "name" or self.governed(j):
                thing = any(
                    token.has("goods") for token in self.tokens[max(self.low, names[0] - 2) : names[0]]
                )
                return Argument(names=names, nouns={"goods"} if thing else set(), end=i + 1)
            names.insert(0, j)

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

    def antecedent(self, i: int) -> Argument | None:
        """The name before the relative word before the subject at ``i``: "X, which Y bought"."""
        j = i - 1
        while j > self.low and (
            self.tokens[j].has("determiner", "adverb", "organization") or self.tokens[j].text in QUOTES
        ):
            j -= 1
        if j <= self.low or not self.tokens[j].has("relative"):
            return None
        j -= 1
        while j > self.low and self.tokens[j].text in ",\"'":
            j -= 1
        if self.tokens[j].text == ")":
            j = self._bracket_start(j) - 1
        return Argument(names=[j]) if j >= self.low and self.tokens[j].kind == "name" else None


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
}
