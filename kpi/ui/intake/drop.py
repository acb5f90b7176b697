"""The drop zone of both intake pages; a file of the other page goes there with its content."""

import itertools
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NoReturn

import streamlit as st

from kpi import settings
from kpi.errors import KpiError
from kpi.ingest.formats.kinds import is_named_table, kind_of
from kpi.ui import url
from kpi.ui.intake.visit import Dropped, Room, Visit, current, forget
from kpi.ui.links import PAGES, link
from kpi.ui.literal import literal
from kpi.ui.words import lang, say

_PAGE: dict[Room, str] = {"tables": "upload", "reports": "reports"}
_OTHER: dict[Room, Room] = {"tables": "reports", "reports": "tables"}
_LEAVING = "page-of-the-files"

# What may be dropped stands before Streamlit's own words about the size.
# A step stands below its file, and its heading must not be the larger one.
_STYLE = """
<style>
[data-testid="stHeading"] h3 {{ font-size: 1.1rem; padding: 0.6rem 0 0.3rem; }}
[data-testid="stFileUploaderDropzoneInstructions"] span {{ white-space: normal; }}
[data-testid="stFileUploaderDropzoneInstructions"] span::before {{ content: "{limits} · "; }}
</style>
"""
_PHOTO = "anh-chup-{}.jpg"
# A finger is what tells a phone; a camera is asked for by the phone itself, once it is wanted.
_PHOTO_STYLE = """
<style>
:has(> .st-key-photo) {{ display: none; }}
@media (pointer: coarse) {{ :has(> .st-key-photo) {{ display: flex; }} }}
.st-key-photo [data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }}
.st-key-photo button :is(p, [data-testid="stIconMaterial"]) {{ font-size: 0; }}
.st-key-photo button p::after {{ content: "{button}"; font-size: 0.9rem; }}
.st-key-photo button [data-testid="stIconMaterial"]::after {{ content: "photo_camera";
  font-size: 1.25rem; }}
</style>
"""


def drop_zone(room: Room, kinds: str) -> None:
    """Let files be dropped; each content counts once, and goes to the page it belongs to.

    Args:
        room: the page this is.
        kinds: what may be dropped, in words.
    """
    limits = say(f"hoặc thả vào đây · {kinds}", f"or drop here · {kinds}")
    st.html(_STYLE.format(limits=limits))
    # Another key with every drop: what was dropped is listed by the page itself, in its words.
    count = st.session_state.get(f"drops-{room}", 0)
    key = f"drop-{room}-{count}"

    def taken() -> None:
        _take(current(), room, (Dropped(f.name, f.getvalue()) for f in st.session_state[key]))
        st.session_state[f"drops-{room}"] = count + 1

    st.file_uploader(
        say("1 · Thả tệp", "1 · Drop files"),
        accept_multiple_files=True,
        key=key,
        on_change=taken,
    )
    if st.session_state.pop(_LEAVING, room) != room:
        go(_OTHER[room])
    _told(current(), room)


def photographed(room: Room) -> None:
    """On a phone, a way to photograph a page into the form; hidden where there is no camera."""
    count = st.session_state.get(f"photos-{room}", 0)
    key = f"photo-{room}-{count}"

    def taken() -> None:
        visit = current()
        for photo in st.session_state[key]:
            names = {file.name for file in visit.files[room].values()}
            number = next(n for n in itertools.count(1) if _PHOTO.format(n) not in names)
            _take(visit, room, [Dropped(_PHOTO.format(number), photo.getvalue())])
        st.session_state[f"photos-{room}"] = count + 1

    with st.container(key="photo"):
        st.html(_photo_html(say("Chụp ảnh", "Take a photograph")), unsafe_allow_javascript=True)
        st.file_uploader(
            say("Chụp ảnh một trang báo cáo", "Photograph a page of a report"),
            accept_multiple_files=True,
            key=key,
            on_change=taken,
        )


@lru_cache(maxsize=2)
def _photo_html(button: str) -> str:
    script = (settings.ROOT / "kpi" / "ui" / "static" / "photo.js").read_text(encoding="utf-8")
    return f"{_PHOTO_STYLE.format(button=button)}<script>{script}</script>"


def dropped(room: Room) -> Sequence[Dropped]:
    """The files of this page, in the order they came."""
    return list(current().files[room].values())


def file_buttons(room: Room, file: Dropped) -> None:
    """A way to take a file away, with what was said about it, or back to where it was dropped."""
    if file.name in current().arrived[room]:
        other_way(room, file)
    st.button(
        say("Bỏ tệp này", "Take this file away"),
        icon=":material/close:",
        type="tertiary",
        key=f"remove-{file.key}",
        on_click=forget,
        args=(room, file),
    )


def reader_of(file: Dropped) -> Literal["table", "report"] | None:
    """Who is to read a text or a web page, where the clerk has said so."""
    said = current().fields.get(f"reader-{file.key}")
    return said if said in ("table", "report") else None


