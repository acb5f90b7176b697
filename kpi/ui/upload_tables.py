"""Tables of the upload page: what is asked, what is wrong, what would change."""

import pandas as pd
import streamlit as st

from kpi.export.workbook import corrections
from kpi.model import Locator, Problem, Reading
from kpi.publish import Changes
from kpi.ui import draw, intake
from kpi.ui.cells import amount_of, indicator_name, period_of
from kpi.ui.data import catalogue
from kpi.ui.words import former, lang, say
from kpi.wording import number, status_word

CHANGES = ("new", "revised", "conflicting", "same")


def questions(file: intake.Dropped, problems: tuple[Problem, ...]) -> frozenset[str]:
    """Ask what is open; answers make the file be read again. Gives what was confirmed."""
    confirmed = []
    for place, problem in enumerate(problems):
        with st.container(border=True):
            st.markdown(f"**{where(problem.locator)}** `{problem.as_written}` {problem.message}")
            key = f"question-{file.key}-{place}-{problem.question}"
            if problem.options:
                choose = say("Chọn một", "Choose one")
                answer = st.segmented_control(choose, problem.options, format_func=_option, key=key)
                if answer:
                    intake.answers(file)[problem.question] = answer
                    st.rerun()
            elif st.checkbox(say("Tôi xác nhận số này đúng", "I confirm this figure"), key=key):
                confirmed.append(problem.question)
    return frozenset(confirmed)


def problem_table(reading: Reading, problems: tuple[Problem, ...], key: str) -> None:
    """Every problem at once, filtered by severity, with a workbook to mend and drop again."""
    if not problems:
        return
    words = {
        "error": say("Từ chối", "Refused"),
        "question": say("Hỏi", "Question"),
        "warning": say("Lưu ý", "Note"),
    }
    having = [s for s in words if any(p.severity == s for p in problems)]
    chosen = st.pills(
        say("Vấn đề", "Problems"),
        having,
        selection_mode="multi",
        default=having,
        format_func=lambda s: f"{words[s]} {sum(p.severity == s for p in problems)}",
        key=f"problems-{key}",
    )
    shown = [p for p in problems if p.severity in chosen]
    frame = pd.DataFrame(
        {
            say("Mức", "Level"): [words[p.severity] for p in shown],
            say("Ô", "Cell"): [where(p.locator) for p in shown],
            say("Đã ghi", "As written"): [p.as_written for p in shown],
            say("Vấn đề", "Problem"): [p.message for p in shown],
            say("Cách sửa", "What to do"): [p.advice for p in shown],
        }
    )
    st.dataframe(frame, hide_index=True, height=draw.fitting(len(frame), 360))
    st.download_button(
        say("Tải tệp để sửa", "Download the file to mend"),
        lambda: corrections(reading, problems, catalogue()),
        f"can-sua-{reading.file.rsplit('.', 1)[0]}.xlsx",
        icon=":material/download:",
        key=f"mend-{key}",
    )


def change_table(changes: Changes, key: str) -> None:
    """What publishing would do, figure by figure, filtered by kind of change."""
    words = {
        "new": say("Mới", "New"),
        "revised": say("Sửa", "Revised"),
        "conflicting": say("Mâu thuẫn", "Conflicting"),
        "same": say("Giống", "Same"),
    }
    having = [c for c in CHANGES if changes.count(c)]
    chosen = st.pills(
        say("Thay đổi", "Changes"),
        having,
        selection_mode="multi",
        default=[c for c in having if c != "same"] or having,
        format_func=lambda c: f"{words[c]} {changes.count(c)}",
        key=f"changes-{key}",
    )
    shown = changes.figures[changes.figures["change"].isin(chosen or [])]
    rows = shown.head(2000).to_dict("records")
    frame = pd.DataFrame(
        {
            say("Thay đổi", "Change"): [words[r["change"]] for r in rows],
            say("Tỉnh", "Province"): [former(catalogue().area(r["area"])) for r in rows],
            say("Chỉ tiêu", "Indicator"): [indicator_name(r["indicator"]) for r in rows],
            say("Kỳ", "Period"): [period_of(r) for r in rows],
            say("Loại", "Kind"): [status_word(r["obs_status"], lang()) for r in rows],
            say("Số cũ", "Old"): [_old(r) for r in rows],
            say("Số mới", "New figure"): [amount_of(r) for r in rows],
            "%": [_percent(r) for r in rows],
            say("Đã ghi", "As written"): [r["as_written"] for r in rows],
            say("Ô", "Cell"): [" ".join(filter(None, (r["sheet"], r["cell"]))) for r in rows],
        }
    )
    st.dataframe(frame, hide_index=True, height=draw.fitting(len(frame), 480))


def where(place: Locator) -> str:
    """Sheet and cell, as a clerk would say them."""
    return " ".join(part for part in (place.sheet, place.cell) if part)


def _option(option: str) -> str:
    if option == "skip":
        return say("Bỏ qua cột này", "Leave this column out")
    area = catalogue().areas.get(option)
    if area is not None:
        return f"{former(area)} ({option})"
    indicator = catalogue().indicators.get(option)
    return indicator_name(option) if indicator is not None else option


def _old(row: dict[str, object]) -> str:
    if pd.isna(row["old_value"]):
        return ""
    return amount_of({**row, "value": row["old_value"], "qualifier": "exact"})


def _percent(row: dict[str, object]) -> str:
    old, new = row["old_value"], row["value"]
    if pd.isna(old) or not old:
        return ""
    change = (float(str(new)) / float(str(old)) - 1) * 100
    return f"{'+' if change > 0 else ''}{number(change, 1, lang())} %"
