"""Headings without a number: what they say of the figures below them, and what is none."""

import pytest
from builders_reports import figures, periods, report, statuses

_DAY = {"day": "2022-06-10", "period": ""}
_NEWS = "Lạng Sơn đẩy mạnh chuyển đổi số\n\nTỉnh vừa có hội nghị.\n\n"
_AHEAD = [("target", "2025")] * 2 + [("target", "2030")]


def _told(text: str) -> list[tuple[str, str]]:
    read = [proposal.figure for proposal in report(_NEWS + text, **_DAY).proposals]
    return [(f.obs_status, f.period.key if f.period else "") for f in read]


@pytest.mark.parametrize("mark", ["* Về ", "", "Phát triển "])
def test_a_line_that_says_a_mode_rules_its_parts_until_the_next(mark: str) -> None:
    text = (
        "Một số mục tiêu đến năm 2025\n\n"
        f"{mark}Chính quyền số\n\n- Tỷ lệ hồ sơ nộp trực tuyến đạt 80%.\n\n"
        f"{mark}Kinh tế số\n\n- Kinh tế số chiếm 15% GRDP.\n\n"
        "Tầm nhìn đến năm 2030\n\n- Kinh tế số chiếm 28% GRDP.\n"
    )
    assert _told(text) == _AHEAD


def test_results_follow_goals_where_a_line_says_so() -> None:
    text = (
        "Nhiệm vụ trọng tâm năm 2023\n\nTỷ lệ hồ sơ nộp trực tuyến đạt 80%.\n\n"
        "Kết quả đạt được\n\nKinh tế số chiếm 12% GRDP.\n"
    )
    assert _told(text) == [("target", "2023"), ("actual", "2022-06")]


def test_any_other_line_that_stands_alone_ends_goals_that_had_no_parts() -> None:
    text = (
        "Mục tiêu năm 2023\n\nTỷ lệ hồ sơ nộp trực tuyến đạt 80%.\n\n"
        "Động lực mới từ doanh nghiệp\n\nToàn tỉnh có 320 doanh nghiệp công nghệ số.\n"
    )
    assert [status for status, _ in _told(text)] == ["target", "actual"]


@pytest.mark.parametrize("line", ["Nguyễn Thị Lan", "Ảnh: Thu Hà", "Hội nghị (Ảnh: Mai Hoa)"])
def test_an_author_or_a_caption_ends_no_goals(line: str) -> None:
    text = (
        "Mục tiêu năm 2023\n\nTỷ lệ hồ sơ nộp trực tuyến đạt 80%.\n\n"
        f"{line}\n\nKinh tế số chiếm 15% GRDP.\n"
    )
    assert [status for status, _ in _told(text)] == ["target", "target"]


def test_a_question_for_goals_rules_its_answer_alone() -> None:
    text = (
        "PV: Mục tiêu đến năm 2025 là gì, thưa ông?\n\n- Tỉnh đưa kinh tế số lên 20% GRDP.\n\n"
        "* Doanh nghiệp số hiện nay ra sao?\n\n"
        "- Ông Lê Văn An: Toàn tỉnh có 320 doanh nghiệp công nghệ số.\n"
    )
    assert _told(text) == [("target", "2025"), ("actual", "2022-06")]


def test_the_heading_of_a_story_is_no_mode_though_it_begins_like_one() -> None:
    text = "Mục tiêu lớn, quyết tâm cao\n\nTỷ lệ hồ sơ nộp trực tuyến đạt 80%.\n"
    assert _told(text) == [("actual", "2022-06")]


def test_a_line_of_goals_with_a_colon_rules_labels_and_numbered_items() -> None:
    text = (
        "Mục tiêu trong năm 2023, theo Sở:\nHạ tầng số: 75% hộ gia đình có cáp quang.\n"
        "Kinh tế số: chiếm 15% GRDP.\n"
    )
    assert _told(text) == [("target", "2023")] * 2
    text = "Năm 2023 tỉnh phải đạt:\na) Kinh tế số chiếm 15% GRDP.\n"
    assert _told(text) == [("target", "2023")]


def test_a_year_that_was_cut_off_a_heading_belongs_to_it() -> None:
    text = "2. Mục tiêu cụ thể đến năm\n2025\n- Kinh tế số chiếm 15% GRDP.\n"
    assert _told(text) == [("target", "2025")]


_PLAN = (
    "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN\n\nKẾ HOẠCH\nPhát triển hạ tầng viễn thông tỉnh Lạng Sơn "
    "đến năm 2025\n\nI. TỔNG QUAN\nToàn tỉnh có 1.102 vị trí trạm BTS[1].\n\n"
    "II. MỤC TIÊU\nKinh tế số chiếm 15% GRDP.\n\nNơi nhận:\n- Lưu: VT.\n\n"
    "[1] Trong đó có 640 trạm 4G.\n"
)


def test_what_a_plan_tells_before_its_goals_and_in_footnotes_is_so_today() -> None:
    assert statuses(_PLAN, **_DAY) == ["actual", "target", "actual"]


def test_the_state_in_the_year_of_a_plan_is_no_goal() -> None:
    text = "I. HIỆN TRẠNG ĐẾN NĂM 2022\n\nKinh tế số chiếm 9% GRDP.\n"
    assert _told(text) == [("actual", "2022")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kế hoạch đề ra đến hết năm 2022, kinh tế số chiếm từ 15% GRDP trở lên.", "target"),
        ("Các nhà mạng đang lắp đặt khoảng 600 trạm BTS 5G.", "plan"),
        ("Các nhà mạng đang triển khai xây dựng 600 trạm BTS 5G.", "plan"),
        ("Các nhà mạng đang vận hành 600 trạm BTS 5G.", "actual"),
        ("Trong 22 mục tiêu đề ra đến năm 2025, đã có 16/22 mục tiêu hoàn thành.", "actual"),
    ],
)
def test_what_is_set_or_built_is_ahead_and_what_is_counted_of_goals_is_not(
    text: str, status: str
) -> None:
    assert statuses(_NEWS + text, **_DAY) == [status]


def test_a_count_from_one_day_to_another_holds_for_its_paragraph() -> None:
    text = (
        "Từ ngày 01/4 đến ngày 15/5/2022, toàn tỉnh tiếp nhận 204.512 hồ sơ. "
        "Tỷ lệ hồ sơ nộp trực tuyến đạt 91,3%."
    )
    assert set(periods(text, **_DAY)) == {"2022-05-15"}


def test_what_there_is_this_year_is_of_when_it_is_told() -> None:
    text = "Năm nay, các nhà mạng xóa lõm sóng. Tổng số trạm BTS lên tới 3.120 trạm."
    assert periods(text, **_DAY) == ["2022-06"]
    assert len(figures(text, **_DAY)) == 1
    assert periods("Năm nay tỉnh phấn đấu phủ sóng 5G đạt 30% dân số.", **_DAY) == ["2022"]
