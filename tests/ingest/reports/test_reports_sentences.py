"""Sentences as reports really write them, and the figures that stand in them.

The report is Bắc Giang's (vn63:24) of 2022; a figure is "indicator value [period [status [area]]]"
with these and "actual" left out.
"""

import pytest
from builders_documents import shipped
from builders_reports import report

from kpi.ingest.reports.reading import reading_of
from kpi.model import Candidate
from kpi.publish.preview import preview
from kpi.store import Store

SENTENCES = (
    (
        "Đến năm 2025, 90% hồ sơ được nộp trực tuyến.",
        ["online_dossier_rate 90 2025 target"],
    ),
    (
        "Năm 2022, 95% hộ gia đình có Internet cáp quang.",
        ["household_fibre_coverage 95"],
    ),
    (
        "Trong năm 2022, 67% hồ sơ được nộp trực tuyến.",
        ["online_dossier_rate 67"],
    ),
    (
        "Hạ tầng: trạm BTS 1.699; trạm 4G 1.655; trạm 5G 38.",
        ["bts_stations 1699", "bts_4g 1655", "bts_5g 38"],
    ),
    (
        "Nếu như năm 2021, toàn tỉnh mới có 1.420 trạm BTS thì đến năm 2022 đã có 1.699 trạm BTS.",
        ["bts_stations 1420 2021", "bts_stations 1699"],
    ),
    (
        "Chỉ số ICT Index xếp thứ 20/63, tăng 5 bậc so với năm 2021 (thứ 25/63).",
        ["ict_index_rank 20", "ict_index_rank 25 2021"],
    ),
    (
        "Nghị quyết Đại hội đề ra chỉ tiêu 100% xã có cáp quang vào năm 2025.",
        ["communes_fibre_coverage 100 2025 target"],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến cần đạt 75% vào cuối năm 2023.",
        ["online_dossier_rate 75 2023 target"],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến chưa đạt 60%.",
        [],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến của Sở Xây dựng đạt 99%.",
        [],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến: cấp tỉnh 75%, cấp huyện 60%, cấp xã 45%.",
        [],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến toàn tỉnh là 67% (cấp tỉnh 75%, cấp huyện 60%, cấp xã 45%).",
        ["online_dossier_rate 67"],
    ),
    (
        "Cấp xã có tỷ lệ hồ sơ trực tuyến đạt 45%.",
        [],
    ),
    (
        "Các huyện miền núi có tỷ lệ hồ sơ trực tuyến đạt 45%.",
        [],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến của tỉnh cao hơn Bắc Ninh và Quảng Ninh, đạt 67%.",
        ["online_dossier_rate 67"],
    ),
    (
        "Tỉnh Lạng Sơn có 1.102 trạm BTS, còn tỉnh ta có 1.699 trạm BTS.",
        ["bts_stations 1102 2022 actual vn63:20", "bts_stations 1699"],
    ),
    (
        "Đoàn công tác tỉnh Lạng Sơn đến thăm; toàn tỉnh ta có 1.699 trạm BTS.",
        ["bts_stations 1699"],
    ),
    (
        "Bắc Ninh, Bắc Giang và Quảng Ninh lần lượt có 1.610, 1.699 và 2.980 trạm BTS.",
        [
            "bts_stations 1610 2022 actual vn63:27",
            "bts_stations 1699",
            "bts_stations 2980 2022 actual vn63:22",
        ],
    ),
    (
        "Theo Bộ Thông tin và Truyền thông, cả nước hiện có 93.524 tổ công nghệ số cộng đồng "
        "với 457.820 thành viên.",
        [
            "community_digital_teams 93524 2022 actual vn:00",
            "community_digital_team_members 457820 2022 actual vn:00",
        ],
    ),
    (
        "Toàn tỉnh có 1.600 - 1.700 trạm BTS.",
        [],
    ),
    (
        "Tỉnh nằm trong top 20 cả nước về chuyển đổi số.",
        [],
    ),
    (
        "Tỉnh đặt mục tiêu vào top 10 DTI năm 2025.",
        [],
    ),
    (
        "Đưa 412 sản phẩm lên sàn thương mại điện tử, trong đó có 120 sản phẩm OCOP.",
        ["ecommerce_products 412"],
    ),
    (
        "Có 412 điểm phục vụ bưu chính, trong đó 10 bưu cục cấp huyện, "
        "195 điểm bưu điện văn hóa xã.",
        ["postal_points 412", "commune_post_offices 195"],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến đạt 67 phần trăm.",
        ["online_dossier_rate 67"],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến đạt 67%, tăng 22 điểm % so với năm 2021 (45%).",
        ["online_dossier_rate 67", "online_dossier_rate 45 2021"],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến đạt 67% (mục tiêu năm 2022 là 60%).",
        ["online_dossier_rate 67", "online_dossier_rate 60 2022 target"],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến chỉ đạt 34%, chưa đạt mục tiêu 60%.",
        ["online_dossier_rate 34", "online_dossier_rate 60 2022 target"],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến đạt 67%, phấn đấu năm 2023 đạt 75%.",
        ["online_dossier_rate 67", "online_dossier_rate 75 2023 target"],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến năm 2022 đạt 67%, trong khi năm 2021 chỉ đạt 45%.",
        ["online_dossier_rate 67", "online_dossier_rate 45 2021"],
    ),
    (
        "Doanh thu viễn thông quý IV đạt 640 tỷ đồng, lũy kế cả năm đạt 2.450 tỷ đồng.",
        ["telecom_revenue 640000000000 2022-Q4", "telecom_revenue 2450000000000"],
    ),
    (
        "Doanh thu dịch vụ viễn thông đạt khoảng 2,4 nghìn tỷ đồng/năm.",
        ["telecom_revenue 2400000000000"],
    ),
    (
        "Tỷ lệ hồ sơ trực tuyến của tỉnh đạt 67%, thấp hơn bình quân cả nước (72%).",
        ["online_dossier_rate 67", "online_dossier_rate 72 2022 actual vn:00"],
    ),
    (
        "Trung bình cả nước, tỷ lệ hộ gia đình có cáp quang là 78%; tỉnh đạt 81%.",
        ["household_fibre_coverage 78 2022 actual vn:00", "household_fibre_coverage 81"],
    ),
    (
        "Hà Nội dẫn đầu với tỷ lệ hồ sơ trực tuyến 92%; tỉnh ta đạt 67%.",
        ["online_dossier_rate 92 2022 actual vn63:01", "online_dossier_rate 67"],
    ),
)
_USUAL = ["2022", "actual", "vn63:24"]


