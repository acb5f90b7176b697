"""One spelling for every way of typing Vietnamese."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.language.spelling import clean, composed, fold, plain, unmarked


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("\ufeffHà\u00adGiang\u200b", "HàGiang"),
        ("Lào\u3000\u00a0 Cai\n", "Lào Cai"),
        (unicodedata.normalize("NFD", "Tỷ lệ"), "Tỷ lệ"),
        ("\u00d0ắk Lắk", "Đắk Lắk"),
        ("  2022 ", "2022"),
    ],
)
def test_a_cell_is_one_line_of_visible_letters(typed: str, expected: str) -> None:
    assert clean(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("HÒA Bình", "hoà bình"), ("Húê", "huế"), ("thúy", "thuý"), ("quý", "quý"), ("của", "của")],
)
def test_the_tone_stands_on_the_vowel(typed: str, expected: str) -> None:
    assert fold(typed) == expected


@given(st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs"])))
def test_a_span_of_the_folded_text_is_a_span_of_the_text(text: str) -> None:
    text = composed(text)
    assert len(fold(text)) == len(text)
    assert clean(clean(text)) == clean(text)


def test_letters_without_diacritics_are_as_many() -> None:
    text = "Đắk Lắk, Thừa Thiên – Huế (ước 6 tháng): 1.234,5 %"
    assert unmarked(text) == "Dak Lak, Thua Thien – Hue (uoc 6 thang): 1.234,5 %"
    assert plain(text) == "dak lak thua thien hue uoc 6 thang 1 234 5"
