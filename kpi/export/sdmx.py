"""Figures as SDMX-CSV 2.0, for statistical offices' own tools; the structure is in `structure`.

A key is told by FREQ, REF_AREA, INDICATOR, DATA_KIND and TIME_PERIOD. DATA_KIND keeps results,
estimates, targets and plans apart, which SDMX's OBS_STATUS alone would not.
"""

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from kpi.catalogue import Catalogue
from kpi.export.csv import disarmed
from kpi.model import ObsStatus, Period, Unit
from kpi.model.period import PeriodKind

AGENCY, FLOW, VERSION = "KPI", "PROVINCES", "1.0"
STRUCTURE = f"{AGENCY}:{FLOW}({VERSION})"

FREQUENCIES: dict[PeriodKind, str] = {
    "year": "A",
    "half": "S",
    "quarter": "Q",
    "month": "M",
    "day": "D",
}
"""Kinds of periods as SDMX's CL_FREQ has them."""
OBS_STATUSES: dict[ObsStatus, str] = {
    "actual": "A",
    "estimate": "E",
    "target": "F",
    "plan": "F",
}
"""As SDMX's CL_OBS_STATUS has them: normal, estimated, and forecast for what is yet to come."""
DIMENSIONS = ("FREQ", "REF_AREA", "INDICATOR", "DATA_KIND", "TIME_PERIOD")
ATTRIBUTES = (
    *("UNIT_MEASURE", "OBS_STATUS", "QUALIFIER", "COMPUTED", "DISPUTED", "IMPLAUSIBLE"),
    *("SOURCE", "PUBLISHER", "PUBLISHED", "SOURCE_URL"),
)
_HEAD = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)


def sdmx_csv(figures: pd.DataFrame, catalogue: Catalogue) -> bytes:
    """Figures in the store's columns, with `parts` where some are rolled up, as SDMX-CSV 2.0.

    Of several figures of one key the first is told: they are in the order of preference. What
    the catalogue no longer knows is left out, as the structure has no code for it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEAD)
    seen: set[tuple[str, ...]] = set()
    for row in figures.to_dict("records"):
        if row["indicator"] not in catalogue.indicators or row["area"] not in catalogue.areas:
            continue
        key = _key(row)
        if key not in seen:
            seen.add(key)
            value = repr(float(row["value"]))
            told = (*key, value, *_attributes(row, catalogue))
            writer.writerow(("dataflow", STRUCTURE, "I", *told))
    return out.getvalue().encode()


def _key(row: Mapping[Any, Any]) -> tuple[str, ...]:
    period = Period.of(str(row["period"]))
    return (
        FREQUENCIES[period.kind],
        code(str(row["area"])),
        code(str(row["indicator"])),
        str(row["obs_status"]).upper(),
        time_period(period),
    )


def _attributes(row: Mapping[Any, Any], catalogue: Catalogue) -> tuple[str, ...]:
    status = next(s for s in OBS_STATUSES if s == row["obs_status"])
    unit = catalogue.units[catalogue.indicator(str(row["indicator"])).unit]
    marks = (row.get("parts"), row["disputed"], row["flagged"])
    texts = (row["source_title"], row["publisher"], row["published_on"], row["url"])
    return (
        unit_code(unit),
        OBS_STATUSES[status],
        code(str(row["qualifier"])),
        *("1" if mark else "0" for mark in marks),
        *(str(disarmed(str(text or ""))) for text in texts),
    )


def time_period(period: Period) -> str:
    """A period as SDMX writes it: 2022, 2022-S1, 2022-Q3, 2022-09, 2022-11-30."""
    return period.key.replace("-H", "-S")


def code(name: str) -> str:
    """An id as an SDMX code: vn34:24 becomes VN34_24."""
    return re.sub(r"[^A-Z0-9_]", "_", name.upper())


def unit_code(unit: Unit) -> str:
    """A unit as an SDMX code, from its English name: PERCENT, STATIONS."""
    named = unit.name_en.replace("%", "percent").replace("²", "2")
    return re.sub(r"_+", "_", code(named)).strip("_")
