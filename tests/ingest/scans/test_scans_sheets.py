"""Files of scans become pictures of their pages, whatever kind of picture they hold."""

import io
from typing import Any

import numpy as np
import pypdfium2
import pytest
from builders_scans import file_of, in_strips
from PIL import Image

from kpi.errors import UnreadableError
from kpi.ingest.scans.sheets import MOST_PIXELS, PdfSheets, PictureSheets, Sheet, blank_pdf

_A4_AT_100 = (827, 1169)


def _marked(size: tuple[int, int] = _A4_AT_100, shade: int = 0) -> Image.Image:
    """White paper with a block of ink in its upper left corner."""
    image = Image.new("RGB", size, "white")
    image.paste((shade, shade, shade), (0, 0, size[0] // 4, size[1] // 4))
    return image


def _saved(image: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **how)
    return stream.getvalue()


def _only(data: bytes, name: str = "trang.png") -> Sheet:
    sheets = PictureSheets(data, name)
    assert len(sheets) == 1
    return sheets.sheet(1)


def _corners(sheet: Sheet) -> tuple[int, ...]:
    """The grey of the four corners, clockwise from the upper left."""
    height, width = sheet.picture.shape[:2]
    at = ((9, 9), (9, width - 9), (height - 9, width - 9), (height - 9, 9))
    return tuple(int(sheet.picture[y, x].mean()) for y, x in at)


@pytest.mark.parametrize("dpi", [100, 150, 200])
def test_the_resolution_a_file_tells_is_believed(dpi: int) -> None:
    size = (round(8.27 * dpi), round(11.69 * dpi))
    assert _only(_saved(_marked(size), dpi=(dpi, dpi))).dpi == pytest.approx(dpi, abs=0.1)


@pytest.mark.parametrize("told", [(30, 30), (600, 600), (1, 1), (0, 0), None])
def test_a_resolution_of_no_page_is_not_believed_and_the_page_taken_for_a4(told: Any) -> None:
    how = {"dpi": told} if told else {}
    assert _only(_saved(_marked(), "JPEG", **how)).dpi == pytest.approx(100, abs=0.1)


def test_a_page_that_lies_on_its_side_is_a4_too() -> None:
    assert _only(_saved(_marked((1169, 827)))).dpi == pytest.approx(100, abs=0.1)


def test_sixteen_bits_a_pixel_are_brought_to_eight() -> None:
    values = np.full((400, 300), 52_000, np.uint16)
    values[:100, :75] = 3_000
    found = _only(_saved(Image.fromarray(values)))
    assert _corners(found) == (0, 255, 255, 255)
    assert found.picture.dtype == np.uint8


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "YCbCr", "LAB", "F", "I"])
def test_a_picture_of_any_mode_has_its_ink_black_and_its_paper_white(mode: str) -> None:
    kind = "TIFF" if mode in ("LAB", "F", "I", "YCbCr") else "JPEG" if mode == "CMYK" else "PNG"
    image = _marked().convert("L").convert(mode) if mode in "FI" else _marked()
    if mode == "LAB":
        values = np.zeros((*_A4_AT_100[::-1], 3), np.uint8)
        values[..., 0] = np.asarray(_marked().convert("L"))
        image = Image.fromarray(values, "LAB")
    found = _only(_saved(image.convert(mode) if image.mode != mode else image, kind))
    ink, *paper = _corners(found)
    assert ink < 10
    assert min(paper) > 245
    assert found.picture.shape[2] == 3


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_is_white_paper(mode: str) -> None:
    image = Image.new(mode, (400, 300), (0, 0, 0, 0) if mode == "RGBA" else (0, 0))
    image.paste((0, 0, 0, 255) if mode == "RGBA" else (0, 255), (0, 0, 100, 75))
    assert _corners(_only(_saved(image))) == (0, 255, 255, 255)


def test_a_colour_that_stands_for_nothing_is_white_paper() -> None:
    image = Image.new("P", (400, 300), 7)
    image.putpalette([0, 0, 0] * 256)
    image.paste(1, (0, 0, 100, 75))
    assert _corners(_only(_saved(image, transparency=7))) == (0, 255, 255, 255)


