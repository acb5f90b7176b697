"""The range a figure of one province is expected in, while its text can still be read two ways.

What is per inhabitant is for the preview, which knows how many there are.
"""

from kpi.model import Indicator, Lang, Locator, Problem, Unit
from kpi.wording import amount, significant


def is_outside(indicator: Indicator, value: float) -> bool:
    """Whether no province is expected to have such a figure; `value` is in the base unit."""
    low, high = indicator.plausible.low, indicator.plausible.high
    return (low is not None and value < low) or (high is not None and value > high)


def implausible_size(locator: Locator, as_written: str, *, small: bool) -> Problem:
    """The warning about a figure that is too small or too large for a province."""
    size = "nhỏ" if small else "lớn"
    return Problem(
        code="implausible",
        severity="warning",
        locator=locator,
        as_written=as_written,
        message=f"Số {size} bất thường đối với một tỉnh; được giữ nguyên như in và đánh dấu.",
        advice="Đối chiếu tài liệu gốc: có thể đơn vị hoặc dấu phân cách bị nhầm.",
    )


def range_words(indicator: Indicator, unit: Unit) -> tuple[str, str]:
    """The expected range, in Vietnamese and English; an open end is left open."""
    return _range(indicator, unit, "vi"), _range(indicator, unit, "en")


def _range(indicator: Indicator, unit: Unit, lang: Lang) -> str:
    bounds = indicator.plausible
    if indicator.kind == "money":
        ends = ["" if b is None else amount(indicator, b, unit.name(lang), lang)
                for b in (bounds.low, bounds.high)]  # fmt: skip
        return "–".join(ends)
    ends = ["" if b is None else significant(b, lang) for b in (bounds.low, bounds.high)]
    return f"{'–'.join(ends)} {unit.name(lang)}"
