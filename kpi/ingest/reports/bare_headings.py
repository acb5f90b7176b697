"""Headings without a number, which pages of portals and newspapers have.

Such a line stands alone and is known by its words: "Mục tiêu cơ bản đến năm 2025", "Kết quả đạt
được", "Đến năm 2030", the question of an interview. It says of what kind and when the figures
below it are. Any other short line that stands alone ends what the last one said, unless it
names a part of it; captions, authors and links are no headings.
"""

import re
from collections.abc import Sequence
from typing import Literal

from kpi.ingest.reports.phrases import Span

Kind = Literal["mode", "question", "topic", "end"]
"""What a line that stands alone does: it says a mode, as a line or as a question; names a part
or something new; or ends all that was said before it."""

_LONGEST_QUESTION, _LONGEST_TOPIC = 200, 60
_MOST_WORDS = 11
_ENDING = ".;:!?…"
_OPENS_LINE = re.compile(r"[A-ZÀ-ỸĐ0-9*•+●▪–\[(\"“-]")
_YEARS = r"(?:20\d\d)(?:\s*[-–]\s*20\d\d)?"
# What goes on behind the word for a goal; "Mục tiêu lớn, quyết tâm cao" is a journalist's.
_OF_GOALS = (
    r"(?=\s*$|\s*[,:/–-]|\s+(?:cụ thể|cơ bản|tổng quát|chung|chính|chủ yếu|trọng tâm|chiến lược|đến"
    r"|tới|trong|năm|giai đoạn|phát triển|về|của|và|đề ra|đặt ra|phấn đấu|thực hiện|thời gian|các"
    r"|những|tháng|quý|\d|chuyển đổi|tiếp theo|cần|chính quyền|kinh tế|xã hội|hạ tầng|giải pháp"
    r"|nhiệm|số|cho|ứng dụng|xây dựng|trước mắt|cuối|hết)(?!\w))"
)
# "Một số mục tiêu cụ thể", "Nhiệm vụ, giải pháp chủ yếu", "Tầm nhìn đến năm 2030".
_MODE = re.compile(
    r"(?:[*•+●▪–-]+\s*)?(?:(?:những|các|một số|về|nhóm|phần|\d{1,2}|hai|ba|bốn|sáu|tám)\s+)*"
    rf"(?:(?:mục tiêu|chỉ tiêu|nhiệm vụ|định hướng|phương hướng|phấn đấu){_OF_GOALS}|kế hoạch năm"
    r"|giải pháp(?=\s*$|,| (?:thực hiện|chủ yếu|trọng tâm|trong|thời gian))"
    r"|kết quả|thực trạng|hiện trạng|tình hình|tồn tại|hạn chế|khó khăn|đánh giá)(?!\w)"
    rf"|(?:[*•+●▪–-]+\s*)?(?:(?:định hướng|tầm nhìn)\s+)?(?:đến\s+|tới\s+|giai đoạn\s+|hết\s+)+"
    rf"(?:năm\s+)?{_YEARS}\s*$",
    re.I,
)
# "Mục tiêu là đưa Huế thành …" is a sentence; "Kết quả được công bố (Ảnh: Lan Anh)" a caption.
_SAYS = re.compile(r"(?<!\w)(?:là|ảnh|nguồn|sẽ)(?!\w)|[()»>|]", re.I)
_ASKED = re.compile(r"mục tiêu|phấn đấu|định hướng|phương hướng|nhiệm vụ trọng tâm|chỉ tiêu", re.I)
_ASKED_BACK = re.compile(r"(?<!\w)(?:đã|kết quả|vừa qua|thời gian qua)(?!\w)", re.I)
_ASKER = re.compile(r"[^:.!?]{1,40}:\s")
_ANOTHER_SENTENCE = re.compile(r"[.!?:] ")
# "Nguyễn Thị Lan", "MAI LUẬN - Báo Gia Lai": every word begins with a capital.
_NAME = re.compile(r"(?:[A-ZÀ-ỸĐ][\w.]*|[-–&,/])(?:\s+(?:[A-ZÀ-ỸĐ][\w.]*|[-–&,/]))*")
_CLOSING = re.compile(
    r"tổ chức thực hiện|kinh phí(?: thực hiện)?$|tin liên quan|tin khác|tin cùng|các tin|bình luận"
    r"|ý kiến bạn đọc|đọc thêm|xem thêm|từ khóa|tải về|tệp đính kèm|liên kết",
    re.I,
)
# What stands below the signature belongs to no part of the paper above it.
_SIGNED = re.compile(r"(?:TM|KT|TL|TUQ)\.\s*[A-ZÀ-ỸĐ]{2}|Nơi nhận\s*:?")
_FOOTNOTE = re.compile(r"\[\d{1,3}\](?=\s*\S)")
_REST_OF_YEAR = re.compile(r"20\d\d")
_CUT_YEAR = re.compile(r"(?:đến|tới|trong|hết|kế hoạch|mục tiêu)\s+năm$", re.I)


