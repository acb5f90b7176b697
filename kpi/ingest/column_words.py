"""Which column of a long table is which, by the words people put in its header.

Header words, unlike province names, are matched with or without diacritics: a column
called "chi_tieu" can mean nothing else.
"""

from typing import Literal, get_args

from kpi.language.spelling import plain

Column = Literal[
    "area",
    "province",
    "period",
    "period_part",
    "indicator",
    "value",
    "unit",
    "status",
    "qualifier",
    "as_written",
    "words",
    "source",
    "paragraph",
    "span_start",
    "span_end",
    "note",
]
COLUMNS: tuple[Column, ...] = get_args(Column)
REQUIRED: tuple[Column, ...] = ("period", "indicator", "value")

_WORDS: dict[Column, tuple[str, ...]] = {
    "area": ("area", "ma tinh", "ma dia phuong", "area code", "province code"),
    "province": ("province", "tinh", "tinh thanh", "tinh thanh pho", "dia phuong", "ten tinh"),
    "period": ("period", "ky", "ky bao cao", "nam", "year", "thoi diem", "time period"),
    "period_part": ("quy", "thang", "quarter", "month"),
    "indicator": ("indicator", "chi tieu", "ma chi tieu", "ten chi tieu"),
    "value": ("value", "gia tri", "so lieu", "ket qua"),
    "unit": ("unit", "don vi tinh", "dvt"),
    "status": ("status", "trang thai", "obs status", "loai so lieu"),
    "qualifier": ("qualifier", "muc chinh xac"),
    "as_written": ("as written", "nguyen van", "in ra"),
    "words": ("words",),
    "source": ("source", "nguon"),
    "paragraph": ("paragraph",),
    "span_start": ("span start",),
    "span_end": ("span end",),
    "note": ("note", "ghi chu"),
}
_BY_WORD = {word: column for column, words in _WORDS.items() for word in words}


def column_of(header: str) -> Column | None:
    """The column a header cell names, None when it names none we know."""
    return _BY_WORD.get(plain(header))
