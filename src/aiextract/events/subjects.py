"""Who acts, or is acted upon: the subject of the verb of a trigger, wherever it stands.

Nothing here knows a language or an event type: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.clauses import Token
from aiextract.events.nominals import Nominals
from aiextract.events.phrases import DASHES, ENDS, HEADS, PHRASE, PREPOSITIONS, Argument

_ENCLOSED = 20  # tokens between commas that say more of a name


class Subjects(Nominals):
    """The subject of a clause, seen from its trigger."""

    def hypothetical(self) -> bool:
        """Whether a word right before the trigger makes it a mere advice or wish: "recommends buying X"."""
        return any(token.has("hypothetical") for token in self.tokens[max(self.low, self.at - 4) : self.at])

    def follows_subject(self) -> bool:
        """Whether a name, pronoun or auxiliary stands right before the trigger, which is then a verb."""
        if self.at <= self.low:
            return False
        token = self.tokens[self.at - 1]
        if token.has("relative") and token.has("possessive"):
            return False  # "X, cuja compra": a noun
        if token.text == ":" or token.has("and"):  # "X grows: [it] buys Y"
            behind = self.tokens[self.at + 1] if self.at + 1 < self.high else None
            return (
                behind is not None
                and not behind.has("of")
                and (behind.kind in ("name", "percent") or behind.has("determiner", "organization"))
            )
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
        noun = self.form == "noun"
        if not noun and (found := self.shared()) is not None:
            return found
        if not noun and (meant := self._meant_by_noun(i)) is not None:
            return Argument(names=[meant], end=i + 1)  # "X, a firm bought by Y"
        if i > self.low and self.tokens[i].text == ":" and self.tokens[i - 1].kind == "name":
            i -= 1  # "Y: purchase of X"
        governed: list[int] = []
        i = i if noun else self._before_apposition(i)
        owned: int | None = None
        relative = person = passed = False
        while i >= self.low:
            token = self.tokens[i]
            if token.kind == "word" and not token.classes:  # mostly
                passed, relative = True, False
                i -= 1
                continue
            if (
                token.kind == "name"
                and (not token.has("initial") or self.has_verb(i))
                and not self._adjective(i)
                and not (relative and not noun and self._addressed(i))
            ):
                if relative:
                    return Argument(names=[i], nouns={"title"} if person else set(), end=i + 1)
                if (outer := self.beside(i, self.verb_start())) is not None and not passed:
                    i = outer
                    continue
                if judges or not (self.is_judge(i) or self._grants(i) or (noun and self._official(i))):
                    governor = self.governor(i)
                    if generic is not None and governor is None and self._done_to(i):
                        governed.append(i)
                    elif generic is not None and generic.nouns and self._is_somebody(i):
                        pass  # no company: "says director X, when the group bought Y"
                    elif governor is not None and (members := self._members(governor)) is not None:
                        return members
                    elif (
                        governor is None
                        or self._offers(governor)
                        or self._permitted(governor)
                        or self._is_to(governor)
                        or self._modified(i, governor)
                    ):
                        return self.group(i if generic is None and not self._adjunct() else self._salient(i))
                    elif self._touches(i) and not self._part_of(i):
                        return None  # it is said of what the name has, or of the name
                    else:
                        governed.append(i)
                    if (
                        owned is None
                        and governor is not None
                        and governor.has("of")
                        and not self._is_seat(i, governor)
                        and (not self._of_goods(governor) or self._part_of(i) or self._shares_of(i))
                    ):
                        owned = i
            elif token.text == ")":
                i = self.bracket_start(i)
            elif token.text == "," and (outer := self._before_relative(i)) is not None:
                i = outer
                continue
            elif token.text == "(" and not passed and i > self.low and self.tokens[i - 1].kind == "name":
                return Argument(names=[i - 1], end=i)  # "X (later bought by Y)"
            elif token.text == "(" or (
                token.text in ENDS and generic is None and (passed or token.text != ";")
            ):
                break  # but a pronoun may mean who stands before: "X goes on: it bought Y"
            elif token.has("relative") and not passed:
                if self._thing_before(i):
                    return None  # "X runs a shop that was bought"
                relative, person = True, token.has("personal")
            elif token.has("pronoun") or (token.has("generic", "organization") and self._definite(i)):
                if generic is None:
                    generic = Argument(nouns=set(token.classes & HEADS), generic=True, definite=True)
                    if token.has("pronoun") and not noun:
                        governed, owned = [], None  # what stands behind the pronoun is not meant by it
                relative = False
            timed = token.has("preposition") and self.tokens[i + 1].kind in ("date", "number")
            if token.kind == "word" and not timed:
                passed = passed or not token.has("relative", "adverb", "have", "be", "determiner")
            if token.text not in ",\"'" and token.kind != "name" and not token.has("relative"):
                relative = relative and token.kind in ("date", "mark")
            i -= 1
        listed = [i for i in governed if self.tokens[i].mention is not None and not self.placed(i)]
        if noun and owned is not None and self._is_somebody(owned):
            owned = None  # "in the column of N there are talks of the purchase of X"
        if generic is None and owned is not None:
            return Argument(names=[owned], nouns=self._shares_of(owned), values=self._part_of(owned))
        if generic is None:
            return self._possessed()
        if len({self.tokens[i].text for i in listed}) == 1:
            return Argument(names=listed[:1])
        return generic

    def _before_apposition(self, comma: int) -> int:
        """The name before what commas enclose, else the same place: "X, a firm with plants in A, bought"."""
        if comma <= self.low or self.tokens[comma].text != ",":
            return comma
        for j in range(comma - 1, max(self.low, comma - _ENCLOSED), -1):
            token = self.tokens[j]
            if token.text == ",":
                behind = self.tokens[j + 1]
                opens = behind.has("determiner", "indefinite", "possessive") or behind.kind == "number"
                return j - 1 if opens and self.tokens[j - 1].kind == "name" else comma
            if (
                token.text in ENDS
                or token.has("relative", "pronoun", "be", "have", "conjunction")
                or token.trigger is not None
                or token.cue is not None
            ):
                return comma
        return comma

    def _possessed(self) -> Argument | None:
        """Whose plan it is that an infinitive tells of: "its attempt to buy X"."""
        i = self.verb_start() - 1
        led = self.low <= i < self.at - 1 and self.tokens[self.at - 1].cue is not None
        return Argument(generic=True, definite=True) if led and self.tokens[i].has("possessive") else None

    def _is_seat(self, i: int, governor: Token) -> bool:
        """Whether the name at ``i`` says where something is, by a model: "the furniture maker of Leeds"."""
        noun = self._before(governor)
        if noun is None or noun.kind != "word":
            return False  # "60 % of X"
        return self.tokens[i].has("seat") and not noun.classes - {"organization", "goods", "grouped"}

    def _is_somebody(self, i: int) -> bool:
        """Whether the name at ``i`` is of a person by the title before it, or of no company to a model."""
        return self.tokens[i - 1].has("title") or self.tokens[i].has("doubted", "person")

    def _salient(self, i: int) -> int:
        """Whom a pronoun means: the one name on the left that a verb follows, rather than that at ``i``."""
        heads = [
            k
            for k in range(self.low, i + 1)
            if self.tokens[k].kind == "name"
            and self.heads(k)
            and (not self.tokens[k].has("initial") or self.has_verb(k))  # not "Water" in "Water firm Y"
        ]
        return heads[0] if len(heads) == 1 else i

    def _done_to(self, i: int) -> bool:
        """Whether the name at ``i`` ends what is said of somebody else: "Y, which had X when it bought …"."""
        behind = self.tokens[i + 1]
        return behind.has("conjunction") or behind.text in ENDS

    def _common_noun(self, i: int) -> bool:
        """Whether the subject is some other thing: "the chip can be bought"."""
        form = self.form
        if form in ("noun", "either"):
            return False
        if form in ("participle", "past") and i == self.at - 1 and self._attribute(i):
            return True
        if form == "passive" and self.tokens[i].has("share") and self.tokens[i + 1].has("closing"):
            return True  # "saham tersebut dibeli"
        j = i
        while j > self.low and i - j < 3 and self.tokens[j].kind == "word" and not self.tokens[j].classes:
            j -= 1
        if j == i or not self.tokens[j].has("determiner") or self._opens_clause(j):
            return False
        # "signed a friendly deal to buy X" has its subject before
        return j == 0 or not self.tokens[j - 1].has(*PREPOSITIONS, "and", "verb")

    def _opens_clause(self, j: int) -> bool:
        """Whether a word that can be a determiner joins a clause to a verb: "advised that holders buy"."""
        before = self.tokens[j - 1] if j else None
        return before is not None and self.tokens[j].has("relative") and before.has("verb", "hypothetical")

    def _modified(self, i: int, governor: Token) -> bool:
        """Whether the trigger says more of what a small word leads to at ``i``: "after X, bought by Y".

        Or of the object of the one before: "sold X, bought by Y".
        """
        touches = self._touches(i)
        if self.form == "past" and self._agent_behind(i):
            return True
        if self.form != "participle":
            return False
        if not touches and (self.at != i + 2 or self.tokens[i + 1].text != ","):
            return False
        if touches and self.tokens[i - 1].has("organization"):
            return True  # "the technology of the firm X bought by Y"
        if governor.has("preposition") and not governor.has("of", "by", "to", "from"):
            return True
        if not touches and self._in_predicate(governor):
            return True
        before = governor if governor.trigger is not None else self._before(governor)
        return before is not None and before.trigger is not None

    def _agent_behind(self, i: int) -> bool:
        """Whether a comma joins a verb with its agent to the name at ``i``: "by X, itself bought by Y"."""
        joined = self.tokens[i + 1].text == "," and self.verb_start() == i + 2
        return joined and self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].has("by")

    def _in_predicate(self, governor: Token) -> bool:
        """Whether a small word follows its clause's verb: "Z was the owner of X, sold to Y"."""
        for token in reversed(self.tokens[self.low : self.tokens.index(governor)]):
            if token.text == "," or token.text in ENDS or token.has("relative"):
                return False
            if token.has("be", "have", "verb") and not token.has("adverb"):
                return True
        return False

    def _touches(self, i: int) -> bool:
        """Whether a participle stands right behind the name at ``i``: "the trucks of X bought by Y"."""
        return self.at == i + 1 and self.form == "participle"

    def _is_to(self, governor: Token) -> bool:
        """Whether the name behind "for" is who is to act: "a deal for Y to buy X"."""
        start = self.verb_start()
        infinitive = start > self.low and self.tokens[start - 1].has("to")
        return infinitive and governor.has("for") and not governor.has("to", "by", "from")

    def _before_relative(self, comma: int) -> int | None:
        """The name before the relative clause that closes at a comma: "Y, which makes A and B, bought X"."""
        if self.tokens[comma + 1].has("determiner"):
            return None  # what follows says more of the name before: "…, a firm bought by Y"
        for j in range(comma - 1, max(self.low, comma - PHRASE), -1):
            token = self.tokens[j]
            if token.text in ENDS or token.text in "()" or token.has("pronoun"):
                return None
            if token.has("relative") and not token.has("determiner"):
                opened = self.tokens[j - 1].text in (",", *DASHES)
                named = j - 2 >= self.low and self.tokens[j - 2].kind == "name"
                return j - 2 if opened and named else None
        return None

    def has_verb(self, i: int) -> bool:
        """Whether a verb that the language file knows follows the name at ``i``."""
        acts = i + 2 == self.at and self.tokens[i + 1].has("to")  # "Y to buy X", "Y's bid"
        if acts or (i + 1 < self.at and self.tokens[i + 1].text == "'s"):
            return True
        for behind in self.tokens[self._past_bracket(i + 1) : self.at + 1]:
            if (
                behind.has("be", "have", "adverb", "verb")
                or (behind.cue is not None and not behind.has(*PREPOSITIONS))
                or (behind.trigger is not None and behind.trigger.form != "noun")
            ):
                return True
            if behind.text == "," and (self._noun_ahead(i + 2, 4) or self._enclosing(i + 1)):
                return True  # an apposition: "X, a maker of chips, …"
            if behind.has("conjunction"):
                return False  # "Months after having bought X, Y …"
            timed = behind.kind in ("date", "number") or behind.has("preposition")
            if behind.text != "," and not behind.has("relative") and not timed:
                return False
        return False

    def _enclosing(self, comma: int) -> bool:
        """Whether the comma and one right before the verb group enclose something: "X, aged 81, bought"."""
        return comma < (end := self.verb_start() - 1) and self.tokens[end].text == ","
