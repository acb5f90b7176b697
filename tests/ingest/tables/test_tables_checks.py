"""Cells of a table held against each other: two values of one figure, sums that differ."""

import pytest
from builders_ingest import BAC_GIANG, BAC_NINH, codes, read_rows, reasons, said, values

BTS = "bts_stations"
LONG = ("Tỉnh", "Năm", "Chỉ tiêu", "Giá trị")


TWICE = [
    LONG[:4],
    ("Bắc Ninh", 2022, "Trạm BTS", "1.699"),
    ("Bắc Giang", 2022, "Trạm BTS", "2.105"),
    ("Bắc Ninh", 2022, "Trạm BTS", "1.700"),
    ("Bắc Ninh", 2022, "Trạm BTS", "1.699"),
]


def test_of_two_values_for_one_key_neither_is_taken_until_a_person_picks() -> None:
    found = read_rows(TWICE)
    assert values(found) == {(BAC_GIANG, BTS, "2022"): 2105}
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.locator.cell) == (
        "two-values",
        "question",
        "D2",
    )
    for word in ("Bắc Ninh", "Trạm BTS", "2022"):
        assert word in problem.message, word
    assert said(problem) == ["1.699 (ô D2, D5)", "1.700 (ô D4)", "Không nạp số nào"]
    assert reasons(found, "D4") == reasons(found, "D5")
    assert reasons(found, "D4")[0].startswith("Chờ trả lời")


@pytest.mark.parametrize(("choice", "value"), [(0, 1699), (1, 1700), (2, None)])
def test_the_picked_value_is_taken_and_the_other_left_out(choice: int, value: float | None) -> None:
    (problem,) = read_rows(TWICE).problems
    found = read_rows(TWICE, {problem.question: problem.options[choice]})
    assert found.problems == ()
    assert values(found).get((BAC_NINH, BTS, "2022")) == value
    told = {c.locator.cell for c in found.candidates} | {x.where.cell for x in found.left_out}
    assert {"D2", "D3", "D4", "D5"} <= told
    assert len(found.candidates) == 1 + (value is not None)


def test_a_remembered_pick_does_not_settle_other_figures_of_the_same_cells() -> None:
    (problem,) = read_rows(TWICE).problems
    changed = [*TWICE[:3], ("Bắc Ninh", 2022, "Trạm BTS", "1.750"), TWICE[1]]
    again = read_rows(changed, {problem.question: problem.options[1]})
    assert [p.question for p in again.problems] == [problem.question]


def test_the_same_value_twice_is_one_figure() -> None:
    found = read_rows([*TWICE[:3], ("Bắc Ninh", 2022, "Trạm BTS", 1699)])
    assert found.problems == ()
    assert len(found.candidates) == 2
    assert reasons(found, "D4") == ["Trùng với ô D2, cùng giá trị."]


# Sums


def test_a_sum_is_told_where_it_differs_and_keeps_the_provinces() -> None:
    head = ("Tỉnh", "Trạm BTS năm 2022")
    rows = [head, ("Bắc Ninh", 1699), ("Bắc Giang", 2105), ("Tổng cộng", 3804)]
    assert read_rows(rows).problems == ()
    rows[3] = ("Tổng cộng", 3805)
    found = read_rows(rows)
    assert codes(found) == {("total-differs", "warning", "B4")}
    assert len(found.candidates) == 2


def test_the_nations_row_of_a_wide_table_is_its_figure_and_a_sum() -> None:
    head = ("Tỉnh", "Trạm BTS năm 2022")
    rows = [head, ("Cả nước", 3804), ("Bắc Ninh", 1699), ("Bắc Giang", 2105)]
    found = read_rows(rows)
    assert found.problems == ()
    assert values(found)["vn:00", BTS, "2022"] == 3804
    rows[1] = ("Cả nước", 9999)
    found = read_rows(rows)
    assert codes(found) == {("total-differs", "warning", "B2")}
    assert values(found)["vn:00", BTS, "2022"] == 9999


def test_numbers_in_messages_are_written_as_in_vietnamese() -> None:
    found = read_rows(
        [("Tỉnh", "Thuê bao di động năm 2022"), ("Tổng cộng", 12345678), ("Bắc Ninh", 2345678)]
    )
    (problem,) = found.problems
    assert "12.345.678" in problem.message
    assert "2.345.678" in problem.message
