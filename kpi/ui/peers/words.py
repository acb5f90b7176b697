"""Titles and subtitles of the page of peers, made from the data."""

from collections.abc import Sequence

from kpi.analysis.association import Association
from kpi.analysis.peers import Among, Group
from kpi.analysis.ranking import Ranking
from kpi.analysis.trend import Trend
from kpi.analysis.two_years import TwoYears
from kpi.ui.cells import difference_text, territory, value_text
from kpi.ui.data import catalogue
from kpi.ui.findings import amount_shown, own_count, when_of
from kpi.ui.words import lang, say
from kpi.wording import number, status_word


def group_text(group: Group) -> str:
    """The group inside a sentence: "trong vùng Đồng bằng sông Hồng"."""
    area = catalogue().area(group.area)
    if group.kind == "region":
        named = next(
            r.name(lang()) for r in catalogue().regions_of(area.scheme) if r.code == area.region
        )
        return say(f"trong {named}", f"in {named}")
    if group.kind == "size":
        return say("trong nhóm dân số gần nhất", "among those nearest by population")
    if group.kind == "own":
        return say("trong nhóm tự chọn", "in the chosen group")
    if area.scheme == "vn63":
        return say("trong các tỉnh cũ cùng sáp nhập", "among those merged with it")
    if len(area.predecessors) > 1:
        return say("trong các tỉnh sáp nhập", "among the merged provinces")
    return say("trong các tỉnh giữ nguyên", "among the provinces left as they were")


def ranks_title(answer: Among) -> str:
    """Where the province stands in its group, no rank where none may be told."""
    ranking, group = answer.ranking, group_text(answer.group)
    indicator, period = ranking.indicator.name(lang()), when_of(ranking)
    name, own = territory(answer.group.area), answer.own
    have = len(answer.rows)
    if own is None:
        return say(
            f"{name} chưa có số liệu: {indicator} {period}; {group} có {have} tỉnh",
            f"{name} has no figure: {indicator}, {period}; {have} {group} have one",
        )
    value = amount_shown(ranking, own.to_dict())
    if not answer.ranked:
        return say(
            f"{name}: {indicator} {period} là {value}; {have} tỉnh {group} có số liệu, "
            "chưa đủ để xếp hạng",
            f"{name}: {indicator}, {period}, is {value}; {have} {group} have a figure, too few to "
            "rank",
        )
    place = f"{own['place']}{'=' if answer.tied(own['place']) else ''}/{have}"
    return say(
        f"{name} đứng thứ {place} {group} về {indicator} {period} ({value}) {own_count()}",
        f"{name} is {place} {group} in {indicator}, {period} ({value}) {own_count()}",
    )


def two_years_title(answer: TwoYears, own: str, *, movers: bool) -> str:
    """How far the province moved, else who moved most; that a break forbids to tell."""
    indicator = answer.after.indicator.name(lang())
    then, now = when_of(answer.before), when_of(answer.after)
    if answer.broken:
        return say(
            f"{indicator}: {then} và {now} không so sánh được vì cách tính đã đổi",
            f"{indicator}: {then} and {now} cannot be compared, the definition has changed",
        )
    if answer.rows.empty:
        return say(
            f"{indicator}: chưa tỉnh nào trong nhóm có số liệu cả {then} và {now}",
            f"{indicator}: none of the group has a figure of both {then} and {now}",
        )
    mine = answer.of(own)
    if movers or mine is None:
        return _movers_title(answer, indicator, then, now)
    before, after = (value_text(answer.after, mine[side]) for side in ("before", "after"))
    return say(
        f"{territory(own)}, {indicator}: {before} {then}, {after} {now}, "
        f"{_moved(answer.after, mine['change'])}",
        f"{territory(own)}, {indicator}: {before} in {then}, {after} in {now}, "
        f"{_moved(answer.after, mine['change'])}",
    )


def one_period_title(answer: TwoYears) -> str:
    """That there is no second period of the same span."""
    indicator = answer.after.indicator
    return say(
        f"{indicator.name_vi}: chỉ có một kỳ, chưa so sánh được",
        f"{indicator.name_en}: a single period, nothing to compare with",
    )


def one_indicator_title(answer: Association) -> str:
    """That no other indicator has a figure of this kind."""
    indicator = answer.x.indicator
    return say(
        f"{indicator.name_vi}: chưa có chỉ tiêu khác để so sánh",
        f"{indicator.name_en}: no other indicator to compare with",
    )


