"""The reports page, many figures at once: what is missing filled in, groups decided, undone."""

from dataclasses import replace

import pytest
from report_page import (
    STATIONS,
    TEAMS,
    altered,
    button,
    choose,
    field,
    headlines,
    paste,
    press,
    said,
    stored,
    unsure,
)
from streamlit.testing.v1 import AppTest
from test_page_opens import unbroken

from kpi.ingest.reports.places import NO_AREA
from kpi.ingest.reports.proposals import NO_PERIOD
from kpi.model import Report

pytestmark = pytest.mark.usefixtures("clerk")

PHONES = "Toàn tỉnh có 700.500 thuê bao di động; số doanh nghiệp công nghệ số là 300."


@pytest.fixture
def undated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing says of when any figure is, and one is doubtful besides."""

    def change(report: Report) -> Report:
        told = []
        for proposal in report.proposals:
            more = ("Chưa chắc.",) if "teams" in proposal.figure.indicator else ()
            figure = replace(proposal.figure, period=None)
            told.append(replace(proposal, figure=figure, doubts=(NO_PERIOD, *more)))
        return replace(report, proposals=tuple(told))

    altered(monkeypatch, change)


@pytest.fixture
def doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader is not sure of the stations and the teams, for the same reason."""
    altered(monkeypatch, lambda report: unsure(report, "teams", "stations"))


def states(at: AppTest) -> str:
    return "".join(line[0] for line in headlines(at))


def fill(at: AppTest, part: str, value: str) -> AppTest:
    kind = "text_input" if part == "period" else "selectbox"
    (one,) = [e for e in at.get(kind) if str(e.key).startswith(f"fill-{part}-")]
    one.set_value(value)
    button(at, f"apply-fill-{part}-").click()
    return at.run()


# What is missing


@pytest.mark.usefixtures("undated")
def test_a_figure_without_a_period_stays_and_says_what_it_lacks() -> None:
    at = paste(STATIONS, TEAMS)
    assert [line.split(" · ")[2] for line in headlines(at)] == ["kỳ chưa rõ"] * 2
    assert states(at) == "□□"


@pytest.mark.usefixtures("undated")
def test_one_period_is_given_to_all_figures_without_one() -> None:
    at = paste(STATIONS, TEAMS, PHONES)
    (box,) = [e for e in at.text_input if str(e.key).startswith("fill-period-")]
    assert box.label == "Cả 4 số chưa rõ kỳ"
    at = unbroken(fill(at, "period", "2021"))
    assert [line.split(" · ")[2] for line in headlines(at)] == ["2021"] * 4
    assert not [e for e in at.text_input if str(e.key).startswith("fill-")]


@pytest.mark.usefixtures("undated")
def test_what_else_is_doubtful_stays_open_once_its_period_is_given() -> None:
    at = fill(paste(STATIONS, TEAMS), "period", "2021")
    assert states(at) == "■□"
    assert "Chưa chắc." in said(at)
    assert NO_PERIOD not in said(at)


@pytest.mark.usefixtures("undated")
def test_a_period_that_cannot_be_read_is_given_to_none() -> None:
    at = fill(paste(STATIONS, TEAMS), "period", "hồi đó")
    assert "Kỳ không đọc được" in at.error[0].value
    assert states(at) == "□□"


@pytest.mark.usefixtures("undated")
def test_a_missing_period_can_still_be_given_to_one_figure() -> None:
    at = press(paste(STATIONS, TEAMS), "correct-", "bts_stations")
    field(at, "text_input", "bts_stations-period").set_value("2020")
    at = press(at, "form-", "-save")
    assert headlines(at)[0].split(" · ")[2] == "2020"
    (box,) = [e for e in at.text_input if str(e.key).startswith("fill-period-")]
    assert box.label == "1 số chưa rõ kỳ"


def test_one_province_is_given_to_all_figures_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(report: Report) -> Report:
        told = [
            replace(p, figure=replace(p.figure, area=""), doubts=(NO_AREA,))
            for p in report.proposals
        ]
        return replace(report, proposals=tuple(told))

    altered(monkeypatch, change)
    at = paste(STATIONS, TEAMS)
    assert states(at) == "□□"
    at = unbroken(fill(at, "area", "vn63:27"))
    assert [line.split(" · ")[1] for line in headlines(at)] == ["Bắc Ninh (cũ)"] * 2
    assert states(at) == "■■"


@pytest.mark.usefixtures("undated")
def test_a_period_that_was_given_outlives_another_reading_of_the_document() -> None:
    at = fill(paste(STATIONS), "period", "2021")
    (day,) = [e for e in at.text_input if str(e.key).startswith("published_on-")]
    day.set_value("21/07/2022")
    at = unbroken(at.run())
    assert headlines(at)[0].split(" · ")[2] == "2021"


# Groups


@pytest.mark.usefixtures("doubtful")
def test_figures_of_one_question_are_taken_at_once() -> None:
    at = choose(paste(STATIONS, TEAMS, PHONES), "Nhóm theo", "question")
    titles = [b.label.replace("\\", "") for b in at.button if str(b.key).endswith("-title")]
    assert titles == ["**Chưa chắc.** · □ 2", "**Không có gì ngờ** · ■ 2"]
    (take,) = [b for b in at.button if b.label == "Nhận cả nhóm (2)"]
    take.click()
    at = unbroken(at.run())
    assert button(at, "publish-").label == "Công bố 4 số liệu"


