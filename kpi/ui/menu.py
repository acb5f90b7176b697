"""The pages of the program: the file and address of each, its title, who finds it in the menu."""

from dataclasses import dataclass

from kpi.model import Lang

_PRODUCT = ("Chuyển đổi số các tỉnh", "Digital transformation by province")


@dataclass(frozen=True)
class Section:
    """A menu of several pages."""

    vi: str
    en: str

    def title(self, lang: Lang) -> str:
        """What stands above its pages."""
        return self.vi if lang == "vi" else self.en


COMPARE = Section("So sánh", "Compare")
PROVINCE = Section("Từng tỉnh", "One province")
FIGURES = Section("Số liệu", "Figures")
STAFF = Section("Nhân viên", "Staff")


@dataclass(frozen=True)
class Entry:
    """One page; `name` is its file, and its address unless it is the first.

    Pages of one `section` share a menu; those without one stand for themselves.
    """

    name: str
    vi: str
    en: str
    symbol: str
    section: Section | None = None

    @property
    def staff(self) -> bool:
        """Whether readers have no use for it; a link to it offers to sign in."""
        return self.section is STAFF

    @property
    def path(self) -> str:
        """Its address on this site."""
        return "/" if self is MENU[0] else f"/{self.name}"

    def title(self, lang: Lang) -> str:
        """What the menu calls it."""
        return self.vi if lang == "vi" else self.en


MENU = (
    Entry("overview", "Tổng quan", "Overview", "dashboard"),
    Entry("ranking", "So sánh tỉnh", "Ranking", "leaderboard", COMPARE),
    Entry("targets", "Mục tiêu", "Targets", "flag", COMPARE),
    Entry("peers", "Nhóm tương đồng", "Peers", "groups", COMPARE),
    Entry("scoreboard", "Chỉ số tổng hợp", "Composite score", "scoreboard", COMPARE),
    Entry("profile", "Hồ sơ tỉnh", "Province profile", "location_city", PROVINCE),
    Entry("trend", "Xu hướng", "Trend", "show_chart", PROVINCE),
    Entry("annex", "Phụ lục số liệu", "Annex of figures", "description", PROVINCE),
    Entry("explore", "Tra cứu", "Explore", "manage_search", FIGURES),
    Entry("coverage", "Độ phủ", "Coverage", "grid_on", FIGURES),
    Entry("methods", "Danh mục", "Methods", "menu_book", FIGURES),
    Entry("upload", "Cập nhật số liệu", "Bring figures in", "upload_file", STAFF),
    Entry("reports", "Trích từ báo cáo", "Figures from reports", "article", STAFF),
    Entry("corrections", "Đề nghị đính chính", "Requests for corrections", "rate_review", STAFF),
    Entry("history", "Lịch sử", "History", "history", STAFF),
)


def product(lang: Lang) -> str:
    """What the program is called."""
    return _PRODUCT[lang == "en"]


def document_title(page: str, lang: Lang) -> str:
    """The title of a browser's tab: the page first, as a tab shows the first words only."""
    return f"{page} · {product(lang)}"
