"""Repetition made to be slow or to fill the memory: each ends in an answer within ten seconds.

`python tests/ingest/fuzz_pathological.py` reads every shape in every format through the worker
processes, and asks a second thread all the while whether the process that serves people answers.
"""

import io
import random
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from builders_ingest import shipped

from kpi.errors import UnreadableError
from kpi.ingest import door

SLOWEST = 10.0
LONGEST_PAUSE = 1.0
_SIZES = (300, 8_000, 200_000, 1_000_000)

UNITS = (
    *("<!-- ", "<!---->", "<!-- -->\n", "<", "</", "<table>", "<div>", "<p>", "<td colspan=999>"),
    *("<tr><td>1", "&#x0;", "&amp;", "<a b='", "<![CDATA[", "]]>", "<?xml ", "<!DOCTYPE "),
    *("(", ")", "((", "()", "[", "{", "(1)", "(a ", '"', "''", '""', '";', '"\n', "“", "«"),
    *("1", "1,", "1.", "1 ", "1/", "1-", "12.345", "9" * 60 + " ", "0,", "1e9", "٣", "½", "²"),
    *("đến ", "tính đến ", "ngày ", "năm ", "tháng ", "quý ", "năm 2022 ", "đến ngày 1/1/"),
    *("đến 31/12/2022 ", "giai đoạn 2020-", "6 tháng đầu năm ", "từ năm 2020 đến ", "1/1/2022-"),
    *("-", "–", "—", "- ", "-\n", "–1", "_", "=", "+", "*", "* ", "•\n", "...", ". ", ", ", ":"),
    *(" ", "\t", "\n", "\r", "\r\n", " \n", "\u00a0", "\u200b", "\ufeff", "\u0323", "\u3000"),
    *("a", "a ", "a.", "Aa", "ế", "ộ ", "?", "T?nh ", "Ã¡", "Tá»‰nh ", "I. ", "1. ", "a) "),
    *("tỉnh ", "tỉnh Hà Nam ", "Hà Nam, ", "huyện ", "Sở ", "UBND ", "số ", "Số: 1/BC-", "và "),
    *("trạm ", "5 trạm ", "1.204 trạm BTS, ", "trên tổng số ", "1 trên tổng số 2 ", "12/17 xã "),
    *("đạt ", "đạt 5% ", "tỷ lệ ", "tăng ", "so với ", "trong đó ", "kế hoạch ", "mục tiêu "),
    *("Đơn vị tính: ", "Đơn vị: (", "(%)", "%", "% ", "tỷ đồng ", "nghìn tỷ ", "triệu "),
    *(";", ",", "|", " | ", ";;;", "\t\t", "a;b\n", "Hà Nam;2022;5\n", "Hà Nam,2022,8,1\n"),
    *("Hà Nam\t2022\t5\n", "sep=;\n", "Tổng cộng;", "nan,", "2022.0,", "03-Apr;", "#REF!;"),
)
TABLE = "Tỉnh;Năm;Chỉ tiêu;Giá trị;Ghi chú\nHà Nam;2022;Trạm BTS;5;\n"


