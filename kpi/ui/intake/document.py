"""The document behind the figures: one form for tables and reports, and whether it is known."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from kpi.language.periods import read_period
from kpi.model import Locator, Problem, Source, SourceKind, Unclear
from kpi.model.figures import Stated
from kpi.publish import Changes
from kpi.publish.document import (
    KNOWN_DOCUMENT,
    Document,
    Earlier,
    earlier,
    figures_of,
    namesakes,
)
from kpi.store import Store
from kpi.ui.data import catalogue
from kpi.ui.intake.periods import as_typed, forms
from kpi.ui.intake.visit import Dropped, hold
from kpi.ui.literal import literal
from kpi.ui.words import former, lang, say
from kpi.wording import alphabetical, day_text, number

MISWRITTEN = "miswritten"
"""The code of the question that a field which cannot be read leaves open."""
DOCUMENT_ASKS = (KNOWN_DOCUMENT, MISWRITTEN)
"""The questions that are answered where the document is named."""

_KINDS: tuple[SourceKind, ...] = ("report", "official_table", "press")


@dataclass(frozen=True)
class Fields:
    """What the form holds; dates and periods as the clerk writes them."""

    title: str = ""
    publisher: str = ""
    number: str = ""
    published_on: str = ""
    url: str = ""
    kind: SourceKind = "report"
    area: str = ""
    period: str = ""


def first_fields(known: Source | None, stated: Stated, file: Dropped) -> Fields:
    """What a table's form begins with: what the store knows, what the table says, its name."""
    if known is not None:
        return Fields(
            title=known.title,
            publisher=known.publisher,
            number=known.note,
            published_on=as_typed(known.published_on),
            url=known.url,
            kind=known.kind,
        )
    return Fields(
        title=stated.title or file.stem.replace("_", " "),
        publisher=stated.publisher,
        number=stated.number,
        published_on=as_typed(stated.published_on),
    )


def document_fields(file: Dropped, first: Fields, *, reported: bool) -> Fields:
    """Ask for what readers will see as the document behind the figures.

    Args:
        file: whose form it is, part of the widgets' keys.
        first: what the fields hold at first.
        reported: whether the document as a whole is about one province and period.
    """
    left, right = st.columns([3, 2])
    with left:
        title = _text(file, "title", say("Tên tài liệu (bắt buộc)", "Title (required)"), first)
    with right:
        publisher = _text(file, "publisher", say("Nơi công bố", "Publisher"), first)
    area = period = ""
    if reported:
        left, right = st.columns(2)
        with left:
            area = _area(file, first)
        with right:
            hint = say("6 tháng đầu năm 2022", "first half of 2022")
            label = say("Kỳ báo cáo", "Period reported on")
            period = _text(file, "period", label, first, hint)
    one, two, three = st.columns(3)
    with one:
        label = say("Ngày công bố", "Published on")
        day = _text(file, "published_on", label, first, "25/07/2022")
    with two:
        label = say("Số, ký hiệu", "Number")
        number_given = _text(file, "number", label, first, "15/BC-STTTT")
    with three:
        kind = _kind(file, first)
    url = _text(file, "url", say("Liên kết", "Link"), first, "https://")
    if url and not url.startswith(("https://", "http://")):
        st.caption(
            say(
                "Liên kết phải bắt đầu bằng https:// hoặc http://; chưa được dùng.",
                "A link begins with https:// or http://; this one is not used.",
            )
        )
        url = ""
    return Fields(title, publisher, number_given, day, url, kind, area, period)


def _text(file: Dropped, name: str, label: str, first: Fields, hint: str = "") -> str:
    key = f"{name}-{file.key}"
    hold(key, getattr(first, name))
    return str(st.text_input(label, key=key, placeholder=hint)).strip()


def _area(file: Dropped, first: Fields) -> str:
    key = f"area-{file.key}"
    listed = areas()
    hold(key, first.area if first.area in listed else None)
    chosen = st.selectbox(
        say("Tỉnh", "Province"),
        listed,
        index=None,
        format_func=area_name,
        placeholder=say("chưa rõ", "not known"),
        key=key,
    )
    return chosen or ""


def _kind(file: Dropped, first: Fields) -> SourceKind:
    words = {
        "report": say("Báo cáo của cơ quan nhà nước", "Report of an authority"),
        "press": say("Báo chí, nguồn khác", "Press, other"),
        "official_table": say("Bảng số liệu chính thức", "Official table"),
    }
    key = f"kind-{file.key}"
    hold(key, first.kind)
    return st.selectbox(
        say("Loại nguồn", "Kind of source"), _KINDS, format_func=words.__getitem__, key=key
    )


def areas() -> list[str]:
    """Every area's key, by name."""
    return sorted(catalogue().areas, key=lambda key: alphabetical(area_name(key)))


def area_name(key: str) -> str:
    """An area's name, told apart from its namesake of the other scheme."""
    return former(catalogue().areas[key])


def as_key(written: str, kinds: Sequence[str]) -> str | None:
    """The key of a period as typed, "" of none, None of what cannot be read."""
    if not written:
        return ""
    period = read_period(written)
    return None if isinstance(period, Unclear) or period.kind not in kinds else period.key


def day_key(written: str) -> str | None:
    """The key of a date of publication as typed, as `as_key`."""
    return as_key(written, ("year", "month", "day"))


def miswritten(name: str) -> Problem:
    """Say that a date or a period cannot be read; the question keeps a batch back."""
    words = {
        "published_on": (
            say("Ngày công bố không đọc được.", "The date cannot be read."),
            say("Ghi 25/07/2022, 07/2022 hoặc 2022.", "Write 25/07/2022, 07/2022 or 2022."),
        ),
        "period": (
            say("Kỳ báo cáo không đọc được.", "The period cannot be read."),
            say(f"Ghi {forms()}.", f"Write {forms()}."),
        ),
    }
    message, advice = words[name]
    st.error(f"{message} {advice}", icon=":material/error:")
    return Problem(MISWRITTEN, "question", Locator(), "", message, advice, question=name)


def namesakes_told(store: Store, document: Document) -> None:
    """Say that the title is missing, or that another publisher has one of this title."""
    if not document.title:
        st.warning(
            say("Ghi tên tài liệu rồi mới công bố được.", "A title is needed to publish."),
            icon=":material/description:",
        )
    elif same := namesakes(store, document):
        others = ", ".join(sorted({s.publisher or say("không ghi", "not stated") for s in same}))
        st.caption(
            say(
                f"Kho có tài liệu cùng tên của nơi khác ({literal(others)}); hai tài liệu được "
                "giữ riêng.",
                f"The store has a document of this title from elsewhere ({literal(others)}); "
                "the two are kept apart.",
            )
        )


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
        key = f"revision-{file.key}-{found.source_id}"
        hold(key, None)
        answer = st.segmented_control(
            say("Tệp này là", "This file is"),
            list(words),
            format_func=lambda option: words[option],
            key=key,
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
