"""The map: every area, both archipelagos, hatching where no figure is."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from kpi.analysis.restate import Partial
from kpi.charts.map import CONFIG, ranking_map
from kpi.charts.style import ACCENT, ALONE, CLEAR, SEQUENTIAL
from kpi.drawing import boundaries
from kpi.errors import UnreadableError

NONE = frozenset()
HANOI, DANANG, KHANHHOA = "vn63:01", "vn63:48", "vn63:56"
SIZES = [("vn63", 63), ("vn34", 34)]


def of_type(figure, kind):
    return [trace for trace in figure.data if trace.type == kind]


def shaded(figure):
    return next(t for t in of_type(figure, "choropleth") if t.coloraxis)


def hover_of(figure, key):
    trace = of_type(figure, "choropleth")[0]
    return trace.text[list(trace.locations).index(key)]


@pytest.mark.parametrize(("scheme", "size"), SIZES)
@pytest.mark.parametrize("figures", [0, 5])
def test_every_map_has_every_area_and_both_archipelagos(
    make, catalogue, folder, scheme, size, figures
):
    keys = [a.key for a in catalogue.areas_of(scheme)][:figures]
    ranking = make.ranking([(key, "2025", 7) for key in keys], scheme=scheme, period="2025")
    figure = ranking_map(ranking, catalogue, "vi", NONE, folder)
    drawn = [key for t in of_type(figure, "choropleth") for key in t.locations]
    assert sorted(drawn) == sorted(a.key for a in catalogue.areas_of(scheme))
    assert len(drawn) == size
    for trace in of_type(figure, "choropleth"):
        assert [f["id"] for f in trace.geojson["features"]] == list(trace.locations)
    texts = [t.text[0] for t in of_type(figure, "scattergeo") if t.mode == "text"]
    assert texts == ["Quần đảo Hoàng Sa<br>(Đà Nẵng)", "Quần đảo Trường Sa<br>(Khánh Hòa)"]
    islands = [t for t in of_type(figure, "scattergeo") if t.mode == "markers"]
    assert [len(t.lon) for t in islands] == [7, 9]
    geo = figure.layout.geo
    for trace in of_type(figure, "scattergeo"):
        assert all(geo.lonaxis.range[0] < x < geo.lonaxis.range[1] for x in trace.lon if x)
        assert all(geo.lataxis.range[0] < y < geo.lataxis.range[1] for y in trace.lat if y)


def test_the_archipelagos_have_english_names(make, catalogue, folder):
    figure = ranking_map(make.ranking([]), catalogue, "en", NONE, folder)
    texts = [t.text[0] for t in of_type(figure, "scattergeo") if t.mode == "text"]
    assert texts == ["Hoang Sa archipelago<br>(Da Nang)", "Truong Sa archipelago<br>(Khanh Hoa)"]


def test_islands_take_the_colour_of_their_province(make, catalogue, folder):
    ranking = make.ranking([(HANOI, "2022", 5), (DANANG, "2022", 9)])
    figure = ranking_map(ranking, catalogue, "vi", frozenset({KHANHHOA}), folder)
    hoang_sa, truong_sa = (t for t in of_type(figure, "scattergeo") if t.mode == "markers")
    assert set(hoang_sa.marker.color) == {9}
    assert hoang_sa.marker.coloraxis == "coloraxis"
    assert list(hoang_sa.customdata[0]) == ["o1", DANANG]
    assert truong_sa.marker.color == CLEAR
    assert truong_sa.marker.line.color == ACCENT
    assert "chưa có số liệu" in truong_sa.hovertext[0]


@pytest.mark.parametrize(("scheme", "size"), SIZES)
def test_hatching_lies_within_its_area_and_no_area_lacks_it(catalogue, folder, scheme, size):
    shapes = boundaries.shapes(folder, scheme)
    assert len(shapes) == size
    for key, shape in shapes.items():
        points = [point for edge in boundaries._edges(shape["geometry"]) for point in edge]
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        segments = boundaries.hatching(folder, scheme, key)
        assert segments, key
        for x, y in (end for segment in segments for end in segment):
            assert west - 1e-9 <= x <= east + 1e-9
            assert south - 1e-9 <= y <= north + 1e-9


def test_hatching_leaves_holes_out(tmp_path):
    square = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
    hole = [[1, 1], [3, 1], [3, 3], [1, 3], [1, 1]]
    feature = {"id": "vn63:01", "geometry": {"type": "Polygon", "coordinates": [square, hole]}}
    (tmp_path / "vn63.geojson").write_text(json.dumps({"features": [feature]}), encoding="utf-8")
    segments = boundaries.hatching(tmp_path, "vn63", "vn63:01")
    for (x, y), (other_x, other_y) in segments:
        middle = (x + other_x) / 2, (y + other_y) / 2
        assert not all(1 < place < 3 for place in middle)
    on_diagonal = [s for s in segments if s[0][0] == s[0][1]]
    assert on_diagonal == [((0, 0), (1, 1)), ((3, 3), (4, 4))]


def test_only_missing_areas_are_hatched(make, catalogue, folder):
    ranking = make.ranking([(HANOI, "2022", 5)], missing=(DANANG,))
    hatches = of_type(ranking_map(ranking, catalogue, "vi", NONE, folder), "scattergeo")[0]
    assert hatches.hoverinfo == "skip"
    assert len(hatches.lon) == 3 * len(boundaries.hatching(folder, "vn63", DANANG))
    assert set(hatches.lon[2::3]) == {None}


def test_an_area_without_a_figure_says_why(make, catalogue, folder):
    ranking = make.ranking(
        [],
        scheme="vn34",
        missing=("vn34:01", "vn34:48", "vn34:56"),
        partial=(Partial("vn34:48", ("vn63:48",), ("vn63:48", "vn63:49")),),
        uncombinable=("vn34:56",),
        without_base=("vn34:04",),
    )
    figure = ranking_map(ranking, catalogue, "vi", NONE, folder)
    assert hover_of(figure, "vn34:01") == "<b>Hà Nội</b><br>chưa có số liệu"
    assert hover_of(figure, "vn34:48").endswith("mới có 1/2 tỉnh cũ")
    assert hover_of(figure, "vn34:56").endswith("không gộp được")
    assert hover_of(figure, "vn34:04").endswith("chưa có dân số cùng năm")
    assert hover_of(figure, "vn34:08").endswith("ngoài vùng đang xem")


def test_my_area_is_outlined_on_top(make, catalogue, folder):
    ranking = make.ranking([(HANOI, "2022", 5)])
    figure = ranking_map(ranking, catalogue, "vi", frozenset({HANOI}), folder)
    outline = of_type(figure, "choropleth")[-1]
    assert list(outline.locations) == [HANOI]
    assert outline.marker.line.color == ACCENT
    assert outline.hoverinfo == "skip"


def test_shaded_areas_lead_to_their_figures(make, catalogue, folder):
    ranking = make.ranking([(HANOI, "2022", 5), (DANANG, "2022", 9)])
    trace = shaded(ranking_map(ranking, catalogue, "vi", NONE, folder))
    assert list(trace.z) == [5, 9]
    assert [list(c) for c in trace.customdata] == [["o0", HANOI], ["o1", DANANG]]
    assert trace.unselected.marker.opacity == 1


def test_a_misprint_does_not_stretch_the_colours(make, catalogue, folder):
    ranking = make.ranking(
        [(HANOI, "2022", 1000), (DANANG, "2022", 2000), (KHANHHOA, "2022", 9e6, {"flagged": True})]
    )
    axis = ranking_map(ranking, catalogue, "vi", NONE, folder).layout.coloraxis
    assert (axis.cmin, axis.cmax) == (1000, 2000)
    assert list(axis.colorbar.ticktext) == ["1.000", "1.500", "2.000"]
    assert axis.colorbar.title.text == "trạm · màu đậm = tốt hơn"
    assert not axis.reversescale


@pytest.mark.parametrize(
    ("direction", "reverse", "text"),
    [
        ("lower", True, "stations · darker = lower, better"),
        ("neutral", False, "stations · darker = more"),
    ],
)
def test_the_bar_says_which_end_is_better(make, catalogue, folder, direction, reverse, text):
    figures = [(HANOI, "2022", 5), (DANANG, "2022", 9)]
    ranking = make.ranking(figures, of=make.indicator(direction=direction))
    axis = ranking_map(ranking, catalogue, "en", NONE, folder).layout.coloraxis
    assert axis.reversescale is reverse
    assert axis.colorbar.title.text == text


@pytest.mark.parametrize("direction", ["lower", "higher"])
def test_equal_values_have_one_dark_colour_and_one_tick(make, catalogue, folder, direction):
    figures = [(HANOI, "2022", 5), (DANANG, "2022", 5)]
    ranking = make.ranking(figures, of=make.indicator(direction=direction))
    axis = ranking_map(ranking, catalogue, "vi", NONE, folder).layout.coloraxis
    assert {colour for _, colour in axis.colorscale} == {ALONE}
    assert SEQUENTIAL.index(ALONE) > len(SEQUENTIAL) // 2
    assert axis.cmin < 5 < axis.cmax
    assert list(axis.colorbar.ticktext) == ["5"]
    assert axis.colorbar.title.text == "trạm"


@pytest.mark.parametrize("status", ["target", "plan", "estimate"])
def test_a_promise_is_neither_better_nor_ranked(make, catalogue, folder, status):
    promised = {"obs_status": status}
    figures = [(HANOI, "2022", 5, promised), (DANANG, "2022", 9, promised)]
    figure = ranking_map(make.ranking(figures, status=status), catalogue, "vi", NONE, folder)
    assert figure.layout.coloraxis.colorbar.title.text == "trạm"
    assert not any("hạng" in text for text in shaded(figure).text)


def test_ticks_of_scores_share_their_decimals(make, catalogue, folder):
    of = make.indicator(unit="score", kind="score", decimals=4, roll_up={"rule": "mean"})
    ranking = make.ranking([(HANOI, "2022", 0.5), (DANANG, "2022", 0.7483)], of=of)
    axis = ranking_map(ranking, catalogue, "vi", NONE, folder).layout.coloraxis
    assert list(axis.colorbar.ticktext) == ["0,500", "0,624", "0,748"]


def test_ranks_have_whole_ticks(make, catalogue, folder):
    of = make.indicator(unit="rank", kind="rank", direction="lower", roll_up={"rule": "none"})
    ranking = make.ranking([(HANOI, "2022", 1), (DANANG, "2022", 4)], of=of)
    axis = ranking_map(ranking, catalogue, "vi", NONE, folder).layout.coloraxis
    assert list(axis.colorbar.ticktext) == ["1", "2", "4"]


def test_the_licence_is_named_and_nothing_is_none(make, catalogue, folder, words):
    figure = ranking_map(make.ranking([(HANOI, "2022", 5)]), catalogue, "vi", NONE, folder)
    found = words(figure)
    assert "© OpenStreetMap contributors, ODbL" in found
    assert not any("nan" in text or "None" in text for text in found)
    assert figure.layout.geo.visible is False


def test_the_empty_base_map_has_every_layer_plotly_looks_up():
    assert CONFIG["topojsonURL"] == "/app/static/topo/"
    path = Path(__file__).parents[2] / "kpi" / "ui" / "static" / "topo" / "world_110m.json"
    topology = json.loads(path.read_text(encoding="utf-8"))
    assert topology["type"] == "Topology"
    assert set(topology["objects"]) == {
        "coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits",
    }  # fmt: skip
    assert all(o["geometries"] == [] for o in topology["objects"].values())


@pytest.mark.parametrize("text", [None, "{", '{"features": [{}]}'])
def test_a_damaged_boundary_file_is_named(tmp_path, text):
    if text:
        (tmp_path / "vn34.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"vn34\.geojson"):
        boundaries.shapes(tmp_path, "vn34")


def test_missing_island_files_are_named(tmp_path, folder):
    with pytest.raises(UnreadableError, match=r"archipelagos\.csv"):
        boundaries.archipelagos(tmp_path, "vn34")
    (tmp_path / "archipelagos.csv").write_bytes((folder / "archipelagos.csv").read_bytes())
    with pytest.raises(UnreadableError, match=r"annotations\.csv"):
        boundaries.archipelagos(tmp_path, "vn63")


def test_the_colours_darken_in_even_steps():
    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (
            p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 116 * (0.2126 * red + 0.7152 * green + 0.0722 * blue) ** (1 / 3) - 16

    steps = [a - b for a, b in pairwise(map(luminance, SEQUENTIAL))]
    assert min(steps) > 8
    assert max(steps) - min(steps) < 3


def test_a_figure_of_a_year_before_is_shaded_and_hatched(make, catalogue, folder):
    now = make.ranking([("vn63:01", "2022", 5)])
    older = make.ranking([("vn63:48", "2021", 9)]).rows.assign(rank=0)
    plain = ranking_map(now, catalogue, "vi", frozenset(), folder)
    drawn = ranking_map(replace(now, earlier=older), catalogue, "vi", frozenset(), folder)
    assert len(drawn.data) == len(plain.data) + 1
    shaded = next(t for t in drawn.data if t.type == "choropleth" and len(t.locations) == 2)
    place = list(shaded.locations).index("vn63:48")
    assert shaded.z[place] == 9
    assert "2021" in shaded.text[place]
    after = drawn.data[list(drawn.data).index(shaded) + 1]
    assert after.mode == "lines" and len(after.lon) > 0
