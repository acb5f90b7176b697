"""Which areas lead on one indicator in one period, and for how many a figure exists at all."""

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from kpi.analysis.coverage import period_choices
from kpi.analysis.restate import Partial, Row, standing
from kpi.catalogue import POPULATION, Catalogue
from kpi.model import Indicator, ObsStatus, Period, Region, Scheme, Target, scheme_in_force
from kpi.store import Store

PER_CAPITA = 10_000
"""Per-capita values are per this many inhabitants."""
FEW = 8
"""With fewer areas than this the figures are named, and nobody is ranked or leads."""

RanksTold = Literal["printed", "counted", "none"]
"""Ranks as a document prints them; our own counting; none among a few figures or promises."""


@dataclass(frozen=True)
class Ranking:
    """The answer: ranked figures, and everything needed to judge them.

    `rows` has the columns of `restate.Standing.figures`, best first, and
    rank (int64; ties share the better rank and the next is skipped, "1224", as DTI does; of
    an indicator that is itself a rank, the printed one), computed (bool; a rank we made from
    published scores, not a printed one).
    Ranks are those among all areas of the scheme: `ranked` of `size` have a figure, whatever
    `region` is listed; `printed` says that a document prints them so, all others are our own
    counting. `nation` is the row of the
    country's own figure, None without one. `expected` counts the areas asked for, `missing`
    are those without a figure, among them `partial` (not all predecessors reported) and
    `uncombinable` (no rule may combine them); `without_base` are left out for want of the
    year's population. `median` is that of the whole scheme even when only one region is
    listed, without implausible figures, and None below three figures. `earlier` has the columns
    of `rows` with rank 0: figures of years before of areas among `missing`, where a reader asks for
    them (`kpi.analysis.nearest`); they are shown, and never ranked.
    """

    indicator: Indicator
    period: Period
    scheme: Scheme
    status: ObsStatus
    per_capita: bool
    region: str
    rows: pd.DataFrame
    ranked: int
    size: int
    printed: bool
    nation: Row | None
    expected: int
    missing: tuple[str, ...]
    without_base: tuple[str, ...]
    partial: tuple[Partial, ...]
    uncombinable: tuple[str, ...]
    median: float | None
    targets: tuple[Target, ...]
    earlier: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def shown(self) -> pd.DataFrame:
        """What is drawn and listed: `rows`, and below them `earlier`."""
        if self.earlier.empty:
            return self.rows
        some = [rows for rows in (self.rows, self.earlier) if not rows.empty]
        return pd.concat(some, ignore_index=True)

    def is_earlier(self, area: str) -> bool:
        """Whether an area is shown with a figure of a year before."""
        return not self.earlier.empty and bool((self.earlier["area"] == area).any())

    @property
    def coverage(self) -> tuple[int, int]:
        """How many areas have a figure, of how many."""
        return len(self.rows), self.expected

    @property
    def comparable(self) -> bool:
        """Whether so many areas have a result that a rank says something."""
        return self.ranked >= FEW and self.status == "actual"

    @property
    def ranks(self) -> RanksTold:
        """Whether ranks are told at all, and whose they are."""
        itself = self.indicator.kind == "rank" and self.status == "actual"
        if not (itself or self.comparable):
            return "none"
        return "printed" if self.printed else "counted"

    def place(self, area: str) -> pd.Series | None:
        """The row of one area, None when it has no figure."""
        found = self.rows[self.rows["area"] == area]
        return None if found.empty else found.iloc[0]

    def tied(self, rank: int) -> int:
        """How many of the listed areas share a rank."""
        return int((self.rows["rank"] == rank).sum())

    def above(self, area: str) -> pd.Series | None:
        """The row of the area that is next to overtake; None for the first.

        An implausible figure is nobody to overtake.
        """
        better = self._others(area, -1)
        return None if better.empty else better.iloc[-1]

    def below(self, area: str) -> pd.Series | None:
        """The row of the area that comes next behind; None for the last."""
        worse = self._others(area, 1)
        return None if worse.empty else worse.iloc[0]

    def _others(self, area: str, side: int) -> pd.DataFrame:
        own = self.place(area)
        if own is None:
            return self.rows.iloc[:0]
        apart = (self.rows["rank"] - own["rank"]) * side > 0
        return self.rows[apart & ~self.rows["flagged"].astype(bool)]


