from datetime import date

import pytest
from builders import indicator

from kpi.analysis.targets import gap, next_target
from kpi.model import Period, Target

RATE = indicator(kind="rate", unit="%", roll_up={"rule": "none"})


def target(year: int, value: float, scope: str = "nation") -> Target:
    return Target.model_validate(
        {
            "indicator": "bts",
            "act": "qd",
            "year": year,
            "value": value,
            "scope": scope,
            "clause_vi": "Đạt",
            "clause_en": "Reach",
            "issued_on": date(2020, 6, 3),
        }
    )


def test_a_figure_is_held_against_the_first_target_that_has_not_passed() -> None:
    told = [target(2025, 80), target(2030, 100)]
    found = {y: next_target(told, Period.of(y)) for y in ("2023", "2025", "2026", "2031")}
    assert {y: t.year for y, t in found.items() if t} == {
        "2023": 2025,
        "2025": 2025,
        "2026": 2030,
        "2031": 2030,
    }
    assert next_target([], Period.of("2023")) is None


def test_a_provinces_own_target_goes_before_the_countrys() -> None:
    told = [target(2025, 80), target(2025, 90, "province")]
    found = next_target(told, Period.of("2023"))
    assert found is not None
    assert found.value == 90


@pytest.mark.parametrize(
    ("direction", "value", "short"), [("higher", 62.5, 17.5), ("higher", 80, 0), ("lower", 90, 10)]
)
def test_the_gap_follows_the_direction(direction: str, value: float, short: float) -> None:
    of = RATE.model_copy(update={"direction": direction})
    found = gap(of, [target(2025, 80)], Period.of("2023"), value)
    assert found is not None
    assert found.short == short
    assert found.reached == (short <= 0)


def test_a_national_count_is_no_target_of_a_province() -> None:
    told = [target(2025, 5000)]
    assert gap(indicator(), told, Period.of("2023"), 100) is None
    assert gap(indicator(), [target(2025, 50, "province")], Period.of("2023"), 100) is not None
