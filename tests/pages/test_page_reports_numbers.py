"""The reports page: a number that became no figure is taken on a click; where figures come from."""

from dataclasses import replace

import pytest
from report_page import (
    HEAD,
    STATIONS,
    TEAMS,
    altered,
    button,
    choose,
    click_number,
    field,
    headlines,
    paste,
    press,
    said,
    stored,
)
from streamlit.testing.v1 import AppTest
from test_page_opens import unbroken

from kpi.model import Report

pytestmark = pytest.mark.usefixtures("clerk")

LIKELY = ("community_digital_teams", "digital_enterprises", "online_dossier_rate", "bts_stations")
MISSED = "Năm 2021, toàn tỉnh có 900 trạm BTS và ra mắt hơn 214 nhóm nòng cốt."
TEXT = f"{HEAD}{STATIONS}\n{MISSED}"


@pytest.fixture
def likely(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader thinks of some indicators for every number that became no figure."""

    def change(report: Report) -> Report:
        told = [
            replace(m, suggestions=LIKELY, because=()) if m.kind == "unlinked" else m
            for m in report.mentions
        ]
        return replace(report, mentions=tuple(told))

    altered(monkeypatch, change)


def offered(at: AppTest, key: str = "take-") -> list[str]:
    return [b.label for b in at.button if str(b.key).startswith(key)]


@pytest.mark.usefixtures("likely")
def test_a_number_offers_its_three_likeliest_indicators() -> None:
    at = click_number(paste(STATIONS, MISSED), TEXT, "214")
    assert offered(at) == [
        "Tổ công nghệ số cộng đồng",
        "Doanh nghiệp công nghệ số",
        "Tỷ lệ hồ sơ nộp trực tuyến",
        "chỉ tiêu khác…",
    ]


@pytest.mark.usefixtures("likely")
def test_a_number_is_taken_in_two_clicks_as_its_sentence_tells_it() -> None:
    at = click_number(paste(STATIONS, MISSED), TEXT, "214")
    at = press(at, "take-", LIKELY[0])
    assert headlines(at)[2] == (
        "■ Tổ công nghệ số cộng đồng · Hà Nam (cũ) · 2021 · thực hiện · > 214 tổ"
    )
    press(at, "publish-")
    row = next(r for r in stored() if r["indicator"] == LIKELY[0])
    assert (row["as_written"], row["sentence"], row["period"]) == ("214", MISSED, "2021")
    assert "người nhập" in str(row["note"])


@pytest.mark.usefixtures("likely")
def test_a_number_alone_in_its_sentence_is_of_the_document() -> None:
    alone = "Đã ra mắt 214 nhóm nòng cốt."
    at = click_number(paste(STATIONS, alone), f"{HEAD}{STATIONS}\n{alone}", "214")
    at = press(at, "take-", LIKELY[0])
    assert "Hà Nam (cũ) · 6T đầu/2022 · thực hiện · 214 tổ" in headlines(at)[1]


@pytest.mark.usefixtures("likely")
@pytest.mark.parametrize(
    ("words", "status"), [("ước đạt 214", "ước thực hiện"), ("có 214", "thực hiện")]
)
def test_a_number_that_its_words_call_an_estimate_is_one(words: str, status: str) -> None:
    alone = f"Số nhóm nòng cốt {words} nhóm."
    at = click_number(paste(STATIONS, alone), f"{HEAD}{STATIONS}\n{alone}", "214")
    assert f"· {status} ·" in headlines(press(at, "take-", LIKELY[0]))[1]


@pytest.mark.usefixtures("likely")
def test_a_number_that_does_not_read_as_the_indicator_is_asked_in_the_form() -> None:
    alone = "Đã có 21,5 nhóm nòng cốt."
    at = click_number(paste(STATIONS, alone), f"{HEAD}{STATIONS}\n{alone}", "21,5")
    at = press(at, "take-", LIKELY[0])
    assert field(at, "selectbox", "-indicator").value == LIKELY[0]
    assert field(at, "text_input", "-value").value == "21,5"
    assert len(headlines(at)) == 1


@pytest.mark.usefixtures("likely")
def test_another_indicator_is_chosen_in_the_form() -> None:
    at = click_number(paste(STATIONS, MISSED), TEXT, "214")
    at = press(at, "take-", "-other")
    field(at, "selectbox", "-indicator").set_value("postal_points")
    at = press(unbroken(at.run()), "add-", "-save")
    assert headlines(at)[2].startswith("■ Điểm phục vụ bưu chính")


def test_a_number_without_suggestions_opens_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.ui.reports.numbers.suggested", lambda *given: {})
    at = click_number(paste(STATIONS, MISSED), TEXT, "214")
    assert offered(at) == []
    assert field(at, "selectbox", "-indicator").value is None


@pytest.mark.usefixtures("likely")
def test_unread_numbers_are_listed_with_their_sentences_and_taken_from_the_list() -> None:
    at = choose(paste(STATIONS, MISSED, "Có 12 việc khác."), "Số liệu được đề xuất", "unread")
    assert f"“{MISSED}”" in said(at)
    assert len([b for b in at.button if str(b.key).startswith("number-")]) == 2
    take = next(b for b in at.button if str(b.key).endswith(f"-{LIKELY[0]}"))
    take.click()
    at = unbroken(at.run())
    assert len([b for b in at.button if str(b.key).startswith("number-")]) == 1


def test_a_taken_number_can_be_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "kpi.ui.reports.numbers.suggested", lambda *given: dict.fromkeys(LIKELY[:3], "")
    )
    at = click_number(paste(STATIONS, MISSED), TEXT, "214")
    at = press(press(at, "take-", LIKELY[0]), "undo-")
    assert len(headlines(at)) == 2


def test_the_words_that_speak_for_an_indicator_stand_at_its_button() -> None:
    at = click_number(paste(STATIONS, MISSED), TEXT, "214")
    (first, *_) = [b for b in at.button if str(b.key).startswith("take-")]
    assert first.help.startswith("vì")


# Where figures come from


def test_each_figure_names_the_words_that_told_it() -> None:
    told = said(paste(STATIONS, MISSED))
    assert "chỉ tiêu “trạm … BTS” · kỳ “Năm 2021” · loại, tỉnh: theo tài liệu" in told
    told = said(paste("Toàn tỉnh có 1.204 trạm BTS."))
    assert "chỉ tiêu “trạm … BTS” · kỳ, loại, tỉnh: theo tài liệu" in told


def test_a_figure_of_another_year_than_the_reports_is_marked() -> None:
    assert said(paste(STATIONS, MISSED)).count("khác kỳ báo cáo") == 1
    assert "khác kỳ báo cáo" not in said(paste(STATIONS))


def test_a_part_that_the_clerk_gave_is_said_to_be_so() -> None:
    at = press(paste(STATIONS), "correct-")
    field(at, "text_input", "bts_stations-period").set_value("2021")
    told = said(press(at, "form-", "-save"))
    assert "kỳ: anh, chị ghi" in told
    assert "khác kỳ báo cáo" in told


def test_what_is_odd_about_a_figure_is_said_before_it_is_taken() -> None:
    before = STATIONS.replace("Đến nay", "Năm 2021,")
    press(paste(before, head=HEAD.replace("Kết quả", "Sơ kết")), "publish-")
    at = paste(STATIONS.replace("1.204", "1.204.000"), TEAMS)
    assert "có nhầm dấu hay đơn vị" in "\n".join(m.value for m in at.markdown).replace("\\", "")
    assert button(at, "accept-", "bts_stations")
