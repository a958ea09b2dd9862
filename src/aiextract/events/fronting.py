"""The subject behind a fronted trigger: "Since the acquisition of X, Y has …".

Nothing here knows a language or an event type: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.phrases import ENDS, PREPOSITIONS, Argument
from aiextract.events.prepositions import Prepositional


class Fronting(Prepositional):
    """Clauses whose trigger stands before the subject."""

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
        noun = self.form == "noun"
        held = self.of() or self.phrase(self.at + 1) if noun else None
        if held is None or len(held.names) != 1 or held.end >= self.high:
            return None
        i = held.end
        while i < self.high and (self.tokens[i].kind == "date" or self._leads_to_date(i)):
            i += 1  # "Nach dem Kauf von X im vergangenen Jahr wächst Y"
        held.end = i if i < self.high else held.end
        if self._is_verb(held.end):  # the verb stands second: "Mit dem Kauf von X wächst Y"
            found = self.phrase(held.end + 1)
            near = found is not None and found.names and found.names[0] <= held.end + 4
            return found if near else None
        parted = not self.tokens[held.end].has("determiner", "organization")
        found = None if parted else self.phrase(held.end)
        if found is None or len(found.names) != 1 or found.end >= len(self.tokens):
            return None
        behind = self.tokens[found.end]
        joined = behind.has(*PREPOSITIONS, "and", "relative", "conjunction")
        return found if behind.kind == "word" and not joined else None

    def _leads_to_date(self, i: int) -> bool:
        """Whether the small word at ``i`` stands before a date."""
        small = self.tokens[i].has("preposition", "determiner")
        return small and i + 1 < self.high and self.tokens[i + 1].kind == "date"

    def _is_verb(self, i: int) -> bool:
        """Whether the word at ``i`` can be a verb: a known one, or one of no class in lower case."""
        token = self.tokens[i]
        known = token.has("be", "have", "verb", "enabling", "copula")
        return known or (token.kind == "word" and not token.classes)

    def _ends_front(self, i: int) -> bool:
        token = self.tokens[i]
        return token.text == "," or token.text in ENDS or token.has("relative", "have", "be")

    def _fronted_trigger(self) -> bool:
        """Whether a small word or auxiliary opens the clause of the trigger, and nobody stands before it."""
        before = self.tokens[max(self.low, self.at - 4) : self.at]
        if (
            all(token.has("adverb", "moving") or token.text == "-" for token in before)
            and len(before) == self.at
        ):
            return True  # "Bought by Y in 2019, X has …", "Newly-bought …"
        start = self.at
        while start > self.low and self.tokens[start - 1].has("be", "have", "adverb"):
            start -= 1  # "Since it has been bought by Y, X …"
        if start and self.tokens[start - 1].has("pronoun", "conjunction"):
            before = self.tokens[max(self.low, start - 4) : start]
        opens = any(token.has("preposition", "by", "elsewhen", "since") for token in before)
        opens = opens or (len(before) > 1 and before[0].has("adverb") and before[1].has("of"))  # "Depois da"
        if not opens and not (before and before[0].has("have") and len(before) == self.at):
            return False
        return not any(token.kind == "name" and not token.has("initial") for token in before)
