"""What a chart says in words: texts at marks, on touch and at lines; numbers by `kpi.wording`."""

from html import escape
from math import isclose
from textwrap import wrap
from typing import Any

from kpi.analysis.ranking import PER_CAPITA, Ranking
from kpi.catalogue import Catalogue
from kpi.model import Indicator, Lang, Period, Target
from kpi.wording import (
    Scale,
    hedge,
    number,
    period_text,
    scale_of,
    significant,
    status_word,
    with_mark,
)

DISPUTED = "†"
FLAGGED = "‡"
_LINE = 46  # characters of a hover line that a phone still shows whole


def scale_for(
    indicator: Indicator,
    values: list[float],
    catalogue: Catalogue,
    lang: Lang,
    *,
    per_capita: bool = False,
) -> Scale:
    """The one scale of a chart, its unit named in the reader's language."""
    unit = catalogue.units[indicator.unit].name(lang)
    return scale_of(indicator, values, unit, lang, PER_CAPITA if per_capita else 0)


def mark_text(value: float, indicator: Indicator, scale: Scale, lang: Lang) -> str:
    """A value as it stands on a mark or axis: three significant digits, or a milestone's stage."""
    if indicator.kind == "milestone":
        stages = indicator.stages_vi if lang == "vi" else indicator.stages_en
        # A mean of several provinces' stages lies between two and stays a number.
        if value in range(1, len(stages) + 1):
            return stages[int(value) - 1]
    return brief(value / scale.divisor, lang, scale.decimals)


def brief(value: float, lang: Lang, decimals: int = 2) -> str:
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
    return f"{number(value, _places(value, indicator.decimals), lang)} {unit}"


def _places(value: float, usual: int) -> int:
    """Decimals that hide no digit of a printed figure; the usual ones for an endless quotient."""
    exact = (d for d in range(5) if isclose(round(value, d), value, rel_tol=1e-12))
    return next(exact, max(usual, 2))


def value_text(row: Any, indicator: Indicator, scale: Scale, period: Period, lang: Lang) -> str:
    """The text at a mark: hedge, value, † and ‡, and the row's period where it is another."""
    text = with_mark(mark_text(row.value, indicator, scale, lang), row.qualifier)
    text += (f" {DISPUTED}" if row.disputed else "") + (f" {FLAGGED}" if row.flagged else "")
    if row.period != period.key:
        text += f" · {_period(row, indicator, lang)}"
    return text


def hover_text(
    row: Any,
    indicator: Indicator,
    scale: Scale,
    catalogue: Catalogue,
    lang: Lang,
    place: str = "",
) -> str:
    """What a mark tells when it is touched: the figure, how firm it is, and where it is from.

    Args:
        row: a row of `Ranking.rows` or `Trend.points`, as a named tuple.
        indicator: whose figure it is.
        scale: of the chart.
        catalogue: for the names of areas.
        lang: the reader's language.
        place: the area's rank and among how many, in words.
    """
    vi = lang == "vi"
    full = full_text(row.value, indicator, scale, catalogue, lang)
    firm = [_period(row, indicator, lang)]
    if row.obs_status != "actual":
        firm.append(status_word(row.obs_status, lang))
    if row.qualifier != "exact":
        firm.append(hedge(row.qualifier, lang))
    lines = [
        f"<b>{escape(catalogue.area(row.area).name(lang))}</b>",
        f"<b>{escape(with_mark(full, row.qualifier))}</b>",
        " · ".join(firm),
        place,
        *_doubts(row, lang),
        *_origin(row, catalogue, lang),
    ]
    if row.obs_id:
        lines.append("nhấn để mở nguồn" if vi else "click to open the source")
    else:
        lines.append("nhấn để xem các số liệu thành phần" if vi else "click for its components")
    return "<br>".join(line for line in lines if line)


def _period(row: Any, indicator: Indicator, lang: Lang) -> str:
    return period_text(Period.of(row.period), lang, cumulative=indicator.measure == "flow")


def _doubts(row: Any, lang: Lang) -> list[str]:
    vi = lang == "vi"
    found = []
    if row.disputed:
        found.append(f"{DISPUTED} " + ("các nguồn cho số khác nhau" if vi else "sources disagree"))
    if row.flagged:
        word = "ngoài khoảng hợp lý, giữ như in" if vi else "implausible, kept as printed"
        found.append(f"{FLAGGED} {word}")
    if getattr(row, "computed", False):
        found.append(
            "hạng tính từ điểm đã công bố" if vi else "rank computed from published scores"
        )
    return found


def _origin(row: Any, catalogue: Catalogue, lang: Lang) -> list[str]:
    """Title and publisher, or the areas a rolled-up figure was made of."""
    if not row.obs_id:
        names = ", ".join(a.name(lang) for a in map(catalogue.area, predecessors(row, catalogue)))
        return wrapped(("tính từ số liệu của: " if lang == "vi" else "made of: ") + names)
    # A figure may have lost its document's row; pandas then gives NaN, which is no title.
    known = [t for t in (row.source_title, row.publisher) if isinstance(t, str) and t]
    return [line for text in known for line in wrapped(text)]


def predecessors(row: Any, catalogue: Catalogue) -> tuple[str, ...]:
    """Keys of the older areas that a rolled-up row stands for."""
    return catalogue.area(row.area).predecessors


def wrapped(text: str) -> list[str]:
    """A long text in lines a phone can show, safe to stand in Plotly's HTML."""
    return [escape(line) for line in wrap(text, _LINE)]


def place_text(ranking: Ranking, row: Any, catalogue: Catalogue, lang: Lang) -> str:
    """The rank and among how many; a region's list keeps the country's ranks."""
    have, expected = ranking.coverage
    vi = lang == "vi"
    if expected < len(catalogue.areas_of(ranking.scheme)):
        listed = f"{have}/{expected}"
        return (
            f"hạng {row.rank} cả nước · trong vùng {listed} có số liệu"
            if vi
            else f"rank {row.rank} nationwide · {listed} of the region reported"
        )
    return (
        f"hạng {row.rank} trong {have}/{expected} địa phương có số liệu"
        if vi
        else f"rank {row.rank} among {have} of {expected} areas with a figure"
    )


def target_words(target: Target, lang: Lang) -> str:
    """The target and its year ("mục tiêu 2025"), and that it binds the country where it does."""
    nation = target.scope == "nation"
    if lang == "vi":
        return f"mục tiêu {target.year}{' cả nước' if nation else ''}"
    return f"{'national ' if nation else ''}target {target.year}"


def comparable(target: Target, indicator: Indicator) -> bool:
    """Whether a target can stand beside one province: a national count or sum cannot."""
    return target.scope == "province" or indicator.kind not in ("count", "money")
