"""Everything known of one area: each indicator's latest figure, its rank, its past, its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from kpi.analysis.ranking import Ranking, rank_areas
from kpi.analysis.restate import Row, rows_of, standing
from kpi.catalogue import Catalogue
from kpi.model import Area, Indicator, Period
from kpi.store import Store


@dataclass(frozen=True)
class Profile:
    """What an area's figures say.

    `latest` has one row an indicator with a result: the store's columns, `parts`,
    rank (Int64, missing where nobody else has a figure), ranked (int64, how many areas
    have a figure then), size (int64, of how many), tied (int64, how many share the rank),
    before (float64, the figure of the year before, NaN when there is none or a break lies
    between) and history: the latest run of years without a gap or a break, as a tuple of
    (year, value), oldest first. `promised` holds estimates, targets and plans, newest first.
    `former` has the latest result of each predecessor, in the store's columns, for the
    indicators that the area itself has none of. `rankings` tells by indicator among whom
    its figure stands, or its predecessors' figures do. `merged` has the latest result of each
    predecessor for every indicator, in the store's columns; empty unless several were merged.
    """

    area: Area
    latest: pd.DataFrame
    promised: pd.DataFrame
    former: pd.DataFrame
    rankings: Mapping[str, Ranking]
    merged: pd.DataFrame

    def own(self, indicator_id: str) -> Row | None:
        """The row of `latest` of an indicator, None without a result."""
        found = rows_of(self.latest[self.latest["indicator"] == indicator_id])
        return found[0] if found else None

    def predecessors(self, indicator_id: str) -> list[Row]:
        """The rows of `former` of an indicator."""
        return rows_of(self.former[self.former["indicator"] == indicator_id])


def profile(store: Store, catalogue: Catalogue, key: str) -> Profile:
    """The profile of an area; NotFoundError for an unknown key.

    An area of the 34 also shows what follows from its predecessors by the roll-up rules.
    """
    area = catalogue.area(key)
    own = store.profile([key])
    store.fetch(sorted({*own["indicator"], *store.profile(area.predecessors)["indicator"]}))
    shown = [i.id for i in catalogue.indicators.values() if not i.base]
    own = own[own["indicator"].isin(shown)]
    own = own.assign(parts=[()] * len(own))
    actual = own[own["obs_status"] == "actual"]
    rolled = _from_predecessors(store, catalogue, area, actual)
    everything = pd.concat([f for f in (actual, rolled) if not f.empty] or [actual])
    everything = everything.sort_values("period_end", kind="stable")
    rankings: dict[str, Ranking] = {}
    rows = []
    for name, figures in everything.groupby("indicator", sort=False):
        row, rankings[name] = _latest(store, catalogue, catalogue.indicator(name), figures)
        rows.append(row)
    order = {name: place for place, name in enumerate(shown)}
    rows.sort(key=lambda row: order[str(row["indicator"])])
    latest = pd.DataFrame(
        rows, columns=[*everything.columns, "rank", "ranked", "size", "tied", "before", "history"]
    )
    former = _of_predecessors(store, area, {*shown} - {*latest["indicator"]})
    for name, figures in former.groupby("indicator"):
        asked = _asked(catalogue.indicator(name), Period.of(figures.iloc[-1]["period"]))
        rankings[name] = rank_areas(store, catalogue, name, asked, scheme="vn63")
    return Profile(
        area=area,
        latest=latest.astype(
            {
                "rank": "Int64",
                "ranked": "int64",
                "size": "int64",
                "tied": "int64",
                "before": "float64",
            }
        ),
        promised=own[own["obs_status"] != "actual"]
        .sort_values(["period_end", "indicator"], ascending=[False, True])
        .reset_index(drop=True),
        former=former,
        merged=_of_predecessors(store, area, shown if len(area.predecessors) > 1 else ()),
        rankings=rankings,
    )


def predecessors_reporting(profile: Profile, indicator_id: str) -> tuple[int, int]:
    """How many predecessors have a result of the latest year that one has, and that year."""
    rows = profile.merged[profile.merged["indicator"] == indicator_id]
    years = rows["period_end"].dt.year
    return int((years == years.max()).sum()), int(years.max())


def _of_predecessors(store: Store, area: Area, wanted: Iterable[str]) -> pd.DataFrame:
    """The latest result of each former province, oldest first; ranks say nothing of today's."""
    older = store.profile(area.predecessors if area.scheme == "vn34" else ())
    older = older[(older["obs_status"] == "actual") & older["indicator"].isin(list(wanted))]
    latest = older.drop_duplicates(["area", "indicator"], keep="last")
    return latest.sort_values("period_end", kind="stable", ignore_index=True)


