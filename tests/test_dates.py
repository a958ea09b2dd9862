"""The date grammar: what it reads, how that resolves, and what it costs. Cases by language are in cases/."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiextract.languages import available, get_language
from aiextract.languages.schema import Language
from aiextract.scan import Candidate, Region, dates
from aiextract.scan.dates import reading
from aiextract.scan.dates.beside import Beside
from aiextract.scan.dates.gates import Choice, Gate, Kind, Words
from aiextract.scan.dates.grammar import CompiledRule, grammar
from aiextract.scan.dates.pattern import Lexicon, PatternError, compile_pattern
from aiextract.scan.dates.resolve import Resolver, evident_order, ordered, share_years
from aiextract.source import Source


def scan(text: str, lang: str | Language, published: str | None = None) -> list[Candidate]:
    language = lang if isinstance(lang, Language) else get_language(lang)
    return dates.scan(Source(text), [Region(0, len(text), language)], published)


def read(text: str, lang: str | Language, published: str | None = None) -> list[tuple[str, str]]:
    return [(text[c.start : c.end], c.fields["value"]) for c in scan(text, lang, published)]


# --- reading ---


@pytest.mark.parametrize("lang", available())
def test_numbers_in_every_language(lang: str) -> None:
    text = "2024-08-13 ; 2024/08/13 ; 13.08.2024 ; 2024-08-13T10:00 ; 2024年8月13日 ; Q1 2024 ; FY24"
    values = [value for _, value in read(text, lang)]
    assert values == ["2024-08-13"] * 5 + ["2024-Q1", "FY2024"]


def test_two_numbers_are_day_and_month_in_the_order_of_the_language_or_of_the_text() -> None:
    assert read("03/04/2024", "en") == [("03/04/2024", "2024-03-04")]
    assert read("03/04/2024", "fr") == [("03/04/2024", "2024-04-03")]
    assert [v for _, v in read("13/08/2024 and 03/04/2024", "en")] == ["2024-08-13", "2024-04-03"]
    # Another paragraph does not decide.
    assert [v for _, v in read("13/08/2024\n\n03/04/2024", "en")] == ["2024-08-13", "2024-03-04"]


@pytest.mark.parametrize(
    "text",
    ["1200 volontaires", "plus de 2000 salariés", "3000 exemplaires", "2000 km", "2000 €", "$2000", "2000 %",
     "1.2023", "2023,5", "version 2023.1", "COVID-2019", "A2020", "30 février 2023", "http://a.fr/2023/x1"],
)  # fmt: skip
def test_numbers_that_are_no_years(text: str) -> None:
    assert read(text, "fr") == []


def test_untidy_text() -> None:
    assert read("desde2021", "pt") == [("2021", "2021")]
    assert read("**2024**, en ２０２３", "fr") == [("2024", "2024"), ("２０２３", "2023")]
    assert read("le 3\u00a0mai\u202f2024", "fr") == [("3\u00a0mai\u202f2024", "2024-05-03")]
    assert read("12-Mai 2024", "fr") == [("12-Mai 2024", "2024-05-12")]


def test_spans_of_years() -> None:
    assert read("2015-2016", "fr") == [("2015", "2015"), ("2016", "2016")]
    assert read("2015/16", "fr") == [("2015", "2015"), ("16", "2016")]
    assert read("2015-03", "fr") == [("2015-03", "2015-03")]


def test_rules_say_what_was_read() -> None:
    (found,) = scan("début août", "fr", "2024-08-13")
    assert found.rule == "fr.date.start"
    assert found.fields == {"value": "2024-08", "mod": "START"}
    assert found.notes == (("read_as", "XXXX-08"), ("anchor", "2024-08-13"), ("rule", "fr.date.month"))


# --- resolving ---


@pytest.mark.parametrize(
    ("value", "published", "wanted"),
    [
        ("XXXX-08-07", "2024-08-13", "2024-08-07"),
        ("XXXX-12-25", "2024-08-13", "2023-12-25"),
        ("XXXX-08-20", "2024-08-13", "2024-08-20"),  # a week ahead is nearer than a year ago
        ("XXXX-08-07", "2023", "2023-08-07"),
        ("XXXX-08-07", None, "XXXX-08-07"),
        ("XXXX-02-29", "2023-05-01", "2020-02-29"),
        ("XXXX-WXX-2", "2024-08-13", "2024-08-13"),
        ("XXXX-WXX-3", "2024-08-13", "2024-08-07"),
        (">XXXX-WXX-2", "2024-08-13", "2024-08-20"),
        ("<XXXX-WXX-2", "2024-08-13", "2024-08-06"),
        ("XXXX-WXX-2", "2024-08", "XXXX-WXX-2"),
        ("<XXXX-08", "2024-08-13", "2023-08"),
        (">XXXX-03", "2024-08-13", "2025-03"),
        ("=XXXX-WI", "2024-01-13", "2023-WI"),
        ("XXXX-XX-06", "2017-06-06", "2017-06-06"),
        ("XXXX-XX-06", "2017-06", "XXXX-XX-06"),
        ("XXXX-01-06@3", "2017-05-10", "2016-01-06"),
        ("REF-1M", "2024-08-13", "2024-07"),
        ("REF-1M", "2024", "XXXX-XX"),
        ("REF+0M", "2024", "2024-XX"),
        ("REF-1M", None, "XXXX-XX"),
        ("REF+0Y-Q1", "2024-08", "2024-Q1"),
        ("REF+0Y-Q1", None, "XXXX-Q1"),
        ("REF+1W-2", "2013-02-12", "2013-02-19"),
        ("REF-3Y", "2018-10-01", "2015"),
        ("REF-3D", "2018-10", "XXXX-XX-XX"),
        ("PREV+5M", None, "XXXX-XX"),
        ("2024#1:7M", None, "2024-01/2024-07"),
        ("2024-06#1WD1", None, "2024-06-03"),
        ("2019-EASTER-2", None, "2019-04-19"),
        ("2023-02-30", None, None),
        ("2024-XX", None, "2024-XX"),
    ],
)
def test_resolve(value: str, published: str | None, wanted: str | None) -> None:
    assert Resolver(published).resolve(value) == wanted


def test_resolve_against_the_date_before() -> None:
    resolver = Resolver("2025-04")
    resolver.remember("2024-03")
    assert resolver.resolve("PREV+5M") == "2024-08"
    assert resolver.resolve("PREV+1Y") == "2025"
    resolver.remember("2025-Q1")
    assert resolver.resolve("SAME-1Y") == "2024-Q1"
    unknown = Resolver(None)
    unknown.remember("2019-Q2")
    assert unknown.resolve("XXXX-Q2") == "2019-Q2"
    assert unknown.resolve("XXXX-Q3") == "XXXX-Q3"


def test_what_is_to_come() -> None:
    assert Resolver("2024-08-13").resolve("XXXX-12-25", upcoming=True) == "2024-12-25"
    assert read("Il sera présenté en décembre.", "fr", "2024-08-13") == [("décembre", "2024-12")]
    assert read("Il a été présenté en décembre.", "fr", "2024-08-13") == [("décembre", "2023-12")]


def test_a_list_of_dates_shares_a_year() -> None:
    assert share_years(["XXXX-07", "2010-08"]) == ["2010-07", "2010-08"]
    assert share_years(["XXXX-12", "2023-02"]) == ["2022-12", "2023-02"]
    assert share_years(["2023-11", "XXXX-01"]) == ["2023-11", "2024-01"]
    assert [v for _, v in read("Les ventes ont reculé de janvier à mars.", "fr", "2024-08-13")] == [
        "2024-01",
        "2024-03",
    ]


def test_order_of_day_and_month() -> None:
    assert ordered("2024-3~4", "mdy", None) == "2024-03-04"
    assert ordered("2024-3~4", "dmy", None) == "2024-04-03"
    assert ordered("2024-3~4", "mdy", "dmy") == "2024-04-03"
    assert ordered("2024-13~4", "mdy", "mdy") == "2024-04-13"
    assert (evident_order("2024-13~4"), evident_order("2024-4~13"), evident_order("2024-3~4")) == (
        "dmy",
        "mdy",
        None,
    )


# --- languages as data ---


def test_a_new_language_needs_no_code() -> None:
    language = Language.model_validate(
        {
            "code": "xx",
            "name": "Made up",
            "dates": {
                "classes": {"month": {"3": ("blum", "bl.")}, "ryear": {"-1": ("old sun",)}},
                "parts": {"day": "{dd:day}[.]"},
                "rules": [
                    {"name": "day", "pattern": "{day} {month}[ {year}]", "value": "{year}-{month}-{day}"},
                    {"name": "month", "pattern": "{month} of {ryear}", "value": "{year}-{month}"},
                ],
            },
        }
    )
    assert read("3. Blum 2024, 4 bl. 2023", language) == [
        ("3. Blum 2024", "2024-03-03"),
        ("4 bl. 2023", "2023-03-04"),
    ]
    assert read("blum of old sun", language, "2024-08") == [("blum of old sun", "2023-03")]


@pytest.mark.parametrize(
    "template", ["{nobody}", "[{dd:day}]", "({dd:day}", "{dd:day}]", "- {dd:day}", "{dd"]
)
def test_a_bad_template_is_refused(template: str) -> None:
    with pytest.raises(PatternError, match=r"dd|nobody"):
        compile_pattern(template, Lexicon({}, {}))


def test_a_part_that_refers_to_itself_is_refused() -> None:
    with pytest.raises(PatternError, match="itself"):
        compile_pattern("{loop}", Lexicon({}, {"loop": "a {loop}"}))


# --- any text ---


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*"0123456789-/., :()'\n", " mai", " 2024", " le ", " à ", " an", "é", "İ"])))
def test_offsets_and_order_whatever_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    end = 0
    for found in scan(text, "fr", "2024-08-13"):
        assert end <= found.start < found.end <= len(text)
        end = found.end


def test_a_weekday_of_a_span_comes_after_the_one_before() -> None:
    assert [v for _, v in read("open from next Monday to Friday", "en", "2024-08-15")] == [
        "2024-08-19",
        "2024-08-23",
    ]


def test_what_is_left_of_a_period_runs_from_the_publication() -> None:
    assert read("for the rest of the year", "en", "2024-08-13") == [
        ("rest of the year", "2024-08-13/2024-12-31")
    ]
    assert read("for the rest of the year", "en", "2024") == []


def test_a_date_that_is_moved() -> None:
    assert read("two weeks before Christmas 2023", "en", None) == [
        ("two weeks before Christmas 2023", "2023-12-11")
    ]
    assert read("It came 1 month and 3 days ago.", "en", "2024-03-31")[0][1] == "2024-02-26"


def test_numbers_in_words_are_added_up() -> None:
    assert read("Fundada em mil novecentos e oitenta e seis.", "pt", None)[0][1] == "1986"
    assert read("Le vingt-deux mai deux mille seize, il part.", "fr", None)[0][1] == "2016-05-22"


def test_a_text_that_is_a_date_alone_asks_for_the_next_one() -> None:
    assert read("on 13 July", "en", "2013-02-12")[0][1] == "2013-07-13"
    assert read("Sales fell 13 July", "en", "2013-02-12")[0][1] == "2012-07-13"
    assert [value for _, value in read("from 13 to 15 July", "en", "2013-02-12")] == [
        "2013-07-13",
        "2013-07-15",
    ]
    assert [value for _, value in read("du 10 juin au 1er juillet", "fr", "2013-02-12")] == [
        "2013-06-10",
        "2013-07-01",
    ]
    assert read("in two weeks", "en", "2013-02-12")[0][1] == "2013-W09"
    assert read("Ventes en recul, annoncées le 13 juillet.", "fr", "2013-02-12")[0][1] == "2012-07-13"


def test_words_without_their_accents() -> None:
    assert read("a proxima terça", "pt", "2024-08-13") == [("proxima terça", "2024-08-20")]


def test_a_weekday_far_off_does_not_decide_the_year() -> None:
    assert read("We met on Wed, 22 January.", "en", "2016-11-07")[0][1] == "2016-01-22"
    assert read("We met on Friday, 22 January.", "en", "2016-11-07")[0][1] == "2016-01-22"


class _All(Choice):
    """A choice of all rules, whatever stands before and behind."""

    def goes_on(self, third: Kind) -> Choice:
        return self

    def after(self, before: Kind) -> tuple[CompiledRule, ...]:
        return self.rules


class _Open(Gate):
    """A gate that lets every rule through."""

    def __init__(self, gate: Gate) -> None:
        super().__init__("#", gate.rules, Words(()))
        self.bound = False

    def followed(self, char: str, following: Kind) -> Choice:
        return _All(self.rules, Words(()))

    alone = property(lambda self: _All(self.rules, Words(())))


@pytest.mark.parametrize("lang", [*available(), "und"])
def test_no_date_is_lost_to_the_words_beside_it(lang, monkeypatch):
    language = get_language(lang)
    examples = [example.text for rule in language.dates.rules for example in rule.examples]
    text = ". ".join(examples) + " 12 " + " ".join(examples)

    def found(rules):
        source = Source(text)
        readings = reading.read(source, Region(0, len(text), language), rules)
        return [(r.start, r.end, r.rule, r.value, r.mod) for r in readings]

    gated = found(grammar(language))
    whole = grammar(language)
    gates = {key: _Open(gate) for key, gate in whole.gates.items()}
    lengths = {length: _Open(gate) for length, gate in whole.lengths.items()}
    monkeypatch.setattr(Beside, "possible", lambda self, hints: True)
    assert gated == found(replace(whole, gates=gates, lengths=lengths))
