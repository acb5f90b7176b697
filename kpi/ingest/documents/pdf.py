"""A PDF with a text layer → blocks; a scan is refused and never guessed at.

The reader works page by page and looks at its limits in between and within a page. It runs in
the process of whoever calls it, which has to be one that may be stopped.
"""

import io
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from kpi.errors import KpiError, UnreadableError
from kpi.ingest.documents.pdf_layout import Page, page_of
from kpi.ingest.documents.pdf_letters import TooLongError, TooSlowError, lay_out
from kpi.ingest.documents.pdf_paragraphs import blocks_of
from kpi.ingest.documents.text import MOST_TEXT, Block, warning, with_neighbours
from kpi.model import Problem

MOST_PAGES = 500
MOST_SECONDS = 60.0
MOST_SECONDS_A_PAGE = 9.0
_UNREAD = "chưa đọc được"
_FROM_WORD = "Xuất lại PDF từ Word, hoặc chép nội dung rồi dán vào ô văn bản."
_REFUSALS = {
    "password": ("tệp PDF có mật khẩu.", "Bỏ mật khẩu rồi lưu lại."),
    "damaged": ("tệp PDF bị hỏng, không mở được.", "Xuất lại PDF từ Word rồi thử lại."),
    "pages": (f"tệp PDF có hơn {MOST_PAGES} trang.", "Chia tệp làm nhiều tệp."),
    "slow": ("tệp PDF quá nặng, đọc quá lâu.", _FROM_WORD),
    "long": (f"tệp PDF dài hơn {MOST_TEXT // 1000} nghìn ký tự.", "Chia tệp làm nhiều tệp."),
    "scan": (
        f"{_UNREAD}: PDF là ảnh quét, không có lớp chữ nhìn thấy được.",
        "Tìm bản Word hoặc PDF xuất từ Word; số liệu trong ảnh không được đoán.",
    ),
    "garbled": (
        f"{_UNREAD}: phông chữ trong PDF không cho biết chữ nào là chữ nào.",
        "Tìm bản Word, hoặc xuất lại PDF với phông Unicode.",
    ),
}


def pdf_blocks(
    data: bytes, name: str, progress: Callable[[int, int], None] | None = None
) -> tuple[list[Block], tuple[Problem, ...]]:
    """Paragraphs and tables of every page, and a note on the pages that are pictures.

    Args:
        data: the file.
        name: its name, for messages.
        progress: called with (pages read, pages in all) after every page.

    Raises:
        UnreadableError: a password, damage, a scan, or more than the limits allow.
    """
    pages = _pages(data, name, progress)
    if not any(line.text for page in pages for line in page.lines):
        raise _refusal(name, "scan" if pages else "damaged")
    if sum(page.garbled for page in pages) > 0.1 * sum(page.letters for page in pages):
        raise _refusal(name, "garbled")
    blocks, notes = blocks_of(pages)
    return with_neighbours(blocks), (*notes, *_noted(pages))


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


def _noted(pages: Sequence[Page]) -> Iterator[Problem]:
    pictures = _numbers(page.is_picture for page in pages)
    if pictures:
        yield warning(
            "pages-without-text",
            f"Trang {pictures} là ảnh quét, không có lớp chữ nhìn thấy được: {_UNREAD}.",
            "Xem các trang này và nhập tay số liệu nếu có.",
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
