"""The document a file is taken from: its name, and whether the store knows it already."""

from contextlib import suppress
from datetime import date

import streamlit as st

from kpi.model import Reading, Source
from kpi.publish import Changes
from kpi.publish.document import (
    KNOWN_DOCUMENT,
    Document,
    Earlier,
    earlier,
    figures_of,
    names_itself,
    namesakes,
)
from kpi.store import Store
from kpi.ui.intake.files import Dropped
from kpi.ui.literal import literal
from kpi.ui.words import lang, say
from kpi.wording import day_text, number


def document_form(store: Store, file: Dropped, reading: Reading) -> Document:
    """What readers will see as the document behind the figures.

    A file that was published before is offered under the name it had then.
    """
    if not names_itself(reading):
        return Document("")
    before = earlier(store, reading.sha256)
    known = before.source if before is not None else None
    title, publisher, day, address = _fields(file, known)
    if not title:
        st.warning(
            say("Ghi tên tài liệu rồi mới công bố được.", "A title is needed to publish."),
            icon=":material/description:",
        )
    elif same := namesakes(store, Document(title, publisher)):
        others = ", ".join(sorted({s.publisher or say("không ghi", "not stated") for s in same}))
        st.caption(
            say(
                f"Kho có tài liệu cùng tên của nơi khác ({literal(others)}); hai tài liệu được "
                "giữ riêng.",
                f"The store has a document of this title from elsewhere ({literal(others)}); "
                "the two are kept apart.",
            )
        )
    return Document(
        title=title,
        publisher=publisher,
        url=address if address.startswith(("https://", "http://")) else "",
        published_on=day,
    )


def _fields(file: Dropped, known: Source | None) -> tuple[str, str, str, str]:
    st.markdown(f"**{say('Tài liệu nguồn', 'Source document')}**")
    left, middle, right = st.columns([3, 2, 1])
    title = left.text_input(
        say("Tên tài liệu (bắt buộc)", "Title (required)"),
        known.title if known else file.stem.replace("_", " "),
        key=f"title-{file.key}",
    )
    publisher = middle.text_input(
        say("Nơi công bố", "Publisher"),
        known.publisher if known else "",
        key=f"publisher-{file.key}",
    )
    day = right.date_input(
        say("Ngày công bố", "Published on"),
        _day(known),
        key=f"day-{file.key}",
        format="DD/MM/YYYY",
    )
    address = st.text_input(
        say("Liên kết", "Link"),
        known.url if known else "",
        key=f"url-{file.key}",
        placeholder="https://",
    ).strip()
    if address and not address.startswith(("https://", "http://")):
        st.caption(
            say(
                "Liên kết phải bắt đầu bằng https:// hoặc http://; chưa được dùng.",
                "A link begins with https:// or http://; this one is not used.",
            )
        )
    chosen = day.isoformat() if isinstance(day, date) else ""
    return title.strip(), publisher.strip(), chosen, address


def _day(known: Source | None) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(known.published_on) if known else None
    return None


def known_document(store: Store, file: Dropped, changes: Changes) -> frozenset[str]:
    """Ask whether the file corrects the document it is named after; gives what was confirmed."""
    question = next((p for p in changes.questions if p.code == KNOWN_DOCUMENT), None)
    if question is None:
        return frozenset()
    found = next(
        s for s in changes.reading.sources if question.question.endswith(f"|{s.source_id}")
    )
    count = number(figures_of(store, found), 0, lang())
    revised = number(changes.count("revised"), 0, lang())
    more = number(sum(map(changes.count, ("new", "agreeing", "conflicting"))), 0, lang())
    name = f"“{literal(found.title)}”"
    name += f" ({literal(found.publisher)})" if found.publisher else ""
    with st.container(border=True):
        st.markdown(
            say(
                f"Kho đã có tài liệu {name} với {count} số liệu. Nếu tệp là bản sửa của tài liệu "
                f"đó, công bố sẽ **sửa {revised}** và **thêm {more}** số liệu của nó.",
                f"The store has the document {name} with {count} figures. As a revision of it, "
                f"the file **revises {revised}** and **adds {more}** of its figures.",
            )
        )
        words = {
            "revision": say("Bản sửa của tài liệu đó", "A revision of that document"),
            "other": say("Tài liệu khác", "Another document"),
        }
        answer = st.segmented_control(
            say("Tệp này là", "This file is"),
            list(words),
            format_func=lambda option: words[option],
            key=f"revision-{file.key}-{found.source_id}",
        )
        if answer == "other":
            st.warning(
                say(
                    "Ghi tên hoặc nơi công bố khác đi ở trên, để người xem phân biệt được hai "
                    "tài liệu.",
                    "Give it another title or publisher above, so that readers can tell the two "
                    "apart.",
                ),
                icon=":material/edit:",
            )
    return frozenset({question.question}) if answer == "revision" else frozenset()


def published_before(store: Store, changes: Changes) -> None:
    """Say of bytes that were published before when that was, and what another time would do."""
    before = earlier(store, changes.reading.sha256)
    if before is None:
        return
    lead = _when(before)
    count = number(changes.fresh, 0, lang())
    if changes.fresh:
        text = say(
            f"{lead} Công bố lại sẽ đưa vào {count} số liệu, xem bước 4.",
            f"{lead} Publishing it again brings in {count} figures, see step 4.",
        )
    else:
        text = say(
            f"{lead} Công bố lại sẽ không đổi gì.",
            f"{lead} Publishing it again changes nothing.",
        )
    st.info(text, icon=":material/history:")


def _when(before: Earlier) -> str:
    day = day_text(before.recorded_at.tz_localize("UTC").tz_convert("Asia/Ho_Chi_Minh"), lang())
    if before.waits:
        return say(
            f"Tệp này đã nộp ở lô {before.batch_id} ngày {day}, đang chờ duyệt.",
            f"This very file was submitted as batch {before.batch_id} on {day} and waits for "
            "approval.",
        )
    return say(
        f"Tệp này đã được công bố ở lô {before.batch_id} ngày {day}.",
        f"This very file was published as batch {before.batch_id} on {day}.",
    )
