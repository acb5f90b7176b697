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


YEARS = ("2019|1.702.344|1.640.121|62.223", "2020|1.689.510|1.634.088|55.422")


def by_year(*indicators: str) -> Told:
    rows = [row.replace(".", "").split("|") for row in YEARS]
    return [
        (name, float(value), row[0], "actual")
        for row in rows
        for name, value in zip(indicators, row[1:], strict=True)
    ]


PHONES = by_year("phone_subscribers", "mobile_subscribers", "fixed_phone_subscribers")


def test_a_total_no_part_exceeds_says_which_lines_head_the_columns_of_years() -> None:
    heads = "Số thuê bao điện thoại|Tổng số|Di động|Cố định"
    assert told(lines(heads, *YEARS)) == PHONES


def test_a_yearbook_repeats_its_heads_in_english_and_breaks_its_last_year() -> None:
    text = lines(
        "Biểu 214", "Số thuê bao điện thoại có đến 31/12",
        "Number of telephone subscribers as of 31 December", "Tổng số|Total",
        "Trong đó - Of which", "Di động - Mobile", "Cố định|Fixed telephone",
        "Thuê bao - Subscribers", YEARS[0], YEARS[1].replace("2020", "Sơ bộ -|Prel|. 2020"),
        "Chỉ số phát triển (Năm trước = 100) - %", "2019|101,20|101,50|93,30",
        "Sơ bộ -|Prel|. 2020|99,25|99,63|89,07",
    )  # fmt: skip
    assert told(text) == PHONES
    assert told(text.replace("\n", "\n\n")) == PHONES


def test_shares_below_counts_of_the_same_years_are_indices_and_no_figures() -> None:
    text = lines(
        "208. Số thuê bao điện thoại và internet", "Số thuê bao internet", "Tổng số",
        "Trong đó: Di động", *YEARS, "2019|101,20|101,50|93,30", "2020|99,25|99,63|89,07",
    )  # fmt: skip
    # Its heads are turned, so that each figure is asked.
    assert told(text) == []
    asked = report(text, period="2023", day="2023-12-15").proposals
    names = ("phone_subscribers", "mobile_subscribers", "internet_subscribers")
    assert [p.figure.indicator for p in asked] == [name for name, *_ in by_year(*names)]


def test_heads_in_another_order_than_the_title_names_them_are_asked() -> None:
    heads = ("Thuê bao internet", "Tổng số thuê bao điện thoại", "Trong đó: Di động")
    text = lines("115. Thuê bao điện thoại, thuê bao internet", *heads, *YEARS)
    assert told(text) == []
    assert report(text, period="2023", day="2023-12-15").proposals


def asked_why(text: str) -> set[str]:
    assert told(text) == []
    proposals = report(text, period="2023", day="2023-12-15").proposals
    return {str(doubt) for p in proposals for doubt in p.doubts}


def test_a_head_above_a_total_that_the_title_names_behind_it_is_asked() -> None:
    title = "51. Thuê bao điện thoại và thuê bao internet"
    english = "Number of telephone and internet subscribers"
    group = ("Tổng số", "Trong đó: Di động", "Total", "Of which: Mobi-phone")
    other = ("Thuê bao internet", "Number of internet", "subscribers")
    phones = ("Số thuê bao điện thoại", "Number of telephone subscribers")
    unit = ("Thuê bao -", "Subscribers")
    for heads in (
        (*phones, *other, *group, *unit), (*other, *group, *unit), (*other, *group, "Năm"),
        (*other, *group, "Ghi chú khác"),
    ):  # fmt: skip
        doubts = asked_why(lines(title, english, *heads, *YEARS))
        assert any("Bảng mất bố cục" in doubt for doubt in doubts), heads


def test_a_total_whose_order_the_title_confirms_is_taken() -> None:
    text = lines(
        "51. Thuê bao điện thoại và thuê bao internet", "Tổng số thuê bao điện thoại",
        "Trong đó: Di động", "Thuê bao internet", "Năm", *YEARS,
    )  # fmt: skip
    assert told(text) == by_year("phone_subscribers", "mobile_subscribers", "internet_subscribers")


REVENUE = (
    "Doanh thu bưu chính, chuyển phát và viễn thông trên địa bàn",
    "Turnover of postal, delivery and telecommunication service", "\xa0", "Tổng số", "Total",
    "Chia ra - Of which", "Bưu chính, chuyển phát", "Viễn thông", "\xa0",
    "Tỷ đồng - Bill. dongs",
)  # fmt: skip


def test_revenue_is_taken_where_the_total_is_the_sum_of_its_parts() -> None:
    text = lines(*REVENUE, "2018|1.204,6|101,5|1.103,1", "Sơ bộ - Prel. 2019|1.310,2|120,0|1.190,2")
    names = ("post_telecom_revenue", "postal_revenue", "telecom_revenue")
    figures = (("2018", 1204.6, 101.5, 1103.1), ("2019", 1310.2, 120.0, 1190.2))
    assert [(name, round(value / 1e8), *rest[:1]) for name, value, *rest in told(text)] == [
        (name, round(value * 10), year)
        for year, *values in figures
        for name, value in zip(names, values, strict=True)
    ]


def test_revenue_whose_parts_make_no_total_is_not_taken() -> None:
    rows = ("2018|1.204,6|101,5|1.003,1", "2019|1.310,2|120,0|1.190,2")
    assert told(lines(*REVENUE, *rows)) == []


def test_a_year_without_its_total_says_nothing_against_the_heads() -> None:
    heads = "Số thuê bao điện thoại|Tổng số|Di động|Cố định"
    rows = (YEARS[0], "2020|…|" + YEARS[1].split("|", 2)[2])
    assert told(lines(heads, *rows)) == [row for row in PHONES if row != PHONES[3]]


