"""What is likely where the rules leave the parties of a deal open: events/second_look.py, role_model.py."""

import json

import pytest

from aiextract import explain, extract
from aiextract.errors import ModelError
from aiextract.events import second_look
from aiextract.events.role_model import RoleModel, shipped

ROLES = ("acquirer", "none", "seller", "target")
OPEN = "Ardmore Foods spoke of a purchase, and then of the village where the Hasperde Group has its seat."
UNNAMED = "Hasperde Group was bought on Monday, as Ardmore Foods said."


@pytest.fixture
def weigh(monkeypatch):
    """Sets the weights: of each feature those of buyer, nobody, seller and target."""

    def use(**features):
        named = {name.replace("__", ":"): weights for name, weights in features.items()}
        model = RoleModel(ROLES, (0, 1, 0, 0), named) if features else None
        monkeypatch.setattr(second_look, "shipped", lambda: model)

    return use


def deals(text, **options):
    return [(one.acquirer, one.target) for one in extract(text, lang="en", **options).acquisitions]


def test_a_pair_that_is_likely_is_a_deal(weigh):
    weigh()
    assert deals(OPEN) == []
    weigh(side__left=(3, 0, 0, 0), side__right=(0, 0, 0, 3))
    assert deals(OPEN) == [("Ardmore Foods", "Hasperde Group")]
    (event,) = extract(OPEN, lang="en").acquisitions
    assert event.slot_rules == {"acquirer": "likely (side:left)", "target": "likely (side:right)"}
    assert event.evidence == ((0, len(OPEN)),)
    (told,) = explain(OPEN, lang="en").events
    assert {slot.name: slot.rule for slot in told.slots if slot.rule} == event.slot_rules


def test_a_pair_that_is_not_likely_enough_is_none(weigh):
    weigh(side__left=(-1, 0, 0, 0), side__right=(0, 0, 0, 3))
    assert deals(OPEN) == []


def test_no_person_is_bought(weigh):
    weigh(side__left=(3, 0, 0, 0), side__right=(0, 0, 0, 3))
    assert (
        deals("Ardmore Foods spoke of a purchase, and then of the village where Peter Miller has his seat.")
        == []
    )


def test_the_one_likely_name_is_the_missing_buyer(weigh):
    weigh()
    assert deals(UNNAMED) == [(None, "Hasperde Group")]
    weigh(side__right=(3, 0, 0, 0), role__target=(0, 0, 0, 5))
    assert deals(UNNAMED) == [("Ardmore Foods", "Hasperde Group")]
    two = UNNAMED[:-1] + " to Norvale Ltd."
    assert deals(two) == [(None, "Hasperde Group")]


def test_a_target_that_is_hardly_one_is_none(weigh):
    weigh(role__target=(0, 5, 0, 0))
    assert deals("Ardmore Foods bought Hasperde Group.") == []
    (trigger,) = explain("Ardmore Foods bought Hasperde Group.", lang="en").triggers
    assert trigger.reason == "unlikely"


def test_a_name_of_a_deal_told_is_guessed_no_second_time(weigh):
    weigh(
        side__left=(3, 0, 0, 0),
        side__right=(0, 0, 0, 3),
        role__acquirer=(5, 0, 0, 0),
        role__target=(0, 0, 0, 5),
    )
    assert deals(f"Norvale Ltd bought Hasperde Group. {OPEN}") == [("Norvale", "Hasperde Group")]


def test_chances_sum_up_to_one():
    chances = RoleModel(ROLES, (0, 1, 0, 0), {"first": (1, 0, 0, 2)}).chances(["first", "unknown"])
    assert sum(chances.values()) == pytest.approx(1)
    assert max(chances, key=chances.get) == "target"


def test_reasons_are_those_that_speak_for_a_role():
    model = RoleModel(
        ROLES, (0, 0, 0, 0), {"first": (2, 0, 0, 0), "voice:noun": (3, 0, 0, 0), "kind:person": (1, 4, 0, 0)}
    )
    assert model.reasons(["first", "voice:noun", "kind:person"], "acquirer") == [
        ("voice:noun", 3),
        ("first", 2),
        ("kind:person", -3),
    ]


@pytest.mark.parametrize(
    "text", ["", "[]", json.dumps({"roles": ROLES, "bias": [0, 0], "features": {}}), '{"roles": []}']
)
def test_weights_that_cannot_be_read(tmp_path, text):
    (tmp_path / "weights.json").write_text(text)
    with pytest.raises(ModelError, match="no weights of roles"):
        RoleModel.from_path(tmp_path)


def test_weights_are_shipped():
    model = shipped()
    assert model is not None
    assert model.roles == ROLES
