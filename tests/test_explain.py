"""``explain``: rules, losers, steps to a value, evidence of names, slots and triggers of events."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import aiextract
from aiextract.errors import InputError, LanguageCodeError, UnknownTypeError
from aiextract.explanation import Explanation, Mention, Slot, Step

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))


def mention(found: Explanation, surface: str) -> Mention:
    (one,) = [m for m in found.mentions if m.place.surface == surface]
    return one


def step(found: Mention, what: str) -> Step:
    (one,) = [s for s in found.steps if s.what == what]
    return one


def slot(found: Explanation, name: str) -> Slot:
    (one,) = [s for s in found.events[0].slots if s.name == name]
    return one


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_explains_what_is_extracted(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document, found = aiextract.extract(text), aiextract.explain(text)
    assert (found.lang, found.published, found.title) == (document.lang, document.published, document.title)
    assert [(m.type, m.place.start, m.place.end, m.rule) for m in found.mentions] == [
        (m.type, m.start, m.end, m.rule) for m in document.mentions
    ]
    for explained, record in zip(found.mentions, document.mentions, strict=True):
        told = record.model_dump(mode="json")
        assert {name: told[name] for name in explained.fields} == explained.fields
    assert [(e.type, e.rule, e.status, e.slots[1].value) for e in found.events] == [
        (e.type, e.rule, e.status, e.target) for e in document.acquisitions
    ]
    for event in found.events:
        assert event.triggers
    assert all(m.judgement is None or m.judgement.stands for m in found.mentions)
    json.dumps(found.to_dict(), allow_nan=False)


def test_the_steps_to_an_amount() -> None:
    found = aiextract.explain(
        "Sales reached about $3.4bn, or 1,250 euros a share.", lang="en", types=["MONEY"]
    )
    amount = mention(found, "$3.4bn")
    assert amount.value == "about 3,400,000,000 USD"
    told = [(s.what, s.value, s.place.surface if s.place else None) for s in amount.steps]
    assert told == [
        ("number", "3.4", "3.4"),
        ("magnitude", "× 1000000000", "bn"),
        ("currency", "USD", "$"),
        ("qualifier", "about", "about"),
    ]
    assert step(mention(found, "1,250 euros"), "per").value == "share"


def test_both_readings_of_an_ambiguous_number() -> None:
    def other(text: str, lang: str) -> tuple[str, str | None]:
        found = aiextract.explain(text, lang=lang, types=["MONEY"])
        one = step(found.mentions[0], "other_reading")
        return one.value, one.why

    assert other("It paid 1.335 euros.", "en") == ("1335", "the decimal mark of en is '.'")
    assert other("Il a payé 1.335 euros.", "fr") == ("1.335", "the decimal mark of fr is ','")
    value, why = other("Il a payé 1.335 €, soit 103.7 % de plus.", "fr")
    assert value == "1335"
    assert why is not None
    assert "around it" in why
    found = aiextract.explain("Il a coûté $5,000 hier.", lang="fr", types=["MONEY"])
    assert found.mentions[0].fields["amount_min"] == "5000"
    assert step(found.mentions[0], "other_reading").value == "5"
    assert step(found.mentions[0], "other_reading").why == "the currency decided: the mark groups digits here"


def test_a_currency_shared_in_a_list() -> None:
    found = aiextract.explain(
        "Entre 2 milliards et 1,4 milliard de livres ont été dépensés.", lang="fr", types=["MONEY"]
    )
    shares = [s for m in found.mentions for s in m.steps if s.what == "currency"]
    assert {s.value for s in shares} == {"GBP"}
    assert {s.place.surface for s in shares if s.place} == {"livres"}


def test_the_steps_to_a_share() -> None:
    found = aiextract.explain("Sales fell by nearly 12%.", lang="en", types=["PERCENT"])
    (share,) = found.mentions
    assert [(s.what, s.value) for s in share.steps][-1] == ("direction", "decrease")
    place = step(share, "direction").place
    assert place is not None
    assert place.surface.startswith("fell")
    sign = step(share, "unit").place
    assert (sign.surface if sign else None) == "%"
    behind = aiextract.explain("A 12% rise was seen.", lang="en", types=["PERCENT"]).mentions[0]
    place = step(behind, "direction").place
    assert (place.surface if place else None) == "rise"


def test_what_a_date_was_read_as_and_resolved_against() -> None:
    text = "Sales fell last month. On 12 March 2021 they opened; two days later they closed."
    found = aiextract.explain(text, lang="en", published="2024-08", types=["DATE"])
    month = mention(found, "last month")
    assert (month.value, step(month, "read_as").value, step(month, "anchor").value) == (
        "2024-07",
        "REF-1M",
        "2024-08",
    )
    later = mention(found, "two days later")
    assert (later.value, step(later, "anchor").value) == ("2021-03-14", "2021-03-12")
    assert not mention(found, "12 March 2021").steps


def test_the_other_order_of_a_numeric_date() -> None:
    found = aiextract.explain("They met on 03/04/2024.", lang="pt", types=["DATE"]).mentions[0]
    assert (found.value, step(found, "other").value) == ("2024-04-03", "2024-03-04")
    assert step(found, "order").value == "dmy (language)"
    found = aiextract.explain("03/04/2024 e 04/25/2024.", lang="pt", types=["DATE"]).mentions[0]
    assert (found.value, step(found, "order").value) == ("2024-03-04", "mdy (text)")


def test_what_lost_and_to_whom() -> None:
    text = "They had May 2024 dollars."
    (winner,) = aiextract.explain(text, lang="en").mentions
    (loser,) = winner.over
    assert (winner.place.surface, loser.place.surface) == ("2024 dollars", "May 2024")
    assert (loser.type, loser.value, loser.why) == ("DATE", "2024-05", "MONEY comes first")
    assert (loser.to_type, loser.to_place, loser.to_rule) == ("MONEY", winner.place, winner.rule)
    # The winner is not shown where its type is not asked for; what lost to it is.
    found = aiextract.explain(text, lang="en", types=["DATE", "ACQUISITION"])
    assert (found.mentions, found.not_taken) == ((), (loser,))


def test_a_part_of_a_name_loses_to_the_whole() -> None:
    found = aiextract.explain("A Varejista Lumora compra a Nordalis. A Lumora anunciou a compra.", lang="pt")
    (loser,) = mention(found, "Varejista Lumora").over
    assert (loser.place.surface, loser.why) == ("Lumora", "less sure, or shorter")


def test_the_evidence_of_a_name_and_its_sum() -> None:
    text = "Nordalis Foods SA bought a plant. Quorvex and Peter Marrow spoke."
    found = aiextract.explain(text, lang="en", types=["ORG"], org_model=None)
    judgement = mention(found, "Nordalis Foods SA").judgement
    assert judgement is not None
    assert judgement.rules == pytest.approx(sum(e.weight for e in judgement.evidence), abs=0.01)
    assert judgement.score == judgement.rules > 0
    assert judgement.model is None
    assert any(e.rule == found.mentions[0].rule for e in judgement.evidence)
    doubted = {m.place.surface: m.judgement for m in found.doubted}
    person = doubted["Peter Marrow"]
    assert person is not None
    assert person.score < 0
    assert not person.stands
    assert any(e.kind == "person_name" and e.weight < 0 for e in person.evidence)


def test_the_model_is_told_from_the_rules() -> None:
    found = aiextract.explain("Nordalis Foods SA bought a plant.", lang="en", types=["ORG"])
    judgement = mention(found, "Nordalis Foods SA").judgement
    assert judgement is not None
    assert judgement.model == "model_same"
    assert judgement.model_score is not None
    assert 0 < judgement.model_score <= 1
    assert judgement.score != judgement.rules


def test_missing_slots_say_why() -> None:
    text = "Halden Robotics bought Vantorel Foods, founded in 1999, for €20 per share."
    found = aiextract.explain(text, lang="en", types=["ACQUISITION"])
    assert slot(found, "acquirer").value == "Halden Robotics"
    assert slot(found, "target").rule == "active.object"
    price = slot(found, "price")
    assert price.value is None
    assert [(u.reason, u.place.surface if u.place else None) for u in price.unused] == [("per_unit", "€20")]
    date = slot(found, "date")
    assert [(u.reason, u.place.surface if u.place else None) for u in date.unused] == [("other_time", "1999")]
    assert {u.reason for u in slot(found, "seller").unused} == {"nothing"}
    assert [u.reason for u in slot(found, "stake").unused] == ["unsaid"]


def test_triggers_that_tell_of_no_event_say_why() -> None:
    def refusals(text: str) -> list[tuple[str, str | None]]:
        found = aiextract.explain(text, lang="en", types=["ACQUISITION"])
        assert not found.events
        return [(t.place.surface, t.reason) for t in found.triggers]

    assert refusals("Analysts recommend buying Quorvex Holdings Ltd.") == [("buying", "hypothetical")]
    assert refusals("Halden Robotics acquired a 12% stake in Vantorel Foods.") == [
        ("acquired", "small_stake")
    ]
    assert refusals("The weather was fine.") == []


def test_every_reason_has_its_sentence() -> None:
    from aiextract.events.reasons import Miss, Refusal, Unfit
    from aiextract.explanation import events

    for kind, table in ((Miss, events._MISS), (Refusal, events._REFUSAL), (Unfit, events._UNFIT)):
        assert set(table) == set(kind)


def test_triggers_that_tell_of_the_same_event() -> None:
    text = (
        "Halden Robotics bought Vantorel Foods for $3bn.\n"
        "The acquisition of Vantorel Foods by Halden Robotics was completed in May 2024."
    )
    found = aiextract.explain(text, lang="en", types=["ACQUISITION"])
    (event,) = found.events
    assert {t.outcome for t in event.triggers} == {"event", "joined"}
    assert len(event.evidence) == 2
    assert slot(found, "price").places[0].surface == "$3bn"
    assert slot(found, "date").value == "2024-05"


def test_wrong_arguments() -> None:
    with pytest.raises(InputError):
        aiextract.explain(b"bytes")  # type: ignore[arg-type]
    with pytest.raises(LanguageCodeError):
        aiextract.explain("text", lang="?")
    with pytest.raises(UnknownTypeError):
        aiextract.explain("text", types=["NOTHING"])


def test_no_text_and_lost_characters() -> None:
    assert aiextract.explain("").mentions == ()
    found = aiextract.explain("It paid $5 \ud800 and $7.", lang="en", types=["MONEY"])
    assert [m.place.surface for m in found.mentions] == ["$5", "$7"]
    json.dumps(found.to_dict()).encode("utf-8")
