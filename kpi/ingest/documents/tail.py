"""What a web page prints below an article: other articles, comments, counters."""

import re
from collections.abc import Sequence

from kpi.ingest.documents.text import Block, warning
from kpi.model import Problem

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