@pytest.mark.parametrize(
    ("orientation", "corners"),
    [(1, 0), (3, 2), (6, 1), (8, 3), (2, 1), (5, 0)],
)
def test_a_photograph_is_turned_as_its_camera_says(orientation: int, corners: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = _only(_saved(_marked((400, 300)), "JPEG", exif=exif), "anh.jpg")
    dark = [n for n, grey in enumerate(_corners(found)) if grey < 128]
    assert dark == [corners]
    assert found.picture.shape[:2] == ((400, 300) if orientation in (5, 6, 8) else (300, 400))


@pytest.mark.parametrize("packing", [None, "group4", "tiff_lzw", "jpeg"])
def test_every_page_of_a_tiff_is_a_sheet(packing: str | None) -> None:
    mode = "1" if packing == "group4" else "RGB"
    pages = [_marked(shade=0), _marked((600, 900)), Image.new("RGB", _A4_AT_100, "white")]
    first, *others = (page.convert(mode) for page in pages)
    data = _saved(first, "TIFF", save_all=True, append_images=others, compression=packing)
    sheets = PictureSheets(data, "quet.tif")
    assert len(sheets) == 3
    assert [sheets.sheet(n).picture.shape[:2] for n in (3, 2, 1)] == [
        (1169, 827), (900, 600), (1169, 827),
    ]  # fmt: skip
    assert [min(_corners(sheets.sheet(n))) < 128 for n in (1, 2, 3)] == [True, True, False]


def test_more_pixels_than_any_page_has_are_refused_with_a_way_out() -> None:
    side = int(MOST_PIXELS**0.5) + 10
    sheets = PictureSheets(_saved(Image.new("1", (side, side), 1)), "to.png")
    with pytest.raises(UnreadableError, match=r"to\.png: ảnh lớn hơn 80 triệu điểm ảnh") as refused:
        sheets.sheet(1)
    assert "300 dpi" in refused.value.hint


def test_a_picture_that_breaks_off_is_refused_in_words() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 200, 3), np.uint8)
    for kind in ("PNG", "JPEG", "TIFF"):
        data = _saved(Image.fromarray(noise), kind)
        with pytest.raises(UnreadableError, match="ảnh bị hỏng") as refused:
            PictureSheets(data[: len(data) // 2], "hong.png").sheet(1)
        assert refused.value.hint


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\0" + b"\xff" * 99]
)
def test_what_only_begins_like_a_picture_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="ảnh bị hỏng"):
        PictureSheets(data, "hong.png").sheet(1)


def test_a_picture_of_a_kind_that_nobody_scans_to_is_refused_whatever_its_name() -> None:
    with pytest.raises(UnreadableError, match="ảnh bị hỏng"):
        PictureSheets(_saved(_marked(), "GIF"), "trang.png")


def _pdf(image: Image.Image, dpi: int = 100, turned: int = 0) -> bytes:
    with pypdfium2.PdfDocument(file_of(image, dpi=dpi)) as book:
        book[0].set_rotation(turned)
        stream = io.BytesIO()
        book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("dpi", [72, 100, 150, 200, 300])
def test_a_page_of_a_pdf_has_the_resolution_of_its_picture(dpi: int) -> None:
    size = (round(8.27 * dpi), round(11.69 * dpi))
    found = PdfSheets(_pdf(_marked(size), dpi)).sheet(1)
    assert found.scanned_dpi == pytest.approx(dpi, rel=0.01)
    assert found.dpi == pytest.approx(max(dpi, 100), rel=0.01)
    drawn = max(dpi, 100)
    assert found.picture.shape[1] == pytest.approx(8.27 * drawn, abs=2)
    assert _corners(found)[0] < 30 < 225 < min(_corners(found)[1:])


def test_a_picture_that_is_finer_than_what_is_read_is_drawn_coarser() -> None:
    found = PdfSheets(_pdf(_marked((2000, 3000)), 600)).sheet(1)
    assert found.dpi == 300
    assert found.picture.shape[:2] == pytest.approx((1500, 1000), abs=1)


