"""Which number is a figure of what: the noun beside it, and what is no figure at all."""

import pytest
from builders_reports import Figures, figures, one, report, unread


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Toàn tỉnh có 1.699 trạm BTS.", [("bts_stations", 1699)]),
        ("Đã có 2.104 tổ công nghệ số cộng đồng.", [("community_digital_teams", 2104)]),
        ("Hiện có 35 doanh nghiệp bưu chính.", [("postal_enterprises", 35)]),
        ("Trên địa bàn tỉnh còn 14 thôn lõm sóng.", [("hamlets_without_signal", 14)]),
        ("Số thuê bao di động: 1.540.200.", [("mobile_subscribers", 1_540_200)]),
        ("- Tổng số trạm BTS: 1.699 trạm", [("bts_stations", 1699)]),
    ],
)
def test_a_count_is_told_by_the_noun_beside_it(text: str, told: Figures) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tỷ lệ hồ sơ trực tuyến toàn tỉnh đạt 67,4%.", [("online_dossier_rate", 67.4)]),
        ("67,4% hồ sơ được nộp trực tuyến.", [("online_dossier_rate", 67.4)]),
        ("Hộ gia đình có cáp quang chiếm 81%.", [("household_fibre_coverage", 81)]),
        ("Tỷ lệ giải quyết hồ sơ đúng hạn là 99,1%.", [("dossiers_on_time_rate", 99.1)]),
        ("Mật độ điện thoại đạt 112 thuê bao/100 dân.", [("phones_per_100", 112)]),
    ],
)
def test_a_rate_is_told_by_the_words_before_or_behind_it(text: str, told: Figures) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Toàn tỉnh có 1.240 trạm 3G, 1.655 trạm 4G và 38 trạm 5G.",
            [("bts_3g", 1240), ("bts_4g", 1655), ("bts_5g", 38)],
        ),
        (
            "Số trạm 4G: 1.655 trạm; số trạm 5G: 38 trạm; số vị trí trạm BTS: 1.120 vị trí.",
            [("bts_4g", 1655), ("bts_5g", 38), ("bts_sites", 1120)],
        ),
        (
            "Có 2.104 tổ công nghệ số cộng đồng với 11.530 thành viên.",
            [("community_digital_teams", 2104), ("community_digital_team_members", 11530)],
        ),
        (
            "Tỷ lệ hồ sơ trực tuyến đạt 67%, tỷ lệ thanh toán trực tuyến đạt 41%.",
            [("online_dossier_rate", 67), ("online_payment_rate", 41)],
        ),
        (
            "Toàn tỉnh có 1.250.000 thuê bao điện thoại, trong đó có 1.220.000 thuê bao di động "
            "và 30.000 thuê bao cố định.",
            [
                ("phone_subscribers", 1_250_000),
                ("mobile_subscribers", 1_220_000),
                ("fixed_phone_subscribers", 30_000),
            ],
        ),
    ],
)
def test_several_numbers_of_a_sentence_each_have_their_own_noun(text: str, told: Figures) -> None:
    assert figures(text) == told


def test_brackets_tell_the_parts_of_the_number_before_them() -> None:
    text = "Toàn tỉnh có 2.940 trạm BTS (gồm 1.240 trạm 3G, 1.655 trạm 4G, 38 trạm 5G)."
    assert figures(text) == [
        *(("bts_stations", 2940), ("bts_3g", 1240)),
        *(("bts_4g", 1655), ("bts_5g", 38)),
    ]


def test_a_bracket_about_something_else_is_not_read_with_the_noun_outside() -> None:
    text = "Đã xử phạt 25 trường hợp vi phạm về bưu chính, viễn thông (trong 3 tháng)."
    assert figures(text) == [("sanctioned_cases", 25)]


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("Đã có 198/209 xã có sóng 5G (94,74%).", 94.74, "198/209 xã có sóng 5G (94,74%"),
        ("Tỷ lệ xã có sóng 5G đạt 94,74% (198/209 xã).", 94.74, "94,74%"),
        ("Có 209/209 xã, phường phủ sóng 5G, đạt 100%.", 100, ""),
        ("Hiện 198/209 xã có sóng 5G.", 100 * 198 / 209, "198/209"),
    ],
)
def test_a_fraction_and_its_share_are_one_rate(text: str, value: float, written: str) -> None:
    found = one(text)
    assert found.indicator == "communes_5g_coverage"
    assert found.value == pytest.approx(value)
    assert found.as_written == written or not written


def test_a_share_that_disagrees_with_its_fraction_is_kept_and_noted() -> None:
    found = one("Đã có 150/209 xã có sóng 5G (94,74%).")
    assert found.value == 94.74
    assert "không khớp" in found.note


