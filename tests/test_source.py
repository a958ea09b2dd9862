"""Folding keeps offsets, whatever the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiextract.source import Source, clean, fold


@given(st.text(alphabet=st.characters()))
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L\u2019\u00e9t\u00e9", "l'\u00e9t\u00e9"),
        ("1\u202f234,5\u00a0%", "1 234,5 %"),
        ("ＵＳ＄１２％", "us$12%"),
        ("٣٫٥٪", "3,5%"),
        ("a‐b – c — d", "a-b – c – d"),
        ("İstanbul", "İstanbul"),
    ],
)
def test_one_way_of_writing(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_decimal_digits_of_every_script_become_ascii() -> None:
    digits = [chr(c) for c in range(0x110000) if unicodedata.decimal(chr(c), None) == 7]
    assert len(digits) > 60
    assert set(fold("".join(digits))) == {"7"}


def test_lone_surrogates_count_as_replacement_characters() -> None:
    assert clean("a\ud800b\udfff") == "a\ufffdb\ufffd"
    assert len(Source(clean("\ud83d x"))) == 3
