"""Claims about config/provinces.toml and the files of data/: what the program may rely on."""

import csv
import json
import re
import tomllib
from collections import Counter
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from kpi.catalogue import load_catalogue
from kpi.language.numbers import read_quantity
from kpi.model import MERGER, OBS_STATUSES, QUALIFIERS, Area, Period, Quantity, Region

ROOT = Path(__file__).parent.parent
FIGURES = ROOT / "data" / "figures"
BOUNDARIES = ROOT / "data" / "boundaries"
FIGURE_FILES = ("reported", "dti", "digital_access", "egov_ict", "admin_units", "population_area")
FIGURE_HEADER = "area,province,period,indicator,value,unit,status,qualifier,as_written,source,note"
# What reports and the press print is told with the noun and, for files, the place in their text.
REPORTED_HEADER = FIGURE_HEADER.replace(
    "as_written,source", "as_written,words,source,paragraph,span_start,span_end"
)

Row = dict[str, str]


@cache
def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def figures(*names: str, **wanted: str) -> list[Row]:
    """The rows of the named files, or of all, that have the wanted cells."""
    files = chain.from_iterable(rows_of(FIGURES / f"{n}.csv") for n in names or FIGURE_FILES)
    return [r for r in files if all(r[column] == cell for column, cell in wanted.items())]


def value(*names: str, **wanted: str) -> float:
    (row,) = figures(*names, **wanted)
    return float(row["value"])


@cache
def provinces() -> dict[str, Any]:
    return tomllib.loads((ROOT / "config" / "provinces.toml").read_text(encoding="utf-8"))


@cache
def areas() -> dict[str, Area]:
    return {a.key: a for a in map(Area.model_validate, provinces()["area"])}


def areas_of(scheme: str) -> list[Area]:
    return [a for a in areas().values() if a.scheme == scheme]


# provinces.toml


def test_there_are_one_nation_63_and_34_provinces_with_unique_keys() -> None:
    assert len(areas()) == len(provinces()["area"]) == 98
    assert [len(areas_of(s)) for s in ("vn", "vn63", "vn34")] == [1, 63, 34]


def test_each_scheme_has_six_regions_and_every_province_one_of_them() -> None:
    regions = [Region.model_validate(r) for r in provinces()["region"]]
    for scheme in ("vn63", "vn34"):
        codes = {r.code for r in regions if r.scheme == scheme}
        assert len(codes) == 6
        assert {a.region for a in areas_of(scheme)} == codes


def test_the_predecessors_partition_the_63() -> None:
    named = Counter(chain.from_iterable(a.predecessors for a in areas_of("vn34")))
    assert named == Counter(a.key for a in areas_of("vn63"))


def test_the_schemes_meet_at_the_merger_without_a_gap() -> None:
    assert {a.valid_from for a in areas_of("vn34")} == {MERGER}
    assert {a.valid_to for a in areas_of("vn63")} == {date(2025, 6, 30)}


def test_hue_and_dong_nai_became_cities_and_no_other_kind_changed() -> None:
    changed = {(k, c.on, c.kind) for k, a in areas().items() for c in a.kind_changes}
    assert changed == {
        ("vn63:46", date(2025, 1, 1), "thành phố"),
        ("vn34:75", date(2026, 4, 30), "thành phố"),
    }


@pytest.mark.parametrize("scheme", ["vn63", "vn34"])
def test_no_written_name_means_two_provinces_of_one_scheme(scheme: str) -> None:
    names = Counter(n.casefold() for a in areas_of(scheme) for n in {a.name_vi, *a.aliases})
    assert [n for n, count in names.items() if count > 1] == []


@pytest.mark.parametrize("scheme", ["vn63", "vn34"])
def test_every_province_has_a_tile_of_its_own(scheme: str) -> None:
    tiles = [a.tile for a in areas_of(scheme)]
    assert None not in tiles
    assert len(set(tiles)) == len(tiles)


# boundaries


@pytest.mark.parametrize("scheme", ["vn63", "vn34"])
def test_the_boundary_features_are_exactly_the_provinces(scheme: str) -> None:
    document = json.loads((BOUNDARIES / f"{scheme}.geojson").read_text(encoding="utf-8"))
    named = {f["id"]: f["properties"] for f in document["features"]}
    assert len(document["features"]) == len(areas_of(scheme))
    assert named == {a.key: {"name": a.name_vi} for a in areas_of(scheme)}


@pytest.mark.parametrize("scheme", ["vn63", "vn34"])
def test_the_boundaries_name_openstreetmap_and_the_licence(scheme: str) -> None:
    document = json.loads((BOUNDARIES / f"{scheme}.geojson").read_text(encoding="utf-8"))
    assert "© OpenStreetMap contributors" in document["attribution"]
    assert "ODbL" in document["licence"]


