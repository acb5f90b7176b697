"""Tables of a report: results and plans by their columns, annexes, units below the province."""

from builders_reports import sure, unread

TASKS = "I. KẾT QUẢ NĂM 2023\nĐã làm.\nII. NHIỆM VỤ NĂM 2024\nTiếp tục.\n"
COLUMNS = (
    "PHỤ LỤC 1. KẾT QUẢ CÁC CHỈ TIÊU\n"
    "STT | Chỉ tiêu | ĐVT | TH 2022 | KH 2023 | TH 2023 | TH/KH (%) | KH 2024\n"
    "1 | Số trạm BTS | trạm | 1.755 | 1.830 | 1.850 | 101,1 | 1.900\n"
)
UNITS = (
    "Phụ lục 2\n"
    "TT | {head} | Số trạm BTS 2023 | Số Tổ công nghệ số cộng đồng\n"
    "1 | Lạng Giang | 210 | 150\n"
    "2 | Chí Linh | 140 | 110\n"
    "Tổng cộng | 1.850 | 1.335\n"
)


def told(text: str) -> list[tuple[str, float, str, str]]:
    figures = sure(text, period="2023", day="2023-12-15")
    return [(c.indicator, c.value, c.period.key, c.obs_status) for c in figures]


def test_an_annex_stands_under_no_task_and_its_columns_say_what_a_figure_is() -> None:
    assert told(TASKS + COLUMNS) == [
        ("bts_stations", 1755, "2022", "actual"),
        ("bts_stations", 1830, "2023", "plan"),
        ("bts_stations", 1850, "2023", "actual"),
        ("bts_stations", 1900, "2024", "plan"),
    ]


def test_a_ratio_of_result_and_plan_is_no_figure() -> None:
    assert unread(COLUMNS)["101,1"] == "so sánh hoặc phần của kế hoạch"


def test_a_year_in_the_head_of_a_column_and_a_running_number_are_no_figures() -> None:
    reasons = unread(UNITS.format(head="Huyện, thành phố"))
    assert reasons["2023"] == "năm, không phải số lượng"
    assert reasons["1"] == "số thứ tự"


def test_rows_of_units_below_the_province_are_theirs_and_the_total_is_the_provinces() -> None:
    for head in ("Huyện, thành phố", "Tên xã", "Đơn vị", "Địa phương"):
        assert told(UNITS.format(head=head)) == [
            ("bts_stations", 1850, "2023", "actual"),
            ("community_digital_teams", 1335, "2023", "actual"),
        ]


def test_a_column_of_units_of_measure_names_no_units_below_the_province() -> None:
    table = "TT | Chỉ tiêu | Đơn vị | Năm 2023\n1 | Số trạm BTS | Trạm | 1.850\n"
    assert told(table) == [("bts_stations", 1850, "2023", "actual")]


def test_a_list_of_indicators_holds_results() -> None:
    for lead, status in (("Một số chỉ tiêu chính", "actual"), ("Chỉ tiêu phấn đấu", "target")):
        (figure,) = told(f"BÁO CÁO\nTình hình chung.\n{lead}:\n- Số trạm BTS: 1.850.\n")
        assert figure[3] == status


def money(table: str) -> list[tuple[str, float]]:
    return [(indicator, value) for indicator, value, _, _ in told(table)]


def test_the_unit_of_money_is_told_in_a_row_over_a_column_or_above_a_table() -> None:
    revenue = [("postal_revenue", 139_840_000_000)]
    for table in (
        "TT | Nội dung | ĐVT | Năm 2023\n1 | Doanh thu bưu chính | triệu đồng | 139.840\n",
        "TT | Nội dung | ĐVT | Năm 2023\n1 | Doanh thu bưu chính | Tỷ đồng | 139,84\n",
        "TT | Nội dung | Năm 2023 (triệu đồng)\n1 | Doanh thu bưu chính | 139.840\n",
        "TT | Nội dung | Năm 2023\n1 | Doanh thu bưu chính (tỷ đồng) | 139,84\n",
        "ĐVT: triệu đồng\nTT | Nội dung | Năm 2023\n1 | Doanh thu bưu chính | 139.840\n",
        "Doanh thu bưu chính (triệu đồng): 139.840\n",
    ):
        assert money("PHỤ LỤC\n" + table) == revenue, table


def test_the_unit_of_one_row_is_no_other_rows() -> None:
    table = (
        "PHỤ LỤC\nTT | Nội dung | ĐVT | Năm 2023\n"
        "1 | Doanh thu bưu chính | triệu đồng | 139.840\n"
        "2 | Số trạm BTS | trạm | 1.850\n"
        "3 | Số thuê bao Internet | nghìn thuê bao | 961\n"
        "4 | Tỷ lệ hồ sơ nộp trực tuyến | % | 78,3\n"
    )
    assert money(table) == [
        ("postal_revenue", 139_840_000_000),
        ("bts_stations", 1850),
        ("internet_subscribers", 961_000),
        ("online_dossier_rate", 78.3),
    ]


def test_a_number_with_a_unit_of_its_own_keeps_it() -> None:
    table = "TT | Nội dung | ĐVT | Năm 2023\n1 | Doanh thu bưu chính | triệu đồng | 139,84 tỷ\n"
    assert money("PHỤ LỤC\n" + table) == [("postal_revenue", 139_840_000_000)]
