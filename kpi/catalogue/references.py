"""What entries name besides themselves: units, other indicators, who answers for which."""

from collections.abc import Iterable, Mapping, Sequence

from kpi.model import Indicator, Unit
from kpi.model.agencies import Agency


def broken_references(
    indicator: Indicator, units: Mapping[str, Unit], indicators: Mapping[str, Indicator]
) -> Iterable[str]:
    """Each name that nothing bears, with the key it stands under."""
    unit = units.get(indicator.unit)
    if unit is None or unit.base:
        yield f"unit: '{indicator.unit}' không phải đơn vị gốc trong units.toml"
    named = {
        "roll_up.numerator": indicator.roll_up.numerator,
        "roll_up.denominator": indicator.roll_up.denominator,
        "rank_of": indicator.rank_of,
        **{f"breaks.{b.on}.linked": b.linked for b in indicator.breaks},
    }
    for key, value in named.items():
        if value and value not in indicators:
            yield f"{key}: không có chỉ tiêu '{value}'"


def broken_agencies(
    agencies: Sequence[Agency], indicators: Mapping[str, Indicator]
) -> Iterable[str]:
    """Complaints about agencies: every indicator has one, and none answers for what is none."""
    pillars = [(agency.id, "pillars", pillar) for agency in agencies for pillar in agency.pillars]
    single = [(agency.id, "indicators", name) for agency in agencies for name in agency.indicators]
    for named in (pillars, single):
        owners: dict[str, str] = {}
        for agency_id, key, name in named:
            where = f"agencies.toml: [[agency]] {agency_id}: {key}"
            if owners.setdefault(name, agency_id) != agency_id:
                yield f"{where}: '{name}' đã thuộc {owners[name]}"
            if key == "indicators" and name not in indicators:
                yield f"{where}: không có chỉ tiêu '{name}'"
    owned = {name for _, _, name in (*pillars, *single)}
    for indicator in indicators.values():
        if not owned & {indicator.pillar, indicator.id}:
            yield f"agencies.toml: [[agency]]: chưa có cơ quan phụ trách chỉ tiêu '{indicator.id}'"
