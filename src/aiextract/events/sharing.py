"""A subject that several verbs share: "Y was founded by Z and was sold to X", "Y grew after buying X".

Nothing here knows a language or an event type: words are known by their classes alone.
"""

from __future__ import annotations

from aiextract.events.fronting import Fronting
from aiextract.events.phrases import ENDS, HEADS, QUOTES, Argument

_KIND = 3  # words from what a firm deals with to the noun that says so
_SPEECH = 3  # tokens from who says something to the subject of what is said


class Sharing(Fronting):
    """The subject of a verb that has none of its own beside it."""

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

    def shared(self) -> Argument | None:
        """The subject of the verb before, where this one only follows "and", "but" or "after"."""
        joint = self._joint()
        if joint is None:
            return None
        first = max((j + 1 for j in range(joint) if self.tokens[j].text in ENDS), default=0)
        heads = [j for j in range(first, joint) if self.heads(j)]
        while len(heads) > 1 and heads[1] - heads[0] <= _SPEECH and self._says(heads[0], heads[1]):
            del heads[0]
        if not heads or any(token.has("relative") for token in self.tokens[heads[0] + 1 : joint]):
            return self._shared_relative(joint)
        token = self.tokens[heads[0]]
        if token.kind == "name":
            return Argument(names=heads[:1], end=heads[0] + 1)
        return Argument(nouns=set(token.classes & HEADS), generic=True, definite=True)

    def _shared_relative(self, joint: int) -> Argument | None:
        """Whom a relative clause with joined verbs is about: "the firm, which bought X and acquired Z"."""
        acts = False
        for j in range(joint - 1, self.low, -1):
            token = self.tokens[j]
            if token.text in ENDS or token.has("pronoun"):
                return None
            if token.trigger is not None and token.trigger.form != "noun":
                acts = True
            elif acts and token.kind == "name":
                return None  # "which Y bought and sold"
            elif acts and token.has("relative"):
                i = j - 2 if self.tokens[j - 1].text == "," else j - 1
                noun = self.tokens[i]
                if i < 0 or not noun.has("generic", "organization"):
                    return None
                definite = noun.has("generic") or (i > 0 and self.tokens[i - 1].has("determiner"))
                return Argument(nouns=set(noun.classes & HEADS), generic=True, definite=definite)
        return None

    def _joint(self) -> int | None:
        """Where the small word stands that joins the verb of the trigger to what is before it."""
        start = self.verb_start()
        timed = start - 1
        if timed > 1 and self.tokens[timed].kind == "date":  # "and in 2004 bought X"
            timed -= 2 if self.tokens[timed - 1].has("preposition") else 1
        for k in (start, timed):
            if 0 < k < self.at and self.tokens[k].has("and", "conjunction"):
                return k
        return None

    def heads(self, j: int) -> bool:
        """Whether the token at ``j`` is the subject of a verb right behind it."""
        token, behind = self.tokens[j], self.tokens[j + 1]
        if token.kind == "name":
            if self.governed(j) or (token.has("initial") and self._noun_ahead(j + 1, _KIND)):
                return False  # "Water treatment company Y said …"
        elif not (token.has("generic", "organization") and j and self.tokens[j - 1].has("determiner")):
            return False
        if behind.has("be", "have", "verb", "paying"):
            return True
        plain = behind.kind == "word" and not behind.classes and behind.cue is None
        return plain and not (behind.trigger is not None and behind.trigger.form == "noun")

    def _says(self, i: int, j: int) -> bool:
        """Whether who stands at ``i`` says what another at ``j`` does: "Y said X grew and was sold"."""
        return any(token.has("verb") and not token.has("be", "have") for token in self.tokens[i + 1 : j])
