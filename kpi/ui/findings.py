"""Titles that are findings, made from the data; never a rank without its base."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from kpi.analysis.profile import Profile
from kpi.analysis.ranking import FEW, Moves, Ranking, place_in_region
from kpi.analysis.trend import Trend
from kpi.model import ObsStatus, Period
from kpi.ui.cells import (
    amount_of,
    difference_text,
    marks_of,
    period_of,
    territory,
    value_text,
)
from kpi.ui.data import catalogue
from kpi.ui.words import former, lang, say
from kpi.wording import number, period_text, status_word

_NAMED = 3
"""So many figures are named in a title where there are no more."""


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
    if ranking.ranked < FEW:
        return _few_title(ranking, own)
    if own is None:
        return _leader_title(ranking, first_row(rows).to_dict())
    return _own_title(ranking, own.to_dict(), moves)


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


def _own_title(ranking: Ranking, row: dict[str, Any], moves: Moves | None, name: str = "") -> str:
    name = name or territory(row["area"])
    indicator, period = ranking.indicator.name(lang()), when_of(ranking)
    if ranking.indicator.kind == "rank":
        return say(
            f"{name}: hạng {row['rank']} trên {ranking.size} về {indicator} {period}",
            f"{name}: {indicator} {row['rank']} of {ranking.size}, {period}",
        )
    rank, value = rank_text(ranking, row, ""), amount_shown(ranking, row)
    if ranking.ranked < ranking.size:
        rank += say(" tỉnh có số liệu", " with a figure")
    if not ranking.printed:
        rank += f" {own_count()}"
    apart = _distances(ranking, row)
    place = region_text(ranking, row) if ranking.region else ""
    step = _step(None if moves is None or moves.broken else moves.of(row["area"]), moves)
    standing = say(
        f"{name} xếp {rank} về {indicator} {period} ({value})",
        f"{name} ranks {rank} in {indicator}, {period} ({value})",
    )
    return ", ".join(part for part in (standing, place, *apart, step) if part)


def rank_text(ranking: Ranking, row: dict[str, Any], own: str | None = None) -> str:
    """A place among how many: 11/34, 11=/34 where it is shared.

    Behind a rank of our own counting stands `own`; "(tự tính)" when None.
    """
    tie = "=" if ranking.tied(row["rank"]) > 1 else ""
    place = say(f"{row['rank']}{tie}/{ranking.ranked}", f"{row['rank']}{tie} of {ranking.ranked}")
    if ranking.printed:
        return place
    return f"{place} {own_count()}" if own is None else f"{place}{own}"


def own_count() -> str:
    """What is said beside a rank that no document prints."""
    return say("(tự tính)", "(our count)")


def _distances(ranking: Ranking, row: dict[str, Any]) -> list[str]:
    """How far it is to the next place, and from the median; stages have no distances."""
    if ranking.indicator.kind == "milestone" or row["flagged"]:
        return []
    found = []
    above, below = ranking.above(row["area"]), ranking.below(row["area"])
    if above is not None:
        step = difference_text(ranking, abs(float(above["value"]) - float(row["value"])))
        found.append(
            say(f"cách hạng {above['rank']} là {step}", f"{step} behind rank {above['rank']}")
        )
    elif below is not None:
        step = difference_text(ranking, abs(float(below["value"]) - float(row["value"])))
        found.append(
            say(f"hơn hạng {below['rank']} là {step}", f"{step} ahead of rank {below['rank']}")
        )
    if ranking.median is not None:
        off = float(row["value"]) - ranking.median
        step = difference_text(ranking, abs(off))
        if off > 0:
            found.append(say(f"cao hơn trung vị {step}", f"{step} above the median"))
        elif off < 0:
            found.append(say(f"thấp hơn trung vị {step}", f"{step} below the median"))
        else:
            found.append(say("bằng trung vị", "at the median"))
    return found


def region_text(ranking: Ranking, row: dict[str, Any]) -> str:
    """The place within the area's region: "3/8 vùng Đồng bằng sông Hồng"; "" without one."""
    found = place_in_region(ranking, catalogue(), row["area"])
    if found is None or not ranking.comparable or ranking.indicator.kind == "rank":
        return ""
    place, of, region = found
    return say(f"{place}/{of} vùng {region.name_vi}", f"{place} of {of} in {region.name_en}")


