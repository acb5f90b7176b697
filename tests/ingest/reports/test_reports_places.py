"""Whose a figure is: the report's province, another one, the nation, or only a part."""

import pytest
from builders_reports import areas, figures, reading, report, sure, unread

_RATE = "tỷ lệ hồ sơ trực tuyến đạt 67%"
_BAC_GIANG, _BAC_NINH, _QUANG_NINH = "vn63:24", "vn63:27", "vn63:22"


@pytest.mark.parametrize(
    "text",
    [
        f"Toàn tỉnh {_RATE}.",
        f"Trên địa bàn tỉnh Bắc Giang, {_RATE}.",
        f"Sở Thông tin và Truyền thông Bắc Giang cho biết {_RATE}.",
        f"So với tỉnh Bắc Ninh, {_RATE}.",
    ],
)
def test_a_figure_is_the_reports_provinces_unless_it_is_said_otherwise(text: str) -> None:
    assert areas(text) == [_BAC_GIANG]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Huyện Yên Thế có 245 trạm BTS.", "Huyện Yên Thế"),
        (f"Tại thị xã Việt Yên, {_RATE}.", "thị xã Việt Yên"),
        (f"Thành phố Bắc Giang: {_RATE}.", "Thành phố Bắc Giang"),
        ("Xã Tân Sỏi đã lập 12 tổ công nghệ số cộng đồng.", "Xã Tân Sỏi"),
        (f"Toàn huyện {_RATE}.", "huyện"),
        ("Một số đơn vị có tỷ lệ hồ sơ trực tuyến cao, như Sở Xây dựng 99%.", "Sở Xây dựng"),
    ],
)
def test_a_figure_of_a_district_a_commune_or_an_agency_is_not_the_provinces(
    text: str, part: str
) -> None:
    assert figures(text) == []
    assert any(part.lower() in why.lower() for why in unread(text).values()), unread(text)


def test_the_province_comes_back_after_its_districts() -> None:
    text = (
        "Tỷ lệ hồ sơ trực tuyến toàn tỉnh đạt 47,8%; trong đó huyện Lục Nam đạt 71,2%, huyện Sơn "
        "Động đạt 22,4%. Toàn tỉnh có 1.699 trạm BTS."
    )
    assert figures(text) == [("online_dossier_rate", 47.8), ("bts_stations", 1699)]


@pytest.mark.parametrize(
    "text",
    [
        "Viettel Bắc Giang có 612 trạm BTS.",
        "Riêng VNPT đã có 210.000 thuê bao di động.",
        "Doanh thu bưu chính của Bưu điện tỉnh đạt 214 tỷ đồng.",
    ],
)
def test_one_operators_figure_is_not_the_provinces(text: str) -> None:
    assert figures(text) == []
    assert any("không phải của cả tỉnh" in why for why in unread(text).values())


def test_what_all_operators_have_together_is_the_provinces() -> None:
    text = "Các doanh nghiệp viễn thông (Viettel, VNPT, MobiFone) có 1.699 trạm BTS."
    assert figures(text) == [("bts_stations", 1699)]


def test_another_province_is_named_with_its_own_figure() -> None:
    text = (
        "Năm 2022, chỉ số DTI của Bắc Giang xếp thứ 12/63, Bắc Ninh xếp thứ 9/63, Quảng Ninh xếp "
        "thứ 5/63."
    )
    assert [(c.area, c.value) for c in sure(text)] == [
        *((_BAC_GIANG, 12), (_BAC_NINH, 9)),
        (_QUANG_NINH, 5),
    ]


def test_provinces_that_are_only_compared_with_do_not_take_the_figure() -> None:
    text = (
        "Nhiều nơi đạt cao hơn, như Quảng Ninh (92%), Bắc Ninh (88%); tỷ lệ hồ sơ trực tuyến của "
        "Bắc Giang là 67%."
    )
    assert [(c.area, c.value) for c in sure(text)] == [(_BAC_GIANG, 67)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Cả nước có tỷ lệ hồ sơ trực tuyến đạt 43%.", ["vn:00"]),
        ("Tỷ lệ hồ sơ trực tuyến bình quân cả nước là 43%.", ["vn:00"]),
        ("Tỉnh xếp thứ 12 cả nước về chỉ số DTI.", [_BAC_GIANG]),
    ],
)
def test_the_nations_figure_is_the_nations(text: str, told: list[str]) -> None:
    assert areas(text) == told


def test_a_district_with_the_name_of_a_province_is_a_district() -> None:
    text = "Huyện Quảng Ninh có 245 trạm BTS."
    assert figures(text, area="vn63:44") == []


def test_a_report_that_names_no_province_is_asked_about_it() -> None:
    read = reading(f"Theo báo cáo, {_RATE}.", area="")
    assert read.candidates == ()
    assert [(p.severity, p.as_written) for p in read.problems] == [("question", "67%")]
    assert "tỉnh nào" in read.problems[0].message


def test_the_only_province_a_text_names_is_the_one_it_is_about() -> None:
    assert areas(f"Tỉnh Quảng Ninh có {_RATE}.", area="") == [_QUANG_NINH]


