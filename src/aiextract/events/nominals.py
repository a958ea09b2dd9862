"""What a name or noun beside a trigger is: one of a group, a part of something, a judge, what another means.

Apart from ``subjects``, which finds where the subject stands and asks this of each name on the way. Nothing
here knows a language or an event type: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.clauses import Token
from aiextract.events.phrases import PHRASE, PREPOSITIONS, QUOTES, Argument
from aiextract.events.sharing import Sharing

_DESCRIBING = 3  # words between an article and a noun
_CLOSED = 6  # tokens from a noun to the determiner that closes its phrase
_TRADE = 6  # tokens before a name in which the noun of its trade stands


class Nominals(Sharing):
    """The names and nouns of a clause with what the words beside them say of each."""

    def placed(self, i: int) -> bool:
        """Whether a small word of place or manner governs the name at ``i``: "listed on X", "known as X"."""
        governor = self.governor(i)
        if governor is None or not governor.has("preposition", "for") or self.held_by(i):
            return False
        before = self._before(governor)
        if before is not None and before.has("share"):
            return False  # "shares in X"
        return not governor.has("of", "by", "to", "from")

    def _thing_before(self, i: int) -> bool:
        """Whether the relative word at ``i`` is of some thing with an article, of no name or company."""
        thing = False
        for j in range(i - 1, max(self.low, i - PHRASE) - 1, -1):
            token = self.tokens[j]
            if token.has("determiner", "indefinite") and thing:
                return True
            known = token.classes and not token.has("goods", "of", "adverb")
            if token.kind != "word" or known or token.cue is not None:
                return False
            thing = thing or not token.classes or token.has("goods")
        return False

    def _attribute(self, i: int) -> bool:
        """Whether the word at ``i`` ends a noun phrase without a name: "A, B and a platform bought by Y"."""
        j, thing = i, self.tokens[i].has("goods")
        while j > self.low and self.tokens[j].kind == "word" and not self.tokens[j].has("determiner"):
            if self.tokens[j].has("be", "have", "pronoun", "relative", "conjunction", "by"):
                return False
            j -= 1
        if not self.tokens[j].has("determiner"):
            return False
        listed = j > 3 and self.tokens[j - 1].text == "," and self.tokens[j - 3].text == ","
        return thing or (listed and self.tokens[j - 2].kind == "name" and self.tokens[j].has("indefinite"))

    def _part_of(self, i: int) -> list[int]:
        """The percent of the shares of the name at ``i``, of which it is said: "60 % of the shares of X"."""
        governor = self.governor(i)
        before = self._before(governor) if governor is not None else None
        if before is not None and before.kind == "percent":
            return [self.tokens.index(before)]  # "60 % of X"
        if before is None or not before.has("share"):
            return []
        at = self.tokens.index(before)
        return [k for k in range(max(self.low, at - 4), at) if self.tokens[k].kind == "percent"][-1:]

    def _shares_of(self, i: int) -> set[str]:
        """Which shares of the name at ``i`` are meant, or its control: "the control of X passes to Y"."""
        governor = self.governor(i)
        at = self.tokens.index(governor) if governor is not None else self.low
        before = self.tokens[max(self.low, at - 3) : at]  # "the majority of the capital"
        found = {kind for kind in ("share", "control", "majority") if any(one.has(kind) for one in before)}
        return found | {"share"} if self._part_of(i) else found

    def _of_goods(self, governor: Token) -> bool:
        """Whether some thing of the name is meant: "the debt of X was bought"."""
        before = self._before(governor)
        return before is not None and before.has("goods", "share", "valuation")

    def _before(self, token: Token) -> Token | None:
        at = self.tokens.index(token)
        return self.tokens[at - 1] if at else None

    def _offers(self, governor: Token) -> bool:
        """Whether the name behind "from" is of one who makes an offer: "an offer from X to buy Y"."""
        before = self._before(governor)
        if any(_courts(token) for token in (governor, before)):
            return True  # "accepted the bid of X to buy Y"
        if not governor.has("from", "by"):
            return False
        if before is None or before.has("judged"):
            return False  # "leave from X to buy Y"
        return before.cue is not None and not before.cue.auxiliary

    def _members(self, governor: Token) -> Argument | None:
        """Who makes up the group before the small word: "a consortium formed by X and Y"."""
        at = self.tokens.index(governor)
        before = [token for token in self.tokens[max(0, at - 3) : at] if token.has("organization")]
        return self.phrase(at + 1, free=True) if governor.has("led") and before else None

    def _grants(self, i: int) -> bool:
        """Whether the noun before the name at ``i`` is of a leave that it gives: "mendapat restu Z untuk"."""
        return i > 0 and self.tokens[i - 1].has("judged")

    def _official(self, i: int) -> bool:
        """Whether the name at ``i`` is of somebody who speaks for a company: "X's director, N, said"."""
        if i < 2 or self.tokens[i - 1].text != ",":
            return False
        named = False
        for j in range(i - 2, max(self.low, i - 7) - 1, -1):
            token = self.tokens[j]
            if token.kind == "mark":
                return False
            if token.has("title"):
                return named and not token.has("organization")
            named = named or token.kind == "name"
        return False

    def _permitted(self, governor: Token) -> bool:
        """Whether one who judges allows it to the name behind the small word: "cleared Y to buy X"."""
        before = self._before(governor)
        if before is None or not before.has("judging"):
            return False
        at = self.tokens.index(governor)  # but "received from Z leave to buy X"
        return not any(token.has("judged") for token in self.tokens[at + 1 : at + _DESCRIBING + 2])

    def _adjective(self, i: int) -> bool:
        """Whether the word at ``i`` only opens the noun phrase of the trigger: "Several takeovers"."""
        token = self.tokens[i]
        if i != self.at - 1 or self.at >= len(self.tokens) or token.mention is not None:
            return False
        return token.has("initial") and self.form == "noun"

    def is_judge(self, i: int) -> bool:
        """Whether the name at ``i`` is of one who judges a deal: "the FTC cleared its purchase"."""
        j, judged = i + 1, False
        if j < len(self.tokens) and self.tokens[j].has("have") and self._ends_judging(j):
            return True
        while j < self.at and self.tokens[j].has("have", "be", "adverb", "pronoun"):
            judged = judged or self.tokens[j].has("be")  # "Y has been cleared to buy X"
            j += 1
        if j >= self.at or not self.tokens[j].has("judging") or judged:
            return False
        acts = self.form not in ("", "noun")
        if acts and j + 1 == self.at:
            return False  # who "accepts to pay 3 million" does it
        if self.tokens[j].has("paying") and self.tokens[j + 1].has("judged"):
            return False  # who "received leave of Z to buy X" gives none
        led = self.tokens[j + 1].cue if j + 2 == self.at else None
        return led is None or not led.auxiliary  # who "received approval to buy X" is judged

    def _adjunct(self) -> bool:
        """Whether the verb has no subject of its own: "Y saves Z after buying X", "dengan membeli X"."""
        start = self.verb_start()
        led = start > self.low and self.tokens[start - 1].has("with", "conjunction")
        return led and self.form == "active"

    def _ends_judging(self, i: int) -> bool:
        """Whether a verb of judging ends the clause of the auxiliary at ``i``: "Z hat den Kauf genehmigt"."""
        end = next(
            (k for k in range(i, len(self.tokens)) if self.tokens[k].text in ".;:!?,"), len(self.tokens)
        )
        return end > self.at and self.tokens[end - 1].has("judging")

    def _closed(self, i: int) -> bool:
        """Whether a determiner closes the phrase of the noun at ``i``: "produsen mobil asal Swedia itu"."""
        for token in self.tokens[i + 1 : i + _CLOSED]:
            if token.has("closing"):
                return True
            if token.kind not in ("word", "place") or token.trigger is not None or token.cue is not None:
                break
        return False

    def _definite(self, i: int) -> bool:
        """Whether a noun has a determiner, and no name beside it: "the company", "perusahaan itu"."""
        beside = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        before = self.tokens[i - 1] if i else None
        if beside is not None and beside.kind == "name":
            return False
        closed = self._closed(i)
        if self.tokens[i].has("generic") or closed or (before is not None and before.has("determiner")):
            return True
        j = i - 1  # "the Swiss software company"
        while j > self.low and i - j <= _DESCRIBING and self._tells_kind(self.tokens[j]):
            j -= 1
        return j >= self.low and self.tokens[j].has("determiner") and not self.tokens[j].has("indefinite")

    def group(self, i: int) -> Argument:
        """The name at ``i`` with those coordinated on its left, in the order of the text."""
        names = [i]
        while True:
            j = names[0] - 1
            joined = noun = False
            while j >= self.low and self.tokens[j].kind != "name":
                token = self.tokens[j]
                if token.has("and") or (token.text == "," and (joined or len(names) > 1)):
                    joined = True
                elif not token.has("determiner", "organization", "possessive") and (
                    joined or not (noun and self._tells_kind(token))
                ):
                    break
                noun = noun or token.has("organization")
                j -= 1
            if not joined or j < self.low or self.tokens[j].kind != "name" or self.governed(j):
                return Argument(names=names, nouns=self._nouns_before(names[0]), end=i + 1)
            names.insert(0, j)

    def _tells_kind(self, token: Token) -> bool:
        """Whether a word only says what kind of organization its noun means: "pension fund Y"."""
        plain = not token.classes - {"topic", "demonym", "goods", "valuation"}
        return token.kind == "word" and plain and token.cue is None and token.trigger is None

    def _nouns_before(self, i: int) -> set[str]:
        """What the noun before the name at ``i`` says of it: goods, or who trades in them: "car maker X"."""
        thing = any(token.has("goods") for token in self.tokens[max(self.low, i - 2) : i])
        of = False
        for j in range(i - 1, max(self.low, i - _TRADE) - 1, -1):
            token = self.tokens[j]
            if token.has("organization"):
                return {"organization"} if of or thing else set()
            if (
                token.kind != "word"
                or token.trigger is not None
                or token.has("be", "have", "relative", "and", "possessive")
                or token.text == "'s"
            ):
                break
            of = of or token.has("of")
        return {"goods"} if thing else set()

    def _meant_by_noun(self, i: int) -> int | None:
        """The name of which the noun at ``i`` says more: "X, a firm Y bought in 2006"."""
        if i <= self.low or not self.tokens[i].has("organization", "business"):
            return None
        for j in range(i - 1, max(self.low, i - PHRASE), -1):
            token = self.tokens[j]
            if token.has("indefinite"):
                named = self.tokens[j - 1].text == "," and self.tokens[j - 2].kind == "name"
                return j - 2 if named else None
            if token.kind != "word" or token.has(*PREPOSITIONS, "be", "have", "relative"):
                return None
        return None

    def _apposed_to(self, j: int) -> int | None:
        """The name of which the noun at ``j`` with its article says more: "X, the chain that Y bought"."""
        if not self.tokens[j].has("organization"):
            return None
        for k in range(j - 1, max(self.low, j - PHRASE), -1):
            token = self.tokens[k]
            if token.has("determiner", "indefinite"):
                named = self.tokens[k - 1].text == "," and self.tokens[k - 2].kind == "name" and k > 1
                return k - 2 if named else None
            if token.kind not in ("word", "place") or token.has(*PREPOSITIONS, "be", "have", "relative"):
                return None
        return None

    def antecedent(self, i: int, *, noun: bool = False) -> Argument | None:
        """The name before the relative word before the subject at ``i``: "X, which Y bought".

        With ``noun`` a definite noun of a company will do: "the chain, which Y bought".
        """
        if (meant := self._meant_by_noun(i - 1)) is not None:
            return Argument(names=[meant])
        j = i - 1
        while j > self.low and (
            (self.tokens[j].has("determiner") and not self.tokens[j].has("relative"))  # "that" may be both
            or self.tokens[j].has("adverb", "organization")
            or self.tokens[j].text in QUOTES
            or (j == i - 1 and self._plain_noun(j) and self.tokens[j - 1].has("determiner"))  # "a sueca Y"
        ):
            j -= 1
        if j <= self.low or not self.tokens[j].has("relative"):
            return None
        j -= 1
        while j > self.low and self.tokens[j].text in ",\"'":
            j -= 1
        if self.tokens[j].text == ")":
            j = self.bracket_start(j) - 1
        if (apposed := self._apposed_to(j)) is not None:
            return Argument(names=[apposed])
        if noun and self.tokens[j].has("organization") and self._definite(j):
            return Argument(nouns=set(self.tokens[j].classes), generic=True, definite=True)
        return Argument(names=[j]) if j >= self.low and self.tokens[j].kind == "name" else None


def _courts(token: Token | None) -> bool:
    """Whether a trigger tells of an offer that somebody gets."""
    return token is not None and getattr(token.trigger, "frame", "") == "court"
