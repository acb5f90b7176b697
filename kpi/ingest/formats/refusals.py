"""Why a table file is not read: one sentence and what to do, by a word."""

from kpi.errors import UnreadableError
from kpi.ingest.formats.sheet import MAX_CELLS, MAX_SHEETS

_REFUSALS = {
    "password": ("tệp có mật khẩu.", "Bỏ mật khẩu rồi lưu lại."),
    "damaged": (
        "tệp bảng tính bị hỏng, không mở được.",
        "Mở bằng Excel hoặc LibreOffice, lưu lại rồi thử lại.",
    ),
    "bomb": ("tệp nén quá nhiều dữ liệu.", "Chép bảng sang tệp mới."),
    "sheets": (f"tệp có hơn {MAX_SHEETS} trang tính.", "Chia tệp làm nhiều tệp."),
    "cells": (
        f"bảng trải ra hơn {MAX_CELLS} ô.",
        "Xóa các ô thừa ở cuối trang tính hoặc chia tệp làm nhiều tệp.",
    ),
}


def refusal(name: str, word: str) -> UnreadableError:
    """The refusal of a file by its name; "damaged" and its like say why."""
    message, hint = _REFUSALS[word]
    return UnreadableError(f"{name}: {message}", hint)
