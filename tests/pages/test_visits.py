"""Visits are kept for their person alone, for a time and up to a size."""

import pytest

from kpi.ui.intake.visit import Dropped, Visit, Visits


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def visit(owner: str = "lan", size: int = 1) -> Visit:
    file = Dropped("a.csv", b"x" * size)
    return Visit(owner, files={"tables": {file.key: file}, "reports": {}})


def test_a_visit_is_found_by_its_own_person_only() -> None:
    visits, mine = Visits(60), visit()
    visits.keep("t", mine)
    assert visits.find("t", "lan") is mine
    assert visits.find("t", "hoa") is None
    assert visits.find("u", "lan") is None


def test_a_visit_that_is_not_used_ends() -> None:
    clock = Clock()
    visits = Visits(60, clock)
    visits.keep("t", visit())
    clock.now = 50
    visits.keep("t", visit())
    clock.now = 100
    assert visits.find("t", "lan") is not None
    clock.now = 111
    assert visits.find("t", "lan") is None


def test_beyond_a_size_the_longest_unused_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.ui.intake.visit.MOST_BYTES", 10)
    monkeypatch.setattr("kpi.ui.intake.visit.MOST_BYTES_OF_ONE", 6)
    visits = Visits(60)
    visits.keep("a", visit("lan", 4))
    visits.keep("b", visit("hoa", 4))
    visits.keep("c", visit("lan", 4))
    assert visits.find("a", "lan") is None  # more than one person may hold
    assert visits.find("b", "hoa") is not None
    visits.keep("d", visit("minh", 4))
    assert visits.find("b", "hoa") is None  # more than all may hold
    assert visits.find("c", "lan") is not None
