"""A title claims no more than the figures do, and the lines below it say on what ground."""

from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

import pytest
from builders import obs, tell
from test_page_opens import html, using, visit

from kpi.analysis.profile import profile
from kpi.analysis.ranking import previous_year, rank_areas
from kpi.model import Period
from kpi.store import Store
from kpi.ui.data import catalogue
from kpi.ui.findings import profile_title, ranking_title
from kpi.wording import former_name

OLD = [a.key for a in catalogue().areas_of("vn63")]
SOUTH = [a.key for a in catalogue().areas_of("vn63", "DBSCL")]
_NUMBERS = count()


def name(area: str) -> str:
    """As a title says it: what the merger ended is a former province."""
    told = catalogue().area(area)
    new = catalogue().area(catalogue().successors[area])
    return told.name_vi if len(new.predecessors) == 1 else former_name(told, "vi")


def add(store: Store, indicator: str, values: Mapping[str, float], **overrides: object) -> None:
    """Figures of 2022, unless said otherwise."""
    given = {"period": "2022", **overrides}
    tell(
        store,
        *(
            obs(f"o{next(_NUMBERS)}", area=area, indicator=indicator, value=value, **given)
            for area, value in values.items()
        ),
    )


def falling(areas: Sequence[str]) -> dict[str, float]:
    """Scores for areas in the order given, each lower than the one before."""
    return {area: round(0.9 - n / 100, 4) for n, area in enumerate(areas)}


def title(
    store: Store,
    indicator: str = "dti_score",
    period: str = "2022",
    mine: Sequence[str] = (),
    **options: object,
) -> str:
    ranking = rank_areas(
        store,
        catalogue(),
        indicator,
        Period.of(period),
        scheme="vn63",
        **options,  # type: ignore[arg-type]
    )
    return ranking_title(ranking, mine, previous_year(store, catalogue(), ranking))


def indicator_name(indicator: str) -> str:
    return catalogue().indicator(indicator).name_vi


def test_my_place_is_among_the_whole_country_whatever_region_is_listed(store: Store) -> None:
    add(store, "dti_score", falling(OLD))
    mine = SOUTH[3]
    wanted = f"{name(mine)} xếp {OLD.index(mine) + 1}/63 (tự tính) về "
    whole, part = title(store, mine=(mine,)), title(store, mine=(mine,), region="DBSCL")
    assert whole.startswith(wanted)
    assert part.startswith(wanted)
    assert ", 4/13 vùng Đồng bằng sông Cửu Long, " in part
    assert "vùng" not in whole


def test_my_place_says_how_far_the_next_and_the_median_are(store: Store) -> None:
    add(store, "dti_score", {a: 0.9 - n**2 / 10_000 for n, a in enumerate(OLD)})
    at = {n: title(store, mine=(OLD[n],)) for n in (0, 5, 31, 62)}
    assert ", hơn hạng 2 là 0,0001, cao hơn trung vị 0,0961" in at[0]
    assert ", cách hạng 5 là 0,0009, cao hơn trung vị 0,0936" in at[5]
    assert ", cách hạng 31 là 0,0061, bằng trung vị" in at[31]
    assert ", thấp hơn trung vị 0,2883" in at[62]


def test_a_share_lies_points_apart(store: Store) -> None:
    add(store, "household_internet_rate", {a: 90.0 - n / 2 for n, a in enumerate(OLD)})
    told = title(store, "household_internet_rate", mine=(OLD[3],))
    assert "(88,5 %), cách hạng 3 là 0,5 điểm %, cao hơn trung vị 14 điểm %" in told


def test_a_place_that_is_shared_says_so(store: Store) -> None:
    add(store, "dti_score", dict.fromkeys(OLD[:3], 0.9) | dict.fromkeys(OLD[3:], 0.5))
    assert f"{name(OLD[1])} xếp 1=/63 " in title(store, mine=(OLD[1],))


@pytest.mark.parametrize(("printed", "own"), [(63, ""), (62, " (tự tính)")])
def test_a_rank_that_no_document_prints_is_our_own_count(
    store: Store, printed: int, own: str
) -> None:
    add(store, "dti_score", falling(OLD))
    add(store, "dti_rank", {a: n + 1.0 for n, a in enumerate(OLD[:printed])})
    assert f" xếp 2/63{own} về " in title(store, mine=(OLD[1],))


def test_a_rank_that_is_printed_otherwise_is_our_own_count(store: Store) -> None:
    add(store, "dti_score", falling(OLD))
    add(store, "dti_rank", {a: n + 1.0 for n, a in enumerate([OLD[1], OLD[0], *OLD[2:]])})
    assert " xếp 2/63 (tự tính) về " in title(store, mine=(OLD[1],))


