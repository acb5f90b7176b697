"""Digital government and society: what real reports call the same thing, and what is none of it."""

import pytest
from builders_reports import figures


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "I. Kết quả trên Cổng Dịch vụ công quốc gia tháng 8/2023\n"
            "Tỉnh Lạng Sơn được 71,25/100 điểm, đứng 18/63 tỉnh, thành phố.",
            [("index766_score", 71.25), ("index766_rank", 18)],
        ),
        (
            "Cổng Dịch vụ công quốc gia chấm tỉnh 80,12 điểm, xếp thứ 10/63.",
            [("index766_score", 80.12), ("index766_rank", 10)],
        ),
        (
            "Trong ICT Index 2019, hạ tầng nhân lực hạng 12 với 0,9538 điểm; ứng dụng CNTT cũng "
            "hạng 9, được 0,85 điểm.",
            [
                ("ict_human_rank", 12),
                ("ict_human_score", 0.9538),
                ("ict_application_rank", 9),
                ("ict_application_score", 0.85),
            ],
        ),
        (
            "Mức độ sẵn sàng cho phát triển và ứng dụng CNTT-TT năm 2020: tỉnh ở vị trí 17/63.",
            [("ict_index_rank", 17)],
        ),
        (
            "Định danh điện tử: cấp 710.220 tài khoản, kích hoạt 590.121.",
            [("eid_accounts_activated", 590_121)],
        ),
        (
            "Tiếp nhận 518.604 hồ sơ. Giải quyết 511.390, đúng và trước hạn 98,61%.",
            [
                ("dossiers_received", 518_604),
                ("dossiers_resolved", 511_390),
                ("dossiers_on_time_rate", 98.61),
            ],
        ),
        (
            "Có 31/35 HTTT đã được duyệt hồ sơ cấp độ (đạt 88,6%).",
            [("systems_level_approved_rate", 88.6)],
        ),
        (
            "Kế hoạch triển khai Nghị quyết 57-NQ/TW có 142 nhiệm vụ, đến nay xong 98.",
            [("resolution57_tasks_assigned", 142), ("resolution57_tasks_completed", 98)],
        ),
    ],
)
def test_short_names_and_ellipses_are_read(text: str, told: list[tuple[str, float]]) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Tổ CNSCĐ: cấp xã 108 tổ/1.014 người; thôn 1.292 tổ/5.689 người.",
            [
                ("community_digital_teams_commune", 108),
                ("community_digital_team_members_commune", 1014),
                ("community_digital_teams_hamlet", 1292),
                ("community_digital_team_members_hamlet", 5689),
            ],
        ),
        (
            "Lập 525 Tổ công nghệ số cộng đồng ấp, khu vực và 75 Tổ cấp xã; tổng cộng 600 Tổ.",
            [
                ("community_digital_teams_hamlet", 525),
                ("community_digital_teams_commune", 75),
                ("community_digital_teams", 600),
            ],
        ),
        (
            "Tổ công nghệ số cộng đồng: 1.302 tổ (7.215 thành viên).",
            [("community_digital_teams", 1302), ("community_digital_team_members", 7215)],
        ),
    ],
)
def test_teams_and_their_members_are_of_one_level(text: str, told: list[tuple[str, float]]) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Chuyển đổi số là 1 trong 15 nhiệm vụ trọng tâm.",
        "Số xã hoàn thành chuyển đổi số: 252/547.",
        "Giữ vị trí trong 10 tỉnh, thành dẫn đầu về chuyển đổi số.",
        "Tổ chức Ngày Chuyển đổi số 10/10.",
        "Theo Bộ chỉ số 766, nhóm công khai, minh bạch được 9,2/18 điểm.",
        "TTHC công bố đúng hạn: 73,91%.",
        "Trên 80% dân số có tài khoản thanh toán điện tử.",
        "Phát hiện 27 vụ vi phạm môi trường, phạt 1.128 triệu đồng.",
        "Chữ ký số: trong kỳ cấp mới cho cá nhân 245, cho tổ chức 68.",
        "Nghị quyết 57: còn 97 nhiệm vụ phải xong trong năm.",
        "Tổ công nghệ số cộng đồng đã hướng dẫn 81.300 người cài đặt ứng dụng.",
    ],
)
def test_what_only_resembles_a_figure_is_none(text: str) -> None:
    assert figures(text) == []


def test_targets_are_those_of_the_subject_in_the_title_of_a_report() -> None:
    sentence = "Kế hoạch năm có 38 chỉ tiêu, đến nay hoàn thành 26 chỉ tiêu, 12 chỉ tiêu đang làm."
    assert figures(f"BÁO CÁO\nKết quả chuyển đổi số\n\nI. CHỈ ĐẠO\n{sentence}") == [
        ("dx_targets_completed", 26)
    ]
    assert figures(f"BÁO CÁO\nKết quả xây dựng nông thôn mới\n\nI. CHỈ ĐẠO\n{sentence}") == []
