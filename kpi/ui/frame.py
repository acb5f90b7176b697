"""What stands around every page: navigation, language, my province, faults, the source panel."""

import streamlit as st

from kpi import settings
from kpi.ui import url
from kpi.ui.controls import my_province
from kpi.ui.faults import shown_errors
from kpi.ui.links import PAGES
from kpi.ui.panel import open_panel
from kpi.ui.sign_in import sign_in_state
from kpi.ui.style import STYLE, TOUCH
from kpi.ui.words import LANGUAGES, first_language, say


def main() -> None:
    """Run one page inside the frame."""
    url.restore()
    st.set_page_config(
        page_title=say("Chuyển đổi số các tỉnh", "Digital transformation by province"),
        # A Material symbol would be fetched from another host.
        page_icon=str(settings.ROOT / "kpi/ui/static/icon.png"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(STYLE + TOUCH, unsafe_allow_javascript=True)
    page = st.navigation(
        [
            st.Page(
                PAGES / "overview.py",
                title=say("Tổng quan", "Overview"),
                icon=":material/dashboard:",
                default=True,
            ),
            st.Page(
                PAGES / "ranking.py",
                title=say("So sánh tỉnh", "Ranking"),
                icon=":material/leaderboard:",
                url_path="ranking",
            ),
            st.Page(
                PAGES / "trend.py",
                title=say("Xu hướng", "Trend"),
                icon=":material/show_chart:",
                url_path="trend",
            ),
            st.Page(
                PAGES / "profile.py",
                title=say("Hồ sơ tỉnh", "Province profile"),
                icon=":material/location_city:",
                url_path="profile",
            ),
            st.Page(
                PAGES / "methods.py",
                title=say("Danh mục", "Methods"),
                icon=":material/menu_book:",
                url_path="methods",
            ),
            st.Page(
                PAGES / "upload.py",
                title=say("Cập nhật số liệu", "Bring figures in"),
                icon=":material/upload_file:",
                url_path="upload",
            ),
            st.Page(
                PAGES / "history.py",
                title=say("Lịch sử", "History"),
                icon=":material/history:",
                url_path="history",
            ),
        ],
        position="top",
    )
    with shown_errors():
        with st.container(horizontal=True, vertical_alignment="center", key="who"):
            st.markdown(
                f"**{say('Chuyển đổi số các tỉnh', 'Digital transformation by province')}**",
                width="stretch",
            )
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
