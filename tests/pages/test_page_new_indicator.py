"""The reports page: a number that no indicator fits becomes an indicator of the installation."""

from pathlib import Path

import pytest
from builders import OWN_INDICATOR
from report_page import (
    HEAD,
    STATIONS,
    button,
    click_number,
    field,
    headlines,
    paste,
    press,
    review,
    said,
)
from streamlit.testing.v1 import AppTest
from test_page_opens import unbroken, visit

from kpi import settings
from kpi.model import Person

GROUPS = "Các xã ra mắt 214 nhóm nòng cốt về an toàn."


@pytest.fixture(autouse=True)
def store(clerk: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store, and a clerk who has signed in."""
    monkeypatch.setattr("kpi.ui.reports.new_indicator.current_person", lambda: clerk)
    return tmp_path / "kpi.duckdb"


def adding(number: str = "214", sentence: str = GROUPS, head: str = HEAD) -> AppTest:
    """A report of which a number is pointed at that is none of the indicators offered for it."""
    at = paste(STATIONS, sentence, head=head)
    at = click_number(at, head + STATIONS + "\n" + sentence, number)
    review(at).chosen = ""
    return unbroken(at.run())


def describe(at: AppTest, name: str, definition: str = "Số nhóm do xã lập.") -> AppTest:
    field(at, "text_input", "-new-name").set_value(name)
    field(at, "text_area", "-new-definition").set_value(definition)
    return at


def make(at: AppTest) -> AppTest:
    button(at, "add-", "-new-add").click()
    at.run()
    assert not at.exception
    return at


def test_a_number_becomes_an_indicator_and_its_figure_at_once(store: Path) -> None:
    at = adding()
    assert field(at, "text_input", "-new-unit").value == "nhóm"
    at = make(describe(at, "Nhóm nòng cốt về an toàn"))
    assert headlines(at)[1] == (
        "■ Nhóm nòng cốt về an toàn · Hà Nam (cũ) · 6T đầu/2022 · thực hiện · 214 nhóm"
    )
    text = settings.own_indicators(store).read_text(encoding="utf-8")
    assert 'id = "nhom_nong_cot_ve_an_toan"' in text
    assert "# lan, " in text
    at = press(at, "publish-")
    from kpi.ui.data import open_store

    rows = open_store().observations_of(1).to_dict("records")
    assert [r["value"] for r in rows if r["indicator"] == "nhom_nong_cot_ve_an_toan"] == [214.0]


def test_the_next_report_is_read_by_it() -> None:
    at = adding()
    make(describe(at, "Nhóm nòng cốt về an toàn"))
    at = paste(STATIONS, "Hiện có 250 nhóm nòng cốt về an toàn.")
    assert "Nhóm nòng cốt về an toàn" in headlines(at)[1]
    assert "250 nhóm" in headlines(at)[1]


def test_the_form_begins_with_what_the_number_shows() -> None:
    at = adding("62,5%", "Tiến độ lắp camera tại bến xe là 62,5%.")
    assert field(at, "text_input", "-new-unit").value == "%"
    assert field(at, "selectbox", "-new-nature").value == 2


def test_what_is_wrong_is_told_and_nothing_is_added(store: Path) -> None:
    at = adding()
    field(at, "text_input", "-new-unit").set_value("")
    at = make(describe(at, "Trạm BTS", ""))
    told = " ".join(e.value for e in at.error).replace("\\", "")
    assert "Thiếu đơn vị" in told
    assert "Thiếu định nghĩa" in told
    assert "đã là của chỉ tiêu “Trạm BTS”" in told
    assert len(headlines(at)) == 1
    assert not settings.own_indicators(store).exists()
    assert field(at, "text_input", "-new-name").value == "Trạm BTS"


def test_without_a_period_the_indicator_is_added_and_the_rest_is_asked() -> None:
    head = HEAD.replace("6 tháng đầu năm 2022", "").replace(", ngày 20 tháng 7 năm 2022", "")
    at = adding(head=head)
    at = make(describe(at, "Nhóm nòng cốt về an toàn"))
    assert "Đã thêm chỉ tiêu “Nhóm nòng cốt về an toàn”" in said(at)
    assert field(at, "selectbox", "-indicator").value == "nhom_nong_cot_ve_an_toan"
    (period,) = [e for e in at.text_input if str(e.key).startswith("add-") and "period" in e.key]
    period.set_value("2021")
    at = press(at, "add-", "-save")
    assert any("Nhóm nòng cốt về an toàn · Hà Nam" in line for line in headlines(at))


def test_who_was_signed_out_meanwhile_adds_nothing(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = adding()
    viewer = Person("minh", "viewer", "Minh")
    monkeypatch.setattr("kpi.ui.reports.new_indicator.current_person", lambda: viewer)
    at = make(describe(at, "Nhóm nòng cốt về an toàn"))
    assert "Cần đăng nhập lại" in at.error[0].value
    assert not settings.own_indicators(store).exists()


def test_the_form_is_in_english_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.ui.words.first_language", lambda: "en")
    at = adding()
    assert button(at, "add-", "-new-add").label == "Add the indicator and take this number"
    field(at, "text_input", "-new-unit").set_value("")
    at = make(describe(at, "Nhóm", ""))
    told = [e.value.replace("\\", "") for e in at.error]
    assert told[0].startswith("The name needs two words")
    assert "The unit is missing." in told


def test_a_faulty_file_is_told_of_on_the_page_of_the_catalogue(store: Path) -> None:
    own = settings.own_indicators(store)
    own.parent.mkdir()
    own.write_text(OWN_INDICATOR.replace("nhom_nong_cot", "bts_stations"), encoding="utf-8")
    told = said(visit("methods"))
    assert "Bỏ qua 1 mục sai" in told
    assert "đã có chỉ tiêu 'Trạm BTS' mang mã này" in told


def published_with_an_own_indicator(store: Path) -> Path:
    """The installation's file, after a figure of its one indicator was published."""
    own = settings.own_indicators(store)
    own.parent.mkdir()
    own.write_text(OWN_INDICATOR, encoding="utf-8")
    at = adding()
    field(at, "selectbox", "-indicator").set_value("nhom_nong_cot")
    press(press(unbroken(at.run()), "add-", "-save"), "publish-")
    return own


@pytest.mark.parametrize("page", ["ranking", "targets", "methods", "history", "overview", "trend"])
def test_pages_open_when_the_catalogue_has_lost_an_indicator_of_the_store(
    store: Path, page: str
) -> None:
    own = published_with_an_own_indicator(store)
    own.write_text("[[indicator]", encoding="utf-8")
    from kpi.ui.data import load_again

    load_again()
    visit(page)


def test_the_profile_of_an_area_leaves_out_what_the_catalogue_has_lost(store: Path) -> None:
    own = published_with_an_own_indicator(store)
    own.unlink()
    from kpi.ui.data import load_again

    load_again()
    for area in ("vn63:35", "vn34:37"):
        visit("profile", f"area={area}")
