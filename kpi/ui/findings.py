"""Titles that are findings, made from the data; never a rank without its base."""

from kpi.analysis.profile import Profile
from kpi.analysis.ranking import Ranking
from kpi.analysis.trend import Trend
from kpi.model import Period
from kpi.ui.cells import amount_of, indicator_name, name_of, period_of, value_text
from kpi.ui.data import catalogue
from kpi.ui.words import former, lang, say
from kpi.wording import number, period_text, status_word

FEW = 8
"""With fewer areas than this figures are named, and nobody is said to lead."""


def when(period: Period) -> str:
    """A period inside a sentence."""
    text = period_text(period, lang())
    return say(f"năm {text}", text) if period.kind == "year" else text


def ranking_title(ranking: Ranking, mine: frozenset[str], moved: int | None) -> str:
    """What the ranking says: where my province stands, else who leads, else how little is known."""
    indicator = ranking.indicator.name(lang())
    rows = ranking.rows
    if rows.empty:
        return say(
            f"Chưa tỉnh nào có số liệu: {indicator}, {when(ranking.period)}",
            f"No province has a figure yet: {indicator}, {when(ranking.period)}",
        )
    if ranking.status != "actual":
        return _promise_title(ranking)
    own = rows[rows["area"].isin(mine)]
    base = f"{ranking.coverage[0]}/{ranking.coverage[1]}"
    if not own.empty and len(rows) >= FEW:
        row = own.iloc[0]
        of = len(rows) if ranking.missing else ranking.expected
        step = _step(moved)
        return say(
            f"{name_of(row['area'])} đứng thứ {row['rank']}/{of} về {indicator} "
            f"{when(ranking.period)}{step}",
            f"{name_of(row['area'])} is number {row['rank']} of {of} in {indicator}, "
            f"{when(ranking.period)}{step}",
        )
    first = rows.iloc[0] if own.empty else own.iloc[0]
    value = value_text(ranking, first["value"], first["qualifier"])
    if len(rows) < FEW:
        return say(
            f"Mới có {base} tỉnh báo cáo {indicator} {when(ranking.period)}: "
            f"{name_of(first['area'])} {value}",
            f"Only {base} provinces report {indicator} for {when(ranking.period)}: "
            f"{name_of(first['area'])} {value}",
        )
    if ranking.indicator.direction == "neutral":
        return say(
            f"{name_of(first['area'])} có {indicator} lớn nhất {when(ranking.period)}: {value}",
            f"{name_of(first['area'])} has most {indicator}, {when(ranking.period)}: {value}",
        )
    return say(
        f"{name_of(first['area'])} dẫn đầu về {indicator} {when(ranking.period)}: {value}",
        f"{name_of(first['area'])} leads in {indicator}, {when(ranking.period)}: {value}",
    )


def _promise_title(ranking: Ranking) -> str:
    """Estimates, targets and plans are named as such, and nobody leads by promising."""
    first = ranking.rows.iloc[0]
    kind = status_word(ranking.status, lang()).capitalize()
    indicator = ranking.indicator.name(lang())
    value = value_text(ranking, first["value"], first["qualifier"])
    have, of = ranking.coverage
    return say(
        f"{kind} {indicator} {when(ranking.period)}: {name_of(first['area'])} {value} "
        f"({have}/{of} tỉnh có {kind.lower()})",
        f"{kind}, {indicator}, {when(ranking.period)}: {name_of(first['area'])} {value} "
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
    ends = [f"{amount_of(row)} ({period_of(row)})" for row in map(dict, (first, last))]
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


def coverage_text(have: int, of: int) -> str:
    """How many areas have a figure, of how many."""
    counts = f"{number(have, 0, lang())}/{number(of, 0, lang())}"
    return say(f"{counts} tỉnh có số liệu", f"{counts} provinces have a figure")


def profile_title(profile: Profile) -> str:
    """Where an area is best placed among complete rankings, else how much is known of it."""
    name = former(profile.area)
    ranked = profile.latest[(profile.latest["ranked"] >= FEW) & profile.latest["rank"].notna()]
    kinds = [catalogue().indicator(i) for i in ranked["indicator"]]
    ranked = ranked[[i.direction != "neutral" and i.kind != "rank" for i in kinds]]
    if ranked.empty:
        count = len(profile.latest)
        return say(
            f"{name}: {count} chỉ tiêu có số liệu", f"{name}: {count} indicators have figures"
        )
    best = ranked.loc[(ranked["rank"] / ranked["ranked"]).astype(float).idxmin()]
    indicator = indicator_name(best["indicator"])
    period = when(Period.of(best["period"]))
    return say(
        f"{name} cao nhất ở {indicator}: thứ {best['rank']}/{best['ranked']} {period}",
        f"{name} does best in {indicator}: number {best['rank']} of {best['ranked']}, {period}",
    )
