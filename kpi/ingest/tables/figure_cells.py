"""A cell of figures with everything its table says of it, before its number is read."""

from typing import NamedTuple

from kpi.ingest.formats.sheet import Cell
from kpi.ingest.tables.printed_places import Printed
from kpi.model import Area, Indicator, ObsStatus, Period, Qualifier, Unit


class Slot(NamedTuple):
    """A cell of figures; `area`, `period`, `source_id` are None where the row has a fault."""

    row: int
    place: int
    cell: Cell
    area: Area | None
    period: Period | None
    indicator: Indicator
    unit: Unit
    stated_unit: str
    stated_status: ObsStatus | None
    period_status: ObsStatus
    qualifier: Qualifier | None
    source_id: str | None
    as_written: str
    note: str
    printed: Printed = Printed()


class Total(NamedTuple):
    """A cell of a row that sums up others: of one region, or of all when `region` is ""."""

    row: int
    place: int
    cell: Cell
    label: str
    region: str
    is_sum: bool
