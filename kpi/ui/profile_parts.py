"""Parts of the province profile: who the area is, and its figures by pillar."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from kpi.analysis.profile import Profile
from kpi.analysis.ranking import Ranking
from kpi.analysis.restate import Row
from kpi.model.entries import Pillar
from kpi.ui import board
from kpi.ui.data import catalogue
from kpi.ui.findings import counterparts, leading, region_text
from kpi.ui.links import link
from kpi.ui.words import former, lang, say
from kpi.wording import PILLARS, day_text, partial_date_text, pillar_word


def pillar_name(pillar: Pillar) -> str:
    """A pillar in the reader's language."""
    return pillar_word(pillar, lang())


def pillars(profile: Profile) -> Iterable[tuple[str, list[str]]]:
    """Each pillar that the area or a predecessor has results for, with its indicators."""
    named = {*profile.latest["indicator"], *profile.former["indicator"]}
    for pillar in PILLARS:
        own = [i.id for i in catalogue().indicators.values() if i.pillar == pillar]
        # What only the former provinces have a figure of stands below.
        found = sorted((i for i in own if i in named), key=lambda i: profile.own(i) is None)
        if found:
            yield pillar_name(pillar), found


def rows(profile: Profile, indicators: Iterable[str], caption: str) -> None:
    """One row an indicator: all provinces with mine, value, rank, change, target, source."""
    heads = (
        say("Chỉ tiêu", "Indicator"),
        say("Các tỉnh", "All provinces"),
        say("Giá trị", "Value"),
        say("Hạng", "Rank"),
        say("Thay đổi, mục tiêu", "Change, target"),
        say("Nguồn", "Source"),
    )
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    body = "".join(_row(profile, indicator) for indicator in indicators)
    board.board(
        f'<table class="kpi-rows"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(profile: Profile, indicator_id: str) -> str:
    ranking = profile.rankings[indicator_id]
    row = profile.own(indicator_id)
    if row is None:
        older = profile.predecessors(indicator_id)
        strip = board.strip_of(ranking, [r["area"] for r in older], None)
        cells = (board.former_html(older), "", "", _source(older[-1]))
        return _cells("former", _name(ranking), strip, cells)
    own = counterparts(profile, ranking)
    placed = next((r for key in own if (r := ranking.place(key)) is not None), None)
    reached = board.gap_of(ranking, row["value"], row["period"])
    moved = [
        board.change_text(ranking, row),
        "" if reached is None else board.gap_text(ranking, reached),
    ]
    cells = (
        board.value_html(row),
        board.rank_html(ranking, None if placed is None else placed.to_dict()),
        "<br>".join(text for text in moved if text),
        _source(row),
    )
    strip = board.strip_of(ranking, own, reached)
    return _cells("", _name(ranking), strip, cells, str(row["obs_id"]))


def _cells(
    kind: str, name: str, strip: str, cells: tuple[str, str, str, str], figure: str = ""
) -> str:
    value, rank, moved, source = cells
    opens = f' data-figure="{escape(figure)}"' if figure else ""
    return (
        f'<tr class="{kind}"{opens}><th scope="row">{name}</th><td class="strip">{strip}</td>'
        f'<td class="number amount">{value}</td><td class="number rank">{rank}</td>'
        f'<td class="soft">{moved}</td><td class="source">{source}</td></tr>'
    )


def _name(ranking: Ranking) -> str:
    return board.ranking_link(ranking, ranking.indicator.name(lang()))


def _source(row: Row) -> str:
    told = (row["source_title"], partial_date_text(row["published_on"], lang()))
    words = escape(" · ".join(part for part in told if part))
    return f'<span title="{words}">{words}</span>'


def about(profile: Profile) -> None:
    """Kind, region and the place in it, boundaries, and the areas it came from or went to."""
    area = profile.area
    regions = {r.code: r.name(lang()) for r in catalogue().regions_of(area.scheme)}
    placed = leading(profile)
    told = "" if placed is None else region_text(*placed)
    parts = [area.kind if lang() == "vi" else "", told or regions.get(area.region, "")]
    parts += [
        say(
            f"{c.kind} từ {day_text(c.on, lang())}",
            f"changed status on {day_text(c.on, lang())}",
        )
        for c in area.kind_changes
    ]
    if area.valid_to:
        parts.append(
            say(f"đến {day_text(area.valid_to, 'vi')}", f"to {day_text(area.valid_to, 'en')}")
        )
    st.caption(" · ".join(part for part in parts if part))
    related = (
        area.predecessors if area.scheme == "vn34" else catalogue().counterparts(area.key, "vn34")
    )
    if len(area.predecessors) == 1 or not related:
        return
    lead = (
        say("Hợp nhất từ", "Formed from")
        if area.scheme == "vn34"
        else say("Nay thuộc", "Now part of")
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(lead, width="content")
        for key in related:
            link("profile", former(catalogue().area(key)), area=key)
