"""Tables of the upload page: what would change, and what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from kpi.export.workbook import corrections
from kpi.model import Reading
from kpi.publish import Changes
from kpi.ui import draw
from kpi.ui.cells import amount_of, indicator_name, period_cell
from kpi.ui.data import catalogue
from kpi.ui.intake.document import DOCUMENT_ASKS
from kpi.ui.intake.visit import Dropped
from kpi.ui.literal import where
from kpi.ui.long import MOST_ROWS, cut
from kpi.ui.shown import NO_NUMBER, ShownNumber, column, read
from kpi.ui.words import former, lang, say
from kpi.wording import number, status_word


def change_table(file: Dropped, changes: Changes) -> None:
    """What publishing would do, figure by figure, filtered by kind of change."""
    st.subheader(say("4 · Xem thay đổi", "4 · See what changes"))
    words = change_words()
    having = {word: changes.count(word) for word in words if changes.count(word)}
    if not having:
        st.caption(say("Chưa đọc được số liệu nào.", "No figure could be read so far."))
        return
    chosen = _filter(
        say("Thay đổi", "Changes"),
        {kind: f"{words[kind]} {number(count, 0, lang())}" for kind, count in having.items()},
        [kind for kind in having if kind != "same"] or list(having),
        f"changes-{file.key}",
    )
    shown = changes.figures["change"].isin(chosen)
    count = int(shown.sum())
    if not count:
        return
    frame = _kept(
        file, changes, chosen, lambda: changes_frame(changes.figures[shown].head(MOST_ROWS))
    )
    # Only what some row has to say: a phone has no room for blank columns.
    always = {say("Số mới", "New figure"), say("Tỉnh", "Province")}
    told = [c for c in frame if c in always or any(map(read, frame[c]))]
    wide = {say("Chỉ tiêu", "Indicator"): st.column_config.TextColumn(width=240)}
    draw.plain_table(frame[told], draw.fitting(len(frame), 480), wide)
    cut(count)


def _kept(
    file: Dropped, changes: Changes, chosen: Sequence[str], make: Callable[[], pd.DataFrame]
) -> pd.DataFrame:
    """The table of a preview, worded once and not at every rerun."""
    key = f"frame-{file.key}"
    wanted = (tuple(chosen), lang())
    kept: tuple[Changes, object, pd.DataFrame] | None = st.session_state.get(key)
    if kept is None or kept[0] is not changes or kept[1] != wanted:
        kept = changes, wanted, make()
        st.session_state[key] = kept
    return kept[2]


def changes_frame(figures: pd.DataFrame) -> pd.DataFrame:
    """Rows of `Changes.figures` as they are shown; figures sort by their size."""
    words = change_words()
    rows = figures.to_dict("records")
    return pd.DataFrame(
        {
            say("Thay đổi", "Change"): [words[r["change"]] for r in rows],
            say("Tỉnh", "Province"): [former(catalogue().area(r["area"])) for r in rows],
            say("Chỉ tiêu", "Indicator"): [indicator_name(r["indicator"]) for r in rows],
            say("Kỳ", "Period"): column([period_cell(r) for r in rows]),
            say("Loại", "Kind"): [status_word(r["obs_status"], lang()) for r in rows],
            say("Số cũ", "Old"): column([_figure(r, "old") for r in rows]),
            say("Số mới", "New figure"): column(
                [ShownNumber(r["value"], amount_of(r)) for r in rows]
            ),
            "%": column([_percent(r) for r in rows]),
            say("Nguồn khác ghi", "Another document says"): column(
                [_figure(r, "other") for r in rows]
            ),
            say("Nguồn khác", "The other document"): [r["other_title"] for r in rows],
            say("Sẽ hiển thị", "Will be shown"): [_shown(r) for r in rows],
            say("Đã ghi", "As written"): [r["as_written"] for r in rows],
            say("Ô", "Cell"): [" ".join(filter(None, (r["sheet"], r["cell"]))) for r in rows],
        }
    )


def change_words() -> Mapping[str, str]:
    """The kinds of change in words, those that matter most first."""
    return {
        "new": say("Mới", "New"),
        "revised": say("Sửa", "Revised"),
        "conflicting": say("Mâu thuẫn", "Conflicting"),
        "agreeing": say("Khớp nguồn khác", "Agrees with another document"),
        "same": say("Giống, không làm gì", "Same, nothing to do"),
    }


def problem_table(file: Dropped, reading: Reading, changes: Changes) -> None:
    """What is refused or noted, by severity, with a workbook to mend and drop again.

    Questions are asked above; they stand in the workbook too.
    """
    # What is asked about the document is answered where it is named; the file has no fault.
    problems = [p for p in changes.problems if p.code not in DOCUMENT_ASKS]
    if not problems:
        return
    words = {"error": say("Từ chối", "Refused"), "warning": say("Lưu ý", "Note")}
    counts = {s: sum(p.severity == s for p in problems) for s in words}
    having = {s: f"{words[s]} {number(n, 0, lang())}" for s, n in counts.items() if n}
    chosen: list[str] = []
    if having:
        chosen = _filter(say("Vấn đề", "Problems"), having, list(having), f"problems-{file.key}")
    shown = [p for p in problems if p.severity in chosen]
    if shown:
        told = shown[:MOST_ROWS]
        frame = pd.DataFrame(
            {
                say("Mức", "Level"): [words[p.severity] for p in told],
                say("Ô", "Cell"): [where(p.locator) for p in told],
                say("Đã ghi", "As written"): [p.as_written for p in told],
                say("Vấn đề", "Problem"): [p.message for p in told],
                say("Cách sửa", "What to do"): [p.advice for p in told],
            }
        )
        st.dataframe(frame, hide_index=True, height=draw.fitting(len(frame), 360))
        cut(len(shown))
    st.download_button(
        say("Tải tệp để sửa", "Download the file to mend"),
        lambda: corrections(reading, problems, catalogue()),
        f"can-sua-{file.stem}.xlsx",
        icon=":material/download:",
        key=f"mend-{file.key}",
    )


def _filter(label: str, options: Mapping[str, str], default: Sequence[str], key: str) -> list[str]:
    """Which kinds to show; says so when none is chosen."""
    chosen = st.pills(
        label,
        list(options),
        selection_mode="multi",
        default=default,
        format_func=lambda option: options[option],
        # Other kinds, another choice: a kept one would hide what has just arrived.
        key=f"{key}-{'-'.join(options)}",
    )
    if not chosen:
        st.info(
            say(
                "Chưa chọn loại nào để xem; bấm vào một loại ở trên.",
                "No kind is chosen; press one above to see its rows.",
            ),
            icon=":material/filter_alt:",
        )
    return chosen


def _figure(row: dict[str, Any], who: str) -> ShownNumber:
    value = row[f"{who}_value"]
    if pd.isna(value):
        return NO_NUMBER
    text = amount_of({**row, "value": value, "qualifier": row[f"{who}_qualifier"]})
    return ShownNumber(value, text)


def _shown(row: dict[str, Any]) -> str:
    if row["change"] == "same" or not row["other_title"]:
        return ""
    return say("số mới", "the new figure") if row["shown"] else say("nguồn khác", "the other")


def _percent(row: dict[str, Any]) -> ShownNumber:
    old, new = row["old_value"], row["value"]
    if pd.isna(old) or not old or row["change"] == "same":
        return NO_NUMBER
    change = (float(new) / float(old) - 1) * 100
    return ShownNumber(change, f"{'+' if change > 0 else ''}{number(change, 1, lang())} %")
