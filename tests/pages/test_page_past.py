"""Every page shows the store as it stood on the day of its address, and says so."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from builders import obs, source, tell
from test_page_opens import PAGES, as_read, html, using, visit

from kpi.model import Person
from kpi.store import Store
from kpi.ui.day import today

TODAY = today()
THEN = TODAY - timedelta(days=40)


@pytest.fixture
def corrected(tmp_path: Path) -> Iterator[None]:
    """1 699 stations of Tây Ninh, told 60 days ago and corrected to 1 911 a month later."""
    path = tmp_path / "kpi.duckdb"
    with Store.open(path) as store:
        for place, value in enumerate((1699, 1911)):
            row = obs(f"o{value}", area="vn63:72", indicator="bts_stations", value=value)
            tell(store, {**row, "as_written": str(value)}, sources=(source(),))
            at = datetime.combine(TODAY - timedelta(days=60 - 30 * place), time(5))
            with store.transaction() as cursor:
                told = [at, place + 1]
                cursor.execute("update batch set recorded_at = ? where batch_id = ?", told)
                cursor.execute("update batch_event set happened_at = ? where batch_id = ?", told)
    with using(path):
        yield


def everything(page: str, address: str) -> str:
    at = visit(page, address)
    told = [e.value for kind in ("title", "markdown", "caption", "info") for e in at.get(kind)]
    # What changed since has both values; the other tables are those of the page.
    tables = [e for e in at.dataframe if "Khi đó" not in e.value.columns]
    told += [str(as_read(e).to_numpy().tolist()) for e in tables if len(e.value)]
    return html(at) + "\n".join(told)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("corrected")
def test_every_page_of_readers_shows_the_figure_of_that_day(page: str) -> None:
    where = "indicator=bts_stations&areas=vn63:72&area=vn63:72"
    then, now = (everything(page, f"{where}{day}") for day in (f"&as_of={THEN}", ""))
    assert "Kho số liệu như cuối ngày" in then
    assert "1 đổi giá trị" in then
    assert "Kho số liệu như cuối ngày" not in now
    # No act demands a number of stations, and no index counts them.
    if page not in ("methods", "targets", "scoreboard"):
        assert ("1.699" in then, "1.911" in then) == (True, False)
        assert ("1.699" in now, "1.911" in now) == (False, True)


@pytest.mark.usefixtures("corrected")
def test_what_changed_since_is_listed_with_both_values() -> None:
    at = visit("ranking", f"indicator=bts_stations&as_of={THEN}")
    table = next(e.value for e in at.dataframe if "Khi đó" in e.value.columns)
    assert table[["Khi đó", "Nay"]].to_numpy().tolist() == [["1.699 trạm", "1.911 trạm"]]


@pytest.mark.usefixtures("corrected")
def test_one_button_leads_back_to_today() -> None:
    at = visit("ranking", f"indicator=bts_stations&as_of={THEN}")
    next(b for b in at.button if b.label == "Về hiện tại").click().run()
    assert "as_of" not in at.query_params
    assert "1.911" in at.title[0].value


@pytest.mark.usefixtures("corrected")
def test_a_day_before_the_first_batch_says_when_it_came() -> None:
    told = everything("ranking", f"as_of={TODAY - timedelta(days=90)}")
    assert "Khi đó kho chưa có lô nào" in told
    assert "python -m kpi build" not in told


@pytest.mark.parametrize("asked", ["gestern", "2026-02-30", "2999-01-01", str(TODAY)])
@pytest.mark.usefixtures("corrected")
def test_what_is_no_past_day_shows_todays_store_and_says_so(asked: str) -> None:
    told = everything("ranking", f"indicator=bts_stations&as_of={asked}")
    assert "đây là kho hiện tại" in told
    assert "1.911" in told


@pytest.mark.usefixtures("corrected")
def test_staff_work_on_the_store_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.ui.sign_in.current_person", lambda: Person("lan", "staff", "Lan"))
    at = visit("history", f"as_of={THEN}")
    assert "as_of" not in at.query_params
    assert "Lô 2" in at.header[0].value


def test_nobody_is_asked_for_a_day_before_there_is_a_batch(tmp_path: Path) -> None:
    with using(tmp_path / "empty.duckdb"):
        assert not visit("overview").date_input


@pytest.mark.usefixtures("corrected")
def test_a_day_can_be_chosen_on_the_page() -> None:
    at = visit("ranking", "indicator=bts_stations")
    at.date_input[0].set_value(THEN).run()
    assert at.query_params["as_of"] in (str(THEN), [str(THEN)])
    assert "1.699" in at.title[0].value
