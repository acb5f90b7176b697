"""Parts of the overview: the finding, the stamp, strong and weak points, leaders, movers, news."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from kpi.analysis.overview import Headline, Stamp
from kpi.analysis.profile import Profile
from kpi.analysis.ranking import FEW, Moves, Ranking
from kpi.analysis.restate import Row, rows_of
from kpi.analysis.strengths import strengths
from kpi.store import Store
from kpi.ui import board, draw
from kpi.ui.cells import (
    indicator_name,
    period_cell,
    period_of,
    published_cell,
    territory,
    value_cell,
    value_text,
)
from kpi.ui.controls import mine
from kpi.ui.data import catalogue
from kpi.ui.findings import coverage_text, own_count, rank_text, ranking_title, when
from kpi.ui.shown import column
from kpi.ui.words import former, lang, say
from kpi.wording import day_text, number, status_word

_ENDS = 5
"""So many are named from each end of a ranking."""


def title(answer: Headline, moves: Moves | None) -> str:
    """The finding of the first headline, the composite index."""
    if answer.ranking is None:
        return say("Chuyển đổi số các tỉnh", "Digital transformation by province")
    same = moves is not None and moves.now.period == answer.ranking.period
    return ranking_title(answer.ranking, mine(answer.ranking.scheme), moves if same else None)


def stamp_line(stamp: Stamp) -> None:
    """How fresh and how much: cut-off, figures, documents, last entry."""
    parts = []
    if stamp.last_day is not None:
        day = day_text(stamp.last_day, lang())
        parts.append(say(f"Số liệu đến {day}", f"Figures to {day}"))
    figures = number(stamp.figures, 0, lang())
    parts.append(say(f"{figures} số liệu", f"{figures} figures"))
    parts.append(say(f"{stamp.documents} tài liệu", f"{stamp.documents} documents"))
    if stamp.last_entry is not None:
        day = day_text(stamp.last_entry, lang())
        parts.append(say(f"lần nhập cuối {day}", f"last entry {day}"))
    st.caption(" · ".join(parts))


def points(profile: Profile, answers: Sequence[Headline]) -> None:
    """What my province does well and badly, what moved, and what it has no figure of."""
    found = strengths(profile, catalogue())
    strong, weak = ([_placed(profile, row) for row in rows] for rows in (found.strong, found.weak))
    shared = [
        _named(profile, row, say(f"{row['tied']} tỉnh", f"{row['tied']} provinces"))
        for row in found.shared
    ]
    moved = [
        f"{escape(_short(row))} {period_of(row)} "
        f"{board.change_text(profile.rankings[row['indicator']], row)}"
        for row in found.moved
    ]
    without = [a.indicator for a in answers if profile.own(a.indicator.id) is None]
    missing, older = (
        [escape(i.short(lang())) for i in without if bool(profile.predecessors(i.id)) == known]
        for known in (False, True)
    )
    parts = (
        (say("Mạnh", "Strong"), strong),
        (say("Yếu", "Weak"), weak),
        (say("Cùng đứng đầu", "Shared first"), shared),
        (say("Vừa đổi", "Moved"), moved),
        (say("Còn thiếu", "Missing"), missing),
        (say("Chỉ có số của tỉnh cũ", "Of the former provinces only"), older),
    )
    told = "".join(
        f"<dt>{escape(word)}</dt><dd>{', '.join(texts)}</dd>" for word, texts in parts if texts
    )
    board.board(f'<dl class="kpi-points">{told}</dl>')


def leaders(ranking: Ranking) -> None:
    """The first and the last five, and where my province is; nobody leads among a handful."""
    st.caption(f"{ranking.indicator.name(lang())}, {when(ranking.period)}")
    if not ranking.comparable:
        st.caption(coverage_text(*ranking.coverage))
        return
    rows, own = ranking.rows, mine(ranking.scheme)
    last = len(rows) - _ENDS
    shown = rows[(rows.index < _ENDS) | (rows.index >= last) | rows["area"].isin(own)]
    items, before = [], -1
    for place, row in zip(shown.index, rows_of(shown), strict=True):
        if place > before + 1:
            items.append('<li aria-hidden="true"><span class="rank">⋮</span></li>')
        items.append(_leader(ranking, row, own=row["area"] in own))
        before = place
    board.board(f'<ul class="kpi-list">{"".join(items)}</ul>')


def _leader(ranking: Ranking, row: Row, *, own: bool) -> str:
    place = f"{row['rank']}{'=' if ranking.tied(row['rank']) > 1 else ''}"
    name = board.inside("profile", territory(row["area"]), area=row["area"])
    value = value_text(ranking, row["value"], row["qualifier"])
    kind = "name own" if own else "name"
    return (
        f'<li><span class="rank">{place}</span><span class="{kind}">{name}</span>'
        f"<span>{board.source_link(row, value)}</span></li>"
    )


def movers(moves: Moves | None) -> None:
    """Who gained and who lost most places between the last two years that may be compared."""
    if moves is None:
        st.caption(
            say(
                "Chưa có hai năm liền đủ số liệu và cùng cách tính để so bậc.",
                "No two complete years in a row, counted alike, to compare ranks.",
            )
        )
        return
    before, now = moves.before.period.year, moves.now.period.year
    count = moves.now.ranked
    told = say(f"Số bậc {before} → {now}, {count} tỉnh", f"Places {before} → {now}, {count} areas")
    st.caption(told if moves.now.printed and moves.before.printed else f"{told} {own_count()}")
    ordered = moves.places.sort_values(ascending=False, kind="stable")
    own = mine(moves.now.scheme)
    ends = [*ordered.head(_ENDS).items(), *ordered.tail(_ENDS).items()]
    ends += [(area, ordered[area]) for area in own if area in ordered.index]
    items = []
    for area, moved in dict(ends).items():
        arrow = "▲" if moved > 0 else "▼" if moved < 0 else "="
        tone = "good" if moved > 0 else "bad" if moved < 0 else ""
        name = board.inside("profile", territory(str(area)), area=str(area))
        kind = "name own" if area in own else "name"
        items.append(
            f'<li><span class="rank {tone}">{arrow} {abs(int(moved))}</span>'
            f'<span class="{kind}">{name}</span></li>'
        )
    board.board(f'<ul class="kpi-list">{"".join(items)}</ul>')


def thin(extent: pd.DataFrame, answers: Sequence[Headline]) -> None:
    """How thin the data are: headlines first, then how many indicators few provinces report."""
    items = []
    for answer in answers:
        have = answer.ranking.coverage if answer.ranking else (0, len(catalogue().areas_of("vn34")))
        if have[0] < have[1]:
            name = escape(answer.indicator.short(lang()))
            if answer.ranking is not None:
                name = board.ranking_link(answer.ranking, answer.indicator.short(lang()))
            counts = f"{have[0]}/{have[1]}"
            items.append(f'<li><span class="name">{name}</span><span>{counts}</span></li>')
    board.board(f'<ul class="kpi-list">{"".join(items)}</ul>')
    few = extent[(extent["areas63"] < FEW) & (extent["areas34"] < FEW)]
    st.caption(
        say(
            f"{len(few)}/{len(extent)} chỉ tiêu có dưới {FEW} tỉnh báo cáo.",
            f"{len(few)} of {len(extent)} indicators are reported by fewer than {FEW} provinces.",
        )
    )


def newest(store: Store) -> None:
    """The figures of the most recently published documents."""
    rows = store.newest(8).to_dict("records")
    if not rows:
        st.caption(say("Chưa tài liệu nào ghi ngày công bố.", "No document states its date."))
        return
    frame = pd.DataFrame(
        {
            say("Công bố", "Published"): column([published_cell(r) for r in rows]),
            say("Tỉnh", "Province"): [former(catalogue().area(r["area"])) for r in rows],
            say("Chỉ tiêu", "Indicator"): [indicator_name(r["indicator"]) for r in rows],
            say("Giá trị", "Value"): column([value_cell(r) for r in rows]),
            say("Kỳ", "Period"): column([period_cell(r) for r in rows]),
            say("Loại", "Kind"): [status_word(r["obs_status"], lang()) for r in rows],
            say("Nguồn", "Source"): [r["source_title"] for r in rows],
        }
    )
    draw.table(frame, [r["obs_id"] for r in rows], "newest")


def _short(row: Row) -> str:
    return catalogue().indicator(row["indicator"]).short(lang())


def _placed(profile: Profile, row: Row) -> str:
    return _named(profile, row, rank_text(profile.rankings[row["indicator"]], row, "°"))


def _named(profile: Profile, row: Row, told: str) -> str:
    ranking = profile.rankings[row["indicator"]]
    return f"{board.ranking_link(ranking, _short(row))} {escape(told)} ({period_of(row)})"
