"""A number is of what the number beside it is of: its share, plan, or value of another time."""

import pytest
from builders_reports import Figures, figures, sure


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Ban Chỉ đạo giao 168 nhiệm vụ thực hiện Nghị quyết 57; xong 151, bằng 89,9%.",
            [
                ("resolution57_tasks_assigned", 168),
                ("resolution57_tasks_completed", 151),
                ("resolution57_completion_rate", 89.9),
            ],
        ),
        (
            "Tỉnh có 1.812 dịch vụ công, trong đó dịch vụ công toàn trình 712 (bằng 39,3%).",
            [
                ("public_services_full_online_count", 712),
                ("public_services_full_online_rate", 39.3),
            ],
        ),
    ],
)
def test_a_share_right_behind_a_count_is_the_rate_of_the_same(text: str, told: Figures) -> None:
    assert figures(text)[-len(told) :] == told


def test_a_bracket_tells_the_same_of_the_year_before() -> None:
    text = "Doanh thu bưu chính 154,6 tỷ đồng, bằng 108,2% so với cùng kỳ (142,9 tỷ đồng)."
    assert [(c.value, c.period.key) for c in sure(text)] == [(154.6e9, "2022"), (142.9e9, "2021")]


@pytest.mark.parametrize("bracket", ["kế hoạch (60 tỷ đồng)", "kế hoạch năm (KH năm: 60 tỷ đồng)"])
def test_a_bracket_behind_the_plan_is_the_plan(bracket: str) -> None:
    text = f"Doanh thu bưu chính: 61,8 tỷ đồng, đạt 103% {bracket}."
    assert [(c.value, c.obs_status) for c in sure(text)] == [(61.8e9, "actual"), (60e9, "plan")]


def test_a_bracket_behind_a_row_in_turn_is_of_the_same_row() -> None:
    text = (
        "Tỷ lệ hồ sơ công việc xử lý trên môi trường mạng ở cấp tỉnh, huyện, xã lần lượt là 97%, "
        "94%, 86% (chỉ tiêu năm: 100%, 95%, 85%)."
    )
    told = [(c.indicator.rpartition("_")[2], c.value) for c in sure(text)]
    levels = ("province", "district", "commune")
    rows = zip(levels * 2, (97, 94, 86, 100, 95, 85), strict=True)
    assert told == [*rows]


def test_two_rows_in_turn_are_of_the_same_items() -> None:
    text = (
        "Thuê bao băng rộng cố định, băng rộng di động lần lượt là 163.480 và 702.118, tương ứng "
        "20,2 và 86,9 thuê bao/100 dân."
    )
    assert figures(text) == [
        ("fixed_broadband_subscribers", 163_480),
        ("mobile_broadband_subscribers", 702_118),
        ("fixed_broadband_per_100", 20.2),
        ("mobile_broadband_per_100", 86.9),
    ]


def test_a_density_never_is_a_count() -> None:
    text = (
        "Thuê bao: điện thoại 862.415 (mật độ 106,8 thuê bao/100 dân), gồm cố định 11.206 và di "
        "động 851.209."
    )
    assert ("mobile_subscribers", 851_209) in figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh có 1.795 TTHC.",
        "Bộ TTHC của tỉnh hiện gồm 1.795 thủ tục.",
        "TTHC: 1.795.",
        "Cổng DVC của tỉnh có 1.795 thủ tục.",
    ],
)
def test_all_procedures_of_a_province(text: str) -> None:
    assert figures(text) == [("procedures_total", 1795)]


@pytest.mark.parametrize(
    "text",
    [
        "Toàn tỉnh vẫn còn 36 thôn khó bắt sóng.",
        "Chưa đủ điều kiện phủ sóng 3G, 4G tại 36 xóm.",
        "Vẫn còn 36 bản chưa có 4G.",
        "Cả tỉnh còn 36 xóm chưa có sóng hoặc sóng chập chờn.",
    ],
)
def test_hamlets_without_a_signal(text: str) -> None:
    assert figures(text) == [("hamlets_without_signal", 36)]
