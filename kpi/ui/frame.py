"""What stands around every page: navigation, language, my province, faults, the source panel."""

import streamlit as st
from streamlit.navigation.page import Page

from kpi import settings
from kpi.ui import url
from kpi.ui.controls import my_province, remembered_province
from kpi.ui.faults import shown_errors
from kpi.ui.links import PAGES
from kpi.ui.panel import open_panel
from kpi.ui.pickers import picker_script
from kpi.ui.search_field import search_field
from kpi.ui.sign_in import sign_in_state
from kpi.ui.style import STYLE, TOUCH, own_html
from kpi.ui.widget_words import widget_words
from kpi.ui.words import LANGUAGES, first_language, say

# File and address of each page, its title in both languages, its Material symbol. A comment:
# Streamlit writes a bare string of the entry script's modules on every page.
_PAGES = (
    ("overview", "Tổng quan", "Overview", "dashboard"),
    ("ranking", "So sánh tỉnh", "Ranking", "leaderboard"),
    ("trend", "Xu hướng", "Trend", "show_chart"),
    ("profile", "Hồ sơ tỉnh", "Province profile", "location_city"),
    ("methods", "Danh mục", "Methods", "menu_book"),
    ("upload", "Cập nhật số liệu", "Bring figures in", "upload_file"),
    ("reports", "Trích từ báo cáo", "Figures from reports", "article"),
    ("history", "Lịch sử", "History", "history"),
)


def _page(name: str, vi: str, en: str, symbol: str) -> Page:
    first = name == _PAGES[0][0]
    return st.Page(
        PAGES / f"{name}.py",
        title=say(vi, en),
        icon=f":material/{symbol}:",
        url_path=None if first else name,
        default=first,
    )


def main() -> None:
    """Run one page inside the frame."""
    with shown_errors():
        remembered_province()
    url.restore()
    st.set_page_config(
        page_title=say("Chuyển đổi số các tỉnh", "Digital transformation by province"),
        # A Material symbol would be fetched from another host.
        page_icon=str(settings.ROOT / "kpi/ui/static/icon.png"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(
        STYLE + own_html() + TOUCH + widget_words() + picker_script(),
        unsafe_allow_javascript=True,
    )
    page = st.navigation([_page(*told) for told in _PAGES], position="top")
    with shown_errors():
        with st.container(horizontal=True, vertical_alignment="center", key="who"):
            st.markdown(
                f"**{say('Chuyển đổi số các tỉnh', 'Digital transformation by province')}**",
                width="stretch",
            )
            search_field([told[0] for told in _PAGES])
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
            page.run()
        open_panel()
        st.caption(
            say(
                "Mỗi số liệu dẫn về nơi in ra nó: bấm vào cột, điểm, tỉnh trên bản đồ hoặc dòng "
                "trong bảng. Ranh giới: © OpenStreetMap contributors, ODbL.",
                "Every figure leads to the place it is printed: click a bar, a point, a province "
                "or a row. Boundaries: © OpenStreetMap contributors, ODbL.",
            )
        )


main()
