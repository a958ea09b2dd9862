"""What dateparser knows of days beside today, as rules."""

from aiextract.languages import relative


def test_near_words() -> None:
    found = relative.near_words("ru")
    assert found["day"]["-1"] == ["вчера"]
    assert "в прошлом году" in found["year"]["-1"]


def test_a_form_with_two_meanings_is_left_out() -> None:
    words = [form for forms in relative.near_words("hi")["day"].values() for form in forms]
    assert "कल" not in words


def test_far_templates() -> None:
    assert "{a_count} gün önce" in relative.far_templates("tr", "ago")["day"]
    assert "za {a_count} dnia" in relative.far_templates("pl", "ahead")["day"]


def test_an_unknown_language() -> None:
    assert relative.near_words("xx") == {}
    assert list(relative.rules("xx")) == []
