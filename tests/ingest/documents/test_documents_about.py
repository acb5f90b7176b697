"""Title, publisher, day, area and period: proposed with their words, never made up."""

import pytest
from builders_documents import codes, docx, paragraph, paste, read, says, table

_BODY = (
    "Thời gian qua, ngành thông tin và truyền thông đã hoàn thành nhiều nhiệm vụ được giao, hạ "
    "tầng số được đầu tư, các doanh nghiệp viễn thông bảo đảm liên lạc thông suốt trên địa bàn."
)
_CLOCK = "Thứ 2, 05/05/2025, 08:12[GMT+7]"
_SITE = "Cổng TTĐT tỉnh Lai Châu"
_TITLE = "Sở họp bàn công việc"
_OFFICE = "SỞ NỘI VỤ TỈNH LAI CHÂU"
_COUNCIL = "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"
_STTTT = "SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH LAI CHÂU"
_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def _article(lead: str, *, above: str = "", stamp: str = "", title: str = "") -> str:
    head = title or "Ngành thông tin và truyền thông họp bàn công việc"
    return "\n".join(filter(None, (above, head, stamp, lead, _BODY)))


@pytest.mark.parametrize(
    ("above", "stamp", "lead", "day"),
    [
        (_CLOCK, "Thứ 6, 14/07/2023 | 09:30", "Sáng 13/7, Sở họp.", "2023-07-14"),
        ("Hôm nay: 05/05/2025", "14/07/2023 9:30 Lượt xem: 1", "Ngày 13/7, Sở.", "2023-07-14"),
        ("", "Ngày đăng: 14-07-2023", "Sở họp bàn.", "2023-07-14"),
        ("", "Thứ Sáu, 14/07/2023 06:12 (GMT+7)", "Sở họp bàn.", "2023-07-14"),
        (_CLOCK.replace("2025", "2023"), "", "Sở tổng kết công tác năm 2022.", "2023-05-05"),
        ("", "14/07/2023", "Sở họp bàn.", "2023-07-14"),
        ("", "", "Lai Châu, 14/07/2023. Sáng nay, Sở họp bàn.", "2023-07-14"),
        ("Chủ nhật, 14/04/2024 | Hotline: 0203 777", "14/07/2023 09:30", "Sở họp.", "2023-07-14"),
        ("", "Cập nhật lúc 2023-07-14 15:00", "Sở họp bàn.", "2023-07-14"),
        ("Thứ Sáu, 14/07/2023 09:30", "", "Sáng 13/7, sơ kết 6 tháng đầu năm 2023.", "2023-07-14"),
        ("05/05/2025 08:12", "", "Sở tổng kết công tác năm 2021.", ""),
        (_CLOCK, "", "Sở họp bàn.", ""),
        ("", "", "Chiều 29/12, Sở tổng kết công tác năm 2020.", ""),
        ("", "", "Ngày 13/7/2023, Sở họp bàn.", "2023-07-13"),
        ("", "", "Sở thực hiện Nghị quyết số 07-NQ/TU ngày 9/5/2022 của Tỉnh ủy.", ""),
        ("", "14/13/2023 09:30", "Sở họp bàn.", ""),
        ("", "31/01/2022 | 16:03", "Sáng 29/12, Sở tổng kết công tác năm 2021.", "2022-01-31"),
    ],
)  # fmt: skip
def test_the_day_is_that_of_publication(above: str, stamp: str, lead: str, day: str) -> None:
    found = paste(_article(f"{lead} {_BODY}", above=above, stamp=stamp))
    assert says(found, found.published_on) == day


def test_the_day_of_an_official_paper_stands_after_its_place() -> None:
    head = "SỞ NỘI VỤ\nSố: 12/BC-SNV\nLai Châu, ngày {} tháng 7 năm 2023\nBÁO CÁO\n"
    about = "Kết quả công tác 6 tháng đầu năm 2023\n"
    signed = paste(head.format("05") + about + _BODY)
    draft = paste(head.format("....") + about + _BODY)
    assert says(signed, signed.published_on) == "2023-07-05"
    assert says(draft, draft.published_on) == "2023-07"


