"""The language files: every example beside a rule comes out, and a wrong one is told."""

from __future__ import annotations

import pytest

from aiextract import check
from aiextract.events.entries import expand
from aiextract.languages import DATA, GENERATED, Language, available, get_language


@pytest.mark.parametrize("code", [*available(), "und"])
def test_every_example_of_a_language_file_comes_out(code: str) -> None:
    assert check.run(get_language(code)) == []


@pytest.mark.parametrize("code", available())
def test_a_language_file_has_rules_of_every_section(code: str) -> None:
    sections = {section for section, _ in check.rules(get_language(code))}
    if (DATA / GENERATED / f"{code}.toml").exists():  # money, percents and dates only, most of it from CLDR
        assert {"money", "percent", "dates"} <= sections
        assert len(get_language(code).numbers.examples) >= 2
        return
    assert sections | {"funding"} == set(check.TYPES)  # asked for by few, and not in every language yet
    assert len(get_language(code).numbers.examples) >= 10


def altered(**sections: object) -> Language:
    return Language.model_validate({**get_language("fr").model_dump(), **sections})


def test_a_wrong_value_is_told() -> None:
    money = get_language("fr").money.model_dump()
    rule = money["rules"][0]
    rule["examples"] = [{"text": "Il paie 3 euros.", "surface": "3 euros", "expect": {"amount_min": "4"}}]
    problems = check.run(altered(money=money))
    assert [problem.rule for problem in problems] == [f"fr.money.{rule['name']}"]
    assert "wants" in problems[0].reason


def test_a_rule_without_an_example_is_told() -> None:
    percent = get_language("fr").percent.model_dump()
    percent["rules"][0]["examples"] = []
    reasons = [problem.reason for problem in check.run(altered(percent=percent))]
    assert reasons == ["has no example"]


def test_a_pattern_that_stands_for_too_many_phrases_is_told() -> None:
    acquisition = get_language("fr").acquisition.model_dump()
    letters = "{" + ",".join("bcdfghjklmnpqrstvwxyz") + "}"
    acquisition["triggers"][0]["words"] += (letters * 3,)
    (problem,) = check.run(altered(acquisition=acquisition))
    assert problem.reason == "stands for 9261 phrases, more than 8000: shorten it"


def test_a_brace_in_a_brace_is_of_its_own_choice_alone() -> None:
    assert [*expand("{un {seul,unique},aucun} {a,b}")] == [
        "un seul a", "un seul b", "un unique a", "un unique b", "aucun a", "aucun b"
    ]  # fmt: skip


def test_a_wrong_number_is_told() -> None:
    numbers = get_language("fr").numbers.model_dump()
    numbers["examples"] = {"deux cents": "300"}
    (problem,) = check.run(altered(numbers=numbers))
    assert problem.reason == "wants 300, but read 'deux cents' = 200"


def test_every_file_stands_where_it_is_looked_for() -> None:
    assert {path.stem for path in DATA.glob("*.toml")} == {*available(), "und", "currencies"}
