"""When two names are one, asked pair by pair and of many at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiextract.events.names import Known, Names

NAMES = Names(frozenset({"ltd", "sa"}))
WORDS = st.sampled_from(["Halden", "halden", "Hal", "den", "Robotics", "Ltd", "SA", "A", "AB", "é", "-"])
NAME = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Halden Robotics Ltd", "HALDEN ROBOTICS", True),
        ("Halden", "Halden Robotics", True),
        ("Robotics", "Halden Robotics", True),
        ("Hal den", "Halden", True),
        ("Norvik Capital", "Halden Capital", False),
        ("AB", "AB Halden", False),
        ("den", "Halden", False),
    ],
)
def test_names_that_are_one(one, other, same):
    assert NAMES.same(one, other) is same
    assert NAMES.same(other, one) is same


@given(st.lists(NAME, max_size=6), NAME)
def test_many_at_once_are_as_pair_by_pair(held, name):
    known = Known(NAMES)
    known.update(held)
    assert (name in known) is any(NAMES.same(name, other) for other in held)
