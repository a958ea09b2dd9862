"""The beginnings of a language file: valid, its own examples come out, and at once of use."""

from pathlib import Path

import pytest

from aiextract import check
from aiextract.errors import LanguageCodeError, LanguageFileError
from aiextract.languages import Language, load_language, skeleton
from aiextract.scan import Region, dates, money, percent
from aiextract.source import Source


def load(code: str, folder: Path) -> Language:
    path = folder / f"{code}.toml"
    path.write_text(skeleton.make(code), encoding="utf-8")
    return load_language(path)


@pytest.mark.parametrize(
    "code", ["de", "sv", "pl", "tr", "es", "it", "nl", "ru", "zh", "ja", "nb", "ar", "hi"]
)
def test_its_examples_come_out(code: str, tmp_path: Path) -> None:
    language = load(code, tmp_path)
    assert language.code == code
    assert check.run(language) == []
    assert sum(1 for _ in check.rules(language)) >= 8


@pytest.mark.parametrize(
    ("code", "text", "day", "share", "amount"),
    [
        ("de", "Am 3. Oktober 2020 stieg er um 3,5 % auf 12,5 Euro.", "2020-10-03", "3.5", ("12.5", "EUR")),
        ("sv", "Den 3 oktober 2020 steg det 3,5 % till 12,5 kronor.", "2020-10-03", "3.5", None),
        ("pl", "W dniu 3 października 2020 było 3,5% i 12,5 zł.", "2020-10-03", "3.5", ("12.5", "PLN")),
        ("tr", "3 Ekim 2020 tarihinde 3,5% ve 12,5 USD.", "2020-10-03", "3.5", ("12.5", "USD")),
        ("ru", "3 октября 2020 было 3,5 % и 12,5 USD.", "2020-10-03", "3.5", ("12.5", "USD")),
    ],
)
def test_it_reads(
    code: str, text: str, day: str, share: str, amount: tuple[str, str] | None, tmp_path: Path
) -> None:
    source = Source(text)
    regions = [Region(0, len(text), load(code, tmp_path))]
    assert day in [c.fields["value"] for c in dates.scan(source, regions, None)]
    assert [c.fields["value_min"] for c in percent.scan(source, regions)] == [share]
    if amount:
        found = [(c.fields["amount_min"], c.fields["currency"]) for c in money.scan(source, regions)]
        assert amount in found


def test_names_in_a_date_and_alone() -> None:
    assert skeleton.names("pl", "months")["wide"][3] == ["marca", "marzec"]
    assert skeleton.names("de", "days")["wide"][1] == ["montag"]
    assert skeleton.names("pt", "months")["wide"][1] == ["janeiro"]


def test_a_region_makes_the_file_of_the_language() -> None:
    assert skeleton.make("de-CH") == skeleton.make("de")


def test_a_language_that_cldr_does_not_know() -> None:
    with pytest.raises(LanguageFileError, match="CLDR"):
        skeleton.make("xx")
    with pytest.raises(LanguageCodeError):
        skeleton.make("no such language")
