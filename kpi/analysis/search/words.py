"""Words of a question besides names: what is wanted, what is kept, what says nothing.

All are compared without diacritics, in the spelling of `token_list`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from kpi.language.spelling import plain
from kpi.model import ObsStatus

Want = Literal[
    "best",
    "worst",
    "highest",
    "lowest",
    "missing",
    "trend",
    "compare",
    "place",
    "profile",
    "define",
    "newest",
    "top",
]

# "ty le" and "ti le", "ky nang" and "ki nang" are the same word.
_Y = re.compile(r"(?<=[bcdghklmnpqrstvx])y$|(?<=^qu)y$")


def token_list(text: str) -> list[str]:
    """The words of a text without diacritics, one spelling for y and i."""
    return [_Y.sub("i", word) for word in plain(text).split()]


def _phrases(told: Mapping[Want, str]) -> dict[tuple[str, ...], Want]:
    return {
        tuple(token_list(phrase)): want
        for want, phrases in told.items()
        for phrase in phrases.split("|")
    }


def _set(phrases: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(token_list(phrase)) for phrase in phrases.split("|"))


# They are never part of a name.
WANTS = _phrases(
    {
        "best": "dẫn đầu|đứng đầu|đầu bảng|xếp đầu|đứng nhất|xếp nhất|tốt nhất|giỏi nhất|mạnh nhất"
        "|hạng nhất|thứ nhất|đứng thứ nhất|who leads|leads|lead|leader|leaders|leading|best",
        "worst": "kém nhất|yếu nhất|tệ nhất|cuối bảng|xếp cuối|đứng cuối|đội sổ|bét bảng|chót bảng"
        "|đứng chót|xếp chót|tụt hậu|worst|bottom|comes last|is last|last in|last place|lagging"
        "|laggards|trails|trailing",
        "highest": "cao nhất|nhiều nhất|lớn nhất|đông nhất|highest|most|largest|biggest",
        "lowest": "thấp nhất|ít nhất|nhỏ nhất|bé nhất|lowest|least|fewest|smallest",
        "missing": "chưa báo cáo|chưa có báo cáo|chưa nộp|chưa gửi|chưa gửi báo cáo|chưa cập nhật"
        "|chưa có số liệu|chưa có số|chưa có|không báo cáo|không có số liệu|còn thiếu|thiếu"
        "|thiếu số liệu|chưa|vắng|missing|not reported|has not reported|have not reported"
        "|hasn t reported|haven t reported|did not report|didn t report|without figures"
        "|without figure|no figures|no figure|no data|not yet reported|unreported",
        "trend": "xu hướng|diễn biến|qua các năm|theo năm|theo thời gian|biến động|lịch sử"
        "|thay đổi|tăng giảm|trend|trends|over time|over the years|by year|history|series",
        "compare": "so sánh|bảng xếp hạng|so với|compare|compared|comparison|versus|vs",
        "place": "đứng thứ mấy|xếp thứ mấy|thứ mấy|hạng mấy|đứng thứ bao nhiêu|thứ bao nhiêu"
        "|hạng bao nhiêu|vị trí thứ mấy|xếp hạng mấy|xếp hạng thứ mấy",
        "define": "là gì|nghĩa là gì|định nghĩa|cách tính|giải thích|phương pháp|definition|define"
        "|meaning|methodology|methods|how is it measured",
        "newest": "mới nhất|gần nhất|gần đây|hiện nay|hiện tại|hiện giờ|bây giờ|latest|newest"
        "|most recent|current|currently|now",
        "top": "top",
    }
)

# They are wanted where no name of an indicator takes them: "hồ sơ Bắc Ninh", "hồ sơ trực tuyến".
SOFT_WANTS = _phrases(
    {
        "profile": "hồ sơ|profile|hồ sơ tỉnh|tổng quan",
        "compare": "xếp hạng|ranking|rank|bảng",
        "worst": "cuối|chót|last",
        "missing": "report reported",
    }
)

# Towards the reader's own province.
MINE = _set(
    "tỉnh của tôi|tỉnh tôi|tỉnh mình|tỉnh ta|tỉnh chúng ta|tỉnh chúng tôi|tỉnh nhà|chúng tôi"
    "|chúng ta|của mình|của tôi|my province|our province|ours|mine"
)
FOLLOW = _set("còn|thế còn|vậy còn|còn về|thế|and|what about|how about|và")
FORMER = frozenset(token_list("cũ former old"))
STATUSES: Mapping[str, ObsStatus] = {
    **dict.fromkeys(token_list("ước estimate estimated"), "estimate"),
    **dict.fromkeys(token_list("plan planned"), "plan"),
    **dict.fromkeys(token_list("target targets"), "target"),
}
STATUS_PHRASES: Mapping[tuple[str, ...], ObsStatus] = {
    ("muc", "tieu"): "target",
    ("phan", "dau"): "target",
    ("ke", "hoach"): "plan",
}
SCHEME = re.compile(r"\b(63|34) (?:tinh|tinh thanh|provinces?|dia phuong)\b")


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in token_list(line))


# What may be left unread without a word lost.
IDLE = _words(
    "ai anh ấy bao báo bảng bị biết bởi các cái cáo chị chỉ chỉ tiêu chỉ số cho có còn của cùng đã",
    "đang đạt đến đi địa phương được đứng em gì giờ giúp hãy hiện hỏi hơn không kết quả là làm lại",
    "liệu lúc mà mấy mình một này nào năm nay nhé nhỉ nhiêu như những ở ơi phải rồi sao số so tại",
    "ta theo thì thống kê thứ thành phố tỉnh tp toàn tôi tra cứu trên trong tìm từ về vào và với",
    "vậy xem xin xếp hạng hồ sơ bây kỳ tháng quý thuộc giữa cần muốn thông tin hiện trạng",
    "a about all any are as at be been by can did do does figure figures find for from get give",
    "has had have how i in is it its latest list many me much number of on or our please province",
    "provinces data show tell than that the their there they this to us value was we were what",
    "when where which who whose with year you t s yet far",
)


def spans_of(
    tokens: list[str], table: Iterable[tuple[str, ...]]
) -> Iterable[tuple[int, int, tuple[str, ...]]]:
    """Where phrases of a table stand among tokens, the longest at each place, none twice."""
    known = set(table)
    longest = max(map(len, known), default=0)
    start = 0
    while start < len(tokens):
        for length in range(min(longest, len(tokens) - start), 0, -1):
            phrase = tuple(tokens[start : start + length])
            if phrase in known:
                yield start, start + length, phrase
                start += length
                break
        else:
            start += 1