def test_the_numerator_of_a_fraction_is_a_count_where_a_count_is_measured() -> None:
    text = "Có 8/10 huyện đã thành lập ban chỉ đạo chuyển đổi số."
    assert figures(text) == [("districts_with_dx_steering_committee", 8)]


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ hồ sơ trực tuyến ở các đơn vị dao động từ 60% đến 75%.",
        "Số thuê bao di động tăng 4,2% so với năm trước.",
        "Số trạm BTS tăng 252 trạm so với cùng kỳ.",
        "Doanh thu viễn thông bằng 98,5% kế hoạch năm.",
        "Doanh thu bưu chính đạt 48% dự toán.",
        "Bình quân mỗi tổ công nghệ số cộng đồng có 7 thành viên.",
        "Đã lắp đặt thêm 38 trạm 5G.",
        "Đã tập huấn cho 2.300 thành viên tổ công nghệ số cộng đồng.",
        "Tỷ lệ hồ sơ trực tuyến tăng 12,3 điểm phần trăm.",
        "Có 25 trạm BTS bị mất liên lạc do bão.",
    ],
)
def test_growth_ranges_averages_and_shares_of_a_plan_are_no_figures(text: str) -> None:
    assert figures(text) == []
    assert all(unread(text).values())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Toàn tỉnh có 2.940 trạm BTS, tăng 252 trạm so với năm 2021.",
            [("bts_stations", 2940)],
        ),
        (
            "Doanh thu viễn thông đạt 1.245 tỷ đồng, tăng 6,1%, bằng 98,5% kế hoạch năm.",
            [("telecom_revenue", 1245e9)],
        ),
        ("Tỷ lệ hồ sơ trực tuyến tăng từ 45% lên 61%.", [("online_dossier_rate", 61)]),
    ],
)
def test_growth_beside_a_figure_leaves_the_figure(text: str, told: Figures) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "written", "reason"),
    [
        ("Thực hiện Kế hoạch số 125/KH-UBND.", "125", "số hiệu văn bản"),
        ("Ngày 12/01/2023, Sở họp.", "12/01/2023", "thời gian"),
        ("Dịch vụ công mức độ 4 được cung cấp.", "4", "cấp độ"),
        ("Phủ sóng 5G trung tâm xã.", "5G", "thế hệ mạng"),
        ("Gọi tổng đài 1022 để được hỗ trợ.", "1022", "tên riêng"),
        ("Hội nghị bắt đầu lúc 7h30 tại hội trường.", "7h30", "thời gian"),
        ("Cả nước có 63 tỉnh, thành phố.", "63 tỉnh", "tên riêng"),
        ("Đã trao 15 suất quà.", "15", "không khớp chỉ tiêu nào"),
        ("Tỷ lệ hồ sơ trực tuyến ở đó chỉ dưới 5%.", "5%", "giới hạn trên"),
    ],
)
def test_a_number_that_is_no_figure_is_listed_with_its_reason(
    text: str, written: str, reason: str
) -> None:
    assert figures(text) == []
    left = unread(text)
    assert any(written in number and reason in why for number, why in left.items()), left


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Trung tâm điều hành thông minh (IOC) của tỉnh đã đi vào hoạt động.",
            [("ioc_operating", 2)],
        ),
        (
            "Trung tâm điều hành thông minh (IOC) của tỉnh đang vận hành thử nghiệm.",
            [("ioc_operating", 1)],
        ),
        ("Tỉnh sẽ đưa Trung tâm điều hành thông minh (IOC) vào hoạt động.", []),
        ("Tỉnh chưa có Trung tâm điều hành thông minh (IOC) đi vào hoạt động.", []),
        ("Tổng đài 1022 của tỉnh đang chạy thử.", [("hotline_1022", 1)]),
    ],
)
def test_a_milestone_is_told_by_words_once_it_is_reached(text: str, told: Figures) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Sở đã tổ chức 12 hội nghị với 2.450 đại biểu và trao 35 giấy khen.",
        "Tổng kinh phí dự án là 32 tỷ đồng, đã giải ngân 85%.",
        "Đội tuyển đạt 3 giải Nhất, 5 giải Nhì tại hội thi lần thứ 28.",
        "Các cơ quan báo chí đã đăng 12.406 tin, bài.",
    ],
)
def test_a_text_without_figures_gives_none(text: str) -> None:
    assert figures(text) == []
    assert report(text).proposals == ()


def test_numbers_told_in_turn_of_nothing_that_is_told_are_asked_about() -> None:
    text = "Tỷ lệ hồ sơ trực tuyến lần lượt đạt 45% và 67%."
    mentions = [m for m in report(text).mentions if m.kind == "unclear"]
    assert [(m.as_written, m.state) for m in mentions] == [("45%", "asked"), ("67%", "asked")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Có 1.762 trạm BTS, tăng 96 trạm so với đầu năm.",
            [("bts_stations", 1762), ("bts_new", 96)],
        ),
        ("Số trạm BTS tăng lên 1.762 trạm.", [("bts_stations", 1762)]),
        ("Số trạm BTS tăng 7%.", []),
    ],
)
def test_how_many_stations_more_is_how_many_are_new(text: str, told: Figures) -> None:
    assert figures(text) == told


def test_a_bound_is_a_goal_where_less_is_better_and_else_asked() -> None:
    goal = "Mục tiêu đến năm 2025: còn dưới 10 thôn lõm sóng."
    assert figures(goal) == [("hamlets_without_signal", 10)]
    assert figures("Toàn tỉnh còn dưới 10 thôn lõm sóng.") == []
    assert figures("Mục tiêu đến năm 2025: dưới 900 trạm BTS.") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("100% khu dân cư có sóng di động.", [("mobile_coverage", 100)]),
        ("98% khu vực dân cư có sóng 4G.", [("mobile_4g_coverage", 98)]),
        ("99% thôn, khu dân cư có sóng di động.", [("hamlets_mobile_coverage", 99)]),
        ("Phủ sóng 5G đạt 60% diện tích các khu, cụm công nghiệp.", []),
    ],
)
def test_what_a_signal_reaches_decides_the_indicator(text: str, told: Figures) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Có 209 tổ công nghệ số cộng đồng cấp xã và 2.132 tổ ở thôn, tổ dân phố.",
            [("community_digital_teams_commune", 209), ("community_digital_teams_hamlet", 2132)],
        ),
        (
            "Có 209 xã, phường, thị trấn, đã lập 2.341 tổ công nghệ số cộng đồng.",
            [("community_digital_teams", 2341)],
        ),
    ],
)
def test_the_level_of_teams_is_their_own_not_that_of_units_counted_before(
    text: str, told: Figures
) -> None:
    assert figures(text) == told
