"""The page of peers as it is shown, one extract for each of its views."""

from collections.abc import Sequence

import pandas as pd

from kpi.analysis.association import Association
from kpi.analysis.peers import Among
from kpi.analysis.ranking import Ranking
from kpi.analysis.trend import Trend
from kpi.analysis.two_years import TwoYears
from kpi.export.parts import break_notes, mark_notes
from kpi.model.extract import Absent, Column, Extract
from kpi.ui.cells import name_of, period_of, value_text
from kpi.ui.data import catalogue
from kpi.ui.extracts.common import extract, figure_columns, figure_row, unit_of
from kpi.ui.findings import when_of
from kpi.ui.words import lang, say


def named(ranking: Ranking) -> str:
    """A column of a ranking's figures: the indicator, its unit, the period."""
    unit = unit_of(ranking.indicator.id)
    return f"{ranking.indicator.name(lang())} ({unit}), {when_of(ranking)}"


def of_ranks(answer: Among, title: str, subtitle: str) -> Extract:
    """The group with places where they are told, and populations where they made the group."""
    ranking, group = answer.ranking, answer.group
    columns = [
        Column(say("Thứ trong nhóm", "Place in the group"), "number", 0),
        Column(say("Tỉnh", "Province")),
        Column(say("Mã tỉnh", "Province code"), file_only=True),
        Column(named(ranking), "number"),
        Column(say("Hạng cả nước", "Rank in the country"), "number", 0),
        Column(say("Kỳ", "Period")),
        Column(say("Tài liệu", "Document")),
    ]
    if group.heads_in is not None:
        head = say(f"Dân số {group.heads_in}", f"Population {group.heads_in}")
        columns.append(Column(head, "number", 0))
    rows = [
        (
            int(row["place"]) if answer.ranked else None,
            name_of(row["area"]),
            row["area"],
            float(row["value"]),
            int(row["rank"]) if answer.ranked else None,
            period_of(row),
            row["source_title"],
            *([group.heads.get(row["area"])] if group.heads_in is not None else []),
        )
        for row in answer.rows.to_dict("records")
    ]
    medians = [
        (say("Trung vị nhóm", "Median of the group"), answer.median),
        (say("Trung vị cả nước", "Median of the country"), ranking.median),
    ]
    told = [f"{name}: {value_text(ranking, v)}" for name, v in medians if v is not None]
    return extract(
        title,
        tuple(columns),
        rows,
        subtitle=subtitle,
        coverage=say(
            f"{len(answer.rows)}/{len(group.areas)} tỉnh trong nhóm có số liệu",
            f"{len(answer.rows)} of {len(group.areas)} of the group have a figure",
        ),
        absent=_absent(answer.without),
        notes=(*(told if answer.ranked else ()), *_notes(answer.rows, ranking)),
        figures=answer.rows,
    )


def of_two_years(answer: TwoYears, title: str, subtitle: str, figures: pd.DataFrame) -> Extract:
    """Both values and the change, the largest rise first."""
    columns = (
        Column(say("Tỉnh", "Province")),
        Column(say("Mã tỉnh", "Province code"), file_only=True),
        Column(named(answer.before), "number"),
        Column(named(answer.after), "number"),
        Column(say("Thay đổi", "Change"), "number"),
    )
    rows = [
        (name_of(row.area), row.area, float(row.before), float(row.after), float(row.change))
        for row in answer.movers().itertuples()
    ]
    return extract(
        title,
        columns,
        rows,
        subtitle=subtitle,
        absent=_absent(answer.lacking),
        notes=_notes(figures, answer.after),
        figures=figures,
    )


def of_panels(trend: Trend, title: str, subtitle: str, without: Sequence[str]) -> Extract:
    """Every point of the group, newest first."""
    return extract(
        title,
        figure_columns(),
        (figure_row(row) for row in trend.points.iloc[::-1].to_dict("records")),
        subtitle=subtitle,
        absent=_absent(without),
        notes=(*mark_notes(trend.points, lang()), *break_notes(trend.indicator, lang())),
        figures=trend.points,
    )


def of_association(
    answer: Association, title: str, subtitle: str, figures: pd.DataFrame
) -> Extract:
    """The pairs of both indicators."""
    columns = (
        Column(say("Tỉnh", "Province")),
        Column(say("Mã tỉnh", "Province code"), file_only=True),
        Column(named(answer.x), "number"),
        Column(named(answer.y), "number"),
    )
    return extract(
        title,
        columns,
        [(name_of(r.area), r.area, float(r.x), float(r.y)) for r in answer.pairs.itertuples()],
        subtitle=subtitle,
        absent=tuple(
            Absent(name_of(area), say("Độ lớn bất thường", "Of unusual size"))
            for area in answer.doubtful
        ),
        notes=tuple(mark_notes(figures, lang())),
        figures=figures,
    )


def _absent(areas: Sequence[str]) -> tuple[Absent, ...]:
    return tuple(
        Absent(catalogue().area(area).name(lang()), say("Chưa có số liệu", "No figure"))
        for area in areas
    )


def _notes(figures: pd.DataFrame, ranking: Ranking) -> tuple[str, ...]:
    return (*mark_notes(figures, lang()), *break_notes(ranking.indicator, lang()))
