"""Words of a scan become letters as the reader of PDFs knows them, and lines that strike none."""

import io
from dataclasses import replace

import pdfplumber
import pytest
from builders_scans import line, read_as, word
from hypothesis import given
from hypothesis import strategies as st

from kpi.ingest.documents.scanned import laid_out
from kpi.ingest.scans.letters import Letter, things_of
from kpi.ingest.scans.sheets import blank_pdf
from kpi.model.scans import ScannedPage, ScannedWord

_HEIGHT = 842.0


def _page(*words: ScannedWord, **more: object) -> ScannedPage:
    return replace(ScannedPage(1, 595, _HEIGHT, 200), words=words, **more)  # type: ignore[arg-type]


def _letters(*words: ScannedWord) -> list[Letter]:
    """The letters of words, without the blanks before them."""
    return [one for one in things_of(_page(*words), _HEIGHT)["char"] if one["text"] != " "]


def _lines(page: ScannedPage) -> list[str]:
    return [one.text for one in laid_out([page])[page.number].lines]


def test_every_letter_of_a_word_has_its_share_of_the_words_width() -> None:
    found = _letters(word("1.699", left=100, top=50, size=12))
    assert [letter["text"] for letter in found] == list("1.699")
    assert [letter["x0"] for letter in found] == pytest.approx([100, 106, 112, 118, 124])
    assert found[-1]["x1"] == pytest.approx(130)
    assert [letter["top"] for letter in found] == pytest.approx([50] * 5)


def test_places_from_above_and_from_below_are_the_same() -> None:
    (letter,) = _letters(word("7", top=200, size=10))
    assert (letter["y1"], letter["y0"]) == pytest.approx((_HEIGHT - 200, _HEIGHT - 210))


def test_letters_of_nearly_one_size_are_of_one_size() -> None:
    sizes = (12, 11, 13.5, 12.2)
    found = _letters(*(word("trạm", 60 * n, size=size) for n, size in enumerate(sizes, 1)))
    assert len({letter["size"] for letter in found}) == 1


def test_a_heading_and_a_footnote_keep_their_sizes() -> None:
    body = [word("thuê", left=60 * n, top=100) for n in range(1, 6)]
    found = _letters(*body, word("BÁO", top=50, size=20), word("1", top=300, size=6))
    assert {letter["size"] for letter in found} == {12, 20, 6}


def test_letters_of_one_size_stand_on_the_floor_of_their_line() -> None:
    found = _letters(word("xã", top=100, size=12), word("Tỉnh", 150, top=97.6, size=15))
    floors = {round(letter["bottom"] - 0.2 * letter["size"], 6) for letter in found}
    assert floors == {109.6}


def test_a_word_that_reaches_into_the_next_is_cut_so_that_the_blank_is_seen() -> None:
    left, right = word("tỉnh", 100), word("Hà", 123.5)
    found = _letters(left, right)
    assert found[3]["x1"] == pytest.approx(123.5 - 3)
    assert _lines(_page(left, right)) == ["tỉnh Hà"]


def test_words_that_touch_are_two_words_all_the_same() -> None:
    assert _lines(_page(word("tỉnh", 100), word("Hà", 124))) == ["tỉnh Hà"]


def test_words_of_two_lines_do_not_cut_each_other() -> None:
    found = _letters(word("tỉnh", 100, top=100), word("Hà", 90, top=120))
    assert found[3]["x1"] == pytest.approx(124)


def test_lines_of_a_table_make_cells() -> None:
    words = (
        word("Trạm", 110, 105),
        word("215", 260, 105),
        word("Xã", 110, 125),
        word("98", 260, 125),
    )
    across = [(100.0, y, 400.0, y) for y in (100.0, 120.0, 140.0)]
    down = [(x, 100.0, x, 140.0) for x in (100.0, 250.0, 400.0)]
    assert _lines(_page(*words, rules=(*across, *down))) == ["Trạm | 215", "Xã | 98"]


def test_a_line_through_words_strikes_none_of_them_out() -> None:
    words = line("Toàn tỉnh có 1.699 trạm", top=100)
    assert _lines(_page(*words, rules=((60.0, 106.0, 400.0, 106.0),))) == [
        "Toàn tỉnh có 1.699 trạm"
    ]


def test_a_page_without_words_has_no_letters() -> None:
    assert things_of(_page(), _HEIGHT) == {"char": [], "curve": []}


@given(
    st.lists(st.from_regex(r"[a-zA-Zđơưáàảãạ0-9.,%]{1,9}", fullmatch=True), min_size=1, max_size=7),
    st.floats(8, 20),
)
def test_the_reader_of_pdfs_finds_the_words_that_were_read(texts: list[str], size: float) -> None:
    page = read_as()
    page = replace(page, words=tuple(line(" ".join(texts), left=30, size=size)))
    with pdfplumber.open(io.BytesIO(blank_pdf([(page.width, page.height)]))) as book:
        (sheet,) = book.pages
        sheet._objects = things_of(page, page.height)
        found = sheet.extract_words(x_tolerance_ratio=0.2, y_tolerance=3)
    assert [one["text"] for one in found] == texts
