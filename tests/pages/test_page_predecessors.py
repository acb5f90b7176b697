"""Two of three predecessors are said to be two of three, on the ranking and on the profile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import obs, source, tell
from test_page_opens import as_read, using, visit

from kpi.store import Store

PHU_THO = "vn34:25"


@pytest.fixture(scope="module", autouse=True)
def two_of_three(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Stations of 2024 in nine unchanged provinces and two of the three that became Phú Thọ."""
    path: Path = tmp_path_factory.mktemp("partial") / "kpi.duckdb"
    codes = ("01", "04", "11", "12", "14", "20", "22", "38", "40", "17", "25")
    with Store.open(path) as store:
        rows = [
            obs(f"o{c}", area=f"vn63:{c}", indicator="bts_stations", period="2024",
                value=1000.0 + int(c), as_written=c)
            for c in codes
        ]  # fmt: skip
        older = obs("old", area="vn63:26", indicator="bts_stations", period="2022", value=777.0)
        tell(store, *rows, older, sources=(source(),))
    with using(path):
        yield


@pytest.mark.parametrize("near", ["", "&near=1"])
def test_a_partial_sum_is_said_and_not_ranked(near: str) -> None:
    at = visit("ranking", f"indicator=bts_stations&period=2024&scheme=vn34&mine={PHU_THO}{near}")
    table = as_read(at.dataframe[0])
    assert len(table) == 9
    assert "Phú Thọ" not in set(table["Tỉnh"])
    assert any("Phú Thọ (2/3)" in c.value for c in at.caption)
    assert "Phú Thọ" not in at.title[0].value


def test_the_profile_of_a_merged_province_lists_what_its_predecessors_had() -> None:
    at = visit("profile", f"area={PHU_THO}")
    table = next(t.value for t in at.dataframe if "Hòa Bình (cũ)" in t.value.columns)
    assert table.to_numpy().tolist() == [
        ["Trạm BTS", "–", "2/3 (2024)", "1.017 trạm · 2024", "1.025 trạm · 2024", "777 trạm · 2022"]
    ]


def test_an_unchanged_province_has_no_such_table() -> None:
    at = visit("profile", "area=vn34:01")
    assert not [t for t in at.dataframe if any("(cũ)" in str(c) for c in t.value.columns)]
