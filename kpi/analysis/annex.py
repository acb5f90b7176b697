"""The annex of figures of one province and period, as staff write it into their reports.

A row sets the result of the period beside that of the same period a year before and the plan
of the year. What cannot be compared fairly is not compared: see `Compared`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from kpi.analysis.restate import Row, Standing, rows_of, standing
from kpi.catalogue import Catalogue
from kpi.model import Area, Indicator, ObsStatus, Period
from kpi.store import Store

_DONE: tuple[ObsStatus, ...] = ("actual", "estimate")

# Of a frame without rows those that pages look at.
_COLUMNS = (
    *("obs_id", "area", "indicator", "period", "period_end", "obs_status", "value", "qualifier"),
    *("flagged", "disputed", "source_title", "publisher", "published_on", "url", "parts"),
)

Reason = Literal["none", "partial", "uncombinable"]
"""Why a result is absent: nobody told it, some predecessors did, no rule combines them."""


@dataclass(frozen=True)
class Compared:
    """A result beside another value, as a share of it or as a difference.

    Counts and money are told as percent of the other value (100 is as much). Rates, scores and
    ranks are told as `points`, the difference in their own unit: a percentage of percentages
    misleads. `firm` says that neither value is hedged.
    """

    kind: Literal["percent", "points"]
    value: float
    firm: bool


@dataclass(frozen=True)
class AnnexRow:
    """One indicator of the annex; rows are of the store's columns, with `parts`.

    `now` is the result of the period, or the estimate where there is no result: its
    `obs_status` tells which. `before` is the result of the same period a year before; `plan` and
    `target` are those of the year. `absent` says why `now` is None, with
    `have` of `of` predecessors. `broken` is the day from which the series does not continue
    what it was a year before; then nothing is compared with it.
    """

    indicator: Indicator
    now: Row | None
    before: Row | None
    plan: Row | None
    target: Row | None
    absent: Reason | None = None
    have: int = 0
    of: int = 0
    broken: date | None = None

    @property
    def against_before(self) -> Compared | None:
        """The result beside that of a year before; None without one, or across a break."""
        return None if self.broken else _compared(self.indicator, self.now, self.before)

    @property
    def against_plan(self) -> Compared | None:
        """The result beside the year's plan, or its target where there is no plan."""
        return _compared(self.indicator, self.now, self.plan or self.target)


@dataclass(frozen=True)
class Annex:
    """The rows of an area and period, in the order of the indicators asked for."""

    area: Area
    period: Period
    rows: tuple[AnnexRow, ...]

    @property
    def told(self) -> int:
        """How many of the indicators have a result or an estimate."""
        return sum(row.now is not None for row in self.rows)

    @property
    def has_estimates(self) -> bool:
        """Whether some indicator has an estimate only."""
        return any(r.now is not None and r.now["obs_status"] == "estimate" for r in self.rows)

    @property
    def has_targets(self) -> bool:
        """Whether some indicator has a target of the year."""
        return any(row.target is not None for row in self.rows)


def figures_of(annex: Annex) -> pd.DataFrame:
    """Every figure of the annex, in the store's columns with `parts`; without rows, none."""
    told = [r for row in annex.rows for r in (row.now, row.before, row.plan, row.target) if r]
    return pd.DataFrame(told, columns=None if told else list(_COLUMNS))


def year_before(period: Period) -> Period:
    """The same period of the year before; of 29 February it is 28 February."""
    year, rest = period.key[:4], period.key[4:]
    earlier = f"{int(year) - 1}{rest}"
    return Period.of(earlier.replace("-02-29", "-02-28"))


def annex_periods(store: Store, catalogue: Catalogue, area: str) -> list[Period]:
    """The periods that an annex of the area can be written for, newest first.

    Those of its own or its predecessors' results and estimates, and the years they lie in;
    NotFoundError for an unknown area.
    """
    figures = store.profile([area, *catalogue.area(area).predecessors])
    shown = [n for n, i in catalogue.indicators.items() if not i.base]
    done = figures[figures["obs_status"].isin(_DONE) & figures["indicator"].isin(shown)]
    told = [Period.of(key) for key in done["period"].unique()]
    years = {str(period.year) for period in told}
    kept = {period.key for period in told if period.kind != "day"}
    return sorted((Period.of(key) for key in kept | years), reverse=True)


