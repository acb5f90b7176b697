import json
from typing import Any

import pytest
from builders import seen
from builders_analysis import (
    BAC_GIANG,
    BAC_NINH,
    BAC_NINH_NEW,
    CATALOGUE,
    HANOI,
    OLD,
    REPORT,
    figure,
    shipped,
    store_of,
)

from kpi.analysis.answers import area_answer, rank_answer
from kpi.analysis.ranking import rank_areas
from kpi.errors import NotFoundError
from kpi.model import Locator, Period, Source
from kpi.store import Store


def ranked(store: Store, indicator: str, period: str, **options: object) -> dict[str, Any]:
    answer = rank_answer(
        rank_areas(store, CATALOGUE, indicator, Period.of(period), **options),  # type: ignore[arg-type]
        CATALOGUE,
    )
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    return answer


def test_a_ranking_answers_in_plain_values_with_its_source() -> None:
    store = store_of(figure(HANOI, "bts_4g", "2022-11-30", 2000, qualifier="more_than"))
    answer = ranked(store, "bts_4g", "2022")
    row = answer.pop("rows")[0]
    assert answer == {
        "indicator": "bts_4g",
        "period": "2022",
        "scheme": "vn63",
        "unit": "trạm",
        "ranks": "none",
        "coverage": [1, 63],
    }
    assert row == {
        "rank": None,
        "area": HANOI,
        "area_name": "Hà Nội",
        "value": 2000.0,
        "qualifier": "more_than",
        "obs_status": "actual",
        "period": "2022-11-30",
        "computed": False,
        "parts": [],
        "source": {
            "title": REPORT.title,
            "publisher": None,
            "published_on": "2023-01-15",
            "url": None,
        },
    }


def test_a_rolled_up_value_names_its_parts() -> None:
    store = store_of(*[figure(a, "bts_4g", "2022", 1000) for a in (BAC_GIANG, BAC_NINH)])
    (row,) = ranked(store, "bts_4g", "2022", scheme="vn34")["rows"]
    assert (row["area"], row["value"]) == (BAC_NINH_NEW, 2000)
    assert {store.figure(part)["area"] for part in row["parts"]} == {BAC_GIANG, BAC_NINH}


def test_a_computed_rank_says_so() -> None:
    store = store_of(*[figure(a, "dti_score", "2022", 0.5) for a in OLD])
    rows = ranked(store, "dti_rank", "2022")["rows"]
    assert {(row["rank"], row["value"], row["computed"]) for row in rows} == {(1, 1.0, True)}


def test_the_figures_of_an_area_come_oldest_first_with_how_they_were_printed() -> None:
    undated = Source("undated", "Trang tin", publisher="Tỉnh", url="https://example.vn/a")
    store = store_of(
        figure(HANOI, "bts_4g", "2023", 2100, source_id="undated", note="ghi chú"),
        figure(HANOI, "bts_4g", "2022", 2000, as_written="2.000"),
        figure(HANOI, "bts_4g", "2025", 3000, obs_status="target"),
        figure(BAC_NINH, "bts_4g", "2022", 1000),
        sources=[undated],
    )
    answer = area_answer(store, CATALOGUE, HANOI, "bts_4g")
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    assert (answer["area"], answer["area_name"]) == (HANOI, "Hà Nội")
    assert [(r["period"], r["obs_status"]) for r in answer["rows"]] == [
        ("2022", "actual"),
        ("2023", "actual"),
        ("2025", "target"),
    ]
    first, second, _ = answer["rows"]
    assert (first["as_written"], first["unit"], first["value"]) == ("2.000", "trạm", 2000.0)
    assert second["note"] == "ghi chú"
    assert second["source"] == {
        "title": "Trang tin",
        "publisher": "Tỉnh",
        "published_on": None,
        "url": "https://example.vn/a",
    }


def test_the_source_of_a_figure_of_a_scan_tells_page_and_rectangle() -> None:
    store = store_of(
        figure(HANOI, "bts_4g", "2022", 2000, locator=Locator("text", seen=seen())),
        figure(HANOI, "bts_4g", "2023", 2100),
    )
    answer = area_answer(store, CATALOGUE, HANOI, "bts_4g")
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    first, second = (row["source"] for row in answer["rows"])
    assert (first["page"], first["box"]) == (3, [100.0, 200.0, 131.5, 212.2])
    assert second.keys() == first.keys() - {"page", "box"}


def test_an_indicator_narrows_the_answer() -> None:
    everything = area_answer(shipped(), CATALOGUE, HANOI)["rows"]
    narrowed = area_answer(shipped(), CATALOGUE, HANOI, "dti_score")["rows"]
    assert narrowed == [r for r in everything if r["indicator"] == "dti_score"]
    assert 0 < len(narrowed) < len(everything)


@pytest.mark.parametrize(("area", "indicator"), [("vn63:99", None), (HANOI, "bts_6g")])
def test_unknown_ids_are_errors(area: str, indicator: str | None) -> None:
    with pytest.raises(NotFoundError):
        area_answer(store_of(), CATALOGUE, area, indicator)


def test_an_empty_store_answers_with_no_rows() -> None:
    empty = store_of()
    assert area_answer(empty, CATALOGUE, HANOI)["rows"] == []
    assert area_answer(empty, CATALOGUE, "vn:00", "bts_4g")["rows"] == []
    answer = ranked(empty, "bts_4g", "2022")
    assert (answer["rows"], answer["coverage"]) == ([], [0, 63])
