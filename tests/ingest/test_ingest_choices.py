"""A clerk chooses between words: every option of every question says what it means."""

import re

import pytest
from builders_ingest import FILES, read_file, read_rows, shipped

from kpi.errors import UnreadableError
from kpi.ingest.tables.questions import option_words
from kpi.model import Locator, Problem, Reading

CODE = re.compile(r"vn\d*:|vn63|vn34|_|skip|keep")
NAMES = sorted(path.name for path in FILES.iterdir())


def said(reading: Reading) -> dict[str, tuple[str, str]]:
    """Option → its words, of every question of a reading."""
    return {
        option: option_words(problem, option)
        for problem in reading.problems
        if problem.severity == "question"
        for option in problem.options
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_every_file_has_words_and_no_code(name: str) -> None:
    try:
        found = read_file(name)
    except UnreadableError:
        return
    for option, words in said(found).items():
        assert all(words), option
        assert option not in words or option in shipped().units or "(ô" in option, option
        assert not any(CODE.search(word) for word in words), words


def question(key: str, *options: str) -> Problem:
    return Problem("x", "question", Locator(), "", "", "", options, key)


@pytest.mark.parametrize(
    ("key", "option", "vi", "en"),
    [
        ("decimal||C", ",", "Dấu phẩy là dấu thập phân", "comma"),
        ("decimal||C", ".", "Dấu chấm là dấu thập phân", "point"),
        ("share||C|x", "fraction", "Phần của 1", "Parts of one"),
        ("share||C|x", "percent", "Phần trăm", "Per cent"),
        ("whole||C", "keep", "Giữ số lẻ", "Keep"),
        ("whole||C", "skip", "Bỏ", "Leave"),
        ("scheme|2025", "vn63", "63 tỉnh", "63 provinces"),
        ("scheme|2025", "vn34", "34 tỉnh", "34 provinces"),
        ("indicator||x", "skip", "Bỏ qua", "Leave out"),
        ("period|", "2022-H1", "6T đầu/2022", "H1 2022"),
        ("period|", "2022-06-30", "30/06/2022", "30 Jun 2022"),
    ],
)
def test_a_fixed_option_is_worded_by_the_kind_of_its_question(
    key: str, option: str, vi: str, en: str
) -> None:
    words = option_words(question(key, option), option)
    assert words[0].startswith(vi)
    assert en in words[1]


def test_a_name_from_the_file_says_itself() -> None:
    assert option_words(question("area|Tổng hợp", "Bắc Ninh"), "Bắc Ninh") == ("Bắc Ninh",) * 2


def test_a_province_says_on_which_side_of_the_merger_it_is() -> None:
    words = said(read_rows([("Tỉnh", "Trạm BTS năm 2026"), ("Bắc Giang", 1)]))
    assert words == {
        "vn63:24": ("Bắc Giang (cũ, đến 30/6/2025)", "Bac Giang (former, to 30 June 2025)"),
        "vn34:24": ("Bắc Ninh (từ 01/7/2025)", "Bac Ninh (from 1 July 2025)"),
    }


def test_an_indicator_comes_with_its_unit() -> None:
    words = said(read_rows([("Tỉnh", "Trạm 6G năm 2022"), ("Bắc Giang", 1)]))
    assert words["bts_5g"] == ("Trạm 5G (trạm)", "5G stations (stations)")
    assert words["skip"] == ("Bỏ qua, không nạp", "Leave out")
