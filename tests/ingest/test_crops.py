"""The piece of a page that a person compares with what was read: the number, in its frame."""

import io
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from kpi.ingest.crops import crop
from kpi.model.scans import Box, ScannedPage

_WIDTH, _HEIGHT = 595.0, 842.0
_BLUE = (30, 136, 210)
_BOX: Box = (200.0, 400.0, 240.0, 412.0)


def _page(scale: float = 130 / 72, box: Box = _BOX, mode: str = "RGB") -> ScannedPage:
    """A page of which a rectangle is black."""
    size = round(_WIDTH * scale), round(_HEIGHT * scale)
    picture = Image.new("RGB", size, "white")
    picture.paste((0, 0, 0), tuple(round(edge * scale) for edge in box))  # type: ignore[arg-type]
    stream = io.BytesIO()
    picture.convert(mode).save(stream, "JPEG", quality=90)
    return ScannedPage(1, _WIDTH, _HEIGHT, 200, picture=stream.getvalue())


def _opened(data: bytes) -> NDArray[np.int16]:
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.format == "JPEG"
        return np.asarray(picture.convert("RGB"), np.int16)


def _edges(where: NDArray[np.bool_]) -> tuple[int, int, int, int]:
    rows, columns = np.nonzero(where)
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


def _black(piece: NDArray[np.int16]) -> tuple[int, int, int, int]:
    return _edges(piece.max(axis=2) < 60)


def _frame(piece: NDArray[np.int16]) -> tuple[int, int, int, int]:
    return _edges(np.abs(piece - np.array(_BLUE)).max(axis=2) < 60)


@pytest.mark.parametrize("scale", [1.0, 130 / 72, 200 / 72])
@pytest.mark.parametrize("around", ["number", "line"])
def test_the_frame_is_close_around_the_number(
    scale: float, around: Literal["number", "line"]
) -> None:
    piece = _opened(crop(_page(scale), _BOX, around))
    for frame, black, outwards in zip(_frame(piece), _black(piece), (-1, -1, 1, 1), strict=True):
        assert 0 <= (frame - black) * outwards <= 8


def test_a_line_shows_more_of_the_page_than_a_number() -> None:
    number, line = (_opened(crop(_page(), _BOX, around)) for around in ("number", "line"))
    larger = 2 / (130 / 72)
    points = 130 / 72 * larger
    assert number.shape[1] == pytest.approx((40 + 2 * 14) * points, abs=4)
    assert line.shape[1] == pytest.approx((40 + 2 * 150) * points, abs=4)
    assert line.shape[0] == pytest.approx((12 + 2 * 16) * points, abs=4)


def test_a_coarse_page_is_shown_larger_than_it_was_kept() -> None:
    piece = _opened(crop(_page(1.0), _BOX, "number"))
    left, top, right, bottom = _black(piece)
    assert (right - left, bottom - top) == pytest.approx((80, 24), abs=4)


def test_a_fine_page_is_shown_as_it_is() -> None:
    left, _, right, _ = _black(_opened(crop(_page(3.0), _BOX, "number")))
    assert right - left == pytest.approx(120, abs=4)


@pytest.mark.parametrize(
    "box",
    [
        (0.0, 0.0, 20.0, 10.0),
        (580.0, 830.0, 595.0, 842.0),
        (0.0, 0.0, 595.0, 842.0),
        (590.0, 1.0, 595.0, 5.0),
    ],
)
@pytest.mark.parametrize("around", ["number", "line"])
def test_a_number_at_the_edge_of_the_page_is_shown_as_far_as_the_page_goes(
    box: Box, around: Literal["number", "line"]
) -> None:
    piece = _opened(crop(_page(box=box), box, around))
    assert piece.shape[1] <= 595 * 2 + 2
    assert piece.min() < 60


def test_a_page_in_grey_has_its_frame_in_colour() -> None:
    piece = _opened(crop(_page(mode="L"), _BOX))
    assert (np.abs(piece - np.array(_BLUE)).max(axis=2) < 60).sum() > 100


def test_the_same_number_gives_the_same_bytes() -> None:
    assert crop(_page(), _BOX) == crop(_page(), _BOX)


@given(
    st.floats(0, _WIDTH - 1), st.floats(0, _HEIGHT - 1), st.floats(0.5, 300), st.floats(0.5, 60),
    st.sampled_from(["number", "line"]),
)  # fmt: skip
def test_any_rectangle_of_a_page_can_be_shown(
    left: float, top: float, width: float, height: float, around: Literal["number", "line"]
) -> None:
    box = (left, top, min(left + width, _WIDTH), min(top + height, _HEIGHT))
    assert _opened(crop(_PLAIN, box, around)).size


_PLAIN = _page(1.0)