def test_my_place_among_some_says_among_how_many(store: Store) -> None:
    add(store, "dti_score", falling(OLD[:20]))
    assert title(store, mine=(OLD[4],)).startswith(
        f"{name(OLD[4])} xếp 5/20 tỉnh có số liệu (tự tính) "
    )


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (1, "Mới có 1/63 tỉnh báo cáo {score} năm 2022: {first} 0,9000"),
        (7, "Mới có 7/63 tỉnh báo cáo {score} năm 2022"),
        (8, "Trong 8/63 tỉnh có số liệu, {first} đứng đầu về {score} năm 2022: 0,9000"),
        (31, "Trong 31/63 tỉnh có số liệu, {first} đứng đầu về {score} năm 2022: 0,9000"),
        (32, "{first} dẫn đầu về {score} năm 2022: 0,9000"),
    ],
)
def test_to_lead_takes_half_of_the_areas(store: Store, told: int, wanted: str) -> None:
    add(store, "dti_score", falling(OLD[:told]))
    score = indicator_name("dti_score")
    assert title(store) == wanted.format(first=name(OLD[0]), score=score)


def test_a_lead_that_many_share_is_said_to_be_shared(store: Store) -> None:
    add(store, "household_internet_rate", dict.fromkeys(OLD[:12], 100.0))
    add(store, "household_internet_rate", dict.fromkeys(OLD[12:], 90.0))
    assert title(store, "household_internet_rate").startswith("12 tỉnh cùng đứng đầu về ")


def test_of_a_region_the_first_is_first_in_the_region(store: Store) -> None:
    add(store, "dti_score", falling(OLD))
    place = OLD.index(SOUTH[0]) + 1
    told = title(store, region="DBSCL")
    region = next(r.name_vi for r in catalogue().regions_of("vn63") if r.code == "DBSCL")
    assert told.startswith(f"{name(SOUTH[0])} đứng đầu {region} về ")
    assert told.endswith(f", thứ {place}/63 cả nước")


def test_of_a_region_in_a_country_of_gaps_the_ground_is_named(store: Store) -> None:
    add(store, "dti_score", falling([*OLD[:9], SOUTH[0]]))
    assert title(store, region="DBSCL").endswith(", thứ 10/10 tỉnh có số liệu")


def test_a_lead_shared_in_a_region_is_not_one_of_the_country(store: Store) -> None:
    add(store, "dti_score", {a: 0.9 for a in OLD if a not in SOUTH} | dict.fromkeys(SOUTH, 0.5))
    region = next(r.name_vi for r in catalogue().regions_of("vn63") if r.code == "DBSCL")
    assert title(store, region="DBSCL").startswith(f"13 tỉnh cùng đứng đầu {region} về ")


def test_a_region_without_figures_is_named(store: Store) -> None:
    add(store, "dti_score", falling(OLD[:20]))
    assert title(store, region="DBSCL").startswith("Chưa tỉnh nào ở ")


@pytest.mark.parametrize("status", ["actual", "target"])
def test_a_misprint_makes_no_headline(store: Store, status: str) -> None:
    add(store, "bts_stations", {OLD[0]: 9e6}, flagged=True, obs_status=status)
    add(store, "bts_stations", {a: 3000.0 - n for n, a in enumerate(OLD[1:])}, obs_status=status)
    told = title(store, "bts_stations", status=status)
    assert name(OLD[1]) in told
    assert name(OLD[0]) not in told


def test_a_misprint_that_is_all_there_is_bears_its_mark(store: Store) -> None:
    add(store, "bts_stations", {OLD[0]: 9e6}, flagged=True)
    assert title(store, "bts_stations").endswith("‡")


@pytest.mark.parametrize(("year", "step"), [("2022", ", tăng 1 bậc so với 2021"), ("2024", "")])
def test_a_move_is_told_but_not_across_a_break(store: Store, year: str, step: str) -> None:
    add(store, "dti_score", falling(OLD), period=str(int(year) - 1))
    add(store, "dti_score", falling([OLD[1], OLD[0], *OLD[2:]]), period=year)
    told = title(store, period=year, mine=(OLD[1],))
    assert f"{name(OLD[1])} xếp 1/63 " in told
    assert told.endswith(f"cao hơn trung vị 0,3100{step}")


def test_a_printed_rank_is_told_as_it_was_printed(store: Store) -> None:
    add(store, "dti_rank", {a: 30.0 + n for n, a in enumerate(OLD[:10])})
    assert title(store, "dti_rank", mine=(OLD[4],)).startswith(f"{name(OLD[4])}: hạng 34 trên 63 ")
    # Its value is its rank: another "thứ 30/10" would be a place beyond its base.
    region = catalogue().area(OLD[0]).region
    assert title(store, "dti_rank", region=region).endswith(": hạng 30")


