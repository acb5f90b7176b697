"""XLSX, XLSM and XLS → sheets, read by a process of their own that may fail or be stopped."""

import json
import subprocess
import sys
from datetime import datetime, time
from pathlib import Path
from typing import Any

from kpi.errors import UnreadableError
from kpi.ingest.formats.sheet import MAX_CELLS, MAX_SHEETS, Cell, Sheet, Workbook

_PROGRAM = Path(__file__).with_name("excel_process.py")
_SECONDS = 9
_MEMORY = 500 * 2**20
_REFUSALS = {
    "password": ("tệp Excel có mật khẩu.", "Bỏ mật khẩu rồi lưu lại."),
    "damaged": ("tệp Excel bị hỏng, không mở được.", "Mở bằng Excel, lưu lại rồi thử lại."),
    "bomb": ("tệp Excel nén quá nhiều dữ liệu.", "Chép bảng sang tệp Excel mới."),
    "sheets": (f"tệp có hơn {MAX_SHEETS} trang tính.", "Chia tệp làm nhiều tệp."),
    "cells": (
        f"bảng trải ra hơn {MAX_CELLS} ô.",
        "Xóa các ô thừa ở cuối trang tính hoặc chia tệp làm nhiều tệp.",
    ),
    "slow": ("tệp Excel quá nặng, đọc quá lâu.", "Chia tệp làm nhiều tệp nhỏ."),
}


def excel_workbook(data: bytes, name: str) -> Workbook:
    """Every visible sheet with its values; nothing in the file is executed.

    Raises:
        UnreadableError: password, damage, or more than the limits allow.
    """
    command = [sys.executable, "-I", str(_PROGRAM), str(_MEMORY), str(MAX_CELLS), str(MAX_SHEETS)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own program, the file goes through a pipe
            command, input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise _refusal(name, "slow") from None
    answer = json.loads(done.stdout) if done.returncode == 0 else {"refused": "damaged"}
    if "refused" in answer:
        raise _refusal(name, answer["refused"])
    notes = ("Tệp có macro; macro không được chạy, chỉ các giá trị được đọc.",)
    return Workbook(
        sheets=tuple(map(_sheet, answer["sheets"])),
        hidden=tuple((hidden, "trang tính ẩn") for hidden in answer["hidden"]),
        notes=notes if b"xl/vbaProject.bin" in data else (),
    )


def _refusal(name: str, word: str) -> UnreadableError:
    message, hint = _REFUSALS[word]
    return UnreadableError(f"{name}: {message}", hint)


def _sheet(told: dict[str, Any]) -> Sheet:
    for row in told["rows"]:
        for place, cell in enumerate(row):
            if isinstance(cell, dict):
                row[place] = _moment(cell)
    faults = {(row, place): text for row, place, text in told["faults"]}
    return Sheet(
        name=told["name"],
        rows=_padded(told["rows"], faults),
        merged=tuple(map(tuple, told["merged"])),
        percent=frozenset(map(tuple, told["percent"])),
        faults=faults,
    )


def _moment(told: dict[str, str]) -> Cell:
    if "t" in told:
        try:
            return time.fromisoformat(told["t"])
        except ValueError:
            return told["t"]
    moment = datetime.fromisoformat(told["d"])
    return moment.date() if moment.time() == time() else moment


def _padded(rows: list[list[Cell]], faults: dict[tuple[int, int], str]) -> list[list[Cell]]:
    """Calamine ends the sheet at the last value; a fault may stand beyond it."""
    for row, place in faults:
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [""] * (place + 1 - len(rows[row]))
    return rows
