"""The ``[acquisition]`` section of a language file: who bought whom, and how the language says it."""

from __future__ import annotations

from typing import ClassVar

from aiextract.languages.schema.events import EventSection, Frames, TriggerRule

FRAMES: Frames = {
    "buy": {
        "active": {
            "target": ("object", "stake_in"),
            "acquirer": ("subject", "later_subject"),
            "seller": ("stake_holder", "source", "from", "owner"),
        },
        "passive": {
            "target": ("subject", "later_subject"),
            "acquirer": ("by", "fronted"),
            "seller": ("from", "owner"),
        },
        "noun": {
            "target": ("of", "pair", "pair_behind", "stake_in"),
            "acquirer": (
                "by",
                "possessor",
                "pair_first",
                "pair_behind_first",
                "subject",
                "later_subject",
                "predicate",
                "offer",
                "beneficiary",
                "heading",
            ),
            "seller": ("stake_holder", "from", "owner"),
        },
    },
    "sell": {
        "active": {
            "target": ("object", "stake_in"),
            "acquirer": ("recipient", "to", "partner"),
            "seller": ("subject",),
        },
        "passive": {"acquirer": ("to",), "seller": ("by",), "target": ("subject", "later_subject")},
        "noun": {
            "target": ("of", "held_in", "stake_in", "possessor"),
            "acquirer": ("to", "partner"),
            "seller": ("by", "possessor", "subject", "heading"),
        },
    },
    "list": {
        "noun": {
            "target": ("of", "listed"),
            "acquirer": ("by", "possessor", "subject", "later_subject"),
        }
    },
    "court": {"active": {"target": ("receiver",), "acquirer": ("object",)}},
    "join": {"active": {"target": ("subject",), "acquirer": ("object",)}},
    "buyer": {"noun": {"target": ("of", "meant"), "acquirer": ("identity",)}},
    "merge": {"noun": {"target": ("pair",), "acquirer": ("pair_first",)}},
    "bid": {
        "active": {"target": ("for",), "acquirer": ("subject",)},
        "passive": {"acquirer": ("by",), "target": ("subject",)},
        "noun": {
            "target": ("for", "of", "pair_behind", "predicate_for", "receiver"),
            "acquirer": ("by", "from", "possessor", "pair_behind_first", "of", "subject"),
        },
    },
}


class DealRule(TriggerRule):
    """A trigger of a deal.

    Frames: ``buy``, ``sell`` (the seller comes first), ``bid`` (an offer for a target), ``court`` (the target
    gets "an offer from" the acquirer), ``join`` (the target becomes part of it), ``list`` (a plural with
    names behind it: "its purchases: A, B and C"), ``buyer`` (a noun for who buys: "the buyer is Y"),
    ``merge`` ("the A-B merger": of two names the second is the target).
    """

    frame: str = "buy"


class AcquisitionSection(EventSection):
    """Triggers, cues and word classes of acquisitions."""

    default_frames: ClassVar[Frames] = FRAMES

    triggers: tuple[DealRule, ...] = ()
