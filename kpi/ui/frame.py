"""What stands around every page: navigation, language, my province, faults, the source panel."""

import streamlit as st
from streamlit.navigation.page import Page

from kpi import settings
from kpi.errors import KpiError
from kpi.ui import past, url
from kpi.ui.controls import my_province, remembered_province
from kpi.ui.day import AS_OF
from kpi.ui.faults import shown_errors
from kpi.ui.keys import keys
from kpi.ui.links import PAGES
from kpi.ui.menu import MENU, Entry, document_title, product
from kpi.ui.panel import open_panel
from kpi.ui.pickers import picker_script
from kpi.ui.search_field import search_field
from kpi.ui.sign_in import current_person, sign_in_state
from kpi.ui.style import STYLE, TOUCH, own_html
from kpi.ui.widget_words import widget_words
from kpi.ui.words import LANGUAGES, first_language, lang, say


def _page(entry: Entry, *, staff: bool) -> Page:
    first = entry is MENU[0]
    return st.Page(
        PAGES / f"{entry.name}.py",
        title=entry.title(lang()),
        icon=f":material/{entry.symbol}:",
        url_path=None if first else entry.name,
        default=first,
        visibility="hidden" if entry.staff and not staff else "visible",
    )


def _sections(*, staff: bool) -> dict[str, list[Page]]:
    """The pages by the menu they stand in, "" for those that stand for themselves."""
    found: dict[str, list[Page]] = {}
    for entry in MENU:
        name = entry.section.title(lang()) if entry.section else ""
        found.setdefault(name, []).append(_page(entry, staff=staff))
    return found


def _is_staff() -> bool:
    """Whether the pages of staff belong in this reader's menu."""
    try:
        person = current_person()
    except KpiError:  # shown where the page or the sign-in state asks the same
        return False
    return person is not None and person.may("publish")


def main() -> None:
    """Run one page inside the frame."""
    with shown_errors():
        remembered_province()
    url.restore()
    # Before the menu: else the page's Material symbol becomes the tab's icon, which the browser
    # fetches from another host.
    st.set_page_config(
        page_icon=str(settings.ROOT / "kpi/ui/static/icon.png"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    staff = _is_staff()
    page = st.navigation(_sections(staff=staff), position="top")
    st.set_page_config(page_title=document_title(page.title, lang()))
    scripts = TOUCH + keys() + widget_words() + picker_script()
    st.html(STYLE + own_html() + scripts, unsafe_allow_javascript=True)
    shown = next(entry for entry in MENU if entry.title(lang()) == page.title)
    url.show_page(shown.name)
    if shown.staff:  # who writes looks at the store of today
        url.write(AS_OF, "")
    with shown_errors():
        with st.container(horizontal=True, vertical_alignment="center", key="who"):
            st.markdown(f"**{product(lang())}**", width="stretch")
            search_field([entry.name for entry in MENU])
            my_province()
            url.choose(
                say("Ngôn ngữ", "Language"),
                "lang",
                LANGUAGES,
                show=str.upper,
                default=first_language(),
                form="segments",
                hide_label=True,
            )
            with shown_errors():
                sign_in_state()
        with shown_errors():
            past.strip()
        with shown_errors():
            page.run()
        open_panel()
        if not shown.staff:
            with shown_errors():
                past.choice()
        st.caption(
            say(
                "Mỗi số liệu dẫn về nơi in ra nó: bấm vào cột, điểm, tỉnh trên bản đồ hoặc dòng "
                "trong bảng. Ranh giới: © OpenStreetMap contributors, ODbL.",
                "Every figure leads to the place it is printed: click a bar, a point, a province "
                "or a row. Boundaries: © OpenStreetMap contributors, ODbL.",
            )
        )


main()
