"""What a heading, a label or a paragraph names is carried to the lines that name no more of it."""

import pytest
from builders_reports import Figures, figures, unread


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "* Điện thoại\nToàn tỉnh có 284.135 thuê bao.\n"
            "* Internet\n224.065 thuê bao, bằng 62 thuê bao/100 dân.",
            [
                ("phone_subscribers", 284_135),
                ("internet_subscribers", 224_065),
                ("internet_per_100", 62),
            ],
        ),
        (
            "Năm qua tỉnh làm được nhiều việc.\n5. Nghị quyết 57\nTỉnh được giao 203 nhiệm vụ.",
            [("resolution57_tasks_assigned", 203)],
        ),
    ],
)
def test_a_starred_line_or_a_named_act_is_a_heading(text: str, told: Figures) -> None:
    assert figures(text) == told


def test_the_nearer_heading_decides_what_revenue_is_of() -> None:
    above = "A. BƯU CHÍNH, VIỄN THÔNG\nI. Bưu chính\n"
    assert figures(f"{above}Doanh thu: 61,8 tỷ đồng.") == [("postal_revenue", 61.8e9)]


def test_revenue_with_the_posts_added_is_the_sectors() -> None:
    text = "Doanh thu viễn thông: 1.006 tỷ đồng; gộp cả bưu chính: 1.067,8 tỷ đồng."
    assert figures(text) == [("telecom_revenue", 1006e9), ("post_telecom_revenue", 1067.8e9)]


def test_a_density_is_of_what_its_paragraph_counts() -> None:
    text = (
        "Tổng thuê bao điện thoại: 801.340 TB. Cố định còn 18.215 TB. Mật độ 89,6 TB/100 dân.\n"
        "Internet: 68.112 TB, mật độ 7,6 TB/100 dân."
    )
    assert figures(text) == [
        ("phone_subscribers", 801_340),
        ("fixed_phone_subscribers", 18_215),
        ("phones_per_100", 89.6),
        ("internet_subscribers", 68_112),
        ("internet_per_100", 7.6),
    ]


def test_terabytes_are_no_subscribers() -> None:
    assert figures("Hạ tầng Internet: 02 tủ đĩa dung lượng 48TB.") == []


def test_fixed_subscribers_of_a_label_that_says_broadband_have_broadband() -> None:
    text = "3. Băng rộng: 251.300 thuê bao cố định, 16,9 thuê bao/100 dân."
    assert figures(text) == [
        ("fixed_broadband_subscribers", 251_300),
        ("fixed_broadband_per_100", 16.9),
    ]


def test_the_others_are_no_figure() -> None:
    assert unread("Số còn lại 416 thủ tục chưa cung cấp trực tuyến.")["416"] == "phần chưa đạt"


def test_an_item_that_names_all_but_the_noun_has_that_of_its_heading() -> None:
    text = (
        "Năm qua tỉnh làm được nhiều việc.\nII. Dịch vụ công trực tuyến\n"
        "- Mức độ 3: 388 (22,2%)\n- Mức độ 4: 652 (37,4%)"
    )
    assert figures(text) == [
        ("public_services_level3_count", 388),
        ("public_services_level3_rate", 22.2),
        ("public_services_level4_count", 652),
        ("public_services_level4_rate", 37.4),
    ]


def test_a_line_cut_to_the_width_of_a_page_goes_on() -> None:
    text = (
        "Năm qua tỉnh làm được nhiều việc.\nII. KẾT QUẢ\n"
        "- Dân số trưởng thành có điện thoại\nthông minh: 80%;\n"
        "- Tỷ trọng kinh tế số trên GRDP:\n12%;"
    )
    assert figures(text) == [("smartphone_rate_population", 80), ("digital_economy_grdp_share", 12)]
