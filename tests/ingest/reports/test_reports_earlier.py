"""What was so before, what all share, what is still to come and what is the whole country's."""

import pytest
from builders_reports import areas, figures, one, periods, report, statuses, sure

_LATER = {"period": "2023", "day": "2023-11-14"}


@pytest.mark.parametrize(
    "told",
    [
        "xếp thứ 31/63 (kỳ trước thứ 40)",
        "xếp thứ 31/63, tăng 9 bậc so với kỳ trước (hạng 40)",
        "đứng thứ 31 cả nước, kỳ đánh giá trước đứng thứ 40",
        "xếp hạng 31, lần công bố trước hạng 40",
        "xếp thứ 31/63, tăng 9 bậc so với 2021 (thứ 40)",
        "xếp thứ 31/63. Kỳ 2021 mới đứng 40/63",
    ],
)
def test_a_rank_of_the_edition_before_is_of_that_edition(told: str) -> None:
    text = f"DTI năm 2022 của tỉnh {told}."
    assert [(c.value, c.period.key) for c in sure(text, **_LATER)] == [(31, "2022"), (40, "2021")]


def test_a_rate_of_a_report_before_has_a_period_only_if_one_is_told() -> None:
    text = "Tỷ lệ hồ sơ nộp trực tuyến đạt 71,4% (kỳ trước 64,9%)."
    last = report(text, **_LATER).proposals[-1]
    assert last.figure.period is None and last.doubts
    text = "Tỷ lệ hồ sơ nộp trực tuyến đạt 71,4% so với 64,9% tại hội nghị ngày 12/9."
    assert periods(text, **_LATER) == ["2023", "2023-09-12"]


def test_the_edition_that_a_bracket_names_holds_for_what_was_then() -> None:
    text = (
        "Ở lần công bố đầu (kỳ đánh giá 2020), tỉnh đứng hạng 48/63 về chuyển đổi số. "
        "Khi ấy chính quyền số có giá trị 0,2874, hạng 45/63."
    )
    assert periods(text, **_LATER) == ["2020"] * 3


def test_a_year_that_is_another_numbers_dates_no_other_clause() -> None:
    text = (
        "Còn nhiều hạn chế: hồ sơ trực tuyến năm 2021 chỉ chiếm 15,2%; "
        "tỷ lệ số hóa hồ sơ mới đạt 22,8%."
    )
    assert periods(text, **_LATER) == ["2021", "2023"]


def test_what_there_is_in_all_is_not_of_the_months_in_which_some_was_added() -> None:
    text = (
        "10 tháng đầu năm phát triển mới 72 trạm BTS; lũy kế: trạm 2G 512 trạm, trạm 3G 940 trạm."
    )
    assert periods(text, period="2023", day="2023-12-08") == ["2023-10-31", "2023", "2023"]


def test_a_value_that_all_of_a_row_share_is_told_of_each() -> None:
    text = (
        "Năm 2022, chính quyền số xếp thứ 30; kinh tế số và xã hội số cùng hạng 52/63, "
        "giá trị lần lượt 0,2011 và 0,2207."
    )
    assert figures(text) == [
        ("dti_pillar_government_rank", 30),
        ("dti_pillar_economy_rank", 52),
        ("dti_pillar_society_rank", 52),
        ("dti_pillar_economy", 0.2011),
        ("dti_pillar_society", 0.2207),
    ]


def test_a_second_row_tells_the_same_of_the_year_before() -> None:
    text = (
        "DTI năm 2022: kinh tế số và xã hội số lần lượt xếp 33/63 và 35/63, "
        "trong khi một năm trước là 51 và 54."
    )
    assert periods(text) == ["2022", "2022", "2021", "2021"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kinh tế số ước chiếm 9,4% GRDP (mục tiêu 2025: 20%).", ["estimate", "target"]),
        ("Mốc 2030: 5G phủ 100% dân số.", ["target"]),
        ("Hết năm nay sóng 5G phải phủ 55% dân số.", ["target"]),
        ("Doanh thu viễn thông ước đạt 610 tỷ đồng; doanh thu bưu chính 92 tỷ đồng.",
         ["estimate", "estimate"]),
    ],
)  # fmt: skip
def test_goals_and_estimates_by_their_words(text: str, status: list[str]) -> None:
    assert statuses(text, period="2023", day="2023-12-08") == status


