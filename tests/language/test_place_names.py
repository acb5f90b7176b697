"""Which provinces a running text names, and what only bears a name."""

import pytest

from kpi import settings
from kpi.catalogue import load_catalogue
from kpi.language.place_names import NameFinder

FINDER = NameFinder(load_catalogue(settings.CONFIG))


def names(text: str, day: str = "") -> list[str]:
    return [text[named.start : named.end] for named in FINDER.provinces(text, day)]


def test_a_name_comes_with_its_title_and_whether_it_is_a_former_province() -> None:
    text = "Đoàn của tỉnh Hà Giang (cũ) và TP. Cần Thơ thăm Sở Thông tin và Truyền thông Lai Châu."
    first, second, third = FINDER.provinces(text)
    assert [text[slice(*n.whole)] for n in (first, second, third)] == [
        *("tỉnh Hà Giang (cũ)", "TP. Cần Thơ", "Lai Châu")
    ]
    assert [n.title for n in (first, second, third)] == ["province", "city", ""]
    assert [n.former for n in (first, second, third)] == [True, False, False]
    assert [n.organ for n in (first, second, third)] == [False, False, True]


@pytest.mark.parametrize(
    "text",
    [
        "tỉnh HOÀ BÌNH",
        "tỉnh hòa bình",
        "Bà Rịa – Vũng Tàu",
        "Thừa  Thiên\u00a0Huế",
        "TP.HCM",
        "thành phố Hồ Chí Minh",
        "Viễn thông Đắc Lắc",
        "công ty trên địa bàn tỉnh Hà Nam",
        "Sở Tài nguyên và Môi trường tỉnh Hà Nam",
    ],
)
def test_a_province_is_found_however_it_is_written(text: str) -> None:
    assert len(names(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "sông Hậu Giang",
        "huyện Quảng Ninh",
        "đường Hà Giang",
        "Bệnh viện Đa khoa tỉnh Bắc Giang",
        "Đại học Quốc gia TP. Hồ Chí Minh",
        "Châu Á - Thái Bình Dương",
        "ông Nguyễn Thái Bình",
        "tư tưởng Hồ Chí Minh",
        "TP. Bắc Ninh",
        "vì hòa bình",
        "Ha Noi và các thành phố lớn",
    ],
)
def test_what_only_bears_a_name_is_no_province(text: str) -> None:
    assert names(text) == []


def test_a_text_typed_without_diacritics_is_searched_for_names_without_theirs() -> None:
    text = "UBND tinh Bac Giang va TP. Ha Noi; huyen Quang Ninh, song Hau Giang"
    assert names(text) == ["Bac Giang", "Ha Noi"]


def test_hue_is_a_city_of_its_own_since_2025() -> None:
    assert names("UBND thành phố Huế", "2024-06-30") == []
    assert names("UBND thành phố Huế", "2025-06-30") == ["Huế"]


def test_units_below_a_province_are_found_with_their_names() -> None:
    text = "huyện Phù Yên, TX. Từ Sơn, thành phố Bắc Ninh, thành phố Hà Nội, văn bản Hà Nội"
    assert [text[slice(*span)] for span in FINDER.units(text)] == [
        *("huyện Phù Yên", "TX. Từ Sơn", "thành phố Bắc Ninh")
    ]


@pytest.mark.parametrize(
    "unit", ["Bắc Giang ", "tỉnh ", "Bệnh viện ", "huyện ", "TP. ", "(", "Thành Phố Aa "]
)
def test_a_text_of_one_thing_again_and_again_is_read_at_once(unit: str) -> None:
    # 0.4 s at most; anything that grows with the square of the length takes many minutes.
    text = (unit * 100_000)[:100_000]
    assert len(list(FINDER.provinces(text))) < len(text)
    assert len(FINDER.units(text)) < len(text)