def _few_title(ranking: Ranking, own: pd.Series | None) -> str:
    """How few report, and what mine says; nobody leads among a handful."""
    rows = ranking.rows.to_dict("records")
    named = [own.to_dict()] if own is not None else rows if len(rows) <= _NAMED else []
    told = "; ".join(f"{territory(r['area'])} {amount_shown(ranking, r)}" for r in named)
    base, indicator = f"{ranking.ranked}/{ranking.size}", ranking.indicator.name(lang())
    return say(
        f"Mới có {base} tỉnh báo cáo {indicator} {when_of(ranking)}",
        f"Only {base} provinces report {indicator} for {when_of(ranking)}",
    ) + (f": {told}" if told else "")


def _leader_title(ranking: Ranking, row: dict[str, Any]) -> str:
    indicator, value = ranking.indicator.name(lang()), amount_shown(ranking, row)
    name, period = territory(row["area"]), when_of(ranking)
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
    name, period, place = territory(row["area"]), when_of(ranking), region_name(ranking)
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
        f"{kind} {indicator} {when_of(ranking)}: {territory(first['area'])} {value} "
        f"({have}/{of} tỉnh có {kind.lower()})",
        f"{kind}, {indicator}, {when_of(ranking)}: {territory(first['area'])} {value} "
        f"({have}/{of} provinces have one)",
    )


def _step(moved: int | None, moves: Moves | None) -> str:
    if moved is None or moves is None:
        return ""
    year = moves.before.period.year
    if moved == 0:
        return say(f"giữ nguyên bậc so với {year}", f"unchanged since {year}")
    count = abs(moved)
    if moved > 0:
        return say(f"tăng {count} bậc so với {year}", f"up {count} since {year}")
    return say(f"giảm {count} bậc so với {year}", f"down {count} since {year}")


def trend_title(trend: Trend) -> str:
    """How the first chosen area moved within its latest series; breaks are not bridged."""
    indicator = trend.indicator.name(lang())
    actual = trend.points[trend.points["obs_status"] == "actual"]
    if actual.empty:
        return say(f"Chưa có kết quả nào về {indicator}", f"No result yet: {indicator}")
    area = next(a for a in trend.areas if a in set(actual["area"]))
    points = actual[actual["area"] == area]
    name = former(catalogue().area(area))
    series = points[points["segment"] == points.iloc[-1]["segment"]]
    first, last = map(dict, (series.iloc[0], series.iloc[-1]))
    ends = [f"{amount_of(row)}{marks_of(row)} ({period_of(row)})" for row in (first, last)]
    before = len(series) < len(points)
    if len(series) == 1:
        alone = (
            say("không so được với các kỳ trước", "not comparable with earlier periods")
            if before
            else say("chỉ có một kỳ số liệu", "the only period")
        )
        return f"{name}: {indicator} {ends[1]}, {alone}"
    if first["value"] == last["value"]:
        since = period_of(first)
        return say(
            f"{name}: {indicator} {ends[1]}, không đổi từ {since}",
            f"{name}: {indicator} {ends[1]}, unchanged since {since}",
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
    """Where an area stands on the leading index, else how much is known of it."""
    name = former(profile.area)
    placed = leading(profile)
    if placed is None:
        count = len(profile.latest)
        return say(
            f"{name}: {count} chỉ tiêu có số liệu", f"{name}: {count} indicators have figures"
        )
    return _own_title(*placed, None, name)


def leading(profile: Profile) -> tuple[Ranking, dict[str, Any]] | None:
    """The ranking of the composite headline and the area's row; None where it compares few."""
    for indicator in catalogue().indicators.values():
        ranking = profile.rankings.get(indicator.id)
        if indicator.pillar == "index" and indicator.headline and ranking is not None:
            own = own_row(ranking, counterparts(profile, ranking))
            known = profile.own(indicator.id) is not None
            return (
                (ranking, own.to_dict())
                if known and own is not None and ranking.comparable
                else None
            )
    return None


def counterparts(profile: Profile, ranking: Ranking) -> tuple[str, ...]:
    """The areas of a ranking that are the profile's own, or its predecessors."""
    return catalogue().counterparts(profile.area.key, ranking.scheme)
