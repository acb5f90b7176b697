"""How a number is written: ranks, scores, money, hedges, separators and sizes."""

import pytest
from builders_reports import Figures, areas, figures, one, reading, report, unread


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Tỉnh xếp thứ 12/63 tỉnh, thành phố về chỉ số DTI.", 12),
        ("Chỉ số chuyển đổi số xếp hạng 9 trên tổng số 63 tỉnh, thành phố.", 9),
        ("Về chuyển đổi số, tỉnh đứng vị trí thứ 4 cả nước.", 4),
    ],
)
def test_a_rank_is_read_without_what_it_is_out_of(text: str, rank: int) -> None:
    assert figures(text) == [("dti_rank", rank)]


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh đứng thứ 3 vùng đồng bằng sông Hồng về chỉ số DTI.",
        "Tỉnh đứng thứ 3/14 tỉnh trong khu vực về chỉ số DTI.",
    ],
)
def test_a_rank_within_a_region_is_no_rank_of_the_province(text: str) -> None:
    assert figures(text) == []
    assert "xếp hạng trong vùng" in unread(text).values()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chỉ số DTI đạt 0,6412 điểm, xếp thứ 12/63.", [("dti_score", 0.6412), ("dti_rank", 12)]),
        ("Chỉ số DTI đạt 641,2/1.000 điểm.", [("dti_score", 0.6412)]),
        ("Chỉ số DTI đạt 641,2 điểm.", []),
    ],
)
def test_a_score_is_on_the_scale_of_its_publisher_or_names_its_own(
    text: str, told: Figures
) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Doanh thu bưu chính đạt 618,4 tỷ đồng.", 618.4e9),
        ("Doanh thu bưu chính đạt 1,7 nghìn tỷ đồng.", 1.7e12),
        ("Doanh thu bưu chính đạt 1.865,3 tỷ đồng.", 1865.3e9),
        ("Doanh thu bưu chính đạt 96 tỷ 250 triệu đồng.", 96.25e9),
        ("Doanh thu bưu chính đạt 618.400 triệu đồng.", 618.4e9),
    ],
)
def test_money_is_told_in_dong(text: str, value: float) -> None:
    found = one(text)
    assert (found.indicator, found.unit) == ("postal_revenue", "đồng")
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("hedge", "qualifier"),
    [
        ("hơn", "more_than"),
        ("trên", "more_than"),
        ("gần", "nearly"),
        ("khoảng", "about"),
        ("ít nhất", "at_least"),
        ("", "exact"),
    ],
)
def test_hedges_are_kept_with_the_number(hedge: str, qualifier: str) -> None:
    found = one(f"Toàn tỉnh có {hedge} 1.600 trạm BTS.")
    assert (found.value, found.qualifier) == (1600, qualifier)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Có 1.102 tổ công nghệ số cộng đồng với 4,907 thành viên.",
            [("community_digital_teams", 1102), ("community_digital_team_members", 4907)],
        ),
        (
            "Có 1,240 trạm 4G. Tỷ lệ hồ sơ trực tuyến đạt 45.2%.",
            [("bts_4g", 1240), ("online_dossier_rate", 45.2)],
        ),
        ("Toàn tỉnh có 1699 trạm BTS.", [("bts_stations", 1699)]),
        ("Toàn tỉnh có 1 699 trạm BTS.", [("bts_stations", 1699)]),
        ("Toàn tỉnh có 1,54 triệu thuê bao di động.", [("mobile_subscribers", 1_540_000)]),
        ("Bán kính phục vụ bưu chính là 2,125 km/điểm.", [("postal_service_radius", 2.125)]),
    ],
)
def test_separators_are_read_by_the_unit_and_by_the_rest_of_the_page(
    text: str, told: Figures
) -> None:
    assert figures(text) == told


def test_a_separator_that_nothing_settles_is_asked() -> None:
    text = "Tỷ lệ hồ sơ trực tuyến đạt 45.2%. Toàn tỉnh có 1.245 triệu thuê bao di động."
    assert figures(text) == [("online_dossier_rate", 45.2)]
    asked = [m for m in report(text).mentions if m.state == "asked"]
    assert [m.as_written for m in asked] == ["1.245 triệu"]
    assert "1.245" in asked[0].reason


def test_money_is_read_the_one_way_that_a_province_may_have() -> None:
    text = "Tỷ lệ hồ sơ trực tuyến đạt 45.2%. Doanh thu viễn thông đạt 1.245 tỷ đồng."
    assert figures(text)[1:] == [("telecom_revenue", 1_245_000_000_000)]


def test_an_implausible_figure_is_kept_as_printed_and_flagged() -> None:
    read = reading("Tỷ lệ hồ sơ trực tuyến đạt 134%.")
    assert [c.value for c in read.candidates] == [134]
    assert [(p.code, p.severity) for p in read.problems] == [("implausible", "warning")]


def test_a_number_of_an_outline_stands_without_the_blanks_before_it() -> None:
    mentions = report("Kết quả năm 2022\n          45.2 Toàn tỉnh có 1.699 trạm BTS.").mentions
    assert all(m.as_written == m.as_written.strip() for m in mentions)
    assert "45.2" in {m.as_written for m in mentions}


@pytest.mark.parametrize(
    "text",
    [
        "Đến nay 41/63 tỉnh, thành phố đã ban hành kế hoạch chuyển đổi số.",
        "Cả nước có 52/63 địa phương thành lập Ban Chỉ đạo chuyển đổi số.",
        "Phấn đấu chỉ số DTI nằm trong nhóm 20/63 tỉnh, thành phố.",
        "Về chỉ số DTI, tỉnh không đạt mục tiêu vào tốp 15.",
    ],
)
def test_how_many_provinces_did_something_is_no_rank(text: str) -> None:
    assert figures(text) == []


def test_ranks_told_in_turn_are_all_ranks() -> None:
    text = "Ba trụ cột chính quyền số, kinh tế số, xã hội số xếp lần lượt 7, 5 và 9."
    assert figures(text) == [
        ("dti_pillar_government_rank", 7),
        ("dti_pillar_economy_rank", 5),
        ("dti_pillar_society_rank", 9),
    ]


def test_what_a_rank_is_out_of_may_stand_behind_it() -> None:
    text = "Năm 2023, về chuyển đổi số Vĩnh Long hạng 41 trên 63."
    assert areas(text, area="vn34:86", period="2025", day="2026-01-12") == ["vn63:86"]
