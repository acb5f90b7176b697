import unicodedata

import pytest
from builders import catalogue
from hypothesis import given
from hypothesis import strategies as st

from kpi.language.places import AreaFinder
from kpi.model import Area, Period, Unclear

CATALOGUE = catalogue()
FINDER = AreaFinder(CATALOGUE)
BEFORE, AFTER, ACROSS = Period.of("2024"), Period.of("2025-10"), Period.of("2025")

ONE_TYPING = {"hòa": "hoà", "Hòa": "Hoà"}


def key(written: str, **context: object) -> object:
    found = FINDER.find(written, **context)  # type: ignore[arg-type]
    return found.key if isinstance(found, Area) else (found.code, *found.options)


@st.composite
def typed_names(draw: st.DrawFn) -> tuple[str, Area]:
    """A catalogue name as somebody might type it, and the area it belongs to."""
    area = draw(st.sampled_from(list(CATALOGUE.areas.values())))
    name = draw(st.sampled_from([area.name_vi, *area.aliases]))
    for other, new in ONE_TYPING.items():
        name = name.replace(other, new) if draw(st.booleans()) else name
    prefixes = ["", "Tỉnh ", "tỉnh  ", "T. ", "T."]
    if area.kind == "thành phố":
        prefixes += ["Thành phố ", "TP. ", "TP.", "Tp ", "TP "]
    name = draw(st.sampled_from(prefixes)) + name
    name = name.replace("-", draw(st.sampled_from(["-", "–", "—", "\u2011"])))
    name = name.replace(" ", draw(st.sampled_from([" ", "\u00a0", "  "])))
    name = draw(st.sampled_from([str, str.upper, str.lower, str.title]))(name)
    name = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), name)
    return name + draw(st.sampled_from(["", ".", " ", ",", " :"])), area


@given(typed_names())
def test_a_name_finds_its_area_however_it_is_typed(typed: tuple[str, Area]) -> None:
    name, area = typed
    assert FINDER.find(name, scheme=area.scheme) == area


@given(st.text(), st.sampled_from([None, BEFORE, AFTER, ACROSS]))
def test_no_text_at_all_raises(text: str, period: Period | None) -> None:
    assert isinstance(FINDER.find(text, period=period), Area | Unclear)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hoà Bình", "Hòa Bình"), ("HOÀ BÌNH", "Hòa  Bình"), ("Húê", "Huế"), ("Ðắk Lắk", "Đắk Lắk")],
)
def test_tone_placement_and_the_icelandic_eth_make_no_difference(one: str, other: str) -> None:
    assert key(one, period=BEFORE) == key(other, period=BEFORE)
    assert str(key(one, period=BEFORE)).startswith("vn63:")


def test_an_explicit_key_wins_over_the_period() -> None:
    assert key("vn63:27", period=AFTER) == "vn63:27"
    assert key("vn63:99") == ("unknown-area",)


def test_the_period_says_which_of_two_provinces_a_name_means() -> None:
    assert key("Bắc Ninh", period=BEFORE) == "vn63:27"
    assert key("Bắc Ninh", period=AFTER) == "vn34:24"
    assert key("Bắc Ninh", period=Period.of("2025-H1")) == "vn63:27"
    assert key("Bắc Ninh", period=Period.of("2025-H2")) == "vn34:24"


def test_a_given_scheme_wins_over_the_period() -> None:
    assert key("Bắc Ninh", period=AFTER, scheme="vn63") == "vn63:27"


@pytest.mark.parametrize("context", [{"period": ACROSS}, {}])
def test_a_name_of_two_territories_asks_when_nothing_says_which(context: dict[str, Period]) -> None:
    assert key("Bắc Ninh", **context) == ("two-areas", "vn63:27", "vn34:24")


@pytest.mark.parametrize("context", [{"period": ACROSS}, {}])
def test_a_province_the_merger_left_alone_never_asks(context: dict[str, Period]) -> None:
    assert key("Hà Nội", **context) == "vn34:01"
    assert key("Huế", **context) == "vn34:46"
    assert key("Thừa Thiên – Huế", **context) == "vn34:46"


def test_both_names_of_hue_hold_on_either_side_of_the_merger() -> None:
    assert {key(name, period=BEFORE) for name in ("Huế", "TP. Huế", "Thừa Thiên Huế")} == {
        "vn63:46"
    }
    assert {key(name, period=AFTER) for name in ("Huế", "TP. Huế", "Thừa Thiên Huế")} == {"vn34:46"}


