"""A Word file → blocks, read from its XML, which is quicker than through an object model.

What Word does not print is not read: tracked deletions, hidden text, field codes, the
doubles of text boxes. Headers, footers and footnotes are other parts of the file.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kpi.errors import UnreadableError
from kpi.ingest.documents.text import LONGEST_HEADING, Block, one_line, row, stands_alone

MOST_UNPACKED = 40 * 2**20
MOST_TAGS = 1_000_000  # a thousand pages; a tree of many more fills the memory
MOST_PARTS = 5000
_MOST_COLUMNS = 100
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAD = {f"{_W}{tag}" for tag in ("del", "moveFrom", "pPrChange", "rPrChange")} | {_FALLBACK}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HEADINGS = ("heading", "title", "subtitle")


def docx_blocks(data: bytes, name: str) -> list[Block]:
    """Paragraphs and tables in the order of the document.

    Raises:
        UnreadableError: damaged, protected by a password, or blown up.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if len(parts.infolist()) > MOST_PARTS:
                raise _blown_up(name)
            body = _part(parts, _BODY, name)
            styles = _part(parts, _STYLES, name) if _STYLES in parts.namelist() else b""
            return list(_Body(_heading_styles(styles, name)).blocks(_parsed(body, name)))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError) as error:
        raise damaged(name) from error
    except (NotImplementedError, RuntimeError) as error:  # unknown packing; a password
        raise damaged(name) from error


def damaged(name: str) -> UnreadableError:
    """The refusal of a Word file that does not open."""
    return UnreadableError(
        f"{name}: tệp Word bị hỏng, không mở được.", "Mở bằng Word, lưu lại rồi thử lại."
    )


def _blown_up(name: str) -> UnreadableError:
    return UnreadableError(
        f"{name}: tệp Word nén quá nhiều dữ liệu.", "Chép nội dung sang tệp Word mới."
    )


def _part(parts: zipfile.ZipFile, part: str, name: str) -> bytes:
    """One part, unpacked no further than the limit whatever its header says."""
    with parts.open(part) as stream:
        unpacked = stream.read(MOST_UNPACKED + 1)
    if len(unpacked) > MOST_UNPACKED or unpacked.count(b"<") > MOST_TAGS:
        raise _blown_up(name)
    return unpacked.replace(_STRICT, _W[1:-1].encode())


def _parsed(part: bytes, name: str) -> etree._Element:
    """The XML of a part; no Word file declares entities, so one that does is not read."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise damaged(name)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(name) from error


def _heading_styles(styles: bytes, name: str) -> frozenset[str]:
    """The ids of styles that are headings by name, outline level or descent."""
    if not styles:
        return frozenset()
    found: set[str] = set()
    for style in _parsed(styles, name).iter(f"{_W}style"):
        called = (_value(style, "name") or "").lower()
        outlined = style.find(f"{_W}pPr/{_W}outlineLvl") is not None
        if called.startswith(_HEADINGS) or outlined or _value(style, "basedOn") in found:
            found.add(style.get(f"{_W}styleId", ""))
    return frozenset(found)


def _value(element: etree._Element, child: str) -> str | None:
    found = element.find(f"{_W}{child}")
    return None if found is None else found.get(f"{_W}val")


@dataclass
class _Paragraph:
    """A paragraph while it is read; `bold` as long as every letter is."""

    heading: bool
    texts: list[str] = field(default_factory=list)
    bold: bool = True

    def blocks(self) -> Iterator[Block]:
        whole = "".join(self.texts)
        for line in map(one_line, whole.split("\n")):
            if line:
                heading = self.heading and len(line) <= LONGEST_HEADING
                heading = heading or (self.bold and stands_alone(line))
                yield Block(line, "heading" if heading else "text")


class _Body:
    """Walks the body once; a stack of its own, for Word nests deeper than Python recurses."""

    def __init__(self, headings: frozenset[str]) -> None:
        self._headings = headings

    def blocks(self, body: etree._Element) -> Iterator[Block]:
        """Every block below an element, tables as rows."""
        walk = etree.iterwalk(body, events=("start", "end"))
        open_paragraphs: list[_Paragraph] = []
        for event, element in walk:
            if event == "start" and element.tag in _UNREAD:
                walk.skip_subtree()
            elif event == "start" and element.tag == f"{_W}tbl" and not open_paragraphs:
                yield from self._table(element)
                walk.skip_subtree()
            elif element.tag == f"{_W}p":
                if event == "start":
                    open_paragraphs.append(_Paragraph(self._is_heading(element)))
                elif open_paragraphs:
                    yield from open_paragraphs.pop().blocks()
            elif event == "start" and element.tag == f"{_W}r" and open_paragraphs:
                _run(element, open_paragraphs[-1])

    def _is_heading(self, paragraph: etree._Element) -> bool:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return False
        outlined = properties.find(f"{_W}outlineLvl") is not None
        return outlined or _value(properties, "pStyle") in self._headings

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """Rows; what a merge covers is an empty cell, so that columns stay in line."""
        for one in table.iterchildren(f"{_W}tr", f"{_W}sdt", f"{_W}ins"):
            for line in [one] if one.tag == f"{_W}tr" else one.iter(f"{_W}tr"):
                removed = line.find(f"{_W}trPr/{_W}del") is not None
                if not removed and (text := row(self._cells(line))):
                    yield Block(text, "row")

    def _cells(self, line: etree._Element) -> Iterator[str]:
        for child in line.iterchildren(f"{_W}tc", f"{_W}sdt", f"{_W}ins"):
            for cell in [child] if child.tag == f"{_W}tc" else child.iter(f"{_W}tc"):
                yield "; ".join(block.text for block in self.blocks(cell))
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                wide = "" if span is None else span.get(f"{_W}val", "")
                for _ in range(1, min(_number(wide), _MOST_COLUMNS)):
                    yield ""


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1


def _run(run: etree._Element, paragraph: _Paragraph) -> None:
    properties = run.find(f"{_W}rPr")
    if _on(properties, "vanish"):
        return
    raised = properties is not None and _value(properties, "vertAlign") == "superscript"
    for child in run:
        if child.tag == f"{_W}t":
            text = child.text or ""
            # A raised 1 behind 1.699 is a note's mark and no digit of the number.
            paragraph.texts.append(text.translate(_SUPERSCRIPTS) if raised else text)
            if text.strip():
                paragraph.bold = paragraph.bold and _on(properties, "b")
        elif child.tag in _SIGNS:
            paragraph.texts.append(_SIGNS[child.tag])


def _on(properties: etree._Element | None, switch: str) -> bool:
    found = None if properties is None else properties.find(f"{_W}{switch}")
    return found is not None and found.get(f"{_W}val", "1") not in ("0", "false", "off")