@pytest.mark.parametrize(
    ("lead", "period"),
    [
        ("Sơ kết 6 tháng đầu năm và triển khai nhiệm vụ 6 tháng cuối năm 2022.", "2022-H1"),
        ("Sở tổng kết công tác năm 2021, triển khai nhiệm vụ năm 2022.", "2021"),
        ("Sở báo cáo kết quả 9 tháng đầu năm 2023, phương hướng quý IV/2023.", "2023-09-30"),
        ("Sở đánh giá tình hình quý III/2023 và nhiệm vụ quý IV.", "2023-Q3"),
        ("Sở giao ban, đánh giá kết quả tháng 7, nhiệm vụ tháng 8/2023.", "2023-07"),
        ("Hội nghị đánh giá kết quả thực hiện nhiệm vụ năm 2022 và kế hoạch năm 2023.", "2022"),
        ("Tổng kết nhiệm vụ năm 2020.", "2020"),
        ("Sở sơ kết nửa đầu năm 2024.", "2024-H1"),
        ("Báo cáo tình hình tháng 6 và 6 tháng đầu năm 2023.", "2023-H1"),
        ("Năm 2022, Sở đã thực hiện các nhiệm vụ trọng tâm của ngành.", "2022"),
        ("Năm 2022, nhiệm vụ trọng tâm của ngành là triển khai kế hoạch.", ""),
        ("Mục tiêu đến năm 2025, định hướng đến năm 2030 của đề án giai đoạn 2021-2025.", ""),
        ("So với cùng kỳ năm 2021, tỷ lệ tăng nhiều.", ""),
        ("Sau 6 tháng triển khai, mô hình đạt kết quả tốt.", ""),
        ("Kết quả chỉ số DTI năm 2022 được công bố.", ""),
        ("Ngày hội chuyển đổi số năm 2022 có nhiều người dự.", ""),
        ("Trong 6 tháng đầu năm 2024, hạ tầng tiếp tục được mở rộng.", "2024-H1"),
    ],
)  # fmt: skip
def test_the_period_is_what_is_reported_on_and_not_what_is_planned(lead: str, period: str) -> None:
    found = paste(_article(f"{lead} {_BODY}"))
    assert says(found, found.period) == period
    assert codes(found) == []


def test_a_period_without_its_year_takes_that_of_the_date() -> None:
    found = paste(_article(f"Sở sơ kết 6 tháng đầu năm. {_BODY}", stamp="14/07/2023 09:30"))
    assert says(found, found.period) == "2023-H1"


def test_the_year_of_the_date_alone_is_taken_with_a_warning() -> None:
    found = paste(_article(_BODY, stamp="14/07/2023 09:30"))
    assert says(found, found.period) == "2023"
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("period-from-date", "warning")
    assert found.text[problem.locator.start : problem.locator.end] == "14/07/2023"


def test_in_january_the_year_of_the_date_is_not_taken_at_all() -> None:
    found = paste(_article(_BODY, stamp="14/01/2023 09:30"))
    assert (found.period.value, codes(found)) == ("", [])


@pytest.mark.parametrize(
    ("lead", "area"),
    [
        ("Sở Thông tin và Truyền thông tỉnh Lai Châu tổ chức hội nghị.", "vn63:12"),
        ("Ủy ban nhân dân thành phố Cần Thơ tổ chức hội nghị.", "vn63:92"),
        ("UBND TP. Hồ Chí Minh tổ chức hội nghị.", "vn63:79"),
        ("UBND TỈNH BÀ RỊA – VŨNG TÀU tổ chức hội nghị.", "vn63:77"),
        ("Sở Thông tin và Truyền thông Hoà Bình tổ chức hội nghị.", "vn63:17"),
        ("Học tập đạo đức, phong cách Hồ Chí Minh trong toàn ngành.", ""),
        ("Vì một thế giới hòa bình, ngành tổ chức hội nghị.", ""),
        ("Các nước Châu Á - Thái Bình Dương cùng dự hội nghị.", ""),
        ("Đồng chí Nguyễn Thái Bình dự và phát biểu tại hội nghị.", ""),
        ("UBND huyện Quảng Ninh tổ chức hội nghị.", ""),
        ("UBND thành phố Bắc Ninh tổ chức hội nghị.", ""),
        ("Huyen Phu Yen tinh Phu Yen to chuc hoi nghi.", ""),
        ("Các tỉnh Hà Giang, Lai Châu, Sơn La và Lào Cai cùng dự hội nghị.", ""),
        ("Tỉnh Lai Châu xếp thứ 5, đứng sau tỉnh Sơn La và tỉnh Hà Giang.", "vn63:12"),
        ("Sở ngành tỉnh Lai Châu. Sở ngành tỉnh Sơn La.", ""),
        ("Đoàn của tỉnh Lai Châu học tập kinh nghiệm của tỉnh Quảng Ninh.", "vn63:12"),
        ("Đại học Quốc gia TP. Hồ Chí Minh tập huấn cho ngành.", ""),
        ("TP.HCM vận hành bằng dữ liệu.", "vn63:79"),
    ],
)  # fmt: skip
def test_the_area_is_the_province_the_text_is_about(lead: str, area: str) -> None:
    found = paste(_article(f"{lead} {_BODY}", stamp="14/07/2023 09:30"))
    assert says(found, found.area) == area


