"""Charts and tables on the screen; a click on any mark opens the source of its figure."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from kpi.ui import url
from kpi.ui.shown import numbers, read, styled

_PRINTED = 200
"""So many rows of a table are printed; more are taken along as a file."""


def generation() -> int:
    """Counts closed panels; part of every key, so that closing one also lets go of the mark."""
    return int(st.session_state.get("generation", 0))


def chart(figure: Any, name: str, alt: str, config: Mapping[str, Any]) -> None:
    """A chart whose marks carry [obs_id, area]; the first selected one opens its source."""
    key = f"chart-{name}-{generation()}"

    def picked() -> None:
        points = st.session_state[key].selection.points
        data = points[0].get("customdata") if points else None
        if data and data[0]:
            url.write("figure", str(data[0]))

    st.plotly_chart(
        figure,
        key=key,
        on_select=picked,
        selection_mode="points",
        config=dict(config),
        alt=alt,
    )


def fitting(rows: int, most: int) -> int:
    """The height of a table that shows all its rows, or scrolls beyond `most` pixels."""
    return min(35 * (rows + 1) + 3, most)


def plain_table(frame: pd.DataFrame, height: int, config: Mapping[str, Any] | None = None) -> None:
    """A table whose rows open nothing; its cells and `config` as in `table`."""
    columns = {c: st.column_config.Column(c, alignment="right") for c in numbers(frame)}
    st.dataframe(
        styled(frame),
        hide_index=True,
        column_config={**columns, **(config or {})},
        height=height,
        placeholder="",
    )
    _on_paper(frame)


def _on_paper(frame: pd.DataFrame) -> None:
    """The table once more as plain HTML, for printing only: a canvas prints the rows in sight."""
    heads = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    flush = numbers(frame)
    tags = ['<td class="number">' if name in flush else "<td>" for name in frame.columns]
    cells = (
        "".join(f"{tag}{escape(read(cell))}</td>" for tag, cell in zip(tags, row, strict=True))
        for row in frame.head(_PRINTED).itertuples(index=False, name=None)
    )
    rows = "".join(f"<tr>{row}</tr>" for row in cells)
    head = f"<thead><tr>{heads}</tr></thead>"
    st.html(f'<table class="kpi-paper">{head}<tbody>{rows}</tbody></table>')


def table(
    frame: pd.DataFrame,
    ids: Sequence[str],
    name: str,
    *,
    right: Sequence[str] = (),
    height: int | None = None,
    config: Mapping[str, Any] | None = None,
    opens: str = "figure",
) -> None:
    """A table; a selected row opens the source of its figure.

    Args:
        frame: what is shown: texts, or cells of `kpi.ui.shown` that sort by their value.
        ids: the obs_id behind each row, "" for none; or of another thing, see `opens`.
        name: a stable name for the widget.
        right: columns of texts that are set flush right, as numbers are.
        height: in pixels; as many rows as there are, within reason, when None.
        config: further Streamlit column settings.
        opens: the parameter of the address that a selected row's id is put into.
    """
    key = f"table-{name}-{generation()}"

    def picked() -> None:
        rows = st.session_state[key].selection.rows
        if rows and ids[rows[0]]:
            url.write(opens, ids[rows[0]])

    flush = [*right, *numbers(frame)]
    columns = {c: st.column_config.Column(c, alignment="right") for c in flush}
    st.dataframe(
        styled(frame),
        key=key,
        hide_index=True,
        on_select=picked,
        selection_mode="single-row",
        column_config={**columns, **(config or {})},
        height=height or fitting(len(frame), 560),
        placeholder="",
    )
    _on_paper(frame)
