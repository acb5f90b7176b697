"""The overview says where my province stands, and never more than the figures do."""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_page_opens import html, using, visit
from test_page_titles import OLD, add, falling

from kpi.store import Store

BAC_NINH, BAC_GIANG, NOW = "vn63:27", "vn63:24", "vn34:24"


def told(path: Path, figures: Mapping[str, Mapping[str, float]], mine: str = "") -> AppTest:
    """The overview over figures of 2024 by indicator and area."""
    with Store.open(path) as store:
        for indicator, values in figures.items():
            add(store, indicator, values, period="2024")
    with using(path):
        return visit("overview", f"mine={mine}" if mine else "")


def cards(at: AppTest) -> dict[str, str]:
    """What each card says, by its title."""
    found = re.findall(r"<li[^>]*><h3>(.*?)</h3>(.*?)</li>", html(at))
    return {words(title): words(text) for title, text in found}


def words(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", markup)).strip()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kpi.duckdb"


def test_without_a_figure_my_province_has_not_reported_and_nobody_is_the_highest(
    path: Path,
) -> None:
    at = told(path, {"bts_stations": dict.fromkeys(OLD[:4], 3000.0)}, mine="vn63:27")
    card = cards(at)["Trạm BTS"]
    assert "chưa báo cáo" in card
    assert "4/63" in card
    assert "cao nhất" not in html(at)
    assert "hạng" not in card


def test_figures_of_the_former_provinces_are_told_as_theirs(path: Path) -> None:
    at = told(path, {"community_digital_teams": {BAC_NINH: 733.0}}, mine=NOW)
    card = re.sub(r"\s+", " ", cards(at)["Tổ công nghệ số cộng đồng"])
    assert "chưa có cho địa giới mới" in card
    assert "Bắc Ninh (cũ) 733 tổ" in card


def test_what_only_a_former_province_reported_is_not_called_missing(path: Path) -> None:
    at = told(path, {"community_digital_teams": {BAC_NINH: 733.0}}, mine=NOW)
    points = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html(at)))
    assert points["Chỉ có số của tỉnh cũ"] == "Tổ công nghệ số cộng đồng"
    assert "Trạm BTS" in points["Còn thiếu"]
    assert "Tổ công nghệ" not in points["Còn thiếu"]


def test_what_all_former_provinces_report_adds_up_to_todays(path: Path) -> None:
    values = {BAC_NINH: 733.0, BAC_GIANG: 500.0}
    at = told(path, {"community_digital_teams": values}, mine=NOW)
    assert "1.233 tổ" in cards(at)["Tổ công nghệ số cộng đồng"]


@pytest.mark.parametrize(("count", "rank"), [(7, "mới 7 tỉnh"), (8, "3/8")])
def test_a_card_ranks_nobody_among_a_handful(path: Path, count: int, rank: str) -> None:
    values = {a: 3000.0 - n for n, a in enumerate(OLD[:count])}
    at = told(path, {"bts_stations": values}, mine=OLD[2])
    assert rank in cards(at)["Trạm BTS"]


def test_what_compares_many_stands_before_single_reporters(path: Path) -> None:
    at = told(
        path,
        {
            "bts_stations": {OLD[0]: 3000.0},
            "postal_points": {OLD[0]: 200.0},
            "household_internet_rate": {a: 90.0 - n / 10 for n, a in enumerate(OLD)},
        },
        mine=OLD[0],
    )
    assert [*cards(at)].index("Hộ có kết nối Internet") < [*cards(at)].index("Trạm BTS")


def test_leaders_keep_their_ranks_and_ties(path: Path) -> None:
    scores = falling(OLD) | {OLD[1]: 0.9}
    at = told(path, {"dti_score": scores}, mine="vn63:27")
    listed = re.findall(r'<span class="rank">([\d=]+)</span><span class="(name[^"]*)">', html(at))
    place = OLD.index("vn63:27") + 1
    assert [rank for rank, _ in listed] == [
        *("1=", "1=", "3", "4", "5"), str(place), *("59", "60", "61", "62", "63"),
    ]  # fmt: skip
    assert [rank for rank, kind in listed if "own" in kind] == [str(place)]


def test_a_name_of_the_catalogue_or_an_address_is_no_markup(path: Path) -> None:
    at = told(path, {"bts_stations": {OLD[0]: 3000.0}}, mine="</script><b>")
    scripts = [e.proto.body for e in at.get("html") if "<script>" in e.proto.body]
    assert all(body.count("<script>") == body.count("</script>") for body in scripts)
    assert "<b>" not in "".join(scripts).replace("<b>${", "")


def test_a_rank_that_grew_is_a_fall_in_places_and_says_of_which_year(path: Path) -> None:
    with Store.open(path) as store:
        for year, shift in (("2021", 4), ("2022", 7)):
            add(store, "dti_rank", {OLD[0]: shift}, period=year)
    with using(path):
        at = visit("profile", f"area={OLD[0]}")
    text = words(html(at))
    assert "Xếp hạng DTI 2022" in re.sub(r"\s+", " ", text)
    assert "▼ xuống 3 bậc" in text
    assert "+3" not in text


def test_a_card_of_all_shows_a_value_before_the_coverage(path: Path) -> None:
    at = told(path, {"bts_stations": {a: 3000.0 - n for n, a in enumerate(OLD[:9])}})
    card = cards(at)["Trạm BTS"]
    assert card.startswith("2.996 trạm")
    assert "9/63 tỉnh có số liệu, năm 2024" in card
