"""Pages read as pictures on their way into a document: laid out as any page, faults told of."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pdfplumber

from kpi.errors import UnreadableError
from kpi.ingest.documents.pdf_layout import Page, page_of
from kpi.ingest.documents.text import warning
from kpi.ingest.scans.engine import PACKAGES, is_installed
from kpi.ingest.scans.letters import things_of
from kpi.ingest.scans.reading import MOST_PAGES, read_pages
from kpi.ingest.scans.sheets import MOST_PIXELS, PdfSheets, PictureSheets, Sheets, blank_pdf
from kpi.ingest.scans.wanted import Scans
from kpi.model import Problem
from kpi.model.scans import PageFault, ScannedPage

UNREAD = "chưa đọc được"
INSTALL = f"Máy chủ chưa có Tesseract để đọc ảnh quét; cài: apt install {PACKAGES}"

_FAULTS: Mapping[PageFault, tuple[str, str]] = {
    "blank": ("trống hoặc hầu như không có chữ", "Nếu trang có số liệu, quét lại đậm hơn."),
    "upside_down": ("nằm ngược", "Xoay trang lại rồi đọc, nếu trang có số liệu."),
    "unreadable": ("viết tay hoặc quá mờ", "Quét lại rõ hơn, hoặc nhập tay số liệu nếu có."),
    "too_small": ("quét dưới 120 dpi, chữ quá nhỏ", "Quét lại ở 300 dpi."),
    "other_script": ("không phải chữ Latinh", "Chỉ đọc được văn bản tiếng Việt."),
    "other_language": ("không phải tiếng Việt", "Chỉ đọc được văn bản tiếng Việt."),
    "slow": ("đọc quá lâu", "Quét lại trang này, hoặc nhập tay số liệu nếu có."),
    "failed": ("làm chương trình đọc ảnh gặp lỗi", "Báo người quản trị, hoặc quét lại trang này."),
    "damaged": ("ảnh bị hỏng", "Quét lại trang này."),
    "too_large": (
        f"có ảnh lớn hơn {MOST_PIXELS // 10**6} triệu điểm ảnh",
        "Quét hoặc lưu lại ở 300 dpi.",
    ),
}


def pdf_scans(
    data: bytes, name: str, numbers: Sequence[int], scans: Scans
) -> dict[int, ScannedPage]:
    """The pages of a PDF that are pictures, read; none where this machine cannot.

    Raises:
        UnreadableError: more pages than are read at once.
    """
    if not numbers or not is_installed():
        return {}
    if len(numbers) > MOST_PAGES:
        raise UnreadableError(
            f"{name}: {len(numbers)} trang là ảnh quét; mỗi tệp đọc được {MOST_PAGES} trang.",
            f"Chia tệp làm nhiều tệp, mỗi tệp không quá {MOST_PAGES} trang quét.",
        )
    return _read(PdfSheets(data, name), numbers, scans)


def picture_scans(data: bytes, name: str, scans: Scans) -> dict[int, ScannedPage]:
    """The pictures of a file, read.

    Raises:
        UnreadableError: it is damaged, has more pictures than are read at once, or this machine
            has nothing to read them with.
    """
    if not is_installed():
        raise UnreadableError(f"{name}: {UNREAD}: tệp là ảnh.", f"{INSTALL}.")
    sheets = PictureSheets(data, name)
    if len(sheets) > MOST_PAGES:
        raise UnreadableError(
            f"{name}: tệp có {len(sheets)} ảnh; mỗi tệp đọc được {MOST_PAGES} trang.",
            f"Chia tệp làm nhiều tệp, mỗi tệp không quá {MOST_PAGES} trang.",
        )
    return _read(sheets, range(1, len(sheets) + 1), scans)


def _read(sheets: Sheets, numbers: Sequence[int], scans: Scans) -> dict[int, ScannedPage]:
    known = {
        n: page
        for n, page in scans.known.items()
        if not (n in scans.turned and page.fault == "upside_down")
    }
    found = read_pages(sheets, numbers, known, scans.turned, scans.tell)
    return {number: scans.mend(page) for number, page in found.items()}


def laid_out(scanned: Iterable[ScannedPage]) -> dict[int, Page]:
    """The pages that were read, as the reader of PDFs has them, by number."""
    read = [page for page in scanned if page.words]
    found: dict[int, Page] = {}
    if not read:
        return found
    with pdfplumber.open(io.BytesIO(blank_pdf([(p.width, p.height) for p in read]))) as book:
        for sheet, page in zip(book.pages, read, strict=True):
            sheet._objects = things_of(page, page.height)
            laid = page_of(sheet)
            flows = tuple(
                tuple(replace(line, page=page.number) for line in flow) for flow in laid.flows
            )
            found[page.number] = replace(laid, flows=flows)
    return found


def faults_of(scanned: Iterable[ScannedPage]) -> Iterator[Problem]:
    """The pages that are left out, those with one reason together."""
    pages: dict[PageFault, list[int]] = {}
    for page in scanned:
        if page.fault:
            pages.setdefault(page.fault, []).append(page.number)
    for fault, numbers in pages.items():
        told, advice = _FAULTS[fault]
        listed = ", ".join(map(str, sorted(numbers)))
        yield warning(
            f"pages-{fault}",
            f"Trang {listed} {told}: {UNREAD}, được bỏ ra ngoài.",
            advice,
            listed,
        )


def nothing_read(name: str, scanned: Iterable[ScannedPage]) -> UnreadableError:
    """Why a document has no page that could be read."""
    faults = list(faults_of(scanned))
    told = " ".join(fault.message for fault in faults)
    advice = " ".join(dict.fromkeys(fault.advice for fault in faults))
    return UnreadableError(f"{name}: {UNREAD}. {told}", advice)
