"""A choice changes what a page says and its address; my province is named where it has a rank."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from test_page_opens import address, as_read, copied, html, rows, unbroken, using, visit

from kpi.model import Period


@pytest.fixture(scope="module", autouse=True)
def full(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with using(copied(built, tmp_path_factory)):
        yield


def ranked(indicator: str, period: str, scheme: str) -> list[str]:
    """Area keys, best first, straight from the shipped file."""
    # Several documents may print the same figure.
    values = {
        r["area"]: float(r["value"])
        for r in rows("dti")
        if (r["indicator"], r["period"], r["status"]) == (indicator, period, "actual")
        and r["area"].startswith(scheme)
    }
    return sorted(values, key=lambda area: -values[area])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("indicator", "bts_stations"),
        ("period", "2022"),
        ("scheme", "vn63"),
        ("region", "DBSH"),
        ("status", "target"),
    ],
)
def test_a_choice_changes_title_or_table_and_is_written_to_the_address(
    name: str, value: str
) -> None:
    at = visit("ranking")
    title, caption, table = at.title[0].value, at.caption[0].value, at.dataframe[0].value
    unbroken(at.selectbox(key=f"choose-{name}").select(value).run())
    assert address(at) == {name: value}
    assert not at.dataframe[0].value.equals(table)
    if name != "region":
        assert (at.title[0].value, at.caption[0].value) != (title, caption)


def test_the_default_choice_leaves_no_trace_in_the_address() -> None:
    at = visit("ranking", "indicator=bts_stations")
    unbroken(at.selectbox(key="choose-indicator").select("dti_score").run())
    assert address(at) == {}


@pytest.mark.parametrize(("scheme", "count"), [("vn63", 63), ("vn34", 34)])
def test_the_table_follows_the_boundaries(scheme: str, count: int) -> None:
    at = visit("ranking", f"indicator=dti_score&period=2024&scheme={scheme}")
    table = at.dataframe[0].value
    assert len(table) == count
    assert f"{count} tỉnh" in at.caption[0].value
    (head,) = [name for name in table.columns if name.startswith("Hạng")]
    # The ministry prints the ranks of the 34 for 2024; of the 63 the program counts them.
    assert head == ("Hạng" if scheme == "vn34" else "Hạng (tự tính)")
    assert list(table[head].astype(int)) == sorted(table[head].astype(int))


def test_a_region_lists_its_provinces_with_their_ranks_in_the_country() -> None:
    country = visit("ranking", "indicator=dti_score&period=2024&scheme=vn34").dataframe[0].value
    region = visit("ranking", "indicator=dti_score&period=2024&scheme=vn34&region=DBSH")
    listed = region.dataframe[0].value
    assert 0 < len(listed) < len(country)
    assert set(map(tuple, listed.to_numpy())) <= set(map(tuple, country.to_numpy()))


def test_per_head_changes_unit_and_values() -> None:
    at = visit("ranking", "indicator=bts_stations&period=2020")
    absolute = at.dataframe[0].value
    unbroken(at.toggle(key="choose-per").set_value(True).run())
    assert address(at)["per"] == "1"
    per_head = as_read(at.dataframe[0])
    assert "10.000 dân" in at.caption[0].value
    assert [c for c in per_head.columns if "10.000 dân" in c]
    assert not [c for c in absolute.columns if "10.000 dân" in c]
    thousands = next(
        float(r["value"])
        for r in rows("population_area")
        if (r["indicator"], r["area"], r["period"]) == ("population_average", "vn63:72", "2020")
    )
    wanted = f"{1699 / (thousands * 1000) * 10_000:.2f}".replace(".", ",")
    assert list(per_head.filter(like="10.000 dân").iloc[:, 0]) == [wanted]


@pytest.mark.parametrize("mine", ["vn34:24", "vn34:01", "vn34:12"])
def test_my_province_is_named_in_the_title_with_its_rank(mine: str) -> None:
    from kpi.ui.data import catalogue

    place = ranked("dti_score", "2024", "vn34").index(mine) + 1
    at = visit("ranking", f"indicator=dti_score&period=2024&scheme=vn34&mine={mine}")
    title = at.title[0].value
    assert title.startswith(f"{catalogue().area(mine).name_vi} xếp {place}/34 về ")
    assert "bậc" not in title  # the method changed in 2024


@pytest.mark.parametrize("mine", ["vn34:24", "vn34:01", "vn34:12"])
def test_my_province_is_named_with_its_move_within_one_method(mine: str) -> None:
    from kpi.ui.data import catalogue

    before, now = (ranked("dti_score", year, "vn63") for year in ("2022", "2023"))
    title = visit("ranking", f"indicator=dti_score&period=2023&scheme=vn63&mine={mine}")
    named = catalogue().area(mine).name_vi
    (old,) = [a.key for a in catalogue().areas_of("vn63") if a.name_vi == named]
    moved = before.index(old) - now.index(old)
    word = {1: f"tăng {moved}", 0: "giữ nguyên", -1: f"giảm {-moved}"}[(moved > 0) - (moved < 0)]
    said = title.title[0].value
    former = "" if mine != "vn34:24" else " (cũ)"
    assert said.startswith(f"{named}{former} xếp {now.index(old) + 1}/63 (tự tính) ")
    assert said.endswith(f", {word} bậc so với 2022")


def test_my_province_without_a_figure_is_not_named_as_if_it_had_one() -> None:
    at = visit("ranking", "indicator=bts_stations&period=2020&mine=vn34:24")
    assert "Bắc Ninh" not in at.title[0].value
    (missing,) = [e for e in at.expander if e.label.startswith("Chưa có số liệu")]
    assert "Bắc Ninh" in missing.caption[0].value


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("overview", ""),
        ("ranking", "indicator=dti_score&period=2024&scheme=vn34"),
        ("trend", ""),
        ("profile", ""),
    ],
)
def test_choosing_my_province_puts_its_name_into_the_title(page: str, asked: str) -> None:
    at = visit(page, asked)
    unbroken(at.selectbox(key="choose-mine").select("vn34:24").run())
    assert "Bắc Ninh" in at.title[0].value
    assert address(at)["mine"] == "vn34:24"


@pytest.mark.parametrize("page", ["ranking", "targets", "trend", "profile", "methods"])
def test_my_province_follows_through_the_menu(page: str) -> None:
    at = visit("overview", "mine=vn34:24")
    # The menu opens a page at its bare address.
    at.query_params.clear()
    unbroken(at.switch_page(f"../../pages/{page}.py").run())
    assert address(at) == {"mine": "vn34:24"}
    assert at.selectbox(key="choose-mine").value == "vn34:24"


def test_forgetting_my_province_is_remembered() -> None:
    at = visit("ranking", "mine=vn34:24")
    unbroken(at.selectbox(key="choose-mine").select("").run())
    at.query_params.clear()
    unbroken(at.switch_page("../../pages/profile.py").run())
    assert address(at) == {}


def test_chosen_provinces_of_a_trend_are_the_lines_and_the_address() -> None:
    at = visit("trend", "indicator=dti_score&areas=vn63:27")
    unbroken(at.multiselect(key="choose-areas").select("vn63:72").run())
    assert address(at)["areas"] == "vn63:27,vn63:72"
    assert {n.split(" (")[0] for n in at.dataframe[0].value["Tỉnh"]} == {"Bắc Ninh", "Tây Ninh"}


def test_no_more_than_six_provinces_of_an_address_are_taken() -> None:
    keys = [f"vn63:{code}" for code in ("01", "27", "72", "79", "48", "92", "31", "46")]
    at = visit("trend", f"indicator=dti_score&areas={','.join(keys)}")
    assert at.multiselect(key="choose-areas").value == keys[:6]


def test_a_profile_lists_every_indicator_its_province_reported() -> None:
    at = visit("profile", "area=vn63:72")
    listed = {name for table in at.dataframe for name in table.value["Chỉ tiêu"]}
    listed |= {unescape(n) for n in re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', html(at))}
    from kpi.ui.data import catalogue

    told = {
        catalogue().indicator(r["indicator"]).name_vi
        for name in ("reported", "dti", "digital_access", "egov_ict", "admin_units")
        for r in rows(name)
        if r["area"] == "vn63:72" and not catalogue().indicator(r["indicator"]).base
    }
    assert listed == told


@pytest.mark.parametrize("region", ["", "DNB"])
def test_coverage_counts_the_provinces_of_the_region_shown(region: str) -> None:
    from kpi.ui.data import catalogue

    at = visit("ranking", f"indicator=bts_stations&period=2020&scheme=vn63&region={region or 'x'}")
    count = len(catalogue().areas_of("vn63", region))
    assert [m for m in at.markdown if f"1/{count} tỉnh có số liệu" in m.value]


def test_the_periods_offered_are_those_with_figures_newest_first() -> None:
    at = visit("ranking", "indicator=community_digital_teams")
    shown = at.selectbox(key="choose-period").options
    years = {
        Period.of(r["period"]).year
        for r in rows("reported")
        if (r["indicator"], r["status"]) == ("community_digital_teams", "actual")
    }
    assert [int(text.split(" ")[0]) for text in shown] == sorted(years, reverse=True)