def test_both_archipelagos_have_a_label_and_islands_under_their_province() -> None:
    rows = rows_of(BOUNDARIES / "archipelagos.csv")
    assert {(r["archipelago"], r["vn63"], r["vn34"]) for r in rows} == {
        ("HS", "vn63:48", "vn34:48"),
        ("TS", "vn63:56", "vn34:56"),
    }
    for archipelago in ("HS", "TS"):
        kinds = Counter(r["kind"] for r in rows if r["archipelago"] == archipelago)
        assert kinds["label"] == 1
        assert kinds["island"] > 5


def test_the_label_of_truong_sa_clears_its_islands() -> None:
    spratly = [r for r in rows_of(BOUNDARIES / "archipelagos.csv") if r["archipelago"] == "TS"]
    (label,) = (float(r["lat"]) for r in spratly if r["kind"] == "label")
    assert label < min(float(r["lat"]) for r in spratly if r["kind"] == "island")


def test_both_archipelagos_stand_on_both_tile_grids() -> None:
    rows = rows_of(BOUNDARIES / "annotations.csv")
    assert sorted((r["scheme"], r["code"]) for r in rows) == [
        ("vn34", "HS"),
        ("vn34", "TS"),
        ("vn63", "HS"),
        ("vn63", "TS"),
    ]


# sources


def test_every_source_id_is_unique_and_every_cited_source_exists() -> None:
    ids = [s["source_id"] for s in rows_of(FIGURES / "sources.csv")]
    assert len(set(ids)) == len(ids)
    assert {r["source"] for r in figures()} <= set(ids)


def test_no_document_is_two_sources() -> None:
    places = Counter(s["url"] or s["file"] for s in rows_of(FIGURES / "sources.csv"))
    assert [p for p, count in places.items() if count > 1 or not p] == []


def test_dates_of_sources_are_years_months_or_days() -> None:
    for source in rows_of(FIGURES / "sources.csv"):
        for column in ("published_on", "retrieved_on"):
            assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", source[column]), source


def test_kinds_of_sources_are_known() -> None:
    kinds = {s["kind"] for s in rows_of(FIGURES / "sources.csv")}
    assert kinds == {"official_table", "report", "press"}


def test_the_five_reports_are_sources_and_two_of_them_hold_no_figure() -> None:
    reports = [s for s in rows_of(FIGURES / "sources.csv") if s["file"]]
    assert sorted(s["published_on"] for s in reports) == [
        "2020-12-29",
        "2021-01-21",
        "2021-07-20",
        "2022-01-11",
        "2022-07-25",
    ]
    assert all(re.fullmatch(r"[0-9a-f]{64}", s["sha256"]) for s in reports)
    cited = {r["source"] for r in figures()}
    silent = {s["source_id"] for s in reports if s["source_id"] not in cited}
    assert silent == {"bao-quang-binh-2021-07-20", "bao-nghe-an-2020-12-29"}


# figures


