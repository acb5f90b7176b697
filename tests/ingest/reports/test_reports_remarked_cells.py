"""Cells of tables that say more than their value, and tables of a total with its parts."""

import pytest
from builders_reports import sure

Told = list[tuple[str, float, str, str]]
HEAD = "TT|Chỉ tiêu|ĐVT|Mục tiêu năm 2023|Kết quả năm 2023"


def told(text: str) -> Told:
    figures = sure(text, period="2023", day="2023-12-15")
    return [(c.indicator, c.value, c.period.key, c.obs_status) for c in figures]


def one(cell: str, label: str = "Tỷ lệ hồ sơ nộp trực tuyến", unit: str = "%") -> Told:
    rows = (HEAD, f"1|{label}|{unit}|80|{cell}", "2|Số trạm BTS|Trạm|1.830|1.850")
    text = "PHỤ LỤC 1\n" + "".join(row.replace("|", " | ") + "\n" for row in rows)
    found = [figure for figure in told(text) if figure[0] != "bts_stations"]
    return [figure for figure in found if figure[3] != "target"]


@pytest.mark.parametrize(
    "cell",
    [
        "78,3% (21.345/27.260 hồ sơ)", "78,3 (đạt 97,9% mục tiêu)", "78,3*", "Đạt 78,3%",
        "khoảng 78,3%", "> 78,3", "78,3% (tăng 4% so với năm 2022)", "21.345/27.260 (78,3%)",
        "21.345/27.260 hồ sơ, đạt 78,3%", "78,3 (*)",
    ],
)  # fmt: skip
def test_the_value_of_a_cell_is_read_beside_its_remark(cell: str) -> None:
    assert one(cell) == [("online_dossier_rate", 78.3, "2023", "actual")]


@pytest.mark.parametrize(
    "cell", ["Ước 78,3%", "78,3 (ước)", "ước đạt 78,3", "78,3% (số ước thực hiện)", "78,3 ước"]
)
def test_a_cell_that_says_so_is_an_estimate(cell: str) -> None:
    assert one(cell) == [("online_dossier_rate", 78.3, "2023", "estimate")]


@pytest.mark.parametrize(
    "cell",
    [
        "95% (cấp tỉnh)", "70% (riêng cấp xã)", "75% (năm 2022)", "81% (cả nước)", "Tăng 4%",
        "70% - 80%", "78% (KH)",
    ],
)  # fmt: skip
def test_a_remark_that_narrows_a_cell_leaves_it_unread(cell: str) -> None:
    assert one(cell) == []


def test_a_cell_with_a_remark_is_a_figure_in_a_table_that_lost_its_layout() -> None:
    rows = (
        "TT|Chỉ tiêu|Mục tiêu năm 2023|Kết quả năm 2023|Đánh giá",
        "1|Tỷ lệ hồ sơ nộp trực tuyến|80%|78,3% (21.345/27.260 hồ sơ)|Chưa đạt",
        "2|Tỷ trọng kinh tế số trong GRDP|10%|Ước 9,4%|Chưa đạt",
    )
    text = "PHỤ LỤC 1\n" + "".join(cell + "\n" for row in rows for cell in row.split("|"))
    assert told(text) == [
        ("online_dossier_rate", 80, "2023", "target"),
        ("online_dossier_rate", 78.3, "2023", "actual"),
        ("digital_economy_grdp_share", 10, "2023", "target"),
        ("digital_economy_grdp_share", 9.4, "2023", "estimate"),
    ]


INTERNET = [
    ("household_internet_rate", 71.2, "2020", "actual"),
    ("household_internet_rate", 74.6, "2021", "actual"),
]
TITLE = "Tỷ lệ hộ gia đình có kết nối Internet phân theo thành thị, nông thôn\n"


@pytest.mark.parametrize(
    "rows",
    [
        (
            "Năm|TỔNG SỐ|Phân theo|",
            "||Thành thị|Nông thôn",
            "2020|71,2|80,1|60,4",
            "2021|74,6|82|63",
        ),
        ("Năm|Tổng số|Thành thị|Nông thôn", "2020|71,2|80,1|60,4", "2021|74,6|82|63"),
        ("|2020|2021", "TỔNG SỐ|71,2|74,6", "Thành thị|80,1|82", "Nông thôn|60,4|63"),
        ("Năm|Chung|Nam|Nữ", "2020|71,2|80,1|60,4", "2021|74,6|82|63"),
    ],
)
@pytest.mark.parametrize("unit", ["(ĐVT: %)\n\n", "Đơn vị tính: %\n"])
def test_the_total_beside_its_parts_is_of_what_the_title_names(
    rows: tuple[str, ...], unit: str
) -> None:
    text = TITLE + unit + "".join(row.replace("|", " | ").rstrip(" ") + "\n" for row in rows)
    assert told(text) == INTERNET
