"""The ``[funding]`` section of a language file: who raises money from whom, and how the language says it."""

from __future__ import annotations

from typing import ClassVar

from aiextract.languages.schema.events import EventSection, Frames, TriggerRule
from aiextract.records import Round

FRAMES: Frames = {
    "raise": {
        "active": {
            "company": ("subject", "later_subject"),
            "lead_investor": ("led",),
            "investors": ("joined",),
        },
        "passive": {"company": ("by", "fronted"), "lead_investor": ("led",), "investors": ("joined",)},
        "noun": {
            "company": ("of", "possessor", "by", "worth", "subject", "later_subject"),
            "lead_investor": ("led",),
            "investors": ("joined",),
        },
    },
    "invest": {
        "active": {"company": ("into",), "investors": ("subject", "later_subject")},
        "noun": {"company": ("into",), "investors": ("by", "of", "from", "possessor", "subject")},
    },
    "lead": {
        "active": {"lead_investor": ("subject",), "company": ("holder", "into"), "investors": ("joined",)}
    },
    "join": {"active": {"investors": ("subject",), "company": ("holder", "into"), "lead_investor": ("led",)}},
}


class RoundRule(TriggerRule):
    """A trigger of a funding round.

    Frames: ``raise`` (the company comes first), ``invest`` (the investor does), ``lead`` and ``join`` (an
    investor leads or joins a round). A ``weak`` trigger counts only beside a word of a round.
    """

    frame: str = "raise"


class FundingSection(EventSection):
    """Triggers, cues and word classes of funding rounds.

    ``rounds`` gives the words for each kind of round: "seed", "series A".
    """

    default_frames: ClassVar[Frames] = FRAMES

    triggers: tuple[RoundRule, ...] = ()
    rounds: dict[Round, tuple[str, ...]] = {}

    def classes(self) -> dict[str, tuple[str, ...]]:
        """The words by class, those for a kind of round under its name."""
        return super().classes() | {str(kind): words for kind, words in self.rounds.items()}
