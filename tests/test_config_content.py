"""What the shipped catalogue promises: config/ is content, so its claims are tested like code."""

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kpi.catalogue import Catalogue, load_catalogue
from kpi.model import Indicator

CONFIG = Path(__file__).resolve().parents[1] / "config"
DECREE_42 = date(2022, 8, 15)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(CONFIG)


def is_level_3_or_4(indicator: Indicator) -> bool:
    words = indicator.id.split("_")
    return any(word in ("level3", "level4", "level34", "l34") for word in words)


def is_plausible(indicator: Indicator, value: float) -> bool:
    low, high = indicator.plausible.low, indicator.plausible.high
    return (low is None or low <= value) and (high is None or value <= high)


def test_every_indicator_of_the_catalogue_has_both_languages(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        texts = [
            (indicator.name_vi, indicator.name_en),
            (indicator.definition_vi, indicator.definition_en),
            *((b.note_vi, b.note_en) for b in indicator.breaks),
            *((basis.note_vi, basis.note_en) for basis in indicator.legal),
        ]
        assert all(vi.strip() and en.strip() for vi, en in texts), indicator.id
        assert indicator.name_vi[0] == indicator.name_vi[0].upper(), indicator.id


def test_names_for_narrow_places_are_short(catalogue: Catalogue) -> None:
    too_long = [
        (i.id, i.short(lang))
        for i in catalogue.indicators.values()
        for lang in ("vi", "en")
        if len(i.short(lang)) > 30
    ]
    assert too_long == []


def test_no_two_indicators_share_a_name(catalogue: Catalogue) -> None:
    for names in (
        Counter(i.name_vi.casefold() for i in catalogue.indicators.values()),
        Counter(i.name_en.casefold() for i in catalogue.indicators.values()),
    ):
        assert [name for name, times in names.items() if times > 1] == []


def test_a_written_unit_belongs_to_one_unit_only(catalogue: Catalogue) -> None:
    written = Counter(
        form
        for unit in catalogue.units.values()
        for form in {s.casefold() for s in (unit.id, unit.name_vi, unit.name_en)}
        | {s.casefold() for s in unit.spellings}
    )
    assert [form for form, units in written.items() if units > 1] == []


def test_a_spelling_is_listed_once(catalogue: Catalogue) -> None:
    spellings = Counter(s.casefold() for unit in catalogue.units.values() for s in unit.spellings)
    assert [spelling for spelling, times in spellings.items() if times > 1] == []


def test_every_multiple_names_a_base_unit_and_a_factor(catalogue: Catalogue) -> None:
    for unit in catalogue.units.values():
        if unit.base:
            assert not catalogue.units[unit.base].base, unit.id
            assert unit.factor not in (0, 1), unit.id
        else:
            assert unit.factor == 1, unit.id


def test_every_unit_is_used(catalogue: Catalogue) -> None:
    used = {i.unit for i in catalogue.indicators.values()}
    assert {u.id for u in catalogue.units.values() if not u.base} == used


def test_every_rate_is_a_percentage_a_per_unit_or_an_average(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        if indicator.kind == "rate":
            average = "bình quân" in indicator.name_vi
            assert indicator.unit == "%" or "/" in indicator.unit or average, indicator.id


def test_money_is_in_dong_and_arises_in_the_period(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        assert (indicator.kind == "money") == (indicator.unit == "đồng"), indicator.id
        assert indicator.kind != "money" or indicator.measure == "flow", indicator.id


def test_only_counts_and_money_are_summed(catalogue: Catalogue) -> None:
    summed = {i.kind for i in catalogue.indicators.values() if i.roll_up.rule == "sum"}
    assert summed == {"count", "money"}


def test_only_dti_scores_are_averaged(catalogue: Catalogue) -> None:
    averaged = {i.id for i in catalogue.indicators.values() if i.roll_up.rule == "mean"}
    assert len(averaged) == 1 + 8 + 3
    assert all(i.startswith("dti_") and not i.endswith("_rank") for i in averaged)


def test_ranks_and_milestones_never_roll_up(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        if indicator.kind in ("rank", "milestone"):
            assert indicator.roll_up.rule == "none", indicator.id


def test_a_ratio_divides_two_indicators_that_add_up(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        rule = indicator.roll_up
        if rule.rule == "ratio":
            parts = [catalogue.indicators[p] for p in (rule.numerator, rule.denominator)]
            assert [p.roll_up.rule for p in parts] == ["sum", "sum"], indicator.id


@pytest.mark.parametrize(
    "indicator_id",
    ["procedures_total", "public_services_online_count", "postal_enterprises"],
)
def test_national_lists_and_firms_of_many_provinces_do_not_add_up(
    catalogue: Catalogue, indicator_id: str
) -> None:
    assert catalogue.indicators[indicator_id].roll_up.rule == "none"


def test_every_level_3_or_4_indicator_breaks_with_decree_42(catalogue: Catalogue) -> None:
    concerned = [i for i in catalogue.indicators.values() if is_level_3_or_4(i)]
    assert len(concerned) == 14
    for indicator in concerned:
        assert DECREE_42 in {b.on for b in indicator.breaks}, indicator.id


def test_what_takes_over_is_counted_in_the_same_unit(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        for linked in filter(None, (b.linked for b in indicator.breaks)):
            assert catalogue.indicators[linked].unit == indicator.unit, indicator.id
            assert linked != indicator.id


def test_every_rank_orders_a_score_with_the_same_breaks_of_method(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        assert (indicator.kind == "rank") == bool(indicator.rank_of), indicator.id
        if indicator.rank_of:
            score = catalogue.indicators[indicator.rank_of]
            assert score.kind == "score"
            assert {b.on for b in score.breaks} <= {b.on for b in indicator.breaks}, indicator.id


def test_the_five_headlines(catalogue: Catalogue) -> None:
    headlines = {i.headline: i.id for i in catalogue.indicators.values() if i.headline}
    assert [headlines[place] for place in sorted(headlines)] == [
        "bts_stations",
        "public_services_level4_count",
        "community_digital_teams",
        "postal_points",
        "dti_score",
    ]


def test_context_is_neutral_and_nothing_else_is_base(catalogue: Catalogue) -> None:
    base = {i.id: i.direction for i in catalogue.indicators.values() if i.base}
    assert set(base) == {
        "population_average",
        "area",
        "commune_level_units_total",
        "phuong",
        "xa",
        "dac_khu",
    }
    assert set(base.values()) == {"neutral"}


def test_every_plausible_range_is_one(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        p = indicator.plausible
        for low, high in ((p.low, p.high), (p.low_per_head, p.high_per_head)):
            assert low is None or high is None or low <= high, indicator.id


def test_a_share_is_expected_between_0_and_100(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        if indicator.unit == "%" and indicator.kind == "rate":
            assert (indicator.plausible.low, indicator.plausible.high) == (0, 100), indicator.id


@pytest.mark.parametrize(
    ("indicator_id", "value", "expected"),
    [
        ("telecom_revenue", 1.7e9, False),  # Tây Ninh 2020: nghìn tỷ was meant
        ("telecom_revenue", 1_357_880e9, False),  # Tây Ninh 2024: triệu was meant
        ("telecom_revenue", 2_550e9, True),  # Lâm Đồng 2024
        ("telecom_revenue", 1_402e9, True),  # Quảng Nam 2018
        ("telecom_revenue", 2_867e9, True),  # Đắk Lắk 2020
        ("ict_sector_revenue", 96_650e9, True),  # Vĩnh Phúc 2022-H1
        ("ict_sector_revenue", 95e9, False),  # Vĩnh Phúc 2023-H1
        ("postal_dossier_revenue", 158_674e6, False),  # Ninh Thuận 2023
        ("bts_stations", 1.699, False),  # 1.699 read with a decimal point
        ("bts_stations", 1699, True),  # Tây Ninh 2020
        ("household_fibre_coverage", 105.48, False),  # Bà Rịa - Vũng Tàu 2024
        ("postal_service_radius", 1672, False),  # 1,672 km read without its comma
    ],
)
def test_a_slip_of_a_thousand_is_out_of_range(
    catalogue: Catalogue, indicator_id: str, value: float, expected: bool
) -> None:
    assert is_plausible(catalogue.indicators[indicator_id], value) is expected


def test_every_target_is_within_the_range_of_its_indicator(catalogue: Catalogue) -> None:
    for target in catalogue.targets:
        assert is_plausible(catalogue.indicators[target.indicator], target.value), target.indicator
        assert target.issued_on.year < target.year


def test_an_act_sets_one_value_for_an_indicator_and_year(catalogue: Catalogue) -> None:
    keys = Counter((t.indicator, t.act, t.year, t.scope) for t in catalogue.targets)
    assert [key for key, times in keys.items() if times > 1] == []


def _written(name: str, table: str) -> list[dict[str, Any]]:
    rows = tomllib.loads((CONFIG / name).read_text(encoding="utf-8"))[table]
    return list(rows)


def test_every_act_and_every_break_of_the_file_is_cited(catalogue: Catalogue) -> None:
    indicators = catalogue.indicators.values()
    acts = {basis.act for i in indicators for basis in i.legal}
    acts |= {target.act for target in catalogue.targets}
    assert {act["number"] for act in _written("acts.toml", "act")} == acts
    breaks = {(b.on, b.note_vi) for i in indicators for b in i.breaks}
    assert {(b["on"], b["note_vi"]) for b in _written("acts.toml", "break")} == breaks


def test_every_set_of_words_stands_in_at_least_two_rules() -> None:
    rules = [str(rule) for rule in _written("extraction.toml", "rule")]
    for each in _written("extraction.toml", "set"):
        uses = sum(bool(re.search(rf"@{each['name']}\b", rule)) for rule in rules)
        assert uses >= 2, each["name"]
