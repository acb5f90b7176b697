"""The nouns of the house, frozen; no input or output.

Words follow SDMX where SDMX has the word (ref_area, obs_status, unit_measure appear
under those names only on export). Values are always in base units: counts as such,
percent 0-100, money in đồng, lengths in km, scores as the publisher scales them.
"""

from kpi.model.entries import (
    Area,
    Break,
    Indicator,
    Lang,
    Plausible,
    Region,
    RollUp,
    Scheme,
    Target,
    Unit,
)
from kpi.model.figures import (
    OBS_STATUSES,
    QUALIFIERS,
    Candidate,
    Locator,
    ObsStatus,
    Problem,
    Qualifier,
    Quantity,
    Reading,
    Severity,
    Source,
    SourceKind,
    Unclear,
)
from kpi.model.people import ACCOUNT_ROLES, AccountRole, Action, Person, Role
from kpi.model.period import MERGER, Period, PeriodKind, scheme_in_force
from kpi.model.reports import (
    Document,
    DocumentKind,
    Mention,
    Proposal,
    Report,
    Told,
    Unplaced,
)

__all__ = [
    "ACCOUNT_ROLES",
    "MERGER",
    "OBS_STATUSES",
    "QUALIFIERS",
    "AccountRole",
    "Action",
    "Area",
    "Break",
    "Candidate",
    "Document",
    "DocumentKind",
    "Indicator",
    "Lang",
    "Locator",
    "Mention",
    "ObsStatus",
    "Period",
    "PeriodKind",
    "Person",
    "Plausible",
    "Problem",
    "Proposal",
    "Qualifier",
    "Quantity",
    "Reading",
    "Region",
    "Report",
    "Role",
    "RollUp",
    "Scheme",
    "Severity",
    "Source",
    "SourceKind",
    "Target",
    "Told",
    "Unclear",
    "Unit",
    "Unplaced",
    "scheme_in_force",
]