def _movers_title(answer: TwoYears, indicator: str, then: str, now: str) -> str:
    moved = answer.movers()
    first, last = moved.iloc[0], moved.iloc[-1]
    told = []
    if first["change"] > 0:
        told.append((first, say("tăng nhiều nhất", "rose most")))
    if last["change"] < 0:
        told.append((last, say("giảm nhiều nhất", "fell most")))
    if not told:
        told.append((first, say("không đổi, như cả nhóm", "did not change, like all of the group")))
    parts = [
        f"{territory(row['area'])} {word}"
        + (f" ({signed(answer.after, row['change'])})" if row["change"] else "")
        for row, word in told
    ]
    return f"{indicator}, {then} – {now}: {'; '.join(parts)}"


def _moved(ranking: Ranking, change: float) -> str:
    if not change:
        return say("không đổi", "unchanged")
    by = difference_text(ranking, abs(change))
    return say(f"{'tăng' if change > 0 else 'giảm'} {by}", f"{'up' if change > 0 else 'down'} {by}")


def signed(ranking: Ranking, change: float) -> str:
    """A change with its sign and unit."""
    return f"{'+' if change > 0 else '−' if change < 0 else ''}" + difference_text(
        ranking, abs(change)
    )


def panels_title(trend: Trend, group: Group) -> str:
    """Whose lines are drawn over which years."""
    actual = trend.points[trend.points["obs_status"].isin(["actual", "estimate"])]
    indicator, name = trend.indicator.name(lang()), territory(group.area)
    if actual.empty:
        return say(
            f"{indicator}: chưa tỉnh nào trong nhóm có số liệu",
            f"{indicator}: none of the group has a figure",
        )
    years = actual["period_end"].dt.year
    span = f"{years.min()}–{years.max()}" if years.min() < years.max() else str(years.min())
    others = len(set(actual["area"]) - {group.area})
    return say(
        f"{indicator} của {name} và {others} tỉnh {group_text(group)}, {span}",
        f"{indicator} of {name} and {others} others {group_text(group)}, {span}",
    )


def scatter_title(answer: Association) -> str:
    """Two indicators and their rank correlation, where there are enough pairs."""
    names = say(
        f"{answer.x.indicator.name_vi} và {answer.y.indicator.name_vi}",
        f"{answer.x.indicator.name_en} and {answer.y.indicator.name_en}",
    )
    pairs = len(answer.pairs)
    if answer.coefficient is None:
        return say(
            f"{names}: {pairs} tỉnh có cả hai số liệu, không đủ để tính tương quan",
            f"{names}: {pairs} provinces have both figures, no ground for a correlation",
        )
    told = number(answer.coefficient, 2, lang())
    return say(
        f"{names}: tương quan hạng {told} ở {pairs} tỉnh",
        f"{names}: rank correlation {told} among {pairs} provinces",
    )


def subtitle(ranking: Ranking, group: Group, periods: Sequence[str]) -> str:
    """Indicator, unit, periods, boundaries, kind of figure."""
    indicator = ranking.indicator
    unit = catalogue().units[indicator.unit].name(lang())
    scheme = say("34 tỉnh", "34 provinces")
    if ranking.scheme == "vn63":
        scheme = say("63 tỉnh", "63 provinces")
    kind = "" if ranking.status == "actual" else status_word(ranking.status, lang())
    parts = [indicator.name(lang()), unit, *periods, scheme, kind, populations(group)]
    return " · ".join(part for part in parts if part)


def populations(group: Group) -> str:
    """Of whom the population counted, and how large the smallest and largest of a group are."""
    if group.kind != "size":
        return ""
    if group.heads_in is None:
        return say("chưa có dân số của tỉnh này", "the population of this province is unknown")
    told = [group.heads[group.area], min(group.heads.values()), max(group.heads.values())]
    own, least, most = (_people(heads) for heads in told)
    return say(
        f"dân số {group.heads_in}: {own}; nhóm từ {least} đến {most}",
        f"population {group.heads_in}: {own}; the group from {least} to {most}",
    )


def _people(heads: float) -> str:
    millions = number(heads / 1e6, 2, lang())
    return say(f"{millions} triệu", f"{millions} million")
