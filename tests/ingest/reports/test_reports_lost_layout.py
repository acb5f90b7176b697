"""Tables that lost their layout: one cell a line."""

from builders_reports import report, sure, unread

Told = list[tuple[str, float, str, str]]


def told(text: str) -> Told:
    figures = sure(text, period="2023", day="2023-12-15")
    return [(c.indicator, c.value, c.period.key, c.obs_status) for c in figures]


def lines(*rows: str) -> str:
    return "PHỤ LỤC 1\n" + "".join(cell + "\n" for row in rows for cell in row.split("|"))


HEAD = "TT|Chỉ tiêu|ĐVT|Năm 2022|Năm 2023"
STATIONS = [
    ("bts_stations", 1755.0, "2022", "actual"),
    ("bts_stations", 1850.0, "2023", "actual"),
]
INTERNET = [
    ("internet_subscribers", 301500.0, "2022", "actual"),
    ("internet_subscribers", 322000.0, "2023", "actual"),
]
POINTS = [("postal_points", 298.0, "2022", "actual"), ("postal_points", 304.0, "2023", "actual")]


def test_the_cycle_of_the_lines_makes_rows_under_their_sections() -> None:
    text = lines(
        HEAD, "A|BƯU CHÍNH", "1|Điểm phục vụ bưu chính|Điểm|298|304", "B|VIỄN THÔNG",
        "2|Số trạm BTS|Trạm|1.755|1.850", "3|Thuê bao Internet|Thuê bao|301.500|322.000",
    )  # fmt: skip
    assert told(text) == POINTS + STATIONS + INTERNET


def test_a_table_without_running_numbers_is_found_by_its_heads() -> None:
    rows = ("Số trạm BTS|trạm|1.755|1.850", "Thuê bao Internet|thuê bao|301.500|322.000")
    assert told(lines("Chỉ tiêu|ĐVT|2022|2023", *rows, "Điểm phục vụ bưu chính|điểm|298|304")) == [
        *STATIONS,
        *INTERNET,
        *POINTS,
    ]


def test_blank_lines_between_cells_and_words_in_a_last_column_part_no_rows() -> None:
    text = lines(
        "TT|Chỉ tiêu|Đơn vị|Mục tiêu năm 2023|Kết quả năm 2023|Đánh giá",
        "1|Số trạm BTS|Trạm|1.830|1.850|Đạt",
        "2|Tỷ lệ hồ sơ nộp trực tuyến|%|80|78,3|Chưa đạt",
        "3|Điểm phục vụ bưu chính|Điểm|300|304|Đạt",
    ).replace("\n", "\n\n")
    assert told(text) == [
        ("bts_stations", 1830, "2023", "target"),
        ("bts_stations", 1850, "2023", "actual"),
        ("online_dossier_rate", 80, "2023", "target"),
        ("online_dossier_rate", 78.3, "2023", "actual"),
        ("postal_points", 300, "2023", "target"),
        ("postal_points", 304, "2023", "actual"),
    ]


def test_a_row_that_lacks_a_cell_moves_no_figure_under_another_head() -> None:
    text = lines(
        HEAD, "1|Điểm phục vụ bưu chính|Điểm|298|304", "2|Số trạm BTS|Trạm|1.755",
        "3|Thuê bao Internet|Thuê bao|301.500|322.000", "4|Số bưu cục|Bưu cục|61|72",
    )  # fmt: skip
    found = told(text)
    assert found[:4] == POINTS + INTERNET
    assert not [one for one in found if one[0] == "bts_stations"]
    assert unread(text)["1.755"].startswith("dòng của bảng thiếu hoặc thừa ô")


def test_under_years_down_the_side_nothing_is_taken_without_a_question() -> None:
    text = lines(
        "Số thuê bao điện thoại|Tổng số|Di động|Cố định",
        "2019|1.702.344|1.640.121|62.223", "2020|1.689.510|1.634.088|55.422",
        "2021|1.655.278|1.606.554|48.724",
    )  # fmt: skip
    assert told(text) == []
    asked = report(text, period="2023", day="2023-12-15").proposals
    assert {(p.figure.indicator, p.figure.value) for p in asked} >= {
        ("mobile_subscribers", 1640121.0)
    }


def test_a_part_of_the_row_above_needs_no_running_number() -> None:
    text = lines(
        HEAD, "1|Điểm phục vụ bưu chính|Điểm|298|304", "Trong đó: Bưu cục|Bưu cục|31|33",
        "2|Số trạm BTS|Trạm|1.755|1.850", "- Trạm 4G|Trạm|702|745",
        "3|Thuê bao Internet|Thuê bao|301.500|322.000",
    )  # fmt: skip
    offices = [("post_offices", 31.0, "2022", "actual"), ("post_offices", 33.0, "2023", "actual")]
    fourth = [("bts_4g", 702.0, "2022", "actual"), ("bts_4g", 745.0, "2023", "actual")]
    assert told(text) == POINTS + offices + STATIONS + fourth + INTERNET


def test_short_lines_of_prose_are_no_table() -> None:
    text = lines("Số trạm BTS:|1.850", "Năm 2023", "Số máy:|12", "Ghi chú", "Nơi nhận")
    assert [one[:2] for one in told(text)] == [("bts_stations", 1850)]
