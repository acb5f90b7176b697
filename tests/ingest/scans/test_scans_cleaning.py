"""Ink of hands and the dirt of copiers go, whatever is printed stays."""

import ink
import numpy as np
import pytest
from builders_scans import BODY, DPI, printed
from PIL import Image

from kpi.ingest.scans.arrays import Colours, Grey
from kpi.ingest.scans.cleaning import (
    evenly_lit,
    without_coloured_ink,
    without_dark_edges,
    without_specks,
)

pytestmark = pytest.mark.usefixtures("tesseract")
_DARK, _BRIGHT = 128, 200


@pytest.fixture(scope="module")
def page() -> Image.Image:
    """Lines that fill a page of their own, in grey."""
    return printed(*BODY * 4)


def _colours(image: Image.Image) -> Colours:
    return np.asarray(image.convert("RGB"))


def _grey(image: Image.Image) -> Grey:
    return np.asarray(image.convert("L"))


def _chance() -> np.random.Generator:
    return np.random.default_rng(7)


def _tinted(page: Image.Image, paper: tuple[int, ...], print_: tuple[int, ...]) -> Colours:
    """The page in two colours."""
    dark = 1 - np.asarray(page, dtype=np.float64)[:, :, np.newaxis] / 250
    mixed = np.array(paper) * (1 - dark) + np.array(print_) * dark
    return mixed.clip(0, 255).astype(np.uint8)


def _kept(cleaned: Grey, page: Image.Image, where: Grey | None = None) -> float:
    """How much of the black of a page is still dark."""
    black = _grey(page) < 60
    if where is not None:
        black &= where
    return float((cleaned[black] < _DARK).mean())


def _left(cleaned: Grey, page: Image.Image) -> float:
    """How much of the bare paper is not bright."""
    return float((cleaned[_grey(page) > 240] < _BRIGHT).mean())


def test_a_seal_over_a_number_is_taken_out_and_the_number_stays(page: Image.Image) -> None:
    sealed = ink.sealed(page, DPI, _chance(), (0.5, 0.5))
    below = np.abs(_colours(sealed).astype(int) - _colours(page)).max(axis=2) > 20
    cleaned = without_coloured_ink(_colours(sealed))
    assert below.mean() > 0.005
    assert _left(_grey(sealed), page) > 0.005
    assert _left(cleaned, page) < 0.002
    assert _kept(cleaned, page, below) > 0.97


def test_a_signature_in_blue_is_taken_out_and_the_print_below_stays(page: Image.Image) -> None:
    signed = ink.signed(page, DPI, _chance(), (0.5, 0.5))
    cleaned = without_coloured_ink(_colours(signed))
    assert _left(_grey(signed), page) > 0.001
    assert _left(cleaned, page) < 0.0005
    assert _kept(cleaned, page) > 0.99


@pytest.mark.parametrize("colour", [(35, 60, 165), (190, 30, 40), (20, 110, 60)])
def test_a_page_written_in_colour_stays(page: Image.Image, colour: tuple[int, ...]) -> None:
    written = _tinted(page, (250, 250, 250), colour)
    assert _kept(without_coloured_ink(written), page) > 0.99


@pytest.mark.parametrize("paper", [(240, 225, 180), (235, 215, 165), (222, 198, 150)])
def test_yellow_paper_is_no_ink_and_its_print_stays(
    page: Image.Image, paper: tuple[int, ...]
) -> None:
    cleaned = evenly_lit(without_coloured_ink(_tinted(page, paper, (30, 28, 25))))
    assert _kept(cleaned, page) > 0.99
    assert _left(cleaned, page) < 0.002


def test_a_page_without_colour_is_only_made_grey(page: Image.Image) -> None:
    assert (without_coloured_ink(_colours(page)) == _grey(page)).all()


def test_faded_print_becomes_black(page: Image.Image) -> None:
    faded = _grey(page).astype(float) * 0.25 + 165  # letters of 171 on paper of 227
    lit = evenly_lit(faded.astype(np.uint8))
    assert np.median(lit[_grey(page) < 60]) < 70
    assert _left(lit, page) < 0.002


def test_a_shadow_on_the_page_is_gone_and_the_print_in_it_stays(page: Image.Image) -> None:
    dark = _grey(page).astype(float)
    dark[:, : page.width // 2] *= np.linspace(0.45, 1, page.width // 2)
    lit = evenly_lit(dark.astype(np.uint8))
    assert _left(lit, page) < 0.002
    assert _kept(lit, page) > 0.99


def test_bare_paper_stays_bare() -> None:
    lit = evenly_lit(np.full((800, 600), 180, np.uint8))
    assert (lit > _BRIGHT).all()


def test_specks_are_gone_and_full_stops_and_marks_over_letters_stay(page: Image.Image) -> None:
    dirty = _grey(page).copy()
    rows, columns = _chance().integers(2, np.array(dirty.shape) - 2, (400, 2)).T
    bare = [(y, x) for y, x in zip(rows, columns, strict=True)
            if dirty[y - 2 : y + 3, x - 2 : x + 3].min() > 240]  # fmt: skip
    for y, x in bare:
        dirty[y, x : x + 2] = 20
    cleaned = without_specks(dirty, DPI)
    assert len(bare) > 200
    assert _left(cleaned, page) < 0.0001
    assert _kept(cleaned, page) == 1


def test_a_speck_may_be_larger_on_a_finer_scan() -> None:
    page = np.full((200, 200), 250, np.uint8)
    page[100:103, 100:103] = 0
    assert without_specks(page, 200).min() < 60
    assert without_specks(page, 300).min() > 240


def test_letters_of_black_and_white_are_smoothed_and_others_are_not(page: Image.Image) -> None:
    one_bit = np.where(_grey(page) < 160, 0, 255).astype(np.uint8)
    soft = without_specks(one_bit, DPI)
    assert ((soft > 20) & (soft < 235)).mean() > 0.01
    assert (without_specks(_grey(page), DPI) == _grey(page)).all()


@pytest.mark.parametrize("side", ["left", "right", "top"])
def test_the_black_that_a_copier_leaves_at_an_edge_is_gone(page: Image.Image, side: str) -> None:
    copied = _grey(page).copy()
    band = {"left": np.s_[:, :50], "right": np.s_[:, -70:], "top": np.s_[:60, :]}[side]
    copied[band] = 15
    cleaned = without_dark_edges(copied)
    assert (cleaned[band] > _BRIGHT).all()
    assert _left(cleaned, page) == 0
    assert _kept(cleaned, page) == 1


def test_a_page_that_is_dark_for_the_most_part_is_left_as_it_is() -> None:
    page = np.full((800, 600), 30, np.uint8)
    page[300:500, 200:400] = 250
    assert (without_dark_edges(page) == page).all()


def test_print_in_the_middle_is_no_edge_however_black() -> None:
    page = np.full((800, 600), 250, np.uint8)
    page[300:400, 200:400] = 0
    assert (without_dark_edges(page) == page).all()
