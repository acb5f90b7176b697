"""Cells that say more than their value: "95,6% (1.602/1.676 thôn)", "Ước 8,5%", "98,2*".

The cell becomes its value at its own place in the text. What stands before it, and the remark
behind it, are kept beside it: they may hedge it or say that it is an estimate. A remark that
narrows the value, "(cấp tỉnh)", or dates it, leaves the cell as it is.
"""

import re
from collections.abc import Sequence

from kpi.ingest.reports.grids import Cell, Grid
from kpi.ingest.reports.paired_cells import is_rank_with_score

_NUMBER = r"\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_UNIT = r"(?:\s*%|\s+(?!ước)[^\W\d_]{1,12}(?:\s[^\W\d_]{1,12}){0,2})?"
_ESTIMATE = (
    r"(?:số\s+)?(?:ước(?:\s+(?:tính|đạt|th|thực\s+hiện|khoảng))?|ưth|tạm\s+tính|sơ\s+bộ|dự\s+ước)"
)
_HEDGE = (
    r"(?:khoảng|gần|xấp\s+xỉ|trên|hơn|dưới|tối\s+thiểu|ít\s+nhất|tối\s+đa|không\s+dưới|[≥≤><~≈])"
)
_LEAD = rf"(?:(?:đã\s+)?đạt\s*:?\s+)?(?:{_ESTIMATE}\s*:?\s*)?(?:{_HEDGE}\s*)?"
_NOTE = r"\(?(?:\*{1,3}|[¹²³])\)?"
_CELL = re.compile(
    rf"(?P<lead>{_LEAD})(?P<value>(?:{_NUMBER}){_UNIT})"
    rf"(?P<behind>\s*{_NOTE}|\s*\((?P<remark>[^()]{{1,120}})\)\s*(?:{_NOTE})?|\s+{_ESTIMATE})?",
    re.I,
)
_COUNTED = re.compile(
    rf"(?:{_NUMBER})\s*/\s*(?:{_NUMBER})[^\d()]{{0,30}}"
    r"(?:\(\s*(?:đạt\s+|tỷ\s+lệ\s+|chiếm\s+)?(?P<value>\d{1,3}(?:[.,]\d+)?\s*%)\s*\)"
    r"|,?\s*(?:đạt|tỷ\s+lệ|chiếm)\s+(?P<told>\d{1,3}(?:[.,]\d+)?\s*%))",
    re.I,
)
_IS_ESTIMATE = re.compile(rf"(?<!\w)(?:{_ESTIMATE})(?!\w)", re.I)
# Beside the value such a remark tells another number, which is of no matter.
_COMPARES = re.compile(
    r"(?:kh|kế hoạch|mục tiêu|chỉ tiêu|vượt|tăng|giảm|so với|cùng kỳ|đạt|bằng|trong đó|gồm|tương"
    r" (?:ứng|đương)|năm trước|cả nước|toàn quốc|trung bình)(?!\w)[^\d]*\d",
    re.I,
)
# A remark that says of which part, of when or of what status the value is.
_NARROWS = re.compile(
    r"(?<!\w)(?:cấp|riêng|chỉ|khối|đối với|không (?:tính|bao gồm|gồm)|chưa (?:tính|bao gồm|gồm)"
    r"|thành thị|nông thôn|cả nước|toàn quốc|trung bình|kh|kế hoạch|mục tiêu|chỉ tiêu|năm|tháng"
    r"|quý|ngày|cũ|mới|tăng|giảm|thêm|[2-5]g|huyện|xã nông)(?!\w)"
    r"|(?<!\d)(?:19|20)\d\d(?![\d.,])",
    re.I,
)
_RATE = re.compile(r"(?:tỷ|tỉ)\s+lệ(?!\w)", re.I)


def is_remarked(text: str) -> bool:
    """Whether a line holds one value with a remark, or a share with words before it."""
    if not text.endswith((")", "%", "*")) or is_rank_with_score(text):
        return False
    match = _match(text)
    return match is not None and (not match["lead"] or "%" in match["value"])


def is_estimate(cell: Cell) -> bool:
    """Whether the words beside a value say that it is estimated."""
    return _IS_ESTIMATE.search(cell.remark) is not None and not _COMPARES.match(cell.remark)


def bare(grid: Grid) -> Grid:
    """The table whose cells are their values alone, with what was said beside them."""
    if not any(_is_worded(cell) for row in grid.rows[1:] for cell in row[1:]):
        return grid
    rows = (grid.rows[0], *(tuple(_row(row)) for row in grid.rows[1:]))
    return grid._replace(rows=rows)


def _is_worded(cell: Cell) -> bool:
    """Whether a cell may be a value with words: a short one that is no number alone."""
    return any(c.isdigit() for c in cell.text) and any(
        c.isalpha() or c in "*¹²³(" for c in cell.text
    )


def _row(row: Sequence[Cell]) -> list[Cell]:
    of_rate = any(cell.text == "%" or _RATE.match(cell.text) for cell in row)
    return [row[0], *(_bare(cell, of_rate=of_rate) for cell in row[1:])]


def _bare(cell: Cell, *, of_rate: bool) -> Cell:
    if not _is_worded(cell) or is_rank_with_score(cell.text):
        return cell
    if of_rate and (counted := _COUNTED.fullmatch(cell.text)):
        start, end = counted.span("value" if counted["value"] else "told")
        return Cell(cell.text[start:end], cell.start + start, cell.start + end)
    if (match := _match(cell.text)) is None:
        narrowed = _CELL.fullmatch(cell.text) is not None and "(" in cell.text
        return cell._replace(narrowed=True) if narrowed else cell
    start, end = match.span("value")
    remark = match["remark"] or match["behind"] or ""
    lead = _IS_ESTIMATE.sub("", match["lead"]).strip(" :")
    told = match["lead"].strip() if _IS_ESTIMATE.search(match["lead"]) else ""
    return Cell(
        match["value"], cell.start + start, cell.start + end,
        lead=lead, remark=told or remark.strip(),
    )  # fmt: skip


def _match(text: str) -> re.Match[str] | None:
    """A value with a lead or a remark; None for a bare one, and where the remark narrows it."""
    match = _CELL.fullmatch(text)
    if match is None or not (match["lead"].strip() or match["behind"]):
        return None
    remark = match["remark"] or ""
    if _IS_ESTIMATE.match(remark) or _COMPARES.match(remark):
        return match
    return None if _NARROWS.search(remark) else match
