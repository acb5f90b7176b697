"""Words for a part of a province, and for all of it: "Nông thôn", "Viettel", "Chung".

A figure of a part is no figure of the province, however well its indicator is known.
"""

import re
from collections.abc import Sequence

from kpi.language.spelling import fold, plain

_WHOLE = frozenset(
    [
        "chung", "tong", "tong so", "tong cong", "toan tinh", "toan thanh pho", "tat ca", "ca hai",
        "ca tinh", "toan bo", "total", "all", "both", "both sexes", "t", "chung toan tinh",
        "tong chung", "ca nam va nu", "moi nhom", "whole province", "urban and rural",
    ]
)  # fmt: skip
_PARTS = (
    "thanh thi", "nong thon", "do thi", "mien nui", "dong bang", "hai dao", "vung sau vung xa",
    "vung dong bao dan toc", "khu vuc thanh thi", "khu vuc nong thon", "urban", "rural",
    "nu", "nam gioi", "nu gioi", "male", "female",
    "viettel", "vnpt", "vinaphone", "mobifone", "vietnamobile", "gmobile", "itel", "fpt",
    "fpt telecom", "cmc", "sctv", "netnam", "vietnam post", "viettel post", "vnpost",
    "ho ngheo", "ho can ngheo", "dan toc thieu so", "dong bao dan toc", "dtts",
    "cap huyen", "cap xa", "phuong", "thi tran", "thi xa",
)  # fmt: skip
_LEAD = "khu vuc|vung|o|tai|mang|nha mang|cong ty|doanh nghiep|gioi tinh"
_PART = re.compile(
    rf"(?:(?:{_LEAD}) )?(?:{'|'.join(_PARTS)})"
    r"|(?:nhom |do )?tuoi .*|\d+ ?\d* tuoi.*"
)
# Whatever stands in a column with such a heading is a part.
_DIVIDING = re.compile(
    r"gioi tinh|sex|nha mang|operator|thanh thi nong thon|khu vuc thanh thi nong thon|nhom tuoi"
    r"|do tuoi|dan toc|nhom dan toc|nhom ho|loai ho|nha cung cap|don vi cung cap|doanh nghiep vien "
    r"thong|residence|urban rural|age group"
)
_BELOW = r"(?:quan|huyen|thi xa|thi tran|xa|phuong|thon|ban|to dan pho|khu pho|ap|lang)"
_BELOW_HEADING = re.compile(
    rf"(?:ten |danh sach |don vi |dia ban |cac |cap |so )*{_BELOW}(?: (?:{_BELOW}|thanh pho|tp|"
    r"dac khu|truc thuoc|va|thuoc tinh|cap|ten))*"
)
_BELOW_TITLE = re.compile(
    r"\b(?:theo|cac|tung|danh sach|cap|chia theo|phan theo|cua) (?:cac |cap |don vi )*"
    r"(?:quan|huyen|thi xa|xa|phuong|thon)\b(?! hoi)"
)


def is_part(text: str) -> bool:
    """Whether a heading or a cell names a part of a province."""
    # "Nam" are men; "Năm" is a year.
    return fold(text).strip() == "nam" or _PART.fullmatch(plain(text)) is not None


def is_whole(text: str) -> bool:
    """Whether a cell beside parts says that a figure is of the whole province."""
    return plain(text) in _WHOLE


def divides(heading: str, cells: Sequence[str]) -> bool:
    """Whether a column says of which part of the province each row is.

    "Khu vực" and "Nhóm" may name regions or ranks; there the cells must say so.
    """
    if _DIVIDING.fullmatch(plain(heading)):
        return True
    told = sum(is_part(cell) or is_whole(cell) for cell in cells)
    return any(map(is_part, cells)) and 2 * told >= len(cells)


def is_below(heading: str) -> bool:
    """Whether the column with this heading names districts or communes."""
    return _BELOW_HEADING.fullmatch(plain(heading)) is not None


def lists_below(title: str) -> bool:
    """Whether a title says that the rows are districts or communes."""
    return _BELOW_TITLE.search(plain(title)) is not None
