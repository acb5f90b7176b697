"""The store as it stood on a day, rebuilt from what is never changed."""

from datetime import date, datetime, time, timedelta

import pandas as pd
import pytest
from builders import obs, source, tell

from kpi.errors import StoreError
from kpi.model import Period
from kpi.store import Store
from kpi.store.past import end_of

FIRST = date(2026, 3, 1)


@pytest.fixture
def long(store: Store) -> Store:
    """Three batches a month apart: a figure, its correction, another; the second was undone."""
    for place, (name, value, period) in enumerate(
        [("a", 10, "2022"), ("b", 12, "2022"), ("c", 7, "2023")]
    ):
        tell(store, obs(name, value=value, period=period), sources=(source(),))
        _date(store, place + 1, FIRST + timedelta(days=30 * place))
    store.mark(2, "undone", "test", "")
    _date_last(store, FIRST + timedelta(days=90))
    return store


def _noon(day: date) -> datetime:
    """Noon in Vietnam as the store keeps it: in UTC, without a zone."""
    return datetime.combine(day, time(5))


def _date(store: Store, batch: int, day: date) -> None:
    with store.transaction() as cursor:
        at = [_noon(day), batch]
        cursor.execute("update batch set recorded_at = ? where batch_id = ?", at)
        cursor.execute("update batch_event set happened_at = ? where batch_id = ?", at)


def _date_last(store: Store, day: date) -> None:
    with store.transaction() as cursor:
        cursor.execute(
            "update batch_event set happened_at = ? "
            "where event_id = (select max(event_id) from batch_event)",
            [_noon(day)],
        )


def shown(store: Store) -> list[tuple[str, float]]:
    figures = store.figures("bts")
    return list(zip(figures["period"], figures["value"], strict=True))


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (-1, []),
        (0, [("2022", 10)]),
        (29, [("2022", 10)]),
        (30, [("2022", 12)]),
        (60, [("2022", 12), ("2023", 7)]),
        (89, [("2022", 12), ("2023", 7)]),
        (90, [("2022", 10), ("2023", 7)]),
        (500, [("2022", 10), ("2023", 7)]),
    ],
)
def test_every_days_picture_can_be_rebuilt(
    long: Store, days: int, told: list[tuple[str, float]]
) -> None:
    assert shown(long.as_of(FIRST + timedelta(days=days))) == told


def test_a_day_ends_at_midnight_in_vietnam() -> None:
    assert end_of(date(2026, 6, 30)) == datetime.combine(date(2026, 6, 30), time(17))


def test_every_question_is_asked_of_the_same_day(long: Store) -> None:
    past = long.as_of(FIRST + timedelta(days=40))
    assert past.summary()["figures"] == 1
    assert past.extent()["figures"].tolist() == [1]
    assert past.standing("bts", Period.of("2022"), "actual", exactly=False)["value"].tolist() == [
        12
    ]
    assert past.batches()["batch_id"].tolist() == [1, 2]
    assert past.batch(2)["state"] == "published"
    assert past.series("bts", ["vn63:27"])["value"].tolist() == [12]
    assert past.profile(["vn63:27"])["value"].tolist() == [12]
    assert past.events(2)["event"].tolist() == ["published"]
    past.fetch(["bts"])
    assert shown(past) == [("2022", 12)]
    assert shown(long) == [("2022", 10), ("2023", 7)]


def test_the_last_day_is_the_store_of_today(long: Store) -> None:
    today = long.as_of(date(2100, 1, 1))
    pd.testing.assert_frame_equal(today.figures("bts"), long.figures("bts"))


def test_what_changed_since_a_day_is_told(long: Store) -> None:
    past = long.as_of(FIRST + timedelta(days=40))
    changes = past.changes_since()
    assert changes.to_dict("records") == [
        {"indicator": "bts", "change": "new", "figures": 1},
        {"indicator": "bts", "change": "revised", "figures": 1},
    ]
    changed = past.changed_since("bts", 10)
    assert changed[["period", "value", "value_later", "change"]].to_numpy().tolist()[0] == [
        "2022", 12.0, 10.0, "revised",
    ]  # fmt: skip
    assert past.changed_since("dti", 10).empty
    assert len(past.changed_since("", 1)) == 1
    assert long.changes_since().empty


def test_a_figure_that_was_undone_since_counts_as_withdrawn(store: Store) -> None:
    tell(store, obs("a", value=10), sources=(source(),))
    _date(store, 1, FIRST)
    store.mark(1, "undone", "test", "")
    past = store.as_of(FIRST)
    assert past.changes_since()["change"].tolist() == ["withdrawn"]


def test_the_past_is_not_written(long: Store) -> None:
    past = long.as_of(FIRST)
    with pytest.raises(StoreError, match="chỉ để xem"):
        past.mark(1, "undone", "test", "")
    with pytest.raises(StoreError):
        past.effect(1, "undone")
    assert long.batch(1)["state"] == "published"
