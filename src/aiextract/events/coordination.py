"""Names that are joined to one another: "A, B and the bank C", "A in 2018 and B in 2020".

Nothing here knows a language or an event type: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.asides import named_behind_relative
from aiextract.events.clauses import Token

# Words that no description of a name goes on across.
_LINKING = ("of", "from", "for", "preposition", "and", "conjunction", "possessive", "verb", "adverb")
REACH = 40  # tokens looked at on either side of a trigger


class Coordination:
    """The tokens of a sentence, seen from the trigger at index ``at`` within ``[low, high)``.

    A sentence that is read for no trigger is seen from its end.
    """

    def __init__(self, tokens: list[Token], at: int, low: int, high: int) -> None:
        self.tokens = tokens
        self.at = at
        self.low = max(low, at - REACH)
        self.high = min(high, at + 1 + REACH)
        self.past = 0  # where the words after a target on the right begin

    @property
    def form(self) -> str:
        """The form of the trigger; empty where a sentence is read for none, seen from its end."""
        return self.tokens[self.at].form if self.at < len(self.tokens) else ""

    def _next_name(self, i: int, small: Token | None) -> int | None:
        """The name coordinated with the phrase that ended before ``i``: "A, B and the bank C".

        The small word before the first, or of the trigger, may stand before each: "à A e à B".
        """
        i = self._past_apposition(self._past_values(self._past_bracket(i)))
        joined = noun = False
        while i < self.high and self.tokens[i].kind != "name":
            token = self.tokens[i]
            if joined and self._seated(i):
                i += 2  # "and the Leeds-based B"
            elif joined and token.text == "'s" and self.tokens[i - 1].kind == "place":
                pass  # "and Finland's B"
            elif token.has("and") or (self._is_comma(i) and not joined):
                joined = joined or token.has("and") or self._list_goes_on(i)
                if not joined:
                    return None
            elif joined and (token.kind == "date" or (token.has("preposition") and self._dated(i + 1))):
                pass  # "in 2019 A and in 2021 B"
            elif token.text == "," and (self.tokens[i - 1].has("and") or self._dated(i - 1)):
                pass  # "A in 2019 and, late in 2021, B"
            elif not joined or token.kind not in ("word", "place") or token.trigger is not None:
                return None
            elif token.has("organization"):
                noun = True
            elif not (
                noun
                or token.has("determiner", "of", "adverb", "topic", "demonym")
                or token.kind == "place"
                or (small is not None and token.text == small.text.rpartition(" ")[2])
                or any(token.text in one.text.split()[1:] for one in self.tokens[self.at : self.at + 1])
                or (small is not None and token.has("by") and small.has("by", "led"))
                or self._noun_ahead(i)
            ):
                return None  # words of no class stand only beside a noun: "and the ailing lender B"
            i += 1
        return i if joined and i < self.high and not self._begins_clause(i, parted=self._parted(i)) else None

    def _seated(self, i: int) -> bool:
        """Whether the token at ``i`` is where somebody has its seat: "Idaho-based"."""
        return i + 2 < self.high and self.tokens[i + 1].text == "-" and self.tokens[i + 2].has("based")

    def _dated(self, i: int) -> bool:
        return i < self.high and self.tokens[i].kind == "date"

    def _noun_ahead(self, i: int, reach: int = 6) -> bool:
        """Whether the words from ``i`` on come to an organization's noun before anything else."""
        for token in self.tokens[i : min(i + reach, self.high)]:
            if token.has("organization"):
                return True
            if (
                token.kind != "word"
                or token.trigger
                or token.has("be", "have", "by", "to", "pronoun", "relative")
            ):
                return False
        return False

    def _owned_by(self, i: int) -> bool:
        """Whether somebody follows the small word at ``i``: "of the …", "du …", "of Danish toymaker X"."""
        behind = self.tokens[i + 1 : min(i + 4, self.high)]
        article = bool(behind) and behind[0].has("determiner") and not behind[0].has("indefinite")
        noun = next((token for token in behind if not token.has("demonym")), None)
        return article or self.tokens[i].has("definite") or (noun is not None and noun.has("organization"))

    def names_trade(self, i: int) -> bool:
        """Whether the goods at ``i`` only say what an organization does: "an insurance start-up"."""
        return self._noun_ahead(i + 1, 3)

    def _list_goes_on(self, comma: int) -> bool:
        """Whether the comma is one of a list: "A, B and C", or of names with dates "A in 2012, B in 2014"."""
        i = comma + 1
        if i < self.high and self.tokens[i].has("and"):
            return True
        if self.tokens[comma].has("relative") and not self._noun_ahead(i):
            return False  # "X, den Y und Z kauften"
        apposed = i < self.high and self.tokens[i].has("organization")
        dated = self._dated(comma - 1)
        for _ in range(8):
            i = self._past_description(i)
            if i >= self.high or self.tokens[i].kind != "name":
                return False
            i = self._past_bracket(i + 1)
            behind = i
            while behind < self.high and self._valued(behind):
                behind += 1
            if dated and behind > i and self._dated(behind - 1):
                i = behind
            elif i >= self.high:
                return False
            else:
                dated = False
            if i >= self.high or self.tokens[i].text in ".;":
                return dated
            if self.tokens[i].has("and"):  # "A, owner of B and C" is no list, "A, owner B and partner C" is
                return not apposed or (i + 1 < self.high and self.tokens[i + 1].has("organization"))
            if not self._is_comma(i):
                return False
            i += 1
            if i < self.high and self.tokens[i].has("and"):
                return True
        return False

    def _is_comma(self, i: int) -> bool:
        """Whether a comma stands at ``i``, alone or with what can be an article behind it: ", den"."""
        return self.tokens[i].text[:1] == ","

    def _past_description(self, i: int) -> int:
        """Where the name stands that the words from ``i`` on describe: "the Italian rival B", "Peru's B".

        One word may stand behind the noun: "el rival italiano B".
        """
        while i < self.high and (self._owns(i) or self._describes_next(i)):
            i += 1
        return i

    def _owns(self, i: int) -> bool:
        """Whether a place or its ending is at ``i``, of which something is said to be: "Peru's"."""
        at = i - 1 if self.tokens[i].text == "'s" else i
        return at + 1 < self.high and self.tokens[at].kind == "place" and self.tokens[at + 1].text == "'s"

    def _describes_next(self, i: int) -> bool:
        """Whether the word at ``i`` is one of those that describe a name behind them."""
        token = self.tokens[i]
        if token.kind != "word" or token.has("determiner", "demonym", "organization"):
            return token.kind == "word"
        if not token.has(*_LINKING) and self._noun_ahead(i):
            return True
        named = i + 1 < self.high and self.tokens[i + 1].kind == "name"
        return named and not token.classes and self.tokens[i - 1].has("organization")

    def _kind_ahead(self, i: int, reach: int = 8) -> bool:
        """Whether words from ``i`` on say of what kind the name behind them is: "software house X"."""
        if i >= self.high or not self.tokens[i].has("organization"):
            return False
        for token in self.tokens[i : min(i + reach, self.high)]:
            if token.kind == "name":
                return True
            plain = not token.classes and token.trigger is None and token.cue is None
            if token.kind != "word" or not (plain or token.has("organization", "demonym", "of", "goods")):
                return False
        return False

    def _list_behind(self, i: int) -> int | None:
        """Where a list begins that says whom a noun means, a time between: "two firms in two years: A, B"."""
        if self.tokens[i].has("relative"):
            return named_behind_relative(self.tokens, i, self.high)
        for j in range(i, min(i + 7, self.high - 1)):
            token = self.tokens[j]
            if token.text == ":" or token.has("called"):
                k = j + 1
                while k < self.high - 1 and self.tokens[k].has("determiner"):
                    k += 1
                return k if self.tokens[k].kind == "name" else None
            held = token.kind in ("word", "number", "date") or token.text == ","
            if not held or token.trigger is not None or token.has("verb", "relative", "be", "have", "and"):
                return None
        return None

    def _begins_clause(self, i: int, *, parted: bool = False) -> bool:
        """Whether a verb follows the name at ``i``, which then is no member of the list: "and X is …".

        Where a comma ``parted`` it from one name alone, any word of no class may be one, and another name may
        come before it: "…, and X and Z grew".
        """
        while parted and i + 2 < self.high:
            if not (self.tokens[i + 1].has("and") and self.tokens[i + 2].kind == "name"):
                break
            i += 2
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return following is not None and (
            following.has("be", "have", "cue")
            or following.cue is not None
            or following.trigger is not None
            or (parted and following.kind == "word" and not following.classes and not self._noun_ahead(i + 1))
        )

    def _parted(self, i: int) -> bool:
        """Whether a comma stands before the name at ``i`` and what joins it, and no other name between."""
        j = i - 1
        while j > self.at and self.tokens[j].has("and", "determiner", "adverb"):
            j -= 1
        return self.tokens[j].text == ","

    def _past_apposition(self, i: int) -> int:
        """Behind what commas say of a name, where another one is joined: "A, a maker of chips, and B"."""
        if i + 2 >= self.high or self.tokens[i].text != "," or not self.tokens[i + 1].has("indefinite"):
            return i
        for j in range(i + 2, min(i + 12, self.high - 2)):
            token = self.tokens[j]
            if token.text == ",":
                return j if self.tokens[j + 1].has("and") else i
            if token.kind not in ("word", "place", "name") or token.trigger is not None:
                return i
            if token.has("be", "have", "relative", "pronoun", "verb"):
                return i
        return i

    def _past_values(self, i: int) -> int:
        """Behind the values of a name to which another one is joined: "A in 2018 and B in 2020"."""
        j = i
        while j < min(i + 6, self.high) and (self._valued(j) or (j > i and self._place(j))):
            j += 1
        joined = i < j < self.high - 1 and (self.tokens[j].has("and") or self.tokens[j].text == ",")
        return j if joined and self.tokens[j - 1].kind in ("date", "money", "place", "name") else i

    def _place(self, i: int) -> bool:
        """Whether the name at ``i`` says where somebody is to whom another is joined: "A in Pati and B"."""
        small = self.tokens[i - 1]
        led = small.has("preposition") and not small.has("by", "to", "from")
        behind = self.tokens[i + 1] if i + 1 < self.high else None
        named = self.tokens[i].kind == "name" and self.tokens[i].mention is None
        return led and named and behind is not None and behind.has("and")

    def _valued(self, i: int) -> bool:
        token = self.tokens[i]
        return token.kind in ("date", "money", "place") or (
            token.has("preposition", "for", "price", "determiner") and not token.has("and", "by", "to")
        )

    def _past_bracket(self, i: int) -> int:
        """Behind the bracket that opens at ``i``, if one does and it closes soon."""
        if i < self.high and self.tokens[i].text in "(<":
            for j in range(i + 1, min(i + 12, self.high)):
                if self.tokens[j].text in ")>":
                    return j + 1
        return i

    def _own_name(self, i: int) -> int | None:
        """The name at ``i`` of what is owned: "King's unit Qube", "King's unit, Qube, …"."""
        j = i + 1 if i + 2 < self.high and self.tokens[i].text == "," else i
        if j >= self.high or self.tokens[j].kind != "name":
            return None
        closed = j + 1 >= self.high or self.tokens[j + 1].text in ",."
        return j if j == i or closed else None

    def _past_owner(self, i: int, nouns: set[str]) -> int:
        """The name behind the comma, where that at ``i`` says whose firm is meant: "buys Z's unit, X".

        Or where the firm is: "membeli pengelola hotel Z, X" of a place that nobody knows as a company.
        """
        tokens = self.tokens
        if "organization" not in nouns or i + 2 >= len(tokens) or tokens[i + 1].text != ",":
            return i
        closed = i + 3 >= len(tokens) or tokens[i + 3].text in ".;"
        owner = tokens[i - 1].has("subsidiary") and (closed or tokens[i + 3].text == ",")
        place = closed and tokens[i].mention is None and not tokens[i].has("marked")
        return i + 2 if tokens[i + 2].kind == "name" and (owner or place) else i

    def _whence_firm(self, i: int) -> bool:
        """Whether the name at ``i`` only says whence the firm behind it is: "swallows Dorset rival"."""
        token, behind = self.tokens[i], self.tokens[i + 1 : i + 3]
        if token.mention is not None or token.has("marked") or not behind:
            return False
        before = self.tokens[i - 1] if i else token
        if (
            behind[0].has("grouped")
            and before.has("determiner", "possessive")
            and not before.has("indefinite")
        ):
            return False  # "joins the Hansen group"
        firm = behind[0].has("organization") and not behind[0].has("share", "called", "based")
        small = ("by", "of", "to", "from", "for", "preposition", "conjunction")
        return firm and (len(behind) < 2 or behind[1].kind == "mark" or behind[1].has(*small))
