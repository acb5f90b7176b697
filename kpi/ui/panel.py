"""The source panel: where a figure is printed, as written, and what others say.

It is open while the address holds `figure=<obs_id>`, so a link can point at one figure;
a rolled-up value names its parts, joined by ".". A mark that two figures made, such as a change
between two years, names both, joined by ",".
"""

from typing import Any

import pandas as pd
import streamlit as st

from kpi.analysis.provenance import Reason, Story, story
from kpi.errors import KpiError
from kpi.publish.history import original
from kpi.ui import url
from kpi.ui.agencies import owner_text
from kpi.ui.cells import amount_of, indicator_name, period_of
from kpi.ui.corrections.beside import corrections
from kpi.ui.data import catalogue, open_store
from kpi.ui.links import link
from kpi.ui.literal import literal, web_address
from kpi.ui.panel_picture import picture
from kpi.ui.panel_place import as_printed, is_shipped, places, sight_of, with_sentence
from kpi.ui.panel_sentence import sentence
from kpi.ui.sign_in import current_person
from kpi.ui.who import who
from kpi.ui.words import former, lang, say
from kpi.wording import day_text, hedge, partial_date_text, status_word


def open_panel() -> None:
    """Show the panel when the address asks for a figure."""
    asked = st.query_params.get("figure", "")
    if asked:
        figures = [[part for part in one.split(".") if part] for one in asked.split(",")]
        st.dialog(
            say("Nguồn của số liệu", "Source of the figure"), width="medium", on_dismiss=_close
        )(_panel)([ids for ids in figures if ids])


def _close() -> None:
    url.write("figure", "")
    st.session_state["generation"] = int(st.session_state.get("generation", 0)) + 1


def _panel(figures: list[list[str]]) -> None:
    if len(figures) > 1:
        st.markdown(
            say(
                f"Dấu này so sánh {len(figures)} số liệu, lần lượt như dưới đây.",
                f"This mark compares {len(figures)} figures, one after the other below.",
            )
        )
    for number, ids in enumerate(figures):
        if number:
            st.divider()
        _figure(ids)


def _figure(ids: list[str]) -> None:
    if len(ids) > 1:
        st.markdown(
            say(
                f"Giá trị gộp từ {len(ids)} số liệu của các tỉnh trước sáp nhập:",
                f"Rolled up from {len(ids)} figures of the provinces before the merger:",
            )
        )
    for obs_id in ids:
        try:
            _told(story(open_store(), obs_id))
        except KpiError as error:
            st.warning(literal(say(str(error), error.english or str(error))))


def _told(told: Story) -> None:
    row = told.figure.to_dict()
    area = catalogue().area(row["area"])
    heading = f"{former(area)} · {indicator_name(row['indicator'])} · {period_of(row)}"
    st.markdown(f"#### {literal(f'{heading} = {amount_of(row)}')}")
    words = [status_word(row["obs_status"], lang()), hedge(row["qualifier"], lang())]
    st.markdown(f"*{' · '.join(words)}*")
    if row["flagged"]:
        st.warning(
            say(
                "Số bất thường về độ lớn so với quy mô một tỉnh; giữ nguyên như in, không sửa.",
                "Of unusual size for a province; kept as printed, not repaired.",
            ),
            icon=":material/flag:",
        )
    source = _source(row)
    sight = sight_of(row)
    if sight.seen.page:
        picture(row, sight)
    placed, text = with_sentence(row, source["sha256"])
    if placed["sentence"]:
        sentence(placed, text)
    st.table(_facts(row, source["note"]), hide_header=True, hide_index=True, border="horizontal")
    with st.container(horizontal=True):
        if address := web_address(row["url"] or ""):
            st.link_button(
                say("Mở tài liệu gốc", "Open the document"),
                address,
                icon=":material/open_in_new:",
            )
        _original(row)
        _onwards(row)
    if row["note"]:
        st.info(literal(row["note"]), icon=":material/sticky_note_2:")
    _others(told)
    corrections(row)


def _facts(row: dict[str, Any], source_note: str) -> dict[str, list[str]]:
    unknown = say("không ghi", "not stated")
    published = partial_date_text(row["published_on"], lang()) or unknown
    if row["retrieved_on"]:
        read = partial_date_text(row["retrieved_on"], lang())
        published += say(f" (đọc ngày {read})", f" (read {read})")
    came = say("Ai xác nhận, khi nào", "Confirmed by, when")
    if is_shipped(row):
        came = say("Vào kho", "Came into the store")
    pairs = [
        (say("In ra", "As written"), as_printed(row)),
        (say("Tài liệu", "Document"), row["source_title"]),
        (say("Nơi công bố", "Publisher"), row["publisher"] or unknown),
        (say("Ngày công bố", "Published"), published),
        (say("Số, ký hiệu, ghi chú", "Number, note"), source_note),
        (say("Tệp", "File"), row["file"]),
        (say("Loại nguồn", "Kind of source"), _source_kind(row["source_kind"])),
        *places(row),
        (say("Cơ quan phụ trách", "Agency in charge"), owner_text(row["indicator"])),
        (came, f"{_confirmed(row)} · " + say(f"lô {row['batch_id']}", f"batch {row['batch_id']}")),
    ]
    told = [(name, literal(fact)) for name, fact in pairs if fact]
    return {"": [name for name, _ in told], " ": [fact for _, fact in told]}


