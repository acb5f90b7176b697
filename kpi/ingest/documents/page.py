"""The tree of a web page → its lines in reading order, rows of data tables as one line each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from kpi.ingest.documents.text import LONGEST_HEADING, Block, one_line, row

_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr o:p st1:place"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TOPS = frozenset(("h1", "h2"))
_UNSEEN = frozenset(("head", "textarea", "option", "select"))
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_CELL = 400
_LARGEST_SPAN = 100


@dataclass(frozen=True)
class Line:
    """One line: the number of its element, how much of it is links, whether it is of a menu."""

    block: Block
    element: int
    linked: int = 0
    boilerplate: bool = False
    top: bool = False


@dataclass
class _Open:
    """The line that is being read; an element that breaks the line closes it."""

    element: int = 0
    texts: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, text: str | None, element: int, *, linked: bool, raised: bool) -> None:
        if not text:
            return
        if text.strip() and not "".join(self.texts).strip():
            self.element = element
        self.texts.append(text.translate(_SUPERSCRIPTS) if raised else text)
        self.linked += len(text.strip()) if linked else 0


def lines_of(
    tree: html.HtmlElement, is_boilerplate: Callable[[html.HtmlElement], bool]
) -> Iterator[Line]:
    """Every line of a page; an element's number is its place among all elements."""
    return _Walk(tree, is_boilerplate).lines()


class _Walk:
    """One pass over the page, with counts of what is open instead of recursion."""

    def __init__(
        self, tree: html.HtmlElement, is_boilerplate: Callable[[html.HtmlElement], bool]
    ) -> None:
        self._tree, self._is_boilerplate = tree, is_boilerplate
        self._numbers = {e: n for n, e in enumerate(tree.iter(etree.Element))}
        self._line = _Open()
        self._links = self._boilerplate = self._raised = 0
        self._heading = ""
        self._held: dict[html.HtmlElement, bool] = {}

    def lines(self) -> Iterator[Line]:
        walk = etree.iterwalk(self._tree, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                continue
            if event == "end":
                yield from self._leave(element)
            elif element.tag in _UNSEEN:
                walk.skip_subtree()
            elif element.tag == "table" and _is_data(element):
                yield from self._closed()
                yield from self._rows(element)
                walk.skip_subtree()
            else:
                yield from self._enter(element)
        yield from self._closed()

    def _enter(self, element: html.HtmlElement) -> Iterator[Line]:
        if element.tag not in _INLINE:
            yield from self._closed()
        self._held[element] = self._is_boilerplate(element)
        self._boilerplate += self._held[element]
        self._links += element.tag == "a"
        self._raised += element.tag == "sup"
        if element.tag in _HEADINGS:
            self._heading = element.tag
        self._add(element.text, element)

    def _leave(self, element: html.HtmlElement) -> Iterator[Line]:
        if element in self._held:
            if element.tag not in _INLINE:
                yield from self._closed()
            self._boilerplate -= self._held.pop(element)
            self._links -= element.tag == "a"
            self._raised -= element.tag == "sup"
            if element.tag in _HEADINGS:
                self._heading = ""
        parent = element.getparent()
        if parent is not None and element is not self._tree:
            self._add(element.tail, parent)

    def _add(self, text: str | None, element: html.HtmlElement) -> None:
        self._line.add(
            text, self._numbers[element], linked=self._links > 0, raised=self._raised > 0
        )

    def _closed(self) -> Iterator[Line]:
        line, self._line = self._line, _Open()
        if text := one_line("".join(line.texts)):
            heading = bool(self._heading) and len(text) <= LONGEST_HEADING
            yield Line(
                Block(text, "heading" if heading else "text"),
                line.element,
                line.linked,
                self._boilerplate > 0,
                self._heading in _TOPS,
            )

    def _rows(self, table: html.HtmlElement) -> Iterator[Line]:
        boilerplate = self._boilerplate > 0 or self._is_boilerplate(table)
        for line, cells in _filled(table):
            if text := row(cells):
                linked = sum(len(a.text_content().strip()) for a in line.iter("a"))
                yield Line(Block(text, "row"), self._numbers[table], linked, boilerplate)


def _is_data(table: html.HtmlElement) -> bool:
    """A table of short cells side by side; pages of old are laid out with the other sort."""
    if table.find(".//table") is not None:
        return False
    rows = [list(line.iterchildren("td", "th")) for line in table.iter("tr")]
    wide = sum(len(cells) > 1 for cells in rows)
    if wide < 2 or wide < len(rows) / 2:
        return False
    return all(len(cell.text_content()) <= _LONGEST_CELL for cells in rows for cell in cells)


def _filled(table: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, list[str]]]:
    """Every row with an empty cell wherever a merge covers one, so that columns stay in line."""
    covered: dict[int, int] = {}
    for line in table.iter("tr"):
        cells: list[str] = []
        for cell in line.iterchildren("td", "th"):
            _skip(covered, cells)
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for place in range(len(cells), len(cells) + across):
                covered[place] = down - 1
            cells += [_cell_text(cell), *[""] * (across - 1)]
        _skip(covered, cells)
        yield line, cells


def _skip(covered: dict[int, int], cells: list[str]) -> None:
    while covered.get(len(cells), 0) > 0:
        covered[len(cells)] -= 1
        cells.append("")


def _span(cell: html.HtmlElement, name: str) -> int:
    """A span nobody could have meant counts as one cell."""
    written = cell.get(name, "")
    number = int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1
    return number if 1 <= number <= _LARGEST_SPAN else 1


def _cell_text(cell: html.HtmlElement) -> str:
    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            text = element.text or ""
            pieces += ["" if element.tag in _INLINE else " ", text]
            if element.tag == "sup":
                pieces[-1] = text.translate(_SUPERSCRIPTS)
        elif element is not cell:
            pieces.append(element.tail or "")
    return "".join(pieces)
