"""Of which period a figure is, and whether it is a result, an estimate, a target or a plan."""

import pytest
from builders_reports import figures, one, periods, reading, statuses, sure

_RATE = "tỷ lệ hồ sơ trực tuyến đạt 67%"


def half_year(text: str) -> dict[str, str]:
    """A report on the first half of 2023, written in June."""
    return {"text": text, "period": "2023-H1", "day": "2023-06-19"}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (f"Năm 2021, {_RATE}.", "2021"),
        (f"6 tháng đầu năm 2022, {_RATE}.", "2022-H1"),
        (f"Quý III/2022, {_RATE}.", "2022-Q3"),
        (f"Trong tháng 9/2022, {_RATE}.", "2022-09"),
        (f"9 tháng đầu năm 2022, {_RATE}.", "2022-09-30"),
        (f"Tính đến ngày 30/11/2022, {_RATE}.", "2022-11-30"),
        (f"Đến hết tháng 10/2022, {_RATE}.", "2022-10-31"),
        ("Tỷ lệ hồ sơ trực tuyến năm 2021 đạt 67%.", "2021"),
        ("Tỷ lệ hồ sơ trực tuyến đạt 67% (tính đến ngày 30/11/2022).", "2022-11-30"),
        (f"Toàn tỉnh {_RATE}.", "2022"),
    ],
)
def test_the_time_in_the_sentence_counts_else_what_the_report_is_on(text: str, period: str) -> None:
    assert one(text).period.key == period


def test_a_time_without_its_year_takes_the_year_around_it() -> None:
    text = "6 tháng đầu năm, tỷ lệ hồ sơ trực tuyến đạt 67%."
    assert one(**half_year(text)).period.key == "2023-H1"
    assert one(f"Năm 2021, Sở đã nỗ lực. Đến quý III, {_RATE}.").period.key == "2021-Q3"


def test_the_same_period_of_last_year_is_its_own_figure() -> None:
    text = (
        "Doanh thu bưu chính đạt 618 tỷ đồng. Cùng kỳ năm 2022, doanh thu bưu chính là 566 tỷ đồng."
    )
    found = sure(**half_year(text))
    assert [(c.period.key, c.value) for c in found] == [("2023-H1", 618e9), ("2022-H1", 566e9)]


def test_the_year_before_without_its_number_is_the_one_before_the_reports() -> None:
    text = "Năm 2022 toàn tỉnh có 1.699 trạm BTS; năm trước là 1.420 trạm BTS."
    assert periods(text) == ["2022", "2021"]


@pytest.mark.parametrize(
    "text",
    [
        f"Ngày 25/12/2022, Sở Thông tin và Truyền thông tổ chức hội nghị tổng kết: {_RATE}.",
        f"Sáng 25/12, tại hội nghị tổng kết, Giám đốc Sở cho biết {_RATE}.",
        f"Theo báo cáo công bố ngày 09/01/2023, {_RATE}.",
        f"Triển khai Nghị quyết số 12-NQ/TU ngày 20/5/2021, {_RATE}.",
        f"Thực hiện Đề án chuyển đổi số giai đoạn 2021–2025, định hướng đến năm 2030, {_RATE}.",
        f"Từ năm 2020, Sở đã triển khai một cửa điện tử; {_RATE}.",
    ],
)
def test_the_day_of_a_meeting_or_of_an_act_is_no_period(text: str) -> None:
    assert periods(text) == ["2022"]


def test_a_heading_gives_its_period_to_what_stands_below() -> None:
    text = (
        "BÁO CÁO TỔNG HỢP\n\nI. KẾT QUẢ NĂM 2021\nTỷ lệ hồ sơ trực tuyến đạt 41%.\n"
        "II. KẾT QUẢ NĂM 2022\nTỷ lệ hồ sơ trực tuyến đạt 67%.\n"
    )
    assert periods(text) == ["2021", "2022"]


def test_a_figure_without_any_period_is_a_question() -> None:
    read = reading("Tỷ lệ hồ sơ trực tuyến đạt 67%.", period="", day="")
    assert read.candidates == ()
    assert [(p.severity, p.as_written) for p in read.problems] == [("question", "67%")]
    assert "kỳ" in read.problems[0].message


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Phấn đấu đến năm 2025, tỷ lệ hồ sơ trực tuyến đạt 90%.", "target"),
        ("Mục tiêu đến năm 2025: tỷ lệ hồ sơ trực tuyến đạt 90%.", "target"),
        ("Nghị quyết đặt chỉ tiêu đến năm 2025 tỷ lệ hồ sơ trực tuyến đạt 90%.", "target"),
        ("Dự kiến năm 2025, toàn tỉnh có 2.200 trạm 5G.", "plan"),
        ("Ước năm 2022, tỷ lệ hồ sơ trực tuyến đạt 67%.", "estimate"),
        ("Năm 2022, doanh thu viễn thông ước đạt 1.245 tỷ đồng.", "estimate"),
        ("Năm 2022, tỷ lệ hồ sơ trực tuyến đạt 67%, vượt chỉ tiêu đề ra.", "actual"),
        ("Thực hiện mục tiêu năm 2022, tỷ lệ hồ sơ trực tuyến đã đạt 67%.", "actual"),
        ("Theo đúng kế hoạch, toàn tỉnh đã có 1.699 trạm BTS.", "actual"),
    ],
)
def test_the_words_before_a_number_say_what_it_is(text: str, status: str) -> None:
    assert statuses(text) == [status]


