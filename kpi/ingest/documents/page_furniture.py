"""Lines that belong to the page or the form and not to the text: menus, dates, mottoes, tails.

A web page prints other articles, comments and counters below an article; that tail is cut.
"""

import re
from collections.abc import Sequence

from kpi.ingest.documents.text import DATELINE, Block, warning
from kpi.model import Problem

FORMAL_LINE = re.compile(
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
_OFFICE = re.compile(
    r"(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|SỞ|BỘ|CỤC|CHI CỤC|TỔNG CỤC|VĂN PHÒNG|BAN|CÔNG AN|"
    r"TỈNH ỦY|THÀNH ỦY|HỘI ĐỒNG NHÂN DÂN|HĐND|TRUNG TÂM|PHÒNG)\b"
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
_MARKER = re.compile(
    r"(?:các\s+)?(?:tin|bài)(?:\s+(?:viết|bài|tức))?\s+"
    r"(?:mới(?:\s+(?:nhất|hơn))?|cũ hơn|khác|đã đưa|liên quan|cùng chuyên mục|"
    r"(?:đọc|xem) nhiều(?:\s+nhất)?|nổi bật)"
    r"|những tin (?:mới|cũ) hơn|cùng chuyên mục|xem tin theo ngày|có thể bạn quan tâm"
    r"|ý kiến (?:của )?(?:bạn đọc|độc giả)|bình luận(?:\s*\(\d+\))?|gửi bình luận"
    r"|thống kê truy cập|liên kết (?:website|web)|bài viết liên quan|related (?:news|articles)",
    re.I,
)
_LONGEST_LINE = 200
_SHARE_BEFORE = 0.5


def is_furniture(text: str) -> bool:
    """Whether a line is of the page or the form, not of the article: a menu, a date, a motto."""
    if FORMAL_LINE.search(text) or DATELINE.match(text) or _CRUMBS.search(text):
        return True
    if is_masthead(text):
        return True
    if len(text) <= _LONGEST_MENU and _MENU.search(text):
        return True
    return len(text) <= _LONGEST_MENU and bool(_DATE_ONLY.search(text))


def is_office(text: str) -> bool:
    """Whether a line names an office in capitals; with a year behind it, it is a headline."""
    return bool(_OFFICE.match(text)) and text == text.upper() and not _DIGIT.search(text)


def is_masthead(text: str) -> bool:
    """Whether a line is the name of a site or a paper, which is not what it writes about."""
    return bool(_MASTHEAD.fullmatch(text.strip()))


def without_tail(blocks: Sequence[Block]) -> tuple[Sequence[Block], tuple[Problem, ...]]:
    """The blocks before such a tail, and a note on what was cut.

    Only where everything below the marker is short: a paragraph is never cut.
    """
    at = len(blocks)
    for n in range(len(blocks) - 1, -1, -1):
        if len(blocks[n].text) > _LONGEST_LINE or blocks[n].kind == "row":
            break
        if _MARKER.fullmatch(blocks[n].text.strip(" :.\t*#")):
            at = n
    before = sum(len(b.text) for b in blocks[:at])
    after = sum(len(b.text) for b in blocks[at:])
    if at == len(blocks) or before < _SHARE_BEFORE * (before + after):
        return blocks, ()
    marker = blocks[at].text.strip()
    note = warning(
        "tail-cut",
        f"Đã bỏ phần cuối trang từ dòng '{marker}' trở đi ({len(blocks) - at} dòng).",
        "Nếu phần ấy có số liệu, chép riêng rồi dán vào ô văn bản.",
        marker,
    )
    return blocks[:at], (note,)