def choose_scheme(
    store: Store, catalogue: Catalogue, indicator: Indicator, period: Period, status: ObsStatus
) -> Scheme:
    """The scheme figures of a period were reported in.

    That is the one in force on its last day, unless a larger share of the other's areas has
    a figure (the statistics office still publishes 2025 for the 63).
    """
    in_force = scheme_in_force(period.end)
    figures = store.standing(indicator.id, period, status, exactly=indicator.measure == "flow")
    shares: dict[Scheme, float] = {
        scheme: (figures["scheme"] == scheme).sum() / len(catalogue.areas_of(scheme))
        for scheme in ("vn63", "vn34")
    }
    other: Scheme = "vn34" if in_force == "vn63" else "vn63"
    return other if shares[other] > shares[in_force] else in_force


def rank_areas(
    store: Store,
    catalogue: Catalogue,
    indicator_id: str,
    period: Period,
    *,
    scheme: Scheme | None = None,
    status: ObsStatus = "actual",
    region: str = "",
    per_capita: bool = False,
) -> Ranking:
    """Rank the areas of a scheme (the reported one when None); NotFoundError for a wrong id.

    With `region` the list is that region's, the ranks stay the country's.
    """
    indicator = catalogue.indicator(indicator_id)
    scheme = scheme or choose_scheme(store, catalogue, indicator, period, status)
    stood = standing(store, catalogue, indicator, period, scheme, status)
    figures = stood.figures.assign(computed=False)
    if indicator.rank_of and status == "actual":
        figures = _with_computed_ranks(store, catalogue, indicator, period, scheme, figures)
    without_base: tuple[str, ...] = ()
    per_capita = per_capita and indicator.per_capita
    if per_capita:
        figures, without_base = _per_head(store, catalogue, figures, scheme)
    rows = figures.assign(rank=_ranks(indicator, figures["value"])).sort_values(
        ["rank", "area"], ignore_index=True
    )
    keys = [a.key for a in catalogue.areas_of(scheme, region)]
    have = set(rows["area"])
    return Ranking(
        indicator=indicator,
        period=period,
        scheme=scheme,
        status=status,
        per_capita=per_capita,
        region=region,
        rows=rows[rows["area"].isin(keys)].reset_index(drop=True),
        ranked=len(rows),
        size=len(catalogue.areas_of(scheme)),
        printed=not per_capita
        and status == "actual"
        and _is_printed(store, catalogue, indicator, period, rows),
        nation=None if per_capita else stood.nation,
        expected=len(keys),
        missing=tuple(k for k in keys if k not in have and k not in without_base),
        without_base=tuple(k for k in keys if k in without_base),
        partial=tuple(p for p in stood.partial if p.area in keys),
        uncombinable=tuple(k for k in stood.uncombinable if k in keys),
        median=_median(rows),
        targets=() if per_capita else catalogue.targets_of(indicator.id),
    )


def _ranks(indicator: Indicator, values: pd.Series) -> pd.Series:
    if indicator.kind == "rank":  # a rank among the few ranks we know would be another number
        return values.round().astype("int64")
    ascending = indicator.direction == "lower"
    return values.rank(method="min", ascending=ascending).astype("int64")


def _is_printed(
    store: Store, catalogue: Catalogue, indicator: Indicator, period: Period, rows: pd.DataFrame
) -> bool:
    """Whether a document prints every rank, and each is the one that follows from the values."""
    if rows.empty or rows["computed"].any():
        return False
    if indicator.kind == "rank":
        return True
    orders = next((i for i in catalogue.indicators.values() if i.rank_of == indicator.id), None)
    if orders is None:
        return False
    told = store.standing(orders.id, period, "actual", exactly=orders.measure == "flow")
    printed = told.set_index("area")["value"].reindex(rows["area"])
    return bool((printed.to_numpy() == rows["rank"].to_numpy()).all())


def _median(rows: pd.DataFrame) -> float | None:
    """The middle of at least three plausible figures; a misprint must not move it."""
    plausible = rows.loc[~rows["flagged"].astype(bool), "value"]
    return float(plausible.median()) if len(plausible) >= 3 else None