def test_an_old_name_in_a_new_period_offers_the_successor() -> None:
    assert key("Bắc Giang", period=AFTER) == ("area-not-in-scheme", "vn63:24", "vn34:24")
    assert key("Bắc Giang", period=ACROSS) == ("area-not-in-scheme", "vn63:24", "vn34:24")


def test_a_new_name_in_an_old_period_offers_the_predecessors() -> None:
    assert key("Phú Thọ", period=BEFORE) == ("area-not-in-scheme", "vn34:25", "vn63:17")


def test_a_name_of_one_province_only_needs_no_period() -> None:
    assert key("Bắc Giang") == "vn63:24"


def test_cu_behind_a_name_means_the_province_before_the_merger() -> None:
    assert key("Bà Rịa - Vũng Tàu (cũ)", period=AFTER) == "vn63:77"
    assert key("Bắc Ninh cũ", period=AFTER) == "vn63:27"
    assert key("Bắc Ninh (cũ)", scheme="vn34") == ("area-not-in-scheme", "vn63:27", "vn34:24")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Phu Yen", "vn63:54"),
        ("Bac Ninh province", "vn63:27"),
        ("Tinh Bac Ninh", "vn63:27"),
        ("Ha Noi", "vn63:01"),
        ("Ho Chi Minh City", "vn63:79"),
        ("HoChiMinh City", "vn63:79"),
        ("TP HCM", "vn63:79"),
        ("Thanh pho Ha Noi", "vn63:01"),
        ("Thua Thien-Hue", "vn63:46"),
        ("Hue City", "vn63:46"),
        ("Ba Ria–Vung Tau", "vn63:77"),
        ("BaRia-VungTau", "vn63:77"),
        ("Dak Lak", "vn63:66"),
        ("Phú Yen", "vn63:54"),
        ("Bac Giang (cũ)", "vn63:24"),
    ],
)
def test_a_name_without_its_diacritics_is_read_where_it_fits_a_province(
    typed: str, expected: str
) -> None:
    assert key(typed, period=BEFORE) == expected


def test_a_bare_name_leaves_the_same_questions_as_a_marked_one() -> None:
    assert key("Phu Yen", period=AFTER) == key("Phú Yên", period=AFTER)
    assert key("Bac Ninh") == ("two-areas", "vn63:27", "vn34:24")
    assert key("Bac Ninh City", period=BEFORE) == key("TP. Bắc Ninh", period=BEFORE)


def test_a_caller_can_tell_that_diacritics_are_missing() -> None:
    assert [FINDER.is_bare(n) for n in ("Phu Yen", "Phú Yên", "TPHCM", "Phù Yên", "vn63:54")] == [
        *(True, False, False, False),
        False,
    ]


@pytest.mark.parametrize("name", ["Phù Yên", "Phù Yen", "Thừa Thiên Huê", "Bắc Nính"])
def test_a_name_with_other_diacritics_is_another_place(name: str) -> None:
    assert key(name) == ("unknown-area",)


def test_an_alias_of_the_catalogue_counts_as_written() -> None:
    assert key("daklak", period=BEFORE) == "vn63:66"
    assert key("BR - VT") == "vn63:77"
    assert {key(n, period=AFTER) for n in ("TP.HCM", "TP. HCM", "tphcm", "TP Hồ Chí Minh")} == {
        "vn34:79"
    }


def test_a_city_in_a_province_is_not_the_province() -> None:
    assert key("TP. Bắc Ninh", period=BEFORE) == ("city-not-province", "vn63:27", "vn34:24")
    assert key("Thành phố Hà Nội", period=BEFORE) == "vn63:01"


@pytest.mark.parametrize("name", ["Cả nước", "TOÀN QUỐC", "việt nam"])
def test_the_nation_stands_outside_both_schemes(name: str) -> None:
    for context in ({}, {"period": BEFORE}, {"period": ACROSS}, {"scheme": "vn34"}):
        assert key(name, **context) == "vn:00"
    assert key("Hà Nội", scheme="vn") == ("area-not-in-scheme", "vn63:01", "vn34:01")


@pytest.mark.parametrize("text", ["", "Tổng cộng", "huyện Phù Yên", "Hà", "x" * 500])
def test_other_texts_are_unknown(text: str) -> None:
    assert key(text) == ("unknown-area",)
