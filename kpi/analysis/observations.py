"""Observations as they are told, by any choice a planner makes; nothing is rolled up."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from kpi.catalogue import Catalogue
from kpi.model import ObsStatus, Scheme
from kpi.model.entries import Pillar
from kpi.store import Store
from kpi.store.selection import Flag, Selection, Sort, figures, found, whole

MOST = 100_000
"""So many figures are taken along at once."""


@dataclass(frozen=True)
class Query:
    """What is asked for; choices that are left empty leave nothing out.

    `pillars` and `indicators` both narrow, as do `scheme`, `region` (of the scheme) and `areas`.
    `period` is a key, `first` and `last` are years. Unknown ids find nothing.
    """

    indicators: tuple[str, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    areas: tuple[str, ...] = ()
    scheme: Scheme | None = None
    region: str = ""
    period: str = ""
    first: int | None = None
    last: int | None = None
    statuses: tuple[ObsStatus, ...] = ()
    source: str = ""
    flag: Flag | None = None
    every: bool = False
    sort: Sort = "newest"


@dataclass(frozen=True)
class Page:
    """Part of an answer: `figures` in the store's columns, `total` of all, `offset` before them."""

    figures: pd.DataFrame
    total: int
    offset: int


def observations(
    store: Store, catalogue: Catalogue, query: Query, *, offset: int = 0, size: int = 50
) -> Page:
    """A page of what is asked for; behind the end it is the last page that there is."""
    wanted = selected(catalogue, query)
    keys = found(store, wanted, offset=offset, limit=size)
    if keys.empty and offset:
        first = found(store, wanted, offset=0, limit=1)
        total = 0 if first.empty else int(first["total"].iloc[0])
        offset = max(0, (total - 1) // size * size)
        keys = found(store, wanted, offset=offset, limit=size)
    total = 0 if keys.empty else int(keys["total"].iloc[0])
    return Page(figures(store, wanted, keys), total, offset)


def every(store: Store, catalogue: Catalogue, query: Query, most: int = MOST) -> pd.DataFrame:
    """All that is asked for, at most so many figures, in the store's columns."""
    return whole(store, selected(catalogue, query), most=most)


def selected(catalogue: Catalogue, query: Query) -> Selection:
    """The query as the store asks it: pillars are lists of indicators, regions lists of areas.

    Indicators that the catalogue has lost are told only where nothing narrows them.
    """
    return Selection(
        indicators=_indicators(catalogue, query),
        areas=_areas(catalogue, query),
        first=query.first,
        last=query.last,
        period=query.period,
        statuses=query.statuses,
        source=query.source,
        flag=query.flag,
        every=query.every,
        sort=query.sort,
    )


def _indicators(catalogue: Catalogue, query: Query) -> tuple[str, ...] | None:
    if not query.indicators and not query.pillars:
        return None
    known = catalogue.indicators
    ids: Iterable[str] = query.indicators or known
    within = [
        i for i in ids if not query.pillars or (i in known and known[i].pillar in query.pillars)
    ]
    return tuple(dict.fromkeys(within))


def _areas(catalogue: Catalogue, query: Query) -> tuple[str, ...] | None:
    if not query.areas and query.scheme is None and not query.region:
        return None
    known = catalogue.areas
    ids: Iterable[str] = query.areas or known
    return tuple(
        key
        for key in dict.fromkeys(ids)
        if key in known
        and query.scheme in (None, known[key].scheme)
        and query.region in ("", known[key].region)
    )
