"""A Word file → blocks, read from its XML, which is quicker than through an object model.

What Word does not print is not read: tracked deletions, hidden and struck text, field codes,
the doubles of text boxes. What was left out is named beside the line it was left out of;
headers and footers are other parts of the file.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from kpi.errors import UnreadableError
from kpi.ingest.documents.docx_styles import Look, Styles, W, is_on, value
from kpi.ingest.documents.left_out import LeftOut
from kpi.ingest.documents.text import (
    LONGEST_HEADING,
    Block,
    as_lowered,
    as_raised,
    one_line,
    row,
    stands_alone,
    warning,
    with_neighbours,
)
from kpi.model import Problem

MOST_UNPACKED = 40 * 2**20
MOST_TAGS = 1_000_000  # a thousand pages; a tree of many more fills the memory
MOST_PARTS = 5000
_MOST_COLUMNS = 100
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _M[1:-1].encode()),
)
_BODY, _STYLES, _NOTES = "word/document.xml", "word/styles.xml", "word/footnotes.xml"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAD = {f"{W}{tag}" for tag in ("del", "moveFrom", "pPrChange", "rPrChange")} | {_FALLBACK}
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_LONGEST_QUOTE = 200

# A formula that says no more than its letters do: "93,2%", "184.320/240.000", " = 76,8%".
_NUMBER = r"\d[\d.,\s]*%?"
_PLAIN = re.compile(
    rf"\s*(?:=\s*)?{_NUMBER}(?:/\s*{_NUMBER})?(?:=\s*{_NUMBER})?[^\W\d_\s]*\s*[.,;]?\s*"
)
# What stands where a formula could not be read, so that the words around it do not meet.
_GAP = "[…]"
_MATH_DIGITS = {0x1D7CE + n: str(n % 10) for n in range(50)}


def docx_blocks(data: bytes, name: str) -> tuple[list[Block], tuple[Problem, ...]]:
    """Paragraphs and tables in the order of the document, and a note on its footnotes.

    Raises:
        UnreadableError: damaged, protected by a password, or blown up.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if len(parts.infolist()) > MOST_PARTS:
                raise _blown_up(name)
            body, styles, notes = (_tree(parts, part, name) for part in (_BODY, _STYLES, _NOTES))
            if body is None:
                raise damaged(name)
            blocks = _Body(Styles.of(styles)).blocks(body)
            return with_neighbours(blocks), _noted(notes)
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
    for strict, usual in _STRICT:
        unpacked = unpacked.replace(strict, usual)
    return unpacked


def _tree(parts: zipfile.ZipFile, part: str, name: str) -> etree._Element | None:
    return _parsed(_part(parts, part, name), name) if part in parts.namelist() else None


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


def _noted(notes: etree._Element | None) -> tuple[Problem, ...]:
    """One note on the footnotes that hold digits; most cite a decision, some tell a figure."""
    if notes is None:
        return ()
    texts = (
        one_line("".join(t.text or "" for t in note.iter(f"{W}t")))
        for note in notes.iter(f"{W}footnote")
    )
    told = [text for text in texts if any(map(str.isdigit, text))]
    if not told:
        return ()
    quoted = "; ".join(told)
    return (
        warning(
            "footnotes-unread",
            f"{len(told)} chú thích cuối trang có chữ số không được đọc.",
            "Nếu chú thích có số liệu cần lấy, nhập tay.",
            quoted if len(quoted) <= _LONGEST_QUOTE else f"{quoted[:_LONGEST_QUOTE]}…",
        ),
    )


@dataclass
class _Paragraph:
    """A paragraph while it is read; `bold` as long as every letter is."""

    heading: bool
    style: str | None = None
    on_white: bool = True
    texts: list[str] = field(default_factory=list)
    bold: bool = True
    left_out: list[LeftOut] = field(default_factory=list)
    _left_at: int = 0

    def blocks(self) -> Iterator[Block]:
        """Its lines; what was left out of it is named at the first."""
        lines = [line for line in map(one_line, "".join(self.texts).split("\n")) if line]
        left_out = tuple(self.left_out)
        if left_out and not lines:
            yield Block("", left_out=left_out)
        for line in lines:
            heading = self.heading and len(line) <= LONGEST_HEADING
            heading = heading or (self.bold and stands_alone(line))
            yield Block(line, "heading" if heading else "text", left_out)
            left_out = ()

    def add(self, run: etree._Element, look: Look) -> None:
        """The letters of a run, or their mention where they are struck or hidden."""
        properties = run.find(f"{W}rPr")
        for child in run:
            if child.tag == f"{W}t":
                self._add_text(child.text or "", look, bold=is_on(properties, "b"))
            elif child.tag in _SIGNS and not (look.struck or look.hidden):
                self.texts.append(_SIGNS[child.tag])
            elif child.tag == f"{W}object":
                self.left_out += _embedded(child)

    def _add_text(self, text: str, look: Look, *, bold: bool) -> None:
        if look.hidden or look.struck:
            self._leave_out(LeftOut("hidden" if look.hidden else "struck", text))
            return
        if look.raised or look.lowered:
            # A raised 1 behind 1.699 is a note's mark and no digit of the number.
            text = as_raised(text) if look.raised else as_lowered(text)
        self.texts.append(text)
        if text.strip():
            self.bold = self.bold and bold

    def _leave_out(self, one: LeftOut) -> None:
        """Word cuts a passage into runs at will; what is of one kind is one passage."""
        together = self.left_out and self._left_at == len(self.texts)
        if together and self.left_out[-1].kind == one.kind:
            one = LeftOut(one.kind, self.left_out.pop().words + one.words)
        self.left_out.append(one)
        self._left_at = len(self.texts)

    def add_formula(self, formula: etree._Element) -> None:
        """A formula that is a plain number is read, any other leaves a gap; both are told."""
        words = _linear(formula)
        plain = bool(_PLAIN.fullmatch(words))
        self.texts.append(words if plain else f" {_GAP} ")
        self.left_out.append(LeftOut("formula-read" if plain else "formula", words))


