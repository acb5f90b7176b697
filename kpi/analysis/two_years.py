"""What changed on one indicator between two periods, area by area."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from kpi.analysis.ranking import Ranking
from kpi.model import Period


@dataclass(frozen=True)
class TwoYears:
    """Figures of some areas in two periods of one indicator and scheme.

    `rows`: area (str), before, after and change (float64, in the indicator's unit), before_id
    and after_id (str), before_hollow and after_hollow (bool: an estimate or a hedged figure),
    best first by `after`. `lacking` have no figure in one of the two. `doubtful` have one of an
    unusual size, so that no change is told. `broken` says that the series breaks between the
    two: then there is no row at all.
    """

    before: Ranking
    after: Ranking
    rows: pd.DataFrame
    lacking: tuple[str, ...]
    doubtful: tuple[str, ...]
    broken: bool

    def of(self, area: str) -> pd.Series | None:
        """The row of one area, None without one."""
        found = self.rows[self.rows["area"] == area]
        return None if found.empty else found.iloc[0]

    def movers(self) -> pd.DataFrame:
        """The rows by change, the largest rise first; who did not move is in the middle."""
        return self.rows.sort_values(["change", "area"], ascending=[False, True], ignore_index=True)


def comparable_periods(periods: Collection[Period], period: Period) -> list[Period]:
    """Those of some periods that span the same part of another year, newest first."""
    same = [p for p in periods if _span(p) == _span(period) and p.year != period.year]
    return sorted(same, key=lambda p: p.year, reverse=True)


def _span(period: Period) -> tuple[str, str]:
    return period.kind, f"{period.end:%m-%d}"


def two_years(before: Ranking, after: Ranking, areas: Collection[str]) -> TwoYears:
    """Set two rankings of one indicator and scheme side by side for some areas."""
    first, last = sorted((before, after), key=lambda r: r.period.end)
    broken = any(first.period.end < b.on <= last.period.end for b in first.indicator.breaks)
    old, new = (_side(r, areas, name) for r, name in ((first, "before"), (last, "after")))
    both = new.merge(old, on="area")
    have = set(both["area"])
    doubt = both["before_flagged"] | both["after_flagged"]
    rows = both[~doubt].assign(change=both["after"] - both["before"])
    if broken:
        rows = rows.iloc[:0]
    return TwoYears(
        before=first,
        after=last,
        rows=rows.drop(columns=["before_flagged", "after_flagged"]).reset_index(drop=True),
        lacking=tuple(area for area in areas if area not in have),
        doubtful=tuple(both.loc[doubt, "area"]),
        broken=broken,
    )


def _side(ranking: Ranking, areas: Collection[str], name: str) -> pd.DataFrame:
    rows = ranking.rows[ranking.rows["area"].isin(list(areas))]
    hollow = (rows["obs_status"] == "estimate") | (rows["qualifier"] != "exact")
    return pd.DataFrame(
        {
            "area": rows["area"],
            name: rows["value"],
            f"{name}_id": rows["obs_id"],
            f"{name}_hollow": hollow,
            f"{name}_flagged": rows["flagged"].astype(bool),
        }
    )
