"""Parts of the history: the batches, one of them in full, and what may be done with it."""

from typing import Any

import pandas as pd
import streamlit as st

from kpi.model import Person
from kpi.publish import approve, refuse, undo, undo_effect
from kpi.publish.history import original
from kpi.store import Store
from kpi.ui import draw, url
from kpi.ui.cells import amount_of, indicator_name, period_cell
from kpi.ui.data import catalogue
from kpi.ui.faults import shown_errors
from kpi.ui.literal import literal
from kpi.ui.long import MOST_ROWS, cut
from kpi.ui.shown import ShownNumber, ShownText, column
from kpi.ui.who import who
from kpi.ui.words import former, lang, say
from kpi.wording import day_text, number


def state_word(state: str) -> str:
    """What became of a batch, in words."""
    return {
        "submitted": say("chờ duyệt", "waits for approval"),
        "published": say("đang công bố", "published"),
        "refused": say("bị trả lại", "sent back"),
        "undone": say("đã hoàn tác", "undone"),
    }[state]


def finding(batches: pd.DataFrame) -> str:
    """How many batches there are, and how many of them are in each state."""
    counts = batches["state"].value_counts()
    states = ("published", "submitted", "undone", "refused")
    told = [f"{number(counts[s], 0, lang())} {state_word(s)}" for s in states if s in counts]
    whole = number(len(batches), 0, lang())
    return say(f"{whole} lô: ", f"{whole} batches: ") + ", ".join(told)


def batch_table(batches: pd.DataFrame) -> None:
    """Every batch, the latest first; a selected row opens it below."""
    rows = batches.iloc[::-1].to_dict("records")
    names = {name: who(name) for name in batches["recorded_by"].unique()}
    counts = {
        say("Mới", "New"): "new_count",
        say("Sửa", "Revised"): "revised_count",
        say("Mâu thuẫn", "Conflicting"): "conflicting_count",
        say("Giống", "Same"): "same_count",
        say("Từ chối", "Refused"): "refused_count",
    }
    frame = pd.DataFrame(
        {
            say("Lô", "Batch"): column(
                [ShownNumber(r["batch_id"], str(r["batch_id"])) for r in rows]
            ),
            say("Trạng thái", "State"): [state_word(r["state"]) for r in rows],
            say("Khi nào", "When"): column([_when(r["recorded_at"]) for r in rows]),
            say("Ai", "Who"): [names[r["recorded_by"]] for r in rows],
            say("Tệp", "File"): [r["file_name"] for r in rows],
            **{word: column([_count(r[key]) for r in rows]) for word, key in counts.items()},
            say("Lý do", "Reason"): [r["reason"] for r in rows],
        }
    )
    draw.table(
        frame,
        [str(r["batch_id"]) for r in rows],
        "batches",
        opens="batch",
        height=draw.fitting(len(rows), 400),
    )


def about(store: Store, batch: dict[str, Any], person: Person | None) -> None:
    """Who, when, which file; what happened since; for staff the file itself."""
    facts = [
        (say("Tệp", "File"), batch["file_name"]),
        ("SHA-256", _in_groups(batch["file_sha256"]) or "–"),
        (say("Số liệu", "Figures"), number(batch["observation_count"], 0, lang())),
    ]
    if model := store.read_by(int(batch["batch_id"])):
        facts.append((say("Đọc bằng mô hình", "Read by the model"), model))
    for event in store.events(int(batch["batch_id"])).to_dict("records"):
        told = f"{who(event['happened_by'])} · {_moment(event['happened_at'])}"
        told += f" · {event['reason']}" if event["reason"] else ""
        facts.append((_event_word(event["event"]), told))
    # Lines and not a table, whose cells would be cut off on a phone.
    st.markdown("  \n".join(f"**{name}**: {literal(told)}" for name, told in facts))
    number_of = int(batch["batch_id"])
    if person is not None and person.may("publish"):
        kept = original(store, number_of, by=person)
        if kept is not None:
            label = say("Tải tệp gốc", "Download the file")
            st.download_button(label, kept[1], kept[0], icon=":material/download:")
    with st.expander(say("Số liệu của lô", "Figures of the batch"), icon=":material/table:"):
        _figures(store.observations_of(number_of))


def actions(store: Store, batch: dict[str, Any], person: Person | None) -> None:
    """Undo with its effect shown first; approval of a batch that waits."""
    number_of = int(batch["batch_id"])
    if batch["state"] == "published" and person is not None and person.may("undo"):
        _undo(store, number_of, person)
    elif batch["state"] == "submitted" and person is not None and person.may("approve"):
        _approval(store, number_of, person)


