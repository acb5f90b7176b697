"""Sentences whose number is another's than the nearest words say."""

import pytest
from builders_reports import figures, sure


@pytest.mark.parametrize(
    "behind",
    [
        "; Đồng Nai đạt 0,6012, nằm trong nhóm trên mức trung bình cả nước.",
        ", trong khi đó tỉnh Quảng Ninh chỉ đạt 0,6012 điểm.",
        "; tỉnh ta đạt 0,6012 điểm, cao hơn mức bình quân chung.",
    ],
)
def test_behind_the_mean_a_province_as_subject_has_its_own_score(behind: str) -> None:
    told = figures(
        f"Giá trị DTI trung bình của các tỉnh, thành phố năm 2022 là 0,5791 điểm{behind}"
    )
    assert told == [("dti_score_provincial_mean", 0.5791), ("dti_score", 0.6012)]


def test_calls_of_a_hotline_are_no_feedback() -> None:
    text = (
        "Trong tháng 9/2022, Tổng đài 1022 tiếp nhận 1.520 cuộc gọi và ghi nhận 312 phiếu phản "
        "ánh, kiến nghị, tăng 40 phiếu so với tháng 8/2022 (272 phiếu)."
    )
    assert figures(text) == [("feedback_received", 312), ("feedback_received", 272)]


@pytest.mark.parametrize("lack", ["chưa có sóng hoặc sóng di động yếu", "chưa có hoặc sóng yếu"])
def test_hamlets_with_no_or_a_weak_signal_are_those_without(lack: str) -> None:
    told = figures(f"Trên địa bàn hiện còn 58 thôn {lack}.")
    assert told == [("hamlets_without_signal", 58)]


def test_a_rank_stands_behind_the_group_of_a_score() -> None:
    text = (
        "Kết quả được công bố theo Bộ chỉ số 766. Theo đó, tháng 10/2023, tỉnh đạt 86,94/100 "
        "điểm, thuộc nhóm Tốt, xếp thứ 7 trong 63 tỉnh, thành phố."
    )
    assert figures(text) == [("index766_score", 86.94), ("index766_rank", 7)]


def test_behind_what_was_added_all_there_are_is_told() -> None:
    text = (
        "Trong năm, các nhà mạng phát triển mới 217 trạm BTS. Lũy kế đến 31/10/2022, toàn tỉnh có "
        "5.046 trạm, trong đó 312 trạm 5G."
    )
    assert figures(text) == [("bts_new", 217), ("bts_stations", 5046), ("bts_5g", 312)]


def test_the_last_label_of_a_bracket_is_read_without_what_stands_behind_it() -> None:
    text = (
        "Toàn tỉnh có 1.148 trạm BTS (2G: 436; 3G: 531; 4G: 181) lắp tại 412 vị trí, trong đó 97 "
        "vị trí có từ 02 doanh nghiệp trở lên dùng chung."
    )
    assert figures(text) == [
        ("bts_stations", 1148), ("bts_2g", 436), ("bts_3g", 531), ("bts_4g", 181),
        ("bts_sites", 412), ("bts_sites_shared", 97),
    ]  # fmt: skip


def test_a_part_of_an_index_is_told_of_all_provinces_of_its_sentence() -> None:
    text = (
        "Năm 2022, ICT Index của Đồng Nai xếp thứ 5/63. Ở chỉ số ứng dụng CNTT, Đà Nẵng với 0,89 "
        "điểm đứng đầu, trên Hà Nội (0,74 điểm) và Quảng Ninh (0,72 điểm)."
    )
    assert figures(text)[1:] == [("ict_application_score", v) for v in (0.89, 0.74, 0.72)]


def test_answered_of_all_forms_is_the_rate_of_resolution() -> None:
    text = (
        "Tổng đài 1022 tiếp nhận 312 phiếu phản ánh; đã trả lời xong 234/312 phiếu, 78 phiếu đang "
        "xử lý."
    )
    assert figures(text) == [("feedback_received", 312), ("feedback_resolution_rate", 75.0)]


def test_a_line_that_ends_before_its_number_goes_on() -> None:
    text = (
        "Toàn tỉnh lập được 1.334 Tổ công nghệ số cộng đồng tại thôn, khu dân cư với\n"
        "10.715 người tham gia."
    )
    assert figures(text) == [
        ("community_digital_teams_hamlet", 1334),
        ("community_digital_team_members_hamlet", 10715),
    ]


def test_what_a_result_is_higher_than_is_the_target() -> None:
    text = "Tỷ lệ hồ sơ trực tuyến đạt 85,3%, cao hơn chỉ tiêu UBND tỉnh giao năm 2022 là 80%."
    told = [(c.value, c.obs_status) for c in sure(text)]
    assert told == [(85.3, "actual"), (80.0, "target")]


def test_the_revenue_of_each_step_is_not_that_of_all_dossiers() -> None:
    text = (
        "Các điểm bưu chính công ích tiếp nhận 6.315 hồ sơ, doanh thu trên 158 triệu đồng; chuyển "
        "trả 7.856 hồ sơ, doanh thu trên 979 triệu đồng."
    )
    assert not [c for c in sure(text) if c.unit == "đồng"]
