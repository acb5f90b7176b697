"""A Word file → blocks, read from its XML, which is quicker than through an object model.

What Word does not print is not read: tracked deletions, hidden and struck text, field codes,
the doubles of text boxes. What was left out is named beside the line it was left out of;
headers and footers are other parts of the file. The numbers that Word counts stand in no text
and are counted anew.
"""

from collections.abc import Iterator, Sequence

from lxml import etree

from kpi.ingest.documents.docx_numbering import Numbering
from kpi.ingest.documents.docx_styles import Styles, W, is_on, value
from kpi.ingest.documents.left_out import LeftOut
from kpi.ingest.documents.packed_xml import opened
from kpi.ingest.documents.paragraphs import MOST_COLUMNS, Look, Paragraph, notes_told
from kpi.ingest.documents.text import Block, row_block, with_neighbours
from kpi.model import Problem

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _M[1:-1].encode()),
)
_NOTES = ("footnote", "endnote")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAD = {f"{W}{tag}" for tag in ("del", "moveFrom", "pPrChange", "rPrChange")} | {_FALLBACK}
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def docx_blocks(data: bytes, name: str) -> tuple[list[Block], tuple[Problem, ...]]:
    """Paragraphs and tables in the order of the document, and a note on its footnotes.

    Raises:
        UnreadableError: damaged, protected by a password, or blown up.
    """
    with opened(data, name, "tệp Word") as parts:
        body = parts.tree("word/document.xml", _STRICT)
        if body is None:
            raise parts.damaged()
        styles = Styles.of(parts.tree("word/styles.xml", _STRICT))
        numbering = Numbering(parts.tree("word/numbering.xml", _STRICT), styles)
        blocks = with_neighbours(_Body(styles, numbering).blocks(body))
        notes = [parts.tree(f"word/{kind}s.xml", _STRICT) for kind in _NOTES]
        return blocks, notes_told(
            "".join(text.text or "" for text in note.iter(f"{W}t"))
            for tree in notes
            if tree is not None
            for note in tree.iter(*(f"{W}{kind}" for kind in _NOTES))
        )


def _add_run(paragraph: Paragraph, run: etree._Element, look: Look) -> None:
    for child in run:
        if child.tag == f"{W}t":
            paragraph.add(child.text or "", look)
        elif child.tag in _SIGNS:
            paragraph.add_sign(_SIGNS[child.tag], look)
        elif child.tag == f"{W}object":
            paragraph.left_out += _embedded(child)


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
            pieces.append(element.text or "")
        elif event == "end" and element.tag == f"{_M}num":
            pieces.append("/")
        elif event == "start" and element.tag in (f"{_M}rad", f"{_M}nary", f"{_M}sup", f"{_M}sub"):
            pieces.append(" ^ ")
    return "".join(pieces)


class _Body:
    """Walks the body once; a stack of its own, for Word nests deeper than Python recurses."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles, self._numbering = styles, numbering
        self._rows = 0

    def blocks(self, body: etree._Element) -> Iterator[Block]:
        """Every block below an element, tables as rows."""
        walk = etree.iterwalk(body, events=("start", "end"))
        open_paragraphs: list[Paragraph] = []
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

    def _add(self, element: etree._Element, paragraph: Paragraph) -> bool:
        """Give a paragraph its run or formula; whether nothing below is to be looked at."""
        if element.tag == f"{W}r":
            look = self._styles.look(element.find(f"{W}rPr"), paragraph.style)
            _add_run(paragraph, element, look)
        elif element.tag == f"{_M}oMath":
            paragraph.add_formula(_linear(element))
            return True
        return False

    def _paragraph(self, paragraph: etree._Element) -> Paragraph:
        properties = paragraph.find(f"{W}pPr")
        style = None if properties is None else value(properties, "pStyle")
        heading = style in self._styles.headings
        label = self._numbering.label(properties, style)
        if properties is None:
            return Paragraph(heading, label=label)
        outlined = properties.find(f"{W}outlineLvl") is not None
        on_white = properties.find(f"{W}shd") is None
        return Paragraph(outlined or heading, style, on_white, label)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """Rows; what a merge covers is an empty cell, so that columns stay in line."""
        for one in table.iterchildren(f"{W}tr", f"{W}sdt", f"{W}ins"):
            for line in [one] if one.tag == f"{W}tr" else one.iter(f"{W}tr"):
                yield from self._row(line)

    def _row(self, line: etree._Element) -> Iterator[Block]:
        properties = line.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            return
        self._rows += 1
        cells = list(self._cells(line))
        self._rows -= 1
        yield from row_block(cells, hidden=is_on(properties, "hidden"))

    def _cells(self, line: etree._Element) -> Iterator[tuple[str, Sequence[LeftOut]]]:
        for child in line.iterchildren(f"{W}tc", f"{W}sdt", f"{W}ins"):
            for cell in [child] if child.tag == f"{W}tc" else child.iter(f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                removed = properties is not None and properties.find(f"{W}cellDel") is not None
                blocks = [] if removed else list(self.blocks(cell))
                unread = [one for block in blocks for one in block.left_out]
                yield "; ".join(block.text for block in blocks if block.text), unread
                wide = None if properties is None else value(properties, "gridSpan")
                for _ in range(1, min(_number(wide or ""), MOST_COLUMNS)):
                    yield "", ()


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1