def test_what_is_to_be_built_or_earned_under_tasks_is_planned_and_rates_are_goals() -> None:
    text = (
        "I. KẾT QUẢ\nToàn tỉnh có 1.420 trạm BTS.\n"
        "II. PHƯƠNG HƯỚNG, NHIỆM VỤ\nPhát triển mới 84 trạm BTS.\n"
        "Doanh thu viễn thông 720 tỷ đồng.\nTỷ lệ hồ sơ trực tuyến từ 72% trở lên."
    )
    assert statuses(text) == ["actual", "plan", "plan", "target"]


def test_a_plan_of_the_year_beside_half_a_year_is_of_the_year() -> None:
    text = (
        "6 tháng đầu năm, doanh thu viễn thông ước 310 tỷ đồng, đạt 49% kế hoạch năm (630 tỷ đồng)."
    )
    assert periods(text, period="2023-H1", day="2023-06-14") == ["2023-H1", "2023"]


@pytest.mark.parametrize(
    "text",
    [
        "Nhìn ra toàn ngành, theo Bộ TT&TT, phủ sóng di động đạt 94%.",
        "Trung bình các tỉnh, tỷ lệ hồ sơ trực tuyến là 45%.",
        "Tính chung 63 tỉnh, thành phố, tỷ lệ hồ sơ trực tuyến là 45%.",
    ],
)
def test_all_provinces_are_the_nation_also_without_its_name(text: str) -> None:
    assert areas(text) == ["vn:00"]


@pytest.mark.parametrize(
    "text",
    [
        "Thuê bao điện thoại cố định bớt 6.204 thuê bao, thuê bao di động hụt 2.911 thuê bao.",
        "Sang năm các nhà mạng phát triển 75.000 thuê bao di động và 900 thuê bao cố định mới.",
        "Còn 34 nhiệm vụ Nghị quyết 57 phải hoàn thành.",
    ],
)
def test_what_is_gained_lost_or_left_to_do_is_no_stock(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh họp bàn nhiều việc. Hội nghị kết thúc.\n\n"
        "Sang giai đoạn đến năm 2030, 5G phủ 100% dân số.",
        "Tỉnh họp bàn nhiều việc. Hội nghị kết thúc.\n\n"
        "Định hướng đến năm 2030: mạng 5G phủ 100% dân số.",
    ],
)
def test_a_term_that_opens_a_sentence_rules_it(text: str) -> None:
    told = one(text)
    assert (told.period.key, told.obs_status) == ("2030", "target")


def test_a_share_that_a_plan_aims_at_is_a_target_and_what_is_called_a_plan_is_one() -> None:
    aims = "Theo kế hoạch, đến cuối năm 2025, dân số trưởng thành có chữ ký số đạt trên 50%."
    plan = "Tỷ lệ hồ sơ nộp trực tuyến: kế hoạch giao 80%, kết quả 84%."
    assert statuses(f"Tỉnh họp bàn nhiều việc.\n\n{aims}") == ["target"]
    assert statuses(plan) == ["plan", "actual"]


HALF_YEAR = {"area": "vn34:24", "period": "2025-H1", "day": "2025-07-18"}
REVENUE = "Doanh thu viễn thông 6 tháng đạt 2.386 tỷ đồng."


@pytest.mark.parametrize(
    "lead",
    [
        "Số liệu trong báo cáo này là số gộp của hai tỉnh trước hợp nhất. ",
        "Ghi chú: các số quý I tính gộp Bắc Giang và Bắc Ninh (cũ). ",
        "Số liệu tính theo địa giới mới. ",
    ],
)
def test_figures_that_are_said_to_be_of_both_provinces_are_of_the_merged_one(lead: str) -> None:
    assert areas(lead + REVENUE, **HALF_YEAR) == ["vn34:24"]


