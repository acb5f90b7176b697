import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpi import settings
from kpi.catalogue import load_catalogue
from kpi.language.numbers import read_quantity
from kpi.model import QUALIFIERS, Lang, Period, Qualifier, Quantity
from kpi.wording import (
    alphabetical,
    amount,
    day_text,
    hedge,
    number,
    partial_date_text,
    period_text,
    scale_of,
    significant,
    status_word,
    with_mark,
)

CATALOGUE = load_catalogue(settings.CONFIG)
finite = st.floats(-1e10, 1e10, allow_nan=False) | st.integers(-(10**10), 10**10).map(float)


def read(text: str, lang: Lang) -> float:
    """What a reader of the language takes a number for."""
    found = read_quantity(text, decimal="," if lang == "vi" else ".")
    assert isinstance(found, Quantity), (text, found)
    return found.value


def said(indicator_id: str, value: float, lang: Lang, **options: object) -> str:
    indicator = CATALOGUE.indicator(indicator_id)
    unit = CATALOGUE.units[indicator.unit].name(lang)
    return amount(indicator, value, unit, lang, **options)  # type: ignore[arg-type]


# Numbers


@given(finite, st.integers(0, 4), st.sampled_from(["vi", "en"]))
@example(-0.4, 0, "vi")
def test_a_written_number_reads_as_its_rounded_value(
    value: float, decimals: int, lang: Lang
) -> None:
    assert read(number(value, decimals, lang), lang) == float(f"{value:.{decimals}f}")


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1699, 0, "1.699", "1,699"),
        (0.8241, 4, "0,8241", "0.8241"),
        (-1234567, 0, "−1.234.567", "−1,234,567"),
        (0, 2, "0,00", "0.00"),
    ],
)
def test_numbers_have_the_separators_of_the_language(
    value: float, decimals: int, vi: str, en: str
) -> None:
    assert (number(value, decimals, "vi"), number(value, decimals, "en")) == (vi, en)


@pytest.mark.parametrize("value", [-0.0, -0.4, -0.004])
def test_nothing_has_no_sign(value: float) -> None:
    assert number(value, 0, "vi") == "0"
    assert significant(value / 100, "vi") == "0"


@given(finite, st.integers(0, 4))
def test_a_minus_sign_is_not_a_hyphen(value: float, decimals: int) -> None:
    assert "-" not in number(value, decimals, "vi") + significant(value, "en")


@given(finite, st.sampled_from(["vi", "en"]), st.integers(1, 5), st.integers(0, 3))
def test_significant_never_rounds_whole_digits_away(
    value: float, lang: Lang, digits: int, decimals: int
) -> None:
    text = significant(value, lang, digits, decimals)
    assert abs(read(text, lang) - value) <= 0.5
    assert len(text.partition("," if lang == "vi" else ".")[2]) <= decimals


@given(st.integers(-(10**12), 10**12), st.sampled_from(["vi", "en"]))
def test_a_count_on_a_mark_is_whole(value: int, lang: Lang) -> None:
    assert significant(value, lang) == number(value, 0, lang)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (3252, "3.252", "3,252"),
        (0.80021, "0,8", "0.8"),
        (12.345, "12,3", "12.3"),
        (100, "100", "100"),
        (99.97, "100", "100"),
        (0.9999, "1", "1"),
        (1.25, "1,25", "1.25"),
        (0, "0", "0"),
    ],
)
def test_a_mark_shows_three_digits_and_no_empty_decimals(value: float, vi: str, en: str) -> None:
    assert (significant(value, "vi"), significant(value, "en")) == (vi, en)


# Figures with their unit


@pytest.mark.parametrize(
    ("indicator", "value", "vi", "en"),
    [
        ("dti_score", 0.8, "0,8000", "0.8000"),
        ("par_index_score", 92.1, "92,10", "92.10"),
        ("dti_rank", 24, "hạng 24", "rank 24"),
        ("household_internet_rate", 93.07, "93,07 %", "93.07%"),
        ("household_internet_rate", 80, "80 %", "80%"),
        ("household_internet_rate", 99.5, "99,5 %", "99.5%"),
        ("phones_per_100", 120.5, "120,5 thuê bao/100 dân", "120.5 subscriptions per 100 people"),
        ("bts_stations", 1699, "1.699 trạm", "1,699 stations"),
        ("digital_pilot_communes", 0, "0 xã", "0 communes"),
        ("telecom_revenue", 2_865_300_000_000, "2.865,3 tỷ đồng", "2,865.3 billion VND"),
        ("telecom_revenue", 1_000_000_000, "1 tỷ đồng", "1 billion VND"),
        ("telecom_revenue", 999_900_000, "999,9 triệu đồng", "999.9 million VND"),
        ("telecom_revenue", 120e12, "120 nghìn tỷ đồng", "120 trillion VND"),
        ("ioc_operating", 1, "đang thí điểm", "on trial"),
        ("ioc_operating", 2, "đã vận hành", "operating"),
        ("ioc_operating", 3, "3", "3"),
        ("ioc_operating", 0, "0", "0"),
    ],
)
def test_a_figure_is_told_with_its_unit(indicator: str, value: float, vi: str, en: str) -> None:
    assert (said(indicator, value, "vi"), said(indicator, value, "en")) == (vi, en)


