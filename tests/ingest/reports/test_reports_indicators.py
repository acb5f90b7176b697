"""The words of reports find their indicator, and of two alike the right one."""

import pytest
from builders_reports import Figures, figures, periods


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Số trạm BTS hiện có: 1.699 (Viettel: 612; VNPT: 540; MobiFone: 547).",
            [("bts_stations", 1699)],
        ),
        (
            "Hiện có 1.120 vị trí lắp đặt trạm BTS với 1.699 trạm.",
            [("bts_sites", 1120), ("bts_stations", 1699)],
        ),
        ("Toàn tỉnh có 12.450km cáp quang.", [("fibre_length_km", 12450)]),
        (
            "Tỷ lệ hộ gia đình có Internet cáp quang đạt 81,2%, tỷ lệ hộ có điện thoại thông minh "
            "đạt 89,5%.",
            [("household_fibre_coverage", 81.2), ("household_smartphone_rate", 89.5)],
        ),
        ("Tỷ lệ người dân có điện thoại thông minh là 78%.", [("smartphone_rate_population", 78)]),
        (
            "Tỷ lệ thuê bao điện thoại thông minh đạt 82%.",
            [("smartphone_subscriber_share", 82)],
        ),
        ("Tỷ lệ người dân sử dụng Internet đạt 84%.", [("internet_user_rate", 84)]),
        (
            "Mật độ thuê bao Internet đạt 92,4 thuê bao/100 dân; mật độ điện thoại đạt 118,2 thuê "
            "bao/100 dân.",
            [("internet_per_100", 92.4), ("phones_per_100", 118.2)],
        ),
        (
            "Có 245.000 thuê bao Mobile Money; 1.200.000 thuê bao di động.",
            [("mobile_money_subscribers", 245_000), ("mobile_subscribers", 1_200_000)],
        ),
        (
            "Doanh thu bưu chính, viễn thông đạt 2.985 tỷ đồng, trong đó viễn thông 2.450 tỷ đồng, "
            "bưu chính 535 tỷ đồng.",
            [
                *(("post_telecom_revenue", 2985e9), ("telecom_revenue", 2450e9)),
                ("postal_revenue", 535e9),
            ],
        ),
        (
            "Bán kính phục vụ bình quân 1,8 km/điểm; số dân phục vụ bình quân 3.900 người/điểm.",
            [("postal_service_radius", 1.8), ("people_per_postal_point", 3900)],
        ),
        (
            "Có 13 doanh nghiệp viễn thông và 35 doanh nghiệp bưu chính đang hoạt động.",
            [("telecom_enterprises", 13), ("postal_enterprises", 35)],
        ),
    ],
)
def test_infrastructure_and_post(text: str, told: Figures) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Có 1.842 dịch vụ công trực tuyến, trong đó 812 dịch vụ công trực tuyến toàn trình và "
            "1.030 dịch vụ công trực tuyến một phần.",
            [
                *(
                    ("public_services_online_count", 1842),
                    ("public_services_full_online_count", 812),
                ),
                ("public_services_partial_online_count", 1030),
            ],
        ),
        (
            "Cung cấp 1.200 dịch vụ công mức độ 3, 640 dịch vụ công mức độ 4.",
            [("public_services_level3_count", 1200), ("public_services_level4_count", 640)],
        ),
        (
            "100% dịch vụ công đủ điều kiện được cung cấp ở mức độ 4.",
            [("public_services_level4_rate_eligible", 100)],
        ),
        (
            "Tỷ lệ TTHC được cung cấp trực tuyến toàn trình đạt 62%.",
            [("public_services_full_online_rate", 62)],
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến toàn trình đạt 55,1%.",
            [("full_online_dossier_rate", 55.1)],
        ),
        (
            "Tiếp nhận 120.000 hồ sơ, trong đó hồ sơ trực tuyến 80.400 (67%).",
            [
                *(("dossiers_received", 120_000), ("online_dossiers_count", 80_400)),
                ("online_dossier_rate", 67),
            ],
        ),
        (
            "Số hóa hồ sơ đạt 78,5%; thanh toán trực tuyến đạt 56,1%.",
            [("dossier_digitisation_rate", 78.5), ("online_payment_rate", 56.1)],
        ),
        (
            "Xử lý hồ sơ công việc trên môi trường mạng: cấp tỉnh 98%, cấp huyện 92%, cấp xã 85%.",
            [
                *(("work_files_online_province", 98), ("work_files_online_district", 92)),
                ("work_files_online_commune", 85),
            ],
        ),
        (
            "Tổng đài 1022 tiếp nhận 12.450 phản ánh, kiến nghị; đã xử lý 98,2%; tỷ lệ hài lòng "
            "đạt 94%.",
            [
                *(("feedback_received", 12_450), ("feedback_resolution_rate", 98.2)),
                ("feedback_satisfaction_rate", 94),
            ],
        ),
        (
            "Tổng số tiền xử phạt là 287,5 triệu đồng đối với 19 trường hợp vi phạm.",
            [("sanction_amount", 287.5e6), ("sanctioned_cases", 19)],
        ),
    ],
)
def test_digital_government(text: str, told: Figures) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Về chuyển đổi số: chính quyền số xếp thứ 10/63; kinh tế số xếp thứ 15/63; xã hội số "
            "xếp thứ 22/63.",
            [
                *(("dti_pillar_government_rank", 10), ("dti_pillar_economy_rank", 15)),
                ("dti_pillar_society_rank", 22),
            ],
        ),
        (
            "Chỉ số cải cách hành chính (PAR INDEX) đạt 88,24%, xếp thứ 7/63.",
            [("par_index_score", 88.24), ("par_index_rank", 7)],
        ),
        (
            "Điểm số Bộ chỉ số 766 của tỉnh đạt 84,12 điểm, xếp thứ 9/63.",
            [("index766_score", 84.12), ("index766_rank", 9)],
        ),
        ("Bắc Giang xếp thứ 8 cả nước về số trạm BTS.", []),
        ("Chỉ số DTI thuộc nhóm 10 tỉnh dẫn đầu.", []),
    ],
)
def test_indices_are_told_from_one_another(text: str, told: Figures) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Thành lập 209 tổ công nghệ số cộng đồng cấp xã và 2.128 tổ công nghệ số cộng đồng cấp "
            "thôn.",
            [("community_digital_teams_commune", 209), ("community_digital_teams_hamlet", 2128)],
        ),
        (
            "Có 2.128/2.128 thôn thành lập tổ công nghệ số cộng đồng.",
            [("hamlets_with_digital_team_share", 100)],
        ),
        ("Các tổ công nghệ số cộng đồng đã hướng dẫn 45.000 lượt người cài đặt ứng dụng.", []),
        (
            "Mạng lưới 2.104 tổ công nghệ số cộng đồng đã hỗ trợ 45.000 lượt người dân.",
            [("community_digital_teams", 2104)],
        ),
        (
            "Người dân trưởng thành có chữ ký số cá nhân đạt 12%.",
            [("digital_signature_rate_adults", 12)],
        ),
        ("Đã phủ sóng 14 thôn lõm sóng, còn lại 9 thôn lõm sóng.", [("hamlets_without_signal", 9)]),
    ],
)
def test_digital_society(text: str, told: Figures) -> None:
    assert figures(text) == told


