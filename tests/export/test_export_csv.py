import csv
import io
from pathlib import Path

import pytest
from builders import SOMEBODY

from kpi.analysis.ranking import Ranking, rank_areas
from kpi.catalogue import Catalogue
from kpi.export.csv import disarmed, ranking_data_csv
from kpi.model import Period
from kpi.publish.files import load_files
from kpi.store import Store

COLUMNS = (
    "rank,area,area_name,indicator,value,unit,qualifier,obs_status,period,computed,parts,"
    "source_title,publisher,published_on,url"
)
SOURCES = """source_id,title,publisher,kind,url,file,sha256,published_on,retrieved_on,note
formula,"=HYPERLINK(""http://example.vn"")",@SUM(A1),press,https://example.vn,,,2023-01,,
comma,"Báo cáo, năm 2022
(bản sửa)",+84 24,report,,báo-cáo.docx,,,,
"""
HEADER = "area,province,period,indicator,value,unit,status,qualifier,as_written,source,note\n"


@pytest.fixture
def store(tmp_path: Path, catalogue: Catalogue) -> Store:
    """Figures of documents whose titles a spreadsheet would run, through the common door."""
    rows = [
        "vn63:01,Hà Nội,2022,bts_4g,9000,trạm,actual,more_than,9.000,formula,",
        "vn63:24,Bắc Giang,2022-06,bts_4g,1234.5,trạm,actual,exact,1234.5,comma,",
        "vn63:27,Bắc Ninh,2022,bts_4g,0,trạm,actual,exact,0,comma,",
        "vn63:27,Bắc Ninh,2022,population_average,1500000,người,actual,exact,1500000,comma,",
    ]
    paths = [tmp_path / "sources.csv", tmp_path / "figures.csv"]
    paths[0].write_text(SOURCES, encoding="utf-8")
    paths[1].write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    store = Store.in_memory()
    loaded = list(load_files(store, catalogue, paths, by=SOMEBODY, reason="export"))
    assert [p for one in loaded for p in one.problems if p.severity == "error"] == []
    return store


def ranked(store: Store, catalogue: Catalogue, **options: object) -> Ranking:
    return rank_areas(store, catalogue, "bts_4g", Period.of("2022"), **options)  # type: ignore[arg-type]


def rows_of(ranking: Ranking, catalogue: Catalogue) -> list[dict[str, str]]:
    text = ranking_data_csv(ranking, catalogue).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_table_opens_in_a_spreadsheet_as_what_it_is(store: Store, catalogue: Catalogue) -> None:
    data = ranking_data_csv(ranked(store, catalogue), catalogue)
    assert data.startswith(b"\xef\xbb\xbfrank,")
    assert not data.removeprefix(b"\xef\xbb\xbf").startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[0] == COLUMNS


def test_every_area_is_one_row_with_the_same_values_and_a_handful_is_not_ranked(
    store: Store, catalogue: Catalogue
) -> None:
    ranking = ranked(store, catalogue)
    rows = rows_of(ranking, catalogue)
    columns = ["area", "value", "qualifier", "obs_status", "period"]
    told = [(r["area"], float(r["value"]), *map(r.get, columns[2:])) for r in rows]
    assert {r["rank"] for r in rows} == {""}
    assert told == list(ranking.rows[columns].itertuples(index=False, name=None))
    assert [r["area_name"] for r in rows] == ["Hà Nội", "Bắc Giang", "Bắc Ninh"]
    assert {(r["indicator"], r["unit"], r["computed"], r["parts"]) for r in rows} == {
        ("bts_4g", "trạm", "False", "")
    }


def test_a_text_that_a_spreadsheet_would_run_is_disarmed(
    store: Store, catalogue: Catalogue
) -> None:
    first, second, _ = rows_of(ranked(store, catalogue), catalogue)
    assert first["source_title"] == '\'=HYPERLINK("http://example.vn")'
    assert first["publisher"] == "'@SUM(A1)"
    assert second["publisher"] == "'+84 24"
    assert all(not cell.startswith(("=", "+", "-", "@")) for cell in first.values())