def test_a_page_cut_in_strips_has_the_resolution_of_its_strips() -> None:
    found = PdfSheets(in_strips(_marked((1654, 2339)), 9)).sheet(1)
    assert found.dpi == pytest.approx(200, rel=0.01)
    assert found.picture.shape[1] == pytest.approx(1654, abs=2)
    assert _corners(found)[0] < 30 < 225 < min(_corners(found)[1:])


@pytest.mark.parametrize(("turned", "corner"), [(90, 1), (180, 2), (270, 3)])
def test_a_page_is_turned_as_its_pdf_says(turned: int, corner: int) -> None:
    found = PdfSheets(_pdf(_marked(), turned=turned)).sheet(1)
    dark = [n for n, grey in enumerate(_corners(found)) if grey < 128]
    assert dark == [corner]
    assert found.dpi == pytest.approx(100, rel=0.01)


def test_a_page_without_a_picture_is_drawn_fine_enough_to_be_read() -> None:
    found = PdfSheets(blank_pdf([(595, 842)])).sheet(1)
    assert found.dpi == 300
    assert (found.picture == 255).all()


def test_a_page_as_large_as_a_wall_is_drawn_within_the_limit() -> None:
    found = PdfSheets(blank_pdf([(3000, 4000)])).sheet(1)
    assert (
        MOST_PIXELS * 0.98 < found.picture.shape[0] * found.picture.shape[1] <= MOST_PIXELS * 1.01
    )
    assert found.dpi == pytest.approx(found.picture.shape[1] * 72 / 3000, rel=0.01)


def test_blank_pages_have_the_sizes_that_are_wanted() -> None:
    sizes = [(595.0, 842.0), (842.0, 595.0), (300.0, 100.0)]
    with pypdfium2.PdfDocument(blank_pdf(sizes)) as book:
        assert [page.get_size() for page in book] == sizes


def test_a_pdf_that_only_others_can_open_is_refused_in_words() -> None:
    with pytest.raises(UnreadableError):
        PdfSheets(b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj")


@pytest.mark.parametrize("size", [(13_000, 8_000), (14_000, 14_000)])
def test_a_picture_far_larger_than_any_page_is_said_to_be_too_large(size: tuple[int, int]) -> None:
    with pytest.raises(UnreadableError, match="ảnh lớn hơn 80 triệu điểm ảnh"):
        PictureSheets(_saved(Image.new("1", size, 1)), "to.png").sheet(1)


def test_a_strip_cut_out_of_a_page_has_the_resolution_that_it_tells() -> None:
    assert _only(_saved(_marked((1654, 600)), dpi=(200, 200))).dpi == pytest.approx(200, abs=0.1)


_OF_NO_PIXELS = b"""%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R
/Resources << /XObject << /P 4 0 R >> >> >> endobj
4 0 obj << /Type /XObject /Subtype /Image /Width 0 /Height 0 /BitsPerComponent 8
/ColorSpace /DeviceGray /Length 0 >> stream

endstream endobj
5 0 obj << /Length 26 >> stream
q 595 0 0 842 0 0 cm /P Do Q
endstream endobj
trailer << /Root 1 0 R >>
%%EOF"""


def test_a_picture_of_no_pixels_has_a_resolution() -> None:
    assert PdfSheets(_OF_NO_PIXELS).sheet(1).dpi > 0


def test_a_page_in_layers_has_the_resolution_of_the_finest() -> None:
    book = pypdfium2.PdfDocument.new()
    page = book.new_page(595, 842)
    for size in ((620, 877), (2480, 3508)):
        image = pypdfium2.PdfImage.new(book)
        image.set_bitmap(pypdfium2.PdfBitmap.from_pil(Image.new("L", size, 255)))
        image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
        page.insert_obj(image)
    page.gen_content()
    target = io.BytesIO()
    book.save(target)
    assert PdfSheets(target.getvalue()).sheet(1).scanned_dpi == pytest.approx(300, rel=0.01)
