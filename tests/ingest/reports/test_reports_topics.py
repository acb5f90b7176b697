"""A bare number is of the topic that stands alone before it, and of nothing else."""

import pytest
from builders_reports import Figures, figures, statuses


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Thứ nhất, tỷ lệ hộ gia đình có cáp quang. Hiện là 71,4%, cuối năm trước là 66,2%.",
            [("household_fibre_coverage", 71.4), ("household_fibre_coverage", 66.2)],
        ),
        (
            "Xin báo cáo mấy việc.\n1. Tỷ lệ hồ sơ nộp trực tuyến\nĐến nay đạt 64%.",
            [("online_dossier_rate", 64)],
        ),
        (
            "- Về thuê bao Internet: hiện có 212.450; phủ sóng 5G thì còn chậm.",
            [("internet_subscribers", 212_450)],
        ),
    ],
)
def test_a_bare_number_is_of_the_topic_before_it(text: str, told: Figures) -> None:
    assert figures(text) == told


def test_a_goal_and_what_was_reached_behind_a_topic_are_told_apart() -> None:
    text = "Thứ ba, hồ sơ nộp trực tuyến. Mục tiêu 80%, đạt 84,7%."
    assert figures(text) == [("online_dossier_rate", 80), ("online_dossier_rate", 84.7)]
    assert statuses(text) == ["target", "actual"]


@pytest.mark.parametrize(
    "text",
    [
        # Another noun comes between, or the topic names nothing that is counted so.
        "Thứ ba, hồ sơ nộp trực tuyến. Riêng ngành y tế đạt 84,7%.",
        "Thứ ba, hồ sơ nộp trực tuyến. Đã tập huấn cho 84% cán bộ.",
        "Công tác bưu chính. Đạt 98%.",
        # A topic with a number of its own is a statement, and its sentence is over.
        "Có 12 lớp về hồ sơ nộp trực tuyến. Hài lòng. Đạt 84,7%.",
    ],
)
def test_a_number_with_a_subject_of_its_own_is_not(text: str) -> None:
    assert figures(text) == []
