"""A clerk reads words and chooses between words: no message and no option shows a code."""

import re
from contextlib import suppress

import pytest
from builders_ingest import CASES, asked, files, read_bytes, read_rows, said, shipped

from kpi.errors import UnreadableError
from kpi.ingest.tables.questions import option_words
from kpi.model import Locator, Problem, Reading

LONG = ("Tỉnh", "Năm", "Chỉ tiêu", "Giá trị")
TABLES = (".csv", ".xlsx", ".xls", ".xlsm")
CODED = re.compile(r"vn(?:63|34)?:\d\d|\bvn(?:63|34)\b|[a-z]+_[a-z]|e\+\d|\d{4}-[HQ]\d|'[.,]'")
# What the file itself says may be a code.
QUOTED = re.compile(r"'[^']+'|\(\d+ ô[^)]*\)|Dòng đầu hiện là.*")
FOREIGN = re.compile(r"\d{7}|\d,\d{3},\d|\d\.\d{1,2}\b(?!\.)")
CODE_OF_AN_OPTION = re.compile(r"vn\d*:|vn63|vn34|_|skip|keep")


def options(reading: Reading) -> dict[str, tuple[str, str]]:
    """Option → its words, of every question of a reading."""
    return {
        option: option_words(problem, option)
        for problem in reading.problems
        if problem.severity == "question"
        for option in problem.options
    }


def codes_in(reading: Reading) -> list[str]:
    """Texts that show a code, or a number as no Vietnamese writes it."""
    texts = [QUOTED.sub("", f"{p.message} {p.advice}") for p in reading.problems]
    wrong = [text for text in texts if CODED.search(text) or FOREIGN.search(text)]
    for option, words in options(reading).items():
        named = option in words and re.search(r"[a-z]_|:|^[a-z]+$", option)
        if (
            (named and option not in shipped().units)
            or not all(words)
            or any(map(CODE_OF_AN_OPTION.search, words))
        ):
            wrong.append(option)
    return wrong


def test_no_message_and_no_option_of_any_file_shows_a_code() -> None:
    wrong = {}
    for path in (*files(), *CASES.iterdir()):
        if path.suffix in TABLES:
            with suppress(UnreadableError):
                wrong[path.name] = codes_in(read_bytes(path.read_bytes(), path.name))
    assert {name: found for name, found in wrong.items() if found} == {}


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
        ("part||A", "skip", "Số của một phần", "part"),
        ("part||A", "whole", "Số của cả tỉnh", "whole"),
        ("hidden|2022", "keep", "Nạp cả", "hidden"),
        ("size||C|x", "keep", "Số đúng", "Right"),
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
    words = options(read_rows([LONG, ("Bắc Giang", 2026, "Trạm BTS", 100)]))
    assert words == {
        "vn63:24": ("Bắc Giang (cũ, đến 30/6/2025)", "Bac Giang (former, to 30 June 2025)"),
        "vn34:24": ("Bắc Ninh (từ 01/7/2025)", "Bac Ninh (from 1 July 2025)"),
    }


def test_an_indicator_comes_with_its_unit() -> None:
    words = options(read_rows([("Tỉnh", "Trạm 6G năm 2022"), ("Bắc Giang", 1)]))
    assert words["bts_5g"] == ("Trạm 5G (trạm)", "5G stations (stations)")
    assert words["skip"] == ("Bỏ qua, không nạp", "Leave out")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("Tỉnh", "Trạm BTS"), ("Bắc Ninh", 1)], ["năm 2022", "quý III/2022"]),
        ([(*LONG, "Trạng thái"), ("Bắc Ninh", 2022, "Trạm BTS", 1, "xong")],
         ["thực hiện", "kế hoạch"]),
        ([(*LONG, "Mức chính xác"), ("Bắc Ninh", 2022, "Trạm BTS", 1, "hmm")], ["khoảng", "gần"]),
    ],
)  # fmt: skip
def test_advice_lists_words_a_clerk_can_write(
    rows: list[tuple[object, ...]], words: list[str]
) -> None:
    (problem,) = read_rows(rows).problems
    assert all(word in problem.advice for word in words)
    assert not CODED.search(problem.advice)


def test_several_periods_are_offered_in_words() -> None:
    found = read_rows(
        [("Số liệu năm 2021 và 6 tháng đầu năm 2022",), ("Tỉnh", "Trạm BTS"), ("Bắc Ninh", 1)]
    )
    (problem,) = asked(found).values()
    assert said(problem) == ["2021", "6T đầu/2022"]
