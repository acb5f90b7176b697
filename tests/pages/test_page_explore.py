"""The planner's table: what is seen is what is taken along, and the address says it all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_page_opens import address, as_read, copied, panel, using, visit

from kpi.model.extract import Extract


@pytest.fixture(scope="module", autouse=True)
def full(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with using(copied(built, tmp_path_factory)):
        yield


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Extract]:
    """What each visit of the page hands over to be taken along, made at once."""
    made: list[Extract] = []
    monkeypatch.setattr("kpi.ui.take_along.take_along", lambda make, **_: made.append(make()))
    return made


def table(at: AppTest) -> list[dict[str, str]]:
    return as_read(at.dataframe[0]).to_dict("records")


def test_without_a_choice_every_figure_is_listed_a_page_at_a_time() -> None:
    at = visit("explore")
    assert at.title[0].value.endswith("số liệu")
    assert len(table(at)) == 50
    next(b for b in at.button if b.label == "Trang tiếp").click().run()
    assert address(at)["page"] == "2"
    assert any(m.value.startswith("51–100 trong") for m in at.markdown)


def test_another_choice_begins_at_its_first_page() -> None:
    at = visit("explore", "page=3&status=actual")
    assert any(m.value.startswith("101–150 trong") for m in at.markdown)
    next(s for s in at.selectbox if s.label == "Đến năm").set_value("2022").run()
    assert "page" not in address(at)
    assert any(m.value.startswith("1–50 trong") for m in at.markdown)


def test_the_choices_narrow_what_is_listed() -> None:
    at = visit("explore", "indicators=dti_score&scheme=vn63&from=2022&to=2022&rows=100")
    rows = table(at)
    assert len(rows) == 63
    assert {(row["Chỉ tiêu"], row["Kỳ"]) for row in rows} == {
        ("Chỉ số chuyển đổi số (DTI)", "2022")
    }


def test_what_is_taken_along_is_the_whole_list_behind_its_pages(taken: list[Extract]) -> None:
    at = visit("explore", "indicators=dti_score&scheme=vn63&status=actual")
    (extract,) = taken
    assert at.title[0].value == f"{len(extract.rows)} số liệu"
    assert len(extract.rows) > 63
    value = [c.head for c in extract.columns].index("Giá trị")
    first = [f"{row[value]:.4f}".replace(".", ",") for row in extract.rows[:50]]
    assert [row["Giá trị"].rstrip("†‡") for row in table(at)] == first


def test_a_pivot_is_taken_along_as_seen(taken: list[Extract]) -> None:
    at = visit("explore", "shape=areas_years&indicators=dti_score&scheme=vn63")
    (extract,) = taken
    seen = table(at)
    assert [row[0] for row in extract.rows] == [row["Tỉnh"] for row in seen]
    assert [c.head for c in extract.columns] == ["Tỉnh", "Đơn vị tính", *list(seen[0])[1:]]
    assert len(seen) == 63


def test_a_part_of_a_year_says_so_in_the_file_as_on_the_screen(taken: list[Extract]) -> None:
    visit("explore", "shape=areas_years&indicators=online_dossier_rate&scheme=vn63")
    (extract,) = taken
    texts = [c for row in extract.rows for c in row[2:] if isinstance(c, str)]
    assert any("(" in text and "2023" in text for text in texts)


def test_a_pivot_that_needs_one_indicator_asks_for_it() -> None:
    at = visit("explore", "shape=areas_years")
    assert "cần đúng một chỉ tiêu" in at.info[0].value
    assert not at.dataframe


def test_a_blank_cell_is_blank_and_no_zero() -> None:
    rows = table(visit("explore", "shape=areas_years&indicators=bts_stations&scheme=vn63"))
    cells = {row[year] for row in rows for year in row if year != "Tỉnh"}
    assert "" in cells
    assert not any(cell.startswith("0") for cell in cells)


def test_a_row_opens_the_source_of_its_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    behind: list[str] = []
    monkeypatch.setattr("kpi.ui.draw.table", lambda _frame, ids, *_, **__: behind.extend(ids))
    asked = "indicators=bts_stations&areas=vn63:72&to=2020"
    visit("explore", asked)
    told = panel(visit("explore", f"{asked}&figure={behind[0]}"))
    assert "Tây Ninh" in told
    assert "1.699" in told


@pytest.mark.parametrize(
    "strange",
    [
        "page=-1&rows=7",
        "page=99999999999999999999",
        "from=1900&to=x&flag=zz&sort=zz&shape=zz",
        "indicators=qq,dti_score&areas=zz&region=9&scheme=vn34&source=x",
    ],
)
def test_a_strange_address_does_no_harm(strange: str) -> None:
    at = visit("explore", strange)
    assert at.dataframe


def test_a_choice_that_finds_nothing_says_what_to_do() -> None:
    at = visit("explore", "indicators=dti_score&areas=vn63:27&status=plan")
    assert at.title[0].value == "Không có số liệu nào như vậy"
    assert "Bỏ bớt" in at.info[0].value