def test_heads_that_no_full_row_confirms_are_asked() -> None:
    heads = "Số thuê bao điện thoại|Tổng số|Di động|Cố định"
    rows = [f"{row.split('|')[0]}|…|{row.split('|', 2)[2]}" for row in YEARS]
    assert told(lines(heads, *rows)) == []
    assert report(lines(heads, *rows), period="2023", day="2023-12-15").proposals


def test_two_plain_heads_below_subscribers_per_100_are_both_densities() -> None:
    heads = (
        "52. Số thuê bao bình quân 100 dân", "Number of subscribers per 100 inhabitants",
        "Điện thoại", "Telephone", "Internet",
    )  # fmt: skip
    above = (
        "Tổng số thuê bao", "Di động", "Cố định", *YEARS, "Ghi chú:",
        "Chỉ số phát triển (Năm trước = 100) - %",
    )  # fmt: skip
    rows = ("2018|81,4|35,2", "Sơ bộ -|Prel|. 2019|84,0|38,6")
    expected = [
        ("phones_per_100", 81.4, "2018", "actual"), ("internet_per_100", 35.2, "2018", "actual"),
        ("phones_per_100", 84.0, "2019", "actual"), ("internet_per_100", 38.6, "2019", "actual"),
    ]  # fmt: skip
    assert told(lines(*heads, *rows)) == expected
    # Words on indices above the title are of the table before it.
    assert told(lines(*above, *heads, *rows))[-4:] == expected


def test_a_rank_with_its_score_alone_in_a_line_is_not_the_home_provinces() -> None:
    title = "Xếp hạng mức độ chuyển đổi số (DTI) năm 2022\n"
    rows = ("TT|Tỉnh|Năm 2022", "1|Lâm Đồng|01 (0,731)", "2|Lào Cai|02 (0,702)")
    assert told(title + lines(*rows)) == []
    assert told("Năm 2022, chỉ số DTI của tỉnh: 02 (0,702).") != []


def test_kinds_of_post_offices_are_not_all_of_them() -> None:
    kinds = ("1|Số bưu cục trung tâm|bưu cục|2|2", "2|Số bưu cục huyện|bưu cục|14|15")
    assert told(lines(HEAD, *kinds)) == []
    every = told(lines(HEAD, *kinds, "3|Tổng số bưu cục|bưu cục|16|17"))
    assert [(name, value) for name, value, *_ in every] == [
        ("post_offices", 16),
        ("post_offices", 17),
    ]


def test_years_whose_heads_no_line_begins_are_asked() -> None:
    text = lines("Thuê bao điện thoại di động", "Thuê bao cố định", "Thuê bao Internet", *YEARS)
    assert told(text) == []
    assert [p.figure.indicator for p in report(text, period="2023", day="2023-12-15").proposals]


def test_mobile_subscribers_of_the_internet_are_no_telephones() -> None:
    text = lines("12. Số thuê bao internet", "Tổng số", "Di động", "Cố định", *YEARS)
    assert not {name for name, *_ in told(text)} & {"mobile_subscribers", "phone_subscribers"}


def test_rows_that_bullets_begin_are_told_apart_by_the_words_behind_their_figures() -> None:
    text = lines(
        "Mục tiêu/Chỉ tiêu|Đề ra năm 2023|Kết quả năm 2023|Đánh giá", "a) Chính quyền số",
        "- Tỷ lệ hồ sơ nộp trực tuyến|45%|61,5%|Vượt",
        "- Tỷ lệ hồ sơ công việc xử lý trên môi trường mạng", "+ Cấp tỉnh|95%|96%|Vượt",
        "+ Cấp xã", "(trừ hồ sơ mật)|70%|66%|Chưa đạt", "b) Kinh tế số",
        "- Tỷ trọng kinh tế số trong GRDP|9%|7,5%|Chưa đạt",
    )  # fmt: skip
    expected = [
        (name, value, "2023", status)
        for name, *values in (
            ("online_dossier_rate", 45.0, 61.5), ("work_files_online_province", 95.0, 96.0),
            ("work_files_online_commune", 70.0, 66.0), ("digital_economy_grdp_share", 9.0, 7.5),
        )
        for value, status in zip(values, ("target", "actual"), strict=True)
    ]  # fmt: skip
    assert told(text) == expected


def test_a_bulleted_row_that_lacks_a_figure_moves_none_under_another_head() -> None:
    text = lines(
        "Chỉ tiêu|Mục tiêu năm 2023|Kết quả năm 2023|Đánh giá",
        "- Tỷ lệ hồ sơ nộp trực tuyến|61,5%|Vượt", "- Tỷ lệ phủ sóng 4G|99%|99,5%|Vượt",
        "- Tỷ trọng kinh tế số trong GRDP|9%|7,5%|Chưa đạt",
    )  # fmt: skip
    assert {name for name, *_ in told(text)} == {"mobile_4g_coverage", "digital_economy_grdp_share"}


def test_a_section_below_the_head_leaves_the_years_over_the_columns() -> None:
    head = "STT\tChỉ tiêu\tĐVT\t2010\t2011\t2012\n"
    text = (
        f"{head}\tBƯU CHÍNH, VIỄN THÔNG\n1\tMạng lưới\tbưu cục\n"
        "2\tThuê bao Internet\tthuê bao\t16,532\t20,229\n\n"
        f"{head}\tVẬN TẢI\n1\tHàng hóa\tnghìn tấn\t1,200\t1,310\t1,402\n"
    )
    assert told(text) == [
        ("internet_subscribers", 16532, "2010", "actual"),
        ("internet_subscribers", 20229, "2011", "actual"),
    ]


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