def test_a_figure_per_head_names_the_heads() -> None:
    assert said("bts_stations", 12.5, "vi", per=10_000) == "12,5 trạm / 10.000 dân"
    assert said("bts_stations", 12.5, "en", per=10_000) == "12.5 stations / 10,000 people"
    assert said("telecom_revenue", 15e9, "vi", per=10_000) == "15 tỷ đồng / 10.000 dân"


@pytest.mark.parametrize(
    ("qualifier", "mark", "vi", "en"),
    [
        ("exact", "", "chính xác", "exact"),
        ("more_than", "> ", "hơn", "more than"),
        ("at_least", "≥ ", "ít nhất", "at least"),
        ("nearly", "≈ ", "gần", "nearly"),
        ("about", "≈ ", "khoảng", "about"),
    ],
)
def test_a_hedge_stays_with_its_figure(qualifier: Qualifier, mark: str, vi: str, en: str) -> None:
    assert qualifier in QUALIFIERS
    assert with_mark("1", qualifier) == f"{mark}1"
    assert (hedge(qualifier, "vi"), hedge(qualifier, "en")) == (vi, en)
    for indicator in ("dti_score", "dti_rank", "bts_stations"):
        plain = said(indicator, 1, "vi")
        assert said(indicator, 1, "vi", qualifier=qualifier) == mark + plain


def test_every_status_has_a_word_of_its_own() -> None:
    for lang in ("vi", "en"):
        words = {status_word(s, lang) for s in ("actual", "estimate", "target", "plan")}
        assert len(words) == 4


def test_money_of_one_chart_has_one_unit_chosen_by_the_largest() -> None:
    money = CATALOGUE.indicator("telecom_revenue")
    for values, unit in [
        ([5e6, 9.9e8], "triệu đồng"),
        ([5e6, 1e9], "tỷ đồng"),
        ([-3e9, 5e6], "tỷ đồng"),
        ([5e6, 9.9e13], "tỷ đồng"),
        ([5e6, 1e14], "nghìn tỷ đồng"),
        ([], "triệu đồng"),
    ]:
        assert scale_of(money, values, "đồng", "vi").unit == unit
    assert scale_of(money, [2e9], "dong", "en").divisor == 1e9


def test_what_is_not_money_keeps_its_unit_and_decimals() -> None:
    score = CATALOGUE.indicator("dti_score")
    scale = scale_of(score, [0.5], "điểm số", "vi")
    assert (scale.divisor, scale.unit, scale.decimals) == (1, "điểm số", 4)


# Days and periods


@pytest.mark.parametrize(
    ("key", "vi", "en"),
    [
        ("2022", "2022", "2022"),
        ("2022-H1", "6T đầu/2022", "H1 2022"),
        ("2022-H2", "6T cuối/2022", "H2 2022"),
        ("2022-Q1", "quý I/2022", "Q1 2022"),
        ("2022-Q4", "quý IV/2022", "Q4 2022"),
        ("2022-09", "09/2022", "Sep 2022"),
        ("2022-11-05", "05/11/2022", "5 Nov 2022"),
    ],
)
def test_a_period_is_written_in_either_language(key: str, vi: str, en: str) -> None:
    period = Period.of(key)
    assert (period_text(period, "vi"), period_text(period, "en")) == (vi, en)


def test_a_day_of_a_flow_counts_from_january() -> None:
    day = Period.of("2024-09-30")
    assert period_text(day, "vi", cumulative=True) == "lũy kế đến 30/09/2024"
    assert period_text(day, "en", cumulative=True) == "cumulative to 30 Sep 2024"
    assert period_text(Period.of("2024"), "vi", cumulative=True) == "2024"


@given(st.dates())
def test_a_vietnamese_day_has_two_digits_for_day_and_month(day: object) -> None:
    written = day_text(day, "vi")  # type: ignore[arg-type]
    assert [len(part) for part in written.split("/")[:2]] == [2, 2]


@pytest.mark.parametrize(
    ("written", "vi", "en"),
    [
        ("", "", ""),
        ("2023", "2023", "2023"),
        ("2023-07", "07/2023", "Jul 2023"),
        ("2023-07-05", "05/07/2023", "5 Jul 2023"),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(written: str, vi: str, en: str) -> None:
    assert (partial_date_text(written, "vi"), partial_date_text(written, "en")) == (vi, en)


# Names


def test_names_stand_as_in_a_vietnamese_dictionary() -> None:
    names = [
        "An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre",
        "Bình Dương", "Bình Định", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Điện Biên",
        "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương", "Lai Châu", "Lào Cai",
    ]  # fmt: skip
    assert sorted(set(names), key=alphabetical) == names


def test_tones_only_settle_what_letters_leave_equal() -> None:
    tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(set(tones), key=alphabetical) == tones
    assert sorted(["má", "mab"], key=alphabetical) == ["má", "mab"]
    assert sorted(["ơ", "o", "ô"], key=alphabetical) == ["o", "ô", "ơ"]


def test_a_name_has_one_place_however_it_is_typed() -> None:
    for area in CATALOGUE.areas.values():
        place = alphabetical(area.name_vi)
        assert alphabetical(unicodedata.normalize("NFD", area.name_vi)) == place
        assert alphabetical(area.name_vi.upper()) == place
