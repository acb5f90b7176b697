"""Whether a file holds tables or is a written text, told by its first bytes before it is read."""

from pathlib import PurePath
from typing import Literal

Family = Literal["table", "report", ""]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENDINGS: dict[str, Family] = {
    ".csv": "table", ".tsv": "table", ".xlsx": "table", ".xlsm": "table", ".xlsb": "table",
    ".xls": "table", ".ods": "table",
    ".docx": "report", ".doc": "report", ".odt": "report", ".rtf": "report", ".pdf": "report",
}  # fmt: skip


def family(data: bytes, name: str) -> Family:
    """What a file is; "" for a text or a web page, which may be either, and for what is neither."""
    if b"%PDF-" in data[:1024] or data.startswith(b"{\\rtf"):
        return "report"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(_OLE):
        return _compound(data, name)
    return _ENDINGS.get(PurePath(name).suffix.lower(), "")


def _packed(data: bytes) -> Family:
    if b"word/document.xml" in data or b"opendocument.text" in data[:200]:
        return "report"
    return "table" if b"xl/" in data or b"opendocument.spreadsheet" in data[:200] else ""


def _compound(data: bytes, name: str) -> Family:
    """OLE: old Word or Excel; what is encrypted tells only by its name."""
    if "WordDocument".encode("utf-16-le") in data:
        return "report"
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        return "table"
    return _ENDINGS.get(PurePath(name).suffix.lower(), "")
