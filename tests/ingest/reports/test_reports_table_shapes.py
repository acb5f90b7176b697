"""Tables as they are pasted: sections, lost cells, lists of provinces, notes, years to come."""

import pytest
from builders_reports import report, sure

Told = list[tuple[str, float, str, str]]


def told(text: str, day: str = "2023-12-15") -> Told:
    figures = sure(text, period="2023", day=day)
    return [(c.indicator, c.value, c.period.key, c.obs_status) for c in figures]


@pytest.mark.parametrize("section", ["\tI. HẠ TẦNG", "A. Hạ tầng", "\tMẠNG LƯỚI VIỄN THÔNG"])
def test_a_section_right_under_the_head_parts_no_table(section: str) -> None:
    text = (
        "Số liệu thống kê\nTT\tChỉ tiêu\tĐVT\t2021\tƯớc 2022\n"
        f"{section}\n1\tSố trạm BTS\ttrạm\t1.755\t1.850\n"
        "2\tThuê bao Internet\tthuê bao\t90.400\t95.300\n"
    )
    assert told(text) == [
        ("bts_stations", 1755, "2021", "actual"),
        ("bts_stations", 1850, "2022", "estimate"),
        ("internet_subscribers", 90400, "2021", "actual"),
        ("internet_subscribers", 95300, "2022", "estimate"),
    ]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\t"])
def test_a_line_of_blanks_below_a_table_is_no_row_and_no_fault(blank: str) -> None:
    text = f"Chỉ tiêu | 2022 | 2023\nSố trạm BTS | 1.755 | 1.850\n{blank}\n{blank}"
    assert [(c.value, c.period.key) for c in sure(text)] == [(1755, "2022"), (1850, "2023")]


def test_a_part_without_a_number_is_named_with_its_row_and_its_unit() -> None:
    text = (
        "Phụ lục\nTT | Chỉ tiêu | ĐVT | Năm 2022\n"
        "1 | Doanh thu bưu chính, viễn thông | tỷ đồng | 950\n"
        " | Bưu chính | tỷ đồng | 150\n | Viễn thông | tỷ đồng | 800\n"
        "2 | Điện thoại cố định | thuê bao | 21.300\n3 | DN công nghệ số | DN | 61\n"
    )
    assert [(name, value) for name, value, _, _ in told(text)] == [
        ("post_telecom_revenue", 950e9),
        ("postal_revenue", 150e9),
        ("telecom_revenue", 800e9),
        ("fixed_phone_subscribers", 21300),
        ("digital_enterprises", 61),
    ]


LOST = (
    "BIỂU 1\nTT\nChỉ tiêu\nĐVT\nKết quả 2023\nMục tiêu 2025\nĐơn vị chủ trì\n"
    "1\nTỷ lệ hồ sơ nộp trực tuyến\n%\n71,4\n80\nVăn phòng\n"
    "2\nSố trạm BTS\ntrạm\n{open}3\nHộ có Internet cáp quang\n%\n76,3\n90\n"
    "4\nDoanh nghiệp công nghệ số\nDN\n64\n75\nSở TT&TT\n"
)


def test_a_row_of_a_lost_table_may_lack_its_note_but_none_of_its_figures() -> None:
    found = told(LOST.format(open="1.850\nSở TT&TT\n"))
    assert ("household_fibre_coverage", 76.3, "2023", "actual") in found
    assert ("household_fibre_coverage", 90, "2025", "target") in found
    assert "bts_stations" not in [name for name, *_ in found]


def test_empty_lines_stand_for_the_empty_cells_of_a_lost_table() -> None:
    for cells, period, status in (
        ("1.850\n\nSở TT&TT\n", "2023", "actual"),
        ("\n1.950\nSở TT&TT\n", "2025", "target"),
    ):
        (found,) = (one for one in told(LOST.format(open=cells)) if one[0] == "bts_stations")
        assert found[2:] == (period, status)


PROVINCES = (
    "Xếp hạng DTI các tỉnh, thành phố\n\nTT\n\nTỉnh, thành phố\n\nDTI 2022\n\nDTI 2021\n\n"
    "1\n\nĐà Nẵng\n\n{first}\n\n0,6419 (hạng 1)\n\n2\n\nLạng Sơn\n\n"
    "0,6800 (hạng 6)\n\n0,5100 (hạng 8)\n"
)


def test_a_list_of_provinces_in_a_text_of_none_gives_each_its_own() -> None:
    text = PROVINCES.format(first="0,8002 (hạng 1)")
    found = {(c.area, c.indicator, c.period.key): c.value for c in report(text, area="").sure}
    assert found["vn63:48", "dti_score", "2022"] == 0.8002
    assert found["vn63:20", "dti_rank", "2021"] == 8
    assert len(found) == 8


def test_in_a_text_of_one_province_the_list_gives_its_row_alone() -> None:
    figures = sure(PROVINCES.format(first="0,8002 (hạng 1)"), area="vn63:20")
    assert {c.area for c in figures} == {"vn63:20"}
    assert len(figures) == 4


@pytest.mark.parametrize(
    ("note", "statuses"),
    [
        ("Ghi chú: (*) số liệu năm 2022 là số ước.", ["estimate", "estimate"]),
        ("(*) Doanh thu viễn thông năm 2022: số ước.", ["actual", "estimate"]),
        ("Nguồn: Cục Thống kê.", ["actual", "actual"]),
    ],
)
def test_a_note_below_says_which_figures_are_estimates(note: str, statuses: list[str]) -> None:
    text = (
        "Số liệu\nTT | Chỉ tiêu | ĐVT | 2021 | 2022\n1 | Số trạm BTS | trạm | 1.755 | 1.850\n"
        f"2 | Doanh thu viễn thông | tỷ đồng | 780 | 800\n{note}\n"
    )
    found = told(text)
    assert [status for _, _, period, status in found if period == "2022"] == statuses
    assert {status for _, _, period, status in found if period == "2021"} == {"actual"}


def test_the_same_period_is_that_of_the_column_beside_it_a_year_before() -> None:
    for head in ("Cùng kỳ 2022", "TH cùng kỳ năm trước"):
        text = (
            f"Số liệu\nTT | Chỉ tiêu | ĐVT | KH 2023 | TH 6 tháng 2023 | {head} | So cùng kỳ (%)\n"
            "1 | Doanh thu bưu chính | tỷ đồng | 640 | 301 | 280 | 107,5\n"
        )
        assert told(text) == [
            ("postal_revenue", 640e9, "2023", "plan"),
            ("postal_revenue", 301e9, "2023-H1", "actual"),
            ("postal_revenue", 280e9, "2022-H1", "actual"),
        ]


def test_rows_of_years_to_come_hold_what_is_planned() -> None:
    text = "Phân kỳ đầu tư\nNăm | Trạm BTS phát triển mới | Kinh phí\n{}"
    ahead = "2024 | 110 | 66\n2025 | 120 | 72\n"
    assert [status for *_, status in told(text.format(ahead))] == ["plan", "plan"]
    over = "2021 | 110 | 66\n2022 | 120 | 72\n"
    assert [status for *_, status in told(text.format(over))] == ["actual", "actual"]
