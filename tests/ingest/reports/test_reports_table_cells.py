"""Tables inside reports, read as tables: columns, parts of rows, totals, titles."""

import pytest
from builders_reports import sure, unread

Told = list[tuple[str, float, str, str]]


def told(text: str) -> Told:
    figures = sure(text, period="2023", day="2023-12-15")
    return [(c.indicator, c.value, c.period.key, c.obs_status) for c in figures]


def table(*rows: str, mark: str = " | ", above: str = "PHỤ LỤC 1\n") -> str:
    return above + "".join(row.replace("|", mark) + "\n" for row in rows)


@pytest.mark.parametrize("mark", ["|", " | ", "\t"])
def test_cells_are_parted_by_bars_with_or_without_blanks_and_by_tabs(mark: str) -> None:
    rows = ("TT|Chỉ tiêu|ĐVT|TH 2022|KH 2023", "1|Số trạm BTS|Trạm|1.755|1.830")
    assert told(table(*rows, mark=mark)) == [
        ("bts_stations", 1755, "2022", "actual"),
        ("bts_stations", 1830, "2023", "plan"),
    ]


def test_the_rule_under_the_head_of_a_markdown_table_is_no_row() -> None:
    text = "PHỤ LỤC\n| Chỉ tiêu | 2022 | 2023 |\n|---|---|:-:|\n| Số trạm BTS | 1.755 | 1.850 |\n"
    assert [value for _, value, _, _ in told(text)] == [1755, 1850]


def test_a_part_of_a_row_takes_the_head_of_its_name() -> None:
    rows = (
        "TT|Chỉ tiêu|ĐVT|Năm 2022|Năm 2023",
        "1|Tổng số trạm BTS|Trạm|1.755|1.850",
        "|Trong đó: - 4G|Trạm|690|702",
        "|- 5G|Trạm|0|12",
        "2|Hồ sơ công việc xử lý trên môi trường mạng||||",
        "2.1|Cấp tỉnh|%|95|98",
        "2.2|Cấp xã|%|70|81",
    )
    found = {(indicator, value) for indicator, value, _, _ in told(table(*rows, mark="\t"))}
    assert {("bts_4g", 702), ("bts_5g", 0), ("bts_5g", 12)} <= found
    assert {("work_files_online_province", 98), ("work_files_online_commune", 81)} <= found
    assert ("bts_stations", 702) not in found


def test_only_the_total_of_operators_is_the_provinces() -> None:
    rows = (
        "TT|Doanh nghiệp|Trạm 2G|Trạm 4G",
        "1|Viettel|398|677",
        "2|VNPT|344|488",
        "|Tổng cộng|742|1.165",
    )
    text = table(*rows, mark="\t", above="Bảng 1. Trạm theo doanh nghiệp\n")
    assert [(i, v) for i, v, _, _ in told(text)] == [("bts_2g", 742), ("bts_4g", 1165)]
    assert unread(text)["677"] == "số của Viettel, không phải của cả tỉnh"


def test_a_district_that_bears_the_provinces_name_is_no_total() -> None:
    rows = (
        "Huyện, thành phố | Trạm 4G", "TP Bắc Ninh | 120", "Yên Phong | 80", "Toàn tỉnh | 702",
    )  # fmt: skip
    assert [v for _, v, _, _ in told(table(*rows))] == [702]


def test_score_and_rank_of_an_index_stand_in_columns_of_their_own() -> None:
    rows = (
        "Chỉ số thành phần DTI | Điểm 2022 | Hạng 2021 | Hạng 2022",
        "Trụ cột chính quyền số | 0,6702 | 15 | 18",
    )
    assert told(table(*rows)) == [
        ("dti_pillar_government", 0.6702, "2022", "actual"),
        ("dti_pillar_government_rank", 15, "2021", "actual"),
        ("dti_pillar_government_rank", 18, "2022", "actual"),
    ]


def test_a_column_that_compares_and_one_without_a_time_beside_others_hold_no_figures() -> None:
    rows = (
        "Chỉ tiêu | ĐVT | TH 2022 | TH 2023 | Tăng, giảm | Tỷ lệ (%)",
        "Số trạm BTS | trạm | 1.755 | 1.850 | 95 | 105,4",
    )
    assert [v for _, v, _, _ in told(table(*rows))] == [1755, 1850]
    reasons = unread(table(*rows))
    assert reasons["95"] == reasons["105,4"] == "so sánh hoặc phần của kế hoạch"


def test_the_columns_of_former_provinces_are_theirs() -> None:
    rows = (
        "Chỉ tiêu | ĐVT | Địa bàn Bắc Giang cũ | Địa bàn Bắc Ninh cũ | Toàn tỉnh",
        "Trạm BTS | trạm | 4.108 | 3.617 | 7.725",
    )
    text = table(*rows, above="SỐ LIỆU HẠ TẦNG SỐ (số liệu đến 31/7/2025)\n")
    figures = sure(text, area="vn34:24", period="", day="2025-08-20")
    assert [(c.value, c.period.key) for c in figures] == [(7725, "2025-07-31")]


def test_a_title_says_when_its_table_is_of_and_an_act_it_is_annexed_to_does_not() -> None:
    above = (
        "Kết quả 6 tháng đầu năm 2023\n"
        "(Kèm theo Báo cáo số 29/BC-STTTT ngày 05/02/2024)\n"
    )  # fmt: skip
    rows = ("Nội dung | ĐVT | Số lượng", "Số trạm BTS | trạm | 1.850")
    assert told(table(*rows, above=above)) == [("bts_stations", 1850, "2023-H1", "actual")]


def test_years_in_the_first_column_are_the_rows() -> None:
    rows = (
        "Năm | Số trạm BTS | Thuê bao Internet", "2021 | 1.700 | 301.500", "2022 | 1.755 | 322.000",
    )  # fmt: skip
    assert told(table(*rows)) == [
        ("bts_stations", 1700, "2021", "actual"),
        ("internet_subscribers", 301500, "2021", "actual"),
        ("bts_stations", 1755, "2022", "actual"),
        ("internet_subscribers", 322000, "2022", "actual"),
    ]


def test_a_density_is_one_by_the_words_of_its_label() -> None:
    rows = ("Chỉ tiêu | ĐVT | 2022 | 2023", "Thuê bao điện thoại/100 dân | TB | 98,1 | 99,4")
    assert [(i, v) for i, v, _, _ in told(table(*rows))] == [
        ("phones_per_100", 98.1),
        ("phones_per_100", 99.4),
    ]


def test_a_part_of_an_index_may_stand_over_a_column_of_a_list_of_provinces() -> None:
    rows = (
        "Tỉnh | Hạ tầng số | Giá trị DTI", "Bắc Giang | 0,3518 | 0,3902",
        "Hưng Yên | 0,4518 | 0,4902",
    )  # fmt: skip
    assert told(table(*rows, above="Kết quả DTI năm 2022 (trích):\n")) == [
        ("dti_infrastructure", 0.3518, "2022", "actual"),
        ("dti_score", 0.3902, "2022", "actual"),
    ]


def test_a_table_of_districts_without_a_total_gives_nothing() -> None:
    rows = ("Huyện | Số trạm BTS | Số điểm bưu chính", "Yên Thế | 210 | 40", "Lục Ngạn | 140 | 31")
    assert told(table(*rows)) == []
