"""What another document says of an arriving figure, and which of them the screens will show."""

import pytest
from builders import SOMEBODY, candidate, measured, reading, source
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.model import Candidate, Reading, Source
from kpi.publish import Changes, preview, publish
from kpi.store import Store

CATALOGUE = measured()


def put(store: Store, *candidates: Candidate, sources: tuple[Source, ...] | None = None) -> None:
    one = reading(*candidates, sources=sources)
    publish(store, preview(store, CATALOGUE, one), by=SOMEBODY, reason="")


def told(found: Changes) -> list[tuple[str, float | None, str, bool]]:
    columns = ["change", "other_value", "other_title", "shown"]
    return [
        (change, None if value != value else value, title, bool(shown))
        for change, value, title, shown in found.figures[columns].itertuples(index=False)
    ]


def test_a_conflict_names_the_opposing_value_its_document_and_which_is_shown(
    store: Store,
) -> None:
    put(store, candidate(value=10.0, source_id="other"))
    changes = preview(store, CATALOGUE, reading(candidate(value=12.0)))
    assert told(changes) == [("conflicting", 10, "Bài other", True)]


def test_the_rule_may_leave_the_figure_of_the_store_on_the_screens(store: Store) -> None:
    official = source("other", kind="official_table")
    put(store, candidate(value=10.0, source_id="other"), sources=(official,))
    changes = preview(store, CATALOGUE, reading(candidate(value=12.0)))
    assert told(changes) == [("conflicting", 10, "Bài other", False)]


def test_the_same_value_of_another_document_is_a_kind_of_its_own(store: Store) -> None:
    put(store, candidate(source_id="older"))
    changes = preview(store, CATALOGUE, reading(candidate(source_id="newer")))
    assert told(changes) == [("agreeing", 1699, "Bài older", True)]


def test_a_new_figure_has_nobody_beside_it(store: Store) -> None:
    put(store, candidate(area="vn63:24"))
    changes = preview(store, CATALOGUE, reading(candidate()))
    assert told(changes) == [("new", None, "", True)]


def test_a_revision_that_another_document_contradicts_says_so(store: Store) -> None:
    put(store, candidate(), candidate(source_id="other"))
    changes = preview(store, CATALOGUE, reading(candidate(value=12.0)))
    assert told(changes) == [("revised", 1699, "Bài other", True)]


def test_who_speaks_against_is_named_before_who_agrees(store: Store) -> None:
    agreeing = source("agrees", kind="official_table")
    put(
        store,
        candidate(value=10.0, source_id="against"),
        candidate(value=12.0, source_id="agrees"),
        sources=(agreeing, source("against")),
    )
    changes = preview(store, CATALOGUE, reading(candidate(value=12.0)))
    assert told(changes) == [("conflicting", 10, "Bài against", False)]


def test_two_documents_of_one_reading_are_set_against_each_other(store: Store) -> None:
    both = reading(candidate(source_id="a"), candidate(source_id="b", value=1700.0))
    found = told(preview(store, CATALOGUE, both))
    assert [one[:3] for one in found] == [
        ("conflicting", 1700, "Bài b"),
        ("conflicting", 1699, "Bài a"),
    ]
    assert sorted(one[3] for one in found) == [False, True]


def test_the_old_figure_of_a_revision_keeps_its_hedge(store: Store) -> None:
    put(store, candidate(qualifier="about", as_written="khoảng 1.699"))
    changes = preview(store, CATALOGUE, reading(candidate()))
    assert list(changes.figures["old_qualifier"]) == ["about"]


def test_a_figure_that_agrees_is_counted_as_new_to_its_document(store: Store) -> None:
    put(store, candidate(source_id="older"))
    put(store, candidate(source_id="newer"))
    assert list(store.batches()["new_count"]) == [1, 1]


figures = st.builds(
    candidate,
    period=st.sampled_from(["2021", "2022"]),
    value=st.sampled_from([10.0, 12.0]),
    qualifier=st.sampled_from(["exact", "about"]),
    source_id=st.sampled_from(["a", "b", "c"]),
)
readings = st.builds(
    lambda candidates, dates, kinds: reading(
        *candidates,
        sources=tuple(source(i, published_on=dates[n], kind=kinds[n]) for n, i in enumerate("abc")),
    ),
    st.lists(figures, max_size=5, unique_by=lambda c: (c.period.key, c.source_id)),
    st.tuples(*[st.sampled_from(["", "2022", "2023-07"])] * 3),
    st.tuples(*[st.sampled_from(["press", "official_table"])] * 3),
)


@settings(max_examples=40)
@given(before=st.lists(readings, min_size=1, max_size=2), last=readings)
def test_what_is_said_to_be_shown_is_shown(before: list[Reading], last: Reading) -> None:
    with Store.in_memory() as store:
        for one in before:
            publish(store, preview(store, CATALOGUE, one), by=SOMEBODY, reason="")
        changes = preview(store, CATALOGUE, last)
        publish(store, changes, by=SOMEBODY, reason="")
        shown = set(store.figures("bts")["obs_id"])
        fresh = changes.figures[changes.figures["change"] != "same"]
        assert {r.obs_id: r.obs_id in shown for r in fresh.itertuples()} == {
            r.obs_id: bool(r.shown) for r in fresh.itertuples()
        }


@pytest.mark.parametrize("count", [0, 1])
def test_the_columns_are_the_same_with_and_without_rivals(store: Store, count: int) -> None:
    put(store, candidate(source_id="older"))
    one = preview(store, CATALOGUE, reading(*[candidate()] * count))
    alone = preview(store, CATALOGUE, reading(candidate(area="vn63:01")))
    assert list(one.figures.columns) == list(alone.figures.columns)
