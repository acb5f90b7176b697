"""How a request and its answer read."""

from datetime import datetime

import pandas as pd
import streamlit as st

from kpi.publish.corrections import Request
from kpi.store.corrections import Verdict
from kpi.ui.day import VIETNAM
from kpi.ui.literal import literal, web_address
from kpi.ui.who import who
from kpi.ui.words import lang, say
from kpi.wording import day_text


def verdict_word(verdict: Verdict) -> str:
    """What became of a request, in words."""
    return {
        "corrected": say("đã sửa số liệu", "the figure was corrected"),
        "kept": say("giữ nguyên như in", "kept as printed"),
        "unclear": say("cần thêm căn cứ", "more evidence is needed"),
    }[verdict]


def day_of(moment: datetime) -> str:
    """The day of a moment of the store in Vietnam."""
    return day_text(pd.Timestamp(moment).tz_localize("UTC").tz_convert(VIETNAM), lang())


def asked(request: Request) -> None:
    """What was asked, as far as the reader may know it."""
    said = say(f"Đề nghị ngày {day_of(request.requested_at)}",
               f"Request of {day_of(request.requested_at)}")  # fmt: skip
    st.markdown(f"**{said}**" + (f": {literal(request.reason)}" if request.reason else ""))
    told = []
    if request.proposed:
        told.append(say("Số đề nghị: ", "Proposed: ") + literal(request.proposed))
    if address := web_address(request.link):
        told.append(f"[{say('Căn cứ', 'Evidence')}]({address})")
    if request.contact:
        told.append(say("Người gửi: ", "From: ") + literal(request.contact))
    if told:
        st.markdown(" · ".join(told))


def answered(request: Request) -> None:
    """The answer of staff, or that there is none yet."""
    if request.verdict is None or request.answered_at is None:
        st.caption(say("Đang chờ trả lời.", "Waiting for an answer."))
        return
    about = f"{who(request.answered_by)}, {day_of(request.answered_at)}"
    st.markdown(f":material/reply: **{verdict_word(request.verdict)}** · {literal(request.answer)}")
    st.caption(literal(about))
