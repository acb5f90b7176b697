"""Small scans, quick to read, and PDFs that put print and pictures together.

A scan here is the upper part of a page of A4: as wide as the page, and as high as its text.
"""

import ctypes
import io
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import numpy as np
import pypdfium2
from fonts import FONTS, Typeface
from paper import Style, set_pages
from PIL import Image, ImageOps
from pypdfium2 import raw
from wear import foot

from kpi.ingest.scans.sheets import Sheet
from kpi.model.scans import Box, ScannedPage, ScannedWord

DPI = 200
HEAD = ("BÁO CÁO", "Kết quả công tác năm 2022 của tỉnh Bắc Giang")
BODY = (
    "Toàn tỉnh Bắc Giang có 1.699 trạm BTS, tăng 5,6% so với cùng kỳ năm trước.",
    "Tỷ lệ hồ sơ trực tuyến đạt 87,4% tổng số hồ sơ đã tiếp nhận trong năm.",
    "Tổng số thuê bao điện thoại di động là 1.234.567 thuê bao.",
)
REPORT = (*HEAD, *BODY)
TABLE = ("Huyện | Trạm BTS | Trạm 5G", "Lục Nam | 215 | 14", "Yên Thế | 98 | 7")


def printed(
    *paragraphs: str, dpi: int = DPI, typeface: Typeface = FONTS[0], whole: bool = False
) -> Image.Image:
    """The page that paragraphs are printed on, in grey; cut off below its text unless `whole`."""
    image = set_pages("\n".join(paragraphs), Style(typeface=typeface, dpi=dpi))[0].image
    below = round(image.height * foot(image)) + dpi // 2
    return image if whole else image.crop((0, 0, image.width, min(below, image.height)))


def sheet(image: Image.Image, dpi: float = DPI) -> Sheet:
    """A picture as a page of a file."""
    return Sheet(np.array(image.convert("RGB")), dpi, dpi)


def file_of(
    *images: Image.Image, suffix: Literal["pdf", "png", "jpg", "tif"] = "pdf", dpi: int = DPI
) -> bytes:
    """Pictures as a file, one a page."""
    kind = {"jpg": "JPEG", "tif": "TIFF"}.get(suffix, suffix.upper())
    more = {"save_all": True, "append_images": images[1:]} if suffix in ("pdf", "tif") else {}
    told = {"resolution": dpi} if suffix == "pdf" else {"dpi": (dpi, dpi)}
    stream = io.BytesIO()
    images[0].save(stream, kind, **told, **more)
    return stream.getvalue()


def bound(*files: bytes) -> bytes:
    """The pages of several PDFs as one."""
    book = pypdfium2.PdfDocument.new()
    for data in files:
        with pypdfium2.PdfDocument(data) as part:
            book.import_pages(part)
    return _saved(book)


def with_letters(scan: bytes, lines: Sequence[tuple[float, float, str]], *, seen: bool) -> bytes:
    """A scan with letters of its own at (left, up) on its first page, seen or without paint."""
    book = pypdfium2.PdfDocument(scan)
    page = book[0]
    for left, up, words in lines:
        text = raw.FPDFPageObj_NewTextObj(book, b"Helvetica", ctypes.c_float(10))
        wide = ctypes.create_string_buffer(words.encode("utf-16-le") + b"\0\0")
        raw.FPDFText_SetText(text, ctypes.cast(wide, raw.FPDF_WIDESTRING))
        mode = raw.FPDF_TEXTRENDERMODE_FILL if seen else raw.FPDF_TEXTRENDERMODE_INVISIBLE
        raw.FPDFTextObj_SetTextRenderMode(text, mode)
        raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, left, up)
        raw.FPDFPage_InsertObject(page, text)
    page.gen_content()
    page.close()
    return _saved(book)


def in_strips(image: Image.Image, count: int, dpi: int = DPI) -> bytes:
    """A PDF of one page whose picture is cut in strips that lie below one another."""
    width, height = (side * 72 / dpi for side in image.size)
    book = pypdfium2.PdfDocument.new()
    page = book.new_page(width, height)
    edges = [round(n * image.height / count) for n in range(count + 1)]
    for upper, lower in pairwise(edges):
        strip = pypdfium2.PdfImage.new(book)
        strip.set_bitmap(
            pypdfium2.PdfBitmap.from_pil(image.crop((0, upper, image.width, lower)).convert("RGB"))
        )
        tall = (lower - upper) * 72 / dpi
        strip.set_matrix(
            pypdfium2.PdfMatrix().scale(width, tall).translate(0, height - lower * 72 / dpi)
        )
        page.insert_obj(strip)
    page.gen_content()
    page.close()
    return _saved(book)


def _saved(book: pypdfium2.PdfDocument) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    book.close()
    return stream.getvalue()


def upside_down(image: Image.Image) -> Image.Image:
    """A picture as it comes when the sheet lay the wrong way round."""
    return ImageOps.flip(ImageOps.mirror(image))


def word(
    text: str, left: float = 72, top: float = 100, *, size: float = 12, **told: object
) -> ScannedWord:
    """A word as it was read, half as wide as high a letter; a number is read alike twice."""
    right = left + size * 0.5 * len(text)
    box: Box = (left, top, right, top + size)
    looks: dict[str, object] = {"first": text, "confidence": 0.95}
    if any(map(str.isdigit, text)):
        looks |= {"second": text.strip("%.,;()"), "second_confidence": 0.93}
    return ScannedWord(text, left, top, right, top + size, size, box, **(looks | told))  # type: ignore[arg-type]


def line(text: str, left: float = 72, top: float = 100, size: float = 12) -> list[ScannedWord]:
    """The words of a line."""
    found = []
    for part in text.split():
        found.append(word(part, left, top, size=size))
        left = found[-1].right + 0.4 * size
    return found


def read_as(*lines: str, number: int = 1) -> ScannedPage:
    """A page as if these lines had been read on it."""
    words = [w for n, text in enumerate(lines) for w in line(text, top=100 + 18 * n)]
    return ScannedPage(number, 595, 842, 200, words=tuple(words), picture=_PICTURE)


def _blank() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (595, 842), "white").save(stream, "JPEG")
    return stream.getvalue()


_PICTURE = _blank()


def with_pictures(data: bytes, places: Sequence[tuple[float, float, float, float]]) -> bytes:
    """A PDF with grey pictures painted over its first page, each at (left, up, width, height)."""
    book = pypdfium2.PdfDocument(data)
    page = book[0]
    for left, up, width, height in places:
        bitmap = pypdfium2.PdfBitmap.from_pil(Image.new("L", (200, 280), 230))
        image = pypdfium2.PdfImage.new(book)
        image.set_bitmap(bitmap)
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height).translate(left, up))
        page.insert_obj(image)
    page.gen_content()
    return _saved(book)
