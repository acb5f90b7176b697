"""What the words between two numbers say: that the second is of what the first is of.

"108 (năm 2019: 77)" is another year's value, "61,8 tỷ đồng, đạt 103% kế hoạch (60 tỷ đồng)" the
plan, "468 (26,56%)" the share, "97%, 94% (chỉ tiêu: 100%, 95%)" a second row.
"""

import re

SURE_OF_THE_SAME = 0.75
"""How sure it is at least that a number goes on with what the one before is of."""

_LONGEST = 70
_OTHER_TIME = re.compile(
    r"→|->|cùng kỳ|kế hoạch|(?<!\w)(?:kh|chỉ tiêu|mục tiêu|năm|tháng|quý|nhiệm kỳ|nay)(?!\w)"
)
_REMARK = re.compile(
    r"(?:[\s\d.,:;()/%→>–-]"
    r"|(?<!\w)(?:năm|tháng|quý|ngày|kỳ|cùng|trước|ngoái|đầu|cuối|giữa|hết|đến|tới|từ|nay|hiện|nhiệm"
    r"|là|thì|và|mà|còn|chỉ|mới|vẫn|ở mức|đạt|bằng|tăng|giảm|lên|xuống|so|với|của|tính|kế hoạch|kh"
    r"|giao|đề ra|chỉ tiêu|mục tiêu|trong khi|con số|tương ứng|thực hiện|vượt|khoảng"
    r"|ước|điểm|cao hơn|thấp hơn|hơn|kém|ubnd|hđnd|tỉnh|thành phố|được)(?!\w))+"
)
_TO_SHARE = re.compile(
    r"[\s,;(=–-]*(?:(?:đạt|chiếm|bằng|tức|tức là|tương ứng|tương đương|đạt tỷ lệ|chiếm tỷ lệ"
    r"|tỷ lệ|với tỷ lệ|là)[\s:]*){0,2}"
)
_SECOND_ROW = re.compile(r"[^.;\d]{1,40}?(?:năm \d{4})?[^.;\d]{0,20}")

_IN_TURN = re.compile(r"(?<!\w)(?:tương ứng|lần lượt)(?!\w)")
_AGAIN = re.compile(
    r"(?:[\s,:(.;]|(?<!\w)(?:các|con số|số liệu|tỷ lệ|mức|chỉ tiêu|kết quả|này|đó|hai|ba"
    r"|lần lượt|tương ứng|thì|là|đạt|ở mức|của|còn|trong khi|năm|cùng kỳ|trước|ngoái|tháng"
    r"|quý|đầu năm"
    r"|(?:19|20)\d\d|\d{1,2}/(?:19|20)\d\d)(?!\w))+"
)


def tells_all_again(folded: str, start: int, end: int) -> bool:
    """Whether the words before a row tell but another time: "Năm 2021 tương ứng là 90 và 11"."""
    if end - start > _LONGEST or _IN_TURN.search(folded, start, end) is None:
        return False
    return _AGAIN.fullmatch(folded, start, end) is not None


def tells_another_time(folded: str, start: int, end: int) -> bool:
    """Whether but another time, a plan or an arrow stands between two numbers."""
    if end - start > _LONGEST:
        return False
    since = max(start, folded.rfind(";", start, end))
    named = _OTHER_TIME.search(folded, since, end)
    return named is not None and _REMARK.fullmatch(folded, start, end) is not None


def leads_to_share(folded: str, start: int, end: int) -> bool:
    """Whether a percentage right behind a count is its share."""
    return _TO_SHARE.fullmatch(folded, start, end) is not None


def opens_second_row(between: str) -> bool:
    """Whether the words between two rows of numbers keep the items of the first."""
    return _SECOND_ROW.fullmatch(between) is not None