def test_earlier_years_in_brackets_are_figures_of_those_years() -> None:
    text = "Tỷ lệ hồ sơ trực tuyến đạt 67% (năm 2021 đạt 45%, năm 2020 đạt 22%)."
    assert figures(text) == [("online_dossier_rate", value) for value in (67, 45, 22)]
    assert periods(text) == ["2022", "2021", "2020"]


@pytest.mark.parametrize(
    "text",
    [
        "Hồ sơ trực tuyến đã tiếp nhận 67,4 hồ sơ.",  # a rate that lost its sign
        "Toàn tỉnh có 1.699,5 trạm BTS.",
        "Toàn tỉnh có 2 trạm BTS.",  # a twentieth of what any province has at least is 2,5
    ],
)
def test_a_count_with_decimals_or_far_below_any_provinces_is_of_something_else(text: str) -> None:
    assert figures(text) == []


def test_a_small_count_that_a_province_may_have_is_read() -> None:
    assert figures("Toàn tỉnh có 3 trạm BTS.") == [("bts_stations", 3)]


def test_a_length_may_have_decimals() -> None:
    assert figures("Toàn tỉnh có 12.450,5 km cáp quang.") == [("fibre_length_km", 12450.5)]


@pytest.mark.parametrize(
    "text",
    [
        "88% dân số có điện thoại thông minh; 74% hộ dùng cáp quang.",
        "Có 88% dân số có điện thoại thông minh; mạng cáp quang phủ 74% hộ.",
    ],
)
def test_the_longer_words_of_the_item_before_do_not_win_over_a_number_s_own(text: str) -> None:
    assert figures(text) == [("smartphone_rate_population", 88), ("household_fibre_coverage", 74)]
