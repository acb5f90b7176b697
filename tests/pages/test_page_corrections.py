"""A reader asks for a correction in the source panel; staff answer it on a page of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import obs, source, tell
from streamlit.testing.v1 import AppTest
from test_page_opens import as_shown, using, visit

from kpi.model import Person
from kpi.publish.corrections import request_correction
from kpi.store import Store
from kpi.store.corrections import NewRequest, requests

LAN = Person("lan", "staff", "Lan")
WHERE = "indicator=bts_stations&figure=a"
REASON = "Bảng 3 trang 12 in 1.911 *trạm*."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "kpi.duckdb"
    with Store.open(path) as told:
        row = obs("a", area="vn63:72", indicator="bts_stations", value=1699)
        tell(told, row, sources=(source(),))
    with using(path):
        from kpi.ui.data import live_store

        yield live_store()


def field(at: AppTest, label: str) -> object:
    return next(e for e in (*at.text_area, *at.text_input) if e.label == label)


def texts(at: AppTest) -> str:
    return as_shown("\n".join(e.value for kind in ("markdown", "caption") for e in at.get(kind)))


def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.ui.sign_in.current_person", lambda: LAN)


def test_a_reader_sends_a_request_from_the_panel(store: Store) -> None:
    at = visit("ranking", WHERE)
    field(at, "Vì sao số này chưa đúng").input(REASON)  # type: ignore[attr-defined]
    field(at, "Số đúng, nếu biết").input("1.911")  # type: ignore[attr-defined]
    next(b for b in at.button if b.label == "Gửi đề nghị").click().run()
    assert not at.exception and not at.error
    assert requests(store)[["obs_id", "reason", "proposed"]].to_numpy().tolist() == [
        ["a", REASON, "1.911"]
    ]
    again = texts(visit("ranking", WHERE))
    assert "Đang chờ trả lời." in again
    assert REASON not in again


def test_a_request_with_a_fault_says_what_to_do(store: Store) -> None:
    at = visit("ranking", WHERE)
    field(at, "Vì sao số này chưa đúng").input("sai")  # type: ignore[attr-defined]
    next(b for b in at.button if b.label == "Gửi đề nghị").click().run()
    assert "Lý do cần từ 10" in as_shown(at.error[0].value)
    assert requests(store).empty


def test_staff_answer_and_the_answer_stands_beside_the_figure(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    request_correction(store, NewRequest("a", REASON, link="https://a.vn/b"))
    with monkeypatch.context() as patch:
        signed_in(patch)
        at = visit("corrections")
        assert at.title[0].value == "1 đề nghị đính chính đang chờ trả lời"
        assert REASON in texts(at)
        at.text_area[0].input("Số in đúng như vậy.")
        next(b for b in at.button if b.label == "Trả lời").click().run()
        assert at.title[0].value == "Không đề nghị đính chính nào đang chờ"
    read = texts(visit("ranking", WHERE))
    assert REASON in read
    assert "giữ nguyên như in" in read and "Số in đúng như vậy." in read


def test_a_reader_is_asked_to_sign_in_before_the_queue(store: Store) -> None:
    request_correction(store, NewRequest("a", REASON))
    at = visit("corrections")
    assert at.title[0].value == "Đề nghị đính chính"
    assert REASON not in texts(at)


def test_the_past_takes_no_requests(store: Store) -> None:
    at = visit("ranking", "as_of=2020-01-01&figure=a")
    assert not [b for b in at.button if b.label == "Gửi đề nghị"]
