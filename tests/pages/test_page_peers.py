"""The page of peers says where a province stands, and every mark leads to its sources."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_page_opens import as_read, copied, panel, using, visit

from kpi.model.extract import Extract

YEAR = {
    "ranks": 2024,
    "slope": 2023,
    "dumbbell": 2023,
    "movers": 2023,
    "panels": 2024,
    "scatter": 2024,
}


@pytest.fixture(scope="module", autouse=True)
def full(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with using(copied(built, tmp_path_factory)):
        yield


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Extract]:
    """What each view hands over to be taken along, made at once."""
    made: list[Extract] = []
    monkeypatch.setattr("kpi.ui.peers.views.take_along", lambda make: made.append(make()))
    return made


def table(at: AppTest) -> list[dict[str, str]]:
    return as_read(at.dataframe[0]).to_dict("records")


def test_the_title_tells_the_place_in_the_region() -> None:
    at = visit("peers", "indicator=dti_score&period=2024&area=vn34:24")
    rows = table(at)
    own = next(row for row in rows if row["Tỉnh"] == "Bắc Ninh")
    place = f"{own['Thứ trong nhóm']}/{len(rows)}"
    assert at.title[0].value.startswith(f"Bắc Ninh đứng thứ {place} trong ")


def test_peers_by_population_say_the_populations() -> None:
    at = visit("peers", "indicator=dti_score&period=2024&area=vn34:24&group=size")
    assert "dân số 2024" in at.caption[0].value
    heads = [row["Dân số 2024"] for row in table(at)]
    assert len(heads) == 9 and all(heads)


@pytest.mark.parametrize("view", YEAR)
def test_every_view_is_taken_along_as_its_table_shows_it(view: str, taken: list[Extract]) -> None:
    at = visit("peers", f"indicator=dti_score&period={YEAR[view]}&area=vn34:24&view={view}")
    (extract,) = taken
    assert extract.title == at.title[0].value
    assert len(extract.rows) == len(table(at)) > 0
    assert extract.figures is not None and len(extract.sources) > 0


def test_two_years_are_both_told() -> None:
    at = visit(
        "peers", "indicator=dti_score&period=2023&area=vn63:27&group=region&view=movers&from=2022"
    )
    assert "năm 2022 – năm 2023" in at.title[0].value
    assert {"Năm 2022", "Năm 2023", "Thay đổi"} <= set(table(at)[0])


def test_across_a_break_nothing_is_drawn_and_the_reason_is_given() -> None:
    at = visit("peers", "indicator=dti_score&period=2024&area=vn34:24&view=slope&from=2023")
    assert "không so sánh được" in at.title[0].value
    assert not at.get("plotly_chart") and not at.dataframe
    assert any("01/01/2024" in c.value for c in at.caption)


def test_a_mark_of_two_figures_opens_both_sources() -> None:
    from kpi.ui.data import live_store

    figures = live_store().series("dti_score", ["vn63:27"])
    ids = figures.loc[figures["period"].isin(["2022", "2023"]), "obs_id"].tolist()
    told = panel(visit("peers", f"figure={','.join(ids)}"))
    assert "so sánh 2 số liệu" in told
    assert "2022 = " in told and "2023 = " in told


def test_a_correlation_comes_with_its_number_of_pairs_and_is_no_cause() -> None:
    at = visit(
        "peers",
        "indicator=dti_score&period=2024&area=vn63:27&view=scatter&other=internet_user_rate",
    )
    assert "tương quan hạng 0," in at.title[0].value
    assert at.title[0].value.endswith("ở 63 tỉnh")
    assert any("không có nghĩa" in c.value for c in at.caption)


@pytest.mark.parametrize(
    "strange",
    ["area=zz&group=zz&view=zz", "group=own&areas=zz,vn63:01", "view=movers&from=1900",
     "view=scatter&other=zz&other_period=zz", "figure=zz,zz&view=slope"],
)  # fmt: skip
def test_a_strange_address_does_no_harm(strange: str) -> None:
    assert visit("peers", strange).title