@pytest.mark.parametrize(
    ("stamp", "name", "area"),
    [
        ("30/06/2025 09:30", "tỉnh Bắc Ninh", "vn63:27"),
        ("01/07/2025 09:30", "tỉnh Bắc Ninh", "vn34:24"),
        ("05/08/2025 09:30", "tỉnh Bắc Giang (cũ)", "vn63:24"),
        ("05/08/2025 09:30", "thành phố Huế", "vn34:46"),
        ("", "tỉnh Hà Giang", "vn63:02"),
        ("", "tỉnh Bắc Ninh", ""),
        ("", "từ tháng 3/2021, tỉnh Bắc Ninh", "vn63:27"),
        ("", "phấn đấu đến 2030, tỉnh Bắc Ninh", ""),
    ],
)
def test_the_date_says_which_provinces_hold(stamp: str, name: str, area: str) -> None:
    found = paste(_article(f"Sở ngành {name} họp bàn. {_BODY}", stamp=stamp))
    assert says(found, found.area) == area


def test_the_initials_of_a_paper_name_its_province_only_when_the_text_names_none() -> None:
    own = paste(_article(f"(BGĐT) - Sở họp bàn. {_BODY}", stamp="14/07/2023 09:30"))
    other = paste(_article(f"(BGĐT) - Sở ngành tỉnh Sơn La họp. {_BODY}", stamp="14/07/2023 9:30"))
    shared = paste(_article(f"(QNĐT) - Sở họp bàn. {_BODY}", stamp="14/07/2023 09:30"))
    assert says(own, own.area) == "vn63:24"
    assert says(other, other.area) == "vn63:14"
    assert says(shared, shared.area) == ""


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (f"Họp bàn công việc của ngành\n(Baolaichau.vn) - Sở họp bàn. {_BODY}", "Baolaichau.vn"),
        (f"Họp bàn công việc của ngành\nBLCĐT - Sở họp bàn. {_BODY}", "BLCĐT"),
        (f"Họp bàn công việc của ngành\n{_BODY}\nNguồn: Báo Lai Châu", "Báo Lai Châu"),
        (f"{_SITE}\nHọp bàn công việc của ngành\n{_BODY}", _SITE),
        (f"UBND TỈNH LAI CHÂU\nSỞ NỘI VỤ\nBÁO CÁO\nvề công việc của ngành\n{_BODY}", _OFFICE),
        (f"UBND TỈNH LAI CHÂU | CỘNG HÒA XÃ HỘI\nSỞ NỘI VỤ | Độc lập\nBÁO CÁO\n{_BODY}", _OFFICE),
        (f"ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\nSố: 5/BC\nBÁO CÁO\n{_BODY}", _COUNCIL),
        (f"SỞ THÔNG TIN\nVÀ TRUYỀN THÔNG\nTỈNH LAI CHÂU\nBÁO CÁO\n{_BODY}", _STTTT),
        (f"BỘ THÔNG TIN VÀ TRUYỀN THÔNG\nCỤC BƯU CHÍNH\nBÁO CÁO\n{_BODY}", "CỤC BƯU CHÍNH"),
        (f"Họp bàn công việc của ngành\n{_BODY}", ""),
    ],
)  # fmt: skip
def test_the_publisher_is_named_by_dateline_letterhead_or_source(text: str, publisher: str) -> None:
    found = read(text)
    assert says(found, found.publisher) == publisher


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("mask\n\nSở Thông tin và Truyền thông họp bàn", "Sở Thông tin và Truyền thông họp bàn"),
        (f"icon Facebook icon Liên hệ\nTrang chủ > Tin tức > Sở\n{_TITLE}", _TITLE),
        (f"Chuyên mục\nThứ 2, 05/05/2025\n{_TITLE}", _TITLE),
        ("BÁO CÁO\n\nKết quả năm 2022\nvà nhiệm vụ", "BÁO CÁO Kết quả năm 2022 và nhiệm vụ"),
        ("SỞ NỘI VỤ\nSố: 12/BC-SNV\nTHÔNG BÁO\nKết luận cuộc họp", "THÔNG BÁO Kết luận cuộc họp"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_title_is_no_menu_no_date_and_no_office(head: str, title: str) -> None:
    found = paste(f"{head}\n{_BODY}".lstrip())
    assert says(found, found.title) == title


def test_the_letterhead_weighs_more_than_neighbours_that_are_ranked_beside() -> None:
    head = "UBND TỈNH LAI CHÂU\nSỞ NỘI VỤ\nLai Châu, ngày 5 tháng 7 năm 2023\nBÁO CÁO\nKết quả\n"
    found = paste(f"{head}Xếp thứ 21, cao hơn tỉnh Hà Nam (thứ 36) và tỉnh Thái Bình (thứ 43).")
    assert says(found, found.area) == "vn63:12"


def test_a_letterhead_in_the_cells_of_a_table_is_read_line_by_line() -> None:
    left = "".join(map(paragraph, ["UBND TỈNH LAI CHÂU", "SỞ NỘI VỤ", "Số: 5/KH-SNV"]))
    right = "".join(map(paragraph, [_MOTTO, "Lai Châu, ngày 8 tháng 12 năm 2023"]))
    head = table([[f"<w:tc>{left}</w:tc>", f"<w:tc>{right}</w:tc>"]])
    body = [paragraph("KẾ HOẠCH"), paragraph("Chuyển đổi số năm 2024"), paragraph(_BODY)]
    found = read(docx(head, *body), "ke-hoach.docx")
    assert says(found, found.title) == "KẾ HOẠCH Chuyển đổi số năm 2024"
    assert says(found, found.publisher) == _OFFICE
    assert says(found, found.published_on) == "2023-12-08"
    assert says(found, found.period) == "2024"


@pytest.mark.parametrize(
    "lead",
    [
        "Thực hiện Quyết định số 12/QĐ-UBND ngày 05/5/2021, tỉnh đã vào việc.",
        "Dịch vụ công lên mức độ 4 từ ngày 10/9/2021 trên toàn tỉnh.",
        "Tính đến ngày 30/9/2021, toàn tỉnh đã xong.",
    ],
)
def test_the_day_of_a_decision_or_of_a_count_is_no_day_of_publication(lead: str) -> None:
    assert paste(f"Họp bàn công việc của ngành\n{lead} {_BODY}").published_on.value == ""


def test_the_host_of_a_page_is_not_what_it_writes_about() -> None:
    host = "TRANG THÔNG TIN ĐIỆN TỬ XÃ YÊN - TỈNH THANH HÓA"
    told = paste(_article(f"Tỉnh Lai Châu họp bàn. {_BODY}", above=host, stamp="14/07/2023 9:30"))
    alone = paste(_article(_BODY, above=host, stamp="14/07/2023 9:30"))
    assert says(told, told.area) == "vn63:12"
    assert says(told, told.title) != host
    assert says(alone, alone.area) == "vn63:38"


def test_a_plan_is_for_the_year_in_its_title() -> None:
    head = "Lai Châu, ngày 19 tháng 01 năm 2024\n\nKẾ HOẠCH\nChuyển đổi số năm 2024\n"
    found = paste(f"{head}{_BODY} Kết quả năm 2023 đã đạt được nhiều mặt tích cực.")
    assert says(found, found.period) == "2024"


def test_a_letterhead_kept_apart_with_the_space_bar_is_two_columns() -> None:
    head = "UBND TỈNH LAI CHÂU          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    day = "Số: 12/BC-STTTT             Lai Châu, ngày 5 tháng 7 năm 2023\n\n"
    found = paste(f"{head}{day}BÁO CÁO\nKết quả công tác 6 tháng đầu năm 2023\n{_BODY}")
    assert says(found, found.published_on) == "2023-07-05"
    assert says(found, found.publisher) == "UBND TỈNH LAI CHÂU"
    halves = found.text.split("\n")[0].split(" | ")
    assert [half.strip() for half in halves] == ["UBND TỈNH LAI CHÂU", _MOTTO]


def test_a_report_on_nine_months_is_often_written_before_they_are_over() -> None:
    head = "Lai Châu, ngày 20 tháng 9 năm 2025\nBÁO CÁO\nKết quả chuyển đổi số 9 tháng năm 2025\n"
    found = paste(head + _BODY)
    assert says(found, found.period) == "2025-09-30"


def test_what_a_news_item_begins_with_is_not_its_period_when_long_over() -> None:
    lead = f"Năm 2020, 2021 và 2022, tỉnh lần lượt xếp thứ 44, 20 và 12. {_BODY}"
    found = paste(_article(lead, stamp="Ngày đăng: 10-10-2023"))
    assert says(found, found.period) == "2023"
    assert codes(found) == ["period-from-date"]
