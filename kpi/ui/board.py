"""Pieces of HTML that the overview and the profile are drawn with; whatever they say is escaped.

Links marked `data-inside` and marks with `data-figure` are followed by static/inside.js without
a page load; without script they are links all the same.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from kpi.analysis.ranking import Ranking
from kpi.analysis.targets import Gap, gap
from kpi.charts.strip import strip
from kpi.model import Period
from kpi.ui import url
from kpi.ui.cells import amount_of, difference_text, marks_of, period_of, territory, value_text
from kpi.ui.findings import coverage_text, own_count, rank_text, when_of
from kpi.ui.words import lang, say


def board(html: str) -> None:
    """Show what was put together from the pieces below."""
    st.html(f'<div class="kpi-board">{html}</div>')


def address(page: str, **query: str) -> str:
    """The address of a page, relative to every other page, with what the reader takes along."""
    path = "./" if page == "overview" else page
    told = urlencode(url.taken_along(query))
    return f"{path}?{told}" if told else path


def inside(page: str, label: str, **query: str) -> str:
    """A link to another view of the app."""
    return f'<a data-inside href="{escape(address(page, **query))}">{escape(label)}</a>'


def source_link(row: Mapping[str, Any], label: str) -> str:
    """A link that opens the source of a figure on the page that is shown."""
    query = {**url.complete(), "figure": str(row["obs_id"])}
    told = urlencode({name: value for name, value in query.items() if value})
    return f'<a data-inside href="{escape(f"?{told}")}">{escape(label)}</a>'


def ranking_link(ranking: Ranking, label: str) -> str:
    """A link to the ranking that a strip is drawn from."""
    query = {"indicator": ranking.indicator.id, "period": ranking.period.key}
    return inside("ranking", label, **query, scheme=ranking.scheme)


def strip_of(ranking: Ranking, mine: Sequence[str], reached: Gap | None) -> str:
    """All figures of a ranking on one line, mine standing out, with its sentence."""
    target = None if reached is None else reached.target.value
    own = [r for r in ranking.rows.to_dict("records") if r["area"] in mine]
    told = [f"{territory(r['area'])} {_amount(ranking, r)}" for r in own]
    sentence = " · ".join(
        (ranking.indicator.name(lang()), when_of(ranking), coverage_text(*ranking.coverage), *told)
    )
    return strip(
        ranking,
        frozenset(mine),
        target=target,
        sentence=sentence,
        words=lambda row: f"{territory(row['area'])}: {_amount(ranking, row)}",
    )


def gap_of(ranking: Ranking, value: float, period: str) -> Gap | None:
    """The distance of a figure to the next target of its indicator."""
    return gap(ranking.indicator, ranking.targets, Period.of(period), value)


def gap_text(ranking: Ranking, reached: Gap) -> str:
    """How far it is to a target, as HTML."""
    target = reached.target
    demanded = value_text(ranking, target.value)
    whose = say(" cả nước", " of the country") if target.scope == "nation" else ""
    if reached.reached:
        words = say(
            f"đạt mục tiêu{whose} {target.year}", f"reached the {target.year} target{whose}"
        )
        return f'<span class="good">{escape(words)}</span> ({escape(demanded)})'
    by = difference_text(ranking, reached.short)
    return escape(
        say(
            f"còn {by} đến mục tiêu{whose} {target.year} ({demanded})",
            f"{by} to the {target.year} target{whose} ({demanded})",
        )
    )


def change_text(ranking: Ranking, row: Mapping[str, Any]) -> str:
    """The change since the last comparable year of a profile's row, as HTML; "" without one."""
    if not row["history"] or row["before"] != row["before"]:
        return ""
    by, year = row["value"] - row["before"], row["history"][-2][0]
    if by == 0:
        return escape(say(f"không đổi so với {year}", f"unchanged since {year}"))
    if ranking.indicator.kind == "rank":
        return _places_text(by, year)
    arrow = "▲" if by > 0 else "▼"
    better = by > 0 if ranking.indicator.direction == "higher" else by < 0
    tone = "" if ranking.indicator.direction == "neutral" else ("good" if better else "bad")
    sign = "+" if by > 0 else "−"
    text = f"{arrow} {sign}{difference_text(ranking, abs(by))}"
    since = say(f"so với {year}", f"since {year}")
    return f'<span class="{tone}">{escape(text)}</span> {escape(since)}'


def _places_text(by: float, year: int) -> str:
    """A rank moved; a larger number is a worse place."""
    count = abs(int(by))
    words = say(f"lên {count} bậc", f"up {count}"), say(f"xuống {count} bậc", f"down {count}")
    tone, told = ("bad", f"▼ {words[1]}") if by > 0 else ("good", f"▲ {words[0]}")
    since = say(f"so với {year}", f"since {year}")
    return f'<span class="{tone}">{escape(told)}</span> {escape(since)}'


def rank_html(ranking: Ranking, row: Mapping[str, Any] | None) -> str:
    """A rank among how many in bold, or how few there are to compare with."""
    if row is None or ranking.indicator.kind in ("rank", "milestone"):
        return ""
    if not ranking.comparable:
        return escape(say(f"mới {ranking.ranked} tỉnh", f"only {ranking.ranked} report"))
    place = f"<b>{escape(rank_text(ranking, dict(row), ''))}</b>"
    return place if ranking.printed else f"{place} <small>{escape(own_count())}</small>"


def legend() -> str:
    """How strips are read, once under them."""
    words = say(
        "Mỗi chấm là một tỉnh, chấm cam là tỉnh của tôi (vòng rỗng: tỉnh cũ), vạch là trung vị, "
        "▲ là mục tiêu; càng về bên phải càng tốt. ° và (tự tính): hạng do chương trình tính từ "
        "số liệu đã công bố.",
        "Each dot is a province, the orange one is mine (a ring: a former province), the line is "
        "the median, ▲ the target; further right is better. ° and (our count): ranks that the "
        "program counts from published figures.",
    )
    return f'<p class="kpi-legend">{escape(words)}</p>'


def value_html(row: Mapping[str, Any]) -> str:
    """A figure with its marks and its period; a click opens its source."""
    told = dict(row)
    return (
        f"{source_link(row, amount_of(told) + marks_of(told))} "
        f"<small>{escape(period_of(told))}</small>"
    )


def former_html(rows: Sequence[Mapping[str, Any]]) -> str:
    """The figures of the former provinces, each with its period and its source."""
    return "<br>".join(
        f"{escape(territory(row['area']))} {source_link(row, amount_of(dict(row)))} "
        f"<small>{escape(period_of(dict(row)))}</small>"
        for row in rows
    )


def _amount(ranking: Ranking, row: Mapping[str, Any]) -> str:
    return value_text(ranking, row["value"], row["qualifier"]) + marks_of(dict(row))