@pytest.mark.usefixtures("doubtful")
def test_everything_of_a_filter_is_refused_at_once() -> None:
    at = choose(paste(STATIONS, TEAMS, PHONES), "Số liệu được đề xuất", "open")
    at = press(at, "refuse-all-")
    assert button(at, "publish-").label == "Công bố 2 số liệu"


def test_a_wrong_year_of_a_paragraph_is_corrected_in_two_actions() -> None:
    at = paste(f"{STATIONS} {TEAMS}", PHONES)
    at = choose(at, "Nhóm theo", "paragraph")  # opens the paragraph of the figure at hand
    if not [e for e in at.text_input if str(e.key).startswith("bulk-")]:
        at = press_first(at, "correct-all-")
    field(at, "text_input", "-period").set_value("2021")
    at = press(at, "apply-bulk-")
    at = choose(at, "Nhóm theo", "each")
    assert [line.split(" · ")[2] for line in headlines(at)] == ["2021"] * 2 + ["6T đầu/2022"] * 2
    assert states(at) == "■■■■"


def press_first(at: AppTest, key: str) -> AppTest:
    next(b for b in at.button if str(b.key).startswith(key)).click()
    return unbroken(at.run())


def test_province_kind_and_period_of_a_group_change_together_and_are_published() -> None:
    at = press(paste(STATIONS, TEAMS), "correct-all-")
    (area,) = [e for e in at.selectbox if str(e.key).startswith("bulk-") and "area" in e.key]
    area.set_value("vn63:27")
    field(at, "selectbox", "-obs_status").set_value("plan")
    at = press(at, "apply-bulk-")
    press(at, "publish-")
    assert {(r["area"], r["obs_status"]) for r in stored()} == {("vn63:27", "plan")}


def test_another_indicator_reads_the_numbers_of_a_group_by_its_rules() -> None:
    at = press(paste(STATIONS, "Tỷ lệ hồ sơ nộp trực tuyến đạt 60,5%."), "correct-all-")
    (one,) = [e for e in at.selectbox if str(e.key).startswith("bulk-") and "indicator" in e.key]
    one.set_value("postal_points")
    button(at, "apply-bulk-").click()
    at.run()
    assert "1 số không đọc được theo chỉ tiêu này" in at.error[0].value
    assert headlines(at)[0].startswith("■ Điểm phục vụ bưu chính")
    assert headlines(at)[0].endswith("1.204 điểm")
    assert "60,5 %" in headlines(at)[1]


def test_nothing_given_changes_nothing() -> None:
    at = press(paste(STATIONS), "correct-")
    at = press(paste(STATIONS, TEAMS), "correct-all-")
    button(at, "apply-bulk-").click()
    at.run()
    assert "Chưa ghi gì để sửa" in at.error[0].value


# Undo


@pytest.mark.usefixtures("doubtful")
def test_the_last_decision_is_taken_back_be_it_of_one_or_of_many() -> None:
    at = paste(STATIONS, TEAMS, PHONES)
    assert button(at, "undo-").disabled
    at = press(at, "accept-", "bts_stations")
    at = press(at, "refuse-all-")
    assert states(at) == "✕✕✕✕"
    assert button(at, "undo-").label == "Hoàn tác: bỏ 4"
    at = press(at, "undo-")
    assert states(at) == "■□■■"
    assert button(at, "undo-").label == "Hoàn tác: nhận 1"
    at = press(at, "undo-")
    assert states(at) == "□□■■"
    assert button(at, "undo-").disabled


def test_a_correction_of_a_group_is_taken_back() -> None:
    at = press(paste(STATIONS, TEAMS), "correct-all-")
    field(at, "text_input", "-period").set_value("2021")
    at = press(press(at, "apply-bulk-"), "undo-")
    assert [line.split(" · ")[2] for line in headlines(at)] == ["6T đầu/2022"] * 2


# The one counter


@pytest.mark.usefixtures("doubtful")
def test_every_place_of_the_page_counts_alike() -> None:
    at = press(paste(STATIONS, TEAMS, PHONES, "Có 12 việc khác."), "refuse-", "mobile_subscribers")
    assert "1 nhận · 2 hỏi · 1 bỏ · 1 chưa đọc" in said(at)
    (listed,) = [c for c in at.button_group if c.label == "Số liệu được đề xuất"]
    assert list(listed.options) == [
        "Tất cả 4",
        "■ 1 nhận",
        "□ 2 hỏi",
        "✕ 1 bỏ",
        "· 1 chưa đọc",
    ]
    assert button(at, "skip-").label == "Bỏ qua 2 câu hỏi còn lại"
    assert "Còn 2 câu hỏi" in said(at)


@pytest.mark.usefixtures("doubtful")
def test_the_changes_are_compared_with_the_store_once_nothing_is_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from kpi.ui.reports import publish

    compared: list[int] = []
    before = publish.previewed
    monkeypatch.setattr(publish, "previewed", lambda *a: compared.append(1) or before(*a))
    at = press(paste(STATIONS, TEAMS), "accept-", "bts_stations")
    assert compared == []
    press(at, "accept-", "teams")
    assert compared


@pytest.mark.usefixtures("doubtful")
def test_the_changes_can_be_seen_before_all_is_answered() -> None:
    at = paste(STATIONS, PHONES)
    at.toggle[0].set_value(True)
    at = unbroken(at.run())
    assert len(at.dataframe) == 1
    assert button(at, "publish-").disabled
