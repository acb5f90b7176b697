"""Which figures lie outside the range a province can have; they are flagged, never repaired."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from kpi.catalogue import Catalogue
from kpi.ingest.plausible import implausible_size
from kpi.model import Problem
from kpi.model.candidates import Candidates, Mask

Heads = Mapping[tuple[str, int], float]
"""(area key, year) → inhabitants."""


def implausible(candidates: Candidates, catalogue: Catalogue, heads: Heads) -> dict[int, Problem]:
    """By its place the doubt about a candidate's size, where there is one.

    Ranges are those of config/indicators/ and speak of one province, so the nation's
    figures are never doubted. Where the year's population is unknown only the absolute
    bounds are checked.
    """
    low, high = _outside(candidates, catalogue, heads)
    places = np.flatnonzero(low | high)
    doubted = candidates.taken(places)
    written = doubted.frame["as_written"].tolist()
    sizes = low[places].tolist()
    return {
        place: implausible_size(locator, text, small=size)
        for place, locator, text, size in zip(
            places.tolist(), doubted.locators(), written, sizes, strict=True
        )
    }


def _outside(candidates: Candidates, catalogue: Catalogue, heads: Heads) -> tuple[Mask, Mask]:
    """Figures of provinces below and above a bound of their indicator."""
    frame = candidates.frame
    coded = frame["indicator"].array
    ranges = [catalogue.indicators[indicator].plausible for indicator in coded.categories]

    def bound(name: str) -> npt.NDArray[np.float64]:
        # A bound that is not set compares as false, as does a figure per unknown heads.
        ends = np.array([getattr(bounds, name) for bounds in ranges], dtype="float64")
        found: npt.NDArray[np.float64] = ends[coded.codes]
        return found

    value = frame["value"].to_numpy()
    low, high = value < bound("low"), value > bound("high")
    if heads:
        per_head = value / _heads(candidates, heads)
        low |= per_head < bound("low_per_head")
        high |= per_head > bound("high_per_head")
    areas = frame["area"].array
    provincial = np.array([not area.startswith("vn:") for area in areas.categories], dtype=bool)
    return low & provincial[areas.codes], high & provincial[areas.codes]


def _heads(candidates: Candidates, heads: Heads) -> npt.NDArray[np.float64]:
    """The inhabitants of each candidate's area and year; NaN where nobody knows."""
    areas, periods = (candidates.frame[name].array for name in ("area", "period"))
    years = [candidates.periods[key].year for key in periods.categories]
    known = np.array(
        [[heads.get((area, year)) or np.nan for year in years] for area in areas.categories],
        dtype="float64",
    ).reshape(len(areas.categories), len(periods.categories))
    found: npt.NDArray[np.float64] = known[areas.codes, periods.codes]
    return found