def _undo(store: Store, number_of: int, person: Person) -> None:
    with st.expander(say("Hoàn tác lô này …", "Undo this batch …"), icon=":material/undo:"):
        effect = undo_effect(store, number_of)
        gone = int(effect["value_after"].isna().sum())
        counts = (number(n, 0, lang()) for n in (len(effect), len(effect) - gone, gone))
        whole, other, gone_text = counts
        st.markdown(
            say(
                f"**{whole}** số liệu đang hiển thị sẽ đổi hoặc mất ({other} đổi, {gone_text} "
                "mất); các lô sau giữ nguyên.",
                f"**{whole}** shown figures will change or go ({other} change, {gone_text} go); "
                "later batches stay.",
            )
        )
        _effect(effect)
        label = say("Lý do (bắt buộc)", "Reason (required)")
        reason = st.text_input(label, key=f"undo-reason-{number_of}").strip()
        label = say(f"Hoàn tác lô {number_of}", f"Undo batch {number_of}")
        if st.button(label, type="primary", disabled=not reason):
            with shown_errors():
                undo(store, number_of, by=person, reason=reason)
                st.rerun()


def _approval(store: Store, number_of: int, person: Person) -> None:
    label = say("Ý kiến (bắt buộc khi trả lại)", "Comment (required to send back)")
    reason = st.text_input(label, key=f"approve-reason-{number_of}").strip()
    yes, no = st.columns(2)
    with shown_errors():
        if yes.button(say("Duyệt và công bố", "Approve and publish"), type="primary"):
            approve(store, number_of, by=person, reason=reason)
            st.rerun()
        if no.button(say("Trả lại", "Send back"), disabled=not reason):
            refuse(store, number_of, by=person, reason=reason)
            st.rerun()


def _effect(effect: pd.DataFrame) -> None:
    frame = effect_frame(effect.head(MOST_ROWS))
    draw.plain_table(frame, draw.fitting(len(frame), 400))
    cut(len(effect))


def effect_frame(effect: pd.DataFrame) -> pd.DataFrame:
    """What is shown now and what an undo leaves, row by row; figures sort by their size."""
    rows = effect.to_dict("records")
    nothing = say("không còn số", "no figure")
    after = [
        ShownNumber(r["value_after"], nothing)
        if pd.isna(r["value_after"])
        else ShownNumber(
            r["value_after"],
            amount_of({**r, "value": r["value_after"], "qualifier": r["qualifier_after"]}),
        )
        for r in rows
    ]
    now = [ShownNumber(r["value"], nothing if pd.isna(r["value"]) else amount_of(r)) for r in rows]
    return pd.DataFrame(
        {
            **_key(rows),
            say("Đang hiển thị", "Shown now"): column(now),
            say("Sau đó", "Afterwards"): column(after),
        }
    )


def _figures(figures: pd.DataFrame) -> None:
    rows = figures.head(MOST_ROWS).to_dict("records")
    frame = pd.DataFrame(
        {
            **_key(rows),
            say("Giá trị", "Value"): column([ShownNumber(r["value"], amount_of(r)) for r in rows]),
            say("In ra", "As written"): [r["as_written"] for r in rows],
            say("Ô", "Cell"): [" ".join(filter(None, (r["sheet"], r["cell"]))) for r in rows],
        }
    )
    draw.plain_table(frame, draw.fitting(len(frame), 480))
    cut(len(figures))


def _in_groups(digest: str) -> str:
    """A long digest in parts, between which a line may break."""
    return " ".join(digest[at : at + 16] for at in range(0, len(digest), 16))


def _event_word(event: str) -> str:
    return {
        "submitted": say("Đã nộp", "Submitted"),
        "published": say("Đã công bố", "Published"),
        "refused": say("Đã trả lại", "Sent back"),
        "undone": say("Đã hoàn tác", "Undone"),
    }[event]


def _key(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        say("Tỉnh", "Province"): [former(catalogue().area(r["area"])) for r in rows],
        say("Chỉ tiêu", "Indicator"): [indicator_name(r["indicator"]) for r in rows],
        say("Kỳ", "Period"): column([period_cell(r) for r in rows]),
    }


def _when(moment: pd.Timestamp) -> ShownText:
    return ShownText(f"{moment:%Y-%m-%d %H:%M:%S}", _moment(moment))


def _count(many: int) -> ShownNumber:
    return ShownNumber(many, number(many, 0, lang()))


def _moment(when: pd.Timestamp) -> str:
    local = when.tz_localize("UTC").tz_convert("Asia/Ho_Chi_Minh")
    return f"{day_text(local, lang())} {local:%H:%M}"


def chosen(batches: pd.DataFrame) -> dict[str, Any] | None:
    """The batch the address names, else the latest."""
    numbers = [str(n) for n in batches["batch_id"]]
    named = url.read("batch", numbers, numbers[-1] if numbers else "")
    found = batches[batches["batch_id"].astype(str) == named]
    return None if found.empty else dict(found.iloc[0])
