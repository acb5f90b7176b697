"""The store as it stood: a strip that says so and what changed since, and the choice of a day.

URL: as_of=YYYY-MM-DD on every page of readers. Staff work on the store of today.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import streamlit as st

from kpi.model import Period
from kpi.store import Store
from kpi.ui import draw, url
from kpi.ui.cells import indicator_name, territory
from kpi.ui.data import catalogue, live_store
from kpi.ui.day import AS_OF, VIETNAM, day_of, shown_day, today
from kpi.ui.literal import literal
from kpi.ui.words import lang, say
from kpi.wording import amount, day_text, number, period_text

_MOST = 200
"""So many changed figures are listed."""


def strip() -> None:
    """Above a page of the past: which day it shows, what changed since, the way back."""
    asked, day = url.shared().get(AS_OF, ""), shown_day()
    if day is None:
        if asked:
            _not_a_past_day(asked)
        return
    past = live_store().as_of(day)
    with st.container(border=True, key="past"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/history: **{_finding(day)}** {_since(past)}", width="stretch")
            st.button(
                say("Về hiện tại", "Back to today"),
                icon=":material/update:",
                on_click=url.write,
                args=(AS_OF, ""),
            )
        if not past.batches().empty:
            _changed(past)


def choice() -> None:
    """The way to another day's store, at the foot of a page."""
    first, last = _first_day(), today() - timedelta(days=1)
    if first is None or first > last:
        return
    with st.popover(
        say("Xem kho như một ngày đã qua", "See the store as it stood"), icon=":material/history:"
    ):
        st.caption(
            say(
                "Số liệu không bao giờ bị xóa: mỗi ngày đã qua dựng lại được, kể cả các lô đã "
                "hoàn tác về sau.",
                "No figure is ever deleted: every past day can be rebuilt, with batches that were "
                "undone later.",
            )
        )
        day = shown_day()
        st.session_state["choose-as-of"] = None if day is None else max(first, min(day, last))
        st.date_input(
            say("Ngày", "Day"),
            key="choose-as-of",
            min_value=first,
            max_value=last,
            format="DD/MM/YYYY",
            on_change=_chosen,
        )


def _chosen() -> None:
    day = st.session_state["choose-as-of"]
    url.write(AS_OF, day.isoformat() if day else "")


def _not_a_past_day(asked: str) -> None:
    if day_of(asked) is None:
        named = literal(f"'{asked}'")
        st.info(
            say(
                f"Liên kết hỏi kho của ngày {named}, không phải ngày đã qua viết như 2026-06-30; "
                "đây là kho hiện tại.",
                f"The link asks for the store of {named}, which is no past day such as "
                "2026-06-30; this is today's.",
            ),
            icon=":material/info:",
        )


def _finding(day: date) -> str:
    text = day_text(day, lang())
    return say(f"Kho số liệu như cuối ngày {text}.", f"The store as it stood at the end of {text}.")


def _since(past: Store) -> str:
    first = _first_day()
    if first is not None and past.day is not None and past.day < first:
        text = day_text(first, lang())
        return say(
            f"Khi đó kho chưa có lô nào; lô đầu tiên vào ngày {text}.",
            f"It held no batch then; the first came on {text}.",
        )
    counts = past.changes_since().groupby("change")["figures"].sum().to_dict()
    words = {
        "new": say("thêm mới", "new"),
        "revised": say("đổi giá trị", "revised"),
        "withdrawn": say("rút đi", "withdrawn"),
    }
    told = [f"{number(counts[k], 0, lang())} {word}" for k, word in words.items() if k in counts]
    if not told:
        return say("Từ đó đến nay không số liệu nào đổi.", "No figure has changed since.")
    return f"{say('Từ đó đến nay', 'Since then')}: {', '.join(told)}."


def _changed(past: Store) -> None:
    """The changed figures of the indicator that is looked at, else of all."""
    indicator = st.query_params.get("indicator", "")
    indicator = indicator if indicator in catalogue().indicators else ""
    found = past.changed_since(indicator, _MOST)
    if found.empty:
        return
    about = indicator_name(indicator) if indicator else say("mọi chỉ tiêu", "all indicators")
    count = f"{len(found)}{'+' if len(found) == _MOST else ''}"
    label = say(f"Đã đổi từ đó: {about} ({count})", f"Changed since: {about} ({count})")
    with st.expander(label):
        rows = found.to_dict("records")
        words = {
            "new": say("thêm mới", "new"),
            "revised": say("đổi giá trị", "revised"),
            "withdrawn": say("rút đi", "withdrawn"),
        }
        draw.plain_table(
            pd.DataFrame(
                {
                    say("Tỉnh", "Province"): [territory(row["area"]) for row in rows],
                    say("Chỉ tiêu", "Indicator"): [indicator_name(r["indicator"]) for r in rows],
                    say("Kỳ", "Period"): [_period(row) for row in rows],
                    say("Thay đổi", "Change"): [words[row["change"]] for row in rows],
                    say("Khi đó", "Then"): [_value(row, "value") for row in rows],
                    say("Nay", "Now"): [_value(row, "value_later") for row in rows],
                }
            ),
            draw.fitting(len(rows), 320),
        )


def _period(row: Mapping[str, Any]) -> str:
    return period_text(Period.of(row["period"]), lang())


def _value(row: Mapping[str, Any], column: str) -> str:
    indicator = catalogue().indicators.get(row["indicator"])
    if pd.isna(row[column]) or indicator is None:
        return ""
    unit = catalogue().units[indicator.unit].name(lang())
    return amount(indicator, row[column], unit, lang())


def _first_day() -> date | None:
    """The day of the first batch in Vietnam; None before there is one."""
    batches = live_store().batches()
    if batches.empty:
        return None
    first: datetime = batches["recorded_at"].min().tz_localize("UTC").tz_convert(VIETNAM)
    return first.date()
