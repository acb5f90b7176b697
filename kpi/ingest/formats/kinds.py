"""The one table of file kinds: how each is known, who reads it, or why nobody does.

What a file is, is told by its bytes. Its name only decides where the bytes leave a choice: a
text or a web page may be a table as well as a report.
"""

import re
import struct
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from kpi.errors import UnreadableError

MAX_BYTES = 30 * 2**20
SECONDS_OF_CONVERSION = 40.0
"""What another program may take to open a file; on a busy machine it takes long to start."""

Reader = Literal["table", "report", "either", ""]
"""Who reads a kind: as a table, as a written report, as what its content is, or nobody."""


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    Attributes:
        id: short, for the readers.
        name_vi: what a person calls it.
        reader: who reads it.
        endings: what names of such files end in, the usual one first.
        starts: first bytes, one of which a file of this kind has.
        parts: names of parts, in lower case, one of which a packed file of this kind has.
        streams: the same of an OLE file.
        advice: what to do with a kind that nobody reads.
        seconds: what reading may take beside the usual time, as another program helps.
    """

    id: str
    name_vi: str
    reader: Reader
    endings: tuple[str, ...] = ()
    starts: tuple[bytes, ...] = ()
    parts: tuple[bytes, ...] = ()
    streams: tuple[str, ...] = ()
    advice: str = ""
    seconds: float = 0.0


_RESAVE_TEXT = "Mở bằng Word, lưu lại dạng .docx rồi thử lại."
_RESAVE_TABLE = "Mở bằng Excel, lưu lại dạng .xlsx rồi thử lại."
_UNPACK = "Giải nén rồi nạp từng tệp."
_CHOOSE = "Chọn tệp bảng số liệu (.xlsx, .csv) hoặc báo cáo (.docx, .pdf)."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"

_TEXT = Kind("text", "văn bản thường", "either", (".txt", ".csv", ".tsv", ".md"))
_PAGE = Kind("html", "trang web", "either", (".html", ".htm"))
_XML = Kind("spreadsheet-xml", "bảng tính XML 2003", "table", (".xml",))
_FLAT = Kind("fods", "bảng tính OpenDocument dạng XML", "table", (".fods",))
_LOCKED = Kind("locked", "tệp có mật khẩu", "", advice="Bỏ mật khẩu rồi lưu lại.")
_PACKED = Kind("zip", "tệp nén ZIP", "", (".zip",), (_ZIP,), advice=_UNPACK)
_COMPOUND = Kind("ole", "tệp không phải bảng tính Excel hay văn bản Word", "", advice=_CHOOSE)

KINDS = (
    Kind("docx", "văn bản Word", "report", (".docx", ".docm"), parts=(b"word/document.xml",)),
    Kind("xlsb", "bảng tính nhị phân của Excel (.xlsb), chưa đọc được", "", (".xlsb",),
         parts=(b"xl/workbook.bin",), advice=_RESAVE_TABLE),
    Kind("xlsx", "bảng tính Excel", "table", (".xlsx", ".xlsm", ".xltx", ".xltm"),
         parts=(b"xl/",)),
    Kind("pptx", "trình chiếu PowerPoint, chưa đọc được", "", (".pptx",), parts=(b"ppt/",),
         advice=_RESAVE_TEXT),
    Kind("ods", "bảng tính OpenDocument", "table", (".ods", ".ots"), parts=(b"content.xml",)),
    _PACKED,
    Kind("xls", "bảng tính Excel 97-2003", "table", (".xls", ".xlt"),
         (b"\x09\0\x04\0", b"\x09\x02\x06\0", b"\x09\x04\x06\0", b"\x09\x08\x08\0\0\x05",
          b"\x09\x08\x10\0\0\x06"), streams=("Workbook", "WORKBOOK", "Book")),
    Kind("doc", "văn bản Word cũ (.doc)", "report", (".doc", ".dot"), streams=("WordDocument",),
         seconds=SECONDS_OF_CONVERSION),
    Kind("pdf", "PDF", "report", (".pdf",)),
    Kind("odt", "văn bản OpenDocument", "report", (".odt", ".ott")),
    Kind("odp", "trình chiếu hay hình vẽ OpenDocument, chưa đọc được", "", (".odp", ".odg"),
         advice=_RESAVE_TEXT),
    Kind("rtf", "văn bản RTF, chưa đọc được", "", (".rtf",), (b"{\\rtf",), advice=_RESAVE_TEXT),
    Kind("mhtml", "trang web lưu một tệp (.mht), chưa đọc được", "", (".mht", ".mhtml"),
         (b"MIME-Version:",), advice=_RESAVE_TABLE),
    Kind("archive", "tệp nén", "", (".gz", ".rar", ".7z"),
         (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf"), advice=_UNPACK),
    Kind("picture", "ảnh chụp hoặc quét", "report", (".jpg", ".jpeg", ".png", ".tif", ".tiff"),
         (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")),
    Kind("other-picture", "ảnh dạng chưa đọc được", "", (".gif", ".webp", ".heic"),
         (b"GIF8", b"RIFF", b"\0\0\0\x18ftyp", b"\0\0\0\x1cftyp", b"\0\0\0\x24ftyp"),
         advice="Lưu lại ảnh dạng .jpg hoặc .png rồi thử lại."),
    Kind("program", "chương trình", "", (".exe",), (b"MZ",), advice=_CHOOSE),
    _XML, _FLAT, _PAGE, _TEXT,
)  # fmt: skip
_BY_ID = {kind.id: kind for kind in reversed(KINDS)}

_OPEN_DOCUMENT = re.compile(rb"mimetypeapplication/vnd\.oasis\.opendocument(?:\.(\w+))?")
_OPEN = {b"spreadsheet": "ods", b"text": "odt"}
_PAGE_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|article|table|p|h1)\b", re.I
)
_INK = re.compile(r"[^\s\ufeff]")
_PROLOG = {"<!--": "-->", "<?": "?>"}
_SPREADSHEET_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_WORKBOOK = re.compile(r"<(?:\w+:)?Workbook\b")
_REACH = 100_000


def kind_of(data: bytes, name: str = "") -> Kind:
    """What a file is.

    Args:
        data: its bytes.
        name: its name, for an old Word file with an Excel table in it, or the reverse.
    """
    if data.startswith(_ZIP):
        return _packed(data)
    if data.startswith(_OLE):
        return _compound(data, name)
    # Some writers put a few bytes before the mark; readers accept it in the first kilobyte.
    if b"%PDF-" in data[:1024]:
        return _BY_ID["pdf"]
    for kind in KINDS:
        if kind.starts and data.startswith(kind.starts):
            return kind
    return _written(data)


def readable(data: bytes, name: str, reader: Literal["table", "report"] | None = None) -> Kind:
    """What a file is, where it is of a kind that is read.

    Args:
        data: its bytes.
        name: its name.
        reader: who is to read it; whoever can, when None.

    Raises:
        UnreadableError: it is empty, too large, or of another kind; says what to do.
    """
    if not data.strip():
        raise UnreadableError(f"{name}: tệp trống.", "Chọn tệp có số liệu.")
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            f"{name}: tệp lớn hơn {MAX_BYTES // 2**20} MB.", "Chia tệp làm nhiều tệp nhỏ."
        )
    kind = kind_of(data, name)
    if not kind.reader:
        lead = "" if kind.name_vi.startswith("tệp ") else "tệp là "
        raise UnreadableError(f"{name}: {lead}{kind.name_vi}.", kind.advice)
    if reader and kind.reader not in (reader, "either"):
        wanted, page = _WANTED[reader]
        raise UnreadableError(f"{name}: tệp là {kind.name_vi}, không phải {wanted}.", page)
    return kind


_WANTED = {
    "table": ("bảng số liệu", "Nạp tệp ở trang Trích số liệu từ báo cáo."),
    "report": ("văn bản", "Nạp bảng ở trang Cập nhật số liệu."),
}


def endings(*readers: Reader) -> tuple[str, ...]:
    """What names of files end in that some readers read."""
    return tuple(e for kind in KINDS if kind.reader in readers for e in kind.endings)


def usual_endings(*readers: Reader) -> str:
    """The usual ending of every kind that some readers read, in words for a person."""
    usual = (kind.endings[0] for kind in KINDS if kind.reader in readers)
    return ", ".join(dict.fromkeys(usual))


def more_seconds(name: str) -> float:
    """What reading a file of this name may take beside the usual time."""
    ending = PurePath(name).suffix.lower()
    return next((kind.seconds for kind in KINDS if ending in kind.endings), 0.0)


def is_named_table(name: str) -> bool:
    """Whether a name says that a file holds a table, whatever it is in truth."""
    ending = PurePath(name).suffix.lower()
    return ending in (".csv", ".tsv", *endings("table"))


def is_page(text: str) -> bool:
    """Whether a text is the source of a web page: a tag stands before anything but comments."""
    at = _after_prolog(text[:_REACH])
    return _PAGE_TAG.match(text, at) is not None


def _after_prolog(text: str) -> int:
    """Where a page's first tag would stand: behind blanks, comments and the line of XML."""
    at = 0
    while True:
        ink = _INK.search(text, at)
        if ink is None:
            return len(text)
        at = ink.start()
        opened = next((mark for mark in _PROLOG if text.startswith(mark, at)), "")
        close = text.find(_PROLOG[opened], at + 2) if opened else -1
        if close < 0:
            return at
        at = close + len(_PROLOG[opened])


