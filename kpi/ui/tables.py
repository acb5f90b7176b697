"""Analysis results as tables of text: all digits, units in the header, numbers flush right."""

import pandas as pd
import streamlit as st

from kpi.analysis.profile import Profile
from kpi.analysis.ranking import PER_CAPITA, Ranking
from kpi.analysis.trend import Trend
from kpi.export.csv import ranking_csv
from kpi.ui import draw
from kpi.ui.cells import amount_of, indicator_name, marks_of, name_of, period_of
from kpi.ui.data import catalogue
from kpi.ui.words import former, lang, say
from kpi.wording import (
    number,
    partial_date_text,
    scale_of,
    status_word,
    with_mark,
)


def ranking_table(ranking: Ranking) -> None:
    """The ranking with source and date of every row."""
    rows = ranking.rows.to_dict("records")
    indicator = ranking.indicator
    per = PER_CAPITA if ranking.per_capita else 0
    unit = catalogue().units[indicator.unit].name(lang())
    scale = scale_of(indicator, [r["value"] for r in rows], unit, lang(), per)
    value = f"{say('Giá trị', 'Value')} ({scale.unit})"
    rank = say("Hạng", "Rank")
    frame = pd.DataFrame(
        {
            rank: [str(r["rank"]) for r in rows],
            say("Tỉnh", "Province"): [name_of(r["area"]) for r in rows],
            value: [
                with_mark(
                    number(r["value"] / scale.divisor, scale.decimals, lang()), r["qualifier"]
                )
                + marks_of(r)
                for r in rows
            ],
            say("Kỳ", "Period"): [period_of(r) for r in rows],
            say("Nguồn", "Source"): [r["source_title"] for r in rows],
            say("Công bố", "Published"): [
                partial_date_text(r["published_on"], lang()) for r in rows
            ],
        }
    )
    draw.table(frame, [r["obs_id"] for r in rows], "ranking", right=[rank, value])


def take_along(ranking: Ranking) -> None:
    """The ranking as a file, with the source of every row."""
    st.download_button(
        say("Tải về CSV", "Download CSV"),
        lambda: ranking_csv(ranking, catalogue()),
        f"{ranking.indicator.id}-{ranking.period.key}-{ranking.scheme}.csv",
        "text/csv",
        icon=":material/download:",
    )


def trend_table(trend: Trend) -> None:
    """Every point of a trend, newest first."""
    rows = trend.points.iloc[::-1].to_dict("records")
    value = say("Giá trị", "Value")
    frame = pd.DataFrame(
        {
            say("Tỉnh", "Province"): [former(catalogue().area(r["area"])) for r in rows],
            say("Kỳ", "Period"): [period_of(r) for r in rows],
            say("Loại", "Kind"): [status_word(r["obs_status"], lang()) for r in rows],
            value: [amount_of(r) + marks_of(r) for r in rows],
            say("Nguồn", "Source"): [r["source_title"] for r in rows],
        }
    )
    draw.table(frame, [r["obs_id"] for r in rows], "trend", right=[value])


def promised_table(profile: Profile) -> None:
    """Estimates, targets and plans of one area: never beside results."""
    rows = profile.promised.to_dict("records")
    value = say("Giá trị", "Value")
    frame = pd.DataFrame(
        {
            say("Chỉ tiêu", "Indicator"): [indicator_name(r["indicator"]) for r in rows],
            say("Loại", "Kind"): [status_word(r["obs_status"], lang()) for r in rows],
            value: [amount_of(r) + marks_of(r) for r in rows],
            say("Kỳ", "Period"): [period_of(r) for r in rows],
            say("Nguồn", "Source"): [r["source_title"] for r in rows],
        }
    )
    draw.table(frame, [r["obs_id"] for r in rows], "promised", right=[value])
