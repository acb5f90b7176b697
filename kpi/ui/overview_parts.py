"""Parts of the overview: the stamp, five tiles, leaders, movers, gaps, news."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.analysis.overview import Headline, Stamp
from kpi.store import Store
from kpi.ui import draw
from kpi.ui.cells import amount_of, indicator_name, name_of, period_of, value_text
from kpi.ui.controls import mine
from kpi.ui.data import catalogue
from kpi.ui.findings import (
    FEW,
    coverage_text,
    first_row,
    own_row,
    ranking_title,
    when,
)
from kpi.ui.links import link
from kpi.ui.words import former, lang, say
from kpi.wording import day_text, number, partial_date_text, status_word


def title(answers: Sequence[Headline]) -> str:
    """The finding of the last headline, the composite index."""
    answer = answers[-1] if answers else None
    if answer is None or answer.ranking is None:
        return say("Chuyển đổi số các tỉnh", "Digital transformation by province")
    own = mine(answer.ranking.scheme)
    return ranking_title(answer.ranking, own, answer.moves)


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


def tiles(answers: Sequence[Headline]) -> None:
    """One tile a headline indicator; each leads to its ranking."""
    with st.container(key="tiles"):
        for column, answer in zip(st.columns(len(answers)), answers, strict=True):
            with column, st.container(border=True, height="stretch"):
                _tile(answer)


def leaders(answer: Headline) -> None:
    """The first five, and where my province is."""
    if answer.ranking is None:
        st.caption(say("Chưa có số liệu.", "No figures yet."))
        return
    rows = answer.ranking.rows
    own = mine(answer.ranking.scheme)
    shown = rows[(rows.index < 5) | rows["area"].isin(own)]
    st.caption(f"{answer.ranking.indicator.name(lang())}, {when(answer.ranking.period)}")
    lines = []
    for row in shown.to_dict("records"):
        name = name_of(row["area"])
        name = f":orange[**{name}**]" if row["area"] in own else name
        lines.append(f"{row['rank']}. {name} · {amount_of(row)}")
    st.markdown("\n".join(lines))


def movers(answer: Headline) -> None:
    """Who gained and who lost most places since the year before."""
    if answer.ranking is None or answer.moves is None:
        st.caption(
            say(
                "Chưa có hai năm liền đủ số liệu để so bậc.",
                "No two complete years in a row to compare ranks.",
            )
        )
        return
    year = answer.ranking.period.year
    st.caption(say(f"Số bậc so với {year - 1}", f"Places against {year - 1}"))
    ordered = answer.moves.places.sort_values(ascending=False, kind="stable")
    lines = []
    for area, moved in [*ordered.head(3).items(), *ordered.tail(2).items()]:
        arrow = "▲" if moved > 0 else "▼" if moved < 0 else "="
        lines.append(f"- {arrow} {abs(moved)} · {name_of(str(area))}")
    st.markdown("\n".join(lines))
    if answer.moves.broken:
        st.caption(
            say(
                f"Cách tính đổi từ {year}: đọc mức tăng giảm thận trọng.",
                f"The method changed in {year}: read moves with care.",
            )
        )


def thin(extent: pd.DataFrame, answers: Sequence[Headline]) -> None:
    """How thin the data are: headlines first, then how many indicators few provinces report."""
    lines = []
    for answer in answers:
        have = answer.ranking.coverage if answer.ranking else (0, len(catalogue().areas_of("vn34")))
        if have[0] < have[1]:
            lines.append(f"- {answer.indicator.short(lang())}: **{coverage_text(*have)}**")
    st.markdown("\n".join(lines))
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
    value = say("Giá trị", "Value")
    frame = pd.DataFrame(
        {
            say("Công bố", "Published"): [
                partial_date_text(r["published_on"], lang()) for r in rows
            ],
            say("Tỉnh", "Province"): [former(catalogue().area(r["area"])) for r in rows],
            say("Chỉ tiêu", "Indicator"): [indicator_name(r["indicator"]) for r in rows],
            value: [amount_of(r) for r in rows],
            say("Kỳ", "Period"): [period_of(r) for r in rows],
            say("Loại", "Kind"): [status_word(r["obs_status"], lang()) for r in rows],
            say("Nguồn", "Source"): [r["source_title"] for r in rows],
        }
    )
    draw.table(frame, [r["obs_id"] for r in rows], "newest", right=[value])


def _tile(answer: Headline) -> None:
    indicator, ranking = answer.indicator, answer.ranking
    st.markdown(f"**{indicator.short(lang())}**")
    if ranking is None:
        st.markdown(say("Chưa có số liệu", "No figures yet"))
        return
    own = own_row(ranking, mine(ranking.scheme))
    row = first_row(ranking.rows) if own is None else own
    name = name_of(row["area"])
    few = len(ranking.rows) < FEW
    st.metric(
        say(f"{name}, cao nhất", f"{name}, highest") if few and own is None else name,
        value_text(ranking, row["value"], row["qualifier"]),
        _change(answer, str(row["area"])),
        delta_color="normal" if indicator.direction == "higher" else "off",
    )
    rank = int(row["rank"])
    place = "" if few else say(f"thứ {rank}/{len(ranking.rows)}", f"number {rank}")
    parts = [place, when(ranking.period), coverage_text(*ranking.coverage)]
    if ranking.median is not None:
        parts.append(f"{say('trung vị', 'median')} {value_text(ranking, ranking.median)}")
    st.caption(" · ".join(part for part in parts if part))
    last = [b for b in indicator.breaks if b.linked]
    if last:
        linked = catalogue().indicator(last[-1].linked).short(lang())
        st.caption(f"┆ {day_text(last[-1].on, lang())} → {linked}")
    link(
        "ranking",
        say("So sánh tỉnh", "Compare"),
        ":material/arrow_forward:",
        indicator=indicator.id,
        period=ranking.period.key,
        scheme=ranking.scheme,
    )


def _change(answer: Headline, area: str) -> str | None:
    if answer.moves is not None:
        moved = None if answer.moves.broken else answer.moves.of(area)
        return say(f"{moved:+d} bậc", f"{moved:+d} places") if moved else None
    both = answer.changes[answer.changes["area"] == area]
    if both.empty or answer.ranking is None:
        return None
    now, before = float(both.iloc[0]["now"]), float(both.iloc[0]["before"])
    sign = "+" if now >= before else "-"
    return f"{sign}{value_text(answer.ranking, abs(now - before))}"
