"""Over the shipped figures: every indicator opens, titles and profiles say what the ranks say."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_page_opens import ROOT, copied, using

from kpi.analysis import profile as profiles
from kpi.analysis import restate
from kpi.analysis.coverage import longest_series, period_choices
from kpi.analysis.ranking import Moves, Ranking, previous_year, rank_areas
from kpi.analysis.trend import trend
from kpi.charts.ranking import ranking_bars
from kpi.charts.trend import trend_lines
from kpi.model import OBS_STATUSES, Indicator, Lang, Period, Scheme
from kpi.ui.data import catalogue, open_store
from kpi.ui.findings import ranking_title, trend_title
from kpi.wording import former_name

SCHEMES: tuple[Scheme, ...] = ("vn63", "vn34")
# Scores, a printed rank, a lower-is-better rank, rates, a count, a milestone; well and thinly told.
SOME = (
    *("dti_score", "dti_rank", "mic_egov_level_rank", "mic_egov_level_score"),
    *("household_internet_rate", "bts_stations", "dti_infrastructure"),
    "online_service_quality_grade",
)
_PLACE = re.compile(
    r"(?:xếp|thứ|hạng|Mới có|Trong|Only|ranks|[Nn]umber|Of|:) (\d+)=?(?:/| trên | of )(\d+)"
)
_STEP = re.compile(r"(tăng|giảm|up|down) (\d+)(?: bậc| since)")


@pytest.fixture(scope="module", autouse=True)
def full(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with using(copied(built, tmp_path_factory)):
        yield
        ranked.cache_clear()
        moved.cache_clear()
        stood.cache_clear()


@pytest.fixture(params=["vi", "en"])
def lang(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Lang:
    """The language of titles that are made without a page."""
    chosen: Lang = request.param
    monkeypatch.setattr("kpi.ui.url.read", lambda name, options, default: chosen)
    return chosen


@cache
def ranked(indicator: str, period: Period, scheme: Scheme, region: str = "") -> Ranking:
    return rank_areas(open_store(), catalogue(), indicator, period, scheme=scheme, region=region)


@cache
def moved(indicator: str, period: Period, scheme: Scheme) -> Moves | None:
    return previous_year(open_store(), catalogue(), ranked(indicator, period, scheme))


@cache
def stood(indicator: str, period: Period, scheme: Scheme) -> restate.Standing:
    return restate.standing(
        open_store(), catalogue(), catalogue().indicator(indicator), period, scheme
    )


def shown() -> list[Indicator]:
    """The indicators that some province has a figure of."""
    extent = open_store().extent()
    having = set(extent.loc[extent["scheme"] != "vn", "indicator"])
    return [i for i in catalogue().indicators.values() if i.id in having and not i.base]


def impossible(title: str) -> list[str]:
    """Places of a title that lie beyond their base."""
    return [m[0] for m in _PLACE.finditer(title) if int(m[1]) > int(m[2])]


def faults(at: AppTest) -> list[str]:
    """Whatever went wrong on a page, in words."""
    found = [e.value for e in (*at.exception, *at.error)]
    if not (at.title and at.title[0].value):
        return [*found, "no title"]
    return found + impossible(at.title[0].value)


def test_every_third_indicator_opens_as_a_page() -> None:
    """A page is slow to open; that of the others is drawn without its controls, below."""
    at = AppTest.from_file(str(ROOT / "kpi" / "ui" / "frame.py"), default_timeout=30)
    at.switch_page("../../pages/ranking.py")
    found = {}
    for indicator in shown()[::3]:
        at.query_params["indicator"] = indicator.id
        at.run()
        # An address that is not understood would be answered with another indicator.
        if told := faults(at) + [i.value for i in at.info]:
            found[indicator.id] = told
        elif indicator.name_vi not in at.title[0].value:
            found[indicator.id] = [at.title[0].value]
    assert found == {}


@pytest.mark.parametrize("lang", ["vi"], indirect=True)
def test_every_indicator_has_a_ranking_to_draw(lang: Lang) -> None:
    extent = open_store().extent()
    found = {}
    for indicator in shown():
        own = (extent["indicator"] == indicator.id) & (extent["scheme"] != "vn")
        told = set(extent.loc[own, "obs_status"])
        status = next(s for s in OBS_STATUSES if s in told)
        period = period_choices(open_store(), indicator, status)[0].period
        ranking = rank_areas(open_store(), catalogue(), indicator.id, period, status=status)
        moves = previous_year(open_store(), catalogue(), ranking)
        title = ranking_title(ranking, (), moves)
        bars = ranking_bars(ranking, catalogue(), lang)
        drawn = {mark[1] for bar in bars.data for mark in bar.customdata or ()}
        whole = drawn >= set(ranking.rows["area"]) and indicator.name_vi in title
        if impossible(title) or not whole:
            found[indicator.id] = title
    assert found == {}


def test_every_indicator_opens_as_a_trend(lang: Lang) -> None:
    for indicator in shown():
        areas = longest_series(open_store(), catalogue(), indicator, 3)
        answer = trend(open_store(), catalogue(), indicator.id, areas)
        assert areas, indicator.id
        assert answer.without == ()
        name = former_name(catalogue().area(answer.areas[0]), lang)
        if "actual" in set(answer.points["obs_status"]):
            assert trend_title(answer).startswith(f"{name}: {indicator.name(lang)} ")
        lines = trend_lines(answer, catalogue(), lang, frozenset(areas[:1]))
        marks = [mark for line in lines.data for mark in line.customdata or ()]
        assert {mark[0] for mark in marks} >= set(answer.points["obs_id"]), indicator.id


def some_periods(indicator: str) -> list[Period]:
    choices = period_choices(open_store(), catalogue().indicator(indicator))
    return [choice.period for choice in choices][:2]


def step(title: str) -> int | None:
    """The places a title says its area moved up, None when it says nothing of that."""
    if "giữ nguyên bậc" in title or "unchanged since" in title:
        return 0
    found = _STEP.search(title)
    if found is None:
        return None
    return int(found[2]) if found[1] in ("tăng", "up") else -int(found[2])


def true_step(indicator: str, period: Period, scheme: Scheme, area: str) -> int | None:
    """The places an area moved up between two complete years of one series, from the ranks."""
    breaks = [b.on.year for b in catalogue().indicator(indicator).breaks]
    if period.kind != "year" or period.year in breaks:
        return None
    year_before = Period.of(str(period.year - 1))
    before, now = (ranked(indicator, p, scheme) for p in (year_before, period))
    if before.missing or now.missing:
        return None
    then, place = before.place(area), now.place(area)
    assert then is not None
    assert place is not None
    return int(then["rank"] - place["rank"])


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("indicator", SOME)
def test_a_title_says_what_the_ranks_say(indicator: str, scheme: Scheme, lang: Lang) -> None:
    printed = catalogue().indicator(indicator).kind == "rank"
    areas = catalogue().areas_of(scheme)
    for period in some_periods(indicator):
        moves = moved(indicator, period, scheme)
        for region in ("", *[r.code for r in catalogue().regions_of(scheme)]):
            ranking = ranked(indicator, period, scheme, region)
            for mine in ((), (areas[0].key,), (areas[20].key,), (areas[-1].key, areas[3].key)):
                title = ranking_title(ranking, mine, moves)
                assert impossible(title) == []
                own = [key for key in mine if ranking.place(key) is not None]
                if not own or ranking.ranked < 8:
                    assert step(title) is None, title
                    continue
                row = ranked(indicator, period, scheme).place(own[0])
                assert row is not None
                base = ranking.size if printed else ranking.ranked
                assert title.startswith(catalogue().area(own[0]).name(lang))
                (place,) = _PLACE.finditer(title) if not printed or lang == "vi" else [None]
                assert place is None or place.groups() == (str(row["rank"]), str(base)), title
                wanted = None if printed else true_step(indicator, period, scheme, own[0])
                assert step(title) == wanted, title


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_profile_repeats_what_the_ranking_says(
    scheme: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Both are asked the same for province after province; remembering changes no answer.
    monkeypatch.setattr(
        profiles, "rank_areas", lambda s, c, i, period, scheme: ranked(i, period, scheme)
    )
    monkeypatch.setattr(
        profiles, "standing", lambda s, c, i, period, scheme, only: stood(i.id, period, scheme)
    )
    wrong = []
    for area in catalogue().areas_of(scheme):
        for row in profiles.profile(open_store(), catalogue(), area.key).latest.itertuples():
            period = Period.of(row.period)
            if catalogue().indicator(row.indicator).measure == "stock":
                period = Period.of(str(period.year))
            own = ranked(row.indicator, period, scheme).place(area.key)
            ranking, place = ranked(row.indicator, period, scheme), own
            if len(row.parts) == 1:  # carried over the merger: ranked where it was told
                ranking = ranked(row.indicator, period, "vn63")
                place = ranking.place(area.predecessors[0])
            told = (row.value, row.period, None if ranking.ranked < 2 else row.rank, row.ranked)
            if own is None or place is None:
                wrong.append((area.key, row.indicator, period.key, "not ranked"))
                continue
            rank = None if ranking.ranked < 2 else int(place["rank"])
            said = (own["value"], own["period"], rank, ranking.ranked)
            if told != said or row.disputed != own["disputed"]:
                wrong.append((area.key, row.indicator, period.key, (told, said)))
    assert wrong == []
