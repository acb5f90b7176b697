"""Bytes of a written document → its text with offsets, and what it says of itself.

txt, html, docx, doc, odt, pdf, and pictures of pages. Title, publisher, date, area and period are
proposals, each with its words.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kpi.catalogue import Catalogue
from kpi.errors import UnreadableError
from kpi.ingest.documents.description import Hints, describe
from kpi.ingest.documents.docx import docx_blocks
from kpi.ingest.documents.odt import odt_blocks
from kpi.ingest.documents.old_word import as_docx
from kpi.ingest.documents.page_furniture import without_tail
from kpi.ingest.documents.plain_text import written_lines
from kpi.ingest.documents.scanned_words import FieldWords
from kpi.ingest.documents.sightings import pictured, sightings
from kpi.ingest.documents.text import (
    Block,
    assembled,
    refuse_long_text,
    warning,
    with_headings,
)
from kpi.ingest.formats.damaged_letters import misread_note, restorer
from kpi.ingest.formats.decoding import cells_of, conversion_note, decode, marked_words
from kpi.ingest.formats.kinds import is_page, readable
from kpi.ingest.formats.legacy_text import coding_of, converter
from kpi.ingest.scans.wanted import Scans
from kpi.model import Document, DocumentKind, Known, Problem
from kpi.model.reports import NOTHING_KNOWN
from kpi.model.scans import ScannedPage

__all__ = ["Progress", "Scans", "document_and_pages", "pasted", "read_document"]

Progress = Callable[[int, int], None]

_PASTED = "văn bản đã dán"


@dataclass(frozen=True)
class _Content:
    """What a reader of one format gives."""

    kind: DocumentKind
    blocks: list[Block]
    problems: tuple[Problem, ...] = ()
    hints: Hints = field(default_factory=Hints)
    scanned: tuple[ScannedPage, ...] = ()


def read_document(
    data: bytes,
    name: str,
    catalogue: Catalogue,
    progress: Progress | None = None,
    known: Known = NOTHING_KNOWN,
) -> Document:
    """The document that a file holds, see `document_and_pages`.

    Raises:
        UnreadableError: when there is no text to read.
    """
    return document_and_pages(data, name, catalogue, progress, known)[0]


def document_and_pages(
    data: bytes,
    name: str,
    catalogue: Catalogue,
    progress: Progress | None = None,
    known: Known = NOTHING_KNOWN,
    scans: Scans | None = None,
) -> tuple[Document, tuple[ScannedPage, ...]]:
    """Read a file; what it is, is told by its bytes. Its pages that are pictures come along.

    Args:
        data: the file.
        name: its name, for messages and the record only.
        catalogue: whose areas the document may be about.
        progress: called with (pages read, pages in all); only a PDF is read page by page.
        known: what a person says of the document.
        scans: how pages that are pictures are to be read.

    Raises:
        UnreadableError: when there is no text to read; says in Vietnamese what to do.
    """
    words = catalogue.once(_words)
    scans = replace(scans or Scans(), mend=catalogue.once(FieldWords).mended)
    match readable(data, name, "report").id:
        case "docx":
            content = _unicode(_Content("docx", *docx_blocks(data, name)), words)
        case "doc":
            content = _unicode(_Content("doc", *docx_blocks(as_docx(data, name), name)), words)
        case "odt":
            content = _unicode(_Content("odt", *odt_blocks(data, name)), words)
        case "pdf":
            content = _unicode(_pdf(data, name, progress, scans), words)
        case "picture":
            content = _picture(data, name, scans)
        case _:
            content = _text(data, name, words)
    digest = hashlib.sha256(data).hexdigest()
    return _document(content, name, digest, catalogue, known), content.scanned


def pasted(text: str, catalogue: Catalogue) -> Document:
    """Read a text somebody pasted; a copied web page's source is read as one.

    Raises:
        UnreadableError: when nothing, or more than any report, was pasted.
    """
    data = text.encode("utf-8", "replace")
    refuse_long_text(text, _PASTED)
    content = _Content("pasted", written_lines(text))
    if is_page(text):
        content = replace(_page(text, _PASTED), kind="pasted")
    content = _unicode(content, catalogue.once(_words))
    return _document(content, _PASTED, hashlib.sha256(data).hexdigest(), catalogue)


def _words(catalogue: Catalogue) -> frozenset[str]:
    named = (*catalogue.areas.values(), *catalogue.indicators.values())
    return marked_words(entry.name_vi for entry in named)


def _text(data: bytes, name: str, words: frozenset[str]) -> _Content:
    try:
        text, told = decode(data, name, words)
    except UnreadableError as error:
        raise UnreadableError(
            error.message, "Mở bằng Word, lưu lại dạng .docx rồi thử lại."
        ) from error
    if restore := restorer(cells_of(text), words):
        before, text = text, restore(text)
        told = (*told, misread_note(before, text))
    if "\0" in text:
        raise UnreadableError(f"{name}: tệp không phải văn bản.", "Chọn tệp báo cáo.")
    page = is_page(text)
    if not page:
        refuse_long_text(text, name)
    content = _page(text, name) if page else _Content("txt", written_lines(text))
    return replace(content, problems=(*map(_converted, told), *content.problems))


def _pdf(data: bytes, name: str, progress: Progress | None, scans: Scans) -> _Content:
    # Its libraries take a third of a second to load, which only a PDF needs.
    from kpi.ingest.documents.pdf import pdf_content  # noqa: PLC0415

    told = pdf_content(data, name, progress, scans)
    return _Content("pdf", told.blocks, told.problems, scanned=told.scanned)


def _picture(data: bytes, name: str, scans: Scans) -> _Content:
    from kpi.ingest.documents.pdf import picture_content  # noqa: PLC0415

    told = picture_content(data, name, scans)
    return _Content("picture", told.blocks, told.problems, scanned=told.scanned)


def _page(text: str, name: str) -> _Content:
    # Its libraries take a quarter of a second to load, which only a web page needs.
    from kpi.ingest.documents.html import read_page  # noqa: PLC0415

    page = read_page(text, name)
    hints = Hints(title=page.title, site=page.site, published=page.published)
    return _Content("html", page.blocks, hints=hints)


def _unicode(content: _Content, words: frozenset[str]) -> _Content:
    """Letters of the fonts of the 1990s, converted and told of."""
    texts = [block.text for block in content.blocks]
    coding = coding_of(texts, words)
    if coding is None:
        return content
    one = converter(coding, words)
    after = [one(text) for text in texts]
    note = conversion_note(coding, "\n".join(texts), "\n".join(after))
    blocks = [replace(b, text=text) for b, text in zip(content.blocks, after, strict=True)]
    return replace(content, blocks=blocks, problems=(*content.problems, _converted(note)))


def _converted(note: str) -> Problem:
    """The letters were not those of Unicode."""
    return warning("converted-letters", note, "Xem lại vài dòng trước khi trích số liệu.")


def _document(
    content: _Content, name: str, sha256: str, catalogue: Catalogue, known: Known = NOTHING_KNOWN
) -> Document:
    blocks, cut = without_tail(content.blocks)
    kept = assembled(_headed(blocks, content.kind), name)
    if not any(map(str.isalnum, kept.text)):
        raise UnreadableError(
            f"{name}: không có chữ nào đọc được.", "Chọn tệp có nội dung báo cáo."
        )
    about = describe(kept, content.hints, catalogue, known)
    pages = {page.number: page for page in content.scanned}
    return Document(
        file=name,
        kind=content.kind,
        text=kept.text,
        sha256=sha256,
        title=about.title,
        publisher=about.publisher,
        published_on=about.published_on,
        area=about.area,
        period=about.period,
        headings=kept.headings,
        tables=kept.tables,
        problems=(*content.problems, *kept.problems, *cut, *about.problems),
        sightings=sightings(kept, pages),
        pictured=pictured(kept, pages),
    )


def _headed(blocks: Sequence[Block], kind: DocumentKind) -> Sequence[Block]:
    """Plain text has been looked through for headings already; styles tell only of some."""
    return blocks if kind in ("txt", "pasted") else with_headings(blocks)
