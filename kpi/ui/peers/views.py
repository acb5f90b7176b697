"""What each view of the page of peers draws, with its table and what is taken along."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from kpi.analysis.association import Association
from kpi.analysis.peers import Among, Group
from kpi.analysis.ranking import Ranking
from kpi.analysis.trend import Trend
from kpi.analysis.two_years import TwoYears
from kpi.charts.panels import panels
from kpi.charts.peers import peer_dots
from kpi.charts.scatter import scatter
from kpi.charts.style import PLAIN_CONFIG
from kpi.charts.two_years import dumbbell, movers, slope
from kpi.ui import draw, keys, notes, tables
from kpi.ui.cells import name_of, period_cell, value_cell, value_text
from kpi.ui.data import catalogue
from kpi.ui.extracts import peers as extracts
from kpi.ui.findings import when_of
from kpi.ui.peers import words
from kpi.ui.shown import NO_NUMBER, ShownNumber, column
from kpi.ui.take_along import take_along
from kpi.ui.words import lang, say
from kpi.wording import number

_PAIRED = {"slope": slope, "dumbbell": dumbbell, "movers": movers}


@dataclass(frozen=True)
class _Head:
    """What a view begins with."""

    title: str
    subtitle: str

    def show(self, figure: Any, name: str) -> None:
        """Title, subtitle and chart."""
        st.title(self.title)
        st.caption(self.subtitle)
        draw.chart(figure, name, self.title, PLAIN_CONFIG)


def ranks(answer: Among) -> None:
    """Dots of the group with places and medians."""
    ranking, group = answer.ranking, answer.group
    title = words.ranks_title(answer)
    head = _Head(title, words.subtitle(ranking, group, [when_of(ranking)]))
    head.show(peer_dots(answer, catalogue(), lang()), "peers")
    have = say(
        f"**{len(answer.rows)}/{len(group.areas)} tỉnh trong nhóm có số liệu**",
        f"**{len(answer.rows)} of {len(group.areas)} of the group have a figure**",
    )
    st.markdown(" · ".join([have, *_medians(answer)]))
    _without(answer.without, say("Chưa có số liệu", "No figure"))
    notes.marks(answer.rows)
    notes.breaks(ranking.indicator)
    notes.documents(answer.rows)
    with keys.figures_table():
        _ranks_table(answer)
    take_along(partial(extracts.of_ranks, answer, title, head.subtitle))


def _medians(answer: Among) -> list[str]:
    ranking = answer.ranking
    if not answer.ranked or ranking.indicator.kind in ("rank", "milestone"):
        return []
    told = [
        (say("trung vị nhóm", "median of the group"), answer.median),
        (say("trung vị cả nước", "median of the country"), ranking.median),
    ]
    return [f"{name} {value_text(ranking, value)}" for name, value in told if value is not None]


def _ranks_table(answer: Among) -> None:
    rows, group = answer.rows.to_dict("records"), answer.group
    columns: dict[str, Any] = {}
    if answer.ranked:
        columns[say("Thứ trong nhóm", "Place in the group")] = column(
            [ShownNumber(r["place"], f"{r['place']}{_tie(answer, r)}") for r in rows]
        )
    columns[say("Tỉnh", "Province")] = [name_of(r["area"]) for r in rows]
    columns[say("Giá trị", "Value")] = column([value_cell(r) for r in rows])
    if answer.ranked:
        columns[say("Hạng cả nước", "Rank in the country")] = column(
            [ShownNumber(r["rank"], str(r["rank"])) for r in rows]
        )
    if group.heads_in is not None:
        name = say(f"Dân số {group.heads_in}", f"Population {group.heads_in}")
        columns[name] = column([_heads(group, r["area"]) for r in rows])
    columns[say("Kỳ", "Period")] = column([period_cell(r) for r in rows])
    columns[say("Nguồn", "Source")] = [r["source_title"] for r in rows]
    draw.table(pd.DataFrame(columns), [r["obs_id"] for r in rows], "peers")


def _tie(answer: Among, row: dict[str, Any]) -> str:
    return "=" if answer.tied(row["place"]) else ""


def _heads(group: Group, area: str) -> ShownNumber:
    heads = group.heads.get(area)
    return NO_NUMBER if heads is None else ShownNumber(heads, number(heads, 0, lang()))


def paired(answer: TwoYears, group: Group, view: str) -> None:
    """One of the views of two periods; nothing is drawn of one period, or across a break."""
    if answer.before.period == answer.after.period:
        st.title(words.one_period_title(answer))
        return
    title = words.two_years_title(answer, group.area, movers=view == "movers")
    periods = [f"{when_of(answer.before)} → {when_of(answer.after)}"]
    head = _Head(title, words.subtitle(answer.after, group, periods))
    if answer.broken:
        st.title(head.title)
        st.caption(head.subtitle)
        st.info(
            say(
                "Chọn hai kỳ nằm cùng một phía của mốc đổi cách tính dưới đây.",
                "Choose two periods on the same side of the change of definition below.",
            ),
            icon=":material/info:",
        )
        notes.breaks(answer.after.indicator)
        return
    mine = frozenset({group.area})
    head.show(_PAIRED[view](answer, catalogue(), lang(), mine), view)
    hollow = bool(answer.rows[["before_hollow", "after_hollow"]].to_numpy().any())
    if hollow:
        st.caption(say("Rỗng: số ước hoặc số làm tròn", "Hollow: estimates or hedged figures"))
    _without(answer.lacking, say("Thiếu số liệu một trong hai kỳ", "No figure in one of the two"))
    unusual = say("Độ lớn bất thường, không so sánh", "Of unusual size, not compared")
    _without(answer.doubtful, unusual)
    notes.breaks(answer.after.indicator)
    sides = [answer.before.rows, answer.after.rows]
    both = _of(answer.rows["area"].tolist(), sides)
    notes.documents(both)
    with keys.figures_table():
        _paired_table(answer)
    take_along(partial(extracts.of_two_years, answer, title, head.subtitle, both))


def _of(areas: Sequence[str], sides: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The figures of some areas behind two rankings."""
    found = [rows[rows["area"].isin(areas)] for rows in sides]
    return pd.concat([f for f in found if not f.empty] or found[:1], ignore_index=True)