def newest_year(store: Store, catalogue: Catalogue, area: str) -> Period | None:
    """The newest year that the area itself has a result or an estimate of, None without one.

    A month of a flow is no figure of its year.
    """
    own = store.profile([area])
    done = own[own["obs_status"].isin(_DONE)]
    years = {
        when.year
        for name, when in zip(done["indicator"], map(Period.of, done["period"]), strict=True)
        if (indicator := catalogue.indicators.get(name)) is not None
        and not indicator.base
        and (indicator.measure == "stock" or when.kind == "year")
    }
    return Period.of(str(max(years))) if years else None


def annex_indicators(store: Store, catalogue: Catalogue, area: str, period: Period) -> list[str]:
    """The indicators with a result or an estimate of the area in the period, by pillar.

    Those with figures of its predecessors are among them, also where these make no total.
    """
    figures = store.profile([area, *catalogue.area(area).predecessors])
    within = [period.holds(Period.of(key)) for key in figures["period"]]
    done = figures[within & figures["obs_status"].isin(_DONE).to_numpy()]
    having = {
        name
        for name, key in zip(done["indicator"], done["period"], strict=True)
        if name in catalogue.indicators
        and not catalogue.indicator(name).base
        and (key == period.key or catalogue.indicator(name).measure == "stock")
    }
    return [name for name in catalogue.indicators if name in having]


def annex(
    store: Store, catalogue: Catalogue, area: str, period: Period, indicators: Sequence[str]
) -> Annex:
    """The annex of an area and period for some indicators, in their order.

    Raises:
        NotFoundError: for an unknown area or indicator.
    """
    place = catalogue.area(area)
    asked = [catalogue.indicator(name) for name in indicators]
    store.fetch(sorted({*indicators, *_parts_of(asked)}))
    before, year = year_before(period), Period.of(str(period.year))

    def stood(indicator: Indicator, when: Period, status: ObsStatus) -> Standing:
        return standing(
            store, catalogue, indicator, when, place.scheme, status, only={place.key}
        )  # fmt: skip

    return Annex(
        place, period, tuple(_row(i, place, period, before, year, stood) for i in asked)
    )  # fmt: skip


def _parts_of(indicators: Sequence[Indicator]) -> set[str]:
    rules = [i.roll_up for i in indicators if i.roll_up.rule == "ratio"]
    return {name for rule in rules for name in (rule.numerator, rule.denominator)}


def _row(
    indicator: Indicator,
    place: Area,
    period: Period,
    before: Period,
    year: Period,
    stood: Callable[[Indicator, Period, ObsStatus], Standing],
) -> AnnexRow:
    results = stood(indicator, period, "actual")
    now = _own(results, place)
    now = now or _own(stood(indicator, period, "estimate"), place)
    earlier = _own(stood(indicator, before, "actual"), place)
    partial = next((p for p in results.partial if p.area == place.key), None)
    absent: Reason | None = None
    if now is None:
        gathered = place.key in results.uncombinable
        absent = "partial" if partial else "uncombinable" if gathered else "none"
    return AnnexRow(
        indicator,
        now,
        earlier,
        _own(stood(indicator, year, "plan"), place),
        _own(stood(indicator, year, "target"), place),
        absent,
        have=len(partial.have) if partial and absent == "partial" else 0,
        of=len(partial.of) if partial and absent == "partial" else 0,
        broken=_break_between(indicator, earlier, now),
    )


def _own(found: Standing, place: Area) -> Row | None:
    figures = found.figures
    return next(iter(rows_of(figures[figures["area"] == place.key])), None)


def _break_between(indicator: Indicator, earlier: Row | None, now: Row | None) -> date | None:
    if earlier is None or now is None:
        return None
    first, last = earlier["period_end"].date(), now["period_end"].date()
    return next((b.on for b in indicator.breaks if first < b.on <= last), None)


def _compared(indicator: Indicator, now: Row | None, other: Row | None) -> Compared | None:
    if now is None or other is None or indicator.kind == "milestone":
        return None
    firm = now["qualifier"] == other["qualifier"] == "exact"
    value, base = float(now["value"]), float(other["value"])
    if indicator.kind not in ("count", "money"):
        return Compared("points", value - base, firm)
    return Compared("percent", 100 * value / base, firm) if base else None
