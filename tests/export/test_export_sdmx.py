"""The SDMX-CSV and its structure, read as a stranger reads them: by pysdmx."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from builders import obs, source, tell
from pysdmx.io import get_datasets, read_sdmx
from pysdmx.model import Codelist, DataStructureDefinition

from kpi.analysis.observations import Query, every
from kpi.analysis.restate import standing
from kpi.catalogue import Catalogue
from kpi.export.sdmx import code, sdmx_csv, time_period, unit_code
from kpi.export.sdmx_structure import structure
from kpi.model import Period
from kpi.store import Store


@pytest.fixture(scope="module")
def shipped(built: Path) -> Iterator[Store]:
    with Store.open(built, read_only=True) as store:
        yield store


@pytest.fixture(scope="module")
def told(shipped: Store, catalogue: Catalogue) -> pd.DataFrame:
    return every(shipped, catalogue, Query())


def read(data: bytes, catalogue: Catalogue) -> pd.DataFrame:
    """The one dataset of a file, checked against its structure by pysdmx."""
    (dataset,) = get_datasets(data.decode(), structure(catalogue).decode())
    return dataset.data


def test_every_value_is_read_back_under_its_key(told: pd.DataFrame, catalogue: Catalogue) -> None:
    found = read(sdmx_csv(told, catalogue), catalogue)
    keys = ["FREQ", "REF_AREA", "INDICATOR", "DATA_KIND", "TIME_PERIOD"]
    assert not found.duplicated(keys).any()
    values = {
        (code(r.area), code(r.indicator), r.obs_status.upper(), time_period(Period.of(r.period))):
            r.value
        for r in told.itertuples()
    }  # fmt: skip
    assert {
        tuple(map(str, row[:4])): float(row[4])
        for row in found[[*keys[1:], "OBS_VALUE"]].itertuples(index=False)
    } == values


def test_every_code_of_the_file_stands_in_the_codelists(
    told: pd.DataFrame, catalogue: Catalogue
) -> None:
    message = read_sdmx(structure(catalogue).decode())
    lists = {c.id: {i.id for i in c.items} for c in message.structures if isinstance(c, Codelist)}
    found = read(sdmx_csv(told, catalogue), catalogue)
    for listed, codes in lists.items():
        assert {str(one) for one in found[listed.removeprefix("CL_")]} <= codes
    (made,) = (s for s in message.structures if isinstance(s, DataStructureDefinition))
    assert [d.id for d in made.components.dimensions][-1] == "TIME_PERIOD"


def test_codes_are_one_for_each_area_indicator_and_unit(catalogue: Catalogue) -> None:
    for names in (
        [code(key) for key in catalogue.areas],
        [code(key) for key in catalogue.indicators],
        [unit_code(unit) for unit in catalogue.units.values() if not unit.base],
    ):
        assert len(set(names)) == len(names)
        assert all(names)


def test_results_and_plans_of_one_key_stay_apart(store: Store, catalogue: Catalogue) -> None:
    kinds = ("actual", "estimate", "target", "plan")
    tell(store, *(obs(k, indicator="bts_stations", obs_status=k) for k in kinds),
         sources=(source(),))  # fmt: skip
    found = read(sdmx_csv(every(store, catalogue, Query()), catalogue), catalogue)
    assert dict(zip(found["DATA_KIND"], found["OBS_STATUS"], strict=True)) == {
        "ACTUAL": "A", "ESTIMATE": "E", "TARGET": "F", "PLAN": "F",
    }  # fmt: skip


def test_periods_are_written_as_sdmx_does(store: Store, catalogue: Catalogue) -> None:
    periods = {"2022": "A", "2022-H1": "S", "2022-Q3": "Q", "2022-09": "M", "2022-11-30": "D"}
    tell(store, *(obs(p, indicator="bts_stations", period=p) for p in periods),
         sources=(source(),))  # fmt: skip
    found = read(sdmx_csv(every(store, catalogue, Query()), catalogue), catalogue)
    pairs = dict(zip(found["TIME_PERIOD"].map(str), found["FREQ"], strict=True))
    assert pairs == {time_period(Period.of(p)): f for p, f in periods.items()}
    assert "2022-S1" in pairs


def test_a_rolled_up_value_says_so(shipped: Store, catalogue: Catalogue) -> None:
    indicator = catalogue.indicator("dti_score")
    stood = standing(shipped, catalogue, indicator, Period.of("2022"), "vn34")
    found = read(sdmx_csv(stood.figures, catalogue), catalogue)
    assert len(found) == 34
    assert {str(one) for one in found["COMPUTED"]} == {"1"}


def test_without_figures_there_is_a_head_alone(store: Store, catalogue: Catalogue) -> None:
    lines = sdmx_csv(every(store, catalogue, Query()), catalogue).decode().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,")