def _source(row: dict[str, Any]) -> dict[str, str]:
    """Digest and note of the document as it was registered last; "" where it tells none."""
    sources = open_store().sources()
    found = sources.loc[sources["source_id"] == row["source_id"], ["sha256", "note"]]
    told = found.to_dict("records")
    return {name: str(told[0][name] or "") if told else "" for name in ("sha256", "note")}


def _confirmed(row: dict[str, Any]) -> str:
    """Who brought the figure in, and the second person who approved it where there was one."""
    events = open_store().events(int(row["batch_id"])).to_dict("records")
    published = [e for e in events if e["event"] == "published"]
    told = [f"{who(row['recorded_by'])} · {_day(row['recorded_at'])}"]
    told += [
        say("duyệt: ", "approved: ") + f"{who(e['happened_by'])} · {_day(e['happened_at'])}"
        for e in published[-1:]
        if e["happened_by"] != row["recorded_by"]
    ]
    return "; ".join(told)


def _day(when: pd.Timestamp) -> str:
    return day_text(when.tz_localize("UTC").tz_convert("Asia/Ho_Chi_Minh"), lang())


def _onwards(row: dict[str, Any]) -> None:
    """Links to all that is known of the province, and to this figure's past."""
    area = catalogue().area(row["area"])
    if area.scheme == "vn" or row["indicator"] not in catalogue().indicators:
        return
    icons = ":material/location_city:", ":material/show_chart:"
    link("profile", say(f"Hồ sơ {former(area)}", f"Profile of {former(area)}"), icons[0],
         area=area.key)  # fmt: skip
    link("trend", say("Xu hướng", "Trend"), icons[1], indicator=row["indicator"], areas=area.key)


def _original(row: dict[str, Any]) -> None:
    """The file as it came in, for those who may publish: it may hold more than its figures."""
    person = current_person()
    if person is None or not person.may("publish"):
        return
    kept = original(open_store(), int(row["batch_id"]), by=person)
    if kept is not None:
        st.download_button(
            say("Tải tệp gốc", "Download the file"),
            kept[1],
            kept[0],
            icon=":material/download:",
            key=f"original-{row['obs_id']}",
        )


def _others(told: Story) -> None:
    if told.others.empty:
        return
    st.markdown(f"**{say('Giá trị khác cho cùng kỳ', 'Other values for the same period')}**")
    rows = told.others.to_dict("records")
    st.table(
        {
            say("Giá trị", "Value"): [literal(amount_of(r)) for r in rows],
            say("Tài liệu", "Document"): [literal(r["source_title"]) for r in rows],
            say("Nơi công bố", "Publisher"): [literal(r["publisher"]) for r in rows],
            say("Ngày", "Date"): [partial_date_text(r["published_on"], lang()) for r in rows],
        },
        hide_index=True,
        border="horizontal",
    )
    lead = (
        say("Số này được chọn vì", "This one is shown because")
        if told.shown
        else say("Số khác được chọn hiển thị vì", "Another one is shown because")
    )
    st.caption(f"{lead} {_because(told.reason)}.")


def _because(reason: Reason) -> str:
    return {
        "only": say("không có số nào khác", "there is no other"),
        "official_table": say(
            "bảng chính thức đứng trước báo cáo và báo chí",
            "an official table comes before reports and the press",
        ),
        "exact": say(
            "số chính xác đứng trước số ước lượng", "an exact figure precedes a hedged one"
        ),
        "published_later": say("được công bố sau", "it was published later"),
        "recorded_later": say("được nhập sau", "it was recorded later"),
        "arbitrary": say(
            "quy tắc không phân định được; xem cả hai số",
            "the rule cannot tell them apart; consider both",
        ),
    }[reason]


def _source_kind(kind: str) -> str:
    return {
        "official_table": say("bảng số liệu chính thức", "official table"),
        "report": say("báo cáo của cơ quan nhà nước", "report of an authority"),
        "press": say("báo chí, nguồn khác", "press, other"),
    }[kind]