def _from_predecessors(
    store: Store, catalogue: Catalogue, area: Area, own: pd.DataFrame
) -> pd.DataFrame:
    """Rolled-up results of the years that the area itself has none for."""
    older = store.profile(area.predecessors)
    older = older[older["obs_status"] == "actual"]
    wanted = {
        (name, end.year)
        for name, end in zip(older["indicator"], older["period_end"], strict=True)
        if name in catalogue.indicators and not catalogue.indicator(name).base
    } - {(name, end.year) for name, end in zip(own["indicator"], own["period_end"], strict=True)}
    found = []
    for name, year in sorted(wanted):
        figures = standing(
            store,
            catalogue,
            catalogue.indicator(name),
            Period.of(str(year)),
            "vn34",
            only={area.key},
        ).figures
        mine = figures[(figures["area"] == area.key) & figures["parts"].map(bool)]
        if not mine.empty:
            found.append(mine)
    return pd.concat(found) if found else own.iloc[:0]


def _latest(
    store: Store, catalogue: Catalogue, indicator: Indicator, figures: pd.DataFrame
) -> tuple[Row, Ranking]:
    row = figures.iloc[-1]
    asked = _asked(indicator, Period.of(row["period"]))
    ranking, place = _rank(store, catalogue, indicator, asked, row)
    by_year = {
        end.year: (end.date(), value)
        for period, end, value in zip(
            figures["period"], figures["period_end"], figures["value"], strict=True
        )
        if indicator.measure == "stock" or Period.of(period).kind == "year"
    }
    run = _latest_run(by_year, [b.on for b in indicator.breaks])
    before = run[-2][1] if len(run) > 1 else None
    return {
        **row.to_dict(),
        # The ranking knows what other periods say of that day.
        "disputed": bool(row["disputed"] if place is None else place["disputed"]),
        "rank": None if place is None or ranking.ranked < 2 else int(place["rank"]),
        "ranked": ranking.ranked,
        "size": ranking.size,
        "tied": 0 if place is None else ranking.tied(place["rank"]),
        "before": before if asked.kind == "year" else None,
        "history": run,
    }, ranking


def _asked(indicator: Indicator, period: Period) -> Period:
    """The period to compare in: a stock's latest day stands for its year."""
    return Period.of(str(period.year)) if indicator.measure == "stock" else period


def _rank(
    store: Store, catalogue: Catalogue, indicator: Indicator, asked: Period, row: pd.Series
) -> tuple[Ranking, pd.Series | None]:
    """Where a figure stands in the scheme it was told in.

    One of the 63 that lives on unchanged was one of 63 then; among the few that the merger
    left alone its rank would say nothing.
    """
    parts = row["parts"]
    if len(parts) == 1:
        ranking = rank_areas(store, catalogue, indicator.id, asked, scheme="vn63")
        return ranking, ranking.place(catalogue.area(row["area"]).predecessors[0])
    ranking = rank_areas(store, catalogue, indicator.id, asked, scheme=row["scheme"])
    return ranking, ranking.place(row["area"])


def _latest_run(
    by_year: dict[int, tuple[date, float]], breaks: list[date]
) -> tuple[tuple[int, float], ...]:
    """The years up to the last that follow each other, from the last break on."""
    run: list[tuple[int, float]] = []
    after = date.max
    for year in sorted(by_year, reverse=True):
        day, value = by_year[year]
        if run and (year != run[0][0] - 1 or any(day < b <= after for b in breaks)):
            break
        run.insert(0, (year, value))
        after = day
    return tuple(run)
