"""A web page → blocks of its main text, and what its metadata says.

readability chooses which elements are the article; the text is taken from the page itself, in
its order, because the chooser drops lists and tables that hold the very figures.
"""

import copy
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree, html
from readability import Document as Article
from readability.readability import Unparseable

from kpi.errors import UnreadableError
from kpi.ingest.documents.left_out import LeftOut
from kpi.ingest.documents.text import (
    LONGEST_HEADING,
    Block,
    as_raised,
    one_line,
    refuse_long,
    row,
    with_neighbours,
)

MOST_BYTES = 5 * 2**20
MOST_TAGS = 200_000
MOST_ELEMENTS = 20_000
_MARK = "x"  # the one attribute that readability carries through
_WORDS_OF_BOILERPLATE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|footer|sidebar|comments?|binh-?luan|related|"
    r"lien-?quan|tin-?khac|other-?news|share|social|tags?|widget|banner|popup|rating)(?:[\s_-]|$)",
    re.I,
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_STRIKES = frozenset(("del", "s", "strike"))
_BOILERPLATE = frozenset(("nav", "footer", "aside", "form", "button", "select", "menu"))
_TITLE_REACH = 12
_LONGEST_META = 300
_COST_OF_A_LINE = 10
_LONGEST_NAME = 100
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr o:p st1:place"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TOPS = frozenset(("h1", "h2"))
_UNSEEN = frozenset(("head", "textarea", "option", "select"))
_LONGEST_CELL = 400
_LARGEST_SPAN = 100


@dataclass(frozen=True)
class Page:
    """The main text, and the words of the metadata under the names of what they tell."""

    blocks: list[Block]
    title: str = ""
    site: str = ""
    published: str = ""


@dataclass(frozen=True)
class _Line:
    """One line: the number of its element, how much of it is links, whether it is of a menu."""

    block: Block
    element: int
    linked: int = 0
    boilerplate: bool = False
    top: bool = False


def read_page(text: str, name: str) -> Page:
    """The article of a page.

    Raises:
        UnreadableError: when there is no text in it, or it is too large for a page.
    """
    if len(text) > MOST_BYTES or text.count("<") > MOST_TAGS:
        raise UnreadableError(
            f"{name}: trang web quá lớn.",
            "Chép phần nội dung bài rồi dán vào ô văn bản.",
        )
    tree = _parsed(text)
    if tree is None:
        raise _empty(name)
    meta = _Meta(tree)
    left_out = _without_unread(tree)
    lines: list[_Line] = []
    length = 0
    for line in _Walk(tree, left_out).lines():
        length += len(line.block.text) + _COST_OF_A_LINE
        refuse_long(length, name)
        lines.append(line)
    kept = _article(tree, lines, meta.title)
    if not kept:
        raise _empty(name)
    return Page(kept, meta.title, meta.site, meta.published)


def _empty(name: str) -> UnreadableError:
    return UnreadableError(
        f"{name}: trang web không có phần nội dung nào đọc được.",
        "Chép phần nội dung bài rồi dán vào ô văn bản.",
    )


