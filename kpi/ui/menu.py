"""The pages of the program: the file and address of each, its title, who finds it in the menu."""

from dataclasses import dataclass

from kpi.model import Lang

_PRODUCT = ("Chuyển đổi số các tỉnh", "Digital transformation by province")


@dataclass(frozen=True)
class Entry:
    """One page; `name` is its file, and its address unless it is the first."""

    name: str
    vi: str
    en: str
    symbol: str
    staff: bool = False

    @property
    def path(self) -> str:
        """Its address on this site."""
        return "/" if self is MENU[0] else f"/{self.name}"

    def title(self, lang: Lang) -> str:
        """What the menu calls it."""
        return self.vi if lang == "vi" else self.en


MENU = (
    Entry("overview", "Tổng quan", "Overview", "dashboard"),
    Entry("ranking", "So sánh tỉnh", "Ranking", "leaderboard"),
    Entry("trend", "Xu hướng", "Trend", "show_chart"),
    Entry("profile", "Hồ sơ tỉnh", "Province profile", "location_city"),
    Entry("methods", "Danh mục", "Methods", "menu_book"),
    # Readers have no use for these; a link to one offers to sign in.
    Entry("upload", "Cập nhật số liệu", "Bring figures in", "upload_file", staff=True),
    Entry("reports", "Trích từ báo cáo", "Figures from reports", "article", staff=True),
    Entry("history", "Lịch sử", "History", "history", staff=True),
)


def product(lang: Lang) -> str:
    """What the program is called."""
    return _PRODUCT[lang == "en"]


def document_title(page: str, lang: Lang) -> str:
    """The title of a browser's tab: the page first, as a tab shows the first words only."""
    return f"{page} · {product(lang)}"
