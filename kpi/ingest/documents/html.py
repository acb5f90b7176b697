"""A web page → blocks of its main text, and what its metadata says.

readability chooses which elements are the article; the text is taken from the page itself, in
its order, because the chooser drops lists and tables that hold the very figures.
"""

import copy
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree, html
from readability import Document as Article
from readability.readability import Unparseable

from kpi.errors import UnreadableError
from kpi.ingest.documents.page import Line, lines_of
from kpi.ingest.documents.text import Block, one_line, refuse_long

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
_BOILERPLATE = frozenset(("nav", "footer", "aside", "form", "button", "select", "menu"))
_TITLE_REACH = 12
_LONGEST_META = 300
_COST_OF_A_LINE = 10
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Page:
    """The main text, and the words of the metadata under the names of what they tell."""

    blocks: list[Block]
    title: str = ""
    site: str = ""
    published: str = ""


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
    lines: list[Line] = []
    length = 0
    for line in lines_of(tree, _is_boilerplate):
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


def _article(tree: html.HtmlElement, lines: Sequence[Line], title: str) -> list[Block]:
    texts = [n for n, line in enumerate(lines) if _is_text(line)]
    if not texts:
        return []
    chosen = _chosen(tree)
    places = [n for n in texts if lines[n].element in chosen] or texts
    first = _with_title(lines, places[0], title)
    return [line.block for line in lines[first : places[-1] + 1] if _is_text(line)]


def _is_text(line: Line) -> bool:
    """Not of a menu, and not a line that is mostly links."""
    return not line.boilerplate and (line.linked < 0.6 * len(line.block.text))


def _with_title(lines: Sequence[Line], first: int, title: str) -> int:
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