def test_a_title_of_several_lines_stays_one_cell(store: Store, catalogue: Catalogue) -> None:
    second = rows_of(ranked(store, catalogue), catalogue)[1]
    assert second["source_title"] == "Báo cáo, năm 2022\n(bản sửa)"
    assert (second["published_on"], second["url"]) == ("", "")


def test_numbers_have_a_decimal_point_and_no_groups(store: Store, catalogue: Catalogue) -> None:
    rows = rows_of(ranked(store, catalogue), catalogue)
    assert [r["value"] for r in rows] == ["9000", "1234.5", "0"]


def test_values_per_head_say_per_how_many(store: Store, catalogue: Catalogue) -> None:
    (row,) = rows_of(ranked(store, catalogue, per_capita=True), catalogue)
    assert (row["area"], row["unit"]) == ("vn63:27", "trạm / 10000")


def test_a_region_is_taken_along_with_the_ranks_of_the_country(
    built: Path, catalogue: Catalogue
) -> None:
    region, period = catalogue.area("vn63:24").region, Period.of("2022")
    with Store.open(built, read_only=True) as shipped:
        whole, part = (
            rows_of(rank_areas(shipped, catalogue, "dti_score", period, region=r), catalogue)
            for r in ("", region)
        )
    ranks = {r["area"]: r["rank"] for r in whole}
    assert {r["area"] for r in part} == {a.key for a in catalogue.areas_of("vn63", region)}
    assert all(r["rank"] == ranks[r["area"]] for r in part)


def test_a_rank_is_taken_along_as_it_was_printed_and_a_computed_one_says_so(
    built: Path, catalogue: Catalogue
) -> None:
    with Store.open(built, read_only=True) as shipped:
        ranking = rank_areas(shipped, catalogue, "dti_rank", Period.of("2022"))
    told = {r["area"]: (r["rank"], r["computed"]) for r in rows_of(ranking, catalogue)}
    rows = ranking.rows.itertuples()
    assert told == {r.area: (f"{r.value:.0f}", str(r.computed)) for r in rows}
    assert len(told) == 63


def test_a_rolled_up_row_names_its_parts(store: Store, catalogue: Catalogue) -> None:
    rows = rows_of(ranked(store, catalogue, scheme="vn34"), catalogue)
    parts = {r["area"]: r["parts"].split() for r in rows}
    assert set(parts) == {"vn34:01", "vn34:24"}
    told = [store.figure(part)["area"] for part in parts["vn34:24"]]
    assert told == ["vn63:24", "vn63:27"]


def test_nobody_ranked_is_a_header_alone(catalogue: Catalogue) -> None:
    assert rows_of(ranked(Store.in_memory(), catalogue), catalogue) == []
    data = ranking_data_csv(ranked(Store.in_memory(), catalogue), catalogue)
    assert data.decode("utf-8-sig").splitlines() == [COLUMNS]


def test_the_shipped_ranking_is_taken_along_whole(built: Path, catalogue: Catalogue) -> None:
    with Store.open(built, read_only=True) as store:
        ranking = rank_areas(store, catalogue, "dti_score", Period.of("2022"))
        rows = rows_of(ranking, catalogue)
    assert [float(r["value"]) for r in rows] == list(ranking.rows["value"])
    assert len(rows) == 63
    assert all(r["source_title"] for r in rows)


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-a", "@a", " =cmd", "\u00a0=cmd", "\n=1", "\uff1d1", " \uff0b1", "\t1", "-1+1"],
)
def test_nothing_is_run_whatever_stands_before_the_sign(text: str) -> None:
    assert disarmed(text) == f"'{text}"


@pytest.mark.parametrize("value", ["-1,5", "-3", "Hà Nội", "", "a=b", "1-2", 5])
def test_values_and_plain_texts_stay_as_they_are(value: object) -> None:
    assert disarmed(value) == value
