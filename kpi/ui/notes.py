"""What stands under a chart: coverage, who is missing and why, marks, breaks, documents."""

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from kpi.analysis.ranking import Ranking
from kpi.analysis.trend import Trend
from kpi.export.parts import earlier_text
from kpi.model import Indicator
from kpi.ui.cells import amount_of, name_of, territory, value_text
from kpi.ui.data import catalogue
from kpi.ui.findings import coverage_text, own_row, region_name, region_text, when_of
from kpi.ui.literal import literal, web_address
from kpi.ui.words import lang, say
from kpi.wording import day_text, partial_date_text, status_word

MANY = 12
"""So many names are listed in the open; more are a tap away."""


def subtitle(ranking: Ranking, mine: Sequence[str] = ()) -> str:
    """Indicator, unit, period, boundaries, kind of figure, my province's place in its region."""
    indicator = ranking.indicator
    unit = catalogue().units[indicator.unit].name(lang())
    scheme = (
        say("34 tỉnh", "34 provinces")
        if ranking.scheme == "vn34"
        else say("63 tỉnh", "63 provinces")
    )
    per = say("trên 10.000 dân", "per 10,000 people") if ranking.per_capita else ""
    kind = "" if ranking.status == "actual" else status_word(ranking.status, lang())
    parts = [indicator.name(lang()), f"{unit} {per}".strip(), when_of(ranking), scheme]
    own = own_row(ranking, mine)
    if own is not None and not ranking.region and (place := region_text(ranking, own.to_dict())):
        parts.append(f"{territory(own['area'])} {place}")
    return " · ".join(part for part in (*parts, region_name(ranking), kind) if part)


def coverage_line(ranking: Ranking) -> None:
    """How many areas have a figure, the median, the country's own figure, whose the ranks are."""
    parts = [f"**{coverage_text(*ranking.coverage, ranking.status)}**"]
    if ranking.median is not None and ranking.indicator.kind not in ("rank", "milestone"):
        word = say("trung vị", "median")
        if ranking.region:
            word = say("trung vị cả nước", "median of the country")
        parts.append(f"{word} {value_text(ranking, ranking.median)}")
    # The national index is built otherwise than the provincial one.
    if ranking.nation is not None and ranking.indicator.kind != "score":
        parts.append(f"{say('cả nước', 'country')} {amount_of(ranking.nation)}")
    whose = {
        "printed": say("hạng theo tài liệu công bố", "ranks as published"),
        "counted": say("hạng tự tính", "ranks of our own count"),
        "none": "",
    }
    parts.append(whose[ranking.ranks])
    parts.append(earlier_text(ranking, lang()))
    st.markdown(" · ".join(part for part in parts if part))


def under(ranking: Ranking) -> None:
    """Marks, who is missing and why, breaks and documents."""
    marks(ranking.shown)
    if not ranking.earlier.empty:
        st.caption(
            say(
                "Cột gạch chéo (chấm rỗng), tỉnh gạch chéo có màu: số liệu gần nhất trong 3 năm "
                "trước, kỳ ghi cạnh số, không xếp hạng.",
                "Hatched bars (rings) and shaded provinces with hatching: the nearest figure of "
                "the 3 years before, its period beside it, not ranked.",
            )
        )
    _missing(ranking)
    breaks(ranking.indicator)
    documents(ranking.shown)


def map_sentence(ranking: Ranking) -> str:
    """The map in a sentence, for those who hear the page."""
    return say(
        f"Bản đồ {ranking.indicator.name_vi}: {coverage_text(*ranking.coverage)}; "
        "có quần đảo Hoàng Sa và quần đảo Trường Sa.",
        f"Map of {ranking.indicator.name_en}: {coverage_text(*ranking.coverage)}; "
        "with the Hoang Sa and Truong Sa archipelagos.",
    )


