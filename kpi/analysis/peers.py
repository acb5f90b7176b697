"""Which provinces one is fairly compared with, and where it stands among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from kpi.analysis.ranking import Ranking
from kpi.analysis.restate import standing
from kpi.catalogue import POPULATION, Catalogue
from kpi.model import Area, Period, Scheme
from kpi.store import Store

Kind = Literal["region", "size", "merged", "own"]
"""region: of one socio-economic region. size: nearest by population. merged: see `merged_with`.
own: a list of the reader's."""
KINDS: tuple[Kind, ...] = ("region", "size", "merged", "own")
NEAREST = 8
"""So many provinces nearest by population are compared with."""
_LEAST = 3


@dataclass(frozen=True)
class Group:
    """A province and those it is compared with, all of one scheme.

    `areas` begins with `area` itself. `heads` is the population of each area of a group by size
    in `heads_in`, the year it is told for; empty and None for every other kind.
    """

    kind: Kind
    area: str
    areas: tuple[str, ...]
    heads: dict[str, float]
    heads_in: int | None = None


def peer_group(
    store: Store,
    catalogue: Catalogue,
    area_key: str,
    kind: Kind,
    *,
    year: int,
    own: Sequence[str] = (),
) -> Group:
    """The peers of a province; NotFoundError for a wrong key.

    Args:
        store: for the population.
        catalogue: for regions and mergers.
        area_key: the province.
        kind: of group.
        year: whose population counts; of a year without one, the latest year before it with one.
        own: the reader's list; areas of another scheme are left out.
    """
    area = catalogue.area(area_key)
    heads: dict[str, float] = {}
    told: int | None = None
    if kind == "region":
        peers = [a.key for a in catalogue.areas_of(area.scheme, area.region)]
    elif kind == "size":
        heads, told = _heads(store, catalogue, area, year)
        peers = _nearest(heads, area.key)
    elif kind == "merged":
        peers = merged_with(catalogue, area)
    else:
        peers = [key for key in own if catalogue.area(key).scheme == area.scheme]
    areas = tuple(dict.fromkeys((area.key, *peers)))
    shown = {key: heads[key] for key in areas if key in heads}
    return Group(kind, area.key, areas, shown, told)


def merged_with(catalogue: Catalogue, area: Area) -> list[str]:
    """Of one of the 63: those that became one province with it in 2025.

    Of one of the 34: those with the same fate, that is all that were merged of several, or all
    that were left as they were.
    """
    if area.scheme == "vn63":
        return list(catalogue.area(catalogue.successors[area.key]).predecessors)
    several = len(area.predecessors) > 1
    return [a.key for a in catalogue.areas_of("vn34") if (len(a.predecessors) > 1) == several]


def _heads(
    store: Store, catalogue: Catalogue, area: Area, year: int
) -> tuple[dict[str, float], int | None]:
    """Area → population of one year in one scheme, and the year; nothing when it is unknown."""
    figures = store.figures(POPULATION)
    years = sorted({end.year for end in figures["period_end"] if end.year <= year}, reverse=True)
    for one in years:
        heads = _heads_in(store, catalogue, area.scheme, one)
        if area.key in heads:
            return heads, one
    return {}, None


def _heads_in(store: Store, catalogue: Catalogue, scheme: Scheme, year: int) -> dict[str, float]:
    base = catalogue.indicator(POPULATION)
    found = standing(store, catalogue, base, Period.of(str(year)), scheme).figures
    return {str(row.area): float(row.value) for row in found.itertuples()}


def _nearest(heads: dict[str, float], area: str) -> list[str]:
    if area not in heads:
        return []
    others = [key for key in heads if key != area]
    return sorted(others, key=lambda key: (abs(heads[key] - heads[area]), key))[:NEAREST]


@dataclass(frozen=True)
class Among:
    """A ranking cut down to a group.

    `rows` are those of `Ranking.rows` that belong to the group, and `place` (int64): the place
    within the group, ties sharing the better one. Places mean something only where the country
    is ranked (`ranking.ranks`); with less than eight provinces nobody is. `median` is the middle
    of the plausible figures of the group, None below three. `without` have no figure.
    """

    group: Group
    ranking: Ranking
    rows: pd.DataFrame
    median: float | None
    without: tuple[str, ...]

    @property
    def own(self) -> pd.Series | None:
        """The row of the province itself, None when it has no figure."""
        found = self.rows[self.rows["area"] == self.group.area]
        return None if found.empty else found.iloc[0]

    @property
    def ranked(self) -> bool:
        """Whether places are told: the country is ranked, and there is somebody to stand among."""
        return self.ranking.ranks != "none" and len(self.rows) >= _LEAST

    def tied(self, place: int) -> bool:
        """Whether several of the group share a place."""
        return bool((self.rows["place"] == place).sum() > 1)


def among(ranking: Ranking, group: Group) -> Among:
    """Where the areas of a group stand among each other, by the ranks of the country."""
    rows = ranking.rows[ranking.rows["area"].isin(group.areas)].reset_index(drop=True)
    rows = rows.assign(place=rows["rank"].rank(method="min").astype("int64"))
    plausible = rows.loc[~rows["flagged"].astype(bool), "value"]
    have = set(rows["area"])
    return Among(
        group=group,
        ranking=ranking,
        rows=rows,
        median=float(plausible.median()) if len(plausible) >= _LEAST else None,
        without=tuple(key for key in group.areas if key not in have),
    )
