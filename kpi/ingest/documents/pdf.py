"""A PDF → blocks; pages that are pictures are read as such, or named and never guessed at.

The reader works page by page and looks at its limits in between and within a page. It runs in
the process of whoever calls it, which has to be one that may be stopped.
"""

import io
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from kpi.errors import KpiError, UnreadableError
from kpi.ingest.documents.pdf_layout import Page, page_of
from kpi.ingest.documents.pdf_letters import TooLongError, TooSlowError, lay_out
from kpi.ingest.documents.pdf_paragraphs import blocks_of
from kpi.ingest.documents.scanned import (
    INSTALL,
    UNREAD,
    faults_of,
    laid_out,
    nothing_read,
    pdf_scans,
    picture_scans,
)
from kpi.ingest.documents.text import MOST_TEXT, Block, warning, with_neighbours
from kpi.ingest.scans.wanted import Scans
from kpi.model import Problem
from kpi.model.scans import ScannedPage

MOST_PAGES = 500
MOST_SECONDS = 60.0
MOST_SECONDS_A_PAGE = 9.0
_FROM_WORD = "Xuất lại PDF từ Word, hoặc chép nội dung rồi dán vào ô văn bản."
_REFUSALS = {
    "password": ("tệp PDF có mật khẩu.", "Bỏ mật khẩu rồi lưu lại."),
    "damaged": ("tệp PDF bị hỏng, không mở được.", "Xuất lại PDF từ Word rồi thử lại."),
    "pages": (f"tệp PDF có hơn {MOST_PAGES} trang.", "Chia tệp làm nhiều tệp."),
    "slow": ("tệp PDF quá nặng, đọc quá lâu.", _FROM_WORD),
    "long": (f"tệp PDF dài hơn {MOST_TEXT // 1000} nghìn ký tự.", "Chia tệp làm nhiều tệp."),
    "scan": (
        f"{UNREAD}: PDF là ảnh quét, không có lớp chữ nhìn thấy được.",
        f"{INSTALL}; hoặc tìm bản Word, PDF xuất từ Word.",
    ),
    "garbled": (
        f"{UNREAD}: phông chữ trong PDF không cho biết chữ nào là chữ nào.",
        "Tìm bản Word, hoặc xuất lại PDF với phông Unicode.",
    ),
}


@dataclass(frozen=True)
class PdfContent:
    """The paragraphs and tables of every page; `scanned` are the pages that are pictures."""

    blocks: list[Block]
    problems: tuple[Problem, ...]
    scanned: tuple[ScannedPage, ...] = ()


def pdf_content(
    data: bytes,
    name: str,
    progress: Callable[[int, int], None] | None = None,
    scans: Scans = Scans(),  # noqa: B008 - it cannot be changed
) -> PdfContent:
    """What a PDF holds, and a note on the pages that could not be read.

    Args:
        data: the file.
        name: its name, for messages.
        progress: called with (pages read, pages in all) after every page.
        scans: how its pictures are to be read.

    Raises:
        UnreadableError: a password, damage, no page that can be read, or more than the limits
            allow.
    """
    pages = _pages(data, name, progress)
    pictures = [number for number, page in enumerate(pages, 1) if page.is_picture]
    scanned = pdf_scans(data, name, pictures, scans)
    for number, page in laid_out(scanned.values()).items():
        pages[number - 1] = page
    return _content(pages, tuple(scanned.values()), name)


def picture_content(data: bytes, name: str, scans: Scans = Scans()) -> PdfContent:  # noqa: B008
    """What the pictures of a file hold, read as the pages of a scanned PDF are.

    Raises:
        UnreadableError: it is damaged, or no picture of it can be read.
    """
    scanned = picture_scans(data, name, scans)
    laid = laid_out(scanned.values())
    return _content([laid[n] for n in sorted(laid)], tuple(scanned.values()), name)


def _content(pages: Sequence[Page], scanned: Sequence[ScannedPage], name: str) -> PdfContent:
    if not any(line.text for page in pages for line in page.lines):
        if scanned:
            raise nothing_read(name, scanned)
        raise _refusal(name, "scan" if pages else "damaged")
    if sum(page.garbled for page in pages) > 0.1 * sum(page.letters for page in pages):
        raise _refusal(name, "garbled")
    blocks, notes = blocks_of(pages)
    told = tuple(sorted(scanned, key=lambda page: page.number))
    return PdfContent(
        with_neighbours(blocks), (*notes, *_noted(pages, told), *faults_of(told)), told
    )


def _refusal(name: str, word: str) -> UnreadableError:
    message, hint = _REFUSALS[word]
    return UnreadableError(f"{name}: {message}", hint)


def _pages(data: bytes, name: str, progress: Callable[[int, int], None] | None) -> list[Page]:
    """Every page; whatever a damaged or crafted file does to the library is a refusal."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        return list(_read(data, name, progress))
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise _refusal(name, "password") from error
    except TooSlowError as error:
        raise _refusal(name, "slow") from error
    except TooLongError as error:
        raise _refusal(name, "long") from error
    except PdfminerException as error:
        locked = any(isinstance(a, PDFPasswordIncorrect | PDFEncryptionError) for a in error.args)
        raise _refusal(name, "password" if locked else "damaged") from error
    except (KpiError, MemoryError):
        raise
    except Exception as error:  # the library fails in any way it likes
        raise _refusal(name, "damaged") from error


def _read(data: bytes, name: str, progress: Callable[[int, int], None] | None) -> Iterator[Page]:
    end = time.monotonic() + MOST_SECONDS
    letters = MOST_TEXT
    with pdfplumber.open(io.BytesIO(data)) as book:
        count = len(book.pages)
        if count > MOST_PAGES:
            raise _refusal(name, "pages")
        for number, sheet in enumerate(book.pages, 1):
            page = _page(sheet, letters, min(end, time.monotonic() + MOST_SECONDS_A_PAGE))
            letters -= page.letters
            yield page
            if progress:
                progress(number, count)


def _page(sheet: Any, most_letters: int, deadline: float) -> Page:
    lay_out(sheet, most_letters, deadline)
    page = page_of(sheet)
    sheet.close()
    if time.monotonic() > deadline:
        raise TooSlowError
    return page


def _noted(pages: Sequence[Page], scanned: Sequence[ScannedPage]) -> Iterator[Problem]:
    pictures = _numbers(page.is_picture for page in pages)
    if pictures and not scanned:
        yield warning(
            "pages-without-text",
            f"Trang {pictures} là ảnh quét, không có lớp chữ nhìn thấy được: {UNREAD}.",
            f"{INSTALL}; hoặc xem các trang này và nhập tay số liệu nếu có.",
            pictures,
        )
    columns = _numbers(page.maybe_columns for page in pages)
    if columns:
        yield warning(
            "maybe-columns",
            f"Trang {columns} có thể chia nhiều cột; chữ được đọc theo hàng ngang.",
            "So số liệu của các trang này với bản gốc, hoặc dùng bản Word.",
            columns,
        )


def _numbers(marks: Iterator[bool]) -> str:
    return ", ".join(str(n) for n, marked in enumerate(marks, 1) if marked)
