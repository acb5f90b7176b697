"""A table in exchange form may tell where the document it cites prints a figure."""

import pytest
from builders import measured, source

from kpi.ingest.tables import columns
from kpi.ingest.tables.reading import read_table
from kpi.model import Locator, Reading

HEADER = (
    "area,province,period,indicator,value,unit,status,qualifier,as_written,words,source,"
    "paragraph,span_start,span_end,note"
)


def read(*places: str, header: str = HEADER) -> Reading:
    """One figure a place; the place is what stands in paragraph, span_start and span_end."""
    rows = (
        f"vn63:27,Bắc Ninh,{2000 + n},bts,12,trạm,,,12,trạm thu phát sóng,doc,{place},"
        for n, place in enumerate(places)
    )
    text = "\n".join([header, *rows])
    return read_table(text.encode(), "bang.csv", measured(), {"doc": source("doc")})


@pytest.fixture(params=["by rows", "by columns"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "LEAST_ROWS", 1 if request.param == "by columns" else 10**9)


either_way = pytest.mark.usefixtures("_either_way")


@either_way
def test_the_place_in_the_document_is_told_beside_the_cell() -> None:
    found = read("2,231,233", ",,")
    assert found.problems == ()
    assert [one.locator for one in found.candidates] == [
        Locator("cell", "", "E2", 231, 233, "", "trạm thu phát sóng", 2),
        Locator("cell", "", "E3", None, None, "", "trạm thu phát sóng", None),
    ]


@either_way
@pytest.mark.parametrize(
    ("place", "cell"),
    [
        ("2,231,", "N2"),
        (",231,233", "L2"),
        ("hai,231,233", "L2"),
        ("2,-1,233", "M2"),
        ("2,1.5,233", "M2"),
        ("0,231,233", "N2"),
        ("2,233,231", "N2"),
        ("2,231,231", "N2"),
        ("2,231,99999999999", "N2"),
    ],
)
def test_half_a_place_is_reported_at_its_cell_and_the_figure_is_held_back(
    place: str, cell: str
) -> None:
    found = read(place, "2,231,233")
    assert found.flatten() == [("bad-place", cell)]
    assert [one.period.key for one in found.candidates] == ["2001"]


@either_way
def test_columns_of_the_same_name_in_a_clerks_own_table_say_nothing_of_a_document() -> None:
    found = read("2,231,233", header=HEADER.replace("as_written", "cách ghi"))
    assert {one.locator.words for one in found.candidates} == {""}
    assert {one.locator.start for one in found.candidates} == {None}
