"""The reports page: what a text tells is proposed, decided one by one, and published."""

import pytest
from report_page import (
    HEAD,
    STATIONS,
    TEAMS,
    altered,
    any_indicator,
    button,
    field,
    headlines,
    paste,
    press,
    review,
    said,
    stored,
    unsure,
)
from test_page_opens import unbroken, visit

pytestmark = pytest.mark.usefixtures("clerk")

QUIET = "Sáng nay, lễ phát động tuần lễ chuyển đổi số đã diễn ra với sự tham dự của nhiều đại biểu."


@pytest.fixture
def doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader is not sure of the number of teams."""
    altered(monkeypatch, lambda report: unsure(report, "teams"))


# What is proposed


def test_every_figure_is_proposed_with_its_province_period_kind_and_hedge() -> None:
    at = paste(STATIONS, TEAMS)
    assert headlines(at) == [
        "■ Trạm BTS · Hà Nam (cũ) · 6T đầu/2022 · thực hiện · 1.204 trạm",
        "■ Tổ công nghệ số cộng đồng · Hà Nam (cũ) · 6T đầu/2022 · thực hiện · > 890 tổ",
    ]
    assert button(at, "publish-").label == "Công bố 2 số liệu"
    assert not button(at, "publish-").disabled


def test_the_steps_follow_one_another() -> None:
    assert [s.value[0] for s in paste(STATIONS).subheader] == ["2", "3", "4", "5"]


@pytest.mark.usefixtures("doubtful")
def test_what_is_doubtful_waits_for_an_answer_and_nothing_is_published_before() -> None:
    at = paste(STATIONS, TEAMS)
    assert [line[0] for line in headlines(at)] == ["■", "□"]
    assert "Còn 1 câu hỏi" in said(at)
    assert button(at, "publish-").disabled
    at = press(at, "accept-", "teams")
    assert button(at, "publish-").label == "Công bố 2 số liệu"
    assert not button(at, "publish-").disabled


@pytest.mark.usefixtures("doubtful")
def test_what_is_asked_stands_beside_its_sentence() -> None:
    at = paste(STATIONS, TEAMS)
    assert f"“{TEAMS}”" in said(at)
    assert STATIONS not in said(at)
    assert f"“{TEAMS}”" not in said(press(at, "accept-", "teams"))


@pytest.mark.usefixtures("doubtful")
def test_of_a_long_sentence_the_words_around_the_number_are_shown() -> None:
    (shown,) = [
        line
        for line in said(paste(STATIONS, f"{'Sau nhiều đợt vận động, ' * 30}{TEAMS}")).split("\n")
        if line.startswith("“…")
    ]
    assert "890" in shown
    assert len(shown) < 260


@pytest.mark.usefixtures("doubtful")
def test_what_is_left_open_can_be_skipped_at_once() -> None:
    at = press(paste(STATIONS, TEAMS), "skip-")
    assert headlines(at)[1].startswith("✕ ~~")
    assert button(at, "publish-").label == "Công bố 1 số liệu"
    assert not button(at, "publish-").disabled


def test_a_refused_figure_stays_struck_through_and_can_be_taken_back() -> None:
    at = press(paste(STATIONS, TEAMS), "refuse-", "bts_stations")
    assert headlines(at)[0].startswith("✕ ~~Trạm BTS")
    assert button(at, "publish-").label == "Công bố 1 số liệu"
    at = press(at, "accept-", "bts_stations")
    assert headlines(at)[0].startswith("■ Trạm BTS")


# Correcting and adding


def test_a_corrected_figure_is_published_as_corrected_and_says_so() -> None:
    at = press(paste(STATIONS), "correct-")
    assert field(at, "text_input", "-value").value == "1.204"
    field(at, "text_input", "-value").set_value("1,3 nghìn trạm")
    field(at, "text_input", "bts_stations-period").set_value("2021")
    at = press(at, "form-", "-save")
    assert headlines(at) == ["■ Trạm BTS · Hà Nam (cũ) · 2021 · thực hiện · 1.300 trạm"]
    press(at, "publish-")
    (row,) = stored()
    assert (row["value"], row["as_written"], row["period"]) == (1300.0, "1.204", "2021")
    assert "người nhập" in str(row["note"])


@pytest.mark.parametrize(
    ("ending", "typed", "complaint"),
    [
        ("-value", "nhiều", "Không đọc được số"),
        ("-value", "1,5", "không phải số nguyên"),
        ("-value", "87 %", "đơn vị"),
        ("-value", "-3", "âm"),
        ("bts_stations-period", "hồi đó", "Kỳ không đọc được"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason_and_nothing_changes(
    ending: str, typed: str, complaint: str
) -> None:
    at = press(paste(STATIONS), "correct-")
    before = headlines(at)
    field(at, "text_input", ending).set_value(typed)
    button(at, "form-", "-save").click()
    at.run()
    assert complaint in at.error[0].value
    assert headlines(at) == before


def test_leaving_the_form_changes_nothing() -> None:
    at = press(paste(STATIONS), "correct-")
    field(at, "text_input", "-value").set_value("9")
    at = press(at, "form-", "-leave")
    assert headlines(at) == ["■ Trạm BTS · Hà Nam (cũ) · 6T đầu/2022 · thực hiện · 1.204 trạm"]


def test_a_missed_number_becomes_a_figure_with_its_sentence() -> None:
    missed = "Toàn bộ các xã ra mắt 214 nhóm nòng cốt."
    at = paste(STATIONS, missed)
    text = HEAD + STATIONS + "\n" + missed
    start = text.index("214")
    review(at).begin(start, start + 3)
    at = any_indicator(at.run())
    assert "Thêm số liệu từ “214”" in said(at)
    field(at, "selectbox", "-indicator").set_value("community_digital_teams")
    at = unbroken(at.run())
    at = press(at, "add-", "-save")
    assert "Tổ công nghệ số cộng đồng · Hà Nam (cũ) · 6T đầu/2022" in headlines(at)[1]
    press(at, "publish-")
    row = next(r for r in stored() if r["indicator"] == "community_digital_teams")
    assert (row["value"], row["sentence"]) == (214.0, missed)
    assert (row["span_start"], row["span_end"]) == (start, start + 3)


def test_an_added_figure_can_be_taken_away_again() -> None:
    at = paste(STATIONS, "Có 214 nhóm nòng cốt.")
    start = (HEAD + STATIONS + "\n").index(STATIONS) + len(STATIONS) + len("\nCó ")
    review(at).begin(start, start + 3)
    at = any_indicator(at.run())
    field(at, "selectbox", "-indicator").set_value("community_digital_teams")
    at = press(unbroken(at.run()), "add-", "-save")
    assert len(headlines(at)) == 2
    assert len(headlines(press(at, "refuse-", "teams"))) == 1


# The document


def test_the_document_is_told_with_the_words_it_was_read_from() -> None:
    told = said(paste(STATIONS))
    assert "Tỉnh: **Hà Nam (cũ)** :gray[· đọc từ “TỈNH HÀ NAM”]" in told
    assert "Ngày công bố: **20/07/2022**" in told


def test_a_correction_of_the_document_is_read_on_with() -> None:
    at = paste(STATIONS)
    (period,) = [e for e in at.text_input if str(e.key).startswith("period-")]
    assert period.value == "6 tháng đầu năm 2022"
    period.set_value("quý I/2022")
    at = unbroken(at.run())
    assert "quý I/2022" in headlines(at)[0]
    assert "anh, chị ghi" in said(at)


def test_a_date_that_cannot_be_read_keeps_the_batch_back() -> None:
    at = paste(STATIONS)
    (day,) = [e for e in at.text_input if str(e.key).startswith("published_on-")]
    day.set_value("hôm qua")
    at.run()
    assert "Ngày công bố không đọc được" in at.error[0].value
    assert button(at, "publish-").disabled


def test_a_period_taken_from_the_date_must_be_confirmed_or_written() -> None:
    head = HEAD.replace("Kết quả chuyển đổi số 6 tháng đầu năm 2022", "Về hạ tầng số của tỉnh")
    at = paste(STATIONS, head=head)
    assert "tạm lấy 2022" in said(at)
    assert button(at, "publish-").disabled
    (right,) = [c for c in at.checkbox if str(c.key).startswith("right-")]
    right.check()
    assert not button(unbroken(at.run()), "publish-").disabled


def test_a_document_without_a_title_cannot_be_published() -> None:
    at = paste(STATIONS)
    (title,) = [e for e in at.text_input if str(e.key).startswith("title-")]
    title.set_value(" ")
    at = unbroken(at.run())
    assert "Còn thiếu tên tài liệu" in said(at)
    assert button(at, "publish-").disabled


def test_a_file_without_a_title_is_called_as_it_is_named() -> None:
    at = visit("reports")
    at.file_uploader[0].set_value([("tin_ngan.txt", QUIET.encode(), "text/plain")])
    told = said(unbroken(at.run()))
    assert "Tên: **tin ngan** :gray[· đọc từ “tin_ngan.txt”]" in told


# Publishing


def test_the_text_and_the_original_are_kept_with_the_batch() -> None:
    from kpi.ui.data import open_store

    press(paste(STATIONS), "publish-")
    store = open_store()
    text = store.kept_text(1)
    (row,) = stored()
    assert text[row["span_start"] : row["span_end"]] == row["as_written"] == "1.204"
    name, content = store.original(1) or ("", b"")
    assert (name, content.decode()) == ("văn bản đã dán.txt", HEAD + STATIONS)


def test_what_was_decided_is_kept_with_the_batch_to_learn_from() -> None:
    from kpi.ui.data import open_store

    press(paste(STATIONS), "publish-")
    store = open_store()
    (row,) = store.decisions().to_dict("records")
    assert (row["indicator"], row["verdict"]) == ("bts_stations", "accepted")
    assert "trạm" in row["around"]
    assert "1.204" not in row["around"]
    assert store.read_by(1).startswith("kèm chương trình")


def test_a_report_without_figures_is_registered_as_read() -> None:
    from kpi.ui.data import open_store

    at = paste(QUIET)
    assert "Đã đọc, không có số liệu" in said(at)
    assert button(at, "publish-").label == "Ghi nhận đã đọc"
    at = press(at, "publish-")
    assert "Đã công bố lô 1" in said(at)
    assert len(open_store().sources()) == 1
    assert stored() == []
    again = paste(QUIET)
    assert "đã được ghi nhận" in said(again)
    assert button(again, "publish-").disabled


def test_the_same_report_again_has_nothing_to_publish() -> None:
    press(paste(STATIONS), "publish-")
    at = paste(STATIONS)
    assert "đã được công bố ở lô 1" in said(at)
    assert button(at, "publish-").disabled


def test_another_text_of_the_same_name_is_a_revision_or_is_renamed() -> None:
    press(paste(STATIONS), "publish-")
    at = paste(STATIONS.replace("1.204", "1.205"))
    assert "**sửa 1**" in said(at)
    assert button(at, "publish-").disabled


def test_a_figure_far_off_its_own_history_must_be_confirmed() -> None:
    before = STATIONS.replace("Đến nay", "Năm 2021,")
    press(paste(before, head=HEAD.replace("Kết quả", "Sơ kết")), "publish-")
    at = paste(STATIONS.replace("1.204", "1.204.000"))
    assert "có nhầm dấu hay đơn vị" in said(at)
    assert button(at, "publish-").disabled
    at.checkbox[0].check()
    assert not button(unbroken(at.run()), "publish-").disabled


# Who, and what comes in


def test_a_visitor_is_asked_to_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.ui.sign_in.current_person", lambda: None)
    at = visit("reports")
    assert "Đăng nhập bằng tài khoản nhân viên" in said(at)
    assert not at.text_area


def test_a_file_that_cannot_be_read_says_why() -> None:
    at = visit("reports")
    at.file_uploader[0].set_value([("cu.doc", b"{\\rtf1 1.204 tr", "application/rtf")])
    at.run()
    assert not at.exception
    assert "RTF" in at.error[0].value


def test_several_documents_are_looked_through_one_at_a_time() -> None:
    at = visit("reports")
    files = [("a.txt", STATIONS), ("b.txt", TEAMS)]
    at.file_uploader[0].set_value([(n, (HEAD + t).encode(), "text/plain") for n, t in files])
    at = unbroken(at.run())
    assert [line.split(" · ")[0] for line in headlines(at)] == ["■ Trạm BTS"]
    at.selectbox(key="report").select_index(1)
    assert "Tổ công nghệ" in headlines(unbroken(at.run()))[0]


def test_a_second_text_that_is_pasted_is_shown_at_once() -> None:
    at = paste(STATIONS)
    at.text_area[0].set_value(HEAD + TEAMS)
    button(at, "read-pasted").click()
    unbroken(at.run())
    assert [line.split(" · ")[0] for line in headlines(at)] == ["■ Tổ công nghệ số cộng đồng"]


def test_a_text_pasted_beside_a_file_that_is_then_taken_away_stays_shown() -> None:
    at = visit("reports")
    at.file_uploader[0].set_value([("a.txt", (HEAD + STATIONS).encode(), "text/plain")])
    at = unbroken(at.run())
    at.text_area[0].set_value(HEAD + TEAMS)
    button(at, "read-pasted").click()
    at = unbroken(at.run())
    assert headlines(at)[0].startswith("■ Tổ công nghệ số cộng đồng")
    at.selectbox(key="report").select_index(0)
    at = press(unbroken(at.run()), "remove-")
    assert headlines(at)[0].startswith("■ Tổ công nghệ số cộng đồng")


def test_a_long_list_is_shown_in_pages() -> None:
    lines = [f"Năm {year}, toàn tỉnh có {1000 + year} trạm BTS." for year in range(1995, 2021)]
    at = paste(*lines)
    assert len(headlines(at)) == 10


def test_in_english_only_the_reader_speaks_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.ui.words.first_language", lambda: "en")
    at = press(paste(STATIONS, TEAMS), "correct-", "bts_stations")
    own_words = [e.value for kind in ("subheader", "info", "warning") for e in at.get(kind)]
    own_words += [e.label for e in (*at.text_input, *at.button, *at.expander, *at.selectbox)]
    assert [w for w in own_words if any("Ạ" <= c <= "ỹ" or c in "đưăơ" for c in w)] == []