def place_in_region(
    ranking: Ranking, catalogue: Catalogue, area: str
) -> tuple[int, int, Region] | None:
    """The place of an area among those of its region that have a figure, how many, the region.

    None when the ranking lists another region, or the area has no figure.
    """
    own, code = ranking.place(area), catalogue.area(area).region
    if own is None or ranking.region not in ("", code):
        return None
    inside = ranking.rows[
        ranking.rows["area"].isin([a.key for a in catalogue.areas_of(ranking.scheme, code)])
    ]
    region = next(r for r in catalogue.regions_of(ranking.scheme) if r.code == code)
    return int((inside["rank"] < own["rank"]).sum()) + 1, len(inside), region


@dataclass(frozen=True)
class Moves:
    """Places each area moved up from `before` to `now` (`places` by area; negative: down).

    `broken` says that the series breaks between the two years, so that a move tells of the
    method as much as of the area; it must be said wherever the move is.
    """

    before: Ranking
    now: Ranking
    places: pd.Series
    broken: bool

    def of(self, area: str) -> int | None:
        """The places one area moved up, None when it was not ranked."""
        return int(self.places[area]) if area in self.places.index else None


def previous_year(store: Store, catalogue: Catalogue, ranking: Ranking) -> Moves | None:
    """How the ranks changed since the year before.

    None unless both years are complete: a rank among 20 of 63 moves with every report that
    arrives, not with the provinces. Of a region's ranking both answers are the country's.
    """
    if ranking.period.kind != "year":
        return None
    before, now = (
        rank_areas(
            store,
            catalogue,
            ranking.indicator.id,
            Period.of(str(year)),
            scheme=ranking.scheme,
            status=ranking.status,
            per_capita=ranking.per_capita,
        )
        for year in (ranking.period.year - 1, ranking.period.year)
    )
    if len(before.rows) < before.expected or len(now.rows) < now.expected:
        return None
    ranks = now.rows.set_index("area")["rank"]
    return Moves(
        before=before,
        now=now,
        places=before.rows.set_index("area")["rank"].reindex(ranks.index) - ranks,
        broken=any(
            before.period.end < b.on <= ranking.period.end for b in ranking.indicator.breaks
        ),
    )


def last_moves(store: Store, catalogue: Catalogue, indicator: Indicator) -> Moves | None:
    """How the ranks changed between the last two years that may be compared, None without such.

    Of the boundaries those that the later year was reported in.
    """
    years = [c.period for c in period_choices(store, indicator) if c.period.kind == "year"]
    for year in sorted(years, key=lambda p: p.year, reverse=True):
        scheme = choose_scheme(store, catalogue, indicator, year, "actual")
        ranking = rank_areas(store, catalogue, indicator.id, year, scheme=scheme)
        if ranking.ranked < ranking.size:
            continue
        moves = previous_year(store, catalogue, ranking)
        if moves is not None and not moves.broken:
            return moves
    return None


def _with_computed_ranks(
    store: Store,
    catalogue: Catalogue,
    indicator: Indicator,
    period: Period,
    scheme: Scheme,
    figures: pd.DataFrame,
) -> pd.DataFrame:
    """Ranks that follow from a complete set of published scores, where no rank was read."""
    score = catalogue.indicator(indicator.rank_of)
    scores = standing(store, catalogue, score, period, scheme).figures
    if len(scores) < len(catalogue.areas_of(scheme)) or scores["parts"].map(bool).any():
        return figures
    ranks = scores["value"].rank(method="min", ascending=False)
    made = scores.assign(value=ranks, computed=True, as_written="", told=1, disputed=False)
    made = made[~made["area"].isin(figures["area"])]
    return pd.concat([f for f in (figures, made) if not f.empty] or [figures], ignore_index=True)


def _per_head(
    store: Store, catalogue: Catalogue, figures: pd.DataFrame, scheme: Scheme
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Values per 10 000 people of the same boundaries and year; areas whose base is unknown."""
    base = catalogue.indicator(POPULATION)
    heads = {
        (row.area, year): row.value
        for year in sorted({end.year for end in figures["period_end"]})
        for row in standing(
            store, catalogue, base, Period.of(str(year)), scheme
        ).figures.itertuples()
    }
    found = pd.Series(
        [heads.get((r.area, r.period_end.year)) for r in figures.itertuples()],
        index=figures.index,
        dtype="float64",
    )
    divided = figures.assign(value=figures["value"] / found * PER_CAPITA)
    return divided[found.notna()], tuple(figures.loc[found.isna(), "area"])
