"""The overview as it is shown: one row a card, of my province or of all that report."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from kpi.analysis.overview import Headline, Stamp
from kpi.analysis.profile import Profile
from kpi.analysis.ranking import Ranking
from kpi.export.parts import mark_notes
from kpi.export.ranking import ranking_extract
from kpi.model import Indicator
from kpi.model.extract import Absent, Cell, Column, Drawing, Extract
from kpi.ui.controls import mine as my_areas
from kpi.ui.data import catalogue
from kpi.ui.extracts.common import extract, unit_of
from kpi.ui.findings import counterparts, coverage_text, rank_text, when
from kpi.ui.words import former, lang, say
from kpi.wording import day_text


def of_overview(
    title: str, stamp: Stamp, answers: Sequence[Headline], mine: Profile | None
) -> Extract:
    """The cards' figures: mine beside the median of the very ranking it stands in."""
    rankings = [a.ranking for a in answers if a.ranking is not None]
    figures = _figures(answers, mine)
    name = "" if mine is None else former(mine.area)
    return extract(
        title,
        _columns(name),
        (_row(answer, mine) for answer in answers),
        subtitle=name or say("Cả nước", "Whole country"),
        filters=((say("Tỉnh của tôi", "My province"), name),) if name else (),
        coverage=say(
            f"{len(rankings)}/{len(answers)} chỉ tiêu có số liệu",
            f"{len(rankings)} of {len(answers)} indicators have figures",
        ),
        cut_off=_cut_off(stamp.last_day),
        absent=tuple(_absent(answers, mine)),
        notes=tuple(mark_notes(figures, lang())) if figures is not None else (),
        drawing=_drawing(rankings[0]) if rankings else None,
        figures=figures,
    )


def _columns(name: str) -> tuple[Column, ...]:
    """Without my province there is nothing of one's own to list."""
    own = (Column(name, "number"), Column(say("Hạng", "Rank"))) if name else ()
    return (
        Column(say("Chỉ tiêu", "Indicator")),
        Column(say("Đơn vị tính", "Unit")),
        *own,
        Column(say("Trung vị", "Median"), "number"),
        Column(say("Thấp nhất", "Lowest"), "number", file_only=True),
        Column(say("Cao nhất", "Highest"), "number", file_only=True),
        Column(say("Kỳ", "Period")),
        Column(say("Độ phủ", "Coverage")),
    )


def _row(answer: Headline, mine: Profile | None) -> tuple[Cell, ...]:
    indicator = answer.indicator
    ranking = answer.ranking
    if mine is not None:
        ranking = mine.rankings.get(indicator.id, ranking)
    own = () if mine is None else _own(indicator, mine, ranking)
    head = (indicator.name(lang()), unit_of(indicator.id), *own)
    if ranking is None:
        return (*head, None, None, None, "", "")
    covered = coverage_text(*ranking.coverage)
    return (*head, *_spread(ranking), when(ranking.period), covered)


def _own(indicator: Indicator, mine: Profile, ranking: Ranking | None) -> tuple[Cell, Cell]:
    """The figure of my province and its rank among how many; nothing where it has none."""
    own = mine.own(indicator.id)
    if own is None or ranking is None:
        return None, ""
    keys = counterparts(mine, ranking)
    placed = next((r for key in keys if (r := ranking.place(key)) is not None), None)
    value = float(own["value"])
    if placed is None or not ranking.comparable or indicator.kind in _UNRANKED:
        return value, ""
    return value, rank_text(ranking, placed.to_dict())


_UNRANKED = ("rank", "milestone")


def _spread(ranking: Ranking) -> tuple[float | None, float | None, float | None]:
    """Median, lowest and highest plausible figure where so many compare that they say something."""
    rows = ranking.rows[~ranking.rows["flagged"].astype(bool)]
    if not ranking.comparable or rows.empty or ranking.indicator.kind in _UNRANKED:
        return None, None, None
    return ranking.median, float(rows["value"].min()), float(rows["value"].max())


def _absent(answers: Sequence[Headline], mine: Profile | None) -> list[Absent]:
    found = []
    for answer in answers:
        name = answer.indicator.name(lang())
        if mine is not None and mine.own(answer.indicator.id) is None:
            older = mine.predecessors(answer.indicator.id)
            reason = say("Chưa báo cáo", "Not reported")
            if older:
                reason = say("Chỉ có số của tỉnh cũ", "Of the former provinces only")
            found.append(Absent(name, reason))
        elif answer.ranking is None:
            found.append(Absent(name, say("Chưa có số liệu", "No figure")))
    return found


def _figures(answers: Sequence[Headline], mine: Profile | None) -> pd.DataFrame | None:
    """The observations behind the rows: mine, else of the country's rankings."""
    shown = {a.indicator.id for a in answers}
    if mine is not None:
        return mine.latest[mine.latest["indicator"].isin(shown)].reset_index(drop=True)
    found = [a.ranking.rows for a in answers if a.ranking is not None]
    return pd.concat(found, ignore_index=True) if found else None


def _cut_off(last_day: date | None) -> str:
    if last_day is None:
        return ""
    day = day_text(last_day, lang())
    return say(f"số liệu đến {day}", f"figures to {day}")


def _drawing(ranking: Ranking) -> Drawing | None:
    """The drawing of the first headline, which the page draws as a map."""
    mine = my_areas(ranking.scheme)
    return ranking_extract(
        ranking, catalogue(), lang(), title="", taken_on=date.min, mine=mine
    ).drawing