def inputs(chance: random.Random) -> Iterator[tuple[str, str, bytes]]:
    """What each is made of, a file's name, its bytes; a text may also be pasted."""
    for unit in UNITS:
        for size in _SIZES:
            text = (unit * (size // len(unit) + 1))[:size]
            yield from _texts(f"{unit!r} × {size}", text, chance)
    yield from packed()


def _texts(what: str, text: str, chance: random.Random) -> Iterator[tuple[str, str, bytes]]:
    """A text as a table, in a cell, a heading or a title of one, as a report and as a page."""
    shapes = (
        ("bang.csv", text),
        ("bang.csv", TABLE.replace("Trạm BTS", text)),
        ("bang.csv", TABLE.replace("Hà Nam", text)),
        ("bang.csv", TABLE.replace(";5;", f";{text};")),
        ("bang.csv", TABLE.replace("Ghi chú", text)),
        ("bang.csv", TABLE.replace("2022", text)),
        ("bang.csv", f"{text}\n{TABLE}"),
        ("bang.csv", f"{TABLE}{text}"),
        ("bao-cao.txt", f"Báo cáo tỉnh Hà Nam năm 2022\n\n{text} 5 trạm BTS"),
        ("trang.html", f"<html><body><p>{text}</p><table><tr><td>a<td>1</table>"),
        ("bang.xls", f"<table><tr><td>Tỉnh<td>{text}<tr><td>Hà Nam<td>{text}</table>"),
        ("bang.xlsx", ""),
        ("bao-cao.docx", ""),
    )
    # Every shape in turn would take an hour; two of each text are drawn.
    for name, whole in chance.sample(shapes, 2):
        if name.endswith("x"):
            yield what, name, (_workbook if name == "bang.xlsx" else _document)(text)
        else:
            yield f"{what} in {name}", name, whole.encode("utf-8", "replace")


def _zip(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return stream.getvalue()


_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK = (
    f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATION}"><sheets>'
    '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>"
)


def _escaped(text: str) -> str:
    clean = "".join(c for c in text if c in "\t\n" or c >= " ")
    return clean.replace("&", "&amp;").replace("<", "&lt;")


def _workbook(text: str) -> bytes:
    cell = f'<c t="inlineStr"><is><t>{_escaped(text[:32_000])}</t></is></c>'
    return _book(f"<row>{cell * 3}</row>" * 3)


def _book(rows: str, more: dict[str, str | bytes] | None = None) -> bytes:
    sheet = f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>'
    return _zip({
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _RELATIONS,
        "xl/worksheets/sheet1.xml": sheet,
        **(more or {}),
    })  # fmt: skip


def _document(text: str) -> bytes:
    return _word(f"<w:p><w:r><w:t>{_escaped(text)}</w:t></w:r></w:p>")


def _word(body: str | bytes) -> bytes:
    head = f'<w:document xmlns:w="{_WORD}"><w:body>'.encode()
    inner = body.encode() if isinstance(body, str) else body
    return _zip({"word/document.xml": head + inner + b"</w:body></w:document>"})


def packed() -> Iterator[tuple[str, str, bytes]]:
    """Bombs, deep nesting, entities, and tables that claim to be larger than they are."""
    deep = 100_000
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    entities = f'<!DOCTYPE a [<!ENTITY a0 "ha">{laughs}]><a>&a9;</a>'
    yield "a far cell", "bang.xlsx", _book(far)
    yield "a million rows", "bang.xlsx", _book("".join(f'<row r="{n}"/>' for n in range(1, 10**6)))
    yield "many cells", "bang.xlsx", _book(f"<row>{'<c><v>1</v></c>' * 16_000}</row>" * 200)
    yield "deep XML", "bang.xlsx", _book("<a>" * deep + "</a>" * deep)
    yield "entities", "bang.xlsx", _book("", {"xl/sharedStrings.xml": entities})
    yield "a zip bomb", "bang.xlsx", _book("", {"xl/styles.xml": b"\0" * 10**9})
    yield "a deep zip bomb", "bao-cao.docx", _word(b" " * 10**9)
    yield "deep paragraphs", "bao-cao.docx", _word("<w:tbl>" * deep)
    nested = "<w:tbl><w:tr><w:tc>" * 3_000 + "</w:tc></w:tr></w:tbl>" * 3_000
    yield "nested tables", "bao-cao.docx", _word(nested)
    yield "many runs", "bao-cao.docx", _word("<w:p>" + "<w:r><w:t>1</w:t></w:r>" * 10**6 + "</w:p>")
    yield "nested tables", "trang.html", b"<table><tr><td>" * deep
    yield "nested boxes", "trang.html", b"<div>" * deep + b"5 tr\xe1\xba\xa1m"
    yield "spans", "bang.xls", b"<table>" + b"<tr><td rowspan=999 colspan=999>1" * 2_000
    yield "attributes", "trang.html", b"<p " + b"a=1 " * 10**6 + b">x</p>"
    repeats = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
    yield (
        "repeated rows",
        "bang.ods",
        _ods(
            f'{repeats}table:number-columns-repeated="16384" office:value-type="float" '
            'office:value="1"/></table:table-row>'
        ),
    )
    yield "many objects", "a.pdf", b"%PDF-1.7\n" + b"1 0 obj << /Kids [1 0 R] >> endobj\n" * 20_000
    yield "a PDF of itself", "a.pdf", _pdf(b"/Form Do " * 10**5)
    yield "a PDF bomb", "a.pdf", _pdf(b"0 0 m 1 1 l S " * 10**6)
    yield "many letters", "a.pdf", _pdf(b"BT /F 9 Tf (1234567890) Tj ET " * 10**5)
    yield "an old workbook", "bang.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 10**6
    yield "gzip in a name", "bang.csv", zlib.compress(b"a" * 10**7)


def _ods(rows: str) -> bytes:
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return _zip({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content,
    })  # fmt: skip


def _pdf(drawing: bytes) -> bytes:
    """A page with a packed stream; without a table of objects, which readers make themselves."""
    stream = zlib.compress(drawing)
    font = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    return b"".join((
        b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n",
        b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n",
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R ",
        b"/Resources << " + font + b" /XObject << /Form 4 0 R >> >> >> endobj\n",
        b"4 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode ",
        b"/Resources << /XObject << /Form 4 0 R >> >> /Length %d >>\nstream\n" % len(stream),
        stream,
        b"\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF",
    ))  # fmt: skip


def failures(files: Iterator[tuple[str, str, bytes]], pasted: bool = False) -> Iterator[str]:
    """What went wrong, one line a file."""
    for what, name, data in files:
        start = time.monotonic()
        try:
            door.read(data, name, shipped(), pasted=pasted)
        except UnreadableError as refusal:
            if not refusal.message or not refusal.hint:
                yield f"{what} ({name}): a refusal without a word"
            if "chương trình gặp lỗi" in refusal.message:
                yield f"{what} ({name}): {refusal.message}"
        if (taken := time.monotonic() - start) > SLOWEST:
            yield f"{what} ({name}): {taken:.1f} s"


class Pulse:
    """A thread of the asking process that should never be kept from running for long."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def _beat(self) -> None:
        before = time.monotonic()
        while not self._over.wait(0.05):
            now = time.monotonic()
            self.longest = max(self.longest, now - before)
            before = now

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def main() -> int:
    """Read all; exit code 1 when any answer was late, or the asking process stood still."""
    start = time.monotonic()
    chance = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 1)  # noqa: S311
    with Pulse() as pulse:
        wrong = list(failures(inputs(chance)))
        texts = ((f"{u!r} pasted", "dán.txt", (u * (99_000 // len(u))).encode()) for u in UNITS)
        wrong += failures(texts, pasted=True)
    if pulse.longest > LONGEST_PAUSE:
        wrong.append(f"the asking process stood still for {pulse.longest:.1f} s")
    sys.stdout.write("\n".join([*wrong, ""]))
    sys.stdout.write(f"{len(wrong)} failures, {time.monotonic() - start:.0f} s\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
