"""A page is read with the place of each word, or left out with the reason; nothing is guessed."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import ink
import numpy as np
import pytest
import wear
from builders_scans import DPI, REPORT, TABLE, printed, sheet, upside_down
from fonts import FONTS
from PIL import Image, ImageDraw

from kpi.ingest.scans import straightening
from kpi.ingest.scans.arrays import Matrix
from kpi.ingest.scans.digits import is_number
from kpi.ingest.scans.engine import Engine
from kpi.ingest.scans.page import read_page
from kpi.ingest.scans.sheets import Sheet
from kpi.model.scans import Box, ScannedPage, ScannedWord

pytestmark = pytest.mark.usefixtures("tesseract")
_ENGLISH = (
    "The province of Bac Giang had a total of many stations at the end of the year.",
    "The rate of online files reached most of all the files received by the offices.",
    "People use the services of the government on their telephones every single day.",
)
_CYRILLIC = (
    # What looks like Latin letters is none.
    "Всего в области насчитывается 1699 базовых станций, что больше чем в прошлом году.",  # noqa: RUF001
    "Доля электронных заявлений составила большую часть всех принятых документов.",
)
_LINES = (
    "Toàn tỉnh Bắc Giang có 1.699 trạm BTS, tăng 5,6% so với",
    "cùng kỳ năm trước; tỷ lệ hồ sơ trực tuyến đạt 87,4% tổng",
    "số hồ sơ đã tiếp nhận. Tổng số thuê bao điện thoại di động",
    "trên địa bàn là 1.234.567 thuê bao, trong đó thuê bao trả",
    "trước chiếm phần lớn. Có 215 xã, phường đã được phủ sóng.",
)
_SOUGHT = ("1.699", "5,6%", "87,4%", "1.234.567", "215", "Giang", "tuyến", "phần")
_OFF = 3.0
"""Points that the rectangle of a word may lie off its ink."""


@dataclass(frozen=True)
class _Placed:
    """A page in pixels, and where on it the ink of some words is."""

    image: Image.Image
    ink: dict[str, Box]

    def carried(self, matrix: Matrix) -> dict[str, Box]:
        return {text: straightening.carried(box, matrix) for text, box in self.ink.items()}


def _placed(dpi: int, height: float) -> _Placed:
    """Lines at known places of a page of a height in inches."""
    image = Image.new("L", (round(8.27 * dpi), round(height * dpi)), 250)
    draw, font = ImageDraw.Draw(image), FONTS[0].at(14 * dpi / 72)
    found: dict[str, Box] = {}
    for n in range(int((height - 1.4) / 0.32)):
        words = _LINES[n % len(_LINES)].split()
        left, base = 0.9 * dpi, (0.9 + 0.32 * n) * dpi
        for text in words:
            draw.text((left, base), text, fill=25, font=font, anchor="ls")
            bare = text.strip(".,;")
            if bare in _SOUGHT and bare not in found:
                found[bare] = draw.textbbox((left, base), bare, font=font, anchor="ls")
            left += font.getlength(f"{text} ")
    return _Placed(image, found)


def _word(page: ScannedPage, text: str) -> ScannedWord:
    """The first of a text, line by line."""
    found = [word for word in page.words if word.text.strip(".,;") == text]
    assert found, f"{text} was not read"
    return min(found, key=lambda word: (round(word.top / 6), word.left))


def _off(page: ScannedPage, ink_of: dict[str, Box], dpi: float) -> dict[str, float]:
    """How many points each rectangle lies off its ink, where that is too much."""
    told = {}
    for text, box in ink_of.items():
        edges = zip(_word(page, text).box, (edge * 72 / dpi for edge in box), strict=True)
        told[text] = max(abs(found - wanted) for found, wanted in edges)
    return {text: off for text, off in told.items() if off > _OFF}


@pytest.fixture(scope="module")
def plain() -> ScannedPage:
    """A report with a table below it, straight and clean."""
    return read_page(sheet(printed(*REPORT, *TABLE)), 3)


def _text(page: ScannedPage) -> str:
    return " ".join(word.text for word in page.words)


def test_a_clean_page_is_read_word_by_word(plain: ScannedPage) -> None:
    assert plain.fault == ""
    assert _text(plain).startswith(" ".join(REPORT))


def test_a_page_tells_its_number_its_size_and_its_resolution(plain: ScannedPage) -> None:
    assert (plain.number, plain.dpi, plain.turned) == (3, DPI, 0)
    assert plain.width == pytest.approx(595, abs=1)
    with Image.open(io.BytesIO(plain.picture)) as shown:
        assert shown.format == "JPEG"
        assert shown.width / shown.height == pytest.approx(plain.width / plain.height, abs=0.01)
        assert shown.width == pytest.approx(8.27 * 130, abs=2)


def test_every_number_of_a_page_is_looked_at_twice(plain: ScannedPage) -> None:
    numbers = [word for word in plain.words if is_number(word.text)]
    assert {word.second for word in numbers} == {
        "2022", "1.699", "5,6", "87,4", "1.234.567", "215", "14", "98", "7",
    }  # fmt: skip
    assert all(word.second_confidence > 0.5 for word in numbers)


def test_no_word_without_a_number_is_looked_at_twice(plain: ScannedPage) -> None:
    assert {w.second for w in plain.words if not is_number(w.text)} == {""}


def test_the_lines_of_a_table_come_with_its_words(plain: ScannedPage) -> None:
    assert len(plain.rules) == 8
    assert all(
        0 <= edge <= plain.width for left, _, right, _ in plain.rules for edge in (left, right)
    )


def test_a_lone_digit_in_a_cell_is_read(plain: ScannedPage) -> None:
    assert _word(plain, "7").text == "7"


def test_words_of_a_line_share_its_top_and_bottom(plain: ScannedPage) -> None:
    line = [word for word in plain.words if word.text in ("Toàn", "1.699", "trạm", "5,6%")][:4]
    assert len({(word.top, word.bottom) for word in line}) == 1


@pytest.mark.parametrize("degrees", [0.0, 2.3, -1.6])
def test_the_rectangle_of_a_word_lies_on_its_ink_on_a_scan_however_skewed(degrees: float) -> None:
    placed = _placed(DPI, 3.4)
    width, height = placed.image.size
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    turned = cv2.warpAffine(np.asarray(placed.image), matrix, (width, height), borderValue=250)
    found = read_page(sheet(Image.fromarray(turned)), 1)
    assert _off(found, placed.carried(np.vstack([matrix, [0, 0, 1]])), DPI) == {}


def test_the_rectangle_of_a_word_lies_on_its_ink_on_a_photograph() -> None:
    placed = _placed(150, 11.69)
    width, height = placed.image.size
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = np.array([[95, 70], [1240, 110], [1300, 1840], [60, 1790]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, seen)
    colours = np.asarray(placed.image.convert("RGB"))
    desk = cv2.warpPerspective(colours, matrix, (1380, 1900), borderValue=(60, 45, 38))
    dpi = 1380 / 8.27
    assert straightening.corners(desk) is not None
    assert _off(read_page(Sheet(desk, dpi, dpi), 1), placed.carried(matrix), dpi) == {}


def test_a_seal_over_numbers_costs_none_of_them() -> None:
    page = printed(*REPORT * 2)
    sealed = ink.sealed(page, DPI, np.random.default_rng(5), (0.55, 0.5))
    numbers = [w.text for w in read_page(sheet(sealed), 1).words if w.second]
    assert [n.strip(".") for n in numbers] == ["2022", "1.699", "5,6%", "87,4%", "1.234.567"] * 2


def _bare() -> Image.Image:
    return Image.new("L", (1654, 1000), 250)


def _specked() -> Image.Image:
    return wear.specked(_bare(), np.random.default_rng(1), 250)


def _scrawl() -> Image.Image:
    """Loops of a pen all over a page."""
    page, rng = _bare(), np.random.default_rng(3)
    draw = ImageDraw.Draw(page)
    for n in range(24):
        stroke = ink._stroke(rng) * (450, 110) + (120 + n % 3 * 470, 60 + n // 3 * 110)
        draw.line([(float(x), float(y)) for x, y in stroke], fill=40, width=4, joint="curve")
    return page


@pytest.mark.parametrize("made", [_bare, _specked])
def test_a_page_of_nothing_but_specks_is_blank(made: Callable[[], Image.Image]) -> None:
    found = read_page(sheet(made()), 1)
    assert (found.fault, found.words) == ("blank", ())
    assert found.picture


def test_a_page_of_scrawl_is_left_out_and_no_word_of_it_guessed_at() -> None:
    found = read_page(sheet(_scrawl()), 1)
    assert found.fault in ("blank", "unreadable")
    assert found.words == ()


def test_a_page_under_120_dpi_is_left_out_without_reading_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Engine, "_run", None)
    found = read_page(sheet(printed(*REPORT, dpi=110), 110), 1)
    assert (found.fault, found.words, found.dpi) == ("too_small", (), 110)


def test_a_page_that_lies_upside_down_is_left_out_and_named() -> None:
    found = read_page(sheet(upside_down(printed(*REPORT))), 1)
    assert (found.fault, found.words, found.turned) == ("upside_down", (), 0)


def test_a_page_that_lies_upside_down_is_read_once_somebody_says_so(plain: ScannedPage) -> None:
    found = read_page(sheet(upside_down(printed(*REPORT, *TABLE))), 3, 180)
    assert (found.fault, found.turned) == ("", 180)
    assert _text(found) == _text(plain)
    assert _word(found, "1.699").box == pytest.approx(_word(plain, "1.699").box, abs=_OFF)


@pytest.mark.parametrize(("turns", "back"), [(1, 90), (3, 270)])
def test_a_page_that_lies_sideways_is_turned_and_read(
    plain: ScannedPage, turns: int, back: int
) -> None:
    lies = printed(*REPORT, *TABLE).rotate(90 * turns, expand=True)
    found = read_page(sheet(lies), 3)
    assert (found.fault, found.turned) == ("", back)
    assert (found.width, found.height) == pytest.approx((plain.width, plain.height), abs=0.1)
    assert _text(found) == _text(plain)


def test_a_page_in_english_is_left_out_and_named() -> None:
    found = read_page(sheet(printed(*_ENGLISH)), 1)
    assert (found.fault, found.words) == ("other_language", ())


def test_a_page_in_another_script_is_left_out() -> None:
    found = read_page(sheet(printed(*_CYRILLIC * 3)), 1)
    assert (found.fault, found.words) == ("other_script", ())


def test_a_page_of_hardly_a_word_is_left_out() -> None:
    found = read_page(sheet(printed("Trang 3")), 1)
    assert found.words == ()
    assert found.fault == "blank"


def test_a_page_that_takes_too_long_is_left_out_and_named() -> None:
    found = read_page(sheet(printed(*REPORT)), 1, engine=Engine(seconds=-1))
    assert (found.fault, found.words) == ("slow", ())


def test_a_page_full_of_scrawl_is_not_said_to_be_blank() -> None:
    assert read_page(sheet(_scrawl()), 1).fault == "unreadable"


@pytest.mark.parametrize("size", [(1, 3000), (3000, 1)])
def test_a_picture_one_pixel_wide_is_left_out(size: tuple[int, int]) -> None:
    assert read_page(sheet(Image.new("L", size, 250)), 1).fault in ("blank", "damaged", "too_small")