def _paired_table(answer: TwoYears) -> None:
    rows = answer.movers().to_dict("records")
    then, now = when_of(answer.before), when_of(answer.after)

    def values(side: str) -> pd.Series:
        return column([ShownNumber(r[side], value_text(answer.after, r[side])) for r in rows])

    changes = [ShownNumber(r["change"], words.signed(answer.after, r["change"])) for r in rows]
    frame = pd.DataFrame(
        {
            say("Tỉnh", "Province"): [name_of(r["area"]) for r in rows],
            then.capitalize(): values("before"),
            now.capitalize(): values("after"),
            say("Thay đổi", "Change"): column(changes),
        }
    )
    draw.table(frame, [f"{r['before_id']},{r['after_id']}" for r in rows], "paired")


def over_the_years(trend: Trend, group: Group) -> None:
    """A panel an area over the years."""
    title = words.panels_title(trend, group)
    unit = catalogue().units[trend.indicator.unit].name(lang())
    lines = say(
        "nét chấm xám: tỉnh được so sánh; ước để rỗng; trục như nhau",
        "dotted grey: the compared province; estimates hollow; same axes",
    )
    told = [trend.indicator.name(lang()), unit, lines, words.populations(group)]
    head = _Head(title, " · ".join(part for part in told if part))
    head.show(panels(trend, catalogue(), lang(), group.area), "panels")
    shown = trend.points[trend.points["obs_status"].isin(["actual", "estimate"])]
    without = [area for area in group.areas if area not in set(shown["area"])]
    _without(without, say("Chưa có số liệu", "No figure"))
    notes.marks(shown)
    notes.breaks(trend.indicator)
    notes.documents(shown)
    with keys.figures_table():
        tables.trend_table(trend)
    take_along(partial(extracts.of_panels, trend, title, head.subtitle, without))


def two_indicators(answer: Association, group: Group) -> None:
    """Two indicators against each other, over the whole country."""
    if answer.x.indicator == answer.y.indicator:
        st.title(words.one_indicator_title(answer))
        return
    title = words.scatter_title(answer)
    caption = say(
        "hệ số Spearman; chấm đặc: nhóm đang so sánh, chấm rỗng: tỉnh khác",
        "Spearman's coefficient; filled: the group, outlined: other provinces",
    )
    head = _Head(title, caption)
    peers = frozenset(group.areas)
    head.show(scatter(answer, catalogue(), lang(), group.area, peers), "scatter")
    st.caption(
        say(
            "Tương quan không có nghĩa là chỉ tiêu này gây ra chỉ tiêu kia. Dưới 8 cặp số liệu "
            "không tính hệ số.",
            "A correlation does not say that one brings about the other. Below 8 pairs no "
            "coefficient is told.",
        )
    )
    unusual = say("Độ lớn bất thường, không tính", "Of unusual size, left out")
    _without(answer.doubtful, unusual)
    both = _of(answer.pairs["area"].tolist(), [answer.x.rows, answer.y.rows])
    notes.documents(both)
    with keys.figures_table():
        _pairs_table(answer)
    take_along(partial(extracts.of_association, answer, title, caption, both))


def _pairs_table(answer: Association) -> None:
    rows = answer.pairs.to_dict("records")

    def values(ranking: Ranking, side: str) -> pd.Series:
        return column([ShownNumber(r[side], value_text(ranking, r[side])) for r in rows])

    frame = pd.DataFrame(
        {
            say("Tỉnh", "Province"): [name_of(r["area"]) for r in rows],
            extracts.named(answer.x): values(answer.x, "x"),
            extracts.named(answer.y): values(answer.y, "y"),
        }
    )
    draw.table(frame, [f"{r['x_id']},{r['y_id']}" for r in rows], "pairs")


def _without(areas: Sequence[str], reason: str) -> None:
    if areas:
        st.caption(f"{reason}: {', '.join(name_of(area) for area in areas)}.")