def kind_of(text: str, spans: Sequence[Span], place: int) -> Kind | None:
    """What the line at a place of the lines does for those below it; None for prose."""
    start, end = spans[place]
    if end - start > _LONGEST_QUESTION:
        return None
    line = text[start:end]
    if _SIGNED.match(line):
        return "end"
    if line[-1] in ".;,:!…":
        return None
    alone = _has_blanks(text, spans, place)
    if line[-1] == "?":
        return _asked(line) if alone else None
    if _MODE.match(line) and not _SAYS.search(line) and (alone or _between(text, spans, place)):
        return "mode"
    if not alone or len(line) > _LONGEST_TOPIC or len(line.split()) > _MOST_WORDS:
        return None
    new = _CLOSING.match(line) or (_is_topic(line) and _goes_on_below(text, spans, place))
    return "topic" if new else None


def _asked(line: str) -> Kind | None:
    """What a question of an interview does: it asks for goals, or for something else."""
    asker = _ASKER.match(line)
    if _ANOTHER_SENTENCE.search(line, asker.end() if asker else 0):
        return None
    return "question" if _ASKED.search(line) and not _ASKED_BACK.search(line) else "topic"


def _is_topic(line: str) -> bool:
    """Whether a short line may name what the next lines are about: it is no name or caption."""
    return line[0].isupper() and not _SAYS.search(line) and not _NAME.fullmatch(line)


def says_mode(line: str) -> bool:
    """Whether a line begins with what the figures below it are: "Mục tiêu trong năm 2023, …"."""
    return _MODE.match(line) is not None


def footnote(line: str) -> str:
    """The mark that opens a footnote: "[2]", else ""."""
    mark = _FOOTNOTE.match(line)
    return mark[0] if mark else ""


def ends_in_year(heading: str, line: str) -> bool:
    """Whether a line is but the year that the width of a page cut off a heading."""
    return bool(_REST_OF_YEAR.fullmatch(line) and _CUT_YEAR.search(heading))


def _has_blanks(text: str, spans: Sequence[Span], place: int) -> bool:
    """Whether empty lines, or the ends of the text, part a line from others on both sides."""
    start, end = spans[place]
    above = place == 0 or text.count("\n", spans[place - 1][1], start) > 1
    below = place + 1 == len(spans) or text.count("\n", end, spans[place + 1][0]) > 1
    return above and below


def _between(text: str, spans: Sequence[Span], place: int) -> bool:
    """Whether a line follows on a sentence that has ended and is followed by a new one."""
    if place + 1 == len(spans) or place == 0:
        return False
    return text[spans[place - 1][1] - 1] in _ENDING and bool(
        _OPENS_LINE.match(text, spans[place + 1][0])
    )


def _goes_on_below(text: str, spans: Sequence[Span], place: int) -> bool:
    """Whether sentences follow on a line, and it on one: a heading, no menu or signature."""
    if place + 1 == len(spans) or place == 0:
        return False
    above, below = (text[slice(*spans[at])] for at in (place - 1, place + 1))
    return below[-1] in _ENDING and (above[-1] in _ENDING or _MODE.match(above) is not None)