def _packed(data: bytes) -> Kind:
    found = _OPEN_DOCUMENT.search(data[:200])
    if found:
        # The next part's "PK" follows the type without a mark between.
        what = found[1] or b""
        return _BY_ID[next((_OPEN[w] for w in _OPEN if what.startswith(w)), "odp")]
    names = _directory(data)
    for kind in KINDS:
        if any(part in names for part in kind.parts):
            return kind
    return _PACKED


def _directory(data: bytes) -> bytes:
    """The names of a zip file's parts, in lower case; a damaged one is looked through whole."""
    at = data.rfind(b"PK\x05\x06")
    directory = b""
    if 0 <= at <= len(data) - 22:
        size, offset = struct.unpack_from("<II", data, at + 12)
        directory = data[offset : offset + size]
    names = directory if directory.startswith(b"PK\x01\x02") else data
    return names.lower().replace(b"\\", b"/")


def _compound(data: bytes, name: str) -> Kind:
    """OLE: old Excel, old Word, or a new file under a password; one may hold the other."""
    if _wide("EncryptedPackage") in data:
        return _LOCKED
    ending = PurePath(name).suffix.lower()
    found = [k for k in KINDS if any(_wide(stream) in data for stream in k.streams)]
    named = [kind for kind in found if ending in kind.endings]
    return next(iter(named or found), _COMPOUND)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _written(data: bytes) -> Kind:
    """A text of some encoding; the first signs of a page or of XML are the same in nearly all."""
    head = data[:_REACH].replace(b"\0", b"").decode("latin-1").removeprefix("ï»¿").lstrip("ÿþ")
    if head.lstrip().startswith("<"):
        if _SPREADSHEET_XML in head and _WORKBOOK.search(head):
            return _XML
        if "<office:document" in head:
            return _FLAT
    return _PAGE if is_page(head) else _TEXT
