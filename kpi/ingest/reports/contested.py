"""Figures of one document that say different things of one province, indicator and period."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kpi.ingest.reports.figures import Figure
from kpi.model import ObsStatus, Period, Proposal

_TOLD_BEFORE = "Báo cáo đã có số khác cho cùng tỉnh, chỉ tiêu và kỳ; số này có thể chỉ là một phần."
# "hơn 1.680" and 1.684 say the same: a hedged round figure never contradicts the exact one.
_ROUNDED = 0.05

Key = tuple[str, str, Period, ObsStatus]


def contested(figures: Iterable[Figure]) -> Iterator[Figure]:
    """The figures, those after the first of a key with a doubt; rounded ones are left out.

    "412 sản phẩm, trong đó 120 sản phẩm OCOP": the second number is a part as often as a
    correction, so a person says which.
    """
    figures = list(figures)
    first: dict[Key, Proposal] = {}
    for figure in figures:
        if isinstance(figure, Proposal) and not figure.doubts:
            known = first.setdefault(_key(figure), figure)
            if known.candidate.qualifier != "exact" and _is_rounded(known, figure):
                first[_key(figure)] = figure  # the exact one speaks for both
    for figure in figures:
        if not isinstance(figure, Proposal) or figure.doubts:
            yield figure
            continue
        known = first[_key(figure)]
        if known is figure:
            yield figure
        elif not _is_rounded(known, figure):
            yield replace(figure, doubts=(_TOLD_BEFORE,))


def _key(figure: Proposal) -> Key:
    c = figure.candidate
    return c.area, c.indicator, c.period, c.obs_status


def _is_rounded(one: Proposal, other: Proposal) -> bool:
    """Whether one of two figures is but the other, rounded and hedged."""
    a, b = one.candidate, other.candidate
    hedged = (a.qualifier == "exact") != (b.qualifier == "exact")
    return hedged and abs(a.value - b.value) <= _ROUNDED * max(abs(a.value), abs(b.value))
