"""Lines over the years."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kpi.charts.style import ACCENT, SERIES
from kpi.charts.time_ticks import by_months, time_ticks
from kpi.charts.trend import trend_lines
from kpi.drawing.extent import apart, ticks
from kpi.model import Break

HANOI, DANANG = "vn63:01", "vn63:48"
PERCENT = {"unit": "percent", "kind": "rate", "roll_up": {"rule": "none"}}


def labels(figure):
    return [a.text for a in figure.layout.annotations]


def lines(figure):
    return [t for t in figure.data if t.legendgroup and t.x[0] is not None]


def test_gaps_are_not_joined_and_a_lone_point_is_a_dot(make, catalogue):
    trend = make.trend(
        [
            (HANOI, "2018", 1),
            (HANOI, "2019", 2),
            (HANOI, "2022", 3, {"segment": 1}),
        ]
    )
    figure = trend_lines(trend, catalogue, "vi")
    first, second = lines(figure)
    assert list(first.x) == [date(2018, 12, 31), date(2019, 12, 31)]
    assert (first.mode, second.mode) == ("lines+markers", "markers")
    assert [list(c) for c in second.customdata] == [["o2", HANOI]]


def test_results_estimates_and_promises_never_share_a_line(make, catalogue):
    trend = make.trend(
        [
            (HANOI, "2021", 1),
            (HANOI, "2022", 2, {"obs_status": "estimate", "segment": 1}),
            (HANOI, "2025", 3, {"obs_status": "target", "segment": 2}),
            (HANOI, "2026", 3, {"obs_status": "plan", "segment": 3, "qualifier": "about"}),
        ]
    )
    figure = trend_lines(trend, catalogue, "vi")
    drawn = lines(figure)
    assert [t.line.dash for t in drawn] == ["solid", "dot", "dash", "dash"]
    assert [t.marker.symbol[0] for t in drawn] == [
        "circle",
        "circle-open",
        "diamond",
        "diamond-open",
    ]
    name = next(a for a in figure.layout.annotations if a.text.endswith("Hà Nội (cũ)"))
    assert name.x == date(2022, 12, 31)


def test_a_hedged_value_is_open(make, catalogue):
    trend = make.trend([(HANOI, "2021", 1, {"qualifier": "nearly"}), (HANOI, "2022", 2)])
    (line,) = lines(trend_lines(trend, catalogue, "vi"))
    assert list(line.marker.symbol) == ["circle-open", "circle"]


def test_my_province_is_thicker_in_the_accent_and_on_top(make, catalogue):
    trend = make.trend(
        [(DANANG, "2021", 1), (DANANG, "2022", 2), (HANOI, "2021", 1), (HANOI, "2022", 3)]
    )
    other, own = lines(trend_lines(trend, catalogue, "vi", frozenset({DANANG})))
    assert (own.name, own.line.color) == ("Đà Nẵng (cũ)", ACCENT)
    assert other.line.color != ACCENT
    assert own.line.width > other.line.width


def test_names_stand_at_line_ends_without_a_legend(make, catalogue):
    trend = make.trend([(DANANG, "2022", 50), (HANOI, "2022", 50)])
    figure = trend_lines(trend, catalogue, "vi")
    assert not figure.layout.showlegend
    names = [a for a in figure.layout.annotations if "●" in a.text]
    assert [n.text.split("</span> ")[1] for n in names] == ["Đà Nẵng (cũ)", "Hà Nội (cũ)"]
    assert abs(names[0].yshift - names[1].yshift) >= 14


def test_more_than_six_areas_have_a_legend_and_no_two_look_alike(make, catalogue):
    keys = [a.key for a in catalogue.areas_of("vn63")][:12]
    trend = make.trend([(key, "2022", n) for n, key in enumerate(keys)])
    figure = trend_lines(trend, catalogue, "vi", frozenset({keys[3]}))
    assert figure.layout.showlegend
    entries = [t for t in figure.data if t.showlegend is not False]
    assert len(entries) == 12
    looks = {(t.marker.color, t.marker.symbol) for t in entries}
    assert len(looks) == 12
    assert [t.name for t in entries if t.marker.color == ACCENT] == [
        f"{catalogue.area(keys[3]).name('vi')} (cũ)"
    ]


def test_without_a_province_of_mine_six_areas_have_six_colours(make, catalogue):
    keys = [a.key for a in catalogue.areas_of("vn63")][:6]
    trend = make.trend([(key, "2022", n) for n, key in enumerate(keys)])
    figure = trend_lines(trend, catalogue, "vi")
    assert {t.line.color for t in lines(figure)} == set(SERIES)


def test_breaks_and_the_merger_are_upright_lines(make, catalogue):
    gap = Break(on=date(2022, 8, 15), note_vi="ghép mức 3, 4", note_en="levels joined")
    trend = make.trend(
        [(HANOI, "2018", 1), (HANOI, "2025", 2)], breaks=(gap,), merger=date(2025, 7, 1)
    )
    figure = trend_lines(trend, catalogue, "vi")
    assert [s.x0 for s in figure.layout.shapes] == [date(2022, 8, 15), date(2025, 7, 1)]
    assert "ngắt chuỗi 15/08/2022" in labels(figure)
    assert "sáp nhập 01/07/2025" in labels(figure)
    note = next(a for a in figure.layout.annotations if a.text.startswith("ngắt"))
    assert note.hovertext == "ghép mức 3, 4"


def test_a_break_by_the_merger_is_one_line_with_its_note(make, catalogue):
    gap = Break(on=date(2025, 7, 1), note_vi="bỏ cấp huyện", note_en="districts abolished")
    trend = make.trend(
        [(HANOI, "2018", 1), (HANOI, "2025", 2)], breaks=(gap,), merger=date(2025, 7, 1)
    )
    figure = trend_lines(trend, catalogue, "en")
    assert len(figure.layout.shapes) == 1
    label = next(a for a in figure.layout.annotations if a.text == "merger 1 Jul 2025")
    assert label.hovertext == "districts abolished"


def test_targets_are_strokes_with_their_act(make, catalogue):
    targets = (
        make.target(year=2020, value=30),
        make.target(),
        make.target(act="Quyết định 749/QĐ-TTg"),
        make.target(act="Nghị quyết của tỉnh", year=2030, value=90),
    )
    trend = make.trend([(HANOI, "2022", 50)], of=make.indicator(**PERCENT), targets=targets)
    figure = trend_lines(trend, catalogue, "vi")
    strokes = next(t for t in figure.data if t.marker.symbol == "line-ew")
    assert list(strokes.x) == [date(2025, 12, 31), date(2030, 12, 31)]
    assert list(strokes.y) == [80, 90]
    assert "đạt 80 %" in strokes.hovertext[0]
    assert "mục tiêu 2025 (942/QĐ-TTg, 749/QĐ-TTg)" in labels(figure)
    assert "mục tiêu 2030 (Nghị quyết của tỉnh)" in labels(figure)
    assert figure.layout.yaxis.range[1] > 90


def dates(figure):
    return dict(zip(figure.layout.xaxis.tickvals, figure.layout.xaxis.ticktext, strict=True))


def test_years_stand_at_their_last_day(make, catalogue):
    figure = trend_lines(make.trend([(HANOI, "2021", 1), (HANOI, "2022", 2)]), catalogue, "vi")
    assert dates(figure) == {date(2021, 12, 31): "2021", date(2022, 12, 31): "2022"}


def test_one_half_year_is_named_by_its_month_and_is_no_empty_chart(make, catalogue):
    figure = trend_lines(make.trend([(HANOI, "2025-H1", 50)]), catalogue, "vi")
    (dot,) = lines(figure)
    assert dot.mode == "markers"
    assert dates(figure) == {date(2025, 6, 30): "06/2025"}
    first, last = figure.layout.xaxis.range
    assert first < dot.x[0] < last


def test_few_days_within_two_years_are_named_by_their_own_months(make, catalogue):
    trend = make.trend([(HANOI, "2023-11-30", 1), (HANOI, "2024-06", 2), (HANOI, "2024", 3)])
    assert dates(trend_lines(trend, catalogue, "en")) == {
        date(2023, 11, 30): "Nov 2023",
        date(2024, 6, 30): "Jun 2024",
        date(2024, 12, 31): "Dec 2024",
    }


def test_many_days_within_two_years_have_ticks_at_quarters_or_halves(make, catalogue):
    months = [(HANOI, f"2024-{month:02}", month) for month in range(1, 13)]
    figure = trend_lines(make.trend(months), catalogue, "vi")
    assert list(dates(figure).values()) == ["03/2024", "06/2024", "09/2024", "12/2024"]
    longer = [(HANOI, f"{year}-{month:02}", 1) for year in (2023, 2024) for month in range(1, 13)]
    figure = trend_lines(make.trend(longer), catalogue, "vi")
    assert list(dates(figure).values()) == ["06/2023", "12/2023", "06/2024", "12/2024"]


def test_a_target_years_ahead_keeps_the_ticks_at_years(make, catalogue):
    of = make.indicator(**PERCENT)
    trend = make.trend([(HANOI, "2022-H1", 50)], of=of, targets=(make.target(),))
    assert list(dates(trend_lines(trend, catalogue, "vi")).values())[-1] == "2025"


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.sets(st.integers(0, 731), min_size=1))
def test_ticks_of_two_years_lie_within_the_axis_and_have_room(first, passed):
    days = [first + timedelta(each) for each in passed]
    window = min(days) - timedelta(45), max(days) + timedelta(45)
    found = [day for day, _ in time_ticks(window, days, "vi")]
    assert found
    assert not by_months(days) or all(window[0] <= day <= window[1] for day in found)
    assert len(found) <= 5


def test_a_rolled_up_point_is_a_ring_that_says_so(make, catalogue):
    made = {"obs_id": "a.b", "parts": ("a", "b")}
    carried = {"parts": ("c",), "segment": 1}
    place = "vn34:48"
    figures = [(place, "2021", 1, made), (place, "2022", 2, made | {"qualifier": "about"})]
    figure = trend_lines(make.trend([*figures, (place, "2025", 3)]), catalogue, "vi")
    (line,) = lines(figure)
    assert list(line.marker.symbol) == ["circle-open-dot", "circle-open-dot", "circle"]
    assert line.customdata[0][0] == "a.b"
    assert "gộp từ số liệu của: Đà Nẵng, Quảng Nam" in line.hovertext[0]
    assert "gộp" not in line.hovertext[2]
    assert "trạm · ◉ gộp từ các tỉnh cũ" in labels(figure)
    alone = trend_lines(make.trend([("vn34:01", "2021", 1, carried)]), catalogue, "vi")
    assert list(lines(alone)[0].marker.symbol) == ["circle"]
    assert not any("gộp" in text for text in labels(alone))


def test_axis_ticks_share_their_decimals(make, catalogue):
    of = make.indicator(unit="score", kind="score", decimals=4, roll_up={"rule": "mean"})
    trend = make.trend([(HANOI, "2021", 0.5512), (HANOI, "2022", 0.7483)], of=of)
    texts = trend_lines(trend, catalogue, "vi").layout.yaxis.ticktext
    assert list(texts) == ["0,55", "0,60", "0,65", "0,70", "0,75"]


def test_many_years_are_thinned_to_fit_a_phone(make, catalogue):
    trend = make.trend([(HANOI, str(year), year) for year in range(2000, 2026)])
    texts = list(trend_lines(trend, catalogue, "vi").layout.xaxis.ticktext)
    assert len(texts) <= 8
    assert texts[-1] == "2025"


def test_ranks_have_the_first_on_top(make, catalogue):
    of = make.indicator(unit="rank", kind="rank", direction="lower", roll_up={"rule": "none"})
    figure = trend_lines(
        make.trend([(HANOI, "2021", 2), (HANOI, "2022", 40)], of=of), catalogue, "vi"
    )
    bottom, top = figure.layout.yaxis.range
    assert top < 1.5 < 40 < bottom
    assert figure.layout.yaxis.ticktext[0] == "1"


def test_milestones_are_ticked_by_stage(make, catalogue, words):
    of = make.indicator(
        kind="milestone",
        roll_up={"rule": "none"},
        stages_vi=("thí điểm", "vận hành"),
        stages_en=("pilot", "in operation"),
    )
    figure = trend_lines(
        make.trend([(HANOI, "2021", 1), (HANOI, "2022", 2)], of=of), catalogue, "vi"
    )
    assert list(figure.layout.yaxis.ticktext) == ["thí điểm", "vận hành"]


def test_a_misprint_is_an_arrow_at_the_edge(make, catalogue):
    trend = make.trend(
        [
            (HANOI, "2020", 1000),
            (HANOI, "2021", 1_100_000, {"flagged": True}),
            (HANOI, "2022", 1200),
            (HANOI, "2023", -5000, {"flagged": True}),
        ]
    )
    figure = trend_lines(trend, catalogue, "vi")
    (line,) = lines(figure)
    assert list(line.y) == [1000, None, 1200, None]
    arrows = next(t for t in figure.data if t.mode == "markers+text")
    assert list(arrows.text) == ["↑ 1.100.000 ‡", "↓ −5.000 ‡"]
    assert list(arrows.marker.symbol) == ["triangle-up", "triangle-down"]
    assert [list(c) for c in arrows.customdata] == [["o1", HANOI], ["o3", HANOI]]
    assert figure.layout.yaxis.range[1] < 2000


def test_money_ticks_are_in_one_unit(make, catalogue, words):
    of = make.indicator(unit="dong", kind="money", measure="flow")
    trend = make.trend([(HANOI, "2021", 1e11), (HANOI, "2022", 4e11)], of=of)
    figure = trend_lines(trend, catalogue, "vi")
    assert list(figure.data[0].y) == [100, 400]
    assert list(figure.layout.yaxis.ticktext) == ["0", "100", "200", "300", "400"]
    assert "tỷ đồng" in labels(figure)
    assert not any("nan" in text or "None" in text for text in words(figure))


def test_no_points_are_said(make, catalogue):
    trend = make.trend([], areas=(HANOI,), without=(HANOI,))
    figure = trend_lines(trend, catalogue, "en")
    assert labels(figure) == ["no figures"]
    assert len(figure.data) == 0


@given(st.lists(st.floats(0, 300), min_size=1, max_size=6))
def test_labels_end_up_apart(wanted):
    places = sorted(apart(wanted, 15))
    assert all(b - a > 14 for a, b in pairwise(places))


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.booleans())
def test_ticks_lie_within_the_range_and_are_few(low, size, whole):
    found = ticks(low, low + size, whole=whole)
    assert len(found) <= 7
    assert all(low - 1e-6 * size - 1e-6 <= t <= low + size + 1e-6 * size + 1e-6 for t in found)
    assert not whole or all(t == int(t) for t in found)


def test_a_range_of_one_value_has_one_tick():
    assert ticks(3, 3, whole=False) == [3]


def test_of_several_areas_of_mine_one_has_the_accent_and_none_shares_a_colour(make, catalogue):
    mine = ["vn63:24", "vn63:27", "vn34:24"]
    told = [(area, year, 50) for area in mine for year in ("2021", "2022")]
    figure = trend_lines(make.trend(told), catalogue, "vi", frozenset(mine))
    colours = {line.customdata[0][1]: line.line.color for line in figure.data if line.customdata}
    assert [area for area, colour in colours.items() if colour == ACCENT] == ["vn34:24"]
    assert len(set(colours.values())) == 3
    former = trend_lines(make.trend(told[:4]), catalogue, "vi", frozenset(mine))
    assert len({line.line.color for line in former.data}) == 2
    assert ACCENT in {line.line.color for line in former.data}