def _missing(ranking: Ranking) -> None:
    partial = {p.area for p in ranking.partial}
    unknown = [
        a
        for a in ranking.missing
        if a not in partial and a not in ranking.uncombinable and not ranking.is_earlier(a)
    ]
    reasons = [
        (say("Chưa có số liệu", "No figure"), unknown),
        (
            say("Không gộp được từ các tỉnh cũ", "Cannot be combined from the former provinces"),
            ranking.uncombinable,
        ),
        (say("Thiếu dân số cùng năm", "No population of the year"), ranking.without_base),
    ]
    for reason, areas in reasons:
        if len(areas) > MANY:
            with st.expander(f"{reason}: {len(areas)} {say('tỉnh', 'provinces')}"):
                st.caption(", ".join(name_of(a) for a in areas))
        elif areas:
            st.caption(f"{reason}: {', '.join(name_of(a) for a in areas)}.")
    if ranking.partial:
        listed = ", ".join(
            f"{name_of(p.area)} ({len(p.have)}/{len(p.of)})" for p in ranking.partial
        )
        st.caption(
            say(
                f"Chưa đủ các tỉnh cũ để tính tổng: {listed}.",
                f"Not all former provinces reported, so no total: {listed}.",
            )
        )


def marks(rows: pd.DataFrame) -> None:
    """What the small marks beside figures mean; only those that occur."""
    texts = []
    if rows["disputed"].any():
        texts.append(say("† các nguồn ghi khác nhau", "† sources disagree"))
    if rows["flagged"].any():
        texts.append(say("‡ độ lớn bất thường, giữ như in", "‡ unusual size, kept as printed"))
    if not rows["qualifier"].eq("exact").all():
        texts.append(
            say(
                "dấu > hơn, ≥ ít nhất, ≈ gần hoặc khoảng",
                "signs: > more than, ≥ at least, ≈ nearly or about",
            )
        )
    if "computed" in rows and rows["computed"].any():
        texts.append(
            say(
                "° hạng tính từ điểm công bố",
                "° rank computed from published scores",
            )
        )
    if "parts" in rows and rows["parts"].map(bool).any():
        texts.append(
            say("có số gộp từ các tỉnh trước sáp nhập", "some values are rolled up to the 34")
        )
    if texts:
        st.caption(" · ".join(texts))


def breaks(indicator: Indicator) -> None:
    """Days from which the series does not continue, and what takes over."""
    for one in indicator.breaks:
        note = one.note_vi if lang() == "vi" else one.note_en
        linked = catalogue().indicators.get(one.linked)
        follow = f" → {linked.name(lang())}" if linked else ""
        st.caption(literal(f"┆ {day_text(one.on, lang())}: {note}{follow}"))


def documents(rows: pd.DataFrame, most: int = 4) -> None:
    """The documents behind the figures shown, the most used first."""
    if rows.empty:
        return
    counted = rows.groupby(["source_title", "publisher", "published_on", "url"], sort=False).size()
    ordered = counted.sort_values(ascending=False, kind="stable")
    texts = list(_cited(ordered.index[:most]))
    if len(ordered) > most:
        texts.append(
            say(f"và {len(ordered) - most} tài liệu khác", f"and {len(ordered) - most} more")
        )
    st.caption(f"{say('Nguồn', 'Sources')}: " + "; ".join(texts) + ".")


def _cited(keys: Iterable[tuple[str, str, str, str]]) -> Iterable[str]:
    for title, publisher, published_on, url in keys:
        address = web_address(url)
        name = f"[{literal(title)}]({address})" if address else literal(title)
        date = partial_date_text(published_on, lang())
        yield ", ".join(part for part in (name, literal(publisher), date) if part)


def trend_subtitle(trend: Trend) -> str:
    """Indicator, unit, and what the lines are."""
    unit = catalogue().units[trend.indicator.unit].name(lang())
    lines = say(
        "số thực hiện; ước để rỗng, mục tiêu và kế hoạch nét đứt; thiếu năm thì đứt đoạn",
        "results; estimates hollow, targets and plans dashed; a missing year is a gap",
    )
    return f"{trend.indicator.name(lang())} · {unit} · {lines}"
