"""The reporting calendar: the line of the overview, the table of deadlines, who is late."""

from datetime import date

import pandas as pd
import streamlit as st

from kpi.analysis.deadlines import Due, last_due, next_due
from kpi.analysis.lateness import Lateness, lateness
from kpi.model.duties import Duty
from kpi.store import Store
from kpi.ui import draw
from kpi.ui.data import catalogue
from kpi.ui.day import shown_day, today
from kpi.ui.words import former, lang, say
from kpi.wording import day_text, period_text


def year_due(day: date) -> Due | None:
    """The yearly report whose deadline passed last, of the first duty that has one."""
    yearly = ((duty, d) for duty in catalogue().duties for d in duty.deadline if d.kind == "year")
    found = next(yearly, None)
    return None if found is None else last_due(*found, day)


def late_line(store: Store) -> None:
    """One line of the overview: the last yearly deadline, and how many have figures of it."""
    due = year_due(_day())
    if due is not None:
        st.caption(late_text(lateness(store, catalogue(), due)))


def late_text(found: Lateness) -> str:
    """The period, its deadline, and how many provinces have figures of it."""
    period, on = period_text(found.due.period, lang()), day_text(found.due.on, lang())
    return say(
        f"Kỳ năm {period}: hạn gửi {on}; {found.have}/{found.size} tỉnh đã có số liệu",
        f"Year {period}: due {on}; {found.have} of {found.size} provinces have figures",
    )


def calendar(store: Store) -> None:
    """Every deadline: the last that has passed with who has told its figures, and the next."""
    day = _day()
    st.header(say("Lịch báo cáo", "Reporting calendar"))
    st.caption(
        say(
            "Tính là đã có khi kho có ít nhất một số liệu thực hiện hoặc ước thực hiện của đúng "
            "kỳ (chỉ tiêu thời điểm: của một ngày trong kỳ), của chính tỉnh, thuộc các trụ cột mà "
            "báo cáo bao gồm; chưa có số liệu trong kho "
            "không có nghĩa là tỉnh chưa gửi báo cáo.",
            "A province counts as reporting when the store holds a result or an estimate of that "
            "very period (of a stock: of a day within it), its own, of the pillars the report "
            "covers; that the store holds none "
            "does not mean that no report was sent.",
        )
    )
    for duty in catalogue().duties:
        st.subheader(duty.name(lang()))
        st.caption(duty.act(lang()))
        rows = _table(store, duty, day)
        draw.plain_table(rows, draw.fitting(len(rows), 560))
    due = year_due(day)
    if due is not None:
        found = lateness(store, catalogue(), due)
        st.caption(late_text(found) + _silent_text(found))


def _table(store: Store, duty: Duty, day: date) -> pd.DataFrame:
    """One row a deadline, in text: the next, the last and how many told its figures."""
    rows = []
    for deadline in duty.deadline:
        last, coming = last_due(duty, deadline, day), next_due(duty, deadline, day)
        found = None if last is None else lateness(store, catalogue(), last)
        rows.append(
            (
                _when(coming),
                _state(coming, day),
                "–" if last is None else _when(last),
                "–" if found is None else f"{found.have}/{found.size}",
                _counted(coming),
            )
        )
    heads = (
        say("Kỳ tới: hạn gửi", "Next: due"),
        say("Trạng thái", "State"),
        say("Kỳ vừa qua: hạn gửi", "Last: due"),
        say("Tỉnh đã có số liệu", "Provinces with figures"),
        say("Số liệu tính từ – đến", "Figures counted"),
    )
    return pd.DataFrame(rows, columns=list(heads))


def _silent_text(found: Lateness) -> str:
    """Who has no figure, by name, after the line of its count; "" where none or all are so."""
    if not found.silent or not found.have:
        return ""
    names = ", ".join(former(area) for area in found.silent)
    return say(f". Chưa có: {names}.", f". None yet: {names}.")


def _day() -> date:
    return shown_day() or today()


def _when(due: Due) -> str:
    return f"{period_text(due.period, lang())}: {day_text(due.on, lang())}"


def _state(due: Due, day: date) -> str:
    """How long there is until a deadline; one that is to come is never late."""
    days = (due.on - day).days
    if due.state(day) == "due":
        return say(f"sắp đến hạn, còn {days} ngày", f"due in {days} days")
    return say(f"chưa đến hạn, còn {days} ngày", f"not yet due, {days} days left")


def _counted(due: Due) -> str:
    """The days that figures are counted, "–" where the act that was read does not say."""
    if due.counted is None:
        return "–"
    return " – ".join(day_text(day, lang()) for day in due.counted)
