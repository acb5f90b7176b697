"""A page as it lies becomes the page as it was printed, and every place can be found again."""

import cv2
import numpy as np
import pytest
import wear
from builders_scans import BODY, TABLE, printed
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kpi.ingest.scans import straightening
from kpi.ingest.scans.arrays import Matrix, Picture
from kpi.model.scans import Box

pytestmark = pytest.mark.usefixtures("tesseract")
_PAPER = 250


@pytest.fixture(scope="module")
def page() -> Image.Image:
    """A whole page of paragraphs with a table between them."""
    return printed(*BODY * 3, *TABLE, *BODY * 3, dpi=100, whole=True)


def _pixels(image: Image.Image) -> Picture:
    return np.asarray(image)


def _on_a_desk(page: Image.Image, corners: Matrix, size: tuple[int, int]) -> tuple[Picture, Matrix]:
    """The page with its corners where they are wanted on dark wood, and the matrix that did it."""
    width, height = page.size
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    colours = np.asarray(page.convert("RGB"))
    desk = cv2.warpPerspective(colours, matrix, size, borderValue=(60, 45, 38))
    return desk, matrix


_ASLANT = np.array([[80, 110], [820, 60], [880, 1210], [50, 1170]], np.float64)


@pytest.mark.parametrize("degrees", [-3, -1.7, -0.6, -0.1, 0, 0.3, 1.2, 2.4, 3])
def test_the_skew_of_a_page_is_found_to_a_seventh_of_a_degree(
    page: Image.Image, degrees: float
) -> None:
    turned = _pixels(wear.skewed(page, degrees))
    found = straightening.skew(turned)
    assert found == pytest.approx(degrees, abs=0.15)
    assert straightening.skew(straightening.turned(turned, found)[0]) == pytest.approx(0, abs=0.15)


def test_a_band_that_a_copier_left_does_not_count_for_the_skew(page: Image.Image) -> None:
    turned = _pixels(wear.skewed(page, 1.5)).copy()
    turned[:, :20] = 10
    turned[:14] = 10
    assert straightening.skew(turned) == pytest.approx(1.5, abs=0.15)


def test_a_bare_page_is_straight() -> None:
    assert straightening.skew(np.full((400, 300), _PAPER, np.uint8)) == 0


def test_the_corners_of_a_photographed_page_are_found(page: Image.Image) -> None:
    desk, _ = _on_a_desk(page, _ASLANT, (940, 1290))
    found = straightening.corners(desk)
    assert found is not None
    assert np.abs(found - _ASLANT).max() < 8


@pytest.mark.parametrize("seed", range(4))
def test_a_photograph_with_a_shadow_over_it_has_four_corners(page: Image.Image, seed: int) -> None:
    picture = wear.photographed(page, 100, np.random.default_rng(seed))
    found = straightening.corners(_pixels(picture))
    assert found is not None
    flat, _ = straightening.flattened(_pixels(picture), found)
    assert flat.shape[0] / flat.shape[1] == pytest.approx(297 / 210, rel=0.06)


@pytest.mark.parametrize("degrees", [0, 2.5])
def test_a_plain_scan_has_no_corners(page: Image.Image, degrees: float) -> None:
    assert straightening.corners(_pixels(wear.skewed(page, degrees))) is None


def test_a_scan_with_a_dark_picture_on_it_has_no_corners(page: Image.Image) -> None:
    pictured = _pixels(page).copy()
    pictured[300:700, 200:600] = 40
    assert straightening.corners(pictured) is None


def test_a_bright_thing_on_a_desk_that_is_no_sheet_is_no_page() -> None:
    desk = np.full((1000, 800), 50, np.uint8)
    cv2.circle(desk, (400, 500), 320, 240, -1)
    assert straightening.corners(desk) is None


def test_what_stood_on_a_photographed_page_stands_at_its_place_on_the_flattened_one(
    page: Image.Image,
) -> None:
    desk, seen = _on_a_desk(page, _ASLANT, (940, 1290))
    flat, matrix = straightening.flattened(desk, _ASLANT)
    both = matrix @ seen
    height, width = flat.shape[:2]
    for box in ((100, 200, 180, 220), (600, 900, 700, 915)):
        left, top, right, bottom = straightening.carried(tuple(map(float, box)), both)  # type: ignore[arg-type]
        across, down = width / page.width, height / page.height
        expected = (box[0] * across, box[1] * down, box[2] * across, box[3] * down)
        assert (left, top, right, bottom) == pytest.approx(expected, abs=1)


_PLACES = st.floats(0, 2000)


@given(_PLACES, _PLACES, st.floats(5, 300), st.floats(5, 60), st.floats(-6, 6), st.floats(0.3, 4))
def test_a_box_carried_there_and_back_holds_what_it_held_and_little_more(
    left: float, top: float, width: float, height: float, degrees: float, scale: float
) -> None:
    box: Box = (left, top, left + width, top + height)
    _, turn = straightening.turned(np.zeros((8, 8), np.uint8), degrees)
    matrix = turn @ np.diag([scale, scale, 1.0])
    back = straightening.carried(straightening.carried(box, matrix), np.linalg.inv(matrix))
    more = np.sin(np.radians(abs(degrees))) * (width + height) + 0.01
    for edge, was, outwards in zip(back, box, (-1, -1, 1, 1), strict=True):
        assert -0.01 <= (edge - was) * outwards <= more


@given(_PLACES, _PLACES, st.floats(0.3, 4), st.floats(-500, 500), st.floats(-500, 500))
def test_a_box_that_is_only_moved_and_enlarged_comes_back_as_it_was(
    left: float, top: float, scale: float, x: float, y: float
) -> None:
    box: Box = (left, top, left + 40, top + 12)
    matrix = np.array([[scale, 0, x], [0, scale, y], [0, 0, 1]])
    back = straightening.carried(straightening.carried(box, matrix), np.linalg.inv(matrix))
    assert back == pytest.approx(box, abs=1e-6)


@pytest.mark.parametrize(("turns", "lies"), [(0, False), (1, True), (2, False), (3, True)])
def test_lines_that_run_from_top_to_bottom_are_seen(
    page: Image.Image, turns: int, lies: bool
) -> None:
    turned = np.ascontiguousarray(np.rot90(_pixels(page), turns))
    assert straightening.lies_sideways(turned) is lies


def test_an_empty_page_lies_as_it_lies() -> None:
    assert not straightening.lies_sideways(np.full((400, 300), _PAPER, np.uint8))
