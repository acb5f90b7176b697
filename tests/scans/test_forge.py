"""The forged scans: the same each time, of every kind, and with the print they are said to have."""

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import fonts
import forge_tables
import numpy as np
import pdfplumber
import pytest
from fonts import FONTS, FontMissingError, Typeface
from forge import DPIS, MOST_PAGES, Recipe, forged, printed, recipes
from paper import PAPER, Style, set_pages
from PIL import Image
from ways import WAYS

_NUMBER = re.compile(r"\d[\d.,/]*")
_SEVERAL = 3


def _named(recipe: Recipe) -> str:
    return recipe.name


def _words(text: str) -> list[str]:
    return text.replace("|", " ").split()


def _one_of(suffix: str) -> Recipe:
    return min((r for r in recipes() if r.suffix == suffix), key=lambda r: (r.dpi, r.name))


def _sheet() -> Image.Image:
    lines = ["Tổng số trạm BTS của tỉnh là 1.234 trạm, tăng 5,6% so với cùng kỳ."] * 9
    return set_pages("\n".join(lines), Style(dpi=100))[0].image


def test_there_are_enough_texts_and_tables_each_with_its_own_name() -> None:
    kinds = Counter("table" if recipe.kind == "table" else "text" for recipe in recipes())
    assert kinds["text"] >= 40
    assert kinds["table"] >= 10
    assert len({recipe.name for recipe in recipes()}) == len(recipes())


def test_every_font_resolution_wear_and_kind_of_file_occurs_several_times() -> None:
    traits = [(r.font.name, str(r.dpi), r.wear, r.suffix, r.kind) for r in recipes()]
    seen = Counter(trait for some in traits for trait in some)
    wanted = [font.name for font in FONTS] + [str(dpi) for dpi in DPIS]
    wanted += [*WAYS, "pdf", "png", "jpg", "photo"]
    assert {x: seen[x] for x in wanted if seen[x] < _SEVERAL} == {}


@pytest.mark.parametrize("recipe", recipes(), ids=_named)
def test_what_is_said_to_be_printed_is_the_text_word_by_word(recipe: Recipe) -> None:
    source, pages = printed(recipe)
    told = " ".join(page.text for page in pages)
    assert _NUMBER.findall(told) == _NUMBER.findall(source)
    assert _words(told) == _words(source)
    assert len(pages) <= (MOST_PAGES if recipe.suffix == "pdf" else 1)
    assert len(_NUMBER.findall(source)) >= _SEVERAL


@pytest.mark.parametrize("recipe", recipes(), ids=_named)
def test_the_print_keeps_off_the_edges_of_the_page(recipe: Recipe) -> None:
    for page in printed(recipe)[1]:
        rows, columns = np.nonzero(np.asarray(page.image) != PAPER)
        edge = recipe.dpi * 10 / 25.4
        assert edge < columns.min() < columns.max() < page.image.width - edge
        assert edge < rows.min() < rows.max() < page.image.height - edge


@pytest.mark.parametrize("recipe", recipes(), ids=_named)
def test_no_letter_is_missing_in_the_font(recipe: Recipe) -> None:
    assert recipe.font.lacks(recipe.source) == set()


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.name)
def test_a_letter_that_the_font_has_not_is_noticed(font: Typeface) -> None:
    assert font.lacks("Tỉnh Đắk Lắk \u0ea5 37,5%") == {"\u0ea5"}


def test_the_error_for_a_missing_font_names_its_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "FOLDERS", (tmp_path,))
    absent = Typeface("Lost Serif", "fonts-lost", "Lost.ttf", "LostBold.ttf", 12)
    with pytest.raises(FontMissingError, match="apt-get install fonts-lost"):
        absent.at(20)


@pytest.mark.parametrize("suffix", ["pdf", "png", "jpg"])
def test_a_scan_made_twice_is_the_same_to_the_byte(suffix: str) -> None:
    recipe = _one_of(suffix)
    assert forged(recipe) == forged(recipe)


@pytest.mark.parametrize("wear", WAYS)
def test_wear_is_by_chance_of_the_seed_alone_and_leaves_its_image_as_it_was(wear: str) -> None:
    sheet = _sheet()
    before = sheet.tobytes()
    one, again, other = (WAYS[wear](sheet, 100, np.random.default_rng(n)) for n in (1, 1, 2))
    assert sheet.tobytes() == before
    assert one.tobytes() == again.tobytes() != other.tobytes()


@pytest.mark.parametrize("wear", WAYS)
def test_wear_leaves_dark_print_on_light_paper(wear: str) -> None:
    worn = np.asarray(WAYS[wear](_sheet(), 100, np.random.default_rng(1)).convert("L"))
    middle = worn[
        worn.shape[0] // 10 : worn.shape[0] // 3, worn.shape[1] // 4 : -worn.shape[1] // 4
    ]
    assert np.percentile(middle, 80) - np.percentile(middle, 1) > 90


def test_a_seal_is_red_and_a_copy_of_it_is_not() -> None:
    def reds(wear: str) -> int:
        worn = WAYS[wear](_sheet(), 100, np.random.default_rng(1)).convert("RGB")
        red, _, blue = np.moveaxis(np.asarray(worn, dtype=np.int16), 2, 0)
        return int((red - blue > 60).sum())

    assert reds("sealed") > 1000
    assert reds("sealed-copy") == 0


def test_a_pdf_has_the_pages_it_is_said_to_have_and_they_are_a4() -> None:
    recipe = next(r for r in recipes() if r.suffix == "pdf" and len(printed(r)[1]) == MOST_PAGES)
    scan = forged(recipe)
    with pdfplumber.open(BytesIO(scan.data)) as document:
        sizes = [(page.width, page.height) for page in document.pages]
    assert len(sizes) == len(scan.pages) == MOST_PAGES
    assert sizes == [pytest.approx((595, 842), abs=1)] * MOST_PAGES


def test_a_picture_file_tells_its_resolution() -> None:
    recipe = _one_of("png")
    with Image.open(BytesIO(forged(recipe).data)) as picture:
        assert picture.info["dpi"] == pytest.approx((recipe.dpi, recipe.dpi), abs=0.1)


def test_a_torn_paragraph_is_cut_where_the_line_ends() -> None:
    text = " ".join(f"Năm {year} có {year} trạm." for year in range(1000, 1400))
    first, second, *_ = set_pages(text, Style(dpi=100))
    assert "\n" not in first.text
    assert text.startswith(f"{first.text} {second.text}")


def test_a_column_that_is_empty_in_every_row_is_not_printed() -> None:
    (page,) = set_pages("Tỉnh |  | Trạm\nHà Nội |  | 9.500\nHuế |  |", Style(dpi=100))
    assert page.text == "Tỉnh | Trạm\nHà Nội | 9.500\nHuế | "


def test_the_sums_of_our_own_tables_are_right() -> None:
    table = next(one for one in forge_tables.OWN if one.name == "teams-of-districts")
    rows = [line.split(" | ") for line in table.text().splitlines() if " | " in line]
    columns = [
        [int(cell.replace(".", "")) for cell in column if cell != "-"]
        for column in zip(*(row[2:] for row in rows[1:]), strict=True)
    ]
    assert [sum(column[:-1]) for column in columns] == [column[-1] for column in columns]
