"""The ``[acquisition]`` section of a language file: who bought whom, and how the language says it."""

from __future__ import annotations

from typing import Literal

from aiextract.languages.schema.base import Rule, Section

Status = Literal["rumoured", "planned", "announced", "completed", "terminated", "denied"]
Slot = Literal["acquirer", "target", "seller"]
Voice = Literal["active", "passive", "noun"]
# Where an argument stands, seen from the trigger: a relation, or the class of the small word before it.
Relation = Literal[
    "subject", "object", "possessor", "pair", "pair_first", "later_subject", "by", "of", "to", "from", "for"
]
WordClass = Literal[
    "determiner", "adverb", "have", "be", "by", "of", "to", "from", "for", "preposition", "and", "relative",
    "pronoun", "possessive", "organization", "business", "share", "whole", "majority", "control", "minority",
    "goods", "called", "valuation", "price", "per", "deal", "elsewhen", "judging", "conjunction", "topic", "title",
    "own", "generic",
]  # fmt: skip

FRAMES: dict[str, dict[Voice, dict[Slot, tuple[Relation, ...]]]] = {
    "buy": {
        "active": {"target": ("object",), "acquirer": ("subject",), "seller": ("from",)},
        "passive": {"acquirer": ("by",), "target": ("subject",), "seller": ("from",)},
        "noun": {
            "target": ("of", "pair"),
            "acquirer": ("by", "possessor", "pair_first", "subject", "later_subject"),
            "seller": ("from",),
        },
    },
    "sell": {
        "active": {"target": ("object",), "acquirer": ("to",), "seller": ("subject",)},
        "passive": {"acquirer": ("to",), "seller": ("by",), "target": ("subject",)},
        "noun": {"target": ("of", "possessor"), "acquirer": ("to",), "seller": ("by",)},
    },
    "bid": {
        "active": {"target": ("for",), "acquirer": ("subject",)},
        "passive": {"acquirer": ("by",), "target": ("subject",)},
        "noun": {"target": ("for",), "acquirer": ("by", "from", "possessor", "subject")},
    },
}


class TriggerRule(Rule):
    """Words that tell of a deal.

    ``words`` are words or phrases of the folded text; braces hold alternatives (``rachet{é,ée}``). ``form``
    says how their arguments are found: an ``active`` verb, a ``past`` form that is active unless something
    makes it passive (English "bought"), a ``participle`` that is passive unless an auxiliary of the class
    ``have`` stands before it ("racheté"), a ``passive`` form of its own ("diakuisisi"), a ``noun``. ``frame``
    names the roles. ``status`` holds where no cue says otherwise. A ``weak`` word also tells of purchases of
    other kinds ("buy"): its target must look like an organization.
    """

    words: tuple[str, ...]
    form: Literal["active", "past", "participle", "passive", "noun"]
    frame: str = "buy"
    status: Status = "completed"
    weak: bool = False


class CueRule(Rule):
    """Words beside a trigger that say how far the deal is.

    A cue of an ``auxiliary`` stands in the verb group itself ("will", "va"), and lowers what the form of the
    trigger says; other cues stand anywhere before the trigger in its clause (``after`` = also behind it).
    """

    words: tuple[str, ...]
    status: Status
    auxiliary: bool = False
    after: bool = False


class AcquisitionSection(Section):
    """Triggers, cues and word classes of acquisitions (all words folded, braces hold alternatives).

    ``words`` sorts the words that the roles are read by, ``frames`` say where each slot of a trigger stands
    (slot -> relations, the first that gives a name wins; what a file says is laid over ``FRAMES``, voice by
    voice). ``legal_forms`` are no part of a name when names are compared.
    """

    triggers: tuple[TriggerRule, ...] = ()
    cues: tuple[CueRule, ...] = ()
    words: dict[WordClass, tuple[str, ...]] = {}
    frames: dict[str, dict[Voice, dict[Slot, tuple[Relation, ...]]]] = {}
    legal_forms: tuple[str, ...] = ()

    def roles(self, frame: str, voice: Voice) -> dict[Slot, tuple[Relation, ...]]:
        """Where the slots of a frame stand in a voice; empty where the frame has no such voice."""
        own = self.frames.get(frame, {}).get(voice)
        return FRAMES.get(frame, {}).get(voice, {}) if own is None else own
