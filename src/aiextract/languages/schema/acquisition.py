"""The ``[acquisition]`` section of a language file: who bought whom, and how the language says it."""

from __future__ import annotations

from typing import ClassVar

from aiextract.languages.schema.events import EventSection, Frames, TriggerRule

FRAMES: Frames = {
    "buy": {
        "active": {"target": ("object",), "acquirer": ("subject", "later_subject"), "seller": ("from",)},
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
    "join": {"active": {"target": ("subject",), "acquirer": ("object",)}},
    "merge": {"noun": {"target": ("pair",), "acquirer": ("pair_first",)}},
    "bid": {
        "active": {"target": ("for",), "acquirer": ("subject",)},
        "passive": {"acquirer": ("by",), "target": ("subject",)},
        "noun": {"target": ("for", "of"), "acquirer": ("by", "from", "possessor", "of", "subject")},
    },
}


class DealRule(TriggerRule):
    """A trigger of a deal.

    Frames: ``buy``, ``sell`` (the seller comes first), ``bid`` (an offer for a target), ``join`` (the target
    becomes part of the acquirer), ``merge`` ("the A-B
    merger": of two names the second is the target).
    """

    frame: str = "buy"


class AcquisitionSection(EventSection):
    """Triggers, cues and word classes of acquisitions.

    ``legal_forms`` are no part of a name when names are compared.
    """

    default_frames: ClassVar[Frames] = FRAMES

    triggers: tuple[DealRule, ...] = ()
    legal_forms: tuple[str, ...] = ()