def test_a_target_has_the_year_it_is_set_for() -> None:
    found = one("Phấn đấu đến năm 2025, tỷ lệ hồ sơ trực tuyến đạt 90%.")
    assert (found.period.key, found.obs_status, found.value) == ("2025", "target", 90)


def test_what_stands_under_the_tasks_of_a_report_is_a_target() -> None:
    text = (
        "A. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2023\nTỷ lệ hồ sơ trực tuyến đạt 47,8%.\n\n"
        "B. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2023\nĐến hết năm 2023:\n"
        "- Tỷ lệ hồ sơ trực tuyến đạt 60%.\n- Toàn tỉnh có 1.750 trạm BTS.\n"
    )
    found = sure(**half_year(text))
    assert [(c.value, c.obs_status, c.period.year) for c in found] == [
        *((47.8, "actual", 2023), (60, "target", 2023)),
        (1750, "target", 2023),
    ]
    assert [c.period.key for c in found[1:]] == ["2023", "2023"]


def test_an_estimate_to_the_last_day_of_the_year_is_one() -> None:
    text = "Ước tính đến ngày 31/12/2022, toàn tỉnh có 1.699 trạm BTS."
    found = one(text, day="2022-11-20")
    assert (found.period.key, found.obs_status) == ("2022-12-31", "estimate")


def test_a_result_beside_its_target_and_its_estimate_are_three_figures() -> None:
    text = (
        "Năm 2022, tỷ lệ hồ sơ trực tuyến đạt 67%. Ước năm 2023, tỷ lệ hồ sơ trực tuyến đạt 72%. "
        "Phấn đấu năm 2025, tỷ lệ hồ sơ trực tuyến đạt 90%."
    )
    assert figures(text) == [("online_dossier_rate", v) for v in (67, 72, 90)]
    assert statuses(text) == ["actual", "estimate", "target"]
    assert periods(text) == ["2022", "2023", "2025"]


_PLAN = (
    "KẾ HOẠCH\nChuyển đổi số tỉnh Bắc Giang năm 2025\n\n{first}\nI. MỤC TIÊU, CHỈ TIÊU\n"
    "1. Hạ tầng số\nToàn tỉnh có 1.850 trạm BTS.\nII. HẠN CHẾ\nMột số sở còn chậm.\n\n"
    "{second}\nI. MỤC TIÊU\n1. Hạ tầng số\n- Phủ sóng 5G 50% dân số.\n"
    "2. Định hướng đến năm 2030\n- Phủ sóng 5G 99% dân số.\n"
)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Phần I. KẾT QUẢ NĂM 2024", "Phần II. KẾ HOẠCH NĂM 2025"),
        ("PHẦN THỨ NHẤT\nĐÁNH GIÁ KẾT QUẢ NĂM 2024", "PHẦN THỨ HAI\nNHIỆM VỤ NĂM 2025"),
        ("ĐÁNH GIÁ KẾT QUẢ NĂM 2024", "KẾ HOẠCH NĂM 2025"),
    ],
)
def test_a_part_of_a_plan_that_tells_results_is_of_its_own_year(first: str, second: str) -> None:
    text = _PLAN.format(first=first, second=second)
    about = {"period": "2025", "day": "2024-12-31"}
    assert statuses(text, **about) == ["actual", "target", "target"]
    assert periods(text, **about) == ["2024", "2025", "2030"]


def test_a_column_of_a_year_that_is_over_tells_results_beside_goals() -> None:
    text = (
        "Bảng 1. Chỉ tiêu phấn đấu năm 2024\n\nChỉ tiêu | ĐVT | Năm 2023 | Phấn đấu năm 2024\n"
        "Tỷ lệ hồ sơ trực tuyến | % | 72,5 | 80\n"
    )
    about = {"period": "2023", "day": "2023-12-22"}
    assert statuses(text, **about) == ["actual", "target"]
    assert periods(text, **about) == ["2023", "2024"]


def test_what_was_assigned_under_a_heading_is_a_plan() -> None:
    text = (
        "Báo cáo công tác thông tin và truyền thông\n\nI. KẾT QUẢ\nSở đã họp.\n"
        "II. NHIỆM VỤ 2023 (chỉ tiêu UBND tỉnh giao)\n+ Doanh thu viễn thông 2.420 tỷ đồng.\n"
    )
    found = one(text)
    assert (found.obs_status, found.period.key) == ("plan", "2023")


