"""Rows with more cells than the header: nothing of them is shifted, cut or guessed."""

from collections.abc import Mapping

import pytest
from builders_ingest import read_bytes, values

from kpi.model import Problem, Reading

HEAD = "Tỉnh,Năm,Trạm 4G,Hộ có kết nối Internet (%)"


def read(*lines: str, head: str = HEAD, answers: Mapping[str, str] | None = None) -> Reading:
    return read_bytes("\n".join([head, *lines]).encode(), answers=answers)


def ragged(reading: Reading) -> list[Problem]:
    return [p for p in reading.problems if p.code.startswith("ragged")]


def figures(reading: Reading) -> dict[tuple[str, str], float]:
    return {(area, indicator): value for (area, indicator, _), value in values(reading).items()}


CUT = ("Hà Nam,2023,980,88,1", "Nam Định,2023,1788,84,25", "Hưng Yên,2023,1210,86")


def test_the_file_is_asked_about_once_and_gives_no_figure_of_a_wide_row_before() -> None:
    found = read(*CUT)
    (asked,) = ragged(found)
    assert (asked.severity, asked.question) == ("question", "ragged|")
    assert asked.options == ("decimal", "skip")
    assert "88,1" in asked.labels[0][0]
    assert "thập phân" in asked.labels[0][0]
    assert {area for area, _ in figures(found)} == {"vn63:33"}
    assert asked.cells == ("C2", "C3")


def test_the_question_names_each_row_once() -> None:
    (asked,) = ragged(read(*CUT))
    assert asked.message.count("Hà Nam") == 1


def test_the_answer_joins_what_the_comma_cut() -> None:
    found = read(*CUT, answers={"ragged|": "decimal"})
    assert ragged(found) == []
    assert figures(found) == {
        ("vn63:35", "bts_4g"): 980,
        ("vn63:35", "household_internet_rate"): 88.1,
        ("vn63:36", "bts_4g"): 1788,
        ("vn63:36", "household_internet_rate"): 84.25,
        ("vn63:33", "bts_4g"): 1210,
        ("vn63:33", "household_internet_rate"): 86,
    }


def test_the_rows_may_be_left_out() -> None:
    found = read(*CUT, answers={"ragged|": "skip"})
    assert ragged(found) == []
    assert {area for area, _ in figures(found)} == {"vn63:33"}
    assert [left.state for left in found.left_out if "Hà Nam" in left.as_written] == ["skipped"]


def test_a_comma_between_groups_of_three_is_offered_as_such() -> None:
    head = "Tỉnh,Năm,Dân số trung bình"
    lines = ("Hà Nam,2022,885,900", "Nam Định,2022,1,876,900")
    (asked,) = ragged(read(*lines, head=head))
    assert asked.options == ("thousand", "skip")
    found = read(*lines, head=head, answers={"ragged|": "thousand"})
    assert set(figures(found).values()) == {885_900, 1_876_900}


def test_a_row_that_can_be_joined_two_ways_is_refused_after_the_answer() -> None:
    head = "Tỉnh,Năm,Hộ có kết nối Internet (%),Tỷ lệ hồ sơ trực tuyến (%)"
    found = read(
        "Hà Nam,2022,88,4,70,5", "Nam Định,2022,91,2,66", head=head, answers={"ragged|": "decimal"}
    )
    assert set(figures(found).values()) == {88.4, 70.5}
    (refused,) = ragged(found)
    assert (refused.severity, refused.locator.cell) == ("error", "C3")


def test_a_decimal_that_slips_into_the_notes_is_asked_about_even_where_no_row_is_longer() -> None:
    head = "Tỉnh,Năm,Hộ có kết nối Internet (%),Ghi chú"
    found = read("Hà Nam,2022,88,1,tốt", "Nam Định,2022,86,9", head=head)
    assert figures(found) == {}
    (asked,) = ragged(found)
    assert asked.cells == ("C2", "C3")


def test_a_comma_in_a_name_or_a_note_is_part_of_it_and_told() -> None:
    head = "Tỉnh,Năm,Trạm 4G,Ghi chú"
    found = read(
        "Bà Rịa, Vũng Tàu,2022,1377,", "Hà Nam,2022,980,đủ, đúng hạn", "Nam Định,2022,1788,",
        head=head,
    )  # fmt: skip
    assert set(figures(found).values()) == {1377, 980, 1788}
    assert [(p.severity, p.locator.cell) for p in ragged(found)] == [
        ("warning", "A2"),
        ("warning", "D3"),
    ]


@pytest.mark.parametrize("tail", [",", ",,,"])
def test_commas_at_the_end_of_rows_are_no_cells(tail: str) -> None:
    found = read(f"Hà Nam,2023,980,88.1{tail}", f"Nam Định,2023,1788,84.2{tail}")
    assert len(found.candidates) == 4
    assert ragged(found) == []


def test_another_mark_between_cells_leaves_nothing_to_choose() -> None:
    head = HEAD.replace(",", ";")
    found = read("Hà Nam;2023;980;88,1;7", "Nam Định;2023;1788;84,2", head=head)
    assert {area for area, _ in figures(found)} == {"vn63:36"}
    (refused,) = ragged(found)
    assert (refused.severity, refused.locator.cell) == ("error", "C2")


def test_notes_below_the_table_may_have_any_number_of_commas() -> None:
    found = read("Hà Nam,2023,980,88.1", "Ghi chú: số liệu đến 31/12, chưa gồm, 2 xã, 1 đảo, khác")
    assert ragged(found) == []
    assert len(found.candidates) == 2
