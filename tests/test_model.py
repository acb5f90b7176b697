import contextlib
from datetime import date

import pytest
from builders import candidate, indicator, reading
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kpi.model import (
    MERGER,
    OBS_STATUSES,
    QUALIFIERS,
    Area,
    Locator,
    Period,
    Problem,
    RollUp,
    Unit,
    scheme_in_force,
)

YEARS = st.integers(1, 9999).map("{:04}".format)
KEYS = st.one_of(
    YEARS,
    st.builds("{}-{}".format, YEARS, st.sampled_from(["H1", "H2", "Q1", "Q2", "Q3", "Q4"])),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
    st.dates().map(date.isoformat),
)


@pytest.mark.parametrize(
    ("key", "kind", "start", "end"),
    [
        ("2022", "year", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-H1", "half", date(2022, 1, 1), date(2022, 6, 30)),
        ("2022-H2", "half", date(2022, 7, 1), date(2022, 12, 31)),
        ("2022-Q3", "quarter", date(2022, 7, 1), date(2022, 9, 30)),
        ("2022-09", "month", date(2022, 9, 1), date(2022, 9, 30)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-11-30", "day", date(2022, 11, 30), date(2022, 11, 30)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(
    key: str, kind: str, start: date, end: date
) -> None:
    period = Period.of(key)
    assert (period.kind, period.start, period.end, str(period)) == (kind, start, end, key)
    assert period.year == 2022 or key == "2024-02"


@pytest.mark.parametrize(
    "key",
    [
        *("", "22", "2022-", "2022-13", "2022-00", "2022-1", "2022-H3", "2022-Q5", "2022-h1"),
        *("0000", "2022-02-30", "2022-11-31", "2022-1-1", "2022-01-01-01", "٢٠٢٢", "²022"),
        *(" 2022", "năm 2022"),
    ],
)
def test_what_is_not_a_key_is_no_period(key: str) -> None:
    with pytest.raises(ValueError):
        Period.of(key)


@given(st.text(max_size=12))
def test_any_text_is_a_key_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert str(Period.of(text)) == text


@given(KEYS)
def test_a_key_makes_a_period_that_ends_after_it_begins(key: str) -> None:
    period = Period.of(key)
    assert period.key == key
    assert period.start <= period.end
    assert period.holds(period)
    assert Period.of(key[:4]).holds(period)


def test_periods_sort_by_their_last_day_then_the_longer_first() -> None:
    keys = ["2021", "2022-03", "2022-H1", "2022-Q2", "2022-06", "2022-06-30", "2022"]
    assert [p.key for p in sorted(map(Period.of, reversed(keys)))] == keys


def test_a_period_holds_what_lies_within_it() -> None:
    year, half = Period.of("2022"), Period.of("2022-H1")
    assert year.holds(half)
    assert not half.holds(year)
    assert not half.holds(Period.of("2022-07"))
    assert not half.holds(Period.of("2021-06"))


def test_the_34_are_in_force_from_the_day_of_the_merger() -> None:
    assert MERGER.isoformat() == "2025-07-01"
    assert scheme_in_force(date(2025, 6, 30)) == "vn63"
    assert scheme_in_force(MERGER) == "vn34"


def test_an_areas_key_is_its_scheme_and_its_code() -> None:
    area = Area(scheme="vn63", code="27", name_vi="Bắc Ninh", name_en="Bac Ninh", kind="tỉnh")
    assert area.key == "vn63:27"
    assert (area.name("vi"), area.name("en")) == ("Bắc Ninh", "Bac Ninh")


@pytest.mark.parametrize(
    "overrides",
    [
        {"colour": "red"},
        {"id": "BTS"},
        {"id": "1bts"},
        {"name_vi": ""},
        {"definition_en": ""},
        {"direction": "up"},
        {"kind": "milestone"},
        {"stages_vi": ["a"], "stages_en": ["a"]},
        {"kind": "milestone", "stages_vi": ["a", "b"], "stages_en": ["a"]},
        {"roll_up": {"rule": "ratio", "numerator": "a"}},
        {"roll_up": {"rule": "sum", "numerator": "a", "denominator": "b"}},
    ],
)
def test_an_indicator_that_contradicts_itself_is_refused(overrides: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        indicator(**overrides)


def test_a_milestone_names_its_stages_in_both_languages() -> None:
    found = indicator(kind="milestone", stages_vi=["thử", "chạy"], stages_en=["trial", "live"])
    assert (found.stages_vi, found.stages_en) == (("thử", "chạy"), ("trial", "live"))


def test_a_ratio_has_both_its_parts() -> None:
    rule = RollUp(rule="ratio", numerator="a", denominator="b", factor=100)
    assert (rule.numerator, rule.denominator, rule.factor) == ("a", "b", 100)


def test_a_narrow_place_gets_the_short_name_where_there_is_one() -> None:
    assert indicator().short("vi") == "Trạm BTS"
    assert indicator(short_vi="BTS", short_en="Masts").short("vi") == "BTS"
    assert indicator(short_vi="BTS", short_en="Masts").short("en") == "Masts"
    assert (indicator().definition("vi"), indicator().definition("en")) == ("Số trạm", "Stations")


def test_entries_never_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Unit(id="a", name_vi="a", name_en="a").factor = 2.0  # type: ignore[misc]


def test_a_reading_flattens_to_codes_and_places() -> None:
    cell = Problem("not-a-number", "error", Locator("cell", cell="E2"), "x", "", "")
    span = Problem("no-year", "question", Locator("text", start=3, end=9), "x", "", "")
    found = reading(candidate(), problems=(cell, span))
    assert found.flatten() == [("not-a-number", "E2"), ("no-year", "3-9")]


def test_the_words_of_status_and_hedge_are_those_of_the_exchange_form() -> None:
    assert OBS_STATUSES == ("actual", "estimate", "target", "plan")
    assert QUALIFIERS == ("exact", "more_than", "nearly", "about", "at_least")