def _embedded(thing: etree._Element) -> Iterator[LeftOut]:
    """An object of another program, such as a sheet of Excel or an equation of old Word."""
    for element in thing.iter():
        program = element.get("ProgID") if isinstance(element.tag, str) else None
        if program:
            yield LeftOut("formula" if program.startswith("Equation") else "embedded", program)


def _linear(formula: etree._Element) -> str:
    """The letters of a formula on one line: a fraction with a stroke, all else as it comes."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(formula, events=("start", "end")):
        if event == "start" and element.tag == f"{_M}t":
            pieces.append((element.text or "").translate(_MATH_DIGITS))
        elif event == "end" and element.tag == f"{_M}num":
            pieces.append("/")
        elif event == "start" and element.tag in (f"{_M}rad", f"{_M}nary", f"{_M}sup", f"{_M}sub"):
            pieces.append(" ^ ")
    return "".join(pieces)


class _Body:
    """Walks the body once; a stack of its own, for Word nests deeper than Python recurses."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._rows = 0

    def blocks(self, body: etree._Element) -> Iterator[Block]:
        """Every block below an element, tables as rows."""
        walk = etree.iterwalk(body, events=("start", "end"))
        open_paragraphs: list[_Paragraph] = []
        for event, element in walk:
            if element.tag == f"{W}p":
                if event == "start":
                    paragraph = self._paragraph(element)
                    # Cells and boxes may be of any colour, which is told in many places.
                    paragraph.on_white &= not (open_paragraphs or self._rows)
                    open_paragraphs.append(paragraph)
                elif open_paragraphs:
                    yield from open_paragraphs.pop().blocks()
            elif event == "start" and element.tag in _UNREAD:
                walk.skip_subtree()
            elif event == "start" and element.tag == f"{W}tbl":
                yield from self._table(element)
                walk.skip_subtree()
            elif event == "start" and open_paragraphs and self._add(element, open_paragraphs[-1]):
                walk.skip_subtree()

    def _add(self, element: etree._Element, paragraph: _Paragraph) -> bool:
        """Give a paragraph its run or formula; whether nothing below is to be looked at."""
        if element.tag == f"{W}r":
            look = self._styles.look(element.find(f"{W}rPr"), paragraph.style)
            if look.white and paragraph.on_white:
                look = look._replace(hidden=True)
            paragraph.add(element, look)
        elif element.tag == f"{_M}oMath":
            paragraph.add_formula(element)
            return True
        return False

    def _paragraph(self, paragraph: etree._Element) -> _Paragraph:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return _Paragraph(heading=False)
        outlined = properties.find(f"{W}outlineLvl") is not None
        style = value(properties, "pStyle")
        on_white = properties.find(f"{W}shd") is None
        return _Paragraph(outlined or style in self._styles.headings, style, on_white)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """Rows; what a merge covers is an empty cell, so that columns stay in line."""
        for one in table.iterchildren(f"{W}tr", f"{W}sdt", f"{W}ins"):
            for line in [one] if one.tag == f"{W}tr" else one.iter(f"{W}tr"):
                yield from self._row(line)

    def _row(self, line: etree._Element) -> Iterator[Block]:
        properties = line.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            return
        cells: list[str] = []
        left_out: list[LeftOut] = []
        self._rows += 1
        for text, unread in self._cells(line):
            cells.append(text)
            left_out += unread
        self._rows -= 1
        text = row(cells)
        if is_on(properties, "hidden"):
            text, left_out = "", [LeftOut("hidden", text)]
        if text or left_out:
            yield Block(text, "row", tuple(left_out))

    def _cells(self, line: etree._Element) -> Iterator[tuple[str, Sequence[LeftOut]]]:
        for child in line.iterchildren(f"{W}tc", f"{W}sdt", f"{W}ins"):
            for cell in [child] if child.tag == f"{W}tc" else child.iter(f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                removed = properties is not None and properties.find(f"{W}cellDel") is not None
                blocks = [] if removed else list(self.blocks(cell))
                unread = [one for block in blocks for one in block.left_out]
                yield "; ".join(block.text for block in blocks if block.text), unread
                wide = None if properties is None else value(properties, "gridSpan")
                for _ in range(1, min(_number(wide or ""), _MOST_COLUMNS)):
                    yield "", ()


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1
