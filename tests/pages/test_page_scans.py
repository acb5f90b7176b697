"""The reports page before a scan: read page by page, broken off and gone on, seen and taken."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace

import pytest
import streamlit as st
from report_page import (
    HEAD,
    STATIONS,
    TEAMS,
    any_indicator,
    button,
    field,
    headlines,
    press,
    review,
    said,
    stored,
)
from scan_page import Reader, drawn, drop_scan, page, picture
from test_page_opens import address, unbroken, visit

from kpi.ingest import door
from kpi.ui.intake.scan import Scan
from kpi.ui.intake.visit import Dropped, Visit
from kpi.ui.reports import scan_view, sight, text
from kpi.ui.reports.sight import cut_out, differing

pytestmark = pytest.mark.usefixtures("clerk")

POSTS = "Toàn tỉnh có 121 điểm phục vụ bưu chính."
ODD = "Năm 2021, toàn tỉnh có 1.201 trạm BTS."


def of_visit(at: object) -> Visit:
    kept: Visit = at.session_state["visit"]
    return kept


def tick_of(at: object, indicator: str) -> object:
    """The box beside the picture of a figure on which both looks agree."""
    (tick,) = [c for c in at.checkbox if str(c.key).endswith(indicator)]
    return tick


# Read page by page


def test_a_scan_that_was_broken_off_goes_on_after_the_pages_that_were_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = Reader(STATIONS, TEAMS, POSTS)
    reader.stop_after = 2
    at = drop_scan(monkeypatch, reader)
    assert "Đã đọc 2/3 trang." in said(at)
    assert headlines(at) == []
    at = press(at, "go-on-")
    assert reader.before == [[], [1, 2]]
    assert len(headlines(at)) == 3


def test_whatever_else_is_pressed_a_scan_is_read_on_from_where_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = Reader(STATIONS, TEAMS, POSTS)
    reader.stop_after, reader.stops = 2, False
    assert len(headlines(drop_scan(monkeypatch, reader))) == 3
    assert reader.before == [[], [1, 2]]


def test_what_was_read_of_a_scan_outlives_a_reload(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(STATIONS, TEAMS)
    reader.stop_after = 1
    at = drop_scan(monkeypatch, reader)
    again = visit("reports", f"visit={address(at)['visit']}")
    assert "Đã đọc 1/2 trang." in said(again)
    again = press(again, "go-on-")
    assert reader.before == [[], [1]]
    # All of it is not read once more.
    last = visit("reports", f"visit={address(again)['visit']}")
    assert len(headlines(last)) == 2
    assert len(reader.before) == 2


def test_a_file_that_is_taken_away_takes_its_pages_along(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(STATIONS, TEAMS)
    reader.stop_after = 1
    at = drop_scan(monkeypatch, reader)
    kept = of_visit(at)
    assert kept.size > len(picture())
    press(at, "leave-scan-")
    assert (kept.size, kept.scans) == (0, {})


def test_pages_that_were_read_count_until_the_reading_has_them() -> None:
    scan = Scan()
    scan.told(2, None)
    scan.told(2, page(1))
    assert scan.size == len(picture())
    scan.told(2, page(2))
    read = door.Read(reading=None, scanned=(page(1), page(2)))  # type: ignore[arg-type]
    scan.done(read)
    assert (scan.pages, scan.size) == ({}, 2 * len(picture()))
    file = Dropped("a.jpg", b"123")
    mine = Visit("lan", files={"tables": {}, "reports": {file.key: file}}, scans={file.key: scan})
    assert mine.size == 3 + scan.size


def test_pages_that_lie_upside_down_are_turned_and_read_with_the_others_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = Reader(STATIONS, TEAMS, POSTS)
    reader.lying = frozenset({2})
    at = drop_scan(monkeypatch, reader)
    assert len(headlines(at)) == 2
    assert button(at, "turn-").label == "Xoay các trang này và đọc"
    at = press(at, "turn-")
    assert reader.before == [[], [1, 3]]
    assert len(headlines(at)) == 3
    assert not [b for b in at.button if str(b.key).startswith("turn-")]


def test_what_was_said_of_a_scan_is_asked_again_once_its_pages_are_turned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = Reader(STATIONS, TEAMS, POSTS)
    reader.lying = frozenset({2})
    at = drop_scan(monkeypatch, reader)
    kept = of_visit(at)
    (key,) = kept.files["reports"]
    kept.answers[key] = {"asked": "answered"}
    kept.fields[f"held-{key}"] = "held"
    at.session_state[f"told-elsewhere-{key}"] = "told"
    tick_of(at, "bts_stations").uncheck()
    at = press(unbroken(at.run()), "turn-")
    assert tick_of(at, "bts_stations").value
    assert not kept.answers.get(key)
    assert f"held-{key}" not in kept.fields
    assert f"told-elsewhere-{key}" not in at.session_state
    assert (list(kept.files["reports"]), list(kept.scans)) == ([key], [key])


def test_a_photograph_that_lies_upside_down_can_be_turned_though_nothing_was_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = Reader(STATIONS)
    reader.lying = frozenset({1})
    at = drop_scan(monkeypatch, reader, fails=True)
    assert "nằm ngược" in at.error[0].value
    assert len(headlines(press(at, "turn-"))) == 1


def test_without_tesseract_the_page_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.ingest.scans.engine.is_installed", lambda: False)
    assert "apt install tesseract-ocr tesseract-ocr-vie" in said(visit("reports"))
    monkeypatch.setattr("kpi.ingest.scans.engine.is_installed", lambda: True)
    assert "tesseract" not in said(visit("reports"))


def test_photographs_are_files_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "read", Reader(STATIONS).read)
    at = visit("reports")
    for grey in (250, 240):
        (camera,) = [e for e in at.file_uploader if str(e.key).startswith("photo-")]
        camera.set_value([("image.jpg", picture(grey), "image/jpeg")])
        at = unbroken(at.run())
    names = [file.name for file in of_visit(at).files["reports"].values()]
    assert names == ["anh-chup-1.jpg", "anh-chup-2.jpg"]


# Seen


def test_a_figure_stands_with_its_crop_and_the_digits_that_differ(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = Reader(STATIONS)
    reader.second = {"1.204": "1.294"}
    at = drop_scan(monkeypatch, reader)
    assert "1.2<mark>0</mark>4" in drawn(at)
    assert "1.2<mark>9</mark>4" in drawn(at)
    assert 'alt="Ảnh trang 1 quanh số 1.204"' in drawn(at)
    assert "hai lần đọc khác nhau" in said(at)


def test_a_wrong_digit_is_corrected_beside_its_crop(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(STATIONS)
    reader.second = {"1.204": "1.294"}
    at = press(drop_scan(monkeypatch, reader), "correct-")
    assert drawn(at).count('class="kpi-sight"') == 1
    field(at, "text_input", "-value").set_value("1.294")
    at = press(at, "form-", "-save")
    press(at, "publish-")
    (row,) = stored()
    assert (row["value"], row["as_written"]) == (1294.0, "1.294")


def test_a_number_that_is_added_keeps_where_it_was_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    missed = "Toàn bộ các xã ra mắt 214 nhóm nòng cốt."
    at = drop_scan(monkeypatch, Reader(STATIONS, missed))
    text = f"{HEAD}{STATIONS}\n{missed}"
    start = text.index("214")
    review(at).begin(start, start + 3)
    at = any_indicator(at.run())
    assert "quanh số 214" in drawn(at)
    field(at, "selectbox", "-indicator").set_value("community_digital_teams")
    at = press(unbroken(at.run()), "add-", "-save")
    (added,) = review(at).added.values()
    assert (added.locator.seen.page, added.locator.seen.first) == (2, "214")


@pytest.mark.parametrize("drawer", [scan_view, text])
@pytest.mark.parametrize("told", [["a"], {"a": 1}, 7, None, "another"])
def test_a_click_that_names_no_figure_does_nothing(
    monkeypatch: pytest.MonkeyPatch, drawer: ModuleType, told: object
) -> None:
    asked = []

    def box(*, key: str, on_picked_change: Callable[[], None], **_: object) -> None:
        st.session_state[key] = SimpleNamespace(picked=told)
        on_picked_change()
        asked.append(key)

    monkeypatch.setattr(drawer, "_BOX", box)
    at = drop_scan(monkeypatch, Reader(STATIONS))
    assert asked
    assert review(at).jumps == 0


def test_crops_do_not_pile_up_in_the_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    at = drop_scan(monkeypatch, Reader(STATIONS))
    assert "quanh số 1.204" in drawn(at)
    (key,) = of_visit(at).files["reports"]
    assert f"crops-{key}" not in at.session_state
    assert sight.cut_out.cache_info().maxsize


def test_readings_of_other_length_differ_where_they_do() -> None:
    assert differing("1.911", "1.311") == ("1.<mark>9</mark>11", "1.<mark>3</mark>11")
    assert differing("12", "1,2") == ("12", "1<mark>,</mark>2")
    assert differing("<7", "7") == ("<mark>&lt;</mark>7", "7")


# Taken


def test_what_both_looks_agree_on_is_taken_at_once_and_as_one_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = Reader(STATIONS, TEAMS, POSTS)
    reader.second = {"890": "899"}
    at = drop_scan(monkeypatch, reader)
    assert [line[0] for line in headlines(at)] == ["□", "□", "□"]
    assert button(at, "take-agreed-").label == "Nhận 2 số mà hai lần đọc như nhau"
    at = press(at, "take-agreed-")
    assert [line[0] for line in headlines(at)] == ["■", "□", "■"]
    assert not [b for b in at.button if str(b.key).startswith("take-agreed-")]
    assert [line[0] for line in headlines(press(at, "undo-"))] == ["□", "□", "□"]


def test_a_figure_that_is_ticked_off_stays_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    at = drop_scan(monkeypatch, Reader(STATIONS, POSTS))
    tick_of(at, "postal_points").uncheck()
    at = unbroken(at.run())
    assert button(at, "take-agreed-").label == "Nhận 1 số mà hai lần đọc như nhau"
    at = press(at, "take-agreed-")
    assert [line[0] for line in headlines(at)] == ["■", "□"]
    assert not [b for b in at.button if str(b.key).startswith("take-agreed-")]
    # Taken back, both stand there as they stood before.
    at = press(at, "undo-")
    assert [line[0] for line in headlines(at)] == ["□", "□"]
    assert tick_of(at, "bts_stations").value
    assert not tick_of(at, "postal_points").value
    assert button(at, "take-agreed-").label == "Nhận 1 số mà hai lần đọc như nhau"


def test_a_figure_that_is_ticked_off_as_the_button_is_pressed_stays_a_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = drop_scan(monkeypatch, Reader(STATIONS, POSTS))
    tick_of(at, "postal_points").uncheck()
    at = press(at, "take-agreed-")
    assert [line[0] for line in headlines(at)] == ["■", "□"]
    assert not tick_of(press(at, "undo-"), "postal_points").value


def test_nothing_is_taken_or_set_aside_when_all_are_ticked_off_as_the_button_is_pressed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = drop_scan(monkeypatch, Reader(STATIONS, POSTS))
    for indicator in ("bts_stations", "postal_points"):
        tick_of(at, indicator).uncheck()
    at = press(at, "take-agreed-")
    assert [line[0] for line in headlines(at)] == ["□", "□"]
    assert (review(at).steps, review(at).aside) == ([], set())


def test_what_is_odd_beside_the_store_is_not_taken_with_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = drop_scan(monkeypatch, Reader(ODD, head=HEAD.replace("Kết quả", "Sơ kết")))
    press(press(before, "take-agreed-"), "publish-")
    at = drop_scan(monkeypatch, Reader(STATIONS.replace("1.204", "1.204.000"), POSTS))
    assert button(at, "take-agreed-").label == "Nhận 1 số mà hai lần đọc như nhau"


def test_no_figure_of_a_scan_is_taken_by_the_buttons_of_the_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = drop_scan(monkeypatch, Reader(STATIONS, POSTS))
    assert button(at, "accept-all-").disabled
    assert "khi đã xem ảnh" in button(at, "accept-all-").help
    assert not button(at, "refuse-all-").disabled


def test_in_english_the_page_speaks_english_of_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.ui.words.first_language", lambda: "en")
    reader = Reader(STATIONS, TEAMS)
    reader.second, reader.stop_after = {"1.204": "1.294"}, 1
    at = drop_scan(monkeypatch, reader)
    assert "1 of 2 pages were read." in said(at)
    at = press(at, "go-on-")
    assert "first reading <b>1.2<mark>0</mark>4</b>" in drawn(at)
    assert "Take 1 figure on which both readings agree" in button(at, "take-agreed-").label


def test_a_number_whose_place_is_not_on_the_page_has_no_picture_and_no_fault() -> None:
    off = (900.0, 100.0, 950.0, 112.0)
    assert cut_out(picture(), 1, (595.0, 842.0), off, "number") == ""
