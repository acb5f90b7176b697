"""What a document is, told by its bytes and never by its name; what is not read is refused."""

import re
from typing import Literal

from kpi.errors import UnreadableError

MAX_BYTES = 30 * 2**20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|article|table|p|h1)\b",
    re.I | re.S,
)
_RESAVE = "Mở bằng Word, lưu lại dạng .docx rồi thử lại."
_IMAGE = (
    "chưa đọc được: tệp là ảnh.",
    "Tìm bản Word hoặc PDF có lớp chữ; số liệu trong ảnh không được đoán.",
)
_TABLE = ("tệp là bảng tính, không phải văn bản.", "Nạp bảng ở trang Cập nhật số liệu.")
_PACKED = ("tệp nén, không phải văn bản.", "Giải nén rồi nạp từng tệp.")
_FOREIGN = (
    (b"{\\rtf", ("tệp là văn bản RTF, chưa đọc được.", _RESAVE)),
    (b"\x1f\x8b", _PACKED),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
    (b"MZ", ("tệp là chương trình, không phải văn bản.", "Chọn tệp báo cáo.")),
)


def kind_of(data: bytes, name: str) -> Literal["docx", "pdf", "text"]:
    """Word, PDF, or some text that may be a web page.

    Raises:
        UnreadableError: empty, too large, or a kind that is not read; says what to do.
    """
    if not data.strip():
        raise UnreadableError(f"{name}: tệp trống.", "Chọn tệp có nội dung báo cáo.")
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            f"{name}: tệp lớn hơn {MAX_BYTES // 2**20} MB.",
            "Chép nội dung rồi dán vào ô văn bản, hoặc chia tệp.",
        )
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    # Some writers put a few bytes before the mark; readers accept it in the first kilobyte.
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        raise UnreadableError(f"{name}: {_compound(data)}", _RESAVE)
    for magic, (message, hint) in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableError(f"{name}: {message}", hint)
    return "text"


def is_page(text: str) -> bool:
    """Whether a text is the source of a web page."""
    return bool(_HTML.match(text[:5000]))


def _packed(data: bytes, name: str) -> Literal["docx"]:
    if b"word/document.xml" in data:
        return "docx"
    if b"opendocument.text" in data[:200]:
        raise UnreadableError(f"{name}: tệp OpenDocument (.odt), chưa đọc được.", _RESAVE)
    known = b"xl/" in data or b"opendocument.spreadsheet" in data[:200]
    message, hint = _TABLE if known else _PACKED
    raise UnreadableError(f"{name}: {message}", hint)


def _compound(data: bytes) -> str:
    """OLE: an old Word file, a spreadsheet, or a new document under a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "tệp Word có mật khẩu; bỏ mật khẩu trước."
    if "WordDocument".encode("utf-16-le") in data:
        return "tệp Word cũ (.doc), chưa đọc được."
    return "tệp không phải văn bản Word."