@pytest.mark.parametrize(
    "lead",
    [
        "",
        "Trong số các doanh nghiệp, Viettel đã hợp nhất hai chi nhánh. ",
        "Kinh tế số là tỉnh mới quan tâm. ",
        "Số hồ sơ là số gộp của ba cấp. ",
    ],
)
def test_what_is_put_together_of_other_things_says_nothing_of_the_province(lead: str) -> None:
    assert areas(lead + REVENUE, **HALF_YEAR) == []


def test_of_two_readings_the_one_that_a_province_may_have_is_read() -> None:
    text = "Bán kính phục vụ 2,96 km, bình quân 4,907 người/điểm phục vụ bưu chính."
    assert ("people_per_postal_point", 4907) in figures(text)


def test_what_is_so_today_is_the_merged_provinces_in_a_report_on_before() -> None:
    told = {"area": "vn34:24", "period": "2025-H1", "day": "2025-07-18"}
    text = "Hiện nay, toàn tỉnh có 3.957 trạm BTS đang hoạt động."
    assert (areas(text, **told), periods(text, **told)) == (["vn34:24"], ["2025-07"])


def test_what_a_directive_orders_is_a_target_and_what_it_finds_is_so() -> None:
    text = (
        "CHỈ THỊ\nVề dịch vụ công trực tuyến\n\n"
        "Thời gian qua, tỷ lệ hồ sơ nộp trực tuyến mới đạt 38%.\n"
        "Chủ tịch UBND tỉnh yêu cầu:\n"
        "1. Năm 2023 bảo đảm hồ sơ nộp trực tuyến đạt từ 60% trở lên."
    )
    assert statuses(text) == ["actual", "target"]


def test_tasks_that_were_assigned_are_no_plan() -> None:
    told = {"area": "vn34:24", "period": "2025", "day": "2026-01-10"}
    text = "Tỉnh giao các cơ quan 163 nhiệm vụ thực hiện Nghị quyết 57."
    assert statuses(text, **told) == ["actual"]


def test_a_month_that_is_not_quite_over_is_no_future() -> None:
    told = {"area": "vn34:24", "period": "2025-10", "day": "2025-10-28"}
    text = "Tính đến tháng 10/2025, toàn tỉnh có 3.900 trạm BTS."
    assert statuses(text, **told) == ["actual"]


def test_what_was_so_then_is_no_goal_in_the_bracket_of_one() -> None:
    text = "I. MỤC TIÊU NĂM 2024\nPhấn đấu DTI thuộc nhóm 15 tỉnh dẫn đầu (năm 2022 hạng 17)."
    told = one(text, period="2023", day="2024-01-12")
    assert (told.indicator, told.period.key, told.obs_status) == ("dti_rank", "2022", "actual")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kinh tế số chiếm tỷ trọng 15% GRDP của tỉnh.", [("digital_economy_grdp_share", 15)]),
        (
            "Mạng băng rộng di động: 80 thuê bao băng rộng di động/100 dân.",
            [("mobile_broadband_per_100", 80)],
        ),
    ],
)
def test_a_share_and_a_density_are_told_by_what_stands_behind_them(
    text: str, told: list[tuple[str, float]]
) -> None:
    assert figures(text) == told


def test_a_clause_that_opens_with_what_is_done_is_no_goal_below_goals() -> None:
    done, aimed = "1. Đã cấp 8.204 chứng thư số chuyên dùng.", "2. Mạng 5G phủ 20% dân số."
    text = f"Tỉnh họp bàn nhiều việc.\nI. MỤC TIÊU NĂM 2023\n{done}\n{aimed}"
    assert statuses(text, period="2023", day="2023-10-29") == ["actual", "target"]
