"""Parts of the coverage page: the finding, the grid with its legend, who has nothing."""

from collections.abc import Sequence
from datetime import date
from html import escape
from urllib.parse import urlencode

import streamlit as st

from kpi.analysis.coverage_matrix import CellState, Coverage, Held
from kpi.ui import board, url
from kpi.ui.cells import amount_of, indicator_name, marks_of, period_of
from kpi.ui.data import catalogue
from kpi.ui.day import shown_day, today
from kpi.ui.words import former, lang, say
from kpi.wording import day_text

_SIGNS: dict[CellState, str] = {
    "actual": "●",
    "estimate": "◐",
    "uncombinable": "≠",
    "shorter": "½",
    "promised": "○",
}
_MOST_NAMED = 12


def row_name(coverage: Coverage, row: str) -> str:
    """A row's name: a province, or an indicator where the page is of one province."""
    return indicator_name(row) if coverage.kind == "area" else former(catalogue().area(row))


def column_name(coverage: Coverage, column: str) -> str:
    """A column's name: an indicator, or a year."""
    return indicator_name(column) if coverage.kind == "matrix" else column


def title(coverage: Coverage, name: str) -> str:
    """The finding: how many rows hold a result of what is looked at."""
    size = len(coverage.rows)
    have = size - len(coverage.without)
    if coverage.kind == "area":
        return say(
            f"{name}: {have} chỉ tiêu đã có số liệu thực hiện",
            f"{name}: results of {have} indicators",
        )
    return say(
        f"{name}: {have}/{size} tỉnh đã có ít nhất một số liệu thực hiện",
        f"{name}: {have} of {size} provinces have at least one result",
    )


def absent_line(coverage: Coverage) -> str:
    """Who has no result at all, by name; "" when everyone has one."""
    names = [row_name(coverage, row) for row in coverage.without]
    if not names:
        return ""
    more = len(names) - _MOST_NAMED
    told = ", ".join(names[:_MOST_NAMED])
    if more > 0:
        told += say(f" và {more} nữa", f" and {more} more")
    return say(f"Chưa có: {told}.", f"None yet: {told}.")


def silent_line(coverage: Coverage) -> str:
    """How many indicators nothing at all is held of."""
    count = len(coverage.silent)
    if not count:
        return ""
    if coverage.kind == "area":
        return say(
            f"{count} chỉ tiêu khác của danh mục chưa có số liệu nào của tỉnh này.",
            f"Nothing is held of {count} further indicators of the catalogue.",
        )
    return say(
        f"{count} chỉ tiêu khác của trụ cột chưa tỉnh nào có số liệu của năm này.",
        f"No province has any figure of {count} further indicators of this pillar and year.",
    )


def state_words(held: Held | None) -> str:
    """What a cell holds, in words."""
    if held is None:
        return say("chưa có số liệu", "no figure")
    if held.state == "partial":
        return say(
            f"{held.have}/{held.of} tỉnh cũ có số liệu",
            f"{held.have} of {held.of} former provinces reported",
        )
    return {
        "actual": say("thực hiện", "result"),
        "estimate": say("ước thực hiện", "estimate"),
        "uncombinable": say("tỉnh cũ có số, không gộp được", "of former provinces, not combinable"),
        "shorter": say("chỉ có kỳ ngắn hơn năm", "only of a period shorter than a year"),
        "promised": say("chỉ có mục tiêu hoặc kế hoạch", "only a target or plan"),
    }[held.state]


def cell_text(held: Held | None) -> str:
    """What a cell holds in words, with its figure and marks."""
    if held is None or held.row is None:
        return state_words(held)
    figure = f"{amount_of(held.row)}{marks_of(held.row)}"
    return f"{state_words(held)}: {figure} ({period_of(held.row)})"


def newest_text(coverage: Coverage, row: str) -> str:
    """The last day that a result of a row speaks of, and how long ago it was; "–" for none."""
    day = coverage.newest.get(row)
    return "–" if day is None else f"{day_text(day, lang())}{_age(day)}"


def grid(coverage: Coverage, name: str) -> None:
    """The cells as a table; a cell that holds a figure is a link to its source."""
    query = {name: value for name, value in url.complete().items() if value}
    address = f"?{urlencode(query)}{'&' if query else ''}figure="
    first = say("Chỉ tiêu", "Indicator") if coverage.kind == "area" else say("Tỉnh", "Province")
    heads = [
        first,
        say("Có số", "Results"),
        say("Số mới nhất", "Newest"),
        *(column_name(coverage, column) for column in coverage.columns),
    ]
    kind = "long" if coverage.kind == "matrix" else "short"
    head = "".join(f'<th scope="col"><span>{escape(text)}</span></th>' for text in heads)
    body = "".join(_line(coverage, row, address) for row in coverage.rows)
    label = escape(name, quote=True)
    board.board(
        f'<div class="kpi-grid-frame" role="region" tabindex="0" aria-label="{label}">'
        f'<table class="kpi-grid {kind}"><caption>{label}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{_legend()}"
    )


def lines(texts: Sequence[str]) -> None:
    """Sentences under the title, without those that say nothing."""
    for text in texts:
        if text:
            st.caption(text)


def _line(coverage: Coverage, row: str, address: str) -> str:
    count = f"{coverage.count(row)}/{len(coverage.columns)}"
    cells = "".join(
        _cell(coverage.cells.get((row, column)), f"{column_name(coverage, column)}: ", address)
        for column in coverage.columns
    )
    return (
        f'<tr><th scope="row">{escape(row_name(coverage, row))}</th><td>{count}</td>'
        f"<td>{escape(newest_text(coverage, row))}</td>{cells}</tr>"
    )


def _cell(held: Held | None, column: str, address: str) -> str:
    told = escape(column + cell_text(held), quote=True)
    if held is None:
        return f'<td class="none" title="{told}">–</td>'
    sign = _SIGNS.get(held.state, f"{held.have}/{held.of}")
    if held.row is None:
        return f'<td class="{held.state}" title="{told}">{sign}</td>'
    href = escape(address + str(held.row["obs_id"]), quote=True)
    return (
        f'<td class="{held.state}" title="{told}"><a data-inside href="{href}" '
        f'aria-label="{told}">{sign}{marks_of(held.row)}</a></td>'
    )


def _legend() -> str:
    states: tuple[CellState, ...] = ("actual", "estimate", "uncombinable", "shorter", "promised")
    told = [f"{_SIGNS[state]} {state_words(Held(state))}" for state in states]
    told += [
        say("1/2: mới một trong hai tỉnh cũ có số", "1/2: one of two former provinces reported"),
        say("– chưa có số liệu (không phải 0)", "– no figure (which is not zero)"),
        say("† các nguồn khác nhau", "† sources disagree"),
        say("‡ độ lớn bất thường", "‡ of unusual size"),
    ]
    return f'<p class="kpi-legend">{escape(" · ".join(told))}</p>'


def _age(day: date) -> str:
    """How many whole years ago a day was, seen from the day that is shown; "" below one."""
    seen = shown_day() or today()
    years = seen.year - day.year - ((seen.month, seen.day) < (day.month, day.day))
    return say(f" · {years} năm trước", f" · {years} y ago") if years > 0 else ""
