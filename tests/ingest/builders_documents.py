"""Word files, PDFs and web pages made in the test, byte by byte: no writer, no fonts needed."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache

from kpi import settings
from kpi.catalogue import Catalogue, load_catalogue
from kpi.ingest.documents import pasted, read_document
from kpi.model import Document, Told

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_STYLES = (
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Muc lon"/><w:basedOn w:val="H1"/></w:style>'
)


@cache
def shipped() -> Catalogue:
    """The catalogue of config/."""
    return load_catalogue(settings.CONFIG)


def read(data: bytes | str, name: str = "bao-cao.txt") -> Document:
    """Bytes, or a text in UTF-8, as a file."""
    return read_document(data if isinstance(data, bytes) else data.encode(), name, shipped())


def paste(text: str) -> Document:
    """A text as pasted."""
    return pasted(text, shipped())


def says(document: Document, told: Told) -> str:
    """The value, once its words are seen to stand where it says they stand."""
    if told.start is not None:
        assert document.text[told.start : told.end] == told.as_written
    return told.value


def headings(document: Document) -> list[str]:
    """The words of every heading."""
    return [document.text[start:end] for start, end in document.headings]


def rows(document: Document) -> list[str]:
    """The words of every row of a table."""
    return [document.text[start:end] for start, end in document.tables]


def codes(document: Document) -> list[str]:
    """The codes of what was met on the way."""
    return [problem.code for problem in document.problems]


def paragraph(text: str, *, style: str = "", run: str = "") -> str:
    """One paragraph of one run; `run` are properties of the run, as XML."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def table(lines: Iterable[Iterable[str]]) -> str:
    """A table; a cell that is XML is taken as it stands."""
    cells = (
        "".join(c if c.startswith("<w:tc") else f"<w:tc>{paragraph(c)}</w:tc>" for c in line)
        for line in lines
    )
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in cells)}</w:tbl>"


def docx(
    *body: str, prolog: str = "", styles: str = "", footnotes: str = "", numbering: str = ""
) -> bytes:
    """A Word file of some body XML, with styles, footnotes and lists of its own if wanted."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/styles.xml", f"<w:styles {_NAMESPACES}>{_STYLES}{styles}</w:styles>")
        parts.writestr(
            "word/document.xml",
            f"{prolog}<w:document {_NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        )
        parts.writestr("word/header1.xml", f"<w:hdr {_NAMESPACES}>{paragraph('Đầu trang')}</w:hdr>")
        if numbering:
            lists = f"<w:numbering {_NAMESPACES}>{numbering}</w:numbering>"
            parts.writestr("word/numbering.xml", lists)
        if footnotes:
            parts.writestr(
                "word/footnotes.xml", f"<w:footnotes {_NAMESPACES}>{footnotes}</w:footnotes>"
            )
    return stream.getvalue()


_OPEN_DOCUMENT = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("style", "style"), ("text", "text"), ("table", "table")),
        *(("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("manifest", "manifest")),
    )
)
_LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def odt(*body: str, styles: str = "", prolog: str = "", **parts: str) -> bytes:
    """An OpenDocument text of some body XML, with automatic styles and more parts if wanted."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        kind = "application/vnd.oasis.opendocument.text"
        packed.writestr("mimetype", kind, compress_type=zipfile.ZIP_STORED)
        packed.writestr(
            "content.xml",
            f"{prolog}<office:document-content {_OPEN_DOCUMENT} {_LINK}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f"<office:text>{''.join(body)}</office:text></office:body></office:document-content>",
        )
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


def odt_manifest(entry: str) -> str:
    """The list of parts of an OpenDocument file with one entry."""
    return f"<manifest:manifest {_OPEN_DOCUMENT}>{entry}</manifest:manifest>"


Shown = tuple[float, float, str] | tuple[float, float, str, str]


def pdf(*pages: Sequence[Shown], lines: Sequence[str] = ()) -> bytes:
    """A PDF: texts at (left, up) on every page, and drawing commands on all of them.

    A text may bring commands of its own, such as "1 g" for white, "3 Tr" for no paint, "/Clear gs"
    for paint of no opacity.

    The font maps every character to itself, so that no font has to be carried along.
    """
    streams = ["\n".join([*lines, *map(_shown, page)]).encode() for page in pages]
    first = 6
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(_to_unicode()),
    ]
    for n, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * n + 1} "
            "0 R /Resources << /Font << /F 3 0 R >> /ExtGState << /Clear << /ca 0 >> "
            "/Full << /ca 1 >> >> >> >>".encode()
        )
        objects.append(_stream(stream))
    return _written(objects)


def _shown(text: Shown) -> str:
    left, up, words, *own = text
    size = 8 if words.startswith("^") else 12
    codes_of = words.removeprefix("^").encode("utf-16-be").hex()
    return f"q BT /F {size} Tf {' '.join(own)} {left} {up} Td <{codes_of}> Tj ET Q"


def _to_unicode() -> bytes:
    blocks = "\n".join(
        f"100 beginbfrange\n{ranges}\nendbfrange"
        for start in range(0, 200, 100)
        for ranges in [
            "\n".join(f"<{b:02x}00> <{b:02x}ff> <{b:02x}00>" for b in range(start, start + 100))
        ]
    )
    return (
        "/CIDInit /ProcSet findresource begin begincmap\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{blocks}\nendcmap end"
    ).encode()


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _written(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF" % start)
