"""Analysis results as tables of text: all digits, units in the header, numbers flush right."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from kpi.analysis.profile import Profile, predecessors_reporting
from kpi.analysis.ranking import PER_CAPITA, Ranking
from kpi.analysis.trend import Trend
from kpi.ui import draw
from kpi.ui.cells import (
    amount_of,
    indicator_name,
    marks_of,
    name_of,
    period_cell,
    period_of,
    published_cell,
    value_cell,
)
from kpi.ui.data import catalogue
from kpi.ui.findings import own_count
from kpi.ui.shown import NO_NUMBER, ShownNumber, column
from kpi.ui.words import former, lang, say
from kpi.wording import (
    Scale,
    number,
    scale_of,
    status_word,
    with_mark,
)


def ranking_table(ranking: Ranking) -> None:
    """The ranking with source and date of every row."""
    rows = ranking.shown.to_dict("records")
    indicator = ranking.indicator
    per = PER_CAPITA if ranking.per_capita else 0
    unit = catalogue().units[indicator.unit].name(lang())
    scale = scale_of(indicator, [r["value"] for r in rows], unit, lang(), per)
    value = f"{say('Giá trị', 'Value')} ({scale.unit})"
    rank = say("Hạng", "Rank")
    if ranking.ranks == "counted":
        rank += f" {own_count()}"
    places = {} if ranking.ranks == "none" else {rank: column([_rank(ranking, r) for r in rows])}
    frame = pd.DataFrame(
        {
            **places,
            say("Tỉnh", "Province"): [name_of(r["area"]) for r in rows],
            value: column([_scaled(r, scale) for r in rows]),
            say("Kỳ", "Period"): column([period_cell(r) for r in rows]),
            say("Nguồn", "Source"): [r["source_title"] for r in rows],
            say("Công bố", "Published"): column([published_cell(r) for r in rows]),
        }
    )
    draw.table(frame, [r["obs_id"] for r in rows], "ranking")


def _rank(ranking: Ranking, row: dict[str, Any]) -> ShownNumber:
    if ranking.is_earlier(row["area"]):
        return NO_NUMBER
    tie = "=" if ranking.indicator.kind != "rank" and ranking.tied(row["rank"]) > 1 else ""
    return ShownNumber(row["rank"], f"{row['rank']}{tie}")


def _scaled(row: dict[str, Any], scale: Scale) -> ShownNumber:
    """A value in the unit of its column's head, with hedge and marks."""
    value = row["value"] / scale.divisor
    text = with_mark(number(value, scale.decimals, lang()), row["qualifier"])
    return ShownNumber(value, text + marks_of(row))


def trend_table(trend: Trend) -> None:
    """Every point of a trend, newest first."""
    rows = trend.points.iloc[::-1].to_dict("records")
    frame = pd.DataFrame(
        {
            say("Tỉnh", "Province"): [former(catalogue().area(r["area"])) for r in rows],
            say("Kỳ", "Period"): column([period_cell(r) for r in rows]),
            say("Loại", "Kind"): [status_word(r["obs_status"], lang()) for r in rows],
            say("Giá trị", "Value"): column([value_cell(r) for r in rows]),
            say("Nguồn", "Source"): [r["source_title"] for r in rows],
        }
    )
    draw.table(frame, [r["obs_id"] for r in rows], "trend")


def promised_table(profile: Profile) -> None:
    """Estimates, targets and plans of one area: never beside results."""
    rows = profile.promised.to_dict("records")
    frame = pd.DataFrame(
        {
            say("Chỉ tiêu", "Indicator"): [indicator_name(r["indicator"]) for r in rows],
            say("Loại", "Kind"): [status_word(r["obs_status"], lang()) for r in rows],
            say("Giá trị", "Value"): column([value_cell(r) for r in rows]),
            say("Kỳ", "Period"): column([period_cell(r) for r in rows]),
            say("Nguồn", "Source"): [r["source_title"] for r in rows],
        }
    )
    draw.table(frame, [r["obs_id"] for r in rows], "promised")


def predecessors_table(profile: Profile) -> None:
    """The latest figures of the merged provinces beside the new one's, and how many reported.

    A row opens the new province's figure, else the first predecessor's.
    """
    merged = profile.merged
    if merged.empty:
        return
    cells = {(r["indicator"], r["area"]): r for r in merged.to_dict("records")}
    ids = [i for i in catalogue().indicators if i in set(merged["indicator"])]
    own = {i: profile.own(i) for i in ids}
    counts = [predecessors_reporting(profile, i) for i in ids]
    of = len(profile.area.predecessors)
    columns = {
        former(catalogue().area(key)): [_dated(cells.get((i, key))) for i in ids]
        for key in profile.area.predecessors
    }
    frame = pd.DataFrame(
        {
            say("Chỉ tiêu", "Indicator"): [indicator_name(i) for i in ids],
            profile.area.name(lang()): [_dated(own[i]) for i in ids],
            say("Tỉnh cũ có số", "Former with a figure"): [
                f"{have}/{of} ({year})" for have, year in counts
            ],
            **columns,
        }
    )
    first = merged.drop_duplicates("indicator").set_index("indicator")["obs_id"]
    opened = [own_row["obs_id"] if (own_row := own[i]) else str(first[i]) for i in ids]
    with st.expander(
        say(
            f"Số liệu của {of} tỉnh trước sắp xếp ({len(ids)} chỉ tiêu)",
            f"Figures of the {of} provinces before the merger ({len(ids)} indicators)",
        )
    ):
        draw.table(frame, opened, "predecessors")


def _dated(row: Mapping[str, Any] | None) -> str:
    """A figure with its period; "–" for none, which is not zero."""
    if row is None:
        return "–"
    told = dict(row)
    return f"{amount_of(told)}{marks_of(told)} · {period_of(told)}"
