"""How many digits a chart shows: one scale, and the same decimals at all its marks."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import floor, isclose, log10
from statistics import median

from kpi.analysis.ranking import PER_CAPITA
from kpi.catalogue import Catalogue
from kpi.model import Indicator, Lang
from kpi.wording import Scale, number, scale_of, significant

_FRACTIONS = {"score": 3, "rate": 2}
"""Kinds whose marks share their decimals, and how many those are at most."""
_ALL = 4  # decimals of the finest figures that are printed


def scale_for(
    indicator: Indicator,
    values: Sequence[float],
    catalogue: Catalogue,
    lang: Lang,
    *,
    per_capita: bool = False,
) -> Scale:
    """The one scale of a chart, its unit named in the reader's language.

    Scores and rates get decimals for three digits of a usual value, and no more than the
    values have; a misprint among them does not take them away.
    """
    unit = catalogue.units[indicator.unit].name(lang)
    scale = scale_of(indicator, values, unit, lang, PER_CAPITA if per_capita else 0)
    if per_capita or indicator.kind not in _FRACTIONS:
        return scale
    usual = median([abs(value) for value in values if value] or [1.0])
    most = min(_FRACTIONS[indicator.kind], max(1, 2 - floor(log10(usual))))
    return replace(scale, decimals=_needed(values, most))


def fitted(scale: Scale, values: Iterable[float]) -> Scale:
    """A scale with the decimals these values have: a target's or a round tick's own digits."""
    return replace(scale, decimals=_needed((v / scale.divisor for v in values), _ALL))


def _needed(values: Iterable[float], most: int) -> int:
    return max((_places(value, range(most), most) for value in values), default=0)


def _places(value: float, among: Iterable[int], otherwise: int) -> int:
    """The first of some numbers of decimals that hides no digit of a value."""
    exact = (d for d in among if isclose(round(value, d), value, rel_tol=1e-12))
    return next(exact, otherwise)


def mark_text(value: float, indicator: Indicator, scale: Scale, lang: Lang) -> str:
    """A value as it stands on a mark or axis: in the chart's decimals, or a milestone's stage."""
    if indicator.kind == "milestone":
        stages = indicator.stages_vi if lang == "vi" else indicator.stages_en
        # A mean of several provinces' stages lies between two and stays a number.
        if value in range(1, len(stages) + 1):
            return stages[int(value) - 1]
    shown = value / scale.divisor
    # At no decimals every mark is whole, and a median between two of them need not be.
    shares = indicator.kind in _FRACTIONS and scale.decimals > 0
    if shares and (round(shown, scale.decimals) or not shown):
        return number(shown, scale.decimals, lang)
    return _brief(shown, lang, scale.decimals)


def _brief(value: float, lang: Lang, decimals: int) -> str:
    """Three significant digits; a small figure never reads as zero."""
    return significant(value, lang, decimals=max(2, decimals) if abs(value) >= 0.01 else 12)


def full_text(
    value: float, indicator: Indicator, scale: Scale, catalogue: Catalogue, lang: Lang
) -> str:
    """A value in all its digits with its unit; money in đồng."""
    if indicator.kind == "milestone":
        return mark_text(value, indicator, scale, lang)
    unit = scale.unit
    if indicator.kind == "money":
        _, slash, head = scale.unit.partition(" / ")
        unit = catalogue.units[indicator.unit].name(lang) + slash + head
    # An endless quotient gets the usual decimals.
    places = _places(value, range(_ALL + 1), max(indicator.decimals, 2))
    return f"{number(value, places, lang)} {unit}"