@pytest.mark.parametrize("name", FIGURE_FILES)
def test_figure_files_are_plain_utf8_with_the_agreed_columns(name: str) -> None:
    content = (FIGURES / f"{name}.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    header = REPORTED_HEADER if name == "reported" else FIGURE_HEADER
    assert content.decode("utf-8").splitlines()[0] == header


@pytest.mark.parametrize("name", FIGURE_FILES)
def test_rows_are_sorted_by_indicator_period_area(name: str) -> None:
    keys = [(r["indicator"], r["period"], r["area"]) for r in figures(name)]
    assert keys == sorted(keys)


def test_every_area_exists_and_bears_the_name_written_beside_it() -> None:
    written = {(r["area"], r["province"]) for r in figures()}
    assert written <= {(k, a.name_vi) for k, a in areas().items()}


def test_every_cell_of_a_fixed_vocabulary_holds_one_of_its_words() -> None:
    for row in figures():
        Period.of(row["period"])
        float(row["value"])
        assert row["status"] in OBS_STATUSES, row
        assert row["qualifier"] in QUALIFIERS, row
        assert row["unit"], row


def test_every_indicator_has_one_unit() -> None:
    units: dict[str, set[str]] = {}
    for row in figures():
        units.setdefault(row["indicator"], set()).add(row["unit"])
    assert {i: u for i, u in units.items() if len(u) > 1} == {}


def test_no_figure_of_one_document_stands_twice() -> None:
    told = ("area", "indicator", "period", "status", "value", "source")
    assert [
        k for k, n in Counter(tuple(r[c] for c in told) for r in figures()).items() if n > 1
    ] == []


def test_a_province_of_the_34_before_the_merger_is_told_as_merged() -> None:
    early = {
        (r["area"], r["period"])
        for r in figures()
        if r["area"].startswith("vn34") and Period.of(r["period"]).end < MERGER
    }
    dti_2024 = {(a.key, "2024") for a in areas_of("vn34")}
    assert early - dti_2024 == {("vn34:24", "2025-H1")}


def test_a_province_of_the_63_after_the_merger_is_told_as_the_old_territory() -> None:
    late = {
        r["area"]
        for r in figures("reported", "dti", "egov_ict", "admin_units")
        if r["area"].startswith("vn63") and Period.of(r["period"]).end >= MERGER
    }
    assert late == {"vn63:70", "vn63:77", "vn63:80", "vn63:96"}


# what is printed

# Value → printed forms that hold a second number, another scale or words of a third language.
PRINTED_OTHERWISE = {
    97: {"84/87, 97%"},
    0.8: {"≥ 800/1,000 points"},
    83.71: {"Sơ bộ 2020: 83,71"},
    54: {"cerca de 54%"},
    55: {"trung bình 55%/năm"},
    80: {"Trên 80% (1.397/1.725)"},
    59.1: {"1,194/2,019 = 59.1%"},
    8.7: {"161, 8.7 percent"},
    76: {"1,421, 76 percent"},
    # Billions and millions of đồng, and a full stop that only a clerk can settle.
    158674: {"158.674 triệu"},
    129: {"trên 129 triệu"},
    81.5: {"1.579/1.937, 81,5%"},
}
BILLION = 1e9


def is_read_as(written: str, number: float, *, whole: bool) -> bool:
    """Whether a printed form can be read as a value: the number, its share, or so many tỷ đồng."""
    readings = [
        read_quantity(written, whole=whole),
        *(read_quantity(written, decimal=mark) for mark in (",", ".")),
    ]
    values = [
        amount
        for one in readings
        if isinstance(one, Quantity)
        for amount in (one.value, one.share, one.value / BILLION)
        if amount is not None
    ]
    return number in [*values, *(round(v, 9) for v in values)]


def test_every_printed_number_reads_back_as_its_value() -> None:
    indicators = load_catalogue(ROOT / "config").indicators
    wrong = [
        (row["as_written"], row["value"])
        for row in figures("reported", "dti")
        if any(map(str.isdigit, row["as_written"]))
        and row["as_written"] not in PRINTED_OTHERWISE.get(float(row["value"]), ())
        and not is_read_as(
            row["as_written"],
            float(row["value"]),
            whole=indicators[row["indicator"]].kind == "count",
        )
    ]
    assert wrong == []


def test_a_figure_printed_in_words_says_so() -> None:
    in_words = [r for r in figures("reported") if not any(map(str.isdigit, r["as_written"]))]
    told = ("bằng lời", "bằng chữ", "vị trí trong danh sách", "nguồn chỉ viết bằng lời", "hiểu là")
    unsaid = [r for r in in_words if r["unit"] != "mức" and not any(w in r["note"] for w in told)]
    assert unsaid == []


def test_every_figure_of_a_report_tells_what_it_counts_in_eight_words_at_most() -> None:
    lengths = {len(row["words"].split()) for row in figures("reported")}
    assert max(lengths) <= 8
    silent = {row["indicator"] for row in figures("reported", words="")}
    assert silent == {"ioc_operating", "soc_operating", "hotline_1022"}


def test_every_figure_of_a_report_file_tells_its_place_there_and_no_other_figure_does() -> None:
    files = {s["source_id"] for s in rows_of(FIGURES / "sources.csv") if s["file"]}
    for row in figures("reported"):
        place = [row[column] for column in ("paragraph", "span_start", "span_end")]
        assert all(place) == any(place) == (row["source"] in files), row
        if any(place):
            paragraph, start, end = map(int, place)
            assert paragraph > 0
            assert end - start == len(row["as_written"])


# what was left out (data/README.md)


def test_no_row_whose_year_was_guessed_from_the_number_of_an_article_is_shipped() -> None:
    places = {s["url"] for s in rows_of(FIGURES / "sources.csv")}
    guessed = ("post127674", "2267902", "342943", "185206.vnp", "post231120")
    assert [p for p in places if any(number in p for number in guessed)] == []


def test_no_copy_under_a_foreign_address_is_a_source() -> None:
    foreign = ("ufabetindo", "tothethao", "lforum.biz", "biotopological", "evrimagaci")
    places = [s["url"] for s in rows_of(FIGURES / "sources.csv")]
    assert [p for p in places if any(name in p for name in foreign)] == []


def test_money_is_shipped_in_billions_of_dong_as_elsewhere_in_the_file() -> None:
    (row,) = figures("reported", area="vn63:26", indicator="telecom_revenue", period="2025-05-31")
    assert (row["value"], row["unit"], row["as_written"]) == ("850", "tỷ đồng", "850 billion VND")
    assert row["status"] == "estimate"


def test_the_readme_counts_what_is_shipped() -> None:
    told = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    for name in ("sources", *FIGURE_FILES):
        count = len(rows_of(FIGURES / f"{name}.csv"))
        assert f"| figures/{name}.csv | {count} |" in told, name


def test_the_front_page_counts_what_is_shipped() -> None:
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    count = f"{len(figures()):,}".replace(",", " ")
    documents = len(rows_of(FIGURES / "sources.csv"))
    assert f"holds {count} figures of 63 and 34 provinces from {documents} documents" in told


# the figures themselves


def test_dti_2020_of_the_ministry_is_the_weighted_sum_of_its_pillars() -> None:
    table = figures("dti", source="bo-tttt-dti-2020")
    told = {(r["area"], r["indicator"]): float(r["value"]) for r in table}
    scored = {area for area, indicator in told if indicator == "dti_score"}
    assert len(scored) == 7
    for area in scored:
        parts = [told[area, f"dti_pillar_{p}"] for p in ("government", "economy", "society")]
        assert told[area, "dti_score"] == pytest.approx(
            sum(w * p for w, p in zip((0.4, 0.3, 0.3), parts, strict=True)), abs=0.0002
        )


def test_dti_2022_has_63_scores_with_da_nang_highest() -> None:
    scores = figures("dti", indicator="dti_score", period="2022", source="dti-gov-vn-2022")
    assert {r["area"] for r in scores} == {a.key for a in areas_of("vn63")}
    assert len(scores) == 63
    assert max(scores, key=lambda r: float(r["value"]))["area"] == "vn63:48"


@pytest.mark.parametrize(
    "source", ["dti-gov-vn-2022", "dti-gov-vn-2023", "dti-gov-vn-2024-63", "dti-gov-vn-2024-34"]
)
def test_an_official_dti_table_is_complete(source: str) -> None:
    scores = figures("dti", indicator="dti_score", source=source)
    assert len({r["area"] for r in scores}) == len(scores) == (34 if "34" in source else 63)


def test_dti_2024_of_the_34_is_the_mean_of_the_predecessors() -> None:
    score = {
        r["area"]: float(r["value"])
        for source in ("dti-gov-vn-2024-63", "dti-gov-vn-2024-34")
        for r in figures("dti", indicator="dti_score", source=source)
    }
    for area in areas_of("vn34"):
        mean = sum(score[k] for k in area.predecessors) / len(area.predecessors)
        assert score[area.key] == pytest.approx(mean, abs=0.001), area.key


@pytest.mark.parametrize("year", range(2018, 2026))
def test_the_population_of_the_63_adds_up_to_the_national_line(year: int) -> None:
    rows = figures("population_area", indicator="population_average", period=str(year))
    parts = [float(r["value"]) for r in rows if r["area"] != "vn:00"]
    (whole,) = (float(r["value"]) for r in rows if r["area"] == "vn:00")
    assert len(parts) == 63
    assert sum(parts) == pytest.approx(whole, rel=0.001)


def test_digital_access_covers_the_63_in_both_years() -> None:
    cells = Counter((r["indicator"], r["period"]) for r in figures("digital_access"))
    assert set(cells.values()) == {63}
    assert len(cells) == 8


def test_the_commune_level_units_of_the_34_are_3321_and_add_up() -> None:
    total = 0.0
    for area in areas_of("vn34"):
        of = {r["indicator"]: float(r["value"]) for r in figures("admin_units", area=area.key)}
        assert of["phuong"] + of["xa"] + of["dac_khu"] == of["commune_level_units_total"], area.key
        total += of["commune_level_units_total"]
    assert total == 3321


@pytest.mark.parametrize(
    ("area", "period", "indicator", "printed", "number"),
    [
        ("vn63:27", "2022-H1", "community_digital_teams", "733", 733),
        ("vn63:27", "2022-H1", "community_digital_team_members", "3.252", 3252),
        ("vn63:72", "2020", "bts_stations", "1699", 1699),
        ("vn63:72", "2020", "postal_points", "167", 167),
        ("vn63:72", "2020", "telecom_revenue", "1,7 tỷ", 1.7),
        ("vn63:34", "2021", "sanctioned_cases", "27", 27),
    ],
)
def test_the_figures_of_the_reports_are_as_printed(
    area: str, period: str, indicator: str, printed: str, number: float
) -> None:
    wanted = {"area": area, "period": period, "indicator": indicator, "as_written": printed}
    assert value("reported", **wanted) == number


def test_tay_ninh_2020_tells_its_milestones() -> None:
    stages = {
        r["indicator"]: r["value"]
        for r in figures("reported", area="vn63:72", period="2020", unit="mức")
    }
    assert stages == {
        "ioc_operating": "2",
        "soc_operating": "1",
        "hotline_1022": "2",
        "mobile_4g_coverage_flag": "1",
    }
