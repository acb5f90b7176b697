import numpy as np
import pytest
from builders import candidate, seen
from hypothesis import given
from hypothesis import strategies as st

from kpi.model import Candidate, Locator, Period
from kpi.model.candidates import Candidates, coded, combined, spread
from kpi.model.scans import NOT_SEEN, Seen

WORDS = st.sampled_from(["", "a", "b", "ă"])
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        area=st.sampled_from(["vn63:27", "vn63:24", "vn:00"]),
        indicator=WORDS,
        period=st.sampled_from([Period.of("2022"), Period.of("2022-H1"), Period.of("2022-12-31")]),
        obs_status=st.sampled_from(["actual", "plan"]),
        value=st.floats(allow_nan=False),
        unit=WORDS,
        qualifier=st.sampled_from(["exact", "about"]),
        as_written=WORDS,
        source_id=WORDS,
        locator=st.one_of(
            st.just(Locator()),
            st.builds(Locator, st.just("cell"), WORDS, WORDS),
            st.builds(
                Locator,
                st.just("text"),
                start=st.integers(0, 9),
                end=st.none(),
                sentence=WORDS,
                seen=st.builds(Seen, st.integers(0, 2), first=WORDS),
            ),
        ),
        note=WORDS,
    ),
    max_size=6,
)


@given(CANDIDATES)
def test_candidates_come_back_as_they_went_in(every: list[Candidate]) -> None:
    held = Candidates.of(every)
    assert list(held) == every
    assert held == tuple(every)
    assert [held[at] for at in range(-len(every), len(every))] == every * 2
    assert list(held[1:3]) == every[1:3]
    assert list(held.locators()) == [one.locator for one in every]
    assert Candidates.of(held) is held
    assert hash(held) == hash(tuple(every))
    assert repr(held) == f"Candidates({every!r})"


@given(CANDIDATES, CANDIDATES)
def test_parts_are_joined_in_their_order(one: list[Candidate], other: list[Candidate]) -> None:
    joined = Candidates.joined([Candidates.of(one), Candidates.of(other)])
    assert list(joined) == [*one, *other]
    assert (joined == one) == (not other)
    backwards = joined.taken(np.arange(len(joined))[::-1])
    assert list(backwards) == [*one, *other][::-1]
    assert list(joined.taken(np.arange(len(joined)) < len(one))) == one


@given(CANDIDATES)
def test_ids_are_equal_where_the_columns_are(every: list[Candidate]) -> None:
    ids = Candidates.of(every).ids(("area", "indicator", "period")).tolist()
    keys = [(c.area, c.indicator, c.period.key) for c in every]
    assert len(set(zip(ids, keys, strict=True))) == len(set(ids)) == len(set(keys))


def test_one_document_takes_the_place_of_others() -> None:
    every = [candidate(source_id=name) for name in ("file", "other", "file")]
    replaced = Candidates.of(every).with_source({"file", "unknown"}, "other")
    assert [one.source_id for one in replaced] == ["other"] * 3
    assert replaced.distinct("source_id") == ["other"]
    renamed = Candidates.of(every).with_source(["file"], "named")
    assert [one.source_id for one in renamed] == ["named", "other", "named"]


def test_where_a_scan_shows_a_figure_stays_with_it() -> None:
    every = [candidate(), candidate(locator=Locator("text", seen=seen())), candidate()]
    joined = Candidates.joined([Candidates.of(every), Candidates.of(every[:1])])
    named = joined.with_source(["s"], "named")
    assert [one.locator.seen for one in named] == [NOT_SEEN, seen(), NOT_SEEN, NOT_SEEN]


def test_nothing_is_nothing() -> None:
    nothing = Candidates.joined([])
    assert list(nothing) == []
    assert not nothing
    assert nothing == ()
    assert nothing != "x"
    assert nothing.distinct("area") == []
    assert nothing.with_source(["a"], "b") == ()
    with pytest.raises(IndexError):
        nothing[0]


def test_no_number_of_columns_overflows() -> None:
    codes = np.array([0, 1, 1], dtype=np.int64)
    assert combined([(codes, 2**40)] * 9, 3).tolist() == [0, 1, 1]
    assert combined([], 2).tolist() == [0, 0]
    assert list(spread(coded(["a", "b"]), np.array([1, 0, 1]))) == ["b", "a", "b"]
