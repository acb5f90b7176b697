"""What headings and row labels say of the figures: status, period, indicator, part."""

import pytest
from builders_ingest import codes, read_rows

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
