"""Bars and dots of a ranking."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from kpi.charts.ranking import ranking_bars
from kpi.charts.style import ACCENT, CLEAR, MUTED, NEUTRAL

HANOI, HAGIANG, DANANG, VUNGTAU = "vn63:01", "vn63:02", "vn63:48", "vn63:77"
PERCENT = {"unit": "percent", "kind": "rate", "roll_up": {"rule": "none"}}


SCORE = {"unit": "score", "kind": "score", "decimals": 4, "roll_up": {"rule": "mean"}}
RANK = {"unit": "rank", "kind": "rank", "direction": "lower", "roll_up": {"rule": "none"}}


def strokes(shape):
    """Value of an upright line, and from where to where it is drawn, in rows."""
    ends = [tuple(map(float, e.split(","))) for e in re.findall(r"[ML] (\S+)", shape.path)]
    (value,) = {x for x, _ in ends}
    return value, [(a, b) for (_, a), (_, b) in zip(ends[::2], ends[1::2], strict=True)]


def labels(figure):
    return [a.text for a in figure.layout.annotations]


def test_the_best_stands_on_top_and_ties_share_their_rank(make, catalogue):
    ranking = make.ranking([(HANOI, "2022", 5), (DANANG, "2022", 9), (VUNGTAU, "2022", 9)])
    figure = ranking_bars(ranking, catalogue, "vi")
    (bars,) = figure.data
    assert list(bars.y) == ["1=  Đà Nẵng", "1=  Bà Rịa - Vũng Tàu", "3  Hà Nội"]
    assert list(bars.x) == [9, 9, 5]
    top, bottom = figure.layout.yaxis.range[::-1]
    assert top < bottom
    assert figure.layout.yaxis.type == "category"


def test_my_province_alone_has_the_accent(make, catalogue):
    ranking = make.ranking([(HANOI, "2022", 5), (DANANG, "2022", 9)])
    (bars,) = ranking_bars(ranking, catalogue, "vi", frozenset({HANOI})).data
    assert list(bars.marker.color) == [NEUTRAL, ACCENT]


def test_every_bar_leads_to_its_figure_and_none_fades(make, catalogue):
    ranking = make.ranking([(HANOI, "2022", 5), (DANANG, "2022", 9)])
    (bars,) = ranking_bars(ranking, catalogue, "vi").data
    assert [list(c) for c in bars.customdata] == [["o1", DANANG], ["o0", HANOI]]
    assert bars.unselected.marker.opacity == 1


def test_hedges_doubts_and_another_period_stand_beside_the_value(make, catalogue):
    ranking = make.ranking(
        [
            (HANOI, "2022", 3252, {"qualifier": "more_than", "disputed": True}),
            (DANANG, "2022-H1", 733),
            (VUNGTAU, "2022", 0),
        ]
    )
    (bars,) = ranking_bars(ranking, catalogue, "vi").data
    assert list(bars.text) == ["> 3.252 †", "733 · 6T đầu/2022", "0"]
    assert bars.x[2] == 0


def test_a_flagged_value_does_not_flatten_the_others(make, catalogue):
    ranking = make.ranking([(HANOI, "2022", 1_699_000, {"flagged": True}), (DANANG, "2022", 1000)])
    figure = ranking_bars(ranking, catalogue, "vi")
    assert figure.layout.xaxis.range == pytest.approx((0, 1150))
    assert figure.data[0].text[0] == "→ 1.699.000 ‡"
    assert figure.data[0].x[0] == pytest.approx(1150)
    assert labels(figure)[0] == "→ trung vị 850.000"
    assert "1.699.000 trạm" in figure.data[0].hovertext[0]


def test_a_lone_flagged_value_is_drawn_whole(make, catalogue):
    ranking = make.ranking([(HANOI, "2022", 7000, {"flagged": True})])
    figure = ranking_bars(ranking, catalogue, "vi")
    assert figure.data[0].text[0] == "7.000 ‡"
    assert figure.layout.xaxis.range == (0, 7000)


def test_a_negative_misprint_runs_to_the_left_edge(make, catalogue):
    ranking = make.ranking([(HANOI, "2022", -9000, {"flagged": True}), (DANANG, "2022", 10)])
    figure = ranking_bars(ranking, catalogue, "vi")
    assert figure.layout.xaxis.range == (0, 10)
    assert figure.data[0].text[1] == "← −9.000 ‡"
    assert labels(figure)[0] == "← trung vị −4.495"
    assert strokes(figure.layout.shapes[0])[0] == 0


@pytest.mark.parametrize("change", [{"obs_status": "estimate"}, {"computed": True}])
def test_what_was_not_printed_as_a_result_is_hollow(make, catalogue, change):
    ranking = make.ranking([(HANOI, "2022", 5, change), (DANANG, "2022", 9, change)])
    (bars,) = ranking_bars(ranking, catalogue, "en", frozenset({HANOI})).data
    assert set(bars.marker.color) == {CLEAR}
    assert list(bars.marker.line.color) == [MUTED, ACCENT]


def test_plans_are_hatched(make, catalogue):
    ranking = make.ranking([(HANOI, "2022", 5, {"obs_status": "plan"}), (DANANG, "2022", 9)])
    (bars,) = ranking_bars(ranking, catalogue, "vi").data
    assert list(bars.marker.pattern.shape) == ["", "/"]
    assert "kế hoạch" in bars.hovertext[1]


@pytest.mark.parametrize(("scheme", "size"), [("vn63", 63), ("vn34", 34)])
def test_ranks_are_dots_on_an_axis_of_the_whole_scheme(make, catalogue, scheme, size):
    figures = [(f"{scheme}:01", "2022", 24), (f"{scheme}:48", "2022", 1, {"obs_status": "target"})]
    figure = ranking_bars(
        make.ranking(figures, of=make.indicator(**RANK), scheme=scheme), catalogue, "vi"
    )
    (dots,) = figure.data
    assert dots.type == "scatter"
    assert list(dots.x) == [1, 24]
    assert list(dots.marker.symbol) == ["diamond", "circle"]
    axis = figure.layout.xaxis
    assert list(axis.tickvals) == [1, size]
    assert axis.range[0] < 1
    assert size < axis.range[1] < size + 3
    assert not any("trung vị" in text for text in labels(figure))


def test_a_printed_rank_is_one_of_all_areas(make, catalogue):
    ranking = make.ranking([(HANOI, "2020", 43)], period="2020", of=make.indicator(**RANK))
    ranking = replace(ranking, rows=ranking.rows.assign(rank=43))
    (dots,) = ranking_bars(ranking, catalogue, "vi").data
    assert list(dots.y) == ["43  Hà Nội"]
    assert "<br>hạng 43/63 · 1 địa phương có số liệu<br>" in dots.hovertext[0]
    hover = ranking_bars(ranking, catalogue, "en").data[0].hovertext[0]
    assert "<br>rank 43 of 63 · 1 areas with a figure<br>" in hover


def test_a_computed_rank_is_marked(make, catalogue):
    figures = [(HANOI, "2022", 2, {"computed": True}), (DANANG, "2022", 1)]
    (dots,) = ranking_bars(make.ranking(figures, of=make.indicator(**RANK)), catalogue, "vi").data
    assert list(dots.text) == ["1", "2 °"]
    assert "° hạng tính từ điểm đã công bố" in dots.hovertext[1]


@pytest.mark.parametrize("status", ["target", "plan", "estimate"])
def test_promises_and_estimates_are_listed_and_not_ranked(make, catalogue, status):
    promised = {"obs_status": status}
    figures = [(HANOI, "2022", 5, promised), (DANANG, "2022", 9, promised)]
    (bars,) = ranking_bars(make.ranking(figures, status=status), catalogue, "vi").data
    assert list(bars.y) == ["Đà Nẵng", "Hà Nội"]
    assert not any("hạng" in text for text in bars.hovertext)


def test_median_and_the_nearest_target_are_labelled_lines(make, catalogue):
    of = make.indicator(**PERCENT)
    targets = (
        make.target(year=2020, value=50),
        make.target(value=80),
        make.target(value=80, act="Quyết định 749/QĐ-TTg"),
        make.target(year=2030, value=100),
    )
    ranking = make.ranking([(HANOI, "2022", 40), (DANANG, "2022", 57.35)], of=of, targets=targets)
    figure = ranking_bars(ranking, catalogue, "vi")
    assert labels(figure) == ["trung vị 48,7", "mục tiêu 2025: 80 %", "%"]
    assert [strokes(s)[0] for s in figure.layout.shapes] == [48.675, 80]
    assert figure.layout.shapes[1].line.dash == "dash"
    assert figure.layout.xaxis.range == (0, 80)


def test_a_line_parts_beside_a_shorter_bar_to_spare_its_value(make, catalogue):
    figures = [(HANOI, "2022", 9), (DANANG, "2022", 5), (VUNGTAU, "2022", 4), (HAGIANG, "2022", 0)]
    figure = ranking_bars(make.ranking(figures, median=4.5), catalogue, "vi")
    value, drawn = strokes(figure.layout.shapes[0])
    assert value == 4.5
    assert [row for row in range(4) if any(a <= row <= b for a, b in drawn)] == [0, 1]
    assert drawn[0][0] == -0.5
    assert drawn[-1][1] == 3.5
    text = 12 / (figure.layout.height / 5)
    assert all(b[0] - a[1] > text / 2 for a, b in pairwise(drawn))


def test_a_target_keeps_the_digits_of_its_act(make, catalogue):
    of = make.indicator(**PERCENT)
    ranking = make.ranking([(HANOI, "2022", 57.35)], of=of, targets=(make.target(value=99.95),))
    assert "mục tiêu 2025: 99,95 %" in labels(ranking_bars(ranking, catalogue, "vi"))


@pytest.mark.parametrize(
    ("kind", "values", "texts"),
    [
        (SCORE, [0.8002, 0.76, 0.7483], ["0,800", "0,760", "0,748"]),
        (SCORE, [0.8, 0.75], ["0,80", "0,75"]),
        (SCORE, [85.32, 80], ["85,3", "80,0"]),
        (SCORE, [1234.5678, 1000], ["1.234,6", "1.000,0"]),
        (SCORE, [62.3, 0.623, 0.6123], ["62,300", "0,623", "0,612"]),
        (PERCENT, [100, 57.35, 8], ["100,0", "57,4", "8,0"]),
        (PERCENT, [1.2345, 0.5, 0], ["1,23", "0,50", "0,00"]),
        (PERCENT, [57.35, 30, 0.04], ["57,4", "30,0", "0,04"]),
        (PERCENT, [80, 57], ["80", "57"]),
        ({}, [1234.5, 12.25], ["1.234", "12,2"]),
    ],
)
def test_scores_and_rates_of_a_chart_share_their_decimals(make, catalogue, kind, values, texts):
    keys = [a.key for a in catalogue.areas_of("vn63")]
    figures = [(key, "2022", value) for key, value in zip(keys, values, strict=False)]
    (bars,) = ranking_bars(make.ranking(figures, of=make.indicator(**kind)), catalogue, "vi").data
    assert list(bars.text) == texts


def test_a_median_between_whole_rates_is_not_cut(make, catalogue):
    ranking = make.ranking(
        [(HANOI, "2022", 40), (DANANG, "2022", 57)], of=make.indicator(**PERCENT)
    )
    figure = ranking_bars(ranking, catalogue, "vi")
    assert labels(figure)[0] == "trung vị 48,5"
    assert list(figure.data[0].text) == ["57", "40"]


def test_a_national_count_is_no_target_of_one_province(make, catalogue):
    nation = make.target(scope="nation", value=100_000)
    ranking = make.ranking([(HANOI, "2022", 40)], targets=(nation,))
    assert labels(ranking_bars(ranking, catalogue, "vi")) == ["trung vị 40", "trạm"]
    rate = make.ranking([(HANOI, "2022", 40)], of=make.indicator(**PERCENT), targets=(nation,))
    assert "national target 2025: 100,000 %" in labels(ranking_bars(rate, catalogue, "en"))


def test_money_is_scaled_once_and_told_in_full(make, catalogue):
    of = make.indicator(unit="dong", kind="money", measure="flow")
    ranking = make.ranking([(HANOI, "2022", 3.4e11), (DANANG, "2022", 2.5e9)], of=of)
    figure = ranking_bars(ranking, catalogue, "vi")
    assert list(figure.data[0].x) == [340, 2.5]
    assert "tỷ đồng" in labels(figure)
    assert "340.000.000.000 đồng" in figure.data[0].hovertext[0]


def test_values_per_head_name_their_base(make, catalogue):
    ranking = make.ranking([(HANOI, "2022", 1.23456)], per_capita=True)
    figure = ranking_bars(ranking, catalogue, "vi")
    assert figure.data[0].text[0] == "1,23"
    assert "trạm / 10.000 dân" in figure.data[0].hovertext[0]
    money = make.indicator(unit="dong", kind="money", per_capita=True)
    rich = make.ranking([(HANOI, "2022", 2.5e9)], of=money, per_capita=True)
    hover = ranking_bars(rich, catalogue, "vi").data[0].hovertext[0]
    assert "2.500.000.000 đồng / 10.000 dân" in hover


def test_a_milestone_says_its_stage(make, catalogue):
    of = make.indicator(
        kind="milestone",
        roll_up={"rule": "mean"},
        stages_vi=("đang thí điểm", "đã vận hành"),
        stages_en=("pilot", "in operation"),
    )
    ranking = make.ranking([(HANOI, "2022", 2), (DANANG, "2022", 1.5)], of=of)
    (bars,) = ranking_bars(ranking, catalogue, "en").data
    assert list(bars.text) == ["in operation", "1.5"]
    assert "in operation" in bars.hovertext[0]


def test_a_small_figure_does_not_read_as_zero(make, catalogue):
    ranking = make.ranking([(HANOI, "2022", 0.0004), (DANANG, "2022", 3)])
    (bars,) = ranking_bars(ranking, catalogue, "vi").data
    assert bars.text[1] == "0,0004"


def test_the_hover_tells_the_figure_and_where_it_is_from(make, catalogue):
    doubts = {"qualifier": "nearly", "disputed": True, "flagged": True, "obs_status": "estimate"}
    ranking = make.ranking([(HANOI, "2022-06-30", 12.5, doubts)])
    hover = ranking_bars(ranking, catalogue, "vi").data[0].hovertext[0]
    assert hover.split("<br>") == [
        "<b>Hà Nội</b>",
        "<b>≈ 12,5 trạm</b>",
        "30/06/2022 · ước thực hiện · gần",
        "hạng 1 trong 1/63 địa phương có số liệu",
        "† các nguồn cho số khác nhau",
        "‡ ngoài khoảng hợp lý, giữ như in",
        "Báo cáo &lt;năm&gt;",
        "Sở Thông tin và Truyền thông",
        "nhấn để mở nguồn",
    ]


def test_a_region_keeps_the_ranks_of_the_country(make, catalogue):
    ranking = make.ranking([(HANOI, "2022", 12)], expected=14)
    hover = ranking_bars(ranking, catalogue, "en").data[0].hovertext[0]
    assert "rank 1 nationwide · 1/14 of the region reported" in hover


def test_a_rolled_up_figure_names_its_parts_and_a_lost_source_no_nan(make, catalogue, words):
    made = {"obs_id": "a.b", "parts": ("a", "b")}
    lost = {"source_title": float("nan"), "publisher": None}
    ranking = make.ranking(
        [("vn34:48", "2022", 12, made), ("vn34:01", "2022", 1, lost)], scheme="vn34"
    )
    figure = ranking_bars(ranking, catalogue, "vi")
    assert figure.data[0].customdata[0][0] == "a.b"
    assert "gộp từ số liệu của: Đà Nẵng, Quảng Nam" in figure.data[0].hovertext[0]
    assert "Báo cáo" not in figure.data[0].hovertext[0]
    assert figure.data[0].hovertext[0].endswith("nhấn để xem các số liệu thành phần")
    assert not any("nan" in text or "None" in text for text in words(figure))


@pytest.mark.parametrize(("lang", "text"), [("vi", "chưa có số liệu"), ("en", "no figures")])
def test_no_figures_are_said_and_not_drawn(make, catalogue, lang, text):
    figure = ranking_bars(make.ranking([]), catalogue, lang)
    assert labels(figure) == [text]
    assert figure.layout.height == 96
    assert not figure.layout.xaxis.visible


def test_an_area_the_merger_left_alone_keeps_its_source(make, catalogue):
    carried = {"obs_id": "a", "parts": ("a",)}
    ranking = make.ranking([("vn34:01", "2022", 12, carried)], scheme="vn34")
    hover = ranking_bars(ranking, catalogue, "vi").data[0].hovertext[0]
    assert "Báo cáo &lt;năm&gt;" in hover
    assert "gộp" not in hover


@pytest.mark.parametrize("size", [1, 2, 5, 63])
def test_a_bar_is_as_thick_however_many_there_are(make, catalogue, size):
    keys = [a.key for a in catalogue.areas_of("vn63")][:size]
    figure = ranking_bars(make.ranking([(k, "2022", 7) for k in keys]), catalogue, "vi")
    layout = figure.layout
    bottom, top = layout.yaxis.range
    row = (layout.height - layout.margin.t - layout.margin.b) / (bottom - top)
    assert 18 <= figure.data[0].width * row <= 24
    assert layout.height >= 96


def test_a_lone_bar_leaves_room_for_all_it_tells(make, catalogue):
    told = {"disputed": True, "flagged": True, "source_title": "Báo cáo tổng kết " * 20}
    brief, full = (
        ranking_bars(make.ranking([(HANOI, "2022", 7, change)]), catalogue, "vi")
        for change in ({}, told)
    )
    assert brief.layout.height < 180
    lines = full.data[0].hovertext[0].count("<br>") + 1
    assert full.layout.height > 17 * lines


def test_sixty_three_bars_have_room_each(make, catalogue):
    keys = [a.key for a in catalogue.areas_of("vn63")]
    ranking = make.ranking([(key, "2022", n) for n, key in enumerate(keys)])
    figure = ranking_bars(ranking, catalogue, "vi")
    assert figure.layout.height > 63 * 22
    assert len(figure.layout.yaxis.tickvals) == 63


@pytest.mark.parametrize(("lang", "separators"), [("vi", ",."), ("en", ".,")])
def test_a_phone_scrolls_and_does_not_zoom(make, catalogue, lang, separators):
    layout = ranking_bars(make.ranking([(HANOI, "2022", 1)]), catalogue, lang).layout
    assert layout.xaxis.fixedrange
    assert layout.yaxis.fixedrange
    assert layout.dragmode is False
    assert layout.separators == separators


def test_a_handful_is_listed_and_not_ranked(make, catalogue):
    ranking = make.ranking([(HANOI, "2022", 5), (DANANG, "2022", 9)], ranked=2)
    (bars,) = ranking_bars(ranking, catalogue, "vi").data
    assert list(bars.y) == ["Đà Nẵng", "Hà Nội"]
    assert "hạng" not in " ".join(bars.hovertext)


def test_a_figure_of_a_year_before_bears_its_year_and_no_rank(make, catalogue):
    now = make.ranking([("vn63:01", "2022", 5)])
    older = make.ranking([("vn63:48", "2021", 9)]).rows.assign(rank=0)
    bars = ranking_bars(replace(now, earlier=older), catalogue, "vi").data[0]
    assert list(bars.y) == ["1  Hà Nội", "Đà Nẵng"]
    assert bars.text[1].endswith("· 2021")
    assert list(bars.marker.pattern.shape) == ["", "x"]
    assert CLEAR not in bars.marker.color  # a pattern over no colour is not drawn
    assert "không xếp hạng" in bars.hovertext[1]
