"""Figures far off their own history: a separator, a unit or a digit was probably misread.

A dot taken for a comma makes 1.699 of 1 699, a lost digit 8,42 of 84,2. Such a figure may still
be right, so it is a question that the person who publishes must answer, never a refusal and
never a repair.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from kpi.catalogue import Catalogue
from kpi.model import Candidate, Period, Problem
from kpi.model.candidates import Candidates, Mask
from kpi.wording import amount, former_name, number, period_text

FACTOR = 300.0
"""So many times more or less than the nearest year asks, whatever the slip was."""
SHIFTS = (10.0, 100.0, 1000.0)
"""And so does a rate that one of these brings back beside that of the last years."""
_NEAR = 1.35
_LAST_YEARS = 2
_LEAST = min(SHIFTS) / _NEAR

_GROWING = ("count", "money")
"""These may well grow tenfold in a year; a rate or a score does not."""
_MEASURED = (*_GROWING, "rate", "score")

Series = tuple[str, str]
"""(area key, indicator id)."""


def jumps(candidates: Candidates, catalogue: Catalogue, live: pd.DataFrame) -> list[Problem]:
    """A question for every figure far off the area's own nearest one.

    And a warning for a 0 typed where the area had a figure before: it may mean "not reported".

    Args:
        candidates: what was read.
        catalogue: for the kind of each indicator.
        live: columns area, indicator, period, obs_status, value of what is in the store.
    """
    if not len(candidates):
        return []
    measured = {i.id for i in catalogue.indicators.values() if i.kind in _MEASURED}
    actual = live[(live["obs_status"] == "actual") & live["indicator"].isin(measured)]
    known: dict[Series, list[tuple[str, float]]] = {}
    for row in actual.itertuples():
        known.setdefault((row.area, row.indicator), []).append((row.period, row.value))
    found = []
    for candidate in candidates.taken(_far_off(candidates, known)):
        others = [
            (period, value)
            for period, value in known.get((candidate.area, candidate.indicator), [])
            if period != candidate.period.key and value > 0
        ]
        if others and candidate.obs_status == "actual":
            nearest = min(others, key=lambda o: abs(int(o[0][:4]) - candidate.period.year))
            doubt = _doubt(candidate, catalogue, *nearest)
            if doubt is not None:
                found.append(doubt)
    return found


def _far_off(candidates: Candidates, known: Mapping[Series, Sequence[tuple[str, float]]]) -> Mask:
    """Those that may be zero or far off beside a figure of their area, whatever its year."""
    areas, indicators = (candidates.frame[name].array for name in ("area", "indicator"))
    least = np.full((len(areas.categories), len(indicators.categories)), np.nan)
    most = least.copy()
    row_of, column_of = ({key: at for at, key in enumerate(a.categories)}
                         for a in (areas, indicators))  # fmt: skip
    for (area, indicator), told in known.items():
        values = [value for _, value in told if value > 0]
        if values and area in row_of and indicator in column_of:
            least[row_of[area], column_of[indicator]] = min(values)
            most[row_of[area], column_of[indicator]] = max(values)
    value = candidates.frame["value"].to_numpy()
    low, high = (value / ends[areas.codes, indicators.codes] for ends in (most, least))
    # Beside nothing known both are NaN, and no doubt is possible.
    far: Mask = (low <= 1 / _LEAST) | (high >= _LEAST)
    return far


def _doubt(candidate: Candidate, catalogue: Catalogue, period: str, value: float) -> Problem | None:
    indicator = catalogue.indicator(candidate.indicator)
    unit = catalogue.units[indicator.unit].name("vi")
    before = amount(indicator, value, unit, "vi")
    when = period_text(Period.of(period), "vi", cumulative=indicator.measure == "flow")
    base = Problem(
        code="jump",
        severity="question",
        locator=candidate.locator,
        as_written=candidate.as_written,
        message="",
        advice="Xác nhận nếu số này đúng; nếu không, sửa tệp rồi thả lại.",
        question=f"jump|{candidate.area}|{candidate.indicator}|{candidate.period.key}",
    )
    if candidate.value == 0 and indicator.kind not in _GROWING:
        return None
    if candidate.value == 0:
        return replace(
            base,
            code="zero-after-figure",
            severity="warning",
            question="",
            message=f"Ghi 0 trong khi {when} là {before}: 0 hay chưa có số liệu?",
            advice="Nếu chưa có số liệu thì để trống ô.",
        )
    ratio = candidate.value / value
    years = candidate.period.year - Period.of(period).year
    if indicator.kind in _GROWING:
        if 1 / FACTOR < ratio < FACTOR:
            return None
    elif not _is_shifted(ratio, years):
        return None
    times = f"{number(ratio, 0, 'vi')} lần" if ratio > 1 else f"1/{number(1 / ratio, 0, 'vi')}"
    area = former_name(catalogue.area(candidate.area), "vi")
    return replace(
        base,
        message=f"{area}, {indicator.name('vi')}: số này bằng {times} số của {when} ({before}); "
        "có nhầm dấu hay đơn vị?",
    )


def _is_shifted(ratio: float, years: int) -> bool:
    """Whether a rate is ten, a hundred, a thousand times that of the last years, or so small."""
    times = ratio if ratio > 1 else 1 / ratio
    return abs(years) <= _LAST_YEARS and any(
        shift / _NEAR <= times <= shift * _NEAR for shift in SHIFTS
    )
