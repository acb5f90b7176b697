"""Who has told figures of a period that a report is due for, and who has not."""

from dataclasses import dataclass

from kpi.analysis.deadlines import Due
from kpi.catalogue import Catalogue
from kpi.model import Area, Scheme, scheme_in_force
from kpi.store import Store


@dataclass(frozen=True)
class Lateness:
    """Which provinces told figures of a period: `size` of them, those of `silent` none.

    Counted are a province's own results and estimates of the indicators of the duty's pillars,
    under the boundaries in force on the day of the deadline: of a flow those of that very
    period, of a stock those of any day within it. Former provinces do not tell for the new one.
    """

    due: Due
    scheme: Scheme
    size: int
    silent: tuple[Area, ...]

    @property
    def have(self) -> int:
        """How many provinces told at least one figure."""
        return self.size - len(self.silent)


def lateness(store: Store, catalogue: Catalogue, due: Due) -> Lateness:
    """Who has told figures of the period of a report."""
    covered = [
        i for i in catalogue.indicators.values() if i.pillar in due.duty.pillars and not i.base
    ]
    flows = [i.id for i in covered if i.measure == "flow"]
    reported = store.reported(due.period)
    counts = reported["indicator"].isin([i.id for i in covered])
    # Half a year of a flow is not the year.
    shorter = reported["indicator"].isin(flows) & (reported["period"] != due.period.key)
    told = set(reported.loc[counts & ~shorter, "area"])
    scheme = scheme_in_force(due.on)
    areas = catalogue.areas_of(scheme)
    return Lateness(due, scheme, len(areas), tuple(a for a in areas if a.key not in told))
