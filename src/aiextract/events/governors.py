"""What a noun phrase depends on: the small word, verb or trigger that governs it."""

from __future__ import annotations

from aiextract.events.clauses import Token
from aiextract.events.phrases import DASHES, PHRASE, PREPOSITIONS, QUOTES, Phrases


class Governed(Phrases):
    """The noun phrases of a clause with what governs them."""

    def governed(self, i: int) -> bool:
        """Whether something stands before the noun phrase of the name at ``i`` that it depends on."""
        return self.governor(i) is not None

    def _addressed(self, i: int) -> bool:
        """Whether the name at ``i`` is of whom something is told: "Y comunicó a la CNMV que compra X"."""
        governor = self.governor(i)
        if governor is None or not governor.has("accusative") or governor.has("of"):
            return False
        j = self.tokens.index(governor) - 1
        while j > self.low and (self.tokens[j].kind == "date" or self.tokens[j].has("adverb")):
            j -= 1
        return self.tokens[j].has("saying", "verb") and not self.tokens[j].has("be", "have")

    def governor(self, i: int) -> Token | None:
        """The small word, trigger or verb of paying that the noun phrase of the name at ``i`` depends on."""
        seen_noun = plain = False
        for j in range(i - 1, max(-1, i - 9), -1):
            token = self.tokens[j]
            if token.trigger is not None:
                return token if j != self.at else None
            if token.has("organization", "title") and not self._adjectival(j):
                seen_noun = True
            elif token.has("conjunction", "closing") or (token.has("opening") and self._is_of_clause(i)):
                return None  # "after X sold Y", "as X sold Y": a small word that opens a clause
            elif token.cue is not None and token.cue.auxiliary and token.cue.status == "completed":
                return token  # what is paid, not who pays
            elif seen_noun and token.has("and") and self._hyphenated(j - 1):
                continue  # "vom Rüstungs- und Elektronikkonzern X"
            elif token.has(*PREPOSITIONS):
                if not seen_noun and j < i - 1 and self._apposed(j, i):
                    return self._noun_governor(j)
                return None if plain and self._fronted(j) else token
            elif token.has("determiner", "possessive") and j > 0 and self._object_of(j - 1):
                return self.tokens[j - 1]
            elif token.has("determiner") and j and self.tokens[j - 1].has("and") and not self._acts(i):
                return self.tokens[j - 1] if self._goes_with(j - 1) else self._joined_governor(j - 1)
            elif token.has("determiner", "possessive"):
                return None if plain and self._fronted(j - 1) else self._preposition(j - 1)
            elif (token.has("and") or self._enclosed(j, i)) and j and self.tokens[j - 1].kind == "name":
                return self.governor(j - 1)
            elif token.has("and") and not self._acts(i):
                return self._joined_governor(j)
            elif (
                token.text in QUOTES
                or token.text == "<"
                or self._hyphenated(j, seen_noun=seen_noun)
                or token.has("adverb")
                or self._whence(j)
                or (token.kind == "number" and self.tokens[j + 1].kind == "word")
            ):
                continue
            elif (
                token.kind != "word"
                or (seen_noun and bool(token.classes - {"topic", "demonym"}))
                or token.has("be", "have", "pronoun", "relative", "and", "conjunction")
            ):
                return None
            else:
                plain = not seen_noun
        return None

    def _hyphenated(self, j: int, *, seen_noun: bool = True) -> bool:
        """Whether the token at ``j`` is a hyphen, or a name that one joins to a noun: "der Y-Rivale X"."""
        token, behind = self.tokens[j], self.tokens[j + 1]
        if token.kind == "name":
            return seen_noun and behind.text == "-" and behind.start == token.end
        joined = token.end == behind.start or (j > 0 and token.start == self.tokens[j - 1].end)
        return token.text == "-" and joined

    def _whence(self, j: int) -> bool:
        """Whether the token at ``j`` only says where what follows comes from: "Germany's X"."""
        if self.tokens[j].text == "'s":
            j -= 1
        return j >= 0 and self.tokens[j].kind == "place" and self.tokens[j + 1].text == "'s"

    def _goes_with(self, i: int) -> bool:
        """Whether the word at ``i`` joins no name to the one behind it: "négocie avec le fonds Y"."""
        return self.tokens[i].has("preposition") and i > 0 and self.tokens[i - 1].kind != "name"

    def _adjectival(self, i: int) -> bool:
        """Whether the word at ``i`` only says whence the thing before it is: "des jouets danois"."""
        before = self.tokens[i - 1] if i else None
        return (
            self.tokens[i].has("demonym")
            and before is not None
            and before.kind == "word"
            and not before.classes
        )

    def _is_of_clause(self, i: int) -> bool:
        """Whether a verb follows the name at ``i``, or where it has its seat: "as X of Leeds was sold"."""
        seated = i + 2 < len(self.tokens) and self.tokens[i + 1].has("of")
        return self._begins_clause(i + 2 if seated and self.tokens[i + 2].kind in ("name", "place") else i)

    def held_by(self, i: int) -> bool:
        """Whether a noun of those who hold it stands right before the name at ``i``: "pemegang saham X"."""
        return i > 0 and self.tokens[i - 1].has("holders")

    def beside(self, i: int, end: int) -> int | None:
        """The name that the one at ``i`` only stands beside, between commas to ``end``: "X, a unit of Y,"."""
        if end - 1 != i + 1 or self.tokens[end - 1].text != ",":
            return None
        for j in range(i - 1, max(0, i - PHRASE), -1):
            token = self.tokens[j]
            if token.text == ",":
                aside = self.tokens[j + 1 : i]
                noun = any(one.has("organization", "owned", "business") for one in aside)
                noun = noun or (bool(aside) and aside[0].has("of", "from") and not aside[0].has("to", "by"))
                return j - 1 if noun and j and self.tokens[j - 1].kind == "name" else None
            listed = token.kind == "name" and self.tokens[j + 1].has("and")
            if not listed and (
                token.kind not in ("word", "place", "number", "percent")
                or token.has("relative", "be", "have")
            ):
                return None
        return None

    def _acts(self, i: int) -> bool:
        """Whether no small word follows the name at ``i``: a verb may."""
        behind = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return behind is None or not behind.has(*PREPOSITIONS) or behind.has("led")

    def _joined_governor(self, conjunction: int) -> Token | None:
        """The small word before a noun phrase that an "and" joins to a name: "with the state and X"."""
        for k in range(conjunction - 1, max(-1, conjunction - 5), -1):
            token = self.tokens[k]
            if token.has(*PREPOSITIONS):
                return token
            held = token.kind in ("word", "name", "place")
            if not held or token.has("be", "have", "verb", "pronoun", "relative", "and"):
                return None
        return None

    def _object_of(self, i: int) -> bool:
        """Whether the token at ``i`` is the verb of a trigger before this one: "bought the X and"."""
        return i < self.at and self.tokens[i].form in ("active", "past")

    def _fronted(self, i: int) -> bool:
        """Whether the small word at ``i`` opens the clause: "At that point X bought" is no phrase of X."""
        before = self.tokens[i - 1]
        if before.text in DASHES and any(token.text in DASHES for token in self.tokens[: max(i - 1, 0)]):
            return False  # a dash that closes what another opened
        return i == 0 or (i > 0 and before.kind == "mark" and before.text not in QUOTES)

    def _enclosed(self, comma: int, name: int) -> bool:
        """Whether commas enclose the name, as in "in Tokyo, Japan, …"."""
        behind = self.tokens[name + 1].text if name + 1 < len(self.tokens) else ""
        return comma == name - 1 and self.tokens[comma].text == behind == ","

    def _preposition(self, i: int) -> Token | None:
        """The token at ``i``, if it is a small word."""
        if i < 0 or self.tokens[i].has("conjunction"):
            return None
        return self.tokens[i] if self.tokens[i].has(*PREPOSITIONS) else None

    def _apposed(self, preposition: int, name: int) -> bool:
        """Whether an organization's noun stands before the small word: "le groupe d'édition catholique X"."""
        between = self.tokens[preposition + 1 : name]
        if not self.tokens[preposition].has("of") or any(
            t.kind != "word" or t.has("determiner") for t in between
        ):
            return False
        before = self.tokens[max(0, preposition - 3) : preposition]
        return any(t.has("organization") for t in before)

    def _noun_governor(self, j: int) -> Token | None:
        """The small word before the noun phrase that reaches to ``j``."""
        for k in range(j - 1, max(-1, j - 6), -1):
            token = self.tokens[k]
            if token.has(*PREPOSITIONS) or (token.trigger is not None and k != self.at):
                return token
            if token.has("determiner") or token.kind != "word":
                return self._preposition(k - 1)
        return None

    def bracket_start(self, i: int) -> int:
        """Where the bracket opens that closes at ``i``; ``i`` itself where it is too far off."""
        for j in range(i - 1, max(self.low, i - 14) - 1, -1):
            if self.tokens[j].text == "(":
                return j
        return i
