"""The title of a document, and who published it."""

import re

from kpi.ingest.documents.text import DATELINE, Line, Lines
from kpi.model import Told

_SHORTEST_TITLE, _LONGEST_TITLE, _FEWEST_WORDS = 15, 300, 4
_FORM = re.compile(
    r"(?:báo cáo|kế hoạch|thông báo|tờ trình|công văn|đề án|bản tin|phụ lục|tổng hợp|"
    r"thông cáo báo chí)",
    re.I,
)
# Numbered, or a sentence.
_SECTION = re.compile(r"\s*(?:[IVXLC]{1,6}|\d{1,2}|[A-ZĐ])\s*[.)/]\s|.*[.;:]\s*$")
_UNIT_OF_STATE = re.compile(
    r"(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|SỞ|BỘ|CỤC|CHI CỤC|TỔNG CỤC|VĂN PHÒNG|BAN|CÔNG AN|"
    r"TỈNH ỦY|THÀNH ỦY|HỘI ĐỒNG NHÂN DÂN|HĐND|TRUNG TÂM|PHÒNG)\b"
)
_NOT_A_TITLE = re.compile(
    r"cộng h[òo]a xã hội chủ nghĩa|độc lập\s*[-–]\s*tự do|^số\s*[:./]|^kính gửi|^nơi nhận"
    r"|lượt (?:xem|đọc)|^ảnh\s*:|^nguồn\s*:|^tác giả|^(?:[^,\d]{2,40}, )?ngày\s+\S+\s+tháng"
    r"|\bgmt\b|^hotline|^đường dây nóng"
    r"|^thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])\b|^chủ nhật\b|^cập nhật|^ngày đăng|^đăng (?:lúc|ngày)",
    re.I,
)
_MENU = re.compile(
    r"\b(?:icon|facebook|zalo|youtube|twitter|rss|sitemap|menu|email|gmail|trang chủ|home|liên hệ|"
    r"chuyên mục|danh mục|đăng nhập|đăng ký|tìm kiếm|giới thiệu|chia sẻ|in trang|sơ đồ)\b",
    re.I,
)
_DIGIT = re.compile(r"\d")
_LONGEST_MENU = 70
_MASTHEAD = re.compile(
    r"\W*(?:báo(?!\s+cáo)|đài|cổng|trang|tạp chí|chuyên trang)\b.{0,80}?"
    r"\b(?:điện tử|online|ttđt|phát thanh)\b.{0,80}|.{3,40}\bonline\W*",
    re.I,
)
_CRUMBS = re.compile(r"\S\s*[>»\u203a|]\s*\S")
_DATE_ONLY = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}")
_SOURCE_LINE = re.compile(
    r"\s*(?:nguồn(?:\s+tin)?\s*:|theo\s)\s*(?P<who>[^\d,;]{3,60}?)[\s.)]*", re.I
)
_SITE = re.compile(
    r"(?:cổng|trang)\s+(?:ttđt|thông tin điện tử|tin điện tử|tt điện tử)\b[^,;.|\n]{0,60}"
    r"|\bbáo\s+(?!cáo\b)(?:điện tử\s+)?[A-ZĐ]\S*(?:\s+[A-ZĐ]\S*){0,3}(?:\s+(?:điện tử|online))?",
    re.I,
)
_LONGEST_SITE_LINE = 100
_EDGE = 15


def title_of(lines: Lines, hint: str) -> Told:
    """The heading above the body; else the page's own title."""
    for n, line in enumerate(lines.head):
        if found := _form(lines, n):
            return found
        if _may_be_title(line):
            text = line.text.strip()
            start = line.text.index(text)
            return line.told(text, start, start + len(text))
    return Told(hint, hint)


def _form(lines: Lines, n: int) -> Told | None:
    """The name of the form of paper and, below it, what it is about: BÁO CÁO / Kết quả."""
    head = lines.head
    if not _FORM.fullmatch(head[n].text.strip(" :")):
        return None
    about: list[Line] = []
    for line in head[n + 1 : n + 4]:
        if _NOT_A_TITLE.search(line.text) or len(line.text) > _LONGEST_TITLE or line.row:
            break
        # What the paper is about may take several lines; the first section is none of them.
        apart = about and "\n\n" in lines.text[about[-1].end : line.start]
        if apart or (about and _SECTION.match(line.text)):
            break
        about.append(line)
    if not about:
        return None
    whole = [head[n], *about]
    value = " ".join(line.text.strip() for line in whole)
    start, end = whole[0].start, whole[-1].end
    return Told(value, lines.text[start:end], start, end)


def _may_be_title(line: Line) -> bool:
    text = line.text.strip()
    if not _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE or len(text.split()) < _FEWEST_WORDS:
        return False
    return not (is_furniture(text) or _is_unit_of_state(text))


def _is_unit_of_state(text: str) -> bool:
    """The name of an office in capitals; with a year behind it, it is a headline."""
    return bool(_UNIT_OF_STATE.match(text)) and text == text.upper() and not _DIGIT.search(text)


def is_furniture(text: str) -> bool:
    """Whether a line is of the page or the form, not of the article: a menu, a date, a motto."""
    if _NOT_A_TITLE.search(text) or DATELINE.match(text) or _CRUMBS.search(text):
        return True
    if is_masthead(text):
        return True
    if len(text) <= _LONGEST_MENU and _MENU.search(text):
        return True
    return len(text) <= _LONGEST_MENU and bool(_DATE_ONLY.search(text))


def is_masthead(text: str) -> bool:
    """Whether a line is the name of a site or a paper, which is not what it writes about."""
    return bool(_MASTHEAD.fullmatch(text.strip()))


def publisher_of(lines: Lines, site: str) -> Told:
    """The paper of the dateline, the site, the issuing body of the letterhead, or a source line."""
    for line in [*lines.head, *lines.body[:2]]:
        dateline = DATELINE.match(line.text)
        if dateline:
            group = "in" if dateline["in"] else "bare"
            return line.told(dateline[group].strip(), *dateline.span(group))
    if site:
        return Told(site, site)
    return _letterhead(lines) or _signed(lines) or Told("")


def _letterhead(lines: Lines) -> Told | None:
    """The last of the bodies named one above another: UBND over SỞ."""
    found: Told | None = None
    for line in lines.head[:_EDGE]:
        text = line.text.strip()
        if _FORM.match(text):
            break
        if _is_unit_of_state(text):
            start = line.text.index(text)
            found = line.told(text, start, start + len(text))
    return found


def _signed(lines: Lines) -> Told | None:
    """A source line ("Nguồn: …") at the end, or the name of a site or a paper alone on a line."""
    for line in reversed(lines.all[-_EDGE:]):
        source = _SOURCE_LINE.fullmatch(line.text)
        if source:
            return line.told(source["who"].strip(), *source.span("who"))
    for line in [*lines.head, *lines.all[-_EDGE:]]:
        site = _SITE.search(line.text) if len(line.text) <= _LONGEST_SITE_LINE else None
        if site and not line.text.rstrip().endswith("."):
            return line.told(site[0].strip(), site.start(), site.start() + len(site[0].strip()))
    return None