def not_read(room: Room, file: Dropped, error: KpiError) -> None:
    """Why a file cannot be read, and what may be tried: again, or as what the other page reads."""
    st.error(literal(say(str(error), error.english or str(error))), icon=":material/error:")
    with st.container(horizontal=True):
        st.button(
            say("Đọc lại", "Read again"),
            icon=":material/refresh:",
            key=f"retry-{file.key}",
            on_click=st.session_state.pop,
            args=(f"read-{file.key}", None),
        )
        other_way(room, file)


def other_way(room: Room, file: Dropped) -> None:
    """A button that has a text or a web page read on the other page, for it may be either."""
    if kind_of(file.data, file.name).reader != "either" or file.pasted:
        return
    label = {
        "tables": say("Đọc tệp này như một báo cáo", "Read this file as a report"),
        "reports": say("Đọc tệp này như một bảng", "Read this file as a table"),
    }

    def chosen() -> None:
        _carry(room, file)
        reader = "report" if room == "tables" else "table"
        current().fields[f"reader-{file.key}"] = reader
        st.session_state[_LEAVING] = _OTHER[room]

    st.button(
        label[room],
        icon=":material/swap_horiz:",
        type="tertiary",
        key=f"move-{file.key}",
        on_click=chosen,
    )


def move(room: Room, file: Dropped) -> NoReturn:
    """Take a file to the page that its content shows it to belong to, and open that page."""
    _carry(room, file)
    current().arrived[_OTHER[room]].append(file.name)
    if dropped(room):
        st.rerun()
    go(_OTHER[room])


def _carry(room: Room, file: Dropped) -> None:
    forget(room, file)
    current().files[_OTHER[room]][file.key] = file


def go(room: Room) -> NoReturn:
    """Open the page of a kind of file; language and province go along."""
    st.switch_page(PAGES / f"{_PAGE[room]}.py", query_params=url.shared())


def _take(visit: Visit, here: Room, files: Iterable[Dropped]) -> None:
    """Put each file where it belongs; when all belong elsewhere, the page is left for there."""
    visit.doubles.clear()
    elsewhere = set()
    for file in files:
        room = _room(file, here)
        kept = visit.files[room].setdefault(file.key, file)
        if kept is not file:
            visit.doubles[file.name] = kept.name
        if room != here:
            visit.arrived[room].append(file.name)
        elsewhere.add(room != here)
    if elsewhere == {True}:
        st.session_state[_LEAVING] = _OTHER[here]


def _room(file: Dropped, here: Room) -> Room:
    """Where a file is read; a text may be either, and what nobody reads is refused where it is."""
    if is_named_table(file.name):
        return "tables"
    rooms: dict[str, Room] = {"table": "tables", "report": "reports"}
    return rooms.get(kind_of(file.data, file.name).reader, here)


def _told(visit: Visit, room: Room) -> None:
    """What became of files that are not simply listed below."""
    for name, first in visit.doubles.items():
        if name == first:
            text = say(
                f"**{literal(name)}** đã có ở dưới; chỉ tính một lần.",
                f"**{literal(name)}** is here already; it counts once.",
            )
        else:
            text = say(
                f"**{literal(name)}** giống hệt tệp **{literal(first)}**; chỉ tính một lần.",
                f"**{literal(name)}** is identical to **{literal(first)}**; it counts once.",
            )
        st.info(text, icon=":material/content_copy:")
    names = ", ".join(f"**{literal(name)}**" for name in visit.arrived[room])
    if names:
        what = {
            "tables": say("là bảng số liệu nên được mở ở trang này.", "came here as a table."),
            "reports": say("là văn bản nên được mở ở trang này.", "came here as a written text."),
        }
        st.info(f"{names} {what[room]}", icon=":material/swap_horiz:")
    waiting = visit.arrived[_OTHER[room]]
    if waiting:
        names = ", ".join(f"**{literal(name)}**" for name in waiting)
        label = {
            "tables": say("Mở trang Trích từ báo cáo", "Open Figures from reports"),
            "reports": say("Mở trang Cập nhật số liệu", "Open Bring figures in"),
        }
        words = {
            "tables": say(
                "là văn bản; được giữ ở trang Trích từ báo cáo.",
                "is a written text; it waits on the page Figures from reports.",
            ),
            "reports": say(
                "là bảng số liệu; được giữ ở trang Cập nhật số liệu.",
                "is a table; it waits on the page Bring figures in.",
            ),
        }
        st.info(f"{names} {words[room]}", icon=":material/swap_horiz:")
        link(_PAGE[_OTHER[room]], label[room], ":material/arrow_forward:")
    if dropped(room) and lang() == "en":
        st.caption(
            "What the reader says about a file (how it was read, questions, problems) is in "
            "Vietnamese, the language of the files."
        )
