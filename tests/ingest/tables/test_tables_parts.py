"""Figures of a part of the province are none of the province: columns, rows, whole tables."""

import pytest
from builders_ingest import BAC_NINH, asked, codes, read_rows, values

from kpi.ingest.tables.parts import is_below, is_part, is_whole, lists_below

RATE, BTS = "household_internet_rate", "bts_stations"
HEAD = ("Tỉnh", "Khu vực", "Hộ có kết nối Internet năm 2022")
PARTS = [("Bắc Ninh", "Thành thị", 95), ("Bắc Ninh", "Nông thôn", 85)]
OF_BAC_NINH = ("Số liệu tỉnh Bắc Ninh năm 2022",)


@pytest.mark.parametrize(
    "text", ["Nông thôn", "Khu vực thành thị", "Nữ", "Nam", "Viettel", "15-60 tuổi"]
)
def test_a_part_is_told_by_its_name(text: str) -> None:
    assert is_part(text)


@pytest.mark.parametrize("text", ["Năm", "Bắc Ninh", "Năm 2022", "Trạm BTS", "Vĩnh Phúc"])
def test_other_words_name_no_part(text: str) -> None:
    assert not is_part(text)
    assert not is_whole(text)


def test_the_row_of_the_whole_is_read_beside_its_parts() -> None:
    found = read_rows([HEAD, ("Bắc Ninh", "Chung", 90), *PARTS])
    assert found.problems == ()
    assert values(found) == {(BAC_NINH, RATE, "2022"): 90}
    assert {left.state for left in found.left_out} == {"part"}


@pytest.mark.parametrize(("answer", "kept"), [("skip", []), ("whole", [95])])
def test_parts_without_a_whole_are_asked_about_once(answer: str, kept: list[float]) -> None:
    rows = [HEAD, PARTS[0]]
    found = read_rows(rows)
    assert found.candidates == ()
    (question,) = asked(found)
    answered = read_rows(rows, {question: answer})
    assert answered.problems == ()
    assert [c.value for c in answered.candidates] == kept


def test_of_a_column_group_the_whole_alone_is_read() -> None:
    head = [("Tỉnh", HEAD[2], "", ""), ("", "Chung", "Thành thị", "Nông thôn")]
    found = read_rows([*head, ("Bắc Ninh", 90, 95, 85)])
    assert found.problems == ()
    assert values(found) == {(BAC_NINH, RATE, "2022"): 90}


def test_columns_of_parts_alone_are_told_of() -> None:
    head = [("Tỉnh", HEAD[2], ""), ("", "Thành thị", "Nông thôn")]
    found = read_rows([*head, ("Bắc Ninh", 95, 85)])
    assert found.candidates == ()
    assert codes(found) == {("part-of-province", "error", "B2")}


@pytest.mark.parametrize("column", ["Huyện", "Tên xã, phường", "Quận/Huyện", "Đơn vị cấp xã"])
def test_a_table_of_districts_gives_no_figure_whatever_they_are_called(column: str) -> None:
    found = read_rows([OF_BAC_NINH, (column, "Trạm BTS"), ("Gia Bình", 120), ("Hòa Bình", 130)])
    assert found.candidates == ()
    assert codes(found) == {("below-province", "error", "A2")}


def test_a_title_may_say_that_the_rows_are_districts() -> None:
    rows = [
        ("Hạ tầng số theo huyện, thị xã tỉnh Bắc Ninh năm 2022",),
        ("Đơn vị", "Trạm BTS", "Trạm 5G"),
        ("Gia Bình", 120, 1),
        ("Quế Võ", 130, 2),
        ("Quảng Ninh", 140, 3),
    ]
    assert lists_below(str(rows[0][0]))
    assert read_rows(rows).candidates == ()


def test_the_provinces_own_row_is_read_above_its_districts() -> None:
    rows = [OF_BAC_NINH, ("Huyện", "Trạm BTS"), ("Toàn tỉnh", 1250), ("Gia Bình", 120)]
    found = read_rows(rows)
    assert values(found) == {(BAC_NINH, BTS, "2022"): 1250}
    assert codes(found) == {("below-province", "warning", "A2")}


@pytest.mark.parametrize("heading", ["Số xã có 4G", "Trạm BTS cấp xã", "Đơn vị", "Địa phương"])
def test_other_headings_name_no_districts(heading: str) -> None:
    assert not is_below(heading)


def test_a_column_of_years_without_its_marks_is_no_column_of_men() -> None:
    found = read_rows([("Tinh", "Nam", "Tram BTS"), ("Bac Ninh", 2022, 1699)])
    assert values(found) == {(BAC_NINH, BTS, "2022"): 1699}
