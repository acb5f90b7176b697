"""Titles that are findings, made from the data; never a rank without its base."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from kpi.analysis.profile import Profile
from kpi.analysis.ranking import Moves, Ranking
from kpi.analysis.trend import Trend
from kpi.model import ObsStatus, Period
from kpi.ui.cells import (
    amount_of,
    indicator_name,
    marks_of,
    name_of,
    period_of,
    value_text,
)
from kpi.ui.data import catalogue
from kpi.ui.words import former, lang, say
from kpi.wording import number, period_text, status_word

FEW = 8
"""With fewer areas than this the figures are named, and nobody is ranked in words."""


def enough(ranking: Ranking) -> bool:
    """Whether half of the areas have a figure, so that one may be said to lead."""
    return ranking.ranked >= max(FEW, ranking.size / 2)


def when(period: Period, *, cumulative: bool = False) -> str:
    """A period inside a sentence."""
    text = period_text(period, lang(), cumulative=cumulative)
    return say(f"năm {text}", text) if period.kind == "year" else text


def when_of(ranking: Ranking) -> str:
    """The period of a ranking inside a sentence; a day of a flow is cumulative."""
    return when(ranking.period, cumulative=ranking.indicator.measure == "flow")


def region_name(ranking: Ranking) -> str:
    """The region that is listed, "" for the whole country."""
    regions = {r.code: r.name(lang()) for r in catalogue().regions_of(ranking.scheme)}
    return regions.get(ranking.region, "")


def ranking_title(ranking: Ranking, mine: Sequence[str], moves: Moves | None) -> str:
    """What the ranking says: where my province stands, else who leads, else how little is known."""
    rows = ranking.rows
    if rows.empty:
        return _nothing_title(ranking)
    if ranking.status != "actual":
        return _promise_title(ranking)
    own = own_row(ranking, mine)
    if own is not None and ranking.ranked >= FEW:
        return _own_title(ranking, own.to_dict(), moves)
    row = first_row(rows) if own is None else own
    if ranking.ranked < FEW:
        return _few_title(ranking, row.to_dict())
    return _leader_title(ranking, row.to_dict())


def own_row(ranking: Ranking, mine: Sequence[str]) -> pd.Series | None:
    """The row of the first of my areas that has a figure."""
    return next((row for key in mine if (row := ranking.place(key)) is not None), None)


def first_row(rows: pd.DataFrame) -> pd.Series:
    """The best row that may be named first; a misprint does not make headlines."""
    plausible = rows[~rows["flagged"].astype(bool)]
    return (rows if plausible.empty else plausible).iloc[0]


def _nothing_title(ranking: Ranking) -> str:
    indicator, period = ranking.indicator.name(lang()), when_of(ranking)
    place = region_name(ranking)
    inside = say(f" ở {place}", f" in {place}") if place else ""
    return say(
        f"Chưa tỉnh nào{inside} có số liệu: {indicator}, {period}",
        f"No province{inside} has a figure yet: {indicator}, {period}",
    )


def _own_title(ranking: Ranking, row: dict[str, Any], moves: Moves | None) -> str:
    name, indicator, period = name_of(row["area"]), ranking.indicator.name(lang()), when_of(ranking)
    if ranking.indicator.kind == "rank":
        return say(
            f"{name}: hạng {row['rank']} trên {ranking.size} về {indicator} {period}",
            f"{name}: {indicator} {row['rank']} of {ranking.size}, {period}",
        )
    step = _step(None if moves is None or moves.broken else moves.of(row["area"]))
    complete = ranking.ranked == ranking.size
    base = say(
        f"{row['rank']}/{ranking.ranked}" + ("" if complete else " tỉnh có số liệu"),
        f"{row['rank']} of {ranking.ranked}" + ("" if complete else " with a figure"),
    )
    return say(
        f"{name} đứng thứ {base} về {indicator} {period}{step}",
        f"{name} is number {base} in {indicator}, {period}{step}",
    )


def _few_title(ranking: Ranking, row: dict[str, Any]) -> str:
    told = f"{name_of(row['area'])} {amount_shown(ranking, row)}"
    base, indicator = f"{ranking.ranked}/{ranking.size}", ranking.indicator.name(lang())
    return say(
        f"Mới có {base} tỉnh báo cáo {indicator} {when_of(ranking)}: {told}",
        f"Only {base} provinces report {indicator} for {when_of(ranking)}: {told}",
    )


def _leader_title(ranking: Ranking, row: dict[str, Any]) -> str:
    indicator, value = ranking.indicator.name(lang()), amount_shown(ranking, row)
    name, period = name_of(row["area"]), when_of(ranking)
    place = region_name(ranking)
    tied = int((ranking.rows["rank"] == row["rank"]).sum())
    if tied > 1:
        inside = say(f" {place}", f" of {place}") if place else ""
        return say(
            f"{tied} tỉnh cùng đứng đầu{inside} về {indicator} {period}: {value}",
            f"{tied} provinces share the lead{inside} in {indicator}, {period}: {value}",
        )
    if place:
        return _region_title(ranking, row)
    if not enough(ranking):
        return say(
            f"Trong {ranking.ranked}/{ranking.size} tỉnh có số liệu, {name} đứng đầu về "
            f"{indicator} {period}: {value}",
            f"Of {ranking.ranked}/{ranking.size} provinces with a figure, {name} is first in "
            f"{indicator}, {period}: {value}",
        )
    if ranking.indicator.direction == "neutral":
        return say(
            f"{name} có {indicator} lớn nhất {period}: {value}",
            f"{name} has most {indicator}, {period}: {value}",
        )
    return say(
        f"{name} dẫn đầu về {indicator} {period}: {value}",
        f"{name} leads in {indicator}, {period}: {value}",
    )


def _region_title(ranking: Ranking, row: dict[str, Any]) -> str:
    indicator, value = ranking.indicator.name(lang()), amount_shown(ranking, row)
    name, period, place = name_of(row["area"]), when_of(ranking), region_name(ranking)
    rank, of = row["rank"], ranking.ranked
    whole = say(f", thứ {rank}/{of} cả nước", f", number {rank} of {of} in the country")
    if ranking.indicator.kind == "rank":  # its value is the rank
        whole = ""
    elif ranking.ranked < ranking.size:
        whole = say(
            f", thứ {rank}/{of} tỉnh có số liệu",
            f", number {rank} of {of} with a figure",
        )
    return say(
        f"{name} đứng đầu {place} về {indicator} {period}: {value}{whole}",
        f"{name} is first in {place} in {indicator}, {period}: {value}{whole}",
    )


def amount_shown(ranking: Ranking, row: dict[str, Any]) -> str:
    """A value of a ranking with its unit, hedge and marks."""
    return value_text(ranking, row["value"], row["qualifier"]) + marks_of(row)


def _promise_title(ranking: Ranking) -> str:
    """Estimates, targets and plans are named as such, and nobody leads by promising."""
    first = first_row(ranking.rows)
    kind = status_word(ranking.status, lang()).capitalize()
    indicator = ranking.indicator.name(lang())
    value = value_text(ranking, first["value"], first["qualifier"])
    have, of = ranking.coverage
    return say(
        f"{kind} {indicator} {when_of(ranking)}: {name_of(first['area'])} {value} "
        f"({have}/{of} tỉnh có {kind.lower()})",
        f"{kind}, {indicator}, {when_of(ranking)}: {name_of(first['area'])} {value} "
        f"({have}/{of} provinces have one)",
    )


def _step(moved: int | None) -> str:
    if moved is None:
        return ""
    if moved == 0:
        return say(", giữ nguyên bậc", ", unchanged")
    count = abs(moved)
    if moved > 0:
        return say(f", tăng {count} bậc", f", up {count}")
    return say(f", giảm {count} bậc", f", down {count}")


def trend_title(trend: Trend) -> str:
    """How the first chosen area moved between its first and last result."""
    indicator = trend.indicator.name(lang())
    actual = trend.points[trend.points["obs_status"] == "actual"]
    if actual.empty:
        return say(f"Chưa có kết quả nào về {indicator}", f"No result yet: {indicator}")
    area = next(a for a in trend.areas if a in set(actual["area"]))
    points = actual[actual["area"] == area]
    first, last = points.iloc[0], points.iloc[-1]
    ends = [
        f"{amount_of(row)}{marks_of(row)} ({period_of(row)})" for row in map(dict, (first, last))
    ]
    name = former(catalogue().area(area))
    if len(points) == 1:
        return say(
            f"{name}: {indicator} {ends[0]}, chỉ có một kỳ số liệu",
            f"{name}: {indicator} {ends[0]}, the only period",
        )
    if first["segment"] != last["segment"]:
        return say(
            f"{name}: {indicator} {ends[0]} và {ends[1]}, không liền chuỗi",
            f"{name}: {indicator} {ends[0]} and {ends[1]}, not one series",
        )
    if first["value"] == last["value"]:
        return say(
            f"{name}: {indicator} {ends[1]}, không đổi từ {period_of(dict(first))}",
            f"{name}: {indicator} {ends[1]}, unchanged since {period_of(dict(first))}",
        )
    return say(
        f"{name}: {indicator} từ {ends[0]} đến {ends[1]}",
        f"{name}: {indicator} from {ends[0]} to {ends[1]}",
    )


def coverage_text(have: int, of: int, status: ObsStatus = "actual") -> str:
    """How many areas have a figure, or a target or plan, of how many."""
    counts = f"{number(have, 0, lang())}/{number(of, 0, lang())}"
    if status == "actual":
        return say(f"{counts} tỉnh có số liệu", f"{counts} provinces have a figure")
    kind = status_word(status, lang())
    return say(f"{counts} tỉnh có số {kind}", f"{counts} provinces have a figure: {kind}")


def profile_title(profile: Profile) -> str:
    """Where an area stands best among well covered indicators, else how much is known of it."""
    name = former(profile.area)
    latest = profile.latest
    well = latest[
        latest["rank"].notna() & (latest["ranked"] >= (latest["size"] / 2).clip(lower=FEW))
    ]
    kinds = [catalogue().indicator(i) for i in well["indicator"]]
    judged = [i.direction != "neutral" and i.kind not in ("rank", "milestone") for i in kinds]
    # A first place shared with many tells nothing; where most reach the ceiling, all do.
    well = well[pd.Series(judged, index=well.index, dtype=bool) & (well["tied"] <= 3)]
    if well.empty:
        count = len(latest)
        return say(
            f"{name}: {count} chỉ tiêu có số liệu", f"{name}: {count} indicators have figures"
        )
    best = well.loc[(well["rank"] / well["ranked"]).astype(float).idxmin()]
    indicator = indicator_name(best["indicator"])
    period = when(Period.of(best["period"]))
    return say(
        f"Thứ hạng cao nhất của {name}: {best['rank']}/{best['ranked']} về {indicator} {period}",
        f"{name} ranks best in {indicator}: {best['rank']} of {best['ranked']}, {period}",
    )
