"""An OpenDocument text → blocks, as from a Word file.

What is not printed is not read: tracked deletions, hidden and struck text, comments. Notes are
set apart; headers and footers are another part of the file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from kpi.errors import UnreadableError
from kpi.ingest.documents.left_out import LeftOut
from kpi.ingest.documents.numbering import Counter
from kpi.ingest.documents.odt_styles import Levels, TextStyles, Values, look_of
from kpi.ingest.documents.packed_xml import Parts, opened
from kpi.ingest.documents.paragraphs import MOST_COLUMNS, Paragraph, notes_told
from kpi.ingest.documents.text import Block, row_block, with_neighbours
from kpi.ingest.formats.package import attribute, child, local
from kpi.model import Problem

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MATH = "{http://www.w3.org/1998/Math/MathML}"
_KIND = "tệp văn bản OpenDocument"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_UNREAD = {
    *(f"{_TEXT}{tag}" for tag in ("tracked-changes", "ruby-text", "script", "sequence-decls")),
    *(f"{_OFFICE}{tag}" for tag in ("annotation", "annotation-end", "forms", "scripts")),
}
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
# What stands between paragraphs and holds no letters of its own.
_FRAME = {f"{_TEXT}{tag}" for tag in ("list", "list-item", "list-header", "section", "index-body")}
_BLANKS = str.maketrans("\t\r\n", "   ")
_ROWS = ("table-header-rows", "table-rows", "table-row-group")


def odt_blocks(data: bytes, name: str) -> tuple[list[Block], tuple[Problem, ...]]:
    """Paragraphs and tables in the order of the document, and a note on its footnotes.

    Raises:
        UnreadableError: damaged, protected by a password, or blown up.
    """
    with opened(data, name, _KIND) as parts:
        if _is_locked(parts):
            raise UnreadableError(f"{name}: tệp có mật khẩu.", "Bỏ mật khẩu rồi lưu lại.")
        content = parts.tree("content.xml")
        body = None if content is None else child(content, "body", "text")
        if body is None:
            raise parts.damaged()
        reader = _Body(TextStyles(parts.tree("styles.xml"), content), parts)
        blocks = with_neighbours(reader.blocks(body))
        return blocks, notes_told(reader.notes)


def _is_locked(parts: Parts) -> bool:
    manifest = parts.tree("META-INF/manifest.xml")
    return manifest is not None and any(
        isinstance(one.tag, str) and local(one) == "encryption-data" for one in manifest.iter()
    )


@dataclass
class _List:
    """A list that is open: what it shows, how deep it is, and its numbers so far."""

    style: str
    levels: Levels
    depth: int
    counter: Counter
    fresh: bool = False
    """Whether the next paragraph is the first of its item, and numbered."""


@dataclass
class _Open:
    """A paragraph that is open, and the properties of the letters that come next."""

    paragraph: Paragraph
    values: list[Values]
    hidden: bool = False

    def add(self, text: str | None) -> None:
        if text:
            self.paragraph.add(text.translate(_BLANKS), look_of(self.values[-1]))

    def blocks(self) -> Iterator[Block]:
        """Its lines; nothing of one that a field hides."""
        if self.hidden:
            words = "".join(self.paragraph.texts)
            yield Block("", left_out=(*self.paragraph.left_out, LeftOut("hidden", words)))
        else:
            yield from self.paragraph.blocks()


@dataclass
class _Body:
    """Walks the body once, with the paragraphs and lists that are open on stacks of its own."""

    styles: TextStyles
    parts: Parts
    notes: list[str] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _counters: dict[str, Counter] = field(default_factory=dict)
    _outline: Counter = field(default_factory=Counter)
    _rows: int = 0

    def blocks(self, body: Any) -> Iterator[Block]:
        """Every block below an element, tables as rows."""
        outer, self._open = self._open, []
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                continue
            if event == "end":
                yield from self._ended(element, body)
            elif element.tag == f"{_TABLE}table":
                yield from self._table(element)
                walk.skip_subtree()
            elif _is_hidden(element):
                yield from self._hidden(element)
                walk.skip_subtree()
            elif self._is_done(element):
                walk.skip_subtree()
        self._open = outer

    def _is_done(self, element: Any) -> bool:
        """Take what begins; whether nothing below it is to be looked at."""
        tag = element.tag
        if tag in _UNREAD:
            return True
        if tag in _PARAGRAPHS:
            self._begin(element)
        elif tag == f"{_TEXT}list":
            self._begin_list(element)
        elif tag in (f"{_TEXT}list-item", f"{_TEXT}list-header"):
            self._begin_item(element)
        elif tag == f"{_TEXT}note":
            self.notes.append(_words(child(element, "note-body")))
            return True
        elif self._open:
            return self._inline(element, self._open[-1])
        return False

    def _begin(self, element: Any) -> None:
        name = attribute(element, "style-name")
        paragraph = Paragraph(
            local(element) == "h" or self.styles.is_heading(name),
            on_white=not (self._open or self._rows or self.styles.has_ground(name)),
            label=self._label(element),
        )
        self._open.append(_Open(paragraph, [self.styles.paragraph(name)]))
        self._open[-1].add(element.text)

    def _label(self, element: Any) -> str:
        """The number or the bullet of the first paragraph of an item, or of a heading."""
        written = child(element, "number")
        if self._lists:
            last = self._lists[-1]
            fresh, last.fresh = last.fresh, False
            label = last.counter.label(last.levels, last.depth) if fresh else ""
        elif local(element) == "h" and self.styles.outline:
            depth = attribute(element, "outline-level")
            level = int(depth) - 1 if depth.isascii() and depth.isdigit() else 0
            label = self._outline.label(self.styles.outline, level)
        else:
            label = ""
        return label if written is None else _words(written)

    def _begin_list(self, element: Any) -> None:
        outer = self._lists[-1] if self._lists else None
        name = attribute(element, "style-name") or (outer.style if outer else "")
        if outer:
            counter, depth = outer.counter, outer.depth + 1
        else:
            counter, depth = self._continued(element, name), 0
        for key in (f"id {attribute(element, 'id')}", f"style {name}"):
            self._counters[key] = counter
        self._lists.append(_List(name, self.styles.levels(name), depth, counter))

    def _continued(self, element: Any, name: str) -> Counter:
        """The numbers of the list that this one continues, or new ones."""
        before = attribute(element, "continue-list")
        if before:
            return self._counters.get(f"id {before}", Counter())
        if attribute(element, "continue-numbering") == "true":
            return self._counters.get(f"style {name}", Counter())
        return Counter()

    def _begin_item(self, element: Any) -> None:
        if not self._lists:
            return
        last = self._lists[-1]
        last.fresh = local(element) == "list-item"
        start = attribute(element, "start-value")
        if start.isascii() and start.isdigit() and len(start) < 6:
            last.counter.restart(last.depth, int(start))

    def _inline(self, element: Any, within: _Open) -> bool:
        """Something inside a paragraph; whether nothing below it is to be looked at."""
        tag = element.tag
        if tag == f"{_TEXT}number":
            return True
        if tag == f"{_TEXT}span":
            own = self.styles.text(attribute(element, "style-name"))
            within.values.append({**within.values[-1], **own})
        elif tag == f"{_TEXT}s":
            within.add(" ")
        elif tag in _SIGNS:
            within.paragraph.add_sign(_SIGNS[tag], look_of(within.values[-1]))
        elif tag == f"{_TEXT}hidden-paragraph":
            within.hidden = attribute(element, "is-hidden") == "true"
        elif tag == f"{_DRAW}object":
            self._object(element, within.paragraph)
            return True
        if _carries(element):
            within.add(element.text)
        return False

    def _object(self, element: Any, paragraph: Paragraph) -> None:
        """A formula, or a table or drawing of another program."""
        part = attribute(element, "href").removeprefix("./")
        math = child(element, "math")
        if math is None and part:
            inside = self.parts.tree(f"{part}/content.xml")
            math = inside if inside is not None and inside.tag == f"{_MATH}math" else None
        if math is not None:
            paragraph.add_formula(_linear(math))
        else:
            paragraph.left_out.append(LeftOut("embedded", part or "OLE"))

    def _ended(self, element: Any, body: Any) -> Iterator[Block]:
        if element.tag in _PARAGRAPHS and self._open:
            yield from self._open.pop().blocks()
        elif element.tag == f"{_TEXT}span" and self._open and len(self._open[-1].values) > 1:
            self._open[-1].values.pop()
        elif element.tag == f"{_TEXT}list" and self._lists:
            self._lists.pop()
        if self._open and element is not body and _carries(element.getparent()):
            self._open[-1].add(element.tail)

    def _hidden(self, element: Any) -> Iterator[Block]:
        """A section or words that a condition hides, named where they stand."""
        told = LeftOut("hidden", attribute(element, "string-value") or _words(element))
        if self._open:
            self._open[-1].paragraph.left_out.append(told)
        else:
            yield Block("", left_out=(told,))

    def _table(self, table: Any) -> Iterator[Block]:
        """Rows; what a merge covers is an empty cell, so that columns stay in line."""
        for one in table:
            if not isinstance(one.tag, str):
                continue
            if local(one) == "table-row":
                yield from self._row(one)
            elif local(one) in _ROWS:
                yield from self._table(one)

    def _row(self, line: Any) -> Iterator[Block]:
        self._rows += 1
        cells = list(self._cells(line))
        self._rows -= 1
        yield from row_block(cells, hidden=line.get(f"{_TABLE}visibility", "visible") != "visible")

    def _cells(self, line: Any) -> Iterator[tuple[str, Sequence[LeftOut]]]:
        for cell in line:
            name = local(cell) if isinstance(cell.tag, str) else ""
            if name not in ("table-cell", "covered-table-cell"):
                continue
            blocks = list(self.blocks(cell)) if name == "table-cell" else []
            unread = [one for block in blocks for one in block.left_out]
            yield "; ".join(block.text for block in blocks if block.text), unread
            more = cell.get(f"{_TABLE}number-columns-repeated", "1")
            known = more.isascii() and more.isdigit() and len(more) < 6
            for _ in range(1, min(int(more), MOST_COLUMNS) if known else 1):
                yield "", ()


def _is_hidden(element: Any) -> bool:
    """A section that is not displayed, or words that a condition hides."""
    if element.tag == f"{_TEXT}section":
        return attribute(element, "display") == "none" or (
            attribute(element, "display") == "condition"
            and attribute(element, "is-hidden") == "true"
        )
    return element.tag == f"{_TEXT}hidden-text" and attribute(element, "is-hidden") == "true"


def _carries(element: Any) -> bool:
    """Whether letters that stand in an element itself are printed."""
    tag = element.tag
    return isinstance(tag, str) and tag.startswith(_TEXT) and tag not in _FRAME


def _words(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _linear(formula: Any) -> str:
    """The letters of a formula on one line: a fraction with a stroke, all else as it comes."""
    pieces: list[str] = []
    walk = etree.iterwalk(formula, events=("start", "end"))
    for event, element in walk:
        name = local(element) if isinstance(element.tag, str) else ""
        if event == "start" and name == "annotation":
            walk.skip_subtree()
        elif event == "start" and name in ("mn", "mi", "mo", "mtext"):
            pieces.append((element.text or "").strip())
        elif event == "start" and name in ("msqrt", "mroot", "msup", "msub", "msubsup", "munder"):
            pieces.append(" ^ ")
        elif event == "end" and _is_numerator(element):
            pieces.append("/")
    return "".join(pieces)


def _is_numerator(element: Any) -> bool:
    above = element.getparent()
    return above is not None and local(above) == "mfrac" and element is above[0]
