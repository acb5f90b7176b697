"""What headings and row labels say of the figures: status, period, indicator, part."""

import pytest
from builders_ingest import codes, read_rows, values

BTS = "bts_stations"
LONG = ("Tỉnh", "Năm", "Chỉ tiêu", "Giá trị")


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("Trạm BTS (ước)", "estimate"),
        ("Trạm BTS (mục tiêu)", "target"),
        ("Trạm BTS - kế hoạch", "plan"),
        ("Ước thực hiện trạm BTS", "estimate"),
        ("Mục tiêu trạm BTS", "target"),
    ],
)
def test_a_status_beside_an_indicators_name_is_the_status(label: str, status: str) -> None:
    long = read_rows([LONG, ("Bắc Ninh", 2022, label, 1699)])
    pivot = read_rows(
        [("Năm 2022",), ("Chỉ tiêu", "Bắc Ninh", "Hà Nội"), (label, 1699, 900), ("Trạm 5G", 1, 2)]
    )
    wide = read_rows([("Tỉnh", f"{label} năm 2022"), ("Bắc Ninh", 1699)])
    for found in (long, pivot, wide):
        assert found.problems == ()
        assert found.candidates[0].indicator == BTS
        assert found.candidates[0].obs_status == status


def test_an_indicators_status_that_contradicts_its_row_is_refused() -> None:
    head = (*LONG, "Trạng thái")
    found = read_rows([head, ("Bắc Ninh", 2022, "Trạm BTS (mục tiêu)", 1699, "thực hiện")])
    assert codes(found) == {("two-statuses", "error", "E2")}


def test_a_total_below_a_heading_is_a_heading_and_no_row() -> None:
    head = [("Tỉnh", "Trạm BTS năm 2022", ""), ("", "Tổng số", "Trạm 5G")]
    found = read_rows([*head, ("Bắc Ninh", 1699, 12)])
    assert values(found) == {("vn63:27", BTS, "2022"): 1699, ("vn63:27", "bts_5g", "2022"): 12}


@pytest.mark.parametrize(
    ("vi", "english"),
    [("Trạm BTS", "Trạm BTS - BTS stations"), ("CẢ NƯỚC", "CẢ NƯỚC - WHOLE COUNTRY")],
)
def test_the_english_half_of_a_label_changes_nothing(vi: str, english: str) -> None:
    rows = [("Năm 2022",), ("Tỉnh", "Trạm BTS"), ("CẢ NƯỚC", 1699), ("Bắc Ninh", 1699)]
    both = [tuple(english if cell == vi else cell for cell in row) for row in rows]
    assert values(read_rows(both)) == values(read_rows(rows)) != {}
