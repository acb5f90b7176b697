"""A view as a picture: what is drawn, how tall it is, what it must not lose."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import extracts
import pytest
from PIL import Image

from kpi.drawing.boundaries import archipelagos, shapes
from kpi.drawing.palette import ACCENT
from kpi.export import picture
from kpi.export.canvas import Canvas, clipped, drawable, lines_of, width_of
from kpi.export.picture import drawing_png, picture_png
from kpi.model.extract import Bar, Drawing, Extract, Line
from kpi.settings import DATA

NAMES = ("Quần đảo Hoàng Sa", "Quần đảo Trường Sa")


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def texts(monkeypatch: pytest.MonkeyPatch, extract: Extract) -> list[str]:
    """Every text that is drawn, in order."""
    found: list[str] = []

    class Listening(Canvas):
        def text(self, x: float, y: float, text: str, size: float, **how: object) -> None:
            found.append(drawable(text))
            super().text(x, y, text, size, **how)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(picture, "Canvas", Listening)
        picture_png(extract)
    return found


def accents(image: Image.Image) -> int:
    wanted = tuple(int(ACCENT[at : at + 2], 16) for at in (1, 3, 5))
    return sum(n for n, colour in image.getcolors(1 << 24) or () if colour == wanted)


def test_a_picture_is_1200_pixels_wide_at_two_dots_a_pixel() -> None:
    image = opened(picture_png(extracts.trend()))
    assert image.width == 2400
    assert 1000 < image.height < 2400


@pytest.mark.parametrize("scheme", ["vn34", "vn63"])
def test_every_bar_has_its_name_its_value_and_the_map_its_archipelagos(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = extracts.ranking(scheme)  # type: ignore[arg-type]
    found = texts(monkeypatch, view)
    assert view.drawing is not None
    for bar in view.drawing.bars:
        assert bar.name in found
        assert bar.text in found
    assert set(NAMES) < set(found)
    assert "© OpenStreetMap contributors, ODbL" in found


def test_the_picture_says_where_it_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    view = extracts.ranking(as_of=extracts.DAY, absent=extracts.extract().absent)
    found = texts(monkeypatch, view)
    for line in (
        view.title,
        view.subtitle,
        "trung vị 0,6500",
        "Kho số liệu như cuối ngày 05/01/2026",
        "Cột rỗng: số ước, mục tiêu, kế hoạch hoặc hạng tự tính",
        "34/34 tỉnh có số liệu; trung vị 0,6500 · số liệu đến 31/12/2025",
        "Chưa có số liệu: Cần Thơ",
        "†: các nguồn ghi khác nhau",
        "Nguồn: Báo cáo số 15/BC-STTTT, Sở TT&TT, 01/2026, https://example.vn/a",
        "Tải về ngày 05/01/2026",
        view.address,
    ):
        assert line in found


def test_my_province_alone_has_the_accent() -> None:
    view = extracts.ranking()
    assert accents(opened(picture_png(view))) > 10_000
    drawing = view.drawing
    assert drawing is not None
    nobody = replace(drawing, bars=tuple(replace(bar, own=False) for bar in drawing.bars))
    assert accents(opened(picture_png(replace(view, drawing=nobody)))) == 0


def test_a_bar_of_no_firm_figure_is_hollow() -> None:
    def coloured(*, hollow: bool) -> int:
        bar = Bar("Huế", 5.0, "5", own=True, hollow=hollow)
        return accents(opened(picture_png(extracts.extract(drawing=Drawing("", (bar,))))))

    assert coloured(hollow=True) < coloured(hollow=False) / 4


def test_a_doubtful_figure_does_not_flatten_the_others() -> None:
    def length(*, doubtful: bool) -> int:
        bars = (Bar("Huế", 9e6, "9e6", doubtful=doubtful), Bar("Hà Nội", 9e3, "9e3", own=True))
        return accents(opened(picture_png(extracts.extract(drawing=Drawing("", bars)))))

    assert length(doubtful=True) > 20 * length(doubtful=False)


def test_63_bars_make_the_picture_taller_not_smaller() -> None:
    small, tall = (opened(picture_png(extracts.ranking(s))) for s in ("vn34", "vn63"))  # type: ignore[arg-type]
    assert tall.width == small.width
    assert tall.height - small.height > 29 * 2 * 15


def test_a_view_without_a_drawing_shows_its_first_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple((f"Tỉnh {n}", "vn34:01", 1234.5) for n in range(40))
    found = texts(monkeypatch, extracts.extract(rows=rows))
    assert "Tỉnh 13" in found
    assert "Tỉnh 14" not in found
    assert "1.234,5" in found
    assert "vn34:01" not in found
    assert "… còn 26 dòng" in found


def test_lines_are_named_at_their_ends_with_the_last_figure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = texts(monkeypatch, extracts.trend())
    for text in ("Bắc Ninh 3.958", "Bắc Ninh (mục tiêu) 5.200", "mục tiêu cả nước 3.000", "2018"):
        assert text in found


@pytest.mark.parametrize(
    "points",
    [(), ((2024, None),), ((2024, 0.0),), ((2024, -5.0), (2025, -5.0))],
)
def test_few_or_equal_points_are_drawn_all_the_same(
    points: tuple[tuple[float, float | None], ...],
) -> None:
    drawing = Drawing("trạm", lines=(Line("Huế", points),))
    assert picture_png(extracts.extract(drawing=drawing))


def test_hostile_texts_are_drawn_within_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    found = texts(monkeypatch, extracts.hostile())
    assert any("$a_b^c$ *đậm* _nghiêng_ @nguồn" in text for text in found)
    assert max(width_of(text, 15) for text in found) < 1200


def test_the_same_view_gives_the_same_bytes_in_any_thread() -> None:
    view = extracts.ranking()
    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(picture_png, [view] * 3))) == 1


def test_the_drawing_alone_counts_what_it_leaves_out() -> None:
    assert drawing_png(extracts.extract()) == b""
    image = opened(drawing_png(extracts.ranking("vn63", own=40)))
    assert image.height < image.width


def test_lines_break_at_blanks_and_the_last_is_cut() -> None:
    lines = lines_of("Thừa Thiên Huế và các tỉnh khác " * 4, 20, 200, 3)
    assert len(lines) == 3
    assert all(width_of(line, 20) <= 200 for line in lines)
    assert lines[-1].endswith("…")
    assert lines_of("", 20, 200, 3) == []
    assert clipped("a" * 500, 20, 100).endswith("…")


def test_every_island_has_an_area_of_the_map() -> None:
    for scheme in ("vn34", "vn63"):
        areas = shapes(DATA / "boundaries", scheme)  # type: ignore[arg-type]
        for group in archipelagos(DATA / "boundaries", scheme):  # type: ignore[arg-type]
            assert group.area in areas
