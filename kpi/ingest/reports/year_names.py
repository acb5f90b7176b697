"""What the heads of a table of years are in full: its title says of what, a line in which unit.

Below "Doanh thu bưu chính, viễn thông" the head "Viễn thông" is "Doanh thu viễn thông", and below
"Số thuê bao bình quân 100 dân" the head "Internet" is "Số thuê bao Internet bình quân 100 dân".
"""

import re
from collections.abc import Sequence

from kpi.ingest.tables.parts import is_whole
from kpi.language.spelling import plain

_REVENUE = re.compile(r"(?:tổng )?doanh thu\s+(?:thuần |dịch vụ )?(?P<of>\S.*)", re.I)
_DENSITY = re.compile(
    r"(?:số )?thuê bao\s+(?P<per>(?:bình quân|tính trên|trên)\s+(?:mỗi )?100\s+(?:người )?dân)"
    r"(?:\s+trên địa bàn.*|\s+của tỉnh.*|\s+(?:qua )?các năm.*)?",
    re.I,
)
_KIND = re.compile(
    r"(?:(?:số )?thuê bao )?(?P<kind>(?:điện thoại|internet)(?: (?:di động|cố định))?)", re.I
)
_MONEY = re.compile(r"\W*(?P<unit>(?:nghìn tỷ |nghìn |triệu |tỷ )?đồng)(?!\w|\s*/)", re.I)
# What rounding may take from a sum, for each of its parts.
_ROUNDED = 0.051


def full_heads(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[float]], units: Sequence[str]
) -> list[str] | None:
    """The heads in full; None where the title adds nothing that is certain.

    Args:
        title: of the table, without what it says of place and time.
        heads: of its columns, a total first where there is one.
        rows: the figures of those rows that lack none.
        units: the lines that may say its unit.
    """
    if density := _DENSITY.fullmatch(title):
        kinds = [_KIND.fullmatch(head) for head in heads]
        told = [f"Số thuê bao {kind['kind'].lower()} {density['per']}" for kind in kinds if kind]
        return told if len(told) == len(heads) else None
    revenue = _REVENUE.fullmatch(title)
    unit = next((m["unit"] for line in units if (m := _MONEY.match(line))), "")
    if not (revenue and unit and len(heads) > 2 and is_whole(heads[0])):
        return None
    if not rows or not all(map(_is_sum, rows)):
        return None
    named = _words(revenue["of"])
    if any(not set(_words(head)) <= set(named) for head in heads[1:]):
        return None
    parts = [f"Doanh thu {head[0].lower()}{head[1:]}" for head in heads[1:]]
    return [f"{head} ({unit})" for head in (title, *parts)]


def _is_sum(row: Sequence[float]) -> bool:
    """Whether the first figure of a row is the sum of the others."""
    return abs(row[0] - sum(row[1:])) <= _ROUNDED * len(row)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text))
