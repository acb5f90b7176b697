"""Which figures lie outside the range a province can have; they are flagged, never repaired."""

from collections.abc import Mapping, Sequence

from kpi.catalogue import Catalogue
from kpi.model import Candidate, Locator, Problem

Heads = Mapping[tuple[str, int], float]
"""(area key, year) → inhabitants."""


def implausible(
    candidates: Sequence[Candidate], catalogue: Catalogue, heads: Heads
) -> list[Problem | None]:
    """For each candidate the doubt about its size, or None.

    Ranges are those of config/indicators.toml and speak of one province, so the nation's
    figures are never doubted. Where the year's population is unknown only the absolute
    bounds are checked.
    """
    return [_doubt(c, catalogue, heads.get((c.area, c.period.year))) for c in candidates]


def _doubt(candidate: Candidate, catalogue: Catalogue, heads: float | None) -> Problem | None:
    if candidate.area.startswith("vn:"):
        return None
    bounds = catalogue.indicators[candidate.indicator].plausible
    per_head = candidate.value / heads if heads else None
    too_low = _below(candidate.value, bounds.low) or _below(per_head, bounds.low_per_head)
    too_high = _below(bounds.high, candidate.value) or _below(bounds.high_per_head, per_head)
    if not (too_low or too_high):
        return None
    size = "nhỏ" if too_low else "lớn"
    return Problem(
        code="implausible",
        severity="warning",
        locator=Locator("cell", candidate.locator.sheet, candidate.locator.cell)
        if candidate.locator.kind == "cell"
        else candidate.locator,
        as_written=candidate.as_written,
        message=f"Số {size} bất thường đối với một tỉnh; được giữ nguyên như in và đánh dấu.",
        advice="Đối chiếu tài liệu gốc: có thể đơn vị hoặc dấu phân cách bị nhầm.",
    )


def _below(smaller: float | None, larger: float | None) -> bool:
    return smaller is not None and larger is not None and smaller < larger
