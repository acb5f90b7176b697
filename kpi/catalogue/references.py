"""What an indicator names besides itself: its unit, and other indicators."""

from collections.abc import Iterable, Mapping

from kpi.model import Indicator, Unit


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
