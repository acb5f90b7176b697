"""The history page: what was published and undone, counted; who did it, told to colleagues only."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import SOMEBODY, candidate, obs, reading, source, tell
from streamlit.testing.v1 import AppTest
from test_page_opens import panel, using, visit

from kpi import settings
from kpi.accounts import people
from kpi.accounts.people import CONSOLE
from kpi.catalogue import load_catalogue
from kpi.model import Person
from kpi.publish import preview, publish, undo
from kpi.store import Store

LAN = Person("lan", "staff", "Nguyễn Thị Lan")
CATALOGUE = load_catalogue(settings.CONFIG)


def put(store: Store, value: float, **options: object) -> int:
    one = candidate(indicator="bts_stations", value=value)
    told = preview(store, CATALOGUE, reading(one, sources=(source(),)))
    number = publish(store, told, **{"by": LAN, "reason": "thử", "content": b"x", **options})
    assert number is not None
    return number


@pytest.fixture(autouse=True)
def own(tmp_path: Path) -> Iterator[None]:
    """Three batches: undone, published, and one that waits."""
    path = tmp_path / "kpi.duckdb"
    with Store.open(path) as store:
        people.add(store, "lan", "staff", password=None, by=CONSOLE, display="Nguyễn Thị Lan")
        undo(store, put(store, 1000), by=SOMEBODY, reason="nhầm")
        put(store, 1200)
        put(store, 1300, approval="second_person")
    with using(path):
        yield


def as_person(monkeypatch: pytest.MonkeyPatch, person: Person | None) -> None:
    monkeypatch.setattr("kpi.ui.sign_in.current_person", lambda: person)
    monkeypatch.setattr("kpi.ui.who.current_person", lambda: person)


def told(at: AppTest) -> str:
    cells = [str(cell) for table in at.dataframe for cell in table.value.to_numpy().flat]
    return " ".join([*cells, *(m.value.replace("\\", "") for m in at.markdown)])


def test_the_title_counts_the_batches_of_every_state() -> None:
    title = visit("history").title[0].value
    assert title == "3 lô: 1 đang công bố, 1 chờ duyệt, 1 đã hoàn tác"


def test_a_stranger_reads_roles_and_finds_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    as_person(monkeypatch, None)
    at = visit("history", "batch=2")
    assert "Lan" not in told(at)
    assert "lan" not in told(at).split()
    assert "nhân viên" in told(at)
    assert not at.get("download_button")


def test_staff_read_names_and_may_have_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    as_person(monkeypatch, LAN)
    at = visit("history", "batch=2")
    assert "Nguyễn Thị Lan (lan)" in told(at)
    assert len(at.get("download_button")) == 1


def test_the_source_panel_keeps_the_name_to_itself_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from kpi.ui.data import open_store

    figure = open_store().live_keys()["obs_id"].iloc[0]
    address = f"indicator=bts_stations&period=2022&figure={figure}"
    as_person(monkeypatch, None)
    assert "nhân viên ·" in panel(visit("ranking", address))
    as_person(monkeypatch, LAN)
    assert "Nguyễn Thị Lan (lan) ·" in panel(visit("ranking", address))


def test_a_long_batch_shows_its_first_figures_and_says_so() -> None:
    from kpi.ui.data import open_store

    years = range(1, 2002)
    tell(
        open_store(),
        *(obs(f"o{n}", indicator="bts_stations", value=float(n), source_id=f"s{n}") for n in years),
    )
    at = visit("history", "batch=4")
    assert "2.000 dòng đầu trong 2.001." in [c.value for c in at.caption]


def test_only_an_administrator_may_let_the_program_learn(monkeypatch: pytest.MonkeyPatch) -> None:
    as_person(monkeypatch, LAN)
    assert not [b for b in visit("history").button if b.key == "learn"]
    as_person(monkeypatch, Person("an", "admin", "An"))
    at = visit("history")
    assert "Đang đọc bằng mô hình kèm chương trình" in told(at)
    (button,) = [b for b in at.button if b.key == "learn"]
    at = button.click().run()
    assert "Chưa đủ quyết định để học" in " ".join(e.value for e in at.error)
