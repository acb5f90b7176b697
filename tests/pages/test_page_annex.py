"""The page of annexes: its table is the file's, forms are kept, strange addresses do no harm."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from builders import obs, source, tell
from streamlit.testing.v1 import AppTest
from test_page_opens import as_read, using, visit

from kpi.model import Person
from kpi.publish.annex_forms import annex_forms, keep_form
from kpi.store import Store
from kpi.ui.day import today

LAN = Person("lan", "staff", "Lan")
WHERE = "area=vn63:72&period=2022"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "kpi.duckdb"
    figures = (
        ("bts_stations", "2022", 1699, "actual"),
        ("bts_stations", "2021", 1500, "actual"),
        ("bts_stations", "2022", 2000, "plan"),
        ("mobile_4g_coverage", "2022", 99, "estimate"),
    )
    with Store.open(path) as told:
        rows = [
            obs(f"o{n}", area="vn63:72", indicator=i, period=p, value=v, obs_status=s)
            for n, (i, p, v, s) in enumerate(figures)
        ]
        tell(told, *rows, sources=(source(),))
    with using(path):
        from kpi.ui.data import live_store

        yield live_store()


def shown(at: AppTest) -> list[dict[str, str]]:
    """The rows of the annex, which is not the only table of a past day."""
    table = next(e for e in at.dataframe if {"STT", "No."} & {*e.value.columns})
    return as_read(table).to_dict("records")


@pytest.mark.usefixtures("store")
def test_the_table_compares_with_the_year_before_and_the_plan() -> None:
    at = visit("annex", WHERE)
    assert at.title[0].value == "Phụ lục số liệu Tây Ninh (cũ) 2022: 2/2 chỉ tiêu có số liệu"
    stations = next(row for row in shown(at) if row["Chỉ tiêu"] == "Trạm BTS")
    assert stations["Thực hiện năm 2022"] == "1.699"
    assert stations["Thực hiện năm 2021"] == "1.500"
    assert stations["Kế hoạch năm 2022"] == "2.000"
    assert stations["% so cùng kỳ"] == "113,3"
    assert stations["% so kế hoạch"] in ("84,9", "85,0")
    assert any(row.get("Ước thực hiện năm 2022") for row in shown(at))


@pytest.mark.usefixtures("store")
def test_the_indicators_of_the_address_stand_in_their_order() -> None:
    at = visit("annex", f"{WHERE}&indicators=mobile_4g_coverage,dti_score,bts_stations")
    assert [row["STT"] for row in shown(at)] == ["1", "2", "3"]
    assert shown(at)[1]["Ghi chú"] == "chưa có số liệu"
    assert "2/3" in at.title[0].value


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "address", ["period=9999", "area=x&period=2022-13", "indicators=x,y&form=z"]
)
def test_a_strange_address_does_no_harm(address: str) -> None:
    visit("annex", address)


@pytest.mark.usefixtures("store")
def test_a_province_without_figures_says_so() -> None:
    at = visit("annex", "area=vn63:27")
    assert at.title[0].value == "Phụ lục số liệu"
    assert "chưa có số liệu nào" in at.info[0].value


def test_a_past_day_shows_the_figure_of_that_day(store: Store) -> None:
    then = datetime.combine(today() - timedelta(days=30), time(5))
    with store.transaction() as cursor:
        cursor.execute("update batch set recorded_at = ?", [then])
        cursor.execute("update batch_event set happened_at = ?", [then])
    row = obs("new", area="vn63:72", indicator="bts_stations", value=1911)
    tell(store, row, sources=(source(),))
    past = shown(visit("annex", f"{WHERE}&as_of={today() - timedelta(days=9)}"))
    assert [
        past[0]["Thực hiện năm 2022"],
        shown(visit("annex", WHERE))[0]["Thực hiện năm 2022"],
    ] == [
        "1.699",
        "1.911",
    ]


@pytest.mark.usefixtures("store")
def test_english_reads_english() -> None:
    at = visit("annex", f"{WHERE}&lang=en")
    assert "Annex of" in at.title[0].value
    assert "Result 2022" in shown(at)[0]


def test_readers_use_a_form_that_staff_keep(
    store: Store, catalogue: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not any(e.label == "Mẫu phụ lục" for e in visit("annex", WHERE).expander)
    with monkeypatch.context() as patch:
        patch.setattr("kpi.ui.sign_in.current_person", lambda: LAN)
        at = visit("annex", f"{WHERE}&indicators=bts_stations")
        at.text_input[0].input("Báo cáo năm")
        next(b for b in at.button if b.label == "Lưu mẫu").click().run()
        assert not at.exception and not at.error
        assert (
            at.query_params["form"] == ["Báo cáo năm"] or at.query_params["form"] == "Báo cáo năm"
        )
    assert annex_forms(store, catalogue) == {"Báo cáo năm": ("bts_stations",)}  # type: ignore[arg-type]
    assert len(shown(visit("annex", f"{WHERE}&form=Báo cáo năm"))) == 1
    assert len(shown(visit("annex", WHERE))) == 2


def test_staff_delete_a_form(
    store: Store, catalogue: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_form(store, catalogue, "Năm", ["bts_stations"], by=LAN)  # type: ignore[arg-type]
    monkeypatch.setattr("kpi.ui.sign_in.current_person", lambda: LAN)
    at = visit("annex", f"{WHERE}&form=Năm")
    next(b for b in at.button if b.label == "Xóa mẫu").click().run()
    assert not at.exception and not at.error
    assert annex_forms(store, catalogue) == {}  # type: ignore[arg-type]
