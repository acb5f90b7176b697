"""Where a reader asks for it, the nearest earlier figure is shown, labelled, and not ranked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import obs, source, tell
from test_page_opens import address, as_read, using, visit

from kpi.model.extract import Extract
from kpi.store import Store

ASKED = "indicator=household_internet_rate&period=2023&scheme=vn63"


@pytest.fixture(scope="module", autouse=True)
def nine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nine provinces of 2023, and Bắc Ninh with a better figure of the year before."""
    path: Path = tmp_path_factory.mktemp("earlier") / "kpi.duckdb"
    codes = ("01", "02", "04", "06", "08", "10", "11", "12", "14")
    with Store.open(path) as store:
        rows = [
            obs(f"o{c}", area=f"vn63:{c}", indicator="household_internet_rate", period="2023",
                value=60.0 + int(c), as_written=c)
            for c in codes
        ]  # fmt: skip
        older = obs(
            "old", area="vn63:27", indicator="household_internet_rate", period="2022", value=99.0
        )
        tell(store, *rows, older, sources=(source(),))
    with using(path):
        yield


def test_by_default_nobody_stands_with_an_earlier_figure() -> None:
    at = visit("ranking", ASKED)
    assert len(at.dataframe[0].value) == 9
    assert "near" not in address(at)


def test_the_choice_is_in_the_address_and_said_beside_the_coverage() -> None:
    at = visit("ranking", ASKED)
    at.toggle(key="choose-near").set_value(True).run()
    assert address(at)["near"] == "1"
    table = as_read(at.dataframe[0])
    last = table.iloc[-1]
    assert (last["Tỉnh"], last["Kỳ"], last.iloc[0]) == ("Bắc Ninh", "2022", "")
    coverage = next(m.value for m in at.markdown if "9/63 tỉnh có số liệu" in m.value)
    assert "1 tỉnh dùng số liệu năm trước" in coverage
    assert "99" not in at.title[0].value


def test_every_file_says_which_figure_is_of_another_year(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[Extract] = []
    monkeypatch.setattr("kpi.ui.take_along.take_along", lambda make, **_: taken.append(make()))
    visit("ranking", f"{ASKED}&near=1")
    (extract,) = taken
    assert extract.rows[-1][:4] == (None, "Bắc Ninh", "vn63:27", "2022")
    assert "1 tỉnh dùng số liệu năm trước" in extract.coverage
    assert extract.drawing is not None
    bar = extract.drawing.bars[-1]
    assert (bar.earlier, bar.hollow, bar.text.endswith("· 2022")) == (True, True, True)
    assert any("3 năm trước" in note for note in extract.notes)
    assert "Bắc Ninh" not in {one.name for one in extract.absent}
