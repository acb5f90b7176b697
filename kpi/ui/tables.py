"""Analysis results as tables of text: all digits, units in the header, numbers flush right."""

from typing import Any

import pandas as pd

from kpi.analysis.profile import Profile
from kpi.analysis.ranking import PER_CAPITA, Ranking
from kpi.analysis.trend import Trend
from kpi.ui import draw
from kpi.ui.cells import (
    indicator_name,
    marks_of,
    name_of,
    period_cell,
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