def _parsed(text: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    for element in tree.xpath("//script|//style|//noscript|//template|//svg|//iframe"):
        element.drop_tree()
    return tree


def _without_unread(tree: html.HtmlElement) -> dict[html.HtmlElement, LeftOut]:
    """Empty what is struck, and what is hidden within a line; each element with its words.

    A hidden block is mostly a menu that waits for a click, which nobody misses.
    """
    found: dict[html.HtmlElement, LeftOut] = {}
    for element in list(tree.iter(etree.Element)):
        style = element.get("style", "")[:_LONGEST_META]
        if element.tag in _STRIKES or _STRUCK.search(style):
            found[element] = LeftOut("struck", element.text_content())
        elif element.tag in _INLINE and (
            _HIDDEN.search(style) or element.get("hidden") is not None
        ):
            found[element] = LeftOut("hidden", element.text_content())
    for element in found:
        element.clear(keep_tail=True)
    return found


class _Meta:
    """Open Graph, article tags and the title, in the order of trust."""

    def __init__(self, tree: html.HtmlElement) -> None:
        told: dict[str, str] = {}
        for element in tree.iter("meta"):
            called = element.get("property") or element.get("name") or element.get("itemprop")
            content = one_line(element.get("content") or "")
            if called and 0 < len(content) <= _LONGEST_META:
                told.setdefault(called.lower(), content)
        title = tree.find(".//title")
        written = one_line(title.text_content())[:_LONGEST_META] if title is not None else ""
        self.title = told.get("og:title") or told.get("dc.title") or written
        self.site = told.get("og:site_name") or told.get("dc.publisher") or ""
        self.published = next(
            (
                told[key]
                for key in (
                    "article:published_time",
                    "datepublished",
                    "pubdate",
                    "dc.date.issued",
                    "dc.date",
                    "publishdate",
                    "date",
                )
                if key in told
            ),
            "",
        )


def _is_boilerplate(element: html.HtmlElement) -> bool:
    if element.tag in _BOILERPLATE or element.get("hidden") is not None:
        return True
    if _HIDDEN.search(element.get("style", "")[:_LONGEST_META]):
        return True
    if element.tag in ("body", "html", "main", "article"):
        return False
    return any(
        _WORDS_OF_BOILERPLATE.search(element.get(name, "")[:200]) for name in ("id", "class")
    )


def _article(tree: html.HtmlElement, lines: Sequence[_Line], title: str) -> list[Block]:
    texts = [n for n, line in enumerate(lines) if _is_text(line)]
    if not texts:
        return []
    chosen = _chosen(tree)
    places = [n for n in texts if lines[n].element in chosen] or texts
    first = _with_title(lines, places[0], title)
    return with_neighbours(
        line.block
        for line in lines[first : places[-1] + 1]
        if _is_text(line) or not (line.block.text or line.boilerplate)
    )


def _is_text(line: _Line) -> bool:
    """Not of a menu, and not a line that is mostly links."""
    return not line.boilerplate and line.linked < 0.6 * len(line.block.text)


def _with_title(lines: Sequence[_Line], first: int, title: str) -> int:
    """Where the article begins: at the heading above its text, dates between them included."""
    for n in range(first, max(-1, first - _TITLE_REACH), -1):
        text = lines[n].block.text
        if lines[n].top or (len(text) > 15 and title.startswith(text)):
            return n
    return first


def _numbered_copy(tree: html.HtmlElement) -> str | None:
    """The page with nothing but tags, text, names, and every element's number; None if endless.

    Attributes are where a page can keep the chooser busy for minutes.
    """
    page = copy.deepcopy(tree)
    for number, element in enumerate(page.iter(etree.Element)):
        if number > MOST_ELEMENTS:
            return None
        names = {key: element.get(key, "")[:_LONGEST_NAME] for key in ("id", "class")}
        element.attrib.clear()
        element.attrib.update({key: one_line(name) for key, name in names.items() if name})
        element.set(_MARK, str(number))
    return str(html.tostring(page, encoding="unicode"))


def _chosen(tree: html.HtmlElement) -> frozenset[int]:
    """The numbers of the elements that readability takes for the article."""
    bare = _numbered_copy(tree)
    if bare is None:
        return frozenset()
    # A page it cannot judge is no event for the log: the whole text is taken then.
    logging.getLogger("readability").disabled = True
    logging.getLogger("readability.readability").disabled = True
    try:
        summary = Article(bare, handle_failures=None).summary(html_partial=True)
        found = html.document_fromstring(summary)
    except (Unparseable, etree.LxmlError, ValueError):
        return frozenset()
    return frozenset(
        int(mark) for e in found.iter(etree.Element) if (mark := e.get(_MARK, "")).isdigit()
    )


@dataclass
class _Open:
    """The line that is being read; an element that breaks the line closes it."""

    element: int = 0
    texts: list[str] = field(default_factory=list)
    linked: int = 0
    left_out: list[LeftOut] = field(default_factory=list)

    def add(self, text: str | None, element: int, *, linked: bool, raised: bool) -> None:
        if not text:
            return
        if text.strip() and not "".join(self.texts).strip():
            self.element = element
        self.texts.append(as_raised(text) if raised else text)
        self.linked += len(text.strip()) if linked else 0


class _Walk:
    """One pass over the page, with counts of what is open instead of recursion."""

    def __init__(
        self, tree: html.HtmlElement, left_out: Mapping[html.HtmlElement, LeftOut]
    ) -> None:
        self._tree, self._left_out = tree, left_out
        self._numbers = {e: n for n, e in enumerate(tree.iter(etree.Element))}
        self._line = _Open()
        self._links = self._boilerplate = self._raised = 0
        self._heading = ""
        self._held: dict[html.HtmlElement, bool] = {}

    def lines(self) -> Iterator[_Line]:
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

    def _enter(self, element: html.HtmlElement) -> Iterator[_Line]:
        if element.tag not in _INLINE:
            yield from self._closed()
        if element in self._left_out:
            self._line.left_out.append(self._left_out[element])
        self._held[element] = _is_boilerplate(element)
        self._boilerplate += self._held[element]
        self._links += element.tag == "a"
        self._raised += element.tag == "sup"
        if element.tag in _HEADINGS:
            self._heading = element.tag
        self._add(element.text, element)

    def _leave(self, element: html.HtmlElement) -> Iterator[_Line]:
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

    def _closed(self) -> Iterator[_Line]:
        line, self._line = self._line, _Open()
        if (text := one_line("".join(line.texts))) or line.left_out:
            heading = bool(self._heading) and len(text) <= LONGEST_HEADING
            yield _Line(
                Block(text, "heading" if heading else "text", tuple(line.left_out)),
                line.element,
                line.linked,
                self._boilerplate > 0,
                self._heading in _TOPS,
            )

    def _rows(self, table: html.HtmlElement) -> Iterator[_Line]:
        boilerplate = self._boilerplate > 0 or _is_boilerplate(table)
        for line, cells in _filled(table):
            if text := row(cells):
                linked = sum(len(a.text_content().strip()) for a in line.iter("a"))
                unread = tuple(self._left_out[e] for e in line.iter() if e in self._left_out)
                block = Block(text, "row", unread)
                yield _Line(block, self._numbers[table], linked, boilerplate)


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
                pieces[-1] = as_raised(text)
        elif element is not cell:
            pieces.append(element.tail or "")
    return "".join(pieces)