def test_what_is_counted_from_day_to_day_is_of_the_period_that_is_meant() -> None:
    rate = "tỷ lệ hồ sơ trực tuyến đạt 63%"
    about = {"period": "2023", "day": "2023-12-20"}
    assert periods(f"Từ 15/12/2022 đến 14/6/2023, {rate}.", **about) == ["2023-H1"]
    assert periods(f"Từ ngày 15/12/2022 - 14/9/2023, {rate}.", **about) == ["2023-09-30"]
    assert periods(f"Từ 01/7 đến 20/9/2023, {rate}.", **about) == ["2023-Q3"]
    assert periods(f"Từ 01/01/2023 đến 15/11/2023, {rate}.", **about) == ["2023-11-15"]


def test_the_edition_of_an_index_holds_for_its_parts_and_ranks_told_behind() -> None:
    text = (
        "Bộ vừa công bố DTI năm 2021. Bắc Giang được 0,5395 điểm, xếp thứ 49/63.\n\n"
        "Theo trụ cột: chính quyền số 0,6004 điểm, hạng 51; xã hội số 0,5518 điểm, hạng 44."
    )
    assert set(periods(text, period="2022", day="2022-09-20")) == {"2021"}


def test_the_goal_beside_a_result_is_that_of_the_year() -> None:
    text = (
        "9 tháng đầu năm 2022, tỷ lệ hồ sơ trực tuyến đạt 63,8% (mục tiêu năm: 70%), tỷ lệ thanh "
        "toán trực tuyến đạt 41,2% (mục tiêu 45%)."
    )
    about = {"period": "2022-09-30", "day": "2022-09-25"}
    assert statuses(text, **about) == ["actual", "target", "actual", "target"]
    assert periods(text, **about) == ["2022-09-30", "2022", "2022-09-30", "2022"]


def test_an_estimate_holds_for_what_is_told_with_it() -> None:
    text = "Doanh thu viễn thông ước 1.412 tỷ đồng, nộp ngân sách 38,5 tỷ đồng."
    assert set(statuses(text)) == {"estimate"}
    text = "Doanh thu viễn thông ước 1.412 tỷ đồng, toàn tỉnh có 1.699 trạm BTS."
    assert statuses(text) == ["estimate", "actual"]


def test_a_day_in_brackets_before_a_colon_dates_what_stands_behind() -> None:
    text = "Bộ chỉ số 766 (xem ngày 18/12/2022): 90,27 điểm, hạng 5/63."
    assert set(periods(text)) == {"2022-12-18"}


def test_what_an_item_opens_with_holds_for_its_next_sentences() -> None:
    text = "1. Đến 30/11/2022 có 1.927 thủ tục hành chính. Toàn tỉnh có 1.699 trạm BTS."
    assert set(periods(text)) == {"2022-11-30"}


def test_an_as_of_day_of_one_item_is_not_that_of_the_next() -> None:
    text = (
        "Sở họp bàn công việc của ngành trong thời gian tới.\n"
        "2.1. Đến 15/9/2022, toàn tỉnh có 1.927 thủ tục hành chính.\n"
        "2.2. Toàn tỉnh có 1.699 trạm BTS.\n"
    )
    assert periods(text, period="", day="2022-10-20")[-1] == "2022-10"


def test_a_paper_on_goals_tells_goals_but_for_what_it_says_is_so_today() -> None:
    text = (
        "Bắc Giang đặt chỉ tiêu chuyển đổi số năm 2023\n\n"
        "Chính quyền số: 80% hồ sơ thủ tục hành chính được nộp trực tuyến.\n"
        "Hiện trạng: hết quý I/2023, toàn tỉnh có 2.966 trạm BTS.\n"
    )
    about = {"period": "2023", "day": "2023-04-20"}
    assert statuses(text, **about) == ["target", "actual"]
    assert periods(text, **about) == ["2023", "2023-Q1"]


def test_a_past_year_in_brackets_beside_a_goal_is_a_result() -> None:
    text = "Tỷ lệ hồ sơ trực tuyến phấn đấu năm 2023 đạt 75% (năm 2021: 41%)."
    assert statuses(text) == ["target", "actual"]
    assert periods(text) == ["2023", "2021"]


def test_a_year_long_count_of_offices_is_of_its_year() -> None:
    text = "Từ 15/12/2020 đến 30/11/2021, tỷ lệ hồ sơ trực tuyến đạt 30%."
    assert periods(text, period="2021", day="2021-12-10") == ["2021"]


def test_an_outlook_before_a_colon_is_a_period() -> None:
    text = "Định hướng đến năm 2030: tỷ lệ hồ sơ trực tuyến đạt 95%."
    found = one(text)
    assert (found.period.key, found.obs_status) == ("2030", "target")


def test_the_end_of_the_year_that_is_reported_on_is_no_goal() -> None:
    text = (
        "BÁO CÁO\nKết quả công tác năm 2022 (số ước đến 31/12/2022)\n\n"
        "1. Mạng bưu chính có 421 điểm phục vụ.\n"
    )
    (figure,) = sure(text, day="2022-11-25")
    assert (figure.period.year, figure.obs_status) == (2022, "actual")
