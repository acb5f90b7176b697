"""Deadlines are those that the acts tell: FIELD's table by hand."""

from datetime import date

import pytest
from builders_analysis import CATALOGUE

from kpi.analysis.deadlines import Due, last_due, next_due
from kpi.model.duties import Deadline, Duty

DUTIES = {duty.id: duty for duty in CATALOGUE.duties}


def rule(duty: str, kind: str) -> tuple[Duty, Deadline]:
    return DUTIES[duty], next(d for d in DUTIES[duty].deadline if d.kind == kind)


def told(due: Due | None) -> tuple[str, date] | None:
    return None if due is None else (due.period.key, due.on)


@pytest.mark.parametrize(
    ("duty", "kind", "period", "on"),
    [
        ("ict_sector", "month", "2026-12", date(2026, 12, 15)),
        ("ict_sector", "quarter", "2026-Q4", date(2026, 12, 6)),
        ("ict_sector", "half", "2027-H1", date(2027, 6, 6)),
        ("ict_sector", "year", "2027", date(2027, 11, 25)),
        ("government", "month", "2026-12", date(2026, 12, 25)),
        ("government", "quarter", "2026-Q4", date(2026, 12, 25)),
        ("government", "half", "2026-H2", date(2026, 12, 25)),
        ("government", "year", "2026", date(2026, 12, 25)),
    ],
)
def test_the_next_deadline_is_the_acts(duty: str, kind: str, period: str, on: date) -> None:
    assert told(next_due(*rule(duty, kind), date(2026, 12, 1))) == (period, on)


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("month", date(2026, 11, 15), date(2026, 12, 14)),
        ("quarter", date(2026, 9, 15), date(2026, 12, 14)),
        ("half", date(2026, 6, 15), date(2026, 12, 14)),
        ("year", date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_figures_are_counted_from_the_day_after_the_cut_off_before(
    kind: str, first: date, last: date
) -> None:
    due = next_due(*rule("government", kind), date(2026, 12, 1))
    assert due.counted == (first, last)


def test_the_circular_says_no_cut_off() -> None:
    assert next_due(*rule("ict_sector", "year"), date(2026, 12, 1)).counted is None


def test_on_the_day_itself_a_report_is_due_and_on_the_next_it_is_late() -> None:
    year = rule("ict_sector", "year")
    assert told(next_due(*year, date(2026, 11, 25))) == ("2026", date(2026, 11, 25))
    assert told(last_due(*year, date(2026, 11, 25))) == ("2025", date(2025, 11, 25))
    assert told(last_due(*year, date(2026, 11, 26))) == ("2026", date(2026, 11, 25))
    due = next_due(*year, date(2026, 11, 25))
    days = [date(2026, 11, 10), date(2026, 11, 11), date(2026, 11, 25), date(2026, 11, 26)]
    assert [due.state(day) for day in days] == ["open", "due", "due", "late"]


def test_before_a_duty_there_was_no_deadline() -> None:
    year = rule("ict_sector", "year")
    assert last_due(*year, date(2023, 11, 25)) is None
    assert told(next_due(*year, date(1, 1, 1))) == ("2023", date(2023, 11, 25))