def figure(candidate: Candidate) -> str:
    tail = [candidate.period.key, candidate.obs_status, candidate.area]
    while tail and tail[-1] == _USUAL[len(tail) - 1]:
        tail.pop()
    value = f"{candidate.value:.0f}" if candidate.value.is_integer() else f"{candidate.value:g}"
    return " ".join([candidate.indicator, value, *tail])


@pytest.mark.parametrize(("sentence", "figures"), SENTENCES)
def test_a_sentence_tells_these_figures_and_no_other(sentence: str, figures: list[str]) -> None:
    sure = [*report(sentence).sure]
    assert [figure(candidate) for candidate in sure] == figures


TABLE = """Kết quả năm 2022

Chỉ tiêu | Đơn vị | Năm 2021 | Năm 2022
Tỷ lệ hồ sơ nộp trực tuyến | % | 45,2 | 67,1
Trạm BTS | trạm | 1.420 | 1.699
"""


def test_a_percent_sign_in_a_cell_of_its_own_is_that_of_its_row() -> None:
    sure = [*report(TABLE).sure]
    assert [figure(candidate) for candidate in sure] == [
        "online_dossier_rate 45.2 2021",
        "online_dossier_rate 67.1",
        "bts_stations 1420 2021",
        "bts_stations 1699",
    ]


def test_a_second_value_for_one_key_is_asked_about_and_a_rounded_one_is_the_same() -> None:
    found = report("Toàn tỉnh có hơn 1.690 trạm BTS. Cụ thể, có 1.699 trạm BTS; 1.720 trạm BTS.")
    told = [(p.figure.value, bool(p.doubts)) for p in found.proposals]
    assert told == [(1699.0, False), (1720.0, True)]


def test_a_number_that_can_be_read_two_ways_is_a_question_of_the_reading() -> None:
    found = report("Xử phạt 9 tổ chức về viễn thông, số tiền 1.672 triệu đồng; hài lòng 90.5%.")
    asked = [p for p in reading_of(found, shipped()).problems if p.severity == "question"]
    assert [p.as_written for p in asked] == ["1.672 triệu"]
    assert not any(p.figure.indicator == "sanction_amount" for p in found.proposals)


def test_an_implausible_figure_of_a_report_is_told_of_once(store: Store) -> None:
    found = report("Doanh thu viễn thông đạt 1,7 tỷ đồng.")
    told = preview(store, shipped(), reading_of(found, shipped())).problems
    assert [p.code for p in told] == ["implausible"]


LINES = """- Lạng Giang: tỷ lệ hồ sơ giải quyết đúng hạn đạt 97%.
- Sở Y tế: tỷ lệ thanh toán trực tuyến 12%.
Bình quân toàn vùng đạt 58,1% hồ sơ trực tuyến. Doanh thu bưu chính 320 triệu đồng mỗi tháng.
Dân số trưởng thành có tài khoản ngân hàng đạt 75%.
"""


def test_a_line_of_a_unit_a_region_or_another_matter_gives_no_figure() -> None:
    assert not report(LINES).proposals


def test_a_goal_of_a_span_of_years_is_of_its_last_and_a_plan_of_its_column() -> None:
    goal = "Trong giai đoạn 2021-2025, tỉnh phấn đấu có 3.000 trạm BTS.\n\n"
    table = "Chỉ tiêu | Năm 2022 | Kế hoạch 2023\nTỷ lệ hồ sơ trực tuyến (%) | 58,4 | 80\n"
    assert [figure(p.figure) for p in report(goal + table).proposals] == [
        "bts_stations 3000 2025 target",
        "online_dossier_rate 58.4",
        "online_dossier_rate 80 2023 plan",
    ]


def test_the_number_of_a_plan_is_no_number_of_an_act() -> None:
    found = report("Trạm BTS: năm 2022: 2.650; năm 2023: kế hoạch 2.700.")
    assert [figure(p.figure) for p in found.proposals] == [
        "bts_stations 2650",
        "bts_stations 2700 2023 plan",
    ]


def test_what_there_is_today_is_a_result_also_among_the_tasks_of_a_plan() -> None:
    tasks = "KẾ HOẠCH\nChuyển đổi số năm 2024\n\nII. NHIỆM VỤ\n\n"
    now = "Hiện nay toàn tỉnh có 1.850 trạm BTS; đến cuối năm 2024 có 2.000 trạm BTS."
    found = report(tasks + now, period="2024", day="2023-12-10")
    assert [figure(p.figure) for p in found.proposals] == [
        "bts_stations 1850 2023-12-10",
        "bts_stations 2000 2024 target",
    ]
