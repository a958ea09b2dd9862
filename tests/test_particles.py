"""Separable verbs: they tell of an event only with the particle that closes them."""

from __future__ import annotations

import pytest

import aiextract


@pytest.mark.parametrize(
    "text",
    [
        "Philips neemt Respironics over.",
        "Philips neemt Respironics over voor 5 miljard dollar.",
        "In 2008 nam Philips het bedrijf Respironics over, zo bleek later.",
        "Philips neemt Respironics over van Siemens.",
    ],
)
def test_a_closing_particle_completes_the_verb(text: str) -> None:
    (event,) = aiextract.extract(text, lang="nl", types=["ACQUISITION"]).events
    assert (event.acquirer, event.target) == ("Philips", "Respironics")


@pytest.mark.parametrize(
    "text",
    [
        "Philips neemt afscheid van Respironics.",
        "Philips neemt de leiding over Respironics op zich; de rest komt later over.",
        "Philips nam Respironics mee naar huis",
    ],
)
def test_without_it_the_verb_says_nothing(text: str) -> None:
    assert not aiextract.extract(text, lang="nl", types=["ACQUISITION"]).events
