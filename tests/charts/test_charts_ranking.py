"""Bars and dots of a ranking."""

import pytest

from kpi.charts.ranking import ranking_bars
from kpi.charts.style import ACCENT, CLEAR, MUTED, NEUTRAL

HANOI, HAGIANG, DANANG, VUNGTAU = "vn63:01", "vn63:02", "vn63:48", "vn63:77"
PERCENT = {"unit": "percent", "kind": "rate", "roll_up": {"rule": "none"}}


def labels(figure):
    return [a.text for a in figure.layout.annotations]


def test_the_best_stands_on_top_and_ties_share_their_rank(make, catalogue):
    ranking = make.ranking([(HANOI, "2022", 5), (DANANG, "2022", 9), (VUNGTAU, "2022", 9)])
    figure = ranking_bars(ranking, catalogue, "vi")
    (bars,) = figure.data
    assert list(bars.y) == ["1  Đà Nẵng", "1  Bà Rịa - Vũng Tàu", "3  Hà Nội"]
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
    assert figure.layout.shapes[0].x0 == 0


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


def test_ranks_are_dots_with_the_first_at_the_left(make, catalogue):
    of = make.indicator(
        unit="rank", kind="rank", direction="lower", rank_of="dti", roll_up={"rule": "none"}
    )
    ranking = make.ranking(
        [(HANOI, "2022", 40), (DANANG, "2022", 1, {"obs_status": "target"})], of=of
    )
    figure = ranking_bars(ranking, catalogue, "vi")
    (dots,) = figure.data
    assert dots.type == "scatter"
    assert list(dots.x) == [1, 40]
    assert list(dots.marker.symbol) == ["diamond", "circle"]
    assert figure.layout.xaxis.range == (0, 40)
    assert not any("trung vị" in text for text in labels(figure))


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
    assert [s.x0 for s in figure.layout.shapes] == [48.675, 80]
    assert figure.layout.shapes[1].line.dash == "dash"
    assert figure.layout.xaxis.range == (0, 80)


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
    made = {"obs_id": "", "parts": ("a", "b")}
    lost = {"source_title": float("nan"), "publisher": None}
    ranking = make.ranking(
        [("vn34:48", "2022", 12, made), ("vn34:01", "2022", 1, lost)], scheme="vn34"
    )
    figure = ranking_bars(ranking, catalogue, "vi")
    assert "tính từ số liệu của: Đà Nẵng, Quảng Nam" in figure.data[0].hovertext[0]
    assert figure.data[0].hovertext[0].endswith("nhấn để xem các số liệu thành phần")
    assert not any("nan" in text or "None" in text for text in words(figure))


@pytest.mark.parametrize(("lang", "text"), [("vi", "chưa có số liệu"), ("en", "no figures")])
def test_no_figures_are_said_and_not_drawn(make, catalogue, lang, text):
    figure = ranking_bars(make.ranking([]), catalogue, lang)
    assert labels(figure) == [text]
    assert figure.layout.height == 180
    assert not figure.layout.xaxis.visible


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
