"""The profile of a province as it is shown: results, its predecessors' figures, promises."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from kpi.analysis.profile import Profile
from kpi.analysis.ranking import Ranking
from kpi.analysis.restate import Row, rows_of
from kpi.export.parts import mark_notes
from kpi.model.extract import Cell, Column, Extract
from kpi.ui.cells import value_text
from kpi.ui.data import catalogue
from kpi.ui.extracts.common import extract, figure_columns, figure_row
from kpi.ui.findings import counterparts, rank_text
from kpi.ui.profile_parts import pillar_name, pillars
from kpi.ui.words import former, lang, say

_UNIT = 6
"""So many of the columns of figures stand up to the unit."""


def of_profile(profile: Profile, title: str) -> Extract:
    """Every indicator in the order of the page, then estimates, targets and plans."""
    former_figures = profile.former.assign(parts=[()] * len(profile.former))
    figures = [f for f in (profile.latest, former_figures, profile.promised) if not f.empty]
    shown = pd.concat(figures, ignore_index=True) if figures else profile.latest
    before, behind = figure_columns()[:_UNIT], figure_columns()[_UNIT:]
    columns = (
        Column(say("Trụ cột", "Pillar"), file_only=True),
        *before,
        Column(say("Hạng", "Rank")),
        Column(say("Trung vị", "Median")),
        Column(say("Năm trước", "Year before"), "number", file_only=True),
        *behind,
    )
    have = len(profile.latest)
    return extract(
        title,
        columns,
        (*_results(profile), *_promises(profile)),
        subtitle=former(profile.area),
        filters=((say("Tỉnh", "Province"), former(profile.area)),),
        coverage=say(f"{have} chỉ tiêu có số liệu", f"{have} indicators have figures"),
        notes=tuple(mark_notes(shown, lang())),
        figures=shown,
    )


def _results(profile: Profile) -> Iterator[tuple[Cell, ...]]:
    for pillar, indicators in pillars(profile):
        for indicator in indicators:
            row = profile.own(indicator)
            if row is not None:
                yield _row(pillar, row, _standing(profile, row))
            for older in profile.predecessors(indicator):
                yield _row(pillar, older)


def _row(pillar: str, row: Row, standing: tuple[Cell, ...] = ("", "", None)) -> tuple[Cell, ...]:
    """A figure with where it stands behind its unit."""
    told = figure_row(row)
    return (pillar, *told[:_UNIT], *standing, *told[_UNIT:])


def _standing(profile: Profile, row: Row) -> tuple[Cell, ...]:
    """Rank among how many, the median, the comparable figure of the year before."""
    ranking = profile.rankings[row["indicator"]]
    before = None if row["before"] != row["before"] else float(row["before"])
    median = ""
    if ranking.comparable and ranking.median is not None and ranking.indicator.kind != "milestone":
        median = value_text(ranking, ranking.median)
    return _rank(profile, ranking), median, before


def _rank(profile: Profile, ranking: Ranking) -> str:
    if ranking.indicator.kind in ("rank", "milestone") or not ranking.comparable:
        return ""
    own = counterparts(profile, ranking)
    placed: Any = next((r for key in own if (r := ranking.place(key)) is not None), None)
    return "" if placed is None else rank_text(ranking, placed.to_dict())


def _promises(profile: Profile) -> Iterator[tuple[Cell, ...]]:
    for row in rows_of(profile.promised):
        indicator = catalogue().indicators.get(row["indicator"])
        pillar = "" if indicator is None else pillar_name(indicator.pillar)
        yield _row(pillar, row)