def merged(text: str) -> dict[str, str]:
    """A report of the merged Bắc Ninh on its first half year."""
    return {"text": text, "area": "vn34:24", "period": "2025-H2", "day": "2026-01-08"}


def test_a_former_province_is_told_apart_from_the_merged_one() -> None:
    text = (
        "Tỉnh Bắc Ninh có 3.420 trạm BTS. Trước sáp nhập, tỉnh Bắc Giang (cũ) có 1.699 trạm BTS, "
        "tỉnh Bắc Ninh (cũ) có 1.610 trạm BTS."
    )
    found = sure(**merged(text))
    assert [(c.area, c.value) for c in found] == [
        *(("vn34:24", 3420), (_BAC_GIANG, 1699)),
        (_BAC_NINH, 1610),
    ]


def test_the_scheme_is_the_one_in_force_at_the_end_of_the_period() -> None:
    assert areas(**merged(f"Toàn tỉnh {_RATE}.")) == ["vn34:24"]
    assert areas(f"Toàn tỉnh {_RATE}.", area=_BAC_NINH) == [_BAC_NINH]


def test_a_rank_out_of_34_is_of_the_merged_province() -> None:
    text = "Tỉnh Bắc Ninh xếp thứ 4/34 tỉnh, thành phố về chỉ số DTI năm 2024."
    assert areas(**merged(text)) == ["vn34:24"]


def test_a_province_that_ended_with_the_merger_is_told_of_on_its_last_day() -> None:
    about = {"area": "vn34:24", "period": "2025-09-30", "day": "2025-10-12"}
    text = "Trước khi hợp nhất, tỉnh Bắc Giang có 2.512 trạm BTS, tỉnh Bắc Ninh có 1.720 trạm BTS."
    assert [(c.area, c.period.key) for c in sure(text, **about)] == [
        ("vn63:24", "2025-06-30"),
        ("vn63:27", "2025-06-30"),
    ]


def test_a_figure_of_an_ended_province_for_a_later_time_is_asked_about() -> None:
    about = {"area": "vn34:24", "period": "2025-09-30", "day": "2025-10-12"}
    (asked,) = report("Tỉnh Bắc Giang có 2.512 trạm BTS.", **about).proposals
    assert asked.doubts == ("Tỉnh này đã hợp nhất trước kỳ đó; chưa rõ kỳ của số này.",)


_MERGED = {"area": "vn34:24", "period": "2025", "day": "2026-01-12"}


def test_the_home_of_before_the_merger_may_be_told_without_its_name() -> None:
    text = "PAR INDEX 2024: tỉnh (cũ) xếp thứ 5, đạt 90,12%."
    assert areas(text, **_MERGED) == ["vn63:27", "vn63:27"]


def test_two_former_provinces_in_a_row_have_each_its_own() -> None:
    text = "Bắc Ninh trước đây có 2.140 trạm BTS, khu vực Bắc Giang trước đây 2.610 trạm BTS."
    assert areas(text, **_MERGED) == ["vn63:27", "vn63:24"]


def test_who_is_in_charge_of_a_row_does_not_own_its_number() -> None:
    text = "TT | Chỉ tiêu | Năm 2022 | Cơ quan chủ trì\n1 | Trạm BTS | 1.850 | Sở Nội vụ"
    assert areas(text) == [_BAC_GIANG]


@pytest.mark.parametrize(
    "text",
    [
        "Có 209 xã, phường, thị trấn đã lập; tổng số 2.341 tổ công nghệ số cộng đồng.",
        "Tỷ lệ thôn, khối phố có sóng di động: 98,6%.",
    ],
)
def test_a_row_of_kinds_of_units_is_no_unit_that_speaks_of_itself(text: str) -> None:
    assert areas(text) == [_BAC_GIANG]


def test_an_item_that_a_province_labels_is_of_that_province_to_its_end() -> None:
    text = (
        "* Bắc Ninh: DTI năm 2022 đứng thứ 9. Đến cuối năm 2022 có 2.455 trạm BTS.\n"
        "* Quảng Ninh: sàn thương mại điện tử có 1.120 sản phẩm. Toàn tỉnh có 1.455 trạm BTS.\n"
        "Toàn tỉnh có 1.699 trạm BTS.\n"
    )
    told = [(c.area, c.value) for c in sure(text) if c.indicator == "bts_stations"]
    assert told == [(_BAC_NINH, 2455), (_QUANG_NINH, 1455), (_BAC_GIANG, 1699)]


def test_the_index_of_the_country_is_the_countrys() -> None:
    assert areas("DTI quốc gia ước 0,71.") == ["vn:00"]


def test_a_brand_in_front_of_a_colon_is_no_unit() -> None:
    assert areas("- Mobile Money: 41.206 thuê bao.") == [_BAC_GIANG]


@pytest.mark.parametrize(
    "text",
    [
        "Kết quả năm 2022.\nV. Cải cách hành chính của Sở\n100% hồ sơ nộp trực tuyến.",
        "Sở có 38 TTHC, 36 mức toàn trình. Tiếp nhận 127 hồ sơ, 100% hồ sơ nộp trực tuyến.",
    ],
)
def test_what_the_office_says_of_itself_is_not_the_provinces(text: str) -> None:
    assert "online_dossier_rate" not in {indicator for indicator, _ in figures(text)}