@pytest.mark.parametrize(
    ("told", "wanted"), [(63, " xếp 11/63 (tự tính) về "), (7, ": 1 chỉ tiêu có số liệu")]
)
def test_a_profile_is_headed_by_its_place_on_the_leading_index(
    store: Store, told: int, wanted: str
) -> None:
    place = min(10, told - 1)
    add(store, "dti_score", falling(OLD[:told]))
    found = profile_title(profile(store, catalogue(), OLD[place]))
    assert found.startswith(former_name(catalogue().area(OLD[place]), "vi") + wanted)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A figure of half the country, the nation's own, and one area of the south."""
    path = tmp_path / "kpi.duckdb"
    with Store.open(path) as store:
        add(store, "bts_stations", {a: 3000.0 + n for n, a in enumerate(OLD[:30])})
        add(store, "bts_stations", {SOUTH[0]: 2000.0})
        add(store, "bts_stations", {"vn:00": 319_000.0})
        add(store, "bts_stations", {"vn:00": 330_000.0}, period="2023")
        add(store, "population_average", {OLD[0]: 8e6})
    return path


def test_the_country_and_its_median_stand_in_the_line_of_coverage(file: Path) -> None:
    with using(file):
        whole = visit("ranking", "indicator=bts_stations&scheme=vn63")
        part = visit("ranking", "indicator=bts_stations&scheme=vn63&region=DBSCL")
    (line,) = [m.value for m in whole.markdown if "tỉnh có số liệu" in m.value]
    told = "**31/63 tỉnh có số liệu** · trung vị 3.014 trạm · cả nước 319.000 trạm · hạng tự tính"
    assert line == told
    (line,) = [m.value for m in part.markdown if "tỉnh có số liệu" in m.value]
    nation = "trung vị cả nước 3.014 trạm · cả nước 319.000 trạm"
    assert line == f"**1/13 tỉnh có số liệu** · {nation} · hạng tự tính"
    assert "Đồng bằng sông Cửu Long" in part.caption[0].value


def test_a_long_list_of_areas_without_figure_is_a_tap_away(file: Path) -> None:
    with using(file):
        whole = visit("ranking", "indicator=bts_stations&scheme=vn63")
        part = visit("ranking", "indicator=bts_stations&scheme=vn63&region=DBSCL")
    (list_,) = [e for e in whole.expander if e.label == "Chưa có số liệu: 32 tỉnh"]
    assert list_.caption[0].value.count(",") == 31
    assert not [e for e in part.expander if e.label.startswith("Chưa có số liệu")]
    (open_,) = [c.value for c in part.caption if c.value.startswith("Chưa có số liệu: ")]
    assert open_.count(",") == 11


def test_a_period_is_offered_with_its_coverage_when_a_province_reports_it(file: Path) -> None:
    with using(file):
        at = visit("ranking", "indicator=bts_stations")
    assert at.selectbox(key="choose-period").options == ["2022 · 31/63"]


def test_the_overview_stamp_counts_no_context(file: Path) -> None:
    with using(file):
        at = visit("overview")
    (stamp,) = [c.value for c in at.caption if "tài liệu" in c.value and "số liệu" in c.value]
    assert " · 33 số liệu · " in stamp


@pytest.mark.parametrize(
    ("first", "told"), [("2022", "Số bậc 2022 → 2023"), ("2023", "Chưa có hai năm liền")]
)
def test_the_overview_tells_no_move_across_a_break(tmp_path: Path, first: str, told: str) -> None:
    path = tmp_path / "kpi.duckdb"
    with Store.open(path) as store:  # the method changed for 2024
        add(store, "dti_score", falling(OLD), period=first)
        add(store, "dti_score", falling([OLD[1], OLD[0], *OLD[2:]]), period=str(int(first) + 1))
    with using(path):
        at = visit("overview")
    assert [c.value for c in at.caption if c.value.startswith(told)]
    assert ("▲ 1" in html(at)) == (first == "2022")


@pytest.mark.parametrize("page", ["ranking", "overview"])
def test_of_the_areas_i_call_mine_the_one_of_the_name_is_told(tmp_path: Path, page: str) -> None:
    path = tmp_path / "kpi.duckdb"
    # Bắc Ninh of the 34 was Bắc Giang (24), which does better here, and Bắc Ninh (27).
    with Store.open(path) as store:
        add(store, "dti_score", falling([*(a for a in OLD if a != "vn63:27"), "vn63:27"]))
    with using(path):
        at = visit(page, "mine=vn34:24")
    assert at.title[0].value.startswith("Bắc Ninh (cũ) xếp 63/63 ")


def test_the_line_below_the_title_says_the_place_in_the_region(tmp_path: Path) -> None:
    path = tmp_path / "kpi.duckdb"
    with Store.open(path) as store:
        add(store, "dti_score", falling(OLD))
    with using(path):
        at = visit("ranking", f"mine={SOUTH[3]}&scheme=vn63")
    told = f"{name(SOUTH[3])} 4/13 vùng Đồng bằng sông Cửu Long"
    assert told in at.caption[0].value
