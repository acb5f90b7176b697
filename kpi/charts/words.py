"""What a chart says in words: texts at marks, on touch and at lines; numbers by `digits`."""

from html import escape
from textwrap import wrap
from typing import Any

from kpi.analysis.ranking import Ranking
from kpi.catalogue import Catalogue
from kpi.charts.digits import full_text, mark_text
from kpi.model import Indicator, Lang, Period, Target
from kpi.wording import Scale, hedge, period_text, status_word, with_mark

DISPUTED = "†"
FLAGGED = "‡"
COMPUTED = "°"
_LINE = 46  # characters of a hover line that a phone still shows whole


def value_text(row: Any, indicator: Indicator, scale: Scale, period: Period, lang: Lang) -> str:
    """The text at a mark: hedge, value, †, ‡ and °, and the row's period where it is another."""
    text = with_mark(mark_text(row.value, indicator, scale, lang), row.qualifier)
    text += (f" {DISPUTED}" if row.disputed else "") + (f" {FLAGGED}" if row.flagged else "")
    text += f" {COMPUTED}" if _computed(row) else ""
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
    if rolled_up(row):
        lines.append("nhấn để xem các số liệu thành phần" if vi else "click for its components")
    else:
        lines.append("nhấn để mở nguồn" if vi else "click to open the source")
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
    if _computed(row):
        word = "hạng tính từ điểm đã công bố" if vi else "rank computed from published scores"
        found.append(f"{COMPUTED} {word}")
    return found


def _computed(row: Any) -> bool:
    """Whether a rank was made from scores; the points of a trend are all printed."""
    return bool(getattr(row, "computed", False))


def rolled_up(row: Any) -> bool:
    """Whether a figure was made of several areas' figures; of one alone it is that figure."""
    return len(row.parts) > 1


def _origin(row: Any, catalogue: Catalogue, lang: Lang) -> list[str]:
    """Title and publisher, or the areas a rolled-up figure was made of."""
    if rolled_up(row):
        older = map(catalogue.area, catalogue.area(row.area).predecessors)
        names = ", ".join(area.name(lang) for area in older)
        return wrapped(("gộp từ số liệu của: " if lang == "vi" else "rolled up from: ") + names)
    # A figure may have lost its document's row; pandas then gives NaN, which is no title.
    known = [t for t in (row.source_title, row.publisher) if isinstance(t, str) and t]
    return [line for text in known for line in wrapped(text)]


def wrapped(text: str) -> list[str]:
    """A long text in lines a phone can show, safe to stand in Plotly's HTML."""
    return [escape(line) for line in wrap(text, _LINE)]


def place_text(ranking: Ranking, row: Any, catalogue: Catalogue, lang: Lang) -> str:
    """The rank and among how many; a region's list keeps the country's ranks.

    Promises, estimates and the figures of a few are not ranked. A printed rank is one among
    all areas, however few of the ranks are known.
    """
    if ranking.is_earlier(row.area):
        year = ranking.period.year
        return (
            f"số liệu kỳ trước, chưa có của {year}: không xếp hạng"
            if lang == "vi"
            else f"of an earlier year, none for {year}: not ranked"
        )
    if ranking.ranks == "none":
        return ""
    have, expected = ranking.coverage
    size = len(catalogue.areas_of(ranking.scheme))
    vi = lang == "vi"
    if expected < size:
        listed = f"{have}/{expected}"
        return (
            f"hạng {row.rank} cả nước · trong vùng {listed} có số liệu"
            if vi
            else f"rank {row.rank} nationwide · {listed} of the region reported"
        )
    if ranking.indicator.kind == "rank":
        return (
            f"hạng {row.rank}/{size} · {have} địa phương có số liệu"
            if vi
            else f"rank {row.rank} of {size} · {have} areas with a figure"
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
