"""Repetition made to be slow or to fill the memory: each ends in an answer within ten seconds.

`python tests/ingest/fuzz_pathological.py 400` reads so many texts of one word over and over, each
as some kind of file, and every bomb, through the worker processes; meanwhile `/healthz` is asked
and has to answer within a second. The test-suite reads a few.
"""

import io
import random
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from builders_ingest import shipped
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kpi.errors import UnreadableError
from kpi.ingest import door
from kpi.ui.server import health_route

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


Input = tuple[str, str, bytes]
"""What it is made of, the name of a file, its bytes."""


def drawn(count: int) -> Iterator[Input]:
    """So many texts of one unit over and over, in some shape, and some size."""
    chance = random.Random(count)  # noqa: S311 -- repeatable, not secret
    for _ in range(count):
        unit, size = chance.choice(UNITS), chance.choice(_SIZES)
        text = (unit * (size // len(unit) + 1))[:size]
        name, data = chance.choice(SHAPES)(text)
        yield f"{unit!r} × {size} in {name}", name, data


def _written(name: str, whole: str) -> Callable[[str], tuple[str, bytes]]:
    """A file with the text in the place of "@"."""
    return lambda text: (name, whole.replace("@", text).encode("utf-8", "replace"))


SHAPES: tuple[Callable[[str], tuple[str, bytes]], ...] = (
    _written("bang.csv", "@"),
    *(
        _written("bang.csv", TABLE.replace(part, "@"))
        for part in ("Trạm BTS", "Hà Nam", "5", "Ghi chú", "2022")
    ),
    _written("bang.csv", f"@\n{TABLE}"),
    _written("bang.csv", f"{TABLE}@"),
    _written("bao-cao.txt", "Báo cáo tỉnh Hà Nam năm 2022\n\n@ 5 trạm BTS"),
    _written("bao-cao.txt", "@"),
    _written("trang.html", "<html><body><p>@</p><table><tr><td>a<td>1</table>"),
    _written("bang.xls", "<table><tr><td>Tỉnh<td>@<tr><td>Hà Nam<td>@</table>"),
    lambda text: ("bang.xlsx", _workbook(text)),
    lambda text: ("bao-cao.docx", _document(text)),
)


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


def packed() -> Iterator[Input]:
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


def failures(files: Iterable[Input]) -> Iterator[str]:
    """What went wrong, one line a file."""
    for what, name, data in files:
        start = time.monotonic()
        try:
            door.read(data, name, shipped())
        except UnreadableError as refusal:
            if not refusal.message or not refusal.hint:
                yield f"{what} ({name}): a refusal without a word"
            if "chương trình gặp lỗi" in refusal.message:
                yield f"{what} ({name}): {refusal.message}"
        if (taken := time.monotonic() - start) > SLOWEST:
            yield f"{what} ({name}): {taken:.1f} s"


class Pulse:
    """A thread that asks the server whether it is well, and keeps the longest time it took."""

    def __init__(self) -> None:
        self.longest, self.asked = 0.0, 0
        self._client = TestClient(Starlette(routes=[health_route]))
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask, daemon=True)

    def _ask(self) -> None:
        while not self._over.wait(0.05):
            start = time.monotonic()
            self._client.get("/healthz")
            self.longest = max(self.longest, time.monotonic() - start)
            self.asked += 1

    def __enter__(self) -> "Pulse":
        self._client.get("/healthz")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def main() -> int:
    """Read all; exit code 1 when any answer was late, or the server did not answer meanwhile."""
    start = time.monotonic()
    with Pulse() as pulse:
        wrong = list(failures(chain(drawn(int(sys.argv[1])), packed())))
    if pulse.longest > LONGEST_PAUSE:
        wrong.append(f"/healthz took {pulse.longest:.1f} s")
    sys.stdout.write("\n".join([*wrong, ""]))
    sys.stdout.write(f"{len(wrong)} failures, {time.monotonic() - start:.0f} s\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
